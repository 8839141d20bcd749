"""The record of a family: all facts that the package has about one distribution."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from pybrms_mix.family.records import Array, Density, Dpar, Dpars, Extra, Support
from pybrms_mix.family.user_facts import UserFacts


@dataclass(frozen=True, eq=False, repr=False)
class Family:
    """The distribution of a response: a record of all facts that the package has about a family.

    Attributes:
        name: brms's name.
        dpars: the distributional parameters; the first is ``mu``.
        values: "real" or "int".
        support: the support of the response.
        masses: the values with a point probability; all other values have a density.
        density: the density of a row, with the parameters on their natural scale.
        fused: densities that take the *linear predictor* of mu under a link
            (``{"log": Density("poisson_log", ...)}``). The inverse link is then not applied.
        rate: the density on the natural scale for a model with a ``rate(denom)`` term, which no
            density in ``fused`` has. The NumPy functions read ``extra["denom"]`` themselves.
        log_density: ``(y, dpars, extra) -> (draws, N)`` in NumPy. The function never takes the
            logarithm of a density that it computed, since the density may underflow.
        mean: ``(dpars, extra) -> (draws, N)``.
        sample: ``(rng, dpars, extra) -> (draws, N)``. The parameters are broadcast to this shape.
        truncated: the mean within the bounds ``lb`` and ``ub`` of ``extra``, with the arguments of
            ``mean``; None where brms has none.
        cdf: P(response <= y), ``(y, dpars, extra) -> (draws, N)``, for families that allow
            censoring or truncation.
        ccdf: P(response > y) in the same form, where 1 - cdf would lose precision.
        additions: the addition terms that the family accepts.
        requires: the addition terms that the family requires.
        aliases: other spellings that brms accepts.
        mixes: whether brms allows the family in ``mixture()``.
        mixes_later: whether brms 2.23 allows the family in ``mixture()``.
        deprecated: whether brms 2.23 warns that a later version will not have the family.
        log_scale: whether default priors are computed from the log of the response, as for
            lognormal.
        ordinal: whether the response is an ordered category, numbered from 1. The NumPy functions
            then take the thresholds ``thres1``, ``thres2``, ... beside the parameters, each of
            shape (draws, N) or (draws, 1). An infinite threshold stands for an absent one.
        ascending: whether the thresholds of an ordinal family ascend.
        takes_off: whether the density of an ordinal family depends on threshold minus mu; otherwise
            it depends on mu minus threshold.
        unit: the density for models in which ``disc`` is 1 and all rows have the same thresholds.
        probabilities: ``(dpars, extra) -> (draws, N, C)``: the probabilities of the categories of
            an ordinal family.
        variants: the same family under each link of mu, for families whose link belongs to the
            distribution. A component holds the variant that it uses.
        recode: whether brms recodes two distinct values to 0 and 1 (bernoulli).
        facts: the names of numbers that the density needs and that are computed from the response
            (``min_Y``).
        correlates: whether brms may correlate its residuals across several responses.
        normal: whether the response is normal with mean mu and standard deviation sigma.
        costly: whether the log density of a row is a sum of many terms.
        origin: the package that defines the family: "brms", or another name for a family that brms
            lacks, about which brms has no facts.
        own: the facts that only a family of the user has; None for a family of a package.
    """

    name: str
    dpars: tuple[Dpar, ...]
    values: Literal["real", "int"]
    density: Density
    log_density: Callable[[Array, Dpars, Extra], Array]
    mean: Callable[[Dpars, Extra], Array]
    sample: Callable[[np.random.Generator, Dpars, Extra], Array]
    support: Support = field(default_factory=Support)
    masses: tuple[float, ...] = ()
    fused: Mapping[str, Density] = field(default_factory=dict)
    rate: Density | None = None
    truncated: Callable[[Dpars, Extra], Array] | None = None
    cdf: Callable[[Array, Dpars, Extra], Array] | None = None
    ccdf: Callable[[Array, Dpars, Extra], Array] | None = None
    additions: frozenset[str] = frozenset()
    requires: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()
    mixes: bool = True
    mixes_later: bool = True
    deprecated: bool = False
    log_scale: bool = False
    ordinal: bool = False
    ascending: bool = False
    takes_off: bool = True
    unit: Density | None = None
    probabilities: Callable[[Dpars, Extra], Array] | None = None
    variants: Mapping[str, Family] = field(default_factory=dict)
    recode: bool = False
    facts: tuple[str, ...] = ()
    correlates: bool = False
    normal: bool = False
    costly: bool = False
    origin: str = "brms"
    own: UserFacts | None = None

    def dpar(self, name: str) -> Dpar:
        """Return the parameter with the name ``name``."""
        return next(d for d in self.dpars if d.name == name)

    @property
    def vanishes(self) -> bool:
        """Whether the density on the natural scale may be zero at a response in its support."""
        return self.density.vanishes

    def __repr__(self) -> str:
        return self.name
