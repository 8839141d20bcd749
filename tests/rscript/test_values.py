"""Ported scripts compute R's values (tests/reference/rscript.R)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pybrms_mix.prior.table import PriorTable
from pybrms_mix.rscript import port, run
from pybrms_mix.rscript.trees.names import python_names
from tests.rscript.expressions import START, STORED, drawn

CORPUS = Path(__file__).parent / "corpus"
REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "rscript.json").read_text())
NUMBERS = {"Inf": np.inf, "-Inf": -np.inf, "NaN": np.nan, "NA": np.nan}


def flat(value: Any) -> list[Any]:
    """Return a value as a list, like a vector of R; texts and logicals stay unchanged."""
    if isinstance(value, pd.Categorical):
        return flat(list(value))
    if np.ndim(value) == 0:
        value = [value]
    plain = [NUMBERS.get(v, v) if isinstance(v, str) else v for v in list(value)]
    return [np.nan if v is None or v is pd.NA else v for v in plain]


def assert_same(ours: Any, theirs: Any) -> None:
    if isinstance(theirs, dict) and set(theirs) == {"matrix"}:
        np.testing.assert_allclose(np.asarray(ours, dtype=float), theirs["matrix"], rtol=1e-12)
        return
    if isinstance(ours, PriorTable):
        ours = ours.to_frame()[["prior", "class", "dpar"]]
        theirs = {n: theirs[n] for n in ours.columns}
    if isinstance(theirs, dict):
        assert list(ours.columns) == list(theirs)
        for name, column in theirs.items():
            assert_same(list(ours[name]), column)
        return
    first, second = flat(ours), flat(theirs)
    if any(isinstance(v, str) for v in second):
        assert list(map(str, first)) == list(map(str, second))
    else:
        np.testing.assert_allclose(
            np.array(first, dtype=float), np.array(second, dtype=float), rtol=1e-11, atol=1e-12
        )


@pytest.mark.parametrize("name", sorted(REFERENCE["values"]))
def test_a_fragment_leaves_the_variables_that_r_leaves(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = run(CORPUS / f"{name}.R")
    theirs = REFERENCE["values"][name]
    assert theirs
    spelt = python_names(theirs)
    for variable, value in theirs.items():
        ours = found[spelt[variable]]
        if not isinstance(ours, dict | list) or isinstance(value, list):
            assert_same(ours, value)


def evaluated(expressions: list[str]) -> list[Any]:
    lines = [f"value{at} <- {text}" for at, text in enumerate(expressions)]
    with np.errstate(all="ignore"):
        found = run(START + "\n".join(lines))
    return [found[f"value{at}"] for at in range(len(expressions))]


def test_random_expressions_have_the_values_that_r_gives_them() -> None:
    texts = STORED.read_text().splitlines()
    assert len(texts) == len(REFERENCE["answers"]) == 400
    assert port(START + "\n".join(f"v{n} <- {t}" for n, t in enumerate(texts))).missing == ()
    for text, ours, theirs in zip(texts, evaluated(texts), REFERENCE["answers"], strict=True):
        try:
            assert_same(ours, theirs)
        except (AssertionError, ValueError) as error:
            raise AssertionError(f"{text}: {ours}, in R {theirs}") from error


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_expressions_drawn_anew_have_the_values_that_r_gives_them(tmp_path: Path) -> None:
    texts = drawn(2, 150)
    shown = "cat(paste(sprintf('%.15g', as.numeric(v)), collapse = ' '), '\\n')"
    script = START + "\n".join(f"v <- suppressWarnings({text}); {shown}" for text in texts)
    file = tmp_path / "expressions.R"
    file.write_text(script, encoding="utf-8")
    done = subprocess.run(["Rscript", str(file)], capture_output=True, text=True, check=True)
    lines = [line.split() for line in done.stdout.splitlines()]
    answers = [[NUMBERS[v] if v in NUMBERS else float(v) for v in line] for line in lines]
    for text, ours, theirs in zip(texts, evaluated(texts), answers, strict=True):
        first = np.array(flat(ours), dtype=float)
        np.testing.assert_allclose(first, theirs, rtol=1e-11, atol=1e-12, err_msg=text)


def test_random_numbers_are_drawn_in_the_order_of_r() -> None:
    """R draws the numbers of a value before the places that receive them: R 4.2's own numbers."""
    found = run("set.seed(31)\nx <- numeric(5)\nx[sample(5, 2)] <- rpois(2, 10)")
    assert list(found["x"]) == [0, 10, 0, 9, 0]


def test_a_seed_inside_a_block_is_set() -> None:
    found = run("if (TRUE) {\n  set.seed(1)\n  x <- runif(1)\n}\nset.seed(1)\ny <- runif(1)")
    assert found["x"] == found["y"]


def test_a_function_of_the_script_comes_before_one_that_is_left_out() -> None:
    assert run("clip <- function(x) x + 1\nclip(2)\ny <- clip(3)")["y"] == 4
    assert "without clip" not in port("clip <- function(x) x + 1\nclip(2)").python


def test_columns_of_attached_data_come_after_the_variables_of_the_script() -> None:
    text = "d <- data.frame(a = 1:3, b = 4:6)\na <- 10\nattach(d)\ns <- sum(a) + sum(b)\ndetach(d)"
    assert run(text)["s"] == 25
