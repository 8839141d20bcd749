"""Group-level coefficients with a separate value for each threshold: ``(cs(x) | g)``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.fragments import Expression
from pybrms_mix.model.ir import Piece, PlacedPiece
from pybrms_mix.pieces.group.block import Block, Share
from pybrms_mix.pieces.group.group_terms import GroupTerm
from pybrms_mix.pieces.ordinal import category_effects
from pybrms_mix.pieces.ordinal.categories import Categories
from pybrms_mix.pieces.ordinal.category_effects import EffectsOfRow
from pybrms_mix.pieces.response.response import Response


def thresholds(place: PlacedDpar, term: GroupTerm, earlier: Iterable[Piece]) -> int:
    """Return the number of thresholds for which the coefficients of ``term`` are separate.

    ``earlier`` holds the responses of the model.

    Raises:
        InvalidFormula: in brms's words, if ``place`` is not the mu of an ordinal component.
        NotSupported: if groups of rows have different thresholds.
    """
    responses = (p for p in earlier if isinstance(p, Response))
    response = next(r for r in responses if r.mixture.resp == place.resp)
    if not place.dpar.latent:
        raise category_effects.refused(term.specific, response.mixture)
    additions = {a.name: a for a in response.additions}
    categories = Categories.of(additions, response.y, response.levels, response.mixture.resp)
    category_effects.refuse_groups_of_rows(categories, term.specific)
    return categories.counts[0]


@dataclass(frozen=True, eq=False)
class GroupCuts(PlacedPiece):
    """The group-level effects on each threshold of one ordinal component.

    Attributes:
        place: the mu of the component.
        categories: the number of thresholds.
        shares: the ID of a block and a share in the predictor of a threshold, for each coefficient.
    """

    template: ClassVar[str] = "group_cuts"
    place: PlacedDpar
    categories: Categories
    shares: tuple[tuple[int, Share], ...]

    @classmethod
    def of(
        cls, place: PlacedDpar, categories: Categories, pieces: Iterable[Piece]
    ) -> list[GroupCuts]:
        """Return the piece in a list, which is empty if no block has such coefficients."""
        groups = (b for b in pieces if isinstance(b, Block))
        shares_of_groups = tuple((b.id, s) for b in groups for s in b.specific_shares(place))
        return [cls(place, categories, shares_of_groups)] if shares_of_groups else []

    @property
    def name(self) -> str:
        """Return the name of the matrix of effects."""
        return f"mucs_groups{self.place.suffix}"

    @property
    def row(self) -> Expression:
        """Return the effects of row n on the predictor of each threshold."""
        return EffectsOfRow(self.name)

    @property
    def columns(self) -> tuple[tuple[tuple[int, Share], ...], ...]:
        """Return the shares in the predictor of each threshold."""
        numbers = range(1, self.categories.counts[0] + 1)
        return tuple(tuple(p for p in self.shares if p[1].effect.threshold == k) for k in numbers)
