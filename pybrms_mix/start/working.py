"""The response on the scale of the linear predictor of a component."""

from __future__ import annotations

import numpy as np

from pybrms_mix.family.base import Component, Extra
from pybrms_mix.family.links import LINKS

# Probabilities of values at the edge of the support.
_EDGES = ("zi", "hu", "zoi")
_LEAST = 0.2  # The smallest number that is added to a count, so that its log is finite.


def working(
    component: Component, y: np.ndarray, extra: Extra, rng: np.random.Generator
) -> np.ndarray:
    """Return the response under the link of the component's mu: (N,), finite everywhere.

    Counts of trials become proportions, and counts of a rate are divided by their denominator. Both
    are jittered between whole numbers, because equal values would form a cluster of their own.
    Values outside the domain of the link are moved to the smallest response inside. If almost no
    response is in the domain of the link, because mu is not a mean, the link is applied to the
    ranks of the responses. For ordered categories, only ranks are used.
    """
    family = component.family
    values = y.astype(float)
    if family.ordinal:
        ranks = _ranks(values + rng.uniform(0, 1, len(y)))
        return np.asarray(np.log(ranks / (1 - ranks)))
    if family.values == "int":
        top = extra.get("trials", np.asarray(family.support.upper, dtype=float))
        values = values + rng.uniform(_LEAST, 1 - _LEAST, len(y))
        values = np.where(np.isfinite(top), values / (top + 1), values)
    values = values / extra["denom"] if "denom" in extra else values
    values = np.log(np.maximum(values, 1e-300)) if family.log_scale else values
    with np.errstate(all="ignore"):
        z = np.asarray(LINKS[component.link("mu")].forward(values), dtype=float)
    is_finite = np.isfinite(z)
    if 2 * is_finite.sum() < len(y):
        return np.asarray(LINKS[component.link("mu")].forward(_ranks(values)), dtype=float)
    return np.clip(np.where(is_finite, z, np.nan_to_num(z)), z[is_finite].min(), z[is_finite].max())


def _ranks(values: np.ndarray) -> np.ndarray:
    """Return ranks between 0 and 1."""
    return np.asarray((np.argsort(np.argsort(values)) + 0.5) / len(values))


def inner(components: tuple[Component, ...], y: np.ndarray) -> np.ndarray:
    """Return the rows that carry information on mu: a zero of a zero-inflated family does not."""
    informative = np.ones(len(y), dtype=bool)
    for component in components:
        family = component.family
        if any(d.name in _EDGES for d in family.dpars):
            informative &= (y != family.support.lower) & (y != family.support.upper)
    return informative if informative.any() else np.ones(len(y), dtype=bool)
