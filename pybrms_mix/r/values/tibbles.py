"""Tibbles: data frames of which ``[`` always returns a data frame, and whose rows have no names.

A tibble is a DataFrame with a mark in ``attrs``. The verbs of dplyr and tidyr return a tibble where
those of R do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar, cast

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.row_names import NAMED_ROWS, TIBBLE, without_numbers

__all__ = ["is_tibble"]

Verb = TypeVar("Verb", bound=Callable[..., Any])


def is_tibble(x: Any) -> bool:
    """Return ``is_tibble(x)``, whether a data frame is a tibble.

    Grouped rows are a tibble in R.

    Examples
    --------
    >>> d = pd.DataFrame({"x": [1, 2]})
    >>> is_tibble(d), is_tibble(tibble_of(d))
    (False, True)
    """
    frame = getattr(x, "frame", x)
    return isinstance(frame, pd.DataFrame) and bool(frame.attrs.get(TIBBLE))


def tibble_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a data frame as a tibble; the rows lose their names and their numbers."""
    plain = pd.api.types.is_integer_dtype(frame.index)
    result = frame.copy(deep=False) if plain else frame.reset_index(drop=True)
    without_numbers(result).attrs.pop(NAMED_ROWS, None)
    result.attrs[TIBBLE] = True
    return result


def untibbled(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a tibble as a plain data frame; other data frames are unchanged."""
    if not is_tibble(frame):
        return frame
    result = frame.copy(deep=False)
    result.attrs.pop(TIBBLE)
    return result


def alike(made: pd.DataFrame, given: Any) -> pd.DataFrame:
    """Return new rows as a tibble if the rows that they come from are a tibble."""
    if is_tibble(given):
        return made if is_tibble(made) else tibble_of(made)
    return untibbled(made)


def gives_tibbles(verb: Verb) -> Verb:
    """Make a verb return a tibble, whatever data frame it is given."""

    @wraps(verb)
    def marked(*given: Any, **named: Any) -> Any:
        result = verb(*given, **named)
        return tibble_of(result) if isinstance(result, pd.DataFrame) else result

    return cast("Verb", marked)


def keeps_tibbles(verb: Verb) -> Verb:
    """Make a verb return a tibble if its first argument is one, and a plain data frame if not."""

    @wraps(verb)
    def verb_of_rows(data: Any, *given: Any, **named: Any) -> Any:
        result = verb(data, *given, **named)
        return alike(result, data) if isinstance(result, pd.DataFrame) else result

    return cast("Verb", verb_of_rows)


def ungrouped(x: Any) -> Any:
    """Return the data frame of a value of ``group_by()``; other values unchanged."""
    return x.frame if hasattr(x, "groups") and hasattr(x, "frame") else x


def of_rows(function: Verb) -> Verb:
    """Pass rows with groups to a function of base R as the data frame that they are."""

    @wraps(function)
    def of_frame(*values: Any, **named: Any) -> Any:
        named_values = {name: ungrouped(value) for name, value in named.items()}
        return function(*map(ungrouped, values), **named_values)

    return cast("Verb", of_frame)


def keeps_groups(function: Verb) -> Verb:
    """As ``of_rows()``, for a function whose value is rows of its first argument."""

    @wraps(function)
    def of_groups(x: Any, *values: Any, **named: Any) -> Any:
        return regrouped(function(ungrouped(x), *values, **named), x)

    return cast("Verb", of_groups)


def regrouped(made: Any, like: Any) -> Any:
    """Return a data frame with the groups of another one, if it still has their columns."""
    if not hasattr(like, "groups") or not isinstance(made, pd.DataFrame):
        return made
    return replace(like, frame=made) if set(like.groups) <= set(made.columns) else made
