"""Weights of draws, and draws that are sampled by their weights, as in R's posterior."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.r.fits.draws_forms import draws_as, form_of_draws
from pybrms_mix.r.fits.draws_reading import COUNTERS, LOG_WEIGHT, RESERVED, tidy_draws
from pybrms_mix.r.fits.draws_tables import subset_draws
from pybrms_mix.r.values.r_vectors import numeric, read

__all__ = ["draws_weights", "resample_draws", "reserved_variables", "weight_draws"]


def weight_draws(draws: Any, weights: Any, log: bool = False) -> Any:
    """Return draws with weights, as ``weight_draws()`` of R's posterior.

    Parameters
    ----------
    draws : Fit, DataFrame, DataArray or Dataset
        Draws in any form.
    weights : array_like
        One weight for each draw, which need not sum to 1.
    log : bool, default False
        Whether the weights are logs.

    Returns
    -------
    DataFrame, DataArray or Dataset
        The draws with the variable ``.log_weight``.

    Raises
    ------
    InvalidData
        If there are not as many weights as draws, or if a weight is negative or missing.

    Examples
    --------
    >>> weighted = weight_draws({"mu": [1.0, 2.0]}, [1, 3])
    >>> draws_weights(weighted).round(3).tolist()
    [0.25, 0.75]
    """
    frame = tidy_draws(draws)
    values = np.asarray(numeric(read(weights)).data, dtype=float)
    if len(values) != len(frame):
        raise InvalidData(f"There are {len(values)} weights for {len(frame)} draws.")
    if np.isnan(values).any() or (not log and (values < 0).any()):
        raise InvalidData("Weights of draws must be present and not negative.")
    with np.errstate(divide="ignore"):
        frame = frame.assign(**{LOG_WEIGHT: values if log else np.log(values)})
    form = form_of_draws(draws)
    if form == "df":
        return frame[[*(n for n in frame.columns if n not in RESERVED), *COUNTERS, LOG_WEIGHT]]
    return draws_as(frame, form)


def draws_weights(draws: Any, log: bool = False, normalize: bool = True) -> np.ndarray | None:
    """Return the weights of draws, as ``weights(weight_draws(x, w))``.

    Parameters
    ----------
    draws : DataFrame, DataArray or Dataset
        Draws in any form.
    log : bool, default False
        Whether to return the logs of the weights.
    normalize : bool, default True
        Whether the weights sum to 1.

    Returns
    -------
    ndarray or None
        One weight for each draw; None for draws without weights.

    Examples
    --------
    >>> draws_weights({"mu": [1.0, 2.0]}) is None
    True
    """
    frame = tidy_draws(draws)
    if LOG_WEIGHT not in frame.columns:
        return None
    logs = frame[LOG_WEIGHT].to_numpy(dtype=float)
    if normalize:
        logs = logs - np.logaddexp.reduce(logs)
    return logs if log else np.exp(logs)


def reserved_variables(draws: Any = None) -> list[str]:
    """Return the names of variables with a meaning of their own, or those that some draws have.

    Parameters
    ----------
    draws : DataFrame, DataArray or Dataset, optional
        Draws in any form.

    Returns
    -------
    list of str
        The names.

    Examples
    --------
    >>> reserved_variables()
    ['.log_weight']
    """
    is_weighted = draws is None or LOG_WEIGHT in tidy_draws(draws).columns
    return [LOG_WEIGHT] if is_weighted else []


def resample_draws(
    draws: Any, weights: Any = None, method: str = "stratified", ndraws: int | None = None, *,
    rng: Any,
) -> Any:  # fmt: skip
    """Return draws that are sampled with their weights, as ``resample_draws()`` of R's posterior.

    Parameters
    ----------
    draws : DataFrame, DataArray or Dataset
        Draws in any form.
    weights : array_like, optional
        The weights. The default is the weights of the draws, or equal weights.
    method : {"stratified", "deterministic", "simple", "simple_no_replace"}
        How the draws are sampled.
    ndraws : int, optional
        The number of draws. The default is that of all draws.
    rng : RRandom
        The random numbers.

    Returns
    -------
    DataFrame, DataArray or Dataset
        The draws, as one chain, without weights.

    Raises
    ------
    InvalidArgument
        If the method is unknown, or if it needs the number of draws.
    """
    if method not in _METHODS:
        raise InvalidArgument(f"resample_draws() has no method {method!r}.",
                              hint=" or ".join(_METHODS))  # fmt: skip
    frame = tidy_draws(draws)
    shares = draws_weights(frame) if weights is None else np.asarray(numeric(read(weights)).data)
    shares = np.ones(len(frame)) if shares is None else np.asarray(shares, dtype=float)
    if len(shares) != len(frame) or (shares < 0).any():
        raise InvalidData("resample_draws() needs one weight for each draw.")
    if ndraws is None and method == "simple_no_replace":
        raise InvalidArgument("'ndraws' is required when sampling without replacement.")
    size = len(frame) if ndraws is None else int(ndraws)
    at = _METHODS[method](shares / shares.sum(), size, rng)
    kept_draws = frame.drop(columns=[LOG_WEIGHT], errors="ignore") if weights is None else frame
    return draws_as(subset_draws(kept_draws, draw=at, unique=False), form_of_draws(draws))


def _simple(shares: np.ndarray, size: int, rng: Any) -> Any:
    return rng.sample(len(shares), size, replace=True, prob=shares)


def _without_replacement(shares: np.ndarray, size: int, rng: Any) -> Any:
    return rng.sample(len(shares), size, replace=False, prob=shares)


def _stratified(shares: np.ndarray, size: int, rng: Any) -> list[int]:
    """Return draws by Kitagawa's method: whole parts of a running sum, and its rest by chance."""
    at: list[int] = []
    rest = 0.0
    for number, expected in enumerate(size * shares, start=1):
        rest += expected
        whole_count = int(np.floor(rest)) if rest >= 1 else 0
        at += [number] * whole_count
        rest -= whole_count
        if len(at) < size and rest >= float(np.ravel(rng.runif(1))[0]):
            rest -= 1
            at.append(number)
    return at[:size]


def _deterministic(shares: np.ndarray, size: int, rng: Any) -> list[int]:
    """Return draws by whole parts of the expected counts, and a running sum of the rests."""
    del rng
    at: list[int] = []
    rest = 0.5
    for number, expected in enumerate(size * shares, start=1):
        whole_count = int(np.floor(expected)) if expected >= 1 else 0
        at += [number] * whole_count
        rest += expected - whole_count
        if rest >= 1:
            at.append(number)
            rest -= 1
    return at


_METHODS = {"stratified": _stratified, "deterministic": _deterministic, "simple": _simple,
            "simple_no_replace": _without_replacement}  # fmt: skip
