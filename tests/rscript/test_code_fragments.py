"""Fragments about R code as text, formulas and linear models leave the values that R leaves.

``python -m tests.rscript.test_code_fragments`` asks R.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from pybrms_mix.rscript import port, run
from tests.rscript.test_fragments import HERE, REFERENCE, answered, fault, take

STORED = REFERENCE / "code_fragments.json"
START = (HERE / "start_of_code_fragments.R").read_text("utf-8")
ANSWERS: list[dict[str, Any]] = json.loads(STORED.read_text("utf-8")) if STORED.exists() else []


def reasons(lines: str) -> list[str]:
    """Return why statements of a script were not ported."""
    return [str(p.reason) for p in port(lines).pieces if p.reason]


def test_fragments_leave_what_r_leaves() -> None:
    texts = (HERE / "code_fragments.R").read_text("utf-8").split("\n\n")[1:]
    assert [a["text"] for a in ANSWERS] == [t.strip("\n") for t in texts], "take the answers anew"
    faults = [f for a in ANSWERS if (f := fault(a, START))]
    assert not faults, "\n".join(faults[:20])


def test_no_fragment_is_without_python() -> None:
    told = [a["text"] for a in ANSWERS if "told" in answered(a["text"], START)[0]]
    assert not told, told


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


def test_files_are_read_and_asked_for_one_by_one(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = run(
        'writeLines(c("a", "b", ""), "t.txt")\nx <- readLines("t.txt")\n'
        'y <- readLines("t.txt", n = 1)\n'
        'z <- file.exists(c("t.txt", "u.txt"))\np <- file.path("m", c("t", "u"))\n'
    )
    assert list(made["x"]) == ["a", "b", ""]
    assert list(made["y"]) == ["a"]
    assert list(made["z"]) == [True, False]
    assert list(made["p"]) == ["m/t", "m/u"]


def test_columns_of_two_tables_are_joined_by_equal_values() -> None:
    made = run(
        "library(dplyr)\na <- data.frame(k = c(1, 2), x = 3:4)\n"
        "b <- data.frame(j = c(2, 1), y = 5:6)\n"
        "z <- left_join(a, b, by = join_by(k == j))\nk <- inner_join(a, a, by = join_by(k, x))\n"
    )
    assert made["z"].to_dict("list") == {"k": [1, 2], "x": [3, 4], "y": [6, 5]}
    assert len(made["k"]) == 2


if __name__ == "__main__":
    take("code_fragments", STORED)
