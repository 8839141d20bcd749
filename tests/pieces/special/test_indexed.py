"""``mi(x, idx = id)``: a predictor whose values come from other rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.base.errors import InvalidData, InvalidFormula, NotSupported, UnknownLevel
from pybrms_mix.results.fit import Fit

# Two measurements of y of each person; x belongs to the person, and stands in the first row.
RNG = np.random.default_rng(3)
DATA = pd.DataFrame({"y": RNG.normal(size=12), "z": RNG.normal(size=12)}).assign(
    person=np.repeat(["f", "a", "c", "b", "e", "d"], 2),
    first=[True, False] * 6,
    x=[1.0, 99.0, np.nan, 99.0, 3.0, 99.0, 4.0, 99.0, 5.0, 99.0, 6.0, 99.0],
)
PERSONS = "bf(x | mi() + index(person) + subset(first) ~ 1) + set_rescor(FALSE)"
VALUES = np.repeat([1.0, -7.0, 3.0, 4.0, 5.0, 6.0], 2)


def made(term: str = "mi(x, idx = person)", **given: float) -> Fit:
    """Return a fit with one draw, in which the missing value of x is -7."""
    formula = f"bf(y ~ {term}) + {PERSONS}"
    model = pm.brm(formula, DATA, "gaussian", empty=True).model
    draws = {v.name: [0.5] for v in model.variables}
    own = {n: [v] for n, v in ({"Ymi_x[2]": -7.0, "b_y_Intercept": 1.0} | given).items()}
    return fit_from_draws(formula, DATA, "gaussian", {**draws, **own})


def test_each_row_takes_the_value_of_the_row_that_its_index_names():
    fit = made(bsp_y_mixidxEQperson=2.0)
    np.testing.assert_allclose(pm.posterior_epred(fit, resp="y")[0], 1 + 2 * VALUES)
    density = -0.5 * np.log(2 * np.pi * 0.25) - 0.5 * ((DATA["y"] - 1 - 2 * VALUES) / 0.5) ** 2
    np.testing.assert_allclose(pm.log_lik(fit, resp="y")[0], density)


def test_products_and_functions_take_these_values():
    fit = made("mi(x, idx = person):z", **{"bsp_y_mixidxEQperson:z": 2.0})
    np.testing.assert_allclose(pm.posterior_epred(fit, resp="y")[0], 1 + 2 * VALUES * DATA["z"])
    fit = made("I(mi(x, idx = person)^2)", bsp_y_ImixidxEQpersonE2=2.0)
    np.testing.assert_allclose(pm.posterior_epred(fit, resp="y")[0], 1 + 2 * VALUES**2)


def test_other_rows_take_the_values_of_the_rows_of_the_fit():
    fit = made(bsp_y_mixidxEQperson=2.0)
    rows = pd.DataFrame({"person": ["a", "d", "a"]})
    np.testing.assert_allclose(pm.posterior_epred(fit, rows, resp="y")[0], [-13.0, 13.0, -13.0])
    with pytest.raises(UnknownLevel, match="Levels found: 'a', 'q'"):
        pm.posterior_epred(fit, pd.DataFrame({"person": ["a", "q"]}), resp="y")


def test_effects_are_those_of_columns_of_the_rows():
    assert [*pm.conditional_effects(made("mi(x, idx = person) * z"), resp="y")] == ["z"]


def test_a_stored_fit_predicts_as_before(tmp_path: Path):
    fit = made(bsp_y_mixidxEQperson=2.0)
    pm.save(fit, tmp_path / "fit")
    again = pm.load(tmp_path / "fit")
    np.testing.assert_array_equal(
        pm.posterior_epred(again, resp="y"), pm.posterior_epred(fit, resp="y")
    )


@pytest.mark.parametrize(
    ("formula", "error", "words"),
    [
        ("bf(y ~ mi(x, idx = person)) + bf(x | mi() ~ 1)", InvalidFormula, "'index' addition term"),
        (
            "bf(y ~ mi(x, idx = z)) + bf(x | mi() + index(person) + subset(first) ~ 1)",
            InvalidData,
            "Could not match all indices",
        ),
        (
            "bf(y ~ mi(x, idx = person)) + bf(x | mi(0.1) + index(person) + subset(first) ~ 1)",
            NotSupported,
            "measurement error",
        ),
    ],
    ids=["no index", "another column", "measurement error"],
)
def test_what_names_no_row_is_refused_at_its_place(formula, error, words):
    with pytest.raises(error, match=words) as caught:
        pm.make_stancode(f"{formula} + set_rescor(FALSE)", DATA, "gaussian")
    assert caught.value.span is not None
