"""Reshape data frames to long or wide form; split and unite columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.setting import with_subset
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.text.patterns import compiled
from pybrms_mix.r.tidy.pivoted_columns import transformed, values_changed
from pybrms_mix.r.tidy.selecting import selected
from pybrms_mix.r.values.grouped import Rows, again, parts
from pybrms_mix.r.values.r_vectors import (
    FACTOR,
    Vector,
    characters,
    numeric,
    read,
    text,
    to_python,
    truths,
    vector_of,
)
from pybrms_mix.r.values.sorting import sort_keys
from pybrms_mix.r.values.spelt_numbers import parsed
from pybrms_mix.r.values.tibbles import gives_tibbles, keeps_tibbles
from pybrms_mix.r.vectors.vectors import joined

__all__ = ["pivot_longer", "pivot_wider", "separate", "type_converted", "unite"]


def columns_together(frame: pd.DataFrame, names: Sequence[str]) -> Vector:
    """Return columns one after the other as one vector; factors get the levels of all."""
    vectors = [read(frame[n]).plain() for n in names]
    are_factors = [v.kind == FACTOR for v in vectors]
    differ = len({v.levels for v in vectors}) > 1 and any(v.ordered for v in vectors)
    if differ or not all(are_factors):  # a factor beside strings is text, not its codes
        vectors = [text(v) if v.kind == FACTOR else v for v in vectors]
    return read(joined([(None, to_python(v)) for v in vectors])).plain()


@gives_tibbles
def pivot_longer(
    data: Rows, cols: Any, names_to: Any = "name", values_to: str = "value", *,
    names_prefix: str | None = None, names_sep: Any = None,
    names_pattern: str | None = None, names_transform: Any = None,
    values_transform: Any = None, values_drop_na: bool = False,
) -> Rows:  # fmt: skip
    """Reshape to long form: each row becomes one row for each of the columns ``cols``.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.
    cols
        The columns to reshape: a name, position or helper function, or a list of these.
    names_to : str or list of str, default "name"
        The new columns that hold the names of the reshaped columns. The special name ``".value"``
        makes this part of a name the name of a value column.
    values_to : str, default "value"
        The new column that holds the values.
    names_prefix, names_sep, names_pattern : str, optional
        The prefix to remove from names, and the separator or pattern that splits names.
    names_transform : callable or dict, optional
        A function that transforms the new columns of names, or one for each of some columns.
    values_transform : callable or dict, optional
        A function that transforms each reshaped column, or one for each of some new columns.
    values_drop_na : bool, default False
        Whether to drop rows with missing values.

    Returns
    -------
    DataFrame or Grouped
        The rows in long form.
    """
    frame, groups = parts(data)
    value_names = selected(frame, cols if isinstance(cols, (list, tuple)) else [cols])
    ids = [n for n in map(str, frame.columns) if n not in value_names]
    into = [names_to] if isinstance(names_to, str) else list(read(names_to).data)
    stripped_names = [_stripped(n, names_prefix) for n in value_names]
    cells = [_apart(t, len(into), names_sep, names_pattern) for t in stripped_names]
    if values_transform is not None:
        frame = values_changed(frame, value_names, cells, into, values_to, values_transform)
    if ".value" in into:
        long = _several_values(frame, ids, value_names, cells, into, names_transform)
        value_columns = [n for n in long.columns if n not in (*ids, *into)]
        if values_drop_na and value_columns:
            missing = np.logical_and.reduce([read(long[n]).missing for n in value_columns])
            long = rows(long, np.flatnonzero(~missing) + 0.0)
        return again(long, groups)
    size, width = len(frame), len(value_names)
    places = np.repeat(np.arange(size), width) + 0.0
    columns = {n: column_of(read(frame[n]).plain().take(places)) for n in ids}
    for k, name in enumerate(into):
        if name is None:  # NA drops this part of the names
            continue
        labels = np.array([cell[k] for cell in cells] * size, dtype=object)
        columns[name] = transformed(labels, name, names_transform)
    at = np.arange(size * width).reshape(width, size).T.ravel() + 0.0
    columns[values_to] = column_of(columns_together(frame, value_names).take(at))
    long = pd.DataFrame(columns)
    if values_drop_na:
        long = rows(long, np.flatnonzero(~read(long[values_to]).missing) + 0.0)
    return again(long, groups)


def _stripped(name: str, prefix: str | None) -> str:
    return name if prefix is None else compiled(f"^(?:{prefix})").sub("", name)


def _apart(name: str, count: int, sep: Any, pattern: str | None) -> list[str | None]:
    if pattern is not None:
        hit = compiled(pattern).search(name)
        return [None] * count if hit is None else list(hit.groups())
    if sep is not None:
        return _pieces(name, sep, count, "drop", "right")
    if count > 1:
        raise InvalidData("If you supply multiple names in `names_to` you must also supply one of "
                          "`names_sep` or `names_pattern`.")  # fmt: skip
    return [name]


def _several_values(
    frame: pd.DataFrame, ids: list[str], value_names: list[str], cells: list[list[str | None]],
    into: list[str], names_transform: Any,
) -> pd.DataFrame:  # fmt: skip
    where = into.index(".value")
    keys = [tuple(v for k, v in enumerate(cell) if k != where) for cell in cells]
    distinct = list(dict.fromkeys(keys))
    values = list(dict.fromkeys(cell[where] for cell in cells))
    size, width = len(frame), len(distinct)
    places = np.repeat(np.arange(size), width) + 0.0
    columns = {n: column_of(read(frame[n]).plain().take(places)) for n in ids}
    for k, name in enumerate(n for n in into if n != ".value"):
        if isinstance(name, str):  # NA drops this part of the names
            labels = np.array([key[k] for key in distinct] * size, dtype=object)
            columns[name] = transformed(labels, name, names_transform)
    at = np.arange(size * width).reshape(width, size).T.ravel() + 0.0
    for value in values:
        name_by_key = {
            keys[n]: value_names[n] for n, cell in enumerate(cells) if cell[where] == value
        }
        with_blank = frame.assign(**{"\0none": None})
        picked_names = [name_by_key.get(key, "\0none") for key in distinct]
        columns[str(value)] = column_of(columns_together(with_blank, picked_names).take(at))
    return pd.DataFrame(columns)


@gives_tibbles
def pivot_wider(
    data: Rows, names_from: Any = "name", values_from: Any = "value", id_cols: Any = None, *,
    names_prefix: str = "", names_sep: str = "_", names_glue: Any = None,
    names_sort: bool = False, values_fill: Any = None, values_fn: Any = None,
) -> Rows:  # fmt: skip
    """Reshape to wide form: each value of ``names_from`` becomes a column.

    Columns and rows are in the order of first occurrence; with ``names_sort``, new columns are in
    the order of their values. ``names_glue`` is a name with columns in braces,
    ``"{.value}_{k}"``, or a function of a dict of them. ``values_fn`` summarises the values of a
    cell; it may be a dict with one function for each of some columns.

    Raises:
        InvalidData: if several values belong to one cell and ``values_fn`` is None, or if
            ``names_glue`` holds more than names of columns.
    """
    frame, groups = parts(data)
    names = selected(frame, _several(names_from))
    values = selected(frame, _several(values_from))
    ids = [n for n in map(str, frame.columns) if n not in (*names, *values)]
    ids = ids if id_cols is None else selected(frame, _several(id_cols))
    keys = _tuples(frame, ids)
    labels = _texts(frame, names)
    firsts = dict(zip(reversed(labels), range(len(labels) - 1, -1, -1), strict=True))
    ordered = list(dict.fromkeys(labels))
    if names_sort:
        ordered.sort(key=lambda label: _value_key(frame, names, firsts[label]))
    lines: dict[Any, int] = {}
    for key in keys:
        lines.setdefault(key, len(lines))
    first_rows = np.array([keys.index(k) for k in lines]) + 0.0
    columns = {n: column_of(read(frame[n]).plain().take(first_rows)) for n in ids}
    for value in values:
        vector = read(frame[value]).plain()
        for label in ordered:
            spelt = ["NA" if v is None else v for v in label]
            joined_text = names_sep.join(spelt)
            column = f"{names_prefix}{joined_text}"
            column = column if len(values) == 1 else f"{value}{names_sep}{column}"
            if names_glue is not None:
                cells = _cells_of(frame, names, labels.index(label)) if callable(names_glue) else (
                    dict(zip(names, spelt, strict=True)))  # fmt: skip
                column = _glued_name(names_glue, {**cells, ".value": value})
            at = _cells_at(keys, labels, label, lines)
            function = values_fn.get(value) if isinstance(values_fn, Mapping) else values_fn
            columns[column] = column_of(_picked(vector, at, function, values_fill))
    return again(pd.DataFrame(columns), tuple(g for g in groups if g in columns))


def _value_key(frame: pd.DataFrame, names: list[str], row: int) -> tuple[Any, ...]:
    """Return the key that sorts new columns in R's order of values; NA comes last."""
    keys = [sort_keys(read(frame[n]))[row] for n in names]
    return tuple((key is None, key) for key in keys)


def _cells_of(frame: pd.DataFrame, names: list[str], row: int) -> dict[str, Any]:
    """Return the cells of a row: numbers as numbers, levels as text."""
    vectors = {n: read(frame[n]).plain().take(np.array([row + 0.0])) for n in names}
    return {n: to_python(replace(text(v) if v.kind == FACTOR else v, single=True))
            for n, v in vectors.items()}  # fmt: skip


def _glued_name(form: Any, names: dict[str, Any]) -> str:
    """Return the name of a column that ``names_glue`` makes."""
    if callable(form):
        return str(form(names))
    pieces = re.split(r"\{([^{}]*)\}", form)
    if unknown := [p.strip() for p in pieces[1::2] if p.strip() not in names]:
        raise InvalidData(f"names_glue takes names of columns in braces here, not {unknown[0]}.")
    return "".join(names[p.strip()] if n % 2 else p for n, p in enumerate(pieces))


def _several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple, np.ndarray)) else [value]


def _tuples(frame: pd.DataFrame, names: list[str]) -> list[tuple[Any, ...]]:
    columns = [[None if m else v for v, m in zip(w.data, w.missing, strict=True)]
               for w in (read(frame[n]) for n in names)]  # fmt: skip
    return list(zip(*columns, strict=True)) if names else [()] * len(frame)


def _texts(frame: pd.DataFrame, names: list[str]) -> list[tuple[Any, ...]]:
    return list(zip(*(text(read(frame[n])).data for n in names), strict=True))


def _cells_at(
    keys: list[Any], labels: list[Any], label: Any, lines: dict[Any, int]
) -> list[list[int]]:
    cells: list[list[int]] = [[] for _ in lines]
    for n, (key, cell_label) in enumerate(zip(keys, labels, strict=True)):
        if cell_label == label:
            cells[lines[key]].append(n)
    return cells


def _picked(vector: Vector, at: list[list[int]], function: Any, fill: Any) -> Vector:
    if function is not None:
        empty = np.nan if fill is None else fill
        values = [function(to_python(vector.take(np.array(p) + 0.0))) if p else empty for p in at]
        return vector_of(values)
    if any(len(p) > 1 for p in at):
        raise InvalidData(
            "The values are not uniquely identified.", hint="values_fn summarises them."
        )
    vector_values = vector.take(np.array([p[0] if p else np.nan for p in at], dtype=float))
    empty_cells = np.array([not p for p in at])
    if fill is None or not empty_cells.any():
        return vector_values
    return read(with_subset(to_python(vector_values), empty_cells, to=fill))


@keeps_tibbles
def separate(
    data: Rows, col: str, into: Any, sep: Any = "[^a-zA-Z0-9]+", *, remove: bool = True,
    convert: bool = False, extra: str = "warn", fill: str = "warn",
) -> Rows:  # fmt: skip
    """Split a column of strings at a regular expression or at character positions."""
    frame, groups = parts(data)
    names = list(read(into).data)
    texts = text(read(frame[col])).data
    pieces = [_pieces(t, sep, len(names), extra, fill) for t in texts]
    new = {}
    for k, name in enumerate(names):
        if name is None:
            continue
        piece_values = to_python(characters(p[k] for p in pieces))
        new[name] = type_converted(piece_values) if convert else piece_values
    at = list(map(str, frame.columns)).index(col)
    remaining = frame.drop(columns=[col]) if remove else frame
    at = at if remove else at + 1
    left, right = remaining.iloc[:, :at], remaining.iloc[:, at:]
    middle = pd.DataFrame(new, index=remaining.index)
    result = pd.concat([left, middle, right], axis=1)
    result.attrs = dict(remaining.attrs)
    return again(result, groups)


def _pieces(
    text_value: str | None, sep: Any, count: int, extra: str, fill: str
) -> list[str | None]:
    if text_value is None:
        return [None] * count
    if not isinstance(sep, str):
        cuts = [int(v) for v in numeric(read(sep)).data]
        ends = [0, *(v if v >= 0 else len(text_value) + v for v in cuts), len(text_value)]
        pieces: list[str | None] = [text_value[a:b] for a, b in itertools.pairwise(ends)]
    else:
        limit = count - 1 if extra == "merge" else 0
        pieces = [*compiled(sep).split(text_value, maxsplit=limit)]
    gap: list[str | None] = [None] * max(0, count - len(pieces))
    return ([*gap, *pieces] if fill == "left" else [*pieces, *gap])[:count]


def type_converted(x: Any) -> Any:
    """Convert strings into numbers or logical values if all strings can be converted.

    Blank strings and "NA" are missing in a column of numbers or logical values; in a column of
    other strings "NA" alone is.

    Examples
    --------
    >>> type_converted(["1", "", "NA"]), type_converted(["a", "", "NA"])
    (array([ 1., nan, nan]), array(['a', '', None], dtype=object))
    """
    texts = [None if v in (None, "NA") else v for v in read(x).data]
    filled = [None if v is None or not v.strip() else v.strip() for v in texts]
    strings = [v for v in filled if v is not None]
    if all(v in ("TRUE", "FALSE", "T", "F") for v in strings):
        return to_python(truths(characters(filled)))
    values = np.array([parsed(v) for v in filled], dtype=float)
    if any(np.isnan(values) & np.array([v not in (None, "NaN") for v in filled])):
        return to_python(characters(texts))
    all_integers = all(v.lstrip("+-").isdigit() for v in strings)
    return to_python(Vector("numeric", values, whole=all_integers))


@keeps_tibbles
def unite(
    data: Rows, col: str, *columns: Any, sep: str = "_", remove: bool = True, na_rm: bool = False
) -> Rows:
    """Concatenate columns into one column of strings; with ``na_rm``, without missing values."""
    frame, groups = parts(data)
    names = selected(frame, list(columns)) if columns else list(map(str, frame.columns))
    joined_texts = [sep.join("NA" if v is None else v for v in cell if not (na_rm and v is None))
                    for cell in _texts(frame, names)]  # fmt: skip
    at = min(list(map(str, frame.columns)).index(n) for n in names)
    remaining = frame.drop(columns=names) if remove else frame
    at = sum(str(n) not in names for n in frame.columns[:at]) if remove else at
    result = remaining.copy()
    result.insert(at, col, np.array(joined_texts, dtype=object))
    return again(result, groups)
