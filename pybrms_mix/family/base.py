"""Mixture: the components of a model, with brms's names of their parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pybrms_mix.base.errors import Span
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.base.shown import Shown
from pybrms_mix.family.brms_facts import BrmsFacts, brms_facts
from pybrms_mix.family.component import THETA, Component, PlacedDpar, shown
from pybrms_mix.family.endings import ending
from pybrms_mix.family.family_record import Family
from pybrms_mix.family.records import Array, Density, Dpar, Dpars, Extra, Support

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

    # Computed once: each name of a parameter reads the facts.
    @cached_property
    def brms_facts(self) -> BrmsFacts:
        """Return the facts that brms has about the components together.

        Returns
        -------
        BrmsFacts
            brms's names, link and print of the family, and R's classes of it.

        Examples
        --------
        >>> from pybrms_mix import mixture
        >>> mixture("gaussian", "student").brms_facts.classes
        ('mixfamily', 'brmsfamily', 'family')
        """
        return brms_facts(self.components)

    @property
    def suffix(self) -> str:
        """Return the ending of names that belong to the response: "_y", or "".

        Returns
        -------
        str
            The ending; "" unless the mixture belongs to one of several responses.

        Examples
        --------
        >>> from dataclasses import replace
        >>> from pybrms_mix import mixture
        >>> replace(mixture("gaussian", "student"), resp="y").suffix
        '_y'
        """
        return ending(self.resp)

    @property
    def name(self) -> str:
        """Return brms's name of the family.

        Returns
        -------
        str
            "gaussian" for a single family, and ``mixture()`` with the names of several.

        Examples
        --------
        >>> from pybrms_mix import mixture
        >>> mixture("gaussian", "student").name
        'mixture(gaussian, student)'
        """
        if self.parts:
            return f"MV({', '.join(part.name for part in self.parts)})"
        return self.brms_facts.name

    @property
    def link(self) -> str:
        """Return the overall link. The link of a mixture is the identity, as in brms.

        Returns
        -------
        str
            The link of mu of a single family; "identity" for a mixture.

        Examples
        --------
        >>> from pybrms_mix import brmsfamily, mixture
        >>> brmsfamily("poisson").link, mixture("poisson", nmix=2).link
        ('log', 'identity')
        """
        return self.brms_facts.link

    @property
    def truncated(self) -> Callable[[Dpars, Extra], Array] | None:
        """Return the mean within bounds of a single family; brms has none of mixtures.

        Returns
        -------
        callable or None
            A function of the parameters and the addition terms, which returns (draws, N).

        Examples
        --------
        >>> from pybrms_mix import mixture
        >>> mixture("gaussian", "student").truncated is None
        True
        """
        return self.brms_facts.truncated

    @property
    def ordinal(self) -> bool:
        """Return whether the response is an ordered category. All components agree on that.

        Returns
        -------
        bool
            True for the families of ordered categories.

        Examples
        --------
        >>> from pybrms_mix import mixture
        >>> mixture("acat", nmix=2).ordinal
        True
        """
        return self.components[0].family.ordinal

    @property
    def summary(self) -> str:
        """Return the family as brms's messages show it.

        Returns
        -------
        str
            "acat(logit)" for a single family, and the name of a mixture.

        Examples
        --------
        >>> from pybrms_mix import brmsfamily
        >>> brmsfamily("acat").summary
        'acat(logit)'
        """
        return self.brms_facts.summary

    # Computed once: every stage of a build asks for the places of every mixture again.
    @cached_property
    def places(self) -> tuple[PlacedDpar, ...]:
        """Return all parameters in brms's order: component by component, then theta1 to thetaK.

        Returns
        -------
        tuple of PlacedDpar
            The parameters of all components, and the mixing proportions.

        Examples
        --------
        >>> from pybrms_mix import mixture
        >>> [place.name for place in mixture("gaussian", "exponential").places]
        ['mu1', 'sigma1', 'mu2', 'theta1', 'theta2']
        """
        component_places = [p for part in self.parts or (self,) for p in part.own_places]
        if self.parts and not self.class_:
            return (*component_places, *(t for part in self.parts for t in part.thetas))
        return (*component_places, *self.thetas)

    @property
    def every_component(self) -> tuple[Component, ...]:
        """Return the components of all responses, one response after the other.

        Returns
        -------
        tuple of Component
            The components; those of the mixture itself in a model of one response.

        Examples
        --------
        >>> from pybrms_mix import mixture
        >>> [c.family.name for c in mixture("gaussian", "exponential").every_component]
        ['gaussian', 'exponential']
        """
        return tuple(c for part in self.parts or (self,) for c in part.components)

    @property
    def members(self) -> tuple[Mixture, ...]:
        """Return the mixtures whose components are those of this one.

        Returns
        -------
        tuple of Mixture
            The mixtures of the responses that share the latent class, or the mixture itself.

        Examples
        --------
        >>> from pybrms_mix import mixture
        >>> family = mixture("gaussian", "exponential")
        >>> family.members == (family,)
        True
        """
        return tuple(part for part in self.parts if part.class_) if self.parts else (self,)

    @cached_property
    def own_places(self) -> tuple[PlacedDpar, ...]:
        """Return the parameters of the components alone, without theta.

        Returns
        -------
        tuple of PlacedDpar
            The parameters, component by component.

        Examples
        --------
        >>> from pybrms_mix import mixture
        >>> [place.name for place in mixture("gaussian", "exponential").own_places]
        ['mu1', 'sigma1', 'mu2']
        """
        return tuple(self._place(c, d) for c in self.components for d in c.family.dpars)

    @property
    def thetas(self) -> tuple[PlacedDpar, ...]:
        """Return the mixing proportions. A single family has none.

        Returns
        -------
        tuple of PlacedDpar
            A proportion for each component; empty for a single family.

        Examples
        --------
        >>> from pybrms_mix import mixture
        >>> [place.name for place in mixture("gaussian", nmix=2).thetas]
        ['theta1', 'theta2']
        """
        resp = "" if self.class_ else self.resp
        end = ending(resp)
        return tuple(
            PlacedDpar(
                f"{plain}{end}", f"{plain}{end}", 0, THETA, "identity", proportion_of=k,
                resp=resp, plain=plain,
            )
            for k, plain in enumerate(self.brms_facts.proportions, start=1)
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
        return self.brms_facts.text

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
        return f"{dpar}{self.brms_facts.endings[number]}"
