"""Whole numbers have one type in Python: the type that they have in R is known, or is refused."""

from __future__ import annotations

from typing import Any

import pytest

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.rscript import port, run


def out(lines: str) -> Any:
    return run(port(f"{lines}\n"))["out"]


@pytest.mark.parametrize(
    "lines",
    ["f <- function(x) class(x)\nout <- f(2)",
     "f <- function(x, y) identical(x, y)\nout <- f(1, 1L)",
     "f <- function(x, y) x %/% y\nout <- f(5L, 0L)",
     "x <- c(1L, 2L)\nx[2] <- 3L\nout <- is.integer(x)",
     "d <- data.frame(i = 1:2)\nd$i[1] <- 2.0\nout <- typeof(d$i)"],
    ids=["class", "identical", "quotient", "filled", "column"],
)  # fmt: skip
def test_a_type_that_the_script_does_not_tell_is_refused(lines: str) -> None:
    with pytest.raises(InvalidData, match=r"have one type|integer or a double"):
        out(lines)


def test_a_parameter_hides_a_variable_whose_type_is_known() -> None:
    assert out("x <- 1:3\nf <- function(x) class(x)\nout <- f(2.5)") == ["numeric"]


def test_missing_integers_are_not_taken_for_doubles() -> None:
    with pytest.raises(InvalidData, match="integer or a double"):
        out("f <- function(x) class(x)\nout <- f(c(1L, NA))")
