"""Recovery of simulated parameters: families, proportions, censoring, weights, categories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest
from scipy import special, stats

import pybrms_mix as pm

pytestmark = pytest.mark.slow

N = 400
RNG = np.random.default_rng(20)
X = RNG.normal(size=N)
FIRST = RNG.random(N) < 0.4
TRIALS = 25
# Two clusters have a second mode, where one component holds both: chains start outside of it.
APART = {"b_mu1_Intercept": 0.0, "b_mu2_Intercept": 2.5}


def two(a: float, b: float, slope: float = 0.5) -> np.ndarray:
    """Return the linear predictor of each row's own component."""
    return np.where(FIRST, a, b) + slope * X


def own(a: float, b: float) -> np.ndarray:
    return np.where(FIRST, a, b)


@dataclass(frozen=True)
class Case:
    """A family, a response simulated from it, and the parameters that it was simulated with."""

    family: str
    y: np.ndarray
    truth: Mapping[str, float]
    left: str = "y"
    prior: tuple[str, ...] = ()
    more: Mapping[str, np.ndarray] = field(default_factory=dict)
    formula: str = "x"
    start: Mapping[str, object] | float | str | None = None


def centres(a: float, b: float, slope: float = 0.5) -> dict[str, float]:
    slopes = {"b_mu1_x": slope, "b_mu2_x": slope}
    return {"b_mu1_Intercept": a, "b_mu2_Intercept": b, "theta1": 0.4, **slopes}


def around(a: float, b: float) -> tuple[str, ...]:
    """Return priors that keep the components apart: without them both may be the same one."""
    rows = ((1, a), (2, b))
    return tuple(f"prior(normal({at}, 1), Intercept, dpar = mu{k})" for k, at in rows)


def gaussian() -> np.ndarray:
    return two(-2, 3) + own(0.7, 1.2) * RNG.normal(size=N)


def censored() -> Case:
    y = gaussian()
    seen, cens = np.minimum(y, 4), np.where(y > 4, "right", "none")
    return Case(
        "gaussian", seen, centres(-2, 3) | {"sigma1": 0.7, "sigma2": 1.2}, "y | cens(c)",
        more={"c": cens},
    )  # fmt: skip


def weighted() -> Case:
    """Rows that are half each, twice over, weigh as one."""
    truth = centres(-2, 3) | {"sigma1": 0.7, "sigma2": 1.2}
    return Case("gaussian", gaussian(), truth, "y | weights(w)", more={"w": np.full(N, 0.5)})


def proportions() -> Case:
    first = RNG.random(N) < special.expit(-0.5 + 1.5 * X)
    y = np.where(first, -2, 3) + RNG.normal(size=N)
    truth = {
        "b_theta1_Intercept": -0.5, "b_theta1_x": 1.5, "b_mu1_Intercept": -2, "b_mu2_Intercept": 3,
    }  # fmt: skip
    return Case("gaussian", y, truth, formula="1, theta1 ~ x")


def ordered() -> Case:
    latent = np.where(FIRST, 3 * X, -2 * X) + RNG.logistic(size=N)
    cuts = np.array([-1.0, 0.5, 2.0])
    y = 1 + (latent[:, None] > cuts + np.where(FIRST, -1.5, 1)[:, None]).sum(axis=1)
    known = [(k, j, c + s) for k, s in ((1, -1.5), (2, 1)) for j, c in enumerate(cuts, start=1)]
    truth = {f"b_mu{k}_Intercept[{j}]": at for k, j, at in known}
    prior = (
        "prior(normal(3, 1), b, dpar = mu1)", "prior(normal(-2, 1), b, dpar = mu2)",
        *(f"prior(normal({at}, 1), Intercept, coef = {j}, dpar = mu{k})" for k, j, at in known),
    )  # fmt: skip
    return Case(
        "cumulative", y, truth | {"b_mu1_x": 3, "b_mu2_x": -2, "theta1": 0.4}, prior=prior, start=0
    )


def counts() -> np.ndarray:
    return RNG.poisson(np.exp(two(0.5, 3)))


CASES = {
    "gaussian": Case(
        "gaussian", gaussian(), centres(-2, 3) | {"sigma1": 0.7, "sigma2": 1.2}
    ),
    # From a random start a component with flat slopes may lose all rows and run away: student,
    # skew_normal.
    "student": Case(
        "student", two(-3, 3) + stats.t(5).rvs(N, random_state=RNG), centres(-3, 3) | {"sigma1": 1},
        start="auto",
    ),
    "skew_normal": Case(
        "skew_normal", two(-4, 4) + stats.norm.rvs(size=N, random_state=RNG), centres(-4, 4),
        start="auto",
    ),
    "lognormal": Case(
        "lognormal", np.exp(two(0, 2.5) + 0.4 * RNG.normal(size=N)), centres(0, 2.5),
        prior=around(0, 2.5), start=APART,
    ),
    "gamma": Case(
        'brmsfamily("gamma")', RNG.gamma(5, np.exp(two(0, 2.5)) / 5), centres(0, 2.5)
        | {"shape1": 5, "shape2": 5}, prior=around(0, 2.5), start=APART,
    ),
    "weibull": Case(
        "weibull", np.exp(two(0, 2.5)) * RNG.weibull(3, N) / special.gamma(4 / 3),
        centres(0, 2.5) | {"shape1": 3, "shape2": 3}, prior=around(0, 2.5), start=APART,
    ),
    "beta": Case(
        "Beta", RNG.beta(30 * special.expit(two(-1.5, 1.5)), 30 * special.expit(-two(-1.5, 1.5))),
        centres(-1.5, 1.5) | {"phi1": 30, "phi2": 30},
    ),
    "poisson": Case("poisson", counts(), centres(0.5, 3)),
    "negbinomial": Case(
        "negbinomial", RNG.poisson(np.exp(two(0.5, 4)) * RNG.gamma(8, 1 / 8, N)), centres(0.5, 4),
        prior=around(0.5, 4),
    ),
    "binomial": Case(
        "binomial", RNG.binomial(TRIALS, special.expit(two(-1.5, 1.5))), centres(-1.5, 1.5),
        "y | trials(25)",
    ),
    "zero_inflated_poisson": Case(
        "zero_inflated_poisson",
        np.where(RNG.random(N) < 0.25, 0, RNG.poisson(np.exp(two(1.5, 4)))),
        centres(1.5, 4) | {"zi1": 0.25, "zi2": 0.25}, prior=around(1.5, 4),
    ),
    "theta1 ~ x": proportions(),
    "cens": censored(),
    "weights": weighted(),
    "cumulative": ordered(),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_was_simulated_is_found_again(name):
    case = CASES[name]
    data = pd.DataFrame({"y": case.y, "x": X, **case.more})
    formula = f"bf({case.left} ~ {case.formula})"
    fit = pm.brm(
        formula, data, f"mixture({case.family}, {case.family})", list(case.prior) or None,
        chains=2, iter=800, seed=3, silent=2, init=case.start,
    )  # fmt: skip
    for parameter, truth in case.truth.items():
        draws = fit.draws[parameter]
        assert abs(draws.mean() - truth) < 3.5 * draws.std(), parameter
        # What is found is also known: a flat posterior would agree with everything.
        assert draws.std() < 0.25 * max(1, abs(truth)) + 0.35, parameter
    assert fit.rhat().max() < 1.05


def test_half_a_weight_doubles_what_is_not_known():
    data = pd.DataFrame({"y": CASES["gaussian"].y, "x": X, "w": np.full(N, 0.25)})
    spread = [
        pm.brm(f, data, "mixture(gaussian, gaussian)", chains=2, iter=800, seed=3, silent=2)
        .draws["b_mu2_x"].std()
        for f in ("y ~ x", "y | weights(w) ~ x")
    ]  # fmt: skip
    assert spread[1] / spread[0] == pytest.approx(2, rel=0.2)
