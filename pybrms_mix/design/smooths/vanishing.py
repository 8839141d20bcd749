"""Penalties without a null space: smooth functions that can vanish altogether."""

from __future__ import annotations

import numpy as np

from pybrms_mix.design.smooths.natural import penalised_directions, rotated

_SHARE = 0.1  # as a fraction of the smallest positive eigenvalue, as in mgcv


def shrunken(penalty: np.ndarray, flat: int, *, equally: bool) -> np.ndarray:
    """Return the penalty with small positive eigenvalues in place of zeros.

    Source: Wood (2017), section 5.4.3. ``flat`` is the number of zero eigenvalues. If ``equally``
    is true, they all get the same positive value. Otherwise each value is a tenth of the value
    before, and eigenvectors with zeros in their first elements come first.
    """
    values, _, free = penalised_directions(penalty, len(penalty) - flat)
    free = rotated(free, np.eye(len(free)))[:, ::-1]
    steps = np.ones(free.shape[1]) if equally else np.arange(1.0, free.shape[1] + 1)
    return np.asarray(penalty + (free * (values[-1] * _SHARE**steps)) @ free.T)
