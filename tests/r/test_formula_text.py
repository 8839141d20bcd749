"""Formulas from text, and their variables, are those of R 4.2."""

from __future__ import annotations

import pytest

from pybrms_mix import r
from pybrms_mix.base.errors import InvalidFormula


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ((["a", "b:c"], "y"), "y ~ a + b:c"),
        (("x",), "~x"),
        ((["1", "(1 | g)"], "log_rt"), "log_rt ~ 1 + (1 | g)"),
        ((["a"], "y", False), "y ~ a - 1"),
        (("x", "log(y)"), "log(y) ~ x"),
    ],
    ids=["two", "one side", "bar", "no intercept", "call"],
)
def test_a_formula_of_terms(arguments: tuple[str, ...], answer: str) -> None:
    assert r.reformulate(*arguments) == answer  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("formula", "answer"),
    [
        ("log(rt) ~ x * z + (1 | id) + poly(w, 2)", ["rt", "x", "z", "id", "w"]),
        ("~ 0 + x", ["x"]),
        ("y ~ .", ["y", "."]),
        ("y ~ x$z + T + NA + pi", ["y", "x", "z", "T", "pi"]),
    ],
)
def test_the_variables_of_a_formula(formula: str, answer: list[str]) -> None:
    assert list(r.all_vars(formula)) == answer


def test_the_text_of_a_formula() -> None:
    assert r.deparse("log(rt)~x*z+(1|id)+poly(w,2)") == "log(rt) ~ x * z + (1 | id) + poly(w, 2)"
    long = f"y ~ x + {'z' * 27} + {'a' * 25} + {'b' * 16}"
    with pytest.raises(InvalidFormula, match="break"):
        r.deparse(long)
    assert r.deparse(long, 500) == long
    with pytest.raises(InvalidFormula, match="not a single R formula"):
        r.deparse("x + 1")


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        ("y ~ x", ". ~ . + z", "y ~ x + z"),
        ("y ~ x + z", "log(.) ~ . - z", "log(y) ~ x"),
        ("y ~ x", "~ . + z", "y ~ x + z"),
        ("y ~ x + a:b", ". ~ . + z + x", "y ~ x + z + a:b"),
        ("y ~ x", ". ~ . - x", "y ~ 1"),
        ("y ~ x", ". ~ . - 1", "y ~ x - 1"),
        ("y ~ a * b", ". ~ . + z", "y ~ a + b + z + a:b"),
        ("y ~ (a + b)^2", "log(.) ~ . - a:b", "log(y) ~ a + b"),
        ("y ~ x", ". ~ . * z", "y ~ x + z + x:z"),
    ],
)
def test_an_updated_formula(old: str, new: str, answer: str) -> None:
    assert r.updated_formula(old, new) == answer
