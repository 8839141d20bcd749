"""Functions over several columns: ``across()``, ``if_any()``, ``if_all()`` and ``c_across()``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

from pybrms_mix.base.errors import UndecidedType
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.tidy.selecting import Where, selected
from pybrms_mix.r.values.r_vectors import read
from pybrms_mix.r.vectors.logic import logic
from pybrms_mix.r.vectors.vectors import joined

__all__ = ["across", "c_across", "if_all", "if_any"]


@dataclass(frozen=True)
class Across:
    """Functions to be applied to several columns."""

    selection: tuple[Any, ...]
    functions: Any
    names: str | Callable[[dict[str, str]], Any] | None = None
    by_function: bool = False
    with_rows: bool = False

    def changes(self, frame: pd.DataFrame) -> list[tuple[str, Any]]:
        """Return the columns that ``mutate()`` changes, as ``columns()`` does.

        A column of whole numbers is doubles or integers in R. Where a test of types cannot tell, a
        function that leaves the column as it is gives the same in both cases.
        """
        match self.selection:
            case [Where() as test] if callable(self.functions) and not self.names:
                names, doubtful = test.undecided(frame)
                pairs = Across(tuple(names), self.functions, with_rows=self.with_rows).columns(
                    frame
                )
                return [(n, _unchanged(n, f) if n in doubtful else f) for n, f in pairs]
        return self.columns(frame)

    def columns(self, frame: pd.DataFrame) -> list[tuple[str, Any]]:
        """Return the new columns as pairs of a name and a function of the rows."""
        column_names = selected(frame, self.selection)
        if self.functions is None:
            return [(n, lambda d, n=n: d[n]) for n in column_names]
        has_labels = isinstance(self.functions, (dict, list))
        labelled_functions = (
            self.functions
            if isinstance(self.functions, dict)
            else {str(k + 1): f for k, f in enumerate(self.functions)}
            if has_labels
            else {"": self.functions}
        )
        spelt = self.names or ("{.col}_{.fn}" if has_labels else "{.col}")
        pairs = [(n, label) for n in column_names for label in labelled_functions]
        if self.by_function:
            pairs = [(n, label) for label in labelled_functions for n in column_names]
            spelt = "{.fn}" if len(column_names) == 1 else spelt
        return [
            (
                _name(spelt, n, label),
                lambda d, n=n, f=labelled_functions[label]: (
                    f(d[n], d) if self.with_rows else f(d[n])
                ),
            )
            for n, label in pairs
        ]


def _name(spelt: str | Callable[[dict[str, str]], Any], column: str, label: str) -> str:
    """Return the name of a result, of which the number stands for a function without a name."""
    if callable(spelt):
        return str(spelt({".col": column, ".fn": label or "1"}))
    return spelt.replace("{.col}", column).replace("{.fn}", label or "1")


def _unchanged(name: str, function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a function of the rows that must give the column ``name`` as it is.

    Raises:
        UndecidedType: if the function changes the column.
    """

    def checked(frame: pd.DataFrame) -> Any:
        old, new = read(frame[name]), read(function(frame))
        if new.kind != old.kind or not np.array_equal(new.data, old.data, equal_nan=True):
            raise UndecidedType(
                f"The column '{name}' of whole numbers may be integers or doubles in R, and the "
                "function changes it.",
                hint="Name the columns of across(), or use where(is.numeric).",
            )
        return frame[name]

    return checked


def if_any(frame: pd.DataFrame, *columns: Any, functions: Callable[[Any], Any]) -> Any:
    """Return for each row whether a condition holds in any of several columns.

    Examples
    --------
    >>> frame = pd.DataFrame({"x": [1, 2], "y": [3, 0]})
    >>> if_any(frame, "x", "y", functions=lambda v: v > 2).tolist()
    [True, False]
    """
    return _combined(frame, columns, functions, "|")


def if_all(frame: pd.DataFrame, *columns: Any, functions: Callable[[Any], Any]) -> Any:
    """Return for each row whether a condition holds in all of several columns.

    Examples
    --------
    >>> frame = pd.DataFrame({"x": [1, 2], "y": [3, 0]})
    >>> if_all(frame, "x", "y", functions=lambda v: v > 0).tolist()
    [True, False]
    """
    return _combined(frame, columns, functions, "&")


def c_across(frame: pd.DataFrame, *columns: Any) -> Any:
    """Return the values of several columns as one vector: ``c_across(a:b)`` in row-wise data.

    Examples
    --------
    >>> c_across(pd.DataFrame({"a": [1], "b": [2]}), "a", "b").tolist()
    [1, 2]
    """
    return joined([(None, frame[name]) for name in selected(frame, list(columns))])


def _combined(frame: pd.DataFrame, columns: Any, condition: Callable[[Any], Any], op: str) -> Any:
    conditions = [condition(frame[n]) for n in selected(frame, columns)]
    return reduce(lambda a, b: logic(a, op, b), conditions, op == "&") if conditions else op == "&"


def across(
    *columns: Any, functions: Any = None, by_function: bool = False, with_rows: bool = False,
    names: str | Callable[[dict[str, str]], Any] | None = None,
) -> Across:  # fmt: skip
    """Apply functions to several columns, inside ``mutate()`` and ``summarise()``.

    Parameters
    ----------
    *columns
        The columns, by name, position or helper function.
    functions : callable or dict of callable
        One function, or a dict of named functions.
    names : str or callable, optional
        The pattern for the names of the results, such as ``"{.col}_{.fn}"``, or a function of a
        dict with the names of the column and of the function.
    by_function : bool, default False
        Whether the results are named and ordered as those of ``mutate_at()`` and similar verbs: all
        results of the first function come first, and if only one column is selected, its results
        have the names of the functions.
    with_rows : bool, default False
        Whether the functions take the rows of the data as a second argument, so that they can read
        other columns.

    Returns
    -------
    Across
        An argument for ``mutate()`` or ``summarise()``.
    """
    return Across(columns, functions, names, by_function, with_rows)
