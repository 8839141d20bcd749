"""The R text of a Mixture, with every link written out."""

from __future__ import annotations

from pybrms_mix.family.base import Component, Mixture


def write(mixture: Mixture) -> str:
    """Return R text that ``read`` converts to the same mixture; a list for several responses."""
    if mixture.parts:
        return f"list({', '.join(write(part) for part in mixture.parts)})"
    components = ", ".join(_component(c) for c in mixture.components)
    if not (mixture.thetas or mixture.gr or mixture.class_):
        return components
    groups = f', gr = "{mixture.gr}"' if mixture.gr else ""
    free = ", refcat = NA" if mixture.free else ""
    # A default order is not written, because a formula may leave nothing to be ordered.
    order = "" if mixture.chosen else f', order = "{mixture.order}"'
    names = ", ".join(f'"{name}"' for name in mixture.shared)
    shared = f", shared = c({names})" if names else ""
    class_ = f', class = "{mixture.class_}"' if mixture.class_ else ""
    return f"mixture({components}{order}{groups}{free}{shared}{class_})"


def _component(component: Component) -> str:
    if component.family.own is not None:
        return component.family.own.text
    links = [
        f'{"link" if name == "mu" else f"link_{name}"} = "{link}"'
        for name, link in component.links.items()
    ]
    if component.threshold:
        links.append(f'threshold = "{component.threshold}"')
    return f'brmsfamily("{component.family.name}", {", ".join(links)})'
