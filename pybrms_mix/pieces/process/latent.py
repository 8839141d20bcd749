"""One latent function with a Gaussian process as its prior: its positions, and its values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.design import gaussian_process as gp
from pybrms_mix.model.draws import Draws
from pybrms_mix.pieces.process.process_terms import ProcessTerm


@dataclass(frozen=True, eq=False)
class Latent:
    """The latent values of a process at the positions of the fit, as a function of its parameters.

    Attributes:
        number: the number of the function in its term, from 1.
        coef: brms's name of the function: "gpx", "gpxfa".
        variables: the names of the variables of the process, as brms writes them.
        isotropic: whether all variables share a length scale.
        raw: the positions on the scale of the data: (n, variables).
        scale: the number by which positions are divided.
        center: the means of the scaled positions; zeros for an exact process.
        limits: the bounds of the basis functions; () for an exact process.
        size: the number of basis functions of each variable; None for an exact process.
        new: the positions of new rows, on the scale of the data: (m, variables).
    """

    number: int
    coef: str
    variables: tuple[str, ...]
    isotropic: bool
    raw: np.ndarray
    scale: float
    center: np.ndarray
    limits: np.ndarray
    size: int | None
    new: np.ndarray = field(default_factory=lambda: np.zeros((0, 1)))

    @classmethod
    def of(
        cls, number: int, coef: str, names: tuple[str, ...], term: ProcessTerm, x: np.ndarray
    ) -> Latent:
        """Return the function of one term with the positions ``x``: (n, variables).

        Raises:
            InvalidData: if the positions are to be scaled and are all equal.
        """
        extent = gp.distances(x)[1]
        if term.scaled and not extent > 0:
            raise InvalidData(
                "Could not scale GP covariates. Please set 'scale' to FALSE in 'gp'.",
                span=term.call.span,
            )
        scale = extent if term.scaled else 1.0
        scaled = x / scale
        center, limits = np.zeros(x.shape[1]), np.zeros(0)
        if term.size is not None:
            center = scaled.mean(axis=0)
            shifted = scaled - center
            limits = np.array(term.limits) * max(1.0, shifted.max() - shifted.min())
            limits = np.broadcast_to(limits, (x.shape[1],))
        return cls(number, coef, names, term.isotropic, x, scale, center, limits, term.size)

    @cached_property
    def x(self) -> np.ndarray:
        """Return the positions that the data of brms hold: scaled, (n, variables)."""
        return self.raw / self.scale

    @property
    def exact(self) -> bool:
        """Return whether the process is exact, that is, not approximated by basis functions."""
        return self.size is None

    @property
    def count(self) -> int:
        """Return the number of standard normal numbers that determine the values."""
        return len(self.raw) if self.size is None else int(self.size ** len(self.variables))

    @property
    def scales(self) -> int:
        """Return the number of length scales."""
        return 1 if self.isotropic else len(self.variables)

    @property
    def scale_coefs(self) -> tuple[str, ...]:
        """Return brms's names of the length scales: "gpx", or "gpxzx" and "gpxzz"."""
        return (self.coef,) if self.isotropic else tuple(self.coef + v for v in self.variables)

    @cached_property
    def scale_priors(self) -> tuple[str, ...]:
        """Return the default priors of the length scales."""
        inputs = [self.x] if self.isotropic else [column[:, None] for column in self.x.T]
        return tuple(gp.lscale_prior(inputs_of_scale) for inputs_of_scale in inputs)

    @cached_property
    def roots(self) -> np.ndarray:
        """Return the frequencies of the basis functions: (functions, variables)."""
        return gp.frequencies(self.size or 1, self.limits)

    @cached_property
    def matrix(self) -> np.ndarray:
        """Return the basis functions at all positions, also the new ones: (n + m, functions)."""
        positions = np.concatenate([self.raw, self.new.reshape(-1, self.raw.shape[1])])
        return gp.functions(positions / self.scale - self.center, self.limits, self.roots)

    def with_new(self, x: np.ndarray) -> Latent:
        """Return the function with further positions: the rows of ``x`` that it does not know."""
        fitted_positions = {tuple(row) for row in self.raw}
        new = dict.fromkeys(tuple(row) for row in x if tuple(row) not in fitted_positions)
        return replace(self, new=np.array(list(new), dtype=float).reshape(-1, x.shape[1]))

    def found(self, x: np.ndarray) -> np.ndarray:
        """Return the index of each position ``x`` among those of the fit and the new ones: (rows,).

        If several positions are equal, the index is that of the first one.
        """
        positions = [*map(tuple, self.raw), *map(tuple, self.new)]
        at: dict[tuple[float, ...], int] = {}
        for k, row in enumerate(positions):
            at.setdefault(row, k)
        return np.array([at[tuple(row)] for row in x], dtype=int)

    def values(self, draws: Draws, sd: np.ndarray, lscale: np.ndarray, z: np.ndarray) -> np.ndarray:
        """Return the values at the positions of the fit, or at all: (draws, n) or (draws, n + m).

        An exact process has values at the positions of the fit only. ``conditional()`` draws its
        values at new positions.
        """
        if not self.exact:
            weights = np.sqrt(gp.spectral_density(self.roots, sd, lscale)) * z
            return np.asarray(weights @ self.matrix.T)
        cache = _VALUES.setdefault(draws, {})
        key = id(self.raw)
        if key not in cache:
            cache[key] = (self.raw, gp.values(self.x, sd, lscale, z))
        return cache[key][1]

    def conditional(
        self, sd: np.ndarray, lscale: np.ndarray, z: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        """Return draws of the values at new positions, given those of the fit: (draws, m)."""
        standard = rng.standard_normal((len(z), len(self.new)))
        new = self.new / self.scale
        return gp.conditional(self.x, new, sd, lscale, z, standard)


# The values of exact processes in each draw, which each block of rows reads again.
# The cache also holds the positions, so that no other array can get their id.
_VALUES: WeakKeyDictionary[Draws, dict[int, tuple[np.ndarray, np.ndarray]]] = WeakKeyDictionary()
