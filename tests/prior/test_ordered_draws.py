"""Prior draws of ordered parameters have the distribution of the priors, given the order."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.base.errors import PybrmsWarning
from tests.programs import stanc

pytestmark = [
    pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning"),
    # Models that stanli runs slowly.
    pytest.mark.filterwarnings("error::RuntimeWarning"),
]

DATA = pd.DataFrame({"y": np.random.default_rng(1).normal(size=8)})
TWO = "mixture(gaussian, gaussian)"
BY_SIZE = "mixture(gaussian, nmix = 3, order = 'theta')"
APART = (
    "prior(normal(0, 2), Intercept, dpar = mu1)",
    "prior(student_t(4, 0.5, 1), Intercept, dpar = mu2)",
)
ALIKE = tuple(f"prior(normal(0, 2), Intercept, dpar = mu{k})" for k in (1, 2))
UNEQUAL = (
    "prior(dirichlet(1, 2, 4), theta)",
    *(f"prior(normal({2 * k}, 0.5), Intercept, dpar = mu{k})" for k in (1, 2, 3)),
    *(f"prior(lognormal(0, 0.2), sigma{k})" for k in (1, 2, 3)),
)


@cache
def drawn(prior: tuple[str, ...], family: str, how: str) -> pm.brm:
    # Prior draws beside the posterior are independent.
    length = {"chains": 1, "iter": 2500, "warmup": 500} if how == "yes" else {
        "chains": 1, "iter": 5000, "warmup": 1000, "thin": 2,
    }  # fmt: skip
    return pm.brm("y ~ 1", DATA, family, list(prior), sample_prior=how, seed=3, silent=2,
                  backend="stanli", **length)  # fmt: skip


@cache
def rejected(prior: tuple[str, ...]) -> np.ndarray:
    """Return draws of the joint prior by rejection: independent of how the package draws."""
    rng = np.random.default_rng(2)
    if prior == UNEQUAL:
        some = rng.dirichlet([1, 2, 4], 100_000)
    else:
        second = {APART: 0.5 + rng.standard_t(4, 50_000), ALIKE: rng.normal(0, 2, 50_000)}[prior]
        some = np.stack([rng.normal(0, 2, 50_000), second], axis=1)
    return some[(np.diff(some, axis=1) > 0).all(axis=1)]


def agree(found: np.ndarray, wanted: np.ndarray) -> None:
    """Each cell, and each distance between neighbouring cells, has the same distribution."""
    assert (np.diff(found, axis=1) > 0).all()
    for one, other in ((found, wanted), (np.diff(found, axis=1), np.diff(wanted, axis=1))):
        for k in range(one.shape[1]):
            assert stats.ks_2samp(one[:, k], other[:, k]).pvalue > 0.001


@pytest.mark.parametrize("prior", [APART, ALIKE], ids=["different priors", "one prior"])
def test_draws_beside_the_posterior_are_in_order(prior):
    draws = pm.prior_draws(drawn(prior, TWO, "yes"))
    agree(draws[["Intercept_mu1", "Intercept_mu2"]].to_numpy(), rejected(prior))


def test_sorting_draws_of_different_priors_would_be_wrong():
    rng = np.random.default_rng(4)
    some = np.stack([rng.normal(0, 2, 2000), 0.5 + rng.standard_t(4, 2000)], axis=1)
    with pytest.raises(AssertionError):
        agree(np.sort(some, axis=1), rejected(APART))


@pytest.mark.parametrize("prior", [APART, ALIKE], ids=["different priors", "one prior"])
def test_draws_of_the_prior_alone_are_in_order(prior):
    draws = drawn(prior, TWO, "only").posterior
    found = draws.matrix(["b_mu1_Intercept", "b_mu2_Intercept"])
    agree(found[::2], rejected(prior))


def test_coefficients_that_are_ordered_are_drawn_so():
    data = DATA.assign(x=np.linspace(-1, 1, len(DATA)))
    prior = [
        "prior(normal(0, 2), b, dpar = mu1)", "prior(student_t(4, 0.5, 1), b, dpar = mu2)",
        *(f"prior(normal(0, 1), Intercept, dpar = mu{k})" for k in (1, 2)),
        *(f"prior(lognormal(0, 0.2), sigma{k})" for k in (1, 2)),
    ]  # fmt: skip
    fit = pm.brm("y ~ x", data, "mixture(gaussian, gaussian, order = 'x')", prior, seed=1,
                 sample_prior="yes", chains=1, iter=2500, warmup=500, silent=2)  # fmt: skip
    agree(pm.prior_draws(fit)[["b_mu1", "b_mu2"]].to_numpy(), rejected(APART))


@pytest.mark.parametrize("how", ["yes", "only"])
def test_proportions_that_ascend_are_drawn_so(how):
    fit = drawn(UNEQUAL, BY_SIZE, how)
    if how == "yes":
        found = pm.prior_draws(fit)[[f"theta[{k}]" for k in (1, 2, 3)]].to_numpy()
    else:
        found = fit.posterior.matrix(["theta1", "theta2", "theta3"])[::2]
    agree(found, rejected(UNEQUAL))


def test_bounds_of_ordered_intercepts_are_said_to_have_no_effect():
    """The bounds normalise the prior, as in brms, but the ordered vector does not respect them."""
    prior = "prior(normal(0, 2), Intercept, dpar = mu1, lb = -1)"
    with pytest.warns(PybrmsWarning, match="bounds of 'Intercept_mu1' have no effect"):
        fit = pm.brm(
            "y ~ 1", DATA, TWO, prior, sample_prior="yes", chains=1, iter=400, seed=1, silent=2
        )
    assert "<lower=-1>" not in fit.program
    assert (fit.draws["prior_Intercept_mu1"] < -1).any()
    free = pm.make_stancode("y ~ 1", DATA, "mixture(gaussian, gaussian, order = 'none')", prior)
    assert "real<lower=-1> Intercept_mu1" in free


def test_priors_that_contradict_the_order_do_not_run_forever():
    prior = [
        "prior(normal(9, 0.1), Intercept, dpar = mu1)",
        "prior(normal(0, 0.1), Intercept, dpar = mu2)",
    ]
    program = pm.make_stancode("y ~ 1", DATA, TWO, prior, sample_prior="yes")
    stanc(program)
    assert "&& uniform_rng(0, 1) > 2e-5" in program
    assert "rep_vector(not_a_number(), 2)" in program
