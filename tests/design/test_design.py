"""Design matrices compared with R: names, numbers, new rows, refusals."""

import json
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from formulaic import model_matrix
from hypothesis import given
from hypothesis import strategies as st

from pybrms_mix.base.errors import (
    InvalidData,
    InvalidFormula,
    PybrmsError,
    PybrmsWarning,
    UnknownLevel,
    UnknownVariable,
)
from pybrms_mix.design.design import Design, renamed
from pybrms_mix.design.frame import Frame
from pybrms_mix.syntax.nodes import variables
from pybrms_mix.syntax.parse import parse

FACTS = json.loads((Path(__file__).parents[1] / "reference" / "design.json").read_text("utf-8"))
ORDERED = {"of": ["lo", "mid", "hi"], "o5": list("edcba")}


def table(columns):
    data = pd.DataFrame(columns)
    for name in ("f", "h", "odd"):
        data[name] = pd.Categorical(data[name])
    data["odd"] = data["odd"].cat.set_categories(["A b", "c-d", "e/f"])
    for name, levels in ORDERED.items():
        data[name] = pd.Categorical(data[name], levels, ordered=True)
    return data


DATA = table(FACTS["data"])


def frame_of(formula, data=DATA, response="y"):
    node = parse(f"{response} ~ {formula}")
    return node.right, Frame.of(data, variables(node))


def design_of(formula, data=DATA, **options):
    node, frame = frame_of(formula, data)
    return Design.of(node, frame, **options)


def label(case):
    return case["formula"] + ("" if case.get("cmc", True) else " without cmc")


@pytest.mark.parametrize("case", FACTS["designs"], ids=label)
def test_columns_are_those_of_brms(case):
    design = design_of(case["formula"], cmc=case["cmc"])
    assert design.columns == tuple(case["columns"])
    expected = np.array(case["X"], dtype=float).reshape(len(DATA), len(case["columns"]))
    np.testing.assert_allclose(design.matrix, expected, rtol=1e-10, atol=1e-10)
    assert design.intercept == ("Intercept" in case["columns"] and "Intercept" not in label(case))


@pytest.mark.parametrize("case", FACTS["elsewhere"], ids=label)
def test_new_rows_are_coded_as_brms_codes_them(case):
    node, frame = frame_of(case["formula"])
    design = Design.of(node, frame).at(frame.at(pd.DataFrame(FACTS["new"])))
    assert design.columns == tuple(case["columns"])
    np.testing.assert_allclose(design.matrix, np.array(case["X"]), rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("case", FACTS["refused"], ids=label)
def test_what_brms_refuses_is_refused_in_its_words(case):
    with pytest.raises(PybrmsError) as caught:
        design_of(case["formula"])
    assert caught.value.message == case["message"]
    assert caught.value.span is not None


def test_the_table_of_formulas_is_long():
    assert len({label(case) for case in FACTS["designs"]}) >= 150


@pytest.mark.parametrize("formula", ["x + f + f:x + z", "f/x", "(x + z)**2", "x * f - 1"])
def test_simple_formulas_agree_with_formulaic(formula):
    theirs = model_matrix(formula, DATA)
    np.testing.assert_allclose(design_of(formula).matrix, theirs.to_numpy(), atol=1e-12)


FORMULAS = [case["formula"] for case in FACTS["designs"] if case["cmc"] and case["formula"] != "0"]


@pytest.mark.parametrize("formula", FORMULAS[::8])
def test_reversing_rows_reverses_the_matrix(formula):
    check_permuted(formula, range(len(DATA))[::-1])


@pytest.mark.wide
@given(st.sampled_from(FORMULAS), st.permutations(range(len(DATA))))
def test_permuting_rows_permutes_the_matrix(formula, order):
    check_permuted(formula, order)


def check_permuted(formula, order):
    plain = design_of(formula)
    permuted = design_of(formula, DATA.iloc[list(order)])
    assert permuted.columns == plain.columns
    np.testing.assert_allclose(permuted.matrix, plain.matrix[list(order)], atol=1e-9)


@pytest.mark.parametrize("formula", FORMULAS[::8])
def test_two_rows_of_the_fit_are_coded_as_in_the_fit(formula):
    check_coded(formula, [1, 0, 1])


@pytest.mark.wide
@given(st.sampled_from(FORMULAS), st.lists(st.integers(0, len(DATA) - 1), min_size=1, max_size=6))
def test_rows_of_the_fit_are_coded_as_in_the_fit(formula, rows):
    check_coded(formula, rows)


def check_coded(formula, rows):
    node, frame = frame_of(formula)
    design = Design.of(node, frame)
    again = design.at(frame.at(DATA.iloc[rows]))
    assert again.columns == design.columns
    np.testing.assert_allclose(again.matrix, design.matrix[rows], atol=1e-12)


def test_a_design_on_its_own_frame_is_unchanged():
    node, frame = frame_of("poly(x, 2) * f + scale(z) + cut(p, 3)")
    design = Design.of(node, frame)
    np.testing.assert_array_equal(design.at(frame).matrix, design.matrix)


def test_means_and_breaks_of_the_fit_hold_for_new_rows():
    node, frame = frame_of("I(x - mean(x)) + cut(z, 3)")
    design = Design.of(node, frame)
    row = design.at(frame.at(DATA.iloc[[4]]))
    np.testing.assert_allclose(row.matrix, design.matrix[[4]])


def test_one_level_alone_in_new_data_is_coded_as_in_the_fit():
    node, frame = frame_of("factor(m)")
    design = Design.of(node, frame).at(frame.at({"y": [0.0], "m": [2]}))
    assert design.columns == ("Intercept", "factorm2", "factorm3")
    np.testing.assert_array_equal(design.matrix, [[1, 1, 0]])


def test_a_new_level_of_an_expression_is_refused_by_name():
    node, frame = frame_of("factor(m)")
    with pytest.raises(UnknownLevel, match="Levels allowed: '1', '2', '3'\nLevels found: '9'"):
        Design.of(node, frame).at(frame.at({"y": [0.0], "m": [9]}))


def test_a_value_outside_the_breaks_is_refused():
    node, frame = frame_of("cut(x, c(-3, 0, 3))")
    with pytest.raises(InvalidData, match="row 1"):
        Design.of(node, frame).at(frame.at({"y": [0.0, 0.0], "x": [1.0, 7.0]}))


def test_an_unknown_function_is_named_with_its_place_and_a_suggestion():
    with pytest.raises(InvalidFormula) as caught:
        design_of("z + sqr(x)")
    assert str(caught.value) == (
        "could not find function \"sqr\"\n    y ~ z + sqr(x)\n            ^^^\nDid you mean 'sqrt'?"
    )


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("sqrt(x, 2)", "unused argument"),
        ("poly(x, 2, rav = TRUE)", "unused argument"),
        ("cut(x)", 'argument "breaks" of cut'),
        ("poly(x, 15)", "'degree' must be less than number of unique points"),
        ("log(f)", "Numbers are needed here"),
        ("mean(x)", "is a single value"),
        ("x > 0", "is not a term"),
        ("x + c(1, 2)", "2 values"),
        ("I(f > 'a')", "no order"),
        ("relevel(f, ref = 'q')", "existing level"),
        ("C(f, 'contr.odd')", "Unknown contrasts"),
        ("factor(m, labels = c('a', 'b'))", "invalid 'labels'"),
        ("x[1]", "ExtractVars"),
        ("I(x[1])", "cannot be evaluated"),
        ("I(__import__('os'))", None),
        ("x$real", None),
    ],
)
def test_mistakes_in_terms_are_refused_with_their_place(formula, words):
    with pytest.raises(PybrmsError, match=words) as caught:
        design_of(formula)
    assert caught.value.span is not None


@pytest.mark.parametrize("formula", ["log(x)", "sqrt(x)", "log(x - x)"])
def test_predictors_that_are_not_finite_are_refused(formula):
    with pytest.raises(InvalidData) as caught:
        design_of(formula)
    assert caught.value.span is not None


def test_a_factor_of_one_level_is_refused_in_the_words_of_r():
    data = DATA.assign(one="a")
    words = "contrasts can be applied only to factors with 2 or more levels"
    with pytest.raises(InvalidData, match=words):
        design_of("one", data)


def test_columns_that_get_the_same_name_are_refused():
    data = DATA.assign(xP1=1.0, l=pd.Categorical(["a b", "ab", "c"] * 5, ["c", "a b", "ab"]))
    with pytest.raises(InvalidFormula, match=r"duplicated names.\nOccured for: 'la b', 'lab'"):
        design_of("l", data)
    with pytest.raises(InvalidFormula, match="Occured for"):
        renamed(["x + 1", "xP1"])


def test_the_reserved_intercept_must_be_ones():
    words = "Variable name 'Intercept' is reserved in models without a population-level intercept."
    with pytest.raises(InvalidData, match=words):
        design_of("0 + Intercept + x", DATA.assign(Intercept=2.0))
    assert design_of("0 + Intercept", DATA.assign(Intercept=1)).columns == ("Intercept",)
    assert not design_of("0 + Intercept").intercept


def test_the_old_reserved_intercept_is_deprecated():
    with pytest.warns(PybrmsWarning, match="Reserved variable name 'intercept' is deprecated."):
        assert design_of("0 + intercept + x").columns == ("intercept", "x")


def test_the_reserved_intercept_needs_a_formula_without_intercept():
    with pytest.raises(UnknownVariable, match="'Intercept'"):
        design_of("x + Intercept")


def test_no_right_hand_side_is_an_intercept():
    _, frame = frame_of("1")
    assert Design.of(None, frame).columns == ("Intercept",)


def test_the_same_design_is_made_once():
    node, frame = frame_of("x * f")
    same, _ = frame_of("x*f")
    assert Design.of(node, frame) is Design.of(same, frame)
    other = frame.at(DATA.iloc[:3])
    assert Design.of(node, frame).at(other) is Design.of(node, frame).at(other)
    assert Design.of(node, frame, cmc=False) is not Design.of(node, frame)


def test_a_matrix_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        design_of("x").matrix[0, 0] = 2.0


@pytest.mark.wide
def test_a_million_rows_are_a_matter_of_seconds():
    rng = np.random.default_rng(1)
    size = 1_000_000
    data = pd.DataFrame(
        {
            "y": rng.normal(size=size), "x": rng.normal(size=size), "z": rng.normal(size=size),
            "f": pd.Categorical.from_codes(rng.integers(0, 3, size), ["a", "b", "c"]),
        }
    )  # fmt: skip
    began = time.perf_counter()
    assert design_of("x + I(z^2) + f", data).matrix.shape == (size, 5)
    assert time.perf_counter() - began < 4.0
