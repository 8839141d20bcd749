"""The columns that a model uses, and the rows that are complete in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from pybrms_mix.base.errors import InvalidData, Span, UnknownVariable, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import warn
from pybrms_mix.design.rvalues import quoted
from pybrms_mix.syntax.nodes import Name
from pybrms_mix.syntax.parse import is_name

RESERVED = ("Intercept", "intercept")
"""Names of a column of ones that need not be in the data, for formulas without an intercept."""

_COLUMNS = "The columns of the data are"
NEW_COLUMNS = "New rows need all predictors and grouping factors. The columns of the new data are"


def used_columns(given: pd.DataFrame, names: Sequence[Name]) -> list[str]:
    """Return the distinct names of the columns in use, after the checks of brms."""
    by_text = {name.text: name for name in names}
    missing = [n for n in by_text if n not in given.columns and n not in RESERVED]
    if missing:
        span = by_text[missing[0]].span
        of_a_table = span is not None and span.text[span.end :].startswith("$")
        hint = "A formula names the columns alone: x, not data$x." if of_a_table else ""
        raise UnknownVariable(
            not_found(missing), span=span, hint=hint or instead(missing[0], given)
        )
    used_names = [name for name in by_text if name in given.columns]
    for name in used_names:
        _check_name(by_text[name])
        check_single(given, name, span=by_text[name].span)
    return used_names


def check_single(given: pd.DataFrame, name: str, span: Span | None = None) -> None:
    """Refuse a table in which several columns have the name ``name``.

    Raises:
        InvalidData: at ``span``, the place of the variable in the formula.
    """
    if not isinstance(given[name], pd.Series):
        raise InvalidData(
            f"The data have several columns with the name '{name}'.",
            span=span,
            hint="Rename all these columns but one.",
        )


def complete_rows(
    given: pd.DataFrame, used: list[str], spared: Mapping[str, np.ndarray]
) -> np.ndarray:
    """Return the positions of the rows without missing values; warn if other rows exist.

    ``spared`` marks, for some columns, the rows that no response reads. Values may be missing
    there.
    """
    holes = np.zeros(len(given), dtype=bool)
    for name in used:
        empty_here = given[name].isna().to_numpy(dtype=bool)
        holes |= empty_here & ~spared[name] if name in spared else empty_here
    if holes.all():
        empty = [name for name in used if given[name].isna().all()]
        raise InvalidData(
            "All observations in the data were removed presumably because of NA values.",
            hint=f"No row has a value of {quoted(empty[:1])}."
            if empty
            else f"Each row lacks a value of at least one of these columns: {quoted(used)}.",
        )
    if holes.any():
        warn("Rows containing NAs were excluded from the model.")
    return np.flatnonzero(~holes)


def _check_name(name: Name) -> None:
    if not is_name(name.text):
        raise InvalidData(
            f"The following variable names are invalid: '{name.text}'",
            span=name.span,
            hint="Rename the column to letters, digits, dots and underscores.",
        )
    if re.search("__|_$", name.text):
        raise InvalidData(
            "Variable names may not contain double underscores or underscores at the end.",
            span=name.span,
            hint=f"Rename the column '{name.text}'.",
        )


def not_found(names: Sequence[str]) -> str:
    """Return brms's words for variables that the data do not have."""
    head = "The following variables can neither be found in 'data' nor in 'data2':"
    return f"{head}\n{quoted(names)}"


def instead(name: str, given: pd.DataFrame, otherwise: str = _COLUMNS) -> str:
    """Return a remedy for a column that the table ``given`` does not have.

    The words ``otherwise`` precede the list of columns if none has a similar name.
    """
    if len(given.columns) and not any(isinstance(column, str) for column in given.columns):
        return (
            "The columns of the data have numbers in place of names. Name the columns: "
            'pandas.DataFrame(values, columns=["y", "x"]).'
        )
    return did_you_mean(name, map(str, given.columns), otherwise)
