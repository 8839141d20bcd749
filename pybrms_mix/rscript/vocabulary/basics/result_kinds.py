"""The kinds of the values that functions of a table return, from the kinds of their arguments."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.facts.kinds import ARRAYS, SCALARS, Kind, Value

_V, _N = Kind.VECTOR, Kind.NUMBER
_NAMING = (Kind.UNKNOWN, Kind.NAMED, Kind.FRAME, Kind.TABLE, Kind.LABELLED)
_LONG = ARRAYS | {Kind.TEXTS}  # kinds of vectors without names
_BY_KIND = {"texts": (Kind.TEXT, Kind.TEXTS), "numbers": (_N, _V), "truths": (Kind.FLAG, Kind.MASK)}


def result_kind(kind: Kind | str, arguments: dict[str, Value]) -> Kind:
    """Return the kind of a call's value: a kind, or the name of a rule that asks the arguments."""
    if isinstance(kind, Kind):
        return kind
    name, _, of = kind.partition(":")
    first = arguments.get(of) or next(iter(arguments.values()))
    if name in _BY_KIND:
        return _of_elements(*_BY_KIND[name], first.kind, arguments)
    if name == "scaled":
        return Kind.UNKNOWN  # a matrix, which may have one column
    if name == "place":
        return _N if first.kind in (Kind.VECTOR, Kind.SERIES, Kind.MATRIX) else Kind.UNKNOWN
    if name == "correlation":
        tables = {v.kind for v in arguments.values()} & {Kind.MATRIX, Kind.LABELLED, Kind.FRAME}
        return Kind.LABELLED if "y" not in arguments else Kind.UNKNOWN if tables else _N
    if name == "matrix":
        if "dimnames" in arguments:
            return Kind.LABELLED
        return Kind.UNKNOWN if _has_one_line(arguments) else Kind.MATRIX
    if name == "any":
        values = [v.kind for n, v in arguments.items() if n in ("yes", "no", "true", "false")]
        kinds_of_many = {Kind.TEXT: Kind.TEXTS, Kind.NUMBER: Kind.VECTOR, Kind.VECTOR: Kind.VECTOR}
        kinds = {kinds_of_many.get(k, Kind.UNKNOWN) for k in values}
        unsure = first.kind in (Kind.FLAG, Kind.NUMBER, Kind.UNKNOWN)
        return kinds.pop() if len(kinds) == 1 and not unsure else Kind.UNKNOWN
    if name == "along":  # numbers in the order of the argument, whose names they take over
        return first.kind if first.kind in (Kind.UNKNOWN, Kind.NAMED) else _V
    if name == "vector":
        return first.kind if first.kind in (Kind.VECTOR, Kind.TEXTS, Kind.NAMED) else Kind.UNKNOWN
    if name == "frame":
        return first.kind if first.kind in (Kind.FRAME, Kind.TABLE) else Kind.UNKNOWN
    return first.kind if first.kind is not Kind.SERIES else Kind.VECTOR


def _of_elements(
    single: Kind, kind_of_several: Kind, first: Kind, arguments: dict[str, Value]
) -> Kind:
    """Return the kind of a function of each element, which recycles its arguments."""
    if first in _NAMING:
        return Kind.UNKNOWN
    if first not in SCALARS:
        return kind_of_several
    further_kinds = {v.kind for v in arguments.values()} - SCALARS
    if not further_kinds:
        return single
    return kind_of_several if further_kinds <= _LONG else Kind.UNKNOWN


def _has_one_line(arguments: dict[str, Value]) -> bool:
    """Return whether a matrix may have one row or one column, which an index of R drops."""
    sizes = [arguments[n].node for n in ("nrow", "ncol") if n in arguments]
    return not sizes or any(isinstance(s, ast.Constant) and s.value == 1 for s in sizes)
