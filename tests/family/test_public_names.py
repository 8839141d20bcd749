"""The family functions and ``__all__`` are made from the catalogue and the imports."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from runpy import run_path

import pytest

from pybrms_mix.family.catalogue import FAMILIES, function, function_names
from pybrms_mix.family.family_call import FamilyCall
from tests import public_names


def formatted(text: str, name: str) -> str:
    """Return the text as ruff formats it."""
    for words in (["check", "--select", "I", "--fix-only", "-q"], ["format", "-q"]):
        command = [sys.executable, "-m", "ruff", *words, "--stdin-filename", name, "-"]
        done = subprocess.run(
            command, input=text, capture_output=True, text=True, check=True,
            cwd=public_names.PACKAGE.parent,
        )  # fmt: skip
        text = done.stdout
    return text


@pytest.mark.parametrize(
    ("file", "made"),
    [
        (public_names.CALLS, lambda text: public_names.calls()),
        (public_names.INIT, public_names.init),
        (public_names.MODULES, lambda text: public_names.modules()),
    ],
    ids=["calls", "init", "modules"],
)
def test_the_text_is_made_from_the_catalogue(
    file: Path, made: Callable[[str], str], request: pytest.FixtureRequest
) -> None:
    text = file.read_text("utf-8")
    new = formatted(made(text), str(file.relative_to(public_names.PACKAGE.parent)))
    if request.config.getoption("--approve"):
        file.write_text(new, encoding="utf-8", newline="\n")
    assert file.read_text("utf-8") == new, "run pytest --approve tests/family/test_public_names.py"


def test_each_family_of_the_catalogue_has_a_function() -> None:
    # The test above may have written the file since it was imported.
    text = run_path(str(public_names.CALLS))
    found = {n: f for n, f in text.items() if isinstance(f, FamilyCall)}
    assert {function(call.name).name for call in found.values()} == set(FAMILIES)
    assert {f.name: n for n, f in found.items()} == {
        n: n.replace(".", "_") for n in function_names()
    }


def test_a_name_that_is_missing_is_added() -> None:
    text = public_names.INIT.read_text("utf-8")
    without = text.replace('    "student",\n', "").replace("        student,\n", "")
    assert without != text
    assert formatted(public_names.init(without), "pybrms_mix/__init__.py") == text
