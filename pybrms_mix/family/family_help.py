"""The documentation of a family, as ``help(weibull)`` shows it, from the record of the family."""

from __future__ import annotations

import math

from pybrms_mix.family.base import Dpar, Family
from pybrms_mix.family.catalogue import R_DEFAULTS, R_LINKS, function
from pybrms_mix.family.choice import THRESHOLDS, argument


def kind(family: Family) -> str:
    """Return the kind of response of a family, in words."""
    if family.ordinal:
        return "ordered categories"
    if family.recode:
        return "two values"
    if family.values == "int":
        return "successes in trials" if "trials" in family.additions else "whole numbers"
    if family.name == "von_mises":
        return "angles"
    low, high = family.support.lower, family.support.upper
    if math.isinf(low):
        return "real"
    if math.isinf(high):
        return "positive, or 0" if family.masses else "positive"
    ends = {(): "between 0 and 1", (0.0,): "between 0 and 1, or 0"}
    return ends.get(family.masses, "from 0 to 1")


def help_of(name: str) -> str:
    """Return the documentation of the family whose R function is ``name``, in numpydoc sections."""
    family = function(name)
    if not isinstance(family, Family):
        return f"The family ``{name}`` of brms, which this version does not have."
    parts = {
        "Parameters": [*(_link(d, name) for d in family.dpars), *_threshold(family)],
        "Returns": ["FamilyCall\n    The family with these links, for ``family=`` of ``brm()``"
                    + (" or as a component of\n    ``mixture()``." if family.mixes else ".")],
        "Notes": _notes(family),
        "Examples": _example(family, name),
    }  # fmt: skip
    sections = ("\n".join([head, "-" * len(head), *lines]) for head, lines in parts.items())
    return "\n\n".join(
        [f"Return the family ``{family.name}`` (response: {kind(family)}).", *sections]
    )


def _link(dpar: Dpar, name: str) -> str:
    links = dpar.links
    if dpar.name == "mu" and name in R_DEFAULTS:
        default = R_DEFAULTS[name]
        links = (default, *(link for link in links if link in R_LINKS and link != default))
    choices = ", ".join(f'"{link}"' for link in links)
    place = f"The link of {dpar.name}"
    if dpar.name != "mu":
        place += ", for models in which a formula predicts it"
    return f'{argument(dpar)} : {{{choices}}}, default "{links[0]}"\n    {place}.'


def _threshold(family: Family) -> list[str]:
    if not family.ordinal:
        return []
    choices = ", ".join(f'"{word}"' for word in THRESHOLDS)
    return [f"threshold : {{{choices}}}, default \"{THRESHOLDS[0]}\"\n    The relation between the "
            "thresholds."]  # fmt: skip


def _notes(family: Family) -> list[str]:
    names = ", ".join(d.name for d in family.dpars)
    lines = [
        f"The distributional parameters are {names}. The density in Stan is",
        f"``{family.density.distribution}({', '.join(family.density.arguments)})``.",
    ]
    if family.additions:
        lines.append(f"Addition terms: {', '.join(f'{a}()' for a in sorted(family.additions))}.")
    if family.requires:
        lines.append(f"Required: {', '.join(f'{a}()' for a in sorted(family.requires))}.")
    fixed = [f"{d.name} is {d.given:g}" for d in family.dpars if d.given is not None]
    if fixed:
        lines.append(f"Without a formula, {' and '.join(fixed)}.")
    return lines


def _example(family: Family, name: str) -> list[str]:
    function = name.replace(".", "_")
    trials = " | trials(n)" if "trials" in family.additions else ""
    decided = " | dec(d)" if "dec" in family.requires else ""
    lines = [f'>>> brm("y{trials}{decided} ~ x", data, {function})  # doctest: +SKIP']
    if family.mixes:
        lines.append(f">>> mixture({function}, nmix=2)  # doctest: +SKIP")
    return lines
