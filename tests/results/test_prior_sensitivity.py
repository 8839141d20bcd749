"""Power scaling, compared with a posterior whose scaled versions have a closed form."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import integrate, stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.results.prior_sensitivity import cumulative_distance

S = 40_000


def distance(
    one: stats.rv_continuous, other: stats.rv_continuous, ends: tuple[float, float]
) -> float:
    """Return the distance of two normal distributions between two ends, by quadrature."""
    grid = np.linspace(*ends, 40_001)

    def divergence(p: np.ndarray, q: np.ndarray) -> float:
        m = (p + q) / 2
        inner = np.where(p > 0, p * np.log2(p / m), 0) + np.where(q > 0, q * np.log2(q / m), 0)
        return integrate.trapezoid(inner, grid) / integrate.trapezoid(p + q, grid)

    with np.errstate(invalid="ignore", divide="ignore"):
        lower = divergence(one.cdf(grid), other.cdf(grid))
        upper = divergence(one.sf(grid), other.sf(grid))
    return float(np.sqrt(max(lower, upper)))


def known(prior_mean: float, prior_sd: float, y: np.ndarray) -> tuple[pm.Fit, dict[str, float]]:
    """Return a fit of a normal mean with sigma 1 by exact draws, and its true sensitivities."""

    def posterior(a: float, b: float) -> stats.rv_continuous:
        precision = a / prior_sd**2 + b * len(y)
        return stats.norm((a * prior_mean / prior_sd**2 + b * y.sum()) / precision, precision**-0.5)

    base = posterior(1, 1)
    mu = base.ppf((np.random.default_rng(1).permutation(S) + 0.5) / S)
    draws = pd.DataFrame(
        {
            "b_Intercept": mu, "sigma": 1.0, "lprior": stats.norm.logpdf(mu, prior_mean, prior_sd),
            "lp__": 0.0, ".chain": np.repeat([1, 2, 3, 4], S // 4),
        }
    )  # fmt: skip
    priors = [
        pm.prior(f"normal({prior_mean}, {prior_sd})", "Intercept"),
        pm.prior("constant(1)", "sigma"),
    ]
    fit = pm.fit_from_draws("y ~ 1", pd.DataFrame({"y": y}), "gaussian", draws, priors)
    slopes = {}
    for name in ("prior", "likelihood"):
        each = []
        for power in (0.99, 1.01):
            scaled = posterior(power, 1) if name == "prior" else posterior(1, power)
            # Draws have a least and a largest value: the distance is that between these.
            ends = (float(mu.min()), float(mu.max()))
            each.append(distance(base, scaled, ends) / abs(np.log2(power)))
        slopes[name] = float(np.mean(each))
    slopes["shift"] = np.log(2) * np.cov(mu, draws["lprior"])[0, 1] / mu.std(ddof=1)
    return fit, slopes


Y = np.array([0.3, -0.2, 0.5, 0.1])


def test_the_distance_of_shifted_draws_is_that_of_quadrature() -> None:
    x = stats.norm.ppf((np.arange(S) + 0.5) / S)
    weights = stats.norm.pdf(x, 0.1) / stats.norm.pdf(x)
    found = cumulative_distance(x, weights / weights.sum())
    grid = np.linspace(x.min(), x.max(), 40_001)
    p, q = stats.norm.cdf(grid), stats.norm.cdf(grid, 0.1)

    def divergence(p: np.ndarray, q: np.ndarray) -> float:
        m = (p + q) / 2
        return integrate.trapezoid(p * np.log2(p / m) + q * np.log2(q / m), grid) / (
            integrate.trapezoid(p + q, grid)
        )

    expected = np.sqrt(max(divergence(p, q), divergence(1 - p + 1e-300, 1 - q + 1e-300)))
    assert found == pytest.approx(expected, rel=5e-3)
    assert cumulative_distance(x, np.full(S, 1 / S)) < 1e-6


@pytest.mark.parametrize(
    ("mean", "sd", "diagnosis"),
    [
        (0.0, 30.0, "-"),
        (4.0, 0.5, "prior-data conflict"),
        (0.2, 0.02, "strong prior or weak likelihood"),
    ],
)
def test_sensitivities_tell_kinds_of_priors_apart(mean: float, sd: float, diagnosis: str) -> None:
    fit, expected = known(mean, sd, Y)
    table = pm.prior_sensitivity(fit)
    assert list(table.index) == ["b_Intercept"]  # sigma is constant
    line = table.loc["b_Intercept"]
    assert line["diagnosis"] == diagnosis
    for name in ("prior", "likelihood"):
        assert line[name] == pytest.approx(expected[name], rel=0.05, abs=2e-4), name
    assert line["shift"] == pytest.approx(expected["shift"], abs=1e-9)
    # A prior of double power moves the mean by about this many standard deviations.
    precision = 1 / sd**2 + len(Y)
    derivative = np.log(2) / sd**2 * (mean - (mean / sd**2 + Y.sum()) / precision) / precision
    assert line["shift"] == pytest.approx(derivative * precision**0.5, rel=0.02, abs=1e-3)


def test_draws_of_the_prior_alone_and_draws_without_its_density_are_refused() -> None:
    fit, _ = known(0.0, 1.0, Y)
    draws = pd.DataFrame({"b_Intercept": [0.1, 0.2], "sigma": [1.0, 1.1]})
    bare = pm.fit_from_draws("y ~ 1", pd.DataFrame({"y": Y}), "gaussian", draws)
    with pytest.raises(InvalidArgument, match="needs posterior draws"):
        pm.prior_sensitivity(bare)
    assert list(fit.prior_sensitivity("b_Intercept").columns) == [
        "prior", "likelihood", "shift", "diagnosis",
    ]  # fmt: skip
