"""Selections of the draws' columns by patterns of their names, as R's bayesplot has them."""

from __future__ import annotations

import itertools
import re
from typing import Any

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.r.tidy.selecting import Selector
from pybrms_mix.r.values.r_vectors import read, text

__all__ = ["param_glue", "param_range"]

_PLACE = re.compile(r"\{([^{}]*)\}")


def param_range(prefix: str, numbers: Any) -> Selector:
    """Select the elements of an array by their numbers: ``prefix[1]``, ``prefix[2]``, ....

    Parameters
    ----------
    prefix : str
        The name of the array.
    numbers : array_like
        The numbers of the elements. Elements that do not exist are passed over.

    Returns
    -------
    Selector
        The selection.

    Examples
    --------
    >>> import pandas as pd
    >>> from pybrms_mix import r
    >>> d = pd.DataFrame({"b[1]": [1], "b[2]": [2]})
    >>> list(r.select(d, param_range("b", [2, 3])).columns)
    ['b[2]']
    """
    names = [f"{prefix}[{n}]" for n in text(read(numbers)).data]
    return _existing(names)


def param_glue(pattern: str, **parts: Any) -> Selector:
    """Select columns by a name with places, such as ``r[{level},{type}]``, for all combinations.

    Parameters
    ----------
    pattern : str
        The name, with the names of ``parts`` in braces.
    **parts
        The texts for each place. The first one varies fastest.

    Returns
    -------
    Selector
        The selection, without names that do not exist.

    Raises
    ------
    InvalidArgument
        If the braces hold something else than the name of a part.

    Examples
    --------
    >>> import pandas as pd
    >>> from pybrms_mix import r
    >>> d = pd.DataFrame({"r[A,x]": [1], "r[B,x]": [2]})
    >>> list(r.select(d, param_glue("r[{g},x]", g=["B", "C"])).columns)
    ['r[B,x]']
    """
    places = [p.strip() for p in _PLACE.findall(pattern)]
    unknown = [p for p in places if p not in parts]
    if unknown:
        raise InvalidArgument(
            f"The braces in a pattern of param_glue() hold names of its arguments here, not "
            f"'{unknown[0]}'."
        )
    texts = {n: [str(t) for t in text(read(v)).data] for n, v in parts.items()}
    combinations = itertools.product(*reversed(texts.values()))
    names = []
    for combination in combinations:
        spelt = dict(zip(reversed(texts), combination, strict=True))
        names.append(_PLACE.sub(lambda m, spelt=spelt: spelt[m[1].strip()], pattern))  # type: ignore[misc]
    return _existing(names)


def _existing(names: list[str]) -> Selector:
    return Selector(lambda frame: [n for n in names if n in frame.columns])
