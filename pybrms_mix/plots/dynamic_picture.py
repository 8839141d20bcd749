"""Pictures of dynamic predictions: the predicted course of a person after each visit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.takes import Count, Seed
from pybrms_mix.base.value_kinds import Between
from pybrms_mix.design.columns import table
from pybrms_mix.plots import style
from pybrms_mix.results.fit import Fit, outcome_method
from pybrms_mix.results.mixture.dynamic import Visits, dynamic_predictions

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST = 20  # persons in one picture


@outcome_method
def plot_dynamic_predictions(
    fit: Fit,
    newdata: Any,
    x: str,
    *,
    visits: Visits | Iterable[Visits] = (0, 1, 2, 3),
    group: str | None = None,
    component: Annotated[int, Between(1, 2**31 - 1)] | None = None,
    prob: float = 0.95,
    ndraws: Count | None = None,
    seed: Seed | None = 1,
    resp: str | None = None,
) -> Figure:
    """Draw the predictions of persons after some visits, in a panel for each number of visits.

    Dots are observed visits, filled if they are shown. The dark band is the interval of the
    expected response, the light one that of a new response. The bar at the top of each panel is
    divided by the memberships. Rows without a response extend the bands to later times.

    Parameters
    ----------
    fit : Fit
        A fit of a mixture with whole groups, ``mixture(..., gr = "id")``, or of a single family.
    newdata : DataFrame
        The visits of 20 persons at most.
    x, visits, group, component, prob, ndraws
        As in ``dynamic_predictions()``.
    seed : int, default 1
        The seed of all random numbers.
    resp : str, optional
        The response that is predicted, in a model of several responses.

    Returns
    -------
    Figure
        A row of panels for each person.

    Raises
    ------
    InvalidArgument
        For more than 20 persons, and as in ``dynamic_predictions()``.

    See Also
    --------
    dynamic_predictions : the numbers in the picture.

    Examples
    --------
    >>> pm.plot_dynamic_predictions(fit, held_out.head(12), "week")  # doctest: +SKIP
    """
    data = table(newdata, "newdata")
    predictions = dynamic_predictions(
        fit, data, x, visits=visits, group=group, component=component, prob=prob,
        ndraws=ndraws, seed=seed, resp=resp,
    )  # fmt: skip
    persons = predictions.table[predictions.group].drop_duplicates().tolist()
    if len(persons) > _MOST:
        raise InvalidArgument(
            f"A figure of {len(persons)} persons has too many panels.",
            hint=f"Pass the rows of at most {_MOST} persons.",
        )
    counts = sorted(predictions.table["visits"].unique())
    figure, axes = style.panels(
        len(persons) * len(counts), ncol=len(counts), size=(2.6, 2.1), sharex=True, sharey=True
    )
    numbers = [c for c in predictions.memberships if c not in (predictions.group, "visits", "ess")]
    cells = [(person, count) for person in persons for count in counts]
    for ax, (person, count) in zip(axes, cells, strict=True):
        lines, members = (
            t[(t[predictions.group] == person) & (t["visits"] == count)]
            for t in (predictions.table, predictions.memberships)
        )
        ax.set_title(f"{predictions.group} = {person}, {count} shown", fontsize=9)
        ax.set_xlabel(x)
        ax.set_ylabel(predictions.response)
        if len(lines):
            _draw(ax, lines, x, predictions.response)
            _bar(ax, members[numbers].to_numpy()[0])
    style.outer(axes)
    style.legend(*axes)
    return figure


def _draw(ax: Axes, lines: pd.DataFrame, x: str, response: str) -> None:
    """Draw the bands of one person, and the visits over them."""
    at, y, is_shown = (lines[name].to_numpy() for name in (x, response, "shown"))
    ax.fill_between(
        at, lines["pred_low"], lines["pred_high"], color=style.LIGHT, alpha=0.5, linewidth=0,
        label="response",
    )  # fmt: skip
    ax.fill_between(
        at, lines["conf_low"], lines["conf_high"], color=style.MIDDLE, alpha=0.6, linewidth=0,
        label="mean",
    )  # fmt: skip
    ax.plot(at, lines["estimate"], color=style.DARK, linewidth=1.6)
    later = ~np.isnan(y) & ~is_shown
    ax.plot(at[is_shown], y[is_shown], "o", color=style.DATA, markersize=4, label="shown")
    ax.plot(at[later], y[later], "o", color=style.DATA, markersize=4, mfc="white", label="later")


def _bar(ax: Axes, shares: np.ndarray) -> None:
    """Draw the memberships as a divided bar at the upper end of the panel."""
    place = ax.get_xaxis_transform()
    low, high = ax.get_xlim()
    ends = low + (high - low) * np.r_[0, np.cumsum(shares)]
    for k in range(len(shares)):
        ax.fill_between(
            [ends[k], ends[k + 1]], 0.95, 1.0, color=style.component(k), transform=place,
            linewidth=0, label=f"class {k + 1}",
        )  # fmt: skip
    ax.set_xlim(low, high)
