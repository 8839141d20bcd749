"""The lengths of vectors that are known before a script runs, and operands that R would recycle."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.facts.kinds import ARRAYS, COLUMNS, SCALARS, Kind, Value

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

    This is so if the script lists the elements of one vector, and the length of the other vector is
    unknown or different. Random numbers that the expression draws have the right length.
    """
    if not {first.kind, second.kind} & _VECTORS:
        return False
    if not {first.kind, second.kind} <= _VECTORS | {Kind.UNKNOWN}:
        return False
    sizes = {size_of(first), size_of(second)}
    return len(sizes) > 1 and not any(map(_drawn, (first.node, second.node)))


def _drawn(node: ast.expr) -> bool:
    return any(isinstance(n, ast.Name) and n.id == "rng" for n in ast.walk(node))


def whole_columns(node: ast.expr) -> str | None:
    """Return the data frame to which all columns in an expression of whole columns belong.

    None means that the expression may have fewer elements than the data frame has rows, or that it
    has columns of several data frames. pandas would align such elements by the labels of the rows.
    """
    match node:
        case ast.Subscript(owner, ast.Constant(str())):
            return ast.dump(owner)
        case ast.UnaryOp(_, operand):
            return whole_columns(operand)
        case ast.BinOp(left, _, right):
            owners = {whole_columns(n) for n in (left, right) if not isinstance(n, ast.Constant)}
            return owners.pop() if len(owners) == 1 else None
        case ast.Call(ast.Attribute(ast.Name("np" | "special")), [inner], []):
            return whole_columns(inner)
    return None


def apart(first: Value, second: Value) -> bool:
    """Return whether two operands may differ in length or in the labels of their rows."""
    kinds = {first.kind, second.kind}
    if kinds & {Kind.TEXT, Kind.TEXTS, Kind.FLAGS} or recycles(first, second):
        return True
    if kinds & _MATRICES and not kinds <= _MATRICES | SCALARS:
        return True  # NumPy would repeat a vector as rows, R recycles it down the columns
    if (first.shaped or second.shaped) and not (kinds & SCALARS or kinds <= _MATRICES):
        return True
    unsure = Kind.UNKNOWN in kinds and kinds & {Kind.NAMED, *COLUMNS}
    if unsure or (Kind.NAMED in kinds and kinds <= {Kind.NAMED, *COLUMNS}):
        return True  # pandas would align the elements by label, R by position
    if kinds <= COLUMNS:
        owners = {whole_columns(v.node) for v in (first, second)}
        return len(owners) > 1 or None in owners
    if kinds == {Kind.UNKNOWN} and not (first.bare or second.bare):
        return True  # the operands may have names, which pandas would align
    if kinds <= {Kind.UNKNOWN, Kind.VECTOR} and (_is_lone(first) or _is_lone(second)):
        return True  # pandas does not recycle a column of one row
    if kinds == {Kind.SERIES, Kind.VECTOR} and (first.lone or second.lone):
        return not _reads_same_rows(first.node, second.node)
    return kinds == {Kind.VECTOR} and _is_listed(first.node) != _is_listed(second.node)


_MATRICES = frozenset({Kind.MATRIX, Kind.LABELLED})


def _is_lone(operand: Value) -> bool:
    """Return whether an operand may be a column of one row, such as a part of a data frame."""
    if operand.lone:
        return True
    match operand:
        case Value(ast.Call(ast.Attribute(ast.Name("r"), "element" | "part")), Kind.UNKNOWN):
            return not operand.bare
        case Value(ast.Call(ast.Attribute(ast.Name("np" | "special")), [inner], []), Kind.UNKNOWN):
            return _is_subset(inner) and not operand.bare
    return False


def _is_subset(node: ast.expr) -> bool:
    """Return whether an expression is a part of a vector, which may be one element with a name."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("r"), "subset")):
            return True
    return False


def _reads_same_rows(*nodes: ast.expr) -> bool:
    """Return whether all expressions read one data frame, whose rows give them their lengths."""
    names = [{n.id for n in ast.walk(node) if isinstance(n, ast.Name)} for node in nodes]
    return bool(set.intersection(*names) - {"np", "r", "rng", "special", "stats"})


def _is_listed(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and bool(node.args) and isinstance(node.args[0], ast.List)
