"""R's exact test of independence in tables, and the margins of tables."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import numpy as np

from pybrms_mix.base.errors import InvalidData, NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.r.classical_tests import ClassicalTest
from pybrms_mix.r.named_matrix import is_of_counts, of_counts

__all__ = ["fisher_test", "margin_sums"]

_Side: TypeAlias = Literal["two-sided", "less", "greater"]
_ALTERNATIVES: dict[str, _Side] = {
    "two.sided": "two-sided", "less": "less", "greater": "greater"
}  # fmt: skip


def fisher_test(
    x: Any, y: Any = None, *, alternative: str = "two.sided", conf_level: float = 0.95,
    name: str = "x",
) -> ClassicalTest:  # fmt: skip
    """Return ``fisher.test(x)``: Fisher's exact test of independence in a table of two by two.

    Parameters
    ----------
    x : array_like
        A table of counts, or a factor.
    y : array_like, optional
        A second factor; ``x`` is then the first factor, and their table is tested.
    alternative : {"two.sided", "less", "greater"}, optional
        The alternative to an odds ratio of 1.
    conf_level : float, default 0.95
        The level of the interval of the odds ratio.
    name : str
        The name of the data.

    Returns
    -------
    ClassicalTest
        ``p.value``, ``conf.int``, ``estimate`` and others. The estimate maximises the conditional
        likelihood, as in R.

    Raises
    ------
    NotSupported
        If the table has more than two rows or columns.

    Examples
    --------
    >>> test = fisher_test([[12, 5], [7, 14]])
    >>> round(test["p.value"], 4), round(float(test["estimate"].iloc[0]), 3)
    (0.0489, 4.587)
    """
    counts = np.asarray(x if y is None else pd.crosstab(x, y), dtype=float)
    if counts.ndim != 2 or counts.shape != (2, 2):
        raise NotSupported("fisher.test() takes a table of two rows and two columns here.")
    if np.isnan(counts).any() or (counts < 0).any():
        raise InvalidData("all entries of 'x' must be nonnegative and finite")
    side = _ALTERNATIVES[alternative]
    cells = np.rint(counts).astype(int)
    odds = stats.contingency.odds_ratio(cells, kind="conditional")
    interval = odds.confidence_interval(conf_level, alternative=side)
    result = ClassicalTest({
        "p.value": float(stats.fisher_exact(cells, alternative=side)[1]),
        "conf.int": np.array([interval.low, interval.high]),
        "estimate": pd.Series({"odds ratio": float(odds.statistic)}),
        "null.value": pd.Series({"odds ratio": 1.0}), "alternative": alternative,
        "method": "Fisher's Exact Test for Count Data", "data.name": name,
    })  # fmt: skip
    result.level = conf_level
    return result


def margin_sums(x: Any, margin: int | None = None) -> Any:
    """Return ``margin.table(x, margin)``: the sums of a table over its other axis.

    Parameters
    ----------
    x : DataFrame or Series
        The table.
    margin : int, optional
        1 for the sums of the rows, 2 for those of the columns. By default, all cells are added.

    Returns
    -------
    Series or number
        The sums, with the labels of the axis.

    Examples
    --------
    >>> margin_sums(pd.DataFrame({"a": [1, 2], "b": [3, 4]}), 2).tolist()
    [3, 7]
    """
    if margin is None:
        return np.asarray(x).sum()
    if not isinstance(x, pd.DataFrame):
        return x
    sums = x.sum(axis=1 if int(margin) == 1 else 0)
    return of_counts(sums) if is_of_counts(x) else sums
