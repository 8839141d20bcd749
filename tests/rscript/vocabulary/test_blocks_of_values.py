"""Functions of several statements, and blocks whose value is used."""

from __future__ import annotations

import ast

import pytest

from pybrms_mix.rscript import port, run
from pybrms_mix.rscript.trees.refusals import Forbidden
from pybrms_mix.rscript.writing.gate import checked


def test_assignments_in_a_caught_block_stay() -> None:
    found = run("tryCatch({ a <- 1; stop('x'); a <- 2 }, error = function(e) NULL)\nb <- a + 1")
    assert found["b"] == 2


def test_return_in_a_caught_block_leaves_the_function() -> None:
    script = """
    f <- function(x) {
      tryCatch({ if (x > 1) return("early"); stop("no") }, error = function(e) "caught")
      "end"
    }
    a <- f(2)
    b <- f(0)
    """
    found = run(script)
    assert (found["a"], found["b"]) == ("early", "end")


def test_return_in_a_handler_gives_the_value_of_the_block() -> None:
    script = """
    f <- function(x) {
      y <- tryCatch({ stop("no") }, error = function(e) { return(x * 2) })
      y + 1
    }
    a <- f(4)
    """
    assert run(script)["a"] == 9


def test_a_variable_that_holds_an_error_is_not_lost() -> None:
    """Python forgets the name of a caught error at the end of the clause."""
    found = run("error <- 3\ntryCatch({ stop('x') }, error = function(e) print('x'))\ny <- error")
    assert found["y"] == 3


def test_after_branches_only_what_both_have_in_common_is_known() -> None:
    """``x * 2`` of a text fails as in R, and ``nchar()`` of a number counts its digits."""
    script = "v <- 1\nif (v > 2) { x <- 'abc' } else { x <- c(10, 200) }\nn <- nchar(x)"
    assert list(run(script)["n"]) == [2, 3]


def test_a_local_variable_with_the_name_of_an_outer_one_is_refused() -> None:
    ported = port("d <- 1:3\nf <- function() { d <- d[-1]; sum(d) }\n")
    assert ported.missing == (2,)
    assert "a variable outside" in ported.python


def test_columns_in_a_function_inside_a_verb_are_found() -> None:
    script = """
    library(dplyr)
    d <- data.frame(x = c(1, 2), y = c(10, 20))
    d <- d %>% mutate(z = sapply(x, function(v) v * sum(y)))
    """
    assert list(run(script)["d"]["z"]) == [30, 60]


@pytest.mark.parametrize(
    "text",
    [
        "with open('x'):\n    pass",
        "with r.warnings_as_errors() as f:\n    pass",
        "with r.warnings_as_errors(), open('x'):\n    pass",
        "with rng:\n    pass",
    ],
)
def test_no_other_context_passes_the_gate(text: str) -> None:
    with pytest.raises(Forbidden):
        checked(ast.parse(text), {"rng"})
