"""Wrong values for every argument of every public function and method, found by its signature."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

import pybrms_mix as pm


class Thing:
    """An object without attributes that cannot be printed."""

    def __repr__(self) -> str:
        raise RuntimeError("not to be asked")


WRONG: dict[str, Any] = {
    "None": None, "text": "x", "empty text": "", "list": [], "list of None": [None],
    "list of numbers": [2, 3], "number": 3, "negative": -1, "float": 0.5, "nan": float("nan"),
    "inf": float("inf"), "huge": 2**70, "endless": 10**5000, "dict": {}, "dict of text": {"a": "b"},
    "dict of lists": {"x": [1, None]}, "true": True, "zero": 0, "complex": 1j,
    "array": np.zeros((2, 2)), "empty array": np.zeros(0), "text array": np.array(["a", "x"]),
    "table": pd.DataFrame({"a": [1]}), "empty table": pd.DataFrame(), "object": Thing(),
    "list of objects": [Thing()], "bytes": b"x", "tuple": (1, "a"), "function": len, "set": {1},
    "type": int, "no-break": "\u00a0", "R text": "c(1, NA)", "call": "f(", "surrogate": "\ud800",
    "nul": "a\0b", "long text": "x" * 5000,
    "missing": pd.NA, "date": pd.Timestamp("2020-01-01"), "nested": [[1], [2, 3]],
    "generator": (n for n in ()), "module": np, "range": range(3), "slice": slice(2),
}  # fmt: skip

DATA = pd.DataFrame({
    "y": [0.1, 0.4, 0.2, 5.2, 5.9, 6.1, 0.3, 5.5], "g": list("aabbaabb"), "x": np.arange(8.0),
})  # fmt: skip

# Valid values of the other arguments of a call, by the name of the parameter.
RIGHT: dict[str, Any] = {
    "formula": "y ~ x", "data": DATA, "family": "mixture(gaussian, gaussian)", "prior": None,
    "newdata": None, "criterion": "waic", "hypothesis": "mu2_x > 0", "combo": None, "draws": DATA,
    "file": "none/x", "prior_text": "normal(0, 1)", "name": "faithful", "K": [2], "x": "x",
    "object": "y ~ x", "path": "none/x.html", "model_name": "fit", "effect": "x",
}  # fmt: skip
# Empty models show how functions that fit handle their arguments.
MORE = {"brm": {"empty": True}, "update": {"empty": True}}
# Valid values that take long, and functions of the user whose errors are their own.
LEFT_OUT = {
    ("loo", "reloo", "true"), ("predict", "transform", "type"),
    ("posterior_predict", "transform", "type"), ("compare_components", "prior", "function"),
    ("bootstrap_lrt", "prior", "function"),
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One wrong value for one parameter of one function."""

    name: str
    function: Callable[..., Any]
    owner: Any
    parameter: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.name}({self.parameter} = <{self.wrong}>)"

    def call(self, fit: pm.Fit) -> Any:
        """Call the function with one wrong value and valid other values."""
        given: dict[str, Any] = dict(MORE.get(self.name, {}))
        by_position: list[Any] = [] if self.owner is None else [self.owner]
        parameters = list(inspect.signature(self.function).parameters.values())[len(by_position) :]
        for one in parameters:
            if one.kind is one.VAR_POSITIONAL:
                continue
            if one.default is one.empty and one.kind is not one.VAR_KEYWORD:
                given[one.name] = fit if one.name == "fit" else RIGHT.get(one.name, "x")
        value = WRONG[self.wrong]
        found = next(p for p in parameters if p.name == self.parameter)
        if found.kind is found.VAR_POSITIONAL:
            places = [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
            first = [given.pop(name) for name in places if name in given]
            return self.function(*by_position, *first, value, **given)
        given[self.parameter] = value
        return self.function(*by_position, **given)


def public() -> Iterator[tuple[str, Callable[..., Any], str]]:
    """Yield the public functions and methods: name, function, and the class of a method."""
    for name in pm.__all__:
        found = getattr(pm, name)
        if inspect.isfunction(found):
            yield name, found, ""
        elif inspect.isclass(found) and not issubclass(found, (BaseException, pm.Fit)):
            for own, method in vars(found).items():
                if inspect.isfunction(method) and hasattr(method, "__wrapped__"):
                    yield own, method, name


def cases(owners: dict[str, Any]) -> list[Case]:
    """Return every case; ``owners`` has an instance of each class whose methods are called."""
    found = []
    for name, function, owner in public():
        if owner and owner not in owners:
            continue
        for place, one in enumerate(inspect.signature(function).parameters.values()):
            if (owner and place == 0) or one.kind is one.VAR_KEYWORD:
                continue
            found += [
                Case(name, function, owners.get(owner), one.name, wrong)
                for wrong in WRONG
                if (name, one.name, wrong) not in LEFT_OUT
            ]
    return found
