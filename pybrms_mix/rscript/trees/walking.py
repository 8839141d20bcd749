"""Walk through the nodes of a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from pybrms_mix.family.catalogue import FAMILIES
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Function,
    Index,
    Infix,
    Name,
    Part,
    String,
    called,
    parts,
)

# readr reads columns of days as dates.
READR = frozenset({"read_csv", "read_csv2", "read_tsv", "read_delim", "read_table", "vroom"})
# Functions that return dates.
_DATES = frozenset({"as.Date", "as_date", "ymd", "Sys.Date", "today", "difftime", "dmy", "mdy",
                    "floor_date", "Sys.time", "as.POSIXct", "as.POSIXlt", "strptime", "as_datetime",
                    "parse_date_time", "make_date", "make_datetime", "ISOdate", "ISOdatetime",
                    *(f"{d}_{c}" for d in ("ymd", "dmy", "mdy", "ydm") for c in ("h", "hm", "hms")),
                    })  # fmt: skip


def below(node: Part) -> Iterator[Part]:
    """Return a node of a script and all of its descendants."""
    stack = [node]
    while stack:
        part = stack.pop()
        yield part
        stack += reversed(parts(part))


def rebuilt(part: Any, rewrite: Callable[[Any], Any]) -> Any:
    """Return a part of a tree with ``rewrite`` applied to all that stands directly below it.

    Texts, flags and other leaves are returned as they are.
    """
    if isinstance(part, tuple):
        return tuple(map(rewrite, part))
    if not is_dataclass(part) or isinstance(part, type):
        return part
    below_part = {f.name: rewrite(getattr(part, f.name)) for f in fields(part) if f.name != "span"}
    return replace(part, **below_part)


def returned_in(body: Part) -> Iterator[Call]:
    """Return the calls of ``return()`` in a body, outside of the functions in it."""
    stack = [body]
    while stack:
        part = stack.pop()
        if isinstance(part, Call) and called(part) == "return":
            yield part
        stack += () if isinstance(part, Function) else parts(part)


def makes_dates(node: Part) -> bool:
    """Return whether a statement calls a function that returns dates."""
    return any(isinstance(part, Call) and called(part) in _DATES | READR for part in below(node))


# Words of scripts whose fits may predict several numbers for each row: families of ordered
# categories, several responses, and files whose fits are not known.
_OF_SEVERAL = frozenset(
    {"mvbind", "mvbf", "mvbrmsformula", "set_rescor", "readRDS", "read_rds", "load", "source"}
    | {name for name, family in FAMILIES.items() if family.probabilities is not None}
)


def may_predict_several(node: Part) -> bool:
    """Return whether a statement hints at fits that predict several numbers for each row.

    The formulas of several responses may be a sum of calls of ``bf()``.
    """
    for part in below(node):
        match part:
            case Name(text) | String(text) if text in _OF_SEVERAL:
                return True
            case Infix(_, "+", Call(Name("bf" | "brmsformula"), _)):
                return True
    return False


_ATTACHES = frozenset({"library", "require", "p_load", "requireNamespace"})


def attaches(node: Part, package: str) -> bool:
    """Return whether a call attaches an R package, or names it by ``package::``."""
    match node:
        case Call(_, arguments) if called(node) in _ATTACHES:
            return any(getattr(a.value, "text", "") == package for a in arguments)
        case Infix(Name(text), "::" | ":::", _):
            return text == package
    return False


def names_package(node: Part, package: str) -> bool:
    """Return whether a statement attaches an R package, or names it by ``package::``."""
    return any(attaches(part, package) for part in below(node))


def root(target: Part) -> str | None:
    """Return the variable that an assignment changes, such as ``d`` in ``d$x[3] <- 1``."""
    while not isinstance(target, Name):
        match target:
            case Infix(owner, "$" | "@", _):
                target = owner
            case Index(base, _):
                target = base
            case Call(_, (Argument(None, first), *_)) if first is not None:
                target = first
            case String(text):
                return text
            case _:
                return None
    return target.text


def only_called(body: Part, names: Iterable[str]) -> frozenset[str]:
    """Return the names that a body calls and never reads: parameters that must be functions."""
    nodes = list(below(body))
    reads = Counter(n.text for n in nodes if isinstance(n, Name))
    calls = Counter(
        n.function.text for n in nodes if isinstance(n, Call) and isinstance(n.function, Name)
    )
    return frozenset(n for n in names if 0 < reads[n] == calls[n])
