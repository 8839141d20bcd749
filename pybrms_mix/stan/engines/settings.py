"""How long, how often and how carefully to sample, in brms's words."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.processors import processors

SEEDS = 2**31
"""One more than the largest seed: engines keep it in 32 bits with a sign."""


@dataclass(frozen=True)
class Settings:
    """The sampler's settings.

    Attributes:
        chains: number of chains; 0 gives a sample without draws, as in brms.
        iter: iterations of each chain, warm-up included.
        warmup: of these, the iterations that adapt and are not kept; None means half.
        thin: keep every so-manieth iteration.
        cores: chains that may run at the same time; None means as many as there are
            processors (brms: 1). The draws do not depend on it.
        seed: a number from 0 to 2^31 - 1; None means another one each time.
        adapt_delta: acceptance rate that the adaptation of the step size aims at.
        max_treedepth: bound of the length of a trajectory, as a power of two.
        init_radius: random starts are uniform on (-radius, radius), unconstrained scale.

    Raises:
        InvalidArgument: if a value is out of its range.
    """

    chains: int = 4
    iter: int = 2000
    warmup: int | None = None
    thin: int = 1
    cores: int | None = None
    seed: int | None = None
    adapt_delta: float = 0.8
    max_treedepth: int = 10
    init_radius: float = 2.0

    def __post_init__(self) -> None:
        _whole("chains", self.chains, at_least=0)
        _whole("iter", self.iter, at_least=1)
        _whole("thin", self.thin, at_least=1)
        _whole("max_treedepth", self.max_treedepth, at_least=1)
        if self.warmup is not None:
            _whole("warmup", self.warmup, at_least=0)
        if self.cores is not None:
            _whole("cores", self.cores, at_least=1)
        if self.seed is not None:
            _whole("seed", self.seed, at_least=0)
        if self.seed is not None and self.seed >= SEEDS:
            raise InvalidArgument(f"seed must be less than 2^31, but it is {self.seed}.")
        if self.iter <= self.discarded:
            raise InvalidArgument(
                f"No draws would be left: iter is {self.iter} and warmup is {self.discarded}.",
                hint="iter counts the iterations of warm-up too: make it larger than warmup.",
            )
        if not 0 < self.adapt_delta < 1:
            raise InvalidArgument(
                f"adapt_delta must lie between 0 and 1, but it is {self.adapt_delta}."
            )
        if not 0 <= self.init_radius < float("inf"):
            raise InvalidArgument(
                f"The radius of random starts must not be negative, but it is {self.init_radius}."
            )

    @property
    def discarded(self) -> int:
        """Return the number of iterations of warm-up."""
        return self.iter // 2 if self.warmup is None else self.warmup

    @property
    def kept(self) -> int:
        """Return the number of iterations after warm-up, before thinning."""
        return self.iter - self.discarded

    @property
    def stored(self) -> int:
        """Return the number of draws that each chain stores."""
        return -(-self.kept // self.thin)

    @property
    def parallel(self) -> int:
        """Return the number of chains that run at the same time."""
        return max(1, min(self.chains, self.cores or processors()))

    @property
    def every(self) -> int:
        """Return the number of iterations between two reports of progress: a hundred reports."""
        return max(1, self.iter // 100)

    def settled(self) -> Settings:
        """Return the same settings with a seed: the given one, or a new one."""
        return self if self.seed is not None else replace(self, seed=secrets.randbelow(SEEDS))


def _whole(name: str, value: object, at_least: int) -> None:
    """Refuse a ``value`` that is not a whole number of ``at_least`` that size."""
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise InvalidArgument(f"{name} must be a whole number, but it is {value!r}.")
    if value.__index__() < at_least:
        raise InvalidArgument(f"{name} must be at least {at_least}, but it is {value}.")
