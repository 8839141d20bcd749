"""``mode_masses()``: the masses of the modes of a mixture by bridge sampling."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.model.draws import Draws, Optima
from pybrms_mix.results.fit import Fit, whole_method
from pybrms_mix.results.mixture.alike import interchangeable
from pybrms_mix.results.mixture.by_mode import in_modes, known_modes, nearest_modes, shares_at
from pybrms_mix.results.mixture.found_modes import FoundModes
from pybrms_mix.sampling.bridge import bridged
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.sampling.proposal import Halves
from pybrms_mix.stan.engines.engine import prepare
from pybrms_mix.stan.engines.progress import progress
from pybrms_mix.stan.engines.protocol import Prepared
from pybrms_mix.stan.prepare.straight import Straight
from pybrms_mix.start.exploring import named_modes, unfit
from pybrms_mix.start.exploring_class import exploring
from pybrms_mix.start.inits import by_stan

_DRAWS = 1000  # draws used in each mode; the error of a mass is then a few per cent
_PER_DIMENSION = 10  # the least number of draws in a mode, for each parameter


@whole_method
def mode_masses(fit: Fit, modes: FoundModes | None = None, *, seed: int | None = 1) -> FoundModes:
    """Compute the masses of the modes of a mixture by bridge sampling.

    ``find_modes()`` approximates the mass of a mode by the curvature at its maximum, which is rough
    where the posterior is skew. Here the draws in each mode are used: the posterior density,
    restricted to the points whose memberships are nearest to those of the mode, is integrated by
    a bridge to a normal distribution with the moments of the draws.

    Parameters
    ----------
    fit : Fit
        A mixture with draws in each mode that matters.
    modes : FoundModes, optional
        The modes, from ``find_modes()``. By default those that were found before the fit was
        sampled.
    seed : int, optional
        The seed of the draws from the normal distributions.

    Returns
    -------
    FoundModes
        The same modes with the new masses, in descending order of mass.

    Raises
    ------
    InvalidArgument
        If the fit keeps no modes and none are given, or if too few draws are in a mode.

    References
    ----------
    Meng, X.-L. and Wong, W. H. (1996). Simulating ratios of normalizing constants via a simple
    identity. Statistica Sinica, 6.

    Examples
    --------
    >>> fit = brm("y ~ 1", d, "mixture(gaussian, gaussian)")  # doctest: +SKIP
    >>> by_mode(fit, mode_masses(fit), combine="mass")  # doctest: +SKIP
    """
    modes_ = known_modes(fit, modes)
    if reason := unfit(fit.model):
        raise InvalidArgument(f"The masses of the modes cannot be computed: {reason}.")
    program, data = for_sampler(fit.model, fit.program, prior_only=False)
    prepared = prepare(program, data, "auto", progress=progress(2))
    regions = _Regions(fit, modes_, prepared)
    rng = np.random.default_rng(seed)
    logs = np.array([regions.log_mass(at, rng) for at in range(modes_.matter)])
    masses = np.exp(logs - np.logaddexp.reduce(logs))
    order = np.argsort(-masses, kind="stable")
    guesses = exploring(fit.model)
    cells = [prepared.constrain(regions.centre(int(at))) for at in order]
    sorted_ = Optima(
        cells, masses[order], np.asarray(modes_.log_densities)[order], modes_.searches,
        modes_.gradients, modes_.without_mass,
    )  # fmt: skip
    places = {int(at): place for place, at in enumerate(order)}
    side = tuple(replace(s, mode=places[s.mode]) for s in modes_.side if s.mode in places)
    return replace(named_modes(guesses, sorted_), approach="bridge sampling", side=side)


class _Regions:
    """The parts of the unconstrained space that belong to the modes."""

    def __init__(self, fit: Fit, found: FoundModes, prepared: Prepared) -> None:
        self._model, self._found, self._prepared = fit.model, found, prepared
        self._same = interchangeable(fit)
        self._which, self._draws = in_modes(fit, found)
        middle = prepared.constrain(np.zeros(prepared.dimension))
        self._own = {name: middle[name] for name in prepared.parameters}
        startable = {name for piece in fit.model.pieces for name in piece.startable()}
        self._settable = startable | {p.stan for p in fit.model.declared}
        self._straight = Straight(fit.model, prepared)

    def centre(self, at: int) -> np.ndarray:
        """Return the maximum of a mode as an unconstrained point."""
        return self._point(dict(zip(self._found.names, self._found.points[at], strict=True)))

    def log_mass(self, at: int, rng: np.random.Generator) -> float:
        """Return the log of the integral of the density over the region of a mode."""
        # Take draws of the chains in turn, so that both halves hold draws of each chain.
        place = np.argwhere((self._which == at + 1).T)[:, ::-1]
        least = _PER_DIMENSION * self._prepared.dimension
        if len(place) < least:
            raise InvalidArgument(
                f"{len(place)} draws are in mode {at + 1}: bridge sampling needs {least}.",
                hint="Chains must start in each mode: brm(..., init = 'auto').",
            )
        sampled_draws = place[np.linspace(0, len(place) - 1, min(len(place), _DRAWS)).astype(int)]
        names = [v.name for v in self._model.variables]
        columns = [self._draws.index(n) for n in names]
        rows = self._draws.values[sampled_draws[:, 0], sampled_draws[:, 1]][:, columns]
        points = np.array([self._point(dict(zip(names, row, strict=True))) for row in rows])
        self._check(points[0], dict(zip(names, rows[0], strict=True)))
        points = self._straight.points(points)
        density = self._straight.density(self._density)
        halves = Halves.both(points[None], self._straight.at)
        return float(np.mean([self._bridged(at, half, density, rng) for half in halves]))

    def _bridged(
        self, at: int, half: Halves, density: Callable[[np.ndarray], float],
        rng: np.random.Generator,
    ) -> float:  # fmt: skip
        proposals = half.sample(len(half.others), rng)
        inside = self._inside(at, proposals)
        proposed = np.full(len(proposals), -np.inf)
        if inside.any():
            proposed[inside] = _all(density, proposals[inside]) - half.log_density(
                proposals[inside]
            )
        at_draws = _all(density, half.others) - half.log_density(half.others)
        return bridged(at_draws, proposed, half.size)[0]

    def _point(self, by_name: Mapping[str, float]) -> np.ndarray:
        """Return the unconstrained point of values by brms's names."""
        settable = {n: v for n, v in by_name.items() if n in self._settable}
        stan = by_stan(self._model, settable)
        shaped = {
            n: np.asarray(v, dtype=float).reshape(np.shape(self._own[n])) for n, v in stan.items()
        }
        return self._prepared.unconstrain({**self._own, **shaped})

    def _check(self, point: np.ndarray, by_name: Mapping[str, float]) -> None:
        """Refuse a model whose parameters are not determined by its variables."""
        back = self._reported(point[None])
        values = dict(zip(back.names, back.values[0, 0], strict=True))
        for name, value in by_name.items():
            if not np.isclose(values[name], value, rtol=1e-6, atol=1e-8):
                raise InvalidArgument(
                    f"The masses of the modes cannot be computed: the variable '{name}' does "
                    "not determine the parameters of the program.",
                    hint="by_mode(fit, combine = 'mass') uses Laplace's approximation of the "
                    "masses.",
                )

    def _reported(self, points: np.ndarray) -> Draws:
        cells_of_points = [self._prepared.constrain(u) for u in points]
        cells = {n: np.array([c[n] for c in cells_of_points])[None] for n in cells_of_points[0]}
        return self._model.report(cells)

    def _density(self, point: np.ndarray) -> float:
        value = self._prepared.log_density(point)[0]
        return -np.inf if np.isnan(value) else float(value)

    def _inside(self, at: int, points: np.ndarray) -> np.ndarray:
        """Return which points, on the scale of the proposal, belong to the region of a mode."""
        unconstrained, valid = self._straight.back(points)
        is_inside = np.zeros(len(points), dtype=bool)
        if valid.any():
            with np.errstate(all="ignore"):
                shares = shares_at(self._model, self._reported(unconstrained[valid]))
            nearest, _ = nearest_modes(self._model, self._found, shares, self._same)
            is_inside[valid] = nearest == at
        return is_inside


def _all(density: Callable[[np.ndarray], float], points: np.ndarray) -> np.ndarray:
    return np.array([density(u) for u in points])
