"""Special terms of a formula, such as ``mo(x) * z`` or ``mi(x)``, as they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.design.terms import Term, Terms
from pybrms_mix.model.term_kinds import Term as TermBase
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Infix, Name, Node, Number, called, children, variables

_ARGUMENTS = {"mo": ("x", "id"), "me": ("x", "sdx", "gr"), "mi": ("x", "idx")}
_HINTS = {
    "mo": 'The arguments of mo() are a variable and the name of a simplex: mo(x, id = "a").',
    "me": "The arguments of me() are a variable, its standard errors and a grouping factor: "
    "me(x, sdx, gr = g).",
    "mi": "The arguments of mi() are a response and the column that chooses its rows: mi(x, idx "
    "= id).",
}
UNIT = frozenset(_ARGUMENTS)


@dataclass(frozen=True)
class SpecialTerm(TermBase):
    """The terms of a right-hand side that have a call such as ``mo()`` in them, as one sum.

    Attributes:
        node: the sum.
        related: whether latent variables of ``me()`` are correlated, as ``set_mecor()`` says.
    """

    node: Node
    related: bool = True

    def variables(self) -> tuple[Name, ...]:
        """Return the columns that the terms read."""
        return variables(self.node)


def read(node: Node | None) -> tuple[list[SpecialTerm], Node | None]:
    """Return the special terms of a right-hand side, and the rest of it.

    Products are expanded first: ``mo(x) * z`` has the special terms ``mo(x)`` and ``mo(x):z``, and
    the rest ``z``.

    Raises:
        InvalidFormula: if a call of ``mo()`` stands inside another call.
    """
    if node is None or not has_special(node):
        return [], node
    terms = Terms.of(node)
    for variable in terms.variables:
        _check_nested(variable)
    special = frozenset(k for k, v in enumerate(terms.variables) if has_special(v))
    products = [_product(t, terms) for t in terms.terms if t & special]
    rest: list[Node] = [_product(t, terms) for t in terms.terms if not t & special]
    first: list[Node] = [Number("1" if terms.intercept else "0")]
    return [SpecialTerm(_sum(products))], _sum([*first, *rest])


def is_special(node: Node) -> bool:
    """Return whether ``node`` is a call of ``mo()``, ``me()`` or ``mi()``."""
    return called(node) in UNIT


def has_special(node: Node) -> bool:
    """Return whether ``node`` is, or contains, a call of ``mo()``, ``me()`` or ``mi()``."""
    return is_special(node) or any(has_special(child) for child in children(node))


def _check_nested(variable: Node) -> None:
    """Refuse a call of ``mo()`` inside another call."""
    if not is_special(variable) and any(True for _ in calls(variable, "mo")):
        raise InvalidFormula(
            f"The monotonic term '{write(variable)}' is invalid.",
            span=variable.span,
            hint="A call of mo() must be a factor of a term: mo(x), mo(x):z.",
        )


def calls(node: Node, name: str) -> Iterator[Call]:
    """Yield the calls of a function in an expression, but none inside of another such call."""
    if isinstance(node, Call) and called(node) == name:
        yield node
        return
    for child in children(node):
        yield from calls(child, name)


def check_rows(terms: Iterable[object], additions: Mapping[str, Call]) -> None:
    """Refuse special terms that cannot be combined with an addition term.

    Raises:
        InvalidFormula: in brms's words, for ``me()`` beside ``subset()``.
    """
    special_terms = (t for t in terms if isinstance(t, SpecialTerm))
    if "subset" in additions and any(
        True for term in special_terms for _ in calls(term.node, "me")
    ):
        raise InvalidFormula(
            "Argument 'subset' is not supported when using 'me' terms.",
            span=additions["subset"].span,
            hint="Remove these rows from the data instead.",
        )


def arguments(call: Call) -> dict[str, Node]:
    """Return the arguments of a special call by name; "x" is the name of the variable.

    Raises:
        InvalidFormula: if the call has no variable, several variables, or an unknown argument.
    """
    kind = called(call) or ""
    parameters = _ARGUMENTS[kind]
    by_name: dict[str, Node] = {}
    places = [p for p in parameters if p not in {a.name for a in call.arguments}]
    for argument in call.arguments:
        place = argument.name or (places.pop(0) if places else "")
        if place not in parameters or place in by_name or argument.value is None:
            raise InvalidFormula(
                f"The {'monotonic ' if kind == 'mo' else ''}term '{write(call)}' is invalid.",
                span=call.span,
                hint=_HINTS[kind],
            )
        by_name[place] = argument.value
    if "x" not in by_name:
        raise InvalidFormula(f"'{kind}()' needs a variable.", span=call.span, hint=_HINTS[kind])
    return by_name


def _product(term: Term, terms: Terms) -> Node:
    return reduce(lambda a, b: Infix(a, ":", b), (terms.variables[k] for k in sorted(term)))


def _sum(nodes: Iterable[Node]) -> Node:
    return reduce(lambda a, b: Infix(a, "+", b), nodes)
