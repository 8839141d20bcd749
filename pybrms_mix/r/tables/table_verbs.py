"""Functions of data.table: names, order and sets of tables, and vectors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.frames import as_frame
from pybrms_mix.r.frames.joins import join
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.tables.table_columns import column_joined
from pybrms_mix.r.tables.table_groups import TableGroup, table_set
from pybrms_mix.r.tables.table_rows import ranked, tagged
from pybrms_mix.r.text.strings import split_text
from pybrms_mix.r.values.r_vectors import read, text

__all__ = [
    "rbindlist", "set_column_order", "set_names", "set_order", "split_columns", "table_join",
    "table_merge", "table_update", "unique_count",
]  # fmt: skip


def _names(value: Any) -> list[str]:
    return [str(v) for v in text(read(value)).data]


def set_names(
    table: pd.DataFrame, old: Any, new: Any = None, *, skip_absent: bool = False
) -> pd.DataFrame:
    """Rename columns in place: ``setnames(d, old, new)``, or all of them by ``setnames(d, new)``.

    With ``skip_absent``, old names that no column has are left out.

    Raises
    ------
    InvalidData
        If a column does not exist, or the numbers of names differ.

    Examples
    --------
    >>> set_names(pd.DataFrame({"x": [1], "y": [2]}), "y", "z").columns.tolist()
    ['x', 'z']
    """
    columns = list(map(str, table.columns))
    if new is None:
        new_names = _names(old)
        if len(new_names) != len(columns):
            raise InvalidData(f"There are {len(columns)} columns, but {len(new_names)} names.")
        table.columns = pd.Index(new_names)
        return table
    olds = read(old)
    before = [columns[int(n) - 1] for n in olds.data] if olds.kind == "numeric" else _names(old)
    after = _names(new)
    if skip_absent and len(before) == len(after):
        pairs = [(b, a) for b, a in zip(before, after, strict=True) if b in columns]
        before, after = [b for b, _ in pairs], [a for _, a in pairs]
    absent = [n for n in before if n not in columns]
    if absent or len(before) != len(after):
        problem = (
            f"there is no column '{absent[0]}'" if absent else "old and new names differ in number"
        )
        raise InvalidData(f"Columns cannot be renamed: {problem}.")
    change = dict(zip(before, after, strict=True))
    table.columns = pd.Index([change.get(n, n) for n in columns])
    return table


def set_order(
    table: pd.DataFrame, *names: str, down: Sequence[bool] = (), na_last: bool = False
) -> pd.DataFrame:
    """Sort the rows in place: ``setorder(d, a, -b)``; strings are in the order of the C locale.

    Parameters
    ----------
    table : DataFrame
        The table, which is changed.
    *names : str
        The columns to sort by.
    down : sequence of bool
        Whether each column decreases.
    na_last : bool, default False
        Whether missing values come last; by default they come first.

    Returns
    -------
    DataFrame
        The same table.

    Examples
    --------
    >>> set_order(pd.DataFrame({"x": [2, 1, 3]}), "x", down=[True])["x"].tolist()
    [3, 2, 1]
    """
    vectors = [read(table[n]).plain() for n in names]
    order = ranked(vectors, list(down) or [False] * len(vectors), last=na_last)
    sorted_rows = rows(table.reset_index(drop=True), order + 0.0)
    for name in table.columns:
        table[name] = sorted_rows[name].array
    table.reset_index(drop=True, inplace=True)
    return tagged(table)


def set_column_order(table: pd.DataFrame, names: Any) -> pd.DataFrame:
    """Move columns to the front in place: ``setcolorder(d, c("b", "a"))``.

    Examples
    --------
    >>> set_column_order(pd.DataFrame({"a": [1], "b": [2]}), ["b"]).columns.tolist()
    ['b', 'a']
    """
    first = _names(names)
    rest = [n for n in map(str, table.columns) if n not in first]
    columns = {n: table[n].copy() for n in (*first, *rest)}
    table.drop(columns=list(table.columns), inplace=True)
    for name, column in columns.items():
        table[name] = column
    return tagged(table)


def rbindlist(
    tables: Any, *, use_names: bool | str = "check", fill: bool = False, idcol: Any = None
) -> pd.DataFrame:
    """Bind the rows of tables: ``rbindlist(l)``.

    Parameters
    ----------
    tables : list or dict of DataFrame
        The tables; elements that are None are left out.
    use_names : bool or "check"
        Whether columns are bound by their names. "check" binds by place, and refuses other names.
    fill : bool, default False
        Whether columns that a table lacks are missing; they are bound by their names.
    idcol : bool or str, optional
        A first column with the names or numbers of the tables, or its name.

    Returns
    -------
    DataFrame
        The rows of all tables.

    Raises
    ------
    InvalidData
        If the tables have other columns.

    Examples
    --------
    >>> rbindlist([pd.DataFrame({"x": [1]}), pd.DataFrame({"x": [2]})])["x"].tolist()
    [1, 2]
    """
    labelled = isinstance(tables, Mapping)
    pairs = list(tables.items()) if labelled else list(enumerate(tables, start=1))
    labelled_frames = [(k, as_frame(v)) for k, v in pairs if v is not None]
    if not labelled_frames:
        return tagged(pd.DataFrame())
    names = list(dict.fromkeys(str(n) for _, f in labelled_frames for n in f.columns))
    first = list(map(str, labelled_frames[0][1].columns))
    parts: dict[str, list[Any]] = {n: [] for n in (names if fill else first)}
    for _, frame in labelled_frames:
        mine = list(map(str, frame.columns))
        if not fill and (sorted(mine) != sorted(first) or (use_names == "check" and mine != first)):
            raise InvalidData(
                "The tables have other columns, or in another order.",
                hint="Use fill = TRUE or use.names = TRUE.",
            )
        for name, columns in parts.items():
            blank = pd.Series(np.full(len(frame), np.nan)).convert_dtypes().astype("boolean")
            columns.append(read(frame[name] if name in mine else blank).plain())
    cells = {n: column_of(column_joined(v, n)) for n, v in parts.items()}
    if idcol is not None and idcol is not False:
        label = ".id" if idcol is True else str(idcol)
        labels = [k for k, f in labelled_frames for _ in range(len(f))]
        cells = {label: np.array(labels, dtype=object if labelled else int), **cells}
    return tagged(pd.DataFrame(cells))


def table_merge(
    x: pd.DataFrame, y: pd.DataFrame, by: Any = None, *, by_y: Any = None, all: bool = False,
    all_x: bool = False, all_y: bool = False, sort: bool = True, suffixes: Any = (".x", ".y"),
) -> pd.DataFrame:  # fmt: skip
    """Join two data.tables as ``merge()``: keys first, rows sorted by the keys.

    Parameters
    ----------
    x, y : DataFrame
        The tables.
    by, by_y : list of str, optional
        The key columns, and their names in ``y``. By default all common columns.
    all, all_x, all_y : bool, default False
        Whether rows without a partner are kept.
    sort : bool, default True
        Whether rows are sorted by the keys, in the C locale.
    suffixes : tuple of str
        The suffixes for columns that occur in both tables.

    Returns
    -------
    DataFrame
        The joined rows.

    Examples
    --------
    >>> x = pd.DataFrame({"k": ["b", "a"], "u": [1, 2]})
    >>> table_merge(x, pd.DataFrame({"k": ["a", "b"], "v": [3, 4]}))["v"].tolist()
    [3, 4]
    """
    keys = _names(by) if by is not None else [str(n) for n in x.columns if n in y.columns]
    pairs = dict(zip(keys, _names(by_y), strict=True)) if by_y is not None else keys
    left, right = all or all_x, all or all_y
    how = {(True, True): "full", (True, False): "left", (False, True): "right"}.get(
        (left, right), "inner"
    )
    joined = join(x.reset_index(drop=True), y.reset_index(drop=True), pairs, how, tuple(suffixes))
    frame = as_frame(joined)
    frame = frame[[*keys, *(n for n in frame.columns if n not in keys)]]
    if sort:
        vectors = [read(frame[k]).plain() for k in keys]
        frame = rows(frame, ranked(vectors, [False] * len(keys), last=False) + 0.0)
    return tagged(pd.DataFrame(frame))


def table_update(
    x: pd.DataFrame, y: pd.DataFrame, on: Any, names: Any, value: Callable[[Any], Any]
) -> pd.DataFrame:
    """Change columns of ``x`` in place by rows of ``y``: ``x[y, on = "id", w := i.w]``.

    Parameters
    ----------
    x, y : DataFrame
        The tables. If several rows of ``y`` have the same keys, the last one counts.
    on : list of str or dict
        The key columns; a dict maps names in ``x`` to names in ``y``.
    names : str or list of str
        The columns of ``x`` to change.
    value : callable
        A function of the joined rows, in which ``i.w`` is the column ``w`` of ``y``.

    Returns
    -------
    DataFrame
        The same table.

    Examples
    --------
    >>> x = pd.DataFrame({"k": ["a", "b"], "u": [1, 2]})
    >>> y = pd.DataFrame({"k": ["b"], "u": [9]})
    >>> table_update(x, y, ["k"], "u", lambda rows: rows["i.u"])["u"].tolist()
    [1, 9]
    """
    vector = read(on)
    theirs = [str(v) for v in vector.data]
    mine = [n or v for n, v in zip(vector.names or theirs, theirs, strict=True)]
    last = y.drop_duplicates(subset=theirs, keep="last").reset_index(drop=True)
    other_columns = pd.DataFrame({f"i.{n}": last[n] for n in last.columns})
    for name in last.columns:
        if name not in x.columns:
            other_columns[name] = last[name]
    numbered = x.reset_index(drop=True).assign(**{"\0row": np.arange(len(x))})
    keys = {a: f"i.{b}" for a, b in zip(mine, theirs, strict=True)}
    copies = {v: last[b] for v, b in zip(keys.values(), theirs, strict=True)}
    joined = as_frame(join(numbered, other_columns.assign(**copies), keys, "inner"))
    for a, b in keys.items():
        joined[b] = joined[a]
    if not len(joined):
        return tagged(x)
    group = TableGroup(joined, np.arange(len(joined)), shown=list(map(str, joined.columns)))
    return table_set(x, names, lambda _: value(group), rows=joined["\0row"].to_numpy() + 1)


def table_join(
    x: pd.DataFrame, y: pd.DataFrame, on: Any, *, matched_only: bool = False, anti: bool = False
) -> pd.DataFrame:
    """Return ``x[y, on = "id"]``: for each row of ``y`` the rows of ``x`` with equal keys.

    Parameters
    ----------
    x, y : DataFrame
        The tables.
    on : list of str or dict
        The key columns; a dict maps names in ``x`` to names in ``y``.
    matched_only : bool, default False
        Whether rows of ``y`` without a partner are left out (``nomatch = NULL``).
    anti : bool, default False
        Whether the rows of ``x`` without a partner are returned instead (``x[!y, on = "id"]``).

    Returns
    -------
    DataFrame
        The columns of ``x``, then the other columns of ``y``, which get the prefix ``i.`` if
        ``x`` has a column of the same name.

    Examples
    --------
    >>> x = pd.DataFrame({"k": ["a", "b"], "u": [1, 2]})
    >>> table_join(x, pd.DataFrame({"k": ["b", "b"], "v": [3, 4]}), ["k"])["u"].tolist()
    [2, 2]
    """
    vector = read(on)
    mine = [n or v for n, v in zip(vector.names or vector.data, vector.data, strict=True)]
    keys = dict(zip(map(str, mine), map(str, vector.data), strict=True))
    x, y = x.reset_index(drop=True), y.reset_index(drop=True)
    if anti:
        return tagged(as_frame(join(x, y, keys, "anti")))
    new_names = {n: f"i.{n}" for n in y.columns if n in x.columns and n not in keys.values()}
    renamed = y.rename(columns={**new_names, **{v: k for k, v in keys.items()}})
    numbered = x.assign(**{"\0row": np.arange(len(x))})
    joined = as_frame(join(renamed, numbered, list(keys), "inner" if matched_only else "left"))
    rest = [n for n in renamed.columns if n not in keys]
    return tagged(pd.DataFrame(joined[[*x.columns, *rest]]))


def split_columns(x: Any, split: str, *, fixed: bool = False) -> list[Any]:
    """Return ``tstrsplit(x, split)``: one vector for each part of the texts.

    Examples
    --------
    >>> [v.tolist() for v in split_columns(["a-b", "c"], "-")]
    [['a', 'c'], ['b', None]]
    """
    parts = [None if v is None else list(read(v).data) for v in split_text(x, split, fixed=fixed)]
    width = max((len(p) for p in parts if p is not None), default=0)
    cells = [[None] * width if p is None else [*p, *[None] * (width - len(p))] for p in parts]
    return [np.array([c[k] for c in cells], dtype=object) for k in range(width)]


def unique_count(x: Any, *, na_rm: bool = False, by: Any = None) -> int:
    """Return ``uniqueN(x)``: the number of different values, or of different rows.

    Examples
    --------
    >>> unique_count(["b", "a", "b", None])
    3
    """
    if isinstance(x, pd.DataFrame):
        return len(x.drop_duplicates(subset=None if by is None else _names(by)))
    vector = read(x).plain()
    keys = {None if m else v for v, m in zip(vector.data.tolist(), vector.missing, strict=True)}
    return len(keys - {None}) if na_rm else len(keys)
