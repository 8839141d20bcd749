"""Pieces of Python: made from templates, written as text."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import black

Given: TypeAlias = "ast.expr | None"
_COMMENT, _BESIDE, _BLANK = "__comment__", "__beside__", "__blank__"
_MARK = re.compile(rf"^(\s*)({_COMMENT}|{_BESIDE}|{_BLANK})\((.*)\)$")
# What a ported script looks like: black's own style.
_STYLE = black.Mode()


def py(template: str, **parts: Given) -> ast.expr:
    """Return the expression ``template`` with its names replaced by ``parts``.

    An argument of a call whose part is None is left out.

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
        node.args = [a for a in node.args if not self._absent(a)]
        node.keywords = [k for k in node.keywords if not self._absent(k.value)]
        return self.generic_visit(node)

    def _absent(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and self._parts.get(node.id, node) is None


def call(function: str, *arguments: ast.expr, **named: ast.expr) -> ast.Call:
    """Return a call."""
    keywords = [ast.keyword(name, value) for name, value in named.items()]
    return ast.Call(ast.parse(function, mode="eval").body, list(arguments), keywords)


def method(owner: ast.expr, name: str, *arguments: ast.expr, **named: ast.expr) -> ast.Call:
    """Return the call of a method."""
    keywords = [ast.keyword(key, value) for key, value in named.items()]
    return ast.Call(ast.Attribute(owner, name), list(arguments), keywords)


def constant(value: str | float | bool | None) -> ast.expr:
    """Return a constant; negative numbers as an operation, as Python reads them."""
    if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
        return ast.UnaryOp(ast.USub(), ast.Constant(-value))
    return ast.Constant(value)


def name(text: str) -> ast.Name:
    """Return a name."""
    return ast.Name(text)


def listed(items: Iterable[ast.expr]) -> ast.List:
    """Return a list."""
    return ast.List(list(items))


def record(items: Mapping[str, ast.expr]) -> ast.Dict:
    """Return a dict with strings for keys."""
    return ast.Dict([ast.Constant(key) for key in items], list(items.values()))


def item(owner: ast.expr, key: ast.expr) -> ast.Subscript:
    """Return ``owner[key]``."""
    return ast.Subscript(owner, key)


def function(parameters: Sequence[str], body: ast.expr) -> ast.Lambda:
    """Return a lambda."""
    arguments = ast.arguments([], [ast.arg(p) for p in parameters], None, [], [], None, [])
    return ast.Lambda(arguments, body)


def less_one(node: ast.expr) -> ast.expr:
    """Return ``node - 1``, worked out where it can be."""
    match node:
        case ast.Constant(int(value)):
            return constant(value - 1)
        case ast.BinOp(left, ast.Add(), ast.Constant(1)):
            return left
    return ast.BinOp(node, ast.Sub(), ast.Constant(1))


def ranged(node: ast.expr) -> ast.expr:
    """Return ``range(...)`` for an ``np.arange(...)`` of whole numbers that is gone through."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("np"), "arange"), [_, _] as ends):
            return ast.Call(ast.Name("range"), ends, [])
        case ast.Call(ast.Attribute(ast.Name("np"), "arange"), [_, _, last] as ends):
            text = ast.unparse(last)
            if text.lstrip("-").isdigit():
                return ast.Call(ast.Name("range"), ends, [])
    return node


def comment(text: str) -> ast.stmt:
    """Return a comment on a line of its own; ``text`` begins with "#"."""
    return ast.Expr(call(_COMMENT, ast.Constant(text)))


def beside(text: str) -> ast.stmt:
    """Return a comment at the end of the line before."""
    return ast.Expr(call(_BESIDE, ast.Constant(text)))


def blank() -> ast.stmt:
    """Return an empty line."""
    return ast.Expr(call(_BLANK))


def source(statements: Sequence[ast.stmt]) -> str:
    """Return the text of a module, comments in their places, formatted."""
    bodies = [_with_a_body(copy.deepcopy(s)) for s in statements]
    module = _Lists().visit(ast.Module(bodies, []))
    lines: list[str] = []
    for line in ast.unparse(ast.fix_missing_locations(module)).splitlines():
        found = _MARK.match(line)
        if found is None:
            lines.append(line)
            continue
        indent, mark, text = found.groups()
        told = ast.literal_eval(text) if text else ""
        if mark == _BESIDE and lines:
            lines[-1] += f"  {told}"
        else:
            lines.append(f"{indent}{told}" if told else "")
    return black.format_str("\n".join(lines) + "\n", mode=_STYLE)


class _Lists(ast.NodeTransformer):
    """Hands lists over as they are: NumPy, pandas and this package make arrays of them."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = ast.unparse(node.func)
        if (isinstance(node.func, ast.Attribute) and name != "pd.unique") or name == "zip":
            node.args = [_bare(a) for a in node.args]
            for keyword in node.keywords:
                keyword.value = _bare(keyword.value)
            for argument in node.args:
                if isinstance(argument, ast.Dict):
                    argument.values = [_bare(v) for v in argument.values]
                if name in ("np.hstack", "np.concatenate") and isinstance(argument, ast.List):
                    argument.elts = [_bare(e) for e in argument.elts]
        return node


def _bare(node: ast.expr) -> ast.expr:
    match node:
        case ast.Call(ast.Attribute(ast.Name("np"), "array"), [ast.List() as inner], []):
            return inner
    return node


def _with_a_body(statement: ast.stmt) -> ast.stmt:
    """Return ``statement`` with ``pass`` in each block that holds nothing but comments."""
    for node in ast.walk(statement):
        for block in ("body", "orelse"):
            held = getattr(node, block, None)
            if isinstance(held, list) and held and all(map(is_comment, held)):
                held.append(ast.Pass())
    return statement


def is_blank(statement: ast.AST) -> bool:
    """Return whether a statement is an empty line."""
    match statement:
        case ast.Expr(ast.Call(ast.Name(function))):
            return function == _BLANK
    return False


def is_comment(statement: ast.AST) -> bool:
    """Return whether a statement is a comment, or an empty line."""
    match statement:
        case ast.Expr(ast.Call(ast.Name(function))):
            return function in (_COMMENT, _BESIDE, _BLANK)
    return False
