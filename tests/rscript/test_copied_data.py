"""Data sets of R that a script changes, and methods that it defines late."""

from __future__ import annotations

import pytest

import pybrms_mix as pm
from pybrms_mix.rscript import port, run


def test_data_brings_r_s_data_set_back() -> None:
    variables = run('mtcars$mpg <- NULL\na <- ncol(mtcars)\ndata("mtcars")\nb <- ncol(mtcars)')
    columns = pm.load_data("mtcars").shape[1]
    assert (variables["a"], variables["b"]) == (columns - 1, columns)


def test_data_in_a_function_is_told_if_the_script_changes_the_data_set() -> None:
    missing = port("f <- function() { data(cars); nrow(cars) }\ncars$k <- 1\nf()").missing
    assert missing


def test_a_data_set_that_no_statement_changes_is_no_variable() -> None:
    assert "cars =" not in port("data(cars)\nn <- nrow(cars)").python


def test_a_method_of_print_shows_values_after_its_definition(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(
        'e <- structure(list(m = 2), class = "k")\ne\nprint(e)\n'
        'print.k <- function(x, ...) cat("a k of", x$m)\ne'
    )
    lines = capsys.readouterr().out.splitlines()
    assert [line.startswith("a k of") for line in lines] == [False, False, True]
