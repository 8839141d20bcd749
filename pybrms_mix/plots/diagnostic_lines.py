"""Pictures of a diagnostic of each variable: Rhat and the ratio of effective sample sizes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.takes import Names
from pybrms_mix.plots import chains, style
from pybrms_mix.plots.bare_draws import BareDraws, Drawn
from pybrms_mix.plots.draw_settings import DrawSettings
from pybrms_mix.results.diagnostics import neff_ratio, rhat
from pybrms_mix.results.fit import Fit

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_CROWDED = 40  # from this number of variables on, no names are written


@dataclass(frozen=True)
class Measure:
    """A diagnostic of each variable.

    Attributes:
        of: the function that computes it.
        label: the title of the axis.
        grades: the largest value of each grade, and its colour.
        start: where the line of a variable begins.
    """

    of: Callable[..., Any]
    label: str
    grades: Sequence[tuple[float, str]]
    start: float


RHAT = Measure(rhat, "Rhat", ((1.05, style.LIGHT), (1.1, style.MIDDLE), (np.inf, style.DATA)), 1.0)
NEFF = Measure(
    neff_ratio,
    "effective sample size / draws",
    ((0.1, style.DATA), (0.5, style.MIDDLE), (np.inf, style.LIGHT)),
    0.0,
)
Drawing = Callable[[Drawn, "Names | None", bool, DrawSettings], "Figure"]


def measured(measure: Measure) -> Drawing:
    """Return the kind that draws a diagnostic of each variable, sorted by its value."""

    def draw(fit: Drawn, variable: Names | None, regex: bool, settings: DrawSettings) -> Figure:
        return lines(measure, _values(measure, fit, variable, regex))

    return draw


def measured_hist(measure: Measure) -> Drawing:
    """Return the kind that draws the histogram of a diagnostic."""

    def draw(fit: Drawn, variable: Names | None, regex: bool, settings: DrawSettings) -> Figure:
        return histogram(measure, _values(measure, fit, variable, regex), settings)

    return draw


def _values(measure: Measure, fit: Drawn, variable: Names | None, regex: bool) -> pd.Series:
    names = None if variable is None else chains.names_of(fit, variable, regex)
    return measure.of(_fit(fit), names)  # type: ignore[no-any-return]


def lines(measure: Measure, given: pd.Series) -> Figure:
    """Draw the value of a diagnostic of each variable, sorted by the values.

    Args:
        measure: The diagnostic.
        given: Its values, with the names of the variables.
    """
    values = given.dropna().sort_values()
    crowded = len(values) > _CROWDED
    figure, (ax,) = style.panels(1, size=(6, 1 + (0.06 if crowded else 0.26) * len(values)))
    colours = [_grade(v, measure.grades) for v in values]
    at = np.arange(len(values))
    ax.hlines(at, measure.start, values, color=colours, linewidth=0.8 if crowded else 1.5)
    ax.scatter(
        values, at, c=colours, s=14 if crowded else 24, edgecolors=style.DATA, linewidths=0.5
    )
    ax.set_yticks([] if crowded else at, None if crowded else list(values.index))
    for limit, _ in measure.grades[:-1]:
        if limit <= max(values.max(), measure.grades[0][0]) or measure.start == 0:
            ax.axvline(limit, color="0.5", linestyle="--", linewidth=0.8, zorder=0)
    ax.set_xlabel(measure.label)
    return figure


def histogram(measure: Measure, given: pd.Series, settings: DrawSettings) -> Figure:
    """Draw the histogram of the values of a diagnostic.

    Args:
        measure: The diagnostic.
        given: Its values.
        settings: The bins.
    """
    values = given.dropna().to_numpy(dtype=float)
    figure, (ax,) = style.panels(1, size=(5, 3))
    _, edges, bars = ax.hist(values, bins=settings.edges(values))
    for middle, bar in zip((edges[1:] + edges[:-1]) / 2, bars, strict=True):  # type: ignore[arg-type]
        colour = _grade(float(middle), measure.grades)
        bar.set(facecolor=colour, edgecolor=style.DATA, linewidth=0.4)
    ax.set_xlabel(measure.label)
    ax.set_ylabel("variables")
    return figure


def _fit(fit: Drawn) -> Fit:
    """Return the fit, which diagnostics of variables need."""
    if isinstance(fit, BareDraws):
        raise InvalidArgument("A picture of diagnostics needs a fit, not draws alone.")
    return fit


def _grade(value: float, grades: Sequence[tuple[float, str]]) -> str:
    return next(colour for limit, colour in grades if value <= limit)
