"""Draws of group-level coefficients for levels that are not in the data of the fit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, UnknownLevel
from pybrms_mix.base.public_calls import warn
from pybrms_mix.design.collate import collated
from pybrms_mix.design.frame import Frame
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import GroupPiece, LatentPiece, Model

_NEW_LEVELS = ("uncertainty", "gaussian", "old_levels")


def with_new_levels(
    model: Model, frame: Frame, draws: Draws, rng: np.random.Generator, *, allowed: bool, how: str
) -> tuple[Model, dict[str, np.ndarray]]:
    """Return the model with the new levels in ``frame``, and draws of their coefficients.

    ``how`` is one of "uncertainty", "gaussian" and "old_levels".

    Raises:
        UnknownLevel: if there are new levels and they are not ``allowed``.
    """
    if how not in _NEW_LEVELS:
        raise InvalidArgument(
            f"Argument 'sample_new_levels' should be one of: {', '.join(_NEW_LEVELS)}."
        )
    draws_of_levels: dict[str, np.ndarray] = {}
    sources: dict[tuple[str, str], np.ndarray] = {}
    pieces = list(model.pieces)
    for at, piece in enumerate(pieces):
        new = piece.unseen(frame) if isinstance(piece, GroupPiece) else ()
        if not new:
            continue
        assert isinstance(piece, GroupPiece)
        if not allowed:
            raise _refused(piece.group, piece.levels, new)
        fitted_levels = len(piece.levels)
        longer = piece.with_levels(new, frame)
        pieces[at] = longer
        for level in new:
            if how == "gaussian":
                standard = rng.standard_normal((draws.per_chain, longer.size))
                draws_of_levels.update(longer.sampled(draws, level, standard))
                continue
            key = (longer.group, level)
            # All coefficients of a new level come from the same known level, which keeps their
            # correlation.
            if key not in sources:
                peers = longer.peers(level)
                sources[key] = _sources(peers[peers < fitted_levels], draws.per_chain, rng, how)
            draws_of_levels.update(longer.borrowed(draws, level, sources[key]))
    return replace(model, pieces=tuple(pieces)), draws_of_levels


def with_new_positions(
    model: Model, frame: Frame, draws: Draws, rng: np.random.Generator, *, allowed: bool
) -> tuple[Model, dict[str, np.ndarray]]:
    """Return the model with the new positions in ``frame``, and draws of the processes at them.

    Raises:
        UnknownLevel: if there are new levels of a factor that has one latent value per level
            (``me(gr = )``), and they are not ``allowed``.
    """
    values: dict[str, np.ndarray] = {}
    pieces = list(model.pieces)
    for at, piece in enumerate(pieces):
        if isinstance(piece, LatentPiece):
            for grouping in () if allowed else piece.groupings:
                new = grouping.at(frame).unknown
                if new:
                    raise _refused(grouping.name, grouping.levels, new)
            longer = piece.at_positions(frame)
            pieces[at] = longer
            values.update(longer.drawn(draws, rng))
    return replace(model, pieces=tuple(pieces)), values


def with_lost_values(
    model: Model, draws: Draws, rng: np.random.Generator
) -> tuple[Model, dict[str, np.ndarray]]:
    """Return the model on the rows of the fit, and draws of latent values that were not kept.

    Warns:
        PybrmsWarning: with brms's message, if there are such values.
    """
    values: dict[str, np.ndarray] = {}
    pieces = list(model.pieces)
    for at, piece in enumerate(pieces):
        if isinstance(piece, LatentPiece) and piece.lost(draws):
            longer = piece.at_positions(model.frame)
            pieces[at] = longer
            values.update(longer.drawn(draws, rng))
    if not values:
        return model, values
    warn(
        "Noise-free latent variables were not saved. You can control saving those variables via "
        "'save_pars()'. Treating original data as if it was new data as a workaround."
    )
    return replace(model, pieces=tuple(pieces)), values


def _sources(levels: np.ndarray, count: int, rng: np.random.Generator, how: str) -> np.ndarray:
    if how == "old_levels":
        return np.full(count, levels[rng.integers(levels.size)])
    return levels[rng.integers(levels.size, size=count)]


def _refused(group: str, fitted_levels: tuple[str, ...], new: tuple[str, ...]) -> UnknownLevel:
    levels_listed = ", ".join(f"'{level}'" for level in collated(new))
    return UnknownLevel(
        f"Levels {levels_listed} of grouping factor '{group}' cannot be found in the fitted model. "
        "Consider setting argument 'allow_new_levels' to TRUE.",
        hint=f"The fit has the levels: {', '.join(map(repr, fitted_levels[:10]))}.",
    )


def joined(draws: Draws, more: dict[str, np.ndarray]) -> Draws:
    """Return ``draws``, which form one chain, with further variables."""
    if not more:
        return draws
    columns = np.stack(list(more.values()), axis=-1)[None]
    return Draws(np.concatenate([draws.values, columns], axis=2), (*draws.names, *more))
