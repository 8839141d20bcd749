"""Predictions in R's tidy form: draws beside the rows that they belong to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.factors import as_factor
from pybrms_mix.r.frames import bind_rows, crossing
from pybrms_mix.r.r_vectors import numeric, read
from pybrms_mix.r.sequences import seq
from pybrms_mix.r.subsetting import column_of, rows
from pybrms_mix.r.tidybayes import COUNTERS
from pybrms_mix.r.verbs import Rows, again, group_places, parts
from pybrms_mix.results.predict.epred import posterior_epred, posterior_linpred
from pybrms_mix.results.predict.predict import posterior_predict, predictive_error

# For each kind of draws: the function that computes them, and the name of their column.
_KINDS: dict[str, tuple[Callable[..., Any], str]] = {
    "epred": (posterior_epred, ".epred"),
    "linpred": (posterior_linpred, ".linpred"),
    "predicted": (posterior_predict, ".prediction"),
    "residual": (predictive_error, ".residual"),
}


def seq_range(x: Any, n: int | None = None, by: float | None = None) -> Any:
    """Return numbers from the least to the greatest value of ``x``, as modelr does.

    Parameters
    ----------
    x
        Numbers; missing ones are left out.
    n
        How many numbers.
    by
        The distance between two of them, in place of ``n``.

    Returns
    -------
    ndarray
        The numbers in increasing order.

    Examples
    --------
    >>> seq_range([3, 1, 2], n=3)
    array([1., 2., 3.])
    """
    values = numeric(read(x)).data
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    if by is not None:
        return seq(low, high, by)
    if n is None:
        raise InvalidArgument("seq_range() needs 'n' or 'by'.")
    return np.linspace(low, high, int(n))


def data_grid(data: Rows, *names: str, **columns: Any) -> Rows:
    """Return all combinations of columns, each with its different values in order.

    Parameters
    ----------
    data
        Rows; in groups, the combinations are made in each group.
    *names
        Columns that are taken as they are.
    **columns
        Columns that are computed: functions of the rows, or values.

    Returns
    -------
    DataFrame or Grouped
        A row for each combination; the last column changes fastest.
    """
    frame, groups = parts(data)
    blocks = []
    for at in group_places(frame, groups):
        own = rows(frame, at)
        cells: dict[str, Any] = {g: own[g].iloc[:1] for g in groups}
        cells |= {n: own[n] for n in names}
        cells |= {n: v(own) if callable(v) else v for n, v in columns.items()}
        blocks.append(crossing(**cells))
    return again(bind_rows(*blocks), groups)


def added_draws(
    data: Rows, fit: Any, kind: str, value: str | None = None, seed: int | None = None,
    dpar: str | Sequence[str] = (), **options: Any,
) -> Rows:  # fmt: skip
    """Return ``add_epred_draws()`` and its like of tidybayes: a row for each row and draw.

    Parameters
    ----------
    data
        The rows that are predicted.
    fit
        A fit.
    kind
        "epred", "linpred", "predicted" or "residual".
    value
        The name of the column of draws; by default tidybayes's, such as ``.epred``.
    seed
        The seed of predictive draws, and of the choice of draws where ``ndraws`` is given.
    dpar
        Distributional parameters whose draws get columns of their own, on their natural scale.
    **options
        Arguments of ``posterior_epred()`` and its like.

    Returns
    -------
    Grouped
        The columns of the rows, ``.row``, ``.chain`` and ``.iteration`` (missing), ``.draw`` and
        the draws; for ordinal models ``.category`` too. The rows are grouped by all of them but
        the counters and the draws.
    """
    frame = parts(data)[0].reset_index(drop=True)
    function, name = _KINDS[kind]
    chance = kind in ("predicted", "residual") or options.get("ndraws") is not None
    named = {**options, **({"seed": seed} if chance and seed is not None else {})}
    draws = np.asarray(function(fit, newdata=frame, **named))
    shape = draws.shape
    inner = (*shape[1:2], shape[0], *shape[2:])
    values = np.moveaxis(draws, 0, 1).reshape(-1)
    at = np.indices(inner).reshape(len(inner), -1)
    made = {c: column_of(read(frame[c]).plain().take(at[0] + 0.0)) for c in frame.columns}
    made |= {".row": at[0] + 1, ".chain": np.nan, ".iteration": np.nan, ".draw": at[1] + 1}
    groups = [*frame.columns, ".row"]
    if len(inner) == 3:
        made[".category"] = as_factor(at[2] + 1)
        groups.append(".category")
    for each in [dpar] if isinstance(dpar, str) else dpar:
        own = np.asarray(posterior_epred(fit, newdata=frame, dpar=each, **named))
        made[each] = own.T.reshape(-1)[at[0] * shape[0] + at[1]]
    table = pd.DataFrame({**made, value or name: values}, index=range(values.size))
    return again(table, tuple(map(str, groups)))


def compare_levels(data: Rows, variable: str, by: str, fun: str = "-") -> Rows:
    """Return draws of the differences between all pairs of levels, as tidybayes does.

    Parameters
    ----------
    data
        Draws in the tidy form: counters, a column of levels, a column of draws.
    variable
        The column of draws.
    by
        The column of levels.
    fun
        "-" for differences, "/" for ratios.

    Returns
    -------
    Grouped
        The column ``by`` has the labels "B - A"; the rows are grouped by it.

    Raises
    ------
    InvalidData
        If the levels have different draws.
    """
    frame, groups = parts(data)
    if fun not in ("-", "/"):
        raise InvalidArgument("compare_levels() compares by '-' or '/' here.")
    others = [g for g in groups if g not in (by, ".row")]
    keys = [*others, *(c for c in COUNTERS if c in frame.columns)]
    factor = as_factor(frame[by])
    blocks = []
    for first, second in combinations(map(str, factor.categories), 2):
        pair = [frame[(factor == level).to_numpy() if hasattr(factor == level, "to_numpy")
                      else factor == level] for level in (first, second)]  # fmt: skip
        if len(pair[0]) != len(pair[1]) or not pair[0][keys].reset_index(drop=True).equals(
            pair[1][keys].reset_index(drop=True)
        ):
            raise InvalidData(f"The levels {first!r} and {second!r} have different draws.")
        low, high = (p[variable].to_numpy() for p in pair)
        block = pair[0][keys].reset_index(drop=True)
        block[by] = f"{second} {fun} {first}"
        block[variable] = high - low if fun == "-" else high / low
        blocks.append(block)
    return again(pd.concat(blocks, ignore_index=True), (*others, by))
