"""Knots of variables as rows in which expressions of these variables can be evaluated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pybrms_mix.syntax.nodes import Name


@dataclass(frozen=True, eq=False)
class KnotRows:
    """Rows whose columns are the knots of variables, so that ``log(x)`` gives the knots of log(x).

    Attributes:
        knots: the knots by the variable.
    """

    knots: Mapping[str, np.ndarray]

    @property
    def N(self) -> int:  # noqa: N802
        """Return the largest number of knots."""
        return max(len(k) for k in self.knots.values())

    @property
    def rows(self) -> np.ndarray:
        """Return the positions of the rows."""
        return np.arange(self.N)

    @property
    def fitted(self) -> bool:
        """Return False: knots are not rows of the data."""
        return False

    def column(self, name: Name) -> np.ndarray:
        """Return the knots of a variable."""
        return np.asarray(self.knots[name.text], dtype=float)
