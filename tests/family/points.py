"""Points at which the families are evaluated: a response and values of all parameters."""

from __future__ import annotations

import numpy as np

from pybrms_mix.family.base import Family
from pybrms_mix.family.dpars import threshold_name

# The range of each parameter; for mu by its default link.
RANGES = {
    "sigma": (0.5, 2), "nu": (2.5, 8), "shape": (0.7, 4), "phi": (2, 9), "kappa": (0.5, 5),
    "beta": (0.5, 2), "alpha": (-3, 3), "quantile": (0.1, 0.9), "zi": (0.1, 0.5), "hu": (0.1, 0.5),
    "zoi": (0.1, 0.5), "coi": (0.2, 0.8), "ndt": (0.01, 0.1), "bs": (1, 2), "bias": (0.3, 0.7),
    "xi": (-0.15, 0.15), "disc": (0.5, 2),
}  # fmt: skip
MU = {"identity": (-1.0, 1.5), "logit": (0.1, 0.9), "tan_half": (-2, 2)}
THRESHOLDS = tuple(threshold_name(number) for number in (1, 2, 3))
EDGES = {
    "zero_inflated_asym_laplace": (0.0,),
    "zero_inflated_beta": (0.0,),
    "zero_one_inflated_beta": (0.0, 1.0),
    "xbeta": (0.0, 1.0),
    "hurdle_gamma": (0.0,),
    "hurdle_lognormal": (0.0,),
}


def dpars(family: Family, rng: np.random.Generator) -> dict[str, float]:
    """Return random values of the parameters, on their natural scale."""
    low, high = MU.get(family.dpars[0].links[0], (0.5, 5))
    ranges = RANGES | {"mu": (-1.0, 1.5) if family.ordinal else (low, high)}
    found = {d.name: float(rng.uniform(*ranges[d.name])) for d in family.dpars}
    if family.ordinal:
        found |= dict(zip(THRESHOLDS, np.sort(rng.normal(0, 1.5, 3)).tolist(), strict=True))
    return found


def responses(family: Family, rng: np.random.Generator, count: int) -> list[float]:
    """Return random responses in the support, its special values first."""
    support = family.support
    if family.ordinal:
        return [1, *rng.integers(1, len(THRESHOLDS) + 2, count - 1).tolist()]
    if family.values == "int":
        top = 2 if support.upper == 1 else 6
        return [0, *rng.integers(0, top, count - 1).tolist()]
    if np.isfinite(support.upper):
        low, high = (0.05, 0.95) if support.lower == 0 else (-3.0, 3.0)
        drawn = rng.uniform(low, high, count)
    elif support.lower == 0:
        drawn = 0.2 + rng.gamma(2, 1, count)
    else:
        drawn = rng.normal(0, 2, count)
    edges = EDGES.get(family.name, ())
    return [*edges, *drawn.tolist()[: count - len(edges)]]


def adds(family: Family) -> list[str]:
    """Return the addition terms under which the density differs."""
    if "trials" in family.additions:
        return ["trials(n)"]
    if "dec" in family.additions:
        return ["dec(dec)"]
    if family.ordinal:
        return [f"thres({len(THRESHOLDS)})"]
    return ["", "rate(denom)"] if family.rate else [""]


def points(family: Family, count: int = 5) -> list[dict[str, float]]:
    """Return fixed points: response, parameters and values of the addition terms."""
    rng = np.random.default_rng(20_240)
    found = []
    for y in responses(family, rng, count):
        point = {"y": y, **dpars(family, rng)}
        if "trials" in family.additions:
            point["trials"] = int(rng.integers(6, 15))
        if "dec" in family.additions:
            point["dec"] = int(rng.integers(0, 2))
        if family.rate:
            point["denom"] = float(rng.uniform(0.5, 3))
        found.append(point)
    return found
