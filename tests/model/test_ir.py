"""The base classes of a piece determine its kinds, and a piece is complete when it exists."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Piece, PredictorPiece, ValuePiece
from tests.programs import Case


@dataclass(frozen=True, eq=False)
class Note(Piece):
    """A piece with the attributes of a distributional parameter that is none."""

    template = "unused"
    place: PlacedDpar

    def value(self, draws: Draws) -> np.ndarray:
        """Return zeros."""
        raise AssertionError


@dataclass(frozen=True, eq=False)
class Half(PredictorPiece):
    """A piece of a predictor without ``eta()``."""

    template = "unused"

    def predicts(self) -> tuple[str, ...]:
        """Return the parameter."""
        return ("mu1",)

    def varies(self, name: str) -> bool:
        """Return that rows are equal."""
        return False


def test_a_piece_is_not_recognised_by_the_names_of_its_attributes() -> None:
    case = Case("y ~ x")
    model = case.built.model
    note = Note(model.mixture.places[0])
    more = replace(model, pieces=(*model.pieces, note))
    assert more.of(Note) == (note,)
    assert note not in more.of(ValuePiece)
    draws = case.draws(case.point(1))
    assert more.of(ValuePiece) == model.of(ValuePiece)
    assert [p.value(draws).shape for p in more.of(ValuePiece)] == [(1, 1), (1, 1)]


def test_a_piece_that_lacks_a_part_of_its_kind_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="abstract method"):
        Half()


def test_a_piece_without_a_template_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="template"):
        type("Silent", (Piece,), {})()
