"""The response, with the values of its addition terms for each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.dialect import warn_refused
from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.public_calls import warn
from pybrms_mix.design.columns import typed
from pybrms_mix.design.frame import Expression, Frame
from pybrms_mix.design.rvalues import Factor
from pybrms_mix.family.base import Mixture
from pybrms_mix.family.support import binary_levels, check_masses, check_response, check_size
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.ir import ResponsePiece
from pybrms_mix.pieces.response.addition_values import Observed, arrays, subset
from pybrms_mix.pieces.response.additions import Addition

# The declaration of the data of each addition term.
_DECLARED = {
    "weights": "real", "se": "real", "trials": "int", "denom": "real", "cens": "int",
    "dec": "int",
}  # fmt: skip
_WORDS = {
    "weights": "weights of the rows", "se": "known standard errors of the response",
    "trials": "numbers of trials", "denom": "denominators of the rate",
    "cens": "censoring: 0 none, 1 right, -1 left, 2 interval",
    "dec": "decisions: 1 at the upper boundary, 0 at the lower boundary",
    "rcens": "upper ends of censoring intervals",
    "lb": "lower truncation bounds", "ub": "upper truncation bounds",
}  # fmt: skip
_WEIGHTS = "weights"
_SUBSET = "subset"
# The further data of a custom family are arrays, as in brms.
_USER = {"vint": "int", "vreal": "real"}
_TWO = np.arange(2)
_LIKE_RESPONSE = ("rcens", "lb", "ub")


@dataclass(frozen=True, eq=False)
class Response(ResponsePiece):
    """The response, with the values of its addition terms.

    Attributes:
        name: the response as written.
        expression: the response as an expression of the columns.
        additions: the addition terms.
        y: the values, shape (N,); empty if new data have none.
        extra: the values of the addition terms, each (N,), by Stan's names.
        basis: the response of all rows, before ``subset()``, from which brms computes default
            priors.
        default_trials: the number of trials if the formula has no ``trials()``.
        binary: the two values that a family of binary responses recodes to 0 and 1.
        missing: marks the rows without the response, shape (N,), in a model of several responses;
            None if all rows have it. In ``y`` these rows hold a value of another row.
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
    missing: np.ndarray | None = None

    @classmethod
    def of(
        cls,
        mixture: Mixture,
        name: str,
        expression: Expression,
        additions: tuple[Addition, ...],
        frame: Frame,
        basis: np.ndarray,
        *,
        missing: np.ndarray | None = None,
    ) -> Response:
        """Return the response, checked against the supports of the families.

        Raises:
            InvalidData: in brms's words, if values are not in the supports.
        """
        binary = _binary(mixture, expression)
        values = _values(mixture, expression)
        try:
            y = check_response(mixture, values, name, rows=frame.rows, levels=binary)
        except InvalidData as error:
            # The place distinguishes this response from a predictor of the same name: a response
            # with 'mi()' may be both.
            if any(a.name == "mi" for a in additions):
                error.span = error.span or expression.node.span
            raise
        trials = _trials(mixture, additions, y)
        extra = _extra(mixture, name, additions, y, trials, frame.rows)
        return cls(
            mixture, name, expression, additions, y, extra, frame.N, basis, trials, binary,
            missing,
        )  # fmt: skip

    @property
    def observed(self) -> np.ndarray:
        """Return which rows have the response, shape (N,)."""
        return np.ones(self.N, dtype=bool) if self.missing is None else ~self.missing

    @property
    def selectors(self) -> tuple[str, ...]:
        """Return the columns by which ``subset()`` selects the rows."""
        return tuple(c for a in self.additions if a.name == _SUBSET for c in a.columns)

    def selected(self, frame: Frame) -> np.ndarray | None:
        """Return which rows ``subset()`` keeps; None if ``frame`` lacks its variables."""
        for addition in self.additions:
            if addition.name == _SUBSET and all(c in frame.data for c in addition.columns):
                return subset(addition.at(frame))
        return None

    def unselecting(self) -> Response:
        """Return the response without ``subset()``."""
        additions = tuple(a for a in self.additions if a.name != _SUBSET)
        return replace(self, additions=additions)

    def lacking(self, missing: np.ndarray) -> Response:
        """Return the response with a mark on each row that has no response."""
        return replace(self, missing=missing)

    @property
    def resp(self) -> str:
        """Return the name of the response in a model of several responses, otherwise ""."""
        return self.mixture.resp

    @property
    def values(self) -> str:
        """Return the kind of the values: "real" or "int"."""
        return _kind(self.mixture)

    @property
    def levels(self) -> tuple[str, ...]:
        """Return the levels of an ordered factor, in order; () for other responses."""
        result = self.expression.result
        return result.levels if isinstance(result, Factor) and result.ordered else ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns from which the response is computed."""
        return self.expression.columns

    @property
    def suffix(self) -> str:
        """Return the ending of names that belong to the response: "_y", or ""."""
        return self.mixture.suffix

    @property
    def trials(self) -> tuple[str, ...]:
        """Return the columns that hold the number of trials of each row."""
        return tuple(c for a in self.additions if a.name == "trials" for c in a.columns)

    @property
    def whole_numbers(self) -> tuple[str, ...]:
        """Return the columns of ``vint()``."""
        return tuple(c for a in self.additions if a.name == "vint" for c in a.columns)

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the number of rows, the response, and the addition terms."""
        like = [(n, self.values) for n in _LIKE_RESPONSE if n in self.extra]
        declared_additions = [(n, kind) for n, kind in _DECLARED.items() if n in self.extra]
        columns_read = [
            (n, k) for n, k in (*declared_additions, *like) if np.isfinite(self.extra[n]).all()
        ]
        end, rows = self.mixture.suffix, self.n_rows
        user = [n for a in self.additions if a.name in _USER for n in a.expressions]
        records = [
            Declaration.column(
                f"Y{end}", self.values, f"the response {self.resp}".rstrip(), rows=rows
            ),
            *(
                Declaration.column(f"{n}{end}", k, _WORDS[n], counts=n == _WEIGHTS, rows=rows)
                for n, k in columns_read
            ),
            *(
                Declaration(f"{n}{end}", _USER[n.rstrip("0123456789")], (), f"data of {n}", (rows,))
                for n in user
            ),
        ]
        if not self.observed.all():
            about = "1 if a row has the response, else 0"
            records.append(Declaration.column(f"seen{end}", comment=about, rows=rows))
        about = f"number of rows with the response {self.resp}" if self.resp else "number of rows"
        return (Declaration.count(rows, about), *records)

    @property
    def facts(self) -> tuple[str, ...]:
        """Return the names of the numbers computed from the response that a family needs."""
        return tuple(f"{name}{self.suffix}" for name in self.derived)

    @property
    def derived(self) -> tuple[str, ...]:
        """Return the templates under ``templates/derived/`` that compute these numbers."""
        return tuple(dict.fromkeys(f for c in self.mixture.components for f in c.family.facts))

    def reads(self) -> frozenset[str]:
        """Return the columns of the addition terms that a prediction needs."""
        needed_terms = (
            a for a in self.additions if a.name in ("trials", "rate", "trunc", "se", *_USER)
        )
        return frozenset(c for a in needed_terms for c in a.columns)

    def data(self) -> dict[str, Any]:
        """Return the number of rows, the response, and the values of the addition terms."""
        extra = {n: v for n, v in self.extra.items() if n != "se_sigma"}
        # Stan's data have no missing values. Brms replaces them by infinity.
        y = np.where(np.isnan(self.y), np.inf, self.y) if self.y.dtype.kind == "f" else self.y
        data = {"N": self.N, "Y": y, **extra}
        end = self.mixture.suffix
        if not end:
            return data
        also = {} if self.observed.all() else {f"seen{end}": self.observed.astype(float)}
        return {**{f"{n}{end}": v for n, v in data.items()}, **also}

    def at(self, frame: Frame) -> Response:
        """Return the response of other rows, if they have a response."""
        present = tuple(a for a in self.additions if all(c in frame.data for c in a.columns))
        additions = tuple(a.at(frame) for a in present)
        expression, y, missing = self._values_at(frame)
        extra = _extra(self.mixture, self.name, additions, y, self.default_trials, frame.rows)
        return replace(
            self, expression=expression, additions=additions, y=y, extra=extra, N=frame.N,
            missing=missing,
        )  # fmt: skip

    def _values_at(self, frame: Frame) -> tuple[Expression, np.ndarray, np.ndarray | None]:
        """Return the expression, the values and the marks of missing values of other rows.

        The values are empty if the rows have no response.
        """
        columns = self.expression.columns
        if not all(v in frame.data for v in columns):
            return self.expression, np.zeros(0), None
        frame_of_rows, missing = frame, None
        if self.mixture.class_ and self.mixture.resp:
            if frame.holes(columns).all():
                return self.expression, np.zeros(0), None
            frame_of_rows, missing = filled(frame, columns)
        expression = self.expression.at(frame_of_rows)
        values = _values(self.mixture, expression)
        y = check_response(self.mixture, values, self.name, rows=frame.rows, levels=self.binary)
        return expression, y, missing


def _extra(
    mixture: Mixture,
    name: str,
    additions: tuple[Addition, ...],
    y: np.ndarray,
    default_trials: int,
    rows: np.ndarray,
) -> dict[str, np.ndarray]:
    """Return the values of the addition terms by Stan's names, after the last checks.

    ``rows`` holds the labels of the rows.
    """
    extra = arrays(additions, Observed(name, y, _kind(mixture)), len(rows))
    for term, values in extra.items():
        if values.dtype.kind in "iu":
            check_size(values, term, rows)
    if default_trials:
        extra["trials"] = np.full(len(rows), default_trials)
    check_masses(mixture, y, name, rows, extra.get("cens", np.zeros(1)) == 0)
    return extra


def _kind(mixture: Mixture) -> str:
    """Return the kind of the values of a response: "real" or "int"."""
    return mixture.components[0].family.values


def filled(frame: Frame, columns: Iterable[str]) -> tuple[Frame, np.ndarray | None]:
    """Return the rows with missing values filled by arbitrary values, and the rows that had some.

    Raises:
        InvalidData: if no row has a value.
    """
    names = tuple(columns)
    holes = frame.holes(names)
    if not holes.any():
        return frame, None
    if holes.all():
        raise InvalidData(f"The response '{names[0]}' is missing in all rows.")
    data = frame.data.copy()
    for name in names:
        present = data[name].dropna()
        data[name] = typed(data[name].fillna(present.iloc[0]).astype(present.dtype), name)
    return replace(frame, data=data, cache={}), holes


def _values(mixture: Mixture, expression: Expression) -> np.ndarray:
    """Return the response as numbers; an ordered factor becomes its categories, counted from 1.

    If the family recodes any two values to 0 and 1, a factor with two levels becomes the positions
    of its levels.
    """
    result = expression.result
    if isinstance(result, Factor) and result.ordered and mixture.ordinal:
        return result.codes + 1
    if isinstance(result, Factor) and _recodes(mixture) and len(result.levels) <= len(_TWO):
        return result.codes
    return np.asarray(expression.values)


def _binary(mixture: Mixture, expression: Expression) -> np.ndarray | None:
    """Return the two values that the family recodes to 0 and 1; None if it recodes no values."""
    if not _recodes(mixture):
        return None
    result = expression.result
    if isinstance(result, Factor) and len(result.levels) <= len(_TWO):
        return _TWO[: len(result.levels)]
    return binary_levels(np.asarray(expression.values))


def _recodes(mixture: Mixture) -> bool:
    return any(c.family.recode for c in mixture.components)


def _trials(mixture: Mixture, additions: tuple[Addition, ...], y: np.ndarray) -> int:
    """Return the number of trials that brms assumes without ``trials()``; 0 for other families."""
    has_trials = any(
        "trials" in c.family.additions and c.family.own is None for c in mixture.components
    )
    if not has_trials or any(a.name == "trials" for a in additions):
        return 0
    if not warn_refused("trials"):
        warn(
            "Using 'binomial' families without specifying 'trials' on the left-hand side of the "
            "model formula is deprecated.\nUsing the maximum response value as the number of "
            "trials."
        )
    return int(y.max())
