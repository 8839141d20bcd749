"""A component of a mixture, and the parameters of the components under brms's names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.family.endings import ending
from pybrms_mix.family.family_record import Family
from pybrms_mix.family.records import Dpar


@dataclass(frozen=True)
class Component:
    """One component of a mixture: its family, and the link of each of its parameters.

    Attributes:
        threshold: the relation between the thresholds of an ordinal family: "flexible",
            "equidistant" or "sum_to_zero".
    """

    number: int
    family: Family
    links: Mapping[str, str]  # by name of the parameter
    threshold: str = ""

    def link(self, dpar: str) -> str:
        """Return the link of the parameter ``dpar``."""
        return self.links[dpar]


@dataclass(frozen=True)
class PlacedDpar:
    """A distributional parameter of one component of a mixture, under brms's names.

    Attributes:
        name: "sigma2"; "sigma" in a model of one family; "sigma2_y" for the response y of several.
        key: the parameter in names of variables: "mu2", "mu2_y"; "" for the mu of a single family,
            and "y" for that of one of several responses.
        component: the number of the component, from 1; 0 for theta, which belongs to no component.
        proportion_of: the number of the component whose proportion the parameter is; 0 for
            parameters other than theta.
        link: the link of a predicted parameter.
        family: the family of the component; None for theta.
        nlpar: whether this is a parameter of a non-linear formula, not of a distribution.
        resp: the response of a model of several responses, without dots and underscores.
        plain: the name without the response: "sigma2".
    """

    name: str
    key: str
    component: int
    dpar: Dpar
    link: str
    family: Family | None = field(default=None, compare=False)
    nlpar: bool = False
    proportion_of: int = 0
    resp: str = ""
    plain: str = ""

    @property
    def suffix(self) -> str:
        """Return the suffix of names in the program: "_mu2", or "" for the only mu."""
        return ending(self.key)

    @property
    def mark(self) -> str:
        """Return the ending of names that belong to the response: "_y", or ""."""
        return ending(self.resp)

    @property
    def column(self) -> str:
        """Return the parameter in the columns of a prior table: "mu2", "" for a single mu."""
        return "" if self.plain == "mu" else self.plain


# The mixing proportion: its linear predictor is the log odds, so there is no link.
THETA = Dpar("theta", ("identity",), Bounds("0", "1"), "", "logistic(0, 1)")


def shown(component: Component, name: str = "") -> str:
    """Return R's print of a family; ``name`` replaces the name of the record if R has another."""
    family, link = component.family, component.link("mu")
    threshold = f"Threshold: {component.threshold} \n" if component.threshold else ""
    if family.own is not None:
        names = ", ".join(d.name for d in family.dpars)
        return f"\nCustom family: {family.name} \nLink function: {link} \nParameters: {names} \n"
    return f"\nFamily: {name or family.name} \nLink function: {link} \n{threshold}"
