"""Exceptions for lines of a script that are not ported."""

from __future__ import annotations

from pybrms_mix.base.errors import NotSupported, PybrmsError, Span


class NotPorted(NotSupported):
    """A line of R that has no translation; it stays in the Python script as a comment."""

    def __init__(self, message: str, span: Span | None = None, *, hint: str = "") -> None:
        super().__init__(message, span=span, hint=hint)


class Forbidden(NotPorted):
    """A line that accesses other files, the shell or the network."""


class Decisive(NotPorted):
    """A line that is not ported although the results of all later lines depend on it."""


class Stopped(PybrmsError):
    """A script cannot be run to its end, since a later line needs a line that was not ported."""


class ScriptError(PybrmsError):
    """The Python of a script raised an error; the message names the error and the line of R."""
