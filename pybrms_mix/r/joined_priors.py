"""Prior tables joined by ``c()``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pybrms_mix.prior.table import PriorTable, table


def holds_priors(value: Any) -> bool:
    """Return whether a value is a table of priors, or a list of such tables."""
    is_table = isinstance(value, PriorTable)
    return is_table or (isinstance(value, list) and bool(value) and all(map(holds_priors, value)))


def all_rows_of(values: Sequence[Any]) -> PriorTable | None:
    """Return the rows of several tables as one table; None if not all values are tables."""
    if not values or not all(map(holds_priors, values)):
        return None
    return PriorTable(row for v in values for row in table(v))
