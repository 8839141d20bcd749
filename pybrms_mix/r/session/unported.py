"""The error of a ported script that reaches a line of R without a translation."""

from __future__ import annotations

from typing import NoReturn

__all__ = ["LineNotPorted", "not_ported"]


class LineNotPorted(BaseException):
    """A script has reached a line of R that could not be ported.

    No handler of the script catches this error, since R would have run the line without an error.

    Parameters
    ----------
    reason : str
        The line of R, and why it could not be ported.

    Examples
    --------
    >>> refit = False
    >>> if refit:
    ...     raise LineNotPorted("line 3 was not ported: the function cfa() has no Python here")
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def not_ported(reason: str) -> NoReturn:
    """End a script at an expression of R that could not be ported.

    Parameters
    ----------
    reason : str
        The line of R, and why it could not be ported.

    Raises
    ------
    LineNotPorted
        Always.

    Examples
    --------
    >>> kind = "mean"
    >>> 1 if kind == "mean" else not_ported("line 3 was not ported: the function cfa()")
    1
    """
    raise LineNotPorted(reason)
