"""Weights of several models, and predictions averaged with these weights."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import user_frame
from pybrms_mix.base.takes import Count, Names, Seed
from pybrms_mix.model.ir import ResponsePiece
from pybrms_mix.results.compare import loo as criteria
from pybrms_mix.results.compare.evidence import post_prob
from pybrms_mix.results.compare.stacking import weighted
from pybrms_mix.results.estimates import PROBS, columns, estimates
from pybrms_mix.results.fit import Fit, averaging_method, joint_method, whole_method
from pybrms_mix.results.layout import named
from pybrms_mix.results.predict.epred import posterior_epred, posterior_linpred
from pybrms_mix.results.predict.predict import posterior_predict
from pybrms_mix.results.predict.predictive_errors import predictive_error

_WEIGHTS = ("stacking", "pseudobma", "loo", "waic", "kfold", "bma")
_METHODS: dict[str, Callable[..., Any]] = {
    "posterior_predict": posterior_predict,
    "posterior_epred": posterior_epred,
    "posterior_linpred": posterior_linpred,
    "predictive_error": predictive_error,
}


@joint_method
def model_weights(
    fit: Fit,
    *more: Fit,
    weights: str = "stacking",
    model_names: Sequence[str] | None = None,
    seed: Seed | None = None,
) -> pd.Series[float]:
    """Return the weights of several models.

    Parameters
    ----------
    fit, *more : Fit
        Fits of different models to the same data.
    weights : str, default "stacking"
        The method. "stacking" of predictive distributions; "pseudobma", Akaike-type weights of loo
        with the Bayesian bootstrap; "loo", "waic" or "kfold", plain Akaike-type weights (the last
        needs ``add_criterion(fit, "kfold")``); "bma", the posterior probabilities of
        ``post_prob()``.
    model_names : sequence of str, optional
        The names of the models; by default the names of the caller's variables.
    seed : int, optional
        The seed of the bootstrap.

    Returns
    -------
    Series
        One weight for each model. The weights sum to 1, and print as R's named vector.

    References
    ----------
    Yao, Vehtari, Simpson and Gelman (2018).

    Examples
    --------
    >>> fit, other = brm(formula, data, family), brm(formula, data, another)  # doctest: +SKIP
    >>> model_weights(fit, other, weights="waic").round(2)
    fit      1.0
    other    0.0
    dtype: float64
    """
    fits = [fit, *more]
    names = criteria.names_of(fits, model_names, user_frame())
    if weights not in _WEIGHTS:
        raise InvalidArgument(
            f"Argument 'weights' should be one of: {', '.join(map(repr, _WEIGHTS))}."
        )
    if weights == "bma":
        return post_prob(fit, *more, model_names=names)
    kind = weights if weights in ("waic", "kfold") else "loo"
    criteria_ = [criteria.criterion_of(f, kind, n) for n, f in zip(names, fits, strict=True)]
    return named(weighted(criteria_, weights, seed), names)


@joint_method
def loo_model_weights(
    fit: Fit,
    *more: Fit,
    method: str = "stacking",
    model_names: Sequence[str] | None = None,
    seed: Seed | None = None,
) -> pd.Series[float]:
    """Return the weights of several models by stacking or pseudo-BMA.

    Parameters
    ----------
    fit, *more : Fit
        Fits of different models to the same data.
    method : {"stacking", "pseudobma"}
        The method; see ``model_weights()``.
    model_names, seed
        As in ``model_weights()``.

    Returns
    -------
    Series
        One weight for each model.

    Examples
    --------
    >>> fit, other = brm(formula, data, family), brm(formula, data, another)  # doctest: +SKIP
    >>> loo_model_weights(fit, other).round(2)
    fit      0.87
    other    0.13
    dtype: float64
    """
    if method not in ("stacking", "pseudobma"):
        raise InvalidArgument("Argument 'method' should be one of: 'stacking', 'pseudobma'.")
    names = criteria.names_of([fit, *more], model_names, user_frame())
    return model_weights(fit, *more, weights=method, model_names=names, seed=seed)


@averaging_method
def pp_average(
    fit: Fit,
    *more: Fit,
    weights: str | Sequence[float] = "stacking",
    method: str = "posterior_predict",
    ndraws: Count | None = None,
    summary: bool = True,
    robust: bool = False,
    probs: Sequence[float] = PROBS,
    model_names: Sequence[str] | None = None,
    seed: Seed | None = None,
    resp: str | None = None,
    **which: Any,
) -> pd.DataFrame | np.ndarray:
    """Return predictions averaged over several models.

    Each model contributes a number of draws in proportion to its weight.

    Parameters
    ----------
    fit, *more : Fit
        Fits of different models to the same data.
    weights : str or sequence of float, default "stacking"
        A method of ``model_weights()``, or the weights themselves.
    method : str, default "posterior_predict"
        The name of the function that predicts.
    ndraws : int, optional
        The total number of draws; by default that of the first model.
    summary, robust, probs
        As in ``predict()``.
    model_names, seed
        As in ``model_weights()``.
    resp : str, optional
        The response, in models of several responses. The weights are computed from the whole
        models, or from this response if ``subset()`` gives responses rows of their own.
    **which
        Further arguments of the function that predicts (``newdata``, ``re_formula``, ...).

    Returns
    -------
    DataFrame or ndarray
        One line for each row with Estimate, Est.Error, Q2.5 and Q97.5, or without ``summary`` the
        draws. ``.attrs["ndraws"]`` and ``.attrs["weights"]`` of the table hold the number of draws
        and the weight of each model. For several responses without ``resp`` the draws alone,
        shape (draws, N, responses).

    Raises
    ------
    InvalidArgument
        If the models do not predict the same responses, or if several responses are to be
        summarised in one table.

    Examples
    --------
    >>> fit, other = brm(formula, data, family), brm(formula, data, another)  # doctest: +SKIP
    >>> pp_average(fit, other, seed=1).shape
    (60, 4)
    """
    fits = [fit, *more]
    if method not in _METHODS:
        methods = ", ".join(map(repr, _METHODS))
        raise InvalidArgument(f"Argument 'method' should be one of: {methods}.")
    if not all(_alike(_responses(f, resp), _responses(fit, resp)) for f in fits):
        raise InvalidArgument("Can only average models predicting the same response.")
    if summary and fit.model.views and resp is None:
        raise InvalidArgument(
            "The predictions of several responses do not form one table.",
            hint=f"resp = '{next(iter(fit.model.views))}' chooses one; summary=False returns "
            "the draws of all.",
        )
    apart = resp is not None and any(f.model.frame.parts for f in fits)
    shares = _shares([f.of_response(resp) for f in fits] if apart else fits, weights, seed)
    total = ndraws or fit.posterior.chains * fit.posterior.per_chain
    counts = _rounded(shares * total)
    rng = np.random.default_rng(seed)
    parts = [
        _METHODS[method](f, ndraws=int(count), seed=rng, resp=resp, **which)
        for f, count in zip(fits, counts, strict=True)
        if count
    ]
    draws = np.concatenate(parts)
    if not summary:
        return draws
    if draws.ndim > 2:
        raise InvalidArgument(
            f"'{method}' has more than one draw for each row here.",
            hint="summary=False returns the draws.",
        )
    table = pd.DataFrame(estimates(draws, robust, probs), columns=columns(probs))
    table.attrs = _attributes(criteria.names_of(fits, model_names, user_frame()), shares, counts)
    return table


@whole_method
def posterior_average(
    fit: Fit,
    *more: Fit,
    variable: Names | None = None,
    weights: str | Sequence[float] = "stacking",
    ndraws: Count | None = None,
    missing: float | Mapping[str, float] | None = None,
    model_names: Sequence[str] | None = None,
    seed: Seed | None = None,
) -> pd.DataFrame:
    """Return draws of parameters, averaged over several models.

    Each model contributes a number of draws in proportion to its weight.

    Parameters
    ----------
    fit, *more : Fit
        Fits of different models.
    variable : str or sequence of str, optional
        Names of variables. The default is the variables that all models have, without ``lp__``;
        with ``missing`` it is the variables that any model has.
    weights : str or sequence of float, default "stacking"
        A method of ``model_weights()``, or the weights themselves.
    ndraws : int, optional
        The total number of draws; by default that of the first model.
    missing : float or mapping, optional
        The value of a variable in a model that lacks it: one number, or one for each name. Usual
        values are 0 and NaN.
    model_names : sequence of str, optional
        The names of the models; by default the names of the caller's variables.
    seed : int, optional
        The seed of the choice of draws.

    Returns
    -------
    DataFrame
        One line for each draw. ``.attrs["ndraws"]`` and ``.attrs["weights"]`` hold the number of
        draws and the weight of each model.

    Raises
    ------
    InvalidArgument
        If a model lacks a variable and ``missing`` has no value for it.

    Examples
    --------
    >>> fit, other = brm(formula, data, family), brm(formula, data, another)  # doctest: +SKIP
    >>> posterior_average(fit, other, seed=1).shape
    (600, 7)
    """
    fits = [fit, *more]
    names = criteria.names_of(fits, model_names, user_frame())
    names_asked = _shared_variables(fits, variable, missing)
    filled = missing if isinstance(missing, Mapping) else dict.fromkeys(names_asked, missing)
    shares = _shares(fits, weights, seed)
    counts = _rounded(shares * (ndraws or fit.posterior.chains * fit.posterior.per_chain))
    rng = np.random.default_rng(seed)
    parts = [
        _some(f, names_asked, filled, int(n), rng) for f, n in zip(fits, counts, strict=True) if n
    ]
    table = pd.concat(parts, ignore_index=True)
    table.attrs = _attributes(names, shares, counts)
    return table


def _attributes(names: list[str], shares: np.ndarray, counts: np.ndarray) -> dict[Hashable, Any]:
    """Return the attributes of a table: the number of draws and the weight of each model."""
    return {
        "weights": dict(zip(names, shares.tolist(), strict=True)),
        "ndraws": dict(zip(names, counts.tolist(), strict=True)),
    }


def _shared_variables(
    fits: list[Fit],
    variable: Names | None,
    missing: float | Mapping[str, float] | None,
) -> list[str]:
    """Return the variables to average, checked in brms's order."""
    all_names = list(dict.fromkeys(name for f in fits for name in f.posterior.names))
    common = [n for n in all_names if all(n in f.posterior for f in fits)]
    allowed = common if missing is None else all_names
    if variable is None:
        return [n for n in allowed if n != "lp__"]
    names_asked = [variable] if isinstance(variable, str) else list(variable)
    unknown = [n for n in names_asked if n not in allowed]
    unknown_listed = ", ".join(map(repr, unknown))
    if unknown and missing is None:
        raise InvalidArgument(
            f"Parameters {unknown_listed} cannot be found in all of the models. Consider using "
            "argument 'missing'."
        )
    if unknown:
        raise InvalidArgument(f"Parameters {unknown_listed} cannot be found in any of the models.")
    if isinstance(missing, Mapping):
        without = [n for n in names_asked if n not in common and n not in missing]
        if without:
            raise InvalidArgument(
                f"Argument 'missing' has no value for parameters {', '.join(map(repr, without))}."
            )
    return names_asked


def _some(
    fit: Fit,
    names_asked: list[str],
    missing: Mapping[str, float | None],
    count: int,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Return ``count`` random draws of a fit, in the order in which they were sampled."""
    total = fit.posterior.chains * fit.posterior.per_chain
    positions = np.sort(rng.choice(total, count, replace=count > total))
    columns = {
        n: fit.posterior[n][positions] if n in fit.posterior else np.full(count, missing.get(n))
        for n in names_asked
    }
    return pd.DataFrame(columns).astype(float)


def _shares(fits: list[Fit], weights: str | Sequence[float], seed: Seed | None) -> np.ndarray:
    if isinstance(weights, str):
        return model_weights(*fits, weights=weights, seed=seed).to_numpy()
    numbers = np.asarray(weights, dtype=float)
    if numbers.shape != (len(fits),):
        raise InvalidArgument(
            "If numeric, 'weights' must have the same length as the number of models."
        )
    if (numbers < 0).any():
        raise InvalidArgument("If numeric, 'weights' must be positive.")
    if not 0 < numbers.sum() < np.inf:
        raise InvalidArgument("If numeric, 'weights' must have a finite sum above 0.")
    return np.asarray(numbers / numbers.sum())


def _responses(fit: Fit, resp: str | None) -> Mapping[str, np.ndarray]:
    """Return the responses of a fit by name, or only ``resp``; NaN where a value is missing."""
    pieces = {piece.resp: piece for piece in fit.model.of(ResponsePiece)}
    selected = {n: p for n, p in pieces.items() if resp in (None, n)} if fit.model.views else pieces
    return {n: np.where(piece.observed, piece.y, np.nan) for n, piece in selected.items()}


def _alike(left: Mapping[str, np.ndarray], right: Mapping[str, np.ndarray]) -> bool:
    """Return whether responses have the same names and values."""
    return left.keys() == right.keys() and all(
        np.array_equal(y, right[name], equal_nan=True) for name, y in left.items()
    )


def _rounded(counts: np.ndarray) -> np.ndarray:
    """Round numbers to integers with the same sum, by the largest remainder method."""
    floors = np.floor(counts)
    missing = int(round(counts.sum()) - floors.sum())
    order = np.argsort(floors - counts, kind="stable")
    floors[order[:missing]] += 1
    return np.asarray(floors, dtype=int)
