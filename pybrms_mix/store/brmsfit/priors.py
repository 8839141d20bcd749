"""The prior table of a fit of brms."""

from __future__ import annotations

from pybrms_mix.base.dialect import current
from pybrms_mix.model.parts import Key
from pybrms_mix.prior.rows import PLACES, Row
from pybrms_mix.prior.table import PriorTable, columns_of
from pybrms_mix.rfile.robjects import RList, RObject, RVector, classes, named
from pybrms_mix.rfile.streams import Damaged


def priors_of(value: RObject | None) -> PriorTable:
    """Return the rows of a ``brmsprior`` in order, with their names in the file.

    Raises:
        Damaged: if the value is not a table of priors.
    """
    if value is None or "data.frame" not in classes(value) or not isinstance(value, RList):
        raise Damaged("its table of priors has the wrong format")
    columns = {name: _column(item) for name, item in named(value).items()}
    size = len(columns.get("prior", []))
    required = ("prior", *PLACES)
    if any(len(columns.get(name, [])) != size for name in required):
        raise Damaged("its table of priors has the wrong format")
    rows = [_row(columns, at, size) for at in range(size)]
    return PriorTable(rows, columns=columns_of(current(), untagged="tag" not in columns))


def _column(item: RObject) -> list[str | None]:
    if not isinstance(item, RVector):
        return []
    if item.kind == "character":
        return list(item.values)
    return [None] * len(item.values) if item.kind == "logical" else []


def _row(columns: dict[str, list[str | None]], at: int, size: int) -> Row:
    def cell(name: str) -> str | None:
        column = columns.get(name, [])
        return column[at] if len(column) == size else None

    key = Key(**{field: cell(name) or "" for name, field in PLACES.items()})
    source = cell("source") or ""
    return Row(cell("prior") or "", key, cell("lb"), cell("ub"), source, tag=cell("tag") or "")


def user_rows(table: PriorTable) -> list[Row]:
    """Return the user's rows, in the form that ``brm()`` takes."""
    return [_as_user_row(row) for row in table if row.source == "user" and row.prior]


def _as_user_row(row: Row) -> Row:
    bounded = not row.key.coef and bool(row.lb or row.ub)
    low, high = (row.lb, row.ub) if bounded else (None, None)
    return Row(row.prior, row.key, low, high, "user", bounded=bounded)


def beside(table: PriorTable, built: PriorTable) -> list[Row]:
    """Return the user's rows, and the rows that differ from the defaults in ``built``.

    Other versions of brms have other defaults.
    """
    ours = {row.key: row for row in built}
    changed = [
        row for row in table
        if row.source != "user" and row.prior and row.key in ours
        and ours[row.key].prior != row.prior
    ]  # fmt: skip
    return [*user_rows(table), *map(_as_user_row, changed)]
