"""Numbers of elements: R truncates them, and NumPy takes integers only."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.trees.python import call, method
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import (
    Assign,
    Call,
    Function,
    Infix,
    Name,
    Number,
    Parens,
    Part,
    Prefix,
    called,
)


def whole_count(count: Value, part: Part, script: Sequence[Part]) -> ast.expr:
    """Return a number of elements, as ``int(n / 2)`` where it may be no integer of Python.

    A column must have one element: ``conditions[i, ]$n``. An element with its name, ``n["a"]``, is
    the number alone.
    """
    match count.node:
        case ast.Call(ast.Attribute(ast.Name("r"), "subset"), [owner, ast.Constant(str()) as name]):
            return call("r.element", owner, name)
    if count.kind is Kind.SERIES:
        return call("int", method(count.node, "item"))
    if count.whole or isinstance(count.node, ast.Constant) or not _may_be_float(part, script):
        return count.node
    return call("int", count.node)


def _may_be_float(part: Part, script: Sequence[Part]) -> bool:
    """Return whether an expression divides, or reads a variable that a division has given."""
    sources, names = [part], set[str]()
    while sources:
        parts_of_sum = list(_operands(sources.pop()))
        if any(_gives_float(operand) for operand in parts_of_sum):
            return True
        new = {operand.text for operand in parts_of_sum if isinstance(operand, Name)} - names
        names |= new
        sources += [assigned for name, assigned in _assignments(script) if name in new]
    return False


def _operands(part: Part) -> Iterator[Part]:
    """Yield an expression, and the operands of its operators, but no arguments of functions."""
    yield part
    match part:
        case Infix(left, _, right):
            yield from (*_operands(left), *_operands(right))
        case Parens(inner) | Prefix(_, inner):
            yield from _operands(inner)


def _assignments(script: Sequence[Part]) -> Iterator[tuple[str, Part]]:
    """Yield the name and the value of each assignment, and of each default of a parameter."""
    for script_part in (part for statement in script for part in below(statement)):
        match script_part:
            case Assign(Name(name), assigned):
                yield name, assigned
            case Function(parameters):
                yield from ((p.name, p.value) for p in parameters if p.name and p.value)


# Functions that give whole numbers in R, as floats of NumPy here.
_ROUNDING = frozenset({"round", "floor", "ceiling", "trunc"})


def _gives_float(part: Part) -> bool:
    match part:
        case Infix(_, "/", _):
            return True
        case Number(text):
            return "." in text or "e" in text.lower()
        case Call():
            return called(part) in _ROUNDING
    return False
