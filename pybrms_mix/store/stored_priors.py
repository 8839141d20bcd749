"""Rows of a prior table as values that JSON can hold."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from pybrms_mix.model.parts import Key
from pybrms_mix.prior.rows import Row
from pybrms_mix.store.contents import Malformed, typed

_TEXT = (str, type(None))


def encoded_row(row: Row) -> dict[str, Any]:
    """Return a row of a prior table as a value that JSON can hold."""
    facts = {"prior": row.prior, "lb": row.lb, "ub": row.ub, "source": row.source, "tag": row.tag}
    return {**facts, "key": asdict(row.key), "bounded": row.bounded}


def prior_row(said: object) -> Row:
    """Return the row that ``encoded_row`` converted.

    Raises:
        Malformed: if a value is missing or has a wrong type.
    """
    if not isinstance(said, dict):
        raise Malformed("a row of its priors has the wrong format")
    key = typed(said, "key", dict)
    if key.keys() != {f.name for f in fields(Key)}:
        raise Malformed("a row of its priors does not name a parameter")
    return Row(
        typed(said, "prior", str),
        Key(**{name: typed(key, name, str) for name in key}),
        typed(said, "lb", _TEXT),
        typed(said, "ub", _TEXT),
        typed(said, "source", str),
        bounded=typed(said, "bounded", bool),
        tag=typed(said, "tag", str),
    )
