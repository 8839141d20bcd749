"""Pictures of a fit: its components over the data, its chains, its predictions beside the data."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.errors import InvalidArgument, did_you_mean
from pybrms_mix.lazy import stats
from pybrms_mix.model import observed, values
from pybrms_mix.model.ir import ResponsePiece
from pybrms_mix.results.draws import chosen
from pybrms_mix.results.estimates import interval
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.results.predict import sampled
from pybrms_mix.results.rows import Rows, rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_GREY, _BLUE, _LIGHT = "#d9d9d9", "#08519c", "#9ecae1"
_COMPONENTS = ("#d95f02", "#1b9e77", "#7570b3", "#e7298a", "#66a61e", "#e6ab02")
_POINTS, _DRAWS, _ROWS, _FEW = 200, 400, 200, 10
_SHOWN = ("b", "sd", "cor", "dpar")


def _pyplot() -> Any:
    # matplotlib takes its time and is needed for pictures alone.
    import matplotlib.pyplot as plt  # noqa: PLC0415

    return plt


def _axes(ax: Axes | None) -> Axes:
    found: Axes = _pyplot().subplots(figsize=(7, 4.2))[1] if ax is None else ax
    return found


def png(draw: Callable[[], Axes]) -> bytes:
    """Return the picture that ``draw`` makes on axes of its own."""
    buffer = io.BytesIO()
    figure = draw().get_figure()
    # Without the version of matplotlib in it, the same picture is the same file.
    figure.savefig(buffer, format="png", dpi=100, bbox_inches="tight", metadata={"Software": None})  # type: ignore[union-attr]
    _pyplot().close(figure)
    return buffer.getvalue()


def errorbars(at: Sequence[float], middle: Any, arms: Any, ax: Axes | None) -> Axes:
    """Draw points with arms on both sides, and a line at 0."""
    axes = _axes(ax)
    axes.axhline(0.0, color=_GREY, linewidth=1.0)
    axes.errorbar(at, middle, yerr=arms, fmt="o", color=_BLUE, ecolor=_LIGHT, capsize=3)
    axes.set_xticks(list(at))
    return axes


def differences(
    at: np.ndarray, curves: Mapping[str, np.ndarray], band: tuple[np.ndarray, np.ndarray]
) -> Figure:
    """Draw each of ``curves`` over ``at`` in a panel of its own, within the same ``band``."""
    columns = min(4, len(curves))
    height = -(-len(curves) // columns)
    figure, grid = _pyplot().subplots(
        height, columns, figsize=(2.6 * columns, 2.1 * height), squeeze=False, sharey=True
    )
    for axes in grid.flat[len(curves) :]:
        axes.set_visible(False)
    for axes, (name, curve) in zip(grid.flat, curves.items(), strict=False):
        axes.fill_between(at, *band, color=_GREY, step="mid")
        axes.step(at, curve, color=_BLUE, where="mid")
        axes.set_title(name, fontsize=9)
    figure.tight_layout()
    found: Figure = figure
    return found


@method
def plot_mixture(
    fit: Fit, *, ndraws: int | None = None, prob: float = 0.95, ax: Axes | None = None
) -> Axes:
    """Draw the response's distribution over the data: each weighted component, and their sum.

    Densities are averaged over the rows; lines are posterior means, bands hold ``prob`` of the
    draws. Of counts they are probabilities, drawn beside the shares of the data.
    """
    total = fit.posterior.chains * fit.posterior.per_chain
    found = rows(fit, ndraws=min(ndraws or _DRAWS, total), seed=1)
    y = np.asarray(values.response(found.model)[0])
    mixture = fit.model.mixture
    counts = mixture.components[0].family.values == "int"
    at = _grid(fit, y, counts=counts)
    density = _densities(_some_rows(found), at)
    axes = _axes(ax)
    _show_data(axes, y, at, counts=counts)
    for k, component in enumerate(mixture.components):
        label = f"component {component.number}: {component.family.name}"
        color = _COMPONENTS[k % len(_COMPONENTS)]
        _curve(axes, at, density[:, k], prob, color=color, linestyle="--", zorder=3, label=label)
    if mixture.thetas:
        _curve(axes, at, density.sum(axis=1), prob, color=_BLUE, linewidth=1.6, label="mixture")
    axes.set_xlabel(fit.model.of(ResponsePiece)[0].name)
    axes.set_ylabel("probability" if counts else "density")
    axes.legend(frameon=False)
    return axes


def _grid(fit: Fit, y: np.ndarray, *, counts: bool) -> np.ndarray:
    if counts:
        return np.arange(y.min(), y.max() + 1)
    margin = 0.1 * np.ptp(y) or 1.0
    supports = [c.family.support for c in fit.model.mixture.components]
    low = max([y.min() - margin, *(s.lower + 1e-6 for s in supports)])
    high = min([y.max() + margin, *(s.upper - 1e-6 for s in supports)])
    return np.linspace(low, high, _POINTS)


def _densities(found: Rows, at: np.ndarray) -> np.ndarray:
    """Return theta_k f_k at the points, averaged over the rows: (draws, K, points)."""
    dpars, weights = values.mixed(found.model, found.draws)
    piece = found.model.of(ResponsePiece)[0]
    extra = {n: v for n, v in piece.extra.items() if n not in ("cens", "rcens")}
    components = found.model.mixture.components
    density = np.empty((found.S, len(components), len(at)))
    for k, component in enumerate(components):
        own = values.of_component(found.model, dpars, component.number)
        for i, point in enumerate(at):
            y = np.full(found.N, point)
            logs = observed.log_density(component, y, own, extra) + weights[:, :, k]
            density[:, k, i] = np.exp(logs).mean(axis=1)
    return density


def _some_rows(found: Rows) -> Rows:
    """Return at most so many rows that a picture is drawn at once; one if rows do not differ."""
    dpars, weights = values.mixed(found.model, found.draws)
    differ = any(v.shape[1] > 1 for v in (weights[:, :, 0], *dpars.values()))
    count = min(found.N, _ROWS) if differ or found.model.of(ResponsePiece)[0].extra else 1
    kept = np.zeros(found.N, dtype=bool)
    kept[np.linspace(0, found.N - 1, count).astype(int)] = True
    return replace(found, model=found.model.at(found.model.frame.where(kept)))


def _show_data(axes: Axes, y: np.ndarray, at: np.ndarray, *, counts: bool) -> None:
    if counts:
        share = np.array([(y == value).mean() for value in at])
        axes.bar(at, share, color=_GREY, width=0.8, label="data")
        return
    axes.hist(y, bins="auto", density=True, color=_GREY, label="data")


def _curve(axes: Axes, at: np.ndarray, density: np.ndarray, prob: float, **line: Any) -> None:
    """Draw the mean of (draws, points), and the band that holds ``prob`` of the draws."""
    low, high = np.quantile(density, interval(prob), axis=0)
    axes.fill_between(at, low, high, color=line["color"], alpha=0.25, linewidth=0)
    axes.plot(at, density.mean(axis=0), **line)


@method
def plot(
    fit: Fit,
    variable: str | Iterable[str] | None = None,
    *,
    N: int = 5,  # noqa: N803 - brms's name
    regex: bool = False,
) -> list[Figure]:
    """Draw density and trace of each variable, ``N`` a figure; the coefficients by default.

    ``variable`` names variables as ``as_draws_df`` does.
    """
    names = _default(fit) if variable is None else chosen(fit.posterior, variable, regex)
    figures = []
    for start in range(0, len(names), N):
        page = names[start : start + N]
        figure, axes = _pyplot().subplots(
            len(page), 2, figsize=(9, 1.8 * len(page)), squeeze=False, layout="constrained"
        )
        for name, (left, right) in zip(page, axes, strict=True):
            _density_and_trace(fit.posterior.values[:, :, fit.posterior.index(name)], left, right)
            left.set_title(name, fontsize=10)
            right.set_title(name, fontsize=10)
        figures.append(figure)
    return figures


def _default(fit: Fit) -> list[str]:
    return [v.name for v in fit.model.variables if v.kind in _SHOWN]


def _density_and_trace(draws: np.ndarray, left: Axes, right: Axes) -> None:
    """Draw one variable: draws (chains, draws)."""
    at, density = _smooth(draws.reshape(-1))
    left.fill_between(at, density, color=_BLUE, alpha=0.35, linewidth=0)
    left.plot(at, density, color=_BLUE, linewidth=1)
    left.set_yticks([])
    for chain, color in zip(draws, _shades(len(draws)), strict=True):
        right.plot(chain, color=color, linewidth=0.5)


def _shades(count: int) -> list[tuple[float, float, float]]:
    return [(0.03 + 0.5 * s, 0.32 + 0.4 * s, 0.61 + 0.25 * s) for s in np.linspace(0, 1, count)]


def _smooth(x: np.ndarray, at: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Return points and a kernel density at them; a spike where all values are equal."""
    margin = 0.05 * np.ptp(x) or 0.5
    points = np.linspace(x.min() - margin, x.max() + margin, 200) if at is None else at
    if np.ptp(x) == 0:
        return points, np.where(np.abs(points - x[0]) < margin / 20, 1.0, 0.0)
    return points, np.asarray(stats.gaussian_kde(x)(points))


@method
def pp_check(
    fit: Fit,
    type: str = "dens_overlay",
    *,
    ndraws: int | None = None,
    stat: Callable[[np.ndarray], float] = np.mean,
    prob: float = 0.9,
    seed: int | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the data beside data that the fit predicts.

    Args:
        fit: a fit with draws.
        type: "dens_overlay", "ecdf_overlay" and "hist" compare distributions, "stat" the
            distribution of one statistic, "intervals" each row with its predictions.
        ndraws: predicted data sets; 10 by default for the first three, all draws for the others.
        stat: the statistic, a function of one data set.
        prob: that predictive intervals hold.
        seed: the same seed gives the same predictions.
        ax: where to draw.
    """
    if type not in _CHECKS:
        raise InvalidArgument(
            f"Type '{type}' is not a valid ppc type. Valid types are: "
            f"{', '.join(map(repr, _CHECKS))}",
            hint=did_you_mean(type, _CHECKS),
        )
    draw, few = _CHECKS[type]
    total = fit.posterior.chains * fit.posterior.per_chain
    found = rows(fit, ndraws=min(ndraws or (_FEW if few else total), total), seed=seed)
    axes = _axes(ax)
    y = np.asarray(values.response(found.model)[0])
    predicted = np.concatenate([sampled(part)[0] for part in found.blocks()], axis=1)
    draw(axes, y, predicted, {"stat": stat, "prob": prob})
    name = fit.model.of(ResponsePiece)[0].name
    (axes.set_ylabel if type == "intervals" else axes.set_xlabel)(name)
    axes.legend(framealpha=0.9, edgecolor="none")
    return axes


def _dens_overlay(axes: Axes, y: np.ndarray, predicted: np.ndarray, how: dict[str, Any]) -> None:
    margin = 0.1 * np.ptp(y)
    at = np.linspace(y.min() - margin, y.max() + margin, 200)
    for number, one in enumerate(predicted):
        axes.plot(at, _smooth(one, at)[1], color=_LIGHT, linewidth=0.8, label=_first(number))
    axes.plot(at, _smooth(y, at)[1], color=_BLUE, linewidth=1.6, label="data")
    axes.set_yticks([])


def _ecdf_overlay(axes: Axes, y: np.ndarray, predicted: np.ndarray, how: dict[str, Any]) -> None:
    for number, one in enumerate(predicted):
        axes.ecdf(one, color=_LIGHT, linewidth=0.8, label=_first(number))
    axes.ecdf(y, color=_BLUE, linewidth=1.6, label="data")


def _hist(axes: Axes, y: np.ndarray, predicted: np.ndarray, how: dict[str, Any]) -> None:
    edges = np.histogram_bin_edges(y, bins="auto")
    axes.hist(y, bins=edges.tolist(), density=True, color=_GREY, label="data")
    for number, one in enumerate(predicted):
        density = np.histogram(one, bins=edges)[0] / len(one) / np.diff(edges)
        axes.stairs(density, edges, color=_BLUE, linewidth=0.6, label=_first(number))


def _stat(axes: Axes, y: np.ndarray, predicted: np.ndarray, how: dict[str, Any]) -> None:
    of_each = [how["stat"](one) for one in predicted]
    axes.hist(of_each, bins=40, color=_LIGHT, label="predictions")
    axes.axvline(how["stat"](y), color=_BLUE, linewidth=2, label="data")
    axes.set_title(getattr(how["stat"], "__name__", "statistic"), fontsize=10)
    axes.set_yticks([])


def _intervals(axes: Axes, y: np.ndarray, predicted: np.ndarray, how: dict[str, Any]) -> None:
    low, high = np.quantile(predicted, interval(how["prob"]), axis=0)
    at = np.arange(len(y))
    axes.vlines(at, low, high, color=_LIGHT, linewidth=1.5, label=f"{how['prob']:.0%} predicted")
    axes.plot(at, np.median(predicted, axis=0), ".", color="#6baed6", markersize=4, label="median")
    axes.plot(at, y, ".", color=_BLUE, markersize=4, label="data")
    axes.set_xlabel("row")


def _first(number: int) -> str:
    return "_" if number else "predictions"


_CHECKS = {
    "dens_overlay": (_dens_overlay, True),
    "ecdf_overlay": (_ecdf_overlay, True),
    "hist": (_hist, True),
    "intervals": (_intervals, False),
    "stat": (_stat, False),
}
