"""The package's exceptions and warnings, and how a message points into the user's text."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

_CLOSE = 0.6  # as in difflib


@dataclass(frozen=True)
class Span:
    """The part ``text[start:end]`` of a text that the user wrote."""

    text: str
    start: int
    end: int

    def shown(self) -> str:
        """Return the line of the text that holds the span, with carets under the place."""
        begin = self.text.rfind("\n", 0, self.start) + 1
        stop = self.text.find("\n", self.start)
        stop = len(self.text) if stop < 0 else stop
        line = self.text[begin:stop].replace("\t", " ")
        width = max(1, min(self.end, stop) - self.start)
        return f"    {line}\n    {' ' * (self.start - begin)}{'^' * width}"


class PybrmsError(Exception):
    """A mistake in the input of the user: what is wrong, where, and what would be right.

    Attributes
    ----------
    message : str
        What is wrong, in brms's words where brms refuses the same input.
    span : Span or None
        The place in the text of the user, if there is one.
    hint : str
        What would be right.
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
    """The text is not an R expression of the kind that is read here."""


class InvalidFormula(PybrmsError):
    """The formula asks for something that no model has."""


class InvalidFamily(PybrmsError):
    """No such family, link or mixture."""


class InvalidPrior(PybrmsError):
    """The prior is malformed, fits no parameter, or contradicts another."""


class InvalidData(PybrmsError):
    """The data cannot be what the model needs."""


class UnknownVariable(InvalidData):
    """A variable that the data do not have."""


class UnknownLevel(InvalidData):
    """New data with a level that the fit has not seen."""


class InvalidArgument(PybrmsError):
    """An argument of a function has a value that it cannot have."""


class InvalidFile(PybrmsError):
    """The file is not a stored fit, or cannot be written."""


class EngineError(PybrmsError):
    """The engine that runs the Stan program is missing, refused the program, or failed."""


class InitializationFailed(EngineError):
    """The density is zero where a chain was told to start."""


class NotSupported(PybrmsError):
    """Brms has it; this version of pybrms_mix does not (yet)."""


class PybrmsWarning(UserWarning):
    """Something that changes the answer."""


class ConvergenceWarning(PybrmsWarning):
    """The draws may not represent the posterior."""


class RunawayWarning(PybrmsWarning):
    """The posterior does not fall off in some direction, in which chains may run away."""


def did_you_mean(name: str, choices: Iterable[str]) -> str:
    """Return "Did you mean 'age'?" for the closest of ``choices``, or nothing if none is close."""
    alike = {c: difflib.SequenceMatcher(None, c, name).ratio() for c in choices}
    best = max(alike, key=alike.__getitem__, default="")  # the first of those equally close
    return f"Did you mean '{best}'?" if best and alike[best] >= _CLOSE else ""


def one_response_only(span: Span | None = None) -> NotSupported:
    """Return the error of a function that takes models of one response alone."""
    return NotSupported("This is not supported yet for models of several responses.", span=span)
