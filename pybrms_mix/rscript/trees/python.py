"""Build Python syntax trees from the templates of this package."""

from __future__ import annotations

import ast
import copy
import inspect
from collections.abc import Iterable, Mapping, Sequence
from types import EllipsisType
from typing import TypeAlias

from pybrms_mix import r
from pybrms_mix.rscript.trees.names import is_keyword_name
from pybrms_mix.rscript.trees.refusals import NotPorted

Given: TypeAlias = "ast.expr | None"


def py(template: str, /, **parts: Given) -> ast.expr:
    """Return the expression ``template`` with its names replaced by ``parts``.

    An argument of a call is left out if its part is None.

    >>> ast.unparse(py("np.round(x, digits)", x=ast.Name("y"), digits=None))
    'np.round(y)'
    """
    body = ast.parse(template, mode="eval").body
    filled = _Fill(parts).visit(body)
    assert isinstance(filled, ast.expr)
    return filled


class _Fill(ast.NodeTransformer):
    def __init__(self, parts: Mapping[str, Given]) -> None:
        self._parts = parts

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return copy.deepcopy(self._parts.get(node.id) or node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        gap = next((n for n, a in enumerate(node.args) if self._absent(a)), len(node.args))
        later = [(n, a) for n, a in enumerate(node.args) if n > gap and not self._absent(a)]
        node.args = node.args[:gap]
        # After an omitted argument, the later arguments are passed by keyword.
        node.keywords = [*_by_name(node.func, later), *node.keywords]
        node.keywords = [k for k in node.keywords if not self._absent(k.value)]
        return self.generic_visit(node)

    def _absent(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and self._parts.get(node.id, node) is None


def _by_name(function: ast.expr, arguments: list[tuple[int, ast.expr]]) -> list[ast.keyword]:
    """Return positional arguments of an R verb as keywords, by the names in its signature."""
    if not arguments:
        return []
    match function:
        case ast.Attribute(ast.Name("r"), name):
            names = list(inspect.signature(getattr(r, name)).parameters)
            return [ast.keyword(names[n], a) for n, a in arguments]
    raise AssertionError(
        f"{ast.unparse(function)} has arguments after an optional argument that is left out"
    )


def call(function: str, /, *arguments: ast.expr, **named: ast.expr) -> ast.Call:
    """Return the call of a function of this package; keywords may be names from the script."""
    return ast.Call(ast.parse(function, mode="eval").body, list(arguments), keywords(named))


def method(owner: ast.expr, name: str, /, *arguments: ast.expr, **named: ast.expr) -> ast.Call:
    """Return the call of a method."""
    return ast.Call(ast.Attribute(owner, name), list(arguments), keywords(named))


def keywords(named: Mapping[str, ast.expr]) -> list[ast.keyword]:
    """Return keyword arguments of a call.

    Raises
    ------
    NotPorted
        If a name cannot be a keyword in Python.
    """
    for key, argument in named.items():
        if not is_keyword_name(key):
            message = f"{key!r} cannot be the name of an argument in Python"
            raise NotPorted(message, getattr(argument, "place", None))
    return [ast.keyword(key, argument) for key, argument in named.items()]


def columns_given(named: Mapping[str, ast.expr], taken: Iterable[str] = ()) -> list[ast.keyword]:
    """Return arguments named after columns: as keywords, or as a dict if a name is no keyword.

    ``taken`` holds the names of the function's own parameters, which no column may have.
    """
    if all(is_keyword_name(n) and n not in taken for n in named):
        return keywords(named)
    if any(n in taken for n in named):
        name = next(n for n in named if n in taken)
        raise NotPorted(f"the column '{name}' has the same name as an argument of pandas")
    return [ast.keyword(None, record(named))]


def constant(value: str | float | bool | EllipsisType | None) -> ast.expr:
    """Return a constant; a negative number becomes an operation, as Python parses it."""
    if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
        return ast.UnaryOp(ast.USub(), ast.Constant(-value))
    return ast.Constant(value)


def name(text: str) -> ast.Name:
    """Return a name node."""
    return ast.Name(text)


def listed(items: Iterable[ast.expr]) -> ast.List:
    """Return a list node."""
    return ast.List(list(items))


def record(items: Mapping[str, ast.expr]) -> ast.Dict:
    """Return a dict node with string keys."""
    return ast.Dict([ast.Constant(key) for key in items], list(items.values()))


def item(owner: ast.expr, key: ast.expr) -> ast.Subscript:
    """Return the subscript ``owner[key]``."""
    return ast.Subscript(owner, key)


def function(parameters: Sequence[str], body: ast.expr) -> ast.Lambda:
    """Return a lambda node."""
    arguments = ast.arguments([], [ast.arg(p) for p in parameters], None, [], [], None, [])
    return ast.Lambda(arguments, body)


def function_definition(
    name: str, parameters: Sequence[str], body: list[ast.stmt]
) -> ast.FunctionDef:
    """Return the definition of a function with statements."""
    arguments = ast.arguments([], [ast.arg(p) for p in parameters], None, [], [], None, [])
    return ast.FunctionDef(name, arguments, body, [])


def less_one(node: ast.expr) -> ast.expr:
    """Return ``node - 1``, evaluated if ``node`` is a constant."""
    match node:
        case ast.Constant(int(value)):
            return constant(value - 1)
        case ast.BinOp(operand, ast.Add(), ast.Constant(1)):
            return operand
    return ast.BinOp(node, ast.Sub(), ast.Constant(1))


def ranged(node: ast.expr) -> ast.expr:
    """Return ``range(...)`` for an integer ``np.arange(...)`` that a loop iterates over."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("np"), "arange"), [ast.Constant(0), end]):
            return ast.Call(ast.Name("range"), [end], [])
        case ast.Call(ast.Attribute(ast.Name("np"), "arange"), [_, _] as ends):
            return ast.Call(ast.Name("range"), ends, [])
        case ast.Call(ast.Attribute(ast.Name("np"), "arange"), [_, _, last] as ends):
            text = ast.unparse(last)
            if text.lstrip("-").isdigit():
                return ast.Call(ast.Name("range"), ends, [])
    return node
