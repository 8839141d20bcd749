"""The order in which brms keeps the columns of the data of a fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

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

# Terms of brms whose variables follow those of the other terms.
_SPECIAL = frozenset({"mo", "mi", "me", "s", "t2", "gp", "cs", "mmc"})


@dataclass
class _Terms:
    """The variables of a formula by the kind of term: plain, products, functions, groups, ...."""

    plain: list[str] = field(default_factory=list)
    products: list[str] = field(default_factory=list)
    functions: list[str] = field(default_factory=list)
    varying: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    special: list[str] = field(default_factory=list)
    offsets: list[str] = field(default_factory=list)

    def ordered(self) -> list[str]:
        """Return the variables in the order of brms."""
        return [*self.plain, *self.products, *self.functions, *self.varying, *self.groups,
                *self.special, *self.offsets]  # fmt: skip


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
    >>> in_brms_order(["y ~ x + (1 | g)", "theta1 ~ z"], ["g", "y", "z", "x"])
    ['y', 'x', 'g', 'z']
    """
    column_names = list(columns)
    try:
        variables = list(_variables(formulas))
    except PybrmsError:
        return column_names
    ordered = [n for n in dict.fromkeys(variables) if n in column_names]
    return [*ordered, *(n for n in column_names if n not in ordered)]


def _variables(formulas: Sequence[str]) -> Iterator[str]:
    nodes = [parse(f) for f in formulas]
    first, *further_formulas = [n for n in nodes if isinstance(n, Tilde)]
    yield from names_in(first.left)
    means = sorted((n for n in further_formulas if _parameter(n).startswith("mu")), key=_parameter)
    for node in (first, *means, *(n for n in further_formulas if n not in means)):
        terms = _Terms()
        _collect(node.right, terms)
        yield from terms.ordered()


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
            terms.varying += names_in(left)
            terms.groups += names_in(right)
        case Infix(left, "*", right):
            _collect(left, terms)
            _collect(right, terms)
        case Infix(_, ":" | "^" | "/", _):
            terms.products += names_in(node)
        case Name():
            terms.plain += names_in(node)
        case Call() if called(node) == "offset":
            terms.offsets += names_in(node)
        case Call():
            of_brms = called(node) in _SPECIAL
            (terms.special if of_brms else terms.functions).extend(names_in(node))


def _is_group(node: Node) -> bool:
    return isinstance(node, Infix) and node.op in ("|", "||")


def names_in(node: Node | None) -> Iterator[str]:
    """Return the variables of an expression in the order in which they occur."""
    match node:
        case Name(name) if name not in CONSTANTS:
            yield name
        case Infix(left, _, right) | Tilde(left, right):
            yield from names_in(left)
            yield from names_in(right)
        case Prefix(_, operand):
            yield from names_in(operand)
        case Parens(body):
            yield from names_in(body)
        case Call(_, arguments):
            for argument in arguments:
                yield from names_in(argument.value)
        case Index(base, arguments):
            yield from names_in(base)
            for argument in arguments:
                yield from names_in(argument.value)
