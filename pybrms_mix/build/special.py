"""Terms whose columns the program computes itself, and the groups in which they vary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.formula.formula import Predictor
from pybrms_mix.model.ir import Piece
from pybrms_mix.pieces.group import numbering
from pybrms_mix.pieces.group.coefficients import Group
from pybrms_mix.pieces.group.numbering import GroupTerm
from pybrms_mix.pieces.monotonic.monotonic import Monotonic
from pybrms_mix.pieces.monotonic.monotonic_terms import MonotonicTerm


def pieces(
    places: Sequence[PlacedDpar], assigned: Mapping[str, Predictor], frame: Frame
) -> list[Piece]:
    """Return monotonic effects of the population, then the coefficients of groups.

    Raises:
        InvalidFormula: if terms cannot stand beside each other.
        InvalidData: if the data do not suit a term.
    """
    terms = {p: assigned[p.name].terms for p in places}
    monotonic = [
        Monotonic.of(p, term, frame)
        for p, own in terms.items()
        for term in own
        if isinstance(term, MonotonicTerm)
    ]
    grouped = [(p, [t for t in own if isinstance(t, GroupTerm)]) for p, own in terms.items()]
    groups = numbering.resolve(grouped, frame, monotonic)
    varying = [(e.place, e.coef) for g in groups if isinstance(g, Group) for e in g.effects]
    shared = [m.shared_with(coef for p, coef in varying if p == m.place) for m in monotonic]
    return [*shared, *groups]
