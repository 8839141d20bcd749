"""Functions of R whose value in a row depends on all rows: ``rank``, ``cumsum``, ``rev``, ...."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import replace
from typing import Any, Literal

import numpy as np

from pybrms_mix.base.errors import InvalidFormula, NotSupported
from pybrms_mix.base.lazy import stats
from pybrms_mix.base.public_calls import warn
from pybrms_mix.design.elementwise import flag, numbers, reals
from pybrms_mix.design.rvalues import Factor, Matrix, Rows, Value, as_factor, entries_at

_TIES: Mapping[str, Literal["average", "ordinal", "min", "max"]] = {
    "average": "average", "first": "ordinal", "min": "min", "max": "max",
}  # fmt: skip


def of_rows(
    call: str,
    state: MutableMapping[str, Any],
    compute: Callable[[], Value],
    rows: np.ndarray,
    *,
    fitted: bool,
) -> Value:
    """Return the value of a call that depends on all rows.

    Parameters
    ----------
    call : str
        The name of the function.
    state : mapping
        The values of the call on the rows of the fit; empty while the fit is built.
    compute : callable
        Computes the call from the present rows.
    rows : ndarray
        The positions of the present rows in the table of the user.
    fitted : bool
        Whether the present rows are some of those of the fit. Such rows keep their values in the
        fit. For other rows the call is computed again from these rows, as in R, with a warning.
    """
    if not state:
        value = compute()
        state.update(value=value, places={int(row): at for at, row in enumerate(rows)})
        return value
    if fitted:
        values: Rows = state["value"]
        return entries_at(values, np.array([state["places"][int(row)] for row in rows], dtype=int))
    warn(
        f"'{call}()' computes its values from all rows of the new data, as in R: the values of "
        "a row depend on the other rows. Store them in a column of the data to keep the values "
        "of the fit."
    )
    return compute()


def _codes(x: Value) -> np.ndarray:
    """Return numbers in the order of the values; NaN for missing ones."""
    if isinstance(x, Factor):
        factor = as_factor(x)
        return np.where(factor.codes < 0, np.nan, factor.codes)
    return reals(x)


def _rank(x: Value, ties_method: Value = None) -> np.ndarray:
    method = "average" if ties_method is None else _word(ties_method)
    if method not in _TIES:
        raise NotSupported(
            f"'rank()' with ties.method = \"{method}\" is not supported.",
            hint=f"Use {', '.join(_TIES)}.",
        )
    values = _codes(x)
    ranks = np.full(values.shape, np.nan)
    present = ~np.isnan(values)
    ranks[present] = stats.rankdata(values[present], method=_TIES[method])
    return ranks


def _word(value: Value) -> str:
    if isinstance(value, Factor) and value.codes.size == 1:
        return str(value.labels()[0])
    raise InvalidFormula("One string is needed here.")


def _order(x: Value, decreasing: Value = None) -> np.ndarray:
    values = _codes(x)
    down = decreasing is not None and flag(decreasing)
    # The sort is stable, and missing values come last in both directions, as in R.
    return np.argsort(-values if down else values, kind="stable") + 1


def _sort(x: Value, decreasing: Value = None) -> Value:
    if np.isnan(_codes(x)).any():
        raise InvalidFormula(
            "'sort()' drops missing values: the result would have another length than the data."
        )
    return _picked(x, _order(x, decreasing) - 1)


def _rev(x: Value) -> Value:
    size = x.codes.size if isinstance(x, Factor) else numbers(x).size
    return _picked(x, np.arange(size)[::-1])


def _picked(x: Value, places: np.ndarray) -> Value:
    if isinstance(x, Factor):
        return replace(x, codes=x.codes[places])
    return np.asarray(numbers(x)[places])


def _running(function: Callable[[np.ndarray], np.ndarray]) -> Callable[[Value], np.ndarray]:
    def compute(x: Value) -> np.ndarray:
        with np.errstate(all="ignore"):
            return np.asarray(function(reals(x)))

    return compute


ALL_ROWS: Mapping[str, Callable[..., Value]] = {
    "rank": _rank, "order": _order, "sort": _sort, "rev": _rev, "cumsum": _running(np.cumsum),
    "cumprod": _running(np.cumprod), "cummax": _running(np.maximum.accumulate),
    "cummin": _running(np.minimum.accumulate),
}  # fmt: skip
"""The functions by their names in R. Parameters have their names in R, with ``_`` for dots."""


def polym(bases: list[np.ndarray], degree: int) -> Matrix:
    """Return R's ``polym()``: the products of polynomials of several variables up to a degree.

    Parameters
    ----------
    bases : list of ndarray
        The polynomials of each variable, of degrees 1 to ``degree``, shape (N, degree).
    degree : int
        The largest sum of the degrees in a product.
    """
    powers = np.stack([g.ravel(order="F") for g in np.indices((degree + 1,) * len(bases))], axis=1)
    within_degree = powers[(powers.sum(axis=1) > 0) & (powers.sum(axis=1) <= degree)]
    with_constant = [np.column_stack([np.ones(len(basis)), basis]) for basis in bases]
    columns = [
        np.prod([basis[:, power] for basis, power in zip(with_constant, row, strict=True)], axis=0)
        for row in within_degree
    ]
    return Matrix(np.column_stack(columns), tuple(".".join(map(str, row)) for row in within_degree))
