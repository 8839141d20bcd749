"""Arithmetic in which Python's operators and R's differ: division by zero, powers, remainders."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.facts.kinds import ARRAYS, Kind, Value, joined
from pybrms_mix.rscript.trees.python import call, constant

# The largest exponent for which whole numbers of NumPy are taken not to overflow.
_SMALL = 3


def differs(op: str, first: Value, second: Value) -> bool:
    """Return whether Python may raise an error, or give another number, where R gives a value.

    Division of Python's numbers by zero is an error; whole arrays divided by zero give zeros; the
    root of a negative number is complex; powers of whole arrays overflow.
    """
    divisor = _constant(second.node)
    numbers = first.kind is second.kind is Kind.NUMBER
    arrays = {first.kind, second.kind} <= {*ARRAYS, Kind.NUMBER} and not numbers
    if op == "^":
        if divisor is not None and float(divisor).is_integer() and divisor >= 0:
            return False
        if numbers:
            return not (first.positive or _is_numpy(first.node) or _is_numpy(second.node))
        return arrays and divisor is None and not _is_float(first.node)
    if op not in ("/", "%%", "%/%") or divisor:
        return False
    if second.kind is Kind.NUMBER and first.kind in (Kind.NUMBER, Kind.UNKNOWN):
        return not (second.positive or _is_numpy(first.node) or _is_numpy(second.node))
    return arrays and op != "/" and not second.positive


def nonzero(node: ast.expr) -> bool:
    """Return whether a divisor is a number other than zero."""
    return bool(_constant(node))


def _constant(node: ast.expr) -> float | None:
    match node:
        case ast.Constant(int() | float() as value):
            return value
        case ast.UnaryOp(ast.USub(), ast.Constant(int() | float() as value)):
            return -value
    return None


def _is_numpy(node: ast.expr) -> bool:
    """Return whether a number certainly is one of NumPy, which divides by zero as R does."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("np" | "special"))):
            return True
        case ast.Attribute(ast.Name("np")):
            return False
        case ast.BinOp(left, _, right):
            return _is_numpy(left) or _is_numpy(right)
        case ast.UnaryOp(_, operand):
            return _is_numpy(operand)
    return False


def _is_float(node: ast.expr) -> bool:
    """Return whether an array certainly holds floats: quotients, functions, written decimals."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("np"), "exp" | "log" | "sqrt" | "linspace")):
            return True
        case ast.Call(ast.Attribute(ast.Name("rng" | "special"))):
            return True
        case ast.Call(_, [ast.List(items)]):
            return any(isinstance(n, ast.Constant) and isinstance(n.value, float) for n in items)
        case ast.BinOp(left, op, right):
            return isinstance(op, ast.Div) or _is_float(left) or _is_float(right)
    return False


def exponent(op: str, first: Value, node: ast.expr) -> ast.expr:
    """Return the exponent as a float where whole numbers of NumPy would fail or overflow."""
    power = _constant(node)
    if op != "^" or not isinstance(power, int) or 0 <= power <= _SMALL:
        return node
    if first.kind is Kind.NUMBER:
        return node
    if power < 0:
        return ast.UnaryOp(ast.USub(), ast.Constant(-float(power)))
    return ast.Constant(float(power))


_COUNTS = frozenset({"len", "int", "r.length", "r.nrow", "r.ncol", "r.row_count", "os.cpu_count",
                     "r.column_count", "rng.runif", "rng.rnorm", "rng.rexp", "time.time",
                     "rng.rbinom", "rng.rpois", "rng.sample"})  # fmt: skip


def _is_present(node: ast.expr) -> bool:
    """Return whether an expression counts elements, or draws a number, or is a number."""
    match node:
        case ast.Call(function):
            return ast.unparse(function) in _COUNTS
        case ast.Subscript(ast.Attribute(_, "shape")):
            return True
        case ast.Attribute(ast.Name("np"), "pi" | "inf"):
            return True
        case ast.UnaryOp(ast.USub(), operand):
            return _is_present(operand)
    return _constant(node) is not None


def stays_present(op: str, first: Value, second: Value) -> bool:
    """Return whether arithmetic of two numbers gives a number that is certainly not missing."""
    if not (first.kind is second.kind is Kind.NUMBER and is_full(first) and is_full(second)):
        return False
    if op in ("/", "%%", "%/%"):
        return second.positive or bool(_constant(second.node))
    infinite = any("np.inf" in ast.unparse(v.node) for v in (first, second))
    return op in ("+", "-", "*", "^") and not infinite and (op != "^" or first.positive)


def is_full(given: Value) -> bool:
    """Return whether a number or a numeric vector is known to have no missing element."""
    if given.kind is Kind.NUMBER:
        return given.present or given.whole or _is_present(given.node)
    match given.node:
        case ast.Call(ast.Attribute(ast.Name("np"), "arange" | "linspace")):
            return True
        case ast.Call(ast.Attribute(ast.Name("rng"), "runif" | "rnorm" | "rexp")):
            return True
        case ast.Call(ast.Attribute(ast.Name("np"), "array"), [ast.List(items)]):
            return all(_constant(i) is not None for i in items)
    return False


def integer_result(op: str, first: Value, second: Value) -> Value:
    """Return arithmetic of integers of R, which is NA beyond the largest integer."""
    flags = {"integers": constant(True)}
    result = call("r.compute", first.node, constant(op), second.node, **flags)
    return Value(result, joined(first.kind, second.kind))
