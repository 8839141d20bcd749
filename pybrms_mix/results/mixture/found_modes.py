"""The modes that were found before a mixture was sampled. The fit stores them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.base.shown import Shown
from pybrms_mix.model.draws import MATTERS


@dataclass(frozen=True)
class SideMaximum:
    """A further maximum of a mode, connected to the highest maximum of the mode by a ridge.

    Attributes
    ----------
    mode : int
        The mode, from 0.
    point : sequence of float
        The values of the variables.
    log_density : float
        The log posterior density on the unconstrained scale.
    """

    mode: int
    point: Sequence[float]
    log_density: float


@public_methods
@dataclass(frozen=True)
class FoundModes(Shown):
    """The modes of a posterior that a search found. See ``find_modes()``.

    Attributes
    ----------
    names : sequence of str
        The names of the variables, as in brms.
    points : sequence of sequence of float
        The values of the variables at each mode, (modes, variables). The mode with the largest mass
        is the first.
    masses : sequence of float
        The mass of each mode, as a proportion of the mass of all modes that were found (see
        ``approach``). Modes that differ by an exchange of components which the model does
        not distinguish are one mode.
    log_densities : sequence of float
        The log posterior density of each mode on the unconstrained scale.
    searches : int
        The number of searches.
    gradients : int
        The number of gradients of the log density that the searches computed.
    without_mass : int
        The number of optima that are left out because their mass is unknown. From such an optimum
        the density does not fall in every direction.
    skipped : str
        The reason why there was no search; "" if there was one.
    differences : sequence of str
        A clause for each mode: which rows are in other components than in the first mode; "" for
        the first.
    sizes : sequence of sequence of float
        The mean membership of the rows in each component, (modes, components), with the labels of
        the first mode.
    approach : str
        How the masses were computed: "Laplace's approximation" or "bridge sampling".
    side : sequence of SideMaximum
        Further maxima of the modes. Maxima between which the density falls little are one mode,
        because chains pass between them; its mass is that of all its maxima.
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
    sizes: Sequence[Sequence[float]] = ()
    approach: str = "Laplace's approximation"
    side: Sequence[SideMaximum] = ()

    @property
    def matter(self) -> int:
        """Return the number of modes that hold more than 1 % of the mass.

        Returns
        -------
        int
            The number of modes.

        Examples
        --------
        >>> from pybrms_mix import FoundModes
        >>> modes = FoundModes(["b"], [[1.0], [4.0], [9.0]], [0.7, 0.295, 0.005], [-3, -2, -8])
        >>> modes.matter
        2
        """
        return int((np.asarray(self.masses) > MATTERS).sum())

    @property
    def maxima(self) -> tuple[np.ndarray, np.ndarray]:
        """Return all maxima of the modes that matter, and the mode of each, from 0.

        Returns
        -------
        points : ndarray
            The values of the variables, shape (maxima, variables).
        modes : ndarray
            The mode of each maximum, shape (maxima,).

        Examples
        --------
        >>> from pybrms_mix import FoundModes
        >>> modes = FoundModes(["b"], [[1.0], [4.0], [9.0]], [0.7, 0.295, 0.005], [-3, -2, -8])
        >>> points, numbers = modes.maxima
        >>> points.shape, numbers.tolist()
        ((2, 1), [0, 1])
        """
        side = [s for s in self.side if s.mode < self.matter]
        points = [*self.points[: self.matter], *(s.point for s in side)]
        return np.asarray(points, dtype=float), np.array(
            [*range(self.matter), *(s.mode for s in side)]
        )

    @property
    def highest(self) -> np.ndarray:
        """Return the maximum with the highest density.

        Returns
        -------
        ndarray
            The values of the variables, shape (variables,).

        Examples
        --------
        >>> from pybrms_mix import FoundModes
        >>> modes = FoundModes(["b"], [[1.0], [4.0], [9.0]], [0.7, 0.295, 0.005], [-3, -2, -8])
        >>> modes.highest
        array([4.])
        """
        points = [*self.points, *(s.point for s in self.side)]
        densities = [*self.log_densities, *(s.log_density for s in self.side)]
        return np.asarray(points[int(np.argmax(densities))], dtype=float)

    def __str__(self) -> str:
        if self.skipped:
            return f"There was no search for modes: {self.skipped}."
        if not self.masses:
            return (
                f"None of {self.searches} searches found a mode whose mass could be approximated."
            )
        count = self.matter
        masses = ", ".join(f"{m:.0%}" for m in self.masses[:count])
        head = f"{count} mode{'s' if count > 1 else ''}: {masses} ({self.searches} searches)"
        mode_lines = [
            f"mode {at + 1}: {self.differences[at]}{self._sizes(at)}"
            for at in range(1, count)
            if at < len(self.differences)
        ]
        lost_lines = (
            [
                f"The masses of {self.without_mass} further optima are unknown, since the log "
                "posterior is flat or unbounded there (a component without rows and with "
                "flat priors, or a component that has collapsed on a few rows)."
            ]
            if self.without_mass
            else []
        )
        return "\n".join([head, *mode_lines, *lost_lines])

    __repr__ = __str__

    def _sizes(self, at: int) -> str:
        """Return the shares of the components in the first mode and in another one, as text."""
        if at >= len(self.sizes):
            return ""  # fits stored by earlier versions have no sizes
        pairs = zip(self.sizes[0], self.sizes[at], strict=True)
        pairs_listed = ", ".join(
            f"{share_there:.0%} and {share_here:.0%}" for share_there, share_here in pairs
        )
        return f"; shares of the components in mode 1 and in this mode: {pairs_listed}"
