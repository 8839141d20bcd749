"""The response and what its addition terms say of each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.door import warn
from pybrms_mix.design.frame import Expression, Frame
from pybrms_mix.design.rvalues import Factor
from pybrms_mix.family.base import Mixture
from pybrms_mix.family.support import binary_levels, check_masses, check_response, check_size
from pybrms_mix.model.declarations import ROWS, Declaration
from pybrms_mix.model.ir import ResponsePiece
from pybrms_mix.pieces.response.addition_values import Observed, arrays
from pybrms_mix.pieces.response.additions import Addition

# How the program declares what an addition term says of each row.
_DECLARED = {
    "weights": "real", "se": "real", "trials": "int", "denom": "real", "cens": "int",
    "dec": "int",
}  # fmt: skip
_WEIGHTS = "weights"
_TWO = np.arange(2)
_LIKE_RESPONSE = ("rcens", "lb", "ub")


@dataclass(frozen=True, eq=False)
class Response(ResponsePiece):
    """The observed values.

    Attributes:
        name: of the response as written.
        expression: how it comes from the columns.
        additions: the addition terms.
        y: its values, shape (N,); empty where new data have none.
        extra: what the addition terms say of each row, each (N,), under Stan's names.
        basis: the response of all rows, before ``subset()``: what brms's default priors look at.
        default_trials: the number of trials where nothing says it.
        binary: the two values that a family of binary responses takes for 0 and 1.
    """

    template: ClassVar[str] = "response"
    mixture: Mixture
    name: str
    expression: Expression
    additions: tuple[Addition, ...]
    y: np.ndarray
    extra: Mapping[str, np.ndarray]
    N: int
    basis: np.ndarray
    default_trials: int = 0
    binary: np.ndarray | None = None

    @classmethod
    def of(
        cls,
        mixture: Mixture,
        name: str,
        expression: Expression,
        additions: tuple[Addition, ...],
        frame: Frame,
        basis: np.ndarray,
    ) -> Response:
        """Return the response, checked against what the families allow."""
        binary = _binary(mixture, expression)
        found = _values(mixture, expression)
        y = check_response(mixture, found, name, rows=frame.rows, levels=binary)
        trials = _trials(mixture, additions, y)
        made = cls(mixture, name, expression, additions, y, {}, frame.N, basis, trials, binary)
        return made._completed(frame.rows)

    def _completed(self, rows: np.ndarray) -> Response:
        """Return the response with what the addition terms say of it, after the last checks."""
        extra = self._extra(rows)
        exact = extra.get("cens", np.zeros(1)) == 0
        check_masses(self.mixture, self.y, self.name, rows, exact)
        return replace(self, extra=extra)

    def _extra(self, rows: np.ndarray) -> dict[str, np.ndarray]:
        found = arrays(self.additions, Observed(self.name, self.y, self.values), self.N)
        for name, values in found.items():
            if values.dtype.kind in "iu":
                check_size(values, name, rows)
        if self.default_trials:
            found["trials"] = np.full(self.N, self.default_trials)
        return found

    @property
    def values(self) -> str:
        """Return the kind of its values: "real" or "int"."""
        return self.mixture.components[0].family.values

    @property
    def levels(self) -> tuple[str, ...]:
        """Return the levels of an ordered factor, in order; none of another response."""
        found = self.expression.result
        return found.levels if isinstance(found, Factor) and found.ordered else ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns of which the response is made."""
        return self.expression.columns

    @property
    def trials(self) -> tuple[str, ...]:
        """Return the columns that say how many trials a row has."""
        return tuple(c for a in self.additions if a.name == "trials" for c in a.columns)

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the number of rows, the response, and the addition terms."""
        like = [(n, self.values) for n in _LIKE_RESPONSE if n in self.extra]
        own = [(n, kind) for n, kind in _DECLARED.items() if n in self.extra]
        read = [(n, k) for n, k in (*own, *like) if np.isfinite(self.extra[n]).all()]
        return (
            Declaration.count(ROWS, "number of rows"),
            Declaration.column("Y", self.values),
            *(Declaration.column(n, k, counts=n == _WEIGHTS) for n, k in read),
        )

    @property
    def facts(self) -> tuple[str, ...]:
        """Return the numbers computed from the response that some family needs."""
        return tuple(dict.fromkeys(f for c in self.mixture.components for f in c.family.facts))

    def reads(self) -> frozenset[str]:
        """Return the columns of the addition terms without which no prediction is possible."""
        needed = (a for a in self.additions if a.name in ("trials", "rate", "trunc", "se"))
        return frozenset(c for a in needed for c in a.columns)

    def data(self) -> dict[str, Any]:
        """Return the number of rows, the response, and what the addition terms say."""
        extra = {n: v for n, v in self.extra.items() if n != "se_sigma"}
        # Stan's data know no missing values: brms has infinity in their place.
        y = np.where(np.isnan(self.y), np.inf, self.y) if self.y.dtype.kind == "f" else self.y
        return {"N": self.N, "Y": y, **extra}

    def at(self, frame: Frame) -> Response:
        """Return the response of other rows, if they have one."""
        present = tuple(a for a in self.additions if all(c in frame.data for c in a.columns))
        made = replace(
            self, additions=tuple(a.at(frame) for a in present), y=np.zeros(0), N=frame.N
        )
        if all(v in frame.data for v in self.expression.columns):
            expression = self.expression.at(frame)
            values = _values(self.mixture, expression)
            y = check_response(self.mixture, values, self.name, rows=frame.rows, levels=self.binary)
            made = replace(made, expression=expression, y=y)
        return made._completed(frame.rows)


def _values(mixture: Mixture, expression: Expression) -> np.ndarray:
    """Return the response as it is; an ordered factor as its categories, counted from 1.

    A factor of two levels is their positions where the family makes 0 and 1 of any two values.
    """
    found = expression.result
    if isinstance(found, Factor) and found.ordered and mixture.ordinal:
        return found.codes + 1
    if isinstance(found, Factor) and _recodes(mixture) and len(found.levels) <= len(_TWO):
        return found.codes
    return np.asarray(expression.values)


def _binary(mixture: Mixture, expression: Expression) -> np.ndarray | None:
    """Return the two values that become 0 and 1; None for families that take numbers as such."""
    if not _recodes(mixture):
        return None
    found = expression.result
    if isinstance(found, Factor) and len(found.levels) <= len(_TWO):
        return _TWO[: len(found.levels)]
    return binary_levels(np.asarray(expression.values))


def _recodes(mixture: Mixture) -> bool:
    return any(c.family.recode for c in mixture.components)


def _trials(mixture: Mixture, additions: tuple[Addition, ...], y: np.ndarray) -> int:
    """Return the number of trials that brms assumes where ``trials()`` is missing; else 0."""
    wanted = any("trials" in c.family.additions for c in mixture.components)
    if not wanted or any(a.name == "trials" for a in additions):
        return 0
    warn(
        "Using 'binomial' families without specifying 'trials' on the left-hand side of the model "
        "formula is deprecated.\nUsing the maximum response value as the number of trials."
    )
    return int(y.max())
