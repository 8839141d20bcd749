"""Translate functions of dates and times: R's own, and those of lubridate."""

from __future__ import annotations

from dataclasses import replace

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged, worded
from pybrms_mix.rscript.facts.registry import RULES, WORDS, Word, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.rverbs import enter
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Node, Part, String, called

_U = Kind.UNKNOWN
_ORDERS = ("dmy", "dym", "mdy", "myd", "ymd", "ydm")
_CLOCKS = ("h", "hm", "hms")
DATES: tuple[tuple[str, str, Kind | str], ...] = (
    ("as_date(x)", "r.as_date(x)", _U),
    ("quarters(x)", "r.quarter_names(x)", _U), ("julian(x)", "r.as_numeric(x)", "numbers"),
    *((f"{n}(x)", f"r.date_part(x, '{n}')", _U)
      for n in ("year", "day", "mday", "yday", "week", "isoweek", "isoyear", "epiweek",
                "days_in_month")),
    ("quarter(x, with_year)", "r.quarter(x, with_year=with_year)", _U),
    ("month(x, label, abbr, locale)",
     "r.date_part(x, 'month', label=label, abbr=abbr, locale=locale)", _U),
    ("wday(x, label, abbr, week_start, locale)",
     "r.date_part(x, 'wday', label=label, abbr=abbr, week_start=week_start, locale=locale)", _U),
    *((f"{n}(x)", f"r.clock_part(x, '{n}')", _U) for n in ("hour", "minute", "second", "am", "pm")),
    *((f"{n}(x)", f"r.as_date_in(x, '{n}')", _U) for n in _ORDERS),
    ("leap_year(date)", "r.compare(r.date_part(date, 'leap_year'), '==', 1)", "truths"),
    *((f"{n}(x)", f"r.period(x, '{n}')", _U)
      for n in ("seconds", "minutes", "hours", "days", "weeks", "years")),
    *((f"{n}_date(x, unit, week_start)",
       f"r.rounded_date(x, unit, {n!r}, week_start=week_start)", _U)
      for n in ("floor", "ceiling", "round")),
    ("decimal_date(date)", "r.decimal_date(date)", _U),
    ("interval(start, end)", "r.interval(start, end)", _U),
    ("time_length(x, unit)", "r.time_length(x, unit)", _U),
    ("int_length(int)", "r.time_length(int)", _U),
    ("%--%(start, end)", "r.interval(start, end)", _U),
    ("%within%(a, b)", "r.is_within(a, b)", _U),
    ("as.duration(x)", "r.duration(r.time_length(x))", _U),
    *((f"d{n}s(x)", f"r.duration(x, {n!r})", _U)
      for n in ("second", "minute", "hour", "day", "week", "month", "year")),
    ("make_date(year, month, day)", "r.made_date(year, month, day)", _U),
)  # fmt: skip
enter(DATES)
_HERE = frozenset({"", "UTC", "GMT", "Etc/UTC"})


def refuse_zone(part: Part | None, node: Call) -> None:
    """Refuse a time zone: points in time are those of UTC here.

    Raises
    ------
    NotPorted
        If the zone is another one, or is computed.
    """
    if part is not None and not (isinstance(part, String) and part.text in _HERE):
        raise NotPorted(f"{called(node)}(): times are those of UTC here", node.span)


def _is_epoch(origin: Node) -> bool:
    """Return whether an origin is the day from which R counts."""
    return isinstance(origin, String) and origin.text[:10] == "1970-01-01"


@word("as.Date", "as.IDate")
def as_date(node: Call, scope: Scope) -> Value:
    """Translate ``as.Date(x, "%d.%m.%Y")``, also of numbers with an origin."""
    arguments = matched(node.arguments, "x, format, tryFormats, origin, tz")
    refuse_zone(arguments.get("tz"), node)
    if arguments.get("tryFormats") is not None:
        raise NotPorted("as.Date() takes one format here", node.span)
    nodes = [value(p, scope).node for n in ("x", "format") if (p := arguments.get(n)) is not None]
    date_node = call("r.as_date", *nodes)
    origin = arguments.get("origin")
    if origin is None or _is_epoch(origin):
        return Value(date_node)
    return Value(call("r.compute", call("r.as_date", value(origin, scope).node), constant("+"),
                      value(needed(arguments.get("x"), node), scope).node))  # fmt: skip


_FORMATS = {"as.POSIXct": "x, tz, format, tryFormats, origin", "strptime": "x, format, tz",
            "as.POSIXlt": "x, tz, format, tryFormats, origin",
            "as_datetime": "x, tz, origin, format"}  # fmt: skip


@word(*_FORMATS)
def moment(node: Call, scope: Scope) -> Value:
    """Translate ``as.POSIXct(x, format = "%d.%m.%Y %H:%M", tz = "UTC")``."""
    arguments = matched(node.arguments, _FORMATS[called(node) or ""])
    refuse_zone(arguments.get("tz"), node)
    origin = arguments.get("origin")
    has_origin = origin is not None and not _is_epoch(origin)
    if arguments.get("tryFormats") is not None or has_origin:
        raise NotPorted(f"{called(node)}() has no such argument here", node.span)
    form = arguments.get("format")
    if form is not None and "%OS" in worded(form):
        raise NotPorted("fractions of seconds in a format are not available here", node.span)
    x = value(needed(arguments.get("x"), node), scope).node
    more = [] if form is None else [value(form, scope).node]
    return Value(call("r.as_moment", x, *more))


@word(*(f"{d}_{c}" for d in _ORDERS for c in _CLOCKS))
def moment_in(node: Call, scope: Scope) -> Value:
    """Translate ``ymd_hms(x)`` of lubridate and its companions."""
    arguments = matched(node.arguments, "..., tz, quiet, truncated")
    refuse_zone(arguments.get("tz"), node)
    if len(arguments.rest) != 1 or arguments.get("truncated") is not None:
        raise NotPorted(f"{called(node)}() takes one vector here", node.span)
    x = value(needed(arguments.rest[0].value, node), scope).node
    return Value(call("r.as_moment_in", x, constant(called(node))))


@word("parse_date_time")
def parse_date_time(node: Call, scope: Scope) -> Value:
    """Translate ``parse_date_time(x, "dmy HM")`` with one order."""
    arguments = matched(node.arguments, "x, orders, tz, ...")
    refuse_zone(arguments.get("tz"), node)
    day, _, clock = worded(arguments.get("orders")).partition(" ")
    if arguments.rest or day not in _ORDERS or clock.lower() not in _CLOCKS:
        raise NotPorted("parse_date_time() takes one order such as 'ymd HMS' here", node.span)
    x = value(needed(arguments.get("x"), node), scope).node
    return Value(call("r.as_moment_in", x, constant(f"{day}_{clock.lower()}")))


@word("ISOdate", "ISOdatetime", "make_datetime")
def moment_of_parts(node: Call, scope: Scope) -> Value:
    """Translate ``ISOdate(2021, 5, 3)``, at noon, and ``make_datetime(2021, 5, 3, 14)``."""
    arguments = matched(node.arguments, "year, month, day, hour, min, sec, tz")
    refuse_zone(arguments.get("tz"), node)
    noon = 12 if called(node) == "ISOdate" else 0
    usual = {"month": 1, "day": 1, "hour": noon, "min": 0, "sec": 0}
    nodes = [constant(usual[n]) if (p := arguments.get(n)) is None else value(p, scope).node
             for n in ("year", "month", "day", "hour", "min", "sec") if n != "year"]  # fmt: skip
    year = value(needed(arguments.get("year"), node), scope).node
    return Value(call("r.made_date", year, *nodes))


@word("months")
def months(node: Call, scope: Scope) -> Value:
    """Translate ``months(x)``: a period if lubridate is given numbers, else the name of a month."""
    arguments = matched(node.arguments, "x, abbreviate")
    x = value(needed(arguments.get("x"), node), scope)
    if x.kind in (Kind.NUMBER, Kind.VECTOR):
        return Value(call("r.period", x.node, constant("months")))
    short = flagged(arguments.get("abbreviate"))
    return Value(call("r.date_text", x.node, constant("%b" if short else "%B")))


@word("weekdays")
def weekdays(node: Call, scope: Scope) -> Value:
    """Translate ``weekdays(x, abbreviate = TRUE)``."""
    arguments = matched(node.arguments, "x, abbreviate")
    short = flagged(arguments.get("abbreviate"))
    x = value(needed(arguments.get("x"), node), scope)
    return Value(call("r.date_text", x.node, constant("%a" if short else "%A")))


@word("%m+%")
def rolled(node: Call, scope: Scope) -> Value:
    """Translate ``x %m+% months(1)``, which stays within the month."""
    nodes = [value(needed(a.value, node), scope).node for a in node.arguments]
    return Value(call("r.rolled_date", *nodes))


@word("strftime")
def strftime(node: Call, scope: Scope) -> Value:
    """Translate ``strftime(x, "%H:%M")``."""
    arguments = matched(node.arguments, "x, format, tz, usetz")
    refuse_zone(arguments.get("tz"), node)
    nodes = [value(p, scope).node for n in ("x", "format") if (p := arguments.get(n)) is not None]
    return Value(call("r.date_text", *nodes))


@word("difftime")
def difftime(node: Call, scope: Scope) -> Value:
    """Translate ``difftime(a, b, units = "hours")``."""
    arguments = matched(node.arguments, "time1, time2, tz, units")
    refuse_zone(arguments.get("tz"), node)
    nodes = [value(needed(arguments.get(n), node), scope).node for n in ("time1", "time2")]
    if (units := arguments.get("units")) is not None:
        nodes.append(value(units, scope).node)
    return Value(call("r.difftime", *nodes))


@word("units")
def units(node: Call, scope: Scope) -> Value:
    """Translate ``units(x)`` of a difference of points in time."""
    arguments = matched(node.arguments, "x")
    return Value(call("r.units_of", value(needed(arguments.get("x"), node), scope).node), Kind.TEXT)


@word("with_tz", "force_tz", "as.period", "hms", "as_hms", "as.difftime")
def refuse(node: Call, scope: Scope) -> Value:
    """Refuse other values of lubridate, with a hint at the nearest function."""
    del scope
    near = 'difftime(b, a, units = "days") is a number, and days(1) a period'
    raise NotPorted(f"{called(node)}() has no Python here: {near}", node.span)


def _in_units(translation: Word, node: Call, scope: Scope) -> Value:
    """Translate ``as.numeric(b - a, units = "hours")``."""
    second = node.arguments[1] if len(node.arguments) == 2 else None
    if second is not None and second.name is None and isinstance(second.value, String):
        node = replace(node, arguments=(node.arguments[0], replace(second, name="units")))
    units_: Node | None = next((a.value for a in node.arguments if a.name == "units"), None)
    if units_ is None:
        return translation(node, scope)
    rest = tuple(a for a in node.arguments if a.name != "units")
    part = needed(rest[0].value if rest else None, node)
    if isinstance(part, Call) and called(part) == "difftime":
        moments = tuple(a for a in part.arguments if a.name != "units")[:2]
        difference = Call(part.function, (*moments, Argument("units", units_)), part.span)
        return difftime(difference, scope)
    nodes = [value(p, scope).node for p in (part, units_)]
    return Value(call("r.in_units", *nodes))


for _name in ("as.numeric", "as.double"):
    assert _name in WORDS
    RULES[_name] = _in_units
