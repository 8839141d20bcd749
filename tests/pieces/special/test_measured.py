"""Predictors with measurement error, ``me(x, sdx)``: programs, predictions, recovery, refusals."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.base.errors import (
    InvalidArgument,
    InvalidData,
    InvalidFormula,
    NotSupported,
    PybrmsWarning,
    UnknownLevel,
)
from pybrms_mix.model import values
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.exchange import permuted
from pybrms_mix.start.guess import Guess
from pybrms_mix.start.inits import by_stan
from tests.programs import TWO, Case, stanc

RNG = np.random.default_rng(1)
DATA = pd.DataFrame(RNG.normal(size=(12, 3)), columns=[*"yxz"]).assign(
    s=RNG.uniform(0.1, 0.4, 12), g=[*"abc"] * 4, u=[1.0, -2.0, 3.0] * 4, k=np.arange(12) % 3
)


def made(formula: str, family: str = "gaussian", **given: float) -> Fit:
    """Return a fit with one draw: ``given`` values by brms's names, 0.5 for all others."""
    model = pm.brm(formula, DATA, family, empty=True).model
    draws = {v.name: [0.5] for v in model.variables}
    return fit_from_draws(formula, DATA, family, {**draws, **{n: [v] for n, v in given.items()}})


@pytest.mark.parametrize(
    ("formula", "family"),
    [
        ("y ~ me(x, s) * z", "gaussian"),
        ("y ~ me(x, s) * me(z, 0.2) + (me(x, s) | g)", TWO),
        ("y ~ me(u, 0.1, gr = g):mo(k)", "student"),
        ("bf(y ~ 1, theta2 ~ me(x, s))", TWO),
    ],
)
def test_the_program_and_the_model_agree_on_latent_values(formula: str, family: str):
    case = Case(formula, family, data=DATA)
    stanc(case.program)
    for seed in range(3):
        point = case.point(seed)
        ours, theirs = case.log_lik(point).sum(), case.stan_log_lik(point)
        np.testing.assert_allclose(ours, theirs, rtol=1e-8, atol=1e-8)


def test_latent_values_take_the_place_of_measured_ones():
    own = {f"Xme_mex[{i}]": float(i) for i in range(1, 13)}
    fit = made("y ~ me(x, s) * z", b_Intercept=1.0, b_z=0.0, bsp_mexs=2.0, **own)
    x = np.arange(1, 13)
    np.testing.assert_allclose(pm.posterior_epred(fit)[0], 1 + 2 * x + 0.5 * x * DATA["z"])


def test_rows_of_a_group_have_one_latent_value():
    own = {"Xme_meu[a]": 1.0, "Xme_meu[b]": 2.0, "Xme_meu[c]": 4.0}
    fit = made("y ~ me(u, 0.1, gr = g)", b_Intercept=0.0, **{"bsp_meu0.1grEQg": 1.0}, **own)
    np.testing.assert_allclose(pm.posterior_epred(fit)[0], [1.0, 2.0, 4.0] * 4)


@pytest.mark.parametrize("formula", ["y ~ me(x, s)", "y ~ me(x, s) + z + me(z, s)"])
def test_other_rows_have_values_about_their_measurements(formula: str):
    model = pm.brm(formula, DATA, "gaussian", empty=True).model
    draws = {v.name: np.full(4000, 0.5) for v in model.variables}
    fit = fit_from_draws(formula, DATA, "gaussian", draws)
    rows = pd.DataFrame({"x": [1.0, 1.0, -3.0], "s": [0.5, 0.01, 1.0], "z": 0.0})
    found = pm.posterior_linpred(fit, rows, seed=1)
    noise = np.sqrt(0.25 * np.array([0.5, 0.01, 1.0]) ** 2 * (1 + ("z" in formula)))
    np.testing.assert_allclose(found.mean(axis=0), [1.0, 1.0, -1.0], atol=0.05)
    np.testing.assert_allclose(found.std(axis=0), noise, rtol=0.1)
    again = pm.posterior_linpred(fit, rows, seed=1)
    np.testing.assert_array_equal(found, again)


def test_rows_of_one_group_are_measured_once_among_other_rows_too():
    fit = made("y ~ me(u, 0.1, gr = g)")
    rows = pd.DataFrame({"u": [5.0, 5.0, 1.0], "g": ["a", "a", "b"]})
    first, second, third = pm.posterior_linpred(fit, rows, seed=1)[0]
    assert first == second != third
    with pytest.raises(InvalidData, match="Occured for level 'a' of group 'g'"):
        pm.posterior_linpred(fit, rows.assign(u=[5.0, 6.0, 1.0]))


def test_latent_values_that_were_not_kept_are_those_of_new_rows_with_a_warning():
    formula = "y ~ me(x, s)"
    model = pm.brm(formula, DATA, "gaussian", empty=True).model
    draws = {v.name: np.full(500, 0.5) for v in model.variables if v.kind != "Xme"}
    fit = fit_from_draws(formula, DATA, "gaussian", draws)
    with pytest.warns(PybrmsWarning, match="Noise-free latent variables were not saved"):
        found = pm.posterior_linpred(fit, seed=1)
    np.testing.assert_allclose(found.mean(axis=0), 0.5 + 0.5 * DATA["x"], atol=0.05)


@pytest.mark.parametrize("formula", ["y ~ me(x, s) * z", "bf(y ~ z, theta2 ~ me(x, s))"])
def test_components_that_change_places_keep_the_latent_values(formula: str):
    case = Case(formula, "mixture(gaussian, gaussian, order = 'none')", data=DATA)
    model, point = case.built.model, case.point(3)
    draws = case.draws(point)
    swapped = permuted(model, draws, np.array([[1, 0]]))
    np.testing.assert_allclose(values.log_lik(model, swapped), values.log_lik(model, draws))
    np.testing.assert_array_equal(swapped["Xme_mex[3]"], draws["Xme_mex[3]"])


def test_starts_are_the_measured_values():
    case = Case("y ~ me(x, s) + me(z, s)", "gaussian", data=DATA)
    start = Guess(case.built.model).candidates()[0]
    cells = {k: np.asarray(v) for k, v in start.items()}
    latent = cells["meanme_1"][:, None] + cells["sdme_1"][:, None] * (
        cells["Lme_1"] @ cells["zme_1"]
    )
    np.testing.assert_allclose(latent, [DATA["x"], DATA["z"]])
    found = by_stan(case.built.model, {"meanme_mex": 3.0, "corme__mex__mez": 0.6})
    assert found["meanme_1"][0] == 3.0
    np.testing.assert_allclose(found["Lme_1"], [[1, 0], [0.6, 0.8]])
    with pytest.raises(InvalidArgument, match="do not form a correlation matrix"):
        by_stan(case.built.model, {"corme__mex__mez": 1.6})


@pytest.mark.slow
def test_a_coefficient_is_that_of_the_values_without_error():
    rng = np.random.default_rng(3)
    x = rng.normal(2, 1, 150)
    measured = x + rng.normal(0, 0.8, 150)
    data = pd.DataFrame({"y": 1 + 2 * x + rng.normal(0, 0.3, 150), "x": measured})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = pm.brm("y ~ me(x, 0.8)", data, "gaussian", chains=1, iter=600, seed=1, silent=2)
    table = fit.posterior_summary(["bsp_mex0.8", "meanme_mex", "sdme_mex"])
    attenuated = np.polyfit(measured, data["y"], 1)[0]
    assert attenuated < 1.5
    for name, truth in zip(table.index, (2, 2, 1), strict=True):
        assert abs(table.loc[name, "Estimate"] - truth) < 4 * table.loc[name, "Est.Error"], name
    latent = fit.posterior.matrix([f"Xme_mex[{i}]" for i in range(1, 151)]).mean(axis=0)
    assert np.sqrt(np.mean((latent - x) ** 2)) < 0.5 * np.sqrt(np.mean((measured - x) ** 2))


def test_a_fit_keeps_the_latent_values_unless_told_otherwise():
    options = {"chains": 1, "iter": 100, "seed": 1, "silent": 2}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = pm.brm("y ~ me(x, s)", DATA, "gaussian", **options)
        less = pm.brm(
            "y ~ me(x, s)", DATA, "gaussian", save_pars=pm.save_pars(latent=False), **options
        )
    lost = {f"Xme_mex[{i}]" for i in range(1, 13)}
    assert set(fit.draws.names) - set(less.draws.names) == lost
    assert "meanme" not in str(fit)


def test_a_stored_fit_predicts_the_same(tmp_path):
    fit = made("y ~ me(x, s) + me(u, 0.1, gr = g)")
    again = pm.load(pm.save(fit, tmp_path / "fit"))
    np.testing.assert_array_equal(pm.posterior_epred(fit), pm.posterior_epred(again))


def test_a_row_without_its_measurement_error_is_left_out():
    data = DATA.assign(s=DATA["s"].mask(DATA.index == 4))
    with pytest.warns(PybrmsWarning, match="Rows containing NAs were excluded"):
        assert pm.make_standata("y ~ me(x, s)", data, "gaussian")["N"] == 11


def test_the_summary_has_the_effects_but_not_the_distribution_of_latent_values():
    # brms 2.18 shows neither meanme, sdme and corme nor latent values, in any part.
    text = pm.summary(made("y ~ me(x, s) * me(z, 0.2)")).text()
    for effect in ("mexs", "mez0.2", "mexs:mez0.2"):
        assert f"\n{effect} " in text
    for hidden in ("meanme", "sdme", "corme", "Xme"):
        assert hidden not in text


def test_effects_are_shown_over_the_measured_values_alone():
    shown = pm.conditional_effects(made("y ~ me(x, s) * z"), seed=1)
    assert [*shown] == ["z", "x", "x:z"]


@pytest.mark.parametrize(
    ("formula", "error", "words"),
    [
        ("y ~ me(x)", InvalidFormula, "'sdx' is missing"),
        ("y ~ me(x, z)", InvalidData, "should be positive"),
        ("y ~ me(x, 0)", InvalidData, "should be positive"),
        ("y ~ me(x, -1)", InvalidData, "should be positive"),
        ("y ~ me(x, NA)", InvalidData, "is not a number in 12 of 12 rows"),
        ("y ~ me(x, s - s)", InvalidData, "should be positive"),
        ("y ~ me(g, s)", InvalidData, "variables should be numeric"),
        ("y ~ me(x, g)", InvalidData, "error should be numeric"),
        ("y ~ me(x, s, gr = g)", InvalidData, "unique for each group"),
        ("y ~ me(x, s, gr = g + k)", InvalidFormula, "Illegal grouping term"),
        ("y ~ me(x, s) + me(x, 0.1)", InvalidFormula, "different calls to 'me'"),
        ("y ~ round(me(x, s))", NotSupported, "could not find function"),
        ("y ~ z + (me(x, s) | g)", InvalidFormula, "corresponding population-level"),
        ("y | subset(z > 0) ~ me(x, s)", InvalidFormula, "'subset' is not supported"),
        ("y ~ me(x, s, g, g)", InvalidFormula, "is invalid"),
    ],
)
def test_what_is_no_noisy_predictor_is_refused_with_its_place(formula, error, words):
    with pytest.raises(error, match=words) as caught:
        pm.make_stancode(formula, DATA, "gaussian")
    assert caught.value.span is not None


def test_a_new_unit_has_a_latent_value_about_its_measurement_if_it_is_allowed():
    formula = "y ~ me(u, 0.3, gr = g)"
    model = pm.brm(formula, DATA, "gaussian", empty=True).model
    coef = next(v.name for v in model.variables if v.kind == "bsp")
    own = {"b_Intercept": 0.0, coef: 1.0}
    draws = {v.name: np.full(400, own.get(v.name, 0.5)) for v in model.variables}
    fit = fit_from_draws(formula, DATA, "gaussian", draws)
    rows = pd.DataFrame({"g": ["new", "a", "new"], "u": [5.0, 1.0, 5.0]})
    with pytest.raises(UnknownLevel, match="Levels 'new' of grouping factor 'g'"):
        pm.posterior_epred(fit, rows)
    found = pm.posterior_epred(fit, rows, allow_new_levels=True, seed=1)
    np.testing.assert_array_equal(found[:, 0], found[:, 2])
    # The standard error of the mean of 400 draws is a twentieth of the spread.
    assert abs(found[:, 0].mean() - 5.0) < 4 * 0.3 / 20
    assert abs(found[:, 0].std() - 0.3) < 4 * 0.3 / np.sqrt(800)
