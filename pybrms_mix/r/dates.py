"""Dates: parsing, formatting, sequences, and parts such as the month."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.r.r_vectors import (
    CHARACTER,
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

_EPOCH = datetime.date(1970, 1, 1)
_UNITS = {"days": 1.0, "weeks": 7.0, "hours": 1 / 24, "mins": 1 / 1440, "secs": 1 / 86400}
_STEPS = {"day": 1, "week": 7, "month": 0, "year": 0, "quarter": 0}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def as_dates(vector: Vector, form: str | None = None) -> Vector:
    """Return strings as dates; NA where a string is no date.

    Raises:
        InvalidData: if no format is given and the first string that is not missing is not a date.
    """
    days: list[float] = []
    for value in vector.data:
        day = None if value is None else _day(value.strip(), form)
        if day is None and value is not None and form is None and all(np.isnan(v) for v in days):
            raise InvalidData("character string is not in a standard unambiguous format")
        days.append(np.nan if day is None else float((day - _EPOCH).days))
    return replace(vector, kind=NUMBER, data=np.array(days, dtype=float), date=True)


def _day(value: str, form: str | None) -> datetime.date | None:
    for pattern in ("%Y-%m-%d", "%Y/%m/%d") if form is None else (form,):
        try:
            return datetime.datetime.strptime(value[:10] if form is None else value, pattern).date()
        except ValueError:
            pass
    return None


def as_date(x: Any, form: str | None = None) -> Any:
    """Return ``as.Date(x)``: strings, numbers of days since 1970, or points in time as dates.

    Parameters
    ----------
    x : array_like
        Strings, numbers or dates.
    form : str, optional
        The format of the strings, such as ``"%d.%m.%Y"``. The default are ``"%Y-%m-%d"`` and
        ``"%Y/%m/%d"``.

    Returns
    -------
    ndarray
        The dates.

    Raises
    ------
    InvalidData
        If no format is given and the first string that is not missing is not a date.

    Examples
    --------
    >>> str(as_date("2024-02-28"))
    '2024-02-28'
    """
    if isinstance(x, datetime.datetime):
        return np.datetime64(x.date())
    vector = read(x)
    if vector.kind == FACTOR:
        vector = text(vector)
    if vector.kind == CHARACTER:
        return to_python(as_dates(vector, form))
    if vector.kind == "list":
        days = [np.datetime64(v, "D").astype(float) for v in vector.data]
        return to_python(replace(numbers(days), date=True))
    return to_python(replace(numeric(vector), date=True, whole=False))


def _days(x: Any) -> Vector:
    """Return dates; strings are read as dates.

    Raises:
        InvalidData: for numbers.
    """
    vector = read(as_date(x)) if read(x).kind in (CHARACTER, "list") else read(x)
    if not vector.date:
        raise InvalidData("A date is needed here: as.Date() converts text to dates.")
    return vector


def _calendar(vector: Vector) -> list[datetime.date | None]:
    return [None if np.isnan(v) else _EPOCH + datetime.timedelta(days=int(np.floor(v)))
            for v in vector.data]  # fmt: skip


def date_text(x: Any, form: str = "%Y-%m-%d") -> Any:
    """Return ``format(x, form)`` of dates.

    Examples
    --------
    >>> date_text(as_date("2024-02-05"), "%d/%m")
    '05/02'
    """
    if isinstance(x, datetime.datetime):
        return x.strftime(form)
    vector = _days(x)
    strings = characters(None if d is None else d.strftime(form) for d in _calendar(vector))
    return to_python(replace(strings, names=vector.names, single=vector.single))


def _epiweek(day: datetime.date) -> int:
    """Return the week of a year whose weeks start on Sunday; week 1 has four days of the year."""
    wednesday = day + datetime.timedelta(days=3 - day.isoweekday() % 7)
    return (wednesday.timetuple().tm_yday - 1) // 7 + 1


_PARTS: dict[str, Callable[[datetime.date], int]] = {
    "year": lambda d: d.year, "month": lambda d: d.month, "day": lambda d: d.day,
    "mday": lambda d: d.day, "wday": lambda d: d.isoweekday() % 7 + 1,
    "yday": lambda d: d.timetuple().tm_yday,
    "week": lambda d: (d.timetuple().tm_yday - 1) // 7 + 1,
    "isoweek": lambda d: d.isocalendar()[1], "isoyear": lambda d: d.isocalendar()[0],
    "epiweek": _epiweek, "quarter": lambda d: (d.month + 2) // 3,
    "days_in_month": lambda d: calendar.monthrange(d.year, d.month)[1],
    "leap_year": lambda d: int(calendar.isleap(d.year)),
}  # fmt: skip


def floor_date(x: Any, unit: str = "day") -> Any:
    """Return the first day of the week (Sunday), month, quarter or year of each date.

    Raises
    ------
    InvalidArgument
        If the unit is no "day", "week", "month", "quarter" or "year".

    Examples
    --------
    >>> str(floor_date(as_date("2024-08-17"), "quarter"))
    '2024-07-01'
    """
    starts: dict[str, Callable[[datetime.date], datetime.date]] = {
        "day": lambda d: d, "month": lambda d: d.replace(day=1),
        "week": lambda d: d - datetime.timedelta(days=d.isoweekday() % 7),
        "quarter": lambda d: d.replace(month=(d.month - 1) // 3 * 3 + 1, day=1),
        "year": lambda d: d.replace(month=1, day=1),
    }  # fmt: skip
    rule = starts.get(unit.removesuffix("s"))
    if rule is None:
        raise InvalidArgument(
            f"floor_date() does not know the unit '{unit}' here.", hint=f"{', '.join(starts)}"
        )
    vector = _days(x)
    days = [np.nan if d is None else float((rule(d) - _EPOCH).days) for d in _calendar(vector)]
    return to_python(replace(vector, data=np.array(days, dtype=float)))


def as_date_in(x: Any, order: str) -> Any:
    """Return strings or numbers as dates, as lubridate's ``dmy()``, ``mdy()``, ``ymd()``.

    Day, month and year may stand in one number of six or eight digits, or apart with any
    characters between them. The month may be a name. Names of weekdays are ignored.

    Parameters
    ----------
    x : array_like
        Strings such as "5.2.2024", "5 Feb 24" and "05022024", or numbers such as 5022024.
    order : {"dmy", "dym", "mdy", "myd", "ymd", "ydm"}
        The order of day, month and year.

    Returns
    -------
    ndarray
        The dates; NA where a value has no date in this order.

    Examples
    --------
    >>> str(as_date_in("5/2/2024", "dmy"))
    '2024-02-05'
    """
    vector = read(x)
    if vector.date:
        return x
    if vector.kind == NUMBER:
        strings: list[str | None] = [None if np.isnan(v) else f"{v:.0f}" for v in vector.data]
        strings = [None if v is None else v.zfill(6 if len(v) < 7 else 8) for v in strings]
    else:
        strings = list(text(vector).data)
    iso_strings = [None if v is None else _in_order(v, order) for v in strings]
    dates = as_dates(replace(characters(iso_strings), single=vector.single), "%Y-%m-%d")
    return to_python(dates)


_WEEKDAYS = re.compile(r"(mon|tue(s)?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?$")
_ORDINALS = frozenset({"st", "nd", "rd", "th", "of"})


def _in_order(value: str, order: str) -> str | None:
    """Return a date with the year first; None for a text that is no such date."""
    words = re.findall(r"\d+|[^\W\d_]+", value.lower())
    words = [w for w in words if w not in _ORDINALS and not _WEEKDAYS.match(w)]
    if len(words) == 1 and words[0].isdigit() and len(words[0]) in (6, 8):
        sizes = [len(words[0]) - 4 if part == "y" else 2 for part in order]
        ends = [sum(sizes[: n + 1]) for n in range(3)]
        words = [words[0][end - size : end] for end, size in zip(ends, sizes, strict=True)]
    if len(words) != 3:
        return None
    part = dict(zip(order, words, strict=True))
    month = part["m"] if part["m"].isdigit() else _month_number(part["m"])
    year, day = part["y"], part["d"]
    if month is None or not (year.isdigit() and day.isdigit() and len(year) in (2, 4)):
        return None
    century = "" if len(year) == 4 else "19" if int(year) > 68 else "20"
    return f"{century}{year}-{int(month):02d}-{int(day):02d}"


def _month_number(word: str) -> str | None:
    """Return the number of the month with an English name or its first three letters."""
    for number, name in enumerate(calendar.month_name[1:], start=1):
        if word in (name.lower(), name[:3].lower()):
            return str(number)
    return None


def date_part(x: Any, which: str) -> Any:
    """Return a part of dates, with the name of lubridate's function: "month", "wday", "isoweek".

    In "wday", 1 is Sunday. "leap_year" is 1 or 0.

    Raises
    ------
    InvalidArgument
        If there is no such part.

    Examples
    --------
    >>> date_part(as_date("2024-02-05"), "month")
    2
    """
    if which not in _PARTS:
        raise InvalidArgument(f"A date has no part '{which}' here.")
    vector = _days(x)
    part_values = [np.nan if d is None else _PARTS[which](d) for d in _calendar(vector)]
    return to_python(replace(numbers(part_values, whole=True), single=vector.single))


# The fields of R's POSIXlt: the part of a date, and its smallest value here less the one in R.
FIELDS = {"mday": ("mday", 0), "mon": ("month", 1), "year": ("year", 1900), "wday": ("wday", 1),
          "yday": ("yday", 1)}  # fmt: skip


def date_field(x: Any, name: str) -> Any:
    """Return a field of a date as R's POSIXlt counts it: months and days of the year from 0.

    Examples
    --------
    >>> date_field(as_date("2024-02-05"), "yday")
    35
    """
    which, less = FIELDS[name]
    vector = read(date_part(x, which))
    return to_python(replace(vector, data=vector.data - less))


def difftime(x: Any, y: Any, units: str = "auto") -> Any:
    """Return ``difftime(x, y, units)``: the time from ``y`` to ``x`` as a number.

    Without ``units``, R chooses days for dates.

    Raises
    ------
    InvalidArgument
        If ``units`` is unknown.

    Examples
    --------
    >>> difftime("2024-03-01", "2024-02-01", "days")
    29.0
    """
    unit = "days" if units == "auto" else units
    if unit not in _UNITS:
        raise InvalidArgument(f"difftime() does not know the unit '{units}'.",
                              hint=f"Units are {', '.join(_UNITS)}.")  # fmt: skip
    if isinstance(x, datetime.datetime) and isinstance(y, datetime.datetime):
        return (x - y).total_seconds() / 86400 / _UNITS[unit]
    a, b = _days(x), _days(y)
    size = max(len(a), len(b))
    apart = (np.resize(a.data, size) - np.resize(b.data, size)) / _UNITS[unit]
    return to_python(replace(numbers(apart), single=a.single and b.single))


def date_seq(start: Any, to: Any = None, by: Any = 1, length_out: Any = None) -> Any:
    """Return ``seq(start, to, by)`` of dates, in steps of days, weeks, months or years.

    Parameters
    ----------
    start, to : date
        The first date, and the date that the sequence does not pass.
    by : int or str, default 1
        A number of days, or a step such as ``"day"``, ``"2 weeks"`` or ``"month"``.
    length_out : int, optional
        The number of dates.

    Returns
    -------
    ndarray
        The dates.

    Raises
    ------
    InvalidArgument
        If ``by`` is not such a step.

    Examples
    --------
    >>> [str(d) for d in date_seq("2024-01-31", by="week", length_out=2)]
    ['2024-01-31', '2024-02-07']
    """
    count, unit = _step(by)
    first = _days(start).data[0]
    last = None if to is None else _days(to).data[0]
    size = None if length_out is None else int(length_out)
    days: list[float] = []
    while size is None or len(days) < size:
        day = _moved(first, len(days) * count, unit)
        if last is not None and (day > last if count > 0 else day < last):
            break
        days.append(day)
    return to_python(replace(numbers(days), date=True))


def _step(by: Any) -> tuple[int, str]:
    if not isinstance(by, str):
        return int(by), "day"
    number, _, name = by.rpartition(" ")
    unit = name.removesuffix("s")
    if unit not in _STEPS:
        raise InvalidArgument(
            f"A sequence of dates cannot have the step '{by}'.",
            hint=f"Steps are {', '.join(_STEPS)}.",
        )
    return int(number or 1), unit


def _moved(first: float, steps: int, unit: str) -> float:
    if _STEPS[unit]:
        return first + steps * _STEPS[unit]
    start = _EPOCH + datetime.timedelta(days=int(first))
    months = start.year * 12 + start.month - 1 + steps * _MONTHS[unit]
    # As in R, a day beyond the end of a short month falls in the next month: 31 April is 1 May.
    begin = datetime.date(months // 12, months % 12 + 1, 1)
    return float((begin - _EPOCH).days + start.day - 1)


def today() -> Any:
    """Return ``Sys.Date()``, today's date."""
    return np.datetime64(datetime.datetime.now().astimezone().date())
