"""What stands behind the bar of a response, ``y | weights(w) + trunc(lb = 0)``: read, checked."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from pybrms_mix.errors import (
    InvalidData,
    InvalidFormula,
    NotSupported,
    PybrmsWarning,
    did_you_mean,
)
from pybrms_mix.family.base import Mixture
from pybrms_mix.model.frame import Expression, Frame
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Call, Node
from pybrms_mix.syntax.write import write

Arrays = dict[str, np.ndarray]

# The arguments of each term by position; those of terms that are not supported are not read.
_ARGUMENTS = {
    "weights": ("x", "scale"), "se": ("x", "sigma"), "cens": ("x", "y2"), "trunc": ("lb", "ub"),
    "trials": ("x",), "rate": ("denom",), "dec": ("x",), "index": ("x",), "subset": ("x",),
    "thres": ("x", "gr"), "cat": ("x",), "mi": ("sdy",),
}  # fmt: skip
# Terms that may stand without their first argument.
_WITHOUT = ("trunc", "thres", "mi")
_CENSORED = {"left": -1, "none": 0, "right": 1, "interval": 2}


@dataclass(frozen=True, eq=False)
class Addition:
    """One addition term: its arguments as expressions of the columns, or as constants."""

    name: str
    call: Call
    expressions: Mapping[str, Expression]
    flags: Mapping[str, object]

    @classmethod
    def of(cls, name: str, call: Call, frame: Frame) -> Addition:
        """Return the term evaluated on the rows of ``frame``.

        Raises:
            NotSupported: for a term that brms has and this package has not.
            InvalidFormula: for an argument that the term does not have.
        """
        if name not in _ARGUMENTS:
            raise NotSupported(
                f"The addition term '{name}()' is not supported yet.", span=call.span
            )
        given = _matched(name, call)
        if name == "mi" and any(write(v) != "NA" for v in given.values()):
            raise NotSupported(
                "'mi()' with standard errors of the responses is not supported yet.",
                span=call.span,
                hint="'se()' takes standard errors where all responses are there.",
            )
        given = {n: v for n, v in given.items() if name != "mi"}
        flags = {n: literal(v) for n, v in given.items() if n in ("scale", "sigma")}
        nodes = {n: v for n, v in given.items() if n not in flags}
        return cls(name, call, {n: Expression.of(v, frame) for n, v in nodes.items()}, flags)

    def at(self, frame: Frame) -> Addition:
        """Return the term for other rows."""
        expressions = {n: e.at(frame) for n, e in self.expressions.items()}
        return Addition(self.name, self.call, expressions, self.flags)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that it reads."""
        return tuple(c for e in self.expressions.values() for c in e.columns)

    def values(self, argument: str) -> np.ndarray:
        """Return the values of one argument, shape (N,)."""
        return np.asarray(self.expressions[argument].values)

    def numbers(self, argument: str, message: str) -> np.ndarray:
        """Return them as numbers; ``message`` says what is wrong if they are none."""
        values = self.values(argument)
        if values.dtype.kind not in "biuf":
            raise self.wrong(message)
        return values.astype(float)

    def wrong(self, message: str, bad: np.ndarray | None = None, values: Any = None) -> InvalidData:
        """Return the error; ``bad`` marks the offending rows, of which the first is named."""
        hint = ""
        if bad is not None and bad.any():
            row = int(np.flatnonzero(bad)[0])
            hint = f"Row {row} (counted from 0) has {np.asarray(values)[row]}."
        return InvalidData(message, span=self.call.span, hint=hint)


def _matched(name: str, call: Call) -> dict[str, Node]:
    """Return the arguments by name."""
    known = _ARGUMENTS[name]
    named = {a.name for a in call.arguments}
    free = [n for n in known if n not in named]
    found: dict[str, Node] = {}
    for argument in call.arguments:
        if argument.value is None:
            continue
        at = argument.name or (free.pop(0) if free else "")
        if at not in known:
            raise InvalidFormula(
                f"'{name}()' has no argument '{argument.name}'."
                if argument.name
                else f"'{name}()' takes {len(known)} arguments at most.",
                span=argument.span,
                hint=did_you_mean(argument.name or "", known) or f"It has: {', '.join(known)}.",
            )
        found[at] = argument.value
    if name not in _WITHOUT and known[0] not in found:
        raise InvalidFormula(f"'{name}()' needs a variable.", span=call.span)
    return found


def check_allowed(names: Mapping[str, Call], mixture: Mixture) -> None:
    """Check that some component takes each term, and that no component lacks one that it needs.

    Raises:
        InvalidFormula: in brms's words.
    """
    taken = frozenset[str]().union(*(c.family.additions for c in mixture.components))
    for name, call in names.items():
        if name not in taken:
            raise InvalidFormula(
                f"Argument '{name}' is not supported for family '{mixture.summary}'.",
                span=call.span,
                hint=f"It takes: {', '.join(sorted(taken))}.",
            )
    for component in mixture.components:
        for name in component.family.requires:
            if name not in names:
                raise InvalidFormula(
                    f"Addition argument '{name}' is required for family '{component.family.name}'.",
                    hint=f"Write it behind the response: y | {name}(x) ~ ...",
                )


def arrays(additions: tuple[Addition, ...], y: np.ndarray, values: str, size: int) -> Arrays:
    """Return what the terms say of each row, under the names of Stan's data.

    ``y`` is the response of the ``size`` rows, empty where there is none; ``values`` is "real"
    or "int".

    Raises:
        InvalidData: in brms's words, with the first offending row.
    """
    found: Arrays = {}
    for addition in additions:
        found |= _READERS[addition.name](addition, y, values)
    if any(a.name == "trunc" for a in additions):
        bounds = {"lb": np.full(size, -np.inf), "ub": np.full(size, np.inf)}
        found = {**bounds, **found}
    return found


def _weights(a: Addition, y: np.ndarray, values: str) -> Arrays:
    weights = a.numbers("x", "Weights must be numeric.")
    bad = weights < 0
    if bad.any():
        raise a.wrong("Weights must be non-negative.", bad, weights)
    return {"weights": weights / weights.mean() if a.flags.get("scale") else weights}


def _se(a: Addition, y: np.ndarray, values: str) -> Arrays:
    se = a.numbers("x", "Standard errors must be numeric.")
    bad = se < 0
    if bad.any():
        raise a.wrong("Standard errors must be non-negative.", bad, se)
    # A column of ones tells that sigma is to be taken as well.
    return {"se": se, **({"se_sigma": np.ones(len(se))} if a.flags.get("sigma") else {})}


def _cens(a: Addition, y: np.ndarray, values: str) -> Arrays:
    given = a.values("x")
    message = (
        "Invalid censoring data. Accepted values are 'left', 'none', 'right', and 'interval'\n"
        "(abbreviations are allowed) or -1, 0, 1, and 2.\n"
        "TRUE and FALSE are also accepted and refer to 'right' and 'none' respectively."
    )
    if given.dtype.kind in "biuf":
        cens = given.astype(float)
    else:
        words = {str(w): _word(str(w)) for w in np.unique(given)}
        cens = np.array([words[str(w)] for w in given], float)
    bad = ~np.isin(cens, (-1, 0, 1, 2))
    if bad.any():
        raise a.wrong(message, bad, given)
    found = {"cens": cens.astype(int)}
    if (cens == 2).any() and "y2" not in a.expressions:
        raise a.wrong("Argument 'y2' is required for interval censored data.", cens == 2, given)
    if "y2" in a.expressions:
        upper = np.where(cens == 2, a.numbers("y2", "Argument 'y2' must be numeric."), 0.0)
        bad = (cens == 2) & (upper <= y) if y.size else np.zeros(0, bool)
        if bad.any():
            raise a.wrong("Interval censored responses must lie below 'y2'.", bad, upper)
        found["rcens"] = upper.astype(int) if values == "int" else upper
    return found


def _word(word: str) -> float:
    """Return the code of a word or its beginning; nan if it is none."""
    codes = [code for name, code in _CENSORED.items() if word and name.startswith(word)]
    return codes[0] if len(codes) == 1 else np.nan


def _trunc(a: Addition, y: np.ndarray, values: str) -> Arrays:
    message = "The truncation bound '{}' must be numeric."
    found = {name: a.numbers(name, message.format(name)) for name in a.expressions}
    lower, upper = found.get("lb", np.array(-np.inf)), found.get("ub", np.array(np.inf))
    bad = np.broadcast_to(lower >= upper, np.broadcast(lower, upper).shape)
    if bad.any():
        raise a.wrong("Truncation bounds are invalid: lb >= ub", bad, lower)
    if y.size:
        bad = (y < lower) | (y > upper)
        if bad.any():
            raise a.wrong("Some responses are outside of the truncation bounds.", bad, y)
    return {n: _whole(v) if values == "int" else v for n, v in found.items()}


def _whole(bounds: np.ndarray) -> np.ndarray:
    """Return bounds of counts as integers, where they are finite."""
    return bounds.astype(int) if np.isfinite(bounds).all() else bounds


def _trials(a: Addition, y: np.ndarray, values: str) -> Arrays:
    trials = a.numbers("x", "Number of trials must be numeric.")
    bad = (trials < 0) | (trials != np.floor(trials))
    if bad.any():
        raise a.wrong("Number of trials must be non-negative integers.", bad, trials)
    if y.size and (y > trials).any():
        raise a.wrong("Number of trials is smaller than the number of events.", y > trials, trials)
    return {"trials": trials.astype(int)}


def _rate(a: Addition, y: np.ndarray, values: str) -> Arrays:
    denom = a.numbers("denom", "Rate denomiators should be numeric.")
    if (denom <= 0).any():
        raise a.wrong("Rate denomiators should be positive.", denom <= 0, denom)
    return {"denom": denom}


def _dec(a: Addition, y: np.ndarray, values: str) -> Arrays:
    given = a.values("x")
    if given.dtype.kind in "biuf":
        return {"dec": (given != 0).astype(int)}
    bad = ~np.isin(given.astype(str), ("lower", "upper"))
    if bad.any():
        message = "Decisions should be 'lower' or 'upper' when supplied as characters or factors."
        raise a.wrong(message, bad, given)
    return {"dec": (given.astype(str) == "upper").astype(int)}


def _index(a: Addition, y: np.ndarray, values: str) -> Arrays:
    index = a.values("x")
    if len(np.unique(index)) < len(index):
        raise a.wrong("Index of response '' contains duplicated values.")
    return {}


def _cat(a: Addition, y: np.ndarray, values: str) -> Arrays:
    warnings.warn(
        "Addition argument 'cat' is deprecated. Use 'thres' instead. See ?brmsformula for more "
        "details.",
        PybrmsWarning,
        stacklevel=2,
    )
    return {}


def subset(addition: Addition) -> np.ndarray:
    """Return which rows ``subset()`` keeps, shape (N,)."""
    values = addition.values("x")
    if values.dtype.kind not in "biuf":
        raise addition.wrong("Subset variables may not contain NAs.")
    return values.astype(bool)


_READERS: dict[str, Callable[[Addition, np.ndarray, str], Arrays]] = {
    "weights": _weights, "se": _se, "cens": _cens, "trunc": _trunc, "trials": _trials,
    "rate": _rate, "dec": _dec, "index": _index, "subset": lambda a, y, values: {},
    "thres": lambda a, y, values: {}, "cat": _cat, "mi": lambda a, y, values: {},
}  # fmt: skip
