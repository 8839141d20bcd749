"""Where group-level coefficients start: what is given by brms's names, as the program has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.pieces.group.correlated import CorrelatedGroup
from pybrms_mix.pieces.group.numbering import Group


def started(group: Group, values: Mapping[str, float]) -> dict[str, Any]:
    """Return the program's parameters of ``group`` where ``values`` are given by brms's names.

    Spreads that are left out start at 1, correlations and coefficients of levels at 0; those of
    a kind of which none is given are not returned, unless others cannot do without.

    Raises:
        InvalidArgument: for correlations that no correlation matrix has, for spreads that are not
            positive where levels are given, and for levels of Student's distribution.
    """
    kinds = {kind: [v.name for v in group.variables() if v.kind == kind] for kind in ("sd", "cor")}
    levels = [group.levels_of(effect) for effect in group.effects]
    leveled = any(n in values for own in levels for n in own)
    found: dict[str, Any] = {}
    sd = np.array([values.get(n, 1.0) for n in kinds["sd"]])
    sd = sd.reshape((group.size, len(group.strata.sets)), order="F")
    if leveled or any(n in values for n in kinds["sd"]):
        found[f"sd_{group.id}"] = sd if group.strata.of else sd[:, 0]
    factors = np.tile(np.eye(group.size), (len(group.strata.sets), 1, 1))
    if isinstance(group, CorrelatedGroup):
        factors = _factors(group, values)
        if leveled or any(n in values for n in kinds["cor"]):
            found[f"L_{group.id}"] = factors if group.strata.of else factors[0]
    if leveled:
        r = np.array([[values.get(n, 0.0) for n in own] for own in levels])
        found[f"z_{group.id}"] = _standardized(group, r, sd, factors)
    return found


def _factors(group: CorrelatedGroup, values: Mapping[str, float]) -> np.ndarray:
    """Return the Cholesky factors of the correlations: (sets, size, size)."""
    pairs = group.correlations(values)
    try:
        return np.asarray(np.linalg.cholesky(pairs))
    except np.linalg.LinAlgError:
        raise InvalidArgument(
            f"The correlations of '{group.group}' cannot start there: no correlation matrix has "
            "them.",
            hint="Those that are left out start at 0.",
        ) from None


def _standardized(group: Group, r: np.ndarray, sd: np.ndarray, factors: np.ndarray) -> np.ndarray:
    """Return what the program samples where the coefficients are ``r``: (size, levels)."""
    if group.tail is not None:
        raise InvalidArgument(
            f"Levels of '{group.group}' cannot start at given values: its distribution is "
            "Student's.",
            hint=f"Give their spreads, or the standardized ones, 'z_{group.id}'.",
        )
    if (sd <= 0).any():
        raise InvalidArgument(f"The spreads of '{group.group}' must start above 0.")
    own = r if group.kin is None else np.linalg.solve(group.kin, r.T).T
    z: np.ndarray = own / sd[:, group.strata.index]
    for s, factor in enumerate(factors):
        mine = group.strata.index == s
        z[:, mine] = np.linalg.solve(factor, z[:, mine])
    return z
