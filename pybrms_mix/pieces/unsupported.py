"""Terms of brms that this package does not support. An error names the term."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pybrms_mix.base.errors import InvalidFormula, NotSupported
from pybrms_mix.family.base import Mixture
from pybrms_mix.model.term_kinds import Term, TermKind
from pybrms_mix.syntax.nodes import Infix, Name, Node, Parens, called, children
from pybrms_mix.syntax.summands import split

_LATER = ("car",)
_COVARIANCE = ("ar", "ma", "arma", "cosy", "sar", "fcor", "unstr")
_TENSOR = ("te", "ti")
_SMOOTH = ("s", "t2", "gp")


def read(node: Node | None) -> tuple[list[CovarianceTerm], Node | None]:
    """Return the covariance terms of a right-hand side, which ``check_covariance`` refuses.

    Raises:
        NotSupported: for a term of brms that is not supported here.
        InvalidFormula: for a term that brms refuses in mixtures too.
    """
    terms: list[CovarianceTerm] = []
    split(node, lambda part: _refuse(part, terms))
    return terms, node


def check_covariance(terms: Iterable[object], mixture: Mixture, name: str) -> None:
    """Refuse covariance terms in the formula of the parameter ``name``; "" is the shared formula.

    Raises:
        NotSupported: in the formula of mu of a single family, where brms allows them.
        InvalidFormula: in brms's words, in other formulas.
    """
    for term in terms:
        if not isinstance(term, CovarianceTerm):
            continue
        kind, span = called(term.node), term.node.span
        if not mixture.thetas and name in ("", "mu"):
            raise NotSupported(f"Terms of '{kind}()' are not supported yet.", span=span)
        raise InvalidFormula(
            "Explicit covariance terms can only be specified on 'mu'.",
            span=span,
            hint="A mixture has no parameter 'mu': its components have mu1, mu2, ..."
            if mixture.thetas
            else "",
        )


@dataclass(frozen=True)
class CovarianceTerm(Term):
    """A term such as ``ar(p = 1)``, which describes the covariance of residuals."""

    node: Node

    def variables(self) -> tuple[Name, ...]:
        """Return no variable: the term is refused before data are read."""
        return ()


def _refuse(node: Node, terms: list[CovarianceTerm]) -> bool:
    """Raise for a term inside ``node`` that is refused; add covariance terms to ``terms``."""
    stack = [(node, False)]
    while stack:
        at, grouped = stack.pop()
        grouped = grouped or _in_group(at)
        name = called(at)
        if name in _SMOOTH and grouped:
            raise InvalidFormula("Cannot handle splines or GPs in group-level terms.", span=at.span)
        if name in _COVARIANCE:
            terms.append(CovarianceTerm(at))
        if name == "cs" and not grouped:
            raise InvalidFormula(
                "Category specific effects are not supported for this family.", span=at.span
            )
        if name == "mmc" and not grouped:
            raise InvalidFormula(
                "'mmc' is only supported in multi-membership terms.",
                span=at.span,
                hint="For example (1 + mmc(x1, x2) | mm(g1, g2)).",
            )
        if name in _LATER:
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


KIND = TermKind(CovarianceTerm, read)
