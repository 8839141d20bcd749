"""R code as a value: formulas and their sides, which R reads as calls.

A formula is text here, which stands for the formula in functions of models. Functions that ask for
its class, its length or its parts need to know that it is a formula: ``as_formula()`` says so.
"""

from __future__ import annotations

from typing import Any

from pybrms_mix.base.errors import InvalidData, PybrmsError
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Infix, Name, Node, Number, Parens, Prefix, String, Tilde
from pybrms_mix.syntax.parse import parse

__all__ = ["as_formula"]


class RCode(str):
    """The text of an R expression that is a value, such as a side of a formula."""

    @property
    def node(self) -> Node:
        """Return the tree of the expression."""
        return parse(str(self))

    @property
    def pieces(self) -> list[RCode]:
        """Return the function and the arguments of a call, or the expression itself."""
        return [RCode(t) for t in _pieces(self.node)]

    @property
    def words(self) -> list[str]:
        """Return ``as.character(x)``: a text for the function and for each argument."""
        return [_bare(p.node) for p in self.pieces]


class Formula(RCode):
    """The text of a formula, where its class matters."""


class FitFormula(str):
    """The text of the formulas of a fit, one line each, which is a list in R.

    Attributes:
        fit: the fit.
    """

    fit: Any

    def __new__(cls, lines: str, fit: Any) -> FitFormula:
        """Store the text and the fit."""
        formula = super().__new__(cls, lines)
        formula.fit = fit
        return formula


def _pieces(node: Node) -> list[str]:
    match node:
        case Tilde(None, right):
            return ["`~`", write(right)]
        case Tilde(left, right) if left is not None:
            return ["`~`", write(left), write(right)]
        case Infix(left, op, right):
            return [f"`{op}`", write(left), write(right)]
        case Prefix(op, operand):
            return [f"`{op}`", write(operand)]
        case Parens(body):
            return ["`(`", write(body)]
        case Call(function, arguments):
            return [write(function), *(write(a.value) for a in arguments if a.value is not None)]
        case Name() | Number() | String():
            return [write(node)]
    raise InvalidData(f"The parts of '{write(node)}' are not available here.")


def _bare(node: Node) -> str:
    return node.text if isinstance(node, Name | Number | String) else write(node)


def as_formula(x: Any) -> Any:
    """Return a formula that functions of values know as one; any other value is unchanged.

    Examples
    --------
    >>> from pybrms_mix.r import as_character, element
    >>> as_character(as_formula("y ~ x + z"))
    array(['~', 'y', 'x + z'], dtype=object)
    >>> element(as_formula("y ~ x + z"), 3)
    'x + z'
    """
    return Formula(x) if is_formula(x) else x


def is_formula(x: Any) -> bool:
    """Return whether a value is the text of a formula."""
    if not isinstance(x, str) or "~" not in x:
        return False
    try:
        return isinstance(parse(str(x)), Tilde)
    except PybrmsError:
        return False


def refuse_formula(x: Any, function: str) -> None:
    """Refuse a text that may be a formula, where R distinguishes both.

    Raises
    ------
    InvalidData
        If the value is the text of a formula that is not known to be one.
    """
    if not isinstance(x, RCode | FitFormula) and is_formula(x):
        raise InvalidData(
            f"{function} differs for the formula and for the text '{x}', which are one value here.",
            hint="Use all.vars(f), deparse(f) or labels(terms(f)) of a formula.",
        )
