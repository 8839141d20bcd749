"""Principal components of a matrix: ``prcomp()``, and the parts of ``svd()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.named_matrix import NamedMatrix, axes_of, matrix_of, number_matrix
from pybrms_mix.r.values.r_vectors import LOGICAL, numeric, read
from pybrms_mix.r.values.result_lists import ResultList
from pybrms_mix.r.values.row_names import row_names

__all__ = ["prcomp", "svd"]


class PrincipalComponents(ResultList):
    """The result of ``prcomp()``: a list with R's names."""

    classes = ("prcomp",)

    def summary(self) -> PrincipalComponents:
        """Return ``summary(pc)``, with the variances that the components explain.

        Returns
        -------
        PrincipalComponents
            The list with the further element ``importance``.
        """
        shares = self["sdev"] ** 2 / np.sum(self["sdev"] ** 2)
        cells = [self["sdev"], np.round(shares, 5), np.round(np.cumsum(shares), 5)]
        rows = ("Standard deviation", "Proportion of Variance", "Cumulative Proportion")
        importance = matrix_of(cells, rows, _labels(len(shares)))
        return PrincipalComponents({**self, "importance": importance})

    def predict(self, newdata: Any = None, **_: Any) -> Any:
        """Return ``predict(pc, newdata)``, the scores of rows.

        Parameters
        ----------
        newdata : array_like, optional
            Rows with the columns of the data; the rows of the data by default.

        Returns
        -------
        DataFrame
            The scores.
        """
        if newdata is None:
            return self["x"]
        rotation = np.asarray(self["rotation"], dtype=float)
        names = axes_of(self["rotation"])[0]
        if names is not None and isinstance(newdata, pd.DataFrame):
            newdata = newdata[list(names)]
        rows = _moved(number_matrix(newdata), self["center"], -1)
        rows = rows if self["scale"] is False else rows / np.asarray(self["scale"], dtype=float)
        return matrix_of(rows @ rotation, _rows_of(newdata), _labels(rotation.shape[1]))


def _labels(count: int) -> list[str]:
    return [f"PC{n + 1}" for n in range(count)]


def _rows_of(x: Any) -> Any:
    """Return the names of rows; rows that are numbered from 1 have none."""
    if isinstance(x, pd.DataFrame) and not isinstance(x, NamedMatrix):
        names = row_names(x)
        return None if names == [str(n + 1) for n in range(len(x))] else names
    return axes_of(x)[0]


def _moved(rows: np.ndarray, by: Any, sign: int) -> np.ndarray:
    return rows if by is False else rows + sign * np.asarray(by, dtype=float)


def _setting(value: Any, computed: np.ndarray) -> Any:
    """Return the numbers of ``center`` or ``scale.``: computed ones, those of a script, or none."""
    vector = read(value)
    if vector.kind == LOGICAL and vector.single:
        return computed if bool(vector.data[0]) else None
    return np.asarray(numeric(vector).data, dtype=float)


def prcomp(x: Any, center: Any = True, scale: Any = False, rank: int | None = None) -> Any:
    """Return the principal components of the columns of a matrix, as ``prcomp(x, scale. = TRUE)``.

    The sign of a component is arbitrary, and may be the opposite of R's.

    Parameters
    ----------
    x : array_like
        A matrix or a data frame of numbers.
    scale, center : bool or array_like
        Whether columns are divided by their standard deviations, and centred; or the numbers for
        both.
    rank : int, optional
        The largest number of components.

    Returns
    -------
    dict
        ``sdev``, ``rotation``, ``center``, ``scale`` and ``x``.

    Raises
    ------
    InvalidData
        If a value is missing, or a column that is to be scaled is constant.

    Examples
    --------
    >>> prcomp([[1, 2], [2, 4], [3, 6.0]])["sdev"].round(3)
    array([2.236, 0.   ])
    """
    rows = number_matrix(x)
    if not np.isfinite(rows).all():
        raise InvalidData("infinite or missing values in 'x'")
    names = axes_of(x)[1]
    centre = _setting(center, rows.mean(axis=0))
    rows = rows if centre is None else rows - centre
    deviations = np.sqrt((rows**2).sum(axis=0) / max(1, len(rows) - 1))
    width = _setting(scale, deviations)
    if width is not None and np.any(width == 0):
        raise InvalidData("cannot rescale a constant/zero column to unit variance")
    rows = rows if width is None else rows / width
    _, singular, turned = np.linalg.svd(rows, full_matrices=False)
    size = len(singular) if rank is None else min(int(rank), len(singular))
    rotation = turned[:size].T
    labels = _labels(size)
    column_names = None if names is None else [str(n) for n in names]
    return PrincipalComponents({
        "sdev": singular / np.sqrt(max(1, len(rows) - 1)),
        "rotation": matrix_of(rotation, column_names, labels),
        "center": False if centre is None else _named(centre, column_names),
        "scale": False if width is None else _named(width, column_names),
        "x": matrix_of(rows @ rotation, _rows_of(x), labels),
    })  # fmt: skip


def _named(numbers: np.ndarray, names: list[str] | None) -> Any:
    return numbers if names is None else pd.Series(numbers, index=names)


def svd(x: Any) -> dict[str, np.ndarray]:
    """Return the singular value decomposition of a matrix, as ``svd(x)``.

    The sign of a singular vector is arbitrary, and may be the opposite of R's.

    Parameters
    ----------
    x : array_like
        A matrix.

    Returns
    -------
    dict
        The singular values ``d``, and the singular vectors in the columns of ``u`` and ``v``.

    Examples
    --------
    >>> svd([[3, 0], [0, 2]])["d"]
    array([3., 2.])
    """
    u, d, turned = np.linalg.svd(number_matrix(x), full_matrices=False)
    return {"d": d, "u": matrix_of(u), "v": matrix_of(turned.T)}
