"""Responses with measurement error, ``y | mi(sdy) ~ x``: the values without it are parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.bounds import POSITIVE, Bounds
from pybrms_mix.design.expression import Expression
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.endings import ending
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Cells, ImputingPiece
from pybrms_mix.model.parts import Parameter, Variable
from pybrms_mix.pieces.response.additions import Addition


@dataclass(frozen=True, eq=False)
class NoisyResponse(ImputingPiece):
    """The error-free values of a response with measurement error, also of missing responses.

    Attributes:
        resp: the name of the response in a model of several responses, otherwise "".
        addition: the call of ``mi(sdy)``.
        y: the measured values of the rows of the fit, NaN where they are missing.
        noise: the standard deviations of the measurement errors: (N,).
        bounds: the interval that all components and the truncation allow.
        labels: the labels of the rows of the fit.
        rows: the labels of the present rows.
    """

    template: ClassVar[str] = "noisy"
    resp: str
    addition: Addition
    y: np.ndarray
    noise: np.ndarray
    bounds: Bounds
    labels: np.ndarray
    rows: np.ndarray

    @classmethod
    def of(
        cls, resp: str, addition: Addition, y: np.ndarray, bounds: Bounds, frame: Frame
    ) -> NoisyResponse:
        """Return the values of ``mi(sdy)``.

        Raises:
            InvalidData: in brms's words, if a standard deviation is not positive.
        """
        noise = addition.numbers("sdy", "Measurement error should be numeric.")
        if (noise <= 0).any():
            raise addition.wrong(
                "Measurement error should be positive.",
                noise <= 0,
                {addition.label("sdy"): noise},
                "Correct the value, or set it to NA: the row is then left out.",
            )
        return cls(
            resp, addition, np.asarray(y, dtype=float), noise, bounds, frame.rows, frame.rows
        )

    @property
    def error(self) -> Expression:
        """Return the standard deviations of the measurements."""
        return self.addition.expressions["sdy"]

    @property
    def suffix(self) -> str:
        """Return the ending of names that belong to the response: "_y", or ""."""
        return ending(self.resp)

    @property
    def _seen(self) -> np.ndarray:
        """Return the positions of the rows with a measurement."""
        return np.flatnonzero(~np.isnan(self.y))

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the vector of the values without error."""
        about = "responses without measurement error"
        return (
            Parameter(
                f"Yl{self.suffix}", "vector", (self.n_rows,), (len(self.y),), about, (), self.bounds
            ),
        )

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the standard deviations, and of the rows with a measurement."""
        s = self.suffix
        return (
            Declaration(
                f"noise{s}",
                "vector",
                (self.n_rows,),
                "standard deviations of the measurements",
                bounds=POSITIVE,
            ),
            Declaration(f"Nme{s}", "int", (), "number of rows with a measurement", bounds=POSITIVE),
            Declaration(
                f"Jme{s}",
                "int",
                (),
                "positions of the rows with a measurement",
                (f"Nme{s}",),
                Bounds("1"),
            ),
        )

    def data(self) -> dict[str, Any]:
        """Return the bounds and the standard deviations, infinite for missing measurements."""
        s, (lower, upper) = self.suffix, self.bounds.numbers()
        return {
            f"noise{s}": np.where(np.isnan(self.y), np.inf, self.noise),
            f"Nme{s}": len(self._seen),
            f"Jme{s}": self._seen + 1,
            f"lbmi{s}": lower,
            f"ubmi{s}": upper,
        }

    @property
    def array(self) -> str:
        """Return brms's name of the array of values."""
        return f"Yl{self.suffix}"

    def variables(self) -> tuple[Variable, ...]:
        """Return the values, named by the positions of their rows."""
        numbers = (str(n) for n in range(1, len(self.labels) + 1))
        return tuple(
            Variable(f"{self.array}[{n}]", "Yl", level=n, array=self.array, cell=(n,))
            for n in numbers
        )

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the error-free values."""
        latent = cells[self.array]
        return {v.name: latent[:, :, i] for i, v in enumerate(self.variables())}

    def imputed(self, y: np.ndarray, draws: Draws) -> np.ndarray:
        """Return the draws of the values of rows of the fit: (draws, N)."""
        names = dict(zip(self.labels.tolist(), self.variables(), strict=True))
        return draws.matrix([names[row].name for row in self.rows.tolist()])

    def filled(self, y: np.ndarray) -> dict[str, np.ndarray]:
        """Return no parameters: ``guessed()`` has the values of all rows."""
        return {}

    def startable(self) -> tuple[str, ...]:
        """Return brms's names of the error-free values."""
        return tuple(v.name for v in self.variables())

    def guessed(self, unit: float) -> dict[str, float]:
        """Return the measured values as starting values; their mean for missing measurements."""
        typical = np.where(np.isnan(self.y), np.nanmean(self.y), self.y)
        return dict(zip(self.startable(), typical.tolist(), strict=True))

    def started(self, values: Mapping[str, float]) -> dict[str, Any]:
        """Return the vector; values that are left out start at the measurements."""
        if not any(name in values for name in self.startable()):
            return {}
        starts = {**self.guessed(1.0), **values}
        return {self.array: np.array([starts[name] for name in self.startable()])}

    def at(self, frame: Frame) -> NoisyResponse:
        """Return the same values for other rows; labels identify the rows of the fit."""
        return replace(self, rows=frame.rows)
