"""The prior table that users see, change and print: brms's ``brmsprior``."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, TypeAlias

from pybrms_mix.base.dialect import Dialect, current
from pybrms_mix.base.errors import InvalidArgument, InvalidPrior
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.base.value_kinds import Takes
from pybrms_mix.family.catalogue import FAMILIES
from pybrms_mix.model.parts import Key
from pybrms_mix.prior.rows import PLACES, Row, read, row

_UNBOUNDED = (None, "", "-Inf", "Inf")
COLUMNS = ("prior", *PLACES, "lb", "ub", "source")


def columns_of(dialect: Dialect, *, untagged: bool = False) -> tuple[str, ...]:
    """Return the columns of a prior table.

    brms adds tags at the end of an ``untagged`` table: that of a fit of an earlier version.
    """
    if not dialect.tagged:
        return COLUMNS
    return (*COLUMNS, "tag") if untagged else (*COLUMNS[:-1], "tag", COLUMNS[-1])


def _cells(row: Row) -> dict[str, str | None]:
    places = {name: getattr(row.key, field) for name, field in PLACES.items()}
    rest = {"lb": row.lb, "ub": row.ub, "source": row.source, "tag": row.tag}
    return {"prior": row.prior, **places, **rest}


@public_methods
class PriorTable:
    """A prior table, as ``get_prior()`` and ``set_prior()`` return it.

    ``+`` joins tables. ``table.prior[i] = ...`` sets the prior of row ``i`` (from 0), by text or by
    a ``set_prior(...)`` for the same place.
    """

    def __init__(self, rows: Iterable[Row] = (), *, columns: tuple[str, ...] | None = None) -> None:
        self._rows = list(rows)
        self._columns = columns or columns_of(current())

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows of the table.

        Returns
        -------
        tuple of Row
            The rows in their order.

        Examples
        --------
        >>> from pybrms_mix import prior
        >>> table = prior("normal(0, 1)") + prior("gamma(2, 1)", class_="sigma")
        >>> [row.prior for row in table.rows]
        ['normal(0, 1)', 'gamma(2, 1)']
        """
        return tuple(self._rows)

    @property
    def prior(self) -> PriorColumn:
        """Return the column of priors, whose cells can be set.

        Returns
        -------
        PriorColumn
            The column: ``table.prior[i]`` is the text of row i, counted from 0.

        Examples
        --------
        >>> from pybrms_mix import prior
        >>> table = prior("normal(0, 1)")
        >>> table.prior[0] = "normal(0, 5)"
        >>> print(table)
        b ~ normal(0, 5)
        """
        return PriorColumn(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __getitem__(self, at: int | slice) -> PriorTable:
        picked = self._rows[at]
        rows = [picked] if isinstance(picked, Row) else picked
        return PriorTable(rows, columns=self._columns)

    def __add__(self, other: Priors) -> PriorTable:
        """Return the rows of both tables, like ``c(p1, p2)`` and ``p1 + p2`` in R."""
        return PriorTable([*self._rows, *table(other)], columns=self._columns)

    def __radd__(self, other: None) -> PriorTable:
        """Return the table for ``None + table``, like ``c(NULL, p)`` in R."""
        return self if other is None else NotImplemented

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PriorTable) and self._rows == other._rows

    __hash__ = None  # type: ignore[assignment]

    @property
    def shape(self) -> tuple[int, int]:
        """Return the numbers of rows and columns of the table that brms stores.

        Returns
        -------
        tuple of int, int
            The numbers of prior rows and of columns.

        Examples
        --------
        >>> from pybrms_mix import prior
        >>> prior("normal(0, 1)").shape
        (1, 10)
        """
        return len(self._rows), len(self._columns)

    def to_frame(self) -> pd.DataFrame:
        """Return the table as brms stores it.

        Returns
        -------
        DataFrame
            One line for each prior row. A bound that nobody set is missing.

        Examples
        --------
        >>> from pybrms_mix import set_prior
        >>> set_prior("normal(0, 2)", class_="b", lb=0).to_frame()[["prior", "class", "lb", "ub"]]
                  prior class lb    ub
        0  normal(0, 2)     b  0  None
        """
        cells = [_cells(r) for r in self._rows]
        return pd.DataFrame([[c[n] for n in self._columns] for c in cells],
                            columns=list(self._columns), dtype=object)  # fmt: skip

    def shown(self) -> pd.DataFrame:
        """Return the table as brms prints it.

        Returns
        -------
        DataFrame
            One line for each prior row. A flat prior is shown as ``(flat)``, and a row without a
            specified prior shows the prior of the row that it inherits from.

        Examples
        --------
        >>> from pybrms_mix import get_prior
        >>> table = get_prior("y ~ x", {"y": [1.0, 2.0, 4.0], "x": [0.0, 1.0, 2.0]})
        >>> table.shown()[["prior", "class", "coef"]]
                          prior      class coef
        0                (flat)          b
        1                (flat)          b    x
        2  student_t(3, 2, 2.5)  Intercept
        3  student_t(3, 0, 2.5)      sigma
        """
        frame = self.to_frame()
        for i, line in enumerate(self._rows):
            above = self._above(line)
            if not line.prior:
                frame.at[i, "prior"] = above.prior if above and above.prior else "(flat)"
                if above is not None and line.source != "user":
                    frame.at[i, "source"] = "(vectorized)"
            if above is not None:
                frame.at[i, "lb"] = line.lb or above.lb
                frame.at[i, "ub"] = line.ub or above.ub
        frame["source"] = frame["source"].replace("", "(unknown)")
        return frame.fillna("<NA>")

    def _above(self, row: Row) -> Row | None:
        """Return the row from which ``row`` inherits its prior; None if there is none."""
        key = row.key
        wider = []
        if key.coef and key.group:
            wider.append(replace(key, coef=""))
        if key.coef or key.group:
            wider.append(replace(key, coef="", group=""))
        by_key = {r.key: r for r in self._rows}
        wider_rows = [by_key[k] for k in wider if k in by_key]
        return next((r for r in wider_rows if r.prior), wider_rows[-1] if wider_rows else None)

    def __str__(self) -> str:
        if len(self._rows) == 1:
            return shown_alone(self._rows[0])
        if not self._rows:
            return "<0 rows> (an empty prior table)"
        return _laid_out(self.shown(), shutil.get_terminal_size((80, 24)).columns)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return str(self.shown().to_html(index=False))


OnePrior: TypeAlias = Annotated[
    str | PriorTable | Row, Takes("one prior", InvalidPrior, "Use prior() or set_prior().")
]


@public_methods
class PriorColumn:
    """The priors of a table, cell by cell."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[str]:
        return (r.prior for r in self._rows)

    def __getitem__(self, at: int) -> str:
        return self._rows[at].prior

    def __setitem__(self, at: int, value: OnePrior) -> None:
        """Set the prior of row ``at``, counted from 0.

        Raises:
            InvalidPrior: if a ``set_prior()`` names another class, coefficient or group than the
                row.
        """
        if not isinstance(at, int) or not -len(self._rows) <= at < len(self._rows):
            raise InvalidArgument(
                f"The table has rows 0 to {len(self._rows) - 1}; there is no row {at}.",
                hint="R counts from 1, Python from 0.",
            )
        old = self._rows[at]
        new = _single(value)
        for place in new.given:
            theirs, ours = getattr(new.key, PLACES[place]), getattr(old.key, PLACES[place])
            if theirs != ours:
                raise InvalidPrior(
                    f"Row {at} has {place} '{ours}', but the prior was set for {place} '{theirs}'.",
                    span=new.span,
                    hint=f"Row {at} is: {shown_alone(old)}\nRows are counted from 0.",
                )
        for name in ("lb", "ub"):
            bound = getattr(new, name)
            if bound is not None and bound != (getattr(old, name) or ""):
                raise InvalidPrior(
                    f"Row {at} has {name} '{getattr(old, name) or ''}', but the prior was set with "
                    f"{name} '{bound}'.",
                    hint="Pass such a prior to brm(): a cell of the table takes text only.",
                )
        self._rows[at] = replace(old, prior=new.prior, source="user", span=new.span)


def _single(value: str | PriorTable | Row) -> Row:
    if isinstance(value, Row):
        return value
    if isinstance(value, PriorTable):
        rows = value.rows
    else:
        rows = (row(value),) if value == "" else tuple(read(value))
    if len(rows) != 1:
        raise InvalidPrior(f"A cell of the table takes one prior, but {len(rows)} were given.")
    return rows[0]


def shown_alone(each: Row) -> str:
    """Return a table of one row as brms prints it: ``<lower=0> sigma1 ~ normal(0, 1)``."""
    sides = [f"{n}={v}" for n, v in (("lower", each.lb), ("upper", each.ub)) if v not in _UNBOUNDED]
    bounds = f"<{','.join(sides)}> " if sides else ""
    return f"{bounds}{each.key} ~ {each.prior or '(flat)'}"


def _laid_out(frame: pd.DataFrame, width: int) -> str:
    """Return the frame as R prints it: right-aligned, in blocks of columns that fit the width."""
    columns = [[str(name), *map(str, frame[name])] for name in frame]
    blocks: list[list[list[str]]] = [[]]
    used_width = 0
    for column in columns:
        size = 1 + max(map(len, column))
        if blocks[-1] and used_width + size >= width:  # R leaves the last character of a line empty
            blocks.append([])
            used_width = 0
        blocks[-1].append([cell.rjust(size) for cell in column])
        used_width += size
    return "\n".join("".join(cells) for block in blocks for cells in zip(*block, strict=True))


def _of_dict(priors: Any) -> tuple[str, str] | None:
    """Return message and hint for a dict of priors."""
    if not isinstance(priors, Mapping):
        return None
    return "The priors are a dict; they must be a list of prior().", _as_list(priors)


_NUMBERED = 9  # the components whose parameters a hint knows by name


def _as_list(priors: Mapping[Any, Any]) -> str:
    """Return the text of the ``prior()`` calls that are equivalent to a dict of priors."""
    calls = [
        f"prior({str(text)!r}, {'class_' if _is_class(str(name)) else 'coef'}={str(name)!r})"
        for name, text in priors.items()
    ]
    return f"Write prior=[{', '.join(calls)}], with dpar= if the components differ."


def _is_class(name: str) -> bool:
    dpars = {d.name for family in FAMILIES.values() for d in family.dpars}
    numbered = {f"{dpar}{k}" for dpar in dpars for k in range(1, _NUMBERED + 1)}
    return name in {"b", "Intercept", "sd", "cor", "rescor", "theta"} | dpars | numbered


_Prior: TypeAlias = PriorTable | Row | str | None
# A list of priors may stand among the elements of a list, as in R's c().
Priors: TypeAlias = Annotated[
    _Prior | Iterable[_Prior | Iterable[_Prior]],
    Takes(
        "a 'brmsprior' object",
        InvalidPrior,
        'Use prior("normal(0, 1)", class_="b"), R text such as '
        '"prior(normal(0, 1), class = b)", or a list of them.',
        _of_dict,
    ),
]


def _of_frame(frame: pd.DataFrame) -> PriorTable:
    """Return the rows of a data frame such as ``to_frame()`` returns.

    Raises:
        InvalidPrior: if the frame has no column of priors.
    """
    if "prior" not in frame:
        raise InvalidPrior(
            "A data frame of priors needs the column 'prior'.",
            hint="PriorTable.to_frame() returns such a data frame.",
        )
    texts = [{n: "" if pd.isna(v) else str(v) for n, v in line.items()}
             for line in frame.to_dict("records")]  # fmt: skip
    return PriorTable(
        Row(
            line["prior"],
            Key(**{f: line.get(n, "b" if n == "class" else "") for n, f in PLACES.items()}),
            line.get("lb") or None,
            line.get("ub") or None,
            line.get("source") or "user",
            tag=line.get("tag", ""),
        )
        for line in texts
    )


def table(priors: Priors) -> PriorTable:
    """Return the table of priors in any form: a table, a data frame, R text, or a list of these.

    Raises:
        InvalidPrior: for other objects.
    """
    if priors is None:
        return PriorTable()
    if isinstance(priors, PriorTable):
        return priors
    if isinstance(priors, Row):
        return PriorTable([priors])
    if isinstance(priors, str):
        return PriorTable(read(priors))
    if isinstance(priors, pd.DataFrame):
        return _of_frame(priors)
    if isinstance(priors, Iterable):
        return PriorTable([r for p in priors for r in table(p)])
    raise InvalidPrior(
        "Argument 'prior' must be a 'brmsprior' object.",
        hint='Use prior("normal(0, 1)", class_="b"), R text such as '
        '"prior(normal(0, 1), class = b)", or a list of them.',
    )
