"""A function of ``mi(x)`` or ``me(x, sdx)`` as a variable of a term: ``I(mi(x)^2)``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import InvalidFormula, NotSupported
from pybrms_mix.design import nonlinear_expression
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.grouping import Grouping
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.fragments import Computed
from pybrms_mix.pieces.special.special_terms import is_special
from pybrms_mix.pieces.special.special_variables import Multiplicand, SpecialVariable
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Infix, Name, Node, Parens, Prefix, called, variables

_VALUE = Name("value")


@dataclass(frozen=True, eq=False)
class Transformed(SpecialVariable, Multiplicand):
    """The values of an expression of one special variable.

    Attributes:
        node: the expression of the variable, which has the name ``value`` in it.
        inner: the variable.
    """

    node: Node
    inner: SpecialVariable

    @classmethod
    def of(cls, node: Node, variable_of: Callable[[Call], SpecialVariable]) -> Transformed:
        """Return the variable of an expression that contains one special call.

        ``variable_of`` returns the variable of the call.

        Raises:
            InvalidFormula: if the expression reads further variables.
            NotSupported: if Stan cannot compute the expression, or if it is not continuous.
        """
        calls: list[Call] = []
        expression = _with_value(node, calls)
        other_variables = [name for name in variables(expression) if name is not _VALUE]
        if len(calls) > 1 or other_variables:
            raise InvalidFormula(
                f"'{write(node)}' contains several variables: a function of a special term "
                "may contain this term alone.",
                span=node.span,
                hint="Write a product of special terms and variables with a colon: "
                f"{write(calls[0])}:z.",
            )
        try:
            nonlinear_expression.check(expression)
        except InvalidFormula as error:
            raise NotSupported(
                f"'{write(node)}' is not supported: {error.message}",
                span=error.span or node.span,
                hint=error.hint,
            ) from None
        if not nonlinear_expression.whole(expression):
            raise NotSupported(
                f"'{write(node)}' is not supported: it is not a continuous function of the "
                "latent value.",
                span=node.span,
            )
        return cls(expression, variable_of(calls[0]))

    @property
    def _inner(self) -> Multiplicand:
        assert isinstance(self.inner, Multiplicand)
        return self.inner

    @property
    def vector(self) -> Computed:
        """Return the expression of the rows in the program."""
        return Computed(self.node, _VALUE.text, self._inner.vector)

    @property
    def slope(self) -> np.ndarray:
        """Return the expression at approximate values: (N,); 0 where it has no value there."""
        values = nonlinear_expression.value(self.node, {_VALUE.text: self._inner.slope})
        return np.where(np.isfinite(values), values, 0.0)

    def values(self, draws: Draws) -> np.ndarray:
        """Return the values of the rows: (draws, N) or (1, N)."""
        return nonlinear_expression.value(self.node, {_VALUE.text: self._inner.values(draws)})

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the columns of the variable."""
        return self.inner.shown

    @property
    def grouped_by(self) -> Grouping | None:
        """Return the grouping factor of the latent values of the variable."""
        return self.inner.grouped_by

    def positions_by_name(self) -> dict[str, np.ndarray]:
        """Return the positions that the variable has as data."""
        return self.inner.positions_by_name()

    def columns_of(self, call: Iterable[str]) -> frozenset[str]:
        """Return those columns of the call that new rows need."""
        return self.inner.columns_of(call)

    def reads(self) -> frozenset[str]:
        """Return the columns that the variable depends on."""
        return self.inner.reads()

    def borrows(self) -> frozenset[str]:
        """Return the names of the draws that the variable depends on."""
        return self.inner.borrows()

    def lost(self, draws: Draws) -> bool:
        """Return whether ``draws`` lacks latent values of the rows of the fit."""
        return self.inner.lost(draws)

    def drawn(self, draws: Draws, rng: np.random.Generator) -> dict[str, np.ndarray]:
        """Return draws of the latent values of other rows, by name, each of shape (draws,)."""
        return self.inner.drawn(draws, rng)

    def at_positions(self, frame: Frame) -> Transformed:
        """Return the expression on other rows, whose latent values have draws of their own."""
        return replace(self, inner=self.inner.at_positions(frame))

    def at(self, frame: Frame) -> Transformed:
        """Return the expression on other rows."""
        return replace(self, inner=self.inner.at(frame))


def _with_value(node: Node, calls: list[Call]) -> Node:
    """Return ``node`` with a name in place of special calls, which are added to ``calls``."""
    match node:
        case Call() if is_special(node):
            calls.append(node)
            return _VALUE
        case Call(_, arguments):
            new_arguments = tuple(
                a if a.value is None else replace(a, value=_with_value(a.value, calls))
                for a in arguments
            )
            # I() of R only says that its operators are arithmetic.
            if (
                called(node) == "I"
                and len(new_arguments) == 1
                and new_arguments[0].value is not None
            ):
                return Parens(new_arguments[0].value, node.span)
            return replace(node, arguments=new_arguments)
        case Infix(left, _, right):
            return replace(node, left=_with_value(left, calls), right=_with_value(right, calls))
        case Prefix(_, operand):
            return replace(node, operand=_with_value(operand, calls))
        case Parens(body):
            return replace(node, body=_with_value(body, calls))
    return node
