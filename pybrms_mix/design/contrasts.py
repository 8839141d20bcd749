"""How a factor becomes columns: dummies of all levels, or contrasts between them."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import formulaic
from pybrms_mix.design.rvalues import Factor

_NO_CONTRASTS = "contrasts can be applied only to factors with 2 or more levels"


def columns_of(factor: Factor, *, full: bool) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return the columns of ``factor``, shape (N, k), and what R adds to its name for each.

    With ``full``, one dummy a level; otherwise one column less: polynomials for ordered factors,
    differences from the first level for others, unless the factor asks for something else.

    Raises:
        InvalidData: if there are fewer than two levels; R refuses them even for full dummies.
    """
    if len(factor.levels) < 2:
        raise InvalidData(_NO_CONTRASTS)
    if full:
        return np.eye(len(factor.levels))[factor.codes], factor.levels
    coding, names = _coding(factor)
    return coding[factor.codes], names


def _coding(factor: Factor) -> tuple[np.ndarray, tuple[str, ...]]:
    levels = factor.levels
    count = len(levels)
    match factor.coding or ("poly" if factor.ordered else "treatment"):
        case "poly":
            return polynomials(count)
        case "sum":
            coding = np.vstack([np.eye(count - 1), -np.ones(count - 1)])
            return coding, tuple(str(k) for k in range(1, count))
        case "helmert":
            coding = -np.triu(np.ones((count, count - 1)))
            for k in range(1, count):
                coding[k, k - 1] = k
            return coding, tuple(str(k) for k in range(1, count))
    return np.eye(count)[:, 1:], levels[1:]


def polynomials(count: int) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return R's ``contr.poly(count)``, shape (count, count - 1), and its names .L, .Q, .C, ^4."""
    coding = formulaic.poly(np.arange(1.0, count + 1), count - 1)
    names = [".L", ".Q", ".C", *(f"^{k}" for k in range(4, count))]
    return np.asarray(coding), tuple(names[: count - 1])
