"""The door of a public function: its arguments are checked against its annotations.

What a user gives is checked once, where it comes in. A function behind the door gets values of the
types that its signature names; a wrong value, a missing argument and an unknown name end in a
``PybrmsError`` that names the argument.
"""

from __future__ import annotations

import inspect
import os
import sys
import typing
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, wraps
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any, TypeVar, cast

from pybrms_mix.base.errors import InvalidArgument, PybrmsWarning, did_you_mean
from pybrms_mix.base.kinds import Kind, Options, Wrong, told
from pybrms_mix.base.takes import TYPING_ONLY, kind_of
from pybrms_mix.base.wording import described

F = TypeVar("F", bound=Callable[..., Any])

_PACKAGE = str(Path(__file__).parents[1]) + os.sep
_BY_POSITION = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


class Signature:
    """The parameters of a function, and what each of them takes."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function

    @cached_property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        """Return the parameters by name."""
        return inspect.signature(self.function).parameters

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """Return what the annotated parameters take, by name."""
        texts = {n: p.annotation for n, p in self.parameters.items()}
        known = {n: a for n, a in texts.items() if a is not inspect.Parameter.empty}
        holder = SimpleNamespace(__annotations__=known)
        space = self.function.__globals__
        hints = typing.get_type_hints(holder, space, dict(TYPING_ONLY), include_extras=True)
        return {name: kind_of(hint) for name, hint in hints.items()}

    @cached_property
    def options(self) -> Mapping[str, Kind] | None:
        """Return what the keywords of ``**options: Unpack[...]`` take, if there are such."""
        kind = self.kinds.get(self._rest_by_name or "")
        return kind.options if isinstance(kind, Options) else None

    @cached_property
    def by_position(self) -> tuple[str, ...]:
        """Return the names of the parameters that may be given by position."""
        return tuple(n for n, p in self.parameters.items() if p.kind in _BY_POSITION)

    @cached_property
    def _rest(self) -> str | None:
        return self._of_kind(inspect.Parameter.VAR_POSITIONAL)

    @cached_property
    def _rest_by_name(self) -> str | None:
        return self._of_kind(inspect.Parameter.VAR_KEYWORD)

    @cached_property
    def _needed(self) -> tuple[str, ...]:
        rest = (self._rest, self._rest_by_name)
        parameters = self.parameters.items()
        return tuple(n for n, p in parameters if p.default is p.empty and n not in rest)

    def _of_kind(self, kind: object) -> str | None:
        return next((n for n, p in self.parameters.items() if p.kind is kind), None)

    @property
    def called(self) -> str:
        """Return the function as messages name it: "brm()"."""
        return f"{self.function.__name__}()"

    def checked(
        self, args: tuple[Any, ...], named: dict[str, Any]
    ) -> tuple[list[Any], dict[str, Any]]:
        """Return the arguments as the function gets them.

        Raises:
            PybrmsError: if one is missing, unknown, given twice, or of the wrong type.
        """
        places = self.by_position
        if len(args) > len(places) and self._rest is None:
            own = sum(self.parameters[n].annotation is inspect.Parameter.empty for n in places)
            raise InvalidArgument(
                f"'{self.called}' takes {len(places) - own} arguments by position, but "
                f"{len(args) - own} were given.",
                hint=f"Name the others: {', '.join(f'{n}=' for n in self._by_name)}."
                if self._by_name
                else "",
            )
        found = [self._taken(n, a, args[at:]) for at, (n, a) in enumerate(zip(places, args))]  # noqa: B905
        found += [self._taken(self._rest or "", a, ()) for a in args[len(places) :]]
        twice = next((n for n in places[: len(args)] if n in named), None)
        if twice is not None:
            raise InvalidArgument(f"'{self.called}' was given '{twice}' twice.")
        others = {name: self._named(name, value) for name, value in named.items()}
        for name in self._needed:
            if name not in others and name not in places[: len(args)]:
                raise InvalidArgument(f"'{self.called}' needs the argument '{name}'.")
        return found, others

    @property
    def _by_name(self) -> list[str]:
        by_name = inspect.Parameter.KEYWORD_ONLY
        return [n for n, p in self.parameters.items() if p.kind is by_name]

    def _named(self, name: str, value: Any) -> Any:
        """Return an argument that was given by name."""
        if name in self.parameters and name not in (self._rest, self._rest_by_name):
            return self._taken(name, value, ())
        if self._rest_by_name is None or (self.options is not None and name not in self.options):
            known = [n for n in self.parameters if n not in (self._rest, self._rest_by_name)]
            raise InvalidArgument(
                f"'{self.called}' has no argument '{name}'.",
                hint=did_you_mean(name, [*known, *(self.options or ())]),
            )
        if self.options is not None:
            return take(self.options[name], name, value)
        return self._taken(self._rest_by_name, value, (), name)

    def _taken(self, parameter: str, value: Any, beside: tuple[Any, ...], name: str = "") -> Any:
        kind = self.kinds.get(parameter)
        if kind is None:
            return value
        return take(kind, name or parameter, value, several=self._rest is not None)


def public(function: F) -> F:
    """Return the function behind a door that checks its arguments.

    Its annotations are read at the first call: they may name libraries that are heavy to import.
    """
    signature = Signature(function)

    @wraps(function)
    def door(*args: Any, **named: Any) -> Any:
        given, others = signature.checked(args, named)
        return function(*given, **others)

    return cast("F", door)


_DOOR = public(lambda: None).__code__
"""The code of all doors: frames that run it stand between a user and a public function."""


def take(kind: Kind, name: str, value: Any, *, several: bool = False) -> Any:
    """Return the value of the argument ``name`` as its kind takes it.

    ``several`` says that the function takes further such values one after another.

    Raises:
        PybrmsError: if the value is of another kind.
    """
    try:
        return kind.take(value)
    except Wrong as wrong:
        where = f"{wrong.place} is" if wrong.place else "it is"
        said = told(kind)
        error, hint = (InvalidArgument, "") if said is None else (said.error, said.hint)
        if several and not hint and isinstance(value, (list, tuple)) and _takes_each(kind, value):
            hint = "Give them one after another, not in a list."
        message = f"'{name}' must be {kind.words}, but {where} {described(wrong.value)}."
        raise error(message, hint=hint) from None


def _takes_each(kind: Kind, values: Sequence[Any]) -> bool:
    """Return whether each of ``values`` is of a kind, and there are some."""
    try:
        return bool([kind.take(value) for value in values])
    except Wrong:
        return False


def caller() -> FrameType:
    """Return the frame that called the public function which is being run."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code is not _DOOR:
        frame = frame.f_back
    assert frame is not None and frame.f_back is not None, "no public function is being run"
    return frame.f_back


def warn(message: str, category: type[Warning] = PybrmsWarning) -> None:
    """Warn at the line of the user's code that called the package."""
    level = 2
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith(_PACKAGE):
        frame = frame.f_back
        level += 1
    warnings.warn(message, category, stacklevel=level)
