"""Terms that brms has and this package has not: each is refused by name rather than misread."""

from __future__ import annotations

from pybrms_mix.base.errors import InvalidFormula, NotSupported
from pybrms_mix.syntax.nodes import Infix, Node, Parens, called, children
from pybrms_mix.syntax.summands import split

_LATER = ("s", "t2", "gp", "mo", "me", "mi", "car")
_COVARIANCE = ("ar", "ma", "arma", "cosy", "sar", "fcor", "unstr")
_TENSOR = ("te", "ti")
_SMOOTH = ("s", "t2", "gp")


def read(node: Node | None) -> tuple[list[object], Node | None]:
    """Return no terms.

    Raises:
        NotSupported: for a term of brms that is not supported here.
        InvalidFormula: for a term that brms refuses in mixtures too.
    """
    split(node, _refuse)
    return [], node


def _refuse(node: Node) -> bool:
    """Raise for a term below ``node`` that is refused; claim nothing."""
    stack = [(node, False)]
    while stack:
        at, grouped = stack.pop()
        grouped = grouped or _in_group(at)
        name = called(at)
        if name in _SMOOTH and grouped:
            raise InvalidFormula("Cannot handle splines or GPs in group-level terms.", span=at.span)
        if name in _COVARIANCE:
            raise InvalidFormula(
                "Explicit covariance terms can only be specified on 'mu'.",
                span=at.span,
                hint="A mixture has no parameter of that name: its components have mu1, mu2, ...",
            )
        if name == "cs" and grouped:
            raise NotSupported(
                "Category specific effects that vary by group are not supported yet.",
                span=at.span,
                hint="Those of the whole population are: cs(x).",
            )
        if name == "cs":
            raise InvalidFormula(
                "Category specific effects are not supported for this family.", span=at.span
            )
        if name in _LATER or (name == "mmc" and not grouped):
            raise NotSupported(f"Terms of '{name}()' are not supported yet.", span=at.span)
        if name in _TENSOR:
            raise InvalidFormula(
                "Tensor product smooths 'te' and 'ti' are not yet implemented in brms. "
                "Consider using 't2' instead.",
                span=at.span,
            )
        stack.extend((child, grouped) for child in children(at))
    return False


def _in_group(node: Node) -> bool:
    inner = node.body if isinstance(node, Parens) else node
    return isinstance(inner, Infix) and inner.op in ("|", "||")
