"""Comparison of the Python density of a custom family with the Stan function of the family."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from pybrms_mix.base.errors import EngineError, InvalidData
from pybrms_mix.base.public_calls import warn
from pybrms_mix.model.ir import Model
from pybrms_mix.stan.engines.engine import Inspect
from pybrms_mix.stan.engines.protocol import Prepared
from pybrms_mix.stan.engines.self_check import LogLik, verify
from pybrms_mix.stan.starts import Guesses
from pybrms_mix.start.runaway_warning import warn_of_runaways


def has_own(model: Model) -> bool:
    """Return whether a component has a density that the user wrote."""
    return any(c.family.own is not None for c in model.mixture.every_component)


def inspecting(model: Model, guesses: Any, log_lik: LogLik, *, computable: bool) -> Inspect | None:
    """Return the function that inspects a program before sampling; None if there is no need.

    The function searches for coefficients and standard deviations that diverge, and compares the
    Python density of a custom family with the Stan function of the family.
    """
    looks: list[Inspect] = []
    if has_own(model) and computable:
        looks.append(partial(_compare, model, log_lik))
    if isinstance(guesses, Guesses):
        looks.append(partial(warn_of_runaways, model, guesses))
    if not looks:
        return None
    return lambda *inspected: sum(look(*inspected) for look in looks)


def _compare(model: Model, log_lik: LogLik, prepared: Prepared, _: int, __: object) -> int:
    """Warn if the Python density differs from the density of the Stan program."""
    names = ", ".join(
        dict.fromkeys(
            c.family.name for c in model.mixture.every_component if c.family.own is not None
        )
    )
    rng = np.random.default_rng(1)
    try:
        verify(prepared, prepared.with_data({"prior_only": 1}), log_lik, rng)
    except (EngineError, InvalidData) as error:
        warn(
            f"The Python function 'log_lik' of the custom family ({names}) does not compute the "
            f"density of its Stan function ({error.message.removesuffix('.')}). The sampler "
            "uses the Stan function; log_lik(), loo() and pp_mixture() use the Python function."
        )
    return 0
