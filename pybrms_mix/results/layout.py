"""Tables as R prints them: aligned, and broken into blocks where the line is too short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from pybrms_mix.base.lazy import pandas as pd

WIDTH = 80
_DIGITS = 7  # of numbers in a vector that R prints


def fixed(values: Iterable[float], digits: int) -> list[str]:
    """Return numbers with ``digits`` decimals, NA for NaN, and -0.00 for a small negative."""
    return ["NA" if np.isnan(v) else _number(v, digits) for v in values]


def shortest(values: Iterable[float], digits: int) -> list[str]:
    """Return numbers with as many decimals as the column needs when rounded to ``digits``."""
    numbers = [rounded(float(v), digits) for v in values]
    finite = [v for v in numbers if np.isfinite(v)]
    for decimals in range(digits):
        if all(v == round(v, decimals) for v in finite):
            return fixed(numbers, decimals)
    return fixed(numbers, digits)


def rounded(value: float, digits: int) -> float:
    """Return R's ``round()``: the nearer of two candidate doubles; in a tie, the even one."""
    if not np.isfinite(value):
        return value
    unit = 10.0**digits
    low, high = int(np.floor(value * unit)), int(np.ceil(value * unit))
    below, above = value - low / unit, high / unit - value
    nearer = low if below < above or (below == above and low % 2 == 0) else high
    return nearer / unit + 0.0


def _number(value: float, digits: int) -> str:
    if np.isinf(value):
        return "Inf" if value > 0 else "-Inf"
    return f"{value:.{digits}f}"


def lines(cells: pd.DataFrame, width: int = WIDTH) -> list[str]:
    """Return a table of text: row names on the left, cells and headings aligned on the right.

    Columns that do not fit into ``width`` follow in a further block, with the row names again.
    """
    names = [str(name) for name in cells.index]
    label = max(map(len, names), default=0)
    columns = [_aligned(str(name), cells[name]) for name in cells.columns]
    blocks: list[list[list[str]]] = []
    width_used = width + 1
    for column in columns:
        size = len(column[0]) + 1
        if width_used + size >= width:  # R leaves the last character of a line empty
            blocks.append([["".ljust(label), *(n.ljust(label) for n in names)]])
            width_used = label
        blocks[-1].append(column)
        width_used += size
    return [" ".join(row) for block in blocks for row in zip(*block, strict=True)]


def _aligned(heading: str, cells: Sequence[str] | pd.Series) -> list[str]:
    texts = [heading, *map(str, cells)]
    size = max(map(len, texts))
    return [text.rjust(size) for text in texts]


def named(values: Sequence[float] | np.ndarray, names: Sequence[str]) -> pd.Series[float]:
    """Return numbers with names, which print as R prints a named vector.

    >>> named([0.25, 0.75], ["fit1", "fit2"])
    fit1 fit2
    0.25 0.75
    """
    return _named()(np.asarray(values, dtype=float), index=list(names))


@cache
def _named() -> type[pd.Series]:
    """Return the class of such series. It is made on demand, because pandas is imported lazily."""

    class Named(pd.Series):
        @property
        def _constructor(self) -> type[pd.Series]:
            return pd.Series

        def __repr__(self) -> str:
            return "\n".join(_vector(self.to_numpy(float), [str(name) for name in self.index]))

        __str__ = __repr__

    return Named


def _vector(values: np.ndarray, names: list[str]) -> list[str]:
    """Return names over numbers, each with up to seven digits."""
    texts = significant(values)
    size = max(map(len, [*texts, *names]), default=0)
    per_line = max(1, (WIDTH - 1) // (size + 1))
    lines_ = []
    for start in range(0, len(names), per_line):
        for row in (names, texts):
            lines_.append(" ".join(t.rjust(size) for t in row[start : start + per_line]) + " ")
    return lines_


def significant(values: np.ndarray) -> list[str]:
    """Return numbers as R prints a vector: enough decimals that each has seven digits.

    Scientific notation is used if it is shorter.
    """
    finite = [float(v) for v in values if np.isfinite(v)]
    parts = [f"{v:.{_DIGITS - 1}e}".split("e") for v in finite if v]
    most = max((len(m.rstrip("0").rstrip(".").lstrip("-").replace(".", "")) for m, _ in parts),
               default=1)  # fmt: skip
    decimals = 0
    for mantissa, exponent in parts:
        digits_used = len(mantissa.rstrip("0").rstrip(".").lstrip("-").replace(".", ""))
        decimals = max(decimals, digits_used - 1 - int(exponent))
    plain = [f"{v:.{decimals}f}" for v in finite]
    powers = [f"{v:.{most - 1}e}" for v in finite]
    shorter = max(map(len, plain), default=0) <= max(map(len, powers), default=0)
    texts_of_finite = iter(plain if shorter else powers)
    return [next(texts_of_finite) if np.isfinite(v) else _odd(float(v)) for v in values]


def _odd(value: float) -> str:
    return "NaN" if np.isnan(value) else _number(value, 0)
