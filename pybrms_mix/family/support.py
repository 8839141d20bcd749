"""Check a response against the support of all components of a mixture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.family.base import Array, Mixture, Support

# The tolerance within which brms takes a number for an integer.
_WHOLE = 1.5e-8
LARGEST = 2**31 - 1
"""The largest integer of Stan."""
_REMEDY = (
    "Correct the value, set it to NA (the row is then left out), or choose a family that allows it."
)


@dataclass(frozen=True, eq=False)
class _Where:
    """A response with its name and the labels of its rows, for messages."""

    label: str
    y: Array
    rows: Array | Sequence[object]

    def named(self, at: int) -> str:
        """Return the label and the value of row ``at`` in words."""
        return f"In row {self.rows[at]} (counted from 0), '{self.label}' is {self.y[at]}."


def check_response(
    mixture: Mixture,
    y: Array,
    label: str,
    rows: Sequence[object] | Array | None = None,
    levels: Array | None = None,
) -> Array:
    """Return the response as the program reads it: float64, or int64 for discrete families.

    Args:
        mixture: the mixture; each value must lie in the support of all components.
        y: the values, shape (N,).
        label: the response as the user wrote it, for messages.
        rows: the user's labels of the rows; positions from 0 by default.
        levels: the two values of a binary response, if they are known (``binary_levels``). By
            default the values in ``y`` are taken and recoded to 0 and 1.

    Raises:
        InvalidData: with brms's message. The hint names the first invalid row and its value.
    """
    y = np.asarray(y)
    if any(c.family.ordinal for c in mixture.components):
        return _categories(mixture, _Where(label, y, np.arange(len(y)) if rows is None else rows))
    recoded = any(c.family.recode for c in mixture.components)
    if recoded:
        y = _recoded(mixture, y, binary_levels(y) if levels is None else levels)
    if y.dtype.kind not in "iuf":
        raise _refusal(mixture, "requires numeric responses.", _of_kind(label, y))
    where = _Where(label, y, np.arange(len(y)) if rows is None else np.asarray(rows))
    integers = mixture.components[0].family.values == "int"
    if integers:
        # Infinity is not an integer, and inf - inf is NaN.
        with np.errstate(invalid="ignore"):
            wrong = ~(np.abs(y - np.round(y)) < _WHOLE)
        _refuse(mixture, "requires integer responses.", wrong, where)
    _check_bounds(mixture, where)
    if integers:
        check_size(y, label, where.rows)
    return np.round(y).astype(np.int64) if integers else y.astype(np.float64)


def check_size(y: Array, label: str, rows: Sequence[object] | Array) -> None:
    """Refuse whole numbers that exceed 32 bits, the size of Stan's integers.

    Raises:
        InvalidData: naming the first row with such a number.
    """
    large = np.flatnonzero(np.abs(np.asarray(y, dtype=np.float64)) > LARGEST)
    if large.size:
        raise InvalidData(
            f"In row {rows[large[0]]} (counted from 0), '{label}' is {y[large[0]]:.0f}, but the "
            f"largest integer that a model can use is {LARGEST}.",
            hint="Count in thousands or millions, or choose a family of continuous responses.",
        )


def check_masses(
    mixture: Mixture, y: Array, label: str, rows: Sequence[object] | Array, exact: Array
) -> None:
    """Refuse values that have a probability under one component and a density under another.

    A probability and a density cannot be compared. A row with such a value would belong to the
    component with the probability, whatever the data are. brms adds the two numbers.

    Args:
        mixture: the mixture.
        y: the response, shape (N,).
        label: the response as the user wrote it, for messages.
        rows: the positions of the rows in the user's table.
        exact: whether the value itself was observed, not an interval that contains it, shape (N,).

    Raises:
        InvalidData: naming the first such row.
    """
    families = [c.family for c in mixture.components]
    if families[0].values == "int":
        return
    for value in sorted({v for f in families for v in f.masses}):
        without = [f for f in families if value not in f.masses and _reaches(f.support, value)]
        at = np.flatnonzero((y == value) & exact)
        if without and at.size:
            (first, *_) = (f for f in families if value in f.masses)
            raise InvalidData(
                f"In row {rows[at[0]]} (counted from 0), '{label}' is {value:g}: family "
                f"'{first.name}' has a point probability there, but family '{without[0].name}' "
                "has a density.",
                hint="A probability and a density cannot be compared. Mix families that all "
                f"have a point probability at {value:g}, or leave these {at.size} rows out.",
            )


def _reaches(support: Support, value: float) -> bool:
    """Return whether a support contains ``value``."""
    above = value > support.lower or (value == support.lower and support.lower_closed)
    below = value < support.upper or (value == support.upper and support.upper_closed)
    return above and below


def binary_levels(y: Array) -> Array:
    """Return the sorted values that become 0, 1, ...; a single value other than 0 becomes 1."""
    levels = np.unique(np.asarray(y))
    if len(levels) == 1 and levels.dtype.kind in "iuf" and levels[0] != 0:
        return np.array([0, *levels])
    return levels


def _recoded(mixture: Mixture, y: Array, levels: Array) -> Array:
    if len(levels) > 2 or not np.isin(y, levels).all():
        values_shown = ", ".join(str(v) for v in np.unique(y)[:5])
        raise _refusal(
            mixture,
            "requires responses to contain only two different values.",
            f"There are: {values_shown}{', ...' if len(np.unique(y)) > 5 else ''}.",
        )
    return np.searchsorted(levels, y)


def _categories(mixture: Mixture, where: _Where) -> Array:
    """Return the categories as numbers from 1."""
    y, words = where.y, "requires either positive integers or ordered factors as responses."
    if y.dtype.kind not in "iuf":
        raise _refusal(mixture, words, _of_kind(where.label, y, "an ordered factor"))
    with np.errstate(invalid="ignore"):
        _refuse(mixture, words, ~((np.abs(y - np.round(y)) < _WHOLE) & (y > 0)), where)
    return np.asarray(np.round(y), dtype=np.int64)


def _check_bounds(mixture: Mixture, where: _Where) -> None:
    """Raise an error for values outside the intersection of the components' supports."""
    y = where.y
    supports = [c.family.support for c in mixture.components]
    lower, upper = max(s.lower for s in supports), min(s.upper for s in supports)
    if all(s.lower_closed for s in supports):
        wrong, words = y < lower, f"greater than or equal to {lower:.15g}."
    else:
        wrong, words = y <= lower, f"greater than {lower:.2g}."
    _refuse(mixture, f"requires response {words}", wrong, where)
    if all(s.upper_closed for s in supports):
        wrong, words = y > upper, f"smaller than or equal to {upper:.15g}."
    else:
        wrong, words = y >= upper, f"smaller than {upper:.2g}."
    _refuse(mixture, f"requires response {words}", wrong, where)


def _refuse(mixture: Mixture, words: str, wrong: Array, where: _Where) -> None:
    if wrong.any():
        first = int(np.argmax(wrong))
        raise _refusal(mixture, words, f"{where.named(first)}\n{_REMEDY}")


def _refusal(mixture: Mixture, words: str, hint: str) -> InvalidData:
    return InvalidData(f"Family '{mixture.name}' {words}", hint=hint)


def _of_kind(label: str, y: Array, kind_wanted: str = "numbers") -> str:
    kind = "truth values" if y.dtype.kind == "b" else "text"
    first = f", in row 0 {y[0]}" if len(y) else ""
    example = ": pandas.Categorical(..., ordered=True)" if kind_wanted != "numbers" else ""
    return f"'{label}' holds {kind}{first}.\nConvert the column to {kind_wanted}{example}."
