"""Whole numbers as text, where R's text depends on their type."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.errors import UndecidedType
from pybrms_mix.r.values.r_vectors import LIST, NUMBER, Vector, read, text

_ROUND = 1e5  # the least number that R writes as 1e+05 if it is a double


def decided(vector: Vector) -> Vector:
    """Return a vector whose text does not depend on the type of its whole numbers.

    R writes the integer 100000L in full, and the double 100000 as 1e+05. Python's whole numbers
    may stand for both.

    Raises:
        UndecidedType: if R writes one of the whole numbers in two ways.
    """
    if vector.kind == LIST:
        for element in vector.data:
            if isinstance(element, int | np.integer | np.ndarray | list):
                decided(read(element))
    if vector.kind != NUMBER or not vector.whole or vector.date:
        return vector
    cells = vector.data[np.isfinite(vector.data)]
    round_cells = np.unique(cells[(np.abs(cells) >= _ROUND) & (cells % _ROUND == 0)])
    if any("e" in t for t in text(Vector(NUMBER, round_cells)).data):
        raise UndecidedType(
            f"R writes the integer {int(round_cells[0])}L in full, and the double as a power of "
            "ten. Which of them this number is, is not known here: write as.numeric(x) for the "
            "double, and format(x, scientific = FALSE) for the integer."
        )
    return vector


def text_of(x: object) -> Vector:
    """Return ``as.character(x)`` of a value, as ``decided()`` decides it."""
    return text(decided(read(x)))
