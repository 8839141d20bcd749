"""Smooth terms of a formula, such as ``s(x, k = 5)``, as they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from pybrms_mix.base.errors import InvalidArgument, InvalidFormula, NotSupported
from pybrms_mix.model.term_kinds import Term
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Argument, Call, Name, Node, called, children, variables
from pybrms_mix.syntax.summands import split

_NAMES = ("k", "fx", "bs", "m", "by", "xt", "id", "sp", "pc")
_LATER = ("xt", "id", "sp", "pc")


@dataclass(frozen=True)
class SmoothTerm(Term):
    """A smooth function of one or several variables.

    Attributes:
        call: the call of ``s()``.
        arguments: the variables.
        by: a number that multiplies the function, or a factor with a function for each level.
        size: the number of columns; None for the default.
        order: the order of the derivatives in the penalty; None for the default.
        fixed: whether there is no penalty.
    """

    call: Call
    arguments: tuple[Node, ...]
    by: Node | None
    size: int | None
    order: int | None
    fixed: bool

    def variables(self) -> tuple[Name, ...]:
        """Return the columns that the term reads."""
        every = (*self.arguments, *([] if self.by is None else [self.by]))
        return tuple({v.text: v for node in every for v in variables(node)}.values())


def read(node: Node | None) -> tuple[list[SmoothTerm], Node | None]:
    """Return the smooth terms among the summands of ``node``, and the rest.

    Raises:
        InvalidFormula: if a smooth is a part of another term, or its arguments are wrong.
        NotSupported: for bases and arguments that are not supported.
    """
    found, rest = split(node, lambda n: called(n) == "s")
    if rest is not None:
        _refuse_parts(rest)
    terms = {write(n): _term(n) for n in found if isinstance(n, Call)}
    return list(terms.values()), rest


def _refuse_parts(node: Node) -> None:
    """Refuse smooths inside another term."""
    for child in children(node):
        if called(child) == "s":
            raise InvalidFormula(
                f"The term '{write(node)}' is invalid in brms syntax.",
                span=node.span,
                hint="A smooth is a term by itself: s(x, by = z) multiplies it by z.",
            )
        _refuse_parts(child)


def _term(call: Call) -> SmoothTerm:
    named = {a.name: a for a in call.arguments if a.name in _NAMES and a.value is not None}
    plain = [a.value for a in call.arguments if a.name not in _NAMES and a.value is not None]
    if not plain:
        raise InvalidFormula("'s()' needs a variable.", span=call.span, hint="For example s(x).")
    if len({write(p) for p in plain}) < len(plain):
        raise InvalidFormula(
            "Repeated variables as arguments of a smooth are not permitted", span=call.span
        )
    for name in _LATER:
        if name in named:
            raise NotSupported(
                f"Argument '{name}' of 's()' is not supported yet.", span=named[name].span
            )
    basis = _value(named["bs"]) if "bs" in named else "tp"
    if basis != "tp":
        raise NotSupported(
            f"The basis bs = {basis!r} of 's()' is not supported yet.",
            span=named["bs"].span,
            hint='Thin plate regression splines are: bs = "tp", the default.',
        )
    fixed = named.get("fx")
    return SmoothTerm(
        call, tuple(plain), None if "by" not in named else named["by"].value,
        _count(named.get("k"), least=1), _count(named.get("m"), least=1),
        fixed is not None and _flag(fixed),
    )  # fmt: skip


def _value(argument: Argument) -> object:
    try:
        return literal(argument.value) if argument.value is not None else None
    except InvalidArgument:
        _refuse(argument)


def _count(argument: Argument | None, *, least: int) -> int | None:
    """Return a whole number; None for the default, which NA or a negative k stands for."""
    if argument is None or argument.value == Name("NA"):
        return None
    value = _value(argument)
    if isinstance(value, list):
        raise NotSupported(
            f"Several values of '{argument.name}' in 's()' are not supported yet.",
            span=argument.span,
        )
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int(value):
        _refuse(argument)
    if value < 0 and argument.name == "k":
        return None
    if value < least:
        _refuse(argument)
    return int(value)


def _flag(argument: Argument) -> bool:
    value = _value(argument)
    if not isinstance(value, bool):
        _refuse(argument)
    return value


def _refuse(argument: Argument) -> NoReturn:
    raise InvalidFormula(
        f"Argument '{argument.name}' of 's()' cannot be "
        f"{write(argument.value) if argument.value is not None else 'empty'}.",
        span=argument.span,
        hint="s(x, k = 5, m = 2, fx = FALSE, by = z)",
    )
