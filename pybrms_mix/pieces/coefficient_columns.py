"""The columns of a linear predictor and the basis of its coefficients, as the program has them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from pybrms_mix.base.dialect import warn_refused
from pybrms_mix.base.errors import InvalidData
from pybrms_mix.design.design import Design
from pybrms_mix.design.frame import Frame


@dataclass(frozen=True, eq=False)
class CoefficientColumns:
    """The columns of a design as the program sees them: centred or not, with an intercept or not.

    Attributes:
        design: all columns; the first one is that of the intercept, if there is an intercept.
        means: the means over the rows of the fit of the columns beside the intercept; None if the
            program does not centre the columns.
        cut: whether the intercept is elsewhere: in thresholds, or in each component. The program
            then has neither a column nor a parameter for it here.
    """

    design: Design
    means: np.ndarray | None
    cut: bool = False

    @classmethod
    def of(cls, design: Design, *, center: bool, cut: bool = False) -> CoefficientColumns:
        """Return the columns of ``design``, centred if an intercept can take up the means."""
        means = design.matrix[:, 1:].mean(axis=0) if center and design.intercept else None
        return cls(design, means, cut)

    @property
    def centered(self) -> bool:
        """Return whether the program centres the columns."""
        return self.means is not None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the names of the columns that the program sees."""
        return self.design.columns[1:] if self.cut else self.design.columns

    @property
    def matrix(self) -> np.ndarray:
        """Return the columns that the program sees, not centred: (N, columns)."""
        return self.design.matrix[:, 1:] if self.cut else self.design.matrix

    @property
    def has_intercept(self) -> bool:
        """Return whether the program has an ``Intercept`` beside the coefficients ``b``."""
        return self.centered and not self.cut

    @property
    def single(self) -> bool:
        """Return whether the only coefficient is an intercept that is not centred."""
        return self.design.intercept and not self.centered and self.names == ("Intercept",)

    @property
    def coefs(self) -> tuple[str, ...]:
        """Return the names of the coefficients in ``b``."""
        return self.names[1:] if self.has_intercept else self.names

    @property
    def slopes(self) -> np.ndarray:
        """Return the columns of the coefficients in ``b``, centred if the program centres them."""
        if self.means is None:
            return self.matrix
        return np.asarray(self.design.matrix[:, 1:] - self.means)

    def at_means(self, b: np.ndarray) -> np.ndarray:
        """Return the coefficients (..., coefs) times the means: what centring takes off, (...)."""
        return np.zeros(b.shape[:-1]) if self.means is None else np.asarray(b @ self.means)

    def at(self, frame: Frame) -> CoefficientColumns:
        """Return the columns of other rows; the means stay those of the fit."""
        return replace(self, design=self.design.at(frame))


@dataclass(frozen=True)
class Basis:
    """The program samples the coefficients on the columns as they are."""

    stem = "b"
    words = ""
    orthogonal = False

    def data(self, suffix: str, columns: CoefficientColumns) -> dict[str, np.ndarray]:
        """Return further data: none."""
        return {}

    def coefficients(self, sampled: np.ndarray) -> np.ndarray:
        """Return the coefficients, given the parameters of the program: (..., coefs)."""
        return sampled

    def sampled(self, coefficients: np.ndarray) -> np.ndarray:
        """Return the parameters of the program, given the coefficients: (coefs,)."""
        return coefficients


@dataclass(frozen=True, eq=False)
class OrthogonalBasis(Basis):
    """The program samples coefficients on orthogonal columns: ``decomp = "QR"``.

    Attributes:
        back: from the sampled coefficients to those on the columns as they are: (coefs, coefs).
    """

    back: np.ndarray
    stem = "bQ"
    words = ", on orthogonal columns"
    orthogonal = True

    def data(self, suffix: str, columns: CoefficientColumns) -> dict[str, np.ndarray]:
        """Return the orthogonal columns."""
        return {f"XQ{suffix}": columns.slopes @ self.back}

    def coefficients(self, sampled: np.ndarray) -> np.ndarray:
        """Return the coefficients on the columns as they are: (..., coefs)."""
        return np.asarray(sampled @ self.back.T)

    def sampled(self, coefficients: np.ndarray) -> np.ndarray:
        """Return the coefficients on the orthogonal columns: (coefs,)."""
        return np.linalg.solve(self.back, coefficients)


PLAIN_BASIS = Basis()


def orthogonal(columns: CoefficientColumns, owner: str) -> Basis:
    """Return the basis of ``X = Q R`` whose columns Q have unit spread, as brms scales them.

    As in brms a single column stays as it is.

    Raises:
        InvalidData: if a column is a linear combination of others, or there are fewer rows than
            columns.
    """
    if not [n for n in columns.names if n != "Intercept"]:
        warn_refused("QR")
    if len(columns.names) < 2:
        return PLAIN_BASIS
    x = columns.slopes
    triangle = np.linalg.qr(x, mode="r") if len(x) >= x.shape[1] else np.zeros((1, 1))
    size = np.abs(np.diag(triangle))
    if size.min() <= 1e-10 * max(1.0, float(size.max())):
        raise InvalidData(
            f"The columns of {owner} are linearly dependent: they have no QR decomposition.",
            hint='Leave a column out, or leave out decomp = "QR".',
        )
    # The signs of R's diagonal are arbitrary; Stan has them positive.
    triangle = np.sign(np.diag(triangle))[:, None] * triangle
    return OrthogonalBasis(np.linalg.inv(triangle / np.sqrt(len(x) - 1)))
