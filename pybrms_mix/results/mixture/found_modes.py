"""The modes that were found before a mixture was sampled, as the fit keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.shown import Shown

MATTERS = 0.01  # mass of a mode that is told


@dataclass(frozen=True)
class FoundModes(Shown):
    """What a search for the modes of a posterior found: see ``find_modes()``.

    Attributes:
        names: brms's names of the variables.
        points: their values at each mode, the one of the largest mass first, as brms's summary has
            them: (modes, variables).
        masses: the share of each mode in the mass of all that were found (see ``approach``). Modes
            that differ by an exchange of components that the model does not tell apart are one
            mode.
        log_densities: the log posterior density of each mode, on the unconstrained scale.
        searches: the number of searches.
        gradients: the number of gradients of the log density that they took.
        without_mass: the number of optima that are left out because the density does not fall from
            them in every direction, so that their mass is not known.
        skipped: why no modes were looked for, "" if they were.
        differences: in words, how each mode differs from the first; "" for the first.
        approach: how the masses were computed: "Laplace's approximation" or "bridge sampling".
    """

    names: Sequence[str] = ()
    points: Sequence[Sequence[float]] = ()
    masses: Sequence[float] = ()
    log_densities: Sequence[float] = ()
    searches: int = 0
    gradients: int = 0
    without_mass: int = 0
    skipped: str = ""
    differences: Sequence[str] = ()
    approach: str = "Laplace's approximation"

    @property
    def matter(self) -> int:
        """Return the number of modes that hold more than 1 % of the mass."""
        return int((np.asarray(self.masses) > MATTERS).sum())

    def __str__(self) -> str:
        if self.skipped:
            return f"No modes were looked for: {self.skipped}."
        if not self.masses:
            return f"{self.searches} searches ended at no mode whose mass could be approximated."
        count = self.matter
        masses = ", ".join(f"{m:.0%}" for m in self.masses[:count])
        head = f"{count} mode{'s' if count > 1 else ''}: {masses} ({self.searches} searches)"
        told = [
            f"mode {at + 1}: {self.differences[at]}"
            for at in range(1, count)
            if at < len(self.differences)
        ]
        lost = (
            [
                f"The mass of {self.without_mass} further optima is not known: the posterior is "
                "not rounded there (a component without rows and with flat priors, or on a few "
                "rows and without spread)."
            ]
            if self.without_mass
            else []
        )
        return "\n".join([head, *told, *lost])

    __repr__ = __str__
