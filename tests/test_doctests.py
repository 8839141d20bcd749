"""The examples in docstrings run, and print what they say."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import pybrms_mix
from tests.results.facts import fit_of

_RUNS = {"__main__", "pystan_build"}  # modules that do their work when they are imported


def modules() -> list[str]:
    """Return the names of the package's modules."""
    found = pkgutil.walk_packages(pybrms_mix.__path__, "pybrms_mix.")
    return [m.name for m in found if m.name.rpartition(".")[2] not in _RUNS]


def fits() -> dict[str, object]:
    """Return the fits of examples that skip ``brm()``: their draws are stored."""
    return {"fit": fit_of("two_gaussians"), "other": fit_of("predicted_theta")}


@pytest.mark.parametrize("name", modules())
@pytest.mark.filterwarnings("ignore")
def test_the_examples_of_a_module_run(name: str, tmp_path, monkeypatch) -> None:
    # Examples read the files that the tests read, and write beside them.
    (tmp_path / "tests").symlink_to(Path(__file__).parent)
    monkeypatch.chdir(tmp_path)
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    done = doctest.testmod(importlib.import_module(name), optionflags=flags, extraglobs=fits())
    assert done.failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    tests = [t for n in modules() for t in finder.find(importlib.import_module(n))]
    assert sum(len(t.examples) for t in tests) > 100
