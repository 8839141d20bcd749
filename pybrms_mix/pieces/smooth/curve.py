"""One smooth function on the rows of the data: its columns, with and without a penalty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.door import warn
from pybrms_mix.base.errors import InvalidData, NotSupported
from pybrms_mix.design.design import renamed
from pybrms_mix.design.expression import Expression
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.rvalues import Factor
from pybrms_mix.design.thin_plate import (
    Basis,
    default_order,
    default_size,
    kept_basis,
    polynomials,
    thin_plate,
)
from pybrms_mix.pieces.smooth.smooth_terms import SmoothTerm
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Node


@dataclass(frozen=True, eq=False)
class Curve:
    """One smooth function: of a term, or of one level of its ``by`` variable.

    Attributes:
        term: the term as R writes it: "s(x, k = 5)".
        name: brms's name of it: "sx", "sx:faa".
        arguments: the variables.
        by: the variable that multiplies the function; None if there is none.
        level: the position of the level of ``by`` that the function belongs to; None for a number.
        basis: the columns as functions of the variables.
        matrix: the columns of each row, penalised ones first: (N, columns).
    """

    term: str
    name: str
    arguments: tuple[Expression, ...]
    by: Expression | None
    level: int | None
    basis: Basis
    matrix: np.ndarray

    @property
    def penalised(self) -> np.ndarray:
        """Return the columns with a penalty: (N, columns)."""
        return self.matrix[:, : self.basis.rank]

    @property
    def free(self) -> np.ndarray:
        """Return the columns without a penalty: (N, columns)."""
        return self.matrix[:, self.basis.rank :]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the data columns that the function reads, with those of ``by``."""
        every = (*self.arguments, *([] if self.by is None else [self.by]))
        return tuple(dict.fromkeys(name for e in every for name in e.columns))

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

    Raises:
        InvalidData: if a variable is not numeric or has too few distinct values, or if the stored
            basis of the term does not fit the rows of the frame.
        NotSupported: for an ordered factor as ``by``.
    """
    arguments = tuple(Expression.of(node, frame) for node in term.arguments)
    by = None if term.by is None else Expression.of(term.by, frame)
    levels = _levels(by, term.by)
    label = f"s({','.join(write(e.node) for e in arguments)})"
    ends = [""] if by is None else [f":{write(by.node)}{level}" for level in levels]
    first = None if by is None else _weights(by, 0 if levels != ("",) else None)
    kept = frame.bases.get(write(term.call))
    basis = _basis(term, arguments, first, kept, centred=by is None or levels != ("",))
    found = []
    for k, end in enumerate(ends):
        level = None if levels == ("",) else k
        (name,) = renamed([f"{label}{end}"])
        matrix = _matrix(basis, arguments, by, level)
        found.append(Curve(write(term.call), name, arguments, by, level, basis, matrix))
    return found


def _levels(by: Expression | None, node: Node | None) -> tuple[str, ...]:
    """Return the levels of a factor ``by``; otherwise one empty text."""
    rows = None if by is None else by.result
    if isinstance(rows, Factor) and rows.ordered and node is not None:
        raise NotSupported(
            "An ordered factor as 'by' of 's()' is not supported yet.",
            span=node.span,
            hint="mgcv leaves its first level out; as an unordered factor each level has a curve.",
        )
    if isinstance(rows, Factor):
        return rows.levels
    if isinstance(rows, np.ndarray) and rows.dtype == bool:
        return ("FALSE", "TRUE")
    return ("",)


def _weights(by: Expression, level: int | None) -> np.ndarray:
    rows = by.result
    if level is None:
        return np.asarray(by.values, dtype=float)
    codes = rows.codes if isinstance(rows, Factor) else np.asarray(rows, dtype=int)
    return np.asarray(codes == level, dtype=float)


def _numbers(arguments: tuple[Expression, ...]) -> np.ndarray:
    for expression in arguments:
        rows = expression.result
        if not isinstance(rows, np.ndarray) or rows.dtype.kind not in "iuf":
            raise InvalidData(
                f"The variable '{write(expression.node)}' of a smooth must be numeric.",
                span=expression.node.span,
                hint="Let a factor multiply the smooth: s(x, by = f).",
            )
    return np.column_stack([np.asarray(e.values, dtype=float) for e in arguments])


def _matrix(
    basis: Basis, arguments: tuple[Expression, ...], by: Expression | None, level: int | None
) -> np.ndarray:
    found = basis.at(_numbers(arguments))
    return found if by is None else _weights(by, level)[:, None] * found


def _basis(
    term: SmoothTerm,
    arguments: tuple[Expression, ...],
    weights: np.ndarray | None,
    kept: Mapping[str, np.ndarray] | None,
    *,
    centred: bool,
) -> Basis:
    x = _numbers(arguments)
    order = term.order if term.order is not None else default_order(x.shape[1])
    if 2 * order <= x.shape[1]:
        order = default_order(x.shape[1])
    size = term.size if term.size is not None else default_size(x.shape[1], order)
    least = polynomials(x.shape[1], order) + 1
    if size < least:
        warn(f"basis dimension, k, increased to minimum possible: {write(term.call)} has {least}")
        size = least
    distinct = len(np.unique(x, axis=0))
    if distinct < size:
        raise InvalidData(
            "A term has fewer unique covariate combinations than specified maximum degrees of "
            "freedom",
            span=term.call.span,
            hint=f"There are {distinct}: give a smaller k.",
        )
    if kept is not None:
        return kept_basis(kept, x, size, order, centred=centred, penalised=not term.fixed)
    return thin_plate(x, size, order, centred=centred, penalised=not term.fixed, weights=weights)
