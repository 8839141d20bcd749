"""Correlated residuals of several responses: ``set_rescor(TRUE)``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.model.correlation_piece import CorrelationPiece
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Cells, Piece
from pybrms_mix.model.parts import Default, Key, Parameter, Quantity, Variable
from pybrms_mix.pieces.correlations import pairs, start_factor

_FACTOR = "Lrescor"


@dataclass(frozen=True, eq=False)
class ResidualCorrelations(CorrelationPiece):
    """The correlations between the residuals of all responses.

    Attributes:
        responses: the names of the responses.
        degrees: the name of the degrees of freedom that the responses share; "" for normal ones.
    """

    template: ClassVar[str] = "residual_correlations"
    responses: tuple[str, ...]
    degrees: str = ""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the Cholesky factor of the correlations."""
        size = len(self.responses)
        return (
            Parameter(
                _FACTOR, "cholesky_factor_corr", ("nresp",), (size, size),
                "Cholesky factor of the residual correlations", keys=(Key("rescor"),),
            ),
        )  # fmt: skip

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return the record of the number of responses."""
        return (Declaration.count("nresp", "number of responses"),)

    def data(self) -> dict[str, Any]:
        """Return the numbers of responses and of correlations.

        Brms's data also hold a number for the degrees of freedom of each response. No code reads
        it.
        """
        data_of_degrees = (
            {f"{self.degrees}_{resp}": 1 for resp in self.responses} if self.degrees else {}
        )
        return {"nresp": len(self.responses), "nrescor": len(self._names), **data_of_degrees}

    def defaults(self) -> tuple[Default, ...]:
        """Return the default prior of the correlations."""
        return (Default(Key("rescor"), "lkj(1)"),)

    @property
    def _names(self) -> dict[tuple[int, int], tuple[str, str]]:
        """Return the names of the responses of each pair: the upper triangle, column by column."""
        names = self.responses
        return {(j, k): (names[j], names[k]) for j, k in pairs(len(names))}

    def variables(self) -> tuple[Variable, ...]:
        """Return the variables of the residual correlations."""
        return tuple(
            Variable(_name(pair), "rescor", f"rescor({','.join(pair)})", effects=pair)
            for pair in self._names.values()
        )

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the correlations."""
        factor = cells[_FACTOR]
        correlations = factor @ np.swapaxes(factor, -1, -2)
        return {_name(pair): correlations[..., j, k] for (j, k), pair in self._names.items()}

    def correlations(self, draws: Draws) -> np.ndarray:
        """Return the correlation matrix of each draw: (draws, responses, responses)."""
        size = len(self.responses)
        matrices = np.tile(np.eye(size), (draws.chains * draws.per_chain, 1, 1))
        for (j, k), pair in self._names.items():
            matrices[:, j, k] = matrices[:, k, j] = draws[_name(pair)]
        return matrices

    def tail(self, draws: Draws) -> np.ndarray | None:
        """Return the degrees of freedom, (draws,); None for normal residuals."""
        return draws[self.degrees] if self.degrees else None

    def startable(self) -> tuple[str, ...]:
        """Return the names of the correlations."""
        return tuple(map(_name, self._names.values()))

    def started(self, values: Mapping[str, float]) -> dict[str, Any]:
        """Return the Cholesky factor, given correlations by name; others are 0.

        Raises:
            InvalidArgument: if no correlation matrix has these values.
        """
        if not any(name in values for name in self.startable()):
            return {}
        matrix = np.eye(len(self.responses))
        for (j, k), pair in self._names.items():
            matrix[j, k] = matrix[k, j] = values.get(_name(pair), 0.0)
        return {_FACTOR: start_factor(matrix, "The residual correlations")}


def _name(pair: tuple[str, str]) -> str:
    return f"rescor__{pair[0]}__{pair[1]}"


@dataclass(frozen=True)
class Column:
    """One response in the joint density of all responses.

    Attributes:
        number: the position of the response, from 1.
        response: the name of the vector of the response in the program.
        mu: the name of the mean of the response.
        sigma: the name of the scale of the residuals.
        varies: whether the scale differs between rows.
    """

    number: int
    response: str
    mu: Quantity
    sigma: Quantity
    varies: bool


@dataclass(frozen=True, eq=False)
class JointDensity(Piece):
    """The joint density of responses whose residuals are correlated.

    Attributes:
        columns: the responses.
        degrees: the name of the degrees of freedom of Student's distribution; "" for the normal
            distribution.
        with_errors: the sigmas to which the standard errors of rows are added, each with the ending
            of the names of its response.
        weighting: the name of the weights of the rows; "" if the rows have no weights.
    """

    template: ClassVar[str] = "joint_density"
    columns: tuple[Column, ...]
    degrees: str = ""
    with_errors: tuple[tuple[str, str], ...] = ()
    weighting: str = ""

    @property
    def density(self) -> str:
        """Return the block of the density of a row, given the norm of its residuals."""
        return "heavy_tailed" if self.degrees else "normal"
