"""Draw the table of a conditional effect."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.plots import style
from pybrms_mix.plots.mixture import mixed_colours

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_THIN: dict[str, Any] = {"color": style.DARK, "alpha": 0.15, "linewidth": 0.6, "zorder": 1}


def drawn(
    table: pd.DataFrame,
    effect: tuple[str, ...],
    response: str,
    *,
    spaghetti: pd.DataFrame | None = None,
    surface: bool = False,
    data: pd.DataFrame | None = None,
    observed: str = "",
    shares: np.ndarray | None = None,
    rug: bool = False,
    ncol: int | None = None,
) -> Figure:
    """Return the figure of one effect, with a panel for each condition.

    ``data`` are drawn as points if ``observed`` names their response, and as marks on the axis if
    ``rug`` is true.
    """
    conditions = list(dict.fromkeys(table["cond__"]))
    titles = _titles(table, effect)
    size = (5.2, 3.6) if len(conditions) == 1 else (3.4, 2.8)
    figure, axes = style.panels(len(conditions), ncol=ncol, size=size, sharex=True, sharey=True)
    for ax, condition in zip(axes, conditions, strict=True):
        lines = table[table["cond__"] == condition]
        if spaghetti is not None:
            _spaghetti(ax, spaghetti[spaghetti["cond__"] == condition])
        filled = surface and len(effect) > 1 and _numeric(lines["effect2__"])
        if filled:
            _surface(ax, lines, response, figure)
        else:
            _effect(ax, lines, effect, bands=spaghetti is None)
            _points(ax, lines, effect, data, observed, shares)
        if rug and data is not None and _numeric(lines["effect1__"]):
            _rug(ax, data[effect[0]].to_numpy(float))
        ax.set_xlabel(effect[0])
        ax.set_ylabel(effect[1] if filled else response)
        if len(conditions) > 1:
            ax.set_title(titles[condition], fontsize=10)
    if "estimate__.1" in table and spaghetti is None:
        observed_values = None if data is None or not observed else data[observed].to_numpy(float)
        _limited(axes, table, observed_values)
    style.outer(axes)
    if len(effect) > 1 or "estimate__.1" in table:
        style.legend(*axes, title=effect[1] if len(effect) > 1 else None)
    return figure


def _titles(table: pd.DataFrame, effect: tuple[str, ...]) -> dict[Any, str]:
    """Return the title of each condition: its label, or "z = 1" where the label is a number."""
    first = table.drop_duplicates("cond__").set_index("cond__")
    if not all(str(label).isdecimal() for label in first.index):
        return {label: str(label) for label in first.index}
    names = [n for n in first.columns if n not in effect and not str(n).endswith("__")]
    names = [n for n in names if not re.search(r"__\.\d+$", str(n)) and first[n].nunique() > 1]
    titles = {}
    for label, line in first.iterrows():
        titles[label] = ", ".join(f"{n} = {_short(line[n])}" for n in names) or str(label)
    return titles


def _short(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _limited(axes: list[Axes], table: pd.DataFrame, observed: np.ndarray | None) -> None:
    """Limit the vertical axis, so that a very wide band of one component does not hide the others.

    If bands reach further, the axis extends beyond estimates and data by their range on each side.
    """
    suffixes = _suffixes(table)
    middle = np.concatenate([table[f"estimate__{s}"].to_numpy(float) for s in suffixes])
    values = middle if observed is None else np.concatenate([middle, observed])
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    room = (high - low) or 1.0
    for ax in axes:
        bottom, top = ax.get_ylim()
        ax.set_ylim(max(bottom, low - room), min(top, high + room))


def _numeric(column: pd.Series[Any]) -> bool:
    return pd.api.types.is_float_dtype(column) or pd.api.types.is_integer_dtype(column)


def _effect(ax: Axes, table: pd.DataFrame, effect: tuple[str, ...], *, bands: bool) -> None:
    groups = _groups(table)
    suffixes = _suffixes(table)
    names = [(label, s) for label in groups for s in suffixes]
    colours = _colours(list(groups), suffixes)
    number = _numeric(table["effect1__"])
    for place, (label, suffix) in enumerate(names):
        group = groups[label]
        text = _named(label, suffix, mixture="" in suffixes and len(suffixes) > 1)
        style: dict[str, Any] = {"color": colours[label, suffix], "label": text}
        middle, low, high = (group[n + suffix] for n in ("estimate__", "lower__", "upper__"))
        if number:
            if bands:
                ax.fill_between(
                    group["effect1__"], low, high, color=style["color"], alpha=0.2, linewidth=0
                )
            dashed = "--" if suffix and label else "-"
            ax.plot(group["effect1__"], middle, linewidth=1.8, zorder=3, linestyle=dashed, **style)
        else:
            aside = (place - (len(names) - 1) / 2) * min(0.2, 0.8 / len(names))
            errors = [middle - low, high - middle]
            at = np.arange(len(group)) + aside
            ax.errorbar(at, middle, errors, fmt="o", capsize=4, markersize=5, zorder=3, **style)
    if not number:
        labels = [str(v) for v in next(iter(groups.values()))["effect1__"]]
        ax.set_xticks(range(len(labels)), labels)
        ax.set_xlim(-0.5, len(labels) - 0.5)


def _groups(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the rows of each line by the label of the second variable, largest label first."""
    if "effect2__" not in table:
        return {"": table}
    labels = list(dict.fromkeys(table["effect2__"].astype(str)))
    return {label: table[table["effect2__"].astype(str) == label] for label in labels}


def _suffixes(table: pd.DataFrame) -> list[str]:
    """Return the suffixes of "estimate__": "" for the mixture, ".1" for the first component."""
    start = "estimate__"
    return [c.removeprefix(start) for c in table.columns if str(c).startswith(start)]


def _colours(labels: list[str], suffixes: list[str]) -> dict[tuple[str, str], str]:
    """Return the colour of each line, which depends on the second variable or on the component."""
    if len(suffixes) == 1:
        colours_of_labels = style.several(len(labels)) if len(labels) > 1 else [style.DARK]
        return {(label, suffixes[0]): c for label, c in zip(labels, colours_of_labels, strict=True)}
    if len(labels) == 1:
        return {(labels[0], s): style.component(int(s[1:]) - 1) if s else "0.2" for s in suffixes}
    pairs = [(label, s) for label in labels for s in suffixes]
    return dict(zip(pairs, style.several(len(pairs)), strict=True))


def _named(label: str, suffix: str, *, mixture: bool) -> str:
    name_of_mixture = "mixture" if mixture else ""
    component = f"component {suffix[1:]}" if suffix else name_of_mixture
    return ", ".join(t for t in (label, component) if t) or "_"


def _spaghetti(ax: Axes, draws: pd.DataFrame) -> None:
    if not _numeric(draws["effect1__"]):
        return
    labels = list(dict.fromkeys(draws["effect2__"].astype(str))) if "effect2__" in draws else [""]
    colours = style.several(len(labels)) if len(labels) > 1 else [style.DARK]
    for label, colour in zip(labels, colours, strict=True):
        draws_of_label = draws[draws["effect2__"].astype(str) == label] if label else draws
        for _, line in draws_of_label.groupby("sample__", sort=False):
            ax.plot(line["effect1__"], line["estimate__"], **{**_THIN, "color": colour})


def _surface(ax: Axes, table: pd.DataFrame, response: str, figure: Figure) -> None:
    wide = table.pivot_table(index="effect2__", columns="effect1__", values="estimate__")
    filled = ax.contourf(wide.columns, wide.index, wide.to_numpy(), levels=12, cmap="viridis")
    figure.colorbar(filled, ax=ax, label=response)


def _points(
    ax: Axes,
    table: pd.DataFrame,
    effect: tuple[str, ...],
    data: pd.DataFrame | None,
    observed: str,
    shares: np.ndarray | None,
) -> None:
    """Draw the data in the colours of their components, or of the levels of the second factor."""
    if data is None or not observed:
        return
    points = _like(data, table, effect)
    at = _places(table, points[effect[0]])
    colours: Any = "0.35"
    if shares is not None:
        colours = mixed_colours(shares)[points.index.to_numpy()]
    elif len(effect) > 1 and effect[1] in points and not _numeric(points[effect[1]]):
        labels = list(_groups(table))
        colour_of = dict(zip(labels, style.several(len(labels)), strict=True))
        colours = [colour_of.get(str(v), "0.35") for v in points[effect[1]]]
    ax.scatter(at, points[observed].to_numpy(float), s=9, c=colours, alpha=0.5, linewidths=0)


def _like(data: pd.DataFrame, table: pd.DataFrame, effect: tuple[str, ...]) -> pd.DataFrame:
    """Return the rows of the data that have the levels of the panel's condition."""
    rows = data
    if len(set(table["cond__"])) == 1 and str(table["cond__"].iloc[0]) != "1":
        for name in data.columns:
            factor = not _numeric(data[name]) and name not in effect and name in table
            if factor and table[name].notna().all():
                matching = data[name].astype(str) == str(table[name].iloc[0])
                rows = rows[matching.reindex(rows.index)]
    return rows


def _places(table: pd.DataFrame, values: pd.Series[Any]) -> np.ndarray:
    """Return the positions of values on the axis.

    Values of a factor are moved a little sideways.
    """
    if _numeric(table["effect1__"]):
        return values.to_numpy(float)
    labels = [str(v) for v in dict.fromkeys(table["effect1__"])]
    jitter = np.random.default_rng(1).uniform(-0.12, 0.12, len(values))
    return np.array([labels.index(str(v)) for v in values]) + jitter


def _rug(ax: Axes, values: np.ndarray) -> None:
    ax.plot(
        values, np.zeros(len(values)), "|", color="0.3", markersize=7, alpha=0.6,
        transform=ax.get_xaxis_transform(), clip_on=False, label="_",
    )  # fmt: skip
