"""Conversion between arrays by name and the flat vectors of numbers that Stan reads and writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Layout:
    """The columns that hold the cells of one variable.

    Attributes:
        name: the name of the variable.
        shape: the shape of the variable as the program declares it; () for a scalar.
        start: the position of the first column. The other cells follow it, with the first index
            varying fastest.
    """

    name: str
    shape: tuple[int, ...]
    start: int

    @property
    def stop(self) -> int:
        """Return the position behind the last column."""
        return self.start + int(np.prod(self.shape, dtype=int))


def layout(columns: Sequence[str]) -> tuple[Layout, ...]:
    """Return the variables of columns that are named ``x.2.3`` or ``x[2,3]``.

    Stan lists the cells of a variable with the first index varying fastest, even for arrays of
    vectors. The name of the last cell therefore contains the shape.
    """
    layouts: list[Layout] = []
    for at, column in enumerate(columns):
        # A name in Stan contains neither dots nor brackets, so that they begin the index.
        name, _, inside = column.removesuffix("]").replace("[", ".").partition(".")
        index = tuple(int(i) for i in inside.replace(",", ".").split(".")) if inside else ()
        if layouts and layouts[-1].name == name:
            layouts[-1] = Layout(name, index, layouts[-1].start)
        else:
            layouts.append(Layout(name, index, at))
    for variable, following in zip(layouts, [*layouts[1:], None], strict=True):
        end = following.start if following else len(columns)
        assert variable.stop == end, (variable, end)
    return tuple(layouts)


def shaped(values: np.ndarray, variables: Sequence[Layout]) -> dict[str, np.ndarray]:
    """Return views of ``values`` by variable in declared shapes; the last axis is the columns."""
    lead = values.shape[:-1]
    cells = {}
    for variable in variables:
        # The first index varies fastest: reshape with the axes reversed, then transpose.
        block = values[..., variable.start : variable.stop].reshape((*lead, *variable.shape[::-1]))
        turned = reversed(range(len(lead), len(lead) + len(variable.shape)))
        cells[variable.name] = block.transpose((*range(len(lead)), *turned))
    return cells


def tidy(data: Mapping[str, object]) -> dict[str, np.ndarray]:
    """Return the data as arrays of 64-bit integers or floats; booleans become 0 and 1.

    Empty arrays keep their kind of number too, because Stan distinguishes int from real.
    """
    arrays = {}
    for name, value in data.items():
        array = np.asarray(value)
        assert array.dtype.kind in "biuf", (name, array.dtype)
        arrays[name] = array.astype(float if array.dtype.kind == "f" else np.int64, copy=False)
    return arrays
