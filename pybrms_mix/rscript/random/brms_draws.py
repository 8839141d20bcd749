"""Random numbers of brms's own distributions, drawn from R's generators in brms's order."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.family.brms_laws import asym_laplace_quantile

# below this concentration brms draws from the circle as a whole
_FLAT = 1e-7


class _Base(Protocol):
    """R's generators that these draws use."""

    def runif(self, n: Any, min: Any = 0.0, max: Any = 1.0) -> np.ndarray: ...
    def rnorm(self, n: Any, mean: Any = 0.0, sd: Any = 1.0) -> np.ndarray: ...
    def rexp(self, n: Any, rate: Any = 1.0) -> np.ndarray: ...
    def rbeta(self, n: Any, shape1: Any, shape2: Any) -> np.ndarray: ...
    def rbinom(self, n: Any, size: Any, prob: Any) -> np.ndarray: ...


def _length(n: Any) -> int:
    return int(n) if np.ndim(n) == 0 or np.size(n) == 1 else len(n)


class BrmsDraws:
    """The generators of brms; a class with R's generators inherits from it."""

    def rvon_mises(self: _Base, n: Any, mu: Any, kappa: Any) -> np.ndarray:
        """Return ``n`` angles between -pi and pi, by the rejection method of Best and Fisher."""
        size = _length(n)
        centre, concentration = (np.resize(np.asarray(v, dtype=float), size) for v in (mu, kappa))
        if (concentration < 0).any():
            raise InvalidArgument("kappa must be non-negative")
        angles = np.empty(size)
        flat = concentration < _FLAT
        angles[flat] = self.runif(int(flat.sum()), -np.pi, np.pi)
        pending = np.flatnonzero(~flat)
        while len(pending):
            k = concentration[pending]
            tau = 1 + np.sqrt(1 + 4 * k**2)
            rho = (tau - np.sqrt(2 * tau)) / (2 * k)
            r = (1 + rho**2) / (2 * rho)
            z = np.cos(np.pi * self.runif(len(pending)))
            f = (1 + r * z) / (r + z)
            c = k * (r - f)
            u = self.runif(len(pending))
            accepted = (u < c * (2 - c)) | (u <= c * np.exp(1 - c))
            sign = np.sign(self.runif(int(accepted.sum())) - 0.5)
            angles[pending[accepted]] = centre[pending[accepted]] + sign * np.arccos(f[accepted])
            pending = pending[~accepted]
        circle = 2 * np.pi
        return np.asarray(np.where(flat, angles, (angles + np.pi) % circle - np.pi))

    def rskew_normal(
        self: _Base, n: Any, mu: Any = 0.0, sigma: Any = 1.0, alpha: Any = 0.0, xi: Any = None,
        omega: Any = None,
    ) -> np.ndarray:  # fmt: skip
        """Return ``n`` skew normal numbers, by mean and sd or by location and scale."""
        if (xi is None) != (omega is None):
            raise InvalidArgument("Give both 'xi' and 'omega' of a skew normal distribution.")
        slant = np.asarray(alpha, dtype=float)
        share = slant / np.sqrt(1 + slant**2) * np.sqrt(2 / np.pi)
        scale = np.asarray(sigma) / np.sqrt(1 - share**2) if omega is None else np.asarray(omega)
        place = np.asarray(mu) - scale * share if xi is None else np.asarray(xi)
        size = _length(n)
        first, second = self.rnorm(size), self.rnorm(size)
        signed = np.where(second > np.resize(slant, size) * first, -first, first)
        return np.asarray(np.resize(place, size) + np.resize(scale, size) * signed)

    def rinv_gaussian(self: _Base, n: Any, mu: Any = 1.0, shape: Any = 1.0) -> np.ndarray:
        """Return ``n`` inverse Gaussian numbers, by the method of Michael, Schucany and Haas."""
        size = _length(n)
        m, s = (np.resize(np.asarray(v, dtype=float), size) for v in (mu, shape))
        y = self.rnorm(size) ** 2
        x = m + m**2 * y / (2 * s) - m / (2 * s) * np.sqrt(4 * m * s * y + m**2 * y**2)
        return np.asarray(np.where(self.runif(size) <= m / (m + x), x, m**2 / x))

    def rasym_laplace(
        self: _Base, n: Any, mu: Any = 0.0, sigma: Any = 1.0, quantile: Any = 0.5
    ) -> np.ndarray:
        """Return ``n`` asymmetric Laplace numbers, by inversion."""
        share = self.runif(_length(n))
        parameters = {"mu": mu, "sigma": sigma, "quantile": quantile}
        parts = {
            n: np.resize(np.asarray(v, dtype=float), len(share)) for n, v in parameters.items()
        }
        return np.asarray(asym_laplace_quantile(share, parts))

    def rfrechet(self: _Base, n: Any, loc: Any = 0.0, scale: Any = 1.0, shape: Any = 1.0) -> Any:
        """Return ``n`` Frechet numbers."""
        return np.asarray(loc) + np.asarray(scale) * self.rexp(n) ** (-1 / np.asarray(shape))

    def rgen_extreme_value(
        self: _Base, n: Any, mu: Any = 0.0, sigma: Any = 1.0, xi: Any = 0.0
    ) -> np.ndarray:
        """Return ``n`` numbers of the generalised extreme value distribution."""
        if np.size(xi) != 1:
            raise InvalidArgument("'xi' must be one number.")
        exponentials, tail = self.rexp(n), float(np.ravel(xi)[0])
        standard_values = -np.log(exponentials) if tail == 0 else (exponentials**-tail - 1) / tail
        return np.asarray(np.asarray(mu) + np.asarray(sigma) * standard_values)

    def rbeta_binomial(self: _Base, n: Any, size: Any, mu: Any, phi: Any) -> np.ndarray:
        """Return ``n`` beta-binomial counts."""
        share = np.asarray(mu)
        odds = self.rbeta(n, share * np.asarray(phi), (1 - share) * np.asarray(phi))
        return np.asarray(self.rbinom(n, size, odds))
