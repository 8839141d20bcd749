"""LOO of rows that one draw explains far better or worse than the others."""

import warnings

import numpy as np
import pytest

from pybrms_mix.results.compare.loo import _loo_of


@pytest.mark.parametrize("gap", [-50.0, -800.0, 50.0, 800.0, 2000.0])
def test_one_far_draw_gives_finite_errors_and_no_foreign_warning(gap):
    rng = np.random.default_rng(1)
    ll = rng.normal(-2, 0.1, (400, 6))
    ll[7, 2] += gap
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = _loo_of(ll, 4)
    assert np.isfinite(found[:, :4]).all()
    assert not np.isnan(found).any()
