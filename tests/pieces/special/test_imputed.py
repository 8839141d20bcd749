"""Missing values of predictors, ``mi(x)``: programs, predictions, recovery, and refusals."""

from __future__ import annotations

import functools
import warnings

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.base.errors import (
    InvalidData,
    InvalidFormula,
    PybrmsError,
    PybrmsWarning,
)
from pybrms_mix.results.fit import Fit

GONE = [2, 7]
FORMULA = "bf(y ~ mi(x) * z) + bf(x | mi() ~ z) + set_rescor(FALSE)"
RNG = np.random.default_rng(1)
DATA = pd.DataFrame(RNG.normal(size=(12, 4)), columns=[*"yxzw"]).assign(g=[*"abc"] * 4)
DATA.loc[GONE, "x"] = np.nan


def made(formula: str = FORMULA, family: str = "gaussian", **given: float) -> Fit:
    """Return a fit with one draw: ``given`` values by brms's names, 0.5 for all others."""
    model = pm.brm(formula, DATA, family, empty=True).model
    draws = {v.name: [0.5] for v in model.variables}
    return fit_from_draws(formula, DATA, family, {**draws, **{n: [v] for n, v in given.items()}})


def test_missing_values_take_part_in_the_predictor_of_the_other_response():
    own = {"Ymi_x[3]": 10.0, "Ymi_x[8]": -4.0, "b_y_Intercept": 1.0, "b_y_z": 0.0}
    fit = made(bsp_y_mix=2.0, **{"bsp_y_mix:z": 0.5}, **own)
    x = DATA["x"].fillna({2: 10.0, 7: -4.0})
    want = 1 + 2 * x + 0.5 * x * DATA["z"]
    np.testing.assert_allclose(pm.posterior_epred(fit, resp="y")[0], want)
    every = np.asarray(pm.posterior_epred(fit))
    np.testing.assert_allclose(every[0, :, 0], want)
    np.testing.assert_allclose(pm.posterior_epred(fit.of_response("y"))[0], want)


def test_an_effect_after_a_product_with_a_column_is_not_multiplied_by_that_column():
    formula = "bf(y ~ mi(x) * z + mi(x):mi(w)) + bf(x | mi() ~ 1) + bf(w | mi() ~ 1)"
    zero = {"b_y_Intercept": 0.0, "b_y_z": 0.0, "bsp_y_mix": 0.0, "bsp_y_mix:z": 0.0}
    fit = made(
        f"{formula} + set_rescor(FALSE)", **zero, **{"bsp_y_mix:miw": 1.0, "Ymi_x[3]": 2.0}
    )  # fmt: skip
    found = pm.posterior_epred(fit, resp="y")[0]
    assert found[2] == pytest.approx(2.0 * DATA["w"][2])
    assert found[0] == pytest.approx(DATA["x"][0] * DATA["w"][0])


def test_coefficients_of_groups_multiply_the_imputed_values():
    formula = "bf(y ~ mi(x) + (mi(x) | g)) + bf(x | mi() ~ 1) + set_rescor(FALSE)"
    fit = made(formula, **{"r_g__y[c,mix]": 3.0, "Ymi_x[3]": 2.0})
    without = pm.posterior_epred(fit, None, "NA", resp="y")
    with_groups = pm.posterior_epred(fit, resp="y")
    assert with_groups[0, 2] - without[0, 2] == pytest.approx(3.0 * 2.0 + 0.5)


def test_other_rows_need_the_value_where_it_is_a_predictor():
    fit = made(bsp_y_mix=2.0, **{"bsp_y_mix:z": 0.0})
    rows = pd.DataFrame({"x": [1.0, 3.0], "z": [0.0, 0.0]})
    found = pm.posterior_epred(fit, rows, resp="y")[0]
    assert found[1] - found[0] == pytest.approx(4.0)
    assert pm.posterior_epred(fit, rows[["z"]], resp="x").shape == (1, 2)
    with pytest.raises(InvalidData, match="'x' of the new data has no value in row 1"):
        pm.posterior_epred(fit, rows.assign(x=[1.0, np.nan]), resp="y")


def test_the_effect_of_a_predictor_with_gaps_is_shown_over_its_observed_values():
    shown = pm.conditional_effects(made(), resp="y")
    assert [*shown] == ["z", "x", "x:z"]
    assert shown["x"]["x"].min() == pytest.approx(DATA["x"].min())
    assert shown["x"]["x"].max() == pytest.approx(DATA["x"].max())
    assert shown["z"]["estimate__"].notna().all()


@functools.cache
def simulated() -> pd.DataFrame:
    rng = np.random.default_rng(4)
    z = rng.normal(size=300)
    x = 1 + z + rng.normal(0, 0.5, 300)
    group = rng.random(300) < 0.4
    y = np.where(group, -6 + 1.5 * x, 2 + 3 * x - z) + rng.normal(0, 0.5, 300)
    # Large values are missing more often: complete rows are no random sample of x.
    return pd.DataFrame({"y": y, "x": x, "z": z}).assign(
        x=np.where(rng.random(300) < 1 / (1 + np.exp(2 - z)), np.nan, x)
    )


@functools.cache
def fitted() -> Fit:
    formula = (
        "bf(y ~ mi(x) + z, family = mixture(gaussian, gaussian)) + "
        "bf(x | mi() ~ z, family = gaussian()) + set_rescor(FALSE)"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pm.brm(formula, simulated(), chains=1, iter=600, seed=1, silent=2)


@pytest.mark.slow
def test_coefficients_of_a_mixture_with_missing_predictors_are_recovered():
    table = fitted().posterior_summary(["bsp_mu1_y_mix", "bsp_mu2_y_mix", "b_mu2_y_z", "b_x_z"])
    for name, truth in zip(table.index, (1.5, 3, -1, 1), strict=True):
        assert abs(table.loc[name, "Estimate"] - truth) < 4 * table.loc[name, "Est.Error"], name
    rows = pm.posterior_predict(fitted(), resp="y", seed=1)
    assert rows.shape[1] == 300
    assert np.isfinite(pm.log_lik(fitted(), resp="y")).all()
    shares = np.asarray(pm.pp_mixture(fitted(), resp="y"))
    assert shares.shape[0] == 300


def test_a_stored_fit_predicts_the_same(tmp_path):
    fit = made()
    again = pm.load(pm.save(fit, tmp_path / "fit"))
    a, b = (pm.posterior_epred(f, resp="y") for f in (fit, again))
    np.testing.assert_array_equal(a, b)


def gapped(values: object) -> pd.DataFrame:
    """Return data whose predictor ``u`` has these values, the third of them missing."""
    column = pd.Series(values)
    column[2] = pd.NA
    return DATA.assign(u=column)


COUNTED = FORMULA.replace("mi(x)", "mi(u)").replace("x |", "u |")


@pytest.mark.parametrize("kind", ["Int64", "Float64", "int64[pyarrow]", object])
def test_numbers_of_every_kind_can_have_gaps(kind):
    if "pyarrow" in str(kind):
        pytest.importorskip("pyarrow")
    data = gapped(pd.Series(range(12), dtype=kind))
    found = pm.make_standata(COUNTED, data, "gaussian")
    want = pm.make_standata(COUNTED, data.assign(u=data["u"].astype("Float64")), "gaussian")
    assert found["Nmi_u"] == 1
    np.testing.assert_array_equal(found["Jmi_u"], want["Jmi_u"])
    np.testing.assert_array_equal(found["Y_u"], want["Y_u"])


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (pd.Series([*"ab"] * 6), "requires numeric responses"),
        (pd.Series([*"ab"] * 6, dtype=object), "requires numeric responses"),
        (pd.Series([*"ab"] * 6, dtype="category"), "requires numeric responses"),
        (pd.Series([True, False] * 6, dtype="boolean"), "requires numeric responses"),
        (pd.Series([True, False] * 6, dtype=object), "requires numeric responses"),
        (pd.Series([np.nan] * 12), "'u' is missing in all rows"),
        (pd.Series([None] * 12, dtype=object), "'u' is missing in all rows"),
        (pd.Series([pd.NA] * 12, dtype="Int64"), "'u' is missing in all rows"),
    ],
)
@pytest.mark.parametrize("formula", [COUNTED, "u | mi() ~ z", "u | mi(0.2) ~ z"])
def test_an_imputed_response_without_numbers_is_refused_with_its_place(values, words, formula):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(InvalidData, match=words) as caught:
            pm.make_stancode(formula, gapped(values), "gaussian")
    span = caught.value.span
    assert span is not None
    assert span.text[span.start : span.end] == "u"


def test_counts_with_gaps_are_refused_as_in_brms():
    data = gapped(pd.Series(range(12), dtype="Int64"))
    with pytest.raises(InvalidFormula, match=r"'mi' is not supported for family 'poisson\(log\)'"):
        pm.make_stancode("u | mi() ~ z", data, "poisson")


@pytest.mark.parametrize("sdy", ["0", "-1", "v"])
def test_the_error_of_a_response_is_positive(sdy):
    with pytest.raises(InvalidData, match="Measurement error should be positive") as caught:
        pm.make_stancode(f"x | mi({sdy}) ~ z", DATA.assign(v=[0.1] * 11 + [0.0]), "gaussian")
    assert caught.value.span is not None


def test_a_row_without_its_measurement_error_is_left_out():
    data = DATA.assign(v=[0.1] * 11 + [np.nan])
    with pytest.warns(PybrmsWarning, match="Rows containing NAs were excluded"):
        assert pm.make_standata("x | mi(v) ~ z", data, "gaussian")["N"] == 11


@pytest.mark.parametrize(
    ("formula", "error", "words"),
    [
        ("y ~ mi(x)", InvalidFormula, "also be specified as response variables"),
        ("bf(y ~ mi(x)) + bf(x ~ z) + set_rescor(FALSE)", InvalidFormula, "addition argument 'mi'"),
        (FORMULA.replace("mi(x)", "mi(log(x))"), InvalidFormula, "single untransformed"),
        (FORMULA.replace("mi(x)", "mi()"), InvalidFormula, "needs a variable"),
        (FORMULA.replace("mi(x)", "mi(x, z, z)"), InvalidFormula, "is invalid"),
        (FORMULA.replace("mi(x)", "mi(x) + x"), PybrmsError, "'x'"),
    ],
)
def test_what_is_no_imputed_predictor_is_refused_with_its_place(formula, error, words):
    with pytest.raises(error, match=words) as caught:
        pm.make_stancode(formula, DATA, "gaussian")
    assert caught.value.span is not None


BARE = ["x", "poly(x, 2)", "s(x, k = 4)", "s(z, by = x, k = 4)", "t2(x, z, k = 3)", "gp(x)",
        "z + (1 + x | g)", "me(x, 0.2)", "z + offset(x)", "mi(x) * log(x)"]  # fmt: skip


@pytest.mark.parametrize("term", BARE)
def test_a_missing_response_is_no_predictor_without_mi(term):
    with pytest.raises(InvalidData, match="'x' has missing values in rows") as told:
        pm.make_standata(f"bf(y ~ {term}) + bf(x | mi() ~ z) + set_rescor(FALSE)", DATA)
    assert told.value.span.start == len("bf(y ~ ") + term.rindex("x")
    formula = f"bf(y ~ z, sigma ~ {term}) + bf(x | mi() ~ z) + set_rescor(FALSE)"
    with pytest.raises(InvalidData, match="'x' has missing values in rows"):
        pm.make_standata(formula, DATA)


def test_a_missing_response_is_no_predictor_of_a_non_linear_formula():
    formula = "bf(y ~ a * x, a ~ 1, nl = TRUE) + bf(x | mi() ~ z) + set_rescor(FALSE)"
    with pytest.raises(InvalidData, match="'x' has missing values in rows"):
        pm.make_standata(formula, DATA)


def test_a_complete_response_is_a_predictor():
    formula = "bf(y ~ x) + bf(x | mi() ~ z) + set_rescor(FALSE)"
    data = pm.make_standata(formula, DATA.dropna())
    np.testing.assert_array_equal(data["X_y"][:, 1], DATA["x"].dropna())
