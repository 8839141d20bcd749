"""The variable of ``mi(x)``: a response of the model, with draws in place of missing values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import InvalidData, InvalidFormula
from pybrms_mix.base.lazy import stats
from pybrms_mix.design.expression import Expression
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.response_names import response_name
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import ImputingPiece, Piece, ResponsePiece
from pybrms_mix.pieces.special.special_terms import arguments
from pybrms_mix.pieces.special.special_variables import Multiplicand, SpecialVariable
from pybrms_mix.syntax.nodes import Call, Name


@dataclass(frozen=True, eq=False)
class Imputed(SpecialVariable, Multiplicand):
    """A response of the model that is a predictor of another response.

    Attributes:
        column: the variable, which is the response itself.
        imputing: the missing values of the response.
        observed: the response, NaN where it is missing: (N,).
        typical: the mean of the observed values of the rows of the fit.
        noise: the standard deviations of the measurements; None for a response without error.
        labels: the labels of the present rows.
        further: whether the present rows have draws of their own, apart from those of the fit.
    """

    column: Name
    imputing: ImputingPiece
    observed: np.ndarray
    typical: float
    noise: Expression | None
    labels: tuple[str, ...]
    further: bool = False

    @classmethod
    def of(cls, call: Call, frame: Frame, earlier: Iterable[Piece]) -> Imputed:
        """Return the variable of a call of ``mi()``.

        Raises:
            InvalidFormula: in brms's words, if the model has no such response, or if that response
                has no ``mi()`` of its own.
        """
        by_name = arguments(call)
        column = by_name["x"]
        if not isinstance(column, Name):
            raise InvalidFormula(
                "'mi' only accepts single untransformed variables.",
                span=call.span,
                hint="Store the transformed variable in a column of the data first.",
            )
        imputing, noise = response_piece(column, [*earlier])
        observed = _values(column, frame)
        labels = tuple(map(str, frame.rows.tolist()))
        return cls(column, imputing, observed, float(np.nanmean(observed)), noise, labels)

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the name of the response, whose effect ``conditional_effects()`` shows."""
        return (self.column.text,)

    def borrows(self) -> frozenset[str]:
        """Return the names of the missing values."""
        return frozenset(v.name for v in self.imputing.variables())

    @property
    def vector(self) -> str:
        """Return the name of the responses, known or not, in the program."""
        return f"Yl_{self.imputing.resp}"

    @property
    def slope(self) -> np.ndarray:
        """Return the observed values, and their mean where they are missing."""
        return np.where(np.isnan(self.observed), self.typical, self.observed)

    def _names(self) -> list[str]:
        """Return the names of the draws for rows that have their own."""
        return [f"Yl_{self.imputing.resp}[new {label}]" for label in self.labels]

    def values(self, draws: Draws) -> np.ndarray:
        """Return the response with draws in place of unknown values: (draws, N) or (1, N)."""
        if self.further:
            return draws.matrix(self._names())
        return np.atleast_2d(self.imputing.imputed(self.observed, draws))

    def reads(self) -> frozenset[str]:
        """Return the columns of the measurements."""
        return frozenset(self.noise.columns if self.noise else ())

    def lost(self, draws: Draws) -> bool:
        """Return whether ``draws`` has no latent values of the fit."""
        return self.noise is not None and any(name not in draws for name in self.borrows())

    def at_positions(self, frame: Frame) -> Imputed:
        """Return the variable on other rows, which have draws of their own if it has an error."""
        return replace(self, further=self.noise is not None).at(frame)

    def drawn(self, draws: Draws, rng: np.random.Generator) -> dict[str, np.ndarray]:
        """Return normal draws around the measured values, inside the bounds, as in brms.

        Raises:
            InvalidData: if a row has no measurement.
        """
        if self.noise is None:
            return {}
        gaps = np.flatnonzero(np.isnan(self.observed))
        if gaps.size:
            raise InvalidData(
                f"'{self.column.text}' was not measured in row {self.labels[gaps[0]]} (counted "
                "from 0), and the fit does not hold the draws of its latent value.",
                hint="Fit the model with save_pars=save_pars(latent=True).",
            )
        noise = np.asarray(self.noise.values, dtype=float)
        lower, upper = self.imputing.bounds.numbers()
        values = stats.truncnorm.rvs(
            (lower - self.observed) / noise, (upper - self.observed) / noise, self.observed, noise,
            size=(draws.chains * draws.per_chain, len(noise)), random_state=rng,
        )  # fmt: skip
        return dict(zip(self._names(), values.T, strict=True))

    def at(self, frame: Frame) -> Imputed:
        """Return the response of other rows."""
        return replace(
            self, imputing=self.imputing.at(frame), observed=_values(self.column, frame),
            noise=self.noise.at(frame) if self.noise and self.further else self.noise,
            labels=tuple(map(str, frame.rows.tolist())),
        )  # fmt: skip


def response_piece(
    column: Name, pieces: Sequence[Piece]
) -> tuple[ImputingPiece, Expression | None]:
    """Return the missing values and the measurement errors of the response ``column``."""
    name = response_name(column)
    for piece in pieces:
        if isinstance(piece, ImputingPiece) and piece.resp and piece.resp == name:
            return piece, piece.error
    if any(isinstance(p, ResponsePiece) and p.resp and p.resp == name for p in pieces):
        raise InvalidFormula(
            "Response models of variables in 'mi' terms require specification of the addition "
            f"argument 'mi'. See ?mi. Error occurred for '{name}'.",
            span=column.span,
            hint=f"Write bf({column.text} | mi() ~ ...).",
        )
    raise InvalidFormula(
        "Variables in 'mi' terms should also be specified as response variables in the model. "
        f"See ?mi. Error occurred for '{name}'.",
        span=column.span,
        hint=f"Add a formula for the variable: bf({column.text} | mi() ~ ...).",
    )


def _values(column: Name, frame: Frame) -> np.ndarray:
    """Return the numbers of the column, NaN where they are missing: (N,)."""
    return np.asarray(frame.column(column), dtype=float)
