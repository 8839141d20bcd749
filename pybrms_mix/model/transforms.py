"""R's functions that look at all rows: what they learn from the rows of the fit holds for others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from formulaic import transforms as formulaic
from scipy.interpolate import BSpline

from pybrms_mix.errors import InvalidFormula
from pybrms_mix.model.functions import flag, numbers, reals, scalar
from pybrms_mix.model.rvalues import (
    Factor,
    Matrix,
    Value,
    as_factor,
    number_text,
    relevelled,
    seen,
)

State = MutableMapping[str, Any]


def _poly(
    state: State, x: Value, degree: Value = None, raw: Value = None, simple: Value = None
) -> Matrix:
    values = reals(x)
    order = 1 if degree is None else int(scalar(degree))
    if order < 1:
        raise InvalidFormula("'degree' must be at least 1")
    plain = raw is not None and flag(raw)
    if not plain and not state and order >= np.unique(values).size:
        raise InvalidFormula("'degree' must be less than number of unique points")
    basis = np.asarray(formulaic.poly(values, order, raw=plain, _state=state))
    return Matrix(basis, _numbered(order))


def _scale(state: State, x: Value, center: Value = None, scale: Value = None) -> np.ndarray:
    options = {"center": _choice(center), "scale": _choice(scale)}
    with np.errstate(all="ignore"):
        return np.asarray(formulaic.scale(reals(x), **options, _state=state))


def _choice(value: Value) -> bool | float:
    if value is None:
        return True
    found = numbers(value)
    is_flag = isinstance(value, np.ndarray) and value.dtype == bool
    return bool(found[0]) if is_flag else float(scalar(value))


def _bs(
    state: State,
    x: Value,
    df: Value = None,
    knots: Value = None,
    degree: Value = None,
    intercept: Value = None,
    boundary_knots: Value = None,
) -> Matrix:
    order = 3 if degree is None else int(scalar(degree))
    whole = intercept is not None and flag(intercept)
    if not state:
        inner = None if df is None else int(scalar(df)) - order - int(whole)
        _learn_knots(state, reals(x), inner, knots, boundary_knots)
    basis = _splines(reals(x), state["knots"], state["ends"], order)
    basis = basis if whole else basis[:, 1:]
    return Matrix(basis, _numbered(basis.shape[1]))


def _ns(
    state: State,
    x: Value,
    df: Value = None,
    knots: Value = None,
    intercept: Value = None,
    boundary_knots: Value = None,
) -> Matrix:
    whole = intercept is not None and flag(intercept)
    if not state:
        inner = None if df is None else int(scalar(df)) - 1 - int(whole)
        _learn_knots(state, reals(x), inner, knots, boundary_knots)
    inside, ends = state["knots"], state["ends"]
    cubic = BSpline(_padded(inside, ends, 3), np.eye(len(inside) + 4), 3)
    values = reals(x)
    near = np.clip(values, *ends)
    basis = _splines(near, inside, ends, 3)
    beyond = near != values
    # Natural splines are straight lines outside their ends.
    basis[beyond] += (values - near)[beyond, None] * cubic(near[beyond], nu=1)
    curvature = cubic(np.asarray(ends), nu=2)
    if not whole:
        basis, curvature = basis[:, 1:], curvature[:, 1:]
    rotation = np.linalg.qr(curvature.T, mode="complete")[0]
    return Matrix(basis @ rotation[:, 2:], _numbered(basis.shape[1] - 2))


def _learn_knots(state: State, x: np.ndarray, inner: int | None, knots: Value, ends: Value) -> None:
    low, high = (x.min(), x.max()) if ends is None else reals(ends)
    if knots is not None:
        inside = np.sort(reals(knots))
    else:
        shares = np.linspace(0, 1, max(inner or 0, 0) + 2)[1:-1]
        inside = np.quantile(x[(x >= low) & (x <= high)], shares)
    state.update(knots=tuple(inside.tolist()), ends=(float(low), float(high)))


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


def _numbered(count: int) -> tuple[str, ...]:
    return tuple(str(k + 1) for k in range(count))


def _cut(
    state: State,
    x: Value,
    breaks: Value,
    labels: Value = None,
    include_lowest: Value = None,
    right: Value = None,
    dig_lab: Value = None,
    ordered_result: Value = None,
) -> Value:
    if not state:
        state["breaks"] = _breaks(reals(x), reals(breaks))
    edges = state["breaks"]
    closed_right = right is None or flag(right)
    values = reals(x)
    side = "left" if closed_right else "right"
    codes = np.searchsorted(edges, values, side=side) - 1
    count = len(edges) - 1
    lowest = include_lowest is not None and flag(include_lowest)
    if lowest:
        codes[values == edges[0]] = 0
        codes[values == edges[-1]] = count - 1
    codes = np.where((codes < 0) | (codes >= count), -1, codes).astype(np.int64)
    if isinstance(labels, np.ndarray) and labels.dtype == bool and not labels[0]:
        return np.where(codes < 0, np.nan, codes + 1.0)
    if isinstance(labels, Factor):
        names = tuple(str(label) for label in labels.labels())
    else:
        digits = 3 if dig_lab is None else int(scalar(dig_lab))
        names = _intervals(edges, digits, closed_right, lowest)
    if len(names) != count:
        raise InvalidFormula("number of intervals and length of 'labels' differ")
    return Factor(codes, names, ordered=ordered_result is not None and flag(ordered_result))


def _breaks(x: np.ndarray, breaks: np.ndarray) -> np.ndarray:
    if breaks.size > 1:
        return np.sort(breaks)
    count = int(breaks[0])
    if count < 2:
        raise InvalidFormula("invalid number of intervals")
    low, high = float(x.min()), float(x.max())
    margin = (high - low or abs(low)) / 1000
    if high == low:
        return np.linspace(low - margin, high + margin, count + 1)
    edges = np.linspace(low, high, count + 1)
    edges[0], edges[-1] = low - margin, high + margin
    return edges


def _intervals(edges: np.ndarray, digits: int, closed_right: bool, lowest: bool) -> tuple[str, ...]:
    for precision in range(digits, max(12, digits) + 1):
        marks = [_mark(edge, precision) for edge in edges.tolist()]
        if len(set(marks)) == len(marks):
            break
    left, right = ("(", "]") if closed_right else ("[", ")")
    names = [f"{left}{a},{b}{right}" for a, b in zip(marks[:-1], marks[1:], strict=True)]
    if lowest and closed_right:
        names[0] = "[" + names[0][1:]
    elif lowest:
        names[-1] = names[-1][:-1] + "]"
    return tuple(names)


def _mark(edge: float, precision: int) -> str:
    return number_text(edge) if np.isinf(edge) else f"{edge:.{precision}g}"


def _factor(
    state: State, x: Value, levels: Value = None, labels: Value = None, ordered: Value = None
) -> Factor:
    found = as_factor(x if isinstance(x, Factor) else _raw(x))
    if levels is not None:
        found = relevelled(found, _strings(levels))
    elif state:
        found = seen(found, state["levels"])
    else:
        used = set(np.unique(found.codes).tolist())
        kept = tuple(level for code, level in enumerate(found.levels) if code in used)
        state["levels"] = kept
        found = relevelled(found, kept)
    if labels is not None:
        found = _labelled(found, _strings(labels))
    was_ordered = isinstance(x, Factor) and x.ordered
    return replace(found, ordered=was_ordered if ordered is None else flag(ordered))


def _labelled(factor: Factor, labels: tuple[str, ...]) -> Factor:
    if len(labels) != len(factor.levels):
        raise InvalidFormula(
            f"invalid 'labels'; length {len(labels)} should be 1 or {len(factor.levels)}"
        )
    renamed = replace(factor, levels=labels)
    # Levels that get the same label are one level afterwards.
    return relevelled(renamed, tuple(dict.fromkeys(labels)))


def _as_factor(state: State, x: Value) -> Factor:
    if isinstance(x, Factor) and not x.text:
        return x
    return _factor(state, x)


def _ordered(state: State, x: Value, levels: Value = None, labels: Value = None) -> Factor:
    return replace(_factor(state, x, levels, labels), ordered=True)


def _relevel(state: State, x: Value, ref: Value) -> Factor:
    if not isinstance(x, Factor) or x.text or x.ordered:
        raise InvalidFormula("'relevel' only for (unordered) factors")
    (base,) = _strings(ref)
    if base not in x.levels:
        raise InvalidFormula(f"'ref' must be an existing level: '{base}' is none")
    return relevelled(x, (base, *(level for level in x.levels if level != base)))


_CODINGS = {f"contr.{name}": name for name in ("treatment", "sum", "helmert", "poly")}


def _contrasted(state: State, object_: Value, contr: Value) -> Factor:
    if not isinstance(object_, Factor):
        raise InvalidFormula("object not interpretable as a factor")
    (asked,) = _strings(contr)
    if asked not in _CODINGS:
        raise InvalidFormula(f"Unknown contrasts '{asked}'.", hint=f"Use {', '.join(_CODINGS)}.")
    return replace(_as_factor(state, object_), coding=_CODINGS[asked])


def _strings(value: Value) -> tuple[str, ...]:
    if isinstance(value, Factor):
        return tuple(str(label) for label in value.labels())
    return tuple(number_text(v) for v in _raw(value).tolist())


def _raw(value: Value) -> np.ndarray:
    return value if isinstance(value, np.ndarray) else numbers(value)


def _once(summary: Callable[[np.ndarray], Any]) -> Callable[..., np.ndarray]:
    """Return a summary of all rows that stays what it was at the fit.

    R computes ``mean(x)`` anew from new data, so that ``I(x - mean(x))`` would mean something else
    there; here the model is the same on all rows.
    """

    def compute(state: State, x: Value) -> np.ndarray:
        if not state:
            state["value"] = np.atleast_1d(np.asarray(summary(reals(x))))
        return np.asarray(state["value"])

    return compute


TRANSFORMS: Mapping[str, Callable[..., Value]] = {
    "poly": _poly, "scale": _scale, "bs": _bs, "ns": _ns, "cut": _cut, "factor": _factor,
    "as.factor": _as_factor, "ordered": _ordered, "as.ordered": _ordered, "relevel": _relevel,
    "C": _contrasted,
    "mean": _once(np.mean), "median": _once(np.median), "min": _once(np.min),
    "max": _once(np.max), "sum": _once(np.sum), "length": _once(np.size),
    "sd": _once(lambda x: np.std(x, ddof=1)), "var": _once(lambda x: np.var(x, ddof=1)),
}  # fmt: skip
"""The functions with memory: their first argument is the memory of that call."""
