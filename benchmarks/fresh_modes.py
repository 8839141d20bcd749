"""Cases with known modes, of kinds that the cases of ``benchmarks.modes`` do not have.

The reasons in the docstrings were derived by hand from the data and the priors, without a fit.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

import pybrms_mix as pm
from benchmarks.cases import (
    FREE,
    ONE,
    RUNS_AWAY,
    SEVERAL,
    TWO,
    Case,
    alike_priors,
    heap,
    spreads,
)  # fmt: skip
from benchmarks.tempered import share_with_two


def three_levels() -> Case:
    """Return heaps in three cells of a factor: labels may be exchanged in each of them.

    Each cell has 20 rows of either heap. An exchange in one cell lowers the log density of the
    coefficients by (5^2 + 3^2 - 2) / (2 * 4^2) = 1, and raises that of the intercepts by 0.2.
    """
    rng = np.random.default_rng(21)
    f = np.repeat(["a", "b", "c"], 40)
    second = np.tile(np.repeat([0, 1], 20), 3)
    y = second * 4.0 + np.select([f == "b", f == "c"], [1.0, -1.0], 0.0) + rng.normal(size=120)
    prior = [*alike_priors("b", "normal(0, 4)"), *alike_priors("Intercept", "normal(2, 4)")]
    return Case(pd.DataFrame({"y": y, "f": f}), "y ~ f", FREE, prior, SEVERAL)


def opposite_slopes() -> Case:
    """Return two lines of opposite slope far from their crossing, with a group on each side.

    Lines that cross have intercepts of 0 and slopes of 1 and -1. Parallel lines have intercepts of
    2 and -2 and slopes of 0. The log densities of these priors differ by 0.75.
    """
    rng = np.random.default_rng(22)
    x = np.r_[rng.uniform(-2.1, -2, 50), rng.uniform(2, 2.1, 50)]
    y = np.where(rng.random(100) < 0.5, x, -x) + 0.5 * rng.normal(size=100)
    prior = [*alike_priors("b", "normal(0, 2)"), *alike_priors("Intercept", "normal(0, 2)")]
    return Case(pd.DataFrame({"x": x, "y": y}), "y ~ x", FREE, prior, SEVERAL)


def two_swallowed() -> Case:
    """Return two small clusters between three large ones, with three components.

    If the middle component has both small clusters, one component has a standard deviation of 2.8;
    otherwise two components have one of 2. The second is worse by 10.6 in log posterior.
    """
    parts = [heap(0, 20), heap(5, 4), heap(10, 20), heap(15, 4), heap(20, 20)]
    prior = [*alike_priors("Intercept", "normal(10, 8)", 3), *spreads("gamma(5, 2)", 3)]
    d = pd.DataFrame({"y": np.concatenate(parts)})
    return Case(d, "y ~ 1", "mixture(gaussian, nmix = 3)", prior, ONE)


def two_clusters() -> np.ndarray:
    """Return 80 and 40 rows of two clusters."""
    rng = np.random.default_rng(23)
    return np.r_[rng.normal(0, 1, 80), rng.normal(7, 1, 40)]


def two_equal() -> Case:
    """Return two clusters for three components: either cluster may have two components.

    Chains pass from one mode to the other where a component is nearly empty, but seldom. The masses
    are those of a sampler with many particles (`tempered.py`).
    """
    y = two_clusters()
    prior = [*alike_priors("Intercept", "normal(3, 4)", 3), *spreads("gamma(4, 4)", 3)]
    first = share_with_two(y, 80)
    data = pd.DataFrame({"y": y})
    return Case(data, "y ~ 1", "mixture(gaussian, nmix = 3)", prior, SEVERAL, (first, 1 - first))


def persons_between() -> Case:
    """Return persons whose slopes are in two classes.

    The intercepts are equal, so that their order allows both labellings of one mode.
    """
    rng = np.random.default_rng(24)
    person, t = np.repeat(np.arange(40), 5), np.tile(np.linspace(-1, 1, 5), 40)
    y = np.where(np.arange(40) % 3 == 0, 1.5, -0.5)[person] * t + 0.6 * rng.normal(size=200)
    prior = alike_priors("b", "normal(0, 2)")
    d = pd.DataFrame({"y": y, "t": t, "id": person})
    return Case(d, "y ~ t", "mixture(gaussian, gaussian, gr = 'id')", prior, ONE)


def grades() -> Case:
    """Return ordinal responses that two components of cumulative families explain.

    The slopes differ in sign. Their priors are equal, so that there is one mode up to labels.
    """
    rng = np.random.default_rng(25)
    x, second = rng.normal(size=250), rng.random(250) < 0.5
    eta = np.where(second, 2.5, -2.5) * x + rng.logistic(size=250)
    d = pd.DataFrame({"x": x, "y": 1 + np.digitize(eta, [-1.5, 0.0, 1.5])})
    prior = [*alike_priors("b", "normal(0, 3)"), *alike_priors("Intercept", "normal(0, 2)")]
    return Case(d, "y ~ x", "mixture(cumulative, cumulative, order = 'none')", prior, ONE)


def counts_away() -> Case:
    """Return counts and zeros: a component of zeros has a flat slope."""
    rng = np.random.default_rng(26)
    x, some = rng.normal(size=150), rng.random(150) < 0.5
    y = np.where(some, 2 + rng.poisson(np.exp(1.5 + 0.4 * x)), 0)
    return Case(pd.DataFrame({"x": x, "y": y}), "y ~ x", "mixture(poisson, poisson)", [], RUNS_AWAY)


def hurdles() -> Case:
    """Return two components with hurdles, far apart."""
    rng = np.random.default_rng(27)
    second, zero = rng.random(200) < 0.4, rng.random(200) < 0.2
    y = np.where(zero, 0, 1 + rng.poisson(np.where(second, 25, 2)))
    family = "mixture(hurdle_poisson, hurdle_poisson)"
    return Case(pd.DataFrame({"y": y}), "y ~ 1", family, [], ONE)


def unlike_families() -> Case:
    """Return two heaps of equal size for a Gaussian and a Student component.

    A reflection of y at 3 leaves data and priors unchanged and exchanges the two modes.
    """
    d = pd.DataFrame({"y": np.r_[heap(0, 30), heap(6, 30)]})
    prior = [*alike_priors("Intercept", "normal(3, 4)"), *spreads("gamma(4, 4)"),
             "prior(gamma(20, 1), nu2)"]  # fmt: skip
    family = "mixture(gaussian, student, order = 'none')"
    return Case(d, "y ~ 1", family, prior, SEVERAL, (0.5, 0.5))


def proportions_by_x() -> Case:
    """Return overlapping memberships that a covariate predicts."""
    rng = np.random.default_rng(28)
    x = rng.normal(size=200)
    y = np.where(rng.random(200) < 1 / (1 + np.exp(-1.5 * x)), 5.0, 0.0) + rng.normal(size=200)
    prior = ["prior(normal(0, 2), dpar = theta2)"]
    return Case(pd.DataFrame({"x": x, "y": y}), pm.bf("y ~ 1", "theta2 ~ x"), TWO, prior, ONE)


def unequal_priors() -> Case:
    """Return two heaps whose labels priors tell apart, but not firmly."""
    d = pd.DataFrame({"y": np.r_[heap(0, 20), heap(4, 20)]})
    prior = ["prior(normal(1.5, 2), Intercept, dpar = mu1)",
             "prior(normal(2.5, 2), Intercept, dpar = mu2)", *spreads("gamma(5, 6)")]  # fmt: skip
    return Case(d, "y ~ 1", FREE, prior, SEVERAL, _by_prior())


def _by_prior() -> tuple[float, float]:
    """Return the masses of the two labellings, by quadrature over the intercepts of each."""
    from scipy import integrate
    from scipy.stats import gamma, norm

    grid = np.linspace(0.2, 2.5, 60)

    def evidence(y: np.ndarray, centre: float) -> float:
        def over(mu: float) -> float:
            likelihood = norm.logpdf(y[:, None], mu, grid).sum(axis=0)
            each = np.exp(likelihood - _SCALE) * gamma.pdf(grid, 5, scale=1 / 6)
            return float(integrate.trapezoid(each, grid) * norm.pdf(mu, centre, 2))

        return float(integrate.quad(over, y.mean() - 2, y.mean() + 2)[0])

    low, high = heap(0, 20), heap(4, 20)
    straight = evidence(low, 1.5) * evidence(high, 2.5)
    crossed = evidence(high, 1.5) * evidence(low, 2.5)
    return straight / (straight + crossed), crossed / (straight + crossed)


_SCALE = -22.0  # about the largest log likelihood of a heap, which keeps numbers near 1

FRESH: dict[str, Callable[[], Case]] = {
    "labels exchanged in three cells of a factor": three_levels,
    "lines of opposite slope, two sides": opposite_slopes,
    "two small clusters swallowed at once": two_swallowed,
    "three components, two of them equal": two_equal,
    "classes of persons by slope": persons_between,
    "ordinal, crossing slopes": grades,
    "counts, a component of zeros": counts_away,
    "hurdles": hurdles,
    "a gaussian and a student component": unlike_families,
    "proportions by a covariate": proportions_by_x,
    "labels told apart by priors, not firmly": unequal_priors,
}
