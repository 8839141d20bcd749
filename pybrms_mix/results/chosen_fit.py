"""The fit that a method takes: that of all responses, of one response, or of a latent class.

Each function takes the name of the method for its errors, the fit, and the argument ``resp``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from pybrms_mix.base.errors import InvalidArgument

if TYPE_CHECKING:
    from pybrms_mix.results.fit import Fit

Chooser: TypeAlias = Callable[[str, "Fit", object], "Fit"]


def of_one(name: str, fit: Fit, resp: object) -> Fit:
    """Return the fit of one response; refuse the fit of several without ``resp``."""
    if resp is not None:
        return fit.of_response(resp)
    views = fit.model.views
    if views:
        raise InvalidArgument(
            f"'{name}()' needs one response, but the model has several"
            + (", with a common class." if fit.model.mixture.class_ else "."),
            hint=f"The responses are {', '.join(map(repr, views))}. resp='{next(iter(views))}' "
            "chooses one response with its own components, without the information of the "
            "other responses.",
        )
    return fit


def of_all(name: str, fit: Fit, resp: object) -> Fit:
    """Return the fit, or that of the response ``resp``."""
    return fit if resp is None else fit.of_response(resp)


def of_class(name: str, fit: Fit, resp: object) -> Fit:
    """Return the fit whose components are the classes that responses share, or of one response."""
    if resp is None and fit.model.mixture.class_ and fit.model.views:
        return fit
    fit_of_response = of_one(name, fit, resp)
    # If a response does not share a class, its memberships depend on this response alone.
    return (
        fit_of_response if fit_of_response.whole is None else replace(fit_of_response, whole=None)
    )


def of_whole(name: str, fit: Fit, resp: object) -> Fit:
    """Return the whole fit; refuse ``resp``, and the fit of one of several responses."""
    if resp is not None or fit.model.mixture.resp:
        raise InvalidArgument(
            f"'{name}()' needs the whole model of several responses, not one response of it.",
            hint="Leave 'resp' out, and call the method of the fit with all responses.",
        )
    return fit


def of_outcome(name: str, fit: Fit, resp: object) -> Fit:
    """Return the whole fit if its responses share a class, otherwise that of one response."""
    if not fit.model.mixture.class_ or not fit.model.views:
        return of_one(name, fit, resp)
    if resp is None:
        raise InvalidArgument(
            f"'{name}()' predicts a single response, but the model has several, with a "
            "common class.",
            hint=f"The responses are {', '.join(map(repr, fit.model.views))}. "
            f"resp='{next(iter(fit.model.views))}' chooses one of them; the probabilities of the "
            "classes depend on all of them.",
        )
    fit.of_response(resp)  # refuses other names
    return fit


def as_it_is(name: str, fit: Fit, resp: object) -> Fit:
    """Return the fit unchanged; refuse the name of a response that it does not have."""
    if resp is not None:
        fit.of_response(resp)  # refuses other names
    return fit


def of_shared(name: str, fit: Fit, resp: object) -> Fit:
    """Return the whole fit; refuse ``resp``, and responses that share no class."""
    mixture = fit.model.mixture
    if resp is not None or mixture.resp or (fit.model.views and not mixture.class_):
        raise InvalidArgument(
            f"'{name}()' needs the class of a whole model, not one of several responses.",
            hint='Give the responses a common class, mixture(..., class = "shared"), or fit '
            "the response alone.",
        )
    return fit
