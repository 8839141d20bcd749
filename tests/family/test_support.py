"""Responses that a mixture refuses, in brms's words, and the conversion of accepted ones."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.family.read import read
from pybrms_mix.family.support import binary_levels, check_response

REFERENCE = Path(__file__).parents[1] / "reference/families.json"
CASES = json.loads(REFERENCE.read_text(encoding="utf-8"))["responses"]
EACH = pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['family']}-{c['y']}")


@EACH
def test_a_response_is_taken_or_refused_as_brms_does(case):
    mixture, y = read(case["family"]), np.array(case["y"])
    if "error" in case:
        with pytest.raises(InvalidData) as caught:
            check_response(mixture, y, "y")
        assert caught.value.message == case["error"]
        assert caught.value.hint
    else:
        assert check_response(mixture, y, "y").tolist() == case["Y"]


def test_the_first_offending_row_is_named_by_its_own_label():
    mixture = read("mixture(gaussian, lognormal)")
    with pytest.raises(InvalidData) as caught:
        check_response(mixture, np.array([1.0, -2.0, -3.0]), "log(y)", rows=[4, 7, 9])
    where, *remedy = caught.value.hint.splitlines()
    assert where == "In row 7 (counted from 0), 'log(y)' is -2.0."
    assert remedy


def test_integers_come_as_integers_and_reals_as_reals():
    assert check_response(read("poisson"), np.array([1.0, 2.0]), "y").dtype == np.int64
    assert check_response(read("gaussian"), np.array([1, 2]), "y").dtype == np.float64


@pytest.mark.parametrize("bad", [np.inf, np.nan])
def test_no_integer_is_infinite_or_missing(bad):
    with pytest.raises(InvalidData, match="requires integer responses"):
        check_response(read("poisson"), np.array([1.0, bad]), "y")


def test_new_data_are_recoded_by_the_levels_of_the_fit():
    levels = binary_levels(np.array([3, 5, 5]))
    assert check_response(read("bernoulli"), np.array([5, 5]), "y", levels=levels).tolist() == [
        1,
        1,
    ]
    with pytest.raises(InvalidData, match="only two different values"):
        check_response(read("bernoulli"), np.array([5, 4]), "y", levels=levels)
