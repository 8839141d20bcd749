"""Several base R plots on one page: ``par(mfrow = c(1, 2))``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pyplot as plt
from pybrms_mix.r.values.r_vectors import read

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["panels"]


@dataclass
class _Grid:
    """The panels of a page, and the page that is being filled.

    Attributes
    ----------
    rows, columns : int
        The size of the grid.
    by_column : bool
        Whether plots fill the columns first.
    figure : Figure, optional
        The page.
    count : int
        The number of plots on the page.
    """

    rows: int = 1
    columns: int = 1
    by_column: bool = False
    figure: Figure | None = None
    count: int = 0


# The grid of the next plots; R has one for each graphics device.
_GRID = _Grid()


def panels(shape: Any = (1, 1), *, by_column: bool = False) -> None:
    """Draw the next base R plots in a grid on one page.

    Parameters
    ----------
    shape : array_like, default (1, 1)
        The numbers of rows and columns; (1, 1) gives each plot a page of its own.
    by_column : bool, default False
        Whether plots fill the columns first, as with ``mfcol``.

    Raises
    ------
    InvalidArgument
        If ``shape`` is not two positive numbers.

    Examples
    --------
    >>> panels([1, 2])
    >>> first, second = next_axes(), next_axes()
    >>> first.figure is second.figure
    True
    >>> panels()
    """
    sizes = [int(v) for v in read(shape).data]
    if len(sizes) != 2 or min(sizes) < 1:
        raise InvalidArgument("A grid of plots needs a number of rows and one of columns.",
                              hint="For instance c(1, 2).")  # fmt: skip
    _GRID.rows, _GRID.columns = sizes
    _GRID.by_column, _GRID.figure, _GRID.count = by_column, None, 0


def next_axes() -> Axes:
    """Return the axes of the next plot: on a new page, or in the next panel of the page."""
    size = _GRID.rows * _GRID.columns
    figure = _GRID.figure
    is_open = figure is not None and plt.fignum_exists(figure.number)
    if figure is None or not is_open or _GRID.count >= size:
        figure = plt.figure(layout="constrained")
        _GRID.figure, _GRID.count = figure, 0
    at = _GRID.count
    if _GRID.by_column:
        at = (at % _GRID.rows) * _GRID.columns + at // _GRID.rows
    _GRID.count += 1
    axes: Axes = figure.add_subplot(_GRID.rows, _GRID.columns, at + 1)
    plt.figure(figure.number)
    plt.sca(axes)
    return axes
