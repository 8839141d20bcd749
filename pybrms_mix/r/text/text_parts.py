"""Parts of strings: the first number, and the groups of a regular expression."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from pybrms_mix.r.text.patterns import compiled
from pybrms_mix.r.text.recycled_patterns import recycles
from pybrms_mix.r.text.string_places import with_group_names
from pybrms_mix.r.values.r_vectors import numbers, read, text, to_python

__all__ = ["match_groups", "parse_number"]


_NUMBER = re.compile(r"-?\d[\d,]*\.?\d*(?:[eE][-+]?\d+)?|-?\.\d+")


def parse_number(x: Any, na: Any = ("", "NA")) -> Any:
    """Return the first number in each string, as readr does: "r = 1,234.5 m" gives 1234.5.

    Strings in ``na`` are missing values.
    """
    vector = text(read(x))
    missing_texts = set(text(read(list(na) if isinstance(na, tuple) else na)).data)
    matches = [None if v is None or v in missing_texts else _NUMBER.search(v) for v in vector.data]
    parsed_numbers = numbers(
        [np.nan if m is None else float(m[0].replace(",", "")) for m in matches]
    )
    return parsed_numbers.data[0] if vector.single else to_python(parsed_numbers)


@recycles
def match_groups(x: Any, pattern: str) -> Any:
    """Return the first match and its groups for each string, as ``str_match()``.

    Parameters
    ----------
    x : array_like
        The strings.
    pattern : str
        A regular expression.

    Returns
    -------
    ndarray or NamedMatrix
        Shape (strings, 1 + groups), with None where a string or a group has no match, and with the
        names of the groups.
    """
    expression = compiled(pattern)
    vector = text(read(x))
    groups = np.full((len(vector), expression.groups + 1), None, dtype=object)
    for at, value in enumerate(vector.data):
        hit = None if value is None else expression.search(value)
        if hit is not None:
            groups[at] = [hit[0], *hit.groups()]
    return with_group_names(groups, expression.groupindex)
