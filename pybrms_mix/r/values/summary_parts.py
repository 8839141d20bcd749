"""The parts of the summary of a fit, as R's ``summary(fit)$fixed``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.row_names import NAMED_ROWS
from pybrms_mix.results.summary import Summary

_SETTINGS = ("chains", "iter", "warmup", "thin", "algorithm")
# The tables of a summary by their names in R, with the headings of brms; NULL if there are none.
_TABLES = {
    "splines": "Smooth Terms", "gp": "Gaussian Process Terms", "mo": "Simplex Parameters",
    "rescor_pars": "Residual Correlations",
}  # fmt: skip


def part_of_summary(x: Summary, name: str) -> Any:
    """Return a part of the summary of a fit; its tables are data frames in R.

    Raises:
        InvalidData: if the summary has no such part here, although R's may have one.
    """
    if name in _SETTINGS and x.run is not None:
        return getattr(x.run, name)
    if name in _TABLES:
        table = x.parts.get(_TABLES[name])
        return None if table is None or table.empty else _framed(table)
    if name == "group":
        return np.array(list(x.ngrps), dtype=object)
    part = None if name.startswith("_") else getattr(x, name, None)
    if part is None or callable(part):
        raise InvalidData(f"The summary of a fit has no part '{name}' here.")
    if isinstance(part, Mapping):  # R has no part for groups without groups
        return {n: _framed(v) for n, v in part.items()} or None
    return _framed(part)


def _framed(x: Any) -> Any:
    """Return a table as a data frame whose rows have names; other values unchanged."""
    if not isinstance(x, pd.DataFrame):
        return x
    frame = x.copy(deep=False)
    frame.attrs[NAMED_ROWS] = True
    return frame
