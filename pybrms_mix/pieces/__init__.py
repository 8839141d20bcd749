"""One kind of piece a file, beside its template; here: the kinds of terms in formulas."""

from __future__ import annotations

from types import ModuleType
from typing import TypeAlias

from pybrms_mix.pieces import category_effects, group, nonlinear, offset, population, unsupported

Term: TypeAlias = (
    population.PopulationTerm
    | group.GroupTerm
    | offset.OffsetTerm
    | category_effects.CategoryTerm
    | nonlinear.NonlinearTerm
)

# Each kind is a module with ``read(node) -> (terms, rest)``: it takes out of the right-hand side
# what belongs to it. The population-level terms are what is left, so they come last.
TERM_KINDS: tuple[ModuleType, ...] = (category_effects, unsupported, group, offset, population)
