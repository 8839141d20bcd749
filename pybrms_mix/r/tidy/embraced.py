"""Arguments of helper functions that stand for columns, as ``{{ x }}`` in R."""

from __future__ import annotations

from typing import Any

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd

__all__ = ["column_label", "embraced"]


def embraced(rows: pd.DataFrame, column: Any) -> Any:
    """Return the values that an argument stands for in the rows of a data frame.

    Parameters
    ----------
    rows : DataFrame
        The rows.
    column : str or callable
        The name of a column, or a function of the rows.

    Returns
    -------
    object
        The column, or the value of the function.

    Raises
    ------
    InvalidData
        If there is no such column, or if the argument names several columns.

    Examples
    --------
    >>> d = pd.DataFrame({"x": [1, 2]})
    >>> embraced(d, "x").tolist()
    [1, 2]
    >>> embraced(d, lambda rows: rows["x"] * 10).tolist()
    [10, 20]
    """
    if callable(column):
        return column(rows)
    if not isinstance(column, str):
        raise InvalidData("The argument must stand for one column or for an expression of columns.")
    try:
        return rows[column]
    except KeyError:
        raise InvalidData(f"object '{column}' not found") from None


def column_label(column: Any) -> str:
    """Return the name of the column that an argument stands for, as ``as_label(enquo(x))``.

    Parameters
    ----------
    column : str
        The name of a column.

    Returns
    -------
    str
        The name.

    Raises
    ------
    InvalidData
        If the argument is an expression, whose text is not known in Python.

    Examples
    --------
    >>> column_label("x")
    'x'
    """
    if not isinstance(column, str):
        raise InvalidData("Only the name of a single column can be part of a name here.")
    return column
