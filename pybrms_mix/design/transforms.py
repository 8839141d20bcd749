"""Functions of R that depend on all rows, with the state that they compute from the fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData, InvalidFormula
from pybrms_mix.base.lazy import formulaic
from pybrms_mix.base.sizes import MOST
from pybrms_mix.design.elementwise import count, flag, numbers, reals, scalar
from pybrms_mix.design.rvalues import (
    Coding,
    Factor,
    Matrix,
    Value,
    as_factor,
    number_text,
    relevelled,
    used,
    with_levels,
)
from pybrms_mix.design.splines import State, bs, ns, numbered


def polynomials(
    state: State,
    x: Value,
    degree: Value = None,
    raw: Value = None,
    simple: Value = None,
    coefs: Value = None,
) -> Matrix:
    """Return R's ``poly()`` of one variable, with the basis of the fit."""
    values = reals(x)
    order = 1 if degree is None else count(degree, least=-MOST)
    if order < 1:
        raise InvalidFormula("'degree' must be at least 1")
    plain = raw is not None and flag(raw)
    if coefs is not None and not state:
        _basis_of(state, reals(coefs), order)
    if not plain and np.isnan(values).any():
        raise InvalidData(
            "missing values are not allowed in 'poly'",
            hint="Remove the rows with missing values of this variable from the data.",
        )
    if not plain and not state and order >= np.unique(values).size:
        raise InvalidFormula("'degree' must be less than number of unique points")
    basis = np.asarray(formulaic.poly(values, order, raw=plain, _state=state))
    return Matrix(basis, numbered(order))


def _basis_of(state: State, coefs: np.ndarray, degree: int) -> None:
    """Take the basis from R's ``coefs``: ``alpha``, and then ``norm2`` after its leading 1."""
    if coefs.size != 2 * degree + 2:
        raise InvalidFormula("'coefs' of poly() must have 2 * degree + 2 numbers.")
    state["alpha"] = dict(enumerate(coefs[:degree].tolist()))
    state["norms2"] = dict(enumerate(coefs[degree + 1 :].tolist()))


def _scale(
    state: State, x: Value, center: Value = None, scale: Value = None
) -> np.ndarray | Matrix:
    if isinstance(x, Matrix):
        # Each column of a matrix has its own centre and scale.
        columns = [
            _scale(
                state.setdefault(str(k), {}), column, _of_column(center, k), _of_column(scale, k)
            )
            for k, column in enumerate(x.values.T)
        ]
        return Matrix(np.column_stack([np.asarray(c) for c in columns]), x.names)
    options = {"center": _choice(center), "scale": _choice(scale)}
    values = reals(x)
    with np.errstate(all="ignore"):
        # The first call computes centre and scale from the values that are not missing.
        if not state:
            formulaic.scale(values[~np.isnan(values)], **options, _state=state)
        return np.asarray(formulaic.scale(values, **options, _state=state))


def _of_column(value: Value, column: int) -> Value:
    """Return the centre or the scale of one column of a matrix."""
    is_vector = isinstance(value, np.ndarray) and value.size > 1
    return value[[column]] if isinstance(value, np.ndarray) and is_vector else value


def _choice(value: Value) -> bool | float:
    if value is None:
        return True
    number = numbers(value)
    is_flag = isinstance(value, np.ndarray) and value.dtype == bool
    return bool(number[0]) if is_flag else float(scalar(value))


def _cut(
    state: State,
    x: Value,
    breaks: Value,
    *,
    labels: Value = None,
    include_lowest: Value = None,
    right: Value = None,
    dig_lab: Value = None,
    ordered_result: Value = None,
) -> Value:
    values = reals(x)
    edges = state.setdefault("breaks", _breaks(values, reals(breaks)))
    closed_right = right is None or flag(right)
    lowest = include_lowest is not None and flag(include_lowest)
    codes = _intervals(values, edges, closed_right=closed_right, lowest=lowest)
    if isinstance(labels, np.ndarray) and labels.dtype == bool and not labels[0]:
        return np.where(codes < 0, np.nan, codes + 1.0)
    digits = 3 if dig_lab is None else count(dig_lab)
    names = _interval_names(edges, digits, closed_right=closed_right, lowest=lowest)
    if isinstance(labels, Factor):
        names = _strings(labels)
    if len(names) != len(edges) - 1:
        raise InvalidFormula("number of intervals and length of 'labels' differ")
    return Factor(codes, names, ordered=ordered_result is not None and flag(ordered_result))


def _intervals(x: np.ndarray, edges: np.ndarray, *, closed_right: bool, lowest: bool) -> np.ndarray:
    """Return the position of the interval of each value, from 0; -1 outside all intervals."""
    # searchsorted() puts missing values behind the last edge, so they are in no interval.
    codes = np.searchsorted(edges, x, side="left" if closed_right else "right") - 1
    count = len(edges) - 1
    if lowest and closed_right:
        codes[x == edges[0]] = 0
    elif lowest:
        codes[x == edges[-1]] = count - 1
    return np.where((codes < 0) | (codes >= count), -1, codes).astype(np.int64)


def _breaks(x: np.ndarray, breaks: np.ndarray) -> np.ndarray:
    if breaks.size > 1:
        return np.sort(breaks)
    pieces = count(breaks)
    if pieces < 2:
        raise InvalidFormula("invalid number of intervals")
    low, high = float(np.nanmin(x)), float(np.nanmax(x))
    margin = (high - low or abs(low)) / 1000
    if high == low:
        return np.linspace(low - margin, high + margin, pieces + 1)
    edges = np.linspace(low, high, pieces + 1)
    edges[0], edges[-1] = low - margin, high + margin
    return edges


def _interval_names(
    edges: np.ndarray, digits: int, *, closed_right: bool, lowest: bool
) -> tuple[str, ...]:
    for precision in range(digits, max(12, digits) + 1):
        marks = [_mark(edge, precision) for edge in edges.tolist()]
        if len(set(marks)) == len(marks):
            break
    left, right = ("(", "]") if closed_right else ("[", ")")
    names = [f"{left}{a},{b}{right}" for a, b in pairwise(marks)]
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
    factor = as_factor(x if isinstance(x, Factor) else _raw(x))
    if levels is not None:
        factor = relevelled(factor, _strings(levels))
    elif state:
        factor = with_levels(factor, state["levels"])
    else:
        used_codes = set(np.unique(factor.codes).tolist())
        used_levels = tuple(level for code, level in enumerate(factor.levels) if code in used_codes)
        state["levels"] = used_levels
        factor = relevelled(factor, used_levels)
    if labels is not None:
        factor = _labelled(factor, _strings(labels))
    was_ordered = isinstance(x, Factor) and x.ordered
    return replace(factor, ordered=was_ordered if ordered is None else flag(ordered))


def _labelled(factor: Factor, labels: tuple[str, ...]) -> Factor:
    if len(labels) != len(factor.levels):
        raise InvalidFormula(
            f"invalid 'labels'; length {len(labels)} should be 1 or {len(factor.levels)}"
        )
    renamed = replace(factor, levels=labels)
    # Levels with the same label are merged afterwards.
    return relevelled(renamed, tuple(dict.fromkeys(labels)))


def _droplevels(state: State, x: Value) -> Factor:
    if not isinstance(x, Factor) or x.text:
        raise InvalidFormula("'droplevels()' needs a factor.")
    if not state:
        state["levels"] = used(x)
    return replace(with_levels(x, state["levels"]), ordered=x.ordered)


def _as_factor(state: State, x: Value) -> Factor:
    if isinstance(x, Factor) and not x.text:
        return x
    return _factor(state, x)


def _ordered(state: State, x: Value, levels: Value = None, labels: Value = None) -> Factor:
    return replace(_factor(state, x, levels, labels), ordered=True)


def _relevel(state: State, x: Value, ref: Value) -> Factor:
    if not isinstance(x, Factor) or x.text or x.ordered:
        raise InvalidFormula("'relevel' only for (unordered) factors")
    base = _string(ref)
    if base not in x.levels:
        raise InvalidFormula(f"'ref' must be an existing level: '{base}' is none")
    return relevelled(x, (base, *(level for level in x.levels if level != base)))


_CODINGS = {f"contr.{name}": name for name in ("treatment", "sum", "helmert", "poly")}


def _contrasted(state: State, object_: Value, contr: Value) -> Factor:
    if not isinstance(object_, Factor):
        raise InvalidFormula("object not interpretable as a factor")
    if isinstance(contr, Matrix):
        if len(contr.values) != len(object_.levels):
            raise InvalidFormula("wrong number of contrast matrix rows")
        return replace(_as_factor(state, object_), coding=Coding(contr.values, contr.names))
    coding = _string(contr)
    if coding not in _CODINGS:
        raise InvalidFormula(f"Unknown contrasts '{coding}'.", hint=f"Use {', '.join(_CODINGS)}.")
    return replace(_as_factor(state, object_), coding=_CODINGS[coding])


def _string(value: Value) -> str:
    """Return ``value`` as a single string."""
    texts = _strings(value)
    if len(texts) != 1:
        raise InvalidFormula(f"One string is needed here, not {len(texts)}.")
    return texts[0]


def _strings(value: Value) -> tuple[str, ...]:
    if isinstance(value, Factor):
        return tuple(str(label) for label in value.labels())
    return tuple(number_text(v) for v in _raw(value).tolist())


def _raw(value: Value) -> np.ndarray:
    return value if isinstance(value, np.ndarray) else numbers(value)


def _once(summary: Callable[[np.ndarray], Any]) -> Callable[..., np.ndarray]:
    """Return a summary function of all rows whose value is fixed at the fit.

    R computes ``mean(x)`` again from new data, so that ``I(x - mean(x))`` changes its meaning
    there. Here the model is the same on all rows.
    """

    def compute(state: State, x: Value, na_rm: Value = None) -> np.ndarray:
        if not state:
            values = reals(x)
            if na_rm is not None and flag(na_rm):
                values = values[~np.isnan(values)]
            state["value"] = np.atleast_1d(np.asarray(summary(values)))
        return np.asarray(state["value"])

    return compute


TRANSFORMS: Mapping[str, Callable[..., Value]] = {
    "poly": polynomials, "scale": _scale, "bs": bs, "ns": ns, "cut": _cut, "factor": _factor,
    "as.factor": _as_factor, "ordered": _ordered, "as.ordered": _ordered, "relevel": _relevel,
    "C": _contrasted, "droplevels": _droplevels,
    "mean": _once(np.mean), "median": _once(np.median), "min": _once(np.min),
    "max": _once(np.max), "sum": _once(np.sum), "length": _once(np.size),
    "sd": _once(lambda x: np.std(x, ddof=1)), "var": _once(lambda x: np.var(x, ddof=1)),
}  # fmt: skip
"""Functions with state from the rows of the fit. The state is the first argument."""
