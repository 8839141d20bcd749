"""The record of a link function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Link:
    """A link function.

    Attributes:
        stan: the name of the *inverse* link in Stan ("exp"); empty for the identity.
        needs: a file of ``templates/functions/`` that defines the inverse link, if Stan lacks it.
    """

    name: str
    stan: str
    forward: Callable[[np.ndarray], np.ndarray]
    inverse: Callable[[np.ndarray], np.ndarray]
    needs: str = ""
