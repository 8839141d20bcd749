"""A value that differs from R's is told; at top level the same values are printed as in R."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pybrms_mix.rscript import port, run
from tests.rscript.fragment_answers import answered
from tests.rscript.fragment_files import FILES


@pytest.mark.parametrize(
    ("line", "told"),
    [("dim(d$z)", "a matrix in R"), ("cor(d$z, d$i)", "a matrix in R"),
     ('all.equal("a", "b")', "describes the difference"),
     ("d %>% mutate(across(where(is.double), ~ .x * 2))", "may be integers or doubles"),
     ("d %>% transmute(across(where(is.double), abs))", "may be an integer or a double"),
     ('d %>% mutate(across(where(is.double), abs, .names = "a_{.col}"))', "an integer or a double"),
     ("unname(d)", "columns without names"),
     ('cut(as.Date("2024-01-05"), "month", right = TRUE)', "closed on the left"),
     ("cumsum(c(2147483647L, 1L))", "largest integer")],
    ids=["shape", "correlation", "difference", "changed", "selected", "added", "nameless", "dates",
         "overflow"],
)  # fmt: skip
def test_a_question_whose_answer_differs_is_told(line: str, told: str) -> None:
    start = f"{FILES['silent'].start}d$z <- scale(d$x)\n"
    assert told in answered(f"out <- {line}", start)[0]["told"]


@pytest.mark.parametrize(
    "line",
    ["bayes_factor(fit, fit2, silent = TRUE)", "post_prob(fit, fit2, cores = 2)",
     "bridge_sampler(fit, silent = TRUE, method = 'warp3', use_neff = FALSE)",
     "fitted(fit, cores = 2)", "pp_mixture(fit, cores = 2)", "summary(fit, waic = TRUE)",
     "VarCorr(fit, sigma = 2)", "model_weights(fit, fit2, weights = 'loo', cores = 2)"],
)  # fmt: skip
def test_an_argument_that_changes_no_result_is_left_out_with_a_note(line: str) -> None:
    start = "fit <- brm(y ~ 1, data = read.csv('d.csv'))\nfit2 <- update(fit, iter = 10)\n"
    ported = port(f"library(brms)\n{start}x <- {line}")
    assert not ported.missing
    assert "# without " in ported.python


# What R prints at top level: the body of f, and whether f(3) is printed.
BODIES = {
    "x * 2": True, "y <- x * 2": False, "{ y <- x * 2 }": False, "invisible(x)": False,
    "{ x; invisible(x) }": False, "return(invisible(x))": False, "g(x)": False,
    "{ for (i in 1:2) x }": False, "if (x > 1) invisible(x) else y <- 3": False,
    "(y <- x)": True, "cat('')": False,
    "if (x > 1) x else invisible(x)": True,
    "if (x > 5) x": False, "{ y <- x; if (y > 5) return(y) }": False, "if (x > 1) x": True,
    "if (x > 5) x else if (x > 4) 1": False, "switch('q', a = 1)": False, "h(x)": False,
    "switch('q', a = 1, 2)": True,
}  # fmt: skip
_CALLS = [
    f"g <- function(x) invisible(x); h <- function(x) if (x > 5) 1\nf <- function(x) {body}\nf(3)\n"
    for body in BODIES
]


@pytest.mark.parametrize("script", _CALLS, ids=range(len(_CALLS)))
def test_a_value_is_printed_if_r_prints_it(script: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(port(script))
    body = script.splitlines()[1].removeprefix("f <- function(x) ")
    assert bool(capsys.readouterr().out) == BODIES[body]


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r_prints_these_values(tmp_path: Path) -> None:
    file = tmp_path / "printed.R"
    file.write_text("".join(f"{s}cat('|\\n')\n" for s in _CALLS), encoding="utf-8")
    done = subprocess.run(["Rscript", str(file)], capture_output=True, text=True, check=True)
    printed = [bool(part.strip()) for part in done.stdout.split("|")[:-1]]
    assert printed == list(BODIES.values())


def test_messages_go_to_the_stream_of_errors(capsys: pytest.CaptureFixture[str]) -> None:
    run(port('message("a", 1.5)\nprint("b")\n'))
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("b\n", "a1.5\n")


@pytest.mark.parametrize(
    ("layer", "told"),
    [("geom_density(aes(y = ..count.. * .25))", True),
     ("geom_density(aes(y = after_stat(count)))", True),
     ("geom_histogram(aes(y = after_stat(count / sum(count))))", True),
     ("geom_histogram(aes(y = 10 * ..density..))", True),
     ("geom_histogram(aes(y = ..density..))", False),
     ("geom_histogram(aes(y = stat(count)))", False)],
)  # fmt: skip
def test_a_height_that_a_layer_does_not_draw_is_told(layer: str, told: bool) -> None:
    ported = port(f"library(ggplot2)\nggplot(cars, aes(speed)) + {layer}")
    assert not ported.missing
    assert ("# without y = " in ported.python) == told


def test_a_function_that_returns_a_scale_of_colours_is_left_out_of_a_picture() -> None:
    ported = port(
        "library(ggplot2)\ncolours <- function(...) scale_colour_manual(..., values = 'red')\n"
        "ggplot(cars, aes(speed, dist)) + geom_point() + colours()"
    )
    assert not ported.missing
    assert "without scale_colour_manual()" in ported.python


def test_a_tibble_that_would_keep_names_of_rows_is_told() -> None:
    line = "out <- tibble::as_tibble(mtcars, rownames = NA)"
    assert "no names of rows" in str(answered(line, "")[0])


@pytest.mark.parametrize(
    "line",
    ["cat(kable(d), sep = '\\n')", "d %>% knitr::kable() %>% cat(sep = '\\n')",
     "writeLines(kable(d), 'table.md')", "k <- kable(d); cat(k, sep = '\\n')"],
)  # fmt: skip
def test_the_lines_of_a_table_for_documents_are_told(line: str) -> None:
    ported = port(f"library(knitr)\nlibrary(dplyr)\nd <- data.frame(a = 1:2)\n{line}\nkable(d)")
    assert [p.reason for p in ported.pieces if p.reason] == [
        "the lines of a table for documents are not written here"
    ]


@pytest.mark.parametrize(
    "line",
    ["length(k)", "k[1]", "nchar(knitr::kable(mtcars))", "k$mpg", "dim(f)", "f[1, 2]",
     "rbind(k, k)"],
)  # fmt: skip
def test_tables_for_documents_are_not_read_as_data(line: str) -> None:
    start = "k <- knitr::kable(mtcars)\nf <- ftable(table(mtcars$cyl, mtcars$am, mtcars$gear))\n"
    assert "in R" in str(port(f"{start}x <- {line}\n").pieces[-1].reason)


@pytest.mark.parametrize("line", ["print(k)", "k", "class(k)", "kableExtra::kable_styling(k)"])
def test_tables_for_documents_are_shown(line: str) -> None:
    assert port(f"k <- knitr::kable(mtcars)\n{line}\n").missing == ()
