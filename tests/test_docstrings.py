"""Docstrings of all that a user can call: numpydoc sections, each parameter named, an example."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

import pybrms_mix as pm

# R spells a family with its links alone: help(gaussian) is that of its class.
FAMILIES = {n for n in pm.__all__ if isinstance(getattr(pm, n), pm.FamilyCall)}
FUNCTIONS = {
    name: getattr(pm, name)
    for name in pm.__all__
    if name not in FAMILIES
    and callable(getattr(pm, name))
    and not inspect.isclass(getattr(pm, name))
}
CLASSES = {
    name: getattr(pm, name)
    for name in pm.__all__
    if inspect.isclass(getattr(pm, name)) and not issubclass(getattr(pm, name), Exception)
}


def methods() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the public methods of public classes; those of fits are functions as well."""
    for name, class_ in CLASSES.items():
        for own, member in vars(class_).items():
            function = getattr(member, "__func__", member)
            if not own.startswith("_") and inspect.isfunction(function) and own not in FUNCTIONS:
                yield f"{name}.{own}", function


METHODS = dict(methods())


def properties() -> Iterator[tuple[str, property | cached_property[Any]]]:
    """Yield the public properties of public classes."""
    for name, class_ in CLASSES.items():
        for own, member in vars(class_).items():
            if not own.startswith("_") and isinstance(member, property | cached_property):
                yield f"{name}.{own}", member


PROPERTIES = dict(properties())


def sections(function: Any) -> dict[str, str]:
    """Return the text of each section of a docstring."""
    parts = re.split(r"(?m)^(\w[\w ]*)\n-{3,}\n", inspect.getdoc(function) or "")
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def documented(text: str) -> set[str]:
    """Return the names in a section: ``a, b : int`` and ``summary, robust`` are two each."""
    heads = re.findall(r"(?m)^(\S[^:\n]*?)(?: :.*)?$", text)
    return {name.strip("* ") for head in heads for name in head.split(",")}


@pytest.mark.parametrize("name", FUNCTIONS | METHODS)
def test_parameters_and_returns_are_documented(name):
    function = (FUNCTIONS | METHODS)[name]
    found, signature = sections(function), inspect.signature(function)
    parameters = [n for n in signature.parameters if n not in ("self", "cls")]
    assert [n for n in parameters if n not in documented(found.get("Parameters", ""))] == []
    if str(signature.return_annotation) not in ("None", "NoReturn"):
        assert found.keys() & {"Returns", "Yields"}


@pytest.mark.parametrize("name", FUNCTIONS | METHODS)
def test_a_function_or_method_has_an_example(name):
    assert ">>>" in sections((FUNCTIONS | METHODS)[name]).get("Examples", "")


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property_has_returns_and_an_example(name):
    found = sections(PROPERTIES[name])
    assert found.get("Returns", "").strip()
    assert re.search(r"(?m)^>>> (?!import|from)(?!.*\+SKIP)", found.get("Examples", ""))


@pytest.mark.parametrize("name", CLASSES)
def test_the_attributes_of_a_class_are_documented(name):
    fields = [n for n in getattr(CLASSES[name], "__dataclass_fields__", {}) if n[0] != "_"]
    found = sections(CLASSES[name])
    known = documented(found.get("Attributes", "") + found.get("Parameters", ""))
    assert [n for n in fields if n not in known] == []
    assert "Attributes:" not in (inspect.getdoc(CLASSES[name]) or "")


def test_the_search_finds_functions_methods_and_classes():
    assert len(FUNCTIONS) > 90 and len(METHODS) > 15 and len(CLASSES) > 20
    assert len(PROPERTIES) > 40


SAMPLES = "it samples, which takes seconds"
NOT_RUN = {
    "bridge_sampler": SAMPLES, "brm_multiple": SAMPLES, "combine_models": SAMPLES,
    "compare_components": SAMPLES, "distal": SAMPLES, "kfold": SAMPLES, "mode_masses": SAMPLES,
    "post_prob": SAMPLES, "reloo": SAMPLES, "sbc": SAMPLES, "stability": SAMPLES,
    "update": SAMPLES, "relabel": "no stored fit has exchangeable components",
    "marginal_log_lik": "no stored fit has whole groups",
    "dynamic_predictions": "no stored fit has whole groups",
    "plot_dynamic_predictions": "no stored fit has whole groups",
    "conditional_smooths": "no stored fit has a smooth",
    "posterior_smooths": "no stored fit has a smooth",
}  # fmt: skip
"""The functions none of whose examples runs, by the reason."""


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_example_runs_or_says_why_not(name):
    lines = re.findall(r"(?m)^>>> .*", sections(FUNCTIONS[name]).get("Examples", ""))
    runs = any(not re.search(r"\+SKIP|^>>> (?:import|from|d =|files =) ", line) for line in lines)
    assert lines
    assert runs != (name in NOT_RUN)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_of_new_rows_names_the_errors(name):
    function = FUNCTIONS[name]
    if "newdata" in inspect.signature(function).parameters:
        assert "Raises" in sections(function)


def _members() -> dict[str, set[str]]:
    """Return the attributes of each class of the package, by its name."""
    found: dict[str, set[str]] = {}
    for info in pkgutil.walk_packages(pm.__path__, "pybrms_mix."):
        if info.name.rpartition(".")[2] not in ("__main__", "pystan_build"):
            for name, kind in vars(importlib.import_module(info.name)).items():
                if inspect.isclass(kind) and kind.__module__.startswith("pybrms_mix"):
                    fields = {n for c in kind.__mro__ for n in getattr(c, "__annotations__", ())}
                    assigned = re.findall(r"self\.(\w+)", inspect.getsource(kind))
                    found.setdefault(name, set()).update(dir(kind), fields, assigned)
    return found


@pytest.mark.wide
def test_attributes_that_docstrings_name_exist() -> None:
    """``Stanvars.as_json`` in a docstring is an attribute of the class ``Stanvars``."""
    known = _members()
    del known["Client"]  # that of Dask
    lost = []
    for path in sorted(Path(pm.__file__).parent.rglob("*.py")):
        for owner, name in re.findall(r"``([A-Z]\w*)\.(\w+)(?:\(\))?``", path.read_text("utf-8")):
            if owner in known and name not in known[owner]:
                lost.append(f"{path.name}: {owner}.{name}")
    assert lost == []
