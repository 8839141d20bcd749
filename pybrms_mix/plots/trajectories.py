"""Trajectories by class: lines of persons, and the mean and band of each class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.takes import Count, Seed
from pybrms_mix.model import values
from pybrms_mix.model.ir import ResponsePiece
from pybrms_mix.plots import style
from pybrms_mix.plots.check_data import not_read
from pybrms_mix.plots.effects import conditional_effects
from pybrms_mix.plots.mixture import mean_membership, mixed_colours
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.results.predict.prediction_rows import rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST = 300  # persons whose lines are drawn


@method
def plot_trajectories(
    fit: Fit,
    x: str,
    *,
    group: str | None = None,
    conditions: Any = None,
    prob: float = 0.95,
    ndraws: Count | None = None,
    seed: Seed | None = 1,
    ax: Axes | None = None,
) -> Figure:
    """Draw the data of each person as a line, and the mean of each class with its band.

    The line of a person has the colour of its class; colours of undecided persons are mixed. The
    means of the classes are those of ``conditional_effects(fit, x, components=True)``: group-level
    effects are left out, other numeric variables are held at their mean, and factors at their first
    level.

    Parameters
    ----------
    fit : Fit
        A fit of a mixture, usually with whole groups: ``mixture(..., gr="id")``.
    x : str
        The column of the horizontal axis, usually time.
    group : str, optional
        The column that identifies the person of each row. The default is the column of ``gr=``.
    conditions : DataFrame or mapping, optional
        One row with values of the variables that are held fixed, in place of the defaults.
    prob : float, default 0.95
        The probability of the bands.
    ndraws : int, optional
        The number of draws; by default all.
    seed : int, optional
        The seed for choosing 300 persons if there are more.
    ax : Axes, optional
        The axes to draw on.

    Returns
    -------
    Figure
        The figure of the axes.

    Raises
    ------
    InvalidArgument
        If the family is no mixture, or if no column identifies the persons.
    InvalidData
        If the model does not read a column.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.plot_trajectories("x", group="g").savefig("classes.png")
    """
    rows_ = rows(fit)
    shares = mean_membership(rows_)
    data, y = rows_.model.frame.data, np.asarray(values.observed_response(rows_.model), float)
    if x not in data:
        raise not_read(x, data, None)
    codes = _persons(fit, group)
    axes = style.axes_or(ax)
    at = data[x].to_numpy(float)
    _lines(axes, at, y, codes, mixed_colours(shares), seed)
    options = {} if ndraws is None else {"ndraws": ndraws, "seed": seed}
    effects = conditional_effects(
        fit,
        x,
        conditions,
        components=True,
        prob=prob,
        **options,  # type: ignore[arg-type]
    )
    table: pd.DataFrame = effects[x]
    best = shares.argmax(axis=1)
    for k, component in enumerate(fit.model.mixture.components):
        count = len(np.unique(codes[best == k]))
        end = f".{component.number}"
        band: dict[str, Any] = {"color": style.component(k), "zorder": 4}
        line = [table[f"{n}__{end}"].to_numpy(float) for n in ("estimate", "lower", "upper")]
        across = table[x].to_numpy(float)
        axes.fill_between(across, line[1], line[2], alpha=0.3, linewidth=0, **band)
        label = f"class {component.number}: {count}"
        axes.plot(across, line[0], linewidth=2.4, label=label, **band)
    axes.set_xlabel(x)
    axes.set_ylabel(fit.model.of(ResponsePiece)[0].name)
    style.legend(axes)
    figure: Figure = axes.get_figure(root=True)  # type: ignore[assignment]
    return figure


def _persons(fit: Fit, group: str | None) -> np.ndarray:
    """Return the number of the person of each row."""
    whole_groups = values.together(fit.model)
    if group is None and whole_groups is None:
        raise InvalidArgument(
            "The model does not say which rows belong to one person.",
            hint="Pass group=, or fit the model with mixture(..., gr='id').",
        )
    if group is None and whole_groups is not None:
        return np.asarray(whole_groups.index)
    data = fit.model.frame.data
    if group not in data:
        raise not_read(str(group), data, None)
    return np.asarray(pd.factorize(data[group])[0])


def _lines(
    axes: Axes,
    at: np.ndarray,
    y: np.ndarray,
    codes: np.ndarray,
    colours: np.ndarray,
    seed: Seed | None,
) -> None:
    persons = np.unique(codes)
    if len(persons) > _MOST:
        persons = np.sort(np.random.default_rng(seed).choice(persons, _MOST, replace=False))
    alpha = float(np.clip(12 / len(persons), 0.15, 0.6))
    for person in persons:
        points = np.flatnonzero((codes == person) & ~np.isnan(y))
        if not points.size:
            continue
        points = points[np.argsort(at[points], kind="stable")]
        axes.plot(
            at[points], y[points], color=tuple(colours[points[0]]), alpha=alpha,
            linewidth=0.9, zorder=2,
            label="_",
        )  # fmt: skip
