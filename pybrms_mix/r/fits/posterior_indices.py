"""Indices of posteriors as tables with the columns of R's bayestestR."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.fits.draws_reading import COUNTERS
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.results.describe import direction, in_region
from pybrms_mix.results.fit import Fit

__all__ = [
    "credible_intervals", "describe_posteriors", "in_rope", "point_estimates",
    "probability_of_direction",
]  # fmt: skip

_REGION = (-0.1, 0.1)
_COEFFICIENTS = ("b", "bs", "bsp", "simo")
# Parts of a model that R's package lists as components of their own.
_APART = ("zi", "hu", "zoi", "coi")
_CENTRES: dict[str, tuple[str, Callable[..., Any]]] = {
    "median": ("Median", np.median),
    "mean": ("Mean", np.mean),
}


@dataclass(frozen=True, eq=False)
class _Posteriors:
    """Draws by column, with the names of the parameters; a single vector has no name.

    Attributes:
        components: for a fit, the component of the model to which each parameter belongs.
    """

    names: tuple[str, ...]
    draws: np.ndarray
    components: tuple[str, ...] = ()

    @classmethod
    def of(cls, x: Any) -> _Posteriors:
        """Return the coefficients of a fit, the columns of a table, or a vector.

        Raises:
            NotSupported: if R's package gives the coefficients of the fit in another form.
        """
        if isinstance(x, Fit):
            coefficients = [v for v in x.model.variables if v.kind in _COEFFICIENTS]
            apart = [
                v.name for v in coefficients if v.name.split("_")[1].rstrip("0123456789") in _APART
            ]
            if apart or x.model.views:
                raise NotSupported(
                    "Tables of zero-inflated and hurdle models, and of several responses, are not "
                    "available in bayestestR's form.",
                    hint="Pass the draws of the coefficients: as_draws_df(fit)$b_x.",
                )
            names = tuple(n for n in x.posterior.names if n in {v.name for v in coefficients})
            kinds = {v.name: "simplex" if v.kind == "simo" else "conditional" for v in coefficients}
            return cls(names, x.posterior.matrix(names), tuple(kinds[n] for n in names))
        if isinstance(x, pd.DataFrame):
            names = tuple(str(n) for n in x.columns if n not in COUNTERS)
            return cls(names, x[list(names)].to_numpy(dtype=float))
        return cls((), numeric(read(x)).data.reshape(-1, 1))

    def table(self, columns: dict[str, Any], times: int = 1) -> pd.DataFrame:
        """Return a table with ``times`` rows for each parameter, and R's columns around them."""
        first = {"Parameter": np.repeat(self.names, times)} if self.names else {}
        last: dict[str, Any] = {}
        if self.components:
            last = {"Effects": "fixed", "Component": np.repeat(self.components, times)}
        return pd.DataFrame({**first, **columns, **last})


def _widths(ci: Any) -> np.ndarray:
    widths = numeric(read(ci)).data
    if not widths.size or np.isnan(widths).any() or (widths <= 0).any() or (widths > 1).any():
        raise InvalidArgument("'ci' must hold numbers above 0 and at most 1.")
    return widths


def _equal_tails(x: np.ndarray, width: float) -> tuple[float, float]:
    low, high = np.quantile(x, [(1 - width) / 2, (1 + width) / 2])
    return float(low), float(high)


def _highest(x: np.ndarray, width: float) -> tuple[float, float]:
    """Return the shortest interval; of several in a row the middle one, else the last one."""
    ordered = np.sort(x)
    apart = int(np.ceil(len(x) * width))
    if apart >= len(x):
        return float(ordered[0]), float(ordered[-1])
    lengths = ordered[apart:] - ordered[: len(x) - apart]
    least = np.flatnonzero(lengths == lengths.min())
    adjacent = len(least) == 1 or bool((np.diff(least) == 1).all())
    at = int(np.floor((least + 1).mean())) - 1 if adjacent else int(least[-1])
    return float(ordered[at]), float(ordered[at + apart])


_INTERVALS = {"ETI": _equal_tails, "HDI": _highest}


def credible_intervals(x: Any, ci: Any = 0.95, method: str = "ETI") -> pd.DataFrame:
    """Return credible intervals, as ``ci()``, ``eti()`` and ``hdi()`` of R's bayestestR.

    Parameters
    ----------
    x : Fit, DataFrame or array_like
        A fit, whose population-level coefficients are described; a table of draws; or the draws of
        one variable.
    ci : float or sequence of float, default 0.95
        The probabilities of the intervals.
    method : {"ETI", "HDI"}
        Equal tails, or the shortest interval.

    Returns
    -------
    DataFrame
        The columns ``CI``, ``CI_low`` and ``CI_high``; for a fit or a table also ``Parameter``, and
        for a fit ``Effects`` and ``Component``.

    Raises
    ------
    InvalidArgument
        If a probability or the method is invalid.

    Examples
    --------
    >>> credible_intervals([1.0, 2.0, 3.0, 4.0, 9.0], 0.6, "HDI")
        CI  CI_low  CI_high
    0  0.6     1.0      4.0
    """
    interval_of = _INTERVALS.get(str(method).upper())
    if interval_of is None:
        raise InvalidArgument("'method' must be 'ETI' or 'HDI' here.")
    posteriors, widths = _Posteriors.of(x), _widths(ci)
    ends = np.array([interval_of(column, w) for column in posteriors.draws.T for w in widths])
    columns = {"CI": np.tile(widths, posteriors.draws.shape[1])}
    return posteriors.table({**columns, "CI_low": ends[:, 0], "CI_high": ends[:, 1]}, len(widths))


def probability_of_direction(x: Any) -> Any:
    """Return the probability of direction, as ``p_direction()`` of R's bayestestR.

    Parameters
    ----------
    x : Fit, DataFrame or array_like
        As in ``credible_intervals()``.

    Returns
    -------
    DataFrame or float
        A table with the columns ``Parameter`` and ``pd``; of a vector of draws a number.

    Examples
    --------
    >>> probability_of_direction([-1.0, 2.0, 3.0, 4.0])
    0.75
    """
    posteriors = _Posteriors.of(x)
    shares = direction(posteriors.draws)
    return posteriors.table({"pd": shares}) if posteriors.names else float(shares[0])


def in_rope(x: Any, range: Any = None, ci: Any = 0.95) -> pd.DataFrame:
    """Return the share of draws in a region of practical equivalence, as ``rope()`` of bayestestR.

    Parameters
    ----------
    x : Fit, DataFrame or array_like
        As in ``credible_intervals()``.
    range : pair of float, optional
        The ends of the region; -0.1 and 0.1 by default. A fit needs them.
    ci : float or sequence of float, default 0.95
        The probabilities of the central intervals whose draws count.

    Returns
    -------
    DataFrame
        The columns ``CI``, ``ROPE_low``, ``ROPE_high`` and ``ROPE_Percentage``, and for a fit or a
        table ``Parameter``.

    Raises
    ------
    InvalidArgument
        If the region of a fit is not given, or if an argument is invalid.

    Examples
    --------
    >>> in_rope([-1.0, 0.05, 0.0, 4.0], ci=1)["ROPE_Percentage"].tolist()
    [0.5]
    """
    if range is None and isinstance(x, Fit):
        raise InvalidArgument(
            "rope() of a fit needs 'range' here.",
            hint="For example range = c(-0.1, 0.1); the method rope() of a fit has defaults.",
        )
    posteriors, widths = _Posteriors.of(x), _widths(ci)
    low, high = _region(range)
    ends = np.tile([low, high], (posteriors.draws.shape[1], 1))
    shares = np.stack([in_region(posteriors.draws, ends, float(w)) for w in widths], axis=1)
    columns = {"CI": np.tile(widths, len(ends)), "ROPE_low": low, "ROPE_high": high,
               "ROPE_Percentage": shares.reshape(-1)}  # fmt: skip
    return posteriors.table(columns, len(widths))


def _region(region: Any) -> tuple[float, float]:
    ends = numeric(read(_REGION if region is None else region)).data
    if len(ends) != 2 or not ends[0] < ends[1]:
        raise InvalidArgument("The region of practical equivalence needs two ascending numbers.")
    return float(ends[0]), float(ends[1])


def point_estimates(x: Any, centrality: Any = ("median", "mean")) -> pd.DataFrame:
    """Return centres of posteriors, as ``point_estimate()`` of R's bayestestR.

    Parameters
    ----------
    x : Fit, DataFrame or array_like
        As in ``credible_intervals()``.
    centrality : str or sequence of str
        "median", "mean", or both.

    Returns
    -------
    DataFrame
        A column for each centre, and for a fit or a table ``Parameter``.

    Raises
    ------
    InvalidArgument
        If there is no such centre here.

    Examples
    --------
    >>> point_estimates([1.0, 2.0, 6.0], "mean")
       Mean
    0   3.0
    """
    posteriors = _Posteriors.of(x)
    return posteriors.table(_centres(posteriors.draws, centrality))


def _centres(draws: np.ndarray, centrality: Any, dispersion: bool = False) -> dict[str, Any]:
    names = [centrality] if isinstance(centrality, str) else list(read(centrality).data)
    unknown = [n for n in names if n not in _CENTRES]
    if unknown:
        raise InvalidArgument(f"The centre '{unknown[0]}' is not available: 'median' or 'mean'.")
    centres: dict[str, Any] = {}
    for name in names:
        label, function = _CENTRES[name]
        centres[label] = function(draws, axis=0)
        if dispersion:
            apart = np.abs(draws - np.median(draws, axis=0))
            spread = {"Mean": ("SD", draws.std(axis=0, ddof=1)),
                      "Median": ("MAD", 1.4826 * np.median(apart, axis=0))}  # fmt: skip
            centres |= dict([spread[label]])
    return centres


_TESTS = {"p_direction": "pd", "pd": "pd", "rope": "rope"}


def describe_posteriors(
    x: Any,
    centrality: Any = "median",
    *,
    dispersion: bool = False,
    ci: float = 0.95,
    ci_method: str = "eti",
    test: Sequence[str] | str | None = ("p_direction", "rope"),
    rope_range: Any = None,
    rope_ci: float = 0.95,
    diagnostic: Sequence[str] | str | None = ("ESS", "Rhat"),
) -> pd.DataFrame:
    """Describe posteriors, as ``describe_posterior()`` of R's bayestestR.

    Parameters
    ----------
    x : Fit, DataFrame or array_like
        As in ``credible_intervals()``.
    centrality : str or sequence of str, default "median"
        As in ``point_estimates()``.
    dispersion : bool, default False
        Whether to add the standard deviation for the mean, and the MAD for the median.
    ci, ci_method
        The probability and the kind of the interval, as in ``credible_intervals()``.
    test : str or sequence of str, optional
        "p_direction", "rope", or both; None for neither.
    rope_range : pair of float, optional
        The region of practical equivalence; -0.1 and 0.1 by default.
    rope_ci : float, default 0.95
        The probability of the central interval whose draws count for the region.
    diagnostic : str or sequence of str, optional
        "Rhat" and "ESS" of a fit: those of ``rhat()`` and ``neff_ratio()``; None for neither.

    Returns
    -------
    DataFrame
        One row for each parameter.

    Raises
    ------
    InvalidArgument
        If an argument is invalid.

    Examples
    --------
    >>> list(describe_posteriors([1.0, 2.0, 6.0], test="pd"))
    ['Parameter', 'Median', 'CI', 'CI_low', 'CI_high', 'pd']
    """
    posteriors = _Posteriors.of(x)
    columns: dict[str, Any] = {"Parameter": list(posteriors.names) or ["Posterior"]}
    if len(set(posteriors.components)) > 1:
        columns["Component"] = list(posteriors.components)
    columns |= _centres(posteriors.draws, centrality, dispersion)
    ends = credible_intervals(x, ci, ci_method)
    columns |= {n: ends[n].to_numpy() for n in ("CI", "CI_low", "CI_high")}
    for name in _words(test, _TESTS):
        if name == "pd":
            columns["pd"] = direction(posteriors.draws)
            continue
        region = in_rope(x, _region(rope_range), rope_ci)
        columns["ROPE_CI"] = region["CI"].to_numpy()
        columns |= {n: region[n].to_numpy() for n in ("ROPE_low", "ROPE_high", "ROPE_Percentage")}
    if isinstance(x, Fit):
        diagnostics = _words(diagnostic, {"Rhat": "Rhat", "ESS": "ESS"})
        if "Rhat" in diagnostics:
            columns["Rhat"] = x.rhat(list(posteriors.names)).to_numpy()
        if "ESS" in diagnostics:
            size = x.posterior.chains * x.posterior.per_chain
            columns["ESS"] = x.neff_ratio(list(posteriors.names)).to_numpy() * size
    return pd.DataFrame(columns)


def _words(words: Sequence[str] | str | None, columns: dict[str, str]) -> list[str]:
    names = [] if words is None else [words] if isinstance(words, str) else list(read(words).data)
    unknown = [n for n in names if n not in columns]
    if unknown:
        raise InvalidArgument(
            f"'{unknown[0]}' is not available here.", hint=f"There are: {', '.join(columns)}."
        )
    selected = {columns[n] for n in names}
    return [n for n in dict.fromkeys(columns.values()) if n in selected]
