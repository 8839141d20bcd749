"""The lengths of vectors that are known before a script runs, and operands that R would recycle."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.kinds import ARRAYS, COLUMNS, Kind, Value

_VECTORS = COLUMNS | ARRAYS | {Kind.NAMED}


def size_of(given: Value) -> int | None:
    """Return the number of elements of a vector; None if it is not known."""
    return given.size if given.size is not None else _counted(given.node)


def _counted(node: ast.expr) -> int | None:
    """Return the number of elements that an expression lists."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("np"), "array"), [ast.List(items)], []):
            return len(items)
        case ast.List(items):
            return len(items)
        case ast.Call(ast.Attribute(ast.Name("pd"), "Series"), [ast.Dict(keys)], []):
            return len(keys)
        case ast.Call(ast.Attribute(ast.Name("np"), "arange"), [low, high, *step], []):
            try:
                return len(range(*map(ast.literal_eval, (low, high, *step))))
            except (ValueError, TypeError):
                return None
        case ast.Call(ast.Attribute(ast.Name("np"), "linspace"), [_, _, ast.Constant(int(n))], []):
            return n
        case ast.Call(
            ast.Attribute(ast.Name("np"), "tile" | "repeat"), [inner, ast.Constant(int(n))], []
        ):
            size = _counted(inner)
            return None if size is None else size * n
        case ast.UnaryOp(_, operand):
            return _counted(operand)
    return None


def longer(first: Value, second: Value) -> int | None:
    """Return the number of elements of the result of arithmetic with two operands."""
    sizes = [size_of(v) for v in (first, second) if v.kind in _VECTORS]
    return None if not sizes or None in sizes else max(s for s in sizes if s is not None)


def recycles(first: Value, second: Value) -> bool:
    """Return whether R may have to recycle one of two vectors, which NumPy would refuse.

    The script lists the elements of one vector, and the other vector is not known to have as many.
    Random numbers that the expression itself draws have the length that fits.
    """
    if not {first.kind, second.kind} & _VECTORS:
        return False
    if not {first.kind, second.kind} <= _VECTORS | {Kind.UNKNOWN}:
        return False
    sizes = {size_of(first), size_of(second)}
    return len(sizes) > 1 and not any(map(_drawn, (first.node, second.node)))


def _drawn(node: ast.expr) -> bool:
    return any(isinstance(n, ast.Name) and n.id == "rng" for n in ast.walk(node))
