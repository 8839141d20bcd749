"""The mean of the response, of the mixture or of one component."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.base.public_calls import warn
from pybrms_mix.family.base import Component
from pybrms_mix.model import observed, values
from pybrms_mix.model.ir import Model
from pybrms_mix.results.predict.component_shares import component_shares, possible
from pybrms_mix.results.predict.prediction_rows import Rows


def expected(part: Rows, resp: str = "") -> np.ndarray:
    """Return the mean of the response, given ``part.component``: (draws, N).

    ``resp`` is the response, if the model has several.

    Raises:
        NotSupported: if the response of a mixture is truncated, or if brms lacks the truncated mean
            of the family.
    """
    means, weights = _means(part, resp)
    if len(means) == 1:
        return spread(means[0], part)
    shares = component_shares(part, weights)
    total: np.ndarray | float = 0.0
    for k, mean in enumerate(means):
        total = total + shares[:, :, k] * mean
    return spread(np.asarray(total), part)


def _means(part: Rows, resp: str) -> tuple[list[np.ndarray], np.ndarray]:
    """Return the mean of each component, (draws, N or 1), and the logs of the proportions.

    If ``part.component`` names a component, the list holds its mean alone.
    """
    extra = part.model.response(resp).extra
    components = possible(part, resp)
    truncated_mean = part.model.part(resp).truncated
    if "lb" in extra and truncated_mean is None:
        raise NotSupported(
            "posterior_epred values on the respone scale not yet implemented for truncated "
            f"'{_kind(part.model)}' models.",
            hint="The mean of the draws of posterior_predict() estimates the mean within the "
            "bounds.",
        )
    dpars, weights = values.mixed(part.model, part.draws, resp)
    dpars_of_components = [
        (c, values.of_component(part.model, dpars, c.number, resp)) for c in components
    ]
    if truncated_mean is not None and "lb" in extra:
        values_of = observed.with_errors(components[0], dpars_of_components[0][1], extra)
        return [np.asarray(truncated_mean(values_of, extra))], weights
    with np.errstate(over="ignore"):
        means = [np.asarray(c.family.mean(dpars_of, extra)) for c, dpars_of in dpars_of_components]
    for component, mean in zip(components, means, strict=True):
        _warn_infinite(component, mean, part.S)
    return means, weights


def _warn_infinite(component: Component, mean: np.ndarray, count: int) -> None:
    """Warn of draws in which the mean of a component is not finite in some row: (draws, rows)."""
    infinite = np.flatnonzero(~np.isfinite(mean).all(axis=1))
    if not infinite.size:
        return
    per_draw = len(mean) > 1
    draws_listed = ", ".join(map(str, infinite[:10])) + (", ..." if infinite.size > 10 else "")
    which = (
        f"{infinite.size} of {count} draws (counted from 0: {draws_listed})"
        if per_draw
        else "all draws"
    )
    warn(
        f"The mean of component {component.number} ({component.family.name}) is not finite in "
        f"{which}. Results that depend on it are Inf or NaN in these draws."
    )


def _kind(model: Model) -> str:
    """Return brms's name of the family; "mixture" for all mixtures."""
    return "mixture" if model.mixture.thetas else model.mixture.name


def spread(found: np.ndarray, part: Rows) -> np.ndarray:
    """Broadcast the array to (draws, N)."""
    shape = (part.S, part.N)
    return found if found.shape == shape else np.broadcast_to(found, shape).copy()
