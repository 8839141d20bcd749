"""Points in time read from text: ``as.POSIXct()`` and lubridate's ``ymd_hms()``."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.times.dates import ordered_date
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

__all__ = ["as_moment", "as_moment_in"]

_DAY = 86400.0
_FORMS = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M",
          "%Y-%m-%d", "%Y/%m/%d")  # fmt: skip


def _days(moment: datetime.datetime) -> float:
    return (moment - datetime.datetime(1970, 1, 1)) / datetime.timedelta(days=1)


def _parsed(value: str, form: str) -> float:
    try:
        return _days(datetime.datetime.strptime(value, form))
    except ValueError:
        return np.nan


def as_moments(vector: Vector, form: str | None = None) -> Vector:
    """Return strings as points in time; NA where a string is none.

    Raises:
        InvalidData: if no format is given and a string is in none of R's own formats.
    """
    strings = [None if v is None else str(v).strip() for v in vector.data]
    if form is None:
        present = [v for v in strings if v]
        form = next((f for f in _FORMS if all(_begins(v, f) for v in present)), None)
        if form is None:
            raise InvalidData("character string is not in a standard unambiguous format")
        strings = [None if v is None else _start(v, form) for v in strings]
    data = [np.nan if v is None else _parsed(v, form) for v in strings]
    return replace(vector, kind=NUMBER, data=np.array(data, dtype=float), date=True, clock=True)


def _start(value: str, form: str) -> str:
    """Return the part of a text that a format of R describes; R ignores the rest."""
    sizes = {"%H:%M:%S": r"\d+:\d+:\d+", "%H:%M": r"\d+:\d+"}
    day = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}"
    clock = next((rf"[ T]{p}" for f, p in sizes.items() if form.endswith(f)), "")
    match = re.match(day + clock, value)
    return match.group().replace("T", " ") if match else value


def _begins(value: str, form: str) -> bool:
    return not np.isnan(_parsed(_start(value, form), form))


def as_moment(x: Any, form: str | None = None) -> Any:
    """Return ``as.POSIXct(x)``: strings, dates or numbers of seconds as points in time (UTC).

    Parameters
    ----------
    x : array_like
        Strings, dates, numbers of seconds since 1970, or points in time.
    form : str, optional
        The format of the strings, such as ``"%d.%m.%Y %H:%M"``.

    Returns
    -------
    ndarray
        The points in time.

    Raises
    ------
    InvalidData
        If no format is given and a string is in none of R's own formats.

    Examples
    --------
    >>> str(as_moment("2024-02-28 14:30"))
    '2024-02-28T14:30:00.000000'
    """
    vector = read(x)
    if not len(vector):
        return to_python(replace(numbers([]), date=True, clock=True))
    if vector.kind in (CHARACTER, FACTOR):
        return to_python(as_moments(text(vector), form))
    if vector.date:
        return to_python(replace(vector, clock=True))
    if vector.kind not in (NUMBER, LOGICAL):
        raise InvalidData("Points in time are made of text, dates and numbers.")
    return to_python(replace(numeric(vector), data=numeric(vector).data / _DAY, date=True,
                             clock=True, whole=False))  # fmt: skip


def as_moment_in(x: Any, order: str) -> Any:
    """Return strings as points in time, as lubridate's ``ymd_hms()``, ``dmy_hm()`` and others.

    Parameters
    ----------
    x : array_like
        Strings such as "2021-05-03 14:30:05", with any characters between the numbers.
    order : str
        The order of the date and the parts of the time: "ymd_hms", "dmy_hm" or "mdy_h".

    Returns
    -------
    ndarray
        The points in time; NA where a text is none in this order.

    Examples
    --------
    >>> str(as_moment_in("3/5/2021 2:30 PM", "dmy_hm"))
    '2021-05-03T14:30:00.000000'
    """
    vector = read(x)
    if vector.clock:
        return x
    day, _, clock = order.partition("_")
    days = [None if v is None else _in_order(str(v), day, len(clock)) for v in text(vector).data]
    data = np.array([np.nan if v is None else v for v in days], dtype=float)
    moments = replace(numbers(data), date=True, clock=True, single=vector.single)
    return to_python(moments)


def _in_order(value: str, day: str, count: int) -> float | None:
    """Return the days since 1970 of a text with a date and ``count`` parts of a time."""
    clock = r"(\d{1,2})" + r"\D+(\d{1,2})" * (count - 1)
    pattern = rf"^(.*?\d)(?:[T ]|\s*,\s*){clock}(\.\d+)?\s*([AaPp][Mm])?\s*Z?$"
    match = re.match(pattern, value.strip())
    if match is None:
        return None
    iso_date = ordered_date(match.group(1), day)
    if iso_date is None or np.isnan(start := _parsed(iso_date, "%Y-%m-%d")):
        return None
    parts = [int(match.group(n + 2)) for n in range(count)]
    half = match.group(count + 3)
    if half is not None:
        if not 1 <= parts[0] <= 12:
            return None
        parts[0] = parts[0] % 12 + (12 if half.lower() == "pm" else 0)
    if any(p >= size for p, size in zip(parts, (24, 60, 61), strict=False)):
        return None
    fraction = float(match.group(count + 2) or 0)
    seconds = sum(p * s for p, s in zip(parts, (3600, 60, 1), strict=False)) + fraction
    return start + seconds / _DAY
