"""The marginal likelihood of a fitted model, by bridge sampling over Stan's own log density."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, PybrmsWarning
from pybrms_mix.base.lazy import linalg
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.results.compare.evidence import Bridge
from pybrms_mix.results.compare.psis import relative_efficiency
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.stan.engines.engine import prepare
from pybrms_mix.stan.engines.progress import progress
from pybrms_mix.stan.engines.protocol import Prepared

_TOLERANCE = 1e-10
_FAILED = (
    "Bridgesampling failed. Perhaps you did not set 'save_pars = save_pars(all = TRUE)' when "
    "fitting your model?"
)


@method
def bridge_sampler(
    fit: Fit,
    *,
    repetitions: int = 1,
    maxiter: int = 1000,
    seed: int | None = None,
    backend: str = "auto",
) -> Bridge:
    """Return an estimate of the log marginal likelihood of the model: the evidence.

    The proposal is a normal distribution with the moments of half of the unconstrained draws; the
    other half, and as many draws of the proposal, are what the iterative estimator of the optimal
    bridge is computed from. Priors have to be proper: a flat one has no marginal likelihood.
    Many draws are needed, of the order of 10,000, before comparisons can be trusted.

    Args:
        fit: fitted with ``save_pars=save_pars(all=True)``.
        repetitions: how often to estimate, each time with other draws of the proposal.
        maxiter: the most steps of the iteration.
        seed: the same seed gives the same estimate.
        backend: the engine of the log density: "auto", "stanli" or "pystan".

    Raises:
        InvalidArgument: if the draws lack parameters of the program.

    Warns:
        PybrmsWarning: if a prior is flat, or an estimate did not settle.

    Source: Meng and Wong (1996); Gronau et al. (2017), as R's bridgesampling.

    >>> from pybrms_mix import brm, bridge_sampler, save_pars
    >>> fit = brm("y ~ 1", d, save_pars=save_pars(all=True))  # doctest: +SKIP
    >>> bridge_sampler(fit, seed=1)  # doctest: +SKIP
    Bridge sampling estimate of the log marginal likelihood: -33.01245
    Estimate obtained in 4 iteration(s) via method "normal".
    """
    if repetitions < 1 or maxiter < 1:
        raise InvalidArgument("'repetitions' and 'maxiter' must be at least 1.")
    _warn_of_flat(fit)
    only = fit.sample_prior == "only"
    program, data = for_sampler(fit.model, fit.program, prior_only=only)
    prepared = prepare(program, data, backend, progress=progress(2))
    points = unconstrained(fit, prepared)
    density = _density(prepared)
    rng = np.random.default_rng(seed)
    half = _Halves.of(points)
    at_draws = np.array([density(u) for u in half.others])
    found = [_once(half, at_draws, density, rng, maxiter) for _ in range(repetitions)]
    estimates, steps, errors = zip(*found, strict=True)
    if not all(steps):
        warnings.warn(
            f"The marginal likelihood did not settle within {maxiter} iterations.",
            PybrmsWarning,
            stacklevel=2,
        )
    return Bridge(estimates, steps, errors)


def unconstrained(fit: Fit, prepared: Prepared) -> np.ndarray:
    """Return the draws as points of the unconstrained space: (chains, draws, dimension).

    Raises:
        InvalidArgument: if the draws lack parameters of the program.
    """
    draws = fit.posterior
    own = prepared.constrain(np.zeros(prepared.dimension))
    at: dict[str, np.ndarray] = {}
    for name in prepared.parameters:
        shape = own[name].shape
        cells = [f"{name}[{i}]" for i in _cells(shape)] if shape else [name]
        if any(cell not in draws for cell in cells):
            raise InvalidArgument(_FAILED, hint=f"The draws lack the parameter '{name}'.")
        at[name] = draws.values[:, :, [draws.index(cell) for cell in cells]]
    found = np.empty((draws.chains, draws.per_chain, prepared.dimension))
    for chain, draw in np.ndindex(found.shape[:2]):
        found[chain, draw] = prepared.unconstrain(
            {n: v[chain, draw].reshape(own[n].shape, order="F") for n, v in at.items()}
        )
    return found


@dataclass(frozen=True, eq=False)
class _Halves:
    """Half of the draws as a normal distribution, and the other half.

    Attributes:
        mean: of the first half of each chain.
        root: lower Cholesky factor of its covariance.
        others: the other half, (draws, dimension).
        size: its effective sample size.
    """

    mean: np.ndarray
    root: np.ndarray
    others: np.ndarray
    size: float

    @classmethod
    def of(cls, points: np.ndarray) -> _Halves:
        """Return the halves of (chains, draws, dimension)."""
        dimension, half = points.shape[2], points.shape[1] // 2
        first = points[:, :half].reshape(-1, dimension)
        second = points[:, half:]
        if len(first) <= dimension or half < 4:
            raise InvalidArgument(
                f"{2 * len(first)} draws are too few for {dimension} parameters.",
                hint="Sample more: iter.",
            )
        covariance = np.atleast_2d(np.cov(first, rowvar=False))
        efficiency = float(np.median(relative_efficiency(second)))
        others = second.reshape(-1, dimension)
        # A random walk can look more efficient than independent draws: no more than those count.
        size = len(others) * min(efficiency, 1.0)
        return cls(first.mean(axis=0), np.linalg.cholesky(covariance), others, size)

    def log_density(self, u: np.ndarray) -> np.ndarray:
        """Return the log density of the normal distribution at (n, dimension)."""
        z = linalg.solve_triangular(self.root, (u - self.mean).T, lower=True)
        constant = len(self.mean) * np.log(2 * np.pi) / 2 + np.log(np.diag(self.root)).sum()
        return np.asarray(-np.square(z).sum(axis=0) / 2 - constant)

    def sample(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """Return draws of the normal distribution: (count, dimension)."""
        return np.asarray(self.mean + rng.standard_normal((count, len(self.mean))) @ self.root.T)


def _once(
    half: _Halves,
    at_draws: np.ndarray,
    density: Callable[[np.ndarray], float],
    rng: np.random.Generator,
    maxiter: int,
) -> tuple[float, int, float]:
    """Return an estimate, the steps that it took, and its relative mean squared error."""
    proposed = half.sample(len(half.others), rng)
    draws = at_draws - half.log_density(half.others)
    proposals = np.array([density(u) for u in proposed]) - half.log_density(proposed)
    logml, steps = bridged(draws, proposals, half.size, maxiter)
    return logml, steps, relative_error(draws, proposals, logml, half.size)


def bridged(
    draws: np.ndarray, proposals: np.ndarray, size: float, maxiter: int = 1000
) -> tuple[float, int]:
    """Return the log of the normalising constant of a density, and the steps that it took.

    Args:
        draws: log ratios of the density to a normalised proposal, at draws from the density.
        proposals: the same at draws from the proposal.
        size: the effective sample size of ``draws``.
        maxiter: the most steps; if they do not suffice, the number of steps is 0.

    Source: Meng and Wong (1996), equation 4.1.
    """
    shift = float(np.median(draws))
    one, two = draws - shift, proposals - shift
    first = size / (size + len(two))
    second = 1 - first
    log_r = float(np.log(0.5))  # where R starts: the number of steps is then the same
    for step in range(1, maxiter + 1):
        # Shares of the bridge, on the log scale: ratios may be of any size.
        above = np.exp(two - np.logaddexp(np.log(first) + two, np.log(second) + log_r))
        below = np.exp(-np.logaddexp(np.log(first) + one, np.log(second) + log_r))
        new = float(np.log(above.mean()) - np.log(below.mean()))
        if abs(np.expm1(log_r - new)) <= _TOLERANCE:
            return new + shift, step
        log_r = new
    return log_r + shift, 0


def relative_error(draws: np.ndarray, proposals: np.ndarray, logml: float, size: float) -> float:
    """Return the relative mean squared error of an estimate, approximately.

    Source: Fruehwirth-Schnatter (2004), equation 16.
    """
    first = size / (size + len(proposals))
    one, two = np.exp(draws - logml), np.exp(proposals - logml)
    above = two / (first * two + 1 - first)
    below = 1 / (first * one + 1 - first)
    return float(
        above.var(ddof=1) / above.mean() ** 2 / len(two)
        + below.var(ddof=1) / below.mean() ** 2 / size
    )


def _density(prepared: Prepared) -> Callable[[np.ndarray], float]:
    """Return the log density of a program, Jacobian included; -inf where it has none."""

    def density(u: np.ndarray) -> float:
        value = prepared.log_density(u)[0]
        return -np.inf if np.isnan(value) else value

    return density


def _cells(shape: tuple[int, ...]) -> list[str]:
    """Return the indices of cells as names have them, the first index fastest."""
    return [",".join(str(i + 1) for i in index[::-1]) for index in np.ndindex(*shape[::-1])]


def _warn_of_flat(fit: Fit) -> None:
    """Warn of priors without a density: their marginal likelihood is of an arbitrary size."""
    assert isinstance(fit.prior, PriorTable)
    shown = fit.prior.shown()
    flat = []
    for at, row in enumerate(fit.prior):
        below = [r for r in fit.prior if r.key.coef and replace(r.key, coef="") == row.key]
        if shown.at[at, "prior"] == "(flat)" and (row.key.coef or not below):
            flat.append(str(row.key))
    if flat:
        warnings.warn(
            f"The marginal likelihood is not defined under flat priors: {', '.join(flat)}. "
            "Bayes factors and posterior probabilities of the model would be arbitrary.",
            PybrmsWarning,
            stacklevel=3,
        )
