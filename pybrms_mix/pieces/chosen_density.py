"""The choice of the density of a component, given its links and the additions of its response."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pybrms_mix.family.base import Component, Density, Mixture


def density(
    component: Component, extra: Mapping[str, object], *, natural: bool = False
) -> tuple[Density, bool]:
    """Return the density of a component, and whether it takes the linear predictor of mu.

    ``extra`` holds the addition terms. A density that takes the linear predictor is chosen if the
    family has one for the link. Censoring, truncation and ``natural`` require the density that
    takes mu on its natural scale. A family may have another density for a ``rate()`` term.
    """
    family = component.family
    if "denom" in extra and family.rate is not None:
        return family.rate, False
    fused = family.fused.get(component.link("mu"))
    natural = natural or "cens" in extra or "lb" in extra
    return (family.density, False) if fused is None or natural else (fused, True)


def densities(
    mixture: Mixture, extra: Mapping[str, object], equal: Mapping[str, str]
) -> dict[int, tuple[Density, bool]]:
    """Return the ``density`` of each component, by number.

    Components that share one mu by ``equal`` have densities with the same argument: either all
    take the linear predictor of mu, or all take mu itself.
    """
    densities_ = {c.number: density(c, extra) for c in mixture.components}
    names = {k: mixture.label("mu", k) for k in densities_}
    mus = {k: equal.get(name, name) for k, name in names.items()}
    natural = {mus[k] for k, (_, fused) in densities_.items() if not fused}
    return {
        c.number: density(c, extra, natural=mus[c.number] in natural) for c in mixture.components
    }


def truncation(extra: Mapping[str, np.ndarray]) -> str:
    """Return which truncation bounds there are: "none", "lower", "upper" or "both"."""
    if "lb" not in extra:
        return "none"
    lower, upper = (bool(np.isfinite(extra[n]).any()) for n in ("lb", "ub"))
    return "both" if lower and upper else "lower" if lower else "upper" if upper else "none"


def row(extra: Mapping[str, np.ndarray]) -> str:
    """Return how rows are observed: "exact", "censored" or "interval"."""
    if "cens" not in extra:
        return "exact"
    return "interval" if "rcens" in extra else "censored"
