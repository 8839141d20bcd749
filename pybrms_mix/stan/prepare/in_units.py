"""A program whose unconstrained coordinates are measured in units of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.model.draws import Sample
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.stan.engines.progress import Progress
from pybrms_mix.stan.engines.protocol import Adjustable, Walk
from pybrms_mix.stan.engines.settings import Settings


@dataclass(frozen=True, eq=False)
class InUnits:
    """A program with other units of its unconstrained coordinates.

    If a response has a standard deviation of 1e-6, so have its intercepts, while logs of standard
    deviations are of the order of 1. Differences of gradients and checks of the condition of a
    metric need comparable units. A point times the units is a point of the original program, with
    the same log density. The sampler runs the original program, with the metric in the units of
    that program: its draws do not depend on the units. See ``protocol.Adjustable``.

    Attributes:
        prepared: the original program.
        units: the units: (dimension,).
    """

    prepared: Adjustable
    units: np.ndarray

    @property
    def dimension(self) -> int:
        """Return the number of unconstrained parameters."""
        return self.prepared.dimension

    def log_density(self, u: np.ndarray) -> tuple[float, np.ndarray]:
        """Return the log density at a point, and its gradient in these units."""
        value, gradient = self.prepared.log_density(u * self.units)
        return value, gradient * self.units

    def walk(
        self, starts: np.ndarray, draws: int, tuning: Tuning, settings: Settings, seed: int
    ) -> Walk:
        """Run chains without adaptation, and keep every draw."""
        original = _multiplied(tuning, self.units)
        run = self.prepared.walk(starts * self.units, draws, original, settings, seed)
        return replace(run, points=run.points / self.units)

    def sample_tuned(
        self,
        settings: Settings,
        starts: np.ndarray,
        progress: Progress,
        tunings: Sequence[Tuning],
        brief: int = 0,
    ) -> Sample:
        """Draw from the posterior without adaptation; each chain has its own tuning."""
        originals = [_multiplied(tuning, self.units) for tuning in tunings]
        return self.prepared.sample_tuned(settings, starts * self.units, progress, originals, brief)

    def sample_from(
        self, settings: Settings, starts: np.ndarray, progress: Progress, metric: np.ndarray
    ) -> Sample:
        """Draw from the posterior; the adaptation begins with the variances ``metric``."""
        variances = metric * self.units**2
        return self.prepared.sample_from(settings, starts * self.units, progress, variances)

    def settings(self, settings: Settings) -> Settings:
        """Return settings with the tuning of an earlier fit in these units."""
        former = settings.tuning
        if former is None or len(former.metric) != self.dimension:
            return settings
        return replace(settings, tuning=_multiplied(former, 1 / self.units))


def _multiplied(tuning: Tuning, units: np.ndarray) -> Tuning:
    """Return a tuning for coordinates that are multiplied by ``units``."""
    scales = units**2 if tuning.metric.ndim == 1 else np.outer(units, units)
    return replace(tuning, metric=tuning.metric * scales)
