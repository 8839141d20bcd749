"""Statistics of draws as in R, compared with NumPy and SciPy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from pybrms_mix.results.estimates import estimates

LEVELS = (0.0, 0.025, 0.31, 0.5, 0.975, 1.0)
RNG = np.random.default_rng(2)
DRAWS = {
    "real": RNG.normal(size=(41, 3, 2)),
    "whole": RNG.poisson(2, (40, 5)),
    # Components come first in memory.
    "moved": np.moveaxis(RNG.random((2, 40, 3)), 0, 2),
    "series": RNG.normal(size=33),
    "many": RNG.normal(size=(11, 20_000)),
    "two": RNG.normal(size=(2, 3)),
}


@pytest.mark.parametrize("name", DRAWS)
def test_estimates_are_those_of_numpy(name: str) -> None:
    draws = DRAWS[name]
    found = estimates(draws, probs=LEVELS)
    assert found.shape == (*draws.shape[1:], 2 + len(LEVELS))
    np.testing.assert_allclose(found[..., 0], draws.mean(axis=0), atol=1e-14)
    np.testing.assert_allclose(found[..., 1], draws.std(axis=0, ddof=1), rtol=1e-12)
    expected = np.moveaxis(np.quantile(draws, LEVELS, axis=0), 0, -1)
    np.testing.assert_allclose(found[..., 2:], expected, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("name", DRAWS)
def test_robust_estimates_are_the_median_and_the_scaled_mad(name: str) -> None:
    draws = DRAWS[name]
    found = estimates(draws, robust=True)
    np.testing.assert_allclose(found[..., 0], np.median(draws, axis=0), atol=1e-15)
    mad = 1.4826 * stats.median_abs_deviation(draws, axis=0)
    np.testing.assert_allclose(found[..., 1], mad, rtol=1e-12, atol=1e-15)


def test_what_is_not_a_number_stays_so_and_touches_nothing_else() -> None:
    draws = np.array([[1.0, np.nan, 0.1, -np.inf], [2.0, 1.0, 0.1, 1.0], [4.0, 2.0, 0.1, 1.0]])
    with np.errstate(invalid="ignore"):
        found = estimates(draws, probs=(0.25, 0.75))
    assert np.isnan(found[1]).all()
    np.testing.assert_allclose(found[0, 2:], [1.5, 3.0])
    np.testing.assert_array_equal(found[2], [0.1, 0.0, 0.1, 0.1])
    assert found[3, 0] == -np.inf
    assert found[3, 3] == 1.0


def test_one_draw_has_no_error_and_nothing_is_no_row() -> None:
    np.testing.assert_array_equal(estimates(np.array([[3.0]])), [[3.0, 0.0, 3.0, 3.0]])
    assert estimates(np.empty((5, 0))).shape == (0, 4)
