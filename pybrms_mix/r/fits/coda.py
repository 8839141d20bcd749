"""Chains of draws and their diagnostics, as in R's coda."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData, NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.base.user_patterns import compiled
from pybrms_mix.r.fits.hpd import hpd_interval
from pybrms_mix.r.fits.means import Means
from pybrms_mix.r.values.draw_chains import ChainList, Chains
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.r.values.r_vectors import read, text
from pybrms_mix.results.fit import Fit

__all__ = [
    "as_mcmc", "autocorr_diag", "chain_count", "effective_size", "gelman_diag", "geweke_diag",
    "hpd_of_chains", "mcmc_list", "mcmc_summary",
]  # fmt: skip

_LAGS = (0, 1, 5, 10, 50)


def as_mcmc(x: Any, *, pars: Any = None, fixed: bool = False, combine_chains: bool = False) -> Any:
    """Return draws as coda takes them, as ``as.mcmc(x)``.

    Parameters
    ----------
    x : Fit or array_like
        A fit, a vector of draws, or a matrix with a column for each variable.
    pars : str or list of str, optional
        The names of variables of a fit, or patterns of names.
    fixed : bool, default False
        Whether ``pars`` are names rather than patterns.
    combine_chains : bool, default False
        Whether the chains of a fit are joined to a single one.

    Returns
    -------
    ChainList, NamedMatrix or ndarray
        A list of matrices for a fit, one matrix if its chains are joined; other draws unchanged.

    Raises
    ------
    NotSupported
        If ``x`` holds the means of ``emmeans()``.

    Examples
    --------
    >>> effective_size(as_mcmc([1.0, 3.0, 2.0, 4.0, 2.5])).round(2).to_dict()
    {'var1': 5.0}
    """
    if isinstance(x, Means):
        raise NotSupported("as.mcmc() takes fits, vectors and matrices here, no estimated means.")
    return _of_fit(x, pars, fixed, combine_chains) if isinstance(x, Fit) else x


def _of_fit(fit: Fit, pars: Any, fixed: bool, combined: bool) -> Any:
    names = [str(n) for n in fit.as_draws_matrix().columns]
    if pars is not None:
        patterns = list(text(read(pars)).data)
        hits = [
            [n for n in names if (n == p if fixed else compiled(p).search(n))] for p in patterns
        ]
        names = [n for n in names if any(n in h for h in hits)]
    if not names:
        raise InvalidArgument("No parameters are valid: as.mcmc() finds no such variable.")
    draws_array = fit.as_draws_array()
    cells = np.stack(
        [draws_array.sel(variable=n).transpose("chain", ...).to_numpy() for n in names], -1
    )
    warmup, thin = (fit.run.warmup, fit.run.thin) if fit.run else (0, 1)
    if combined:
        return Chains(cells.reshape(1, -1, cells.shape[-1]), tuple(names)).chain(0)
    # brms drops the name of a single variable
    chains = Chains(cells, tuple(names), start=warmup + 1, thin=thin, unnamed=len(names) == 1)
    return ChainList(chains.chain(k) for k in range(len(cells)))


def mcmc_list(*chains: Any) -> ChainList:
    """Return several chains as one list, as ``mcmc.list(a, b)``.

    Raises
    ------
    InvalidData
        If the chains have different variables or iterations.

    Examples
    --------
    >>> len(mcmc_list([1.0, 2.0], [3.0, 4.0]))
    2
    """
    chain_arrays = [Chains.of(c) for c in chains]
    if len({(g.names, g.draws.shape, g.start, g.thin) for g in chain_arrays}) != 1:
        raise InvalidData("The chains of a list have the same variables and iterations.")
    return ChainList(chains)


def chain_count(x: Any, what: str) -> Any:
    """Return the number of "chains", "iterations" or "variables", or the "names" of the variables.

    Examples
    --------
    >>> chain_count(as_mcmc([1.0, 2.0, 3.0]), "iterations")
    3
    """
    chains = Chains.of(x)
    if what == "names":
        return None if chains.unnamed else list(chains.names)
    return int(chains.draws.shape[("chains", "iterations", "variables").index(what)])


def _density_at_zero(x: np.ndarray) -> float:
    """Return the spectral density at frequency zero of the autoregression that AIC chooses.

    The coefficients of each order solve the Yule-Walker equations, by Levinson's recursion.
    """
    n = len(x)
    centred = x - x.mean()
    places = np.arange(n) - (n - 1) / 2
    slope = (places @ centred) / (places @ places) if n > 1 else 0.0
    if np.std(centred - slope * places, ddof=1) < 1.5e-8:
        return 0.0
    most = int(min(n - 1, np.floor(10 * np.log10(n))))
    covariance = np.array([centred[: n - k] @ centred[k:] for k in range(most + 1)]) / n
    coefficients = np.zeros(0)
    variance = covariance[0]
    best = (n * np.log(variance), variance, 0.0, 0)
    for order in range(1, most + 1):
        reflected = (covariance[order] - coefficients @ covariance[order - 1 : 0 : -1]) / variance
        coefficients = np.append(coefficients - reflected * coefficients[::-1], reflected)
        variance = variance * (1 - reflected**2)
        criterion = n * np.log(variance) + 2 * order
        if criterion < best[0]:
            best = (criterion, variance, float(coefficients.sum()), order)
    _, variance, total, order = best
    return float(variance * n / (n - (order + 1)) / (1 - total) ** 2)


def _densities(chains: Chains) -> np.ndarray:
    """Return the spectral densities at zero, shape (chains, variables)."""
    return np.array([[_density_at_zero(v) for v in chain.T] for chain in chains.draws])


def effective_size(x: Any) -> pd.Series:
    """Return the effective number of draws of each variable, as coda's ``effectiveSize()``.

    Parameters
    ----------
    x : ChainList or array_like
        Chains, or the draws of one chain. The numbers of several chains are added.

    Returns
    -------
    Series
        One number for each variable.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> bool(effective_size(rng.normal(size=500))["var1"] > 400)
    True
    """
    chains = Chains.of(x)
    spectra, n = _densities(chains), chains.draws.shape[1]
    spread = chains.draws.var(axis=1, ddof=1)
    with np.errstate(all="ignore"):
        sizes = np.where(spectra == 0, 0.0, n * spread / spectra)
    return pd.Series(sizes.sum(axis=0), index=list(chains.names))


def gelman_diag(
    x: Any, *, confidence: float = 0.95, autoburnin: bool = True, multivariate: bool = True
) -> dict[str, Any]:
    """Return the potential scale reduction factors, as coda's ``gelman.diag()``.

    Parameters
    ----------
    x : ChainList
        Two chains or more.
    confidence : float, default 0.95
        The probability of the upper limit.
    autoburnin : bool, default True
        Whether the first half is left out if the chains begin in the first half of the iterations.
    multivariate : bool, default True
        Whether to return the factor of all variables together.

    Returns
    -------
    dict
        ``psrf``, a row for each variable, and ``mpsrf``.

    Raises
    ------
    InvalidData
        For a single chain.

    Examples
    --------
    >>> both = mcmc_list([1.0, 3.0, 2.0, 4.0], [2.0, 1.0, 4.0, 3.0])
    >>> gelman_diag(both, autoburnin=False)["psrf"].shape
    (1, 2)
    """
    chains = Chains.of(x)
    if len(chains.draws) < 2 or not chains.several:
        raise InvalidData("You need at least two chains.")
    if autoburnin and chains.start < chains.end / 2:
        chains = chains.from_iteration(chains.end / 2 + 1, chains.end)
    m, n, count = chains.draws.shape
    means, within = chains.draws.mean(axis=1), chains.draws.var(axis=1, ddof=1)
    w, b = within.mean(axis=0), n * means.var(axis=0, ddof=1)
    centre = means.mean(axis=0)
    paired = _covariances(within, means**2) - 2 * centre * _covariances(within, means)
    more = 1 + 1 / m
    var_w, var_b = within.var(axis=0, ddof=1) / m, 2 * b**2 / (m - 1)
    total = (n - 1) * w / n + more * b / n
    var_total = (
        (n - 1) ** 2 * var_w + more**2 * var_b + 2 * (n - 1) * more * n / m * paired
    ) / n**2
    free = 2 * total**2 / var_total
    adjusted = (free + 3) / (free + 1)
    between = more * b / w / n
    upper = stats.f.ppf((1 + confidence) / 2, m - 1, 2 * w**2 / var_w)
    fixed = (n - 1) / n
    cells = np.sqrt(np.column_stack([adjusted * (fixed + between),
                                     adjusted * (fixed + upper * between)]))  # fmt: skip
    table = matrix_of(cells, chains.names, ["Point est.", "Upper C.I."])
    joint_factor = _multivariate(chains, means) if multivariate and count > 1 else None
    return {"psrf": table, "mpsrf": joint_factor}


def _covariances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the covariance of each column of two tables."""
    return np.asarray(((a - a.mean(axis=0)) * (b - b.mean(axis=0))).sum(axis=0) / (len(a) - 1))


def _multivariate(chains: Chains, means: np.ndarray) -> float:
    m, n, _ = chains.draws.shape
    inner = np.mean([np.cov(c, rowvar=False) for c in chains.draws], axis=0)
    outer = n * np.cov(means, rowvar=False)
    root = np.linalg.inv(np.linalg.cholesky(inner))
    largest = float(np.linalg.eigvalsh(root @ outer @ root.T)[-1])
    return float(np.sqrt((1 - 1 / n) + (1 + 1 / m) * largest / n))


def geweke_diag(x: Any, frac1: float = 0.1, frac2: float = 0.5) -> Any:
    """Return the differences of the means of both ends of a chain, as coda's ``geweke.diag()``.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> list(geweke_diag(rng.normal(size=500)))
    ['z', 'frac']
    """
    chains = Chains.of(x)
    if chains.several:
        return [geweke_diag(c, frac1, frac2) for c in x]
    length = chains.end - chains.start
    first_end = np.ceil(chains.start + frac1 * length)
    last_start = np.floor(chains.end - frac2 * length)
    ends = (chains.from_iteration(chains.start, first_end),
            chains.from_iteration(last_start, chains.end))  # fmt: skip
    first, last = (e.draws[0].mean(axis=0) for e in ends)
    error = sum(_densities(e)[0] / e.draws.shape[1] for e in ends)
    z = pd.Series((first - last) / np.sqrt(error), index=list(chains.names))
    return {"z": z, "frac": np.array([frac1, frac2])}


def autocorr_diag(x: Any, lags: Sequence[int] = _LAGS) -> Any:
    """Return the autocorrelations of each variable, as coda's ``autocorr.diag()``.

    Examples
    --------
    >>> autocorr_diag(as_mcmc([1.0, 3.0, 2.0, 4.0, 2.5, 3.0]), [0]).to_numpy().tolist()
    [[1.0]]
    """
    chains = Chains.of(x)
    n = chains.draws.shape[1]
    chosen_lags = [int(k) for k in lags if k < n]
    centred = chains.draws - chains.draws.mean(axis=1, keepdims=True)
    square = (centred**2).sum(axis=1)
    rows = [((centred[:, : n - k] * centred[:, k:]).sum(axis=1) / square).mean(axis=0)
            for k in chosen_lags]  # fmt: skip
    return matrix_of(np.array(rows), [f"Lag {k * chains.thin}" for k in chosen_lags], chains.names)


def mcmc_summary(x: Any, quantiles: Sequence[float] = (0.025, 0.25, 0.5, 0.75, 0.975)) -> Any:
    """Return ``summary(x)`` of chains: moments with their errors, and quantiles.

    Examples
    --------
    >>> list(mcmc_summary([1.0, 3.0, 2.0, 4.0, 2.5, 3.0]))
    ['statistics', 'quantiles', 'start', 'end', 'thin', 'nchain']
    """
    chains = Chains.of(x)
    m, n, count = chains.draws.shape
    flat = chains.draws.reshape(m * n, count)
    spread = flat.var(axis=0, ddof=1)
    error = np.sqrt(_densities(chains).mean(axis=0) / (m * n))
    cells = np.column_stack([flat.mean(axis=0), np.sqrt(spread), np.sqrt(spread / (m * n)), error])
    columns = ["Mean", "SD", "Naive SE", "Time-series SE"]
    levels = np.quantile(flat, quantiles, axis=0).T
    labels = [f"{100 * q:g}%" for q in quantiles]
    single = count == 1
    return {
        "statistics": pd.Series(cells[0], columns) if single else matrix_of(
            cells, chains.names, columns),
        "quantiles": pd.Series(levels[0], labels) if single else matrix_of(
            levels, chains.names, labels),
        "start": chains.start, "end": chains.end, "thin": chains.thin, "nchain": m,
    }  # fmt: skip


def hpd_of_chains(x: Any, prob: float = 0.95) -> Any:
    """Return coda's ``HPDinterval(x)``: a table for a chain, a list of tables for several.

    Examples
    --------
    >>> hpd_of_chains([1, 2, 3, 4, 9], 0.8).to_numpy().tolist()
    [[1.0, 9.0]]
    """
    if isinstance(x, ChainList):
        return [hpd_of_chains(c, prob) for c in x]
    return hpd_interval(x, prob)
