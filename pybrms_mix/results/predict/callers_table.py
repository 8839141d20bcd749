"""Tables of rows in the library of the caller: pandas, polars or pyarrow."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np

from pybrms_mix.base.lazy import narwhals as nw
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.columns import PANDAS, library_of, table
from pybrms_mix.model.ir import WholePiece
from pybrms_mix.results.fit import Fit

F = TypeVar("F", bound=Callable[..., Any])
_ROW = "row"


def callers_table(function: F) -> F:
    """Return tables of ``function(fit, newdata, ...)`` in the library of the caller.

    That is the library of ``newdata``, or of the data of the fit. Tables of polars and pyarrow have
    no labels of rows: their first column, ``row``, is the position of the row in the caller's
    table.
    """

    @functools.wraps(function)
    def converting(fit: Fit, newdata: Any = None, *args: Any, **kwargs: Any) -> Any:
        result = function(fit, newdata, *args, **kwargs)
        if not isinstance(result, pd.DataFrame):
            return result
        return converted(result, library(fit, newdata), _positions(fit, newdata, result))

    return cast("F", converting)


def _positions(fit: Fit, newdata: Any, result: pd.DataFrame) -> np.ndarray:
    """Return the position of each line in the caller's table: ``subset()`` may leave rows out."""
    if newdata is None or fit.model.of(WholePiece) or len(result) == len(table(newdata, "newdata")):
        return rows(fit, newdata, len(result))
    return result.index.to_numpy()


def library(fit: Fit, newdata: Any) -> str:
    """Return the library of the caller's table."""
    return fit.model.frame.library if newdata is None else library_of(newdata)


def rows(fit: Fit, newdata: Any, count: int) -> np.ndarray:
    """Return the position of each row in the caller's table."""
    return fit.model.frame.rows if newdata is None else np.arange(count)


def converted(found: pd.DataFrame, library: str, rows: np.ndarray | None = None) -> Any:
    """Return a table of pandas in another library, with its rows numbered in the column ``row``.

    Parameters
    ----------
    found : DataFrame
        The table.
    library : {"pandas", "polars", "pyarrow"}
        The library.
    rows : ndarray, optional
        The positions of the rows. Without them the table gets no column ``row``.
    """
    if library == PANDAS:
        return found
    numbers = {} if rows is None else {_ROW: np.asarray(rows)}
    columns = {str(name): found[name].to_numpy() for name in found.columns}
    backend: Any = library
    return nw.from_dict({**numbers, **columns}, backend=backend).to_native()
