"""Intervals between two points in time, as lubridate's ``interval()``, and their lengths."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.r.times.clocks import SECONDS, Period, Span, Spans, in_units, span_of
from pybrms_mix.r.times.dates import days_of, moved_months
from pybrms_mix.r.values.r_vectors import LOGICAL, numbers, numeric, read, to_python

__all__ = ["Interval", "duration", "interval", "is_within", "time_length"]

_DAY = 86400.0
_YEAR = 31557600.0  # lubridate's year has 365.25 days
# The length of a unit in seconds, and the calendar's length of the others in months.
_SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": _DAY, "week": 7 * _DAY,
            "month": _YEAR / 12, "year": _YEAR}  # fmt: skip
_MONTHS = {"month": 1.0, "year": 12.0}


@dataclass(frozen=True, eq=False)
class Interval:
    """The times between two points, which have a length in any unit of the calendar.

    Attributes
    ----------
    start, end
        The points in time, in days since 1970-01-01.
    clock
        Whether the points are times of a day.
    single
        Whether this is one interval, and no vector of intervals.
    """

    start: np.ndarray
    end: np.ndarray
    clock: bool = False
    single: bool = False

    __array_ufunc__ = None

    def __len__(self) -> int:
        """Return the number of intervals."""
        return len(self.start)

    def __truediv__(self, unit: Any) -> Any:
        """Return the length in periods such as ``years(1)``, or in durations."""
        return self._out(self._ratio(unit))

    def __floordiv__(self, unit: Any) -> Any:
        """Return the number of whole periods, or of whole durations."""
        return self._out(np.trunc(self._ratio(unit)))

    def _ratio(self, unit: Any) -> np.ndarray:
        if isinstance(unit, Period):
            return self._in_periods(unit)
        if isinstance(unit, Span | Spans):
            return np.asarray(self._seconds() / np.atleast_1d(in_units(unit, "secs")))
        raise InvalidData("An interval is divided by a period, such as years(1), or a duration.")

    def _in_periods(self, unit: Period) -> np.ndarray:
        months, seconds = (np.resize(v, len(self)) for v in (unit.months, unit.seconds))
        if np.any((months != 0) & (seconds != 0)):
            raise InvalidData("A period of months and days has no single length here.")
        if not months.any():
            return np.asarray(self._seconds() / seconds)
        rows = zip(self.start, self.end, months, strict=True)
        return np.array([_quotient(*row) for row in rows])

    def in_months(self, months: float) -> Any:
        """Return the length in units of some months: whole units, and the share of the next."""
        rows = zip(self.start, self.end, strict=True)
        return self._out(np.array([_whole_and_share(*row, months) for row in rows]))

    def in_units(self, units: str) -> Any:
        """Return the length in a unit of fixed length, such as "hours"."""
        return self._out(self._seconds() / SECONDS[units])

    def _seconds(self) -> np.ndarray:
        return np.asarray(np.round((self.end - self.start) * _DAY, 5))

    def _out(self, values: np.ndarray) -> Any:
        return to_python(replace(numbers(values), single=self.single))


def _quotient(start: float, end: float, months: float) -> float:
    """Return lubridate's ``interval / months(n)``; days that a month lacks are its last day.

    lubridate 1.9 begins with a number of periods of average length. If the date after so many
    periods comes before the end, the next date is that many periods later, and one more.
    """
    if np.isnan(start) or np.isnan(end):
        return np.nan
    count = float(math.ceil((end - start) * _DAY / (_SECONDS["month"] * months)))
    at = moved_months(start, count * months, roll=True)
    beyond = at
    if at < end:
        beyond = moved_months(at, (count + 1) * months, roll=True)
    while at > end:
        beyond, count = at, count - 1
        at = moved_months(start, count * months, roll=True)
    return count if at == end else count + (end - at) / (beyond - at)


def _whole_and_share(start: float, end: float, months: float) -> float:
    """Return lubridate's ``time_length()``; days that a month lacks are the first of the next."""
    if np.isnan(start) or np.isnan(end):
        return np.nan
    sign = -1.0 if end < start else 1.0
    count = math.floor(abs(end - start) / (31 * months))
    while sign * _moved(start, sign * (count + 1) * months) <= sign * end:
        count += 1
    at, beyond = (_moved(start, sign * n * months) for n in (count, count + 1))
    return sign * (count + abs(end - at) / abs(beyond - at))


def _moved(day: float, months: float) -> float:
    """Return a date some months later; the first of the next month for a day that it lacks."""
    new_day = moved_months(day, months)
    if not np.isnan(new_day):
        return new_day
    return math.floor(moved_months(day, months, roll=True)) + 1 + day % 1


def interval(start: Any, end: Any) -> Interval:
    """Return ``interval(start, end)``, also ``start %--% end``.

    Parameters
    ----------
    start, end : date
        The points in time; the shorter vector is recycled.

    Returns
    -------
    Interval
        The intervals. ``interval(a, b) / period(1, "years")`` is the length in years.

    Examples
    --------
    >>> from pybrms_mix.r import as_date, period
    >>> interval(as_date("1950-07-01"), as_date("2019-03-01")) // period(1, "years")
    68.0
    """
    a, b = days_of(start), days_of(end)
    size = max(len(a), len(b))
    single = a.single and b.single
    return Interval(np.resize(a.data, size), np.resize(b.data, size), a.clock or b.clock, single)


def _unit(unit: str) -> str:
    name = unit.removesuffix("s")
    if name not in _SECONDS:
        raise InvalidArgument(f"time_length() does not know the unit '{unit}' here.",
                              hint=f"Units are {', '.join(_SECONDS)}.")  # fmt: skip
    return name


def time_length(x: Any, unit: str = "second") -> Any:
    """Return ``time_length(x, unit)``: the length of intervals or of differences of times.

    Years and months of an interval are those of the calendar; those of a difference of two times
    have an average length.

    Parameters
    ----------
    x : Interval, Span or Spans
        The times.
    unit : str, default "second"
        A unit such as ``"years"`` or ``"day"``.

    Returns
    -------
    float or ndarray
        The lengths.

    Raises
    ------
    InvalidArgument
        If the unit is unknown.
    InvalidData
        If the units of the times are not known.

    Examples
    --------
    >>> from pybrms_mix.r import as_date
    >>> time_length(interval(as_date("2019-03-01"), as_date("2020-09-01")), "months")
    18.0
    """
    name = _unit(unit)
    if isinstance(x, Interval):
        if name in _MONTHS:
            return x.in_months(_MONTHS[name])
        return x / Period(np.zeros(1), np.array([_SECONDS[name]]))
    if isinstance(x, Span | Spans):
        values = np.asarray(in_units(x, "secs")) / _SECONDS[name]
        return float(values) if isinstance(x, Span) else values
    raise InvalidData(
        "The units of these times are not known here: a difference of dates is a number of days.",
        hint='Write time_length(interval(a, b), "years").',
    )


def duration(x: Any = 1, unit: str = "second") -> Span | Spans:
    """Return a duration of seconds, as lubridate's ``dyears(x)`` or ``ddays(x)``.

    Examples
    --------
    >>> duration(2, "day").units
    'secs'
    """
    vector = numeric(read(x))
    return span_of(vector.data * _SECONDS[_unit(unit)], "secs", single=vector.single)


def is_within(x: Any, of: Interval) -> Any:
    """Return ``x %within% interval(start, end)``, where both ends belong to the interval.

    Examples
    --------
    >>> from pybrms_mix.r import as_date
    >>> bool(is_within(as_date("2019-05-01"), interval("2019-01-01", "2019-12-31")))
    True
    """
    vector = days_of(x)
    size = max(len(vector), len(of))
    data, start, end = (np.resize(v, size) for v in (vector.data, of.start, of.end))
    low, high = np.minimum(start, end), np.maximum(start, end)
    truth = np.where(np.isnan(data + start + end), np.nan, (low <= data) & (data <= high))
    return to_python(replace(numbers(truth), kind=LOGICAL, single=vector.single and of.single))
