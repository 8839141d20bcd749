"""The variable of a monotonic effect, as the number of steps above its lowest value."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData, InvalidFormula
from pybrms_mix.design.expression import Expression
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.rvalues import Factor, Rows, number_text, quoted
from pybrms_mix.pieces.special.special_terms import arguments
from pybrms_mix.pieces.special.special_variables import SpecialVariable
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Call, Name, Node


@dataclass(frozen=True, eq=False)
class Steps(SpecialVariable):
    """The steps of ``mo(x)``.

    Attributes:
        expression: the variable.
        id: the name of the simplex that several terms share; "" if there is none.
        lowest: the lowest value of a numeric variable; 0 for an ordered factor.
        count: the number of steps between the lowest and the highest value.
        codes: the number of steps of each row, shape (N,).
    """

    expression: Expression
    id: str
    lowest: float
    count: int
    codes: np.ndarray

    @classmethod
    def of(cls, call: Call, frame: Frame) -> Steps:
        """Return the steps of a call of ``mo()`` on the rows of the fit.

        Raises:
            InvalidData: if the variable is neither an ordered factor nor integer, or has a single
                value.
        """
        by_name = arguments(call)
        node, id = by_name["x"], _id(by_name.get("id"))
        expression = Expression.of(node, frame)
        if isinstance(node, Name) and node.text in frame.data:
            # A lower level that occurs only in rows that subset() leaves out is a step too, as in
            # brms.
            expression = replace(expression, result=_rows(node, frame))
        values, levels = _values(expression)
        if not levels and not _whole(values).all():
            raise _invalid(expression)
        lowest = 0.0 if levels else float(values.min())
        count = int(values.max() - lowest)
        if count < 1:
            raise InvalidData(
                f"The monotonic predictor '{write(node)}' has a single value.",
                span=call.span,
                hint="Leave the predictor out of the formula.",
            )
        return cls(expression, id, lowest, count, (values - lowest).astype(np.int64))

    @property
    def numeric(self) -> bool:
        """Return whether the variable is a number, not an ordered factor."""
        return not isinstance(self.expression.result, Factor)

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the columns of the variable."""
        return self.expression.columns

    def discrete(self) -> frozenset[str]:
        """Return the columns of a call such as ``factor(m)``, if the variable is such a call."""
        is_call = not isinstance(self.expression.node, Name)
        return frozenset(self.expression.columns if is_call else ())

    def integers(self) -> frozenset[str]:
        """Return the name of the variable if it is a numeric column; otherwise an empty set."""
        node = self.expression.node
        return frozenset({node.text} if self.numeric and isinstance(node, Name) else ())

    def at(self, frame: Frame) -> Steps:
        """Return the steps of other rows.

        Raises:
            InvalidData: if a value is not an integer in the range of the fit.
        """
        expression = self.expression.at(frame)
        values, _ = _values(expression)
        codes = values - self.lowest
        inside = (codes >= 0) & (codes <= self.count) & _whole(codes)
        if not inside.all():
            wrong = [number_text(float(v)) for v in dict.fromkeys(values[~inside].tolist())]
            top = number_text(self.lowest + self.count)
            raise InvalidData(
                f"Invalid values in variable '{write(expression.node)}': {quoted(wrong)}",
                hint=f"The fit has the integers from {number_text(self.lowest)} to {top}.",
            )
        return replace(self, expression=expression, codes=codes.astype(np.int64))


def _id(node: Node | None) -> str:
    """Return the name of a simplex: text, or a number as R writes it; "" for none."""
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


def _rows(node: Name, frame: Frame) -> Rows:
    column = frame.column(node)
    assert column is not None
    return column


def _values(expression: Expression) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return numbers, or positions of levels with the levels.

    Raises:
        InvalidData: for values of another kind.
    """
    rows = expression.result
    if isinstance(rows, Factor) and rows.ordered:
        return rows.codes.astype(float), rows.levels
    if not isinstance(rows, np.ndarray) or rows.dtype.kind not in "iuf":
        raise _invalid(expression)
    return rows.astype(float), ()


def _whole(values: np.ndarray) -> np.ndarray:
    return np.asarray(np.abs(values - np.round(values)) < np.sqrt(np.finfo(float).eps))


def _invalid(expression: Expression) -> InvalidData:
    name = write(expression.node)
    return InvalidData(
        "Monotonic predictors must be integers or ordered factors. Error occurred for variable "
        f"'{name}'.",
        span=expression.node.span,
        hint=f"An ordered factor is pandas.Categorical(data['{name}'], ordered=True).",
    )
