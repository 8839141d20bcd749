"""The argument ``re_formula``: the group-level terms that a prediction uses."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, TypeAlias

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.public_calls import warn
from pybrms_mix.base.value_kinds import Takes
from pybrms_mix.model.ir import GroupPiece, Model, Piece
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Node, Tilde, variables
from pybrms_mix.syntax.parse import parse

ReFormula: TypeAlias = Annotated[
    str | bool | float | None,
    Takes(
        "None, False, or the R text of a formula",
        hint='For instance "~ (1 | g)"; False leaves all group-level terms out.',
    ),
]
"""The group-level terms of a prediction: all, none, or those of a formula."""


def with_groups(model: Model, re_formula: ReFormula) -> Model:
    """Return the model with the group-level terms in ``re_formula`` alone."""
    terms = _terms(re_formula)
    if terms is None:
        return model
    pieces: list[Piece] = []
    for piece in model.pieces:
        reduced = piece
        if isinstance(piece, GroupPiece):
            reduced = piece.with_terms(terms, model.frame)
            if not reduced.size:
                continue
        pieces.append(reduced)
    if not any(isinstance(p, GroupPiece) for p in pieces):
        _warn_none(terms)
    return replace(model, pieces=tuple(pieces))


def _warn_none(terms: Node) -> None:
    if variables(terms):
        warn(
            f"Argument 're_formula' = '{write(terms)}' contains no group-level term of the "
            "model: predictions use no group-level effects."
        )


def _terms(re_formula: ReFormula) -> Node | None:
    """Return the right-hand side of ``re_formula``: None for all terms, "1" for no term."""
    match re_formula:
        case None | "NULL":
            return None
        case False | "NA":
            return parse("1")
        case float() if np.isnan(re_formula):
            return parse("1")
        case str():
            node = parse(re_formula)
            return node.right if isinstance(node, Tilde) else node
    raise InvalidArgument(
        "Argument 're_formula' must be None, False, or the R text of a formula.",
        hint='For instance "~ (1 | g)"; False leaves all group-level terms out.',
    )
