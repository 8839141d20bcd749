"""The reasons why the modes of a fit were not searched for."""

from __future__ import annotations

from pybrms_mix.model.ir import Model
from pybrms_mix.results.fit import Fit

_LATER = "find_modes(fit) searches"


def unsearched(fit: Fit) -> str:
    """Return the reason why there was no search for modes before sampling; "" if there was one.

    Agreement between chains does not exclude modes that no chain has found, so that results on the
    modes of a mixture name the reason. The result is "" for a fit without mixtures, without draws
    or with draws from the priors alone.
    """
    if not mixes(fit.model) or fit.sample_prior == "only":
        return ""
    if fit.draws is None or not fit.draws.values.size:
        return ""
    if fit.run is None:
        return f"the draws were made elsewhere ({_LATER})"
    modes = fit.run.modes
    if modes is None:
        return f"the fit does not hold a search ({_LATER})"
    if modes.skipped:
        return modes.skipped
    if not modes.masses:
        return f"{modes.searches} searches ended at no mode whose mass could be computed"
    return ""


def mixes(model: Model) -> bool:
    """Return whether the model, or the part of one of its responses, is a mixture."""
    return bool(model.mixture.thetas) or any(part.thetas for part in model.mixture.parts)


def told(reason: str) -> str:
    """Return a sentence with the reason."""
    return f"There was no search for other modes: {reason}."
