"""Translate ``$``, ``[`` and ``[[`` from R's indices, which start at 1, to Python's."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from pybrms_mix.r.values.fit_parts import is_of_fit
from pybrms_mix.rscript.facts.index_kinds import is_one, is_scaled_vector, is_single
from pybrms_mix.rscript.facts.kinds import COLUMNS, SCALARS, Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.matrices import holds_draws, may_have_one_row, result_of_fit
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import call, constant, item, less_one, listed, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.nodes import (
    Argument,
    Index,
    Infix,
    Name,
    Node,
    Number,
    Part,
    Prefix,
    String,
)
from pybrms_mix.syntax.spelling import value as number_value

Read: TypeAlias = Callable[[Part, Scope], Value]
_FRAMES = frozenset({Kind.FRAME, Kind.TABLE})
_ELEMENTS = {Kind.EFFECTS: Kind.FRAME, **dict.fromkeys(_FRAMES, Kind.SERIES)}
# Kinds of lists. A column is a list in rows of lists, and in with(l, ...) of a list.
_LISTS = (Kind.UNKNOWN, Kind.RECORD, Kind.LIST, Kind.NONE, Kind.LINEAR, Kind.SERIES)
# Elements of R's fits, with the names of the same values in Python.
_OF_FIT = {
    "data": Kind.FRAME, "prior": Kind.PRIORS, "criteria": Kind.RECORD, "formula": Kind.MODEL,
    "family": Kind.UNKNOWN, "model": Kind.TEXT,
}  # fmt: skip

_OF_MODELS = frozenset(
    {"family", "link", "mix", "dpars", "order"}  # of families
    | {"formula", "pforms", "pfix", "resp", "mecor"}  # of formulas
)
# The fields of as.POSIXlt(x).
_OF_DATES = frozenset({"mday", "mon", "year", "wday", "yday", "hour", "min", "sec"})


def column(owner: Value, label: Node) -> Value:
    """Translate ``owner$label``."""
    assert isinstance(label, Name | String)
    name = label.text
    if owner.kind is Kind.PRIORS:
        return Value(py("x.to_frame()[name]", x=owner.node, name=constant(name)), Kind.SERIES)
    if name == "psis_object":
        return Value(call("r.psis_object", owner.node))
    part_call = py("r.part(x, name)", x=owner.node, name=constant(name))
    if owner.kind in (Kind.SERIES, Kind.VECTOR) and name in _OF_DATES:
        return Value(part_call, Kind.VECTOR)
    of_model = owner.kind is Kind.MODEL and (name in _OF_MODELS or name.startswith("link_"))
    if owner.kind in _LISTS or of_model:
        return Value(part_call, bare=_is_prepared(owner.node))
    if owner.kind is Kind.FIT and (name in _OF_FIT or is_of_fit(name)):
        return Value(part_call, _OF_FIT.get(name, Kind.UNKNOWN))
    if owner.kind is Kind.PLOT:
        return Value(call("r.panel", owner.node, constant(name)), Kind.PLOT)
    if owner.kind is Kind.EFFECTS:
        return Value(item(owner.node, constant(name)), Kind.FRAME, partial=True)
    if owner.kind in (Kind.FIT, Kind.MODEL, Kind.FUNCTION, *SCALARS):
        raise NotPorted(f"'${name}' has another name here than in R", label.span)
    unknown_name = owner.columns is not None and name not in owner.columns
    if owner.kind in _FRAMES and (unknown_name or owner.matrices):
        return Value(part_call)
    if owner.row:
        return Value(call("r.cell", owner.node, constant(name)))
    return Value(item(owner.node, constant(name)),
                 Kind.SERIES if owner.kind in _FRAMES else Kind.UNKNOWN)  # fmt: skip


def _is_prepared(node: ast.expr) -> bool:
    """Return whether a list is ``prep$dpars`` or ``prep$data`` of a custom family: arrays."""
    match node:
        case ast.Call(_, [ast.Name("prep"), ast.Constant(part)], []):
            return part in ("dpars", "data")
    return False


def element(
    owner: Value, arguments: Sequence[Argument], scope: Scope, node: Index, translate: Read
) -> Value:
    """Translate ``owner[[...]]``, which extracts one element."""
    exact = next((a.value for a in arguments if a.name == "exact"), None)
    if exact is not None and not flagged(exact):
        raise NotPorted("[[ ]] takes whole names here: write the full name", node.span)
    arguments = [a for a in arguments if a.name != "exact"]
    if (
        len(arguments) == 2
        and owner.kind is Kind.UNKNOWN
        and all(a.value is not None and a.name is None for a in arguments)
    ):  # the cells of a matrix may be lists
        places = [translate(a.value, scope).node for a in arguments if a.value is not None]
        return Value(call("r.element", owner.node, *places))
    if len(arguments) != 1 or arguments[0].value is None:
        return subset(owner, arguments, scope, node, translate)
    key = arguments[0].value
    if owner.kind in (Kind.PLOT, Kind.BASE):
        return _panel(owner, key, scope, translate)
    is_known = owner.kind is Kind.FRAME and owner.columns is not None
    if isinstance(key, String) and (is_known or owner.kind in (Kind.FIT, Kind.MODEL)):
        return column(owner, key)
    if isinstance(key, String) and owner.matrices:
        return column(owner, key)
    if isinstance(key, String) and owner.kind is Kind.UNKNOWN:
        return Value(py("r.element(x, name)", x=owner.node, name=constant(key.text)))
    if isinstance(key, String):
        kind = _ELEMENTS.get(owner.kind, Kind.NUMBER)
        is_known = owner.kind in {*_FRAMES, Kind.NAMED, Kind.EFFECTS}
        return Value(item(owner.node, constant(key.text)), kind if is_known else Kind.UNKNOWN,
                     partial=owner.kind is Kind.EFFECTS)  # fmt: skip
    key_value = translate(key, scope)
    if owner.kind is Kind.MODEL:
        return Value(py("r.element(r.as_formula(x), i)", x=owner.node, i=key_value.node))
    if owner.kind is Kind.PRIORS or _is_certain(owner, key_value):
        return positioned(owner, key_value, node)
    if owner.row and owner.kind in _FRAMES:
        return Value(call("r.cell", owner.node, key_value.node))
    kind = _ELEMENTS.get(owner.kind) or _one_of(owner)
    return Value(py("r.element(x, i)", x=owner.node, i=key_value.node), kind,
                 partial=owner.kind is Kind.EFFECTS)  # fmt: skip


def _one_of(owner: Value) -> Kind:
    """Return the kind of one element of a value."""
    if owner.kind in (Kind.VECTOR, Kind.NAMED, Kind.SERIES):
        return Kind.NUMBER if owner.kind is Kind.VECTOR else Kind.UNKNOWN
    return Kind.TEXT if owner.kind is Kind.TEXTS else Kind.UNKNOWN


def _is_certain(owner: Value, place: Value) -> bool:
    """Return whether an index is certainly a positive position, so that Python's index works."""
    if owner.kind not in (Kind.VECTOR, Kind.TEXTS, Kind.LIST, Kind.FLAGS):
        return False  # an element of a column may be one of a factor, which keeps its levels
    match place.node:
        case ast.Constant(int(at)) if not isinstance(at, bool):
            return at > 0
        case ast.Name():
            return place.kind is Kind.NUMBER and place.whole
    return False


def _panel(owner: Value, place: Part, scope: Scope, translate: Read) -> Value:
    """Translate ``plot(effects)[[1]]``, one panel of a figure."""
    number = translate(place, scope)
    if number.kind not in (Kind.NUMBER, Kind.TEXT):
        raise NotPorted("a panel needs its number or its name", getattr(place, "span", None))
    return Value(call("r.panel", owner.node, number.node), Kind.PLOT)


def subset(
    owner: Value, arguments: Sequence[Argument], scope: Scope, node: Index, translate: Read
) -> Value:
    """Translate ``owner[...]``."""
    places = [a.value for a in arguments if a.name not in ("drop", "exact")]
    if places == [None, Number("1")] and is_scaled_vector(node.base, scope, translate):
        return Value(item(owner.node, ast.Tuple([ast.Slice(), constant(0)])), Kind.VECTOR)
    if len(places) == 1 and places[0] is not None:
        return _of_one_axis(owner, places[0], scope, node, translate)
    if owner.kind is Kind.CUBE:
        return _of_cube(owner, places, node, scope, translate)
    if owner.kind is Kind.PRIORS and len(places) == 2 and places[1] is None:
        return _rows_of_priors(owner, places[0], scope, translate)
    if owner.kind is Kind.PRIORS and len(places) == 2:
        rows = Value(py("x.to_frame()", x=owner.node), Kind.FRAME)
        return _subset_by_r(rows, places, node, scope, translate)
    certain = len(places) == len(arguments)
    if (
        len(places) == 2
        and owner.kind is Kind.TABLE
        and certain
        and not (owner.matrix and (may_have_one_row(owner) or holds_draws(owner.node)))
        and _is_plain(owner, places[0], places[1], scope, translate)
    ):
        return _of_frame(owner, places[0], places[1], scope, translate)
    all_rows = len(places) == 2 and owner.plain and places[0] is None and certain
    if all_rows and isinstance(key := places[1], String):
        return Value(item(owner.node, constant(key.text)), Kind.SERIES)
    if len(places) >= 2 and owner.kind is Kind.MATRIX and certain:
        if any(_is_unsure(p, scope, translate) for p in places):
            return _subset_by_r(owner, places, node, scope, translate)
        inner = [_axis(p, scope, translate) for p in places]
        full_axes = sum(isinstance(i, ast.Slice) for i in inner)
        kind = {0: Kind.NUMBER, 1: Kind.VECTOR}.get(full_axes, Kind.MATRIX)
        return Value(item(owner.node, ast.Tuple(inner)), kind)
    return _subset_by_r(owner, places, node, scope, translate)


def _rows_of_priors(owner: Value, place: Part | None, scope: Scope, translate: Read) -> Value:
    """Translate ``priors[2:3, ]``, a table with some of the rows."""
    if place is None:
        return owner
    return Value(call("r.prior_rows", owner.node, translate(place, scope).node), Kind.PRIORS)


def _is_unsure(place: Part | None, scope: Scope, translate: Read) -> bool:
    """Return whether an index may be a name, a condition or a negative position."""
    if place is None or (isinstance(place, Infix) and place.op == ":"):
        return False
    plain_kinds = (Kind.NUMBER, Kind.MASK, Kind.FLAGS, Kind.VECTOR)
    return isinstance(place, Prefix) or translate(place, scope).kind not in plain_kinds


def _subset_by_r(
    owner: Value, places: Sequence[Part | None], node: Index, scope: Scope, translate: Read
) -> Value:
    """Return a subset by R's own rules, for conditions with missing values and unusual indices."""
    indices = [constant(...) if p is None else translate(p, scope).node for p in places]
    drop = [a.value for a in node.arguments if a.name == "drop"]
    keep = {"drop": constant(False)} if drop and not flagged(drop[0], True) else {}
    if drop and not keep and len(places) == 2 and owner.kind in _FRAMES:
        # a single row becomes a list, except that of a tibble
        rows = call("r.subset", owner.node, *indices, drop=constant(True))
        return Value(call("r.dropped_row", rows))
    if drop and not keep and len(places) == 1 and owner.kind not in _FRAMES:
        raise NotPorted("droplevels() needs a factor here", node.span)
    if drop and not keep and len(places) == 2 and not owner.plain:
        keep = {"drop": constant(True)}
    all_columns = len(places) == 1 or places[-1] is None
    keeps_columns = all_columns or (bool(keep) and not flagged(drop[0], True))
    kind = owner.kind if owner.kind in _FRAMES and keeps_columns else Kind.UNKNOWN
    if owner.kind in (Kind.VECTOR, Kind.TEXTS, Kind.LIST):
        single = all(p is not None and is_single(p, scope, translate) for p in places)
        kind = _one_of(owner) if single else owner.kind
    columns = owner.columns if len(places) > 1 and places[-1] is None else None
    if columns is not None and len(columns) == 1 and not keep:
        kind, columns = Kind.UNKNOWN, None  # R drops the only column, except of a tibble
    subset_call = call("r.subset", owner.node, *indices, **keep)
    if owner.kind is Kind.LIST and len(places) == 1:
        return Value(call("r.as_list", subset_call), Kind.LIST)
    is_row = kind is Kind.FRAME and len(places) == 2 and places[1] is None and (
        is_one(places[0], scope, translate))  # fmt: skip
    plain = owner.plain and kind is Kind.FRAME
    lone = kind is Kind.UNKNOWN and len(places) == 1 and not owner.bare  # an element with a name
    return Value(subset_call, kind, columns, plain=plain, bare=owner.bare, row=is_row, lone=lone,
                 matrices=owner.matrices and kind is Kind.FRAME)  # fmt: skip


def _of_one_axis(owner: Value, place: Part, scope: Scope, node: Index, translate: Read) -> Value:
    if isinstance(place, String) and owner.kind in _FRAMES:
        return Value(item(owner.node, listed([constant(place.text)])), owner.kind, (place.text,))
    place_value = translate(place, scope)
    if owner.kind is Kind.PRIORS:
        return positioned(owner, place_value, node)
    if owner.kind in (Kind.MODEL, Kind.FIT, Kind.CUBE):
        raise NotPorted("the type of the object before the brackets is unknown", node.span)
    if owner.kind is not Kind.LIST and _is_certain(owner, place_value):
        return positioned(owner, place_value, node)
    if owner.kind is Kind.SERIES and _is_certain(owner.as_(Kind.FLAGS), place_value):
        # a column has no names in R, although its rows may have labels in pandas
        return Value(call("r.element", owner.node, place_value.node))
    return _subset_by_r(owner, [place], node, scope, translate)


def positioned(owner: Value, place: Value, node: Index) -> Value:
    """Return the elements at positions, with names, or where a condition is true."""
    if place.kind in (Kind.MASK, Kind.FLAGS, Kind.TEXTS):
        return Value(item(owner.node, place.node), owner.kind)
    if place.kind is Kind.TEXT:
        return Value(item(owner.node, place.node))
    is_number = place.kind is Kind.NUMBER
    if not is_number and place.kind not in (Kind.VECTOR, Kind.SERIES):
        raise NotPorted("it is unknown whether the index is a position, a name or a condition",
                        node.span)  # fmt: skip
    if owner.kind in (*COLUMNS, Kind.NAMED):
        base: ast.expr = ast.Attribute(owner.node, "iloc")
    elif owner.kind is Kind.UNKNOWN and not is_number:
        raise NotPorted("the type of the object before the brackets is unknown", node.span)
    else:
        base = owner.node
    at = less_one(place.node) if is_number else _less_one_each(place.node)
    # The type of a column is unknown: it may hold text.
    scalar = Kind.UNKNOWN if owner.kind in (Kind.LIST, *COLUMNS) else Kind.NUMBER
    scalar = Kind.TEXT if owner.kind is Kind.TEXTS else scalar
    return Value(item(base, at), scalar if is_number else owner.kind)


def _less_one_each(node: ast.expr) -> ast.expr:
    match node:
        case ast.Call(_, [ast.List(elements)]) if all(map(_whole, elements)):
            return listed([less_one(e) for e in elements])
    return ast.BinOp(node, ast.Sub(), ast.Constant(1))


def _whole(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int) and node.value > 0


def _ends(place: Infix, scope: Scope, translate: Read) -> ast.Slice:
    """Translate the index ``a:b``, which starts at 1 and includes its end, into a slice."""
    start = less_one(translate(place.left, scope).node)
    first = isinstance(start, ast.Constant) and start.value == 0
    return ast.Slice(None if first else start, translate(place.right, scope).node)


def _axis(place: Part | None, scope: Scope, translate: Read) -> ast.expr:
    """Translate the index of one axis of an array."""
    if place is None:
        return ast.Slice(None, None)
    if isinstance(place, Infix) and place.op == ":":
        return _ends(place, scope, translate)
    place_value = translate(place, scope)
    if place_value.kind is Kind.NUMBER:
        return less_one(place_value.node)
    if place_value.kind in (Kind.MASK, Kind.FLAGS):
        return place_value.node
    if place_value.kind is Kind.VECTOR:
        return _less_one_each(place_value.node)
    raise NotPorted("it is unknown which part of the array the index selects", place.span)


def _of_cube(
    owner: Value, places: Sequence[Part | None], node: Index, scope: Scope, translate: Read
) -> Value:
    """Return a subset of a summary with the axes row, statistic, component or coefficient."""
    if len(places) != 3:
        raise NotPorted("a summary of rows by component has three axes", node.span)
    row = places[0]
    single = [p is not None and is_single(p, scope, translate) for p in places]
    subset_value = _subset_by_r(owner, places, node, scope, translate)
    return subset_value.as_(Kind.LABELLED) if sum(single) == 1 and row is None else subset_value


def _is_plain(
    owner: Value, row: Part | None, of: Part | None, scope: Scope, translate: Read
) -> bool:
    """Return whether pandas selects the same rows and columns as R: no negative positions."""
    by_place = isinstance(of, Number) and owner.columns is not None
    columns = of is None or by_place or translate(of, scope).kind in (Kind.TEXT, Kind.TEXTS)
    if row is None or (isinstance(row, Infix) and row.op == ":"):
        return columns
    plain_kinds = (Kind.NUMBER, Kind.TEXT, Kind.VECTOR, Kind.MASK, Kind.FLAGS)
    return columns and not isinstance(row, Prefix) and translate(row, scope).kind in plain_kinds


def _of_frame(
    owner: Value, row: Part | None, of: Part | None, scope: Scope, translate: Read
) -> Value:
    if isinstance(row, String) or isinstance(of, String):
        owner = replace(owner, node=result_of_fit(owner.node))
    rows = None if row is None else _rows(owner, row, scope, translate)
    if of is None:
        if rows is None:
            return owner
        base, at = rows
        if row is not None and owner.kind is Kind.TABLE and is_single(row, scope, translate):
            return Value(item(ast.Attribute(owner.node, base), at), Kind.NAMED)
        return Value(item(ast.Attribute(owner.node, base) if base else owner.node, at), owner.kind,
                     owner.columns)  # fmt: skip
    kind, key = _column_key(owner, of, scope, translate)
    if rows is None:
        return Value(item(owner.node, key), kind)
    base, at = rows
    if base == "iloc":
        assert row is not None
        is_single_row = isinstance(at, ast.List) and translate(row, scope).kind is Kind.NUMBER
        at = at.elts[0] if is_single_row and isinstance(at, ast.List) else at
        is_scalar = is_single_row or not isinstance(at, ast.Slice | ast.List | ast.BinOp)
        inner = item(ast.Attribute(item(owner.node, key), "iloc"), at)
        return Value(inner, Kind.NUMBER if is_scalar and kind is not owner.kind else kind)
    return Value(item(ast.Attribute(owner.node, "loc"), ast.Tuple([at, key])), kind)


def _column_key(owner: Value, of: Part, scope: Scope, translate: Read) -> tuple[Kind, ast.expr]:
    key_value = translate(of, scope)
    column_kind = Kind.NAMED if owner.kind is Kind.TABLE else Kind.SERIES
    if key_value.kind is Kind.TEXT:
        return column_kind, key_value.node
    if key_value.kind is Kind.TEXTS:
        return owner.kind, key_value.node
    if isinstance(of, Number) and owner.columns is not None:
        return column_kind, constant(owner.columns[int(number_value(of.text)) - 1])
    raise NotPorted("columns must be chosen by their names here", of.span)


def _rows(owner: Value, row: Part, scope: Scope, translate: Read) -> tuple[str, ast.expr]:
    """Return the pandas indexer and the index of rows: by position, condition or name."""
    if isinstance(row, Infix) and row.op == ":":
        return "iloc", _ends(row, scope, translate)
    row_value = translate(row, scope)
    if row_value.kind is Kind.NUMBER and not isinstance(row, Prefix):
        at = less_one(row_value.node)
        return "iloc", at if owner.kind is Kind.TABLE else listed([at])
    if row_value.kind is Kind.VECTOR:
        return "iloc", _less_one_each(row_value.node)
    if row_value.kind is Kind.TEXT and owner.kind is Kind.TABLE:
        return "loc", row_value.node
    if row_value.kind in (Kind.MASK, Kind.FLAGS):
        return "", row_value.node
    raise NotPorted("it is unknown which rows the index selects", row.span)
