"""One term ``gp()`` on rows: the latent functions, and their weights in each row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.base.errors import InvalidData
from pybrms_mix.design.contrasts import columns_of
from pybrms_mix.design.design import renamed
from pybrms_mix.design.expression import Expression
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.rvalues import Factor
from pybrms_mix.model.declarations import Declaration, Rows, Size
from pybrms_mix.model.fragments import Element, Fragment
from pybrms_mix.pieces.process.latent import Latent
from pybrms_mix.pieces.process.process_terms import ProcessTerm
from pybrms_mix.syntax.deparse import write


@dataclass(frozen=True)
class _Values(Fragment):
    """The values of one function at its positions."""

    template: ClassVar[str] = "process_values"
    end: str
    own: str
    number: int


@dataclass(frozen=True)
class _Exact(_Values):
    block: ClassVar[str] = "exact"


@dataclass(frozen=True)
class _ExactWithScales(_Values):
    block: ClassVar[str] = "exact_scales"


@dataclass(frozen=True)
class _Approximate(_Values):
    block: ClassVar[str] = "approximate"


@dataclass(frozen=True, eq=False)
class ProcessFunction:
    """One term ``gp()``: a latent function, or one for each column of a factor ``by``.

    Attributes:
        end: the ending of Stan's names: "_mu1_1".
        term: the term.
        arguments: the variables.
        by: the variable that multiplies the functions; None if there is none.
        latents: the functions.
        weights: the factor of each function in each row: (N, functions).
        places: the position of each row among those of each function: (N, functions). A
            position has no meaning where the weight is zero.
        fitted: the function on the rows of the fit; None if these are the rows.
        origin: the numbers of the rows in the table of the user.
        n_rows: the name of the number of the rows of the fit in the program.
    """

    end: str
    term: ProcessTerm
    arguments: tuple[Expression, ...]
    by: Expression | None
    latents: tuple[Latent, ...]
    weights: np.ndarray
    places: np.ndarray
    origin: np.ndarray
    n_rows: Rows
    fitted: ProcessFunction | None = None

    @classmethod
    def of(cls, end: str, term: ProcessTerm, frame: Frame, n_rows: Rows) -> ProcessFunction:
        """Return the functions of ``term`` on the rows of the fit.

        Raises:
            InvalidData: if a variable is not numeric, or positions cannot be scaled.
        """
        arguments = tuple(Expression.of(node, frame) for node in term.arguments)
        by = None if term.by is None else Expression.of(term.by, frame)
        x, names = _positions(arguments), tuple(write(e.node) for e in arguments)
        weights, endings = _weights(by, cell_means=term.cell_means, rows=frame.N)
        label = "gp" + "".join(names) + ("" if by is None else write(by.node))
        variables = tuple(renamed([n])[0] for n in names)
        latents, places = [], np.zeros(weights.shape, dtype=int)
        for k, ending in enumerate(endings):
            rows = np.flatnonzero(weights[:, k]) if _is_factor(by) else np.arange(len(x))
            positions = x[rows]
            places[rows, k] = np.arange(len(rows))
            if term.grouped:
                at = {row: i for i, row in enumerate(dict.fromkeys(map(tuple, positions)))}
                places[rows, k] = [at[row] for row in map(tuple, positions)]
                positions = np.array(list(at), dtype=float)
            (coef,) = renamed([label + ending])
            latents.append(Latent.of(k + 1, coef, variables, term, positions))
        return cls(end, term, arguments, by, tuple(latents), weights, places, frame.rows, n_rows)

    @property
    def text(self) -> str:
        """Return the term as R writes it."""
        return write(self.term.call)

    @property
    def exact(self) -> bool:
        """Return whether the term has no basis functions."""
        return self.term.size is None

    @property
    def function(self) -> str:
        """Return the name of the Stan function that computes the values."""
        exact = "gp_exact" if self.term.isotropic else "gp_exact_scales"
        return exact if self.exact else "gp_spectral"

    @property
    def several(self) -> bool:
        """Return whether the term has several functions: one for each column of a factor ``by``."""
        return _is_factor(self.by)

    @property
    def stacked(self) -> bool:
        """Return whether each row has the value of exactly one of several functions."""
        return self.several and self.term.cell_means

    @property
    def weighted(self) -> bool:
        """Return whether a weight of some function differs from 1."""
        return self.by is not None and not self.stacked

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the data columns that the term reads, with those of ``by``."""
        expressions = (*self.arguments, *([] if self.by is None else [self.by]))
        return tuple(dict.fromkeys(name for e in expressions for name in e.columns))

    def own_end(self, latent: Latent) -> str:
        """Return the ending of Stan's names of one function."""
        return f"{self.end}_{latent.number}" if self.several else self.end

    def positions_of(self, latent: Latent) -> Size:
        """Return the number of positions of a function in the program."""
        name = f"Nsubgp{self.end}"
        return Element(name, latent.number) if self.several else name

    def size_of(self, latent: Latent) -> Size:
        """Return the size of the standardised values of a function in the program."""
        return self.positions_of(latent) if latent.exact else f"NBgp{self.end}"

    def values_of(self, latent: Latent) -> Fragment:
        """Return the values of a function at its positions, as the program computes them."""
        exact = _Exact if latent.isotropic else _ExactWithScales
        kind = exact if latent.exact else _Approximate
        return kind(self.end, self.own_end(latent), latent.number)

    def data(self) -> dict[str, Any]:
        """Return the data under brms's names, and further data of the program."""
        end, latents = self.end, self.latents
        data: dict[str, Any] = {f"Dgp{end}": len(self.arguments), f"Kgp{end}": len(latents)}
        if not self.exact:
            data[f"NBgp{end}"] = latents[0].count
        counts = np.array([len(latent.raw) for latent in latents])
        data[f"Nsubgp{end}"] = counts if self.several else int(counts[0])
        for k, latent in enumerate(latents):
            ending = self.own_end(latent)
            data[f"Xgp{ending}"] = latent.x if latent.exact else latent.matrix[: len(latent.raw)]
            if not latent.exact:
                data[f"slambda{ending}"] = latent.roots
            rows = np.arange(len(self.places))
            if self.several:
                rows = np.flatnonzero(self.weights[:, k])
                data |= {f"Igp{ending}": rows + 1, f"Cgp{ending}": self.weights[rows, k]}
            data[f"Jgp{ending}"] = self.places[rows, k] + 1
        if self.several:
            data[f"Ngp{end}"] = (self.weights != 0).sum(axis=0)
        elif self.weighted:
            data[f"Cgp{end}"] = self.weights[:, 0]
        return {**data, **self._by_row(counts)}

    def _by_row(self, counts: np.ndarray) -> dict[str, Any]:
        """Return the data of several functions as one value for each row.

        brms's data list the rows of each function instead.
        """
        if self.stacked:
            level = self.weights.argmax(axis=1)
            first = np.concatenate([[0], np.cumsum(counts)[:-1]])
            return {f"Pgp{self.end}": first[level] + self.places[np.arange(len(level)), level] + 1}
        data: dict[str, Any] = {}
        for k, latent in enumerate(self.latents if self.several else ()):
            ending = self.own_end(latent)
            data |= {f"Pgp{ending}": self.places[:, k] + 1, f"Wgp{ending}": self.weights[:, k]}
        return data

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return the records of the data that the program reads."""
        end, text = self.end, self.text
        records = [
            Declaration.count(f"Dgp{end}", f"number of variables of {text}"),
            Declaration.count(f"Kgp{end}", f"number of functions of {text}"),
        ]
        if not self.exact:
            records.append(Declaration.count(f"NBgp{end}", "number of basis functions"))
        shape = (f"Kgp{end}",) if self.several else ()
        records.append(
            Declaration(
                f"Nsubgp{end}", "int", (), "number of distinct positions", shape, Bounds("1")
            )
        )
        for latent in self.latents:
            ending, size = self.own_end(latent), self.positions_of(latent)
            if latent.exact:
                records.append(
                    Declaration(f"Xgp{ending}", "vector", (f"Dgp{end}",), "positions", (size,))
                )
            else:
                basis = (f"NBgp{end}",)
                records += [
                    Declaration(
                        f"Xgp{ending}", "matrix", (size, *basis), "basis functions at the positions"
                    ),
                    Declaration(
                        f"slambda{ending}",
                        "vector",
                        (f"Dgp{end}",),
                        "frequencies of the basis functions",
                        basis,
                    ),
                ]
        return (*records, *self._columns_by_row())

    def _columns_by_row(self) -> list[Declaration]:
        where, comment, rows = (
            "position of each row",
            "factor that multiplies the function in each row",
            self.n_rows,
        )
        if self.stacked:
            return [Declaration.column(f"Pgp{self.end}", "int", where, rows=rows)]
        names = [(f"Jgp{self.end}", f"Cgp{self.end}")]
        if self.several:
            ends = [self.own_end(latent) for latent in self.latents]
            names = [(f"Pgp{ending}", f"Wgp{ending}") for ending in ends]
        records = []
        for place, weight in names:
            records.append(Declaration.column(place, "int", where, rows=rows))
            if self.weighted:
                records.append(Declaration.column(weight, comment=comment, rows=rows))
        return records

    def with_new(self, frame: Frame) -> ProcessFunction:
        """Return the term with the positions of the rows of ``frame`` added as new positions."""
        evaluated = self._evaluated(frame)
        x = _positions(evaluated.arguments)
        pairs = zip(self.latents, evaluated.weights.T, strict=True)
        latents = tuple(latent.with_new(x[weight != 0]) for latent, weight in pairs)
        return replace(self, latents=latents)

    def at(self, frame: Frame) -> ProcessFunction:
        """Return the same term on other rows, whose positions must be known to it."""
        fit = self.fitted or self
        evaluated = replace(self._evaluated(frame), fitted=fit, origin=frame.rows)
        if frame.fitted:
            return replace(evaluated, places=fit.places[np.searchsorted(fit.origin, frame.rows)])
        x, places = _positions(evaluated.arguments), np.zeros(evaluated.weights.shape, dtype=int)
        for k, latent in enumerate(self.latents):
            rows = np.flatnonzero(evaluated.weights[:, k])
            places[rows, k] = latent.found(x[rows])
        return replace(evaluated, places=places)

    def _evaluated(self, frame: Frame) -> ProcessFunction:
        arguments = tuple(e.at(frame) for e in self.arguments)
        by = None if self.by is None else self.by.at(frame)
        weights, _ = _weights(by, cell_means=self.term.cell_means, rows=frame.N)
        return replace(self, arguments=arguments, by=by, weights=weights)


def _positions(arguments: tuple[Expression, ...]) -> np.ndarray:
    """Return the variables as columns: (N, variables).

    Raises:
        InvalidData: if a variable is not numeric.
    """
    for expression in arguments:
        rows = expression.result
        if not isinstance(rows, np.ndarray) or rows.dtype.kind not in "iuf":
            raise InvalidData(
                "Predictors of Gaussian processes should be numeric vectors.",
                span=expression.node.span,
                hint="With a factor as 'by' variable, gp(x, by = f), each level has its own "
                "process.",
            )
    return np.column_stack([np.asarray(e.values, dtype=float) for e in arguments])


def _is_factor(by: Expression | None) -> bool:
    rows = None if by is None else by.result
    return isinstance(rows, Factor) or (isinstance(rows, np.ndarray) and rows.dtype == bool)


def _weights(
    by: Expression | None, *, cell_means: bool, rows: int
) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return the factor of each function in each row, and the endings of names of functions."""
    if by is None:
        return np.ones((rows, 1)), ("",)
    values = by.result
    if isinstance(values, np.ndarray) and values.dtype == bool:
        values = Factor(values.astype(np.int64), ("FALSE", "TRUE"))
    if not isinstance(values, Factor):
        return np.asarray(by.values, dtype=float).reshape(-1, 1), ("",)
    if cell_means:
        return columns_of(values, full=True)
    contrasts, _ = columns_of(values, full=False)
    # brms names the functions of contrasts by the levels, whatever the contrasts are.
    return np.column_stack([np.ones(rows), contrasts]), ("Intercept", *values.levels[1:])
