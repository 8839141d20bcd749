"""The columns of a linear predictor in the program, and the basis of its coefficients."""

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
    """The columns of a design in the program: centred or not, with an intercept or not.

    Attributes:
        design: all columns. The column of an intercept, if there is one, comes first.
        means: the means of all other columns over the rows of the fit; None if the program does not
            centre the columns.
        cut: whether thresholds or the single components hold the intercept. The program then has
            neither a column nor a parameter for it here. Without an intercept all columns are kept.
    """

    design: Design
    means: np.ndarray | None
    cut: bool = False

    @classmethod
    def of(cls, design: Design, *, center: bool, cut: bool = False) -> CoefficientColumns:
        """Return the columns of ``design``, centred if an intercept absorbs their means."""
        means = design.matrix[:, 1:].mean(axis=0) if center and design.intercept else None
        return cls(design, means, cut)

    @property
    def centered(self) -> bool:
        """Return whether the program centres the columns."""
        return self.means is not None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the names of the columns that the program reads."""
        return self.design.columns[self._left_out :]

    @property
    def matrix(self) -> np.ndarray:
        """Return the columns that the program reads, before it centres them: (N, columns)."""
        return self.design.matrix[:, self._left_out :]

    @property
    def _left_out(self) -> int:
        """Return the number of columns that the program does not read."""
        return int(self.cut and self.design.intercept)

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
        """Return the sum of coefficients (..., coefs) times column means, or 0 if not centred."""
        return np.zeros(b.shape[:-1]) if self.means is None else np.asarray(b @ self.means)

    def at(self, frame: Frame) -> CoefficientColumns:
        """Return the columns of other rows; the means stay those of the fit."""
        return replace(self, design=self.design.at(frame))


@dataclass(frozen=True)
class Basis:
    """The original columns as the basis of the coefficients that the program samples."""

    stem = "b"
    words = ""
    orthogonal = False

    def data(self, suffix: str, columns: CoefficientColumns) -> dict[str, np.ndarray]:
        """Return no data, since the program already reads the columns."""
        return {}

    def coefficients(self, sampled: np.ndarray) -> np.ndarray:
        """Return the coefficients, given the parameters of the program: (..., coefs)."""
        return sampled

    def sampled(self, coefficients: np.ndarray) -> np.ndarray:
        """Return the parameters of the program, given the coefficients: (coefs,)."""
        return coefficients


@dataclass(frozen=True, eq=False)
class OrthogonalBasis(Basis):
    """Orthogonal columns as the basis of the coefficients that are sampled: ``decomp = "QR"``.

    Attributes:
        back: the matrix that maps the sampled coefficients to those of the original columns:
            (coefs, coefs).
    """

    back: np.ndarray
    stem = "bQ"
    words = ", on orthogonal columns"
    orthogonal = True

    def data(self, suffix: str, columns: CoefficientColumns) -> dict[str, np.ndarray]:
        """Return the orthogonal columns."""
        return {f"XQ{suffix}": columns.slopes @ self.back}

    def coefficients(self, sampled: np.ndarray) -> np.ndarray:
        """Return the coefficients of the original columns: (..., coefs)."""
        return np.asarray(sampled @ self.back.T)

    def sampled(self, coefficients: np.ndarray) -> np.ndarray:
        """Return the coefficients of the orthogonal columns: (coefs,)."""
        return np.linalg.solve(self.back, coefficients)


PLAIN_BASIS = Basis()


def orthogonal(columns: CoefficientColumns, owner: str) -> Basis:
    """Return the basis of ``X = Q R``, where the columns of Q are scaled as in brms.

    A single column is not changed, as in brms.

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
            hint='Leave a column out of the formula, or leave out decomp = "QR".',
        )
    # The signs of the diagonal of R are arbitrary. Stan chooses positive ones.
    triangle = np.sign(np.diag(triangle))[:, None] * triangle
    return OrthogonalBasis(np.linalg.inv(triangle / np.sqrt(len(x) - 1)))
