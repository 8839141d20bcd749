"""Differences of points in time, and shifts by such differences and by periods."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.r.times.dates import as_dates, moved_months
from pybrms_mix.r.times.moments import as_moments
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LOGICAL,
    NUMBER,
    Vector,
    numbers,
    numeric,
    read,
    text,
    to_python,
)

__all__ = ["clock_part", "difftime", "in_units", "period", "rolled_date", "units_of"]

SECONDS = {"secs": 1.0, "mins": 60.0, "hours": 3600.0, "days": 86400.0, "weeks": 604800.0}
_DAY = 86400.0


class Span(float):
    """A difference of two points in time, in units that are known."""

    units: str

    def __mul__(self, factor: Any) -> Any:
        """Return a multiple in the same units; several factors give an array."""
        return _scaled(self, np.asarray(self) * np.asarray(factor, dtype=float))

    __rmul__ = __mul__

    def __truediv__(self, divisor: Any) -> Any:
        """Return a part in the same units, or the ratio of two differences."""
        if isinstance(divisor, Span | Spans):
            return in_units(self, "secs") / in_units(divisor, "secs")
        return _scaled(self, np.asarray(self) / np.asarray(divisor, dtype=float))


class Spans(np.ndarray):
    """Differences of points in time, in units that are known."""

    units: str

    def __array_finalize__(self, source: Any) -> None:
        """Take over the units."""
        self.units = getattr(source, "units", "secs")


def _scaled(span: Span, values: np.ndarray) -> Span | Spans:
    scaled: Span | Spans = Span(values) if values.ndim == 0 else values.view(Spans)
    scaled.units = span.units
    return scaled


def span_of(seconds: np.ndarray, units: str, *, single: bool) -> Span | Spans:
    """Return differences in seconds in the units that are named, or that R would choose.

    Raises
    ------
    InvalidArgument
        If the units are unknown.
    """
    seconds = np.round(seconds, 5)
    if units == "auto":
        least = float(np.nanmin(np.abs(seconds))) if not np.isnan(seconds).all() else np.nan
        units = next((u for u, most in (("secs", 60), ("mins", 3600), ("hours", _DAY))
                      if np.isnan(least) or least < most), "days")  # fmt: skip
    if units not in SECONDS:
        raise InvalidArgument(f"difftime() does not know the unit '{units}'.",
                              hint=f"Units are {', '.join(SECONDS)}.")  # fmt: skip
    data = seconds / SECONDS[units]
    span: Span | Spans = Span(data[0]) if single and len(data) == 1 else data.view(Spans)
    span.units = units
    return span


def spans_between(x: Any, lag: int = 1, differences: int = 1) -> Any:
    """Return ``diff(x)`` of points in time."""
    if differences != 1:
        raise InvalidData("diff() of points in time has one order of differences here.")
    data = read(x).data * _DAY
    return span_of(data[lag:] - data[:-lag], "auto", single=False)


def in_units(x: Any, units: str) -> Any:
    """Return ``as.numeric(x, units = "hours")`` of differences of points in time.

    Raises
    ------
    InvalidData
        If the units of the differences are not known.

    Examples
    --------
    >>> in_units(span_of(np.array([7200.0]), "auto", single=True), "mins")
    120.0
    """
    if isinstance(x, datetime.timedelta):
        return x.total_seconds() / SECONDS[units]
    if hasattr(x, "in_units"):
        return x.in_units(units)
    if not isinstance(x, Span | Spans):
        if units == "days":  # a difference of dates is a number of days, and numbers have no units
            return x
        raise InvalidData(
            "The units of this difference are not known here.",
            hint=f'Write difftime(a, b, units = "{units}").',
        )
    values = np.asarray(x) * SECONDS[x.units] / SECONDS[units]
    return float(values) if isinstance(x, Span) else values


def units_of(x: Any) -> str:
    """Return ``units(x)`` of a difference of points in time.

    Examples
    --------
    >>> units_of(span_of(np.array([7200.0]), "auto", single=True))
    'hours'
    """
    if not isinstance(x, Span | Spans):
        raise InvalidData("The units of this difference are not known here.")
    return x.units


@dataclass(frozen=True, eq=False)
class Period:
    """A period of the calendar, such as one month, as lubridate's ``months(1)``."""

    months: np.ndarray
    seconds: np.ndarray

    __array_ufunc__ = None

    def __mul__(self, times: Any) -> Period:
        """Return a multiple of the period."""
        factor = numeric(read(times)).data
        return Period(self.months * factor, self.seconds * factor)

    __rmul__ = __mul__

    def __add__(self, other: Any) -> Any:
        """Return the sum of two periods, or the date after a period."""
        if isinstance(other, Period):
            return Period(self.months + other.months, self.seconds + other.seconds)
        return shifted(other, "+", self)

    __radd__ = __add__

    def __neg__(self) -> Period:
        return Period(-self.months, -self.seconds)


_PERIODS = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0, "days": _DAY, "weeks": 7 * _DAY}
_MONTHS = {"months": 1.0, "years": 12.0}


def period(x: Any = 1, unit: str = "days") -> Period:
    """Return a period of the calendar, as lubridate's ``days(x)`` or ``months(x)``.

    Parameters
    ----------
    x : array_like
        The number of units.
    unit : {"seconds", "minutes", "hours", "days", "weeks", "months", "years"}
        The unit.

    Returns
    -------
    Period
        The period, which can be added to dates and to points in time.

    Examples
    --------
    >>> from pybrms_mix.r import as_date, compute
    >>> str(compute(as_date("2024-01-15"), "+", period(2, "months")))
    '2024-03-15'
    """
    count = numeric(read(x)).data
    zero = np.zeros(len(count))
    if unit in _MONTHS:
        return Period(count * _MONTHS[unit], zero)
    return Period(zero, count * _PERIODS[unit])


def shifted(x: Any, op: str, y: Any, *, roll: bool = False) -> Any:
    """Return a sum or a difference with points in time, spans or periods; None for other values.

    ``roll`` says that the last day of a month replaces a day which the month does not have.
    """
    steps = (Period, Span, Spans)
    if op in ("*", "/") and (isinstance(x, Span) or isinstance(y, Span)):
        return x * y if op == "*" else x / y
    if op == "+" and isinstance(x, steps) and not isinstance(y, steps):
        x, y = y, x
    if op not in ("+", "-") or isinstance(x, steps):
        return None
    first = read(x)
    if isinstance(y, steps):
        return _stepped(first, y, 1.0 if op == "+" else -1.0, roll=roll) if first.date else None
    second = read(y)
    if not (first.clock or second.clock):
        return None
    if first.date and second.date:
        if op == "+":
            raise InvalidData("binary '+' is not defined for \"POSIXt\" objects")
        apart = _apart(first, second)
        return span_of(apart * _DAY, "auto", single=first.single and second.single)
    if op == "+" and second.clock:
        first, second = second, first
    sign = 1.0 if op == "+" else -1.0
    return _stepped(first, Period(np.zeros(1), numeric(second).data), sign, roll=False)


def rolled_date(x: Any, y: Period) -> Any:
    """Return ``x %m+% y``: the last day of a month replaces a day that the month does not have.

    Examples
    --------
    >>> from pybrms_mix.r import as_date
    >>> str(rolled_date(as_date("2024-01-31"), period(1, "months")))
    '2024-02-29'
    """
    return shifted(x, "+", y, roll=True)


def _apart(first: Vector, second: Vector) -> np.ndarray:
    size = max(len(first), len(second))
    return np.asarray(np.resize(first.data, size) - np.resize(second.data, size))


def _stepped(vector: Vector, step: Any, sign: float, *, roll: bool) -> Any:
    if not isinstance(step, Period):
        data = np.atleast_1d(np.asarray(step, dtype=float)) * SECONDS[step.units]
        step = Period(np.zeros(len(data)), data)
    sizes = (len(vector), len(step.months), len(step.seconds))
    size = max(sizes) if min(sizes) else 0
    days = np.resize(vector.data, size)
    months = np.resize(step.months, size) * sign
    start_days = np.array(
        [moved_months(d, m, roll=roll) for d, m in zip(days, months, strict=True)]
    )
    data = start_days.reshape(-1) + np.resize(step.seconds, size) * sign / _DAY
    clock = vector.clock or bool(np.any(step.seconds % _DAY))
    is_single = vector.single and size == 1
    return to_python(replace(vector, data=data, clock=clock, single=is_single))


def difftime(x: Any, y: Any, units: str = "auto") -> Any:
    """Return ``difftime(x, y, units)``: the time from ``y`` to ``x``.

    Without ``units``, R chooses days for dates, and for points in time the units of the smallest
    difference.

    Raises
    ------
    InvalidArgument
        If ``units`` is unknown.

    Examples
    --------
    >>> difftime("2024-03-01", "2024-02-01", "days")
    29.0
    """
    if isinstance(x, datetime.datetime) and isinstance(y, datetime.datetime):
        return span_of(np.array([(x - y).total_seconds()]), units, single=True)
    a, b = (_moments_or_days(v) for v in (x, y))
    unit = "days" if units == "auto" and not (a.clock or b.clock) else units
    return span_of(_apart(a, b) * _DAY, unit, single=a.single and b.single)


def _moments_or_days(x: Any) -> Vector:
    vector = read(x)
    if vector.kind in (CHARACTER, FACTOR):
        words = text(vector)
        within = any(":" in v for v in words.data if v is not None)
        vector = as_moments(words) if within else as_dates(words)
    if not vector.date:
        raise InvalidData("A date is needed here: as.Date() converts text to dates.")
    return vector


def clock_part(x: Any, which: str) -> Any:
    """Return the "hour", "minute" or "second" of points in time, or whether it is "am" or "pm".

    Examples
    --------
    >>> from pybrms_mix.r.times.moments import as_moment
    >>> clock_part(as_moment("2024-02-28 14:30"), "hour")
    14.0
    """
    vector = _moments_or_days(x)
    seconds = np.round(vector.data % 1.0 * _DAY, 5) % _DAY
    parts: dict[str, Callable[[np.ndarray], np.ndarray]] = {
        "hour": lambda s: s // 3600, "minute": lambda s: s // 60 % 60, "second": lambda s: s % 60,
        "am": lambda s: np.where(np.isnan(s), np.nan, s < 43200),
        "pm": lambda s: np.where(np.isnan(s), np.nan, s >= 43200),
    }  # fmt: skip
    kind = LOGICAL if which in ("am", "pm") else NUMBER
    part_vector = replace(numbers(parts[which](seconds)), kind=kind, single=vector.single)
    return to_python(part_vector)
