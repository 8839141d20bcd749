"""Fragments of R scripts, each beside the Python that was approved by reading."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pybrms_mix.rscript import port
from tests.rscript.test_polishing import run_ruff

CORPUS = Path(__file__).parent / "corpus"
NAMES = sorted(p.stem for p in CORPUS.glob("*.R"))


def test_the_corpus_is_large_enough() -> None:
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_a_fragment_is_ported_as_approved(name: str, golden: Callable[[str, str], None]) -> None:
    ported = port(CORPUS / f"{name}.R")
    golden(f"../rscript/corpus/{name}.py", ported.python)
    assert (ported.missing != ()) == name.startswith("not_ported")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_python_well_formatted(name: str) -> None:
    python = port(CORPUS / f"{name}.R").python
    ast.parse(python)
    assert run_ruff("format", "--isolated", "--diff", text=python) == ""


@pytest.mark.parametrize("name", NAMES)
def test_every_comment_of_the_script_is_kept(name: str) -> None:
    ported = port(CORPUS / f"{name}.R")
    for span in ported.script.comments:
        told = span.text[span.start : span.end].rstrip()
        # The line that names the program of the script is that of R.
        assert told in ported.python or (span.start == 0 and told.startswith("#!"))


def test_the_example_of_the_documentation_is_what_is_written() -> None:
    page = Path(__file__).parents[2] / "docs" / "porting.md"
    if not page.exists():
        pytest.skip("there is no checkout")
    text = page.read_text("utf-8")
    (r,) = re.findall(r"```r\n(.*?)```", text, re.S)
    python = re.findall(r"```python\n(.*?)```", text, re.S)[0]
    assert port(r).python == python
