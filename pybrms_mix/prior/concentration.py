"""The arguments of Dirichlet priors as data of the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidPrior
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.ir import ConcentrationPiece
from pybrms_mix.model.parts import Key, Parameter
from pybrms_mix.prior.rows import Row
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Call, Name, Node


@dataclass(frozen=True, eq=False)
class Concentration(ConcentrationPiece):
    """The arguments of the Dirichlet prior of one simplex. They are data, as in brms.

    Attributes:
        simplex: the parameter.
        values: the arguments: (cells,).
    """

    template: ClassVar[str] = "concentration"
    simplex: Parameter
    values: np.ndarray

    @classmethod
    def of(cls, simplex: Parameter, row: Row | None, data2: Mapping[str, Any]) -> Concentration:
        """Return the arguments of the prior of ``row``, which ``data2`` may hold.

        Raises:
            InvalidPrior: if they are not positive numbers, one for each cell.
        """
        return cls(simplex, _concentration(row, simplex.size, data2))

    @property
    def key(self) -> Key:
        """Return the place of the prior."""
        return self.simplex.keys[0]

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return the record of the arguments."""
        comment = f"concentration of the Dirichlet prior of {self.simplex.stan}"
        name, sizes = self.simplex.concentration, self.simplex.sizes
        return (Declaration(name, "vector", sizes, comment),)

    def data(self) -> dict[str, Any]:
        """Return the arguments under their name in the program."""
        return {self.simplex.concentration: self.values}


def _concentration(row: Row | None, size: int, data2: Mapping[str, Any]) -> np.ndarray:
    """Return the arguments of ``dirichlet(...)``. A single number is recycled."""
    if row is None or not row.prior:
        return np.ones(size)
    call = row.node()
    assert isinstance(call, Call)
    values: list[object] = []
    for argument in call.arguments:
        if argument.value is None:
            raise InvalidPrior(
                "'dirichlet()' has an argument that is empty.",
                span=call.span,
                hint="For example dirichlet(2, 1).",
            )
        value = _value(argument.value, data2)
        values += value if isinstance(value, list) else [value]
    if any(not isinstance(v, (int, float)) or not v > 0 or not np.isfinite(v) for v in values):
        raise InvalidPrior("The dirichlet prior expects positive values.", span=call.span)
    if len(values) == 1:
        values = values * size
    if len(values) != size:
        raise InvalidPrior(
            f"Invalid Dirichlet prior. Expected input of length {size}.", span=call.span,
            hint="Give one number for each component, or a single number for all components.",
        )  # fmt: skip
    return np.array(values, float)


def _numbers(stored: object, node: Name) -> list[object]:
    """Return the numbers in ``data2`` under the name ``node``."""
    try:
        values = np.ravel(np.asarray(stored))
    except ValueError:  # the rows have different lengths
        values = np.empty(0, object)
    if values.dtype.kind not in "biuf":
        raise InvalidPrior(
            f"'{node.text}' in 'data2' is not a vector of numbers.",
            span=node.span,
            hint=f"For example data2 = {{'{node.text}': [2, 1]}}.",
        )
    numbers: list[object] = values.astype(float).tolist()
    return numbers


def _value(node: Node, data2: Mapping[str, Any]) -> object:
    """Return the value of an argument, which ``data2`` may hold."""
    if isinstance(node, Name) and node.text in data2:
        return _numbers(data2[node.text], node)
    try:
        return literal(node)
    except InvalidArgument as error:
        raise InvalidPrior(
            "Something went wrong. Did you forget to store auxiliary data in the 'data2' argument?",
            span=error.span,
            hint=f"{error.message}: write the numbers, or pass them in 'data2'.",
        ) from error
