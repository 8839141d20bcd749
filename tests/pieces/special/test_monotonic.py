"""Monotonic effects: values, new rows, starting values, and refusals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.base.errors import InvalidArgument, InvalidData, InvalidFormula, PybrmsWarning
from pybrms_mix.model import values
from pybrms_mix.results.mixture.exchange import permuted
from pybrms_mix.start.guess import Guess
from pybrms_mix.start.inits import by_stan
from tests.programs import TWO, Case

LEVELS = ["none", "some", "much", "all"]
RNG = np.random.default_rng(1)
DATA = pd.DataFrame({
    "y": RNG.normal(size=24), "x": RNG.normal(size=24), "q": np.arange(24) % 4 + 2,
    "k": np.arange(24) // 4 % 3, "g": [*"abc"] * 8,
})  # fmt: skip
DATA["o"] = pd.Categorical.from_codes(DATA["q"] - 2, LEVELS, ordered=True)


def made(formula: str, family: str = "gaussian", **given: float) -> pm.Fit:
    """Return a fit with one draw: ``given`` values by brms's names, 0 for all others."""
    model = pm.brm(formula, DATA, family, empty=True).model
    draws = {v.name: [0.0] for v in model.variables}
    return fit_from_draws(formula, DATA, family, {**draws, **{n: [v] for n, v in given.items()}})


def test_an_effect_is_the_mean_step_times_the_steps_that_were_gone():
    shares = (0.5, 0.3, 0.2)
    own = {f"simo_moq1[{i}]": share for i, share in enumerate(shares, 1)}
    fit = made("y ~ mo(q)", b_Intercept=1.0, bsp_moq=2.0, sigma=1.0, **own)
    rows = pd.DataFrame({"q": [2, 3, 4, 5]})
    want = [1, 1 + 2 * 3 * 0.5, 1 + 2 * 3 * 0.8, 1 + 2 * 3]
    np.testing.assert_allclose(fit.posterior_linpred(rows)[0], want)


def test_effects_of_two_variables_and_a_column_are_multiplied():
    one = {f"simo_moq:mok:x1[{i}]": s for i, s in enumerate((0.5, 0.3, 0.2), 1)}
    two = {f"simo_moq:mok:x2[{i}]": s for i, s in enumerate((0.1, 0.9), 1)}
    fit = made("y ~ mo(q):mo(k):x", sigma=1.0, **{"bsp_moq:mok:x": 1.5}, **one, **two)
    rows = pd.DataFrame({"q": [3, 4, 5, 2], "k": [1, 1, 2, 2], "x": [1.0, 2.0, -1.0, 3.0]})
    want = [1.5 * 1.5 * 0.2 * 1, 1.5 * 2.4 * 0.2 * 2, 1.5 * 3 * 2 * -1, 0]
    np.testing.assert_allclose(fit.posterior_linpred(rows)[0], want)


def test_an_ordered_factor_and_its_positions_are_the_same_variable():
    case, factor = Case("y ~ mo(q) + x", data=DATA), Case("y ~ mo(o) + x", data=DATA)
    point = case.point(1)
    np.testing.assert_allclose(case.log_lik(point), factor.log_lik(point))


def test_a_simplex_that_terms_share_is_one_parameter_with_several_names():
    case = Case("y ~ mo(q, id = 'a') + mo(o, id = 'a')", "gaussian", data=DATA)
    names = [p.stan for p in case.built.model.parameters if p.type == "simplex"]
    draws = case.draws(case.point(1))
    assert names == ["simo_1"]
    for i in (1, 2, 3):
        first, second = f"simo_moqidEQa1[{i}]", f"simo_mooidEQa1[{i}]"
        np.testing.assert_array_equal(draws.matrix([first]), draws.matrix([second]))


def test_coefficients_of_groups_multiply_the_same_steps():
    own = {f"simo_moq1[{i}]": share for i, share in enumerate((0.5, 0.3, 0.2), 1)}
    fit = made(
        "y ~ mo(q) + (mo(q) | g)", bsp_moq=2.0, sigma=1.0, **own, **{"r_g[b,moq]": 1.0}
    )  # fmt: skip
    rows = pd.DataFrame({"q": [4, 4], "g": ["a", "b"]})
    np.testing.assert_allclose(fit.posterior_linpred(rows)[0], [2 * 2.4, 3 * 2.4])
    only = fit.posterior_linpred(rows, "~ (0 + mo(q) | g)")
    np.testing.assert_allclose(only[0], [2 * 2.4, 3 * 2.4])
    np.testing.assert_allclose(fit.posterior_linpred(rows, "NA")[0], [2 * 2.4] * 2)


@pytest.mark.parametrize("value", [1, 6, 2.5])
def test_values_that_are_no_steps_of_the_fit_are_refused(value):
    fit = made("y ~ mo(q)", sigma=1.0)
    with pytest.raises(InvalidData, match=f"Invalid values in variable 'q': '{value}'"):
        fit.posterior_linpred(pd.DataFrame({"q": [3, value]}))


def test_steps_between_values_of_the_fit_are_steps():
    data = DATA.assign(q=DATA["q"] * 2)
    fit = pm.brm("y ~ mo(q)", data, "gaussian", empty=True)
    assert fit.model.at(fit.model.frame.at(pd.DataFrame({"q": [5]}), names={"q"}))


@pytest.mark.parametrize(
    ("formula", "error", "message"),
    [
        ("y ~ mo(x)", InvalidData, "integers or ordered factors"),
        ("y ~ mo(g)", InvalidData, "integers or ordered factors"),
        ("y ~ mo(q > 3)", InvalidData, "integers or ordered factors"),
        ("y ~ mo(q - q)", InvalidData, "single value"),
        ("y ~ exp(mo(q))", InvalidFormula, "'exp.mo.q..' is invalid"),
        ("y ~ mo()", InvalidFormula, "needs a variable"),
        ("y ~ mo(q, o)", InvalidFormula, "must be text"),
        ("y ~ mo(q, id = 'a', o)", InvalidFormula, "is invalid"),
        ("y ~ mo(q, id = 'a') + mo(k, id = 'a')", InvalidFormula, "same number"),
        ("y ~ x + (mo(q) | g)", InvalidFormula, "corresponding population-level"),
        ("y ~ mo(q) * x + (mo(q):k | g)", InvalidFormula, "'moq:k'"),
    ],
)
def test_what_is_no_monotonic_term_is_refused_with_its_place(formula, error, message):
    with pytest.raises(error, match=message) as caught:
        pm.make_stancode(formula, DATA, "gaussian")
    assert caught.value.span is not None


def test_starts_are_those_of_a_regression_with_equal_steps():
    rng = np.random.default_rng(2)
    first = np.arange(400) % 2 == 0
    data = pd.DataFrame({"q": rng.integers(0, 4, 400), "x": rng.normal(size=400)})
    eta = np.where(first, 4 + 2 * data["q"], -4 - data["q"] * data["x"])
    data["y"] = eta + rng.normal(0, 0.3, 400)
    model = pm.brm("y ~ mo(q) + mo(q):x", data, TWO, empty=True).model
    (best, *_) = Guess(model).candidates()
    np.testing.assert_allclose(best["bsp_mu1"], [0, -1], atol=0.1)
    np.testing.assert_allclose(best["bsp_mu2"], [2, 0], atol=0.1)


def test_starts_by_brms_names_are_those_of_the_program():
    model = Case("y ~ mo(q) + x", data=DATA).built.model
    shares = {f"simo_mu1_moq1[{i}]": s for i, s in enumerate((0.5, 0.3, 0.2), 1)}
    found = by_stan(model, {"bsp_mu2_moq": 0.7, **shares})
    assert found.keys() == {"bsp_mu2", "simo_mu1_1"}
    np.testing.assert_array_equal(found["bsp_mu2"], [0.7])
    np.testing.assert_array_equal(found["simo_mu1_1"], [0.5, 0.3, 0.2])
    with pytest.warns(PybrmsWarning, match="'bsp_moq', which is not a parameter"):
        assert by_stan(model, {"bsp_moq": 0.7}) == {}


@pytest.mark.parametrize("formula", ["y ~ mo(q) * x", "bf(y ~ x, theta2 ~ mo(q) + x)"])
def test_components_that_change_places_take_their_steps_along(formula):
    case = Case(formula, "mixture(gaussian, gaussian, order = 'none')", data=DATA)
    model, point = case.built.model, case.point(3)
    draws = case.draws(point)
    swapped = permuted(model, draws, np.array([[1, 0]]))
    assert any((swapped.matrix([n]) != draws.matrix([n])).all() for n in draws.names)
    np.testing.assert_allclose(values.log_lik(model, swapped), values.log_lik(model, draws))


def test_log_odds_of_three_components_have_no_other_reference():
    family = "mixture(gaussian, nmix = 3, order = 'none')"
    case = Case("bf(y ~ x, theta2 ~ mo(q), theta3 ~ mo(q))", family, data=DATA)
    draws = case.draws(case.point(1))
    with pytest.raises(InvalidArgument, match="simo_theta2_moq1"):
        permuted(case.built.model, draws, np.array([[1, 0, 2]]))


def test_each_share_has_the_draws_of_its_own_prior():
    formula, prior = "y ~ mo(k)", ["prior(dirichlet(8, 1), simo, coef = mok1)"]
    fit = pm.brm(
        formula, DATA, "gaussian", prior, sample_prior="yes", chains=1, iter=300, seed=1, silent=2
    )
    drawn = pm.prior_draws(fit, ["simo_mok1[1]", "simo_mok1[2]"])
    np.testing.assert_allclose(drawn.sum(axis=1), 1)
    assert drawn.mean().tolist() == pytest.approx([8 / 9, 1 / 9], abs=0.05)


def test_effects_are_compared_step_by_step_and_have_no_slope():
    own = {f"simo_moq1[{i}]": share for i, share in enumerate((0.5, 0.3, 0.2), 1)}
    fit = made("y ~ mo(q) + x", bsp_moq=2.0, b_x=1.0, sigma=1.0, **own)
    table = pm.comparisons(fit, {"q": "sequential"}, by=True).table
    assert table["contrast"].tolist() == ["3 - 2", "4 - 3", "5 - 4"]
    np.testing.assert_allclose(table["estimate"], [3.0, 1.8, 1.2])
    assert pm.slopes(fit, by=True).table["term"].tolist() == ["x"]
    with pytest.raises(InvalidArgument, match="no slope"):
        pm.slopes(fit, "q")
