"""The records of which a mixture is made: Link, Dpar, Density, Family, Component, Mixture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np

from pybrms_mix.base.bounds import FREE, Bounds
from pybrms_mix.base.errors import Span

Array: TypeAlias = np.ndarray
# Values of the distributional parameters on their natural scale, by name without index
# ("mu", "sigma"); each broadcasts to (draws, N).
Dpars: TypeAlias = Mapping[str, Array]
# What the addition terms say of each row ("trials", "denom", "dec", ...), each of shape (N,).
Extra: TypeAlias = Mapping[str, Array]


@dataclass(frozen=True)
class Link:
    """A link function.

    ``stan`` is the name of the *inverse* link in Stan ("exp"); empty for the identity.
    ``needs`` names a file of ``templates/functions/`` when Stan has no such function.
    """

    name: str
    stan: str
    forward: Callable[[Array], Array]
    inverse: Callable[[Array], Array]
    needs: str = ""


@dataclass(frozen=True)
class Dpar:
    """A distributional parameter of a family.

    Attributes:
        name: "mu", "sigma", ...
        links: the links it may have when it is predicted; the first is the default.
        bounds: of its natural scale, as Stan text.
        prior: brms's default prior when it is one number. The text may hold ``{location}`` and
            ``{scale}``: the rounded median and MAD of the linked response.
        intercept_prior: brms's default prior of its Intercept when it is predicted (same fields).
        stan: the parameter's name in the program when that is another (``tmp_xi`` for ``xi``).
        latent: its linear predictor is its value: the link belongs to the distribution.
        given: its value where the formula does not speak of it; None if it is then estimated.
    """

    name: str
    links: tuple[str, ...]
    bounds: Bounds = FREE
    prior: str = ""
    intercept_prior: str = ""
    stan: str = ""
    latent: bool = False
    given: float | None = None

    def intercept(self, link: str) -> str:
        """Return the default prior of its Intercept under ``link``.

        Brms knows two: under the identity link that of the single number, under any other link
        ``intercept_prior`` (checked with 2.18 for every link of every parameter). ``mu`` has one.
        """
        return self.prior if link == "identity" and self.prior else self.intercept_prior


@dataclass(frozen=True)
class Density:
    """A log density of Stan: ``distribution`` ("student_t") and its arguments after the bar.

    An argument is Stan text with the family's dpars and addition terms in braces:
    ``("{nu}", "{mu}", "{sigma}")``. ``pointwise`` names the template under
    ``templates/densities/`` that writes the same density over whole vectors, if there is one.
    ``functions`` names the files of ``templates/functions/`` that the distribution needs (the
    template needs none). ``shared`` names a template that is faster where all rows have the same
    parameters but mu; it may need ``functions``. ``vanishes`` says that it may be zero in floating
    point at a response that it allows (a cut support, a probability that rounds to 1): the log is
    then -inf. ``shared_vanishes`` says so of the template ``shared``. ``within`` names a template
    to be taken for ``shared`` where the shape is scaled so that the support reaches all rows.
    """

    distribution: str
    arguments: tuple[str, ...]
    pointwise: str = ""
    functions: tuple[str, ...] = ()
    vanishes: bool = False
    shared: str = ""
    shared_vanishes: bool = True
    within: str = ""


@dataclass(frozen=True)
class Support:
    """The values a response may take: the bounds, and whether they themselves are allowed."""

    lower: float = -np.inf
    upper: float = np.inf
    lower_closed: bool = True
    upper_closed: bool = True


@dataclass(frozen=True, eq=False, repr=False)
class Family:
    """One distribution of a response: everything that the package knows of it.

    Attributes:
        name: brms's name.
        dpars: its parameters; the first is ``mu``.
        values: "real" or "int".
        support: where the response may lie.
        density: the density by which rows are counted, in the parameters' natural scale.
        fused: densities that take mu's *linear predictor* under that link
            (``{"log": Density("poisson_log", ...)}``); the inverse link is then not applied.
        rate: the density in natural scale when there is a ``rate(denom)`` term, which
            ``fused`` does not have; the NumPy functions look for ``extra["denom"]`` themselves.
        log_density: ``(y, dpars, extra) -> (draws, N)``, NumPy, never through exp of a log density.
        mean: ``(dpars, extra) -> (draws, N)``.
        sample: ``(rng, dpars, extra) -> (draws, N)``; dpars come broadcast to the full shape.
        cdf: P(response <= y), ``(y, dpars, extra) -> (draws, N)``, where censoring and truncation
            are possible.
        ccdf: P(response > y) likewise, where it is known better than as 1 - cdf.
        additions: the addition terms that it takes.
        requires: those that it cannot do without.
        aliases: other spellings that brms takes.
        mixes: whether brms allows it in ``mixture()``.
        log_scale: lognormal-type: default priors are computed from the log of the response.
        ordinal: whether the response is an ordered category, from 1. Beside its dpars the NumPy
            functions then take the thresholds ``thres1``, ``thres2``, ..., each (draws, N) or
            (draws, 1); an infinite one stands for none.
        ascending: whether the thresholds of an ordinal family ascend.
        unit: the density where ``disc`` is 1 and every row has the same thresholds.
        probabilities: ``(dpars, extra) -> (draws, N, C)``: those of an ordinal family's categories.
        variants: the same family under each link of mu, where the link belongs to the
            distribution; a component holds the variant that it uses.
        recode: whether brms recodes two distinct values to 0 and 1 (bernoulli).
        facts: numbers computed from the response that the density needs (``min_Y``).
        costly: whether its log density is a sum of many terms for each row.
    """

    name: str
    dpars: tuple[Dpar, ...]
    values: Literal["real", "int"]
    density: Density
    log_density: Callable[[Array, Dpars, Extra], Array]
    mean: Callable[[Dpars, Extra], Array]
    sample: Callable[[np.random.Generator, Dpars, Extra], Array]
    support: Support = Support()
    fused: Mapping[str, Density] = field(default_factory=dict)
    rate: Density | None = None
    cdf: Callable[[Array, Dpars, Extra], Array] | None = None
    ccdf: Callable[[Array, Dpars, Extra], Array] | None = None
    additions: frozenset[str] = frozenset()
    requires: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()
    mixes: bool = True
    log_scale: bool = False
    ordinal: bool = False
    ascending: bool = False
    unit: Density | None = None
    probabilities: Callable[[Dpars, Extra], Array] | None = None
    variants: Mapping[str, Family] = field(default_factory=dict)
    recode: bool = False
    facts: tuple[str, ...] = ()
    costly: bool = False

    def dpar(self, name: str) -> Dpar:
        """Return the parameter ``name``."""
        return next(d for d in self.dpars if d.name == name)

    @property
    def vanishes(self) -> bool:
        """Whether the density in natural scale may be zero at a response that it allows."""
        return self.density.vanishes

    def __repr__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Component:
    """One component of a mixture: its family and the links chosen for its parameters.

    ``threshold`` says of an ordinal family how its thresholds relate to each other: "flexible",
    "equidistant" or "sum_to_zero".
    """

    number: int
    family: Family
    links: Mapping[str, str]  # of every dpar
    threshold: str = ""

    def link(self, dpar: str) -> str:
        """Return the link of ``dpar``."""
        return self.links[dpar]


@dataclass(frozen=True)
class PlacedDpar:
    """A distributional parameter of one component of a mixture, under brms's names.

    Attributes:
        name: "sigma2"; "sigma" in a mixture of one.
        key: what brms calls it in names and prior rows: "mu2", but "" for the only mu of all.
        component: the number of its component, from 1; 0 for theta, which belongs to none.
        link: the name of its link when it is predicted.
        family: of its component; None for theta.
        nlpar: whether it is no parameter of a distribution but one of a non-linear formula.
    """

    name: str
    key: str
    component: int
    dpar: Dpar
    link: str
    family: Family | None = field(default=None, compare=False)
    nlpar: bool = False

    @property
    def suffix(self) -> str:
        """Return what is put behind Stan names: "_mu2", or nothing for the only mu of all."""
        return f"_{self.key}" if self.key else ""


def nonlinear_parameter(name: str) -> PlacedDpar:
    """Return the parameter ``name`` of a non-linear formula; its vector is ``nlp_NAME``."""
    dpar = Dpar(name, ("identity",), intercept_prior="student_t(3, 0, {scale})")
    return PlacedDpar(f"nlp_{name}", name, 0, dpar, "identity", nlpar=True)


# The mixing proportion: its log-odds are predicted without a link.
THETA = Dpar("theta", ("identity",), Bounds("0", "1"), "", "logistic(0, 1)")


@dataclass(frozen=True, repr=False)
class Mixture:
    """Components in their order, and what identifies them.

    ``order`` is "mu", "theta", "none", or the name of a coefficient of mu; ``chosen`` says that
    nobody asked for it. ``shared`` names coefficients of mu that all components have in common.
    ``gr`` names the column (or several, "g:h") whose levels belong to one component as wholes;
    nothing where each row has its own. ``free`` means that no component is the reference of the
    others' proportions: all are predicted. One family is a mixture of one. ``str()`` is brms's
    summary of the family, ``repr()`` what R prints for it.
    """

    components: tuple[Component, ...]
    order: str = "none"
    gr: str = ""
    free: bool = False
    shared: tuple[str, ...] = ()
    chosen: bool = field(default=False, compare=False)
    spans: Mapping[str, Span | None] = field(default_factory=dict, compare=False)

    def label(self, dpar: str, number: int) -> str:
        """Return brms's name of ``dpar`` of component ``number``: "mu2"; "mu" when there is one."""
        return dpar if len(self.components) == 1 else f"{dpar}{number}"

    @property
    def name(self) -> str:
        """Return brms's words for the family: "gaussian" or "mixture(gaussian, student)"."""
        names = ", ".join(c.family.name for c in self.components)
        return names if len(self.components) == 1 else f"mixture({names})"

    @property
    def link(self) -> str:
        """Return the overall link: in brms a mixture has the identity, whatever its components."""
        return self.components[0].link("mu") if len(self.components) == 1 else "identity"

    @property
    def ordinal(self) -> bool:
        """Return whether the response is an ordered category: of all components or of none."""
        return self.components[0].family.ordinal

    @property
    def summary(self) -> str:
        """Return the family as brms names it in messages: "mixture(acat, acat)", "acat(logit)"."""
        return self.name if len(self.components) > 1 else f"{self.name}({self.link})"

    @property
    def places(self) -> tuple[PlacedDpar, ...]:
        """Return all parameters in brms's order: component by component, then theta1 to thetaK."""
        own = [self._place(c, d) for c in self.components for d in c.family.dpars]
        return (*own, *self.thetas)

    @property
    def thetas(self) -> tuple[PlacedDpar, ...]:
        """Return the mixing proportions; a mixture of one has none."""
        if len(self.components) == 1:
            return ()
        numbers = range(1, len(self.components) + 1)
        return tuple(PlacedDpar(f"theta{k}", f"theta{k}", 0, THETA, "identity") for k in numbers)

    def place(self, name: str) -> PlacedDpar:
        """Return the parameter that brms calls ``name``."""
        return next(p for p in self.places if p.name == name)

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        head = "\nMixture\n" if len(self.components) > 1 else ""
        return head + "".join(map(_shown, self.components))

    def _place(self, component: Component, dpar: Dpar) -> PlacedDpar:
        name = self.label(dpar.name, component.number)
        key = "" if name == "mu" else name
        return PlacedDpar(
            name, key, component.number, dpar, component.link(dpar.name), component.family
        )


def _shown(component: Component) -> str:
    threshold = f"Threshold: {component.threshold} \n" if component.threshold else ""
    link = component.link("mu")
    return f"\nFamily: {component.family.name} \nLink function: {link} \n{threshold}"
