"""Cases with modes that are known by construction, declared before any of them was run.

Each docstring says why the declaration holds. Masses are declared if a symmetry of the data and the
priors, or a conjugate prior, determines them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.stats import multivariate_normal

import pybrms_mix as pm
from benchmarks.cases import (
    FREE,
    ONE,
    RUNS_AWAY,
    SEVERAL,
    Case,
    alike_priors,
    heap,
    spreads,
)  # fmt: skip


def three_by_three() -> Case:
    """Return three heaps in three cells: an exchange within a cell moves coefficients by 3."""
    rng = np.random.default_rng(101)
    f = np.repeat(["a", "b", "c"], 60)
    y = np.tile(np.repeat([0.0, 3.0, 6.0], 20), 3) + 0.5 * rng.normal(size=180)
    prior = [*alike_priors("b", "normal(0, 2)", 3), *alike_priors("Intercept", "normal(3, 3)", 3)]
    family = "mixture(gaussian, nmix = 3, order = 'none')"
    return Case(pd.DataFrame({"y": y, "f": f}), "y ~ f", family, prior, SEVERAL)


def gammas() -> Case:
    """Return durations in two cells of equal sizes: an exchange costs two coefficients of 2."""
    rng = np.random.default_rng(102)
    f, second = np.repeat(["a", "b"], 60), np.tile(np.repeat([0, 1], 30), 2)
    d = pd.DataFrame({"y": rng.gamma(8, np.exp(2.0 * second) / 8), "f": f})
    prior = [*alike_priors("b", "normal(0, 2)"), *alike_priors("Intercept", "normal(1, 2)"),
             *(f"prior(gamma(4, 0.5), shape{k})" for k in (1, 2))]  # fmt: skip
    return Case(
        d,
        "y ~ f",
        "mixture(Gamma(link = 'log'), Gamma(link = 'log'), order = 'none')",
        prior,
        SEVERAL,
    )


def weibulls() -> Case:
    """Return cells of 60 and 20 rows: after an exchange one proportion must fit 3/4 and 1/4.

    This costs 160 (log 2 - 0.562) = 21 in log density.
    """
    rng = np.random.default_rng(103)
    f, second = np.repeat(["a", "b"], 80), np.tile(np.repeat([0, 1], [60, 20]), 2)
    d = pd.DataFrame({"y": np.exp(1.8 * second) * rng.weibull(4, 160), "f": f})
    prior = [*alike_priors("b", "normal(0, 2)"), *alike_priors("Intercept", "normal(1, 2)")]
    return Case(d, "y ~ f", "mixture(weibull, weibull, order = 'none')", prior, ONE)


def trials() -> Case:
    """Return successes in three heaps for two components: a reflection of y exchanges two modes."""
    y = np.repeat([1, 2, 3, 9, 10, 11, 17, 18, 19], 6)
    d = pd.DataFrame({"y": y, "n": 20})
    prior = alike_priors("Intercept", "normal(0, 1.5)")
    family = "mixture(binomial, binomial, order = 'none')"
    return Case(d, "y | trials(n) ~ 1", family, prior, SEVERAL, (0.5, 0.5))


def shares() -> Case:
    """Return proportions at x = -1 and 1, with precisions and thetas given.

    Lines that cross and parallel lines have equal masses: their likelihoods are equal, and so are
    the priors, since intercept and slope have the same normal prior around 0.
    """
    rng = np.random.default_rng(105)
    eta = np.r_[rng.normal(-1.5, 0.3, 20), rng.normal(1.5, 0.3, 20)]
    d = pd.DataFrame({"y": np.tile(1 / (1 + np.exp(-eta)), 2), "x": np.repeat([-1.0, 1.0], 40)})
    prior = [*alike_priors("b", "normal(0, 1)"), *alike_priors("Intercept", "normal(0, 1)")]
    formula = pm.bf("y ~ x", phi1=30, phi2=30, theta1=1, theta2=1)
    return Case(d, formula, "mixture(Beta, Beta, order = 'none')", prior, SEVERAL, (0.5, 0.5))


def students() -> Case:
    """Return a small cluster between two large ones: a reflection exchanges two modes."""
    d = pd.DataFrame({"y": np.concatenate([heap(0, 16), heap(5, 4), heap(10, 16)])})
    prior = [*alike_priors("Intercept", "normal(5, 5)"), *spreads("gamma(5, 2)"),
             "prior(gamma(30, 1), nu1)", "prior(gamma(30, 1), nu2)"]  # fmt: skip
    return Case(d, "y ~ 1", "mixture(student, student)", prior, SEVERAL, (0.5, 0.5))


def group_between() -> Case:
    """Return counts in groups, one of which lies between the components.

    It was declared as two modes before it was run. This was wrong: levels of the lower rate are
    less certain, so that its component can have a large spread of levels. By quadrature over means,
    spreads and levels of each component, the mode in which the upper one explains the group has
    0.6 % of the mass.
    """
    rng = np.random.default_rng(107)
    g = np.r_[np.repeat(np.arange(7), 12), np.full(12, 7)]
    log_rate = np.r_[np.tile(np.repeat([0.7, 3.0], 6), 7), np.full(12, 1.85)]
    d = pd.DataFrame({"y": rng.poisson(np.exp(log_rate)), "g": g})
    prior = alike_priors("Intercept", "normal(1.85, 2)")
    return Case(d, "y ~ 1 + (1 | g)", "mixture(poisson, poisson)", prior, ONE)


def proportions_exchanged() -> Case:
    """Return cells whose means and proportions both depend on the cell, as labels do."""
    rng = np.random.default_rng(108)
    f, second = np.repeat(["a", "b"], 50), np.tile(np.repeat([0, 1], [32, 18]), 2)
    d = pd.DataFrame({"y": 4.0 * second + 0.8 * rng.normal(size=100), "f": f})
    prior = [*alike_priors("b", "normal(0, 4)"), *alike_priors("Intercept", "normal(2, 4)"),
             "prior(normal(0, 1), dpar = theta2)"]  # fmt: skip
    return Case(d, pm.bf("y ~ f", "theta2 ~ f"), FREE, prior, SEVERAL)


def three_lines() -> Case:
    """Return three lines through one point, with rows on both sides and at the crossing."""
    rng = np.random.default_rng(109)
    x = rng.uniform(-2, 2, 180)
    d = pd.DataFrame({"x": x, "y": rng.choice([-3, 0, 3], 180) * x + 0.4 * rng.normal(size=180)})
    prior = [*alike_priors("b", "normal(0, 3)", 3), *alike_priors("Intercept", "normal(0, 3)", 3)]
    return Case(d, "y ~ x", "mixture(gaussian, nmix = 3, order = 'none')", prior, ONE)


def by_size() -> Case:
    """Return three heaps for two components in the order of their sizes: a reflection."""
    d = pd.DataFrame({"y": np.concatenate([heap(c, 15, 0.5) for c in (-5, 0, 5)])})
    prior = [*alike_priors("Intercept", "normal(0, 5)"), *spreads("gamma(5, 2)")]
    family = "mixture(gaussian, gaussian, order = 'theta')"
    return Case(d, "y ~ 1", family, prior, SEVERAL, (0.5, 0.5))


def thresholds() -> Case:
    """Return ordinal responses of two classes: only those of the second depend on x."""
    rng = np.random.default_rng(111)
    x, second = rng.normal(size=300), rng.random(300) < 0.5
    eta = np.where(second, 3.0, 0.0) * x + rng.logistic(size=300)
    d = pd.DataFrame({"x": x, "y": 1 + np.digitize(eta, [-2.0, -0.5, 0.5, 2.0])})
    prior = ["prior(normal(0, 0.3), b, dpar = mu1)", "prior(normal(3, 1), b, dpar = mu2)"]
    return Case(d, "y ~ x", "mixture(cumulative, cumulative, order = 'none')", prior, ONE)


def zeros_of_negbinomial() -> Case:
    """Return zeros and counts above 5: the component of zeros has a flat slope and runs away."""
    rng = np.random.default_rng(112)
    x, some = rng.normal(size=120), rng.random(120) < 0.6
    y = np.where(some, 5 + rng.poisson(np.exp(2 + 0.3 * x)), 0)
    family = "mixture(negbinomial, negbinomial)"
    return Case(pd.DataFrame({"x": x, "y": y}), "y ~ x", family, [], RUNS_AWAY)


def zeros_held() -> Case:
    """Return the same kind of data with two Poissons and proper priors: nothing runs away."""
    rng = np.random.default_rng(113)
    x, some = rng.normal(size=120), rng.random(120) < 0.6
    d = pd.DataFrame({"x": x, "y": np.where(some, 5 + rng.poisson(np.exp(2 + 0.3 * x)), 0)})
    prior = [*alike_priors("b", "normal(0, 1)"), *alike_priors("Intercept", "normal(0, 3)")]
    return Case(d, "y ~ x", "mixture(poisson, poisson)", prior, ONE)


def heavier() -> Case:
    """Return two clear heaps whose labels the priors tell apart, with known masses."""
    low, high = heap(0, 15), heap(5, 15)

    def evidence(y: np.ndarray, centre: float) -> float:
        covariance = 0.49 * np.eye(len(y)) + 6.25
        return float(multivariate_normal(np.full(len(y), centre), covariance).logpdf(y))

    straight = evidence(low, 2.0) + evidence(high, 3.0)
    crossed = evidence(low, 3.0) + evidence(high, 2.0)
    first = 1 / (1 + np.exp(crossed - straight))
    prior = [f"prior(normal({c}, 2.5), Intercept, dpar = mu{k})" for k, c in ((1, 2), (2, 3))]
    formula = pm.bf("y ~ 1", sigma1=0.7, sigma2=0.7, theta1=1, theta2=1)
    d = pd.DataFrame({"y": np.r_[low, high]})
    return Case(d, formula, FREE, prior, SEVERAL, (first, 1 - first))


def same_place() -> Case:
    """Return a narrow component within a wide one at the same place: the posterior has one mode."""
    y = np.r_[heap(0, 60, 0.4), heap(0, 60, 4.0)]
    prior = alike_priors("Intercept", "normal(0, 3)")
    return Case(pd.DataFrame({"y": y}), "y ~ 1", FREE, prior, ONE)


UNSEEN: dict[str, Callable[[], Case]] = {
    "three components in three cells": three_by_three,
    "gammas, labels exchanged in a cell": gammas,
    "weibulls, cells of unequal sizes": weibulls,
    "binomials, three heaps": trials,
    "betas, crossing or parallel": shares,
    "students, a small cluster between": students,
    "poissons, a group between, (1 | g)": group_between,
    "means and proportions by a factor": proportions_exchanged,
    "three crossing lines": three_lines,
    "three heaps, order by theta": by_size,
    "ordinal, one class without a slope": thresholds,
    "negbinomial, a component of zeros": zeros_of_negbinomial,
    "poissons, a component of zeros with priors": zeros_held,
    "informative priors, masses by conjugacy": heavier,
    "narrow within wide, no order": same_place,
}
