"""Records of distributions: Family, Component and Mixture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.base.errors import Span
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.base.shown import Shown
from pybrms_mix.family.endings import ending
from pybrms_mix.family.records import Array, Density, Dpar, Dpars, Extra, Support
from pybrms_mix.family.user_facts import UserFacts

__all__ = [
    "THETA",
    "Array",
    "Component",
    "Density",
    "Dpar",
    "Dpars",
    "Extra",
    "Family",
    "Mixture",
    "PlacedDpar",
    "Support",
    "shown",
]


@dataclass(frozen=True, eq=False, repr=False)
class Family:
    """The distribution of a response: a record of all facts that the package has about a family.

    Attributes:
        name: brms's name.
        dpars: the distributional parameters; the first is ``mu``.
        values: "real" or "int".
        support: the support of the response.
        masses: the values with a point probability; all other values have a density.
        density: the density of a row, with the parameters on their natural scale.
        fused: densities that take the *linear predictor* of mu under a link
            (``{"log": Density("poisson_log", ...)}``). The inverse link is then not applied.
        rate: the density on the natural scale for a model with a ``rate(denom)`` term, which no
            density in ``fused`` has. The NumPy functions read ``extra["denom"]`` themselves.
        log_density: ``(y, dpars, extra) -> (draws, N)`` in NumPy. The function never takes the
            logarithm of a density that it computed, since the density may underflow.
        mean: ``(dpars, extra) -> (draws, N)``.
        sample: ``(rng, dpars, extra) -> (draws, N)``. The parameters are broadcast to this shape.
        truncated: the mean within the bounds ``lb`` and ``ub`` of ``extra``, with the arguments of
            ``mean``; None where brms has none.
        cdf: P(response <= y), ``(y, dpars, extra) -> (draws, N)``, for families that allow
            censoring or truncation.
        ccdf: P(response > y) in the same form, where 1 - cdf would lose precision.
        additions: the addition terms that the family accepts.
        requires: the addition terms that the family requires.
        aliases: other spellings that brms accepts.
        mixes: whether brms allows the family in ``mixture()``.
        mixes_later: whether brms 2.23 allows the family in ``mixture()``.
        deprecated: whether brms 2.23 warns that a later version will not have the family.
        log_scale: whether default priors are computed from the log of the response, as for
            lognormal.
        ordinal: whether the response is an ordered category, numbered from 1. The NumPy functions
            then take the thresholds ``thres1``, ``thres2``, ... beside the parameters, each of
            shape (draws, N) or (draws, 1). An infinite threshold stands for an absent one.
        ascending: whether the thresholds of an ordinal family ascend.
        takes_off: whether the density of an ordinal family depends on threshold minus mu; otherwise
            it depends on mu minus threshold.
        unit: the density for models in which ``disc`` is 1 and all rows have the same thresholds.
        probabilities: ``(dpars, extra) -> (draws, N, C)``: the probabilities of the categories of
            an ordinal family.
        variants: the same family under each link of mu, for families whose link belongs to the
            distribution. A component holds the variant that it uses.
        recode: whether brms recodes two distinct values to 0 and 1 (bernoulli).
        facts: the names of numbers that the density needs and that are computed from the response
            (``min_Y``).
        correlates: whether brms may correlate its residuals across several responses.
        normal: whether the response is normal with mean mu and standard deviation sigma.
        costly: whether the log density of a row is a sum of many terms.
        origin: the package that defines the family: "brms", or another name for a family that brms
            lacks, about which brms has no facts.
        own: the facts that only a family of the user has; None for a family of a package.
    """

    name: str
    dpars: tuple[Dpar, ...]
    values: Literal["real", "int"]
    density: Density
    log_density: Callable[[Array, Dpars, Extra], Array]
    mean: Callable[[Dpars, Extra], Array]
    sample: Callable[[np.random.Generator, Dpars, Extra], Array]
    support: Support = field(default_factory=Support)
    masses: tuple[float, ...] = ()
    fused: Mapping[str, Density] = field(default_factory=dict)
    rate: Density | None = None
    truncated: Callable[[Dpars, Extra], Array] | None = None
    cdf: Callable[[Array, Dpars, Extra], Array] | None = None
    ccdf: Callable[[Array, Dpars, Extra], Array] | None = None
    additions: frozenset[str] = frozenset()
    requires: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()
    mixes: bool = True
    mixes_later: bool = True
    deprecated: bool = False
    log_scale: bool = False
    ordinal: bool = False
    ascending: bool = False
    takes_off: bool = True
    unit: Density | None = None
    probabilities: Callable[[Dpars, Extra], Array] | None = None
    variants: Mapping[str, Family] = field(default_factory=dict)
    recode: bool = False
    facts: tuple[str, ...] = ()
    correlates: bool = False
    normal: bool = False
    costly: bool = False
    origin: str = "brms"
    own: UserFacts | None = None

    def dpar(self, name: str) -> Dpar:
        """Return the parameter with the name ``name``."""
        return next(d for d in self.dpars if d.name == name)

    @property
    def vanishes(self) -> bool:
        """Whether the density on the natural scale may be zero at a response in its support."""
        return self.density.vanishes

    def __repr__(self) -> str:
        return self.name


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


@public_methods
@dataclass(frozen=True, repr=False)
class Mixture(Shown):
    """The components of a model in their order, and the constraints that identify them.

    A single family is a mixture with one component. ``print()`` shows the text of R's print.

    Attributes
    ----------
    components : tuple of Component
        The components.
    order : str
        "mu", "theta", "none", or the name of a coefficient of mu.
    gr : str
        The column (or columns, "g:h") whose levels belong to one component as a whole, or "".
    free : bool
        Whether the proportions of all components are predicted, without a reference.
    shared : tuple of str
        The coefficients of mu that all components have in common.
    chosen : bool
        Whether ``order`` is a default, not the choice of the user.
    class_ : str
        The name of the latent class that all responses with this name have in common, or "".
    resp : str
        The response to which the mixture belongs in a model of several responses, or "".
    parts : tuple of Mixture
        The mixtures of the responses, if the model has several.
    spans : mapping of str to Span or None
        The places of the arguments in the user's text.
    """

    components: tuple[Component, ...]
    order: str = "none"
    gr: str = ""
    free: bool = False
    shared: tuple[str, ...] = ()
    chosen: bool = field(default=False, compare=False)
    class_: str = ""
    resp: str = ""
    parts: tuple[Mixture, ...] = ()
    spans: Mapping[str, Span | None] = field(default_factory=dict, compare=False)

    def label(self, dpar: str, number: int) -> str:
        """Return brms's name of a parameter of one component.

        Parameters
        ----------
        dpar : str
            The name of the parameter in its family, such as "mu".
        number : int
            The number of the component, from 1.

        Returns
        -------
        str
            "mu2" for "mu" in component 2; "mu" in a model with one family; "mu2_y" if the mixture
            belongs to the response y of several.

        Examples
        --------
        >>> from pybrms_mix import mixture
        >>> mixture("gaussian", "student").label("sigma", 2)
        'sigma2'
        """
        return f"{self._plain(dpar, number)}{self.suffix}"

    @property
    def suffix(self) -> str:
        """Return the ending of names that belong to the response: "_y", or ""."""
        return ending(self.resp)

    @property
    def name(self) -> str:
        """Return brms's name of the family: "gaussian" or "mixture(gaussian, student)"."""
        if self.parts:
            return f"MV({', '.join(part.name for part in self.parts)})"
        names = ", ".join(c.family.name for c in self.components)
        return names if len(self.components) == 1 else f"mixture({names})"

    @property
    def link(self) -> str:
        """Return the overall link. The link of a mixture is the identity, as in brms."""
        return self.components[0].link("mu") if len(self.components) == 1 else "identity"

    @property
    def of_r(self) -> str:
        """Return the element ``family`` in R: "mixture", or the name of a single family."""
        return self.name if len(self.components) == 1 else "mixture"

    @property
    def truncated(self) -> Callable[[Dpars, Extra], Array] | None:
        """Return the mean within bounds of a single family; brms has none of mixtures."""
        return self.components[0].family.truncated if len(self.components) == 1 else None

    @property
    def ordinal(self) -> bool:
        """Return whether the response is an ordered category. All components agree on that."""
        return self.components[0].family.ordinal

    @property
    def summary(self) -> str:
        """Return the family as in brms's messages: "mixture(acat, acat)", "acat(logit)"."""
        return self.name if len(self.components) > 1 else f"{self.name}({self.link})"

    # Computed once: every stage of a build asks for the places of every mixture again.
    @cached_property
    def places(self) -> tuple[PlacedDpar, ...]:
        """Return all parameters in brms's order: component by component, then theta1 to thetaK."""
        component_places = [p for part in self.parts or (self,) for p in part.own_places]
        if self.parts and not self.class_:
            return (*component_places, *(t for part in self.parts for t in part.thetas))
        return (*component_places, *self.thetas)

    @property
    def every_component(self) -> tuple[Component, ...]:
        """Return the components of all responses, one response after the other."""
        return tuple(c for part in self.parts or (self,) for c in part.components)

    @property
    def members(self) -> tuple[Mixture, ...]:
        """Return the mixtures whose components are those of this one: of a class, or itself."""
        return tuple(part for part in self.parts if part.class_) if self.parts else (self,)

    @cached_property
    def own_places(self) -> tuple[PlacedDpar, ...]:
        """Return the parameters of the components alone, without theta."""
        return tuple(self._place(c, d) for c in self.components for d in c.family.dpars)

    @property
    def thetas(self) -> tuple[PlacedDpar, ...]:
        """Return the mixing proportions. A single family has none."""
        if len(self.components) < 2:
            return ()
        resp = "" if self.class_ else self.resp
        end = ending(resp)
        return tuple(
            PlacedDpar(
                f"theta{k}{end}", f"theta{k}{end}", 0, THETA, "identity", proportion_of=k,
                resp=resp, plain=f"theta{k}",
            )
            for k in range(1, len(self.components) + 1)
        )  # fmt: skip

    def place(self, name: str) -> PlacedDpar:
        """Return one parameter.

        Parameters
        ----------
        name : str
            The name in brms, such as "sigma2" or "theta1".

        Returns
        -------
        PlacedDpar
            The parameter with its component, link and bounds.

        Examples
        --------
        >>> from pybrms_mix import mixture
        >>> mixture("gaussian", "student").place("nu2").component
        2
        """
        return next(p for p in self.places if name in (p.name, p.plain))

    def __repr__(self) -> str:
        if self.parts:
            return "\n".join(f"${part.resp}\n{part!r}\n" for part in self.parts)
        head = "\nMixture\n" if len(self.components) > 1 else ""
        return head + "".join(map(shown, self.components))

    __str__ = __repr__

    def _place(self, component: Component, dpar: Dpar) -> PlacedDpar:
        plain = self._plain(dpar.name, component.number)
        name = f"{plain}{self.suffix}"
        dpar = dpar.naming({fact: f"{fact}{self.suffix}" for fact in component.family.facts})
        key = (self.resp if plain == "mu" else name) if self.resp else "" if plain == "mu" else name
        return PlacedDpar(
            name, key, component.number, dpar, component.link(dpar.name), component.family,
            resp=self.resp, plain=plain,
        )  # fmt: skip

    def _plain(self, dpar: str, number: int) -> str:
        return dpar if len(self.components) == 1 else f"{dpar}{number}"


def shown(component: Component, name: str = "") -> str:
    """Return R's print of a family; ``name`` replaces the name of the record if R has another."""
    family, link = component.family, component.link("mu")
    threshold = f"Threshold: {component.threshold} \n" if component.threshold else ""
    if family.own is not None:
        names = ", ".join(d.name for d in family.dpars)
        return f"\nCustom family: {family.name} \nLink function: {link} \nParameters: {names} \n"
    return f"\nFamily: {name or family.name} \nLink function: {link} \n{threshold}"
