"""What a posterior predictive check looks at: data, predictions, groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Stat = Callable[[np.ndarray], float]

_STATS: dict[str, Callable[..., Any]] = {
    "mean": np.mean,
    "median": np.median,
    "sd": lambda y: np.std(y, ddof=1),
    "var": lambda y: np.var(y, ddof=1),
    "mad": lambda y: 1.4826 * np.median(np.abs(y - np.median(y))),
    "min": np.min,
    "max": np.max,
    "sum": np.sum,
}


@dataclass(frozen=True, eq=False)
class Check:
    """Data and predictions of the same rows.

    Attributes:
        y: the data, (N,).
        predicted: data sets that the fit predicts, (draws, N).
        beside: all data sets, (draws, N), where ``predicted`` is one that is drawn beside others.
        name: of the response.
        discrete: whether the response is a whole number.
        group: of each row, (N,); None without groups.
        x: what rows are drawn against, (N,); their number if None.
        x_name: its name.
        weights: of the draws when a row is left out, (draws, N); only where they are needed.
        stats: names and functions of statistics.
        ends: probabilities of the ends of the inner and the outer interval.
        rng: for what is random.
    """

    y: np.ndarray
    predicted: np.ndarray
    name: str
    discrete: bool
    group: np.ndarray | None = None
    x: np.ndarray | None = None
    x_name: str = "row"
    beside: np.ndarray | None = None
    weights: np.ndarray | None = None
    stats: Sequence[tuple[str, Stat]] = ()
    ends: tuple[tuple[float, float], tuple[float, float]] = ((0.25, 0.75), (0.05, 0.95))
    rng: np.random.Generator = field(default_factory=np.random.default_rng)

    @property
    def at(self) -> np.ndarray:
        """Return where the rows stand on the horizontal axis: (N,)."""
        return np.arange(len(self.y)) if self.x is None else self.x

    @property
    def errors(self) -> np.ndarray:
        """Return the data less the predictions: (draws, N)."""
        return np.asarray(self.y - self.predicted)

    def where(self, kept: np.ndarray) -> Check:
        """Return the check of the rows that ``kept`` marks."""
        return replace(
            self,
            y=self.y[kept],
            predicted=self.predicted[:, kept],
            beside=None if self.beside is None else self.beside[:, kept],
            group=None if self.group is None else self.group[kept],
            x=None if self.x is None else self.x[kept],
            weights=None if self.weights is None else self.weights[:, kept],
        )

    def groups(self) -> dict[str, Check]:
        """Return the check of each group, in the order of their names."""
        assert self.group is not None
        return {str(g): self.where(self.group == g) for g in np.unique(self.group)}


Drawing = Callable[["Axes", Check], None]


@dataclass(frozen=True)
class Kind:
    """A kind of check.

    Attributes:
        draw: on axes; what is drawn of each data set is drawn once for each, with ``predicted``
            that one alone.
        draws: how many data sets are predicted; None for as many as there are draws.
        each: whether each predicted data set has a panel of its own.
        first: what the first panel shows, where each data set has its own: the data.
        grouped: whether ``_grouped`` draws it once for each group.
        in_group: what a group's panel shows of all data sets, where each has its own otherwise.
        needs_group: whether the rows' groups are needed in the one panel.
        needs_x: whether ``x`` is needed.
        expected: whether the predictions are means, not data.
        loo: whether the weights of leaving rows out are needed.
        stats: how many statistics are needed.
    """

    draw: Drawing
    draws: int | None = None
    each: bool = False
    first: Drawing | None = None
    grouped: bool = False
    in_group: Drawing | None = None
    needs_group: bool = False
    needs_x: bool = False
    expected: bool = False
    loo: bool = False
    stats: tuple[str, ...] = ()


def statistics(given: Any, kind: Kind) -> list[tuple[str, Stat]]:
    """Return names and functions of the statistics; those of the kind by default.

    Raises:
        InvalidArgument: for an unknown name, or another number of statistics than is needed.
    """
    if not kind.stats:
        return []
    if given is None:
        wanted: list[Any] = list(kind.stats)
    else:
        wanted = [given] if isinstance(given, str) or callable(given) else list(given)
    if len(wanted) != len(kind.stats):
        raise InvalidArgument(
            f"Argument 'stat' must name {len(kind.stats)} statistic(s), not {len(wanted)}."
        )
    return [_statistic(one) for one in wanted]


def _statistic(given: Any) -> tuple[str, Stat]:
    if callable(given):
        return getattr(given, "__name__", "statistic"), given
    if given not in _STATS:
        raise InvalidArgument(
            f"Unknown statistic '{given}'.",
            hint=did_you_mean(str(given), _STATS)
            or f"There are: {', '.join(_STATS)}; or give a function of one data set.",
        )
    return str(given), _STATS[given]
