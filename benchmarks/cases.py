"""The cases of the benchmark of modes, and parts of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import norm

TWO = "mixture(gaussian, gaussian)"
FREE = "mixture(gaussian, gaussian, order = 'none')"
RUNS_AWAY = "runs away"
ONE, SEVERAL = "one mode", "several modes"


@dataclass(frozen=True)
class Case:
    """A model, and the correct statement about its modes before it is sampled.

    Attributes:
        masses: the masses of the modes, if they are known.
    """

    data: pd.DataFrame
    formula: object
    family: str
    prior: Sequence[str]
    right: str
    masses: Sequence[float] = ()


def alike_priors(kind: str, text: str, count: int = 2) -> list[str]:
    return [f"prior({text}, {kind}, dpar = mu{k})" for k in range(1, count + 1)]


def spreads(text: str, count: int = 2) -> list[str]:
    return [f"prior({text}, class = sigma{k})" for k in range(1, count + 1)]


def heap(centre: float, count: int, spread: float = 0.7) -> np.ndarray:
    return centre + spread * np.asarray(norm.ppf((np.arange(count) + 0.5) / count))
