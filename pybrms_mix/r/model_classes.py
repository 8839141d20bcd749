"""The classes that R gives to families, formulas, priors and fits of brms."""

from __future__ import annotations

from typing import Any

from pybrms_mix.design.stanvars import Stanvars
from pybrms_mix.family.base import Mixture
from pybrms_mix.family.catalogue import R_DEFAULTS
from pybrms_mix.family.family_call import FamilyCall
from pybrms_mix.formula.formula import Formula, Formulas
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.results.fit import Fit
from pybrms_mix.sampling.save_pars import SavePars

_FAMILY = ["brmsfamily", "family"]
_CLASSES: tuple[tuple[type, list[str]], ...] = (
    (Fit, ["brmsfit"]),
    (Formula, ["brmsformula", "bform"]),
    (Formulas, ["mvbrmsformula", "bform"]),
    (PriorTable, ["brmsprior", "data.frame"]),
    (Stanvars, ["stanvars"]),
    (SavePars, ["save_pars"]),
)


def class_in_brms(x: Any) -> list[str] | None:
    """Return the classes of an object of brms; None for another value."""
    if isinstance(x, FamilyCall):
        # gaussian(), poisson() and three others are functions of R, which brms does not replace.
        return ["family"] if x.name in R_DEFAULTS else list(_FAMILY)
    if isinstance(x, Mixture):
        return [*_kind_of_family(x), *_FAMILY]
    return next((list(names) for kind, names in _CLASSES if isinstance(x, kind)), None)


def _kind_of_family(family: Mixture) -> list[str]:
    if len(family.components) > 1:
        return ["mixfamily"]
    return ["customfamily"] if family.components[0].family.own is not None else []
