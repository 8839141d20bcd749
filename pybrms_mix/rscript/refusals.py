"""What keeps a line of a script from being ported."""

from __future__ import annotations

from pybrms_mix.base.errors import NotSupported, PybrmsError, Span


class NotPorted(NotSupported):
    """A line of R that has no Python here: it stays in the script as a comment."""

    def __init__(self, message: str, span: Span | None = None, *, hint: str = "") -> None:
        super().__init__(message, span=span, hint=hint)


class Forbidden(NotPorted):
    """A line that reaches beyond the script: other files, the shell, the network."""


class Decisive(NotPorted):
    """A line without which the lines after it would compute something else."""


class Stopped(PybrmsError):
    """A script cannot be run to its end: a line that could not be ported is needed later."""


class ScriptError(PybrmsError):
    """The Python of a script ended in an error; the message says which, and on which line of R."""
