"""Minima of functions of one number, by Brent's method."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

__all__ = ["optimize"]

_GOLDEN = (3 - np.sqrt(5)) / 2
_ROOT = float(np.sqrt(np.finfo(float).eps))


def optimize(
    f: Callable[[float], Any], interval: Any, *, maximum: bool = False, tol: float | None = None
) -> dict[str, float]:
    """Return ``optimize(f, interval)``: location and value of a minimum, or of a maximum.

    Parameters
    ----------
    f : callable
        A function of one number.
    interval : array_like
        The two ends of the interval.
    maximum : bool, default False
        Whether to search for a maximum.
    tol : float, optional
        The accuracy; the default is R's.

    Returns
    -------
    dict
        ``minimum`` (or ``maximum``) and ``objective``.

    Examples
    --------
    >>> round(optimize(lambda x: (x - 1) ** 2, [0, 3])["minimum"], 6)
    1.0
    """
    low, high = (float(v) for v in np.asarray(interval, dtype=float)[:2])
    accuracy = float(np.finfo(float).eps ** 0.25) if tol is None else float(tol)

    def target(x: float) -> float:
        height = float(np.asarray(f(x), dtype=float).reshape(-1)[0])
        return -height if maximum else height

    x, value = _minimum(target, low, high, accuracy)
    return {"maximum" if maximum else "minimum": x, "objective": -value if maximum else value}


def _minimum(f: Callable[[float], float], a: float, b: float, tol: float) -> tuple[float, float]:
    x = w = v = a + _GOLDEN * (b - a)
    fx = fw = fv = f(x)
    step = before = 0.0
    while True:
        middle, near = (a + b) / 2, _ROOT * abs(x) + tol / 3
        if abs(x - middle) <= 2 * near - (b - a) / 2:
            return float(x), fx
        step, before = _step(x, w, v, fx, fw, fv, a, b, near, step, before)
        u = x + (step if abs(step) >= near else np.copysign(near, step) if step else -near)
        fu = f(u)
        if fu <= fx:
            a, b = (a, x) if u < x else (x, b)
            v, fv, w, fw, x, fx = w, fw, x, fx, u, fu
            continue
        a, b = (u, b) if u < x else (a, u)
        if fu <= fw or w == x:
            v, fv, w, fw = w, fw, u, fu
        elif fu <= fv or v in (x, w):
            v, fv = u, fu


def _step(
    x: float, w: float, v: float, fx: float, fw: float, fv: float, a: float, b: float,
    near: float, step: float, before: float,
) -> tuple[float, float]:  # fmt: skip
    """Return the next step: to the minimum of a parabola, or a golden section."""
    p = q = last = 0.0
    if abs(before) > near:
        r = (x - w) * (fx - fv)
        q = (x - v) * (fx - fw)
        p = (x - v) * q - (x - w) * r
        q = 2 * (q - r)
        p, q = (-p, q) if q > 0 else (p, -q)
        last, before = before, step
    if abs(p) >= abs(q * last / 2) or p <= q * (a - x) or p >= q * (b - x):
        before = (b - x) if x < (a + b) / 2 else (a - x)
        return _GOLDEN * before, before
    step = p / q
    u = x + step
    if u - a < 2 * near or b - u < 2 * near:
        step = near if x < (a + b) / 2 else -near
    return step, before
