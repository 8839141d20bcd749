"""Chains of draws, the records of R's coda."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.named_matrix import axes_of, matrix_of
from pybrms_mix.r.values.r_vectors import numeric, read

_PLACES = "mcpar"


class ChainList(list[Any]):
    """A list of chains, coda's ``mcmc.list``: matrices with a column for each variable."""

    classes: tuple[str, ...] = ("mcmc.list",)


@dataclass(frozen=True, eq=False)
class Chains:
    """Chains of draws in one array.

    Attributes
    ----------
    draws
        The draws with the axes chain, iteration and variable.
    names
        The names of the variables.
    start, thin
        The number of the first iteration, and the distance between two iterations.
    several
        Whether R has a list of chains.
    unnamed
        Whether the variable is a vector without a name.
    """

    draws: np.ndarray
    names: tuple[str, ...]
    start: int = 1
    thin: int = 1
    several: bool = False
    unnamed: bool = False

    @classmethod
    def of(cls, x: Any) -> Chains:
        """Return a list of chains, or one chain as a vector or a matrix, as an array."""
        if isinstance(x, ChainList):
            chains = [cls.of(c) for c in x]
            return replace(chains[0], draws=np.concatenate([c.draws for c in chains]), several=True)
        if isinstance(x, pd.DataFrame) or np.ndim(x) > 1:
            start, thin = getattr(x, "attrs", {}).get(_PLACES, (1, 1))
            column_names = axes_of(x)[1] or tuple(f"var{n + 1}" for n in range(np.shape(x)[1]))
            cells = np.asarray(x, dtype=float)[None]
            return cls(cells, tuple(map(str, column_names)), start=start, thin=thin)
        cells = numeric(read(x)).data.astype(float)
        return cls(cells[None, :, None], ("var1",), unnamed=True)

    @property
    def end(self) -> int:
        """Return the number of the last iteration."""
        return int(self.start + (self.draws.shape[1] - 1) * self.thin)

    def chain(self, place: int) -> Any:
        """Return one chain as a matrix, or as a vector without a name."""
        if self.unnamed:
            return self.draws[place, :, 0]
        matrix = matrix_of(self.draws[place], None, self.names)
        matrix.attrs[_PLACES] = (self.start, self.thin)
        return matrix

    def from_iteration(self, start: float, end: float) -> Chains:
        """Return the iterations whose numbers lie between two numbers."""
        numbers = self.start + np.arange(self.draws.shape[1]) * self.thin
        inside = (numbers >= start - 1e-9) & (numbers <= end + 1e-9)
        return replace(self, draws=self.draws[:, inside], start=int(numbers[inside][0]))
