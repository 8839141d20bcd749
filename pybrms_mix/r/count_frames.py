"""Tables of counts as data frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.contingency import proportions, table
from pybrms_mix.r.named_matrix import is_frame

__all__ = ["count_frame"]


def count_frame(
    *vectors: Any,
    dnn: str | Sequence[str] | None = None,
    use_na: str = "no",
    shares: bool = False,
    response_name: str = "Freq",
    strings_as_factors: bool = True,
) -> pd.DataFrame:
    """Return ``as.data.frame(table(...))``: one row for each combination of levels.

    The levels of the first vector vary fastest.

    Parameters
    ----------
    *vectors : array_like or DataFrame
        One or two vectors, or a data frame with one or two columns.
    dnn : str or sequence of str, optional
        The names of the columns. An empty name becomes ``Var1`` or ``Var2``.
    use_na : {"no", "ifany", "always"}, default "no"
        Whether missing values are a level, as in ``table()``.
    shares : bool, default False
        Whether the last column holds proportions, those of ``prop.table()``.
    response_name : str, default "Freq"
        The name of the last column.
    strings_as_factors : bool, default True
        Whether the levels are factors; otherwise they are strings.

    Returns
    -------
    DataFrame
        A column for each vector, and the counts.

    Examples
    --------
    >>> count_frame(["b", "a", "b"], dnn=["g"])
       g  Freq
    0  a     1
    1  b     2
    """
    counts = table(*vectors, use_na=use_na)
    dnn = [dnn] if isinstance(dnn, str) else dnn
    if dnn is None and len(vectors) == 1 and is_frame(vectors[0]):
        dnn = [str(name) for name in vectors[0].columns]
    axes = [counts.index] if counts.ndim == 1 else [counts.index, counts.columns]
    cells = np.asarray(proportions(counts) if shares else counts).ravel(order="F")
    grid = np.meshgrid(*(np.arange(len(axis)) for axis in axes), indexing="ij")
    names = [(dnn or [])[n : n + 1] or [""] for n in range(len(axes))]
    columns: dict[str, Any] = {}
    for number, (axis, at, (name,)) in enumerate(zip(axes, grid, names, strict=True), start=1):
        labels = pd.Index([str(v) for v in axis], dtype=object)
        levels = pd.Categorical(labels[at.ravel(order="F")], categories=labels)
        columns[name or f"Var{number}"] = levels if strings_as_factors else levels.astype(object)
    return pd.DataFrame({**columns, response_name: cells})
