"""Roots, integrals, interpolation, and vectorised functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import integrate as quadrature
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import warn
from pybrms_mix.r.lists.applying import mapply
from pybrms_mix.r.values.choices import completes
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.values.result_lists import result_list

__all__ = ["approx", "approxfun", "integrate", "uniroot", "vectorized"]

_EPS = float(np.finfo(float).eps)
_QUARTER = _EPS**0.25


def _number(value: Any) -> float:
    return float(np.asarray(numeric(read(value)).data, dtype=float).reshape(-1)[0])


def uniroot(
    f: Callable[[float], Any], interval: Any, *, tol: float = _QUARTER, maxiter: int = 1000
) -> dict[str, Any]:
    """Return ``uniroot(f, interval)``: a root of a function of one number, by Brent's method.

    Parameters
    ----------
    f : callable
        A function of one number.
    interval : array_like
        The two ends of the interval. The function must have different signs there.
    tol : float, optional
        The accuracy; the default is R's.
    maxiter : int, default 1000
        The largest number of steps.

    Returns
    -------
    dict
        ``root``, ``f.root``, ``iter``, ``init.it`` and ``estim.prec``.

    Raises
    ------
    InvalidData
        If the function has the same sign at both ends, or is missing there.

    Examples
    --------
    >>> round(uniroot(lambda x: x**2 - 2, [0, 2], tol=1e-9)["root"], 6)
    1.414214
    """
    low, high = (float(v) for v in np.asarray(interval, dtype=float)[:2])
    at_low, at_high = _number(f(low)), _number(f(high))
    if np.isnan(at_low) or np.isnan(at_high):
        raise InvalidData("f.lower = f(lower) is NA" if np.isnan(at_low) else "f.upper is NA")
    if at_low * at_high > 0:
        raise InvalidData("f() values at end points not of opposite sign")
    root, steps, precision = _brent(lambda x: _number(f(x)), low, high, at_low, at_high, tol,
                                    maxiter)  # fmt: skip
    return {
        "root": root, "f.root": _number(f(root)), "iter": steps, "init.it": np.nan,
        "estim.prec": precision,
    }  # fmt: skip


def _brent(
    f: Callable[[float], float], a: float, b: float, fa: float, fb: float, tol: float, limit: int
) -> tuple[float, int, float]:
    """Return a root, the number of steps and the width of the last interval."""
    if fa == 0:
        return a, 0, 0.0
    if fb == 0:
        return b, 0, 0.0
    # The root lies between b, the best point, and c; a is the point before b.
    c, fc = a, fa
    for steps in range(limit + 1):
        before = b - a
        if abs(fc) < abs(fb):
            a, b, c = b, c, b
            fa, fb, fc = fb, fc, fb
        near = 2 * _EPS * abs(b) + tol / 2
        step = (c - b) / 2
        if abs(step) <= near or fb == 0:
            return b, steps, abs(c - b)
        if abs(before) >= near and abs(fa) > abs(fb):
            step = _interpolated(a, b, c, fa, fb, fc, near, before, step)
        step = step if abs(step) >= near else near if step > 0 else -near
        a, fa = b, fb
        b += step
        fb = f(b)
        if (fb > 0 and fc > 0) or (fb < 0 and fc < 0):
            c, fc = a, fa
    warn("_NOT_ converged", UserWarning)
    return b, limit, abs(c - b)


def _interpolated(
    a: float, b: float, c: float, fa: float, fb: float, fc: float, near: float, before: float,
    half: float,
) -> float:  # fmt: skip
    """Return the step to an interpolated root; half of the interval if that root lies outside."""
    width = c - b
    if a == c:
        ratio = fb / fa
        p, q = width * ratio, 1.0 - ratio
    else:
        q, first, second = fa / fc, fb / fc, fb / fa
        p = second * (width * q * (q - first) - (b - a) * (first - 1.0))
        q = (q - 1.0) * (first - 1.0) * (second - 1.0)
    p, q = (p, -q) if p > 0 else (-p, q)
    inside = p < 0.75 * width * q - abs(near * q) / 2 and p < abs(before * q / 2)
    return p / q if inside else half


def integrate(
    f: Callable[[Any], Any], lower: float, upper: float, *, rel_tol: float = _QUARTER,
    abs_tol: float | None = None, subdivisions: int = 100,
) -> dict[str, Any]:  # fmt: skip
    """Return ``integrate(f, lower, upper)``: an integral by adaptive quadrature (QUADPACK).

    Parameters
    ----------
    f : callable
        A function of a vector.
    lower, upper : float
        The limits of the integral, which may be infinite.
    rel_tol, abs_tol : float, optional
        The accuracies; the defaults are R's.
    subdivisions : int, default 100
        The largest number of intervals.

    Returns
    -------
    dict
        ``value``, ``abs.error``, ``subdivisions`` and ``message``.

    Raises
    ------
    InvalidData
        If the integral does not converge, or the function is not finite.

    Examples
    --------
    >>> round(integrate(lambda x: x**2, 0, 3)["value"], 6)
    9.0
    """

    def integrand(x: float) -> float:
        value = _number(f(np.array([x])))
        if not np.isfinite(value):
            raise InvalidData("non-finite function value")
        return value

    near = rel_tol if abs_tol is None else abs_tol
    value, error, details, *message = quadrature.quad(
        integrand, float(lower), float(upper), epsabs=near, epsrel=rel_tol, limit=int(subdivisions),
        full_output=1,
    )  # fmt: skip
    if message:
        raise InvalidData(f"The integral does not converge: {str(message[0]).splitlines()[0]}")
    parts = {"value": value, "abs.error": error, "subdivisions": int(details["last"]),
             "message": "OK"}  # fmt: skip
    return result_list(parts, "integrate", ["call"])


@completes(method=("linear", "constant"))
def approx(
    x: Any, y: Any = None, xout: Any = None, *, n: int = 50, rule: int = 1, method: str = "linear"
) -> dict[str, np.ndarray]:
    """Return ``approx(x, y, xout)``: values between given points.

    Parameters
    ----------
    x, y : array_like
        The points. Points with the same ``x`` are replaced by their mean. Without ``y``, ``x`` is
        an object with both, such as a density, or the values at the points 1, 2, 3, ....
    xout : array_like, optional
        The values of x at which to interpolate; by default ``n`` equally spaced values.
    n : int, default 50
        The number of values of x.
    rule : {1, 2}
        Whether values outside are NA (1) or those of the nearest end (2).
    method : {"linear", "constant"}
        Lines between the points, or the value of the point to the left.

    Returns
    -------
    dict
        ``x`` and ``y``.

    Raises
    ------
    InvalidArgument
        If there are fewer than two points.

    Examples
    --------
    >>> approx([0, 1], [0, 10], [0.5, 2])["y"]
    array([ 5., nan])
    """
    at, cells = _points(x, y)
    present = ~(np.isnan(at) | np.isnan(cells))
    places, inverse = np.unique(at[present], return_inverse=True)
    values = np.bincount(inverse, weights=cells[present]) / np.bincount(inverse)
    if len(places) < 2 and not (method == "constant" and len(places)):
        raise InvalidArgument("need at least two non-NA values to interpolate")
    targets = (
        np.linspace(places[0], places[-1], int(n)) if xout is None else numeric(read(xout)).data
    )
    if method == "constant":
        lower_places = np.clip(
            np.searchsorted(places, targets, side="right") - 1, 0, len(places) - 1
        )
        results = values[lower_places]
    else:
        results = np.interp(targets, places, values)
    outside = (targets < places[0]) | (targets > places[-1]) | np.isnan(targets)
    results = np.where(outside & (rule == 1) | np.isnan(targets), np.nan, results)
    return {"x": np.asarray(targets, dtype=float), "y": results}


def _points(x: Any, y: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return the places and the values of points, which may be parts of one object."""
    if y is None:
        if isinstance(x, Mapping | pd.DataFrame):
            x, y = x["x"], x["y"]
        else:
            x, y = np.arange(1, len(read(x)) + 1), x
    return numeric(read(x)).data, numeric(read(y)).data


@completes(method=("linear", "constant"))
def approxfun(
    x: Any, y: Any = None, *, rule: int = 1, method: str = "linear"
) -> Callable[[Any], Any]:
    """Return ``approxfun(x, y)``: the function that interpolates between points.

    Examples
    --------
    >>> approxfun([0, 1], [0, 10])(0.25)
    2.5
    """

    def between(v: Any) -> Any:
        values = approx(x, y, v, rule=rule, method=method)["y"]
        return float(values[0]) if np.ndim(v) == 0 else values

    return between


def vectorized(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``Vectorize(f)``: a function that calls ``f`` for each of parallel elements.

    Examples
    --------
    >>> vectorized(lambda x, n: x**n)([2, 3], 2)
    array([4, 9])
    """
    return lambda *arguments, **keywords: mapply(function, *arguments, **keywords)
