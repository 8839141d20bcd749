"""Cases of the kinds that a tester of the package may try, declared before any of them was run.

Each docstring says why the declaration holds. Masses are declared if a symmetry, a conjugate prior
or equal likelihoods determine them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.special import betaln, expit

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


def four_cells() -> Case:
    """Return two heaps in each of four cells of two factors: labels may be exchanged in each cell.

    All labellings have the same likelihood. In a cell the components have the means 2 - 2 s and
    2 + 2 s with s = 1 or -1, so that a coefficient is twice the contrast of s, and the log density
    of both components falls by the sum of the squares of the coefficients over 4^2. The centred
    intercepts have the log density -(2 s)^2 / 4^2 at the mean of s. A combination and its opposite
    are the same mode. Seven of the eight modes have more than 1 % of the mass.
    """
    cells = [(f, g) for f in "ab" for g in "cd"]
    y = np.r_[heap(0, 20), heap(4, 20)]
    d = pd.concat([pd.DataFrame({"y": y, "f": f, "g": g}) for f, g in cells], ignore_index=True)
    signs = np.array([[1, *s] for s in np.ndindex(2, 2, 2)]) * 2 - 1
    contrasts = np.array([[-1, 0, 1, 0], [-1, 1, 0, 0], [1, -1, -1, 1]])
    squares = ((2 * signs @ contrasts.T) ** 2).sum(axis=1) + (2 * signs.mean(axis=1)) ** 2
    masses = np.exp(-squares / 4**2)
    masses = np.sort(masses / masses.sum())[::-1]
    prior = [*alike_priors("b", "normal(0, 4)"), *alike_priors("Intercept", "normal(2, 4)")]
    return Case(d, "y ~ f * g", FREE, prior, SEVERAL, tuple(masses[masses > 0.01].tolist()))


def ratings_in_cells() -> Case:
    """Return persons of two classes, with mirrored ratings, in two levels of a factor.

    The lower class has the thresholds (0.4, 2.2), and the upper class (-2.2, -0.4): a shift of 2.6.
    An exchange in one level has the same likelihood. Its two coefficients of 2.6 have a prior with
    the standard deviation 3, so that the log density falls by 0.75. The thresholds at the mean of
    the factor are (-0.9, 0.9) instead, and the log density of their prior rises by 0.38.
    """
    low = np.repeat([1, 2, 3], [6, 3, 1])
    ratings = np.tile(np.r_[np.tile(low, 10), np.tile(4 - low, 10)], 2)
    d = pd.DataFrame({"y": ratings, "f": np.repeat(["a", "b"], 200),
                      "id": np.repeat(np.arange(40), 10)})  # fmt: skip
    prior = [*alike_priors("b", "normal(0, 3)"), *alike_priors("Intercept", "normal(0, 3)")]
    family = "mixture(cumulative, cumulative, gr = 'id', order = 'none')"
    first = float(expit(0.75 - 0.38))
    return Case(d, "y ~ f", family, prior, SEVERAL, (first, 1 - first))


def zeros_of_either() -> Case:
    """Return counts of two rates, and zeros that inflate the component of either rate.

    A zero-inflated Poisson and a Poisson component explain the counts equally well if the first has
    the lower or the upper rate. With uniform priors of theta and zi, the masses are products of
    beta functions of the numbers of zeros, of low and of high counts, which are far apart.
    """
    rng = np.random.default_rng(304)
    low, high = rng.poisson(6, 150), rng.poisson(30, 90)
    d = pd.DataFrame({"y": np.r_[np.zeros(60, dtype=int), np.maximum(low, 1), high]})
    prior = [*alike_priors("Intercept", "normal(2.5, 2)"), "prior(beta(1, 1), zi1)"]
    family = "mixture(zero_inflated_poisson, poisson, order = 'none')"
    with_low = betaln(60 + 150 + 1, 90 + 1) + betaln(60 + 1, 150 + 1)
    with_high = betaln(60 + 90 + 1, 150 + 1) + betaln(60 + 1, 90 + 1)
    masses = sorted((float(expit(with_low - with_high)), float(expit(with_high - with_low))))
    return Case(d, "y ~ 1", family, prior, SEVERAL, tuple(masses[::-1]))


def persons_swallowed() -> Case:
    """Return persons with the slopes -1.5, 0 and 1.5 for two classes: a reflection of y.

    If one class has all persons without a slope, the log likelihood is higher by 17 than if one of
    these persons is in the other class.
    """
    t = np.linspace(-1, 1, 5)
    error = 0.3 * np.array([[1.0, -1.2, 0.4, -1.2, 1.0], [0.4, 1.2, -1.6, -0.9, 0.9]])
    persons = [s * t + e for s in [*[-1.5] * 4, 0.0, 0.0, *[1.5] * 4] for e in (*error, *-error)]
    y = np.concatenate(persons)
    d = pd.DataFrame({"y": y, "t": np.tile(t, 40), "id": np.repeat(np.arange(40), 5)})
    prior = [*alike_priors("b", "normal(0, 2)"), *alike_priors("Intercept", "normal(0, 1)"),
             *spreads("gamma(4, 8)")]  # fmt: skip
    family = "mixture(gaussian, gaussian, gr = 'id', order = 'none')"
    return Case(d, "y ~ t", family, prior, SEVERAL, (0.5, 0.5))


def bounded_alike() -> Case:
    """Return two lines with positive slopes, one of which has a bound at 0 in the model.

    The bound does not tell the lines apart: both labellings have the same density.
    """
    x = np.tile(np.linspace(1, 3, 40), 2)
    rng = np.random.default_rng(305)
    d = pd.DataFrame({"x": x, "y": np.repeat([1.0, 3.0], 40) * x + 0.4 * rng.normal(size=80)})
    prior = ["prior(normal(0, 3), b, dpar = mu1, lb = 0)", "prior(normal(0, 3), b, dpar = mu2)",
             *alike_priors("Intercept", "normal(4, 4)")]  # fmt: skip
    return Case(d, "y ~ x", FREE, prior, SEVERAL, (0.5, 0.5))


def held_slope() -> Case:
    """Return a flat and a steep line; the second component has the slope 0 by a constant prior."""
    rng = np.random.default_rng(306)
    x = rng.uniform(-2, 2, 140)
    d = pd.DataFrame({"x": x, "y": np.where(rng.random(140) < 0.5, 2 * x, 0.0)
                      + 0.5 * rng.normal(size=140)})  # fmt: skip
    prior = ["prior(normal(0, 3), b, dpar = mu1)", "prior(constant(0), b, dpar = mu2)",
             *alike_priors("Intercept", "normal(0, 2)")]  # fmt: skip
    return Case(d, "y ~ x", FREE, prior, ONE)


def outliers_of_either() -> Case:
    """Return a cluster with outliers on both sides, for a Gaussian and a Student component.

    Either component may have the outliers. With about 20 degrees of freedom the densities differ
    little: by less than 1 in the log likelihood of 100 rows. Tails of such a component cannot reach
    the outliers from the cluster, at 9 to 15 standard deviations.
    """
    far = np.array([9.0, 11.0, 13.0, 15.0])
    d = pd.DataFrame({"y": np.r_[heap(0, 100, 1.0), far, -far, 10.0, -10.0, 12.0, -12.0]})
    prior = [*alike_priors("Intercept", "normal(0, 3)"), *spreads("lognormal(1, 1)"),
             "prior(gamma(40, 2), nu2)"]  # fmt: skip
    family = "mixture(gaussian, student, order = 'none')"
    return Case(d, "y ~ 1", family, prior, SEVERAL)


def keystrokes_of_persons() -> Case:
    """Return logs of times in two levels, with persons in each, and proportions by level.

    An exchange in one level changes two coefficients by 1.6 (prior with a standard deviation of 2),
    one of theta by 0.8 (standard deviation 1), and the intercepts by 0.8: the log density falls by
    0.7.
    """
    rng = np.random.default_rng(307)
    level, person = np.repeat(["a", "b"], 90), np.repeat(np.arange(12), 15)
    slow = np.tile(np.repeat([0, 1], [9, 6]), 12)
    log_time = 5 + 1.6 * slow + 0.1 * rng.normal(size=12)[person] + 0.25 * rng.normal(size=180)
    d = pd.DataFrame({"y": np.exp(log_time), "f": level, "id": person})
    prior = [*alike_priors("Intercept", "normal(5.8, 2)"), *alike_priors("b", "normal(0, 2)"),
             "prior(normal(0, 1), dpar = theta2)", *spreads("normal(0, 0.5)"),
             *(f"prior(normal(0, 0.3), class = sd, dpar = mu{k})" for k in (1, 2))]  # fmt: skip
    family = "mixture(lognormal, lognormal, order = 'none')"
    return Case(d, pm.bf("y ~ f + (1 | id)", "theta2 ~ f"), family, prior, SEVERAL)


def full_successes() -> Case:
    """Return successes in 10 trials, half of them 10 of 10: a flat slope of these runs away."""
    rng = np.random.default_rng(308)
    x, some = rng.normal(size=160), rng.random(160) < 0.5
    y = np.where(some, 10, rng.binomial(10, expit(-1.5 + 0.3 * x)))
    d = pd.DataFrame({"x": x, "y": y, "n": 10})
    return Case(d, "y | trials(n) ~ x", "mixture(binomial, binomial)", [], RUNS_AWAY)


def lines_and_outliers() -> Case:
    """Return two lines that cross, and outliers on both sides of them, for three components.

    All outliers of a side were equal when the case was first run: a component on equal rows with a
    spread near 0, which the warning of a runaway named. They now have different values.
    """
    rng = np.random.default_rng(309)
    x = rng.uniform(-2, 2, 160)
    y = np.where(rng.random(160) < 0.5, 2 * x, -2 * x) + 0.4 * rng.normal(size=160)
    far = np.repeat(np.linspace(-2, 2, 12), 2)
    sides = np.tile([14.0, -14.0], 12) + 2 * rng.normal(size=24)
    d = pd.DataFrame({"x": np.r_[x, far], "y": np.r_[y, sides]})
    prior = [*alike_priors("b", "normal(0, 3)", 3), *alike_priors("Intercept", "normal(0, 5)", 3),
             *spreads("lognormal(0, 1.5)", 3)]  # fmt: skip
    return Case(d, "y ~ x", "mixture(gaussian, nmix = 3, order = 'none')", prior, ONE)


TESTER: dict[str, Callable[[], Case]] = {
    "labels exchanged in the four cells of two factors": four_cells,
    "ordinal, whole persons, labels exchanged in a cell": ratings_in_cells,
    "zeros of either component": zeros_of_either,
    "whole persons, a class between": persons_swallowed,
    "two lines, a bound that does not tell them apart": bounded_alike,
    "two lines, a slope held at 0": held_slope,
    "a gaussian and a student component, outliers": outliers_of_either,
    "lognormals in cells, (1 | id), theta2 ~ f": keystrokes_of_persons,
    "binomials, a component of full successes": full_successes,
    "crossing lines and outliers": lines_and_outliers,
}
