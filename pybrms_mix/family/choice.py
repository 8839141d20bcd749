"""A family with a link for each of its parameters, checked with brms's messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pybrms_mix.base.dialect import current
from pybrms_mix.base.errors import InvalidFamily, NotSupported, Span, did_you_mean
from pybrms_mix.base.public_calls import warn
from pybrms_mix.family.base import Component, Dpar, Family
from pybrms_mix.family.catalogue import R_DEFAULTS, R_LINKS, Absent, function, named

# Relations between thresholds, by the value of the argument; the first is the default.
THRESHOLDS = ("flexible", "equidistant", "sum_to_zero")
_THRESHOLD = "threshold"


@dataclass(frozen=True)
class Choice:
    """A family and the link of each of its parameters. An absent family has no links."""

    family: Family | Absent
    links: Mapping[str, str]
    span: Span | None = field(default=None, compare=False)
    threshold: str = ""

    def component(self, number: int) -> Component:
        """Return the choice as component ``number`` of a mixture.

        Raises:
            NotSupported: if the package does not have the family.
        """
        if isinstance(self.family, Absent):
            raise NotSupported(
                f"Family '{self.family.name}' is not supported by this version.", span=self.span
            )
        if self.family.deprecated and current().deprecates:
            warn(
                f"The '{self.family.name}' family is deprecated and will be removed in the future."
            )
        # A family whose link belongs to the distribution has one record for each link.
        family = self.family.variants.get(self.links["mu"], self.family)
        return Component(number, family, self.links, self.threshold)


@dataclass(frozen=True)
class LinkText:
    """The text of a link, and its place in the user's text."""

    text: str
    span: Span | None = None


Links = Mapping[str, LinkText]
"""The links by the names of the arguments: ``link``, ``link_sigma``, ..."""


def by_string(text: str, links: Links, span: Span | None = None) -> Choice:
    """Return the family for a plain string ``text``, or for ``brmsfamily("text", ...)``.

    Raises:
        InvalidFamily: for an unknown family, argument or link.
    """
    family = named(text, span)
    return Choice(family, _chosen(family, links), span, _threshold(family, links))


def by_function(text: str, links: Links, span: Span | None = None) -> Choice:
    """Return the family for a call of R's function ``text``, with the rules of R's own families.

    The default link can differ from that of the string: ``Gamma()`` has "inverse", and "gamma" has
    "log". R's own families accept only R's links.

    Raises:
        InvalidFamily: for an unknown family, argument or link.
    """
    family = function(text, span)
    if text in R_DEFAULTS:
        link = links.get("link", LinkText(R_DEFAULTS[text]))
        if link.text not in R_LINKS:
            raise InvalidFamily(
                f"‘{link.text}’ link not recognised",
                span=link.span,
                hint=f"{text}() is R's own function, which knows fewer links: "
                f'brmsfamily("{family.name}", ...) knows all of them.',
            )
        links = {**links, "link": link}
    return Choice(family, _chosen(family, links), span, _threshold(family, links))


def argument_names(family: Family | Absent) -> tuple[str, ...]:
    """Return the arguments of the family's function in their order: link, link_sigma, ..."""
    if isinstance(family, Absent):
        return ("link",)
    more = (_THRESHOLD,) if family.ordinal else ()
    return (*(argument(d) for d in family.dpars), *more)


def _threshold(family: Family | Absent, links: Links) -> str:
    """Return the relation between the thresholds of an ordinal family; "" for other families."""
    if isinstance(family, Absent) or not family.ordinal:
        return ""
    link = links.get(_THRESHOLD, LinkText(THRESHOLDS[0]))
    if link.text not in THRESHOLDS:
        choices = ", ".join(f"“{name}”" for name in THRESHOLDS)
        raise InvalidFamily(
            f"'arg' should be one of {choices}",
            span=link.span,
            hint=did_you_mean(link.text, THRESHOLDS),
        )
    return link.text


def argument(dpar: Dpar) -> str:
    """Return the argument of a family's function that holds the link of a parameter."""
    return "link" if dpar.name == "mu" else f"link_{dpar.name}"


def _chosen(family: Family | Absent, links: Links) -> dict[str, str]:
    if isinstance(family, Absent):
        return {}
    argument_names_ = argument_names(family)
    for name, link in links.items():
        if name not in argument_names_:
            raise InvalidFamily(
                f'unused argument ({name} = "{link.text}")',
                span=link.span,
                hint=did_you_mean(name, argument_names_, "Its arguments are"),
            )
    return {d.name: _link(family, d, links.get(argument(d))) for d in family.dpars}


def _link(family: Family, dpar: Dpar, link: LinkText | None) -> str:
    if link is None:
        return dpar.links[0]
    if link.text in dpar.links:
        return link.text
    owner = f"family '{family.name}'" if dpar.name == "mu" else f"parameter '{dpar.name}'"
    choices = ", ".join(f"'{name}'" for name in dpar.links)
    raise InvalidFamily(
        f"'{link.text}' is not a supported link for {owner}.\nSupported links are: {choices}",
        span=link.span,
        hint=did_you_mean(link.text, dpar.links),
    )
