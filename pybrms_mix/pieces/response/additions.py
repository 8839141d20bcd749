"""The addition terms of a response, ``y | weights(w) + trunc(lb = 0)``, as expressions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.errors import InvalidData, InvalidFormula, did_you_mean
from pybrms_mix.design.frame import Expression, Frame
from pybrms_mix.family.base import Mixture
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Call, Node

# The arguments of each term by position. vint() and vreal() take any number of variables.
_ARGUMENTS = {
    "weights": ("x", "scale"), "se": ("x", "sigma"), "cens": ("x", "y2"), "trunc": ("lb", "ub"),
    "trials": ("x",), "rate": ("denom",), "dec": ("x",), "index": ("x",), "subset": ("x",),
    "thres": ("x", "gr"), "cat": ("x",), "mi": ("sdy",),
}  # fmt: skip
_ANY_NUMBER = ("vint", "vreal")
# Terms whose first argument may be left out.
_WITHOUT = ("trunc", "thres", "mi")


@dataclass(frozen=True, eq=False)
class Addition:
    """One addition term: its arguments as expressions of the columns, or as constants.

    ``rows`` holds the positions of the rows in the user's data.
    """

    name: str
    call: Call
    expressions: Mapping[str, Expression]
    flags: Mapping[str, object]
    rows: np.ndarray

    @classmethod
    def of(cls, name: str, call: Call, frame: Frame) -> Addition:
        """Return the term evaluated on the rows of ``frame``.

        Raises:
            InvalidFormula: for an argument that the term does not have.
        """
        by_name = _matched(name, call)
        by_name = {n: v for n, v in by_name.items() if name != "mi" or write(v) != "NA"}
        flags = {n: literal(v) for n, v in by_name.items() if n in ("scale", "sigma")}
        nodes = {n: v for n, v in by_name.items() if n not in flags}
        expressions = {n: Expression.of(v, frame) for n, v in nodes.items()}
        return cls(name, call, expressions, flags, frame.rows)

    def at(self, frame: Frame) -> Addition:
        """Return the term evaluated on other rows."""
        expressions = {n: e.at(frame) for n, e in self.expressions.items()}
        return Addition(self.name, self.call, expressions, self.flags, frame.rows)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that the term reads."""
        return tuple(c for e in self.expressions.values() for c in e.columns)

    def values(self, argument: str) -> np.ndarray:
        """Return the values of one argument, shape (N,)."""
        return np.asarray(self.expressions[argument].values)

    def label(self, argument: str) -> str:
        """Return one argument as the user wrote it."""
        return write(self.expressions[argument].node)

    def numbers(self, argument: str, message: str) -> np.ndarray:
        """Return the values of an argument as numbers.

        ``message`` is the error for other values.
        """
        values = self.values(argument)
        if values.dtype.kind not in "biuf":
            first = {self.label(argument): values}
            remedy = "Convert the column to numbers."
            raise self.wrong(message, np.ones(values.shape, bool), first, remedy)
        return values.astype(float)

    def wrong(
        self, message: str, bad: np.ndarray, values: Mapping[str, np.ndarray], remedy: str
    ) -> InvalidData:
        """Return the error for invalid values, which names the first of the ``bad`` rows."""
        at = int(np.flatnonzero(bad)[0])
        of_row = {n: np.broadcast_to(np.asarray(v), bad.shape)[at] for n, v in values.items()}
        values_shown = " and ".join(f"'{name}' is {value}" for name, value in of_row.items())
        hint = f"In row {self.rows[at]} (counted from 0), {values_shown}.\n{remedy}"
        return self.refused(message, hint)

    def refused(self, message: str, hint: str) -> InvalidData:
        """Return an error that points at the term."""
        return InvalidData(message, span=self.call.span, hint=hint)


def _matched(name: str, call: Call) -> dict[str, Node]:
    """Return the arguments of the call by name."""
    parameters = _known(name, call)
    names_in_call = {a.name for a in call.arguments}
    free = [n for n in parameters if n not in names_in_call]
    by_name: dict[str, Node] = {}
    for argument in call.arguments:
        if argument.value is None:
            continue
        at = argument.name or (free.pop(0) if free else "")
        if at not in parameters:
            raise InvalidFormula(
                f"'{name}()' has no argument '{argument.name}'."
                if argument.name
                else f"'{name}()' takes {len(parameters)} arguments at most.",
                span=argument.span,
                hint=did_you_mean(argument.name or "", parameters)
                or f"It has: {', '.join(parameters)}.",
            )
        by_name[at] = argument.value
    if name not in _WITHOUT and parameters[0] not in by_name:
        raise InvalidFormula(f"'{name}()' needs a variable.", span=call.span)
    return by_name


def _known(name: str, call: Call) -> tuple[str, ...]:
    """Return the names of the arguments of a term: ``vreal1``, ``vreal2``, ... for vreal()."""
    if name in _ANY_NUMBER:
        return tuple(f"{name}{k}" for k in range(1, max(1, len(call.arguments)) + 1))
    return _ARGUMENTS[name]


def check_allowed(names: Mapping[str, Call], mixture: Mixture) -> None:
    """Check that some component accepts each term, and that no component lacks a required term.

    Raises:
        InvalidFormula: in brms's words.
    """
    accepted = frozenset[str]().union(*(c.family.additions for c in mixture.components))
    for name, call in names.items():
        if name not in accepted:
            raise InvalidFormula(
                f"Argument '{name}' is not supported for family '{mixture.summary}'.",
                span=call.span,
                hint=f"It takes: {', '.join(sorted(accepted))}.",
            )
    for component in mixture.components:
        for name in component.family.requires:
            if name not in names:
                raise InvalidFormula(
                    f"Addition argument '{name}' is required for family '{component.family.name}'.",
                    hint=f"Write the term after the response: y | {name}(x) ~ ...",
                )
