"""Estimates of the parameters of one component, by a search with the density of its family."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.base.lazy import special
from pybrms_mix.family.base import Component, Extra
from pybrms_mix.family.links import LINKS
from pybrms_mix.model import observed

# The steps of each sweep on the unconstrained scale. The first sweep is wide, later ones are
# finer.
_SWEEPS = (np.arange(-6.0, 8.1, 0.75), np.arange(-0.8, 0.81, 0.2), np.arange(-0.2, 0.21, 0.05))
_FEW = 40  # the number of rows in a search
# The largest distance of a start from the middle of the support or from the size of the response.
_FAR = 3.0
_WORST = 1e3  # minus the log density of an impossible row
_PULL = 0.01  # Shrinkage towards 0, for parameters that the rows do not determine.


@dataclass(frozen=True, eq=False)
class Rows:
    """The responses of rows, the values of the addition terms, and the weights of the rows."""

    y: np.ndarray
    extra: Extra
    weights: np.ndarray

    @property
    def step(self) -> int:
        """Return the spacing of the rows that are used where a density is costly."""
        return max(1, len(self.y) // _FEW)

    def few(self) -> Rows:
        """Return an evenly spaced subset of the rows."""
        every_nth = slice(None, None, self.step)
        extra = {
            n: v[every_nth] if np.shape(v) == self.y.shape else v for n, v in self.extra.items()
        }
        return Rows(self.y[every_nth], extra, self.weights[every_nth])


@dataclass(frozen=True)
class Estimates:
    """The result of the search: the shift of the predictor of mu, and other parameters by name."""

    shift: float
    values: Mapping[str, float]


def fitted(
    component: Component, rows: Rows, eta: np.ndarray, scale: float, *, moves: bool = True
) -> Estimates:
    """Return the best parameters for rows with the predictor ``eta`` of mu, which may be shifted.

    Args:
        component: the component.
        rows: the rows with their weights.
        eta: the predictor of mu: (N,).
        scale: the unit of the shift of the predictor.
        moves: whether the predictor may be shifted.

    The search maximises the weighted log density in one parameter at a time, on the unconstrained
    scale.
    """
    if component.family.costly:
        rows, eta = rows.few(), eta[:: rows.step]
    names = [d.name for d in component.family.dpars[1:]]
    natural = {d.name: _natural(d.bounds, rows.y) for d in component.family.dpars[1:]}
    # A parameter in the unit of the response starts at the size of the response.
    sizes = {d.name: "{scale}" in d.prior for d in component.family.dpars[1:]}
    at = {"mu": 0.0, **{n: float(np.log(scale)) if sized else 0.0 for n, sized in sizes.items()}}
    inverse = LINKS[component.link("mu")].inverse

    def dpars(name: str, steps: np.ndarray) -> dict[str, np.ndarray]:
        point = {n: steps if n == name else np.array([v]) for n, v in at.items()}
        mu = inverse(eta + scale * point["mu"][:, None])
        return {"mu": mu, **{n: natural[n](point[n])[:, None] for n in names}}

    for sweep in _sweeps(names):
        for name, steps in (
            steps_of_name for steps_of_name in sweep if moves or steps_of_name[0] != "mu"
        ):
            tried = at[name] + steps
            density = _total(component, rows, dpars(name, tried)) - _PULL * tried**2
            at[name] = float(tried[int(np.argmax(density))])
    for name in names:
        middle = np.log(scale) if sizes[name] else 0.0
        at[name] = float(np.clip(at[name], middle - _FAR, middle + _FAR))
    return Estimates(scale * at["mu"], {n: float(natural[n](np.array(at[n]))) for n in names})


def _sweeps(names: list[str]) -> Iterator[list[tuple[str, np.ndarray]]]:
    """Yield the steps of each parameter, in the order of the search.

    The first steps of mu are small.
    """
    first, *finer = _SWEEPS
    yield [*((n, first) for n in names), ("mu", np.arange(-1.0, 1.01, 0.25))]
    for steps in finer:
        yield [(n, steps) for n in (*names, "mu")]


def _total(component: Component, rows: Rows, dpars: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the weighted log density at each step: (steps,); -inf where there is no density."""
    with np.errstate(all="ignore"):
        densities = observed.log_density(component, rows.y, dpars, rows.extra)
        # The density of an impossible row is replaced by a finite low value: one such row must not
        # rule out all parameters.
        densities = np.where((densities > -_WORST) & (densities < np.inf), densities, -_WORST)
    return np.asarray(densities @ rows.weights)


def _natural(bounds: Bounds, y: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Return the function from the unconstrained scale to the interval ``bounds``."""
    lower, upper = _side(bounds.lower, -np.inf, y), _side(bounds.upper, np.inf, y)
    if np.isfinite(lower) and np.isfinite(upper):
        return lambda t: np.asarray(lower + (upper - lower) * special.expit(t))
    return (lambda t: lower + np.exp(t)) if np.isfinite(lower) else np.asarray


def _side(text: str, default: float, y: np.ndarray) -> float:
    if text.startswith("min_Y"):
        return float(y.min())
    return float(text) if text else default
