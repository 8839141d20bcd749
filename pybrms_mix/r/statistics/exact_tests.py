"""R's exact test of independence in tables, and the margins of tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np

from pybrms_mix.base.errors import InvalidData, NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.r.lists.roots import uniroot
from pybrms_mix.r.matrices.array_margins import over_margins
from pybrms_mix.r.statistics.classical_tests import ClassicalTest
from pybrms_mix.r.values.choices import ALTERNATIVES, completes
from pybrms_mix.r.values.named_matrix import is_of_counts, of_counts

__all__ = ["fisher_test", "margin_sums"]

_Side: TypeAlias = Literal["two-sided", "less", "greater"]
_ALTERNATIVES: dict[str, _Side] = {
    "two.sided": "two-sided", "less": "less", "greater": "greater"
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class _Odds:
    """The odds ratio of a table of two by two whose margins are fixed.

    It is searched as R does, to the accuracy of `uniroot()`: between 0 and 1, and above 1 by its
    inverse.
    """

    cell: int
    support: np.ndarray
    log_weights: np.ndarray

    @classmethod
    def of(cls, cells: np.ndarray) -> _Odds:
        """Return the odds ratio of a table."""
        first, total, row_total = int(cells[:, 0].sum()), int(cells.sum()), int(cells[0].sum())
        support = np.arange(max(0, row_total - (total - first)), min(row_total, first) + 1)
        return cls(int(cells[0, 0]), support,
                   stats.hypergeom.logpmf(support, total, first, row_total))  # fmt: skip

    def _shares(self, odds: float) -> np.ndarray:
        logs = self.log_weights + np.log(odds) * self.support
        weights = np.exp(logs - logs.max())
        return np.asarray(weights / weights.sum())

    def _mean(self, odds: float) -> float:
        if odds == 0:
            return float(self.support[0])
        return float(self.support @ self._shares(odds))

    def _tail(self, odds: float, *, upper: bool) -> float:
        """Return the probability of the cell and of the larger or smaller ones."""
        inside = self.support >= self.cell if upper else self.support <= self.cell
        if odds == 0:
            return float(inside[0])
        return float(self._shares(odds)[inside].sum())

    @staticmethod
    def _where(value: Callable[[float], float], target: float) -> float:
        """Return the odds ratio at which a monotone function has a value."""
        rises = value(2.0) > value(0.5)
        at_one = value(1.0)
        if at_one == target:
            return 1.0
        if (at_one > target) is rises:
            return float(uniroot(lambda t: value(t) - target, [0.0, 1.0])["root"])
        inverse = uniroot(lambda t: value(1 / t) - target, [np.finfo(float).eps, 1.0])["root"]
        return float(1 / inverse)

    def estimate(self) -> float:
        """Return the maximum of the conditional likelihood."""
        if self.cell in (self.support[0], self.support[-1]):
            return 0.0 if self.cell == self.support[0] else np.inf
        return self._where(self._mean, self.cell)

    def interval(self, level: float, alternative: str) -> tuple[float, float]:
        """Return the interval of a level, with one open end for a one-sided alternative."""
        alpha = (1 - level) / (2 if alternative == "two.sided" else 1)
        low, high = 0.0, np.inf
        if alternative != "less" and self.cell != self.support[0]:
            low = self._where(lambda t: self._tail(t, upper=True), alpha)
        if alternative != "greater" and self.cell != self.support[-1]:
            high = self._where(lambda t: self._tail(t, upper=False), alpha)
        return low, high


@completes(alternative=ALTERNATIVES)
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
    odds = _Odds.of(cells)
    result = ClassicalTest({
        "p.value": float(stats.fisher_exact(cells, alternative=side)[1]),
        "conf.int": np.array(odds.interval(conf_level, alternative)),
        "estimate": pd.Series({"odds ratio": odds.estimate()}),
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
        cells = np.asarray(x)
        return x if cells.ndim < 2 else over_margins(x, [int(margin) - 1], np.sum)
    sums = x.sum(axis=1 if int(margin) == 1 else 0)
    return of_counts(sums) if is_of_counts(x) else sums
