"""Descriptions of the differences between the memberships of two modes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.model import values
from pybrms_mix.model.ir import Model
from pybrms_mix.results.mixture.labels import assigned, few_rows

_LEVELS = 8
_MOVED = 0.25  # a row has moved to another component if its membership changes by more than this
_MOSTLY = 0.5  # share of the rows of a cell that are in other components
_SELDOM = 0.1


def matched(one: np.ndarray, other: np.ndarray, same: np.ndarray) -> np.ndarray:
    """Return ``other``, memberships (rows, K), with the labels of ``one`` as ``same`` allows."""
    rows, columns = one[:, :, None], other[:, None, :]
    costs = np.abs(rows - columns).sum(axis=0)
    order = assigned(costs[None], same)[0]
    return np.asarray(other[:, order])


def differences(model: Model, shares: Sequence[np.ndarray]) -> tuple[str, ...]:
    """Describe which rows of each mode are in other components than in the first mode.

    Args:
        model: the model of all rows.
        shares: the memberships of each mode, with the labels of the first mode: (rows, K).

    Returns:
        A clause for each mode; "" for the first.
    """
    if not shares:
        return ()
    part = few_rows(model)
    by_row = values.together(part) is None
    return (
        "",
        *(_difference(part, shares[0], shares_of_mode, by_row) for shares_of_mode in shares[1:]),
    )


def _difference(model: Model, first_shares: np.ndarray, shares: np.ndarray, by_row: bool) -> str:
    moved_rows = np.abs(first_shares - shares).sum(axis=1) / 2 > _MOVED
    unit = "rows" if by_row else "groups"
    words = f"{moved_rows.mean():.0%} of the {unit} belong to other components"
    if by_row and len(moved_rows) == len(model.frame.data):
        cell = next(_cells(model, moved_rows), "")
        if cell:
            words += f", nearly all of them where {cell}"
    return words


def _cells(model: Model, moved_rows: np.ndarray) -> Iterator[str]:
    """Yield the level of a factor, or the cell of two factors, that holds all rows that moved."""
    names_read = frozenset().union(*(p.reads() for p in model.pieces))
    codes = {
        name: model.frame.data[name].astype(str)
        for name in model.frame.data
        if name in names_read and 1 < model.frame.data[name].nunique() <= _LEVELS
    }
    names = list(codes)
    pairs = [[n] for n in names] + [[a, b] for i, a in enumerate(names) for b in names[i + 1 :]]
    for pair in pairs:
        table = pd.DataFrame({n: codes[n].to_numpy() for n in pair})
        for level, at in table.groupby(pair, sort=True).indices.items():
            inside = np.zeros(len(moved_rows), dtype=bool)
            inside[at] = True
            if (
                moved_rows[inside].mean() > _MOSTLY
                and moved_rows[~inside].mean() < _SELDOM
                and moved_rows[inside].sum() > (1 - _SELDOM) * moved_rows.sum()
            ):
                levels = level if isinstance(level, tuple) else (level,)
                yield " and ".join(f"{n} = {v}" for n, v in zip(pair, levels, strict=True))
