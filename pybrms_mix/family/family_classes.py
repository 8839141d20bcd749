"""The classes that R gives to families."""

from __future__ import annotations

from pybrms_mix.family.base import Mixture
from pybrms_mix.family.catalogue import R_DEFAULTS
from pybrms_mix.family.family_call import FamilyCall


def classes_in_r(family: Mixture | FamilyCall) -> list[str]:
    """Return the names of R's classes of a family, as ``class(family)``."""
    if isinstance(family, FamilyCall):
        # gaussian(), poisson() and three others are functions of R, which brms does not replace.
        return ["family"] if family.name in R_DEFAULTS else ["brmsfamily", "family"]
    return list(family.brms_facts.classes)
