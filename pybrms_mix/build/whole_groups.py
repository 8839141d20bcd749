"""Groups whose rows belong to one component together: ``mixture(..., gr = "id")``."""

from __future__ import annotations

from collections.abc import Mapping

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import Mixture
from pybrms_mix.formula.formula import Formula, Predictor
from pybrms_mix.pieces.whole import Whole
from pybrms_mix.syntax.nodes import variables


def groups(
    formula: Formula, mixture: Mixture, assigned: Mapping[str, Predictor], frame: Frame
) -> list[Whole]:
    """Return the groups whose rows belong to one component; no group if each row has its own.

    Raises:
        NotSupported: if responses are missing.
        InvalidData: if proportions or weights differ within a group.
    """
    if not mixture.gr:
        return []
    if "mi" in formula.additions:
        raise NotSupported(
            "'mi()' together with 'gr' of mixture() is not supported yet.",
            span=formula.additions["mi"].span,
            hint="Leave 'mi()' out: rows without a response are then dropped.",
        )
    constant = [
        (column, f"'{t.name}'")
        for t in mixture.thetas
        if t.name in assigned
        for column in _columns(assigned[t.name], formula)
    ]
    if "weights" in formula.additions:
        constant += [(n.text, "'weights()'") for n in variables(formula.additions["weights"])]
    return [Whole.of(mixture.gr, constant, frame)]


def _columns(predictor: Predictor, formula: Formula) -> list[str]:
    """Return the names that a formula reads, with those that its non-linear parameters read."""
    names_read = list(dict.fromkeys(v.text for term in predictor.terms for v in term.variables()))
    inner = [n for n in names_read if predictor.nl and n in formula.predictors]
    below = [name for n in inner for name in _columns(formula.predictors[n], formula)]
    return [*(n for n in names_read if n not in inner), *below]
