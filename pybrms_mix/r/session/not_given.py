"""Parameters without a default that come after parameters with one, in functions of a script."""

from __future__ import annotations

from typing import Any, Final

from pybrms_mix.base.errors import InvalidArgument

__all__ = ["NOT_GIVEN", "given"]


class NotGiven:
    """The mark of a parameter that a call leaves out."""

    def __repr__(self) -> str:
        return "NOT_GIVEN"


NOT_GIVEN: Final = NotGiven()


def given(value: Any, name: str) -> None:
    """Stop if a call has left out a parameter that has no default in R.

    Parameters
    ----------
    value : object
        The value of the parameter.
    name : str
        The name of the parameter.

    Raises
    ------
    InvalidArgument
        If the call has left out the parameter.

    Examples
    --------
    >>> def shifted(by=1, x=NOT_GIVEN):
    ...     given(x, "x")
    ...     return x + by
    >>> shifted(2, 5)
    7
    """
    if value is NOT_GIVEN:
        raise InvalidArgument(f"The argument '{name}' is missing, with no default.")
