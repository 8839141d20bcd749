"""Spline bases of R. New rows use the knots of the fit."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.base.lazy import formulaic, interpolate
from pybrms_mix.base.sizes import MOST
from pybrms_mix.design.elementwise import count, flag, reals
from pybrms_mix.design.rvalues import Matrix, Value

State = MutableMapping[str, Any]
"""The state that a call computed from the rows of the fit; empty while the fit is built."""


def bs(
    state: State,
    x: Value,
    *,
    df: Value = None,
    knots: Value = None,
    degree: Value = None,
    intercept: Value = None,
    boundary_knots: Value = None,
) -> Matrix:
    """Return the basis of ``splines::bs`` of R, with the knots of the fit.

    Outside the boundary knots the polynomials are extrapolated, as in R.
    """
    order = 3 if degree is None else count(degree, least=1)
    has_intercept = intercept is not None and flag(intercept)
    if not state:
        inner = None if df is None else count(df) - order - int(has_intercept)
        _learn_knots(state, reals(x), inner, knots, boundary_knots)
    basis = _present(reals(x), lambda v: _splines(v, state["knots"], state["ends"], order))
    basis = basis if has_intercept else basis[:, 1:]
    return Matrix(basis, numbered(basis.shape[1]))


def ns(
    state: State,
    x: Value,
    *,
    df: Value = None,
    knots: Value = None,
    intercept: Value = None,
    boundary_knots: Value = None,
) -> Matrix:
    """Return the basis of ``splines::ns`` of R: natural cubic splines."""
    has_intercept = intercept is not None and flag(intercept)
    if not state:
        inner = None if df is None else count(df) - 1 - int(has_intercept)
        _learn_knots(state, reals(x), inner, knots, boundary_knots)
    inside, ends = state["knots"], state["ends"]
    cubic = interpolate.BSpline(_padded(inside, ends, 3), np.eye(len(inside) + 4), 3)

    def straight(values: np.ndarray) -> np.ndarray:
        near = np.clip(values, *ends)
        basis_of = _splines(near, inside, ends, 3)
        beyond = near != values
        # Natural splines are linear outside the boundary knots.
        basis_of[beyond] += (values - near)[beyond, None] * cubic(near[beyond], nu=1)
        return basis_of

    basis = _present(reals(x), straight)
    curvature = cubic(np.asarray(ends), nu=2)
    if not has_intercept:
        basis, curvature = basis[:, 1:], curvature[:, 1:]
    rotation = np.linalg.qr(curvature.T, mode="complete")[0]
    return Matrix(basis @ rotation[:, 2:], numbered(basis.shape[1] - 2))


def _learn_knots(state: State, x: np.ndarray, inner: int | None, knots: Value, ends: Value) -> None:
    x = x[~np.isnan(x)]
    if not x.size:
        raise InvalidFormula("A spline needs a variable with at least one observed value.")
    boundary = np.array([x.min(), x.max()]) if ends is None else reals(ends)
    if boundary.shape != (2,) or not boundary[0] < boundary[1]:
        raise InvalidFormula("Boundary knots must be two numbers, the lower one first.")
    low, high = boundary
    if knots is not None:
        inside = np.sort(reals(knots))
        if not ((inside >= low) & (inside <= high)).all() or inside.size > MOST:
            raise InvalidFormula(
                f"Knots must be numbers between the boundary knots, at most {MOST} of them."
            )
    else:
        shares = np.linspace(0, 1, max(inner or 0, 0) + 2)[1:-1]
        inside = np.quantile(x[(x >= low) & (x <= high)], shares)
    state.update(knots=tuple(inside.tolist()), ends=(float(low), float(high)))


def _present(x: np.ndarray, basis: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Evaluate the basis at values that are not missing; missing values have a missing basis."""
    present = ~np.isnan(x)
    inside = basis(x[present])
    result = np.full((x.size, inside.shape[1]), np.nan)
    result[present] = inside
    return result


def _splines(
    x: np.ndarray, inside: Sequence[float], ends: tuple[float, float], degree: int
) -> np.ndarray:
    columns = formulaic.basis_spline(
        x, knots=inside, degree=degree, include_intercept=True,
        lower_bound=ends[0], upper_bound=ends[1], extrapolation="extend",
    )  # fmt: skip
    return np.column_stack([columns[key] for key in sorted(columns)])


def _padded(inside: Sequence[float], ends: tuple[float, float], degree: int) -> np.ndarray:
    return np.pad(np.array([ends[0], *inside, ends[1]]), degree, mode="edge")


def numbered(count: int) -> tuple[str, ...]:
    """Return the column names of a basis in R: "1", "2", ..."""
    return tuple(str(k + 1) for k in range(count))
