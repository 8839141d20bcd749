"""The contrasts of a variable: the pairs of values at which predictions are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

from pybrms_mix.base.errors import InvalidArgument, UnknownVariable, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.takes import Names
from pybrms_mix.model.ir import GroupPiece, Model, WholePiece

Variables = Names | Mapping[str, Any] | None


def variables_to_change(model: Model, variables: Variables) -> dict[str, Any]:
    """Return the variables to change, with the way in which each changes."""
    names_read = [
        str(n) for n in model.frame.data if any(str(n) in p.reads() for p in model.pieces)
    ]
    if variables is None:
        grouping = {f for p in model.of(GroupPiece) for f in p.factors}
        grouping |= {f for p in model.of(WholePiece) for f in p.factors}
        return {name: None for name in names_read if name not in grouping}
    if isinstance(variables, str):
        variables = [variables]
    changes = dict(variables) if isinstance(variables, Mapping) else dict.fromkeys(variables)
    for name in changes:
        if name not in names_read:
            raise InvalidArgument(
                f"'{name}' is not a predictor of this model.",
                hint=did_you_mean(name, names_read) or f"It has: {', '.join(names_read)}.",
            )
    return changes


def contrasts(
    model: Model, data: pd.DataFrame, name: str, how: Any
) -> Iterable[tuple[str, Any, Any]]:
    """Yield the label, the high value and the low value of each contrast of a variable."""
    at = column_of(data, name)
    levels: Sequence[Any] | None = model.frame.levels.get(name) or model.integers.get(name)
    column = model.frame.data[name]
    if levels is None and column.dtype == bool:
        return [("True - False", True, False)]
    if levels is not None:
        return [(f"{b} - {a}", b, a) for a, b in _pairs(name, levels, how)]
    low, high = _values(name, at, column, how)
    return [(_label(how), high, low)]


def column_of(data: pd.DataFrame, name: str) -> pd.Series[Any]:
    """Return the column of a variable.

    Raises:
        UnknownVariable: if the table has no such column.
    """
    if name not in data:
        raise UnknownVariable(
            f"'newdata' has no column '{name}'.", hint=did_you_mean(name, map(str, data.columns))
        )
    return data[name]


def _pairs(name: str, levels: Sequence[Any], how: Any) -> Iterable[tuple[Any, Any]]:
    """Return pairs of levels, the low one first."""
    match how:
        case None | "reference":
            return [(levels[0], level) for level in levels[1:]]
        case "sequential":
            return pairwise(levels)
        case "pairwise":
            return combinations(levels, 2)
        case [low, high] if {low, high} <= set(levels):
            return [(low, high)]
    raise InvalidArgument(
        f"'{name}' cannot be compared by {how!r}.",
        hint="Use 'reference', 'sequential', 'pairwise', or two of its levels.",
    )


def _values(name: str, at: pd.Series[Any], column: pd.Series[Any], how: Any) -> tuple[Any, Any]:
    """Return the low and the high value of a numeric variable."""
    match how:
        case None:
            return at, at + 1
        case "sd":
            half = float(column.std()) / 2
            return at - half, at + half
        case "iqr":
            return float(column.quantile(0.25)), float(column.quantile(0.75))
        case "minmax":
            return float(column.min()), float(column.max())
        case int() | float():
            return at, at + how
        case [int() | float() as low, int() | float() as high]:
            return low, high
    raise InvalidArgument(
        f"'{name}' cannot be compared by {how!r}.",
        hint="Use a step, two values, 'sd', 'iqr' or 'minmax'.",
    )


def _label(how: Any) -> str:
    """Return the label of a contrast of numeric values."""
    match how:
        case None:
            return "+1"
        case str():
            return how
        case [low, high]:
            return f"{high} - {low}"
    return f"+{how}"
