"""Without a search for modes, mode_check() and the summary give the reason."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.stan import explore as module_of_explore

TWO = "mixture(gaussian, gaussian)"
APART = pm.set_rescor(False)
LEVELS = [str(level) for level in range(6)]
RELATED = pd.DataFrame(0.8 * np.eye(6) + 0.2, index=LEVELS, columns=LEVELS)


def rows(n=72):
    rng = np.random.default_rng(5)
    second = rng.random(n) < 0.4
    x = rng.normal(size=n)
    return pd.DataFrame({
        "x": x, "y": 6.0 * second + 0.3 * x + rng.normal(size=n), "z": rng.normal(size=n),
        "g": np.arange(n) % 6, "h": np.arange(n) // 3, "error": 0.1,
        "holes": np.where(np.arange(n) % 9, x, np.nan),
    })  # fmt: skip


def with_predictor():
    return pm.bf("y ~ mi(holes)", family=TWO) + pm.bf("holes | mi() ~ 1", family="gaussian") + APART


def apart(second):
    return pm.bf("y ~ 1", family=TWO) + pm.bf("z ~ 1", family=second) + APART


NO_CLASS = "the responses have no common class"
SHAPES = {
    "two mixtures without a class": (lambda: apart(TWO), {}, NO_CLASS),
    "one response is a mixture": (lambda: apart("gaussian"), {}, NO_CLASS),
    "an imputed predictor": (with_predictor, {}, NO_CLASS),
    "crossed factors": ("y ~ 1 + (1 | g) + (1 | h)", {}, "30 group-level effects depend on"),
    "Student's levels": (
        "y ~ 1 + (1 | gr(g, dist = 'student'))", {}, "have Student's t distribution"
    ),
    "related levels": (
        "y ~ 1 + (1 | gr(g, cov = A))", {"data2": {"A": RELATED}}, "are related (cov)"
    ),
    "an imputed response": ("y | mi() ~ x", {}, "the model imputes missing values"),
    "latent predictors": ("y ~ me(x, error)", {}, "no mode whose mass could be computed"),
    "given starts": ("y ~ x", {"init": "random"}, "the argument 'init' sets the starting values"),
    "a short warm-up": ("y ~ x", {"iter": 120}, "the warm-up is shorter than 100 iterations"),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
@pytest.mark.parametrize("name", SHAPES)
def test_the_reason_is_said_each_time(name):
    formula, settings, reason = SHAPES[name]
    several = callable(formula)
    fit = pm.brm(
        formula() if several else formula, rows(), None if several else TWO,
        **{"chains": 2, "iter": 220, "seed": 1, "silent": 2, **settings},
    )  # fmt: skip
    _says(fit, reason, {"resp": "y"} if several else {})


def _says(fit, reason, response):
    check = pm.mode_check(fit, **response)
    assert reason in check.unsearched
    told = f"There was no search for other modes: {check.unsearched}."
    assert told in str(check)
    assert told in str(fit)


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
@pytest.mark.parametrize(("limit", "reason"), [("_MOST_OTHERS", 5), ("_MOST_DIMENSIONS", 5)])
def test_many_parameters_are_a_reason(limit, reason, monkeypatch):
    monkeypatch.setattr(module_of_explore, limit, reason)
    fit = pm.brm("y ~ x", rows(), TWO, chains=2, iter=220, seed=1, silent=2)
    _says(fit, "the model has 7 parameters, and brm() searches for modes in models of up to 5", {})


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
def test_a_search_and_models_without_a_mixture_give_no_reason():
    for family in (TWO, "gaussian"):
        fit = pm.brm("y ~ x", rows(), family, chains=2, iter=220, seed=1, silent=2)
        assert pm.mode_check(fit).unsearched == ""
        assert "no search for" not in f"{fit} {pm.mode_check(fit)}"


def test_draws_made_elsewhere_give_a_reason():
    model = pm.brm("y ~ 1", rows(), TWO, empty=True)
    rng = np.random.default_rng(1)
    centres = {v.name: 0.5 if "theta" in v.name else 1.0 for v in model.model.variables}
    draws = {n: c + 0.01 * rng.normal(size=100) for n, c in centres.items()}
    draws |= {"b_mu2_Intercept": 6 + draws["b_mu1_Intercept"], "lprior": 0.0, "lp__": 0.0}
    draws["theta2"] = 1 - draws["theta1"]
    fit = pm.fit_from_draws("y ~ 1", rows(), TWO, pd.DataFrame(draws))
    reason = "the draws were made elsewhere (find_modes(fit) searches)"
    assert f"There was no search for other modes: {reason}." in str(pm.mode_check(fit))
    # The print is that of brms.
    assert "no search for" not in str(fit)
