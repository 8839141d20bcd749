"""Gaussian processes with an exponentiated quadratic kernel, exact and by basis functions.

The kernel is k(x, x') = sd^2 exp(-sum_d (x_d - x'_d)^2 / (2 l_d^2)). Sources: Rasmussen and
Williams (2006), sections 2.2 and 4.2; Riutort-Mayol et al. (2023) for the eigenfunctions of the
Laplace operator; Betancourt (2020) for priors of length scales.

Arrays of length scales have the shape (draws, variables), or (draws, 1) if all variables share one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from pybrms_mix.base.lazy import optimize, special
from pybrms_mix.design.rvalues import number_text

# Added to the diagonal of covariance matrices, as in brms, so that they are positive definite.
JITTER = 1e-12
_TAIL = 0.01  # the prior probability of length scales beyond each end of the distances
_LEAST = 0.01
_UNSOLVED = "normal(0, 0.5)"  # brms's prior where no inverse gamma has such tails
_CELLS = 4_000_000  # the number of cells of covariance matrices that are held at a time


def lscale_prior(x: np.ndarray) -> str:
    """Return the default prior of a length scale for the positions ``x``: (n, variables).

    The prior gives a probability of 1 % to values below the smallest distance between different
    positions, and 1 % to values above the largest one. The smallest distance counts as at least 1 %
    of the largest one.
    """
    least, most = distances(x)
    if not 0 < least < most:
        return _UNSOLVED
    low, high = max(least / most, _LEAST), 1.0  # the equations are solved on the scale of distances

    def tails(logs: np.ndarray) -> np.ndarray:
        shape, scale = np.exp(logs)
        below = special.gammaincc(shape, scale / low)
        above = special.gammainc(shape, scale / high)
        return np.log([below / _TAIL, above / _TAIL])

    with np.errstate(all="ignore"):
        solution = optimize.root(tails, [0.0, 0.0], method="lm")
    if not solution.success or np.abs(solution.fun).max() > 1e-6:
        return _UNSOLVED
    shape, scale = (number_text(round(float(v), 6)) for v in np.exp(solution.x) * [1, most])
    return f"inv_gamma({shape}, {scale})"


def distances(x: np.ndarray) -> tuple[float, float]:
    """Return the smallest positive and the largest distance between rows of ``x``; NaN for none."""
    if x.shape[1] == 1:
        gaps = np.diff(np.unique(x))
        return (float(gaps.min()), float(gaps.sum())) if gaps.size else (np.nan, 0.0)
    low, high = np.inf, 0.0
    for start in range(0, len(x), step := max(1, _CELLS // len(x))):
        away = x[start : start + step, None, :] - x
        lengths = np.sqrt((away**2).sum(axis=2))
        low = min(low, lengths[lengths > 0].min(initial=np.inf))
        high = max(high, lengths.max(initial=0.0))
    return (float(low) if np.isfinite(low) else np.nan), float(high)


def covariance(a: np.ndarray, b: np.ndarray, sd: np.ndarray, lscale: np.ndarray) -> np.ndarray:
    """Return covariances between positions ``a`` (n, D) and ``b`` (m, D): (draws, n, m).

    ``sd`` has the shape (draws,).
    """
    apart = (a[:, None, :] - b[None, :, :]) ** 2
    if lscale.shape[1] == 1:
        apart = apart.sum(axis=2, keepdims=True)
    return np.asarray(
        sd[:, None, None] ** 2 * np.exp(-0.5 * np.einsum("nmd,sd->snm", apart, lscale**-2.0))
    )


def factor(matrices: np.ndarray) -> np.ndarray:
    """Return lower triangular factors of positive semidefinite matrices: (draws, n, n)."""
    try:
        return np.linalg.cholesky(matrices)
    except np.linalg.LinAlgError:
        # Rounding can make small eigenvalues negative. They are replaced by zero.
        values, vectors = np.linalg.eigh(matrices)
        root = np.sqrt(np.maximum(values, 0.0))[:, :, None] * vectors.swapaxes(1, 2)
        lower = np.asarray(np.linalg.qr(root, mode="r")).swapaxes(1, 2)
        signs = np.where(np.diagonal(lower, axis1=1, axis2=2) < 0, -1.0, 1.0)
        return np.asarray(lower * signs[:, None, :])


def values(x: np.ndarray, sd: np.ndarray, lscale: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Return the values of the process at ``x`` (n, D): (draws, n).

    ``z`` holds standard normal numbers: (draws, n).
    """
    draws = np.empty(z.shape)
    for batch in _parts(len(z), len(x)):
        cov = covariance(x, x, sd[batch], lscale[batch]) + JITTER * np.eye(len(x))
        draws[batch] = (factor(cov) @ z[batch][:, :, None])[:, :, 0]
    return draws


def conditional(
    known: np.ndarray,
    new: np.ndarray,
    sd: np.ndarray,
    lscale: np.ndarray,
    z: np.ndarray,
    standard: np.ndarray,
) -> np.ndarray:
    """Return draws at the positions ``new``, given the values at ``known``: (draws, new).

    ``z`` holds the numbers from which ``values()`` computes the values at ``known``, and
    ``standard`` further standard normal numbers: (draws, new).
    """
    draws = np.empty(standard.shape)
    for batch in _parts(len(z), len(known) + len(new)):
        lower = factor(
            covariance(known, known, sd[batch], lscale[batch]) + JITTER * np.eye(len(known))
        )
        # With K = L L', the values at known positions are L z, so K^-1 L z is L'^-1 z.
        across = np.linalg.solve(lower, covariance(known, new, sd[batch], lscale[batch]))
        mean = across.swapaxes(1, 2) @ z[batch][:, :, None]
        remaining = covariance(new, new, sd[batch], lscale[batch]) - across.swapaxes(1, 2) @ across
        spread = factor(remaining + JITTER * np.eye(len(new))) @ standard[batch][:, :, None]
        draws[batch] = (mean + spread)[:, :, 0]
    return draws


def frequencies(size: int, limits: np.ndarray) -> np.ndarray:
    """Return the square roots of the eigenvalues of the basis functions: (size^D, D).

    ``limits`` holds the bounds of the variables: the functions are zero at -limit and limit. The
    frequency of the first variable varies fastest.
    """
    orders = np.array([choice[::-1] for choice in product(range(1, size + 1), repeat=len(limits))])
    return np.asarray(orders * np.pi / (2 * limits))


def functions(x: np.ndarray, limits: np.ndarray, roots: np.ndarray) -> np.ndarray:
    """Return the basis functions at the centred positions ``x``: (n, size^D)."""
    waves = np.sin(roots[None, :, :] * (x + limits)[:, None, :]) / np.sqrt(limits)
    return np.asarray(waves.prod(axis=2))


def spectral_density(roots: np.ndarray, sd: np.ndarray, lscale: np.ndarray) -> np.ndarray:
    """Return the spectral density of the kernel at the frequencies ``roots``: (draws, size^D)."""
    count = roots.shape[1]
    scales = np.broadcast_to(lscale, (len(lscale), count))
    scale = sd**2 * np.prod(np.sqrt(2 * np.pi) * scales, axis=1)
    return np.asarray(scale[:, None] * np.exp(-0.5 * scales**2 @ (roots**2).T))


def _parts(draws: int, positions: int) -> Iterator[slice]:
    step = max(1, _CELLS // max(1, positions**2))
    return (slice(start, start + step) for start in range(0, draws, step))
