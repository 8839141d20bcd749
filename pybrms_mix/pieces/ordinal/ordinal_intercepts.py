"""The intercepts of ordinal components: categories, thresholds and category specific effects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from pybrms_mix.base.dialect import current
from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.base.public_calls import warn
from pybrms_mix.design.design import Design
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.terms import Terms
from pybrms_mix.family.base import Mixture, PlacedDpar
from pybrms_mix.model.fragments import Difference, Expression
from pybrms_mix.model.ir import Piece
from pybrms_mix.model.term_kinds import Term
from pybrms_mix.pieces.coefficient_columns import CoefficientColumns
from pybrms_mix.pieces.group.specific_groups import GroupCuts
from pybrms_mix.pieces.ordinal import category_effects
from pybrms_mix.pieces.ordinal.categories import Categories
from pybrms_mix.pieces.ordinal.category_effects import CategoryEffects, CategoryTerm
from pybrms_mix.pieces.ordinal.thresholds import Thresholds
from pybrms_mix.pieces.population import Population, PopulationTerm
from pybrms_mix.pieces.response.response import Response

Cut: TypeAlias = Thresholds | CategoryEffects | GroupCuts


def categories(mixture: Mixture, response: Response) -> list[Categories]:
    """Return the piece of the categories; an empty list for other families."""
    if not mixture.ordinal:
        return []
    by_name = {a.name: a for a in response.additions}
    return [Categories.of(by_name, response.y, response.levels, mixture.resp)]


def check_shared(terms: Iterable[Term], mixture: Mixture) -> None:
    """Check the formula that the ordinal mus share.

    A mu with a formula of its own may omit the intercept, as in brms: its columns are then not
    centred, and the thresholds remain.

    Raises:
        InvalidFormula: if the formula has no intercept.
    """
    population_terms = [term for term in terms if isinstance(term, PopulationTerm)]
    if mixture.ordinal and not all(Terms.of(term.node).intercept for term in population_terms):
        raise InvalidFormula(
            "Cannot remove the intercept in an ordinal model.",
            hint="The thresholds are intercepts: leave 0 + and - 1 out of the formula.",
        )


def columns(
    place: PlacedDpar,
    design: Design,
    mixture: Mixture,
    found: Sequence[Categories],
    *,
    center: bool,
) -> CoefficientColumns:
    """Return the columns of a predictor. In an ordinal mu the thresholds replace the intercept."""
    if not (found and place.dpar.latent):
        return CoefficientColumns.of(design, center=center)
    component = mixture.components[place.component - 1]
    # Centring adds the same number to all thresholds of a component. Thresholds that components or
    # groups share, or that sum to zero, do not allow this.
    tied = mixture.order == "mu" or found[0].groups or component.threshold == "sum_to_zero"
    return CoefficientColumns.of(design, center=center and not tied, cut=True)


def cuts(
    mixture: Mixture,
    found: Sequence[Categories],
    curved: Iterable[PlacedDpar],
    terms: Mapping[str, list[CategoryTerm]],
    linear: Sequence[Piece],
    frame: Frame,
) -> list[Cut]:
    """Return the thresholds of each component, and their category specific effects.

    ``curved`` holds the mus with a non-linear formula, ``terms`` the category specific terms of the
    formula of each parameter, and ``linear`` the pieces that add to predictors.

    Raises:
        InvalidFormula: in brms's words, for effects of a parameter without thresholds, and for
            equidistant thresholds that all components share.
        NotSupported: for effects if groups of rows have different thresholds.
    """
    pieces: list[Cut] = []
    for population in (p for p in linear if isinstance(p, Population) and not p.common):
        terms_of_place = terms.get(population.place.name, [])
        if terms_of_place and not population.x.cut:
            raise category_effects.refused(terms_of_place, mixture)
        if population.x.cut:
            component = mixture.components[population.place.component - 1]
            pieces.append(_thresholds(population.place, population, mixture, found[0]))
            effects: list[Cut] = [*_effects(population.place, terms_of_place, found[0], frame)]
            effects += GroupCuts.of(population.place, found[0], linear)
            if effects and component.family.ascending:
                warn(current().words["category specific"])
            pieces += effects
    return [*pieces, *(_thresholds(place, None, mixture, found[0]) for place in curved)]


def _thresholds(
    place: PlacedDpar, slopes: Population | None, mixture: Mixture, categories_: Categories
) -> Thresholds:
    component = mixture.components[place.component - 1]
    shared = mixture.order == "mu"
    if shared and component.threshold == "equidistant":
        raise InvalidFormula(
            "Cannot use equidistant and fixed thresholds at the same time.",
            hint="Set order = 'none' in function 'mixture'.",
        )
    # Shared thresholds must ascend if the thresholds of one of the families must.
    families = [c.family for c in mixture.components] if shared else [component.family]
    ascending = any(family.ascending for family in families)
    return Thresholds(place, slopes, categories_, component.threshold, ascending, shared)


def _effects(
    place: PlacedDpar, terms: list[CategoryTerm], categories_: Categories, frame: Frame
) -> list[CategoryEffects]:
    if not terms:
        return []
    category_effects.refuse_groups_of_rows(categories_, terms)
    return [CategoryEffects.of(place, terms, categories_, frame)]


def row(own: Iterable[Cut]) -> Expression:
    """Return the thresholds of row n of one component."""
    thresholds, *effects = (piece.row for piece in own)
    return Difference((thresholds, *effects)) if effects else thresholds


def alike(own: Sequence[Cut]) -> bool:
    """Return whether all rows of one component have the same thresholds."""
    return len(own) == 1 and isinstance(own[0], Thresholds) and not own[0].merged
