"""The Kruskal-Wallis test of ranks, as R's ``kruskal.test()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.r.statistics.classical_tests import ClassicalTest
from pybrms_mix.r.values.r_vectors import LIST, numeric, read
from pybrms_mix.r.vectors.vectors import grouped_by

__all__ = ["kruskal_test"]


def kruskal_test(x: Any, g: Any = None, *, name: str = "x") -> ClassicalTest:
    """Return ``kruskal.test(x, g)``: whether the values of all groups have one distribution.

    Parameters
    ----------
    x : array_like or list of array_like
        The values; rows with a missing value are dropped. A list holds the values of each group.
    g : array_like, optional
        The groups of the values.
    name : str
        The text that describes the data.

    Returns
    -------
    ClassicalTest
        R's list: ``statistic``, ``parameter``, ``p.value`` and ``method``.

    Raises
    ------
    InvalidData
        If there are fewer than two groups.

    Examples
    --------
    >>> made = kruskal_test([1, 2, 2, 4, 5, 7], ["a", "a", "b", "b", "c", "c"])
    >>> float(round(made["p.value"], 4))
    0.123
    """
    if read(x).kind == LIST:
        samples = [np.asarray(numeric(read(v)).data, dtype=float) for v in read(x).data]
    else:
        values = np.asarray(numeric(read(x)).data, dtype=float)
        samples = [values[at] for at in grouped_by(g)[1]]
    samples = [s for s in (v[~np.isnan(v)] for v in samples) if len(s)]
    if len(samples) < 2:
        raise InvalidData("all observations are in the same group")
    result = stats.kruskal(*samples)
    df = len(samples) - 1
    return ClassicalTest(
        {"statistic": pd.Series({"Kruskal-Wallis chi-squared": float(result.statistic)}),
         "parameter": pd.Series({"df": df}), "p.value": float(result.pvalue),
         "method": "Kruskal-Wallis rank sum test", "data.name": name}
    )  # fmt: skip
