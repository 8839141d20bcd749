"""Marginal likelihoods of fits, against models whose evidence is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import integrate, special, stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, PybrmsWarning
from pybrms_mix.results.fit import Fit

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")

KEPT = {"save_pars": pm.save_pars(all=True), "chains": 2, "iter": 3000, "seed": 1, "silent": 2}
LARGEST = 0.03  # 6,000 draws: a relative error of one to two per cent


def near(fit: Fit, expected: float) -> None:
    found = pm.bridge_sampler(fit, seed=1, backend="stanli")
    assert found.logml == pytest.approx(expected, abs=LARGEST)
    assert found.iterations[0] > 0
    assert np.sqrt(found.re2[0]) < LARGEST / 2


def normal(seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=20)
    return pd.DataFrame({"x": x, "y": 1 + 0.5 * x + rng.normal(size=20)})


def test_the_evidence_of_a_regression_with_a_known_spread_is_that_of_its_normal() -> None:
    data = normal()
    priors = ["prior(normal(0, 2), Intercept)", "prior(normal(0, 1), b)"]
    fit = pm.brm("bf(y ~ x, sigma = 1)", data, "gaussian", priors, **KEPT)
    x = data["x"] - data["x"].mean()
    covariance = np.eye(20) + 4 + np.outer(x, x)
    expected = stats.multivariate_normal(np.zeros(20), covariance).logpdf(data["y"])
    near(fit, float(expected))


def test_the_evidence_of_a_binomial_under_a_beta_is_that_of_its_beta_binomial() -> None:
    data = pd.DataFrame({"y": [3, 7, 5], "n": [10, 12, 9]})
    fit = pm.brm(
        "y | trials(n) ~ 0 + Intercept", data, 'binomial("identity")',
        "prior(beta(2, 3), b, lb = 0, ub = 1)", **KEPT,
    )  # fmt: skip
    y, n = data["y"], data["n"]
    chosen = np.log(special.comb(n, y)).sum()
    a, b = 2 + y.sum(), 3 + (n - y).sum()
    near(fit, float(chosen + special.betaln(a, b) - special.betaln(2, 3)))


def test_the_evidence_of_a_mixture_is_that_of_quadrature() -> None:
    y = np.array([-1.2, -0.8, 1.1, 0.9, 1.3])
    fit = pm.brm(
        "bf(y ~ 0 + Intercept, mu1 ~ 1, mu2 ~ 1, sigma1 = 0.5, sigma2 = 0.5)",
        pd.DataFrame({"y": y}),
        "mixture(gaussian, gaussian, order = FALSE)",
        [
            "prior(constant(-1), Intercept, dpar = mu1)",
            "prior(constant(1), Intercept, dpar = mu2)",
            "prior(dirichlet(2, 3), theta)",
        ],
        **KEPT,
    )  # fmt: skip

    def joint(theta: float) -> float:
        density = theta * stats.norm.pdf(y, -1, 0.5) + (1 - theta) * stats.norm.pdf(y, 1, 0.5)
        return float(np.prod(density) * stats.beta.pdf(theta, 2, 3))

    near(fit, float(np.log(integrate.quad(joint, 0, 1)[0])))


def test_the_evidence_of_groups_is_that_of_their_covariance() -> None:
    rng = np.random.default_rng(2)
    data = pd.DataFrame({"g": np.repeat(list("abcd"), 4), "y": rng.normal(size=16)})
    priors = [
        "prior(constant(0.8), sd)", "prior(normal(0, 2), Intercept)", "prior(constant(1), sigma)"
    ]  # fmt: skip
    fit = pm.brm("y ~ 1 + (1 | g)", data, "gaussian", priors, **KEPT)
    covariance = np.eye(16) + 4 + 0.64 * np.kron(np.eye(4), np.ones((4, 4)))
    expected = stats.multivariate_normal(np.zeros(16), covariance).logpdf(data["y"])
    near(fit, float(expected))


@pytest.fixture(scope="module")
def fits() -> tuple[Fit, Fit]:
    sigma = "prior(exponential(1), sigma)"
    first = ["prior(normal(0, 2), Intercept)", sigma]
    with_x = pm.brm("y ~ x", normal(), "gaussian", [*first, "prior(normal(0, 1), b)"], **KEPT)
    without = pm.brm("y ~ 1", normal(), "gaussian", first, **KEPT)
    return with_x, without


def test_a_seed_gives_the_same_estimate_and_repetitions_others(fits: tuple[Fit, Fit]) -> None:
    fit, _ = fits
    one, again = (pm.bridge_sampler(fit, seed=1).logml for _ in range(2))
    assert one == again
    several = fit.bridge_sampler(repetitions=3, seed=1)
    assert several.estimates[0] == one
    assert len(set(several.estimates)) == 3


def test_models_are_compared_by_their_evidence(fits: tuple[Fit, Fit]) -> None:
    with_x, without = (pm.add_criterion(f, "marglik", seed=1) for f in fits)
    difference = with_x.criteria["marglik"].logml - without.criteria["marglik"].logml
    assert pm.bayes_factor(with_x, without, log=True).bf == difference
    weights = pm.model_weights(with_x, without, weights="bma")
    assert weights["with_x"] == pytest.approx(1 / (1 + np.exp(-difference)))


def test_a_fit_without_its_own_parameters_is_refused_in_brms_words() -> None:
    fit = pm.brm("y ~ 1", normal(), "gaussian", chains=1, iter=50, seed=1, silent=2)
    with (
        pytest.warns(PybrmsWarning),
        pytest.raises(InvalidArgument, match="Perhaps you did not set 'save_pars = save_pars"),
    ):
        fit2 = pm.update(fit, "~ . + x", normal(), seed=1)
        pm.bridge_sampler(fit2)


def test_flat_priors_are_warned_of_by_name() -> None:
    fit = pm.brm("y ~ x", normal(), "gaussian", **{**KEPT, "iter": 200})
    with pytest.warns(PybrmsWarning, match="not defined under flat priors: b_x"):
        pm.bridge_sampler(fit, seed=1)


def test_too_few_draws_are_refused(fits: tuple[Fit, Fit]) -> None:
    short = pm.update(fits[0], chains=1, iter=8, seed=1)
    with pytest.raises(InvalidArgument, match="are too few for 3 parameters"):
        pm.bridge_sampler(short)
    with pytest.raises(InvalidArgument, match="must be at least 1"):
        pm.bridge_sampler(short, repetitions=0)
