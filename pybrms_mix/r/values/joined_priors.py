"""Prior tables joined by ``c()``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pybrms_mix.prior.table import PriorTable, table

# The columns of a table that say to which parameters a prior belongs.
PLACES = ("class", "coef", "group", "resp", "dpar", "nlpar")


def holds_priors(value: Any) -> bool:
    """Return whether a value is a table of priors, or a list of such tables."""
    is_table = isinstance(value, PriorTable)
    return is_table or (isinstance(value, list) and bool(value) and all(map(holds_priors, value)))


def all_rows_of(values: Sequence[Any]) -> PriorTable | None:
    """Return the rows of several tables as one table; None if not all values are tables."""
    if not values or not all(map(holds_priors, values)):
        return None
    return PriorTable(row for v in values for row in table(v))


def as_table(x: Any) -> Any:
    """Return the rows of ``c(prior(...), prior(...))`` as one table; any other value as it is."""
    joined = all_rows_of([x])
    return x if joined is None else joined


def through_frame(x: PriorTable, change: Callable[[Any], Any]) -> Any:
    """Apply a function of data frames to a table of priors.

    The result is a table of priors unless columns were left out.
    """
    before = x.to_frame()
    after = change(before)
    columns = getattr(after, "columns", None)
    has_all = columns is not None and list(columns) == list(before.columns)
    return table(after) if has_all else after
