"""The record of a link function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Link:
    """A link function.

    Where Stan lacks the inverse link, there are two functions, one of numbers and one of vectors.
    Their names differ, because stanc does not insert the body of a function whose name has several
    meanings in place of its calls, and it then stores the vectors number by number.

    Attributes:
        stan: the name of the *inverse* link in Stan ("exp"); empty for the identity.
        needs: a file of ``templates/functions/`` that defines the inverse link, if Stan lacks it.
    """

    name: str
    stan: str
    forward: Callable[[np.ndarray], np.ndarray]
    inverse: Callable[[np.ndarray], np.ndarray]
    needs: str = ""

    def function(self, *, varying: bool) -> str:
        """Return the name of the inverse link in Stan, of a number or of a vector."""
        return f"{self.stan}_each" if self.needs and varying else self.stan

    def files(self, *, varying: bool) -> tuple[str, ...]:
        """Return the files of ``templates/functions/`` that define that function."""
        return (f"{self.needs}_each" if varying else self.needs,) if self.needs else ()
