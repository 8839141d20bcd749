"""Functions of ``mi()`` and ``me()`` as variables: ``I(mi(x)^2)``, ``exp(me(x, sdx))``."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.base.errors import InvalidFormula, NotSupported, PybrmsError
from pybrms_mix.results.fit import Fit
from tests.programs import Case

RNG = np.random.default_rng(2)
DATA = pd.DataFrame(RNG.normal(size=(12, 3)), columns=[*"yxz"]).assign(
    g=[*"abc"] * 4, sdx=0.2, f=[*"uv"] * 6
)
DATA.loc[[2, 7], "x"] = np.nan
WHOLE = DATA.assign(x=DATA["x"].fillna(0.3))
RESPONSE = " + bf(x | mi() ~ z) + set_rescor(FALSE)"


def made(formula: str, data: pd.DataFrame, **given: float) -> Fit:
    """Return a fit with one draw: ``given`` values by brms's names, 0.5 for all others."""
    model = pm.brm(formula, data, "gaussian", empty=True).model
    draws = {v.name: [0.5] for v in model.variables}
    return fit_from_draws(
        formula, data, "gaussian", {**draws, **{n: [v] for n, v in given.items()}}
    )


@pytest.mark.parametrize(
    ("term", "coef", "function"),
    [
        ("I(mi(x)^2)", "ImixE2", np.square),
        ("exp(mi(x))", "expmix", np.exp),
        ("I(2 * (mi(x) - 1))", "I2MUmixM1", lambda x: 2 * (x - 1)),
        ("I(-mi(x)^2)", "IMmixE2", lambda x: -(x**2)),
        ("log(mi(x) + 5)", "logmixP5", lambda x: np.log(x + 5)),
        ("inv_logit(mi(x) / 3)", "inv_logitmixD3", lambda x: 1 / (1 + np.exp(-x / 3))),
        ("sqrt(I(mi(x)^2) + 1)", "sqrtImixE2P1", lambda x: np.sqrt(x**2 + 1)),
    ],
    ids=["square", "exponential", "linear", "negative", "logarithm", "logistic", "nested"],
)
def test_a_coefficient_multiplies_the_function_of_imputed_values(term, coef, function):
    own = {"Ymi_x[3]": 2.0, "Ymi_x[8]": -1.0, "b_y_Intercept": 1.0, f"bsp_y_{coef}": 2.0}
    fit = made(f"bf(y ~ {term}){RESPONSE}", DATA, **own)
    x = DATA["x"].fillna({2: 2.0, 7: -1.0})
    np.testing.assert_allclose(pm.posterior_epred(fit, resp="y")[0], 1 + 2 * function(x))
    rows = pd.DataFrame({"x": [0.4, 1.5], "z": [0.0, 0.0]})
    found = pm.posterior_epred(fit, rows, resp="y")[0]
    np.testing.assert_allclose(found, 1 + 2 * function(rows["x"]))


def test_products_and_groups_have_the_function_as_their_factor():
    formula = f"bf(y ~ I(mi(x)^2) * z + (I(mi(x)^2) | g)){RESPONSE}"
    own = {"Ymi_x[3]": 3.0, "r_g__y[c,ImixE2]": 2.0, "bsp_y_ImixE2": 0.0, "bsp_y_ImixE2:z": 1.0}
    own |= {"b_y_Intercept": 0.0, "b_y_z": 0.0, "r_g__y[c,Intercept]": 0.0}
    fit = made(formula, DATA, **own)
    found = pm.posterior_epred(fit, resp="y")[0]
    assert found[2] == pytest.approx(9.0 * DATA["z"][2] + 2.0 * 9.0)


def test_latent_values_without_error_are_what_the_function_takes():
    fit = made("y ~ exp(me(x, sdx)) * f", WHOLE, bsp_expmexsdx=2.0, b_Intercept=0.0, b_fv=0.0)
    latent = fit.posterior["Xme_mex[1]"][0]
    assert pm.posterior_epred(fit)[0, 0] == pytest.approx(2.0 * np.exp(latent))
    assert [*pm.conditional_effects(fit)] == ["f", "x", "x:f"]


# --- the program and NumPy ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "family"),
    [
        ("y ~ I(me(x, sdx)^2) + mo(k):exp(me(z, sdx))", "gaussian"),
        ("bf(y ~ exp(me(x, sdx)), sigma2 ~ I(me(x, sdx)^2))", "mixture(gaussian, gaussian)"),
        ("y ~ I(me(w, 0.3, gr = g)^2) * z", "gaussian"),
    ],
    ids=["product with steps", "mixture", "units"],
)
@pytest.mark.parametrize("seed", [1, 2])
def test_numpy_and_stan_have_the_same_likelihood(formula: str, family: str, seed: int) -> None:
    data = WHOLE.assign(k=[1, 2, 3] * 4, w=WHOLE["g"].map({"a": 0.1, "b": -1.0, "c": 2.0}))
    model = Case(formula, family, data=data)
    point = model.point(seed)
    ours, stans = model.log_lik(point).sum(), model.stan_log_lik(point)
    assert abs(ours - stans) <= 1e-8 * max(1, abs(stans))


# --- refusals ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "error", "words"),
    [
        ("I(mi(x) * mi(x))", InvalidFormula, "several variables"),
        ("I(mi(x) * z)", InvalidFormula, "several variables"),
        ("scale(mi(x))", NotSupported, "scale"),
        ("log(mi(x), 2)", NotSupported, "takes 1"),
        ("I(mi(x) > 0)", NotSupported, "not a continuous function"),
        ("exp(mo(f))", InvalidFormula, "monotonic term"),
        ("offset(mi(x))", InvalidFormula, "could not find function"),
        ("s(mi(x))", InvalidFormula, "could not find function"),
    ],
    ids=["two calls", "a column", "scale", "arguments", "comparison", "steps", "offset", "smooth"],
)
def test_what_is_no_function_of_one_variable_is_refused_at_its_place(
    term: str, error: type[PybrmsError], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        pm.make_stancode(f"bf(y ~ {term}){RESPONSE}", DATA, "gaussian")
    assert caught.value.span is not None
    assert caught.value.hint or error is NotSupported
