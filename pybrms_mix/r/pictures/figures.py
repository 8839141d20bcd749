"""Pictures in grids and in files, and changes to finished figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.lists.applying import items
from pybrms_mix.r.lists.call_names import names_of_items
from pybrms_mix.r.pictures.figure_copies import copied
from pybrms_mix.r.values.drawings import Arranged
from pybrms_mix.r.values.r_vectors import read, text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = [
    "adjusted",
    "arranged",
    "arranged_list",
    "relabelled",
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
    """Return a figure with other labels and axis limits.

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
        A copy of the figure with the changes.
    """
    figure = copied(figure)
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


def relabelled(figure: Figure, axis: str, labels: Any) -> Figure:
    """Return a figure with other labels of levels: ``p + scale_y_discrete(labels = c(b_x = "x"))``.

    Parameters
    ----------
    figure : Figure
        A figure whose axis has a level for each tick, such as a variable.
    axis : {"x", "y"}
        The axis.
    labels : callable, dict or array_like
        A function of the labels, new labels by the old ones, or a label for each level, from left
        to right or from bottom to top.

    Returns
    -------
    Figure
        A copy of the figure.

    Raises
    ------
    InvalidData
        If the axis has no levels, or another number of them.

    Examples
    --------
    >>> from pybrms_mix import r
    >>> picture = r.draws_picture({"a": [1.0, 2.0, 4.0], "b": [0.0, 1.0, 2.0]}, "intervals")
    >>> changed = relabelled(picture, "y", ["lower", "upper"])
    >>> [t.get_text() for t in changed.axes[0].get_yticklabels()]
    ['upper', 'lower']
    """
    figure = copied(figure)
    for ax in figure.axes:
        places = list(getattr(ax, f"get_{axis}ticks")())
        old = [t.get_text() for t in getattr(ax, f"get_{axis}ticklabels")()]
        inverted = getattr(ax, f"{axis}axis_inverted")()
        order = sorted(range(len(places)), key=lambda n: -places[n] if inverted else places[n])
        new = _new_labels([old[n] for n in order], labels)
        by_place = {order[n]: label for n, label in enumerate(new)}
        getattr(ax, f"set_{axis}ticks")(places, [by_place[n] for n in range(len(places))])
    return figure


def _new_labels(old: Sequence[str], labels: Any) -> list[str]:
    """Return the labels of levels in their order."""
    if not any(old):
        raise InvalidData("The axis of this figure has no levels whose labels could be changed.")
    vector = read(labels(list(old)) if callable(labels) else labels)
    new = [str(t) for t in text(vector).data]
    if vector.names:
        by_name = dict(zip(vector.names, new, strict=True))
        return [by_name.get(label, label) for label in old]
    if len(new) != len(old):
        raise InvalidData(f"There are {len(old)} levels, but {len(new)} labels.")
    return new
