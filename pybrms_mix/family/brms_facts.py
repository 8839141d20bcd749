"""brms's facts about the components of a response together, which it calls one family.

brms gives a single family other names and another print than ``mixture()``. This module alone
counts components: all other code reads the facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pybrms_mix.family.component import Component, shown
from pybrms_mix.family.records import Array, Dpars, Extra


@dataclass(frozen=True)
class BrmsFacts:
    """The facts about the components together.

    Attributes:
        name: "gaussian", or "mixture(gaussian, student)".
        summary: the family in brms's messages: "acat(logit)", or "mixture(acat, acat)".
        element: the element ``family`` of the family in R: "gaussian", or "mixture".
        link: the link of mu. The link of a mixture is the identity.
        mix: the components that the element ``mix`` of the family in R lists; None if R lacks it.
        classes: R's classes of the family.
        text: R's print of the family.
        endings: the ending of the names of a component's parameters, by the component's number:
            the number, or "" in a single family.
        proportions: the names of the mixing proportions without the response: "theta1", ....
        truncated: the mean of the response within bounds; None where brms has none.
    """

    name: str
    summary: str
    element: str
    link: str
    mix: tuple[Component, ...] | None
    classes: tuple[str, ...]
    text: str
    endings: Mapping[int, str]
    proportions: tuple[str, ...]
    truncated: Callable[[Dpars, Extra], Array] | None


def brms_facts(components: Sequence[Component]) -> BrmsFacts:
    """Return the facts about components.

    Parameters
    ----------
    components : sequence of Component
        The components; none for the whole of several responses that share no latent class.

    Returns
    -------
    BrmsFacts
        The facts.

    Examples
    --------
    >>> from pybrms_mix import mixture
    >>> brms_facts(mixture("gaussian", nmix=2).components).proportions
    ('theta1', 'theta2')
    >>> brms_facts(mixture("gaussian", nmix=2).components[:1]).summary
    'gaussian(identity)'
    """
    match components:
        case (component,):
            return _of_single_family(component)
    return _of_mixture(components)


def _of_single_family(component: Component) -> BrmsFacts:
    """Return the facts about a mixture with one component."""
    family, link = component.family, component.link("mu")
    custom = ("customfamily",) if family.own is not None else ()
    return BrmsFacts(
        name=family.name,
        summary=f"{family.name}({link})",
        element=family.name,
        link=link,
        mix=None,
        classes=(*custom, "brmsfamily", "family"),
        text=shown(component),
        endings={component.number: ""},
        proportions=(),
        truncated=family.truncated,
    )


def _of_mixture(components: Sequence[Component]) -> BrmsFacts:
    """Return the facts about a mixture with several components."""
    name = f"mixture({', '.join(c.family.name for c in components)})"
    return BrmsFacts(
        name=name,
        summary=name,
        element="mixture",
        link="identity",
        mix=tuple(components),
        classes=("mixfamily", "brmsfamily", "family"),
        text="".join(["\nMixture\n", *map(shown, components)]),
        endings={c.number: str(c.number) for c in components},
        proportions=tuple(f"theta{c.number}" for c in components),
        truncated=None,
    )
