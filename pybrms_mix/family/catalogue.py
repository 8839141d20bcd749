"""All families by name, under the strings that brms uses and under R's function names."""

from __future__ import annotations

import copyreg
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from pybrms_mix.base.errors import InvalidFamily, Span, did_you_mean
from pybrms_mix.base.extensible import Catalogue
from pybrms_mix.family import (
    bounded,
    com_poisson,
    count,
    extreme,
    hurdle,
    inflated,
    ordinal,
    positive,
    real,
    trials,
    wiener,
)
from pybrms_mix.family.base import Family


@dataclass(frozen=True)
class Absent:
    """A family of brms that this package lacks, with the facts that error messages need."""

    name: str
    values: Literal["real", "int"]
    ordinal: bool = False
    mixes: bool = True
    mixes_later: bool = True


_ROOMS = (
    real,
    extreme,
    positive,
    wiener,
    bounded,
    count,
    com_poisson,
    trials,
    inflated,
    hurdle,
    ordinal,
)
_RECORDS = tuple(
    record for room in _ROOMS for record in vars(room).values() if isinstance(record, Family)
)

FAMILIES = Catalogue({record.name: record for record in _RECORDS})
_PLACES = {
    id(record): (main.name, link)
    for main in _RECORDS
    for link, record in (("", main), *main.variants.items())
}


def _record(name: str, link: str) -> Family:
    """Return a record of this package by its name and, for a variant, its link."""
    main = next(record for record in _RECORDS if record.name == name)
    return main.variants[link] if link else main


def _sent(family: Family) -> Any:
    """Reduce a record of this package to its name, because its functions may be closures."""
    place = _PLACES.get(id(family))
    return family.__reduce_ex__(2) if place is None else (_record, place)


copyreg.dispatch_table[Family] = _sent

_ABSENT = {
    a.name: a
    for a in (
        Absent("cox", "real"),
        Absent("hurdle_cumulative", "int"),
        *(Absent(n, "int", mixes=False) for n in ("categorical", "multinomial")),
        *(Absent(n, "real", mixes=False) for n in ("dirichlet", "dirichlet2", "logistic_normal")),
    )
}

# R's own family functions. Their default link may differ from brms's, and they accept only the
# links of make.link().
R_LINKS = ("logit", "probit", "cauchit", "cloglog", "identity", "log", "sqrt", "1/mu^2", "inverse")
R_DEFAULTS = MappingProxyType(
    {
        "gaussian": "identity",
        "binomial": "logit",
        "Gamma": "inverse",
        "inverse.gaussian": "1/mu^2",
        "poisson": "log",
    }
)
# Functions whose names differ from the name of the family, which is a mathematical function in R.
_FUNCTIONS = {"Gamma": "gamma", "Beta": "beta"}
_PREFIXES = {"zi_": "zero_inflated_", "hu_": "hurdle_"}


def of_origin(origin: str) -> frozenset[str]:
    """Return the names of the families that the package ``origin`` defines."""
    return frozenset(name for name, family in FAMILIES.items() if family.origin == origin)


def named(text: str, span: Span | None = None) -> Family | Absent:
    """Return the family that brms finds under the string ``text``. The case of letters is ignored.

    Raises:
        InvalidFamily: if there is no such family.
    """
    name = text.lower()
    for short, long in _PREFIXES.items():
        if name.startswith(short):
            name = long + name[len(short) :]
    by_name = {a: f for f in FAMILIES.values() for a in (f.name, *f.aliases)} | _ABSENT
    if name in by_name:
        return by_name[name]
    choices = ", ".join(f"'{n}'" for n in sorted(FAMILIES))
    raise InvalidFamily(
        f"{name} is not a supported family. Supported families are:\n{choices}",
        span=span,
        hint=did_you_mean(name, by_name),
    )


def function(text: str, span: Span | None = None) -> Family | Absent:
    """Return the family of R's function ``text`` (``Gamma``, ``Beta``, ``student``).

    Raises:
        InvalidFamily: if there is no such function, and for ``gamma`` and ``beta``, which are
            functions of mathematics in R.
    """
    if text in _FUNCTIONS:
        return named(_FUNCTIONS[text])
    for proper, plain in _FUNCTIONS.items():
        if text == plain:
            raise InvalidFamily(
                f"In R, '{plain}' is a mathematical function, not a family.",
                span=span,
                hint=f'Write {proper}, or the string "{plain}".',
            )
    return named(text, span)


def function_names() -> dict[str, str]:
    """Return the names of the family functions, each with the name of its family."""
    named_otherwise = set(_FUNCTIONS.values())
    return {name: name for name in FAMILIES if name not in named_otherwise} | _FUNCTIONS
