"""The methods of contrasts between marginal means, as functions of the names of the means."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.r.values.r_vectors import numeric, read

# The name of a contrast on the scale of the draws, its name as a ratio, and its weights.
Contrast = tuple[str, str, np.ndarray]
Method = Callable[[list[str]], list[Contrast]]


def _difference(names: list[str], first: int, second: int) -> Contrast:
    weights = np.zeros(len(names))
    weights[first], weights[second] = 1.0, -1.0
    a, b = names[first], names[second]
    return f"{a} - {b}", f"{a} / {b}", weights


def _pairwise(names: list[str]) -> list[Contrast]:
    return [_difference(names, a, b) for a, b in combinations(range(len(names)), 2)]


def _revpairwise(names: list[str]) -> list[Contrast]:
    return [_difference(names, b, a) for b in range(len(names)) for a in range(b)]


def _consec(names: list[str]) -> list[Contrast]:
    return [_difference(names, k, k - 1) for k in range(1, len(names))]


def _against(names: list[str], ref: int) -> list[Contrast]:
    return [_difference(names, k, ref) for k in range(len(names)) if k != ref]


def _effects(names: list[str]) -> list[Contrast]:
    size = len(names)
    return [(f"{n} effect",) * 2 + (np.eye(size)[k] - 1 / size,) for k, n in enumerate(names)]


def _deleted_effects(names: list[str]) -> list[Contrast]:
    size = len(names)
    weights = [np.where(np.arange(size) == k, 1.0, -1 / (size - 1)) for k in range(size)]
    return [(f"{n} effect",) * 2 + (w,) for n, w in zip(names, weights, strict=True)]


def _mean_changes(names: list[str]) -> list[Contrast]:
    size = len(names)
    return [(f"{names[k - 1]}|{names[k]}",) * 2
            + (np.repeat([-1 / k, 1 / (size - k)], [k, size - k]),)
            for k in range(1, size)]  # fmt: skip


def _identity(names: list[str]) -> list[Contrast]:
    return [(n, n, w) for n, w in zip(names, np.eye(len(names)), strict=True)]


_DEGREES = ("linear", "quadratic", "cubic", "quartic", "degree 5", "degree 6")
_SMALLEST, _ROUNDING = 0.01, 0.05  # emmeans scales polynomials until they are nearly whole


def _polynomial(names: list[str]) -> list[Contrast]:
    """Return orthogonal polynomials in the numbers of the levels, with whole weights."""
    size = len(names)
    powers = np.vander(np.arange(size) - (size - 1) / 2, min(7, size), increasing=True)
    basis, triangle = np.linalg.qr(powers)
    columns = (basis * np.sign(np.diag(triangle))).T[1:]
    return [(n, n, _whole_weights(c)) for n, c in zip(_DEGREES, columns, strict=False)]


def _whole_weights(weights: np.ndarray) -> np.ndarray:
    weights = weights / weights[weights > _SMALLEST].min()
    while (most := np.abs(weights - np.round(weights)).max()) > _ROUNDING:
        weights = weights / most
    return np.round(weights)


def _weighted_effects(names: list[str], wts: Any) -> list[Contrast]:
    """Return the differences to the weighted mean of all levels."""
    weights = np.asarray(numeric(read(wts)).data, dtype=float)
    if len(weights) != len(names):
        raise InvalidArgument("'wts' must have one weight for each level.")
    rows = np.eye(len(names)) - weights / weights.sum()
    return [(f"{n} effect",) * 2 + (w,) for n, w in zip(names, rows, strict=True)]


def _without(method: Method, exclude: Any, include: Any) -> Method:
    """Return the contrasts of some levels; the others have the weight 0."""
    if exclude is not None and include is not None:
        raise InvalidArgument("contrast() takes either 'exclude' or 'include'.")
    chosen_levels = read(include if exclude is None else exclude).data

    def of_some(names: list[str]) -> list[Contrast]:
        places = {_place(names, c) for c in chosen_levels}
        active = [n for n in range(len(names)) if (n in places) == (exclude is None)]
        contrasts = []
        for name, ratio, inner in method([names[n] for n in active]):
            weights = np.zeros(len(names))
            weights[active] = inner
            contrasts.append((name, ratio, weights))
        return contrasts

    return of_some


_METHODS: dict[str, Method] = {
    "pairwise": _pairwise, "tukey": _pairwise, "revpairwise": _revpairwise, "consec": _consec,
    "trt.vs.ctrl1": lambda names: _against(names, 0),
    "trt.vs.ctrlk": lambda names: _against(names, len(names) - 1),
    "eff": _effects, "del.eff": _deleted_effects, "poly": _polynomial, "mean_chg": _mean_changes,
    "identity": _identity,
}  # fmt: skip
# Methods that can leave out levels.
_WITHOUT = ("pairwise", "tukey", "revpairwise", "consec", "eff", "mean_chg", "identity")
# Methods that compare all levels with one of them.
_CONTROLS = ("trt.vs.ctrl", "dunnett")


def method_of(
    method: Any, ref: Any, reverse: bool, *, exclude: Any = None, include: Any = None,
    wts: Any = None,
) -> Method:  # fmt: skip
    """Return the contrasts of a method as a function of the names of the means."""
    if exclude is None and include is None:
        return _method(method, ref, reverse, wts)
    if method not in _WITHOUT or wts is not None:
        raise InvalidArgument(f"The method {method!r} has no 'exclude' and 'include' here.")
    return _without(_method(method, ref, reverse, None), exclude, include)


def _method(method: Any, ref: Any, reverse: bool, wts: Any) -> Method:
    """Return the contrasts of a method as a function of the names of the means."""
    if isinstance(method, dict):
        contrasts: list[Contrast] = [
            (str(n), str(n), np.asarray(w, dtype=float)) for n, w in method.items()
        ]
        return lambda _: contrasts
    if wts is not None:
        if method != "eff":
            raise InvalidArgument(f"The method {method!r} has no 'wts' here.")
        return lambda names: _weighted_effects(names, wts)
    if method in _CONTROLS:
        return lambda names: _against(names, _place(names, ref))
    if method not in _METHODS:
        method_names = ", ".join(map(repr, [*_METHODS, *_CONTROLS]))
        raise InvalidArgument(
            f"contrast() has no method {method!r} here.", hint=f"It has {method_names}."
        )
    if reverse and method != "pairwise":
        raise InvalidArgument("Only pairwise contrasts can be reversed here.")
    return _METHODS["revpairwise" if reverse else method]


def _place(names: list[str], ref: Any) -> int:
    """Return the position of the reference level: R counts from 1, and also takes names."""
    if isinstance(ref, str):
        if ref not in names:
            raise InvalidArgument(f"No mean has the name '{ref}'.")
        return names.index(ref)
    place = int(ref)
    if not 1 <= place <= len(names):
        raise InvalidArgument(f"There is no mean number {place}.")
    return place - 1
