"""Responses that are missing and estimated with the parameters: ``y | mi() ~ x``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.bounds import POSITIVE, Bounds
from pybrms_mix.base.errors import NotSupported
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import Mixture
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Cells, ImputingPiece
from pybrms_mix.model.parts import Parameter, Variable
from pybrms_mix.pieces.response.response import Response

_ALONE = ("cens", "trunc")


@dataclass(frozen=True, eq=False)
class Missing(ImputingPiece):
    """The missing values of the response.

    Attributes:
        positions: the positions of the rows without a response, from 0.
        bounds: the interval that all components allow.
        labels: the labels of the rows of the fit without a response.
        rows: the labels of the present rows.
    """

    template: ClassVar[str] = "missing"
    positions: np.ndarray
    bounds: Bounds
    labels: np.ndarray
    rows: np.ndarray

    @classmethod
    def of(cls, mixture: Mixture, response: Response, frame: Frame) -> list[Missing]:
        """Return the missing values; an empty list without ``mi()`` in the formula.

        Raises:
            NotSupported: if responses are censored or truncated as well.
        """
        calls = {a.name: a.call for a in response.additions}
        if "mi" not in calls:
            return []
        for name in _ALONE:
            if name in calls:
                raise NotSupported(
                    f"'mi()' together with '{name}()' is not supported yet.",
                    span=calls[name].span,
                    hint="Leave 'mi()' out: rows without a response are then left out.",
                )
        at = np.flatnonzero(np.isnan(response.y))
        supports = [c.family.support for c in mixture.components]
        lower, upper = max(s.lower for s in supports), min(s.upper for s in supports)
        below, above = (repr(float(v)) if np.isfinite(v) else "" for v in (lower, upper))
        return [cls(at, Bounds(below, above), frame.rows[at], frame.rows)]

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the vector of the missing values."""
        shape = (len(self.positions),)
        return (Parameter("Ymi", "vector", ("Nmi",), shape, "missing responses", (), self.bounds),)

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the number and the positions of the rows without a response."""
        at = "which they are"
        return (
            Declaration("Nmi", "int", (), "rows without a response", bounds=POSITIVE),
            Declaration("Jmi", "int", (), at, ("Nmi",), Bounds("1")),
        )

    def data(self) -> dict[str, Any]:
        """Return the positions of the missing values, and their bounds."""
        return {
            "Nmi": len(self.positions),
            "Jmi": self.positions + 1,
            "lbmi": float(self.bounds.lower or -np.inf),
            "ubmi": float(self.bounds.upper or np.inf),
        }

    def variables(self) -> tuple[Variable, ...]:
        """Return the missing values, named by the positions of their rows."""
        numbers = (str(i + 1) for i in self.positions)
        return tuple(
            Variable(f"Ymi[{n}]", "latent", level=n, array="Ymi", cell=(n,)) for n in numbers
        )

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the missing values."""
        return {v.name: cells["Ymi"][:, :, i] for i, v in enumerate(self.variables())}

    def imputed(self, y: np.ndarray, draws: Draws) -> np.ndarray:
        """Return the responses, with draws in place of missing values: (draws, N)."""
        names = dict(zip(self.labels.tolist(), self.variables(), strict=True))
        holes = [i for i in np.flatnonzero(np.isnan(y)) if self.rows[i] in names]
        if not holes:
            return y
        found = np.repeat(y[None, :], draws.chains * draws.per_chain, axis=0)
        found[:, holes] = draws.matrix([names[self.rows[i]].name for i in holes])
        return found

    def filled(self, y: np.ndarray) -> dict[str, np.ndarray]:
        """Return the values."""
        return {"Ymi": y}

    def at(self, frame: Frame) -> Missing:
        """Return the same values for other rows; labels identify the rows of the fit."""
        return replace(self, rows=frame.rows)
