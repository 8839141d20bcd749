"""Expand vectors that R stores in a compact form: ranges, deferred strings, wrapped vectors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pybrms_mix.rfile.robjects import RList, RObject, RPairs, RSymbol, RVector, numbers
from pybrms_mix.rfile.streams import Damaged
from pybrms_mix.syntax.spelling import number

# A few bytes can stand for a range of any length. No fit contains a range longer than this.
_LONGEST = 10_000_000


def expanded(about: RObject, state: RObject) -> RVector | RList:
    """Return the vector that ``state`` represents; ``about`` names its compact class.

    Raises:
        Damaged: if ``state`` does not describe a vector.
    """
    first = about.pairs[0][1] if isinstance(about, RPairs) and about.pairs else None
    name = first.name if isinstance(first, RSymbol) else ""
    kind = name.split("_")[0] if name.startswith("wrap_") else name
    if kind not in _EXPANSIONS:
        raise Damaged(f"it holds a vector of the unknown class '{name}'")
    return _EXPANSIONS[kind](state)


def _whole_range(state: RObject) -> RVector:
    size, start, step = _range(state)
    return RVector("integer", (start + step * np.arange(size)).astype(np.int32))


def _range_of_doubles(state: RObject) -> RVector:
    size, start, step = _range(state)
    return RVector("double", start + step * np.arange(size))


def _range(state: RObject) -> tuple[int, float, float]:
    values = numbers(state)
    if values.shape != (3,) or not np.isfinite(values).all() or not 0 <= values[0] <= _LONGEST:
        raise Damaged("a compact sequence has an invalid length or step")
    if np.abs(values[1:]).max() > 2.0**53:
        raise Damaged("a compact sequence has an invalid length or step")
    return int(values[0]), float(values[1]), float(values[2])


def _texts(state: RObject) -> RVector:
    values = _inner(state)
    if not isinstance(values, RVector) or values.kind not in ("logical", "integer", "double"):
        raise Damaged("deferred strings have no vector of numbers")
    return RVector("character", [_text(v) for v in numbers(values).tolist()])


def _text(value: float) -> str | None:
    if np.isnan(value):
        return None
    if np.isinf(value):
        return "Inf" if value > 0 else "-Inf"
    return number(repr(value))


def _wrapped(state: RObject) -> RVector | RList:
    inner = _inner(state)
    if not isinstance(inner, (RVector, RList)):
        raise Damaged("a wrapper holds no vector")
    return inner


def _inner(state: RObject) -> RObject | None:
    if isinstance(state, RList) and state.items:
        return state.items[0]
    return state.pairs[0][1] if isinstance(state, RPairs) and state.pairs else None


_EXPANSIONS: dict[str, Callable[[RObject], RVector | RList]] = {
    "compact_intseq": _whole_range,
    "compact_realseq": _range_of_doubles,
    "deferred_string": _texts,
    "wrap": _wrapped,
}
