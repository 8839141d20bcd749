"""Deduplication: whether a program may read equal rows as one row with a count."""

from __future__ import annotations

from pybrms_mix.model.ir import ImputingPiece, Model, Piece
from pybrms_mix.pieces.special.noise_free import NoiseFree
from pybrms_mix.pieces.user_code import UserCode
from pybrms_mix.pieces.whole import Whole


def can_be_counted(model: Model) -> bool:
    """Return whether equal rows of the model can be merged into one row with a count."""
    # Rows cannot be merged if each row has a parameter of its own (a missing response, a value with
    # measurement error), or if the density is that of a whole group of rows.
    # Responses with rows of their own would need a count for each response.
    if model.frame.parts:
        return False
    together: tuple[type[Piece], ...] = (ImputingPiece, NoiseFree, Whole, UserCode)
    if any(isinstance(piece, together) for piece in model.pieces):
        return False
    # The code of a user may read any row.
    has_custom = any(c.family.own is not None for c in model.mixture.every_component)
    return not has_custom
