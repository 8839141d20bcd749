"""Constant expressions to values."""

from __future__ import annotations

import math

import pytest

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.parse import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", 5),
        ("5L", 5),
        ("0x1F", 31),
        ("5.0", 5.0),
        ("1e3", 1000.0),
        ("-2", -2),
        ("+-2.5", -2.5),
        ("(1 + 2) * 3", 9),
        ("6 / 3", 2.0),
        ("2^3", 8.0),
        ("-2^2", -4.0),
        ("sqrt(2) * 1.5", math.sqrt(2) * 1.5),
        ("exp(1)", math.e),
        ("log(pi)", math.log(math.pi)),
        ("1 / 0", math.inf),
        ("-Inf", -math.inf),
        ("log(0)", -math.inf),
        ("9^9^9", math.inf),
        ("99999999999999999999", 1e20),
        ('"text"', "text"),
        ("TRUE", True),
        ("FALSE", False),
        ("NULL", None),
        ("c(2, 1)", [2, 1]),
        ('c(1, c(2, "a"), NULL, -Inf, TRUE)', [1, 2, "a", -math.inf, True]),
        ("c()", []),
    ],
)
def test_a_constant_has_its_value_and_type(text, expected):
    found = literal(parse(text))
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("text", ["NA", "NaN", "NA_real_", "sqrt(-1)", "0 / 0", "Inf - Inf"])
def test_what_is_missing_or_undefined_is_nan(text):
    assert math.isnan(literal(parse(text)))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x", "x"),
        ("2 * sd(y)", "sd(y)"),
        ("c(1, x + 1)", "x"),
        ("c(a = 1)", "c(a = 1)"),
        ("c(1, )", "c(1, )"),
        ("log(2, 10)", "log(2, 10)"),
        ("TRUE + 1", "TRUE"),
        ("sqrt('2')", "'2'"),
        ("!TRUE", "!TRUE"),
        ("y ~ 1", "y ~ 1"),
        ("sqrt()", "sqrt()"),
    ],
)
def test_anything_else_is_refused_at_its_place(text, place):
    with pytest.raises(InvalidArgument) as caught:
        literal(parse(text))
    span = caught.value.span
    assert text[span.start : span.end] == place
    assert caught.value.hint
