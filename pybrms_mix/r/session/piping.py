"""The pipes of magrittr that are no calls in Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["tee"]


def tee(x: Any, function: Callable[[Any], Any]) -> Any:
    """Return ``x %T>% f()``: the value after a call of the function with it.

    Parameters
    ----------
    x : object
        A value.
    function : callable
        A function whose value is not used.

    Returns
    -------
    object
        The value ``x``.

    Examples
    --------
    >>> tee([1, 2], lambda it: print(len(it)))
    2
    [1, 2]
    """
    function(x)
    return x
