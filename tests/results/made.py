"""Fits with artificial draws, for tests of predictions without sampling."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.results.fit import Fit


def made(
    formula: str,
    data: pd.DataFrame,
    family: str,
    draws: Mapping[str, object],
    count: int = 50,
    seed: int = 1,
) -> Fit:
    """Return a fit whose draws vary a little around the numbers of ``draws``.

    Proportions are normalised. A pair (number, 0) gives constant draws.
    """
    rng = np.random.default_rng(seed)
    columns = {}
    for name, value in draws.items():
        centre, spread = value if isinstance(value, tuple) else (value, 0.1)
        noise = spread * rng.standard_normal(count)
        columns[name] = centre * np.exp(noise) if _positive(name) else centre + noise
    total = sum(v for n, v in columns.items() if n.startswith("theta"))
    parts = {n: v / total if n.startswith("theta") else v for n, v in columns.items()}
    table = pd.DataFrame(parts)
    table[".chain"] = np.repeat([1, 2], count // 2)
    table[".iteration"] = np.tile(np.arange(1, count // 2 + 1), 2)
    table[".draw"] = np.arange(1, count + 1)
    return fit_from_draws(formula, data, family, table)


def _positive(name: str) -> bool:
    return name.startswith(("theta", "sigma", "shape", "nu", "phi", "sd_"))
