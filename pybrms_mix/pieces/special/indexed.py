"""The variable of ``mi(x, idx = id)``: values of a response from the rows that an index names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import InvalidData, InvalidFormula, NotSupported
from pybrms_mix.design.expression import Expression
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.grouping import text
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.fragments import Picked
from pybrms_mix.model.ir import Piece
from pybrms_mix.pieces.response.additions import Addition
from pybrms_mix.pieces.response.response import Response
from pybrms_mix.pieces.special.imputed import Imputed, response_piece
from pybrms_mix.pieces.special.special_terms import arguments, calls
from pybrms_mix.pieces.special.special_variables import Multiplicand, SpecialVariable
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Name, Node


@dataclass(frozen=True, eq=False)
class Indexed(SpecialVariable, Multiplicand):
    """A response that is a predictor of another response, which has other rows.

    Attributes:
        inner: the response on its own rows of the fit.
        name: the name of the data with ``positions`` in the program.
        idx: the column that identifies, for each row of the predictor, a row of the response.
        index: the identifiers of the rows of the response, from its ``index()``.
        positions: for each row of the predictor, the position of its row of the response: (N,).
    """

    inner: Imputed
    name: str
    idx: Expression
    index: tuple[str, ...]
    positions: np.ndarray

    @classmethod
    def of(cls, call: Call, name: str, frame: Frame, earlier: Sequence[Piece]) -> Indexed:
        """Return the variable of a call of ``mi()`` with ``idx``.

        Raises:
            InvalidFormula: in brms's words, if the response has no ``index()``.
            InvalidData: in brms's words, if a row of the response is not found.
            NotSupported: if the response has measurement error.
        """
        by_name = arguments(call)
        column = by_name["x"]
        assert isinstance(column, Name)
        imputing, noise = response_piece(column, earlier)
        if noise is not None:
            raise NotSupported(
                "'idx' is not supported for a response with measurement error, 'mi(sdy)'.",
                span=by_name["idx"].span,
            )
        response = next(
            p for p in earlier if isinstance(p, Response) and p.mixture.resp == imputing.resp
        )
        index = _index(response.additions)
        if index is None:
            raise InvalidFormula(
                f"Response '{imputing.resp}' needs to have an 'index' addition term to compare "
                "with 'idx'. See ?mi for examples.",
                span=by_name["idx"].span,
                hint=f"Write bf({column.text} | mi() + index({write(by_name['idx'])}) ~ ...).",
            )
        observed = np.asarray(response.y, dtype=float)
        inner = Imputed(column, imputing, observed, float(np.nanmean(observed)), None, ())
        idx = Expression.of(by_name["idx"], frame)
        return cls(inner, name, idx, index, np.zeros(0, dtype=int))._matched(frame)

    def _matched(self, frame: Frame) -> Indexed:
        positions = {label: at for at, label in enumerate(self.index)}
        labels = [text(value) for value in np.asarray(self.idx.values).tolist()]
        unmatched = [n for n, label in enumerate(labels) if label not in positions]
        if unmatched:
            raise InvalidData(
                f"Could not match all indices in response '{self.inner.imputing.resp}'.",
                span=self.idx.node.span,
                hint=f"In row {frame.rows[unmatched[0]]} (counted from 0), "
                f"'{write(self.idx.node)}' is {labels[unmatched[0]]}.",
            )
        return replace(self, positions=np.array([positions[label] for label in labels], dtype=int))

    @property
    def vector(self) -> Picked:
        """Return the values of the rows in the program."""
        return Picked(self.inner.vector, self.name)

    @property
    def slope(self) -> np.ndarray:
        """Return the observed values, and their mean where they are missing."""
        return np.asarray(self.inner.slope[self.positions])

    def values(self, draws: Draws) -> np.ndarray:
        """Return the values, with draws in place of missing ones: (draws, N) or (1, N)."""
        return np.asarray(self.inner.values(draws)[:, self.positions])

    @property
    def shown(self) -> tuple[str, ...]:
        """Return no column: the values are not those of a column of the present rows."""
        return ()

    def positions_by_name(self) -> dict[str, np.ndarray]:
        """Return ``positions``, counted from 1, by the name of the data in the program."""
        return {self.name: self.positions + 1}

    def columns_of(self, call: Iterable[str]) -> frozenset[str]:
        """Return the column ``idx``, by which new rows look up rows of the fit."""
        return frozenset(self.idx.columns)

    def borrows(self) -> frozenset[str]:
        """Return the names of the variables that hold the missing values."""
        return self.inner.borrows()

    def at(self, frame: Frame) -> Indexed:
        """Return the values for other rows."""
        return replace(self, idx=self.idx.at(frame))._matched(frame)


def _index(additions: Iterable[Addition]) -> tuple[str, ...] | None:
    """Return the names of the rows of a response; None if it has no ``index()``."""
    for addition in additions:
        if addition.name == "index":
            return tuple(text(value) for value in addition.values("x").tolist())
    return None


def is_indexed(call: Call) -> bool:
    """Return whether a call of ``mi()`` names rows of the response."""
    by_name = arguments(call)
    return "idx" in by_name and by_name["idx"] != Name("NA")


def names_of_positions(nodes: Iterable[Node], suffix: str) -> dict[tuple[str, str], str]:
    """Return brms's names of the positions, by the texts of the response and of the index."""
    names: dict[tuple[str, str], str] = {}
    for call in (call for node in nodes for call in calls(node, "mi")):
        by_name = arguments(call)
        if is_indexed(call):
            x, idx = write(by_name["x"]), write(by_name["idx"])
            number = 1 + sum(of == x for of, _ in names)
            names.setdefault((x, idx), f"idxl{suffix}_{x}_{number}")
    return names
