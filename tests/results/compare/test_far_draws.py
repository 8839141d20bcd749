"""LOO of rows that one draw explains far better or worse than the others."""

import warnings

import numpy as np
import pytest

from pybrms_mix.results.compare.pointwise_criteria import (
    _loo_of,
    _monte_carlo_error,
    _variance_of_log,
)


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


def test_the_error_does_not_depend_on_where_products_overflow():
    """Equal weights times densities, 800 apart in logs: each draw adds the same to the error."""
    weights = np.log(np.full((4, 1), 0.25))
    weights[1:] -= 800
    ll = -weights - np.log(4)
    elpd = np.array([0.0])
    found = _monte_carlo_error(ll, weights, elpd, np.ones(1))
    # Products of weights and densities: 1/4 each, less the weight of 1/4 of the first draw.
    expected = _variance_of_log(np.sqrt(np.array([3 * 0.25**2])))
    np.testing.assert_allclose(found, np.sqrt(expected))
