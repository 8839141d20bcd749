"""Predictive accuracy for rows that the fit has not seen: loo, waic, comparison of models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np

from pybrms_mix.base.door import user_frame, warn
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import special
from pybrms_mix.base.takes import Seed
from pybrms_mix.base.workers import Where
from pybrms_mix.model import values
from pybrms_mix.results.compare.criterion import Comparison, Criteria, Criterion
from pybrms_mix.results.compare.psis import relative_efficiency, smoothed
from pybrms_mix.results.fit import Fit, joint_method, method
from pybrms_mix.results.mixture.membership import pointwise as log_likelihood
from pybrms_mix.results.predict.prediction_rows import Rows, rows

_FAR = 30.0  # a density this far above another, in logs, has lost it in rounding
_LOO = ("elpd_loo", "mcse_elpd_loo", "p_loo", "looic", "influence_pareto_k", "n_eff")
# R's loo takes so many quantiles of the normal distribution.
_QUANTILES = (np.arange(1, 1001) - 0.375) / 1000.25
# So many numbers are looked at together: they stay in the processor's cache.
_PART = 1 << 17
_ROWS = 1000  # so many rows' quantiles at a time
_WAIC = ("elpd_waic", "p_waic", "waic")


@joint_method
def loo(
    fit: Fit,
    *more: Fit,
    compare: bool = True,
    reloo: bool = False,
    k_threshold: float = 0.7,
    reloo_args: Mapping[str, Any] | None = None,
    seed: Seed | None = None,
    executor: Where = None,
    file: str | Path | None = None,
    model_names: Sequence[str] | None = None,
    newdata: Any = None,
    resp: str | None = None,
) -> Criterion | Criteria:
    """Return the approximate leave-one-out cross-validation of one fit or of several.

    Pareto's k of a row measures how far the posterior without the row is from the posterior with
    it. The estimate is reliable for k below 0.7. Above, use ``reloo`` or ``kfold()``. Above 1 even
    the mean of the importance weights does not exist. A warning names the rows with a k above
    ``k_threshold``.

    Parameters
    ----------
    fit, *more : Fit
        Fits with draws, of models of the same data. With ``mixture(..., gr = "id")`` whole groups
        are left out, and the result has one line for each group.
    compare : bool, default True
        Whether to compare several fits.
    reloo : bool, default False
        Whether to fit the model again without each row whose k is above ``k_threshold``.
    k_threshold : float, default 0.7
        The limit of Pareto's k.
    reloo_args : mapping, optional
        Further arguments of ``reloo()``.
    seed, executor, file
        As in ``kfold()``.
    model_names : sequence of str, optional
        The names of the models; by default the names of the caller's variables.
    newdata : DataFrame, optional
        Other rows with their response.
    resp : str, optional
        The response, in a model of several responses. By default the log densities of all responses
        of a row are added.

    Returns
    -------
    Criterion or Criteria
        The criterion of one fit, or those of several fits with their comparison.

    References
    ----------
    Vehtari, Gelman and Gabry (2017); Vehtari et al. (2024). As in brms, each row has its own
    relative
    efficiency.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.loo().estimates.round(1)
              Estimate   SE
    elpd_loo    -117.9  4.6
    p_loo         14.6  1.8
    looic        235.8  9.1
    """
    names = names_of((fit, *more), model_names, user_frame())
    found = {
        n: criterion_of(f, "loo", n, newdata) for n, f in zip(names, (fit, *more), strict=True)
    }
    if reloo and newdata is not None:
        raise InvalidArgument("'reloo' leaves out rows of the fit: there are none in 'newdata'.")
    if reloo:
        where = {"seed": seed, "executor": executor, "file": file}
        again = {"k_threshold": k_threshold, **where, **(reloo_args or {})}
        fits = dict(zip(names, (fit, *more), strict=True))
        return collected({n: fits[n].reloo(c, **again) for n, c in found.items()}, compare)
    for criterion in found.values():
        _warn_high(criterion, k_threshold)
    return collected(found, compare)


@joint_method
def waic(
    fit: Fit,
    *more: Fit,
    compare: bool = True,
    model_names: Sequence[str] | None = None,
    newdata: Any = None,
    resp: str | None = None,
) -> Criterion | Criteria:
    """Return the widely applicable information criterion of one fit or of several.

    Parameters
    ----------
    fit, *more : Fit
        Fits with draws, of models of the same data.
    compare, model_names, newdata, resp
        As in ``loo()``.

    Returns
    -------
    Criterion or Criteria
        The criterion of one fit, or those of several fits with their comparison.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.waic().estimates.round(1)
               Estimate   SE
    elpd_waic    -116.7  4.4
    p_waic         13.5  1.5
    waic          233.5  8.7
    """
    names = names_of((fit, *more), model_names, user_frame())
    found = {
        n: criterion_of(f, "waic", n, newdata) for n, f in zip(names, (fit, *more), strict=True)
    }
    for criterion in found.values():
        high = int((criterion.pointwise["p_waic"] > 0.4).sum())
        if high:
            share = f"{100 * high / criterion.dims[1]:.1f}"
            _warn(
                f"\n{high} ({share}%) p_waic estimates greater than 0.4. "
                "We recommend trying loo instead."
            )
    return collected(found, compare)


@method
def loo_compare(
    x: Fit | Criterion | Iterable[Fit | Criterion],
    *more: Fit | Criterion,
    criterion: str = "loo",
    model_names: Sequence[str] | None = None,
) -> Comparison:
    """Compare models by their expected log predictive density.

    Parameters
    ----------
    x, *more : Fit or Criterion
        Fits, or results of ``loo()`` or ``waic()``.
    criterion : {"loo", "waic", "kfold"}
        The criterion to compare.
    model_names : sequence of str, optional
        The names of the models; by default the names of the caller's variables.

    Returns
    -------
    Comparison
        The models from the best to the worst, with differences and their standard errors.

    Raises
    ------
    InvalidArgument
        For fewer than two models, or for models of different numbers of rows.

    Examples
    --------
    >>> fit, other = brm(formula, data, family), brm(formula, data, another)  # doctest: +SKIP
    >>> loo_compare(fit.loo(), other.loo())
          elpd_diff se_diff
    fit    0.0       0.0
    other -4.4       3.5
    """
    first = [x] if isinstance(x, (Fit, Criterion)) else list(x)
    given = [*first, *more]
    names = names_of(given, model_names, user_frame())
    found = {
        name: criterion_of(one, criterion, name) if isinstance(one, Fit) else one
        for name, one in zip(names, given, strict=True)
    }
    return compared(found)


def compared(found: dict[str, Criterion]) -> Comparison:
    """Return the comparison of criteria by name."""
    if len(found) < 2:
        raise InvalidArgument("'loo_compare' requires at least two models.")
    all_of = list(found.values())
    if len({len(c.pointwise) for c in all_of}) > 1:
        raise InvalidArgument(
            "Not all models have the same number of data points.",
            hint=_unlike([c.group for c in all_of]),
        )
    if len({c.kind for c in all_of}) > 1:
        raise InvalidArgument("Models can only be compared by the same criterion.")
    if not all(np.array_equal(c.response, all_of[0].response) for c in all_of):
        _warn("Not all models have the same y variable. ('yhash' attributes do not match)")
    order = sorted(found, key=lambda name: -float(found[name].elpd.sum()))
    best = found[order[0]].elpd
    lines = []
    for name in order:
        difference = found[name].elpd - best
        line = {"elpd_diff": difference.sum()}
        line["se_diff"] = np.sqrt(len(best)) * difference.std(ddof=1)
        for label, (estimate, error) in found[name].estimates.T.items():
            line.update({str(label): estimate, f"se_{label}": error})
        lines.append(line)
    return Comparison(pd.DataFrame(lines, index=order))


def _unlike(groups: Sequence[object]) -> str:
    """Return the hint for a comparison in which some models leave out groups and others rows."""
    known = [g for g in groups if g]
    if not known or len(set(groups)) == 1:
        return ""
    return f"Models that leave out rows and groups compare by kfold(fit, group='{known[0]}')."


def criterion_of(fit: Fit, kind: str, name: str, newdata: Any = None) -> Criterion:
    """Return a criterion of a fit: the stored one, if there is one."""
    if kind not in _KINDS:
        raise InvalidArgument(
            f"Argument 'criterion' should be one of {', '.join(map(repr, _KINDS))}."
        )
    stored = fit.criteria.get(kind) if newdata is None else None
    if isinstance(stored, Criterion):
        return stored.named(name)
    if kind not in _COMPUTE:
        raise InvalidArgument(
            f"Model '{name}' has no stored '{kind}'.",
            hint=f"It takes many fits: fit = add_criterion(fit, '{kind}') stores it.",
        )
    found = rows(fit, newdata, response="needed")
    return _COMPUTE[kind](found, fit.posterior.chains).named(name)


def _loo(found: Rows, chains: int) -> Criterion:
    parts = [_loo_of(log_likelihood(part), chains) for part in found.blocks()]
    return _criterion("loo", _LOO, parts, found)


def _waic(found: Rows, chains: int) -> Criterion:
    parts = [_waic_of(log_likelihood(part)) for part in found.blocks()]
    return _criterion("waic", _WAIC, parts, found)


_COMPUTE: dict[str, Callable[[Rows, int], Criterion]] = {"loo": _loo, "waic": _waic}
_KINDS = (*_COMPUTE, "kfold")


def _criterion(kind: str, names: Sequence[str], parts: list[np.ndarray], found: Rows) -> Criterion:
    table = pd.DataFrame(np.concatenate(parts), index=found.units, columns=list(names))
    groups = values.together(found.model)
    return Criterion(
        kind, table, (found.S, len(table)), values.response(found.model)[0],
        group=None if groups is None else groups.name,
    )  # fmt: skip


def importance(ll: np.ndarray, chains: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return log weights (draws, rows), Pareto's k and the relative efficiency of each row."""
    # The efficiency does not depend on the scale of the densities. This scale cannot underflow.
    density = np.exp(ll - ll.max(axis=0))
    efficiency = relative_efficiency(density.reshape(chains, -1, ll.shape[1]))
    efficiency = np.where(np.isfinite(efficiency), efficiency, 1.0)
    weights, k = smoothed(-ll, efficiency)
    return weights, k, efficiency


def _loo_of(ll: np.ndarray, chains: int) -> np.ndarray:
    """Return the columns of ``_LOO`` from the log likelihood (draws, rows)."""
    size = max(1, _PART // len(ll))
    few = (ll[:, start : start + size] for start in range(0, ll.shape[1], size))
    return np.concatenate([_loo_of_few(np.ascontiguousarray(part), chains) for part in few])


def _loo_of_few(ll: np.ndarray, chains: int) -> np.ndarray:
    weights, k, efficiency = importance(ll, chains)
    elpd = _log_sum(weights + ll)
    squared = np.exp(2 * weights)
    error = _monte_carlo_error(ll, weights, elpd, efficiency)
    p = _log_sum(ll) - np.log(len(ll)) - elpd
    return np.column_stack([elpd, error, p, -2 * elpd, k, efficiency / squared.sum(axis=0)])


def _monte_carlo_error(
    ll: np.ndarray, weights: np.ndarray, elpd: np.ndarray, efficiency: np.ndarray
) -> np.ndarray:
    """Return the Monte Carlo error of elpd, computed by R's quantiles of the log of a normal mean.

    All quantities are in units of the density exp(elpd).
    """
    # The ratio of a draw far above elpd overflows, although its product with the weight does not.
    above = ll - elpd
    with np.errstate(under="ignore"):
        near = np.exp(weights) * np.expm1(np.minimum(above, _FAR))
        far = np.exp(np.minimum(weights + above, _FAR))
    spread = np.sqrt(np.square(np.where(above > _FAR, far, near)).sum(axis=0))
    # With few draws and many rows, the quantiles of a row need more memory than its draws.
    parts = np.array_split(spread, 1 + len(spread) // _ROWS)
    variance = np.concatenate([_variance_of_log(part) for part in parts])
    return np.asarray(np.sqrt(variance / efficiency))


def _variance_of_log(spread: np.ndarray) -> np.ndarray:
    """Return the variance of the log of a normal variable with mean 1: (rows,)."""
    z = 1 + spread * special.ndtri(_QUANTILES)[:, None]
    with np.errstate(all="ignore"):
        logs = np.where(z > 0, np.log(z), np.nan)
        return np.asarray(np.nanvar(logs, axis=0, ddof=1))


def _waic_of(ll: np.ndarray) -> np.ndarray:
    """Return the columns of ``_WAIC`` from the log likelihood (draws, rows)."""
    p = ll.var(axis=0, ddof=1)
    elpd = _log_sum(ll) - np.log(len(ll)) - p
    return np.column_stack([elpd, p, -2 * elpd])


def log_mean(logs: np.ndarray) -> np.ndarray:
    """Return the log of the mean of exponentials over the draws: (draws, rows) becomes (rows,)."""
    return np.asarray(_log_sum(logs) - np.log(len(logs)))


def _log_sum(logs: np.ndarray) -> np.ndarray:
    top = logs.max(axis=0)
    return np.asarray(top + np.log(np.exp(logs - top).sum(axis=0)))


def collected(found: dict[str, Criterion], compare: bool) -> Criterion | Criteria:
    """Return the criterion of one model, or those of several models and their comparison."""
    if len(found) == 1:
        return next(iter(found.values()))
    if len({c.dims[1] for c in found.values()}) > 1:
        raise InvalidArgument("Models have different number of observations.")
    return Criteria(found, compared(found) if compare else None)


def names_of(given: Sequence[object], names: Sequence[str] | None, caller: FrameType) -> list[str]:
    """Return the names of models: given ones, those of the caller's variables, or model1, ...."""
    if names is not None:
        if len(names) != len(given):
            raise InvalidArgument("'model_names' must have a name for each model.")
        return list(names)
    found: list[str] = []
    for at, one in enumerate(given, start=1):
        known = one.model_name if isinstance(one, Criterion) else ""
        scopes = (caller.f_locals, caller.f_globals)
        bound = (n for s in scopes for n, v in s.items() if v is one and not n.startswith("_"))
        name = next(bound, "") or known or f"model{at}"
        found.append(f"model{at}" if name in found else name)
    return found


def _warn_high(criterion: Criterion, threshold: float) -> None:
    k = criterion.pareto_k
    high = [str(row) for row in k.index[k > threshold]]
    if not high:
        return
    shown = ", ".join(high[:20]) + (", ..." if len(high) > 20 else "")
    group = criterion.group
    where = f"'{group}' {shown}" if group else f"rows {shown} (by the index of the data)"
    _warn(
        f"Found {len(high)} {'groups' if group else 'observations'} with a pareto_k > "
        f"{threshold:g} in model '{criterion.model_name}': {where}. "
        f"There the estimate is unreliable: the posterior without such a "
        f"{'group' if group else 'row'} is another one. "
        "reloo=True fits the model again without each of them."
    )


def _warn(message: str) -> None:
    warn(message)
