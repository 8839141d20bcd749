"""Numbers of the folds of K-fold cross-validation, as ``kfold_split_random()`` of R's loo."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.r.values.r_vectors import FACTOR, read
from pybrms_mix.r.vectors.factors import as_factor

__all__ = ["fold_numbers"]


def fold_numbers(kind: str, count: Any = 10, x: Any = None, size: Any = None, *,
                 rng: Any) -> np.ndarray:  # fmt: skip
    """Return the number of the fold of each row, from 1.

    Parameters
    ----------
    kind : {"random", "stratified", "grouped"}
        Folds of nearly equal size; folds in which the levels of ``x`` have nearly equal shares; or
        folds of whole levels of ``x``.
    count : int, default 10
        The number of folds.
    x : array_like, optional
        The levels of the rows; not for "random".
    size : int, optional
        The number of rows; only for "random".
    rng : RRandom
        The random numbers.

    Returns
    -------
    ndarray of int
        The numbers.

    Raises
    ------
    InvalidArgument
        If there are more folds than rows, or than levels for "grouped".
    """
    folds = int(count)
    codes = None if x is None else _codes(x)
    rows = int(size) if codes is None else len(codes)
    if folds != count or not 1 < folds <= rows:
        raise InvalidArgument("'K' must be a whole number between 2 and the number of rows.")
    if kind == "random":
        order = np.asarray(rng.sample(rows))
        breaks = np.ceil(np.linspace(1, rows, folds + 1))
        return np.minimum(np.searchsorted(breaks, order, side="right"), folds)
    if codes is None:
        raise InvalidData("Folds of groups need 'x', the groups of the rows.")
    return (_stratified if kind == "stratified" else _grouped)(folds, codes, rng)


def _codes(x: Any) -> np.ndarray:
    vector = read(as_factor(x))
    assert vector.kind == FACTOR
    return np.asarray(vector.data, dtype=int) + 1


def _stratified(folds: int, codes: np.ndarray, rng: Any) -> np.ndarray:
    order: list[int] = []
    for level in range(1, len(np.unique(codes)) + 1):
        rows = np.flatnonzero(codes == level) + 1
        # R's sample() of a single number n permutes 1, ..., n.
        mixed = rng.sample(rows if len(rows) != 1 else int(rows[0]))
        order += np.ravel(mixed).astype(int).tolist()
    numbers = np.zeros(len(codes), dtype=int)
    for place, row in enumerate(order):
        numbers[row - 1] = place % len(codes) % folds + 1
    return numbers


def _grouped(folds: int, codes: np.ndarray, rng: Any) -> np.ndarray:
    levels = len(np.unique(codes))
    if levels < folds:
        raise InvalidArgument("'K' must not be bigger than the number of levels/groups in 'x'.")
    if levels == folds:
        return codes
    large = int(np.ceil(levels / folds))
    small_folds = large * folds - levels
    sizes = [large] * (folds - small_folds) + [large - 1] * small_folds
    order = np.asarray(rng.sample(levels), dtype=int)
    folds_of_places = np.repeat(np.arange(folds) + 1, sizes)
    # The level at each place of the permutation belongs to the fold of the number at the place.
    fold_of_level = np.zeros(levels + 1, dtype=int)
    for level in order:
        fold_of_level[level] = folds_of_places[order[level - 1] - 1]
    return np.asarray(fold_of_level[codes])
