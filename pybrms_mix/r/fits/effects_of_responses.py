"""Conditional effects on one of several responses, under R's names of the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.plots.effects import ConditionalEffects

__all__ = ["effects_on"]


def effects_on(effects: ConditionalEffects, resp: str | Sequence[str]) -> ConditionalEffects:
    """Return the effects on one response, as ``conditional_effects(fit, resp = resp)`` of brms.

    Parameters
    ----------
    effects : ConditionalEffects
        The effects on all responses.
    resp : str or sequence of str
        The names of the responses.

    Returns
    -------
    ConditionalEffects
        A table for each effect in the model, with brms's name: "y.y_x" for the effect of x on y.
        For a model of one response it holds all effects.

    Raises
    ------
    InvalidArgument
        If the model has no such response.

    Examples
    --------
    >>> effects = conditional_effects(fit)  # doctest: +SKIP
    >>> list(effects_on(effects, "y").tables)  # doctest: +SKIP
    ['y.y_x']
    """
    if not effects.of_responses:
        return effects
    names = [resp] if isinstance(resp, str) else list(resp)
    of_responses = {n: e for n, e in effects.of_responses.items() if n in names}
    if len(of_responses) < len(set(names)):
        listed = ", ".join(f"'{n}'" for n in effects.of_responses)
        raise InvalidArgument(f"Invalid argument 'resp'. Valid response variables are: {listed}")
    starts = tuple(f"{n}.{n}_" for n in of_responses)
    return replace(
        effects,
        tables={n: t for n, t in effects.tables.items() if n.startswith(starts)},
        spaghetti={n: t for n, t in effects.spaghetti.items() if n.startswith(starts)},
        response=", ".join(e.response for e in of_responses.values()),
        of_responses=of_responses,
    )
