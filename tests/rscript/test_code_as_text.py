"""R code as text, formulas and texts of calls have R's meaning, or are told to have no Python."""

from __future__ import annotations

import pytest

from pybrms_mix.rscript import port, run


def reasons(lines: str) -> list[str]:
    """Return why statements of a script were not ported."""
    pieces = port(lines).pieces
    inside = [s.reason for p in pieces for s in p.stops]
    return [*(p.reason for p in pieces if p.reason), *inside]


def test_a_function_that_reads_the_text_of_its_argument_gets_it_from_each_call() -> None:
    python = port("f <- function(x) deparse(substitute(x))\nd <- list(a = 1)\ny <- f(d$a)\n").python
    assert "def f(x, *, x_text):" in python
    assert 'x_text="d$a"' in python


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("f <- function(x) { x <- x + 1; deparse(substitute(x)) }", "assigned before"),
        ("f <- function(x) deparse(substitute(x))\ny <- 1\nz <- y %>% f()", "without the pipe"),
        (f"f <- function(x) deparse(substitute(x))\nz <- f({' + '.join(['1'] * 30)})", "several"),
        ("f <- function(x) as.character(substitute(x))\ny <- 1\nz <- f(y + 1)", "several texts"),
        ("f <- function(x) { g <- function() deparse(substitute(x)); g() }", "innermost"),
        ("f <- function(x) eval(substitute(x), list(a = 1))", "eval"),
        ("x <- match.call()", "R code is no value"),
        ("d <- left_join(data.frame(a = 1), data.frame(b = 1), by = join_by(a > b))", "equal"),
    ],
    ids=["assigned", "pipe", "long", "parts", "inner", "eval", "call", "inequality"],
)
def test_what_has_no_text_is_told(lines: str, told: str) -> None:
    assert any(told in reason for reason in reasons(lines)), reasons(lines)


@pytest.mark.parametrize("call", ["as.character(f)[2]", "class(f)", "length(f)"])
def test_a_formula_is_not_taken_for_a_text(call: str) -> None:
    """Where it is not known whether a text is a formula, the script stops."""
    lines = f"l <- list(f = y ~ x)\ng <- function(f) {call}\nz <- g(l$f)\n"
    with pytest.raises(Exception, match="which are one value here"):
        run(lines)
