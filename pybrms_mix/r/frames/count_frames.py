"""Tables of counts as data frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.matrices.contingency import proportions, table
from pybrms_mix.r.values.kept_counts import frame_of_counts, with_variables
from pybrms_mix.r.values.named_matrix import is_frame

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
    if len(vectors) == 1 and is_frame(vectors[0]):
        dnn = [str(name) for name in vectors[0].columns]
    cells = with_variables(proportions(counts) if shares else counts, dnn)
    return frame_of_counts(cells, response_name, strings_as_factors=strings_as_factors)
