"""One kind of piece a file, beside its template; here: the kinds of terms in formulas."""

from __future__ import annotations

from types import ModuleType
from typing import TypeAlias

from pybrms_mix.pieces import nonlinear_predictor, offset, population, unsupported
from pybrms_mix.pieces.group import numbering
from pybrms_mix.pieces.monotonic import monotonic_terms
from pybrms_mix.pieces.ordinal import category_effects

Term: TypeAlias = (
    population.PopulationTerm
    | numbering.GroupTerm
    | offset.OffsetTerm
    | category_effects.CategoryTerm
    | monotonic_terms.MonotonicTerm
    | nonlinear_predictor.NonlinearTerm
    | unsupported.CovarianceTerm
)

# Each kind is a module with ``read(node) -> (terms, rest)``: it takes out of the right-hand side
# what belongs to it. The population-level terms are what is left, so they come last.
TERM_KINDS: tuple[ModuleType, ...] = (
    category_effects, unsupported, numbering, offset, monotonic_terms, population,
)  # fmt: skip
