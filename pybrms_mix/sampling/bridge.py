"""Marginal likelihoods of fitted models by bridge sampling over the log density of Stan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.psis import relative_efficiency
from pybrms_mix.base.public_calls import warn
from pybrms_mix.base.takes import Seed
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.results.compare.evidence import Bridge
from pybrms_mix.results.fit import Fit, whole_method
from pybrms_mix.results.mixture.alike import interchangeable
from pybrms_mix.results.mixture.relabel import stephens
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.sampling.order_probability import UnknownProbability, log_probability_of_order
from pybrms_mix.sampling.proposal import Halves
from pybrms_mix.sampling.symmetry import NoCounterpart, Symmetry
from pybrms_mix.stan.engines.engine import prepare
from pybrms_mix.stan.engines.progress import progress
from pybrms_mix.stan.engines.protocol import Prepared
from pybrms_mix.stan.prepare.straight import Straight

_TOLERANCE = 1e-10
_PROPOSALS = 2  # draws from a proposal for each draw that is bridged to it
_PROBED = 5  # points at which the density is compared with that of their images
_EQUAL = 1e-8  # the largest relative difference of equal densities
_FAILED = (
    "Bridgesampling failed. Perhaps you did not set 'save_pars = save_pars(all = TRUE)' when "
    "fitting your model?"
)


@whole_method
def bridge_sampler(
    fit: Fit,
    *,
    repetitions: int = 1,
    maxiter: int = 1000,
    seed: Seed | None = None,
    backend: str = "auto",
) -> Bridge:
    """Estimate the log marginal likelihood (the evidence) of a model by bridge sampling.

    The proposal is a normal distribution with the moments of one half of the unconstrained draws.
    The iterative estimator of the optimal bridge uses the other half of the draws and twice as many
    draws from the proposal. The halves then change places, and the estimate is the mean of both.
    Ordered parameters are proposed in any order and sorted. All priors have to be
    proper, since a flat prior has no marginal likelihood.

    In a mixture with ordered components, the priors integrate over the ordered region only. The
    estimate is divided by the prior probability of the order, which is 1/K! for equal priors, so
    that it is the evidence of the model without the order. In a mixture without an order, the
    estimate does not depend on label switching: for each draw, the density of the proposal is
    computed in all K! orders of the components.

    Parameters
    ----------
    fit : Fit
        A fit with ``save_pars=save_pars(all=True)``.
    repetitions : int, optional
        The number of estimates, each with new draws from the proposal.
    maxiter : int, optional
        The maximal number of iterations of the estimator.
    seed : int, optional
        The seed of the proposal. Equal seeds give equal estimates.
    backend : {"auto", "stanli", "pystan"}, optional
        The engine that evaluates the log density.

    Returns
    -------
    Bridge
        The log marginal likelihood of each repetition, with its error.

    Raises
    ------
    InvalidArgument
        If the draws lack parameters of the program.

    Warns
    -----
    PybrmsWarning
        If a prior is flat, or if an estimate did not converge.

    References
    ----------
    Meng, X.-L. and Wong, W. H. (1996). Simulating ratios of normalizing constants via a simple
    identity. Statistica Sinica, 6.

    Gronau, Q. F. et al. (2017). A tutorial on bridge sampling. Journal of Mathematical Psychology,
    81.

    Examples
    --------
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
    symmetry = _symmetry(fit, prepared)
    points, density = unconstrained(fit, prepared), _density(prepared)
    vectors: Sequence[np.ndarray] = ()
    if symmetry is not None:
        points = _aligned(fit, points, symmetry)
    else:
        straight = Straight(fit.model, prepared)
        points, density = straight.points(points), straight.density(density)
        vectors = straight.at
    rng = np.random.default_rng(seed)
    sides = [_Side.of(half, density, symmetry) for half in Halves.both(points, vectors)]
    results = [_once(sides, rng, maxiter) for _ in range(repetitions)]
    logmls, steps, errors = zip(*results, strict=True)
    shift = _order(fit)
    estimates = tuple(logml - shift for logml in logmls)
    if not all(steps):
        warn(
            f"The estimate of the marginal likelihood did not converge within {maxiter} iterations."
        )
    return Bridge(estimates, steps, errors)


def unconstrained(fit: Fit, prepared: Prepared) -> np.ndarray:
    """Return the draws on the unconstrained scale: (chains, draws, dimension).

    Raises:
        InvalidArgument: if the draws lack parameters of the program.
    """
    draws = fit.posterior if fit.draws is None else fit.draws
    cells_of_program = prepared.constrain(np.zeros(prepared.dimension))
    at: dict[str, np.ndarray] = {}
    for name in prepared.parameters:
        shape = cells_of_program[name].shape
        cells = [f"{name}[{i}]" for i in _cells(shape)] if shape else [name]
        if any(cell not in draws for cell in cells):
            raise InvalidArgument(_FAILED, hint=f"The draws lack the parameter '{name}'.")
        at[name] = draws.values[:, :, [draws.index(cell) for cell in cells]]
    unconstrained_draws = np.empty((draws.chains, draws.per_chain, prepared.dimension))
    for chain, draw in np.ndindex(unconstrained_draws.shape[:2]):
        unconstrained_draws[chain, draw] = prepared.unconstrain(
            {n: v[chain, draw].reshape(cells_of_program[n].shape, order="F") for n, v in at.items()}
        )
    return unconstrained_draws


@dataclass(frozen=True, eq=False)
class _Side:
    """An estimator whose proposal has the moments of one half of the draws.

    Attributes:
        at_draws: the log ratios at the draws of the other half.
    """

    half: Halves
    ratios: _Ratios
    at_draws: np.ndarray

    @classmethod
    def of(
        cls, half: Halves, density: Callable[[np.ndarray], float], symmetry: Symmetry | None
    ) -> _Side:
        """Compute the ratios at the draws."""
        ratios = _Ratios(half, density, symmetry)
        return cls(half, ratios, ratios.of(half.others))

    def estimate(self, rng: np.random.Generator, maxiter: int) -> tuple[float, int, float]:
        """Return an estimate, its number of iterations and its relative mean squared error."""
        size = self.half.size
        proposals = self.ratios.of(self.half.sample(_PROPOSALS * len(self.half.others), rng))
        logml, steps = bridged(self.at_draws, proposals, size, maxiter)
        error = relative_error(self.at_draws, proposals, logml, size, self.half.chains)
        return logml, steps, error


def _once(
    sides: Sequence[_Side], rng: np.random.Generator, maxiter: int
) -> tuple[float, int, float]:
    """Return an estimate, its number of iterations and its relative mean squared error.

    Each half of the draws gives the moments of a proposal once, and is bridged to the other
    proposal once. The number of iterations is 0 if one of the estimates did not converge.
    """
    logmls, steps, errors = zip(*(side.estimate(rng, maxiter) for side in sides), strict=True)
    iterations = max(steps) if all(steps) else 0
    return float(np.mean(logmls)), iterations, float(np.mean(errors)) / len(sides)


@dataclass(frozen=True, eq=False)
class _Ratios:
    """Log ratios of the density of the model to the density of the proposal.

    If components are exchangeable, the proposal is the mixture of the normal distribution over all
    orders of the components. The density and the ratios are then equal in all orders, so that
    neither draws nor proposals need to be permuted and label switching has no effect.
    """

    half: Halves
    density: Callable[[np.ndarray], float]
    symmetry: Symmetry | None

    def of(self, points: np.ndarray) -> np.ndarray:
        """Return the log ratios at points, (n, dimension)."""
        densities = self._densities(points)
        log_densities = [densities - self.half.log_density(points)]
        equal = True
        for images in self._images(points):
            # A permutation that changes volumes, as that of a simplex may do, changes the density.
            probe = self._densities(images[:_PROBED])
            equal = equal and np.allclose(probe, densities[:_PROBED], rtol=_EQUAL)
            of_images = densities if equal else self._densities(images)
            log_densities.append(of_images - self.half.log_density(images))
        return np.asarray(
            np.log(len(log_densities)) - np.logaddexp.reduce(-np.array(log_densities), axis=0)
        )

    def _images(self, points: np.ndarray) -> Iterator[np.ndarray]:
        """Yield the points with their components in each other order."""
        if self.symmetry is not None:
            for order in self.symmetry.orders[1:]:
                yield self.symmetry.images(points, order)

    def _densities(self, points: np.ndarray) -> np.ndarray:
        return np.array([self.density(u) for u in points])


def _symmetry(fit: Fit, prepared: Prepared) -> Symmetry | None:
    """Return the orders of components that the model allows; None if there is only one."""
    parameters = fit.model.parameters
    if any(any(p.ordered) or p.type == "positive_ordered" for p in parameters):
        return None
    try:
        symmetry = Symmetry(fit, prepared)
    except NoCounterpart as error:
        warn(
            "Components are exchangeable in this model, but the marginal likelihood is "
            f"computed under the labels of the chains: {error} has no counterpart in the other "
            "components. If labels do not switch in the chains, the estimate is too small by "
            "the log of the number of orders."
        )
        return None
    return symmetry if len(symmetry.orders) > 1 else None


def _aligned(fit: Fit, points: np.ndarray, symmetry: Symmetry) -> np.ndarray:
    """Return the points with the components of all draws in the same order."""
    orders = np.asarray(stephens(fit, interchangeable(fit)))
    flat = points.reshape(-1, points.shape[2])
    aligned = np.empty_like(flat)
    for order in np.unique(orders, axis=0):
        mine = (orders == order).all(axis=1)
        aligned[mine] = symmetry.images(flat[mine], order)
    return aligned.reshape(points.shape)


def _order(fit: Fit) -> float:
    """Return the log prior probability of the order in which the model keeps its components."""
    try:
        return log_probability_of_order(fit.model)
    except UnknownProbability as error:
        warn(
            f"The prior probability of the order of the components is unknown ({error}): the "
            "marginal likelihood is too small by the logarithm of this probability."
        )
        return 0.0


def bridged(
    draws: np.ndarray, proposals: np.ndarray, size: float, maxiter: int = 1000
) -> tuple[float, int]:
    """Return the log normalising constant of a density and the number of iterations.

    Args:
        draws: log ratios of the density to a normalised proposal, at draws from the density.
        proposals: the same log ratios at draws from the proposal.
        size: the effective sample size of ``draws``.
        maxiter: the maximal number of iterations; 0 is returned if the estimate does not converge.

    Source: Meng and Wong (1996), equation 4.1.
    """
    shift = float(np.median(draws))
    of_draws, two = draws - shift, proposals - shift
    first = size / (size + len(two))
    second = 1 - first
    # the initial value of R's bridgesampling, so that the number of iterations is the same
    log_r = float(np.log(0.5))
    for step in range(1, maxiter + 1):
        # The shares of the bridge are computed on the log scale, because ratios may overflow.
        above = np.exp(two - np.logaddexp(np.log(first) + two, np.log(second) + log_r))
        below = np.exp(-np.logaddexp(np.log(first) + of_draws, np.log(second) + log_r))
        new = float(np.log(above.mean()) - np.log(below.mean()))
        if abs(np.expm1(log_r - new)) <= _TOLERANCE:
            return new + shift, step
        log_r = new
    return log_r + shift, 0


def relative_error(
    draws: np.ndarray, proposals: np.ndarray, logml: float, size: float, chains: int = 1
) -> float:
    """Return the approximate relative mean squared error of an estimate.

    ``size`` is the number of draws that the estimate is based on; ``draws`` has those of each chain
    one after another. The weights of the draws in the bridge have an effective sample size of their
    own: the bridge weights the tails of the posterior, where chains mix less well than near its
    mean.

    Source: Fruehwirth-Schnatter (2004), equation 16.
    """
    first = size / (size + len(proposals))
    of_draws, two = np.exp(draws - logml), np.exp(proposals - logml)
    above = two / (first * two + 1 - first)
    below = 1 / (first * of_draws + 1 - first)
    efficiency = float(relative_efficiency(below.reshape(chains, -1, 1))[0])
    return float(
        above.var(ddof=1) / above.mean() ** 2 / len(two)
        + below.var(ddof=1) / below.mean() ** 2 / (len(below) * min(efficiency, 1.0))
    )


def _density(prepared: Prepared) -> Callable[[np.ndarray], float]:
    """Return the log density of a program with the Jacobian; -inf where it is not defined."""

    def density(u: np.ndarray) -> float:
        value = prepared.log_density(u)[0]
        return -np.inf if np.isnan(value) else value

    return density


def _cells(shape: tuple[int, ...]) -> list[str]:
    """Return the indices in the names of cells; the first index varies fastest."""
    return [",".join(str(i + 1) for i in index[::-1]) for index in np.ndindex(*shape[::-1])]


def _warn_of_flat(fit: Fit) -> None:
    """Warn of flat priors, under which the marginal likelihood is arbitrary."""
    assert isinstance(fit.prior, PriorTable)
    table = fit.prior.shown()
    flat = []
    for at, row in enumerate(fit.prior):
        below = [r for r in fit.prior if r.key.coef and replace(r.key, coef="") == row.key]
        if table.at[at, "prior"] == "(flat)" and (row.key.coef or not below):
            flat.append(str(row.key))
    if flat:
        warn(
            f"The marginal likelihood is not defined under flat priors: {', '.join(flat)}. "
            "Bayes factors and posterior probabilities of the model would be arbitrary."
        )
