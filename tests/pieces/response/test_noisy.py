"""Responses with measurement error, ``y | mi(sdy) ~ x``, alone and as predictors of others."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.base.errors import InvalidData, NotSupported, PybrmsWarning
from pybrms_mix.start.guess import Guess
from tests.programs import TWO, Case, stanc

RNG = np.random.default_rng(1)
DATA = pd.DataFrame(RNG.normal(size=(12, 3)), columns=[*"yxz"]).assign(s=RNG.uniform(0.1, 0.4, 12))
DATA.loc[[2, 7], "x"] = np.nan
BOTH = "bf(y ~ mi(x)) + bf(x | mi(s) ~ z) + set_rescor(FALSE)"


def made(count: int = 1, data=DATA, kept: bool = True, **given: float) -> pm.Fit:
    """Return a fit of both responses: ``given`` values by brms's names, 0.5 for all others."""
    model = pm.brm(BOTH, data, "gaussian", empty=True).model
    own = {v.name: np.full(count, 0.5) for v in model.variables if kept or v.kind != "Yl"}
    draws = {**own, **{n: np.full(count, v) for n, v in given.items()}}
    return fit_from_draws(BOTH, data, "gaussian", draws)


@pytest.mark.parametrize(
    ("formula", "family"),
    [
        ("x | mi(s) ~ z", "gaussian"),
        ("x | mi(0.2) + trunc(lb = -9) ~ z", TWO),
        ("exp(x) | mi(s) ~ z", "lognormal"),
    ],
)
def test_the_program_and_the_model_agree_on_latent_responses(formula: str, family: str):
    case = Case(formula, family, data=DATA)
    stanc(case.program)
    for seed in range(3):
        point = case.point(seed)
        ours, theirs = case.log_lik(point).sum(), case.stan_log_lik(point)
        np.testing.assert_allclose(ours, theirs, rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize("rescor", ["TRUE", "FALSE"])
@pytest.mark.parametrize("addition", ["mi()", "mi(s)"])
def test_each_response_has_its_own_unknown_values(addition: str, rescor: str):
    data = DATA.assign(y=DATA["y"].where(np.arange(12) % 5 != 2))  # row 2 has neither response
    formula = f"bf(y | mi() ~ mi(x)) + bf(x | {addition} ~ z) + set_rescor({rescor})"
    case = Case(formula, "gaussian", data=data)
    point = case.point(2)
    ours, theirs = case.log_lik(point).sum(), case.stan_log_lik(point)
    np.testing.assert_allclose(ours, theirs, rtol=1e-8, atol=1e-8)


def test_a_latent_response_of_positive_components_is_positive():
    case = Case("exp(x) | mi(s) ~ z", "mixture(lognormal, Gamma('log'))", data=DATA)
    assert case.prepared.constrain(case.point(1))["Yl"].min() > 0


def test_latent_responses_are_the_predictor_of_the_other_response():
    fit = made(b_y_Intercept=1.0, bsp_y_mix=2.0, **{f"Yl_x[{n}]": float(n) for n in range(1, 13)})
    found = pm.posterior_epred(fit, resp="y")[0]
    np.testing.assert_allclose(found, 1 + 2 * np.arange(1, 13))


def test_other_rows_have_values_about_their_measurements():
    fit = made(4000)
    rows = pd.DataFrame({"x": [1.0, -3.0], "s": [0.5, 1.0]})
    found = pm.posterior_linpred(fit, rows, resp="y", seed=1)
    np.testing.assert_allclose(found.mean(axis=0), [1.0, -1.0], atol=0.05)
    np.testing.assert_allclose(found.std(axis=0), [0.25, 0.5], rtol=0.1)


def test_latent_responses_that_were_not_kept_are_drawn_with_a_warning():
    data = DATA.dropna()
    with pytest.warns(PybrmsWarning, match="Noise-free latent variables were not saved"):
        found = pm.posterior_linpred(made(500, data, kept=False), resp="y", seed=1)
    np.testing.assert_allclose(found.mean(axis=0), 0.5 + 0.5 * data["x"], atol=0.05)
    with pytest.raises(InvalidData, match="'x' was not measured in row 2"):
        pm.posterior_linpred(made(kept=False), resp="y")


def test_membership_is_that_of_the_latent_responses():
    case = Case("x | mi(s) ~ 1", "mixture(gaussian, gaussian)", data=DATA)
    draws = {n: v.ravel() for n, v in _named(case).items()}
    fit = fit_from_draws("x | mi(s) ~ 1", DATA, TWO, draws)
    shares = np.asarray(pm.pp_mixture(fit, summary=False))[0]
    latent = np.array([draws[f"Yl[{n}]"][0] for n in range(1, 13)])
    joint = np.array([
        draws[f"theta{k}"][0]
        * stats.norm(draws[f"b_mu{k}_Intercept"][0], draws[f"sigma{k}"][0]).pdf(latent)
        for k in (1, 2)
    ])  # fmt: skip
    np.testing.assert_allclose(shares, (joint / joint.sum(axis=0)).T)
    with pytest.raises(NotSupported, match="measurement error"):
        pm.log_lik(fit)
    with pytest.raises(NotSupported, match="measurement error"):
        pm.pp_mixture(fit, DATA.dropna())


def _named(case: Case) -> dict[str, np.ndarray]:
    draws = case.draws(case.point(1))
    return {v.name: draws[v.name] for v in case.built.model.variables}


def test_starts_are_the_measurements():
    case = Case("x | mi(s) ~ z", "gaussian", data=DATA)
    start = Guess(case.built.model).candidates()[0]
    np.testing.assert_allclose(start["Yl"], DATA["x"].fillna(DATA["x"].mean()))


@pytest.mark.parametrize(("formula", "words"), [
    ("x | mi(z) ~ 1", "should be positive"), ("x | mi(g) ~ 1", "should be numeric"),
])  # fmt: skip
def test_what_is_no_measurement_error_is_refused_with_its_place(formula: str, words: str):
    with pytest.raises(InvalidData, match=words) as caught:
        pm.make_stancode(formula, DATA.assign(g=[*"abc"] * 4), "gaussian")
    assert caught.value.span is not None
