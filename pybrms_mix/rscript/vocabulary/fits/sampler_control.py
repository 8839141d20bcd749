"""Translate the argument ``control`` of ``brm()``."""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.r.lists.call_names import SAMPLER_SETTINGS, TUNING_OF_RSTAN
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import call
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Name, Part, called


def sampler_control(part: Part, scope: Scope) -> ast.expr:
    """Return the settings of the sampler; a note names those that have no counterpart.

    Raises
    ------
    NotPorted
        If rstan's sampler has no setting of this name.
    """
    if isinstance(part, Name) and part.text == "NULL":
        return value(part, scope).node
    if isinstance(part, Name) and _only_ours(scope.lists.get(part.text)):
        return value(part, scope).node
    if not isinstance(part, Call) or called(part) != "list":
        return call("r.sampler_settings", value(part, scope).node)
    settings = []
    for argument in part.arguments:
        if argument.name in SAMPLER_SETTINGS:
            settings.append(argument)
            continue
        if argument.value is None or argument.name not in TUNING_OF_RSTAN:
            message = f"control has no setting '{argument.name or ''}'"
            raise NotPorted(message, argument.span or part.span)
        message = f"without {argument.name} = {write(argument.value)} of control"
        scope.notes.append(
            f"{message}: it tunes the chains of rstan, and the posterior is the same"
        )
    return value(replace(part, arguments=tuple(settings)), scope).node


def _only_ours(part: Part | None) -> bool:
    """Return whether a list is known to hold settings with a counterpart only."""
    if not isinstance(part, Call) or called(part) != "list":
        return False
    return all(a.name in SAMPLER_SETTINGS for a in part.arguments)
