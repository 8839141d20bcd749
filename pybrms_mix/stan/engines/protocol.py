"""What an engine must be able to do: the seam between this package and what runs Stan programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from pybrms_mix.base.errors import EngineError
from pybrms_mix.model.draws import Sample
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.stan.engines.progress import Progress
from pybrms_mix.stan.engines.settings import Settings

Data = Mapping[str, object]
"""The data block by name: numbers, or NumPy arrays of the declared rank and type."""

Cells = dict[str, np.ndarray]
"""Variables by Stan's name, shaped as declared; those without cells may be absent."""


class ProgramError(EngineError):
    """The program is not valid Stan, or its data are not what it declares.

    This package writes both, so that the error is a fault of the package. No engine would take
    them: ``engine.prepare`` never tries another one.
    """

    def __init__(self, said: str) -> None:
        """``said`` is the refusal in the engine's words: the place, and the line of the program."""
        super().__init__(
            "pybrms_mix wrote a Stan program that is not valid, or data that do not fit it.\n"
            + said.strip(),
            hint="This is a fault of pybrms_mix, not of your model: please report it, with the "
            "call and this message.",
        )


@dataclass(frozen=True, eq=False)
class Walk:
    """A short run of chains at a fixed tuning.

    Attributes:
        points: unconstrained, shape (chains, draws, dimension).
        gradients: the number of gradients that it took.
        acceptance: the mean acceptance rate of its transitions.
        divergent: the number of transitions that diverged.
    """

    points: np.ndarray
    gradients: int
    acceptance: float
    divergent: int


class Prepared(Protocol):
    """A program bound to data. Unconstrained points are vectors of ``dimension`` numbers."""

    engine: str
    """"stanli 0.24.0"."""

    @property
    def dimension(self) -> int:
        """Return the number of unconstrained parameters."""

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the names in the parameters block, in order; those without cells are left out."""

    def with_data(self, changes: Data) -> Prepared:
        """Return the same program with some of its data replaced."""

    def log_density(self, u: np.ndarray) -> tuple[float, np.ndarray]:
        """Return the log density at ``u`` and its gradient, Jacobian included.

        Minus infinity, with a gradient of NaN, where the program rejects the point. Engines
        with different versions of Stan need not parametrise a simplex alike.
        """

    def constrain(self, u: np.ndarray) -> Cells:
        """Return parameters, transformed parameters and generated quantities at ``u``."""

    def unconstrain(self, values: Mapping[str, object]) -> np.ndarray:
        """Return the unconstrained point of the named values of *all* ``parameters``.

        Raises:
            InvalidArgument: if a value is missing or out of its support.
        """

    def sample(self, settings: Settings, starts: Starts, progress: Progress) -> Sample:
        """Return draws of NUTS.

        ``starts``: unconstrained points, shape (chains, dimension), or the radius of random ones.
        ``settings.seed`` is not None. Chain k does not depend on the number of chains.

        Raises:
            EngineError: if sampling fails.
            KeyboardInterrupt: within a second of Ctrl-C, in the main thread.
        """


Starts = np.ndarray | float


@runtime_checkable
class Adjustable(Protocol):
    """A program whose engine takes metric and step size."""

    @property
    def dimension(self) -> int:
        """Return the number of unconstrained parameters."""

    def log_density(self, u: np.ndarray) -> tuple[float, np.ndarray]:
        """Return the log density at ``u`` and its gradient, as ``Prepared`` does."""

    def walk(
        self, starts: np.ndarray, draws: int, tuning: Tuning, settings: Settings, seed: int
    ) -> Walk:
        """Run one chain from each row of ``starts`` without adaptation; keep every draw.

        Raises:
            EngineError: if it fails.
        """

    def sample_tuned(
        self, settings: Settings, starts: np.ndarray, progress: Progress, tunings: Sequence[Tuning]
    ) -> Sample:
        """Return draws of NUTS without adaptation, each chain with a tuning of its own.

        Raises:
            EngineError: if sampling fails.
            KeyboardInterrupt: within a second of Ctrl-C, in the main thread.
        """


class Engine(Protocol):
    """Something that runs Stan programs."""

    name: str

    @property
    def version(self) -> str:
        """Return the engine's version, or nothing when it is not installed."""

    def check(self) -> None:
        """Do nothing, or raise an EngineError that names what to install."""

    def prepare(self, program: str, data: Data) -> Prepared:
        """Return ``program`` bound to ``data``.

        Raises:
            ProgramError: if ``program`` is not valid, or ``data`` are not what it declares.
            EngineError: if the engine is not usable, or lacks something that ``program`` needs.
        """
