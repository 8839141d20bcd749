"""Ported scripts read as Python: ruff reports nothing, and constructs are idiomatic."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pytest
import ruff

from pybrms_mix.rscript import port, run

HERE = Path(__file__).parent
SCRIPTS = [*sorted((HERE / "real").glob("*.R")), *sorted((HERE / "scripts").glob("*.R"))]
# Rules for which a port has a reason: R has neither docstrings nor Python's spelling of names, a
# loop keeps R's variable, both branches of R's if assign, long texts stay on one line, a function
# that may open a file is called by its name, noqa comments are for ruff's own rules, and R's <<-
# assigns to a variable of the script.
PARDONED = "D,N,I,B007,SIM108,E501,PLW0108,PLW0603,RUF100"


def run_ruff(*arguments: str, text: str) -> str:
    """Return the findings of ruff in a script outside of the project; empty without findings."""
    done = subprocess.run(
        [ruff.find_ruff_bin(), *arguments, "--quiet", "-"], input=text, capture_output=True,
        text=True, check=False, encoding="utf-8", cwd=tempfile.gettempdir(),
    )  # fmt: skip
    return done.stdout + done.stderr


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda f: f.stem)
def test_ruff_has_nothing_to_say_of_ported_scripts(file: Path) -> None:
    ported = port(file)
    if ported.missing:
        pytest.skip("a variable that is not ported stays undefined")
    python = ported.python
    assert run_ruff("check", "--isolated", text=python) == ""
    assert run_ruff("format", "--isolated", "--diff", text=python) == ""
    project = HERE.parents[1] / "pyproject.toml"
    if project.exists():
        assert run_ruff("check", f"--config={project}", f"--ignore={PARDONED}", text=python) == ""


@pytest.mark.parametrize(
    ("r", "python"),
    [
        ("x <- NULL\ny <- !is.null(x)", "y = x is not None"),
        ("k <- 4\nm <- 3\nif (k > m) k <- m", "k = min(k, m)"),
        ("k <- 4\nm <- 3\nif (k < m) k <- m", "k = max(k, m)"),
        ("h <- function(x) x + 1\ny <- sapply(1:3, function(i) h(i))",
         "y = r.sapply(np.arange(1, 4), h)"),
        ("f <- function(x) {\n  y <- x + 1\n  y\n}", "    return x + 1"),
        ("f <- function(x) if (x > 1) 'a' else 'b'", "def f(x):"),
        ("l <- 3", "l_ = 3"),
        ("#!/usr/bin/env Rscript\nx <- 1", "x = 1"),
    ],
    ids=["not", "min", "max", "function", "return", "branches", "name", "program"],
)  # fmt: skip
def test_a_construct_is_that_of_python(r: str, python: str) -> None:
    assert python in port(r).python.splitlines()


def test_an_unread_local_value_is_computed_and_not_stored() -> None:
    ported = port("set.seed(1)\nf <- function() {\n  a <- runif(1)\n  runif(1)\n}\ny <- f()")
    assert "a = " not in ported.python
    drawn = run("set.seed(1)\nz <- runif(2)\ny <- z[2]")["y"]
    assert run(ported)["y"] == drawn


def test_functions_of_a_loop_read_its_variables_when_r_reads_them() -> None:
    script = (
        "fs <- list()\nfor (i in 1:3) fs[[i]] <- function(x) x + i\n"
        "last <- fs[[1]](0)\n"
        "out <- c()\nfor (i in 1:3) out <- c(out, sum(sapply(1:2, function(j) j * i)))\n"
    )
    found = run(script)
    assert float(found["last"]) == 3  # a function that is stored sees the last value
    assert list(found["out"]) == [3, 6, 9]


def test_defaults_are_made_in_each_call_and_null_keeps_its_meaning() -> None:
    script = (
        "f <- function(x, at = 1:3) sum(x, at)\n"
        "g <- function(x, at = c(1, 2)) if (is.null(at)) 'none' else sum(x, at)\n"
        "a <- f(1)\nb <- f(1, 5)\nc1 <- g(1)\nd <- g(1, NULL)\n"
    )
    found = run(script)
    assert [float(found[n]) for n in ("a", "b", "c1")] == [7, 6, 4]
    assert found["d"] == "none"
