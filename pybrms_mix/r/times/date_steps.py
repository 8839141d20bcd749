"""Sequences of dates, their rounding to units of the calendar, and their intervals."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.r.times.clocks import Span, in_units
from pybrms_mix.r.times.dates import calendar_of, date_part, days_of, moved_months
from pybrms_mix.r.values.r_vectors import (
    FACTOR,
    NUMBER,
    Vector,
    characters,
    numbers,
    numeric,
    read,
    text,
    to_python,
)

__all__ = ["date_seq", "decimal_date", "made_date", "quarter", "quarter_names", "rounded_date"]

_DAY = 86400.0
# The length of a unit in seconds, or in months.
_SECONDS = {"second": 1.0, "sec": 1.0, "minute": 60.0, "min": 60.0, "hour": 3600.0, "day": _DAY,
            "DSTday": _DAY, "week": 7 * _DAY}  # fmt: skip
_MONTHS = {"month": 1, "bimonth": 2, "quarter": 3, "season": 3, "halfyear": 6, "year": 12}
_EPOCH = datetime.date(1970, 1, 1)


def quarter_names(x: Any) -> Any:
    """Return the quarters of dates, as ``quarters(x)``.

    Examples
    --------
    >>> from pybrms_mix.r import as_date
    >>> quarter_names(as_date(["2024-02-05", "2024-12-01"])).tolist()
    ['Q1', 'Q4']
    """
    vector = days_of(x)
    names = [f"Q{'NA' if d is None else (d.month + 2) // 3}" for d in calendar_of(vector)]
    strings = characters(names)
    return to_python(replace(strings, single=vector.single))


def quarter(x: Any, *, with_year: bool = False) -> Any:
    """Return lubridate's ``quarter(x)``, for ``with_year`` as 2019.3.

    Examples
    --------
    >>> from pybrms_mix.r import as_date
    >>> quarter(as_date("2019-08-05"), with_year=True)
    2019.3
    """
    quarters = date_part(x, "quarter")
    if not with_year:
        return quarters
    years = numeric(read(date_part(x, "year")))
    data = years.data + numeric(read(quarters)).data / 10
    return to_python(replace(years, data=data, whole=False))


def _unit(by: str) -> tuple[int, str]:
    """Return the number and the unit of a step such as "2 weeks"."""
    match = re.fullmatch(r"(-?\d+)?\s*([A-Za-z]+?)s?", by.strip())
    name = match.group(2) if match else ""
    if match is None or name not in _SECONDS | _MONTHS:
        names = ", ".join(("second", "minute", "hour", "day", "week", "month", "quarter", "year"))
        raise InvalidArgument(f"Dates have no unit '{by}' here.", hint=f"Units are {names}.")
    return int(match.group(1) or 1), name


def date_seq(start: Any, to: Any = None, by: Any = None, length_out: Any = None) -> Any:
    """Return ``seq(start, to, by)`` of dates or points in time.

    Parameters
    ----------
    start, to : date
        The first date, and the date that the sequence does not pass.
    by : int, str or Span, optional
        A number of days (seconds for points in time), or a step such as ``"day"``, ``"2 weeks"``,
        ``"month"`` or ``"30 min"``. Without it, ``length_out`` dates of equal distances.
    length_out : int, optional
        The number of dates.

    Returns
    -------
    ndarray
        The dates.

    Raises
    ------
    InvalidArgument
        If ``by`` is not such a step, or if the end of the sequence is not known.

    Examples
    --------
    >>> from pybrms_mix.r.times.dates import as_date
    >>> [str(d) for d in date_seq(as_date("2024-01-31"), by="week", length_out=2)]
    ['2024-01-31', '2024-02-07']
    """
    begin = days_of(start)
    first = float(begin.data[0])
    last = None if to is None else float(days_of(to).data[0])
    size = None if length_out is None else int(length_out)
    if by is None and size is not None and last is not None:
        days = np.linspace(first, last, size)
    elif last is None and size is None:
        raise InvalidArgument("A sequence of dates needs 'to' or 'length.out'.")
    else:
        days = np.array(_steps(first, last, by, size, clock=begin.clock))
    within = isinstance(by, str) and _SECONDS.get(_unit(by)[1], _DAY) < _DAY
    return to_python(replace(numbers(days), date=True, clock=begin.clock or within))


def _steps(
    first: float, last: float | None, by: Any, size: int | None, *, clock: bool
) -> list[float]:
    seconds, months = 0.0, 0
    if isinstance(by, str):
        count, name = _unit(by)
        seconds, months = count * _SECONDS.get(name, 0.0), count * _MONTHS.get(name, 0)
    elif isinstance(by, Span):
        seconds = in_units(by, "secs")
    else:
        seconds = float(1 if by is None else by) * (1.0 if clock else _DAY)
    days: list[float] = []
    while size is None or len(days) < size:
        step = len(days)
        day = _in_month(first, step * months) if months else first + step * seconds / _DAY
        ahead = months + seconds > 0
        if last is not None and (day > last + 1e-9 if ahead else day < last - 1e-9):
            break
        days.append(day)
    return days


def _in_month(first: float, months: int) -> float:
    """Return a date months later; a day beyond the end of the month falls in the next one."""
    start = _EPOCH + datetime.timedelta(days=int(np.floor(first)))
    begin = moved_months(first - start.day + 1, months)
    return begin + start.day - 1


def _floored(vector: Vector, unit: str, week_start: int) -> np.ndarray:
    count, name = _unit(unit)
    if name in _SECONDS and _SECONDS[name] < _DAY:
        size = count * _SECONDS[name]
        span_seconds = {"hour": _DAY, "minute": 3600.0, "min": 3600.0}.get(name, 60.0)
        if span_seconds % size:
            raise InvalidArgument(f"Dates are not rounded to '{unit}' here.")
        return np.asarray(np.floor(np.round(vector.data * _DAY, 5) / size) * size / _DAY)
    if name == "week" and count == 1:
        days = np.floor(vector.data)
        return np.asarray(days - (days + 3 - (week_start - 1)) % 7)
    if name in ("day", "DSTday") and count == 1:
        return np.asarray(np.floor(vector.data))
    if name not in _MONTHS:
        raise InvalidArgument(f"Dates are not rounded to '{unit}' here.")
    months = count * _MONTHS[name]
    starts = [np.nan if d is None else _first_of(d, months) for d in calendar_of(vector)]
    return np.array(starts, dtype=float)


def _first_of(day: datetime.date, months: int) -> float:
    """Return the first day of a span of months; spans of years start at multiples of them."""
    if months % 12 == 0:
        years = months // 12
        begin = datetime.date(day.year // years * years, 1, 1)
    elif 12 % months:
        raise InvalidArgument(f"Dates are not rounded to {months} months here.")
    else:
        begin = datetime.date(day.year, (day.month - 1) // months * months + 1, 1)
    return float((begin - _EPOCH).days)


def rounded_date(x: Any, unit: str = "day", how: str = "floor", *, week_start: int = 7) -> Any:
    """Return dates rounded to a unit, as lubridate's ``floor_date()`` and ``ceiling_date()``.

    Parameters
    ----------
    x : array_like
        Dates or points in time.
    unit : str
        The unit: ``"month"``, ``"week"``, ``"15 minutes"``.
    how : {"floor", "ceiling", "round"}
        The direction. A date, unlike a point in time, is always below its ceiling.
    week_start : int, default 7
        The day on which weeks start: 1 is Monday, and 7 Sunday.

    Returns
    -------
    ndarray
        The dates, or points in time.

    Raises
    ------
    InvalidArgument
        If dates are not rounded to this unit.

    Examples
    --------
    >>> from pybrms_mix.r.times.dates import as_date
    >>> str(rounded_date(as_date("2024-08-17"), "quarter"))
    '2024-07-01'
    """
    vector = days_of(x)
    within = _SECONDS.get(_unit(unit)[1], _DAY) < _DAY
    low = _floored(vector, unit, week_start)
    if how == "floor":
        return to_python(replace(vector, data=low, clock=vector.clock or within))
    high = _after(low, unit)
    on_boundary = (low == vector.data) & (vector.clock or how == "round")
    high = np.where(on_boundary, vector.data, high)
    data = high if how == "ceiling" else np.where(vector.data - low < high - vector.data, low, high)
    return to_python(replace(vector, data=data, clock=vector.clock or within))


def _after(low: np.ndarray, unit: str) -> np.ndarray:
    count, name = _unit(unit)
    if name in _SECONDS:
        return np.asarray(low + count * _SECONDS[name] / _DAY)
    return np.array([moved_months(d, count * _MONTHS[name]) for d in low], dtype=float)


def cut_dates(x: Any, breaks: Any, labels: Any = None) -> Any:
    """Return ``cut(x, "month")`` of dates: the interval of each date, by its first day.

    Parameters
    ----------
    x : array_like
        Dates.
    breaks : str or array_like
        A step such as ``"month"`` or ``"2 weeks"``, or the dates at which intervals begin.
    labels : list of str, optional
        The names of the intervals.

    Returns
    -------
    Categorical
        The intervals; all between the first and the last date are levels.

    Raises
    ------
    InvalidData
        If the breaks are neither, or if there are too few or too many labels.

    Examples
    --------
    >>> from pybrms_mix.r.times.dates import as_date
    >>> cut_dates(as_date(["2024-01-05", "2024-03-01"]), "month").categories.tolist()
    ['2024-01-01', '2024-02-01', '2024-03-01']
    """
    vector = days_of(x)
    if vector.clock:
        raise InvalidData("cut() takes dates, or numbers, here.", hint="as.Date() gives dates.")
    if isinstance(breaks, str):
        starts = _starts(vector, breaks)
        ends = np.append(starts, np.inf)
    else:
        break_vector = read(breaks)
        if not break_vector.date:
            raise InvalidData("cut() of dates takes a step or dates as breaks here.")
        ends = np.sort(break_vector.data)
        starts = ends[:-1]
    codes = np.searchsorted(ends, vector.data, side="right") - 1.0
    codes[np.isnan(vector.data) | (codes < 0) | (codes > len(starts) - 1)] = np.nan
    names = list(text(replace(numbers(starts), date=True)).data) if labels is None else [
        str(v) for v in text(read(labels)).data]  # fmt: skip
    if len(names) != len(starts):
        raise InvalidData("number of intervals and length of 'labels' differ")
    return to_python(Vector(FACTOR, codes, levels=tuple(names)))


def _starts(vector: Vector, unit: str) -> np.ndarray:
    """Return the first days of the intervals from the first date on; weeks start on Monday."""
    count, name = _unit(unit)
    present = vector.data[~np.isnan(vector.data)]
    only = replace(numbers(present), date=True)
    floor = "quarter" if name == "quarter" else name
    first = float(np.min(_floored(only, floor, 1)))
    return np.array(_steps(first, float(present.max()), f"{count} {name}", None, clock=False))


def made_date(year: Any, month: Any = 1, day: Any = 1, *clock: Any) -> Any:
    """Return dates of years, months and days, or points in time if hours follow.

    Examples
    --------
    >>> str(made_date(2024, 2, 5))
    '2024-02-05'
    """
    parts = [numeric(read(p)).data for p in (year, month, day, *clock)]
    size = max(map(len, parts))
    rows = zip(*(np.resize(p, size) for p in parts), strict=True)
    data = np.array([_day_of(*row) for row in rows])
    single = all(read(p).single for p in (year, month, day, *clock))
    return to_python(replace(numbers(data), date=True, clock=bool(clock), single=single))


def _day_of(year: float, month: float, day: float, *clock: float) -> float:
    try:
        begin = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return np.nan
    seconds = sum(p * s for p, s in zip(clock, (3600, 60, 1), strict=False))
    return float((begin - _EPOCH).days) + seconds / _DAY


def decimal_date(x: Any) -> Any:
    """Return dates as years with fractions, as lubridate's ``decimal_date()``.

    Examples
    --------
    >>> from pybrms_mix.r.times.dates import as_date
    >>> decimal_date(as_date("2023-01-01"))
    2023.0
    """
    vector = days_of(x)
    years = []
    for day, moment in zip(calendar_of(vector), vector.data, strict=True):
        if day is None:
            years.append(np.nan)
            continue
        begin, end = ((datetime.date(day.year + n, 1, 1) - _EPOCH).days for n in (0, 1))
        years.append(day.year + (moment - begin) / (end - begin))
    return to_python(replace(numbers(years), kind=NUMBER, single=vector.single))
