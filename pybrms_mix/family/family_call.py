"""FamilyCall: a family in Python's spelling, ``student`` or ``student(link_sigma="log")``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from pybrms_mix.base.errors import InvalidFamily
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.base.shown import Shown
from pybrms_mix.family.base import shown
from pybrms_mix.family.catalogue import R_DEFAULTS, function
from pybrms_mix.family.choice import Choice, LinkText, argument_names, by_function
from pybrms_mix.family.family_help import help_of


@public_methods
@dataclass(frozen=True)
class FamilyCall(Shown):
    """A family under the name of its R function, with the links that the user chose.

    An instance can be called to choose other links. Links may be given by position, in the order
    ``link, link_sigma, ...`` of the parameters of the family, or by name.

    Attributes
    ----------
    name : str
        The name of the R function.
    links : mapping of str to str
        The links that the user chose, by argument.
    """

    name: str
    links: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, *links: str, **named: str) -> FamilyCall:
        """Return the family with these links.

        Raises:
            InvalidFamily: for a link or an argument that the family does not have.
        """
        free = [p for p in argument_names(function(self.name)) if p not in named]
        if len(links) > len(free):
            raise InvalidFamily(f'unused argument ("{links[len(free)]}")')
        link_by_dpar = dict(zip(free, links, strict=False)) | named
        call = FamilyCall(self.name, link_by_dpar)
        call.choice()
        return call

    def choice(self) -> Choice:
        """Return the family with the links of all its parameters.

        Returns
        -------
        Choice
            The family and a link for each parameter.

        Examples
        --------
        >>> FamilyCall("student")(link_sigma="identity").choice().links["sigma"]
        'identity'
        """
        return by_function(self.name, {name: LinkText(link) for name, link in self.links.items()})

    def __repr__(self) -> str:
        """Return the family as R prints it."""
        return shown(self.choice().component(1), self.name if self.name in R_DEFAULTS else "")

    __str__ = __repr__


class _Documentation:
    """The docstring of the class, and for an instance the documentation of its family.

    ``help(weibull)`` shows the latter. It is written when somebody asks for it.
    """

    def __init__(self, of_class: str | None) -> None:
        self._of_class = of_class

    def __get__(self, instance: FamilyCall | None, owner: type) -> str | None:
        return self._of_class if instance is None else help_of(instance.name)


FamilyCall.__doc__ = cast("str", _Documentation(FamilyCall.__doc__))
