"""Assign rows to the folds of cross-validation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData, did_you_mean
from pybrms_mix.base.wording import described
from pybrms_mix.design.frame import Frame
from pybrms_mix.model.ir import ImputingPiece, Model

_WORDS = ("stratified", "grouped", "loo")


def folds_of(
    frame: Frame,
    K: int,  # noqa: N803 - brms's name
    folds: str | Sequence[int] | np.ndarray | None,
    group: str | None,
    rng: np.random.Generator,
) -> np.ndarray:
    """Return the fold number of each row, from 1, shape (N,).

    Folds are as equal in size as possible. See ``kfold`` for the arguments.

    Raises:
        InvalidArgument: if there are fewer rows or groups than folds, or if the group does not
            exist.
    """
    if folds is not None and not isinstance(folds, str):
        return _checked_folds(folds, frame.N)
    if folds is not None and folds not in _WORDS:
        words = ", ".join(map(repr, _WORDS))
        raise InvalidArgument(
            f"Argument 'folds' should be one of {words}, or a vector with the fold of each row.",
            hint=did_you_mean(folds, _WORDS),
        )
    if folds == "loo":
        return np.arange(1, frame.N + 1)
    if group is None:
        if folds is not None:
            raise InvalidArgument(f"Argument 'group' is required for fold type '{folds}'.")
        return _dealt(_count(K, frame.N, "observations"), frame.N, rng)
    codes = _codes(frame, group)
    if folds is None:  # each group is a fold
        return codes + 1
    if folds == "grouped":
        groups = int(codes.max()) + 1
        dealt = _dealt(_count(K, groups, f"levels of '{group}'"), groups, rng)
        return np.asarray(dealt[codes])
    return _stratified(_count(K, frame.N, "observations"), codes, rng)


def _dealt(K: int, count: int, rng: np.random.Generator) -> np.ndarray:  # noqa: N803
    """Return ``count`` numbers from 1 to ``K`` in random order, in nearly equal frequencies."""
    return rng.permutation(np.arange(count) % K + 1)


def _stratified(K: int, codes: np.ndarray, rng: np.random.Generator) -> np.ndarray:  # noqa: N803
    """Return fold numbers that spread the rows of each stratum evenly over the folds."""
    order = np.lexsort((rng.random(codes.size), codes))
    folds_ = np.empty(codes.size, dtype=np.int64)
    folds_[order] = np.arange(codes.size) % K + 1
    # The folds that receive the remaining rows are chosen at random.
    return np.asarray(rng.permutation(K)[folds_ - 1] + 1)


def _codes(frame: Frame, group: str) -> np.ndarray:
    """Return the group number of each row, from 0 without gaps."""
    if group not in frame.data:
        raise InvalidArgument(
            f"Group '{group}' is not a valid grouping factor. Valid groups are: \n"
            f"{', '.join(map(repr, frame.data.columns))}",
            hint=did_you_mean(group, map(str, frame.data.columns)),
        )
    return np.unique(frame.data[group].to_numpy(), return_inverse=True)[1].reshape(-1)


def check_seen(model: Model) -> None:
    """Refuse a model in which responses are missing, before it is fitted without some rows.

    Raises:
        InvalidData: if ``mi()`` estimates responses, whose densities are not known.
    """
    for piece in model.of(ImputingPiece):
        if len(piece.labels):
            raise InvalidData(
                f"The response '{model.response(piece.resp).name}' is missing in row "
                f"{piece.labels[0]} (counted from 0), so that the density of this row is "
                "unknown.",
                hint="Cross-validation needs observed responses: fit the model without such rows.",
            )


def _checked_folds(folds: Sequence[int] | np.ndarray, count: int) -> np.ndarray:
    numbers = np.asarray(folds)
    is_whole = numbers.dtype.kind in "iu" or (
        numbers.dtype.kind == "f" and bool((numbers % 1 == 0).all())
    )
    if numbers.shape != (count,):
        raise InvalidArgument(
            "If 'folds' is a vector, it must be of length N.",
            hint=f"'folds' has {numbers.size} numbers for {count} rows.",
        )
    folds_ = numbers.astype(np.int64) if is_whole else np.zeros(1, dtype=np.int64)
    missing = set(range(1, int(folds_.max()) + 1)) - set(folds_.tolist())
    if folds_.min() < 1 or missing or folds_.max() < 2:
        raise InvalidArgument(
            "'folds' must hold the numbers 1 to K, each at least once, and K must be at least 2.",
            hint=f"It lacks {sorted(missing)[:5]}." if missing else "",
        )
    return folds_


def _count(K: int, most: int, noun: str) -> int:  # noqa: N803
    if isinstance(K, bool) or not isinstance(K, (int, np.integer)) or K < 2:
        raise InvalidArgument(
            f"'K' must be a whole number of at least 2, but it is {described(K)}."
        )
    if most < K:
        raise InvalidArgument(f"'K' is {K}, but there are only {most} {noun}.")
    return int(K)
