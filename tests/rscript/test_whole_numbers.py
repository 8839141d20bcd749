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


FOLLOWED = {
    "d$x <- d$x / 2\nout <- typeof(d$x)": "double",
    "d <- d %>% mutate(y = x + 1L, w = x * 1.5)\nout <- typeof(d$y)": "integer",
    "d <- d %>% filter(x > 1) %>% rename(k = x)\nout <- typeof(d$k)": "integer",
    "e <- d %>% summarise(n = n(), m = mean(x))\nout <- c(typeof(e$n), typeof(e$m))": [
        "integer", "double"],
    "d <- d[d$x > 1, ]\nout <- typeof(d[[\"x\"]])": "integer",
    "x <- 1L\nx <- 2\nout <- typeof(x)": "double",
    "for (i in 1:2) out <- typeof(i)": "integer",
}  # fmt: skip
UNKNOWN = [
    "x <- 1L\nif (nrow(d) > 2) x <- 2\nout <- typeof(x)",
    "x <- 1L\nfor (i in 1:2) { out <- typeof(x); x <- 2 }",
    "x <- 1L\nf <- function() typeof(x)\nx <- 2\nout <- f()",
    "x <- 1L\ng <- function() x <<- 2\ng()\nout <- typeof(x)",
    "d <- d %>% mutate(across(everything(), ~ .x * 2))\nout <- typeof(d$x)",
    "d <- d %>% select(y = x)\nd$x <- d$y\nout <- typeof(d$x)",
    'names(d) <- "y"\nd$x <- d$y\nout <- typeof(d$x)',
    "x <- 1L\ntryCatch({ x <- 2; stop() }, error = function(e) NULL)\nout <- typeof(x)",
]
_START = "library(dplyr)\nd <- data.frame(x = 1:3)\n"


@pytest.mark.parametrize("lines", FOLLOWED, ids=range(len(FOLLOWED)))
def test_types_are_followed_through_the_statements_of_a_script(lines: str) -> None:
    assert out(_START + lines) == FOLLOWED[lines] or list(out(_START + lines)) == FOLLOWED[lines]


@pytest.mark.parametrize("lines", UNKNOWN, ids=range(len(UNKNOWN)))
def test_a_type_that_depends_on_the_run_is_not_told(lines: str) -> None:
    with pytest.raises(InvalidData, match="integer or a double"):
        out(_START + lines)


def test_a_column_that_select_drops_has_no_type() -> None:
    assert out(f"{_START}d$y <- 2\nd <- d %>% select(y)\nout <- class(d$x)") == ["NULL"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [("str(d)", " $ x: int"), ("str(c(1, 2))", " num "), ("str(nrow(d))", " int "),
     ("str(rev(d)$x)", "int|num")],
    ids=["frame", "double", "integer", "unknown"],
)  # fmt: skip
def test_the_structure_shows_types_that_the_script_tells(
    line: str, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(port(f"{_START}{line}\n"))
    assert shown in capsys.readouterr().out
