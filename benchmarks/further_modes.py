"""Further cases with modes that are known by construction, declared before any of them was run.

Each docstring says why the declaration holds. Masses are declared if a symmetry of the data and the
priors, or a conjugate prior, determines them.
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
    TWO,
    Case,
    alike_priors,
    heap,
    spreads,
)  # fmt: skip

THREE = "mixture(gaussian, nmix = 3)"


def durations() -> Case:
    """Return logs in three heaps for two components: a reflection of the logs."""
    d = pd.DataFrame({"y": np.exp(np.r_[heap(0, 20, 0.3), heap(3, 6, 0.3), heap(6, 20, 0.3)])})
    prior = [*alike_priors("Intercept", "normal(3, 3)"), *spreads("gamma(5, 4)")]
    return Case(d, "y ~ 1", "mixture(lognormal, lognormal)", prior, SEVERAL, (0.5, 0.5))


def overdispersed_cells() -> Case:
    """Return counts in two cells of equal sizes: an exchange costs two coefficients of 2.6.

    The coefficients have a prior with a standard deviation of 3, so that the log density falls by
    0.8; the intercepts, in the middle of the cells, gain 0.4.
    """
    rng = np.random.default_rng(201)
    f, second = np.repeat(["a", "b"], 80), np.tile(np.repeat([0, 1], 40), 2)
    mean = np.where(second, 40.0, 3.0)
    d = pd.DataFrame({"y": rng.negative_binomial(4, 4 / (4 + mean)), "f": f})
    prior = [*alike_priors("b", "normal(0, 3)"), *alike_priors("Intercept", "normal(2.5, 2)"),
             *(f"prior(gamma(4, 1), shape{k})" for k in (1, 2))]  # fmt: skip
    family = "mixture(negbinomial, negbinomial, order = 'none')"
    return Case(d, "y ~ f", family, prior, SEVERAL)


def heavy_tails_crossing() -> Case:
    """Return two heaps at x = -1 and at x = 1: lines that cross, or parallel lines.

    The four heaps are equal, so that each component has as many rows, the same spread and the same
    tails in both cases. The priors are equal because intercept and slope have the same one.
    """
    y = np.tile(np.r_[heap(-4, 25), heap(4, 25)], 2)
    d = pd.DataFrame({"y": y, "x": np.repeat([-1.0, 1.0], 50)})
    prior = [*alike_priors("b", "normal(0, 4)"), *alike_priors("Intercept", "normal(0, 4)"),
             *(f"prior(gamma(30, 1), nu{k})" for k in (1, 2)), *spreads("gamma(5, 6)")]  # fmt: skip
    family = "mixture(student, student, order = 'none')"
    return Case(d, "y ~ x", family, prior, SEVERAL, (0.5, 0.5))


def persons_in_cells() -> Case:
    """Return persons in two levels of a factor, each with half of its persons in either class.

    Both labellings of the second level explain the rows equally. The log densities of the priors
    differ by 2 * 4^2 / (2 * 4^2) = 1 for the coefficients, and by 2 * 2^2 / (2 * 4^2) = 0.25 in the
    other direction for the intercepts at the mean of the factor.
    """
    f = np.repeat(["a", "b"], 80)
    y = np.tile(np.r_[heap(0, 40), heap(4, 40)], 2)
    d = pd.DataFrame({"y": y, "f": f, "id": np.repeat(np.arange(40), 4)})
    prior = [*alike_priors("b", "normal(0, 4)"), *alike_priors("Intercept", "normal(2, 4)"),
             *spreads("gamma(5, 6)")]  # fmt: skip
    first = float(expit(0.75))
    family = "mixture(gaussian, gaussian, gr = 'id', order = 'none')"
    return Case(d, "y ~ f", family, prior, SEVERAL, (first, 1 - first))


def ratings_of_persons() -> Case:
    """Return six ratings of each person, whose slope has one of two opposite signs."""
    rng = np.random.default_rng(202)
    person, x = np.repeat(np.arange(50), 6), rng.normal(size=300)
    slope = np.where(rng.random(50) < 0.4, 2.0, -2.0)[person]
    y = 1 + np.digitize(slope * x + rng.logistic(size=300), [-1.5, 0.0, 1.5])
    d = pd.DataFrame({"y": y, "x": x, "id": person})
    prior = [*alike_priors("b", "normal(0, 3)"), *alike_priors("Intercept", "normal(0, 2)")]
    family = "mixture(cumulative, cumulative, gr = 'id', order = 'none')"
    return Case(d, "y ~ x", family, prior, ONE)


def level_of_zeros() -> Case:
    """Return counts that are all 0 in one level: its coefficients are flat and run away."""
    rng = np.random.default_rng(203)
    f, second = np.tile(["a", "b", "c"], 60), rng.random(180) < 0.5
    y = np.where(f == "c", 0, rng.poisson(np.where(second, 20.0, 3.0)))
    return Case(pd.DataFrame({"y": y, "f": f}), "y ~ f", "mixture(poisson, poisson)", [], RUNS_AWAY)


def outliers() -> Case:
    """Return a cluster and a few rows far away from it: the second component has these rows.

    Tails of 20 degrees of freedom cannot reach rows at 15 standard deviations.
    """
    d = pd.DataFrame({"y": np.r_[heap(0, 80, 1.0), heap(20, 8, 3.0)]})
    prior = [*alike_priors("Intercept", "normal(5, 10)"), *spreads("lognormal(0.5, 0.7)"),
             *(f"prior(gamma(40, 2), nu{k})" for k in (1, 2))]  # fmt: skip
    return Case(d, "y ~ 1", "mixture(student, student)", prior, ONE)


def inflated_zeros() -> Case:
    """Return counts of two rates with additional zeros, which either component may have.

    The shares of the positive counts determine theta (1 - zi) of each component, and not theta. The
    posterior is a ridge along which no value of theta is preferred: it is one mode.
    """
    rng = np.random.default_rng(204)
    y = rng.poisson(np.where(rng.random(300) < 0.5, 2.0, 7.0)) * (rng.random(300) < 0.75)
    family = "mixture(zero_inflated_poisson, zero_inflated_poisson)"
    return Case(pd.DataFrame({"y": y}), "y ~ 1", family, [], ONE)


def hurdles_in_cells() -> Case:
    """Return positive counts of two rates, and zeros, in two cells of equal sizes.

    An exchange costs two coefficients of 1.9 with a prior that has a standard deviation of 2.
    """
    rng = np.random.default_rng(205)
    f, second = np.repeat(["a", "b"], 80), np.tile(np.repeat([0, 1], 40), 2)
    y = (1 + rng.poisson(np.where(second, 20.0, 2.0))) * (rng.random(160) < 0.8)
    prior = [*alike_priors("b", "normal(0, 2)"), *alike_priors("Intercept", "normal(2, 2)")]
    family = "mixture(hurdle_poisson, hurdle_poisson, order = 'none')"
    return Case(pd.DataFrame({"y": y, "f": f}), "y ~ f", family, prior, SEVERAL)


def _separated_by_x(prior: list[str], right: str) -> Case:
    rng = np.random.default_rng(206)
    x = np.r_[rng.uniform(-2, -0.3, 60), rng.uniform(0.3, 2, 60)]
    d = pd.DataFrame({"x": x, "y": np.where(x > 0, 6.0, 0.0) + rng.normal(size=120)})
    return Case(d, pm.bf("y ~ 1", "theta2 ~ x"), TWO, prior, right)


def separated_by_x() -> Case:
    """Return two clusters that a covariate separates; its coefficient has a flat prior."""
    return _separated_by_x([], RUNS_AWAY)


def separated_and_held() -> Case:
    """Return the same data with a proper prior of the coefficient."""
    return _separated_by_x(["prior(normal(0, 3), dpar = theta2)"], ONE)


def tiny_units() -> Case:
    """Return three heaps for two components in units of 1e-6, with priors in these units."""
    d = pd.DataFrame({"y": 1e-6 * np.r_[heap(0, 20), heap(6, 20), heap(12, 20)]})
    prior = [*alike_priors("Intercept", "normal(6e-6, 6e-6)"), *spreads("gamma(5, 2e6)")]
    return Case(d, "y ~ 1", TWO, prior, SEVERAL, (0.5, 0.5))


def huge_units() -> Case:
    """Return two clusters at 0 and 6 million: with brms's default priors there is one mode."""
    d = pd.DataFrame({"y": 1e6 * np.r_[heap(0, 60), heap(6, 40)]})
    return Case(d, "y ~ 1", TWO, [], ONE)


def two_reflections() -> Case:
    """Return two distant groups of three heaps, for four components.

    In each group either of two components has the small heap: four modes. A reflection within a
    group leaves the likelihood unchanged, and the prior of the intercepts is nearly flat.
    """
    parts = [heap(c, n) for s in (0, 40) for c, n in ((s, 20), (s + 6, 6), (s + 12, 20))]
    d = pd.DataFrame({"y": np.concatenate(parts)})
    prior = [*alike_priors("Intercept", "normal(26, 100)", 4), *spreads("gamma(5, 2)", 4)]
    return Case(d, "y ~ 1", "mixture(gaussian, nmix = 4)", prior, SEVERAL, (0.25,) * 4)


def sizes_by_prior() -> Case:
    """Return two clear clusters of 14 and 26 rows, whose labels only the prior of theta tells.

    The masses are those of a beta-binomial distribution.
    """
    d = pd.DataFrame({"y": np.r_[heap(0, 14), heap(7, 26)]})
    prior = [*alike_priors("Intercept", "normal(3.5, 5)"), *spreads("gamma(5, 6)"),
             "prior(dirichlet(4, 8), theta)"]  # fmt: skip
    odds = betaln(4 + 14, 8 + 26) - betaln(4 + 26, 8 + 14)
    first = float(expit(odds))
    return Case(d, "y ~ 1", FREE, prior, SEVERAL, (first, 1 - first))


def sizes_given() -> Case:
    """Return two clear clusters of 15 and 45 rows with proportions given as 1 to 3.

    The other labelling has a log likelihood that is lower by 30 log(3) = 33.
    """
    d = pd.DataFrame({"y": np.r_[heap(0, 15), heap(6, 45)]})
    prior = [*alike_priors("Intercept", "normal(3, 4)"), *spreads("gamma(5, 6)")]
    return Case(d, pm.bf("y ~ 1", theta1=1, theta2=3), FREE, prior, ONE)


def shared_coefficient() -> Case:
    """Return two heaps in each of two cells: a shared coefficient does not allow an exchange."""
    d = pd.DataFrame({"y": np.tile(np.r_[heap(0, 30), heap(4, 30)], 2),
                      "f": np.repeat(["a", "b"], 60)})  # fmt: skip
    prior = alike_priors("Intercept", "normal(2, 4)")
    family = "mixture(gaussian, gaussian, order = 'none', shared = 'fb')"
    return Case(d, "y ~ f", family, prior, ONE)


def two_of_three_equal() -> Case:
    """Return two equal heaps for three components, none of which can be nearly empty.

    By a reflection, the modes in which either heap has two components have equal masses. With the
    prior of the proportions, a component with less than one row has a negligible probability, so
    that no chain can take a component from one heap to the other.
    """
    d = pd.DataFrame({"y": np.r_[heap(0, 30, 1.0), heap(8, 30, 1.0)]})
    prior = [*alike_priors("Intercept", "normal(4, 4)", 3), *spreads("gamma(5, 5)", 3),
             "prior(dirichlet(8), theta)"]  # fmt: skip
    return Case(d, "y ~ 1", THREE, prior, SEVERAL, (0.5, 0.5))


FURTHER: dict[str, Callable[[], Case]] = {
    "lognormals, a small cluster between": durations,
    "negbinomials, labels exchanged in a cell": overdispersed_cells,
    "students, crossing or parallel": heavy_tails_crossing,
    "whole persons, labels exchanged in a cell": persons_in_cells,
    "ordinal, whole persons": ratings_of_persons,
    "poissons, a level of zeros": level_of_zeros,
    "students, a component of outliers": outliers,
    "zero-inflated, overlapping": inflated_zeros,
    "hurdles, labels exchanged in a cell": hurdles_in_cells,
    "proportions separated by a covariate": separated_by_x,
    "separated proportions with a prior": separated_and_held,
    "three heaps in units of 1e-6": tiny_units,
    "two clusters in units of 1e6": huge_units,
    "four components, two reflections": two_reflections,
    "sizes told apart by a prior": sizes_by_prior,
    "sizes told apart by given proportions": sizes_given,
    "a shared coefficient in two cells": shared_coefficient,
    "two of three components equal, none empty": two_of_three_equal,
}
