"""Draws: numbers that a sampler drew, chains apart, under names and in an order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.model.tuning import Tuning


@dataclass(frozen=True, eq=False)
class Draws:
    """Draws of named scalar variables.

    Attributes:
        values: shape (chains, draws, variables).
        names: of the variables: brms's names in brms's order.
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
        """Return one row a draw, with ``.chain``, ``.iteration`` and ``.draw`` (from 1)."""
        frame = pd.DataFrame(self.values.reshape(-1, len(self.names)), columns=list(self.names))
        frame[".chain"] = np.repeat(np.arange(1, self.chains + 1), self.per_chain)
        frame[".iteration"] = np.tile(np.arange(1, self.per_chain + 1), self.chains)
        frame[".draw"] = np.arange(1, len(frame) + 1)
        return frame


@dataclass(frozen=True, eq=False)
class Sample:
    """What an engine returns: draws of Stan's variables, and the sampler's own statistics.

    Attributes:
        cells: by Stan's name of a variable, shape (chains, draws, *shape of the variable).
            A variable without cells (``vector[0]``) may be absent.
        stats: by Stan's name (``lp__``, ``accept_stat__``, ``stepsize__``, ``treedepth__``,
            ``n_leapfrog__``, ``divergent__``, ``energy__``), shape (chains, draws).
        engine: "stanli 0.24.0".
        seconds: time of warm-up and of sampling of each chain, shape (chains, 2); NaN if unknown.
        warmup: iterations of warm-up that each chain ran; None if they are those asked for.
        gradients: the number of gradients of the log density that all chains took, warm-up and
            preparation included; None if it is not known.
        tuning: metric and step size of the first chain, if they were found before it started.
    """

    cells: Mapping[str, np.ndarray]
    stats: Mapping[str, np.ndarray]
    engine: str
    seconds: np.ndarray
    warmup: int | None = None
    gradients: int | None = None
    tuning: Tuning | None = None
