"""Errors for texts that are not expressions."""

from __future__ import annotations

import pytest

from pybrms_mix.base.errors import RSyntaxError
from pybrms_mix.syntax.parse import parse

MISTAKES = (
    *("", "  # only a comment", "y ~", "y ~ x +", "* x", "y ~ x + * z", "y ~ x + (1 | g"),
    *("y ~ s(x, k = 5", "x[[1]", "x[[y[1]]", "x[[]", "f(a]", "y ~ x)", "()", "normal(0, 1) foo"),
    *("normal(0,1); target += 1", "f(a b)", "(a b)", "2x", "a == b == c", "!a == b == c"),
    *("y = x", "f(1 = 2)", "f(TRUE = 1)", "a, b", "class = 'b", '"two\nlines', "`a b", "`` + 1"),
    *("a %in b", "if + 1", "x<-3", "x -> y", "x |> f()", "{ y ~ x }", r"\(x) x", "_x + 1"),
    *(
        "“b”",
        "a − b",
        "a\u00a0+ b",
        "a\u0007",
        r"'\d+'",
        r"'\ud800'",
        "`TRUE` + 1",
        "x$1",
        "a::b::c",
    ),
    *("y ~ x +\n  z z +\n  w", "[a]", "-" * 301 + "x", "(" * 51 + "x" + ")" * 51),
)


def shown(text: str) -> str:
    with pytest.raises(RSyntaxError) as caught:
        parse(text)
    return f"{text if text.isprintable() else ascii(text)}\n\n{caught.value}\n"


def test_each_mistake_is_told_with_its_place_and_remedy(golden):
    golden("errors/syntax.txt", ("\n" + "-" * 80 + "\n").join(map(shown, MISTAKES)))
