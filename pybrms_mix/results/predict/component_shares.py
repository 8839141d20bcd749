"""The components that a prediction can come from, and their probabilities."""

from __future__ import annotations

import numpy as np

from pybrms_mix.family.base import Component
from pybrms_mix.results.mixture.membership import membership
from pybrms_mix.results.predict.prediction_rows import Rows


def possible(part: Rows, resp: str = "") -> tuple[Component, ...]:
    """Return the components of the mixture, or only the one that ``part.component`` names.

    ``resp`` is the response, if the model has several.
    """
    components = part.model.part(resp).components
    return tuple(c for c in components if part.component in (None, "membership", c.number))


def component_shares(part: Rows, log_weights: np.ndarray) -> np.ndarray:
    """Return the probability of each component: (draws or 1, N or 1, K).

    The probabilities are the proportions, whose logs are ``log_weights``; or, if asked for, the
    memberships of the rows; or 1 for the component that ``part.component`` names.
    """
    if part.component is None:
        return np.asarray(np.exp(log_weights))
    if part.component == "membership":
        return membership(part)
    sure = np.zeros((1, 1, log_weights.shape[2]))
    sure[:, :, part.component - 1] = 1.0
    return sure
