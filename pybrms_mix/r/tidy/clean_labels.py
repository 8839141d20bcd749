"""Names of columns in lower case with underscores, as janitor's ``clean_names()``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.grouped import Rows, again, parts
from pybrms_mix.r.values.labelled import syntactic
from pybrms_mix.r.values.r_vectors import characters, read, text, to_python
from pybrms_mix.r.values.tibbles import keeps_tibbles

__all__ = ["clean_names", "make_clean_names"]

_SPELT = {"'": "", '"': "", "%": "_percent_", "#": "_number_"}
# Words begin with a capital after a small letter, and with the last capital before a small letter.
_BOUNDARY = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LEADING = re.compile(r"^[\s!-/:-@\[-`{-~]+")


def make_clean_names(names: Iterable[str]) -> Any:
    """Return names in lower case with underscores between words, without duplicates.

    Parameters
    ----------
    names : sequence of str
        The names.

    Returns
    -------
    ndarray of str
        The clean names.

    Raises
    ------
    InvalidData
        If a name has letters that have no counterpart in ASCII.

    Examples
    --------
    >>> list(make_clean_names(["PopName", "mean temp (C)", "% cover", "Q2.5"]))
    ['pop_name', 'mean_temp_c', 'percent_cover', 'q2_5']
    """
    clean = [_clean(name) for name in text(read(names)).data]
    while len(set(clean)) < len(clean):
        counts = [clean[: k + 1].count(name) for k, name in enumerate(clean)]
        clean = [f"{n}_{k}" if k > 1 else n for n, k in zip(clean, counts, strict=True)]
    return to_python(characters(clean))


@keeps_tibbles
def clean_names(data: Rows) -> Rows:
    """Return rows whose columns have clean names; see ``make_clean_names()``.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.

    Returns
    -------
    DataFrame or Grouped
        The rows with other names of columns.

    Examples
    --------
    >>> list(clean_names(pd.DataFrame({"b_mu1_Intercept": [0], "Est.Error": [1]})).columns)
    ['b_mu1_intercept', 'est_error']
    """
    frame, groups = parts(data)
    labels = list(map(str, frame.columns))
    clean = list(map(str, make_clean_names(labels)))
    by_label = dict(zip(labels, clean, strict=True))
    result = frame.set_axis(pd.Index(clean), axis=1)
    result.attrs = dict(frame.attrs)
    return again(result, tuple(by_label[g] for g in groups))


def _clean(name: str | None) -> str:
    spelt = "".join(_SPELT.get(c, c) for c in str("NA" if name is None else name))
    ascii_text = "".join(
        c for c in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(c)
    )
    if not ascii_text.isascii():
        raise InvalidData(
            f"The name '{name}' has letters that clean_names() cannot write in ASCII."
        )
    (valid,) = syntactic([_LEADING.sub("", ascii_text)])
    words = re.split(r"[^A-Za-z0-9]+", _BOUNDARY.sub("_", valid))
    return "_".join(w for w in words if w).lower()
