"""Handlers that run while an expression goes on: ``withCallingHandlers()``."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TextIO

from pybrms_mix.r.text.number_format import MESSAGE_HANDLERS

__all__ = ["calling_handlers", "muffle"]

Handler = Callable[[Any], Any]


class _Muffled(BaseException):
    """A handler has ended a condition, which is not shown."""


class Message(Exception):
    """The condition of ``message()``; its text ends with a line break, as in R."""


def muffle(restart: str) -> None:
    """Do not show the condition that a handler received: ``invokeRestart("muffleWarning")``.

    Parameters
    ----------
    restart : {"muffleWarning", "muffleMessage"}
        The kind of the condition.
    """
    raise _Muffled(restart)


def calling_handlers(
    warning: Handler | None = None, message: Handler | None = None
) -> AbstractContextManager[None]:
    """Return a context in which functions see warnings and messages, as ``withCallingHandlers()``.

    Parameters
    ----------
    warning, message : callable, optional
        Functions of a condition. A condition is shown afterwards, unless the function calls
        ``muffle()``.

    Returns
    -------
    context manager
        The context.

    Examples
    --------
    >>> from pybrms_mix.r import warn
    >>> def quiet(condition):
    ...     print("seen:", condition)
    ...     muffle("muffleWarning")
    >>> with calling_handlers(warning=quiet):
    ...     warn("large")
    seen: large
    """
    return _handled(warning, message)


def _is_muffled(handler: Handler, condition: Any) -> bool:
    try:
        handler(condition)
    except _Muffled:
        return True
    return False


@contextmanager
def _handled(warning: Handler | None, message: Handler | None) -> Iterator[None]:
    def receives(text: str) -> bool:
        return message is not None and _is_muffled(message, Message(f"{text}\n"))

    with warnings.catch_warnings():
        usual_show = warnings.showwarning

        def show(
            message: Warning | str, category: type[Warning], filename: str, lineno: int,
            file: TextIO | None = None, line: str | None = None,
        ) -> None:  # fmt: skip
            if warning is None or not _is_muffled(warning, message):
                usual_show(message, category, filename, lineno, file, line)

        if warning is not None:
            warnings.simplefilter("always")
            warnings.showwarning = show
        if message is not None:
            MESSAGE_HANDLERS.append(receives)
        try:
            yield
        finally:
            if message is not None:
                MESSAGE_HANDLERS.remove(receives)
