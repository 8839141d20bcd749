"""dplyr's verbs that filter, sort and count rows, and select and rename columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.setting import with_subset
from pybrms_mix.r.indexing.subsetting import column_of, numbered_rows, rows, rows_where
from pybrms_mix.r.tidy.selecting import Selector, selected
from pybrms_mix.r.tidy.verbs import mutate, placed
from pybrms_mix.r.values.grouped import EACH_ROW, Rows, again, group_places, keeps_contrasts, parts
from pybrms_mix.r.values.list_cells import objects
from pybrms_mix.r.values.named_matrix import distinct_columns, is_frame
from pybrms_mix.r.values.r_vectors import (
    FACTOR,
    LIST,
    Vector,
    characters,
    numbers,
    numeric,
    read,
    recycled,
    text,
    to_python,
    truths,
)  # fmt: skip
from pybrms_mix.r.values.row_names import NAMED_ROWS, row_names, without_numbers
from pybrms_mix.r.values.sorting import order_of
from pybrms_mix.r.values.tibbles import keeps_tibbles, regrouped, ungrouped, untibbled
from pybrms_mix.r.vectors.combined_levels import interaction
from pybrms_mix.r.vectors.vectors import grouped_by

__all__ = [
    "add_count", "arrange", "column_to_rownames", "count", "distinct", "drop_na", "filter_",
    "pull", "relocate", "rename", "rename_with", "replace_na", "rownames_to_column", "select",
    "select_named", "split", "subset_rows", "tally",
]  # fmt: skip


@keeps_contrasts
def filter_(data: Rows, *conditions: Any) -> Rows:
    """Return the rows for which all conditions are true; NA counts as false.

    Examples:
        >>> from pybrms_mix.r.frames.frames import data_frame
        >>> filter_(data_frame(x=[1, 2, 3]), lambda d: d["x"] > 1)["x"].tolist()
        [2, 3]
    """
    frame, groups = parts(data)
    keep = np.zeros(len(frame), dtype=bool)
    for at in group_places(frame, groups):
        part = rows(frame, at) if groups else frame
        keep[at[_true(part, at, conditions)].astype(int)] = True
    return again(rows(frame, np.flatnonzero(keep) + 0.0), groups)


def _true(part: pd.DataFrame, at: np.ndarray, conditions: Sequence[Any]) -> np.ndarray:
    """Return whether all conditions hold in the rows at some places."""
    true = np.ones(len(at), dtype=bool)
    for condition in conditions:
        results = truths(read(condition(part) if callable(condition) else condition))
        if len(results) not in (1, len(at)):
            raise InvalidData(f"A condition needs one value for each of {len(at)} rows.")
        true &= recycled(results, len(at)).data == 1
    return true


@keeps_contrasts
def subset_rows(frame: pd.DataFrame, condition: Any = None, select: Any = None) -> pd.DataFrame:
    """Return ``subset(d, condition, select)``."""
    result = frame
    if condition is not None:
        result = rows_where(frame, _true(frame, np.arange(len(frame)) + 0.0, [condition]))
    if select is None:
        return result
    return result[selected(result, list(select) if isinstance(select, (tuple, list)) else [select])]


@keeps_contrasts
def arrange(data: Rows, *keys: Any, by_group: bool = False) -> Rows:
    """Sort rows by columns or by functions of the rows; missing values come last.

    With ``by_group``, the columns of the groups come first.

    Examples:
        >>> from pybrms_mix.r import data_frame, desc
        >>> arrange(data_frame(x=[1, 3, 2]), lambda d: desc(d["x"]))["x"].tolist()
        [3, 2, 1]
    """
    frame, groups = parts(data)
    first = groups if by_group else ()
    key_columns: list[Any] = []
    for key in (*first, *keys):
        key_values = frame[key] if isinstance(key, str) else key(frame)
        is_table = isinstance(key_values, pd.DataFrame)  # across(c(x, y))
        key_columns += [key_values[n] for n in key_values.columns] if is_table else [key_values]
    if not key_columns:
        return data
    vectors = [read(v).plain() for v in key_columns]
    order = order_of(vectors, [False] * len(vectors))
    return again(rows(frame, order), groups)


@keeps_contrasts
def select(data: Rows, *columns: Any, **renamed: Any) -> Rows:
    """Return columns selected by name, position or helper function; ``new = old`` renames.

    Group columns are always kept; unless they are selected, they come first.
    """
    return select_named(data, [*((None, v) for v in columns), *renamed.items()])


def select_named(data: Rows, pairs: Sequence[tuple[str | None, Any]]) -> Rows:
    """Return columns in the given order, some of them renamed."""
    frame, groups = parts(data)
    names = selected(frame, [v for _, v in pairs])
    names = [*(g for g in groups if g not in names and g != EACH_ROW), *names]
    new: dict[str, str] = {}
    for name, value in pairs:
        if name is None:
            new |= _new_names(value)
        else:
            olds = selected(frame, [value])
            new |= {o: name if len(olds) == 1 else f"{name}{k + 1}" for k, o in enumerate(olds)}
    renamed = frame[names].rename(columns=new)
    return again(distinct_columns(renamed), tuple(new.get(g, g) for g in groups))


def _new_names(value: Any) -> Mapping[str, str]:
    """Return the new names of columns that a selection renames."""
    return value.new_names if isinstance(value, Selector) else {}


@keeps_tibbles
def rename(data: Rows, *columns: Any, **names: str) -> Rows:
    """Rename columns: ``new = "old"``, or ``all_of()`` of a vector with labels.

    Raises:
        InvalidData: if a column does not exist.
    """
    frame, groups = parts(data)
    olds = {selected(frame, [old])[0]: new for new, old in names.items()}
    for selector in columns:
        present = selected(frame, [selector])
        new_names = _new_names(selector)
        if any(name not in new_names for name in present):
            raise InvalidData("All renaming inputs must be named.")
        olds |= {name: new_names[name] for name in present}
    return again(
        distinct_columns(frame.rename(columns=olds)), tuple(olds.get(g, g) for g in groups)
    )


@keeps_tibbles
def rename_with(data: Rows, function: Any, *columns: Any) -> Rows:
    """Rename columns by a function of their names."""
    frame, groups = parts(data)
    old_names = selected(frame, list(columns)) if columns else list(map(str, frame.columns))
    new_names = text(read(function(np.array(old_names, dtype=object)))).data
    new = dict(zip(old_names, new_names, strict=True))
    renamed = distinct_columns(frame.rename(columns=new))
    return again(renamed, tuple(new.get(g, g) for g in groups))


@keeps_contrasts
def relocate(data: Rows, *columns: Any, before: Any = None, after: Any = None) -> Rows:
    """Move columns to the front, or before or after another column."""
    frame, groups = parts(data)
    moved_names = selected(frame, list(columns))
    return again(placed(frame, moved_names, before=before, after=after), groups)


def pull(data: Rows, column: Any = -1, name: str | None = None) -> Any:
    """Return one column as a vector; the default is the last column.

    The elements have the names that the column ``name`` holds, if it is given.
    """
    frame, _ = parts(data)
    if isinstance(column, str):
        vector = read(frame[column]).plain()
    else:
        at = int(column) - 1 if column > 0 else int(column)
        vector = read(frame.iloc[:, at]).plain()
    if name is None:
        return to_python(vector)
    labels = text(read(frame[name])).data
    return to_python(replace(vector, names=tuple("<NA>" if v is None else v for v in labels)))


@keeps_contrasts
def distinct(data: Rows, *columns: Any, keep_all: bool = False, **computed: Any) -> Rows:
    """Return the unique rows, or the unique combinations of columns, in order of occurrence."""
    frame, groups = parts(mutate(data, **computed) if computed else data)
    key_names = selected(frame, [*columns, *computed]) if columns or computed else None
    names = list(map(str, frame.columns)) if key_names is None else [
        n for n in map(str, frame.columns) if n in key_names or n in groups]  # fmt: skip
    keys = list(zip(*([repr(v) if not m else None for v, m in zip(c.data, c.missing, strict=True)]
                      for c in (read(frame[n]) for n in names)), strict=True))  # fmt: skip
    first_places: dict[Any, int] = {}
    for n, key in enumerate(keys):
        first_places.setdefault(key, n)
    first_rows = rows(frame, np.array(list(first_places.values())) + 0.0)
    return again(first_rows if keep_all else first_rows[names], groups)


@keeps_tibbles
def count(
    data: Rows, *columns: Any, sort: bool = False, name: str = "n", wt: Any = None,
    drop: bool = True, **computed: Any,
) -> Rows:  # fmt: skip
    """Count the rows of each group, or sum the weights ``wt`` in each group.

    Without ``drop``, levels of factors that have no rows are counted as well.
    """
    frame, before = parts(mutate(data, **computed) if computed else data)
    before = tuple(g for g in before if g != EACH_ROW)
    count_names = selected(frame, [*columns, *computed]) if columns or computed else []
    groups = (*before, *(w for w in count_names if w not in before))
    places = group_places(frame, groups)
    sizes = [_weight(frame, at, wt) for at in places]
    firsts = np.array([at[0] for at in places if len(at)]) + 0.0
    keys = {g: column_of(read(frame[g]).plain().take(firsts)) for g in groups}
    if not drop:
        cells = _every_level([read(frame[g]).plain() for g in groups], np.arange(len(frame)))
        sizes = [_weight(frame, at, wt) for _, at in cells]
        keys = {g: column_of(replace(read(frame[g]).plain(), data=np.array([k[n] for k, _ in cells],
                dtype=read(frame[g]).data.dtype))) for n, g in enumerate(groups)}  # fmt: skip
    counted_rows = pd.DataFrame({**keys, name: to_python(numbers(sizes, whole=wt is None))})
    if sort:
        counted_rows = rows(counted_rows, order_of([read(counted_rows[name])], [True]))
    return again(counted_rows, before)


def _weight(frame: pd.DataFrame, places: np.ndarray, wt: Any) -> float:
    """Return the number of rows of a group, or the sum of ``wt``, computed in the group."""
    weights = np.ones(len(places)) if wt is None else read(wt(rows(frame, places + 0.0))).data
    return float(np.nansum(weights))


def tally(data: Rows, *, sort: bool = False, name: str = "n", wt: Any = None) -> Rows:
    """Count the rows of each group; as after ``summarise()``, the last group is dropped.

    Examples
    --------
    >>> from pybrms_mix.r import data_frame, group_by
    >>> tally(group_by(data_frame(g=["a", "b", "a"]), "g"))
       g  n
    0  a  2
    1  b  1
    """
    frame, groups = parts(count(data, sort=sort, name=name, wt=wt))
    return again(frame, groups[:-1])


def _every_level(vectors: list[Vector], at: np.ndarray) -> list[tuple[tuple[Any, ...], np.ndarray]]:
    """Return all combinations of the levels of factors and of the values of other vectors."""
    if not vectors:
        return [((), at)]
    vector, rest = vectors[0], vectors[1:]
    missing = vector.missing
    keys: list[Any]
    if vector.kind == FACTOR:
        keys = [float(n) for n in range(len(vector.levels))]
        keys += [np.nan] if missing[at].any() else []
    else:
        inside = vector.take(at + 0.0)
        order = order_of([inside], [False]).astype(int)
        keys = list(dict.fromkeys(None if inside.missing[n] else inside.data[n] for n in order))
        keys = keys or [None]
    cells = []
    for key in keys:
        empty = key is None or (isinstance(key, float) and np.isnan(key))
        inner_rows = at[missing[at]] if empty else at[vector.data[at] == key]
        blank = None if vector.data.dtype == object else np.nan
        mine = blank if empty else key
        cells += [((mine, *more), cell_rows) for more, cell_rows in _every_level(rest, inner_rows)]
    return cells


@keeps_contrasts
def drop_na(data: Rows, *columns: Any) -> Rows:
    """Return the rows without missing values in all columns, or in the given columns."""
    frame, groups = parts(data)
    names = selected(frame, list(columns)) if columns else list(map(str, frame.columns))
    missing = np.zeros(len(frame), dtype=bool)
    for name in names:
        missing |= read(frame[name]).missing
    return again(rows(frame, np.flatnonzero(~missing) + 0.0), groups)


def replace_na(x: Any, value: Any) -> Any:
    """Replace NA by ``value`` in a vector, or in those columns of a frame that a dict names."""
    if isinstance(x, pd.DataFrame):
        return x.assign(**{n: replace_na(x[n], v) for n, v in value.items() if n in x})
    vector = read(x)
    if vector.kind == LIST:  # NULL is the missing value of a list
        new = read(value)
        if new.kind != LIST and not isinstance(value, list):
            raise InvalidData("A list column needs a list as the value for NA.")
        cells = [new.data[0] if v is None else v for v in vector.data]
        return column_of(replace(vector, data=objects(cells)))
    return with_subset(to_python(vector), vector.missing, to=value) if vector.missing.any() else x


@keeps_contrasts
def add_count(
    data: Rows, *columns: Any, wt: Any = None, sort: bool = False, name: str = "n"
) -> Rows:
    """Add a column with the size of the group of each row, or the sum of weights in the group.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.
    *columns : str
        The columns whose values form groups.
    wt : str or callable, optional
        The column of weights, or a function of the rows.
    sort : bool, default False
        Whether rows of large groups come first.
    name : str, default "n"
        The name of the new column.

    Returns
    -------
    DataFrame or Grouped
        The rows with the new column.

    Examples
    --------
    >>> d = pd.DataFrame({"g": ["a", "b", "a"], "w": [1.0, 5.0, 2.5]})
    >>> add_count(d, "g", wt="w")["n"].tolist()
    [3.5, 5.0, 3.5]
    """
    frame, before = parts(data)
    groups = (*before, *selected(frame, list(columns)))
    if wt is None:
        weights = np.ones(len(frame), dtype=int)
    else:
        weight_column = frame[wt] if isinstance(wt, str) else wt(frame)
        weights = np.nan_to_num(numeric(read(weight_column)).data)
    sizes = np.empty(len(frame), dtype=weights.dtype)
    for at in group_places(frame, groups):
        sizes[at.astype(int)] = weights[at.astype(int)].sum()
    with_sizes = without_numbers(frame.assign(**{name: sizes}))
    if sort:
        with_sizes = rows(with_sizes, np.argsort(-sizes, kind="stable") + 0.0)
    return again(with_sizes, before)


def rownames_to_column(frame: pd.DataFrame, var: str = "rowname") -> pd.DataFrame:
    """Return a data frame with its row names as the first column."""
    frame = ungrouped(frame)
    labels = row_names(frame)
    result = without_numbers(frame.reset_index(drop=True))
    result.attrs.pop(NAMED_ROWS, None)
    result.insert(0, var, to_python(characters(labels)))
    return result


def column_to_rownames(frame: pd.DataFrame, var: str = "rowname") -> pd.DataFrame:
    """Return a data frame with a column converted to row names."""
    frame = untibbled(ungrouped(frame))  # the rows of a tibble have no names
    result = frame.drop(columns=[var]).set_axis(list(text(read(frame[var])).data), axis=0)
    result.attrs[NAMED_ROWS] = True
    return result


def split(x: Any, by: Any, *, drop: bool = False) -> dict[str, Any]:
    """Split a vector or a data frame by the levels of a factor; return a dict.

    Several factors are a list, a data frame, or the formula "~ f + g" of columns.

    ``drop`` leaves out the levels that no element has. Rows with groups keep them.
    """
    if (frame := ungrouped(x)) is not x:
        return {level: regrouped(part, x) for level, part in split(frame, by, drop=drop).items()}
    if isinstance(by, str) and by.startswith("~"):
        by = [x[name.strip()] for name in by[1:].split("+")]
    if isinstance(by, list) and by and all(np.ndim(v) for v in by):
        by = interaction(*by) if len(by) > 1 else by[0]
    if is_frame(by):
        by = interaction(*(by.iloc[:, n] for n in range(by.shape[1])))
    if drop:
        return {level: part for level, part in split(x, by).items() if len(part)}
    factor = grouped_by(by)[0]
    codes = recycled(factor, len(x) if is_frame(x) else len(read(x))).data
    places = [np.flatnonzero(codes == n) for n in range(len(factor.levels))]
    if is_frame(x):
        return {level: numbered_rows(x, at + 0.0)
                for level, at in zip(factor.levels, places, strict=True)}  # fmt: skip
    vector = read(x)
    return {level: to_python(vector.take(at + 0.0))
            for level, at in zip(factor.levels, places, strict=True)}  # fmt: skip
