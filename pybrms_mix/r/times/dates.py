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
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    NUMBER,
    Vector,
    characters,
    clock_texts,
    numbers,
    numeric,
    read,
    text,
    to_python,
)

__all__ = ["as_date", "as_date_in", "date_part", "date_text", "is_date", "today"]

_EPOCH = datetime.date(1970, 1, 1)


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
    if vector.clock:
        return to_python(replace(vector, data=np.floor(vector.data), clock=False))
    return to_python(replace(numeric(vector), date=True, whole=False))


def days_of(x: Any) -> Vector:
    """Return dates; strings are read as dates.

    Raises:
        InvalidData: for numbers.
    """
    vector = read(as_date(x)) if read(x).kind in (CHARACTER, "list") else read(x)
    if not vector.date:
        raise InvalidData("A date is needed here: as.Date() converts text to dates.")
    return vector


def calendar_of(vector: Vector) -> list[datetime.date | None]:
    """Return the days of dates or of points in time."""
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
    vector = days_of(x)
    if vector.clock:
        strings = characters(clock_texts(vector) if not form else _spelt(vector, form))
    else:
        strings = characters(None if d is None else d.strftime(form) for d in calendar_of(vector))
    return to_python(replace(strings, names=vector.names, single=vector.single))


def _spelt(vector: Vector, form: str) -> list[str | None]:
    moments = to_python(replace(vector, names=None, single=False))
    return [None if np.isnat(m) else m.astype(object).strftime(form) for m in moments]


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
    iso_strings = [None if v is None else ordered_date(v, order) for v in strings]
    dates = as_dates(replace(characters(iso_strings), single=vector.single), "%Y-%m-%d")
    return to_python(dates)


_WEEKDAYS = re.compile(r"(mon|tue(s)?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?$")
_ORDINALS = frozenset({"st", "nd", "rd", "th", "of"})


def ordered_date(value: str, order: str) -> str | None:
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


def date_part(
    x: Any, which: str, *, label: bool = False, abbr: bool = True, week_start: int = 7,
    locale: str = "C",
) -> Any:  # fmt: skip
    """Return a part of dates, with the name of lubridate's function: "month", "wday", "isoweek".

    Parameters
    ----------
    x : array_like
        Dates or points in time.
    which : str
        The part. "leap_year" is 1 or 0.
    label : bool, default False
        Whether months and days of the week are ordered factors of their names.
    abbr : bool, default True
        Whether the names have three letters.
    week_start : int, default 7
        The day on which weeks start for "wday": 1 is Monday, and 7 Sunday.
    locale : str, default "C"
        The language of the names, which is English here.

    Returns
    -------
    ndarray or Categorical
        The parts.

    Raises
    ------
    InvalidArgument
        If there is no such part, or if the language is another one.

    Examples
    --------
    >>> date_part(as_date("2024-02-05"), "month")
    2
    >>> date_part(as_date("2024-02-05"), "wday", label=True).tolist()
    ['Mon']
    """
    if which not in _PARTS:
        raise InvalidArgument(f"A date has no part '{which}' here.")
    if label and not locale.lower().startswith(("c", "en", "posix")):
        raise InvalidArgument(f"The names of days and months are English here, not of '{locale}'.")
    if which == "leap_year" and (years := read(x)).kind == NUMBER and not years.date:
        leap = [v if np.isnan(v) else float(calendar.isleap(int(v))) for v in years.data]
        return to_python(replace(years, data=np.array(leap)))
    vector = days_of(x)
    parts = np.array([np.nan if d is None else _PARTS[which](d) for d in calendar_of(vector)],
                     dtype=float)  # fmt: skip
    if which == "wday":
        parts = (parts - 1 - week_start % 7) % 7 + 1
    if label:
        levels = _labels(which, abbr=abbr, week_start=week_start)
        return to_python(Vector(FACTOR, parts - 1, levels=levels, ordered=True))
    if which == "days_in_month":  # R names the numbers by their months
        months = [None if d is None else calendar.month_abbr[d.month] for d in calendar_of(vector)]
        names = tuple("<NA>" if m is None else m for m in months)
        return to_python(replace(numbers(parts, whole=True), names=names))
    return to_python(replace(numbers(parts, whole=True), single=vector.single))


def is_date(x: Any) -> bool:
    """Return lubridate's ``is.Date(x)``.

    Examples
    --------
    >>> is_date(as_date("2024-02-05")), is_date("2024-02-05")
    (True, False)
    """
    vector = read(x)
    return vector.date and not vector.clock


def _labels(which: str, *, abbr: bool, week_start: int) -> tuple[str, ...]:
    """Return the English names of the months, or of the days of the week from its start."""
    if which == "month":
        names = tuple(calendar.month_name[1:])
    else:
        days = list(calendar.day_name)
        names = tuple(days[(week_start - 1 + n) % 7] for n in range(7))
    return tuple(n[:3] for n in names) if abbr else names


# The fields of R's POSIXlt: the part of a date, and its smallest value here less the one in R.
FIELDS = {"mday": ("mday", 0), "mon": ("month", 1), "year": ("year", 1900), "wday": ("wday", 1),
          "yday": ("yday", 1), "hour": ("hour", 0), "min": ("minute", 0),
          "sec": ("second", 0)}  # fmt: skip
_CLOCK_FIELDS = {"hour": (3600, 24), "min": (60, 60), "sec": (1, 60)}


def _clock_field(x: Any, name: str) -> Any:
    size, most = _CLOCK_FIELDS[name]
    vector = days_of(x)
    seconds = np.round(vector.data % 1.0 * 86400, 5)
    counts = seconds if size == 1 else np.floor(seconds / size)
    return to_python(replace(numbers(counts % most), single=vector.single))


def date_field(x: Any, name: str) -> Any:
    """Return a field of a date as R's POSIXlt counts it: months and days of the year from 0.

    Examples
    --------
    >>> date_field(as_date("2024-02-05"), "yday")
    35
    """
    which, less = FIELDS[name]
    if name in _CLOCK_FIELDS:
        return _clock_field(x, name)
    vector = read(date_part(x, which))
    return to_python(replace(vector, data=vector.data - less))


def moved_months(day: float, months: float, *, roll: bool = False) -> float:
    """Return a date some months later; NaN if the month lacks the day, or its last day (``roll``).

    Source: lubridate's ``months()`` and ``%m+%``.
    """
    if np.isnan(day) or np.isnan(months):
        return np.nan
    if months == 0:
        return day
    whole_days = int(np.floor(day))
    start = _EPOCH + datetime.timedelta(days=whole_days)
    count = start.year * 12 + start.month - 1 + int(months)
    last = calendar.monthrange(count // 12, count % 12 + 1)[1]
    if start.day > last and not roll:
        return np.nan
    new_date = datetime.date(count // 12, count % 12 + 1, min(start.day, last))
    return float((new_date - _EPOCH).days) + (day - whole_days)


def today() -> Any:
    """Return ``Sys.Date()``, today's date."""
    return np.datetime64(datetime.datetime.now().astimezone().date())
