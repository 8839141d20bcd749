"""Stan code and data of the user in the program: ``stanvar()``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.design.stanvars import Stanvar, Stanvars
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.ir import Cells
from pybrms_mix.model.parts import Variable
from pybrms_mix.model.user_piece import UserPiece

_VECTORS = {1: "vector", 2: "matrix"}


@dataclass(frozen=True, eq=False)
class UserCode(UserPiece):
    """The Stan code that a user adds to the program, and the user's data.

    Attributes:
        stanvars: the code and the data.
        shapes: the shape of each variable that the code declares and that draws contain, by name.
            Stan determines it when it reads the program.
    """

    template: ClassVar[str] = "user_code"
    stanvars: Stanvars
    shapes: Mapping[str, tuple[int, ...]]

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return the records of the data that the user adds."""
        return tuple(map(_declaration, self.stanvars.of("data")))

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the data, and of the declared variables that draws contain."""
        return (*(s.name for s in self.stanvars.of("data")), *self.shapes)

    @property
    def code(self) -> dict[str, list[str]]:
        """Return the code of each block except the data block, by brms's name of the block."""
        blocks: dict[str, list[str]] = {}
        for item in self.stanvars.items:
            if item.block != "data":
                blocks.setdefault(item.block, []).append(item.code)
        return blocks

    def data(self) -> dict[str, Any]:
        """Return the values of the data by name."""
        return {s.name: s.value for s in self.stanvars.of("data")}

    def variables(self) -> tuple[Variable, ...]:
        """Return the cells of the variables that the code declares."""
        return tuple(
            Variable(cell, "stan", array=name if shape else "", cell=tuple(map(str, at)))
            for name, shape in self.shapes.items()
            for cell, at in _cells(name, shape)
        )

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the cells of the declared variables."""
        return {
            cell: np.moveaxis(cells[name], (0, 1), (-2, -1))[tuple(i - 1 for i in at)]
            for name, shape in self.shapes.items()
            for cell, at in _cells(name, shape)
        }


def _cells(name: str, shape: tuple[int, ...]) -> list[tuple[str, tuple[int, ...]]]:
    """Return the name and the indices of each cell; the first index varies fastest."""
    if not shape:
        return [(name, ())]
    indices = [at[::-1] for at in product(*(range(1, n + 1) for n in shape[::-1]))]
    return [(f"{name}[{','.join(map(str, at))}]", at) for at in indices]


def _declaration(stanvar: Stanvar) -> Declaration:
    """Return the record of a variable of the data block."""
    assert stanvar.value is not None
    if stanvar.code:
        return Declaration(stanvar.name, "", written=stanvar.code.strip())
    sizes, is_integer = stanvar.value.shape, stanvar.value.dtype.kind == "i"
    if is_integer or len(sizes) not in _VECTORS:
        return Declaration(stanvar.name, "int" if is_integer else "real", array=sizes)
    return Declaration(stanvar.name, _VECTORS[len(sizes)], sizes)
