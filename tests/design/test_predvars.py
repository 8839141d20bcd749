"""Constants of terms: R's calls with constants, as text and as numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pybrms_mix.design.frame import Expression, Frame
from pybrms_mix.design.predvars import apart, key_of, together
from pybrms_mix.design.rvalues import Matrix
from pybrms_mix.syntax.nodes import Name
from pybrms_mix.syntax.parse import parse

TERMS = [
    ("scale(x)", "scale(x, center = 2.123456789012345678, scale = 0.1)"),
    ("poly(x, 2)", "poly(x, 2, coefs = list(alpha = c(-0.5, 1), norm2 = c(1, 3, 2.5, 1.5)))"),
    ("bs(x)", "bs(x, degree = 3L, knots = c(), Boundary.knots = c(-25, 40), intercept = FALSE)"),
]


@pytest.mark.parametrize(("term", "held"), TERMS)
def test_numbers_of_a_call_keep_all_their_digits(term: str, held: str) -> None:
    text, numbers = apart(parse(held))
    assert apart(together(text, numbers)) == (text, numbers)
    expected = {"scale(x)": 2.123456789012345678, "poly(x, 2)": -0.5, "bs(x)": 3.0}[term]
    assert next(iter(numbers.values()))[0] == expected
    assert "knots" not in numbers


def test_a_term_has_the_key_that_its_text_has() -> None:
    assert key_of(parse("poly(x, 2.0)")) == parse("poly(x, 2)")


def test_constants_take_the_place_of_those_of_the_rows_at_hand() -> None:
    data = pd.DataFrame({"x": [1.0, 2.0, 4.0]})
    data.attrs["predvars"] = {parse("scale(x)"): parse("scale(x, center = 10, scale = 2)")}
    frame = Frame.of(data, [Name("x")])
    made = Expression.of(parse("scale(x)"), frame)
    np.testing.assert_array_equal(made.values, [-4.5, -4.0, -3.0])
    other = made.at(Frame.of({"x": [20.0]}, [Name("x")]))
    np.testing.assert_array_equal(other.values, [5.0])
    # A part of the frame has the same constants.
    part = Expression.of(parse("scale(x)"), frame.part(slice(1, 2)))
    np.testing.assert_array_equal(part.values, [-4.0])


def test_the_columns_of_a_scaled_matrix_have_constants_of_their_own() -> None:
    frame = Frame.of({"x": [1.0, 2.0], "z": [3.0, 5.0]}, [Name("x"), Name("z")])
    node = parse("scale(cbind(x, z), center = c(1, 2), scale = c(2, 4))")
    made = Expression.of(node, frame).result
    assert isinstance(made, Matrix)
    np.testing.assert_array_equal(made.values, [[0.0, 0.25], [0.5, 0.75]])
