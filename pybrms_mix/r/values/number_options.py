"""R's options of numbers as text: ``options(digits = , scipen = )``."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from pybrms_mix.base.errors import InvalidData

__all__ = ["number_options"]


@dataclass(frozen=True)
class NumberOptions:
    """How numbers become text.

    Attributes
    ----------
    digits : int
        The significant digits of ``format()`` and ``cat()``.
    scipen : float
        By how many characters fixed notation may be wider than scientific notation.
    """

    digits: int = 7
    scipen: float = 0


_USUAL = NumberOptions()  # those of a new session
_current: ContextVar[NumberOptions] = ContextVar("number_options")


def current_options() -> NumberOptions:
    """Return the options that are set.

    Examples
    --------
    >>> current_options().digits
    7
    """
    return _current.get(_USUAL)


def number_options(
    earlier: Mapping[str, Any] | None = None, *, digits: Any = None, scipen: Any = None
) -> dict[str, Any]:
    """Set how numbers become text, as ``options(digits = 3, scipen = 999)``.

    Parameters
    ----------
    earlier : dict, optional
        Options that another call returned, which are set again.
    digits : int, optional
        The significant digits of ``format()`` and ``cat()``: 1 to 22; 7 at first.
    scipen : float, optional
        By how many characters fixed notation may be wider than scientific notation; 0 at first.

    Returns
    -------
    dict
        The values that the options had before.

    Raises
    ------
    InvalidData
        If ``digits`` is out of range.

    Examples
    --------
    >>> from pybrms_mix.r.text.number_format import spoken
    >>> earlier = number_options(digits=3)
    >>> spoken(2 / 3)
    '0.667'
    >>> number_options(earlier)
    {'digits': 3}
    """
    digits = (earlier or {}).get("digits", digits)
    scipen = (earlier or {}).get("scipen", scipen)
    settings = before = current_options()
    if digits is not None:
        if not 1 <= digits <= 22:
            raise InvalidData(f"invalid 'digits' parameter, allowed 1...22: {digits}")
        settings = replace(settings, digits=int(digits))
    if scipen is not None:
        settings = replace(settings, scipen=float(scipen))
    _current.set(settings)
    changed = {"digits": digits, "scipen": scipen}
    return {name: getattr(before, name) for name, new in changed.items() if new is not None}


def usual_options() -> None:
    """Set the options of a new session."""
    _current.set(_USUAL)
