"""Responses that are missing and estimated with the parameters: ``y | mi() ~ x``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.bounds import POSITIVE, Bounds
from pybrms_mix.base.errors import InvalidData, NotSupported
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import Mixture
from pybrms_mix.family.endings import ending
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Cells, ImputingPiece
from pybrms_mix.model.parts import Parameter, Variable
from pybrms_mix.pieces.response.noisy import NoisyResponse
from pybrms_mix.pieces.response.response import Response


@dataclass(frozen=True, eq=False)
class Missing(ImputingPiece):
    """The missing values of the response.

    Attributes:
        resp: the name of the response in a model of several responses, otherwise "".
        positions: the positions of the rows without a response, from 0.
        bounds: the interval that all components and the truncation allow.
        labels: the labels of the rows of the fit without a response.
        rows: the labels of the present rows.
    """

    template: ClassVar[str] = "missing"
    resp: str
    positions: np.ndarray
    bounds: Bounds
    labels: np.ndarray
    rows: np.ndarray

    @classmethod
    def of(
        cls, mixture: Mixture, response: Response, frame: Frame
    ) -> list[Missing | NoisyResponse]:
        """Return the missing or latent values; an empty list without ``mi()`` in the formula.

        Raises:
            InvalidData: if no row has a response.
            NotSupported: if responses are censored as well, or if their truncation differs between
                rows.
        """
        calls = {a.name: a.call for a in response.additions}
        if "mi" not in calls:
            return []
        if "cens" in calls:
            raise NotSupported(
                "'mi()' together with 'cens()' is not supported yet.",
                span=calls["cens"].span,
                hint="Leave 'mi()' out: rows without a response are then dropped.",
            )
        if np.isnan(response.y).all():
            raise InvalidData(
                f"The response '{response.name}' is missing in all rows.",
                span=response.expression.node.span,
                hint="'mi()' needs observed values of the response in order to estimate the "
                "missing ones.",
            )
        bounds = support(mixture, response)
        (mi_term,) = (a for a in response.additions if a.name == "mi")
        if "sdy" in mi_term.expressions:
            return [NoisyResponse.of(mixture.resp, mi_term, response.y, bounds, frame)]
        at = np.flatnonzero(np.isnan(response.y))
        return [cls(mixture.resp, at, bounds, frame.rows[at], frame.rows)]

    @property
    def suffix(self) -> str:
        """Return the ending of names that belong to the response: "_y", or ""."""
        return ending(self.resp)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the vector of the missing values."""
        s, shape = self.suffix, (len(self.positions),)
        about = "missing responses"
        return (Parameter(f"Ymi{s}", "vector", (f"Nmi{s}",), shape, about, (), self.bounds),)

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the number and the positions of the rows without a response."""
        s = self.suffix
        return (
            Declaration(f"Nmi{s}", "int", (), "number of rows without a response", bounds=POSITIVE),
            Declaration(
                f"Jmi{s}",
                "int",
                (),
                "positions of the rows without a response",
                (f"Nmi{s}",),
                Bounds("1"),
            ),
        )

    def data(self) -> dict[str, Any]:
        """Return the positions of the missing values, and their bounds."""
        s, (lower, upper) = self.suffix, self.bounds.numbers()
        return {
            f"Nmi{s}": len(self.positions),
            f"Jmi{s}": self.positions + 1,
            f"lbmi{s}": lower,
            f"ubmi{s}": upper,
        }

    def variables(self) -> tuple[Variable, ...]:
        """Return the missing values, named by the positions of their rows."""
        array, numbers = f"Ymi{self.suffix}", (str(i + 1) for i in self.positions)
        return tuple(
            Variable(f"{array}[{n}]", "latent", level=n, array=array, cell=(n,)) for n in numbers
        )

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the missing values."""
        if not self.positions.size:  # engines return no vector of length 0
            return {}
        missing_values = cells[f"Ymi{self.suffix}"]
        return {v.name: missing_values[:, :, i] for i, v in enumerate(self.variables())}

    def imputed(self, y: np.ndarray, draws: Draws) -> np.ndarray:
        """Return the responses, with draws in place of missing values: (draws, N)."""
        names = dict(zip(self.labels.tolist(), self.variables(), strict=True))
        holes = [i for i in np.flatnonzero(np.isnan(y)) if self.rows[i] in names]
        if not holes:
            return y
        responses = np.repeat(y[None, :], draws.chains * draws.per_chain, axis=0)
        responses[:, holes] = draws.matrix([names[self.rows[i]].name for i in holes])
        return responses

    def filled(self, y: np.ndarray) -> dict[str, np.ndarray]:
        """Return the missing values as the starting values of the Stan parameter."""
        return {f"Ymi{self.suffix}": y}

    def at(self, frame: Frame) -> Missing:
        """Return the same values for other rows; labels identify the rows of the fit."""
        return replace(self, rows=frame.rows)


def support(mixture: Mixture, response: Response) -> Bounds:
    """Return the interval that all components and the truncation of the response allow.

    Raises:
        NotSupported: if the truncation differs between rows.
    """
    supports = [c.family.support for c in mixture.components]
    sides = {"lb": [s.lower for s in supports], "ub": [s.upper for s in supports]}
    for addition in response.additions:
        for name in sides if addition.name == "trunc" else ():
            values = np.unique(response.extra[name])
            if len(values) > 1:
                raise NotSupported(
                    "'mi()' together with truncation that differs between rows is not supported.",
                    span=addition.call.span,
                    hint="Use numbers in 'trunc()' instead of columns.",
                )
            sides[name].append(float(values[0]))
    lower, upper = max(sides["lb"]), min(sides["ub"])
    below, above = (repr(float(v)) if np.isfinite(v) else "" for v in (lower, upper))
    return Bounds(below, above)
