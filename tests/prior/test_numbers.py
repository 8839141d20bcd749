"""Numbers are written as in R (reference/numbers.R), so that default priors have the same text."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from pybrms_mix.design.rvalues import number_text
from pybrms_mix.prior.numbers import mad, rounded
from tests.programs import REFERENCE

FACTS = json.loads((REFERENCE / "numbers.json").read_text(encoding="utf-8"))
X = [float(text) for text in FACTS["x"]]


def test_there_are_enough_numbers():
    assert len(X) > 280


def test_numbers_are_written_as_r_writes_them():
    assert [number_text(x) for x in X] == FACTS["written"]


@pytest.mark.parametrize(("digits", "column"), [(1, "one"), (2, "two")])
def test_numbers_are_rounded_as_r_rounds_them(digits, column):
    assert [number_text(rounded(x, digits)) for x in X] == FACTS[column]


def test_what_is_no_number_stays():
    assert math.isnan(rounded(math.nan))
    assert rounded(-math.inf) == -math.inf
    assert [number_text(v) for v in (math.nan, math.inf, -math.inf)] == ["NaN", "Inf", "-Inf"]


def test_the_median_absolute_deviation_is_that_of_r():
    facts = FACTS["mad"]
    assert mad(np.array(facts["sample"], float)) == pytest.approx(float(facts["value"]), rel=1e-12)
