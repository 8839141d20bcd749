"""Intervals and densities of draws as tables, with the columns of R's bayesplot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.model.draws import Draws
from pybrms_mix.plots.densities import density_between
from pybrms_mix.plots.draw_settings import DrawSettings

# The grades of a diagnostic: the largest value of each grade, and its description in R.
RHAT_GRADES = ((1.05, "hat(R) <= 1.05"), (1.1, "hat(R) <= 1.1"), (np.inf, "hat(R) > 1.1"))
NEFF_GRADES = ((0.1, "N[eff]/N <= 0.1"), (0.5, "N[eff]/N <= 0.5"), (np.inf, "N[eff]/N > 0.5"))
_RATINGS = ["low", "ok", "high"]
_POINT_WIDTH = 0.004  # half the width of the mark at a point, as a share of the axis
_MARGIN = 0.05  # of the axis, on either side


def interval_table(draws: Draws, settings: DrawSettings) -> pd.DataFrame:
    """Return one row for each variable: the ends of both intervals, and the point in them.

    Args:
        draws: The draws.
        settings: The probabilities, the point, and the values of Rhat.
    """
    inner, outer = settings.widths()
    values = draws.matrix(list(draws.names))
    ends = [0.5 - outer / 2, 0.5 - inner / 2, 0.5 + inner / 2, 0.5 + outer / 2]
    quantiles = dict(zip(("ll", "l", "h", "hh"), np.quantile(values, ends, axis=0), strict=True))
    columns = {"ll": quantiles["ll"], "l": quantiles["l"]}
    if settings.point_est != "none":
        columns["m"] = points_of(values, settings)
    columns |= {"h": quantiles["h"], "hh": quantiles["hh"]}
    table = pd.DataFrame({
        "parameter": _factor(draws.names), "outer_width": outer, "inner_width": inner,
        "point_est": settings.point_est, **columns,
    })  # fmt: skip
    return _with_rhat(table, draws.names, settings)


def points_of(values: np.ndarray, settings: DrawSettings) -> np.ndarray:
    """Return the point estimate of each variable; ``values`` is (draws, variables)."""
    centre = np.mean if settings.point_est == "mean" else np.median
    return np.asarray(centre(values, axis=0))


def area_table(
    draws: Draws, settings: DrawSettings, *, inner: float = 0.5, outer: float = 1.0
) -> pd.DataFrame:
    """Return the densities of the variables within their intervals, and around their points.

    Args:
        draws: The draws.
        settings: The probabilities, the point, the kernel and the values of Rhat.
        inner: The default of the inner probability.
        outer: The default of the outer probability.
    """
    probs = settings.widths(inner, outer)
    parts = {
        kind: [_density(draws, name, prob, settings) for name in draws.names]
        for kind, prob in zip(("inner", "outer"), probs, strict=True)
    }
    tables = [t.assign(interval=kind) for kind, densities in parts.items() for t in densities]
    if settings.point_est != "none":
        at = np.concatenate([t["x"] for t in parts["outer"]])
        half = _POINT_WIDTH * (1 + 2 * _MARGIN) * np.ptp(at)
        points = points_of(draws.matrix(list(draws.names)), settings)
        for table, point in zip(parts["inner"], points, strict=True):
            centre = table["x"].iloc[int(np.argmin(np.abs(table["x"] - point)))]
            around = table[np.abs(table["x"] - centre) <= half]
            tables.append(around.assign(interval="point", interval_width=0.0))
    table = pd.concat(tables, ignore_index=True)
    table["plotting_density"] = table["density"] / table["density"].max()
    table["parameter"] = _factor(draws.names, table["parameter"])
    order = ["parameter", "interval", "interval_width", "x", "density", "scaled_density"]
    return _with_rhat(table[[*order, "plotting_density"]], draws.names, settings)


def _density(draws: Draws, name: str, prob: float, settings: DrawSettings) -> pd.DataFrame:
    values = draws.values[:, :, draws.index(name)].reshape(-1)
    return density_table(values, prob, settings).assign(parameter=name)


def density_table(values: np.ndarray, prob: float, settings: DrawSettings) -> pd.DataFrame:
    """Return a density between the ends of the central interval with a probability."""
    low, high = np.quantile(values, [(1 - prob) / 2, (1 + prob) / 2])
    at, density = density_between(
        values, low, high, points=settings.n_dens, bandwidth=settings.bw, adjust=settings.adjust
    )
    return pd.DataFrame({
        "interval_width": prob, "x": at, "density": density,
        "scaled_density": density / density.max(),
    })  # fmt: skip


def chain_densities(draws: Draws, settings: DrawSettings) -> pd.DataFrame:
    """Return the density of each chain of each variable, with the columns of R's bayesplot."""
    tables = []
    for number, name in enumerate(draws.names):
        for chain in range(draws.chains):
            table = density_table(draws.values[chain, :, number], 1.0, settings)
            tables.append(table.assign(chain=str(chain + 1), parameter=name))
    table = pd.concat(tables, ignore_index=True)
    table["chain"] = _factor([str(c + 1) for c in range(draws.chains)], table["chain"])
    table["parameter"] = _factor(draws.names, table["parameter"])
    return table[["chain", "parameter", "interval_width", "x", "density", "scaled_density"]]


def ratings(values: Any, grades: Sequence[tuple[float, str]]) -> pd.DataFrame:
    """Return the rating of each value of a diagnostic, and its description."""
    limits = [limit for limit, _ in grades[:-1]]
    places = np.searchsorted(limits, np.asarray(values, dtype=float), side="left")
    return pd.DataFrame({
        "rating": pd.Categorical([_RATINGS[p] for p in places], categories=_RATINGS),
        "description": [grades[p][1] for p in places],
    })  # fmt: skip


def _with_rhat(table: pd.DataFrame, names: Sequence[str], settings: DrawSettings) -> pd.DataFrame:
    """Return the table with the Rhat of each row's variable and its rating, if there are any."""
    rhat = np.atleast_1d(np.asarray(settings.rhat, dtype=float))
    if not rhat.size:
        return table
    if len(rhat) != len(names):
        raise InvalidArgument(f"'rhat' has length {len(rhat)} but 'x' has {len(names)} parameters.")
    at = [list(names).index(n) for n in table["parameter"]]
    rated = ratings(rhat[at], RHAT_GRADES)
    return table.assign(
        rhat_value=rhat[at],
        rhat_rating=rated["rating"].array,
        rhat_description=rated["description"],
    )


def _factor(names: Sequence[str], values: Any = None) -> Any:
    return pd.Categorical(list(names if values is None else values), categories=list(names))
