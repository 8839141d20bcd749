"""The examples in docstrings run, and print what they say."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import ModuleType

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


def examples(module: ModuleType) -> Iterator[doctest.DocTest]:
    """Yield the examples of a module, also of cached properties, which doctest passes over."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    yield from finder.find(module, extraglobs=fits())
    for class_ in (c for c in vars(module).values() if inspect.isclass(c)):
        for name, member in vars(class_).items():
            if class_.__module__ == module.__name__ and isinstance(member, cached_property):
                title = f"{class_.__name__}.{name}"
                yield from finder.find(member.func, title, module, extraglobs=fits())


@pytest.mark.parametrize("name", modules())
@pytest.mark.filterwarnings("ignore")
def test_the_examples_of_a_module_run(name: str, tmp_path, monkeypatch) -> None:
    # Examples read the files that the tests read, and write beside them.
    (tmp_path / "tests").symlink_to(Path(__file__).parent)
    monkeypatch.chdir(tmp_path)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    for example in examples(importlib.import_module(name)):
        runner.run(example)
    assert runner.summarize().failed == 0


def test_there_are_examples() -> None:
    tests = [t for n in modules() for t in examples(importlib.import_module(n))]
    assert sum(len(t.examples) for t in tests) > 100
    assert {"Mixture.places", "Mixture.own_places"} <= {t.name for t in tests}
