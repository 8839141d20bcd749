"""The public names of ``pybrms_mix.r``: each module lists its own in ``__all__``."""

from __future__ import annotations

import ast
import importlib
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from pybrms_mix import r

PACKAGE = Path(r.__file__).parents[1]
ROOM = PACKAGE / "r"
# Its ``__all__`` lists names for other modules of the room, not for scripts.
INNER = {"values.r_vectors"}
# The modules, such as "values.r_vectors".
NAMES = sorted(f"{path.parent.name}.{path.stem}" for path in ROOM.glob("*/[!_]*.py"))


@cache
def module(name: str) -> ModuleType:
    return importlib.import_module(f"pybrms_mix.r.{name}")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def path_of(name: str) -> Path:
    return ROOM.joinpath(*name.split(".")).with_suffix(".py")


def listed(name: str) -> list[str]:
    """Return the public names of a module."""
    return [] if name in INNER else list(getattr(module(name), "__all__", []))


def defined(tree: ast.Module) -> set[str]:
    """Return the names that a module defines or assigns."""
    names: set[str] = set()
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Assign(targets=targets):
                below = (node for target in targets for node in ast.walk(target))
                names |= {node.id for node in below if isinstance(node, ast.Name)}
            case ast.AnnAssign(target=ast.Name(name)):
                names.add(name)
    return names


def used(tree: ast.Module) -> set[str]:
    """Return the names that a module reads: its own, imported ones, and those of modules."""
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name):
                names.add(name)
            case ast.ImportFrom(names=aliases):
                names |= {alias.name for alias in aliases}
    return names


def forgotten(tree: ast.Module, uses: set[str], public: list[str]) -> set[str]:
    """Return the functions of a module that are neither public nor used."""
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    return {n for n in functions - uses - {*public} if not n.startswith("_")}


def test_each_module_lies_in_a_room() -> None:
    assert [path.name for path in ROOM.glob("*.py")] == ["__init__.py"]


def test_the_public_names_are_those_of_the_modules() -> None:
    names = [n for name in NAMES for n in listed(name)]
    assert sorted(names) == r.__all__


@pytest.mark.parametrize("name", [n for n in NAMES if listed(n)])
def test_a_module_lists_names_that_it_defines(name: str) -> None:
    assert set(listed(name)) <= defined(tree(path_of(name)))
    for member in listed(name):
        # A module of the room with the name of a function must not take its place.
        assert getattr(r, member) is getattr(module(name), member)


@pytest.mark.wide
def test_no_function_is_forgotten() -> None:
    uses = set().union(*(used(tree(path)) for path in PACKAGE.rglob("*.py")))
    assert {n: f for n in NAMES if (f := forgotten(tree(path_of(n)), uses, listed(n)))} == {}
    new = ast.parse("def unlisted(x): ...\ndef order(x): ...\ndef _own(x): ...")
    assert forgotten(new, uses, ["order"]) == {"unlisted"}
