"""The verbs of dplyr, for rows with and without groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.binding import bind_rows
from pybrms_mix.r.frames.frames import as_frame, data_frame
from pybrms_mix.r.indexing.group_numbers import rows_of_group
from pybrms_mix.r.indexing.setting import as_column
from pybrms_mix.r.indexing.subsetting import column_of
from pybrms_mix.r.tidy.column_functions import Across
from pybrms_mix.r.tidy.level_groups import LevelGroups, all_levels, groups_of
from pybrms_mix.r.tidy.selecting import selected
from pybrms_mix.r.values.grouped import (
    EACH_ROW,
    Rows,
    again,
    group_places,
    keeps_contrasts,
    parts,
    ungroup,
)
from pybrms_mix.r.values.r_vectors import FACTOR, LIST, read, to_python
from pybrms_mix.r.values.scaling import with_scaling
from pybrms_mix.r.values.tibbles import keeps_tibbles

__all__ = [
    "group_by", "mutate", "summarise", "summarise_by", "transmute", "within", "within_list",
]  # fmt: skip


@keeps_contrasts
def group_by(data: Rows, *names: str, add: bool = False, drop: bool = True, **columns: Any) -> Rows:
    """Group rows by columns; keyword columns are computed before grouping.

    Without ``drop``, all levels of factors are groups, of which ``summarise()`` has a row each.

    Examples:
        >>> d = data_frame(g=["b", "a", "b"], x=[1, 2, 3])
        >>> summarise(group_by(d, "g"), m=lambda d: d["x"].mean())
           g    m
        0  a  2.0
        1  b  2.0
    """
    frame, before = parts(data)
    frame = ungroup(mutate(frame, **columns)) if columns else frame
    group_names = [*(selected(frame, list(names)) if names else ()), *columns]
    grouped = again(frame, tuple(dict.fromkeys((*(before if add else ()), *group_names))))
    return grouped if drop else all_levels(grouped)


def _value(value: Any, frame: Any) -> Any:
    return value(frame) if callable(value) else value


@keeps_contrasts
def mutate(
    data: Rows, *across: Any, keep: str = "all", used: Sequence[str] = (), before: Any = None,
    after: Any = None, **columns: Any,
) -> Rows:  # fmt: skip
    """Add columns one after another; each can use the columns before it. None removes a column.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows. In grouped rows, each column is computed by group.
    *across : Across
        Results of ``across(...)``, whose columns come first.
    keep : {"all", "none", "used", "unused"}
        Which of the old columns to keep beside the groups and the new columns.
    used : sequence of str
        The columns that the new columns are computed from, beside those of ``across()``.
    before, after : optional
        The column before or after which new columns stand. They are the last columns by default.
    **columns
        Values, or functions of the rows.

    Returns
    -------
    DataFrame or Grouped
        The rows with the new columns.

    Examples
    --------
        >>> mutate(data_frame(x=7), x=lambda d: d["x"] * 2, y=lambda d: d["x"] + 1)
            x   y
        0  14  15
    """
    frame, groups, new = _mutated(data, across, columns, only_new=keep == "none")
    old = list(map(str, parts(data)[0].columns))
    if keep != "all":
        of_across = [s.selection for s in across if isinstance(s, Across)]
        read_names = {*used, *(n for s in of_across for n in selected(parts(data)[0], s))}
        kept_names = {"none": set(), "used": read_names}.get(keep, set(old) - read_names)
        kept_names = kept_names | {*groups, *new}
        frame = frame[[n for n in map(str, frame.columns) if n in kept_names]]
    if before is not None or after is not None:
        added = [n for n in map(str, frame.columns) if n not in old]
        frame = placed(frame, added, before=before, after=after)
    return again(frame, groups)


def _mutated(
    data: Rows, across: Sequence[Any], columns: Mapping[str, Any], *, only_new: bool
) -> tuple[pd.DataFrame, tuple[str, ...], list[str]]:
    """Return the rows with the new columns, their groups, and the names of the new columns."""
    frame, groups = parts(data)
    new: list[str] = []
    places = groups  # the columns by which the rows are grouped until the end of the call
    for step in [*across, *columns.items()]:
        before_step = frame  # the functions of across() read the columns as they were
        for name, value in _steps(step, frame, places, only_new=only_new):
            if name in places:
                kept_columns = {f"{_FORMER}{n}": frame[n] for n in groups}
                frame = before_step = frame.assign(**kept_columns)
                places = tuple(kept_columns)
            changed = _with_column(before_step, places, name, value)
            frame = changed if frame is before_step else _assigned(frame, name, changed[name])
            new.extend([name] if name in changed.columns else map(str, changed.columns))
    if places != groups:
        frame = frame.drop(columns=list(places))
    return frame, groups, new


# The beginning of the names of group columns as they were before the call changed them.
_FORMER = "\0former "


def placed(
    frame: pd.DataFrame, moved: list[str], *, before: Any = None, after: Any = None
) -> pd.DataFrame:
    """Return the frame with columns moved to the front, or before or after another column."""
    rest = [n for n in map(str, frame.columns) if n not in moved]
    at = 0
    if before is not None:
        at = rest.index(selected(frame, [before])[0])
    elif after is not None:
        at = rest.index(selected(frame, [after])[-1]) + 1
    return frame[[*rest[:at], *moved, *rest[at:]]]


def within(data: Rows, *steps: Any, **columns: Any) -> Rows:
    """Return base R's ``within(d, {...})``: new columns follow in reverse order.

    Examples
    --------
        >>> list(within(data_frame(x=1), a=2, b=3).columns)
        ['x', 'b', 'a']
    """
    changed = mutate(data, *steps, **columns)
    frame, groups = parts(changed)
    before = [n for n in parts(data)[0].columns if n in frame.columns]
    new = [n for n in frame.columns if n not in before]
    return again(frame[[*before, *reversed(new)]], groups)


def within_list(
    data: Any, *steps: tuple[str, Callable[[dict[str, Any]], Any] | None]
) -> dict[str, Any]:
    """Return ``within(l, {...})`` of a list: new elements follow in reverse order.

    A step without a function removes its element.

    Examples
    --------
    >>> within_list({"x": 1}, ("a", lambda l: l["x"] + 1), ("b", lambda l: l["a"] * 2))
    {'x': 1, 'b': 4, 'a': 2}
    """
    old = dict(data)
    changed = dict(old)
    for name, compute in steps:
        if compute is None:
            changed.pop(name, None)
        else:
            changed[name] = compute(changed)
    kept_names = [n for n in old if n in changed]
    return {n: changed[n] for n in (*kept_names, *reversed([n for n in changed if n not in old]))}


def _steps(
    step: Any, frame: pd.DataFrame, groups: tuple[str, ...], *, only_new: bool = True
) -> list[tuple[str, Any]]:
    if isinstance(step, tuple):
        return [step]
    if isinstance(step, Across):
        free_columns = frame.drop(columns=list(groups), errors="ignore")
        return step.columns(free_columns) if only_new else step.changes(free_columns)
    raise InvalidData("A new column needs a name, or must come from across().")


def _with_column(
    frame: pd.DataFrame, groups: tuple[str, ...], name: str, value: Any
) -> pd.DataFrame:
    if value is None:
        return frame.drop(columns=[name], errors="ignore")
    if not groups:
        new_value = _value(value, frame)
        if isinstance(new_value, pd.DataFrame):
            return _with_columns(frame, new_value, np.arange(len(frame)))
        table = _assigned(frame, name, _full(new_value, len(frame), name))
        return with_scaling(table, {name: new_value})
    if not len(frame):
        return _assigned(frame, name, np.empty(0))
    places = group_places(frame, groups)
    by_row = EACH_ROW in groups
    values = [
        _value(value, _one_row(rows_of_group(frame, at, n, groups), by_row))
        for n, at in enumerate(places, start=1)
    ]
    if all(isinstance(v, pd.DataFrame) for v in values):
        sized = [_full_frame(v, len(at)) for v, at in zip(values, places, strict=True)]
        return _with_columns(frame, bind_rows(*sized), np.concatenate(places))
    parts = [_full(v, len(at), name) for v, at in zip(values, places, strict=True)]
    if all(read(p).kind == FACTOR for p in parts):
        parts = [pd.Series(p) for p in parts]
    joined = bind_rows(*(pd.DataFrame({"value": p}) for p in parts))["value"]
    back = np.argsort(np.concatenate(places), kind="stable") + 0.0
    return _assigned(frame, name, column_of(read(joined).plain().take(back)))


def _full_frame(value: pd.DataFrame, size: int) -> pd.DataFrame:
    """Return a data frame of ``size`` rows; a single row is repeated."""
    return as_frame({str(n): _full(value[n], size, str(n)) for n in value.columns})


def _with_columns(frame: pd.DataFrame, value: pd.DataFrame, rows_: np.ndarray) -> pd.DataFrame:
    """Return rows with the columns of the data frame that an expression without a name returns."""
    back = np.argsort(rows_, kind="stable") + 0.0
    sized = _full_frame(value, len(frame))
    columns = {str(n): column_of(read(sized[n]).plain().take(back)) for n in sized.columns}
    return frame.assign(**columns)


def _one_row(part: pd.DataFrame, by_row: bool) -> Any:
    """Return the rows of a group; in a single row, the cells of list columns are elements."""
    lists = _lists_of(part, by_row)
    return Summarised(part, lists) if lists else part


def _lists_of(part: pd.DataFrame, by_row: bool) -> dict[str, Any]:
    """Return the cells of list columns in a single row."""
    lists = [str(n) for n in part.columns if by_row and read(part[n]).kind == LIST]
    return {n: part[n].iloc[0] for n in lists}


def _assigned(frame: pd.DataFrame, name: str, value: Any) -> pd.DataFrame:
    return frame.assign(**{name: value})


def _full(value: Any, size: int, name: str) -> Any:
    # A function that returns None gives NA. To remove a column, the caller passes None itself.
    vector = read([None] if value is None else value)
    if isinstance(value, np.ndarray) and value.ndim == 2 and value.shape[1] == 1:
        vector = read(value[:, 0])
    if len(vector) not in (1, size):
        raise InvalidData(f"'{name}' must have {size} rows, or 1, not {len(vector)}.")
    return as_column(to_python(vector), size) if size else column_of(vector.take(np.empty(0)))


@keeps_contrasts
def transmute(data: Rows, *across: Any, **columns: Any) -> Rows:
    """Return only the group columns and the new columns of ``mutate()``, in the order of these.

    Examples
    --------
        >>> list(transmute(data_frame(x=1, y=2), z=3, x=lambda d: d["x"]).columns)
        ['z', 'x']
    """
    frame, groups, new = _mutated(data, across, columns, only_new=True)
    shown_names = [n for n in dict.fromkeys([*groups, *new]) if n in frame]
    return again(frame[shown_names], groups)


@keeps_tibbles
def summarise(data: Rows, *across: Any, groups: str = "drop_last", **columns: Any) -> Rows:
    """Summarise each group in one row, or in as many rows as the summary has values.

    The last group column stops being a group. A later summary that uses the name of an earlier
    summary gets the summary, not the column.

    Examples:
        >>> summarise(data_frame(x=[1, 3]), x=lambda d: d["x"].mean(), s=lambda d: d["x"].sum())
             x    s
        0  2.0  2.0
    """
    by = data.groups if isinstance(data, LevelGroups) else parts(data)[1]
    group_parts, keys = groups_of(data)
    cells: list[dict[str, Any]] = [{} for _ in group_parts]
    for step in [*across, *columns.items()]:  # R computes a summary for all groups, then the next
        for part, earlier in zip(group_parts, cells, strict=True):
            further_cells = {**_lists_of(part, EACH_ROW in by), **earlier}
            rows_and_cells = Summarised(part, further_cells) if further_cells else part
            for name, value in _steps(step, part, by):
                earlier.update(_summary(name, _value(value, rows_and_cells)))
    summaries = [data_frame(**key, **cell) for key, cell in zip(keys, cells, strict=True)]
    if not summaries:
        names = (*(g for g in by if g != EACH_ROW), *columns)
        return again(pd.DataFrame({n: [] for n in names}), _remaining(by, groups))
    bound = bind_rows(*summaries)
    return again(bound, _remaining(by, groups))


def _remaining(by: tuple[str, ...], groups: str) -> tuple[str, ...]:
    """Return the groups of a summary; each row of row-wise data is a group that ends here."""
    names = tuple(g for g in by if g != EACH_ROW)
    if groups == "rowwise":
        return (*names, EACH_ROW)
    last = names if EACH_ROW in by else names[:-1]
    return {"drop_last": last, "keep": names}.get(groups, ())


@keeps_tibbles
def summarise_by(data: pd.DataFrame, names: Sequence[str], *across: Any, **columns: Any) -> Any:
    """Summarise the groups in ``.by``, in the order of their first occurrence.

    Examples:
        >>> summarise_by(data_frame(g=["b", "a"], x=[1, 3]), ["g"], m=lambda d: d["x"].sum())
           g  m
        0  b  1
        1  a  3
    """
    summary = ungroup(summarise(group_by(data, *names), *across, groups="drop", **columns))
    places = group_places(data, tuple(names))
    firsts = {tuple(read(data[n]).plain().take(at[:1]).data[0] for n in names): at[0]
              for at in places}  # fmt: skip
    keys = zip(*(read(summary[n]).plain().data for n in names), strict=True)
    order = np.argsort([firsts[k] for k in keys], kind="stable")
    return summary.iloc[order].reset_index(drop=True)


def _summary(name: str, value: Any) -> dict[str, Any]:
    if isinstance(value, pd.DataFrame):
        return {str(n): value[n].to_numpy() for n in value.columns}
    vector = read([None] if value is None else value)
    if vector.kind == LIST:
        # A list of one element is unpacked into a cell. A dict or a longer list is stored as one
        # cell.
        return {name: value if isinstance(value, list) and len(value) == 1 else [value]}
    return {name: to_python(vector.plain())}


class Summarised:
    """The rows of a group, in which earlier summaries replace columns of the same name."""

    def __init__(self, frame: pd.DataFrame, cells: dict[str, Any]) -> None:
        self._frame, self._cells = frame, cells

    def __getitem__(self, name: Any) -> Any:
        """Return a column, or an earlier summary as a column of its own length."""
        if isinstance(name, str) and name in self._cells:
            cell = self._cells[name]
            return cell if isinstance(cell, (pd.DataFrame, dict)) else pd.Series(cell)
        return self._frame[name]

    def get(self, name: str, otherwise: Any = None) -> Any:
        """Return a column or a summary, or another value if there is none of this name."""
        if name in self:
            return self[name]
        return otherwise

    def __contains__(self, name: Any) -> bool:
        """Return whether a column or a summary has this name."""
        return name in self._cells or name in self._frame.columns

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._frame)

    @property
    def attrs(self) -> Mapping[Any, Any]:
        """What the rows know of themselves, such as their group."""
        return dict(self._frame.attrs)

    def current(self) -> pd.DataFrame:
        """Return the rows with the summaries so far as columns, as ``cur_data()`` sees them.

        Raises:
            InvalidData: if a summary is a list, or has not one value for each row.
        """
        frame = self._frame
        for name, cell in self._cells.items():
            if name in frame.columns and read(frame[name]).kind == LIST:
                continue  # a cell of row-wise data
            vector = read(cell)
            if vector.kind == LIST or len(vector) != len(frame):  # R's table is invalid
                raise InvalidData(f"cur_data() cannot hold the summary '{name}' of its rows.",
                                  hint="Write summaries with cur_data() first.")  # fmt: skip
            frame = frame.assign(**{name: as_column(to_python(vector.plain()), len(frame))})
        return frame
