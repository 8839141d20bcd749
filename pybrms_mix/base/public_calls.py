"""Wrappers of public functions: short tracebacks for mistakes, warnings that name the user's line.

A mistake in a formula is found many calls deep. The frames between the user's line and that place
tell the user nothing, so a public function drops them from the traceback of a ``PybrmsError``.
Other exceptions are faults of this package and keep all frames.
"""

from __future__ import annotations

import functools
import inspect
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

from pybrms_mix.base.errors import InvalidArgument, PybrmsError, PybrmsWarning
from pybrms_mix.base.signature import Signature

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

TRACEBACKS = ("short", "full")
_VARIABLE = "PYBRMS_MIX_TRACEBACK"
_PACKAGE = Path(__file__).parents[1]
_INSIDE = f"{_PACKAGE}{os.sep}"


@dataclass
class _Chosen:
    """The form of tracebacks that ``options()`` set, or None."""

    traceback: str | None = None


_CHOSEN = _Chosen()


def traceback_form() -> str:
    """Return the form of tracebacks, "short" or "full", set by ``options()`` or the environment."""
    form = _CHOSEN.traceback or os.environ.get(_VARIABLE) or TRACEBACKS[0]
    return form if form in TRACEBACKS else TRACEBACKS[0]


def choose_traceback(form: str) -> None:
    """Set the form of tracebacks for this session.

    Raises:
        InvalidArgument: if ``form`` is neither "short" nor "full".
    """
    if form not in TRACEBACKS:
        raise InvalidArgument(
            f"traceback cannot be {form!r}.",
            hint=f"The possible values are: {', '.join(TRACEBACKS)}.",
        )
    _CHOSEN.traceback = form


def public(function: F, *beside: str) -> F:
    """Return ``function`` with checked arguments and short tracebacks of the user's mistakes.

    ``beside`` names arguments that the function accepts although its signature does not have them.

    The arguments are checked against the annotations (``base.signature``). The traceback of a
    ``PybrmsError`` shows the line of the caller and this wrapper, without the exceptions that led
    to it. ``options(traceback="full")`` keeps all frames.
    """
    signature = Signature(function, beside)

    @functools.wraps(function)
    def checked_call(*args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True  # IPython and pytest leave this frame out
        try:
            positional, by_keyword = signature.checked(args, kwargs)
            return function(*positional, **by_keyword)
        except PybrmsError as error:
            own_error = signature.in_own_words(error, kwargs)
            if traceback_form() != "full":
                raise own_error.with_traceback(None) from None
            if own_error is error:
                raise
            raise own_error from error

    return checked_call  # type: ignore[return-value]


def public_methods(cls: type[T]) -> type[T]:
    """Apply ``public`` to all public methods of a class, its item access and its operators."""
    for name, member in list(vars(cls).items()):
        if inspect.isfunction(member) and (not name.startswith("_") or name in _OPERATORS):
            setattr(cls, name, public(member))
    return cls


_OPERATORS = ("__getitem__", "__setitem__", "__add__", "__radd__", "__call__")


def user_frame() -> FrameType:
    """Return the frame of the user's code that called the package.

    That is the innermost frame whose code lies outside of the package.
    """
    frame = sys._getframe(1)
    while frame.f_back is not None and _is_inside(frame):
        frame = frame.f_back
    return frame


def _is_inside(frame: FrameType) -> bool:
    file = frame.f_code.co_filename
    # Methods that dataclasses generate have no file.
    module = str(frame.f_globals.get("__name__", ""))
    generated = file == "<string>" and module.split(".", maxsplit=1)[0] == _PACKAGE.name
    return generated or file.startswith(_INSIDE)


def warn(message: str, category: type[Warning] = PybrmsWarning) -> None:
    """Issue a warning that names the line of the user's code."""
    depth, frame = 1, sys._getframe(0)
    user = user_frame()
    while frame is not user and frame.f_back is not None:
        depth, frame = depth + 1, frame.f_back
    warnings.warn(message, category, stacklevel=depth)


@contextmanager
def errors_beginning(name: str) -> Iterator[None]:
    """Put the name of a part, such as "K = 2", in front of the messages of errors."""
    try:
        yield
    except PybrmsError as error:
        error.message = f"{name}: {error.message}"
        raise


@contextmanager
def beginning(name: str) -> Iterator[None]:
    """Put the name of a part in front of the messages of errors and warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with errors_beginning(name):
            yield
    for warning in caught:
        warn(f"{name}: {warning.message}", warning.category)
