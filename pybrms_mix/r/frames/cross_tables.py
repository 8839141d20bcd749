"""R's ``xtabs()``: counts and sums for each combination of levels, of complete rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.r.matrices.contingency import table
from pybrms_mix.r.values.kept_counts import with_variables
from pybrms_mix.r.values.named_matrix import of_counts
from pybrms_mix.r.values.r_vectors import read, to_python
from pybrms_mix.r.vectors.over_factors import tapply
from pybrms_mix.r.vectors.stats import total

__all__ = ["cross_table", "sums_by"]


def _complete(vectors: Sequence[Any]) -> list[Any]:
    """Return the elements of vectors at the rows where none of them is missing."""
    records = [read(v) for v in vectors]
    present = np.flatnonzero(~np.logical_or.reduce([v.missing for v in records])) + 0.0
    return [to_python(v.take(present)) for v in records]


def cross_table(*by: Any, dnn: Sequence[str] | None = None) -> Any:
    """Return ``xtabs(~ a + b)``: the number of rows of each combination of levels.

    Parameters
    ----------
    *by : array_like
        The variables. Rows in which one of them is missing are left out, and so are values of
        text variables that occur in no other row; factors keep their levels.
    dnn : sequence of str, optional
        The names of the variables.

    Returns
    -------
    Series, NamedMatrix or DataArray
        The counts.

    Examples
    --------
    >>> cross_table(["u", "v", "u"], [1, np.nan, 1]).loc["u", "1"].item()
    2
    """
    return table(*_complete(by), dnn=dnn)


def sums_by(x: Any, *by: Any, dnn: Sequence[str] | None = None) -> Any:
    """Return ``xtabs(x ~ a + b)``: the sum of a variable for each combination of levels.

    Parameters
    ----------
    x : array_like
        The variable. Rows in which it or a factor is missing are left out.
    *by : array_like
        One factor or two.
    dnn : sequence of str, optional
        The names of the factors.

    Returns
    -------
    Series or NamedMatrix
        The sums; 0 where a combination does not occur.

    Examples
    --------
    >>> sums_by([1, 2, 4], ["u", "v", "u"]).to_dict()
    {'u': 5, 'v': 2}
    """
    values, *factors = _complete([x, *by])
    sums = tapply(values, factors, total)
    return of_counts(with_variables(sums.fillna(0.0), dnn))
