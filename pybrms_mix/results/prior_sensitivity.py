"""Sensitivity of the posterior to the prior and to the likelihood, by power scaling."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.psis import HIGH_K, relative_efficiency, smoothed
from pybrms_mix.base.takes import Names
from pybrms_mix.model import values
from pybrms_mix.results.fit import Fit, whole_method
from pybrms_mix.results.predict.prediction_rows import rows

_POWERS = (0.99, 1.01)
_NOTABLE = 0.05
_SKIPPED = ("r", "prior", "lprior", "lp__")


@whole_method
def prior_sensitivity(
    fit: Fit, variable: Names | None = None, *, threshold: float = _NOTABLE
) -> pd.DataFrame:
    """Return how much the posterior of each variable depends on prior and likelihood.

    The density of the prior, or the likelihood, is raised to a power near 1, and the posterior is
    reweighted by smoothed importance sampling. No model is fitted again. All priors of the model
    are scaled together, but not the distributions of group-level coefficients.

    Parameters
    ----------
    fit : Fit
        A fit with draws, ``lprior`` among them.
    variable : str or sequence of str, optional
        The variables; by default all but group-level coefficients.
    threshold : float, default 0.05
        The smallest sensitivity that the diagnosis reports.

    Returns
    -------
    DataFrame
        One line for each variable that varies. ``prior`` and ``likelihood``: the derivative of the
        cumulative Jensen-Shannon distance from the posterior, by the binary logarithm of the power.
        ``shift``: the derivative of the posterior mean by the binary logarithm of the power of the
        prior, in posterior standard deviations; if the power of the prior is doubled, the mean
        moves by about this amount. ``diagnosis``: "prior-data conflict" where both sensitivities
        reach the threshold, "strong prior or weak likelihood" where only that to the prior does,
        and "-" otherwise.

    Raises
    ------
    InvalidArgument
        If the draws lack ``lprior``, if they are of the prior only, or if the weights cannot be
        trusted.

    References
    ----------
    Kallioinen, Paananen, Bürkner and Vehtari (2023), Detecting and diagnosing prior and likelihood
    sensitivity with power-scaling. Statistics and Computing 34.

    Examples
    --------
    >>> import pandas as pd, pybrms_mix as pm
    >>> d = pd.DataFrame({"y": [0.1, 0.4, 0.2, 0.9, 0.6, 0.3]})
    >>> strong = pm.prior("normal(5, 0.5)", "Intercept")
    >>> fit = pm.brm("y ~ 1", d, prior=strong, iter=600, seed=1, silent=2)
    >>> pm.prior_sensitivity(fit).loc["b_Intercept", "diagnosis"]
    'prior-data conflict'
    """
    draws = fit.posterior
    if "lprior" not in draws or fit.sample_prior == "only":
        raise InvalidArgument(
            "The sensitivity to the prior needs posterior draws, and among them the "
            "variable lprior.",
            hint="Draws of brm() include lprior; a fit with sample_prior='only' has no posterior.",
        )
    names = _variables(fit, variable)
    likelihood = np.zeros(draws.chains * draws.per_chain)
    for part in rows(fit, response="taken").blocks():
        likelihood += values.log_lik(part.model, part.draws).sum(axis=1)
    lprior = draws["lprior"].reshape(-1)
    matrix = draws.matrix(names)
    sensitivities = {
        "prior": _sensitivity(matrix, lprior, draws.chains),
        "likelihood": _sensitivity(matrix, likelihood, draws.chains),
    }
    centred = matrix - matrix.mean(axis=0)
    covariance = centred.T @ (lprior - lprior.mean()) / (len(matrix) - 1)
    sensitivities["shift"] = np.log(2) * covariance / matrix.std(axis=0, ddof=1)
    table = pd.DataFrame(sensitivities, index=pd.Index(names, name="variable"))
    prior, data = table["prior"] >= threshold, table["likelihood"] >= threshold
    words = np.where(prior & data, "prior-data conflict", "-")
    return table.assign(diagnosis=np.where(prior & ~data, "strong prior or weak likelihood", words))


def _variables(fit: Fit, variable: Names | None) -> list[str]:
    """Return the names of the variables that vary."""
    draws = fit.posterior
    if variable is None:
        kinds = {v.name for v in fit.model.variables if v.kind not in _SKIPPED}
        names = [name for name in draws.names if name in kinds]
    else:
        names = [variable] if isinstance(variable, str) else list(variable)
        draws.select(names)  # refuses unknown ones
    return [name for name in names if np.ptp(draws[name]) > 0]


def _sensitivity(matrix: np.ndarray, log_density: np.ndarray, chains: int) -> np.ndarray:
    """Return the mean derivative of the distance on both sides of the power 1: (variables,)."""
    slopes = []
    for power in _POWERS:
        ratios = ((power - 1) * log_density)[:, None]
        density = np.exp(ratios - ratios.max()).reshape(chains, -1, 1)
        efficiency = np.nan_to_num(relative_efficiency(density), nan=1.0)
        logs, k = smoothed(ratios, efficiency)
        if k[0] > HIGH_K and np.isfinite(k[0]):
            raise InvalidArgument(
                f"Pareto's k for the power {power} is {k[0]:.2f}: there are too few draws, or "
                "their tails are heavy.",
                hint="Run more iterations.",
            )
        weights = np.exp(logs[:, 0])
        distances = [cumulative_distance(x, weights) for x in matrix.T]
        slopes.append(np.array(distances) / abs(np.log2(power)))
    return np.asarray(np.mean(slopes, axis=0))


def cumulative_distance(x: np.ndarray, weights: np.ndarray) -> float:
    """Return the cumulative Jensen-Shannon distance between draws and the same draws with weights.

    Args:
        x: the draws, shape (S,).
        weights: their weights, which sum to 1, shape (S,).

    Returns:
        The distance, between 0 and 1: the larger of the distances for x and for -x.
    """
    order = np.argsort(x, kind="stable")
    ordered, weighted = x[order], np.cumsum(weights[order])
    plain = np.arange(1, len(x) + 1) / len(x)
    steps = np.diff(ordered)
    below = _divergence(plain[:-1], weighted[:-1], steps)
    above = _divergence(1 - plain[:-1], np.maximum(1 - weighted[:-1], 0.0), steps)
    return float(np.sqrt(max(below, above)))


def _divergence(p: np.ndarray, q: np.ndarray, steps: np.ndarray) -> float:
    """Return the normalised cumulative Jensen-Shannon divergence of two distribution functions."""
    middle = (p + q) / 2
    area_p, area_q = float(p @ steps), float(q @ steps)
    with np.errstate(divide="ignore", invalid="ignore"):
        first = np.where(p > 0, p * np.log2(p / middle), 0.0) @ steps
        second = np.where(q > 0, q * np.log2(q / middle), 0.0) @ steps
    # The terms in the areas cancel in the sum of both directions.
    total = area_p + area_q
    return max(float(first + second) / total, 0.0) if total > 0 else 0.0
