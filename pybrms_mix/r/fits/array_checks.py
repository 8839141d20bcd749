"""Posterior predictive checks for vectors and matrices of draws, as bayesplot's ``ppc_*()``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.plots.check_data import Check
from pybrms_mix.plots.draw_settings import DrawSettings
from pybrms_mix.plots.ppc import drawn_check
from pybrms_mix.r.values.r_vectors import numeric, read, text
from pybrms_mix.r.vectors.factors import as_factor

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["panel", "predictive_check"]


def predictive_check(
    type: str, y: Any, yrep: Any, group: Any = None, x: Any = None,
    stat: str | Callable[[np.ndarray], float] | Iterable[Any] | None = None, **settings: Any,
) -> Figure:  # fmt: skip
    """Plot data and predicted data, as ``ppc_*()`` and ``ppd_*()`` of R's bayesplot.

    Parameters
    ----------
    type : str
        A type of ``pp_check()`` that needs no fit: "dens_overlay", "stat", "intervals", ...; and
        "km_overlay".
    y : array_like, optional
        The data, shape (N,). None for predictions alone.
    yrep : array_like
        Predicted data, shape (draws, N).
    group, x, stat : optional
        The grouping factor, the values of the horizontal axis and the statistics, as in
        ``pp_check()``.
    **settings
        ``prob``, ``prob_outer``, ``binwidth``, ``breaks``, ``freq``, ``style``, ``y_draw``,
        ``plot_diff`` and ``status_y`` of bayesplot's functions.

    Returns
    -------
    Figure
        A matplotlib figure.

    Raises
    ------
    InvalidData
        If data and predictions have different numbers of rows.

    Examples
    --------
    >>> picture = predictive_check("intervals", [1.0, 2.0], [[1.1, 1.9], [0.8, 2.2]], prob=0.8)
    >>> len(picture.axes)
    1
    """
    predicted = np.atleast_2d(np.asarray(yrep, dtype=float))
    data = predicted[0] if y is None else np.asarray(numeric(read(y)).data, dtype=float)
    rows = len(data)
    if predicted.shape[1] != rows:
        raise InvalidData(
            f"There are {rows} rows, but the predictions have {predicted.shape[1]} rows."
        )
    labels, levels = grouping(group, rows)
    places = np.arange(1.0, rows + 1) if x is None else numbers_of(x, rows, "x")
    looks = {n: v for n, v in settings.items() if n not in ("prob", "prob_outer", "status_y")}
    unknown = looks.keys() - _SETTINGS
    if unknown:
        raise InvalidArgument(f"Checks of predictions have no setting '{min(unknown)}'.")
    defaults = {"plot_diff": False, "y_draw": "line"}
    widths = DrawSettings(prob=settings.get("prob"), prob_outer=settings.get("prob_outer"))
    inner, outer = widths.widths()
    if type.startswith(("bars", "rootogram")):
        outer = 0.9 if settings.get("prob") is None else float(settings["prob"])
    status = settings.get("status_y")
    check = Check(
        y=data, predicted=predicted, name="y" if y is not None else "prediction",
        discrete=bool(np.all(data == np.round(data))), group=labels, levels=levels,
        x=places if x is not None or not type.startswith("error_scatter_avg_vs_x") else None,
        x_name="row" if x is None else "x", rng=np.random.default_rng(1), has_data=y is not None,
        status=None if status is None else numbers_of(status, rows, "status_y"),
        ends=(_ends(inner), _ends(outer)), **{**defaults, **looks},
    )  # fmt: skip
    return drawn_check(type, check, stat=stat)


_SETTINGS = frozenset({"binwidth", "breaks", "freq", "style", "y_draw", "plot_diff"})


def _ends(prob: float) -> tuple[float, float]:
    return (1 - prob) / 2, (1 + prob) / 2


def numbers_of(given: Any, rows: int, name: str) -> np.ndarray:
    """Return one number for each row.

    Raises:
        InvalidData: if there are more or fewer numbers.
    """
    numbers = np.asarray(numeric(read(given)).data, dtype=float)
    if len(numbers) != rows:
        raise InvalidData(f"There are {rows} rows, but '{name}' has {len(numbers)} values.")
    return numbers


def grouping(group: Any, rows: int) -> tuple[np.ndarray | None, tuple[str, ...] | None]:
    """Return the group of each row, and the levels in the order that a factor of R has.

    Raises:
        InvalidData: if there is not one group for each row.
    """
    if group is None:
        return None, None
    factor = read(as_factor(group))
    labels = np.array(text(factor).data, dtype=str)
    if len(labels) != rows:
        raise InvalidData(f"There are {rows} rows, but 'group' has {len(labels)} values.")
    return labels, tuple(map(str, factor.levels or ()))


def panel(
    figure: Figure | Mapping[str, Figure] | Sequence[Figure] | None, number: int | str
) -> Figure:
    """Return one of several figures, or a figure reduced to one panel, counted from 1.

    Several figures that have names are also selected by a name: ``plot(effects)$x``.

    Raises
    ------
    InvalidData
        If the figure has fewer panels.
    """
    if figure is None:
        raise InvalidData("This plot has no panels that could be taken out.")
    if isinstance(number, str):
        if not isinstance(figure, Mapping) or number not in figure:
            raise InvalidData(f"This plot has no panel with the name '{number}'.")
        return figure[number]
    if isinstance(figure, Mapping | Sequence):
        figures = list(figure.values() if isinstance(figure, Mapping) else figure)
        if not 1 <= number <= len(figures):
            raise InvalidData(f"There are {len(figures)} figures, but no figure {number}.")
        return figures[number - 1]
    axes = list(figure.axes)
    if not 1 <= number <= len(axes):
        raise InvalidData(f"The figure has {len(axes)} panels, but no panel {number}.")
    for at, ax in enumerate(axes, start=1):
        if at != number:
            ax.remove()
    return figure
