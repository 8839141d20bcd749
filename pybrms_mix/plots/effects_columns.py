"""The columns of a table of conditional effects, in the order and with the types that brms has."""

from __future__ import annotations

from typing import Any

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.column_order import in_brms_order, variables_of
from pybrms_mix.model.ir import NonlinearPiece
from pybrms_mix.plots.effect_tables import rounded
from pybrms_mix.plots.grid import CONDITION, Effect
from pybrms_mix.results.fit import Fit
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call

# The key in DataFrame.attrs of the columns that the table of brms has as well.
OF_FUNCTIONS = "columns of functions"


def with_brms_columns(cells: pd.DataFrame, effect: Effect, fit: Fit) -> pd.DataFrame:
    """Return the rows of an effect with its variables first, then the others as in the data.

    Factors and the labels of conditions become categorical columns, variables of groups that are
    left out a logical NA.
    """
    other_columns = [c for c in cells.columns if c not in effect and c != CONDITION]
    table = cells[[*effect, *in_brms_order(fit.formula, other_columns)]]
    levels = fit.model.frame.levels
    names = [n for n in table.columns if _is_factor(table[n], levels)]
    factors = {n: pd.Categorical(table[n], levels[n]) for n in names}
    missing_truths = pd.array([pd.NA] * len(table), dtype="boolean")
    unknown = {n: missing_truths for n in other_columns if table[n].isna().all()}
    labels = cells[CONDITION]
    conditions = pd.Categorical(labels, list(dict.fromkeys(labels)))
    complete_table = table.assign(**factors, **unknown, **{CONDITION: conditions})
    if calls := _functions(fit):
        complete_table.attrs[OF_FUNCTIONS] = calls
    return complete_table


def _functions(fit: Fit) -> list[str]:
    """Return the functions of variables in the formulas, which brms keeps as columns of the data.

    The calls of a non-linear formula are no columns.
    """
    if fit.model.of(NonlinearPiece):
        return []
    calls = [write(v) for v in variables_of(fit.formula) if isinstance(v, Call)]
    return list(dict.fromkeys(calls))


def _is_factor(column: pd.Series[Any], levels: Any) -> bool:
    """Return whether all values are levels; a group that is left out is missing or new."""
    name = str(column.name)
    return name in levels and bool(column.isin(levels[name]).all())


def as_lines(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return the values of a second variable as categories: levels, or numbers from the largest."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column
    texts = rounded(column)
    by_size = sorted(zip(column, texts, strict=True), key=lambda pair: pair[0], reverse=True)
    return pd.Series(pd.Categorical(texts, list(dict.fromkeys(t for _, t in by_size))))
