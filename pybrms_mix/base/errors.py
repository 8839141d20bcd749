"""The package's exceptions and warnings, whose messages mark a place in the user's text."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

_CLOSE = 0.6  # the smallest similarity of names that are suggested, the default of difflib
_LISTED = 12  # the largest number of names that a hint lists


@dataclass(frozen=True)
class Span:
    """The part ``text[start:end]`` of a text that the user wrote."""

    text: str
    start: int
    end: int

    def shown(self) -> str:
        """Return the line of the text that contains the span, with carets under the span."""
        begin = self.text.rfind("\n", 0, self.start) + 1
        stop = self.text.find("\n", self.start)
        stop = len(self.text) if stop < 0 else stop
        line = self.text[begin:stop].replace("\t", " ")
        width = max(1, min(self.end, stop) - self.start)
        return f"    {line}\n    {' ' * (self.start - begin)}{'^' * width}"


class PybrmsError(Exception):
    """A mistake in the input of the user: the message, the place, and the remedy.

    Attributes
    ----------
    message : str
        What is wrong. If brms refuses the same input, the message is that of brms.
    span : Span or None
        The place in the text of the user, if there is one.
    hint : str
        A remedy.
    """

    def __init__(self, message: str, *, span: Span | None = None, hint: str = "") -> None:
        self.message = message
        self.span = span
        self.hint = hint
        super().__init__(message)

    def __str__(self) -> str:
        place = [self.span.shown()] if self.span else []
        return "\n".join([self.message, *place, *([self.hint] if self.hint else [])])


class RSyntaxError(PybrmsError):
    """A text is not an R expression of the expected kind."""


class InvalidFormula(PybrmsError):
    """A formula describes a model that does not exist."""


class InvalidFamily(PybrmsError):
    """A family, a link or a mixture is unknown or invalid."""


class InvalidPrior(PybrmsError):
    """A prior is malformed, belongs to no parameter, or contradicts another prior."""


class InvalidData(PybrmsError):
    """The data do not suit the model."""


class UnknownVariable(InvalidData):
    """The formula reads a variable that the data do not have."""


class UndecidedType(InvalidData):
    """Whole numbers may be integers or doubles in R, and the answer depends on it."""


class UnknownLevel(InvalidData):
    """New data have a level of a factor that the data of the fit do not have."""


class InvalidArgument(PybrmsError):
    """An argument of a function has an invalid value."""


class InvalidFile(PybrmsError):
    """A file is not a stored fit, or cannot be written."""


class EngineError(PybrmsError):
    """The engine that runs the Stan program is missing, refused the program, or failed."""


class InitializationFailed(EngineError):
    """The density is zero, or not finite, at the initial values of a chain."""


class NotSupported(PybrmsError):
    """A feature of brms that this version of the package does not have."""


class PybrmsWarning(UserWarning):
    """A warning about something that can change the results."""


class ConvergenceWarning(PybrmsWarning):
    """The draws may not represent the posterior distribution."""


class RunawayWarning(PybrmsWarning):
    """The posterior has no finite integral in some direction, in which chains drift to infinity."""


def did_you_mean(name: str, choices: Iterable[str], otherwise: str = "") -> str:
    """Return "Did you mean 'age'?" for the closest of ``choices``.

    If no choice is close, return the choices after the words ``otherwise``: "The data have: age,
    sex."; nothing if there are no such words.
    """
    alike = {c: difflib.SequenceMatcher(None, c, name).ratio() for c in choices}
    best = max(alike, key=alike.__getitem__, default="")  # the first one of equally similar names
    if best and alike[best] >= _CLOSE:
        return f"Did you mean '{best}'?"
    first = [*alike][:_LISTED]
    more = ", ..." if len(alike) > _LISTED else "."
    return f"{otherwise}: {', '.join(first)}{more}" if otherwise and first else ""


def one_response_only(span: Span | None = None) -> NotSupported:
    """Return the error of a function that accepts only models of one response."""
    return NotSupported("This is not supported yet for models of several responses.", span=span)
