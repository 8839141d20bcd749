"""Averages of draws over rows: over all of them, or within groups, with weights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.takes import Names
from pybrms_mix.base.value_kinds import Takes
from pybrms_mix.results.mixture.membership import membership
from pybrms_mix.results.predict.prediction_rows import Rows
from pybrms_mix.results.predict.rowwise import whole

By: TypeAlias = bool | Names
Wts: TypeAlias = Annotated[Any, Takes('a column, a value for each row, "membership", or None')]
_MEMBERSHIP = "membership"


@dataclass(frozen=True, eq=False)
class Averages:
    """Averages over rows.

    Attributes:
        lines: the rows of each average, as one boolean array (N,) each; None for no averages.
        weights: the weights of the rows, (draws or 1, N); None for equal weights.
    """

    lines: tuple[np.ndarray, ...] | None
    weights: np.ndarray | None

    @classmethod
    def of(cls, rows: Callable[[], Rows], data: pd.DataFrame, by: By, wts: Wts) -> Averages:
        """Return the averages by the columns ``by`` of ``data`` with the weights ``wts``.

        Raises:
            InvalidArgument: for weights without averages, and for unknown columns.
            InvalidData: for weights that are negative or not finite.
        """
        if by is False and wts is not None:
            raise InvalidArgument(
                "Argument 'wts' applies to averages only.", hint="For example by = True."
            )
        weights = None if wts is None else _weights(rows, data, wts)
        if by is False:
            return cls(None, None)
        if by is True:
            return cls((np.ones(len(data), dtype=bool),), weights)
        grouped = data.groupby(columns_of(data, by), sort=True, observed=True)
        codes = grouped.ngroup().to_numpy()
        return cls(tuple(codes == k for k in range(codes.max() + 1)), weights)

    def __call__(self, draws: np.ndarray) -> np.ndarray:
        """Return the averages of draws, (draws, N): (draws, lines)."""
        if self.lines is None:
            return draws
        if self.weights is None:
            return np.stack([draws[:, columns].mean(axis=1) for columns in self.lines], axis=1)
        parts = [(draws[:, columns], self.weights[:, columns]) for columns in self.lines]
        with np.errstate(invalid="ignore"):
            return np.stack([(d * w).sum(axis=1) / w.sum(axis=1) for d, w in parts], axis=1)


def _weights(rows: Callable[[], Rows], data: pd.DataFrame, wts: Wts) -> np.ndarray:
    """Return the weights of the rows: (draws, N) for memberships, otherwise (1, N)."""
    if isinstance(wts, str) and wts == _MEMBERSHIP:
        rows_ = rows()
        if not isinstance(rows_.component, int):
            raise InvalidArgument(
                'wts = "membership" is the membership in one component.',
                hint="Choose a component: component = 1.",
            )
        return np.asarray(whole(rows_, membership)[:, :, rows_.component - 1])
    if isinstance(wts, str) and wts not in data:
        raise InvalidArgument(
            f"There is no column '{wts}' of weights.",
            hint=did_you_mean(wts, [_MEMBERSHIP, *map(str, data)]),
        )
    weights = np.asarray(data[wts] if isinstance(wts, str) else wts)
    if weights.shape != (len(data),) or weights.dtype.kind not in "biuf":
        raise InvalidArgument(f"Argument 'wts' needs one number for each of the {len(data)} rows.")
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise InvalidData("The weights of rows must be finite and non-negative.")
    return weights[None, :].astype(float)


def columns_of(data: pd.DataFrame, by: Names) -> list[str]:
    """Return the names of the columns by which rows are grouped.

    Raises:
        InvalidArgument: if the data lack one of them.
    """
    names = [by] if isinstance(by, str) else list(by)
    for name in names:
        if name not in data:
            raise InvalidArgument(
                f"There is no column '{name}' for the groups of 'by'.",
                hint=did_you_mean(name, [str(c) for c in data]),
            )
    return names
