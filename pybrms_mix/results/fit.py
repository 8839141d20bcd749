"""Fit: a model, what was sampled from it, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np

from pybrms_mix.base.dialect import Dialect, current
from pybrms_mix.base.door import public, public_methods
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.shown import preformatted
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import GroupPiece, Model
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.results.mixture.found_modes import FoundModes

F = TypeVar("F", bound=Callable[..., Any])


class Table(Protocol):
    """A table of priors: its rows, as brms stores them and as brms prints them."""

    def __getitem__(self, at: slice) -> Table: ...

    def __add__(self, other: Any) -> Table: ...

    def __len__(self) -> int: ...

    def to_frame(self) -> pd.DataFrame:
        """Return brms's columns."""


@public_methods
@dataclass(frozen=True)
class Run:
    """The settings and the course of a run of the sampler.

    Attributes
    ----------
    engine : str
        The engine with its version, such as "stanli 0.24.0".
    chains : int
        The number of chains.
    iter : int
        The number of iterations of each chain, warm-up included.
    warmup : int
        The number of iterations of the warm-up of each chain.
    thin : int
        The interval between the draws that are kept.
    seed : int or None
        The seed.
    adapt_delta : float
        The target of the acceptance rate.
    max_treedepth : int
        The largest depth of a trajectory's tree.
    gradients : int or None
        The number of gradients of the log density in all chains, with warm-up and preparation; None
        if it is unknown.
    auto : bool
        Whether the length of the warm-up was chosen by the adaptation (``warmup = "auto"``).
    modes : FoundModes or None
        The modes that were found before sampling; None without a search.
    tuning : Tuning or None
        The metric and the step size of the first chain, if they were known before it started.
    """

    engine: str
    chains: int
    iter: int
    warmup: int
    thin: int
    seed: int | None
    adapt_delta: float
    max_treedepth: int
    gradients: int | None = None
    auto: bool = False
    modes: FoundModes | None = None
    tuning: Tuning | None = field(default=None, compare=False, repr=False)


@public_methods
@dataclass(frozen=True, eq=False)
class Fit:
    """The result of ``brm()``: a model with its draws.

    Each function of a fit is also a method: ``fixef(fit)`` is ``fit.fixef()``.

    Attributes
    ----------
    model : Model
        The model, with its rows and priors.
    draws : Draws or None
        The draws under brms's names in brms's order; None for ``empty = True``.
    stats : mapping of str to ndarray
        The statistics of the sampler by Stan's names, each (chains, draws).
    run : Run or None
        The settings of the sampler; None without sampling.
    program : str
        The Stan program.
    formula : tuple of str
        The formulas as brms prints them, one line for each parameter.
    data_name : str
        The name of the data.
    prior : Table
        The complete prior table.
    sample_prior : str
        "no", "yes" or "only".
    source : mapping of str to Any
        The R text of the model: ``formula``, ``family``, and the rows of ``prior``.
    criteria : mapping of str to Any
        The criteria that ``add_criterion()`` stored: "loo", "waic", ....
    file : Path or None
        The file of the fit; None if the fit is not stored.
    dialect : Dialect
        The version of brms whose messages, tables and defaults the fit follows.
    """

    model: Model
    draws: Draws | None
    stats: Mapping[str, np.ndarray]
    run: Run | None
    program: str
    formula: tuple[str, ...]
    data_name: str
    prior: Table
    sample_prior: str = "no"
    source: Mapping[str, Any] = field(default_factory=dict)
    criteria: Mapping[str, Any] = field(default_factory=dict)
    file: Path | None = None
    dialect: Dialect = field(default_factory=current)

    @property
    def family(self) -> str:
        """Return brms's name of the family."""
        return self.model.mixture.name

    @property
    def data(self) -> pd.DataFrame:
        """Return the rows that were fitted: the columns that the model reads, groups last.

        The index holds the labels of the rows in the user's table.
        """
        rows = self.model.frame.labelled
        groups = {name for piece in self.model.of(GroupPiece) for name in piece.factors}
        return rows[sorted(rows.columns, key=lambda name: str(name) in groups)]

    @property
    def nobs(self) -> int:
        """Return the number of rows."""
        return self.model.frame.N

    @property
    def posterior(self) -> Draws:
        """Return the draws.

        Raises:
            InvalidArgument: if the fit has none.
        """
        if self.draws is None or not self.draws.values.size:
            raise InvalidArgument(
                "The model does not contain posterior draws.",
                hint="It was made with empty=True or chains=0.",
            )
        return self.draws

    def __str__(self) -> str:
        """Return brms's summary."""
        return str(self.summary())

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return preformatted(str(self))

    if TYPE_CHECKING:
        # The functions that ``method`` adds, which a type checker cannot see.
        def __getattr__(self, name: str) -> Callable[..., Any]: ...


def method(function: F) -> F:
    """Make ``function(fit, ...)`` also ``fit.function(...)``, and return it as ``public``."""
    name = function.__name__
    assert name not in Fit.__annotations__ and not hasattr(Fit, name), f"Fit has '{name}' already"
    door = public(function)
    setattr(Fit, name, door)
    return door
