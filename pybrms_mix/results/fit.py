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
    """How a fit was sampled.

    Attributes:
        engine: "stanli 0.24.0".
        iter: iterations of each chain that ran, warm-up among them.
        gradients: of the log density that all chains took, warm-up and preparation included; None
            if it is not known.
        auto: whether the warm-up was as long as adaptation needed (``warmup = "auto"``).
        modes: the modes that were found before sampling; None if none were looked for.
        tuning: metric and step size of the first chain, if they were found before it started.
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
    """What ``brm()`` returns: print it, or hand it to the functions of the package.

    Each function of a fit is its method as well: ``fixef(fit)`` is ``fit.fixef()``.

    Attributes:
        model: the model, with its rows and priors.
        draws: under brms's names in its order; without draws for ``empty = True``.
        stats: the sampler's statistics by Stan's names, each (chains, draws).
        run: how it was sampled; None if it was not.
        program: the Stan program.
        formula: as brms prints it, a line for each parameter.
        data_name: what the data were called.
        prior: the complete prior table.
        sample_prior: "no", "yes" or "only".
        source: what the fit was made of, as R text: ``formula``, ``family``, ``prior`` rows.
        criteria: what ``add_criterion`` stored: "loo", "waic", ....
        file: where the fit is stored, if it is.
        dialect: the version of brms whose words, tables and defaults it follows.
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
