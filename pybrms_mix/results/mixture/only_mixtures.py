"""Results that only a mixture has: the memberships of its rows are unknown."""

from __future__ import annotations

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.alignment import can_check


def only_mixtures(fit: Fit, method: str) -> None:
    """Refuse a fit of a single family, with brms's message.

    Raises:
        InvalidArgument: if the fit has no mixing proportions.
    """
    if not fit.model.mixture.thetas:
        raise InvalidArgument(
            f"Method '{method}' can only be applied to mixture models.",
            hint=f"The family is '{fit.family}'.",
        )


def knows_memberships(fit: Fit) -> bool:
    """Return whether the fit is one of a mixture and holds the draws that memberships need."""
    return bool(fit.model.mixture.thetas) and can_check(fit)
