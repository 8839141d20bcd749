"""Draws of variables: the chains of a sampler, with names and an order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.model.tuning import Tuning


@dataclass(frozen=True, eq=False)
class Draws:
    """Draws of named scalar variables.

    Attributes:
        values: the draws: shape (chains, draws, variables).
        names: brms's names of the variables, in brms's order.
    """

    values: np.ndarray
    names: tuple[str, ...]
    _at: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        assert self.values.ndim == 3 and self.values.shape[2] == len(self.names), self.values.shape
        object.__setattr__(self, "_at", {name: i for i, name in enumerate(self.names)})

    @property
    def chains(self) -> int:
        """Return the number of chains."""
        return int(self.values.shape[0])

    @property
    def per_chain(self) -> int:
        """Return the number of draws of each chain."""
        return int(self.values.shape[1])

    def __contains__(self, name: object) -> bool:
        return name in self._at

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def index(self, name: str) -> int:
        """Return the position of ``name``.

        Raises:
            InvalidArgument: if there is no such variable.
        """
        if name not in self._at:
            raise InvalidArgument(
                f"The draws hold no variable '{name}'.", hint=did_you_mean(name, self.names)
            )
        return self._at[name]

    def __getitem__(self, name: str) -> np.ndarray:
        """Return the draws of ``name``, chain after chain: shape (chains * draws,)."""
        return self.values[:, :, self.index(name)].reshape(-1)

    def matrix(self, names: list[str] | tuple[str, ...]) -> np.ndarray:
        """Return the draws of ``names``, chain after chain: shape (chains * draws, len(names))."""
        at = [self.index(name) for name in names]
        return self.values[:, :, at].reshape(-1, len(at))

    def select(self, names: list[str] | tuple[str, ...]) -> Draws:
        """Return the draws of ``names`` alone, in that order."""
        at = [self.index(name) for name in names]
        return Draws(self.values[:, :, at], tuple(names))

    def to_frame(self) -> pd.DataFrame:
        """Return a table with a row for each draw, and ``.chain``, ``.iteration``, ``.draw``."""
        frame = pd.DataFrame(self.values.reshape(-1, len(self.names)), columns=list(self.names))
        frame[".chain"] = np.repeat(np.arange(1, self.chains + 1), self.per_chain)
        frame[".iteration"] = np.tile(np.arange(1, self.per_chain + 1), self.chains)
        frame[".draw"] = np.arange(1, len(frame) + 1)
        return frame


MATTERS = 0.01
"""The share of the mass above which a mode gets a chain and is reported."""


@dataclass(frozen=True, eq=False)
class SideOptimum:
    """A further maximum of a mode.

    Attributes:
        mode: the mode, from 0.
        cells: the values of Stan's variables at the maximum.
        log_density: the log density there on the unconstrained scale.
    """

    mode: int
    cells: Mapping[str, np.ndarray]
    log_density: float


@dataclass(frozen=True, eq=False)
class Optima:
    """Modes of a program's density, by decreasing mass.

    Attributes:
        cells: the values of Stan's variables at each mode.
        masses: the mass of each mode as a share of the mass of all modes.
        log_densities: the log density of each mode on the unconstrained scale.
        searches: the number of searches that found the modes.
        gradients: the number of gradients that the searches computed.
        without_mass: the number of optima that are left out because their mass is unknown.
        side: further maxima of the modes.
    """

    cells: Sequence[Mapping[str, np.ndarray]]
    masses: np.ndarray
    log_densities: np.ndarray
    searches: int
    gradients: int
    without_mass: int
    side: Sequence[SideOptimum] = ()


@dataclass(frozen=True, eq=False)
class Sample:
    """The result of an engine: draws of Stan's variables, and the statistics of the sampler.

    Attributes:
        cells: draws by Stan's name of a variable: shape (chains, draws, *shape of the variable). A
            variable without cells (``vector[0]``) may be absent.
        stats: statistics by Stan's name (``lp__``, ``accept_stat__``, ``stepsize__``,
            ``treedepth__``, ``n_leapfrog__``, ``divergent__``, ``energy__``): shape (chains,
            draws).
        engine: the name and version of the engine: "stanli 0.24.0".
        seconds: the time of warm-up and of sampling of each chain: shape (chains, 2). NaN if
            unknown.
        warmup: the number of warm-up iterations of each chain; None if it is the requested number.
        gradients: the number of gradients of the log density that all chains computed, in
            preparation, warm-up and sampling; None if it is unknown.
        optima: the modes that were found before sampling; None if the engine searched for none.
        unsearched: the reason why the engine did not search for modes; "" if it searched.
        tuning: the metric and the step size of the first chain, if they were known before it
            started.
        algorithm: "sampling", or the approximation that the draws come from.
    """

    cells: Mapping[str, np.ndarray]
    stats: Mapping[str, np.ndarray]
    engine: str
    seconds: np.ndarray
    warmup: int | None = None
    gradients: int | None = None
    optima: Optima | None = None
    unsearched: str = ""
    tuning: Tuning | None = None
    algorithm: str = "sampling"
