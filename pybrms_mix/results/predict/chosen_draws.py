"""Selection of the draws of a fit that predictions use."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.public_calls import warn
from pybrms_mix.base.takes import Count
from pybrms_mix.model.draws import Draws


def alias(ndraws: Count | None, nsamples: Count | None) -> int | None:
    """Return the number of draws, given as ``ndraws`` or by its old name in brms, ``nsamples``."""
    if nsamples is None:
        return ndraws
    warn("Argument 'nsamples' is deprecated. Please use argument 'ndraws' instead.")
    return nsamples


def chosen(draws: Draws, ids: np.ndarray | None) -> Draws:
    """Return the draws at the positions ``ids``, or all of them, as one chain."""
    values = draws.values.reshape(1, draws.chains * draws.per_chain, len(draws.names))
    return Draws(values if ids is None else values[:, ids], draws.names)


def positions(
    draws: Draws,
    ndraws: Count | None,
    draw_ids: Sequence[int] | np.ndarray | None,
    rng: np.random.Generator,
) -> np.ndarray | None:
    """Return the positions of the chosen draws, or None for all of them.

    Args:
        draws: all draws.
        ndraws: the number of draws to choose at random.
        draw_ids: the positions, chain after chain, from 0; they take precedence.
        rng: the generator of random numbers.

    Raises:
        InvalidArgument: if there are fewer draws.
    """
    total = draws.chains * draws.per_chain
    if draw_ids is None and ndraws is None:
        return None
    if draw_ids is None:
        if not isinstance(ndraws, (int, np.integer)) or not 1 <= ndraws <= total:
            raise InvalidArgument(
                f"Argument 'ndraws' should be between 1 and the maximum number of draws ({total})."
            )
        draw_ids = np.sort(rng.choice(total, ndraws, replace=False))
    ids = np.asarray(draw_ids).reshape(-1)
    # NumPy would take a list of True and False for the positions 1 and 0.
    if ids.dtype.kind not in "iu" or not ids.size or ids.min() < 0 or ids.max() >= total:
        raise InvalidArgument(
            "Some 'draw_ids' indices are out of range.",
            hint=f"The indices count from 0 to {total - 1}.",
        )
    return ids
