"""One smooth function on the rows of the data: its columns, with and without a penalty."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import InvalidData, PybrmsError
from pybrms_mix.design.design import renamed
from pybrms_mix.design.expression import Expression, evaluate
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.rvalues import Factor, Matrix
from pybrms_mix.design.smooths.basis import Basis, Values
from pybrms_mix.design.smooths.knot_rows import KnotRows
from pybrms_mix.design.smooths.smooth_call import Place, basis_of
from pybrms_mix.pieces.smooth.smooth_terms import SmoothTerm
from pybrms_mix.syntax.deparse import write


@dataclass(frozen=True, eq=False)
class Curve:
    """One smooth function: of a term, or of one level of its ``by`` variable.

    Attributes:
        term: the term as R writes it: "s(x, k = 5)".
        key: the key of the arrays of its basis in a frame.
        label: mgcv's name of it: "s(x)", "s(x):faa".
        arguments: the variables.
        by: the variable that multiplies the function; None if there is none.
        level: the position of the level of ``by`` that the function belongs to; None for a number.
        basis: the columns as functions of the variables.
        matrix: the columns of each row, penalised ones first: (N, columns).
    """

    term: str
    key: str
    label: str
    arguments: tuple[Expression, ...]
    by: Expression | None
    level: int | None
    basis: Basis
    matrix: np.ndarray

    @property
    def name(self) -> str:
        """Return brms's name of the function: "sx", "sx:faa"."""
        return str(renamed([self.label])[0])

    @property
    def blocks(self) -> tuple[np.ndarray, ...]:
        """Return the columns of each penalty: (N, columns)."""
        ends = np.cumsum(self.basis.blocks, dtype=int)
        return tuple(np.split(self.matrix, ends, axis=1)[: len(ends)])

    @property
    def free(self) -> np.ndarray:
        """Return the columns without a penalty: (N, columns)."""
        return self.matrix[:, self.basis.penalised :]

    @property
    def along(self) -> tuple[str, ...]:
        """Return the names of the data columns along which the function runs."""
        return tuple(dict.fromkeys(name for e in self.arguments for name in e.columns))

    @property
    def chosen_by(self) -> tuple[str, ...]:
        """Return the names of the data columns of ``by``."""
        return () if self.by is None else tuple(dict.fromkeys(self.by.columns))

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the data columns that the function reads."""
        return tuple(dict.fromkeys((*self.along, *self.chosen_by)))

    def at(self, frame: Frame) -> Curve:
        """Return the same function on other rows."""
        arguments = tuple(e.at(frame) for e in self.arguments)
        by = None if self.by is None else self.by.at(frame)
        return replace(
            self, arguments=arguments, by=by,
            matrix=_matrix(self.basis, arguments, by, self.level),
        )  # fmt: skip


def curves(term: SmoothTerm, frame: Frame) -> list[Curve]:
    """Return the functions of one term: one, or one for each level of a factor.

    There is none for the first level of an ordered factor.

    Raises:
        InvalidData: if a variable does not suit the basis or has too few distinct values, or if the
            stored basis of the term does not fit the rows of the frame.
    """
    arguments = tuple(Expression.of(node, frame) for node in term.arguments)
    by = None if term.by is None else Expression.of(term.by, frame)
    names = tuple(write(e.node) for e in arguments)
    label = f"{term.function}({','.join(names)})"
    levels = _levels(by)
    ends = [f":{write(by.node)}{level}" for level in levels.values()] if by is not None else [""]
    first, key = next(iter(levels)), frame.basis_key(write(term.call))
    weights = None if by is None else _weights(by, first)
    place = Place(
        names, _values(arguments), _knots(arguments, frame), weights,
        centred=by is None or first is not None or bool(np.ptp(_weights(by, None)) == 0),
        stored_basis=frame.bases.get(key),
    )  # fmt: skip
    try:
        basis = basis_of(term.smooth, place)
    except PybrmsError as error:
        error.span = error.span or term.call.span
        raise
    return [
        Curve(
            write(term.call), key, f"{label}{end}", arguments, by, level, basis,
            _matrix(basis, arguments, by, level),
        )
        for end, level in zip(ends, levels, strict=True)
    ]  # fmt: skip


def _knots(arguments: tuple[Expression, ...], frame: Frame) -> dict[str, np.ndarray]:
    """Return the knots that the user gives for the variables of a term, by the variable."""
    by_variable = {}
    for expression in arguments:
        if expression.columns and all(name in frame.knots for name in expression.columns):
            rows = KnotRows(frame.knots)
            knots = np.asarray(evaluate(expression.node, rows, dict(expression.memory)), float)
            by_variable[write(expression.node)] = knots
    return by_variable


def _levels(by: Expression | None) -> dict[int | None, str]:
    """Return the levels of ``by`` that have a function, by position; the key is None for a number.

    An ordered factor has no function for its first level. The curve of the other terms describes
    that level, and the functions of the other levels are differences from it.
    """
    rows = None if by is None else by.result
    if isinstance(rows, Factor):
        return {k: v for k, v in enumerate(rows.levels) if k or not rows.ordered}
    if isinstance(rows, np.ndarray) and rows.dtype == bool:
        return {0: "FALSE", 1: "TRUE"}
    return {None: ""}


def _weights(by: Expression, level: int | None) -> np.ndarray:
    rows = by.result
    if level is None:
        return np.asarray(by.values, dtype=float)
    codes = rows.codes if isinstance(rows, Factor) else np.asarray(rows, dtype=int)
    return np.asarray(codes == level, dtype=float)


def _values(arguments: tuple[Expression, ...]) -> Values:
    values = []
    for expression in arguments:
        rows = expression.result
        if isinstance(rows, Matrix):
            raise InvalidData(
                f"The variable '{write(expression.node)}' of a smooth is a matrix.",
                span=expression.node.span,
                hint="The variables of a smooth must be single columns.",
            )
        values.append(rows)
    return values


def _matrix(
    basis: Basis, arguments: tuple[Expression, ...], by: Expression | None, level: int | None
) -> np.ndarray:
    matrix = basis.at(_values(arguments))
    return matrix if by is None else _weights(by, level)[:, None] * matrix
