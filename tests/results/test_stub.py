"""The stub of the methods of a fit, for type checkers and editors."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import pybrms_mix as pm
from tests import stubs

FORMAT = [sys.executable, "-m", "ruff"]


def written(text: str) -> str:
    """Return the text as ruff formats it."""
    for words in (["check", "--select", "I", "--fix-only", "-q"], ["format", "-q"]):
        command = [
            *FORMAT,
            *words,
            "--config",
            "pyproject.toml",
            "--stdin-filename",
            "fit.pyi",
            "-",
        ]
        done = subprocess.run(
            command,
            input=text,
            capture_output=True,
            text=True,
            check=True,
            cwd=stubs.PACKAGE.parent,
        )
        text = done.stdout
    return text


def test_the_stub_is_made_from_the_functions(request: pytest.FixtureRequest) -> None:
    text = written(stubs.stub())
    if request.config.getoption("--approve"):
        stubs.STUB.write_text(text, encoding="utf-8", newline="\n")
    assert stubs.STUB.read_text("utf-8") == text, "run pytest --approve tests/results/test_stub.py"


def test_each_method_of_a_fit_is_in_the_stub() -> None:
    tree = ast.parse(stubs.STUB.read_text("utf-8"))
    (fit,) = (n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "Fit")
    told = {n.name for n in fit.body if isinstance(n, ast.FunctionDef)}
    real = {name for name in vars(pm.Fit) if callable(getattr(pm.Fit, name))}
    assert {name for name in real if not name.startswith("_")} <= told


def test_the_public_names_are_those_of_dir() -> None:
    assert set(pm.__all__) <= set(dir(pm))
    assert [n for n in dir(pm) if not n.startswith("_") and n not in pm.__all__] == []
    assert all(hasattr(pm, name) for name in pm.__all__)
    assert Path(pm.__file__).with_name("py.typed").exists()
