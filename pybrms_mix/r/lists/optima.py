"""Minimisation of functions of several numbers by R's ``optim()``: Nelder-Mead and BFGS.

Nash describes the methods in "Compact Numerical Methods for Computers" (1990). R uses the same
methods.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import optimize as methods
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.lists.minima import optimize
from pybrms_mix.r.values.r_vectors import numbers, numeric, read, to_python
from pybrms_mix.r.values.result_lists import result_list

__all__ = ["nlm", "optim"]

_BIG = 1e35


@dataclass
class _Target:
    """The function to be minimised, with the number of its calls."""

    function: Callable[[np.ndarray], Any]
    names: tuple[str, ...] | None
    scale: float
    width: float
    calls: int = 0

    def __call__(self, x: np.ndarray) -> float:
        self.calls += 1
        return self.at(x)

    def at(self, x: np.ndarray) -> float:
        """Return the value without counting the call."""
        arguments: Any = x.copy() if self.names is None else pd.Series(x, index=list(self.names))
        return float(numeric(read(self.function(arguments))).data.reshape(-1)[0]) / self.scale

    def gradient(self, x: np.ndarray) -> np.ndarray:
        """Return the gradient by central differences."""
        slopes = np.empty(len(x))
        for n in range(len(x)):
            step = np.zeros(len(x))
            step[n] = self.width
            slopes[n] = (self.at(x + step) - self.at(x - step)) / (2 * self.width)
        if not np.all(np.isfinite(slopes)):
            raise InvalidData("non-finite finite-difference value")
        return slopes


def optim(
    par: Any, fn: Callable[[Any], Any], gr: Callable[[Any], Any] | None = None, *,
    method: str = "Nelder-Mead", lower: Any = -np.inf, upper: Any = np.inf,
    control: Mapping[str, Any] | None = None, hessian: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Return ``optim(par, fn)``: the place and the value of a minimum.

    Parameters
    ----------
    par : array_like
        The starting values. Vectors that are passed to ``fn`` have their names.
    fn : callable
        A function of a vector.
    gr : callable, optional
        The gradient of ``fn``; the default are central differences.
    method : {"Nelder-Mead", "BFGS", "L-BFGS-B", "Brent"}
        The method. Nelder-Mead and BFGS take the steps that R takes. L-BFGS-B comes from SciPy,
        whose version is newer than R's, so that the last digits may differ.
    lower, upper : array_like
        Bounds, for L-BFGS-B and Brent.
    control : mapping, optional
        ``fnscale`` (-1 to maximise), ``maxit``, ``reltol``, ``abstol`` and ``ndeps``.
    hessian : bool, default False
        Whether to return the second derivatives.

    Returns
    -------
    dict
        ``par``, ``value``, ``counts``, ``convergence`` (0 if the method has converged), ``message``
        and, if asked for, ``hessian``.

    Raises
    ------
    InvalidArgument
        If the method or a setting is unknown.
    InvalidData
        If the function is not finite at the start.

    Examples
    --------
    >>> found = optim([1, 1], lambda p: float(((p - 3) ** 2).sum()), method="BFGS")
    >>> found["par"].round(4).tolist()
    [3.0, 3.0]
    """
    settings: dict[str, Any] = {"fnscale": 1.0, "reltol": 1.4901161193847656e-08, "abstol": -np.inf,
                "ndeps": 1e-3, "maxit": None, "trace": 0}  # fmt: skip
    unknown = set(control or {}) - set(settings) - {"REPORT", "factr"}
    if unknown:
        raise InvalidArgument(f"optim() has no setting '{sorted(unknown)[0]}' here.")
    settings |= dict(control or {})
    start = read(par)
    x = numeric(start).data.astype(float)
    width = float(np.ravel(settings["ndeps"])[0])
    target = _Target(fn, start.names, float(settings["fnscale"]), width)
    bounded = np.any(np.isfinite(np.ravel(lower))) or np.any(np.isfinite(np.ravel(upper)))
    method = "L-BFGS-B" if bounded and method not in ("Brent", "L-BFGS-B") else method
    if method == "Brent":
        return _brent(fn, lower, upper, settings)
    gradient = target.gradient if gr is None else (
        lambda v: numeric(read(gr(v))).data.astype(float) / target.scale)  # fmt: skip
    if method == "Nelder-Mead":
        minimum = _nelder_mead(target, x, settings)
    elif method == "BFGS":
        minimum = _bfgs(target, gradient, x, settings)
    elif method == "L-BFGS-B":
        minimum = _bounded(target, gradient, x, lower, upper, settings)
    else:
        raise InvalidArgument(f"The method '{method}' of optim() exists in R only.",
                              hint="Use Nelder-Mead, BFGS, L-BFGS-B or Brent.")  # fmt: skip
    result = _result(minimum, target, start.names)
    if hessian:
        result["hessian"] = _second(gradient, minimum.x, width) * target.scale
    return result


@dataclass(frozen=True)
class _Minimum:
    x: np.ndarray
    value: float
    gradients: float
    converged: bool
    message: str | None = None
    code: int = 1


def _result(minimum: _Minimum, target: _Target, names: tuple[str, ...] | None) -> dict[str, Any]:
    place: Any = minimum.x if names is None else pd.Series(minimum.x, index=list(names))
    counts = pd.Series(
        to_python(numbers([target.calls, minimum.gradients], whole=True)),
        index=["function", "gradient"],
    )
    return {
        "par": place, "value": minimum.value * target.scale, "counts": counts,
        "convergence": 0 if minimum.converged else minimum.code, "message": minimum.message,
    }  # fmt: skip


def _second(
    gradient: Callable[[np.ndarray], np.ndarray], x: np.ndarray, width: float
) -> np.ndarray:
    derivatives = np.empty((len(x), len(x)))
    for n in range(len(x)):
        step = np.zeros(len(x))
        step[n] = width
        derivatives[n] = (gradient(x + step) - gradient(x - step)) / (2 * width)
    return np.asarray((derivatives + derivatives.T) / 2)


def _brent(fn: Any, lower: Any, upper: Any, settings: Mapping[str, Any]) -> dict[str, Any]:
    ends = [float(np.ravel(v)[0]) for v in (lower, upper)]
    if not np.all(np.isfinite(ends)):
        raise InvalidArgument("'lower' and 'upper' must be finite values")
    scale = float(settings["fnscale"])
    minimum = optimize(lambda v: float(np.ravel(fn(v))[0]) / scale, ends, tol=settings["reltol"])
    counts = pd.Series([np.nan, np.nan], index=["function", "gradient"])
    return {"par": minimum["minimum"], "value": minimum["objective"] * scale, "counts": counts,
            "convergence": 0, "message": None}  # fmt: skip


def _bounded(
    target: _Target, gradient: Any, x: np.ndarray, lower: Any, upper: Any, settings: Any
) -> _Minimum:
    ends = [np.resize(np.asarray(v, dtype=float), len(x)) for v in (lower, upper)]
    limit = int(settings["maxit"] or 100)
    factor = float(settings.get("factr", 1e7)) * float(np.finfo(float).eps)
    result = methods.minimize(
        target, x, jac=gradient, method="L-BFGS-B", bounds=list(zip(*ends, strict=True)),
        options={"maxcor": 5, "ftol": factor, "gtol": 0.0, "maxiter": limit},
    )  # fmt: skip
    return _Minimum(np.asarray(result.x), float(result.fun), float(result.njev), result.status == 0,
                  str(result.message))  # fmt: skip


def _bfgs(
    target: _Target, gradient: Callable[[np.ndarray], np.ndarray], start: np.ndarray, settings: Any
) -> _Minimum:
    """Return a minimum by a quasi-Newton method whose matrix is built from earlier gradients."""
    x, reltol, limit = start.copy(), float(settings["reltol"]), int(settings["maxit"] or 100)
    best = target(x)
    if not np.isfinite(best):
        raise InvalidData("initial value in 'vmmin' is not finite")
    slope = gradient(x)
    count, renewed = 1, 1
    inverse = np.eye(len(x))
    while True:
        if renewed == count:
            inverse = np.eye(len(x))
        before, last = x.copy(), slope.copy()
        way = -(inverse @ slope)
        descent = float(way @ slope)
        stuck = True
        if descent < 0:
            x, value, length, stuck = _searched(target, before, way, descent, best)
            enough = value > settings["abstol"] and abs(value - best) > reltol * (
                abs(best) + reltol)  # fmt: skip
            stuck = stuck or not enough
            best = value if not stuck or not enough else best
        if not stuck:
            slope = gradient(x)
            count += 1
            inverse, is_updated = _updated(inverse, length * way, slope - last)
            renewed = renewed if is_updated else count
        elif renewed < count:
            # The approximation of the Hessian may be bad: the search restarts with steepest
            # descent.
            stuck, renewed = False, count
        if count >= limit or (stuck and renewed == count):
            return _Minimum(x, best, float(count), count < limit)
        if count - renewed > 2 * len(x):
            renewed = count


def _searched(
    target: _Target, before: np.ndarray, way: np.ndarray, descent: float, best: float
) -> tuple[np.ndarray, float, float, bool]:
    """Shorten a step until the function falls enough; the last value is true if no step is left."""
    length, value = 1.0, best
    while True:
        x = before + length * way
        if np.all(10.0 + before == 10.0 + x):
            return x, value, length, True
        value = target(x)
        if np.isfinite(value) and value <= best + descent * length * 1e-4:
            return x, value, length, False
        length *= 0.2


def _updated(inverse: np.ndarray, step: np.ndarray, change: np.ndarray) -> tuple[np.ndarray, bool]:
    """Update the inverse Hessian by the change of the gradient, if the curvature is positive."""
    product = float(step @ change)
    if product <= 0:
        return inverse, False
    turned = inverse @ change
    weight = 1 + float(turned @ change) / product
    both = np.outer(step, turned)
    return inverse + (weight * np.outer(step, step) - both - both.T) / product, True


def _nelder_mead(target: _Target, start: np.ndarray, settings: Any) -> _Minimum:
    """Return a minimum by a simplex that is reflected, extended, contracted and shrunk."""

    def value(x: np.ndarray) -> float:
        height = target(x)
        return height if np.isfinite(height) else _BIG

    limit, reltol = int(settings["maxit"] or 500), float(settings["reltol"])
    first = value(start)
    if first == _BIG:
        raise InvalidData("function cannot be evaluated at initial parameters")
    near = reltol * (abs(first) + reltol)
    step = 0.1 * np.max(np.abs(start)) or 0.1
    size = len(start)
    points = np.vstack([start, start + step * np.eye(size)])
    heights = np.array([first, *(value(p) for p in points[1:])])
    spread, low = size * step, 0
    while True:
        low = _lowest(heights, low)
        high = _highest(heights, low)
        if heights[high] <= heights[low] + near or heights[low] <= settings["abstol"]:
            return _Minimum(points[low], float(heights[low]), np.nan, True)
        if not _moved(value, points, heights, low, high):
            points = 0.5 * (points - points[low]) + points[low]
            smaller = float(np.abs(points - points[low]).sum())
            if smaller >= spread:
                return _Minimum(points[low], float(heights[low]), np.nan, False, code=10)
            spread = smaller
            other_points = [n for n in range(size + 1) if n != low]
            heights[other_points] = [value(points[n]) for n in other_points]
        if target.calls > limit:
            low = _lowest(heights, low)
            return _Minimum(points[low], float(heights[low]), np.nan, False)


def _lowest(heights: np.ndarray, low: int) -> int:
    """Return the index of the lowest point; in a tie, ``low``."""
    index = int(np.argmin(heights))
    return index if heights[index] < heights[low] else low


def _highest(heights: np.ndarray, low: int) -> int:
    index = int(np.argmax(heights))
    return index if heights[index] > heights[low] else low


def _moved(
    value: Callable[[np.ndarray], float], points: np.ndarray, heights: np.ndarray, low: int,
    high: int,
) -> bool:  # fmt: skip
    """Move the highest point of the simplex; return False if the simplex has to shrink."""
    total = -points[high]
    for point in points:
        total = total + point
    centre = total / (len(points) - 1)
    mirrored = 2.0 * centre - points[high]
    reflected = value(mirrored)
    if reflected < heights[low]:
        further = 2.0 * mirrored - centre
        extended = value(further)
        better = extended < reflected
        points[high], heights[high] = (further, extended) if better else (mirrored, reflected)
        return True
    down = reflected < heights[high]
    if down:
        points[high], heights[high] = mirrored, reflected
    inner = 0.5 * points[high] + 0.5 * centre
    contracted = value(inner)
    if contracted < heights[high]:
        points[high], heights[high] = inner, contracted
        return True
    return bool(down)


def nlm(f: Callable[[Any], Any], p: Any, *, hessian: bool = False) -> dict[str, Any]:
    """Return ``nlm(f, p)``: the place and the value of a minimum, found by BFGS.

    Parameters
    ----------
    f : callable
        A function of a vector.
    p : array_like
        The starting values.
    hessian : bool, default False
        Whether to return the second derivatives.

    Returns
    -------
    dict
        ``minimum``, ``estimate``, ``gradient``, ``code`` (1 if the search has converged) and, if
        asked for, ``hessian``.

    Examples
    --------
    >>> nlm(lambda p: float(((p - 3) ** 2).sum()), [1, 1])["estimate"].round(4).tolist()
    [3.0, 3.0]
    """
    control = {"reltol": 1e-14, "ndeps": 1e-5, "maxit": 1000}
    optimum = optim(p, f, method="BFGS", control=control, hessian=hessian)
    target = _Target(f, read(p).names, 1.0, control["ndeps"])
    result = {
        "minimum": optimum["value"], "estimate": np.asarray(optimum["par"]),
        "gradient": target.gradient(np.asarray(optimum["par"], dtype=float)),
        **({"hessian": optimum["hessian"]} if hessian else {}),
        "code": 1 if optimum["convergence"] == 0 else 4,
    }  # fmt: skip
    return result_list(result, "list", ["iterations"])  # R's search takes other steps
