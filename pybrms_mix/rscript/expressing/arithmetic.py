"""Translate arithmetic: Python's operators where they agree with R, and else ``r.compute()``."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.facts.hazards import differs, exponent, is_full, stays_present
from pybrms_mix.rscript.facts.kinds import Kind, Value, are_bare, joined
from pybrms_mix.rscript.facts.lengths import apart, longer, recycles
from pybrms_mix.rscript.facts.whole_numbers import DOUBLE, INTEGER
from pybrms_mix.rscript.trees.python import call, constant, py
from pybrms_mix.rscript.trees.refusals import NotPorted

# Operators of vectors and matrices, with their functions and the kinds of their values.
OF_AXES = {"%o%": ("r.outer", Kind.LABELLED), "%**%": ("r.random_product", Kind.UNKNOWN)}
ARITHMETIC: dict[str, type[ast.operator]] = {
    "+": ast.Add,
    "-": ast.Sub,
    "*": ast.Mult,
    "/": ast.Div,
    "^": ast.Pow,
    "%%": ast.Mod,
    "%/%": ast.FloorDiv,
}

# The kinds of values that may be columns of one row.
_OF_COLUMNS = frozenset({Kind.UNKNOWN, Kind.SERIES})


def arithmetic(op: str, first: Value, second: Value) -> Value:
    """Return arithmetic with two operands."""
    if op == "+" and Kind.PRIORS in (first.kind, second.kind):
        return Value(ast.BinOp(first.node, ast.Add(), second.node), Kind.PRIORS)
    if op == "+" and Kind.MODEL in (first.kind, second.kind):
        return Value(ast.BinOp(first.node, ast.Add(), second.node), Kind.MODEL)
    shaped = first.shaped or second.shaped
    lone = (first.lone or second.lone) and joined(first.kind, second.kind) in _OF_COLUMNS
    if Kind.FRAME in (first.kind, second.kind):
        return _of_frames(op, first, second)
    if first.is_list or second.is_list:
        raise NotPorted(f"R has no '{op}' of lists: unlist() makes a vector of a list")
    if apart(first, second):
        recycled = py("r.compute(x, op, y)", x=first.node, op=constant(op), y=second.node)
        size = longer(first, second)
        kind = _kind_apart(first, second)
        single = kind is Kind.UNKNOWN and first.lone and second.lone
        return Value(recycled, kind, shaped=shaped, size=size, lone=single)
    if differs(op, first, second):
        computed = py("r.compute(x, op, y)", x=first.node, op=constant(op), y=second.node)
        return Value(computed, _joined(first, second), shaped=shaped)
    power = exponent(op, first, _computed(second))
    computed = ast.BinOp(_computed(first), ARITHMETIC[op](), power)
    size = longer(first, second)
    bare, kind = are_bare((first, second)), _joined(first, second)
    present = stays_present(op, first, second)
    return Value(computed, kind, columns=first.columns, shaped=shaped, size=size, bare=bare,
                 present=present, lone=lone)  # fmt: skip


def _joined(first: Value, second: Value) -> Kind:
    """Return the kind of the result, which may have the names of an operand of unknown kind."""
    kind = joined(first.kind, second.kind)
    has_unknown = Kind.UNKNOWN in (first.kind, second.kind) and not are_bare((first, second))
    return Kind.UNKNOWN if kind is Kind.VECTOR and has_unknown else kind


def _of_frames(op: str, first: Value, second: Value) -> Value:
    """Return arithmetic of whole data frames: by position, unless the other side is a number."""
    if Kind.LIST in (first.kind, second.kind):
        raise NotPorted(f"'{op}' of a data frame and a list has no Python here")
    if Kind.NUMBER in (first.kind, second.kind) and not differs(op, first, second):
        computed: ast.expr = ast.BinOp(first.node, ARITHMETIC[op](), second.node)
    else:
        computed = call("r.compute", first.node, constant(op), second.node)
    return Value(computed, Kind.FRAME, columns=first.columns or second.columns)


def _kind_apart(first: Value, second: Value) -> Kind:
    """Return the kind of arithmetic by ``r.compute()``; only the longer vector keeps its names."""
    kinds = {first.kind, second.kind}
    if Kind.NAMED in kinds and recycles(first, second):
        return Kind.UNKNOWN
    order = (Kind.LABELLED, Kind.MATRIX, Kind.NAMED, Kind.UNKNOWN)
    return next((kind for kind in order if kind in kinds), Kind.VECTOR)


def _computed(operand: Value) -> ast.expr:
    """Return an operand of arithmetic, with a list converted to an array."""
    return call("np.array", operand.node) if operand.kind is Kind.LIST else operand.node


def quotient(first: Value, second: Value, types: tuple[str | None, str | None]) -> Value:
    """Return ``x %/% y``: division by zero is NA for integers of R, and infinite for doubles."""
    types_of_r: dict[str, ast.expr] = {}
    if DOUBLE in types or types == (INTEGER, INTEGER):
        types_of_r = {"integers": constant(DOUBLE not in types)}
    computed = call("r.compute", _computed(first), constant("%/%"), _computed(second), **types_of_r)
    kind = _kind_apart(first, second) if apart(first, second) else joined(first.kind, second.kind)
    return Value(computed, kind, shaped=first.shaped or second.shaped, size=longer(first, second))


def truth(given: Value) -> ast.expr:
    """Return the condition of an ``if``; like R, it fails for a missing value or several values."""
    match given.node:
        case ast.Constant(bool()) | ast.BoolOp() | ast.Compare():
            return given.node
        case ast.UnaryOp(ast.Not(), ast.Compare() | ast.BoolOp()):
            return given.node
    return call("r.truth", given.node)


def prefixed(op: str, operand: Value) -> Value:
    """Return ``!x``, ``+x`` or ``-x``."""
    if op == "!":
        if operand.kind is Kind.FLAG:
            return Value(ast.UnaryOp(ast.Not(), truth(operand)), Kind.FLAG)
        if operand.kind is Kind.MASK:
            return Value(ast.UnaryOp(ast.Invert(), operand.node), Kind.MASK)
        return Value(call("r.negated", operand.node), operand.kind)
    return operand if op == "+" else _negative(operand)


def _negative(operand: Value) -> Value:
    if operand.is_list:
        raise NotPorted("R has no '-' of a list: unlist() makes a vector of a list")
    kind = joined(operand.kind, Kind.NUMBER)
    is_present = is_full(operand)
    # The unary minus would change the sign of a missing number, which tells NaN from NA.
    unknown = "r.negative(x)" if operand.kind is Kind.UNKNOWN else "-1 * x"
    template = "-x" if is_present else unknown
    minus = py(template, x=operand.node)
    present = kind is Kind.NUMBER and is_present
    return Value(minus, kind, bare=operand.bare, present=present, lone=operand.lone)


def whole_range(first: Value, second: Value) -> Value:
    """Translate ``1:n``, with both ends. It counts down only if both ends are constants."""
    match first.node, second.node:
        case ast.Constant(int(low)), ast.Constant(int(high)) if low > high:
            return Value(py("np.arange(a, b, -1)", a=first.node, b=constant(high - 1)), Kind.VECTOR)
        case ast.Constant(int()), ast.Constant(int(high)):
            return Value(py("np.arange(a, b)", a=first.node, b=constant(high + 1)), Kind.VECTOR)
    starts_at_one = isinstance(first.node, ast.Constant) and first.node.value == 1
    if starts_at_one and second.positive:
        return Value(py("np.arange(a, b + 1)", a=first.node, b=second.node), Kind.VECTOR)
    # If the last number is less than the first, R counts down: ``1:0`` is 1, 0.
    return Value(call("r.span", first.node, second.node), Kind.VECTOR)
