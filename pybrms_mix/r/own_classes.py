"""Lists with a class of the script's own, and the choice of a method by this class (R's S3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pybrms_mix.base.errors import InvalidArgument, InvalidData


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
    own = tuple(str(n) for n in names if n != "list")
    return Classed(x, own) if own else dict(x)


def dispatch(
    methods: Mapping[str, Callable[..., Any]],
    x: Any,
    *rest: Any,
    otherwise: Callable[..., Any] | None = None,
    **more: Any,
) -> Any:
    """Call the method for the class of a list, as ``UseMethod()``.

    Parameters
    ----------
    methods : dict of str to callable
        The methods, keyed by classes; the key "default" holds the method for other values.
    x : object
        The value whose class chooses the method.
    *rest, **more
        Further arguments of the method.
    otherwise : callable, optional
        The function for values without a method.

    Returns
    -------
    object
        What the method returns.

    Raises
    ------
    InvalidArgument
        If no method fits.

    Examples
    --------
    >>> dispatch({"square": lambda s: s["a"] ** 2}, classed({"a": 3}, "square"))
    9
    """
    held = x.classes if isinstance(x, Classed) else ()
    found = next((methods[c] for c in held if c in methods), methods.get("default", otherwise))
    if found is None:
        told = ", ".join(held) or type(x).__name__
        raise InvalidArgument(
            f"No method fits a value of class {told}.", hint=f"There are: {', '.join(methods)}."
        )
    return found(x, *rest, **more)
