"""Checks of the arguments of a public function against its annotations.

The arguments of a user are checked once, when a public function is called. The body of the function
then receives values of the annotated types. A value of another type, a missing argument or an
unknown name raises a ``PybrmsError`` that names the argument.
"""

from __future__ import annotations

import inspect
import sys
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from inspect import Parameter
from types import SimpleNamespace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, PybrmsError, UnknownArgument, did_you_mean
from pybrms_mix.base.takes import TYPING_ONLY, kind_of
from pybrms_mix.base.value_kinds import Anything, Kind, Options, Wrong, description_of
from pybrms_mix.base.wording import described


@dataclass(frozen=True)
class Place:
    """A parameter of a function: its name and the kind of values that it accepts."""

    name: str
    kind: Kind


class Signature:
    """The parameters of a function, and the kind of values that each parameter accepts.

    ``beside`` holds the names of arguments that a wrapper of the function accepts in addition.
    """

    def __init__(self, function: Callable[..., Any], beside: Sequence[str] = ()) -> None:
        self.function = function
        self.beside = beside

    @cached_property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        """Return the parameters by name."""
        return inspect.signature(self.function).parameters

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """Return the kind of each annotated parameter by its name."""
        texts = {n: p.annotation for n, p in self.parameters.items()}
        annotated = {n: a for n, a in texts.items() if a is not Parameter.empty}
        holder = SimpleNamespace(__annotations__=annotated)
        space = inspect.unwrap(self.function).__globals__
        hints = typing.get_type_hints(holder, space, dict(TYPING_ONLY), include_extras=True)
        return {name: kind_of(hint) for name, hint in hints.items()}

    @property
    def called(self) -> str:
        """Return the function as error messages show it: "brm()"."""
        return f"{self.function.__name__}()"

    def checked(
        self, args: tuple[Any, ...], named: dict[str, Any]
    ) -> tuple[list[Any], dict[str, Any]]:
        """Return the checked arguments, converted to the annotated types.

        Raises:
            PybrmsError: if an argument is missing, unknown, given twice, or of the wrong type.
        """
        places, rest = self._places, self._rest
        collects_rest = rest is not None
        converted = []
        for at, value in enumerate(args):
            place = places[at] if at < len(places) else rest
            if place is None:
                raise self._too_many(len(args))
            converted.append(checked_value(place, value, several=collects_rest))
        converted_named = {
            n: checked_value(self._place(n), v, several=collects_rest) for n, v in named.items()
        }
        for at, name in self._order:
            if at < len(args) and name in converted_named:
                raise InvalidArgument(
                    f"'{self.called}' got several values for the argument '{name}'."
                )
            if at >= len(args) and name not in converted_named and name in self._needed:
                raise InvalidArgument(f"'{self.called}' needs the argument '{name}'.")
        return converted, converted_named

    def in_own_words(self, error: PybrmsError, named: Mapping[str, Any]) -> PybrmsError:
        """Return an error of an inner function as an error about the arguments of this function.

        A function such as ``kfold()`` passes further arguments on to ``brm()``. If ``brm()`` does
        not have an argument that the user passed to ``kfold()``, the error names ``kfold()``, and
        its hint may be an argument of either function.
        """
        if not isinstance(error, UnknownArgument) or error.argument not in named:
            return error
        if error.argument in self._named:
            return error
        choices = (*self._named, *error.choices)
        hint = did_you_mean(error.argument, choices) or error.hint
        return UnknownArgument.of(self.called, error.argument, choices, hint)

    @cached_property
    def _places(self) -> list[Place]:
        """Return the parameters that accept an argument by position."""
        by_position = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
        return [self._of(n) for n, p in self.parameters.items() if p.kind in by_position]

    @cached_property
    def _rest(self) -> Place | None:
        """Return the parameter ``*args``, which collects further positional arguments, or None."""
        places = [n for n, p in self.parameters.items() if p.kind is Parameter.VAR_POSITIONAL]
        return self._of(places[0]) if places else None

    @cached_property
    def _named(self) -> dict[str, Place]:
        """Return the parameters that accept a named argument, and options of ``Unpack[...]``."""
        by_name = (Parameter.KEYWORD_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
        places = {n: self._of(n) for n, p in self.parameters.items() if p.kind in by_name}
        more = self._any_name
        if more is not None and isinstance(more.kind, Options):
            places |= {name: Place(name, kind) for name, kind in more.kind.options.items()}
        return {**{name: Place(name, Anything()) for name in self.beside}, **places}

    @cached_property
    def _any_name(self) -> Place | None:
        """Return the parameter ``**kwargs``, which collects further named arguments, or None."""
        places = [n for n, p in self.parameters.items() if p.kind is Parameter.VAR_KEYWORD]
        return self._of(places[0]) if places else None

    @cached_property
    def _order(self) -> list[tuple[int, str]]:
        """Return positions and names of parameters; required keyword-only parameters come last."""
        places = {place.name: at for at, place in enumerate(self._places)}
        names = [*places, *(n for n in self._needed if n not in places)]
        return [(places.get(n, sys.maxsize), n) for n in names]

    @cached_property
    def _needed(self) -> frozenset[str]:
        collecting = (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)
        parameters = self.parameters.items()
        return frozenset(
            n for n, p in parameters if p.default is Parameter.empty and p.kind not in collecting
        )

    def _of(self, name: str) -> Place:
        return Place(name, self.kinds.get(name, Anything()))

    def _place(self, name: str) -> Place:
        """Return the parameter that accepts an argument with the name ``name``.

        Raises:
            UnknownArgument: if there is no such parameter.
        """
        if name in self._named:
            return self._named[name]
        more = self._any_name
        if more is None or isinstance(more.kind, Options):
            raise UnknownArgument.of(self.called, name, self._named)
        return Place(name, more.kind)

    def _too_many(self, count: int) -> InvalidArgument:
        implied = sum(self.parameters[p.name].annotation is Parameter.empty for p in self._places)
        by_name = [n for n, p in self.parameters.items() if p.kind is Parameter.KEYWORD_ONLY]
        allowed = len(self._places) - implied
        return InvalidArgument(
            f"'{self.called}' takes {allowed} argument{'' if allowed == 1 else 's'} by position, "
            f"but {count - implied} were given.",
            hint=f"Pass the others by name: {', '.join(f'{n}=' for n in by_name)}."
            if by_name
            else "",
        )


def checked_value(place: Place, value: Any, *, several: bool = False) -> Any:
    """Return an argument after its check and its conversion by the kind of the parameter.

    An array or a Series with one element stands for this element where its kind needs a single
    value, as in R.

    ``several`` tells whether the function has a parameter ``*args``. The hint of the error then
    advises a user who passed a list to pass its items one by one.

    Raises:
        PybrmsError: if the kind does not accept the value.
    """
    kind = place.kind
    try:
        return kind.take(value)
    except Wrong as wrong:
        if getattr(value, "shape", None) == (1,):
            return checked_value(place, np.asarray(value).item(), several=several)
        where = f"{wrong.place} is" if wrong.place else "it is"
        description = description_of(kind)
        mistake = None if description is None else description.mistake(value)
        if mistake is not None:
            raise mistake from None
        error, hint = (
            (InvalidArgument, "") if description is None else (description.error, description.hint)
        )
        if several and not hint and isinstance(value, (list, tuple)) and _takes_each(kind, value):
            hint = "Pass them one after another, not in a list."
        message = f"'{place.name}' must be {kind.words}, but {where} {described(wrong.value)}."
        raise error(message, hint=hint) from None


def _takes_each(kind: Kind, values: Sequence[Any]) -> bool:
    """Return whether ``values`` is not empty and each of its items is of the kind."""
    try:
        return bool([kind.take(value) for value in values])
    except Wrong:
        return False
