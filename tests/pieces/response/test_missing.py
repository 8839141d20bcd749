"""Responses that are missing and estimated with the parameters: ``y | mi() ~ x``."""

from __future__ import annotations

import functools
import warnings

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidData, InvalidFormula, NotSupported, PybrmsWarning
from pybrms_mix.model import values
from pybrms_mix.results.fit import Fit
from tests.programs import Case, sim, stanc

FORMULA = "y | mi() ~ x"
GONE = (2, 7)


def holed(column: str = "y", rows: int = 12) -> pd.DataFrame:
    """Return rows of which some have no response."""
    data = sim(rows)
    data[column] = data[column].astype(float)
    data.loc[list(GONE), column] = np.nan
    return data


@pytest.mark.parametrize(
    ("formula", "family"),
    [
        (FORMULA, "gaussian"),
        ("y | mi() + weights(w) ~ x + (1 | g)", "mixture(gaussian, student)"),
        ("y | mi() + se(se) ~ x", "mixture(gaussian, nmix = 2)"),
        ("pos | mi() ~ x", "mixture(lognormal, Gamma('log'))"),
        ("pos | mi() ~ x", "shifted_lognormal"),
        ("log(pos) | mi() ~ x", "mixture(skew_normal, exgaussian)"),
        ("y | mi() + trunc(lb = -20, ub = 30) ~ x", "mixture(gaussian, student)"),
        ("pos | mi() + trunc(lb = 0.01) ~ x", "lognormal"),
    ],
)
def test_the_program_and_the_model_agree_on_rows_without_a_response(formula: str, family: str):
    made = Case(formula, family, data=holed("pos" if "pos" in formula else "y"))
    stanc(made.program)
    for seed in range(3):
        point = made.point(seed)
        ours, theirs = made.log_lik(point).sum(), made.stan_log_lik(point)
        np.testing.assert_allclose(ours, theirs, rtol=1e-8, atol=1e-8)


def test_a_missing_response_has_the_bounds_of_all_components():
    made = Case("pos | mi() ~ x", "mixture(lognormal, Gamma)", data=holed("pos"))
    assert "vector<lower=0.0>[Nmi] Ymi;" in made.program
    assert made.prepared.constrain(made.point(1))["Ymi"].min() > 0


def test_only_rows_that_miss_a_predictor_are_left_out():
    data = holed()
    data.loc[5, "x"] = np.nan
    with pytest.warns(PybrmsWarning, match="Rows containing NAs were excluded"):
        found = pm.make_standata(FORMULA, data, "gaussian")
    assert found["N"] == 11
    assert found["Jmi"].tolist() == [3, 7]  # counted from 1, among the rows that are left
    assert np.isinf(found["Y"][[2, 6]]).all()


@functools.cache
def fitted() -> Fit:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pm.brm(FORMULA, holed(), "gaussian", chains=2, iter=1000, seed=1, silent=2)


def test_a_missing_response_is_estimated_as_it_is_predicted():
    fit = fitted()
    assert [n for n in fit.draws.names if n.startswith("Ymi")] == ["Ymi[3]", "Ymi[8]"]
    predicted = pm.posterior_predict(fit, seed=1)[:, list(GONE)]
    own = fit.posterior.matrix(["Ymi[3]", "Ymi[8]"])
    spread = own.std(axis=0)
    np.testing.assert_allclose(own.mean(axis=0), predicted.mean(axis=0), atol=0.3 * spread.max())
    np.testing.assert_allclose(spread, predicted.std(axis=0), rtol=0.25)


def test_the_others_learn_nothing_from_a_missing_response():
    data = holed().dropna(subset=["y"])
    without = pm.brm("y ~ x", data, "gaussian", chains=2, iter=1000, seed=1, silent=2)
    for name in ("b_Intercept", "b_x", "sigma"):
        a, b = fitted().posterior[name], without.posterior[name]
        assert abs(a.mean() - b.mean()) < 0.3 * b.std()


def test_what_needs_all_responses_says_which_rows_have_none():
    with pytest.raises(InvalidData, match="2 responses are missing, the first in row 2"):
        pm.log_lik(fitted())
    rows = holed().dropna(subset=["y"])
    assert np.isfinite(pm.log_lik(fitted(), rows)).all()


def test_checks_of_predictions_show_the_rows_that_have_a_response():
    """As in brms, which draws the others and warns."""
    seen = np.delete(np.arange(12), GONE)
    with pytest.warns(PybrmsWarning, match="NA responses are not shown"):
        shown = pm.pp_check(fitted(), "intervals", seed=1).axes[0]
    plain = pm.pp_check(fitted(), "intervals", newdata=holed().iloc[seen], seed=1).axes[0]
    assert [c.get_offsets().shape for c in shown.collections if len(c.get_offsets()) > 1] == [
        c.get_offsets().shape for c in plain.collections if len(c.get_offsets()) > 1
    ]
    with pytest.warns(PybrmsWarning, match="NA responses are not shown"):
        assert "Predictions" in str(pm.report(fitted()))
    with pytest.raises(InvalidData, match="2 responses are missing"):
        pm.pp_check(fitted(), "loo_pit_qq")


@pytest.mark.parametrize("formula", [FORMULA, "bf(y ~ mi(x)) + bf(x | mi() ~ 1)"])
def test_a_response_of_which_no_value_is_missing_has_no_missing_values_to_estimate(formula: str):
    data = sim(12).assign(y=lambda d: d["y"].astype(float))
    several = "bf" in formula
    whole = f"{formula} + set_rescor(FALSE)" if several else formula
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = pm.brm(whole, data, "gaussian", chains=1, iter=100, seed=1, silent=2)
    assert not [n for n in fit.draws.names if n.startswith("Ymi")]
    assert pm.log_lik(fit).shape == (50, 12)


def test_the_component_of_a_missing_response_is_that_of_its_imputed_value():
    data = holed()
    made = Case(FORMULA, data=data)
    draws = {v.name: made.draws(made.point(1))[v.name] for v in made.built.model.variables}
    table = pd.DataFrame({**draws, "lprior": [0.0], "lp__": [0.0]})
    fit = pm.fit_from_draws(FORMULA, data, "mixture(gaussian, gaussian)", table)
    shares = pm.pp_mixture(fit, summary=False)
    for row in GONE:
        one = {name: float(values_[0]) for name, values_ in table.items()}
        mean = [one[f"b_mu{k}_Intercept"] + one[f"b_mu{k}_x"] * data["x"][row] for k in (1, 2)]
        joint = [
            one[f"theta{k}"] * stats.norm(mean[k - 1], one[f"sigma{k}"]).pdf(one[f"Ymi[{row + 1}]"])
            for k in (1, 2)
        ]
        np.testing.assert_allclose(np.asarray(shares)[0, row], np.array(joint) / sum(joint))


def test_other_rows_are_predicted_from_the_parameters_alone():
    new = sim(30).iloc[3:6].drop(columns="y")
    mean = pm.posterior_epred(fitted(), new)
    b = fitted().posterior.matrix(["b_Intercept", "b_x"])
    np.testing.assert_allclose(mean, b[:, :1] + b[:, 1:] * new["x"].to_numpy())


def test_the_values_of_a_block_of_rows_are_those_of_all_rows():
    made = Case(FORMULA, "gaussian", data=holed())
    model, draws = made.built.model, made.draws(made.point(1))
    part = model.frame.where(np.arange(12) > 4)
    np.testing.assert_allclose(
        values.log_lik(model.at(part), draws), values.log_lik(model, draws)[:, 5:]
    )


@pytest.mark.parametrize(
    ("formula", "error", "words"),
    [
        ("y | mi() + cens(cens) ~ x", NotSupported, "together with 'cens"),
        ("y | mi() + trunc(lb = z - 20) ~ x", NotSupported, "differs between rows"),
        ("count | mi() ~ x", InvalidFormula, "'mi' is not supported for family 'poisson"),
    ],
)
def test_what_cannot_be_missing_is_refused(formula: str, error: type[Exception], words: str):
    family = "poisson" if formula.startswith("count") else "gaussian"
    with pytest.raises(error, match=words):
        pm.make_stancode(formula, sim(12), family)
