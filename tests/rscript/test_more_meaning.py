"""Statements of scripts around models that had another meaning, or none, are those of R."""

from __future__ import annotations

from typing import Any

import pytest

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.rscript import port, run


def values(lines: str) -> dict[str, Any]:
    ported = port(lines)
    assert ported.missing == ()
    return run(ported)


def test_columns_of_two_matrices_have_names_of_their_own() -> None:
    found = values("d <- data.frame(id = 1:2, matrix(1:4, 2), matrix(5:8, 2))\nn <- names(d)\n")
    # names(data.frame(id = 1:2, matrix(1:4, 2), matrix(5:8, 2))) in R
    assert list(found["n"]) == ["id", "X1", "X2", "X1.1", "X2.1"]
    assert found["d"].iloc[:, 3].tolist() == [5, 6]


def test_columns_get_numbers_that_no_other_column_has() -> None:
    lines = "d <- data.frame(matrix(1:4, 2), X1.1 = 1, matrix(5:8, 2))\nn <- names(d)\n"
    # R answers these names, by make.unique()
    assert list(values(lines)["n"]) == ["X1", "X2", "X1.1", "X1.2", "X2.1"]


def test_a_matrix_of_one_column_without_a_name_is_refused_in_a_data_frame() -> None:
    ported = port("m <- matrix(1:2, 2)\nd <- data.frame(id = 1:2, m)\n")  # R names it m
    with pytest.raises(InvalidData, match="matrix of one column without a name"):
        run(ported)


def test_a_named_vector_among_the_arguments_of_do_call_is_not_one_argument() -> None:
    # R spreads sep over sep1 and sep2
    lines = 'out <- do.call(paste, c(list("a", "b"), sep = c("-", "+")))\n'
    assert values(lines)["out"] == "a b - +"


def test_arguments_of_do_call_may_be_joined_with_named_ones() -> None:
    found = values('out <- do.call(paste, c(list("a", "b"), sep = "-"))\n')
    assert found["out"] == "a-b"


def test_a_function_that_the_script_defines_later_has_the_place_of_that_of_r() -> None:
    lines = "f <- function(x) rev(x) + 1\nrev <- function(x) x\nout <- f(c(1, 2, 3))\n"
    # R answers 2 3 4
    assert values(lines)["out"].tolist() == [2, 3, 4]


def test_a_parameter_comes_before_a_function_that_the_script_defines_later() -> None:
    lines = "g <- function(h) h(2)\nh <- function(x) 0\nout <- g(function(x) x + 1)\n"
    # R answers 3
    assert values(lines)["out"] == 3


def test_further_arguments_of_na_omit_have_no_effect() -> None:
    lines = "d <- data.frame(x = c(1, NA))\nout <- d %>% na.omit(d)\n"
    assert values(lines)["out"]["x"].tolist() == [1]


def test_further_arguments_may_have_the_names_of_functions_of_python() -> None:
    lines = (
        "f <- function(x, ...) {\n  k <- seq(x, ...)\n  k\n}\nout <- f(1, to = 9, by = 4)\n"
        "fit <- function(...) {\n  m <- brm(...)\n  m\n}\n"
        "d <- data.frame(y = c(1, 2, 3))\nm <- fit(y ~ 1, d, iter = 60, chains = 1, seed = 1)\n"
        "n <- ndraws(m)\n"
    )
    ported = port(lines)
    assert ported.missing == ()
    variables = run(ported)
    assert list(variables["out"]) == [1, 5, 9] and variables["n"] == 30


def test_parallel_maps_run_one_after_another() -> None:
    lines = "out <- future_map_dbl(1:3, ~ .x^2, .options = furrr_options(seed = TRUE))\n"
    assert [float(v) for v in values(lines)["out"]] == [1, 4, 9]


def test_classes_that_are_only_shown_are_left_out() -> None:
    ported = port("d <- data.frame(x = 1:2)\nsapply(d, class)\n")
    assert ported.missing == ()
    assert "class" not in ported.python.split("#", 1)[0]
    run(ported)


def test_a_list_with_the_name_of_a_class_function_is_still_shown() -> None:
    assert "print(" in port("mode <- list(1, 2)\nsapply(mode, length)\n").python


def test_parallel_maps_that_draw_random_numbers_are_refused() -> None:
    lines = (
        "set.seed(1)\nx <- future_map_dbl(1:3, ~ rnorm(1), .options = furrr_options(seed = 1))\n"
    )
    ported = port(lines)
    assert "streams of its own" in ported.python


@pytest.mark.parametrize(
    "name", ["future_map2_dbl(1:2, 3:4, ~ .x + .y)", "future_imap_dbl(c(4, 6), ~ .x)",
             "unlist(future_pmap(list(1:2, 3:4), function(a, b) a + b))",
             "future_map_dfr(c(4, 6), ~ data.frame(a = .x))$a"],
    ids=["two", "index", "several", "rows"],
)  # fmt: skip
def test_every_map_of_furrr_is_the_map_of_purrr(name: str) -> None:
    assert [float(v) for v in values(f"out <- {name}\n")["out"]][-1] == 6


def test_an_assignment_inside_capture_output_is_kept() -> None:
    found = values("capture.output(x <- 3)\ninvisible(capture.output(y <- x + 1))\n")
    assert (found["x"], found["y"]) == (3, 4)


def test_a_hidden_assignment_inside_capture_output_is_refused() -> None:
    assert len(port("capture.output(print(x <- 3))\n").missing) == 1


@pytest.mark.parametrize("colour", ['"red"', 'c("red")'], ids=["name", "vector"])
def test_a_colour_may_be_a_vector_of_one(colour: str) -> None:
    start = "d <- data.frame(x = 1:3)\np <- ggplot(d, aes(x)) + "
    values(f"{start}geom_histogram(colour = {colour})\n")["p"].figure()


def test_an_assignment_by_a_computed_name_prints_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run('n <- "fit"\nassign(paste0(n, "_1"), 2)\nprint(get("fit_1"))')
    assert capsys.readouterr().out.strip() == "2"
