"""Functions in formulas make the columns that brms makes, or are refused by name."""

import json
import warnings

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidFormula, NotSupported, PybrmsWarning
from pybrms_mix.design.design import Design
from pybrms_mix.design.frame import Frame
from pybrms_mix.syntax.nodes import variables
from pybrms_mix.syntax.parse import parse
from tests.programs import REFERENCE

FACTS = json.loads((REFERENCE / "formula_functions.json").read_text())
DATA = pd.DataFrame(
    {
        "x": [1.0, 2, 30, 4, 7, 5, 9, 3],
        "z": [2.0, 4, 3, 1, 5, 8, 6, 7],
        "f": pd.Categorical(list("bacabbaa")),
        "g": pd.Categorical(list("pqpqpqqp")),
        "ch": ["aa", "b", "ccc", "aa", "b", "b", "aa", "aa"],
        "day": (
            pd.Timestamp("2024-01-01") + pd.to_timedelta([0, 3, 5, 7, 8, 10, 11, 20], "D")
        ).date,
    }
)


def design(term, data=DATA):
    node = parse(term)
    return Design.of(node, Frame.of(data, variables(node)))


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f["term"])
def test_columns_are_those_of_brms(fact):
    found = design(fact["term"])
    assert list(found.columns) == fact["columns"]
    expected = np.array(fact["values"]).reshape(len(DATA), -1, order="F")
    np.testing.assert_allclose(found.matrix, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f["term"])
def test_other_rows_have_the_same_columns(fact):
    found = design(fact["term"])
    node = parse(fact["term"])
    frame = Frame.of(DATA, variables(node))
    fitted = Design.of(node, frame)
    again = fitted.at(frame.at(DATA.iloc[[5, 2]]))
    np.testing.assert_allclose(again.matrix, found.matrix[[5, 2]], atol=1e-12)


ALL_ROWS = json.loads((REFERENCE / "all_rows.json").read_text())


def compared(found, fact):
    columns = fact["columns"][1:]
    values = np.array(fact["values"]).reshape(-1, len(columns) + 1, order="F")[:, 1:]
    assert list(found.columns)[1:] == columns
    np.testing.assert_allclose(found.matrix[:, 1:], values, rtol=1e-12)


@pytest.mark.parametrize("fact", ALL_ROWS["fit"], ids=lambda f: f["term"])
def test_functions_of_all_rows_are_those_of_r(fact):
    compared(design(fact["term"]), fact)


@pytest.mark.parametrize("fact", ALL_ROWS["missing"], ids=lambda f: f["term"])
def test_functions_of_all_rows_are_computed_before_rows_are_left_out(fact):
    near = DATA.assign(y=1.0, x=DATA["x"].where(DATA["x"] != 30))
    found = pm.make_standata(f"y ~ x + {fact['term']}", near)["X"]
    expected = np.array(fact["values"]).reshape(-1, len(fact["columns"]), order="F")
    np.testing.assert_allclose(found, expected)


@pytest.mark.parametrize("fact", ALL_ROWS["other"], ids=lambda f: f["term"])
def test_functions_of_all_rows_are_computed_anew_on_other_rows(fact):
    node = parse(fact["term"])
    frame = Frame.of(DATA, variables(node))
    with pytest.warns(PybrmsWarning, match="from all rows of the new data, as in R"):
        compared(Design.of(node, frame).at(frame.at(DATA.iloc[[5, 2, 7]])), fact)


@pytest.mark.parametrize("fact", ALL_ROWS["fit"], ids=lambda f: f["term"])
def test_parts_of_the_rows_of_a_fit_keep_their_values(fact):
    """Predictions of many rows are computed in parts: they must not depend on the parts."""
    node = parse(fact["term"])
    frame = Frame.of(DATA, variables(node))
    fitted = Design.of(node, frame)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        parts = [fitted.at(frame.part(few)).matrix for few in (slice(0, 3), slice(3, 8))]
    np.testing.assert_array_equal(np.concatenate(parts), fitted.matrix)


@pytest.mark.parametrize(
    ("term", "error", "message"),
    [
        ("poly(x, z, 2)", InvalidFormula, "arguments must have the same length"),
        ('rank(x, ties.method = "random")', NotSupported, "ties.method"),
        ("rank(x, ties = 3)", InvalidFormula, "One string is needed"),
        ("order(x, decreasing = NA)", InvalidFormula, "TRUE or FALSE is needed"),
    ],
)
def test_what_they_do_not_take_is_refused(term, error, message):
    with pytest.raises(error, match=message) as caught:
        design(term)
    assert caught.value.span is not None


WITHOUT = ["diff(x)", "outer(x, z)", "quantile(x, 0.5)", "range(x)"]


@pytest.mark.parametrize("term", WITHOUT)
def test_functions_without_a_meaning_for_other_rows_are_refused_with_a_remedy(term):
    with pytest.raises(NotSupported) as caught:
        design(term)
    assert caught.value.hint
    assert caught.value.span is not None
