"""Refusals of addition terms name the column, the row, the value and a remedy."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import PybrmsError

GAUSSIANS = "mixture(gaussian, gaussian)"
POISSONS = "mixture(poisson, poisson)"
BINOMIALS = "mixture(binomial, binomial)"


def frame(**changes: object) -> pd.DataFrame:
    """Return eight rows, of which row 5 has what `changes` say and row 1 lacks x."""
    plain = {
        "y": np.linspace(-1, 2, 8), "upper": np.full(8, 9.0), "k": np.arange(8), "x": np.ones(8),
        "n": np.full(8, 10.0), "w": np.ones(8), "how": ["none"] * 8, "at": np.arange(8),
    }  # fmt: skip
    d = pd.DataFrame(plain)
    d["x"] = [0.5, np.nan, 1, 2, 3, 4, 5, 6]
    for name, value in changes.items():
        d[name] = d[name].astype(object if isinstance(value, str) else float)
        d.loc[5, name] = value
    return d


@pytest.mark.filterwarnings("ignore:Rows containing NAs")
@pytest.mark.parametrize(
    ("formula", "family", "changes", "told"),
    [
        ("k | trials(n) ~ x", BINOMIALS, {"k": 3, "n": 2}, "'k' is 3 and 'n' is 2.0"),
        ("k | trials(n) ~ x", BINOMIALS, {"n": 7.5}, "'n' is 7.5"),
        ("k | trials(n) ~ x", BINOMIALS, {"n": -1}, "'n' is -1.0"),
        ("y | cens(how) ~ x", GAUSSIANS, {"how": "rigth"}, "'how' is rigth"),
        ("y | cens(w) ~ x", GAUSSIANS, {"w": 3}, "'w' is 3.0"),
        ("y | cens(how) ~ x", GAUSSIANS, {"how": "interval"}, "'how' is interval"),
        (
            "y | cens(how, upper) ~ x",
            GAUSSIANS,
            {"how": "interval", "y": 4, "upper": 3},
            "'y' is 4.0 and 'upper' is 3.0",
        ),
        ("y | trunc(ub = 3) ~ x", GAUSSIANS, {"y": 4}, "'y' is 4.0 and 'ub = 3' is 3.0"),
        ("y | trunc(ub = upper) ~ x", GAUSSIANS, {"upper": -7}, "'ub = upper' is -7.0"),
        ("y | trunc(w, upper) ~ x", GAUSSIANS, {"w": 9.5, "y": 9.9}, "'w' is 9.5 and 'upper' is"),
        ("y | weights(w) ~ x", GAUSSIANS, {"w": -1}, "'w' is -1.0"),
        ("y | se(w) ~ x", GAUSSIANS, {"w": -1}, "'w' is -1.0"),
        ("k | rate(w) ~ x", POISSONS, {"w": 0}, "'w' is 0.0"),
        ("y | index(at) ~ x", GAUSSIANS, {"at": 3}, "'at' is 3.0"),
        ("y | dec(how) ~ x", "wiener", {"y": 1, "how": "up"}, "is"),
    ],
)
def test_a_refusal_names_row_column_value_and_remedy(formula, family, changes, told):
    d = frame(**changes)
    if "trunc(w" in formula:
        d.loc[d.index != 5, "w"] = -5.0
    if family == "wiener":
        d["y"] += 2
        d["how"] = d["how"].where(d["how"] == "up", "lower")
    with pytest.raises(PybrmsError) as caught:
        pm.make_standata(formula, d, family)
    first, *remedy = caught.value.hint.splitlines()
    assert first.startswith("In row 5 (counted from 0), ")
    assert told in first
    assert remedy


def test_rows_are_those_of_the_data_and_not_of_the_subset():
    d = frame(w=-1).assign(keep=[False, True, False, True, True, True, True, True])
    d["x"] = 1.0
    with pytest.raises(PybrmsError) as caught:
        pm.make_standata("y | subset(keep) + weights(w) ~ 1", d, GAUSSIANS)
    assert caught.value.hint.startswith("In row 5 (counted from 0), 'w' is -1.0.")


@pytest.mark.parametrize("text", ["y | weights(how) ~ 1", "y | subset(how) ~ 1"])
def test_text_where_numbers_belong_is_shown(text):
    with pytest.raises(PybrmsError) as caught:
        pm.make_standata(text, frame(), GAUSSIANS)
    assert caught.value.hint.startswith("In row 0 (counted from 0), 'how' is none.")


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ("thres(1)", "'1' is 1, and the response goes up to 3: thres(2) or more."),
        ("thres(many)", "'many' is a column"),
        ("thres(gr = many)", "gr = factor(many)"),
        ("thres(many, gr = g)", "Within one group, 'many' is 2 in one row and 3 in another."),
        ("thres(part)", "In row 4 (counted from 0), 'part' is 0.5."),
    ],
)
def test_a_refusal_of_thresholds_names_number_and_remedy(term, told):
    d = pd.DataFrame({"y": [1, 2, 3] * 2, "many": [2, 2, 2, 3, 2, 2], "g": ["a"] * 6})
    d["part"] = [2, 2, 2, 2, 0.5, 2]
    with pytest.raises(PybrmsError) as caught:
        pm.make_stancode(f"y | {term} ~ 1", d, "mixture(cumulative, cumulative)")
    assert told in caught.value.hint
