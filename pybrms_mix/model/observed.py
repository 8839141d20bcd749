"""Log densities and draws of rows that are censored, truncated, or known up to a standard error."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.family.base import Array, Component, Dpars, Extra, Family

# The largest number of times that draws outside of the truncation bounds are repeated.
_TRIES = 1000


def with_errors(component: Component, dpars: Dpars, extra: Extra) -> Dpars:
    """Return the parameters, with the standard errors of ``se()`` in sigma.

    The standard deviation of a row is its standard error alone. With ``sigma = TRUE`` it is the
    square root of the sum of both variances. Families without ``se()`` ignore the standard errors.
    """
    if "se" not in extra or "se" not in component.family.additions:
        return dpars
    se = extra["se"]
    spread = np.hypot(dpars["sigma"], se) if "se_sigma" in extra else se[None, :]
    return {**dpars, "sigma": spread}


def _addition_terms(family: Family, extra: Extra) -> Extra:
    """Return the addition terms, without denominators for families that lack ``rate()``.

    In a mixture with a ``rate()`` term, such a family shares its functions with one that accepts
    it.
    """
    if "denom" not in extra or "rate" in family.additions:
        return extra
    return {name: value for name, value in extra.items() if name != "denom"}


def computable(component: Component, extra: Extra) -> bool:
    """Return whether Python can compute the log density of rows with these addition terms."""
    user_facts = component.family.own
    if user_facts is None:
        return True
    return user_facts.functions.find("log_lik") is not None and not {"cens", "lb"} & extra.keys()


def log_density(component: Component, y: Array, dpars: Dpars, extra: Extra) -> Array:
    """Return the log density of each row as it was observed: (draws, N).

    A censored row has the probability of the values that its response may have. Truncation
    normalises each component by itself before the components are mixed, as the program does.
    """
    family = component.family
    dpars, extra = with_errors(component, dpars, extra), _addition_terms(family, extra)
    density = family.log_density(y, dpars, extra)
    if "cens" in extra:
        density = _censored(family, y, dpars, extra, density)
    if "lb" in extra:
        density = density - _inside(family, dpars, extra)
    return density


def _censored(family: Family, y: Array, dpars: Dpars, extra: Extra, exact: Array) -> Array:
    cens = extra["cens"]
    below = _cdf(family, y, dpars, extra)
    density = np.where(
        cens == -1, _log(below), np.where(cens == 1, _log(_ccdf(family, y, dpars, extra)), exact)
    )
    if "rcens" in extra:
        upper = _cdf(family, np.where(cens == 2, extra["rcens"], y), dpars, extra)
        density = np.where(cens == 2, _log(upper - below), density)
    return density


def _inside(family: Family, dpars: Dpars, extra: Extra) -> Array:
    """Return the log probability of a response within the truncation bounds."""
    lower, upper = extra["lb"], extra["ub"]
    if family.values == "int":
        lower = lower - 1  # the lower bound itself is allowed
    if np.isposinf(upper).all():
        return _log(_ccdf(family, lower, dpars, extra))
    above = _cdf(family, upper, dpars, extra)
    if np.isneginf(lower).all():
        return _log(above)
    return _log(above - _cdf(family, lower, dpars, extra))


def _cdf(family: Family, y: Array, dpars: Dpars, extra: Extra) -> Array:
    if family.cdf is None:
        raise InvalidFormula(
            f"Family '{family.name}' has no distribution function, which censoring needs."
        )
    return family.cdf(y, dpars, extra)


def _ccdf(family: Family, y: Array, dpars: Dpars, extra: Extra) -> Array:
    return (
        1 - _cdf(family, y, dpars, extra) if family.ccdf is None else family.ccdf(y, dpars, extra)
    )


def _log(p: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.log(p))


def sample(component: Component, rng: np.random.Generator, dpars: Dpars, extra: Extra) -> Array:
    """Return one response for each draw and row, within the truncation bounds: (draws, N).

    ``dpars`` are broadcast to the full shape. Draws outside of the bounds are repeated. A response
    that is still outside after many repetitions is NaN. brms would return the bound.
    """
    dpars, extra = with_errors(component, dpars, extra), _addition_terms(component.family, extra)
    shape = dpars["mu"].shape
    dpars = {name: np.broadcast_to(value, shape) for name, value in dpars.items()}
    y = np.asarray(component.family.sample(rng, dpars, extra), float)
    if "lb" not in extra:
        return y
    lower = np.broadcast_to(extra["lb"], shape)
    upper = np.broadcast_to(extra["ub"], shape)
    rows = np.broadcast_to(np.arange(shape[1]), shape)
    for _ in range(_TRIES):
        out = (y < lower) | (y > upper)
        if not out.any():
            return y
        rejected = {name: value[out][None, :] for name, value in dpars.items()}
        at = {name: value[rows[out]] for name, value in extra.items()}
        y[out] = np.asarray(component.family.sample(rng, rejected, at), float)[0]
    y[(y < lower) | (y > upper)] = np.nan
    return y
