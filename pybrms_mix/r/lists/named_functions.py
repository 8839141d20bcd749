"""Functions that a script calls by their names, as ``match.fun("mean")`` and ``do.call(f, x)``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.r.indexing.first_and_last import first, last
from pybrms_mix.r.matrices.column_correlations import cor
from pybrms_mix.r.matrices.dimensions import nrow
from pybrms_mix.r.values.rounding import rounded
from pybrms_mix.r.values.sorting import rank, sort
from pybrms_mix.r.vectors.base_strings import nchar
from pybrms_mix.r.vectors.logic import all_, any_, is_na
from pybrms_mix.r.vectors.quantiles import limits, quantile
from pybrms_mix.r.vectors.ranks import fivenum
from pybrms_mix.r.vectors.robust_summaries import iqr, mad
from pybrms_mix.r.vectors.stats import (
    largest,
    mean,
    median,
    prod,
    sd,
    smallest,
    total,
    var,
    which_max,
    which_min,
)
from pybrms_mix.r.vectors.vectors import length, n_distinct, rev, unique

__all__ = ["call_function", "function_named"]

_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "IQR": iqr, "abs": np.abs, "all": all_, "any": any_, "ceiling": np.ceil, "cor": cor,
    "exp": np.exp, "first": first, "fivenum": fivenum, "floor": np.floor, "is.na": is_na,
    "last": last, "length": length, "log": np.log, "log10": np.log10, "log2": np.log2,
    "mad": mad, "max": largest, "mean": mean, "median": median, "min": smallest,
    "n_distinct": n_distinct, "nchar": nchar, "nrow": nrow, "prod": prod, "quantile": quantile,
    "range": limits, "rank": rank, "rev": rev, "round": rounded, "sd": sd, "sort": sort,
    "sqrt": np.sqrt, "sum": total, "unique": unique, "var": var, "which.max": which_max,
    "which.min": which_min,
}  # fmt: skip


def function_named(name: Any, **own: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function with a name, as ``match.fun(name)``.

    Parameters
    ----------
    name : str or callable
        The name in R; a function is returned as it is.
    **own
        Functions of the script by their names in R.

    Returns
    -------
    callable
        The function.

    Raises
    ------
    NotSupported
        If no function with this name is known here.

    Examples
    --------
    >>> function_named("median")([1, 5, 3])
    3.0
    """
    if callable(name):
        function: Callable[..., Any] = name
        return function
    text_of_name = str(name)
    functions = {**_FUNCTIONS, **own}
    if text_of_name not in functions:
        raise NotSupported(f"The function '{text_of_name}' cannot be called by its name here.")
    return functions[text_of_name]


def call_function(function: Callable[..., Any], *rest: Any, **more: Any) -> Any:
    """Return the value of a function that was looked up by its name.

    Examples
    --------
    >>> call_function(function_named("max"), [1, 5, 3])
    5
    """
    return function(*rest, **more)
