"""``try()`` and ``tryCatch()``: errors as values, and warnings that stop an expression."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import numpy as np

__all__ = ["attempt", "failure", "warnings_as_errors"]


def attempt(
    function: Callable[[], Any],
    otherwise: Callable[[Exception], Any] | None = None,
    warned: Callable[[Warning], Any] | None = None,
) -> Any:
    """Call a function; if it raises an error, return the value of a handler, or the failure.

    If ``warned`` is given, the first warning stops the function, and the value of ``warned`` for
    this warning is returned.

    Examples:
        >>> attempt(lambda: 1 // 0, lambda error: "failed")
        'failed'
    """
    try:
        with nullcontext() if warned is None else _raised():
            return function()
    except Warning as warning:
        if warned is None:
            raise
        return warned(warning)
    except Exception as error:
        return failure(error) if otherwise is None else otherwise(error)


class Failure:
    """The value of R's ``try()`` if its expression has raised an error."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __str__(self) -> str:
        return f"Error : {self.error}\n"

    __repr__ = __str__


def failure(error: Exception) -> Failure:
    """Return the value of ``try()`` for an error.

    Examples:
        >>> print(failure(ValueError("no")), end="")
        Error : no
    """
    return Failure(error)


def warnings_as_errors() -> AbstractContextManager[None]:
    """Return a context in which the first warning is raised, as ``tryCatch(warning = )`` needs."""
    return _raised()


# Functions of which R says that they have made NaN; its arithmetic makes NaN in silence.
_TOLD = ("arccos|arccosh|arcsin|arctanh|cos|log|log10|log1p|log2|sin|sqrt|tan|gamma|gammaln"
         "|lgamma|digamma")  # fmt: skip
_OF_PYTHON = (FutureWarning, DeprecationWarning, PendingDeprecationWarning, ResourceWarning)


@contextmanager
def _raised() -> Iterator[None]:
    """Raise the first warning that R has as well, in its words."""
    with warnings.catch_warnings(), np.errstate(all="ignore", invalid="warn"):
        warnings.simplefilter("error")
        for category in _OF_PYTHON:
            warnings.simplefilter("ignore", category)
        warnings.filterwarnings("ignore", "(.* encountered in )", RuntimeWarning)
        warnings.filterwarnings("error", f"invalid value encountered in ({_TOLD})$", RuntimeWarning)
        try:
            yield
        except RuntimeWarning as warning:
            if "encountered in" not in str(warning):
                raise
            raise UserWarning("NaNs produced") from None
