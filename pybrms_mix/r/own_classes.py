"""Lists with a class of the script's own, and the choice of a method by this class (R's S3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pybrms_mix.base.errors import InvalidData

__all__ = ["classed"]


class Classed(dict[str, Any]):
    """A list with names and with classes of the script's own.

    Attributes
    ----------
    classes : tuple of str
        The names of the classes; a method is looked up in this order.
    """

    def __init__(self, parts: Mapping[str, Any], classes: tuple[str, ...]) -> None:
        super().__init__(parts)
        self.classes = classes

    def copy(self) -> Classed:
        """Return a copy with the same classes."""
        return Classed(self, self.classes)


def like(before: Any, after: Any) -> Any:
    """Return a list with the classes that it had before a part of it was assigned."""
    if isinstance(before, Classed) and isinstance(after, dict):
        return Classed(after, before.classes)
    return after


def classed(x: Any, classes: Any) -> Any:
    """Return a list with other classes, as ``structure(x, class = "k")`` and ``class(x) <- "k"``.

    Parameters
    ----------
    x : dict
        A list with names.
    classes : str, list of str or None
        The names of the classes. None, or "list", leaves a list without a class.

    Returns
    -------
    dict
        The list with its classes.

    Raises
    ------
    InvalidData
        If ``x`` is no list with names.

    Examples
    --------
    >>> classed({"a": 1}, "square").classes
    ('square',)
    """
    names = () if classes is None else (classes,) if isinstance(classes, str) else tuple(classes)
    if isinstance(x, list) and not x:
        x = {}
    if not isinstance(x, dict):
        raise InvalidData("Only a list whose elements have names can have a class of its own here.")
    class_names = tuple(str(n) for n in names if n != "list")
    return Classed(x, class_names) if class_names else dict(x)
