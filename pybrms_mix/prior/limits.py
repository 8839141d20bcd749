"""Bounds of priors as Stan text: one bound for all cells of a parameter, or one for each cell."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.base.errors import InvalidPrior
from pybrms_mix.prior.stantext import number, stan_text
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Node, called
from pybrms_mix.syntax.parse import parse

_OPEN = ("", "-Inf", "Inf")


def parts(text: str) -> tuple[Node, ...]:
    """Return the bounds in ``text``: a single bound, or the elements of ``c(0, 1)`` or ``[0, 1]'``.

    Raises:
        RSyntaxError: if the text is neither R nor a vector of Stan.
    """
    plain = text.strip()
    if plain.startswith("[") and plain.endswith("]'"):
        plain = f"c({plain[1:-2]})"
    node = parse(plain)
    if isinstance(node, Call) and called(node) == "c":
        return tuple(a.value for a in node.arguments if a.value is not None)
    return (node,)


def limits(lower: str, upper: str, known: AbstractSet[str], size: int) -> Bounds:
    """Return the bounds of a parameter of ``size`` cells; ``known`` are names of the program.

    Raises:
        InvalidPrior: if the number of bounds is neither one nor ``size``.
    """
    sides = [_texts(text, known) for text in (lower, upper)]
    for texts in sides:
        if len(texts) not in (1, size):
            raise InvalidPrior(
                f"There are {len(texts)} bounds for {size} parameters.",
                hint="Give one bound for all parameters, or one bound for each.",
            )
    _check_order(lower, upper)
    if all(len(texts) == 1 for texts in sides):
        return Bounds(sides[0][0], sides[1][0])
    below, above = (texts * size if len(texts) == 1 else texts for texts in sides)
    cells = tuple(Bounds(a, b) for a, b in zip(below, above, strict=True))
    lower, upper = (texts[0] if len(texts) == 1 else "" for texts in sides)
    return Bounds(lower, upper, cells)


def _check_order(lower: str, upper: str) -> None:
    """Refuse an upper bound that is not above the lower bound.

    Bounds that are numbers are compared cell by cell.
    """
    below, above = ([number(n) for n in parts(t)] if t else [None] for t in (lower, upper))
    size = max(len(below), len(above))
    pairs = zip(*(side * size if len(side) == 1 else side for side in (below, above)), strict=True)
    for first, second in pairs:
        if first is not None and second is not None and not first < second:
            raise InvalidPrior(
                f"The upper bound must be greater than the lower bound: {second:g} is not "
                f"above {first:g}.",
                hint="Exchange 'lb' and 'ub', or leave one of them out.",
            )


def _texts(text: str, declared: AbstractSet[str]) -> tuple[str, ...]:
    if text in _OPEN:
        return ("",)
    return tuple("" if write(n) in _OPEN else stan_text(n, declared) for n in parts(text))
