"""Blocks of group-level coefficients, ``(1 + x | g)``, in brms's numbering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.design.belonging import Belonging, Weights
from pybrms_mix.design.collate import collation_key
from pybrms_mix.design.data2 import Covariance
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.rvalues import quoted
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.ir import Piece
from pybrms_mix.model.term_kinds import TermKind
from pybrms_mix.pieces.group import specific_groups
from pybrms_mix.pieces.group.coefficients import Group
from pybrms_mix.pieces.group.correlated import CorrelatedGroup
from pybrms_mix.pieces.group.facets import Strata, Tail
from pybrms_mix.pieces.group.group_terms import GroupTerm, read
from pybrms_mix.pieces.group.multipliers import Columns, Earlier, effects_of
from pybrms_mix.pieces.special.special import Special

__all__ = ["Group", "GroupTerm", "read", "resolve"]

Placed = tuple[PlacedDpar, GroupTerm]
Known = Mapping[str, Earlier]  # by name of the parameter


def resolve(
    placed: list[tuple[PlacedDpar, list[GroupTerm]]], frame: Frame, earlier: Sequence[Piece] = ()
) -> tuple[Tail | Group, ...]:
    """Return the blocks of group-level coefficients, after the pieces that blocks share.

    ``placed`` has the terms of each parameter in brms's order of formulas. Within a formula the
    groups are sorted by name. Terms that share an ID are one block, which has the number of the
    first term. ``earlier`` has the responses, and the special effects of the population, whose
    variables the groups share.

    Raises:
        InvalidFormula: if one ID stands for several groups, if a coefficient appears twice, or if
            the population does not have a special effect of a group.
        InvalidData: if a covariance in the frame's ``data2`` is invalid or lacks a level.
    """
    placed_terms = [
        (place, term)
        for place, terms in placed
        for term in sorted(terms, key=lambda t: collation_key(t.group))
    ]
    facts = _known(placed_terms, earlier)
    _check_duplicates(placed_terms, frame, facts)
    _check_names(placed_terms)
    _check_special(placed_terms, frame, facts)
    blocks = [
        b for b in _blocks(placed_terms) if any(_columns(p, t, frame, facts).names for p, t in b)
    ]
    tails = _tails(placed_terms, blocks, frame)
    partitions = _partitions(placed_terms, frame)
    groups = [
        _block(n, block, frame, partitions, tails, facts) for n, block in enumerate(blocks, start=1)
    ]
    return (*tails.values(), *groups)


def _blocks(placed_terms: list[Placed]) -> list[list[Placed]]:
    """Return the group-level terms of each block."""
    blocks: dict[object, list[Placed]] = {}
    for at, (place, term) in enumerate(placed_terms):
        blocks.setdefault(term.id or at, []).append((place, term))
    return list(blocks.values())


def _known(placed_terms: list[Placed], earlier: Sequence[Piece]) -> Known:
    """Return, for each predictor, the facts that its terms take from ``earlier`` pieces."""
    special = {p.place.name: p for p in earlier if isinstance(p, Special)}
    thresholds = {
        place.name: specific_groups.thresholds(place, term, earlier)
        for place, term in placed_terms
        if term.specific
    }
    return {
        place.name: Earlier(special.get(place.name), thresholds.get(place.name, 0))
        for place, _ in placed_terms
    }


def _columns(place: PlacedDpar, term: GroupTerm, frame: Frame, facts: Known) -> Columns:
    return Columns.of(
        term.effects, frame.of_response(place.resp), len(term.factors), facts[place.name]
    )


def _belonging(term: GroupTerm, frame: Frame) -> Belonging:
    rows, options = _complete(term, frame), term.structure
    weights = Weights.of(options.weights, rows, scaled=options.scaled) if options.weights else None
    return Belonging.of(term.group, term.factors, rows, weights)


def _complete(term: GroupTerm, frame: Frame) -> Frame:
    """Return the rows that have a level of the group.

    A row without a level belongs to no response that reads the group: ``subset()`` left it out.
    """
    factor_names = [name.text for factors in term.factors for name in factors]
    incomplete = frame.holes([*factor_names, *(v.text for v in term.structure.variables())])
    return frame.where(~incomplete) if incomplete.any() else frame


def _block(
    number: int,
    members: list[Placed],
    frame: Frame,
    partitions: dict[str, Strata],
    tails: dict[str, Tail],
    facts: Known,
) -> Group:
    first = members[0][1]
    for _, term in members[1:]:
        if (term.group, term.factors) != (first.group, first.factors):
            raise InvalidFormula(
                "Can only combine group-level terms of the same grouping factors.",
                span=term.node.span,
                hint=f"The ID '{term.id}' already belongs to the group '{first.group}'.",
            )
    columns = tuple((place, _columns(place, term, frame, facts)) for place, term in members)
    effects = effects_of(columns)
    belonging, responses = _belonging(first, frame), {place.resp for place, _ in members}
    levels = len(belonging.levels)
    # As in brms, the options ``by`` and ``cov`` of the first term hold for the whole block, and
    # Student's distribution holds for it if one term has it.
    options = first.structure
    partition = partitions.get(first.group, Strata.one(levels))
    cov = Covariance.of(options.cov, frame.data2) if options.cov else None
    student = any(term.structure.student for _, term in members)
    kind = CorrelatedGroup if len(effects) > 1 and first.correlated else Group
    return kind(
        number, belonging, columns, effects, partition if options.by else Strata.one(levels),
        partition, cov.factor(first.group, belonging.levels) if cov else None,
        tails[first.group] if student else None,
        {r: belonging.at(frame.parts[r]) for r in responses if r in frame.parts},
    )  # fmt: skip


def _partitions(placed_terms: list[Placed], frame: Frame) -> dict[str, Strata]:
    """Return the sets of levels of each grouping factor that has some.

    Raises:
        InvalidFormula: if a factor has two different sets.
    """
    partitions: dict[str, Strata] = {}
    for _, term in placed_terms:
        options = term.structure
        if not options.by:
            continue
        if term.group not in partitions:
            belonging = _belonging(term, frame)
            partitions[term.group] = Strata.read(
                options.of, options.by, belonging, _complete(term, frame)
            )
        elif partitions[term.group].of != options.of:
            raise InvalidFormula(
                "Each grouping factor can only be associated with one 'by' variable.",
                span=options.by[0].span,
                hint=f"'{term.group}' already has '{partitions[term.group].of}'.",
            )
    return partitions


def _tails(placed_terms: list[Placed], blocks: list[list[Placed]], frame: Frame) -> dict[str, Tail]:
    """Return the tail of each grouping factor that has a term with Student's distribution."""
    order = list(dict.fromkeys(term.group for _, term in placed_terms))
    tails: dict[str, Tail] = {}
    for number, members in enumerate(blocks, start=1):
        for _, term in members:
            if term.structure.student and term.group not in tails:
                place, levels = order.index(term.group) + 1, _belonging(term, frame).levels
                tails[term.group] = Tail(place, term.group, number, len(levels))
    return tails


def _check_names(placed_terms: list[Placed]) -> None:
    multiple = {term.group for _, term in placed_terms if term.several}
    for _, term in placed_terms:
        if not term.several and term.group in multiple:
            raise InvalidFormula(
                f"Grouping factor names '{term.group}' are resevered.",
                span=term.node.span,
                hint="brms uses the same name for the multi-membership term: rename the column.",
            )


def _check_special(placed_terms: list[Placed], frame: Frame, facts: Known) -> None:
    """Refuse special effects of a group that the population does not have.

    Brms 2.18 refuses them only if the population has another special effect. Otherwise it leaves
    them out of the predictor.
    """
    for place, term in placed_terms:
        special = facts[place.name].special
        vectors = () if special is None else special.vectors
        names = _columns(place, term, frame, facts).named
        unmatched = [name for name in names if name not in vectors]
        if unmatched:
            raise InvalidFormula(
                "Special group-level terms require corresponding population-level terms:\n"
                f"Occured for {quoted(unmatched)}",
                span=term.node.span,
                hint="Add the term outside of the parentheses: mo(x) + (mo(x) | g).",
            )


def _check_duplicates(placed_terms: list[Placed], frame: Frame, facts: Known) -> None:
    keys_so_far: set[tuple[str, str, str]] = set()
    for place, term in placed_terms:
        for coef in _columns(place, term, frame, facts).names:
            key = (place.name, term.group, coef)
            if key in keys_so_far:
                raise InvalidFormula(
                    "Duplicated group-level effects are not allowed.\n"
                    f"Occured for effect '{coef}' of group '{term.group}'.",
                    span=term.node.span,
                )
            keys_so_far.add(key)


KIND = TermKind(GroupTerm, read, resolve)
