"""Names of local variables say what they hold: ``levels`` and ``optimum``, not ``found``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from tests.test_house import FUNCTIONS, trees

# Participles and quantifiers: each leaves out the noun, so that the reader has to look for it.
WITHOUT_NOUN = {
    *("alone", "asked", "begun", "broken", "brought", "built", "called", "chosen"),
    *("counted", "done", "drawn", "each", "every", "few", "found", "given", "gone", "grown"),
    *("heard", "held", "here", "kept", "known", "left", "lost", "made", "many", "meant"),
    *("moved", "much", "named", "needed", "one", "other", "others", "own", "put", "read"),
    *("said", "same", "seen", "sent", "several", "shown", "some", "spent", "such", "taken"),
    *("there", "these", "those", "told", "used", "wanted", "what", "whole", "written"),
}
# Nodes that hold no function: most nodes of a tree are among them.
NO_FUNCTIONS = (ast.Name, ast.Constant, ast.expr_context, ast.operator, ast.arguments)
# The rooms in which such names are left, with their number. It can only fall.
LEFT: dict[str, int] = {}
# Operators of Python take ``other``; ``left`` stands beside ``right``.
OPERATORS = ("__eq__", "__lt__")


def arguments(node: ast.AST) -> Iterator[str]:
    """Yield the parameters of a lambda, a private function or a nested one."""
    if isinstance(node, (ast.Lambda, *FUNCTIONS)):
        parameters = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        parameters += [p for p in (node.args.vararg, node.args.kwarg) if p is not None]
        yield from (p.arg for p in parameters)


def bound(node: ast.AST) -> Iterator[str]:
    """Yield the names to which a node itself assigns."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()):
            yield name
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield name
        case ast.ExceptHandler(name=str(name)):
            yield name
        case ast.Lambda():
            yield from arguments(node)


def local_names(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """Return the names that a function binds, without those of functions inside it."""
    names: set[str] = set()
    nodes: list[ast.AST] = list(function.body)
    for node in nodes:
        if isinstance(node, FUNCTIONS):
            names |= {node.name}
        elif not isinstance(node, ast.ClassDef):
            names |= set(bound(node))
            nodes += ast.iter_child_nodes(node)
    return names


def without_noun(tree: ast.Module) -> Iterator[str]:
    """Yield "function: name" for each local name that says no noun."""
    nodes: list[tuple[ast.AST, bool]] = [(tree, False)]
    for node, is_inside in nodes:
        if isinstance(node, FUNCTIONS):
            names = local_names(node)
            private = node.name.startswith("_") and not node.name.startswith("__")
            if (private or is_inside) and not node.decorator_list:
                names |= set(arguments(node))
            if "right" in names or node.name in OPERATORS:
                names -= {"left", "other"}
            yield from (f"{node.name}: {name}" for name in sorted(names & WITHOUT_NOUN))
        inside = is_inside or isinstance(node, FUNCTIONS)
        nodes += [(child, inside) for child in ast.iter_child_nodes(node)
                  if not isinstance(child, NO_FUNCTIONS)]  # fmt: skip


def room(module: str) -> str:
    """Return the folder of a module."""
    return module.rpartition("/")[0]


@cache
def places() -> dict[str, list[str]]:
    """Return the names without a noun, by room."""
    places_: dict[str, list[str]] = {}
    for module, tree in trees().items():
        names = (f"{module}: {place}" for place in without_noun(tree))
        places_.setdefault(room(module), []).extend(names)
    return places_


def test_local_names_say_their_noun() -> None:
    many = [n for name, names in places().items() if len(names) > LEFT.get(name, 0) for n in names]
    assert many == []


def test_the_numbers_of_the_rooms_are_not_too_high() -> None:
    assert {name: len(places()[name]) for name in LEFT} == LEFT


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("def f():\n    found = 1", ["f: found"], id="an assignment"),
        pytest.param("def f(x):\n    for one in x: pass", ["f: one"], id="a loop"),
        pytest.param("def f(x):\n    return [own for own in x]", ["f: own"], id="a comprehension"),
        pytest.param("def f(x):\n    return map(lambda one: one, x)", ["f: one"], id="a lambda"),
        pytest.param("def f():\n    if (said := 1): pass", ["f: said"], id="a walrus"),
        pytest.param(
            "def f(x):\n    match x:\n        case [kept]: pass", ["f: kept"], id="a case"
        ),
        pytest.param("def _f(given): pass", ["_f: given"], id="a private function's parameter"),
        pytest.param("def f(given): pass", [], id="a public function's parameter"),
        pytest.param(
            "def f():\n    def g(told): pass", ["g: told"], id="a nested function's parameter"
        ),
        pytest.param("def f(x):\n    left, right = x", [], id="left beside right"),
        pytest.param("def f(x):\n    x.found = levels = 1", [], id="an attribute, and a noun"),
    ],
)
def test_names_without_a_noun_are_found(text: str, names: list[str]) -> None:
    assert list(without_noun(ast.parse(text))) == names
