"""The settings of the sampler, under the names of brms."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.processors import processors
from pybrms_mix.base.wording import described
from pybrms_mix.model.tuning import Tuning

SEEDS = 2**31
"""One more than the largest seed. Engines store seeds as signed integers of 32 bits."""


@dataclass(frozen=True)
class Settings:
    """The settings of the sampler.

    Attributes:
        chains: the number of chains. With 0 the sample has no draws, as in brms.
        iter: the number of iterations of each chain, with warm-up.
        warmup: the number of iterations that adapt the sampler and are discarded. None is half of
            ``iter``. With "auto" the adaptation determines the number, and half of ``iter`` is
            kept.
        thin: the interval at which iterations are stored.
        cores: the number of chains that run at the same time. None is the number of processors
            (brms: 1). The draws do not depend on it.
        seed: a number from 0 to 2^31 - 1. With None each run has a new seed.
        adapt_delta: the target acceptance rate of the adaptation of the step size.
        max_treedepth: the largest length of a trajectory, as a power of two.
        init_radius: the radius of random starts, which are uniform on (-radius, radius) on the
            unconstrained scale.
        tuning: the metric and step size of an earlier fit, which are tried before a search.

    Raises:
        InvalidArgument: if a value is out of its range.
    """

    chains: int = 4
    iter: int = 2000
    warmup: int | str | None = None
    thin: int = 1
    cores: int | None = None
    seed: int | None = None
    adapt_delta: float = 0.8
    max_treedepth: int = 10
    init_radius: float = 2.0
    tuning: Tuning | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if isinstance(self.warmup, str) and self.warmup != "auto":
            raise InvalidArgument(
                f"warmup cannot be {self.warmup!r}.",
                hint='warmup must be a number of iterations, or "auto".',
            )
        for name, (least, most) in _RANGES.items():
            value = getattr(self, name)
            if value is not None and (name, value) != ("warmup", "auto"):
                object.__setattr__(self, name, _whole(name, value, least, most))
        if self.iter <= self.discarded:
            raise InvalidArgument(
                f"No draws would be left: iter is {self.iter} and warmup is {self.discarded}.",
                hint="iter includes the iterations of warm-up: it must be larger than warmup.",
            )
        if not _is_number(self.adapt_delta) or not 0 < self.adapt_delta < 1:
            raise InvalidArgument(
                "adapt_delta must be a number between 0 and 1, but it is "
                f"{described(self.adapt_delta)}."
            )
        if not isinstance(self.tuning, (Tuning, type(None))):
            raise InvalidArgument(
                "tuning must be the tuning of an earlier fit.", hint="For instance fit.run.tuning."
            )
        if not _is_number(self.init_radius) or not 0 <= self.init_radius < float("inf"):
            raise InvalidArgument(
                "The radius of random starting values must be a non-negative number, but it is "
                f"{described(self.init_radius)}."
            )

    @property
    def discarded(self) -> int:
        """Return the number of warm-up iterations."""
        warmup = self.warmup
        return self.iter // 2 if warmup is None or isinstance(warmup, str) else warmup

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
        """Return the number of iterations between reports of progress, a hundred in all."""
        return max(1, self.iter // 100)

    def with_warmup(self, enough: int) -> Settings:
        """Return the settings with ``enough`` warm-up iterations if the warm-up is "auto".

        The number of iterations after warm-up stays the same.
        """
        if self.warmup != "auto":
            return self
        return replace(self, warmup=enough, iter=enough + self.kept)

    def after(self, done: int) -> Settings:
        """Return the settings for the iterations that follow ``done`` iterations of warm-up."""
        return replace(self, warmup=self.discarded - done, iter=self.iter - done)

    def settled(self) -> Settings:
        """Return the settings with a seed, a new one if none was given."""
        return self if self.seed is not None else replace(self, seed=secrets.randbelow(SEEDS))


# The smallest and the largest value of each setting. Engines store signed integers of 32 bits.
_RANGES = {
    "chains": (0, 10_000),
    "iter": (1, SEEDS - 1),
    "thin": (1, SEEDS - 1),
    "max_treedepth": (1, 30),
    "warmup": (0, SEEDS - 1),
    "cores": (1, SEEDS - 1),
    "seed": (0, SEEDS - 1),
}


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float, np.number)) and not isinstance(value, bool)


def _whole(name: str, value: object, least: int, most: int) -> int:
    """Return ``value`` as an integer. Floats without a fraction are valid, such as R's ``2e2``.

    Raises:
        InvalidArgument: if ``value`` is not an integer from ``least`` to ``most``.
    """
    is_whole = hasattr(value, "__index__") or (
        isinstance(value, (float, np.floating)) and float(value).is_integer()
    )
    if isinstance(value, (bool, np.bool_)) or not is_whole:
        raise InvalidArgument(f"{name} must be a whole number, but it is {described(value)}.")
    number: int = int(value)  # type: ignore[call-overload]
    if number < least:
        raise InvalidArgument(f"{name} must be at least {least}, but it is {value}.")
    if number > most:
        limit = "less than 2^31" if most == SEEDS - 1 else f"at most {most}"
        raise InvalidArgument(f"{name} must be {limit}, but it is {value}.")
    return number
