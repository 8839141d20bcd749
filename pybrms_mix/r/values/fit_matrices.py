"""Results of fits as R holds them: matrices with names, where Python has data frames."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.named_matrix import NAMES_OF_AXES, NamedMatrix, is_frame, matrix_of
from pybrms_mix.results.compare.criterion import Comparison
from pybrms_mix.results.covariances import Covariances

__all__ = ["as_in_r"]


_COMPARISON = "print of a comparison"


class ComparedModels(NamedMatrix):
    """The matrix of ``loo_compare()``, which prints as in R."""

    def __repr__(self) -> str:
        return str(self.attrs.get(_COMPARISON, super().__repr__()))

    __str__ = __repr__


def as_in_r(x: Any) -> Any:
    """Return a result of a fit in the form that it has in R.

    Parameters
    ----------
    x : DataFrame, Covariances, Comparison or object
        The result of ``fixef()``, ``VarCorr()``, ``loo_compare()`` or a similar function.

    Returns
    -------
    NamedMatrix, Covariances or object
        A table as a matrix, whose cells are one vector in R. Rows without names have none; draws
        have their numbers as names. Covariances have such matrices as their standard deviations.
        Other results, such as arrays with more than two axes, are returned unchanged.

    Examples
    --------
    >>> import pandas as pd
    >>> from pybrms_mix import r
    >>> table = pd.DataFrame({"Estimate": [1.0, 2.0], "Est.Error": [0.1, 0.2]}, index=["a", "b"])
    >>> r.length(table), r.length(as_in_r(table))
    (2, 4)
    """
    if isinstance(x, Covariances):
        draws = x.hold_draws()
        return Covariances({
            group: {p: _matrix(t, numbered=draws) if is_frame(t) else t for p, t in tables.items()}
            for group, tables in x.items()
        })  # fmt: skip
    if isinstance(x, Comparison):
        matrix = ComparedModels(x.to_frame())
        matrix.attrs[_COMPARISON] = str(x)
        return matrix
    if not is_frame(x):
        return x
    of_draws = x.index.name == "draw"
    result = _matrix(x, numbered=of_draws)
    if of_draws:
        result.attrs[NAMES_OF_AXES] = ("draw", "variable")
    return result


def _matrix(table: pd.DataFrame, *, numbered: bool) -> NamedMatrix:
    """Return a table as a matrix; the rows are named by their numbers if ``numbered``."""
    has_names = not pd.api.types.is_integer_dtype(table.index)
    rows = list(map(str, table.index)) if has_names else None
    rows = [str(n + 1) for n in range(len(table))] if numbered else rows
    matrix: NamedMatrix = matrix_of(np.asarray(table), rows, list(map(str, table.columns)))
    matrix.attrs.update(table.attrs)
    return matrix
