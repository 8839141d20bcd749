"""Pictures in grids and in files, and changes to finished figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pybrms_mix.r.lists.applying import items
from pybrms_mix.r.lists.call_names import names_of_items
from pybrms_mix.r.values.drawings import Arranged
from pybrms_mix.r.values.r_vectors import read

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = [
    "adjusted",
    "arranged",
    "arranged_list",
]


def arranged(
    pictures: Sequence[Any], ncol: int | None = None, nrow: int | None = None, **texts: Any
) -> Arranged:
    """Arrange pictures in a grid, as ``grid.arrange()`` and ``wrap_plots()``."""
    inner = list(pictures.values()) if isinstance(pictures, dict) else list(pictures)
    return Arranged(tuple(inner)).layout(ncol=ncol, nrow=nrow).labels(**texts)


# Elements of a list of pictures that lay them out, with Python's names.
_LAYOUT = {"ncol": "ncol", "nrow": "nrow", "top": "title"}


def arranged_list(arguments: Any) -> Arranged:
    """Arrange the pictures of a list: ``do.call(grid.arrange, c(plots, ncol = 2))``.

    Parameters
    ----------
    arguments : list or dict
        The pictures; the elements ``ncol``, ``nrow`` and ``top`` lay them out. Other settings are
        left out.

    Returns
    -------
    Arranged
        The pictures in a grid.
    """
    values = items(arguments)
    pairs = list(zip(names_of_items(arguments, len(values)), values, strict=True))
    layout = {_LAYOUT[n]: v for n, v in pairs if n in _LAYOUT}
    lists = [v for n, v in pairs if n in ("grobs", "plotlist", "plots")]
    pictures = [v for _, v in pairs if hasattr(v, "savefig")]
    return arranged([*pictures, *(p for inner in lists for p in items(inner))], **layout)


def adjusted(figure: Figure, x: Any = None, y: Any = None, **texts: Any) -> Figure:
    """Change the labels and the axis limits of a figure in place.

    Parameters
    ----------
    figure : Figure
        A figure of this package.
    x, y : tuple of float, optional
        The limits of the axes.
    **texts
        ``title``, ``subtitle``, ``xlabel`` and ``ylabel``.

    Returns
    -------
    Figure
        The same figure.
    """
    for ax in figure.axes:
        for limits, setter in ((x, ax.set_xlim), (y, ax.set_ylim)):
            if limits is not None:
                setter(*(float(v) for v in read(limits).data))
        for name, setter_ in (("xlabel", ax.set_xlabel), ("ylabel", ax.set_ylabel)):
            if name in texts:
                setter_(str(texts[name] or ""))
    head = [str(texts[n]) for n in ("title", "subtitle") if texts.get(n)]
    if head:
        figure.suptitle("\n".join(head))
    return figure
