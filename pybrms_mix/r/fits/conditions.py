"""Conditions for the pictures of effects: brms's ``make_conditions()``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.text.strings import paste
from pybrms_mix.r.values.fit_parts import part_of
from pybrms_mix.r.values.r_vectors import CHARACTER, FACTOR, LOGICAL, numeric, read, text
from pybrms_mix.r.values.rounding import rounded
from pybrms_mix.r.vectors.combinations import crossing_of

__all__ = ["make_conditions"]


def make_conditions(
    x: Any, vars: str | Sequence[str], *, digits: int = 2, sep: str = " & ", incl_vars: bool = True
) -> pd.DataFrame:
    """Return all combinations of values of variables, with a label for each.

    Parameters
    ----------
    x : DataFrame or Fit
        The data, or a fit with its data.
    vars : str or sequence of str
        The variables. A factor contributes its levels; numbers contribute their mean, and the
        values one standard deviation below and above it.
    digits : int, default 2
        The digits of numbers in the labels.
    sep : str, default " & "
        The text between the parts of a label.
    incl_vars : bool, default True
        Whether labels contain the names of the variables.

    Returns
    -------
    DataFrame
        The columns of the variables, and ``cond__`` with the labels. The last variable varies
        fastest.

    Examples
    --------
    >>> frame = pd.DataFrame({"x": [1.0, 2.0, 3.0], "g": ["a", "b", "a"]})
    >>> make_conditions(frame, ["g", "x"])["cond__"].tolist()[:2]
    ['g = a & x = 1', 'g = a & x = 2']
    """
    frame = x if isinstance(x, pd.DataFrame) else part_of(x, "data")
    names = [vars] if isinstance(vars, str) else list(vars)
    table = crossing_of(**{name: _values(frame[name]) for name in names})
    shown_columns = {
        n: v if read(v).kind == FACTOR else rounded(v, digits) for n, v in table.items()
    }
    labels = [paste(f"{n} =", v) if incl_vars else v for n, v in shown_columns.items()]
    return table.assign(cond__=labels[0] if len(labels) == 1 else paste(*labels, sep=sep))


def _values(column: Any) -> Any:
    """Return the values of a variable at which effects are shown."""
    vector = read(column)
    if vector.kind in (FACTOR, CHARACTER, LOGICAL):
        known_texts = text(vector).data[~vector.missing]
        levels = list(vector.levels) if vector.kind == FACTOR else sorted(set(known_texts))
        return pd.Categorical(levels, categories=levels)
    data = numeric(vector).data
    data = data[~np.isnan(data)]
    return np.mean(data) + np.array([-1, 0, 1]) * np.std(data, ddof=1)
