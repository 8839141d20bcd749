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


class UnknownArgument(InvalidArgument):
    """A function does not have the named argument.

    Attributes
    ----------
    argument : str
        The name of the argument.
    choices : tuple of str
        The names of the arguments that the function has.
    """

    argument: str = ""
    choices: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, function: str, argument: str, choices: Iterable[str], hint: str | None = None
    ) -> UnknownArgument:
        """Return the error of a function without the argument.

        The hint is the closest of ``choices`` by default.
        """
        names = tuple(choices)
        if hint is None:
            hint = did_you_mean(argument, names, "Its arguments are")
        error = cls(f"'{function}' has no argument '{argument}'.", hint=hint)
        error.argument, error.choices = argument, names
        return error


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

    A choice that differs only in upper and lower case is the closest.
    If no choice is close, return the choices after the words ``otherwise``: "The data have: age,
    sex."; nothing if there are no such words.
    """
    names = dict.fromkeys(choices)
    best = closest_of(name, names)
    if best:
        return f"Did you mean '{best}'?"
    first = [*names][:_LISTED]
    more = ", ..." if len(names) > _LISTED else "."
    return f"{otherwise}: {', '.join(first)}{more}" if otherwise and first else ""


def closest_of(name: str, choices: Iterable[str]) -> str:
    """Return the choice that is most similar to ``name``; "" if no choice is close.

    A choice that differs only in upper and lower case is the closest.
    """
    alike = {c: _similarity(c, name) for c in choices}
    best = max(alike, key=alike.__getitem__, default="")  # the first one of equally similar names
    return best if best and alike[best] >= _CLOSE else ""


def _similarity(choice: str, name: str) -> float:
    """Return the similarity of two names: 1 if they differ at most in upper and lower case."""
    if choice.casefold() == name.casefold():
        return 1.0
    return difflib.SequenceMatcher(None, choice, name).ratio()


def one_response_only(span: Span | None = None) -> NotSupported:
    """Return the error of a function that accepts only models of one response."""
    return NotSupported("This is not supported yet for models of several responses.", span=span)
