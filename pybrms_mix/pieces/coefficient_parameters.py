"""The two parameters of a population piece: the vector ``b`` and the centred Intercept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from pybrms_mix.design.frame import Frame
from pybrms_mix.model.declarations import Declaration, Rows
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.fragments import Element, Less
from pybrms_mix.model.ir import Cells
from pybrms_mix.model.parts import Default, Parameter
from pybrms_mix.pieces.coefficient_columns import PLAIN_BASIS, Basis, CoefficientColumns
from pybrms_mix.pieces.coefficient_owner import Owner


@dataclass(frozen=True, eq=False)
class Slopes:
    """The vector of coefficients and the columns that it multiplies; the vector may be empty.

    Attributes:
        owner: the parameter to whose predictor the coefficients add.
        x: the columns of the predictor, including the column of an intercept.
        basis: the columns on which the program samples the coefficients.
        ordered: the elements of ordered vectors that are the values of coefficients, by the names
            of the coefficients.
    """

    owner: Owner
    x: CoefficientColumns
    basis: Basis = PLAIN_BASIS
    ordered: Mapping[str, Element] = field(default_factory=dict)

    @property
    def stan(self) -> str:
        """Return Stan's name of the coefficients as they are sampled."""
        return f"{self.basis.stem}{self.owner.place.suffix}"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the vector of coefficients; an empty tuple if there are none."""
        coefs = self.x.coefs
        if not coefs:
            return ()
        count = f"{'Kc' if self.x.centered else 'K'}{self.owner.place.suffix}"
        return (
            Parameter(
                self.stan, "vector", (count,), (len(coefs),),
                f"coefficients of {self.owner.words}{self.basis.words}",
                keys=tuple(self.owner.key("b", c) for c in coefs),
                boundable=not self.basis.orthogonal,
                ordered=tuple(self.ordered.get(c) for c in coefs) if self.ordered else (),
            ),
        )  # fmt: skip

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the columns that the program reads and of the number of columns."""
        if not self.x.coefs:
            return ()
        end = self.owner.place.suffix
        size, rows = f"K{end}", Rows.of(self.owner.place.resp)
        count = Declaration.count(
            size, f"number of columns of the design matrix of {self.owner.words}"
        )
        if self.x.single:
            return (count,)
        if not self.basis.orthogonal:
            return (
                count,
                Declaration(
                    f"X{end}", "matrix", (rows, size), f"design matrix of {self.owner.words}"
                ),
            )
        if self.x.has_intercept:
            comment, slopes = (
                "columns of the design matrix without the intercept, orthogonalised",
                (rows, Less(size, 1)),
            )
            return (count, Declaration(f"XQ{end}", "matrix", slopes, comment))
        comment = "columns of the design matrix, orthogonalised"
        return (count, Declaration(f"XQ{end}", "matrix", (rows, size), comment))

    def data(self) -> dict[str, Any]:
        """Return the columns. If thresholds replace the intercept, its column is left out."""
        end = self.owner.place.suffix
        data = {f"K{end}": len(self.x.names), f"X{end}": self.x.matrix}
        return {**data, **self.basis.data(end, self.x)}

    def defaults(self) -> tuple[Default, ...]:
        """Return the default priors of the class ``b`` and of each coefficient."""
        coefs = ("", *self.x.coefs) if self.x.coefs else ()
        return tuple(Default(self.owner.key("b", c)) for c in coefs)

    def values(self, cells: Cells) -> np.ndarray:
        """Return the coefficients of the original columns: (chains, draws, coefs)."""
        return self.basis.coefficients(cells[self.stan])

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the coefficients by brms's names: each (chains, draws)."""
        if not self.x.coefs:
            return {}
        b = self.values(cells)
        return {self.owner.name(c): b[:, :, i] for i, c in enumerate(self.x.coefs)}

    def shift(self, cells: Cells) -> np.ndarray | float:
        """Return the part that centring subtracts from the predictor: (chains, draws), or 0."""
        if not (self.x.centered and self.x.coefs):
            return 0.0
        return self.x.at_means(self.values(cells))

    def at_means(self, values: Mapping[str, float]) -> float:
        """Return the sum of the coefficients times the means of their columns; 0 if not centred."""
        b = np.array([values.get(self.owner.name(c), 0.0) for c in self.x.coefs])
        return float(self.x.at_means(b))

    def started(self, values: Mapping[str, float]) -> dict[str, Any]:
        """Return the starting vector; coefficients that ``values`` leaves out start at 0."""
        names = [self.owner.name(c) for c in self.x.coefs]
        if not names:
            return {}
        b = np.array([values.get(n, 0.0) for n in names])
        # NaN marks an ordered coefficient without a value, as a start at 0 could break the order.
        is_free = [c in self.ordered and self.owner.name(c) not in values for c in self.x.coefs]
        return {self.stan: np.where(is_free, np.nan, self.basis.sampled(b))}

    def eta(self, draws: Draws) -> np.ndarray:
        """Return columns times coefficients: (draws, N), or (draws, 1) without columns."""
        names = [self.owner.name(c) for c in self.x.names]
        if not names:
            return np.zeros((1, 1))
        b = draws.matrix(names)
        return np.asarray(b @ self.x.matrix.T) if self.vary else b

    @property
    def vary(self) -> bool:
        """Return whether the product of columns and coefficients differs between rows."""
        return bool(self.x.coefs) and not self.x.single

    def at(self, frame: Frame) -> Slopes:
        """Return the same coefficients on the columns of other rows."""
        return replace(self, x=self.x.at(frame))


@dataclass(frozen=True)
class CentredIntercept:
    """The value of the predictor where all columns have their means.

    Attributes:
        owner: the parameter.
        offset: the mean of the offsets. brms subtracts it from the location of the default prior.
        element: the element of an ordered vector that holds the value, if there is one.
    """

    owner: Owner
    offset: float = 0.0
    element: Element | None = None

    @property
    def stan(self) -> str:
        """Return Stan's name of the intercept."""
        return f"Intercept{self.owner.place.suffix}"

    @property
    def name(self) -> str:
        """Return brms's name of the intercept on columns that are not centred."""
        return self.owner.name("Intercept")

    @property
    def parameter(self) -> Parameter:
        """Return the record of the Stan parameter of the intercept."""
        return Parameter(
            self.stan, "real",
            comment=f"intercept of {self.owner.place.name} at the means of the columns",
            keys=(self.owner.key("Intercept"),),
            ordered=() if self.element is None else (self.element,),
        )  # fmt: skip

    @property
    def default(self) -> Default:
        """Return the row of the intercept in brms's table of default priors."""
        place = self.owner.place
        text = place.dpar.intercept(place.link)
        return Default(self.owner.key("Intercept"), text, link=place.link, offset=self.offset)
