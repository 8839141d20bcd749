"""The rows of data that a model uses, under fixed levels of factors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData, UnknownVariable
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.columns import (
    PANDAS,
    completed,
    is_text,
    library_of,
    table,
    typed_with_gaps,
)
from pybrms_mix.design.complete_rows import (
    NEW_COLUMNS,
    RESERVED,
    complete_rows,
    instead,
    not_found,
    used_columns,
)
from pybrms_mix.design.contrasts import codings, unusual_codings
from pybrms_mix.design.expression import Expression
from pybrms_mix.design.frame_columns import (
    assembled,
    complete_column,
    is_factor,
    is_whole,
    levels_of,
    typed_as,
    without_unused,
)
from pybrms_mix.design.frame_state import restored, shortened
from pybrms_mix.design.rvalues import Coding, Factor, Value, logicals
from pybrms_mix.syntax.nodes import Name, Node

__all__ = ["RESERVED", "Expression", "Frame"]


@dataclass(frozen=True, eq=False)
class Frame:
    """The N rows and the columns of the data that a model uses.

    All values are finite. Missing values can occur only in responses and in ``whole``.

    Attributes:
        data: int64, float64 and bool columns, and categoricals whose categories are strings. The
            index of this table counts from 0.
        levels: the levels of each factor and of each text column. Levels of grouping columns in
            new data that the fit has not seen come after the levels of the fit.
        rows: the position of each row in the table of the user.
        index: the label of each row in the table of the user.
        dropped: the number of rows that were left out because a value is missing.
        text: the names of the columns that were text, not categories.
        data2: objects that are not columns of the data, by name: brms's ``data2``.
        contrasts: the contrasts of factors that do not have R's default.
        whole: all rows of the table of the user, if this frame has only some of them. Values in
            these rows can be missing. Terms such as ``scale(x)`` are computed from all rows.
        predvars: calls such as ``scale(x)`` whose constants were computed from rows that are not
            available, each with a call that contains the constants, as in R's ``predvars``.
        cache: values that were computed from these rows before.
        bases: arrays of the columns that terms computed from exactly these rows, by term.
        knots: knots of smooth terms that the user gives, by the variable.
        fitted: whether these rows are some of those of a fit's frame.
        library: the library of the table of the user. Tables of rows are returned in its format.
        parts: the rows that ``subset()`` selects for a response, by the name of the response.
        resp: the response for which these rows were selected; "" for the rows of a whole model.
        before: the positions, as in ``rows``, of the rows from which ``subset()`` selected these;
            None if it left none out.
    """

    data: pd.DataFrame
    levels: Mapping[str, tuple[str, ...]]
    rows: np.ndarray
    index: pd.Index
    dropped: int = 0
    text: frozenset[str] = frozenset()
    data2: Mapping[str, Any] = field(default_factory=dict, repr=False)
    whole: Frame | None = field(default=None, repr=False)
    contrasts: Mapping[str, str | Coding] = field(default_factory=dict, repr=False)
    predvars: Mapping[Node, Node] = field(default_factory=dict, repr=False)
    cache: dict[Any, Any] = field(default_factory=dict, repr=False)
    bases: Mapping[str, Mapping[str, np.ndarray]] = field(default_factory=dict, repr=False)
    knots: Mapping[str, np.ndarray] = field(default_factory=dict, repr=False)
    fitted: bool = False
    library: str = PANDAS
    parts: Mapping[str, Frame] = field(default_factory=dict, repr=False)
    resp: str = ""
    before: np.ndarray | None = field(default=None, repr=False)

    @classmethod
    def of(
        cls,
        data: Any,
        names: Sequence[Name],
        *,
        data2: Mapping[str, Any] | None = None,
        drop_unused_levels: bool = True,
        holes: Collection[str] = (),
        spared: Mapping[str, np.ndarray] | None = None,
        knots: Mapping[str, np.ndarray] | None = None,
    ) -> Frame:
        """Return the rows of ``data`` that are complete in all variables ``names``.

        ``data`` is a pandas table, a table that narwhals supports, or a mapping from names to
        columns. The column ``Intercept`` is optional. Variables that ``data`` lacks are looked up
        in ``data2``. Columns in ``holes`` may have missing values. Columns in ``spared`` may have
        them in the rows that it marks, (rows of ``data``,). Warns if rows are left out.

        Raises:
            UnknownVariable: naming all variables that the data do not have.
            InvalidData: for no rows, names that brms does not allow, infinite values, and columns
                that are neither numbers, logicals, text nor categories.
        """
        df = completed(table(data), data2 or {}, names)
        contrasts = codings(getattr(data, "attrs", {}).get("contrasts", {}))
        in_use = used_columns(df, names)
        rows = complete_rows(df, [name for name in in_use if name not in holes], spared or {})
        columns = {name: typed_with_gaps(df[name].iloc[rows], name) for name in in_use}
        # Levels that occur only in rows left out are dropped too. brms 2.18 drops levels before
        # rows and keeps a column of zeros for them; brms 2.23 does as here.
        if drop_unused_levels:
            columns = {name: without_unused(column) for name, column in columns.items()}
        text = frozenset(name for name in in_use if is_text(df[name]) and is_factor(columns[name]))
        dropped = len(df) - rows.size
        coded = unusual_codings(pd.DataFrame(columns))
        coded |= {name: coding for name, coding in contrasts.items() if name in in_use}
        return cls(
            assembled(columns, rows), levels_of(columns), rows, df.index[rows], dropped, text,
            dict(data2 or {}), _all_rows(df, in_use, text, coded) if dropped else None,
            coded, getattr(data, "attrs", {}).get("predvars", {}), library=library_of(data),
            knots=dict(knots or {}),
        )  # fmt: skip

    def __getstate__(self) -> dict[str, Any]:
        """Return the state in few bytes, without the cache, which can be computed again."""
        return shortened(self.__dict__)

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore the rows and their labels."""
        self.__dict__.update(restored(state))

    @property
    def N(self) -> int:  # noqa: N802
        """Return the number of rows."""
        return int(self.rows.size)

    @property
    def labelled(self) -> pd.DataFrame:
        """Return the columns as a table with the row labels of the table of the user."""
        return self.data.set_axis(self.index)

    def where(self, kept: np.ndarray, *, drop_unused_levels: bool = False) -> Frame:
        """Return the rows for which ``kept``, shape (N,), is true, with the same levels.

        With ``drop_unused_levels``, levels that do not occur in these rows are dropped.

        Raises:
            InvalidData: if ``kept`` selects no row.
        """
        if not kept.any():
            raise InvalidData("All rows of 'data' were removed via 'subset'.")
        data = self.data[kept].reset_index(drop=True)
        levels = self.levels
        if drop_unused_levels:
            columns = {str(n): without_unused(data[n]) for n in data}
            data, levels = pd.DataFrame(columns), levels_of(columns)
        subset = replace(self, data=data, levels=levels, whole=None, cache={}, bases={}, parts={})
        subset = replace(subset, before=None)
        return replace(subset, rows=self.rows[kept], index=self.index[kept])

    def subset(self, kept: np.ndarray) -> Frame:
        """Return the rows that ``subset()`` selects, shape (N,); ``whole`` still has all rows.

        Raises:
            InvalidData: if ``kept`` selects no row.
        """
        if kept.all():
            return self
        return replace(self.where(kept), whole=self.whole or self, before=self.rows)

    @property
    def before_subset(self) -> Frame:
        """Return the rows before ``subset()``, from which it selected the present rows.

        As in brms, groups have all levels of these rows, and effects are shown over their range.
        """
        if self.before is None or self.whole is None:
            return self
        before = self.whole.where(np.isin(self.whole.rows, self.before))
        complete_columns = {str(n): complete_column(before.data[n], str(n)) for n in self.data}
        return replace(before, data=pd.DataFrame(complete_columns))

    def with_parts(self, kept: Mapping[str, np.ndarray]) -> Frame:
        """Return the frame with ``parts``: the rows that ``kept``, (N,), marks for each response.

        In these rows the columns of the response have no missing values, so that they have the
        types of complete columns.
        """
        parts = {}
        for resp, marked in kept.items():
            part = self.subset(marked)
            complete_columns = {n: complete_column(part.data[n], str(n)) for n in part.data}
            parts[resp] = replace(
                part, data=pd.DataFrame(complete_columns), bases=self.bases, resp=resp, parts={}
            )
        return replace(self, parts=parts)

    def of_response(self, resp: str) -> Frame:
        """Return the rows of a response: its own rows if it has some, otherwise these rows."""
        return self.parts.get(resp, self)

    def basis_key(self, term: str) -> str:
        """Return the key of the arrays of ``term`` in ``bases``, for terms on these rows."""
        return f"{term} of {self.resp}" if self.resp else term

    def part(self, few: slice) -> Frame:
        """Return the rows at the positions ``few``, with the same levels."""
        data = self.data.iloc[few].reset_index(drop=True)
        return Frame(
            data, self.levels, self.rows[few], self.index[few], text=self.text,
            contrasts=self.contrasts, predvars=self.predvars, fitted=True, resp=self.resp,
        )  # fmt: skip

    def at(
        self,
        newdata: Any,
        *,
        names: Collection[str] | None = None,
        free: Collection[str] = frozenset(),
    ) -> Frame:
        """Return the rows of ``newdata`` with the levels of this frame.

        Args:
            newdata: the table of the other rows.
            names: the columns that ``newdata`` must have; None requires all columns. Further
                columns of this frame are included if ``newdata`` has them without missing values.
            free: columns of grouping factors, which may have levels that this frame does not have.

        Raises:
            UnknownVariable: if a column is missing.
            UnknownLevel: if a factor has a level that this frame does not have.
            InvalidData: if values are missing or infinite, or if the type of a column differs.
        """
        df = table(newdata, "newdata")
        candidates = dict.fromkeys([*self.data, *sorted(names or ())])
        to_read = [name for name in candidates if names is None or name in names]
        required = {name for name in to_read if name not in RESERVED or name in self.data}
        missing = [name for name in to_read if name in required and name not in df.columns]
        if missing:
            raise UnknownVariable(not_found(missing), hint=instead(missing[0], df, NEW_COLUMNS))
        present = [name for name in self.data.columns if name in df.columns]
        complete = [name for name in present if is_whole(df, name, required=name in required)]
        columns = {
            name: typed_as(self.data[name], df[name], self.levels.get(name, ()), free=name in free)
            for name in complete
        }
        rows = np.arange(len(df))
        return Frame(
            assembled(columns, rows), levels_of(columns), rows, df.index, text=self.text,
            contrasts=self.contrasts, predvars=self.predvars, resp=self.resp,
        )  # fmt: skip

    def column(self, name: Name) -> Value:
        """Return a column: numbers or logicals of shape (N,), or a ``Factor``.

        The reserved name ``Intercept`` gives ones if the data have no such column.
        """
        if name.text not in self.data:
            if name.text in RESERVED:
                return np.ones(self.N)
            raise UnknownVariable(
                not_found([name.text]),
                span=name.span,
                hint=instead(name.text, self.data),
            )
        column = self.data[name.text]
        if isinstance(column.dtype, pd.BooleanDtype):
            return logicals(column.fillna(False).to_numpy(bool), column.isna().to_numpy(bool))
        if not is_factor(column):
            return column.to_numpy()
        codes = column.cat.codes.to_numpy().astype(np.int64)
        return Factor(
            codes, self.levels[name.text], bool(column.cat.ordered), name.text in self.text,
            self.contrasts.get(name.text),
        )  # fmt: skip

    def holes(self, names: Iterable[str]) -> np.ndarray:
        """Return which rows have a missing value in one of the columns ``names``, shape (N,)."""
        missing_rows: np.ndarray = np.zeros(self.N, dtype=bool)
        for name in names:
            if name in self.data:
                missing_rows |= self.data[name].isna().to_numpy(dtype=bool)
        return missing_rows

    def evaluate(self, node: Node) -> np.ndarray:
        """Return the value of an R expression of columns on these rows, shape (N,).

        The values are numbers, logicals or labels of a factor. The class ``Expression`` applies an
        expression to other rows.
        """
        return Expression.of(node, self).values


def _all_rows(
    df: pd.DataFrame,
    names: list[str],
    text: frozenset[str],
    contrasts: Mapping[str, str | Coding],
) -> Frame:
    """Return all rows of a table, including rows with missing values."""
    rows = pd.RangeIndex(len(df))
    columns = {name: typed_with_gaps(df[name].set_axis(rows), name) for name in names}
    data = pd.DataFrame(columns, index=rows)
    places = np.arange(len(df))
    return Frame(data, levels_of(columns), places, df.index, text=text, contrasts=contrasts)
