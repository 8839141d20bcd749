"""The classes that R gives to families, formulas, priors and fits of brms."""

from __future__ import annotations

from typing import Any

from pybrms_mix.design.stanvars import Stanvars
from pybrms_mix.family.base import Mixture
from pybrms_mix.family.family_call import FamilyCall
from pybrms_mix.family.family_classes import classes_in_r
from pybrms_mix.formula.formula import Formula, Formulas
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.r.values.code_values import FitFormula
from pybrms_mix.r.values.stan_fits import ModelCode, StanFit
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.summary import Summary
from pybrms_mix.sampling.save_pars import SavePars

_CLASSES: tuple[tuple[type, list[str]], ...] = (
    (Fit, ["brmsfit"]),
    (StanFit, ["stanfit"]),
    (ModelCode, ["character", "brmsmodel"]),
    (Summary, ["brmssummary"]),
    (Formula, ["brmsformula", "bform"]),
    (FitFormula, ["brmsformula", "bform"]),
    (Formulas, ["mvbrmsformula", "bform"]),
    (PriorTable, ["brmsprior", "data.frame"]),
    (Stanvars, ["stanvars"]),
    (SavePars, ["save_pars"]),
)


def class_in_brms(x: Any) -> list[str] | None:
    """Return the classes of an object of brms; None for another value."""
    if isinstance(x, FamilyCall | Mixture):
        return classes_in_r(x)
    return next((list(names) for kind, names in _CLASSES if isinstance(x, kind)), None)
