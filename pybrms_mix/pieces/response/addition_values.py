"""The values of addition terms for each row, checked against the response."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.public_calls import warn
from pybrms_mix.design.rvalues import missing
from pybrms_mix.pieces.response.additions import Addition

Arrays = dict[str, np.ndarray]

_CENSORED = {"left": -1, "none": 0, "right": 1, "interval": 2}


@dataclass(frozen=True, eq=False)
class Observed:
    """A response: its name, its values (empty if new data have none), and "real" or "int"."""

    name: str
    y: np.ndarray
    kind: str


def arrays(additions: tuple[Addition, ...], of: Observed, size: int) -> Arrays:
    """Return the values of the terms for each of ``size`` rows, by the names of Stan's data.

    Raises:
        InvalidData: in brms's words. The hint names the column, the first invalid row, its value
            and a remedy.
    """
    values: Arrays = {}
    for addition in additions:
        values |= _READERS[addition.name](addition, of)
    if any(a.name == "trunc" for a in additions):
        bounds = {"lb": np.full(size, -np.inf), "ub": np.full(size, np.inf)}
        values = {**bounds, **values}
    return values


def _not_negative(a: Addition, noun: str, hint: str) -> np.ndarray:
    """Return the numbers of the argument; raise brms's error for other or negative values."""
    numbers = a.numbers("x", f"{noun} must be numeric.")
    bad = numbers < 0
    if bad.any():
        raise a.wrong(f"{noun} must be non-negative.", bad, {a.label("x"): numbers}, hint)
    return numbers


def _weights(a: Addition, of: Observed) -> Arrays:
    hint = (
        "A weight is the number of rows that this row counts for; 0 leaves the row out of the "
        "likelihood."
    )
    weights = _not_negative(a, "Weights", hint)
    return {"weights": weights / weights.mean() if a.flags.get("scale") else weights}


def _se(a: Addition, of: Observed) -> Arrays:
    se = _not_negative(
        a, "Standard errors", "Correct the value, or set it to NA: the row is then left out."
    )
    # A column of ones says that the standard deviation is sqrt(sigma^2 + se^2).
    return {"se": se, **({"se_sigma": np.ones(len(se))} if a.flags.get("sigma") else {})}


def _cens(a: Addition, of: Observed) -> Arrays:
    if not of.y.size:  # rows without a response cannot be censored
        return {}
    values = a.values("x")
    message = (
        "Invalid censoring data. Accepted values are 'left', 'none', 'right', and 'interval'\n"
        "(abbreviations are allowed) or -1, 0, 1, and 2.\n"
        "TRUE and FALSE are also accepted and refer to 'right' and 'none' respectively."
    )
    if values.dtype.kind in "biuf":
        cens = values.astype(float)
    else:
        words = {str(w): _word(str(w)) for w in np.unique(values)}
        cens = np.array([words[str(w)] for w in values], float)
    bad = ~np.isin(cens, (-1, 0, 1, 2))
    if bad.any():
        remedy = "Recode the value as one of these; a row with NA is left out."
        raise a.wrong(message, bad, {a.label("x"): values}, remedy)
    data = {"cens": cens.astype(int)}
    if (cens == 2).any() and "y2" not in a.expressions:
        raise a.wrong(
            "Argument 'y2' is required for interval censored data.",
            cens == 2,
            {a.label("x"): values},
            f"Add the column of the upper ends: cens({a.label('x')}, y2).",
        )
    if "y2" in a.expressions:
        upper = np.where(cens == 2, a.numbers("y2", "Argument 'y2' must be numeric."), 0.0)
        bad = (cens == 2) & (upper <= of.y)
        if bad.any():
            raise a.wrong(
                "Interval censored responses must lie below 'y2'.",
                bad,
                {of.name: of.y, a.label("y2"): upper},
                "Exchange the two ends, or use 'none' in rows where the two ends are equal.",
            )
        data["rcens"] = upper.astype(int) if of.kind == "int" else upper
    return data


def _word(word: str) -> float:
    """Return the code of a word or of its beginning; NaN for other words."""
    codes = [code for name, code in _CENSORED.items() if word and name.startswith(word)]
    return codes[0] if len(codes) == 1 else np.nan


def _trunc(a: Addition, of: Observed) -> Arrays:
    message = "The truncation bound '{}' must be numeric."
    limits = {name: a.numbers(name, message.format(name)) for name in a.expressions}
    lower, upper = limits.get("lb", np.array(-np.inf)), limits.get("ub", np.array(np.inf))
    limits_shown = {a.label(n): v for n, v in limits.items()}
    bad = np.broadcast_to(lower >= upper, np.broadcast(lower, upper).shape)
    if bad.any():
        remedy = "The lower bound has to be smaller: trunc(lb = 0, ub = 10)."
        raise a.wrong("Truncation bounds are invalid: lb >= ub", bad, limits_shown, remedy)
    if of.y.size:
        bad = (of.y < lower) | (of.y > upper)
        if bad.any():
            raise a.wrong(
                "Some responses are outside of the truncation bounds.",
                bad,
                {of.name: of.y, **{f"{n} = {a.label(n)}": v for n, v in limits.items()}},
                "Leave such rows out, or widen the bounds; for values that are known only "
                "in part, use cens().",
            )
    return {n: _whole(v) if of.kind == "int" else v for n, v in limits.items()}


def _whole(bounds: np.ndarray) -> np.ndarray:
    """Return the bounds of counts as integers if they are finite."""
    return bounds.astype(int) if np.isfinite(bounds).all() else bounds


def _trials(a: Addition, of: Observed) -> Arrays:
    trials = a.numbers("x", "Number of trials must be numeric.")
    bad = (trials < 0) | (trials != np.floor(trials))
    if bad.any():
        raise a.wrong(
            "Number of trials must be non-negative integers.",
            bad,
            {a.label("x"): trials},
            "Correct the value, or set it to NA: the row is then left out.",
        )
    if of.y.size and (of.y > trials).any():
        raise a.wrong(
            "Number of trials is smaller than the number of events.",
            of.y > trials,
            {of.name: of.y, a.label("x"): trials},
            "The response is the number of events among the trials: y | trials(n) with y <= n.",
        )
    return {"trials": trials.astype(int)}


def _rate(a: Addition, of: Observed) -> Arrays:
    denom = a.numbers("denom", "Rate denomiators should be numeric.")
    if (denom <= 0).any():
        raise a.wrong(
            "Rate denomiators should be positive.",
            denom <= 0,
            {a.label("denom"): denom},
            "Correct the value, or set it to NA: the row is then left out.",
        )
    return {"denom": denom}


def _dec(a: Addition, of: Observed) -> Arrays:
    values = a.values("x")
    if values.dtype.kind in "biuf":
        return {"dec": (values != 0).astype(int)}
    bad = ~np.isin(values.astype(str), ("lower", "upper"))
    if bad.any():
        message = "Decisions should be 'lower' or 'upper' when supplied as characters or factors."
        raise a.wrong(message, bad, {a.label("x"): values}, "Recode the value as one of these.")
    return {"dec": (values.astype(str) == "upper").astype(int)}


def _index(a: Addition, of: Observed) -> Arrays:
    if not of.y.size:  # rows that are made for a prediction have no index of their own
        return {}
    index = a.values("x")
    _, first = np.unique(index, return_index=True)
    if len(first) < len(index):
        again = np.ones(len(index), bool)
        again[first] = False
        raise a.wrong(
            "Index of response '' contains duplicated values.",
            again,
            {a.label("x"): index},
            "An earlier row has the same value; an index must be unique.",
        )
    return {}


def _cat(a: Addition, of: Observed) -> Arrays:
    warn(
        "Addition argument 'cat' is deprecated. Use 'thres' instead. See ?brmsformula for more "
        "details."
    )
    return {}


def subset(addition: Addition) -> np.ndarray:
    """Return the rows that ``subset()`` keeps, as logicals: shape (N,)."""
    values = addition.values("x")
    is_missing = missing(addition.expressions["x"].result)
    if is_missing.any() or values.dtype.kind not in "biuf":
        raise addition.wrong(
            "Subset variables may not contain NAs.",
            is_missing if is_missing.any() else np.ones(values.shape, bool),
            {addition.label("x"): np.where(is_missing, "missing", values.astype(object))},
            "Use TRUE and FALSE, or numbers, where 0 stands for FALSE.",
        )
    if values.size and not values.any():
        raise addition.refused(
            "All rows of 'data' were removed via 'subset'.",
            f"{addition.label('x')} is FALSE in all rows; it must be TRUE in at least one row.",
        )
    return values.astype(bool)


def _whole_numbers(a: Addition, of: Observed) -> Arrays:
    message = "'vint' requires whole numbers as input."
    numbers = {name: a.numbers(name, message) for name in a.expressions}
    for name, values in numbers.items():
        bad = values != np.floor(values)
        if bad.any():
            raise a.wrong(
                message, bad, {a.label(name): values}, "Round the values, or use 'vreal()'."
            )
    return {name: values.astype(int) for name, values in numbers.items()}


def _real_numbers(a: Addition, of: Observed) -> Arrays:
    return {name: a.numbers(name, "'vreal' requires numbers as input.") for name in a.expressions}


_READERS: dict[str, Callable[[Addition, Observed], Arrays]] = {
    "weights": _weights, "se": _se, "cens": _cens, "trunc": _trunc, "trials": _trials,
    "rate": _rate, "dec": _dec, "index": _index, "subset": lambda a, of: {},
    "thres": lambda a, of: {}, "cat": _cat, "mi": lambda a, of: {},
    "vint": _whole_numbers, "vreal": _real_numbers,
}  # fmt: skip
