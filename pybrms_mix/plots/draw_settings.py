"""The settings of pictures of draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument

POINTS = ("median", "mean", "none")
AREAS = ("equal area", "equal height", "scaled height")


@dataclass(frozen=True)
class DrawSettings:
    """What a picture of draws shows, under the names of bayesplot's arguments.

    Attributes:
        prob: the probability of the inner interval; None for the default of the picture.
        prob_outer: the probability of the outer interval; None for the default of the picture.
        point_est: the point in an interval: "median", "mean" or "none".
        area_method: which densities have equal size: "equal area", "equal height" or "scaled
            height".
        rhat: an Rhat for each variable, by which the variables are coloured; may be empty.
        bw: the bandwidth of densities, or the rule for it.
        adjust: a factor of the bandwidth.
        n_dens: the number of points of a density.
        binwidth: the width of the bins of a histogram.
        breaks: the edges of the bins of a histogram.
        lags: the largest lag of autocorrelations.
        window: the first and the last iteration of traces.
        n_warmup: the number of iterations at the start of traces that are shaded.
        iter1: the number of iterations before the first one of traces.
        highlight: the number of the chain, from 1, that stands out.
        probs: the probabilities of the quantiles that violins show.
        n_bins: the number of bins of ranks.
        plot_diff: whether the difference between ECDF and uniform distribution is drawn.
        combo: the panels of each variable.
        diag_fun: the picture of each variable in a matrix of pairs: "hist" or "dens".
        off_diag_fun: the picture of each pair in a matrix of pairs: "scatter" or "hex".
        chains: the numbers of the chains, from 1, above and below the diagonal of a matrix of
            pairs; None for the second half of the chains above and the first half below.
        merge_chains: whether the energies of all chains are drawn together.
    """

    prob: float | None = None
    prob_outer: float | None = None
    point_est: str = "median"
    area_method: str = "equal area"
    rhat: Sequence[float] = ()
    bw: float | str | None = None
    adjust: float = 1.0
    n_dens: int = 1024
    binwidth: float | None = None
    breaks: Sequence[float] | None = None
    lags: int = 20
    window: Sequence[float] | None = None
    n_warmup: int = 0
    iter1: int = 0
    highlight: int = 1
    probs: Sequence[float] = (0.1, 0.5, 0.9)
    n_bins: int = 20
    plot_diff: bool = False
    combo: Sequence[str] | None = None
    diag_fun: str = "hist"
    off_diag_fun: str = "scatter"
    chains: tuple[Set[int], Set[int]] | None = None
    merge_chains: bool = False

    def __post_init__(self) -> None:
        """Refuse settings that have no meaning."""
        _one_of("point_est", self.point_est, POINTS)
        _one_of("area_method", self.area_method, AREAS)
        _one_of("diag_fun", self.diag_fun, ("hist", "dens"))
        _one_of("off_diag_fun", self.off_diag_fun, ("scatter", "hex"))

    def widths(self, inner: float = 0.5, outer: float = 0.9) -> tuple[float, float]:
        """Return the probabilities of the inner and the outer interval, the smaller one first.

        Args:
            inner: The default of the inner probability.
            outer: The default of the outer probability.

        Raises:
            InvalidArgument: if one is not a probability.
        """
        probs = (
            inner if self.prob is None else self.prob,
            outer if self.prob_outer is None else self.prob_outer,
        )
        for name, prob in zip(("prob", "prob_outer"), probs, strict=True):
            if not isinstance(prob, (int, float)) or not 0 < prob <= 1:
                raise InvalidArgument(
                    f"'{name}' must be a single number above 0, and at most 1.",
                    hint=f"It is {prob!r}.",
                )
        return min(probs), max(probs)

    def edges(self, draws: np.ndarray) -> list[float]:
        """Return the edges of the bins of a histogram; by default 30 bins.

        As in ggplot2, a width puts the middles of bins at its multiples.
        """
        if self.breaks is not None:
            return [float(b) for b in self.breaks]
        if self.binwidth is None:
            return [float(e) for e in np.histogram_bin_edges(draws, 30)]
        width = float(self.binwidth)
        if not width > 0:
            raise InvalidArgument("'binwidth' must be positive.")
        start = width * (np.floor(draws.min() / width - 0.5) + 0.5)
        count = int(np.floor((draws.max() - start) / width)) + 1
        return [float(start + width * n) for n in range(count + 1)]


def settings_of(given: Mapping[str, Any]) -> DrawSettings:
    """Return the settings that are given by their names.

    Raises:
        InvalidArgument: for a name that is no setting.
    """
    valid = {f.name for f in fields(DrawSettings)}
    for name in given:
        if name not in valid:
            raise InvalidArgument(f"Pictures of draws have no setting '{name}'.")
    return DrawSettings(**given)


def _one_of(name: str, text: str, valid: Sequence[str]) -> None:
    if text not in valid:
        raise InvalidArgument(
            f"'{name}' must be one of {', '.join(map(repr, valid))}.", hint=f"It is {text!r}."
        )
