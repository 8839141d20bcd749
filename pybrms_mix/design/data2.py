"""Objects of a model that are not columns of the data: the argument ``data2`` of brms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.columns import table
from pybrms_mix.design.grouping import text
from pybrms_mix.syntax.nodes import Name

Data2 = Mapping[str, Any]

# The relative tolerance of isSymmetric() in R.
_SYMMETRIC = 100 * np.finfo(float).eps


def data2_of(value: object) -> Data2:
    """Return ``data2`` as a mapping by name; None becomes an empty mapping.

    Raises:
        InvalidArgument: if ``value`` is not a mapping from names.
    """
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise InvalidArgument("'data2' must be a list.", hint="Give a dict: data2={'A': A}.")
    if not all(isinstance(name, str) and name for name in value):
        raise InvalidArgument("All elements of 'data2' must be named.")
    return dict(value)


def knots_of(value: Mapping[str, Any] | None) -> dict[str, np.ndarray]:
    """Return the argument ``knots`` as arrays by the name of the variable.

    Raises:
        InvalidArgument: if the knots of a variable are not finite numbers.
    """
    by_variable = {}
    for name, knots in (value or {}).items():
        positions = np.asarray(knots)
        real = positions.dtype.kind in "iuf" and positions.ndim == 1
        if not real or not positions.size or not np.isfinite(positions).all():
            raise InvalidArgument(
                f"The knots of '{name}' must be finite numbers.",
                hint="For example knots={'x': [0, 1, 5]}.",
            )
        by_variable[name] = positions.astype(float)
    return by_variable


@dataclass(frozen=True, eq=False)
class Covariance:
    """The known covariance matrix of the levels of a grouping factor.

    Attributes:
        name: the name of the matrix in ``data2``.
        levels: the levels of its rows and columns.
        matrix: the matrix, shape (levels, levels).
    """

    name: str
    levels: tuple[str, ...]
    matrix: np.ndarray

    @classmethod
    def of(cls, name: Name, data2: Data2) -> Covariance:
        """Return the matrix ``name`` of ``data2``.

        Raises:
            InvalidData: if the matrix is absent, has other values than numbers, has no row names,
                is not symmetric or is not positive definite, with the message of brms.
        """
        if name.text not in data2:
            raise InvalidData(
                f"Object '{name.text}' was not found in 'data2'.",
                span=name.span,
                hint=did_you_mean(name.text, data2) or f"Give data2={{'{name.text}': ...}}.",
            )
        try:
            matrix, levels = _matrix(data2[name.text])
        except (TypeError, ValueError) as error:
            raise InvalidData(
                f"Object '{name.text}' in 'data2' is not a numeric matrix.", span=name.span
            ) from error
        if not _is_symmetric(matrix):
            raise InvalidData("Within-group covariance matrices must be symmetric.", span=name.span)
        if levels is None:
            raise InvalidData(
                "Row or column names are required for within-group covariance matrices.",
                span=name.span,
                hint="Use a DataFrame whose index holds the levels.",
            )
        if not np.linalg.eigvalsh(matrix).min() > 0:
            raise InvalidData(
                "Within-group covariance matrices must be positive definite.", span=name.span
            )
        return cls(name.text, levels, matrix)

    def factor(self, group: str, levels: tuple[str, ...]) -> np.ndarray:
        """Return the Cholesky factor of the covariance of ``levels``, in the order of ``levels``.

        Raises:
            InvalidData: if the matrix lacks one of the levels.
        """
        missing = [level for level in levels if level not in self.levels]
        if missing:
            raise InvalidData(
                f"Levels of the within-group covariance matrix for '{group}' do not match names "
                "of the grouping levels.",
                hint=f"'{self.name}' has no row {', '.join(map(repr, missing[:10]))}.",
            )
        at = [self.levels.index(level) for level in levels]
        return np.linalg.cholesky(self.matrix[np.ix_(at, at)])


def _matrix(value: Any) -> tuple[np.ndarray, tuple[str, ...] | None]:
    """Return a matrix and the names of its rows, or of its columns if the rows have no names."""
    if not hasattr(value, "columns"):
        return np.asarray(value, dtype=float), None
    frame = table(value)
    matrix = frame.to_numpy(dtype=float)
    axes = [names for names in (frame.index, frame.columns) if not _is_default(names)]
    return matrix, tuple(text(name) for name in axes[0]) if axes else None


def _is_default(names: pd.Index[Any]) -> bool:
    """Return whether ``names`` is the default index of pandas, that is, no names were set."""
    return isinstance(names, pd.RangeIndex) and names.start == 0


def _is_symmetric(matrix: np.ndarray) -> bool:
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        return False
    # As in all.equal() of R, the difference is compared with the mean size, without an absolute
    # part.
    scale = float(np.abs(matrix).mean()) if matrix.size else 0.0
    return bool(np.abs(matrix - matrix.T).mean() <= _SYMMETRIC * scale)
