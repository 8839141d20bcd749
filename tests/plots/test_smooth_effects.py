"""conditional_smooths() and posterior_smooths(): brms's values for the same functions."""

from __future__ import annotations

import json
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import (
    InvalidArgument,
    InvalidData,
    PybrmsWarning,
    UnknownLevel,
    UnknownVariable,
)
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import CurvesPiece
from pybrms_mix.plots.grid import effects_of
from pybrms_mix.results.predict.smooths import written
from tests.plots.seen import numbers, panels, titles

REFERENCE = Path(__file__).parents[1] / "reference"
FACTS: dict[str, Any] = json.loads((REFERENCE / "smooth_effects.json").read_text())
DATA = pd.read_csv(REFERENCE / "data" / "kinds.csv").head(FACTS["rows"])
TERMS = [(name, k) for name, case in FACTS["cases"].items() for k in range(len(case["terms"]))]
CALLS = [(name, k) for name, case in FACTS["cases"].items() for k in range(len(case["calls"]))]
PRIORS = [pm.prior("normal(0, 1)", nlpar="a"), pm.prior("normal(0, 1)", nlpar="b")]


@cache
def fit_from(name: str) -> pm.Fit:
    """Return a fit whose smooth terms have brms's values on the rows of the data."""
    case = FACTS["cases"][name]
    priors = PRIORS if name == "nonlinear" else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PybrmsWarning)
        empty = pm.brm(case["formula"], DATA, case["family"], priors, empty=True)
    model = empty.model
    count = len(case["terms"][0]["values"]) if case["terms"] else 6
    names = [v.name for v in model.variables]
    draws = pd.DataFrame(0.5, index=range(count), columns=[*names, "lprior", "lp__"])
    for fact in case["terms"]:
        (where,) = fact["where"].values()
        (piece,) = (p for p in model.of(CurvesPiece) if p.place.plain == where)
        own = piece.only(written(fact["term"]))
        coefs = [v.name for v in own.variables() if v.kind in ("bs", "s")]
        columns = [own.eta(piece.place.name, one(names, coef))[0] for coef in coefs]
        found, *_ = np.linalg.lstsq(np.array(columns).T, np.array(fact["values"]).T, rcond=None)
        draws[coefs] = found.T
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PybrmsWarning)
        return pm.fit_from_draws(case["formula"], DATA, case["family"], draws, priors)


def one(names: list[str], coef: str) -> Draws:
    """Return a draw in which ``coef`` is 1 and all other variables are 0."""
    return Draws(np.array([[[float(name == coef) for name in names]]]), tuple(names))


def arguments(fact: Any) -> dict[str, Any]:
    return dict(fact or {})


@pytest.mark.parametrize(("name", "number"), TERMS)
def test_values_of_a_term_are_those_of_brms(name: str, number: int) -> None:
    fact = FACTS["cases"][name]["terms"][number]
    found = pm.posterior_smooths(fit_from(name), fact["term"], **fact["where"])
    np.testing.assert_allclose(found, fact["values"], atol=1e-7)
    rows = DATA.iloc[[6, 2]][[c for c in DATA if c in fact["term"]]]
    there = pm.posterior_smooths(
        fit_from(name), fact["term"], rows, draw_ids=[1, 4], **fact["where"]
    )
    np.testing.assert_allclose(there, fact["new"], atol=1e-7)


@pytest.mark.parametrize(("name", "number"), CALLS)
def test_tables_are_those_of_brms(name: str, number: int) -> None:
    call = FACTS["cases"][name]["calls"][number]
    answer = call["answer"]
    if "error" in answer:
        with pytest.raises(InvalidArgument) as refused:
            pm.conditional_smooths(fit_from(name), **arguments(call["arguments"]))
        assert str(refused.value).startswith(answer["error"].strip())
        return
    found = pm.conditional_smooths(fit_from(name), **arguments(call["arguments"]))
    assert list(found) == list(answer)
    for term, fact in answer.items():
        assert list(found[term].columns) == fact["names"]
        assert list(found.along[term]) == fact["effects"]
        assert (term in found.surface) == fact["surface"]
        same(found[term], fact)
        if fact["spaghetti"]:
            same(found.spaghetti[term], fact["spaghetti"])


def same(table: pd.DataFrame, fact: dict[str, Any]) -> None:
    for name, theirs in zip(fact["names"], fact["columns"], strict=True):
        ours = table[name]
        if pd.api.types.is_numeric_dtype(ours):
            np.testing.assert_allclose(ours.to_numpy(float), numbers(theirs), atol=1e-7)
        else:
            assert list(ours) == theirs


@pytest.mark.parametrize("formula", FACTS["orders"])
def test_effects_are_those_of_brms_in_its_order(formula: str) -> None:
    fact = FACTS["orders"][formula]
    found = effects_of(pm.brm(formula, DATA, "gaussian()", empty=True).model)
    assert [":".join(effect) for effect in found] == ([fact] if isinstance(fact, str) else fact)


def test_numbers_come_first_in_effects_that_are_not_asked_for() -> None:
    names = ("b_Intercept", "b_fab", "b_fac", "b_x", "b_fab:x", "b_fac:x", "sigma")
    draws = pd.DataFrame(0.5, index=range(2), columns=[*names, "lprior", "lp__"])
    fit = pm.fit_from_draws("y ~ fa * x", DATA, "gaussian()", draws)
    assert list(pm.conditional_effects(fit, resolution=3)) == ["fa", "x", "x:fa"]
    assert list(pm.conditional_effects(fit, "fa:x", resolution=3)) == ["fa:x"]


def test_smooths_of_all_terms_sum_to_the_predictor() -> None:
    fit = fit_from("mixture")
    parts = ("s(x, k = 4)", 's(z, by = fa, bs = "cr", k = 4)')
    total = sum(pm.posterior_smooths(fit, part, dpar="mu1") for part in parts)
    intercept = fit.posterior.matrix(["b_mu1_Intercept"])
    np.testing.assert_allclose(intercept + total, fit.posterior_linpred(dpar="mu1"))


def test_a_term_is_found_in_any_spelling() -> None:
    fit = fit_from("mixture")
    spelled = ("s(z,by=fa,bs='cr',k=4)", 's( z, by = fa, bs = "cr", k = 4 )')
    first, second = (pm.posterior_smooths(fit, s, dpar="mu1", draw_ids=[0]) for s in spelled)
    np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"smooth": "s(x)", "dpar": "mu1"}, r"Term 's\(x\)' cannot be found"),
        ({"smooth": "s(x", "dpar": "mu1"}, r"Term 's\(x' cannot be found"),
        ({"smooth": "s(x, k = 4)"}, "Argument 'dpar' is needed. Parameters .* 'mu1', 'mu2'"),
        ({"smooth": "s(x, k = 4)", "dpar": "sigma1"}, "Invalid argument 'dpar'"),
        ({"smooth": "s(x, k = 4)", "dpar": "mu1", "nlpar": "a"}, "at the same time"),
        ({"smooth": "s(x, k = 4)", "nlpar": "a"}, "Invalid argument 'nlpar'"),
        ({"smooth": "s(x, k = 4)", "dpar": "mu1", "ndraws": 7}, "'ndraws' should be between"),
    ],
)
def test_wrong_terms_and_parameters_are_refused(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidArgument, match=told):
        pm.posterior_smooths(fit_from("mixture"), **wrong)


def test_rows_need_the_variables_of_the_term() -> None:
    with pytest.raises(UnknownVariable, match="'x'"):
        pm.posterior_smooths(fit_from("mixture"), "s(x, k = 4)", DATA[["z"]], dpar="mu1")
    with pytest.raises(InvalidData):
        rows = pd.DataFrame({"x": [0.0, np.nan]})
        pm.posterior_smooths(fit_from("mixture"), "s(x, k = 4)", rows, dpar="mu1")
    with pytest.raises(UnknownLevel):
        pm.conditional_smooths(fit_from("mixture"), int_conditions={"fa": ["a", "q"]})


def test_terms_that_are_not_there_are_named() -> None:
    with pytest.warns(PybrmsWarning, match=r"not smooth terms of the model: 's\(q\)'"):
        found = pm.conditional_smooths(fit_from("mixture"), ["s(q)", "s(x,k=4)"], resolution=3)
    assert list(found) == ["mu1: s(x,k=4)"]


def test_several_responses_are_shown_together_or_one_by_one() -> None:
    formula = "bf(y ~ s(x, k = 4)) + bf(z ~ x, sigma ~ s(x, k = 3)) + set_rescor(FALSE)"
    empty = pm.brm(formula, DATA, "gaussian()", empty=True)
    names = [v.name for v in empty.model.variables]
    draws = pd.DataFrame(0.5, index=range(3), columns=[*names, "lprior", "lp__"])
    fit = pm.fit_from_draws(formula, DATA, "gaussian()", draws)
    both = pm.conditional_smooths(fit, resolution=3)
    assert list(both) == ["mu_y: s(x,k=4)", "sigma_z: s(x,k=3)"]
    alone = pm.conditional_smooths(fit, resolution=3, resp="z")
    pd.testing.assert_frame_equal(alone["sigma_z: s(x,k=3)"], both["sigma_z: s(x,k=3)"])
    values = pm.posterior_smooths(fit, "s(x, k = 3)", dpar="sigma", resp="z")
    assert values.shape == (3, len(DATA))
    with pytest.raises(InvalidArgument, match="needs one response"):
        pm.posterior_smooths(fit, "s(x, k = 3)", dpar="sigma")


def test_pictures_show_each_term() -> None:
    found = pm.conditional_smooths(fit_from("mixture"), resolution=10)
    figures = found.plot(rug=True)
    assert list(figures) == list(found)
    by_level = figures['mu1: s(z,by=fa,bs="cr",k=4)']
    assert titles(by_level) == ["fa = a", "fa = b", "fa = c"]
    line = panels(figures["mu1: s(x,k=4)"])[0].get_lines()[0]
    np.testing.assert_allclose(line.get_ydata(), found["mu1: s(x,k=4)"]["estimate__"])
    assert panels(figures["mu2: t2(x,z,k=4)"])[0].get_ylabel() == "z"
    assert repr(found).startswith("Smooth terms on the scale")
    assert found._repr_html_().count("<img") == len(found)
