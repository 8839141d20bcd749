"""The order in which brms keeps the columns of the data of a fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.syntax.nodes import (
    CONSTANTS,
    Call,
    Index,
    Infix,
    Name,
    Node,
    Parens,
    Prefix,
    Tilde,
    called,
)
from pybrms_mix.syntax.parse import parse

# Terms of brms whose variables follow those of the other terms, in this order.
_SPECIAL = {
    name: rank
    for rank, names in enumerate(("cs mmc", "mo mi me", "s t2", "gp",
                                  "ar ma arma cosy unstr sar car fcor"))
    for name in names.split()
}  # fmt: skip
# The functions beside the response, in brms's order.
_ADDITIONS = ("se", "weights", "subset", "trials", "thres", "cat", "dec", "cens", "trunc", "mi",
              "index", "rate", "vreal", "vint")  # fmt: skip


@dataclass
class _Terms:
    """The variables of a formula by the kind of term.

    Beside its variables, a call such as ``log(x)`` is a variable itself.
    """

    plain: list[Node] = field(default_factory=list)
    products: list[Node] = field(default_factory=list)
    groups: list[Node] = field(default_factory=list)
    special: list[Call] = field(default_factory=list)
    offsets: list[Node] = field(default_factory=list)

    def ordered(self) -> Iterator[Node]:
        """Yield the variables in the order of brms."""
        population = [*self.plain, *self.products]
        yield from population
        yield from (n for v in population for n in _variables_in(v))
        yield from self.groups
        for call in sorted(self.special, key=lambda c: _SPECIAL[called(c) or ""]):
            yield from _variables_in(call)
        yield from (n for v in self.offsets for n in _variables_in(v))


def in_brms_order(formulas: Sequence[str], columns: Iterable[str]) -> list[str]:
    """Return the columns of the data of a fit in the order in which brms keeps them.

    Parameters
    ----------
    formulas : sequence of str
        The formula of the response, and those of other parameters.
    columns : iterable of str
        The names of the columns.

    Returns
    -------
    list of str
        The response, then the variables of each formula: of plain terms, of groups, of special
        terms. The formulas of mu come first. Other columns come last.

    Examples
    --------
    >>> in_brms_order(["y ~ x + (1 | g)", "sigma1 = 1", "theta1 ~ z"], ["g", "y", "z", "x"])
    ['y', 'x', 'g', 'z']
    """
    column_names = list(columns)
    try:
        variables = [n.text for n in variables_of(formulas) if isinstance(n, Name)]
    except PybrmsError:
        return column_names
    ordered = [n for n in dict.fromkeys(variables) if n in column_names]
    return [*ordered, *(n for n in column_names if n not in ordered)]


def variables_of(formulas: Sequence[str]) -> Iterator[Node]:
    """Yield the columns of brms's data of a fit: variables, and calls of functions of them.

    A variable may occur several times.
    """
    # `sigma1 = 0.8` and `nu2 = "nu1"` have no variables, and are no formulas of the grammar.
    nodes = [parse(f) for f in formulas if "~" in f]
    first, *further_formulas = [n for n in nodes if isinstance(n, Tilde)]
    means = sorted((n for n in further_formulas if _parameter(n).startswith("mu")), key=_parameter)
    for node in (first, *means, *(n for n in further_formulas if n not in means)):
        yield from _of_response(node.left, is_first=node is first)
        terms = _Terms()
        _collect(node.right, terms)
        yield from terms.ordered()


def _of_response(side: Node | None, *, is_first: bool) -> Iterator[Node]:
    """Yield the variables of a response, and of the additions to it."""
    response, additions = (side.left, side.right) if _is_group(side) else (side, None)
    if isinstance(response, Call) and is_first and called(response) not in ("mvbind", "cbind"):
        yield response
    yield from _variables_in(response)
    calls = [n for n in _summands(additions) if isinstance(n, Call)]
    for call in sorted(calls, key=lambda c: _rank(called(c) or "")):
        yield from _variables_in(call)


def _rank(addition: str) -> int:
    return _ADDITIONS.index(addition) if addition in _ADDITIONS else len(_ADDITIONS)


def _summands(node: Node | None) -> Iterator[Node]:
    match node:
        case Infix(left, "+", right):
            yield from _summands(left)
            yield from _summands(right)
        case None:
            return
        case _:
            yield node


def _parameter(node: Tilde) -> str:
    return node.left.text if isinstance(node.left, Name) else ""


def _collect(node: Node, terms: _Terms) -> None:
    """Add the variables of the summands of a right-hand side."""
    match node:
        case Infix(left, "+" | "-", right):
            _collect(left, terms)
            _collect(right, terms)
        case Prefix("+" | "-", operand) | Parens(operand) if not _is_group(operand):
            _collect(operand, terms)
        case Parens(Infix(left, "|" | "||", right)):
            inner = _Terms()
            _collect(left, inner)
            terms.groups += [*inner.ordered(), *_variables_in(right)]
        case Infix(left, "*", right):
            _collect(left, terms)
            _collect(right, terms)
        case Infix(_, ":" | "^" | "/", _):
            terms.products += _factors(node)
        case Name(name):
            terms.plain += [] if name in CONSTANTS else [node]
        case Call() if called(node) == "offset":
            terms.offsets.append(node)
        case Call() if called(node) in _SPECIAL:
            terms.special.append(node)
        case Call():
            terms.plain.append(node)


def _factors(node: Node) -> list[Node]:
    """Return the factors of a product."""
    match node:
        case Infix(left, ":" | "*" | "/" | "^", right):
            return [*_factors(left), *_factors(right)]
        case Parens(body):
            return list(_variables_in(body))
        case Call():
            return list(_variables_in(node)) if called(node) in _SPECIAL else [node]
        case Name(name) if name not in CONSTANTS:
            return [node]
    return []


def _is_group(node: Node | None) -> TypeGuard[Infix]:
    return isinstance(node, Infix) and node.op in ("|", "||")


def names_in(node: Node | None) -> Iterator[str]:
    """Yield the names of the variables of an expression in the order in which they occur."""
    yield from (n.text for n in _variables_in(node))


def _variables_in(node: Node | None) -> Iterator[Name]:
    """Yield the variables of an expression."""
    match node:
        case Name(name) if name not in CONSTANTS:
            yield node
        case Infix(left, _, right) | Tilde(left, right):
            yield from _variables_in(left)
            yield from _variables_in(right)
        case Prefix(_, operand):
            yield from _variables_in(operand)
        case Parens(body):
            yield from _variables_in(body)
        case Call(_, arguments):
            for argument in arguments:
                yield from _variables_in(argument.value)
        case Index(base, arguments):
            yield from _variables_in(base)
            for argument in arguments:
                yield from _variables_in(argument.value)
