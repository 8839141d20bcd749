"""Direction, practical equivalence and description of posteriors, after R's bayestestR."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal, TypeAlias

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.takes import Names
from pybrms_mix.model.parts import Variable
from pybrms_mix.results.as_draws import chosen
from pybrms_mix.results.diagnostics import convergence
from pybrms_mix.results.estimates import estimates, interval
from pybrms_mix.results.fit import Fit, joint_method

RopeRange: TypeAlias = "Literal['default'] | tuple[float, float]"

_COEFFICIENTS = ("b", "bs", "bsp")
_LOGIT = 0.1 * math.pi / math.sqrt(3)  # a tenth of the standard deviation of the logistic


@joint_method
def p_direction(fit: Fit, variable: Names | None = None, null: float = 0.0) -> pd.Series:
    """Return the probability of direction of variables.

    This is the larger of the share of draws above ``null`` and the share of draws below ``null``.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    variable : str or iterable of str, optional
        Names of variables; by default the population-level coefficients.
    null : float, default 0
        The value that separates the sides. Draws that equal it count for neither side.

    Returns
    -------
    Series
        One number between 0 and 1 for each variable.

    Raises
    ------
    InvalidArgument
        If there is no such variable.

    References
    ----------
    Makowski et al. (2019). Indices of effect existence and significance in the Bayesian framework.
    Frontiers in Psychology, 10.

    Examples
    --------
    >>> from pybrms_mix import brm
    >>> d = {"y": [0.1, 0.9, 2.2, 2.8, 4.1, 5.2], "x": [0, 1, 2, 3, 4, 5]}
    >>> fit = brm("y ~ x", d, chains=1, iter=400, seed=1, silent=2)
    >>> float(fit.p_direction("b_x").iloc[0]) > 0.99
    True
    """
    names = _names(fit, variable)
    return pd.Series(direction(fit.posterior.matrix(names), null), index=names, name="pd")


@joint_method
def rope(
    fit: Fit, range: RopeRange = "default", variable: Names | None = None, ci: float = 0.95
) -> pd.DataFrame:
    """Return the share of the posterior in the region of practical equivalence (ROPE).

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    range : "default" or pair of float
        The ends of the region. The default is a tenth of a standard deviation on either side of 0,
        on the scale of the coefficient: of the response for the link "identity" of mu, of the
        logistic distribution (0.18) for the links "logit" and of predicted proportions, and 0.1 for
        all others. Variables other than coefficients have no default.
    variable : str or iterable of str, optional
        Names of variables; by default the population-level coefficients.
    ci : float, default 0.95
        The probability of the central interval whose draws count. With 1, all draws count.

    Returns
    -------
    DataFrame
        One line for each variable: ``ROPE_low``, ``ROPE_high`` and ``ROPE``, the share of the draws
        of the interval that lie in the region.

    Raises
    ------
    InvalidArgument
        If the range is no pair of ascending numbers, or if there is no such variable.

    References
    ----------
    Kruschke (2018). Rejecting or accepting parameter values in Bayesian estimation. Advances in
    Methods and Practices in Psychological Science, 1(2).

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.rope((-0.1, 0.1), "b_mu1_x").shape
    (1, 3)
    """
    names = _names(fit, variable)
    ends = _ranges(fit, names, range)
    shares = in_region(fit.posterior.matrix(names), ends, ci)
    columns = {"ROPE_low": ends[:, 0], "ROPE_high": ends[:, 1], "ROPE": shares}
    return pd.DataFrame(columns, index=names)


@joint_method
def describe_posterior(
    fit: Fit,
    variable: Names | None = None,
    ci: float = 0.95,
    *,
    centrality: Literal["median", "mean"] = "median",
    null: float = 0.0,
    rope_range: RopeRange = "default",
    rope_ci: float = 0.95,
) -> pd.DataFrame:
    """Describe posteriors: centre, interval, direction, practical equivalence and convergence.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    variable : str or iterable of str, optional
        Names of variables; by default the population-level coefficients.
    ci : float, default 0.95
        The probability of the central interval.
    centrality : {"median", "mean"}
        The centre.
    null : float, default 0
        As in ``p_direction()``.
    rope_range, rope_ci
        As ``range`` and ``ci`` of ``rope()``.

    Returns
    -------
    DataFrame
        One line for each variable, with the columns ``Median`` or ``Mean``, ``CI_low``,
        ``CI_high``, ``pd``, ``ROPE_low``, ``ROPE_high``, ``ROPE``, ``Rhat``, ``Bulk_ESS`` and
        ``Tail_ESS``.

    Raises
    ------
    InvalidArgument
        If an argument is invalid, or if there is no such variable.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> list(fit.describe_posterior("b_mu1_x"))[:7]
    ['Median', 'CI_low', 'CI_high', 'pd', 'ROPE_low', 'ROPE_high', 'ROPE']
    """
    if centrality not in ("median", "mean"):
        raise InvalidArgument("Argument 'centrality' should be one of: 'median', 'mean'.")
    names = _names(fit, variable)
    table = pd.DataFrame(described(fit.posterior.matrix(names), ci, centrality), index=names)
    table["pd"] = p_direction(fit, names, null)
    table = table.join(rope(fit, rope_range, names, rope_ci))
    return table.join(convergence(fit.posterior, names))


def described(draws: np.ndarray, ci: float, centrality: str) -> dict[str, np.ndarray]:
    """Return centre and ends of the central interval of each column of ``draws``."""
    centre = np.median(draws, axis=0) if centrality == "median" else draws.mean(axis=0)
    ends = estimates(draws, probs=interval(ci))[:, 2:]
    return {centrality.capitalize(): centre, "CI_low": ends[:, 0], "CI_high": ends[:, 1]}


def direction(draws: np.ndarray, null: float = 0.0) -> np.ndarray:
    """Return the larger share of each column of ``draws`` above or below ``null``."""
    return np.asarray(np.maximum((draws > null).mean(axis=0), (draws < null).mean(axis=0)))


def in_region(draws: np.ndarray, ends: np.ndarray, ci: float) -> np.ndarray:
    """Return the share of the draws in the central interval of a column that lie in its region.

    ``ends`` holds the region of each column, shape (columns, 2). The result is NaN where the ends
    are NaN.
    """
    if not 0 < ci <= 1:
        raise InvalidArgument("Argument 'ci' should be a number above 0 and at most 1.")
    low, high = (None, None) if ci == 1 else np.quantile(draws, interval(ci), axis=0)
    counts = np.ones(draws.shape, bool) if ci == 1 else (draws >= low) & (draws <= high)
    inside = counts & (draws >= ends[:, 0]) & (draws <= ends[:, 1])
    shares = inside.sum(axis=0) / counts.sum(axis=0)
    return np.where(np.isnan(ends).any(axis=1), np.nan, shares)


def _names(fit: Fit, variable: Names | None) -> list[str]:
    if variable is not None:
        return chosen(fit.posterior, variable)
    coefficient_names = {v.name for v in fit.model.variables if v.kind in _COEFFICIENTS}
    return [name for name in fit.posterior.names if name in coefficient_names]


def _ranges(fit: Fit, names: list[str], range_: RopeRange) -> np.ndarray:
    """Return the ends of the region of each variable, shape (variables, 2)."""
    if isinstance(range_, str) and range_ == "default":
        variables = {v.name: v for v in fit.model.variables}
        half = np.array([_half(fit, variables, name) for name in names])
        return np.stack([-half, half], axis=1)
    ends = np.asarray(range_, dtype=float) if not isinstance(range_, str) else np.empty(0)
    if ends.shape != (2,) or not ends[0] < ends[1]:
        raise InvalidArgument(
            "A region of practical equivalence must be a pair of increasing numbers.",
            hint="For instance range=(-0.1, 0.1).",
        )
    return np.tile(ends, (len(names), 1))


def _half(fit: Fit, variables: Mapping[str, Variable], name: str) -> float:
    """Return half the width of the default region of a variable; NaN if it has none."""
    variable = variables.get(name)
    if variable is None or variable.kind not in _COEFFICIENTS or len(variable.slots) != 1:
        return math.nan
    mixture, dpar = fit.model.mixture, variable.slots[0].dpar
    if dpar in [place.name for place in mixture.thetas]:
        return _LOGIT
    place = next((p for p in mixture.places if p.name == dpar), None)
    if place is None:
        return math.nan
    if place.link == "identity" and place.dpar.name == "mu":
        piece = fit.model.response(place.resp)
        return 0.1 * float(np.nanstd(piece.y[piece.observed], ddof=1))
    return _LOGIT if place.link == "logit" else 0.1
