"""The data of a random sample of rows, on which the search for modes begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.model.ir import Model
from pybrms_mix.pieces.counted import can_be_counted
from pybrms_mix.stan.data import of_rows

MOST = 30_000
"""The number of rows above which the search for modes begins on a sample of them."""

SAMPLED = 10_000
"""The number of rows in the sample."""


def some_rows(model: Model, data: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the data of a sample of the rows of a program: the part that differs from ``data``.

    The result is None if the search uses all rows: if there are not more than 30,000, if the
    program reads equal rows as one row, or if the density is not a product over the rows.

    >>> import numpy as np, pandas as pd
    >>> from pybrms_mix.build.build import build
    >>> from pybrms_mix.stan.data import data
    >>> d = pd.DataFrame({"y": np.random.default_rng(1).normal(size=40_000)})
    >>> model = build("y ~ 1", d, "mixture(gaussian, gaussian)").model
    >>> some = some_rows(model, data(model, prior_only=False))
    >>> some["N"], len(some["Y"])
    (10000, 10000)
    """
    count = int(data.get("N", 0))
    if count <= MOST or "times" in data or not can_be_counted(model):
        return None
    at = np.random.default_rng(11).choice(count, SAMPLED, replace=False)
    return of_rows(model, data, np.sort(at))
