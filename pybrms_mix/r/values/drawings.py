"""Drawable objects, and their arrangements by operators: ``p1 + p2``, ``p1 | p2``, ``p1 / p2``."""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.file_errors import writing
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import pyplot as plt
from pybrms_mix.plots.panels import png
from pybrms_mix.r.values.r_vectors import read
from pybrms_mix.r.values.single_paths import single_path

if TYPE_CHECKING:
    from matplotlib.figure import Figure, SubFigure

__all__ = ["beside", "stacked", "together"]

_INCHES = {"in": 1.0, "cm": 1 / 2.54, "mm": 1 / 25.4, "px": 1 / 100}


class Drawing(ABC):
    """An object that can be drawn on a figure, shown and stored."""

    @abstractmethod
    def draw(self, figure: Figure | SubFigure) -> None:
        """Draw the object on an empty figure."""

    def figure(self, size: tuple[float, float] = (7.0, 4.8)) -> Figure:
        """Return a new matplotlib figure.

        Parameters
        ----------
        size : tuple of float
            Width and height in inches.

        Returns
        -------
        Figure
            The figure with the picture.
        """
        figure: Figure = plt.figure(figsize=size, layout="constrained")
        self.draw(figure)
        return figure

    def show(self) -> None:
        """Draw the picture and show it."""
        self.figure()
        plt.show()

    def savefig(
        self, fname: str | Path, width: float | None = None, height: float | None = None,
        units: str = "in", dpi: float = 100, scale: float = 1,
    ) -> None:  # fmt: skip
        """Draw the picture and store it in a file.

        Parameters
        ----------
        fname : str or Path
            The file. Its extension determines the format. A missing folder is made.
        width, height : float, optional
            The size in ``units``.
        units : {"in", "cm", "mm", "px"}
            The unit of the size.
        dpi : float, default 100
            The resolution in pixels per inch.
        scale : float, default 1
            A factor that multiplies the size.
        """
        unit = _INCHES[units] * scale
        wide = 7.0 if width is None else width * unit
        high = 4.8 if height is None else height * unit
        figure = self.figure((float(wide), float(high)))
        fname = single_path(fname)
        with writing(fname, "picture"):
            Path(fname).parent.mkdir(parents=True, exist_ok=True)
            figure.savefig(fname, dpi=dpi)
        plt.close(figure)

    def __repr__(self) -> str:
        """Return a line of text with the call that shows the picture."""
        return f"<{type(self).__name__} of r.ggplot(): .show() draws it>"

    def _repr_png_(self) -> bytes:
        """Return the picture as PNG data for a notebook."""
        return png(self.figure())


@dataclass(frozen=True, eq=False, repr=False)
class Arranged(Drawing):
    """Pictures in a grid.

    Attributes
    ----------
    parts : tuple
        Pictures, arrangements, matplotlib figures, data frames, whose cells are drawn, and None,
        which leaves a place empty.
    ncol : int, optional
        The number of columns.
    widths, heights : sequence of float, optional
        The relative sizes of columns and rows.
    texts : dict
        ``title``, ``subtitle``.
    """

    parts: tuple[Any, ...]
    ncol: int | None = None
    widths: Any = None
    heights: Any = None
    texts: dict[str, Any] = field(default_factory=dict)

    def layout(
        self, ncol: int | None = None, nrow: int | None = None, widths: Any = None,
        heights: Any = None,
    ) -> Arranged:  # fmt: skip
        """Return the pictures in another grid, as patchwork's ``plot_layout()``."""
        if ncol is None and nrow is not None:
            ncol = -(-len(self.parts) // int(nrow))
        changed = {"ncol": ncol, "widths": widths, "heights": heights}
        return replace(self, **{n: v for n, v in changed.items() if v is not None})

    def labels(self, **texts: Any) -> Arranged:
        """Return the pictures with a common title."""
        return replace(self, texts={**self.texts, **texts})

    def draw(self, figure: Figure | SubFigure) -> None:
        """Draw all parts."""
        columns = self.ncol or int(np.ceil(np.sqrt(len(self.parts))))
        rows = -(-len(self.parts) // columns)
        wide, high = _ratios(self.widths, columns), _ratios(self.heights, rows)
        grid = figure.subfigures(
            rows, columns, squeeze=False, width_ratios=wide, height_ratios=high
        )
        for part, subfigure in zip(self.parts, grid.reshape(-1), strict=False):
            _drawn(part, subfigure)
        head = [str(self.texts[n]) for n in ("title", "subtitle") if self.texts.get(n)]
        if head:
            figure.suptitle("\n".join(head))


def _ratios(sizes: Any, count: int) -> list[float] | None:
    """Return the relative sizes of columns or rows, recycled as in R."""
    if sizes is None:
        return None
    values = [float(v) for v in read(sizes).data]
    return [values[n % len(values)] for n in range(count)]


def _drawn(part: Any, figure: SubFigure) -> None:
    """Draw a picture, a finished matplotlib figure as an image, or the cells of a data frame.

    None leaves the place empty, as patchwork's ``plot_spacer()`` does.
    """
    if part is None:
        return
    if isinstance(part, Drawing):
        part.draw(figure)
        return
    if isinstance(part, pd.DataFrame):
        ax = figure.subplots()
        ax.axis("off")
        cells = [[str(v) for v in line] for line in part.to_numpy(dtype=object)]
        ax.table(cellText=cells, colLabels=list(map(str, part.columns)), loc="center")
        return
    if not hasattr(part, "canvas"):
        raise InvalidData(f"Only pictures can be arranged, but this is {type(part).__name__}.")
    ax = figure.subplots()
    ax.imshow(plt.imread(io.BytesIO(png(part))))
    ax.axis("off")


def beside(*pictures: Any) -> Arranged:
    """Arrange pictures in one row, as ``p1 | p2`` in patchwork."""
    return Arranged(pictures, ncol=len(pictures))


def stacked(*pictures: Any) -> Arranged:
    """Arrange pictures in one column, as ``p1 / p2`` in patchwork."""
    return Arranged(pictures, ncol=1)


def together(first: Any, second: Any) -> Arranged:
    """Arrange pictures in a nearly square grid, as ``p1 + p2`` in patchwork."""
    extends_grid = isinstance(first, Arranged) and first.ncol is None
    parts = (*first.parts, second) if extends_grid else (first, second)
    return replace(first, parts=parts) if extends_grid else Arranged(parts)


# patchwork's operators of pictures
_OPERATORS: dict[str, Callable[[Any, Any], Arranged]] = {
    "+": together, "|": beside, "/": stacked,
}  # fmt: skip


def by_operator(first: Any, op: str, second: Any) -> Arranged | None:
    """Return two pictures as an operator of patchwork arranges them; None for other values."""
    if hasattr(first, "savefig") and hasattr(second, "savefig") and op in _OPERATORS:
        return _OPERATORS[op](first, second)
    return None
