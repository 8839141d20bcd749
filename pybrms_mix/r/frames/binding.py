"""Data frames and matrices bound together: ``rbind()``, ``cbind()``, ``bind_rows()``."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.bound_parts import bound_parts
from pybrms_mix.r.frames.frames import as_frame, data_frame, tibble
from pybrms_mix.r.frames.row_labels import (
    labelled_rows,
    named_like_first,
    named_like_parts,
    named_rows_of,
    vector_labels,
)
from pybrms_mix.r.indexing.setting import as_column
from pybrms_mix.r.indexing.subsetting import column_of
from pybrms_mix.r.matrices.matrix_values import as_columns, rows_of_matrices
from pybrms_mix.r.values.joined_priors import all_rows_of
from pybrms_mix.r.values.name_repair import repaired
from pybrms_mix.r.values.named_matrix import axes_of, distinct_columns, is_frame, matrix_of
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    LOGICAL,
    NULL,
    NUMBER,
    Vector,
    read,
    text,
    to_python,
    undated,
)
from pybrms_mix.r.values.row_names import are_kept, bound_numbers, without_numbers
from pybrms_mix.r.values.tibbles import alike, is_tibble, tibble_of, ungrouped, untibbled
from pybrms_mix.r.vectors.vectors import c, joined

__all__ = ["bind_cols", "bind_rows", "cbind", "column_bound", "rbind", "row_bound"]


def cbind(*parts: Any, **columns: Any) -> Any:
    """Bind data frames, matrices and vectors by column.

    The result is a data frame if one part is a data frame, otherwise a matrix.

    Examples:
        >>> cbind([1, 2], [3, 4]).tolist()
        [[1, 3], [2, 4]]
    """
    return column_bound([(None, p) for p in parts] + list(columns.items()))


def column_bound(pairs: Sequence[tuple[str | None, Any]]) -> Any:
    """Bind columns with optional names, as ``cbind(d, z = 1)``."""
    named_values = [(n, ungrouped(v)) for n, v in pairs if v is not None]
    if not named_values:
        return None
    if any(isinstance(v, pd.DataFrame) for _, v in named_values):
        return _frames_side_by_side(named_values)
    # R recycles vectors to the rows of a matrix, and cuts longer ones.
    matrix_sizes = {len(v) for _, v in named_values if _is_matrix(v)}
    if len(matrix_sizes) > 1:
        raise InvalidData("number of rows of matrices must match")
    size = matrix_sizes.pop() if matrix_sizes else max(len(read(v)) for _, v in named_values)
    matrix = np.hstack(as_columns([v for _, v in named_values], size))
    labels = vector_labels([v for _, v in named_values], size)
    if any(n for n, v in named_values if not _is_matrix(v)):
        names = ["" if _is_matrix(v) else n or "" for n, v in named_values
                 for _ in range(v.shape[1] if _is_matrix(v) else 1)]  # fmt: skip
        return matrix_of(matrix, labels, names)
    return matrix_of(matrix, labels)


def _is_matrix(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.ndim == 2


def _frames_side_by_side(named_values: Sequence[tuple[str | None, Any]]) -> Any:
    frames = [v for _, v in named_values if isinstance(v, pd.DataFrame)]
    size = max(map(len, frames))
    parts: list[pd.DataFrame] = []
    for n, (name, value) in enumerate(named_values):
        if isinstance(value, pd.DataFrame):
            if len(value) != size:
                raise InvalidData(f"arguments imply differing number of rows: {size}, {len(value)}")
            plain = value.reset_index(drop=True)
            has_names = is_frame(value) or axes_of(value)[1] is not None
            parts.append(plain if has_names else plain.set_axis([""] * plain.shape[1], axis=1))
        elif _is_matrix(value):
            names = [f"{name}.{k + 1}" if name else str(k + 1) for k in range(value.shape[1])]
            parts.append(pd.DataFrame(value, columns=names))
        else:
            unnamed_label = f"V{n + 1}" if any(map(is_frame, frames)) else ""
            parts.append(pd.DataFrame({name or unnamed_label: as_column(value, size)}))
    table = pd.concat(parts, axis=1)
    bound_values = [v for _, v in named_values]
    if not any(map(is_frame, frames)):
        names, cells = list(map(str, table.columns)), np.hstack(as_columns(bound_values, size))
        rows = vector_labels(bound_values, size)
        return matrix_of(cells, rows, names if any(names) else None)
    distinct_columns(table)
    return labelled_rows(untibbled(table), bound_values)


def rbind(*parts: Any) -> Any:
    """Bind rows: data frames by column name, vectors as rows of a matrix.

    A factor gets the levels and the strings of all data frames, in order of appearance. A number
    below it is NA unless it is the text of a level.

    Raises:
        InvalidData: if the data frames have different columns.
    """
    return row_bound([(None, p) for p in parts])


def row_bound(pairs: Sequence[tuple[str | None, Any]], *, named_at: Sequence[int] = ()) -> Any:
    """Bind rows with optional names of the vectors among them, as ``rbind(a = x, y)``.

    The rows of data frames have the names at the positions ``named_at``, which the call gives; the
    other names are those of variables, and label the rows of matrices.
    """
    at = [n for n, (_, p) in enumerate(pairs)
          if p is not None and not (isinstance(p, (list, dict)) and not p)]  # fmt: skip
    named_parts = [pairs[n] for n in at]
    parts = [ungrouped(p) for _, p in named_parts]
    frames = [p for p in parts if isinstance(p, pd.DataFrame)]
    if not parts:
        return None
    if (priors := all_rows_of(parts)) is not None:
        return priors
    if not any(map(is_frame, frames)):
        return rows_of_matrices(parts, [n for n, _ in named_parts])
    frames = [f for f in frames if f.shape[1]] or frames[:1]
    names = list(map(str, frames[0].columns))
    labels = [pairs[n][0] if n in named_at else None for n in at]
    present = [(p, label) for p, label in zip(parts, labels, strict=True)
               if not isinstance(p, pd.DataFrame) or p.shape[1]]  # fmt: skip
    turned = [p if isinstance(p, pd.DataFrame) else _row(p, frames[0]) for p, _ in present]
    for frame in turned:
        if set(map(str, frame.columns)) != set(names):
            raise InvalidData("names do not match previous names")
    stacked = _stacked(turned, names)
    if is_tibble(turned[0]):
        return tibble_of(stacked)
    vectors = [_is_vector(p) for p, _ in present]
    result = bound_numbers(stacked, turned, [label for _, label in present], vectors)
    is_named = any(label is not None for _, label in present) and are_kept(result)
    return named_rows_of(result) if is_named else result


def _is_vector(part: Any) -> bool:
    """Return whether a row is a vector, and no list or data frame; ``c()`` has lists of text."""
    is_texts = isinstance(part, list) and all(isinstance(v, str) for v in part)
    return is_texts or not (isinstance(part, pd.DataFrame | list | dict) or read(part).kind == LIST)


def _row(value: Any, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a row from a vector or a list. Its text adds no levels to the factors above it."""
    vector, names = read(value), list(map(str, frame.columns))
    if len(vector) != len(names):
        raise InvalidData("A row needs one value for each column.")
    column_names = vector.names if vector.kind == LIST and vector.names else tuple(names)
    cells = vector.data if vector.kind == LIST else to_python(vector.plain())
    row = data_frame(**dict(zip(column_names, cells, strict=True)))
    factors = {n: read(frame[n]) for n in names if n in row and read(frame[n]).kind == FACTOR}
    return row.assign(**{n: _among_levels(row[n], f.levels) for n, f in factors.items()})


def _among_levels(column: Any, levels: Sequence[str]) -> Any:
    """Return text as a factor with given levels; other text is missing."""
    places = {level: float(n) for n, level in enumerate(levels)}
    codes = np.array([places.get(v, np.nan) for v in text(read(column)).data], dtype=float)
    return to_python(Vector(FACTOR, codes, levels=tuple(levels)))


def _stacked(frames: Sequence[pd.DataFrame], names: Sequence[str]) -> pd.DataFrame:
    columns = {}
    for name in names:
        parts = [read(f[name] if name in f else np.full(len(f), np.nan)).plain() for f in frames]
        parts = [p if len(p) == len(f) else p.take(np.full(len(f), np.nan))
                 for p, f in zip(parts, frames, strict=True)]  # fmt: skip
        parts = _as_the_first(parts)
        first = next((p for p in parts if p.kind not in (NULL,) and not p.missing.all()), parts[0])
        if first.kind == FACTOR and not all(p.kind == FACTOR for p in parts):
            levels = dict.fromkeys((*first.levels, *(v for p in parts for v in text(p).data
                                                     if p.kind in (FACTOR, CHARACTER)
                                                     and v is not None)))  # fmt: skip
            strings = joined([(None, to_python(text(p))) for p in parts])
            columns[name] = _among_levels(strings, tuple(levels))
            continue
        if first.kind == LIST and not len(first):  # a column of objects without rows has no type
            columns[name] = pd.Series([None] * sum(map(len, parts)), dtype=object)
            continue
        if not any(map(len, parts)):
            columns[name] = column_of(parts[0].take(np.empty(0)))
            continue
        filled = [_blank(p, first) for p in parts]
        if first.kind != FACTOR:  # a factor below other values is text, not its codes
            filled = _by_turns([text(p) if p.kind == FACTOR else p for p in filled])
        columns[name] = column_of(read(c(*(to_python(p) for p in filled if len(p)))))
    return pd.DataFrame(columns)


def _by_turns(parts: list[Vector]) -> list[Vector]:
    """Return the parts of a column of which those before the first text are one vector.

    R binds one data frame after the other, so that TRUE above a number is "1" above a later text.
    """
    kinds = [p.kind for p in parts]
    if {LOGICAL, NUMBER} <= set(kinds) and CHARACTER in kinds:
        at = kinds.index(CHARACTER)
        first_parts = [to_python(p) for p in parts[:at] if len(p)]
        return [*([read(c(*first_parts))] if first_parts else []), *parts[at:]]
    return parts


def _as_the_first(parts: list[Vector]) -> list[Vector]:
    """Return columns as R binds them: the first one decides whether the result has a class.

    A factor below missing values without a class is text, and a date is a number.
    """
    first = parts[0]
    if not len(first):
        return parts
    if first.kind == FACTOR and first.missing.all():
        levels = dict.fromkeys(v for p in parts for v in text(p).data if v is not None)
        kind = tuple(dict.fromkeys((*first.levels, *levels)))
        codes = {v: float(n) for n, v in enumerate(kind)}
        return [
            replace(p, kind=FACTOR, levels=kind,
                    data=np.array([codes.get(v, np.nan) for v in text(p).data], dtype=float))
            for p in parts
        ]  # fmt: skip
    if first.kind not in (LOGICAL, NUMBER) or first.date or not first.missing.all():
        return parts
    return [text(p) if p.kind == FACTOR else undated(p) if p.date else p for p in parts]


def _blank(part: Vector, like: Vector) -> Vector:
    """Return a column of missing values with the type of the column ``like``."""
    differs = (part.kind, part.date) != (like.kind, like.date)
    if len(part) and part.missing.all() and differs:
        return like.take(np.full(len(part), np.nan))
    return part


def bind_rows(*parts: Any, id: str | None = None) -> pd.DataFrame:
    """Bind the rows of data frames; columns missing in a data frame are NA in its rows.

    Parameters
    ----------
    *parts
        Data frames, vectors with names (each a row), or lists or dicts of them.
    id : str, optional
        The name of a column that identifies the data frame of each row, by its key in a dict or
        else by its number.
    """
    named_frames = [
        (n, part if isinstance(part, pd.DataFrame) else tibble(**part))
        for n, part in bound_parts(parts)
    ]
    if not named_frames:
        return pd.DataFrame()
    names = list(dict.fromkeys(str(n) for _, f in named_frames for n in f.columns))
    frames = [f for _, f in named_frames]
    table = alike(named_like_parts(_loosely_stacked(frames, names), frames), frames[0])
    if id is None:
        return table
    frame_labels = [n or str(k + 1) for k, (n, _) in enumerate(named_frames)]
    column = list(itertools.chain.from_iterable(
        [t] * len(f) for t, (_, f) in zip(frame_labels, named_frames, strict=True)))  # fmt: skip
    table.insert(0, id, np.array(column, dtype=object))
    return table


def _loosely_stacked(frames: Sequence[pd.DataFrame], names: Sequence[str]) -> pd.DataFrame:
    """Bind rows as dplyr does: a factor bound with strings becomes strings."""
    plain = []
    for frame in frames:
        mixed = {n for n in frame.columns for other_frame in frames
                 if n in other_frame and read(other_frame[n]).kind == CHARACTER}  # fmt: skip
        plain.append(frame.assign(**{str(n): to_python(text(read(frame[n]).plain())) for n in mixed
                                     if read(frame[n]).kind == FACTOR}))  # fmt: skip
    return _stacked(plain, names)


def _holds_frames(x: Any) -> bool:
    """Return whether a value is a list of data frames without names, which count as arguments."""
    return isinstance(x, list) and bool(x) and all(isinstance(v, pd.DataFrame) for v in x)


def bind_cols(*parts: Any, **columns: Any) -> pd.DataFrame:
    """Bind the columns of data frames of equal length; duplicate names get their positions.

    The column ``.name_repair`` stands for the argument of this name: how names are changed.
    """
    repair = columns.pop(".name_repair", "unique")
    if not parts:
        return tibble(**columns)
    parts = tuple(v for p in parts for v in (p if _holds_frames(p) else [p]))
    frames = [p if isinstance(p, pd.DataFrame) else as_frame(p) for p in parts]
    plain = [untibbled(without_numbers(f.reset_index(drop=True))) for f in frames]
    table = pd.concat(plain, axis=1)
    if len({len(f) for f in frames}) > 1:
        raise InvalidData("bind_cols() needs data frames with the same number of rows.")
    cells = [pd.DataFrame({n: as_column(v, len(table))}) for n, v in columns.items()]
    full_table = pd.concat([table, *cells], axis=1)
    full_table.columns = repaired(list(map(str, full_table.columns)), repair)
    return tibble_of(full_table) if is_tibble(frames[0]) else named_like_first(full_table, frames)
