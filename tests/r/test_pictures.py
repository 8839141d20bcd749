"""Numbers of pictures, compared with values that R 4.2 printed."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate

from pybrms_mix import r
from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.r.statistics.intervals import density, highest_density, mode, shortest_interval
from pybrms_mix.r.statistics.smoothing import smoothed

X = np.array([1.2, 2.7, 3.1, 4.8, 5.5, 6.1, 7.9, 8.3, 9.6, 10.4])
Y = np.array([2.1, 3.9, 3.0, 6.2, 5.1, 8.8, 7.2, 9.9, 8.4, 12.0])


def test_local_regression_and_its_band_are_those_of_r() -> None:
    # m <- loess(y ~ x, control = loess.control(surface = "direct", statistics = "exact"))
    # p <- predict(m, data.frame(x = c(2, 5, 9)), se = TRUE); p$fit; qt(.975, p$df) * p$se.fit
    curve = smoothed(X, Y, "loess")
    assert curve.low is not None
    assert curve.high is not None
    middle = np.interp([2.0, 5.0, 9.0], curve.x, curve.y)
    half = np.interp([2.0, 5.0, 9.0], curve.x, (curve.high - curve.low) / 2)
    # Both values are interpolated between two of the 80 points of the curve.
    np.testing.assert_allclose(middle, [2.6967514, 5.866788313, 9.042263394], rtol=1e-3)
    np.testing.assert_allclose(half, [2.728307914, 2.890775003, 2.596807395], rtol=1e-3)


def test_a_method_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="no method 'gam'"):
        smoothed(X, Y, "gam")


@pytest.mark.parametrize(
    ("values", "n", "first", "last", "step"),
    [
        ([0.2, 9.7], 5, 0, 10, 2), ([0.2, 9.7], 30, 0, 10, 0.5), ([-3, 17], 5, -5, 20, 5),
        ([-3, 17], 30, -3, 17, 0.5), ([1, 1], 5, 0, 1, 1), ([1, 1], 30, 0.5, 1.5, 0.1),
        ([123, 4567], 5, 0, 5000, 1000), ([123, 4567], 30, 0, 4600, 200), ([0, 1], 30, 0, 1, 0.05),
    ],
)  # fmt: skip
def test_round_numbers_are_those_that_r_chooses(
    values: list[float], n: int, first: float, last: float, step: float
) -> None:
    wanted = np.linspace(first, last, round((last - first) / step) + 1)
    np.testing.assert_allclose(r.pretty(values, n), wanted, atol=1e-12)


def test_bins_are_those_of_hist() -> None:
    found = r.bins(Y)
    np.testing.assert_array_equal(found["breaks"], [2, 4, 6, 8, 10, 12])
    np.testing.assert_array_equal(found["counts"], [3, 1, 2, 3, 1])
    np.testing.assert_allclose(found["density"], [0.15, 0.05, 0.10, 0.15, 0.05])
    np.testing.assert_array_equal(r.bins(Y, 12)["counts"], [2, 1, 0, 1, 1, 1, 2, 1, 0, 1])
    with pytest.raises(InvalidData, match="some 'x' not counted"):
        r.bins(Y, [0, 5])


def test_a_density_is_that_of_r_but_for_its_grid() -> None:
    found = r.density(Y)
    assert found["bw"] == pytest.approx(1.809292601, rel=1e-9)
    at = np.interp([3, 6, 9], found["x"], found["y"])
    np.testing.assert_allclose(at, [0.0788081, 0.0962245, 0.0906874], rtol=1e-3)


def test_the_shortest_interval_is_no_longer_than_that_of_quantiles() -> None:
    x = np.random.default_rng(1).gamma(2, size=4000)
    ((low, high),) = shortest_interval(x, 0.9)
    assert np.mean((x >= low) & (x <= high)) == pytest.approx(0.9, abs=1e-3)
    assert high - low < np.diff(np.quantile(x, [0.05, 0.95]))[0]


def test_a_region_of_highest_density_falls_apart_with_the_modes() -> None:
    rng = np.random.default_rng(2)
    x = np.concatenate([rng.normal(-5, size=2000), rng.normal(5, size=2000)])
    regions = highest_density(x, 0.8)
    assert len(regions) == 2
    assert abs(abs(mode(x)) - 5) < 0.5
    ((low, high),) = highest_density(x[:2000], 0.8)
    assert np.mean((x[:2000] >= low) & (x[:2000] <= high)) == pytest.approx(0.8, abs=0.02)
    grid, height = density(x)
    assert integrate.trapezoid(height, grid) == pytest.approx(1, abs=0.02)
