"""Pictures composed as in ggplot2 of data, aesthetics, layers and panels, drawn by matplotlib."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.plots import style
from pybrms_mix.r.frames.frames import as_frame
from pybrms_mix.r.indexing.subsetting import column_of
from pybrms_mix.r.pictures.canvas import Canvas, colour, levels_of, subset
from pybrms_mix.r.pictures.captions import GROUPING, finish, frame_texts
from pybrms_mix.r.pictures.geoms import GEOMS
from pybrms_mix.r.pictures.level_order import groups_of, limited, ranks_of, signs_of
from pybrms_mix.r.pictures.scale_limits import within_limits
from pybrms_mix.r.values.drawings import Drawing
from pybrms_mix.r.values.grouped import Grouped
from pybrms_mix.r.values.r_vectors import numeric, read, text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

__all__ = ["ggplot"]

_BESIDE = frozenset({"boxplot", "violin"})
_FILLED = frozenset({"halfeye", "eye", "slab", "density"})
_WITHOUT_DATA = frozenset({"hline", "vline", "abline", "function"})
_MOVING = frozenset({"bar", "col", "boxplot", "violin", "histogram"})
PLACES = {"x": ("x", "xmin", "xmax", "xend"), "y": ("y", "ymin", "ymax", "yend")}


@dataclass(frozen=True)
class _Layer:
    kind: str
    data: Any
    aes: dict[str, Any]
    how: dict[str, Any]


@dataclass(frozen=True, eq=False, repr=False)
class Picture(Drawing):
    """A ggplot2 picture.

    Every method returns a new picture. An aesthetic is the name of a column, a function of the
    rows, or a constant.

    Attributes
    ----------
    data : DataFrame
        The rows of all layers without data of their own.
    aes : dict
        The aesthetics that all layers inherit.
    """

    data: Any
    aes: dict[str, Any]
    layers: tuple[_Layer, ...] = ()
    facets: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    grid: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, Any] = field(default_factory=dict)
    ends: dict[str, Any] = field(default_factory=dict)
    scales: dict[str, Any] = field(default_factory=dict)
    log: frozenset[str] = frozenset()
    flip: bool = False
    colours: Any = None

    def layer(self, kind: str, data: Any = None, aes: Any = None, **how: Any) -> Picture:
        """Return the picture with one more layer.

        Parameters
        ----------
        kind : str
            "point", "line", "histogram", "ribbon", ...: the part after ``geom_`` in R.
        data : DataFrame, optional
            The rows of this layer.
        aes : dict, optional
            The aesthetics of this layer. A value None removes an inherited aesthetic.
        **how
            Settings of the layer: ``color``, ``fill``, ``alpha``, ``size``, ``bins``, ....

        Returns
        -------
        Picture
            The picture with the layer on top.

        Raises
        ------
        InvalidArgument
            If the kind does not exist.
        """
        if kind not in GEOMS:
            raise InvalidArgument(f"Layers of the kind {kind!r} are not available here.")
        return replace(self, layers=(*self.layers, _Layer(kind, data, aes or {}, how)))

    def panels(
        self, *names: str, rows: Sequence[str] = (), ncol: int | None = None, free: str = ""
    ) -> Picture:
        """Return the picture with one panel for each combination of levels.

        Parameters
        ----------
        *names : str
            The columns whose levels are arranged from left to right.
        rows : sequence of str
            The columns whose levels are arranged from top to bottom.
        ncol : int, optional
            The number of columns of panels.
        free : {"", "x", "y", "xy"}
            The axes whose limits may differ between panels.

        Returns
        -------
        Picture
            The picture with panels.
        """
        return replace(self, facets=(tuple(rows), names), grid={"ncol": ncol, "free": free})

    def labels(self, **texts: Any) -> Picture:
        """Return the picture with labels: ``title``, ``subtitle``, ``x``, ``y``, ``color``, ...."""
        return replace(self, texts={**self.texts, **texts})

    def limits(self, x: Any = None, y: Any = None) -> Picture:
        """Return the picture with other limits of its scales, without the values outside."""
        new_ends = {n: v for n, v in (("x", x), ("y", y)) if v is not None}
        return replace(self, ends={**self.ends, **new_ends}, scales={**self.scales, **new_ends})

    def zoomed(self, x: Any = None, y: Any = None) -> Picture:
        """Return the picture of a part of its plane; the values outside count in statistics."""
        new_ends = {n: v for n, v in (("x", x), ("y", y)) if v is not None}
        return replace(self, ends={**self.ends, **new_ends})

    def logged(self, *axes: str) -> Picture:
        """Return the picture with logarithmic axes, "x" or "y" or both."""
        return replace(self, log=self.log | set(axes))

    def flipped(self) -> Picture:
        """Return the picture with x as the vertical axis."""
        return replace(self, flip=not self.flip)

    def palette(self, colours: Any) -> Picture:
        """Return the picture with other colours, one colour for each level."""
        return replace(self, colours=colours)

    def draw(self, figure: Figure | SubFigure) -> None:
        """Draw the picture on an empty figure."""
        frames = [within_limits(_frame(self, layer), layer.kind, self.scales)
                  for layer in self.layers]  # fmt: skip
        cells, shape = _cells(self, frames)
        shared = {a: a not in self.grid.get("free", "") for a in ("x", "y")}
        axes = figure.subplots(*shape, squeeze=False, sharex=shared["x"], sharey=shared["y"])
        levels = {a: limited(axis_levels, self.ends.get(a))
                  for a in PLACES if (axis_levels := _levels(frames, a)) is not None}  # fmt: skip
        shades = _colours(self, frames)
        flat = list(axes.reshape(-1))
        for ax in flat[len(cells) :]:
            ax.remove()
        for ax, (title, layer_rows) in zip(flat, cells, strict=False):
            canvas = Canvas(style.plain(ax), self.flip, levels, shades)
            for layer, frame, places in zip(self.layers, frames, layer_rows, strict=True):
                _draw_layer(canvas, layer, subset(frame, places), frame)
            canvas.finish()
            finish(self, ax, title, levels)
        frame_texts(self, figure, flat[: len(cells)], tuple(shades))

    def draw_over(self, ax: Axes, placed: Callable[[pd.DataFrame, Axes], pd.DataFrame]) -> None:
        """Draw the layers on axes that hold another picture; ``placed`` gives their positions."""
        frames = [placed(_frame(self, layer), ax) for layer in self.layers]
        canvas = Canvas(ax, colours=_colours(self, frames))
        for layer, frame in zip(self.layers, frames, strict=True):
            _draw_layer(canvas, layer, frame, frame)


def ggplot(data: Any = None, **aes: Any) -> Picture:
    """Return a picture without layers.

    Parameters
    ----------
    data : DataFrame, optional
        The rows to draw.
    **aes
        ``x``, ``y``, ``color``, ``fill``, ``group``, ...: names of columns, functions of the rows,
        or constants.

    Returns
    -------
    Picture
        The picture, to which methods add layers, labels and panels.

    Examples
    --------
    >>> d = pd.DataFrame({"x": [1, 2, 3], "y": [2, 1, 3]})
    >>> len(ggplot(d, x="x", y="y").layer("point").layer("line", color="red").layers)
    2
    """
    return Picture(None if data is None else _rows(data), aes)


def _rows(data: Any) -> pd.DataFrame:
    """Return data as a data frame; grouped rows lose their groups."""
    return data.frame if isinstance(data, Grouped) else as_frame(data)


def _frame(picture: Picture, layer: _Layer) -> pd.DataFrame:
    """Return the aesthetics of a layer and the panel variables as columns."""
    data = picture.data if layer.data is None else layer.data
    data = data(picture.data) if callable(data) else data
    rows = pd.DataFrame() if data is None else _rows(data).reset_index(drop=True)
    aes = layer.aes if layer.how.get("inherit_aes") is False else {**picture.aes, **layer.aes}
    if layer.kind in _WITHOUT_DATA:
        aes = layer.aes
    columns = {n: _value(v, rows) for n, v in aes.items() if v is not None}
    constants = ("xintercept", "yintercept", "slope", "intercept")
    columns |= {n: v for n, v in layer.how.items() if n in constants}
    if layer.kind == "abline":
        columns = {"slope": 1.0, "intercept": 0.0, **columns}
    count = max([len(rows), *(len(read(v)) for v in columns.values())], default=0)
    if not any(isinstance(v, str) or callable(v) for v in aes.values()):
        count = max((len(read(v)) for v in columns.values()), default=1)
    aesthetic_columns: dict[str, Any] = {}
    for name, value in columns.items():
        vector = read(value).plain()
        if len(vector) not in (1, count):
            raise InvalidData(f"The aesthetic '{name}' has {len(vector)} values, not {count}.")
        aesthetic_columns[name] = column_of(vector.take(np.arange(count) % len(vector) + 0.0))
    panels = [n for names in picture.facets for n in names if n in rows and len(rows) == count]
    aesthetic_columns |= {f"panel {n}": rows[n] for n in panels}
    return pd.DataFrame(aesthetic_columns, index=range(count))


def _value(mapping: Any, rows: pd.DataFrame) -> Any:
    if isinstance(mapping, str):
        if mapping not in rows:
            raise InvalidData(f"The data of the picture have no column '{mapping}'.")
        return rows[mapping]
    return mapping(rows) if callable(mapping) else mapping


def _cells(
    picture: Picture, frames: list[pd.DataFrame]
) -> tuple[list[tuple[str, list[np.ndarray]]], tuple[int, int]]:
    """Return the title and the rows per layer for each panel, and the shape of the grid."""
    down, across = picture.facets
    names = [*down, *across]
    if not names:
        return [("", [np.arange(len(f)) for f in frames])], (1, 1)
    keys = {n: _levels(frames, f"panel {n}", exact=True) or () for n in names}
    combos = [dict(zip(names, c, strict=True)) for c in _product([keys[n] for n in names])]
    panels = []
    for combo in combos:
        layer_rows = [_inside(f, combo) for f in frames]
        present = any(len(c) and set(f.columns) & {f"panel {n}" for n in names}
                      for c, f in zip(layer_rows, frames, strict=True))  # fmt: skip
        if present or (down and across):
            panels.append((", ".join(combo.values()), layer_rows))
    if not panels:  # nothing is drawn, but the axes
        return [("", [np.arange(len(f)) for f in frames])], (1, 1)
    columns = int(np.prod([len(keys[n]) for n in across])) if down else 0
    columns = columns or picture.grid.get("ncol") or int(np.ceil(np.sqrt(len(panels))))
    columns = min(columns, max(len(panels), 1))
    return panels, (max(-(-len(panels) // columns), 1), columns)


def _product(levels: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    combinations: list[tuple[str, ...]] = [()]
    for axis_levels in levels:
        combinations = [(*m, level) for m in combinations for level in axis_levels]
    return combinations


def _inside(frame: pd.DataFrame, combo: dict[str, str]) -> np.ndarray:
    """Return the rows of a panel; rows without the panel variable belong to every panel."""
    in_panel = np.ones(len(frame), dtype=bool)
    for name, level in combo.items():
        if f"panel {name}" in frame:
            in_panel &= np.array([v == level for v in text(read(frame[f"panel {name}"])).data])
    return np.flatnonzero(in_panel)


def _levels(
    frames: list[pd.DataFrame], axis: str, *, exact: bool = False
) -> tuple[str, ...] | None:
    """Return the levels of an axis, of panels or of colours over all layers; None for numbers."""
    levels: list[str] = []
    for frame in frames:
        for name in (axis,) if exact else PLACES.get(axis, (axis,)):
            if name not in frame:
                continue
            column_levels = levels_of(frame[name])
            if column_levels is None and not exact:
                return None
            if column_levels is None:
                values = sorted(set(numeric(read(frame[name])).data))
                column_levels = tuple(text(read(np.array(values))).data)
            present = set(text(read(frame[name])).data)
            levels += [v for v in column_levels if v not in levels and v in present]
    return tuple(levels) or None


def _colours(picture: Picture, frames: list[pd.DataFrame]) -> dict[str, Any]:
    """Return the colour of each level of the variable that is mapped to colour."""
    levels = list(dict.fromkeys(v for n in ("color", "fill") for v in _levels(frames, n) or ()))
    palette = picture.colours
    if hasattr(palette, "keys"):
        return {k: colour(palette[k]) if k in palette else "0.5" for k in levels}
    shades = [colour(c) for c in read(palette).data] if palette is not None else []
    return {k: shades[n] if n < len(shades) else style.component(n) for n, k in enumerate(levels)}


# Settings that may have a value for each row, and layers that draw their rows one by one.
_OF_ROWS = frozenset({"color", "fill", "alpha", "size", "linewidth", "linetype", "shape"})
_ROW_BY_ROW = frozenset({"point", "vline", "hline", "abline", "segment", "text", "errorbar", "tile"}
                        | {"errorbarh", "linerange", "pointrange", "col", "rect"})  # fmt: skip


def _draw_layer(canvas: Canvas, layer: _Layer, rows: pd.DataFrame, all_rows: pd.DataFrame) -> None:
    """Draw a layer; where a setting has several values, the rows get one value each."""
    vectors = {n: list(v) for n, v in layer.how.items() if n in _OF_ROWS
               and not isinstance(v, str) and np.ndim(v) == 1 and len(v)}  # fmt: skip
    by_row = layer.kind in _ROW_BY_ROW and any(len(v) > 1 for v in vectors.values())
    for at in range(len(rows) if by_row else 1):
        looks = {n: v[at % len(v)] for n, v in vectors.items()}
        chosen_rows = rows.iloc[[at]] if by_row else rows
        _draw_groups(canvas, replace(layer, how={**layer.how, **looks}), chosen_rows, all_rows)


def _draw_groups(canvas: Canvas, layer: _Layer, rows: pd.DataFrame, all_rows: pd.DataFrame) -> None:
    """Draw the groups of a layer one after another."""
    if layer.kind not in _WITHOUT_DATA and not len(rows):
        return
    discrete = [n for n in GROUPING if n in all_rows and levels_of(all_rows[n]) is not None]
    keys = ["group"] if "group" in all_rows else []
    keys += [n for n in discrete if n not in keys]
    ranks = {n: ranks_of(all_rows[n]) for n in keys}
    groups = groups_of(rows, ranks)
    group_count = len(groups_of(all_rows, ranks))
    how = {n: v for n, v in layer.how.items() if n not in ("color", "fill", "inherit_aes")}
    how |= {"stack": {}, "groups": group_count, "dodged": bool(discrete) and layer.kind in _BESIDE
            and discrete[0] not in _same_as_x(all_rows)}  # fmt: skip
    if "x" in all_rows and "x" not in canvas.levels and layer.kind in ("histogram", "freqpoly"):
        x = canvas.at("x", all_rows["x"])
        how["range"] = (np.nanmin(x), np.nanmax(x))
    for number, places in enumerate(groups):
        group_rows = subset(rows, places)
        label = str(text(read(group_rows[discrete[0]])).data[0]) if discrete else None
        looks = {**_looks(canvas, layer, group_rows, discrete), **signs_of(group_rows, ranks)}
        place = replace(canvas, moved=_beside(layer, number, group_count))
        GEOMS[layer.kind](place, group_rows, {**how, **looks, "label": label, "number": number})


def _beside(layer: _Layer, number: int, count: int) -> dict[str, float]:
    """Return how far a group is moved by ``position_dodge()``; bars and boxes move themselves."""
    if layer.how.get("position") != "dodge" or layer.kind in _MOVING or count < 2:
        return {}
    width = float(layer.how.get("dodge", layer.how.get("width", 0.9)))
    return {"x": (number - (count - 1) / 2) * width / count}


def _same_as_x(frame: pd.DataFrame) -> list[str]:
    """Return the aesthetics whose groups coincide with the groups of x or y."""
    return [n for n in GROUPING if n in frame
            and any(a in frame and frame[a].astype(str).equals(frame[n].astype(str))
                    for a in ("x", "y"))]  # fmt: skip


def _looks(
    canvas: Canvas, layer: _Layer, rows: pd.DataFrame, discrete: list[str]
) -> dict[str, Any]:
    """Return the colours of a group, from its levels or from the settings of the layer."""
    looks: dict[str, Any] = {}
    for name, key in (("color", "colour"), ("fill", "fill")):
        if name in layer.how:
            looks[key] = colour(layer.how[name])
        elif name in discrete:
            looks[key] = canvas.colours[str(text(read(rows[name])).data[0])]
    shaded = "fill" if layer.kind == "tile" else "color"
    if shaded in rows and shaded not in discrete and layer.kind in ("point", "jitter", "tile"):
        looks["shades"] = numeric(read(rows[shaded])).data
    if layer.kind == "histogram" and "color" in layer.how:
        looks["edge"] = looks["colour"]
    looks["filled"] = "fill" in looks
    default = "0.65" if layer.kind in _FILLED or layer.kind in _BESIDE else "0.35"
    default_fill = looks.get("colour", "0.5") if layer.kind in ("ribbon", "lineribbon") else default
    return {"colour": "black", "fill": default_fill, **looks}
