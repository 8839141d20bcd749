"""The families as Python functions, and ``mixture()``: the same words as in R."""

from __future__ import annotations

from collections.abc import Sequence

from pybrms_mix.family.base import Mixture
from pybrms_mix.family.calls import FamilyCall
from pybrms_mix.family.choice import Choice, LinkText, by_string
from pybrms_mix.family.mix import mixed, repeated, single
from pybrms_mix.family.read import choice

gaussian = FamilyCall("gaussian")
student = FamilyCall("student")


def brmsfamily(family: str, link: str | None = None, **links: str) -> Mixture:
    """Return the family that brms finds under a string, with brms's own links.

    Here ``brmsfamily("gamma")`` has the link "log", where ``Gamma()`` has R's "inverse".

    Raises:
        InvalidFamily: for an unknown family, argument or link.
    """
    given = links if link is None else {"link": link, **links}
    return single(by_string(family, {name: LinkText(text) for name, text in given.items()}))


def mixture(
    *families: FamilyCall | Mixture | str,
    nmix: float | str | Sequence[float] = 1,
    order: str | bool | None = None,
    flist: Sequence[FamilyCall | Mixture | str] | None = None,
) -> Mixture:
    """Return the mixture of ``families``, then of those in ``flist``.

    Args:
        families: functions (``gaussian``), calls (``student(link_sigma="identity")``), strings.
        nmix: how often each family is taken: one number, or one for each family.
        order: "mu" to order the intercepts of mu, "none" not to. By default "mu" when all
            families have the same name; which it was is logged (logger "pybrms_mix", INFO).
        flist: more families.

    Raises:
        InvalidFamily: in brms's words, for what cannot be mixed.

    >>> print(mixture("gaussian", nmix=2))
    mixture(gaussian, gaussian)
    """
    chosen = [_choice(family) for family in (*families, *(flist or ()))]
    times = [nmix] if isinstance(nmix, (int, float, str)) else list(nmix)
    return mixed(repeated(chosen, times), order)


def _choice(family: FamilyCall | Mixture | str) -> Choice:
    match family:
        case Mixture(components=(component,)):
            return Choice(component.family, component.links)
    return choice(family)
