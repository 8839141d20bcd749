"""The protocol of engines: the methods of an object that runs Stan programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from pybrms_mix.base.errors import EngineError
from pybrms_mix.base.resources import template_folders
from pybrms_mix.model.draws import Sample
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.stan.engines.progress import Progress
from pybrms_mix.stan.engines.settings import Settings

Data = Mapping[str, object]
"""The data block by name: numbers, or NumPy arrays of the declared rank and type."""

Cells = dict[str, np.ndarray]
"""Variables by Stan's name, shaped as declared; those without cells may be absent."""


class ProgramError(EngineError):
    """The program is not valid Stan, or the data do not match its declarations.

    This package writes both, so the error is a fault of the package. Other engines would refuse
    them as well, so ``engine.prepare`` does not fall back to another engine.
    """

    def __init__(self, said: str) -> None:
        """``said`` is the message of the engine, with the place of the error and its line."""
        extended = len(template_folders()) > 1
        authors = "pybrms_mix, or in an extension that is active" if extended else "pybrms_mix"
        super().__init__(
            "pybrms_mix wrote a Stan program that is not valid, or data that do not match the "
            "program.\n" + said.strip(),
            hint=f"This is an error in {authors}, not in your model: please report it, with "
            "the call and this message.",
        )


REJECTED = 0.1
"""The acceptance rate below which a transition counts as rejected."""


@dataclass(frozen=True, eq=False)
class Walk:
    """A short run of chains with a fixed tuning.

    Attributes:
        points: the draws on the unconstrained scale, shape (chains, draws, dimension).
        leapfrogs: the gradients of each transition, shape (chains, draws).
        accepted: the acceptance rate of each transition, shape (chains, draws).
        diverged: whether each transition is divergent, shape (chains, draws).
    """

    points: np.ndarray
    leapfrogs: np.ndarray
    accepted: np.ndarray
    diverged: np.ndarray

    @property
    def gradients(self) -> int:
        """Return the number of gradients that the run computed."""
        return int(self.leapfrogs.sum())

    @property
    def acceptance(self) -> float:
        """Return the mean acceptance rate of the transitions."""
        return float(self.accepted.mean())

    @property
    def divergent(self) -> int:
        """Return the number of divergent transitions."""
        return int(self.diverged.sum())

    @property
    def rejected(self) -> int:
        """Return the number of transitions whose acceptance rate is below ``REJECTED``."""
        return int((self.accepted < REJECTED).sum())

    def of(self, chains: int) -> Walk:
        """Return the run of the first chains."""
        part = slice(chains)
        return Walk(
            self.points[part], self.leapfrogs[part], self.accepted[part], self.diverged[part]
        )


class Prepared(Protocol):
    """A program bound to data. An unconstrained point is a vector of ``dimension`` numbers."""

    engine: str
    """"stanli 0.24.0"."""

    @property
    def dimension(self) -> int:
        """Return the number of unconstrained parameters."""

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the names in the parameters block, in order, without empty parameters."""

    def with_data(self, changes: Data) -> Prepared:
        """Return the same program with other values for some of its data."""

    def log_density(self, u: np.ndarray) -> tuple[float, np.ndarray]:
        """Return the log density at an unconstrained point and its gradient, with the Jacobian.

        If the program rejects the point, the density is minus infinity and the gradient is NaN.
        Engines with different versions of Stan may use different parametrisations of a simplex.
        """

    def constrain(self, u: np.ndarray) -> Cells:
        """Return parameters, transformed parameters and generated quantities at a point."""

    def unconstrain(self, values: Mapping[str, object]) -> np.ndarray:
        """Return the unconstrained point at which *all* ``parameters`` have the given values.

        Raises:
            InvalidArgument: if a value is missing or outside its support.
        """

    def sample(self, settings: Settings, starts: Starts, progress: Progress) -> Sample:
        """Draw from the posterior with NUTS.

        Args:
            settings: the settings of the sampler, with a seed.
            starts: unconstrained points, shape (chains, dimension), or the radius of random starts.
            progress: the receiver of progress. Chain k does not depend on the number of chains.

        Raises:
            EngineError: if sampling fails.
            KeyboardInterrupt: at most a second after Ctrl-C, in the main thread.
        """


Starts = np.ndarray | float


@runtime_checkable
class Adjustable(Protocol):
    """A program whose engine accepts a metric and a step size."""

    @property
    def dimension(self) -> int:
        """Return the number of unconstrained parameters."""

    def log_density(self, u: np.ndarray) -> tuple[float, np.ndarray]:
        """Return the log density and its gradient, as in ``Prepared``."""

    def walk(
        self, starts: np.ndarray, draws: int, tuning: Tuning, settings: Settings, seed: int
    ) -> Walk:
        """Run one chain from each row of ``starts`` without adaptation, and keep every draw.

        Raises:
            EngineError: if the run fails.
        """

    def sample_tuned(
        self,
        settings: Settings,
        starts: np.ndarray,
        progress: Progress,
        tunings: Sequence[Tuning],
        brief: int = 0,
    ) -> Sample:
        """Draw from the posterior with NUTS without adaptation; each chain has its own tuning.

        In the first ``brief`` iterations of the warm-up, trajectories have one step.

        Raises:
            EngineError: if sampling fails.
            KeyboardInterrupt: at most a second after Ctrl-C, in the main thread.
        """

    def sample_from(
        self, settings: Settings, starts: np.ndarray, progress: Progress, metric: np.ndarray
    ) -> Sample:
        """Draw from the posterior with NUTS, whose adaptation begins with the variances ``metric``.

        Raises:
            EngineError: if sampling fails.
            KeyboardInterrupt: at most a second after Ctrl-C, in the main thread.
        """


@runtime_checkable
class Rebindable(Protocol):
    """A program whose data can be bound to another program."""

    def with_program(self, program: str, changes: Data) -> Prepared:
        """Return another program with the same data, and with further or other data.

        Raises:
            ProgramError, EngineError: as in ``Engine.prepare()``.
        """


class Engine(Protocol):
    """A back end that runs Stan programs."""

    name: str

    @property
    def version(self) -> str:
        """Return the version of the engine, or "" if the engine is not installed."""

    def check(self) -> None:
        """Raise an EngineError that names the package to install, if the engine does not work."""

    def prepare(self, program: str, data: Data) -> Prepared:
        """Bind a program to data.

        Raises:
            ProgramError: if the program is not valid, or if the data do not match its declarations.
            EngineError: if the engine does not work, or lacks a feature that the program needs.
        """
