"""The kinds of pieces of a model, and the kinds of terms of a formula."""

from __future__ import annotations

from pybrms_mix.base.extensible import Catalogue
from pybrms_mix.model.term_kinds import TermKind
from pybrms_mix.pieces import offset, population, unsupported
from pybrms_mix.pieces.group import numbering
from pybrms_mix.pieces.ordinal import category_effects
from pybrms_mix.pieces.process import process
from pybrms_mix.pieces.smooth import smooth
from pybrms_mix.pieces.special import special

# Each kind claims the summands of a right-hand side that it recognises. The kind of population-
# level terms claims all others, so it reads last.
_KINDS = (
    category_effects.KIND,
    unsupported.KIND,
    numbering.KIND,
    offset.KIND,
    smooth.KIND,
    process.KIND,
    special.KIND,
    population.KIND,
)
TERM_KINDS = Catalogue({kind.term.__name__: kind for kind in _KINDS})


def term_kinds() -> tuple[TermKind, ...]:
    """Return the kinds of terms in the order in which they read a right-hand side."""
    return (*TERM_KINDS.added.values(), *TERM_KINDS.own.values())
