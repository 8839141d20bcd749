"""Elementwise functions and operators of R, under their names in R."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from pybrms_mix.base.errors import InvalidData, InvalidFormula
from pybrms_mix.base.sizes import MOST
from pybrms_mix.design.collate import collation_key
from pybrms_mix.design.rvalues import (
    Factor,
    Matrix,
    Value,
    logicals,
    missing,
    number_text,
    texts,
)

Numeric = Callable[[np.ndarray], np.ndarray]


def numbers(value: Value) -> np.ndarray:
    """Return ``value`` as numbers, logicals as 0 and 1. Factors and matrices are refused."""
    if isinstance(value, np.ndarray):
        return value.astype(np.int64) if value.dtype == bool else value
    if isinstance(value, Factor) and value.logical:
        return np.where(value.codes < 0, np.nan, value.codes)
    kind = {Factor: "text or a factor", Matrix: "a matrix"}.get(type(value), "NULL")
    raise InvalidFormula(f"Numbers are needed here, not {kind}.")


def reals(value: Value) -> np.ndarray:
    """Return ``value`` as floating-point numbers."""
    return numbers(value).astype(np.float64)


def scalar(value: Value) -> float:
    """Return ``value`` as a single number."""
    entries = reals(value)
    if entries.size != 1:
        raise InvalidFormula(f"One number is needed here, not {entries.size}.")
    return float(entries[0])


def count(value: Value, least: float = 0) -> int:
    """Return ``value`` as a single whole number, truncated as in R.

    Raises:
        InvalidFormula: if the number is missing, less than ``least``, or more than ``sizes.MOST``.
    """
    number = scalar(value)
    if not least <= number <= MOST:
        raise InvalidFormula(
            f"A whole number from {least:g} to {MOST} is needed here, not {number_text(number)}."
        )
    return int(number)


def flag(value: Value) -> bool:
    """Return ``value`` as a single TRUE or FALSE."""
    number = scalar(value)
    if np.isnan(number):
        raise InvalidFormula("TRUE or FALSE is needed here, not NA.")
    return bool(number)


def aligned(*values: Value) -> None:
    """Check that all values have the same number of entries, or a single entry.

    Raises:
        InvalidFormula: if the numbers differ. R would recycle the shorter values.
    """
    sizes = {v.codes.size if isinstance(v, Factor) else numbers(v).size for v in values} - {1}
    if len(sizes) > 1:
        lengths = " and ".join(map(str, sorted(sizes)))
        raise InvalidFormula(f"The arguments have different lengths: {lengths}.")


def sequence(first: float, last: float, step: float) -> np.ndarray:
    """Return the numbers from ``first`` to ``last``, both included, as ``seq()`` does.

    Raises:
        InvalidFormula: if there are no such numbers, or more than ``sizes.MOST``.
    """
    with np.errstate(all="ignore"):
        steps = np.floor(np.divide(last - first, step) + 1e-10)
    if not 0 <= steps < MOST:
        raise InvalidFormula(
            f"A sequence has from 1 to {MOST} numbers: there is none from {number_text(first)} to "
            f"{number_text(last)} by {number_text(step)}."
        )
    return np.asarray(first + step * np.arange(int(steps) + 1))


def arithmetic(op: str, left: Value, right: Value) -> np.ndarray:
    """Return ``left op right`` for ``+ - * / ^ %% %/%``; integers stay integers, as in R."""
    a, b = numbers(left), numbers(right)
    with np.errstate(all="ignore"):
        real = np.asarray(_ARITHMETIC[op](a.astype(np.float64), b.astype(np.float64)))
        # Beyond 2^53 the result is a double, as in R, because 64-bit integers would overflow.
        exact = op in _ARITHMETIC_OF_INTEGERS and np.all(np.abs(real) < 2.0**53)
        return np.asarray(_ARITHMETIC[op](a, b)) if exact else real


_ARITHMETIC: Mapping[str, Callable[[np.ndarray, np.ndarray], np.ndarray]] = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.true_divide, "^": np.power,
    "**": np.power, "%%": np.mod, "%/%": np.floor_divide,
}  # fmt: skip
_ARITHMETIC_OF_INTEGERS = frozenset({"+", "-", "*", "%%", "%/%"})

_COMPARISON: Mapping[str, Callable[[np.ndarray, np.ndarray], np.ndarray]] = {
    "==": np.equal, "!=": np.not_equal, "<": np.less, "<=": np.less_equal,
    ">": np.greater, ">=": np.greater_equal,
}  # fmt: skip


def comparison(op: str, left: Value, right: Value) -> np.ndarray | Factor:
    """Return ``left op right``. Factors are compared by label, ordered factors by rank.

    The result is missing where one of the operands is missing.
    """
    sides = (left, right)
    if not any(_is_labelled(side) for side in sides):
        result = _COMPARISON[op](numbers(left), numbers(right))
    elif op in ("==", "!="):
        result = _COMPARISON[op](labels(left), labels(right))
    else:
        result = _COMPARISON[op](*_ranks(left, right))
    return logicals(result, missing(left) | missing(right))


def _is_labelled(value: Value) -> bool:
    return isinstance(value, Factor) and not value.logical


def logical(op: str, left: Value, right: Value) -> np.ndarray | Factor:
    """Return ``left & right`` or ``left | right``.

    The result is not missing if one operand determines it and the other one is missing, as in R.
    """
    a, b = numbers(left), numbers(right)
    unknown_a, unknown_b = missing(a), missing(b)
    yes_a, yes_b = ~unknown_a & a.astype(bool), ~unknown_b & b.astype(bool)
    if op.startswith("|"):
        true = yes_a | yes_b
        return logicals(true, (unknown_a | unknown_b) & ~true)
    false = (~unknown_a & ~yes_a) | (~unknown_b & ~yes_b)
    return logicals(~false, (unknown_a | unknown_b) & ~false)


def negated(value: Value) -> np.ndarray | Factor:
    """Return the logical negation ``!value`` of R."""
    truth = numbers(value)
    unknown = missing(truth)
    return logicals(~(~unknown & truth.astype(bool)), unknown)


def contained(x: Value, table: Value) -> np.ndarray:
    """Return ``x %in% table``. As in R, a missing value matches a missing value."""
    if _is_labelled(x) or _is_labelled(table):
        is_member = np.isin(labels(x).astype(str), labels(table).astype(str))
    else:
        is_member = np.isin(numbers(x), numbers(table))
    return np.asarray(np.where(missing(x), missing(table).any(), is_member), dtype=bool)


def labels(value: Value) -> np.ndarray:
    """Return the entries as text by the rules of R, None for missing entries."""
    if isinstance(value, Factor):
        return value.labels()
    entries = value if isinstance(value, np.ndarray) else numbers(value)
    is_missing = np.broadcast_to(missing(entries), entries.shape)
    pairs = zip(entries.tolist(), is_missing.tolist(), strict=True)
    return np.array([None if unknown else number_text(v) for v, unknown in pairs], dtype=object)


def _ranks(left: Value, right: Value) -> tuple[np.ndarray, np.ndarray]:
    """Return both operands as ranks, by the levels of an ordered factor or by the order of text."""
    sides = [side for side in (left, right) if isinstance(side, Factor)]
    if any(not side.text and not side.ordered for side in sides):
        raise InvalidFormula("Levels of an unordered factor have no order.")
    ordered = next((side.levels for side in sides if side.ordered), None)
    both = (labels(left), labels(right))
    present = {str(v) for part in both for v in part if v is not None}
    order = ordered or sorted(present, key=collation_key)
    ranks = {level: rank for rank, level in enumerate(order)}
    if unknown := present - set(ranks):
        raise InvalidFormula(f"The ordered factor has no level '{min(unknown)}'.")
    first, second = (np.array([ranks.get(v, -1) for v in part]) for part in both)
    return first, second


def _mapped(function: Numeric) -> Callable[[Value], np.ndarray]:
    def compute(x: Value) -> np.ndarray:
        with np.errstate(all="ignore"):
            return np.asarray(function(reals(x)))

    return compute


def _log(x: Value, base: Value = None) -> np.ndarray:
    with np.errstate(all="ignore"):
        if base is None:
            return np.asarray(np.log(reals(x)))
        # R has separate functions for base 2 and base 10 too: log(8, 2) is exactly 3.
        logarithm = {2.0: np.log2, 10.0: np.log10}.get(scalar(base))
        return np.asarray(
            logarithm(reals(x)) if logarithm else np.log(reals(x)) / np.log(scalar(base))
        )


def _abs(x: Value) -> np.ndarray:
    return np.asarray(np.abs(numbers(x)))


_DIGITS = 400
"""The largest number of digits for rounding; no double has more digits."""


def _round(x: Value, digits: Value = None) -> np.ndarray:
    places = 0 if digits is None else count(digits, least=-_DIGITS)
    # Python rounds the exact number, as R >= 4 does. NumPy rounds a multiple of it.
    return np.array([round(v, places) for v in reals(x).tolist()], dtype=np.float64)


def _identity(x: Value) -> Value:
    return x


def _combined(*dots: Value) -> Value:
    if any(isinstance(part, Factor) for part in dots):
        return texts([label for part in dots for label in labels(part)])
    return np.concatenate([numbers(part) for part in dots])


def _smallest(*dots: Value) -> np.ndarray:
    return _folded(np.minimum, dots)


def _largest(*dots: Value) -> np.ndarray:
    return _folded(np.maximum, dots)


def _folded(
    combine: Callable[[np.ndarray, np.ndarray], np.ndarray], parts: tuple[Value, ...]
) -> np.ndarray:
    aligned(*parts)
    first, *further = (numbers(part) for part in parts)
    for operand in further:
        first = combine(first, operand)
    return first


def _where(test: Value, yes: Value, no: Value) -> Value:
    aligned(test, yes, no)
    truth = numbers(test)
    unknown = missing(truth)
    condition = ~unknown & truth.astype(bool)
    if isinstance(yes, Factor) and isinstance(no, Factor) and yes.text and no.text:
        size = np.broadcast_shapes(condition.shape, yes.codes.shape, no.codes.shape)
        levels = tuple(dict.fromkeys((*yes.levels, *no.levels)))
        first, second = (
            np.array([*(levels.index(level) for level in part.levels), -1])[part.codes]
            for part in (yes, no)
        )
        chosen_codes = np.where(unknown, -1, np.where(condition, first, second))
        codes = np.broadcast_to(chosen_codes, size)
        return Factor(codes.astype(np.int64), levels, text=True)
    if any(isinstance(part, Factor) and part.text for part in (yes, no)):
        raise InvalidFormula("'yes' and 'no' of ifelse() must both be numbers, or both be text.")
    chosen_numbers = np.where(condition, _codes(yes), _codes(no))
    return np.where(unknown, np.nan, chosen_numbers) if unknown.any() else chosen_numbers


def _codes(value: Value) -> np.ndarray:
    if not isinstance(value, Factor) or value.logical:
        return numbers(value)
    is_missing = value.codes < 0
    return np.where(is_missing, np.nan, value.codes + 1) if is_missing.any() else value.codes + 1


def _as_numeric(x: Value) -> np.ndarray:
    if not isinstance(x, Factor) or not x.text:
        return _codes(x)
    try:
        numbers_of_levels = np.array([*(float(level) for level in x.levels), np.nan])
    except ValueError:
        raise InvalidData(
            "Text can be converted to numbers only if every value is a number."
        ) from None
    return np.asarray(numbers_of_levels[x.codes])


def _as_integer(x: Value) -> np.ndarray:
    truncated: np.ndarray = np.trunc(_as_numeric(x))
    # Integers of R have 32 bits; other numbers become NA.
    fits = np.abs(truncated) < 2.0**31
    return truncated.astype(np.int64) if fits.all() else np.where(fits, truncated, np.nan)


def _as_character(x: Value) -> Factor:
    if isinstance(x, Factor):
        return replace(x, text=True, ordered=False, coding=None, logical=False)
    return texts(labels(x).tolist())


def _as_logical(x: Value) -> np.ndarray | Factor:
    truth = numbers(x)
    unknown = missing(truth)
    return logicals(~unknown & truth.astype(bool), unknown)


def _is_na(x: Value) -> np.ndarray:
    return x.codes < 0 if isinstance(x, Factor) else np.isnan(reals(x))


def _sequence(start: Value, to: Value, by: Value = None, length_out: Value = None) -> np.ndarray:
    low, high = scalar(start), scalar(to)
    if length_out is not None:
        return np.linspace(low, high, count(length_out))
    step = scalar(by) if by is not None else (1.0 if high >= low else -1.0)
    return sequence(low, high, step)


_MAPPED: Mapping[str, Numeric] = {
    "log2": np.log2, "log10": np.log10, "log1p": np.log1p, "exp": np.exp, "expm1": np.expm1,
    "sqrt": np.sqrt, "sin": np.sin, "cos": np.cos, "tan": np.tan, "asin": np.arcsin,
    "acos": np.arccos, "atan": np.arctan, "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh,
    "floor": np.floor, "ceiling": np.ceil, "trunc": np.trunc, "sign": np.sign,
    "plogis": lambda x: 1 / (1 + np.exp(-x)), "qlogis": lambda p: np.log(p) - np.log1p(-p),
}  # fmt: skip

FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    **{name: _mapped(function) for name, function in _MAPPED.items()},
    "I": _identity, "identity": _identity, "log": _log, "abs": _abs, "round": _round,
    "c": _combined, "pmin": _smallest, "pmax": _largest, "ifelse": _where,
    "as.numeric": _as_numeric, "as.double": _as_numeric, "as.integer": _as_integer,
    "as.character": _as_character, "as.logical": _as_logical, "is.na": _is_na, "!": negated,
    "seq": _sequence,
}  # fmt: skip
"""The functions without state. Parameters have their names in R, with ``_`` for dots."""
