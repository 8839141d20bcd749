"""The formula algebra of R, which expands ``x * f - 1`` to terms of variables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Infix, Name, Node, Number, Parens, Prefix, String, called

Term = frozenset[int]
"""The positions of a term's variables."""

_LOOSE = frozenset({"<", "<=", ">", ">=", "==", "!=", "&", "&&", "|", "||", "~", "!"})


@dataclass(frozen=True)
class Terms:
    """The terms of a right-hand side.

    Attributes:
        variables: the expressions in the terms, in order of appearance.
        terms: the positions of the variables of each term; terms are sorted by degree, then by
            appearance.
        intercept: whether there is an intercept.
    """

    variables: tuple[Node, ...]
    terms: tuple[Term, ...]
    intercept: bool

    @classmethod
    def of(cls, node: Node | None) -> Terms:
        """Return the terms of ``node``, which has neither group-level terms nor offsets.

        None is the empty right-hand side, which has an intercept only.

        Raises:
            InvalidFormula: if ``terms`` of R or brms refuses the formula.
        """
        reading = _Reading()
        terms = reading.read(node) if node is not None else []
        ordered = sorted(_distinct(terms), key=len)
        return cls(tuple(reading.variables), tuple(ordered), reading.intercept).rebuilt()

    def rebuilt(self) -> Terms:
        """Return the terms with the variables sorted by their appearance in the terms.

        Source: brms rewrites the formula from its sorted terms before R computes the columns, so
        that ``x:z + z`` has a column ``z:x``.
        """
        order = list(dict.fromkeys(place for term in self.terms for place in sorted(term)))
        places = {old: new for new, old in enumerate(order)}
        terms = tuple(frozenset(places[old] for old in term) for term in self.terms)
        return Terms(tuple(self.variables[old] for old in order), terms, self.intercept)

    def reads(self, names: Iterable[str]) -> bool:
        """Return whether one of the variables is among ``names``."""
        wanted_names = set(names)
        return any(isinstance(v, Name) and v.text in wanted_names for v in self.variables)


@dataclass(frozen=True)
class ExpandedFormula:
    """What ``terms()`` of R says of a formula.

    Attributes:
        variables: the expressions in the terms and the offsets, in order of appearance.
        labels: the labels of the terms without the offsets.
        degrees: the number of variables in each term.
        intercept: whether there is an intercept.
        offsets: the offsets.
    """

    variables: tuple[Node, ...]
    labels: tuple[str, ...]
    degrees: tuple[int, ...]
    intercept: bool
    offsets: tuple[Node, ...] = ()


def expanded(right: Node | None, response: Node | None = None) -> ExpandedFormula:
    """Return the terms of a right-hand side in R's order, without the response among them.

    In a term, the variables stand in the order in which they appear in the formula. Conditions and
    group-level terms are variables, as for R's ``terms()``.
    """
    reading = _Reading(loose=True)
    if response is not None:
        reading.read_variable(response)
    terms = _distinct(reading.read(right) if right is not None else [])
    offset_places = {n for n, v in enumerate(reading.variables) if called(v) == "offset"}
    response_places = {0} if response is not None else set()
    ordered = sorted((t for t in terms if not t & offset_places and t != response_places), key=len)
    variables = tuple(v for n, v in enumerate(reading.variables) if n not in response_places)
    labels = tuple(":".join(write(reading.variables[n]) for n in sorted(t)) for t in ordered)
    offsets = tuple(v for n, v in enumerate(reading.variables) if n in offset_places)
    degrees = tuple(map(len, ordered))
    return ExpandedFormula(variables, labels, degrees, reading.intercept, offsets)


@dataclass
class _Reading:
    """A traversal of a formula that collects variables and tracks the intercept.

    ``loose`` says that conditions and group-level terms are variables.
    """

    variables: list[Node] = field(default_factory=list)
    intercept: bool = True
    removing: bool = False
    loose: bool = False

    def read(self, node: Node) -> list[Term]:
        match node:
            case Parens(body):
                return self.read(body)
            case Number(text):
                return self._number(text, node)
            case Prefix("+", operand):
                return self.read(operand)
            case Prefix("-", operand):
                return self._without([], operand)
            case Infix(left, "-", right):
                return self._without(self.read(left), right)
            case Infix(left, "^" | "**", right):
                return self._power(self.read(left), right)
            case Infix(left, "+" | ":" | "*" | "/" | "%in%" as op, right):
                return _joined(op, self.read(left), self.read(right))
            case Infix(_, op, _) | Prefix(op, _) if op in _LOOSE and not self.loose:
                text = write(node)
                added = "A group-level term must be added to the other terms: x + (1 | g)."
                raise InvalidFormula(
                    f"'{text}' is not a term of a formula.",
                    span=node.span,
                    hint=added if op in ("|", "||") else f"Write I({text}).",
                )
            case Name("NULL"):
                return []
            case Name("TRUE" | "FALSE" | "NA" | "NaN" | "Inf"):
                raise _no_variable(node)
            case Name() | Infix() | Prefix():
                return [self.read_variable(node)]
            case _ if called(node) is not None:
                return [self.read_variable(node)]
        raise _no_variable(node)

    def read_variable(self, node: Node) -> Term:
        """Return the term of a single variable."""
        node = _doubled(node)
        if node not in self.variables:
            self.variables.append(node)
        return frozenset({self.variables.index(node)})

    def _number(self, text: str, node: Node) -> list[Term]:
        if text not in ("0", "1", "0L", "1L"):
            raise _no_variable(node)
        self.intercept = text.startswith("1") != self.removing
        return []

    def _without(self, terms: Sequence[Term], node: Node) -> list[Term]:
        self.removing = not self.removing
        removed = self.read(node)
        self.removing = not self.removing
        return [term for term in terms if term not in removed]

    def _power(self, base: list[Term], exponent: Node) -> list[Term]:
        while isinstance(exponent, Parens):
            exponent = exponent.body
        text = exponent.text.rstrip("L") if isinstance(exponent, Number) else ""
        if not text.isdigit() or int(text) < 2:
            raise InvalidFormula("invalid power in formula", span=exponent.span)
        terms = base
        # A product of terms has at most as many factors as there are distinct terms.
        for _ in range(min(int(text) - 1, len(base))):
            terms = _distinct(a | b for a in base for b in terms)
        return terms


def _no_variable(node: Node) -> InvalidFormula:
    """Return the error for a part of a formula that is no variable, in R's words."""
    match node:
        case String(text):
            hint = f"The name of a column has no quotes: {write(Name(text))}."
        case Number():
            hint = "Of all numbers, a formula may hold 0 and 1 alone: y ~ 0 + x has no intercept."
        case Name():
            hint = f"{write(node)} is a constant of R. Rename the column if it has this name."
        case _:
            hint = "A term is a column, a function of columns, or a product of these."
    return InvalidFormula("invalid model formula in ExtractVars", span=node.span, hint=hint)


def _doubled(node: Node) -> Node:
    """Return ``node`` with ``2`` for ``2L``, as in R's labels of terms, which brms parses."""
    match node:
        case Number(text):
            return replace(node, text=text.removesuffix("L"))
        case Parens(body):
            return replace(node, body=_doubled(body))
        case Prefix(_, operand):
            return replace(node, operand=_doubled(operand))
        case Infix(left, _, right):
            return replace(node, left=_doubled(left), right=_doubled(right))
        case Call(_, arguments):
            return replace(
                node,
                arguments=tuple(
                    a if a.value is None else replace(a, value=_doubled(a.value)) for a in arguments
                ),
            )
    return node


def _joined(op: str, left: list[Term], right: list[Term]) -> list[Term]:
    match op:
        case "+":
            return _distinct([*left, *right])
        case ":":
            return _distinct(a | b for a in left for b in right)
        case "*":
            return _distinct([*left, *right, *(a | b for a in left for b in right)])
        case "/":
            union = frozenset[int]().union(*left)
            return _distinct([*left, *(union | b for b in right)])
    inside = frozenset[int]().union(*right)
    return _distinct(a | inside for a in left)


def _distinct(terms: Iterable[Term]) -> list[Term]:
    return list(dict.fromkeys(terms))
