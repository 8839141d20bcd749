"""Monotonic terms of a formula, such as ``mo(x) * z``, as they are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from pybrms_mix.base.errors import InvalidArgument, InvalidFormula
from pybrms_mix.design.rvalues import number_text
from pybrms_mix.design.terms import Term, Terms
from pybrms_mix.model.term_kinds import Term as TermBase
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Call, Infix, Name, Node, Number, called, children, variables

UNIT = frozenset({"mo"})


@dataclass(frozen=True)
class MonotonicTerm(TermBase):
    """The terms of a right-hand side that have a call of ``mo()`` in them, as one sum."""

    node: Node

    def variables(self) -> tuple[Name, ...]:
        """Return the columns that the terms read."""
        return variables(self.node)


def read(node: Node | None) -> tuple[list[MonotonicTerm], Node | None]:
    """Return the monotonic terms of a right-hand side, and the rest of it.

    Products are expanded first: ``mo(x) * z`` has the monotonic terms ``mo(x)`` and ``mo(x):z``,
    and the rest ``z``.

    Raises:
        InvalidFormula: if a call of ``mo()`` stands inside another call.
    """
    if node is None or not has_monotonic(node):
        return [], node
    terms = Terms.of(node)
    for variable in terms.variables:
        if not is_monotonic(variable) and has_monotonic(variable):
            raise InvalidFormula(
                f"The monotonic term '{write(variable)}' is invalid.",
                span=variable.span,
                hint="A call of mo() is a variable of a term by itself: mo(x), mo(x):z.",
            )
    special = frozenset(k for k, v in enumerate(terms.variables) if is_monotonic(v))
    own = [_product(t, terms) for t in terms.terms if t & special]
    rest: list[Node] = [_product(t, terms) for t in terms.terms if not t & special]
    first: list[Node] = [Number("1" if terms.intercept else "0")]
    return [MonotonicTerm(_sum(own))], _sum([*first, *rest])


def is_monotonic(node: Node) -> bool:
    """Return whether ``node`` is a call of ``mo()``."""
    return called(node) in UNIT


def has_monotonic(node: Node) -> bool:
    """Return whether ``node`` is, or contains, a call of ``mo()``."""
    return is_monotonic(node) or any(has_monotonic(child) for child in children(node))


def arguments(call: Call) -> tuple[Node, str]:
    """Return the variable of a call of ``mo()``, and the name of its simplex ("" for none).

    Raises:
        InvalidFormula: if there is not one variable, or the name is neither text nor a number.
    """
    found: dict[str, Node] = {}
    places = [p for p in ("x", "id") if p not in {a.name for a in call.arguments}]
    for argument in call.arguments:
        place = argument.name or (places.pop(0) if places else "")
        if place not in ("x", "id") or place in found or argument.value is None:
            raise InvalidFormula(
                f"The monotonic term '{write(call)}' is invalid.",
                span=call.span,
                hint='mo() takes a variable, and the name of a simplex: mo(x, id = "a").',
            )
        found[place] = argument.value
    if "x" not in found:
        raise InvalidFormula("'mo()' needs a variable.", span=call.span, hint="For example mo(x).")
    return found["x"], _id(found.get("id"))


def _id(node: Node | None) -> str:
    """Return the name of a simplex: text, or a number as R writes it."""
    if node is None or node == Name("NA"):
        return ""
    try:
        value = literal(node)
    except InvalidArgument:
        value = None
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number_text(float(value))
    raise InvalidFormula(
        "The 'id' of a monotonic term must be text.", span=node.span, hint='mo(x, id = "a")'
    )


def _product(term: Term, terms: Terms) -> Node:
    return reduce(lambda a, b: Infix(a, ":", b), (terms.variables[k] for k in sorted(term)))


def _sum(nodes: Iterable[Node]) -> Node:
    return reduce(lambda a, b: Infix(a, "+", b), nodes)
