"""Between NumPy arrays by name and the flat vectors of numbers that Stan reads and writes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

_INDEXED = re.compile(r"^(.+?)[.\[](\d+(?:[.,]\d+)*)\]?$")


@dataclass(frozen=True)
class Layout:
    """Where the cells of one variable stand among the columns.

    Attributes:
        name: of the variable.
        shape: as declared; () for a number.
        start: its first column; its cells follow with the first index running fastest.
    """

    name: str
    shape: tuple[int, ...]
    start: int

    @property
    def stop(self) -> int:
        """Return the column after its last one."""
        return self.start + int(np.prod(self.shape, dtype=int))


def layout(columns: Sequence[str]) -> tuple[Layout, ...]:
    """Return the variables of ``columns``, which are named ``x.2.3`` or ``x[2,3]``.

    Stan lists cells with the first index running fastest, arrays of vectors included, so the
    last cell of a variable bears its shape.
    """
    found: list[Layout] = []
    for at, column in enumerate(columns):
        match = _INDEXED.match(column)
        name = match[1] if match else column
        index = tuple(int(i) for i in re.split("[.,]", match[2])) if match else ()
        if found and found[-1].name == name:
            found[-1] = Layout(name, index, found[-1].start)
        else:
            found.append(Layout(name, index, at))
    for variable, following in zip(found, [*found[1:], None], strict=True):
        end = following.start if following else len(columns)
        assert variable.stop == end, (variable, end)
    return tuple(found)


def shaped(values: np.ndarray, variables: Sequence[Layout]) -> dict[str, np.ndarray]:
    """Return views of ``values``, columns on the last axis, by variable and shaped as declared."""
    lead = values.shape[:-1]
    cells = {}
    for variable in variables:
        # The first index runs fastest: the axes come in reverse, and are turned round.
        block = values[..., variable.start : variable.stop].reshape((*lead, *variable.shape[::-1]))
        turned = reversed(range(len(lead), len(lead) + len(variable.shape)))
        cells[variable.name] = block.transpose((*range(len(lead)), *turned))
    return cells


def tidy(data: Mapping[str, object]) -> dict[str, np.ndarray]:
    """Return ``data`` as arrays of 64-bit integers or floats; truth values become 0 and 1.

    The kind of number is kept, also in arrays without cells: Stan declares int or real.
    """
    arrays = {}
    for name, value in data.items():
        array = np.asarray(value)
        assert array.dtype.kind in "biuf", (name, array.dtype)
        arrays[name] = array.astype(float if array.dtype.kind == "f" else np.int64, copy=False)
    return arrays
