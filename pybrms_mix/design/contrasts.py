"""The columns that code a factor: dummy variables of all levels, or contrasts between levels."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import formulaic
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.frame_columns import is_factor
from pybrms_mix.design.rvalues import Coding, Factor

_NO_CONTRASTS = "contrasts can be applied only to factors with 2 or more levels"


CODINGS = {f"contr.{name}": name for name in ("treatment", "poly", "sum", "helmert")}
# The codings of factors and of ordered factors without contrasts of their own, in a new session.
OF_SESSION = ("treatment", "poly")
_usual: ContextVar[tuple[str, str]] = ContextVar("usual_codings")


def usual_codings() -> tuple[str, str]:
    """Return the codings of factors and of ordered factors without contrasts of their own."""
    return _usual.get(OF_SESSION)


def set_usual_codings(unordered: str, ordered: str) -> None:
    """Set the codings of factors without contrasts of their own, as ``options(contrasts = )``."""
    _usual.set((unordered, ordered))


def unusual_codings(data: pd.DataFrame) -> dict[str, str | Coding]:
    """Return the codings of factors among columns, if they are not those of a new session."""
    usual = usual_codings()
    if usual == OF_SESSION:
        return {}
    return {str(n): usual[bool(c.cat.ordered)] for n, c in data.items() if is_factor(c)}


def codings(given: Mapping[str, Any]) -> dict[str, str | Coding]:
    """Return the contrasts of factors by column name.

    Args:
        given: function names of R ("contr.sum") or matrices with one row per level, as tables have
            them in ``attrs["contrasts"]``.

    Raises:
        InvalidData: if a value is neither a known name nor a matrix.
    """
    return {
        name: _coding_of_user(name, value) for name, value in given.items() if value is not None
    }


def _coding_of_user(name: str, value: Any) -> str | Coding:
    if isinstance(value, str):
        if value not in CODINGS:
            raise InvalidData(
                f"The coding '{value}' for the factor '{name}' is unknown.",
                hint=f"The codings are {', '.join(CODINGS)}; a matrix is possible as well.",
            )
        return CODINGS[value]
    try:
        matrix = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        matrix = np.empty(0)
    if matrix.ndim != 2:
        raise InvalidData(f"The contrasts of the factor '{name}' are not a numeric matrix.")
    labels = getattr(value, "columns", range(matrix.shape[1]))
    numbered = isinstance(labels, (range, pd.RangeIndex))
    return Coding(matrix, tuple(str(k + 1) if numbered else str(k) for k in labels))


def columns_of(factor: Factor, *, full: bool) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return the columns of ``factor``, shape (N, k), and the suffixes of their names.

    With ``full`` there is one dummy variable per level. Otherwise there is one column less:
    orthogonal polynomials for ordered factors, and differences from the first level for other
    factors, unless the factor has contrasts of its own.

    Raises:
        InvalidData: if the factor has fewer than two levels; R refuses such a factor in both cases.
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
    if isinstance(factor.coding, Coding):
        if len(factor.coding.matrix) != count:
            raise InvalidData(
                f"The contrasts of a factor have {len(factor.coding.matrix)} rows, but the "
                f"factor has {count} levels."
            )
        return factor.coding.matrix, factor.coding.names
    match factor.coding or usual_codings()[factor.ordered]:
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
    """Return ``contr.poly(count)`` of R, shape (count, count - 1), and the names .L, .Q, .C, ^4."""
    coding = formulaic.poly(np.arange(1.0, count + 1), count - 1)
    names = [".L", ".Q", ".C", *(f"^{k}" for k in range(4, count))]
    return np.asarray(coding), tuple(names[: count - 1])
