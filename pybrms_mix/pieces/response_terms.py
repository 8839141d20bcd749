"""The left side of a formula, ``y | weights(w) + cens(c)``, taken apart."""

from __future__ import annotations

from pybrms_mix.errors import InvalidFormula, did_you_mean
from pybrms_mix.syntax.nodes import Call, Infix, Node, Parens, called
from pybrms_mix.syntax.write import write

# The addition terms of brms; a family says which of them it takes.
ADDITIONS = (
    "weights", "se", "cens", "trunc", "subset", "mi", "trials", "rate", "thres", "cat", "dec",
    "index", "vint", "vreal",
)  # fmt: skip


def read(node: Node) -> tuple[Node, dict[str, Call]]:
    """Return the response and its addition terms by name.

    Raises:
        InvalidFormula: for what is no addition term, and for one that is there twice.
    """
    if not (isinstance(node, Infix) and node.op == "|"):
        return node, {}
    found: dict[str, Call] = {}
    for part in summands(node.right):
        name = (called(part) or "").removeprefix("resp_")
        if not isinstance(part, Call) or name not in ADDITIONS:
            raise InvalidFormula(
                f"The following addition terms are invalid:\n'{write(part)}'",
                span=part.span,
                hint=did_you_mean(name, ADDITIONS) or f"There are: {', '.join(ADDITIONS)}.",
            )
        if name in found:
            raise InvalidFormula(
                f"Each addition term may only be defined once: '{name}'.", span=part.span
            )
        found[name] = part
    return node.left, found


def summands(node: Node) -> list[Node]:
    """Return the parts of a sum, parentheses opened."""
    match node:
        case Infix(left, "+", right):
            return [*summands(left), *summands(right)]
        case Parens(body):
            return summands(body)
    return [node]
