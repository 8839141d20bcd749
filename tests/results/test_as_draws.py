"""Draws as tables and arrays, under brms's names in brms's order."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.base.errors import InvalidArgument, PybrmsWarning
from pybrms_mix.model.parts import Variable
from tests.programs import Case, sim
from tests.results.facts import NAMES, fit_of, numbers, parameters
from tests.stan.test_blocks import MORE
from tests.stan.test_code import CASES


@pytest.mark.parametrize("name", NAMES)
def test_the_variables_are_brmss_in_brmss_order(name):
    assert pm.variables(fit_of(name)) == parameters(name)["variables"]
    assert pm.nvariables(fit_of(name)) == len(parameters(name)["variables"])


def test_chains_iterations_and_draws_are_counted():
    fit = fit_of("students")
    assert (pm.nchains(fit), pm.niterations(fit), pm.ndraws(fit)) == (2, 300, 600)


def test_the_three_forms_hold_the_same_draws():
    fit = fit_of("two_groups")
    frame = pm.as_draws_df(fit, "sigma")
    assert list(frame.columns) == ["sigma", ".chain", ".iteration", ".draw"]
    assert frame.iloc[300][[".chain", ".iteration", ".draw"]].tolist() == [2, 1, 301]
    matrix = pm.as_draws_matrix(fit, ["sigma", "b_x"])
    array = pm.as_draws_array(fit, ["sigma", "b_x"])
    assert array.dims == ("iteration", "chain", "variable")
    assert array.shape == (300, 2, 2)
    assert matrix.index[0] == 1
    second = array.sel(chain=2, iteration=1)
    np.testing.assert_array_equal(second, matrix.loc[301])
    assert float(second[0]) == frame["sigma"].iloc[300]


def test_an_array_is_asked_for_by_its_name_and_many_by_an_expression():
    fit = fit_of("two_gaussians")
    cells = list(pm.as_draws_matrix(fit, "r_g__mu2").columns)
    assert cells == [f"r_g__mu2[g0{i},Intercept]" for i in range(1, 7)]
    sigmas = list(pm.as_draws_matrix(fit, "^sigma", regex=True).columns)
    assert sigmas == ["sigma1", "sigma2"]


def test_an_unknown_variable_is_named():
    with pytest.raises(InvalidArgument, match="Did you mean 'sigma1'") as caught:
        pm.as_draws_df(fit_of("students"), "sigm1")
    expected = "The following variables are missing in the draws object: {'sigm1'}"
    assert caught.value.message == expected


@pytest.mark.parametrize("name", NAMES)
def test_draws_of_priors_are_brmss(name):
    found = pm.prior_draws(fit_of(name)).head(5)
    fact = parameters(name)["prior_draws"]
    assert list(found.columns) == list(fact)
    for column in found:
        np.testing.assert_allclose(found[column], numbers(fact[column]))


def test_a_coefficient_has_the_prior_of_its_class_in_an_order_of_its_own():
    fit = fit_of("two_groups")
    found = pm.prior_draws(fit, ["sd_g__x", "sd_g__Intercept", "lp__"])
    assert list(found.columns) == ["sd_g__x", "sd_g__Intercept"]
    stored = np.sort(fit.draws["prior_sd_g"])
    for column in found:
        np.testing.assert_array_equal(np.sort(found[column]), stored)
    assert abs(np.corrcoef(found.T)[0, 1]) < 0.2
    other = pm.prior_draws(fit, "sd_g__x", seed=3)
    assert not np.array_equal(other["sd_g__x"], found["sd_g__x"])


def test_the_prior_of_an_overall_intercept_is_refused_with_a_warning():
    with pytest.warns(PybrmsWarning, match="prior of an overall intercept"):
        assert pm.prior_draws(fit_of("two_groups"), "b_Intercept").empty


def test_a_fit_without_draws_has_none_to_give():
    fit = pm.brm("y ~ 1", {"y": [0.1, 0.4, 5.2]}, empty=True)
    with pytest.raises(InvalidArgument, match="does not contain posterior draws"):
        pm.as_draws_df(fit)


@pytest.mark.parametrize("case", (CASES | MORE).values(), ids=(CASES | MORE).keys())
def test_the_facts_of_a_cell_are_those_of_its_name(case):
    for variable in case.built.model.variables:
        indices = f"[{','.join(variable.cell)}]" if variable.cell else ""
        assert variable.name == f"{variable.array or variable.name}{indices}"
        # A coefficient of one threshold, Intercept[1], has brackets in its own name.
        outside = variable.name
        for effect in variable.effects:
            outside = outside.replace(effect, "")
        assert bool(variable.array) == bool(variable.cell) == ("[" in outside)


@pytest.mark.parametrize(
    ("name", "array", "cell"),
    [("z_1[1,12]", "z_1", ("1", "12")), ("theta[2]", "theta", ("2",)), ("L_1[1,1,2]", "L_1",
     ("1", "1", "2")), ("Intercept", "", ()), ("a b", "", ())],
)  # fmt: skip
def test_a_variable_of_the_program_is_a_cell_of_its_array(name, array, cell):
    found = Variable.of_program(name)
    assert (found.kind, found.array, found.cell) == ("stan", array, cell)


def test_a_coefficient_whose_name_begins_like_another_does_not_get_its_prior():
    data = sim(12).assign(xx=lambda d: d["x"] ** 2)
    case = Case("y ~ x + xx", "gaussian", ("prior(normal(0, 2), coef = x)",), "yes", data)
    model = case.built.model
    assert "prior_b_x" in {v.name for v in model.variables}
    table = pd.DataFrame({v.name: [0.1, 0.2] for v in model.variables})
    fit = fit_from_draws(
        "y ~ x + xx", data, "gaussian", table.assign(lprior=0.0, lp__=0.0),
        list(case.prior), sample_prior="yes",
    )  # fmt: skip
    assert list(pm.prior_draws(fit, ["b_x", "b_xx"])) == ["b_x"]
