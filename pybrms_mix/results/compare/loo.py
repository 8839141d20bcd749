"""Predictive accuracy for rows that the fit has not seen: loo, waic, comparison of models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, overload

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import user_frame, warn
from pybrms_mix.base.takes import Seed
from pybrms_mix.base.workers import Where
from pybrms_mix.results.compare.criterion import Comparison, Criteria, Criterion
from pybrms_mix.results.compare.pointwise_criteria import COMPUTE, with_weights
from pybrms_mix.results.fit import Fit, joint_method
from pybrms_mix.results.predict.prediction_rows import rows
from pybrms_mix.results.predict.rows_of_several import one_response

_KINDS = (*COMPUTE, "kfold")


# The overload with several fits comes first, because a type checker does not know the number of
# fits in loo(*fits).
@overload
def loo(
    fit: Fit,
    second: Fit,
    /,
    *more: Fit,
    compare: bool = True,
    reloo: bool = False,
    k_threshold: float = 0.7,
    reloo_args: Mapping[str, Any] | None = None,
    save_psis: bool = False,
    seed: Seed | None = None,
    executor: Where = None,
    file: str | Path | None = None,
    model_names: Sequence[str] | None = None,
    newdata: Any = None,
    resp: str | None = None,
) -> Criteria: ...
@overload
def loo(
    fit: Fit,
    *,
    compare: bool = True,
    reloo: bool = False,
    k_threshold: float = 0.7,
    reloo_args: Mapping[str, Any] | None = None,
    save_psis: bool = False,
    seed: Seed | None = None,
    executor: Where = None,
    file: str | Path | None = None,
    model_names: Sequence[str] | None = None,
    newdata: Any = None,
    resp: str | None = None,
) -> Criterion: ...
@joint_method
def loo(
    fit: Fit,
    *more: Fit,
    compare: bool = True,
    reloo: bool = False,
    k_threshold: float = 0.7,
    reloo_args: Mapping[str, Any] | None = None,
    save_psis: bool = False,
    seed: Seed | None = None,
    executor: Where = None,
    file: str | Path | None = None,
    model_names: Sequence[str] | None = None,
    newdata: Any = None,
    resp: str | None = None,
) -> Criterion | Criteria:
    """Return the approximate leave-one-out cross-validation of one fit or of several.

    Pareto's k of a row measures how far the posterior without the row is from the posterior with
    the row. The estimate is reliable for k below 0.7. For larger k, use ``reloo`` or ``kfold()``.
    For k above 1, not even the mean of the importance weights exists. A warning names the rows with
    a k above ``k_threshold``.

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
    save_psis : bool, default False
        Whether the criteria keep ``log_weights``, which need 8 bytes for each draw of each row.
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

    Raises
    ------
    InvalidArgument
        If the fit has no draws, or if the fits have different rows.
    UnknownVariable, UnknownLevel, InvalidData
        If ``newdata`` does not fit the model or has no response.

    References
    ----------
    Vehtari, Gelman and Gabry (2017); Vehtari et al. (2024). As in brms, each row has its own
    relative efficiency.

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
    criteria_ = {
        n: criterion_of(f, "loo", n, newdata) for n, f in zip(names, (fit, *more), strict=True)
    }
    if reloo and save_psis:
        raise InvalidArgument("'reloo' gives no importance weights: leave out 'save_psis'.")
    if save_psis:
        criteria_ = {
            n: with_weights(criteria_[n], rows(f, newdata, response="needed"), f.posterior.chains)
            for n, f in zip(names, (fit, *more), strict=True)
        }
    if reloo and newdata is not None:
        raise InvalidArgument("'reloo' leaves out rows of the fit: there are none in 'newdata'.")
    if reloo:
        where = {"seed": seed, "executor": executor, "file": file}
        again = {"k_threshold": k_threshold, **where, **(reloo_args or {})}
        fits = dict(zip(names, (fit, *more), strict=True))
        return collected({n: fits[n].reloo(c, **again) for n, c in criteria_.items()}, compare)
    for criterion in criteria_.values():
        _warn_high(criterion, k_threshold)
    return collected(criteria_, compare)


@overload
def waic(
    fit: Fit,
    second: Fit,
    /,
    *more: Fit,
    compare: bool = True,
    model_names: Sequence[str] | None = None,
    newdata: Any = None,
    resp: str | None = None,
) -> Criteria: ...
@overload
def waic(
    fit: Fit,
    *,
    compare: bool = True,
    model_names: Sequence[str] | None = None,
    newdata: Any = None,
    resp: str | None = None,
) -> Criterion: ...
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

    Raises
    ------
    InvalidArgument
        If the fit has no draws, or if the fits have different rows.
    UnknownVariable, UnknownLevel, InvalidData
        If ``newdata`` does not fit the model or has no response.

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
    criteria_ = {
        n: criterion_of(f, "waic", n, newdata) for n, f in zip(names, (fit, *more), strict=True)
    }
    for criterion in criteria_.values():
        high = int((criterion.pointwise["p_waic"] > 0.4).sum())
        if high:
            share = f"{100 * high / criterion.dims[1]:.1f}"
            _warn(
                f"\n{high} ({share}%) p_waic estimates greater than 0.4. "
                "We recommend trying loo instead."
            )
    return collected(criteria_, compare)


@joint_method
def loo_compare(
    x: Fit | Criterion | Iterable[Fit | Criterion] | Mapping[str, Fit | Criterion],
    *more: Fit | Criterion,
    criterion: str = "loo",
    model_names: Sequence[str] | None = None,
) -> Comparison:
    """Compare models by their expected log predictive density.

    Parameters
    ----------
    x, *more : Fit or Criterion
        Fits, or results of ``loo()`` or ``waic()``; ``x`` may be a list of them, or a dict, whose
        keys are the names of the models.
    criterion : {"loo", "waic", "kfold"}
        The criterion to compare. The criterion of a fit of several responses is the sum over the
        responses; ``resp`` chooses one response.
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
    if isinstance(x, Mapping) and not more:
        model_names, x = model_names or list(map(str, x)), list(x.values())
    first = [x] if isinstance(x, (Fit, Criterion)) else list(x)
    models = [*first, *more]
    names = names_of(models, model_names, user_frame())
    criteria_ = {
        name: criterion_of(model, criterion, name) if isinstance(model, Fit) else model
        for name, model in zip(names, models, strict=True)
    }
    return compared(criteria_)


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
    """Return the hint if some models leave out whole groups and other models single rows."""
    group_names = [g for g in groups if g]
    if not group_names or len(set(groups)) == 1:
        return ""
    return (
        "To compare models that leave out rows with models that leave out groups, use "
        f"kfold(fit, group='{group_names[0]}') for both."
    )


def criterion_of(fit: Fit, kind: str, name: str, newdata: Any = None) -> Criterion:
    """Return a criterion of a fit: the stored one, if there is one."""
    if kind not in _KINDS:
        raise InvalidArgument(
            f"Argument 'criterion' should be one of {', '.join(map(repr, _KINDS))}."
        )
    stored = fit.criteria.get(kind) if newdata is None else None
    if isinstance(stored, Criterion):
        return stored.named(name)
    if kind not in COMPUTE:
        raise InvalidArgument(
            f"Model '{name}' has no stored '{kind}'.",
            hint=f"Computing it needs many fits: fit = add_criterion(fit, '{kind}') computes and "
            "stores it.",
        )
    one_response(fit.model)
    rows_ = rows(fit, newdata, response="needed")
    return COMPUTE[kind](rows_, fit.posterior.chains).named(name)


def collected(found: dict[str, Criterion], compare: bool) -> Criterion | Criteria:
    """Return the criterion of one model, or those of several models and their comparison."""
    if len(found) == 1:
        return next(iter(found.values()))
    if len({c.dims[1] for c in found.values()}) > 1:
        raise InvalidArgument("Models have different number of observations.")
    return Criteria(found, compared(found) if compare else None)


def names_of(given: Sequence[object], names: Sequence[str] | None, caller: FrameType) -> list[str]:
    """Return the names of models.

    They are ``names``, or else the name of the model that a criterion holds, the name of the
    caller's variable, or model1, .... No name occurs twice.
    """
    if names is not None:
        if len(names) != len(given):
            raise InvalidArgument("'model_names' must have one name for each model.")
        return list(names)
    names_: list[str] = []
    for at, model in enumerate(given, start=1):
        stored_name = model.model_name if isinstance(model, Criterion) else ""
        # A criterion of a matrix has no name, neither that of its variable.
        scopes = () if stored_name is None else (caller.f_locals, caller.f_globals)
        bound = (n for s in scopes for n, v in s.items() if _is(v, model) and not n.startswith("_"))
        candidates = (n for n in (stored_name, *bound) if n and n not in names_)
        names_.append(next(candidates, f"model{at}"))
    return names_


def _is(value: object, model: object) -> bool:
    """Return whether a value is a model, or the fit of which the model is one response."""
    if not (isinstance(value, Fit) and isinstance(model, Fit)):
        return value is model
    return value is model or any(view is model.model for view in value.model.views.values())


def _warn_high(criterion: Criterion, threshold: float) -> None:
    k = criterion.pareto_k
    high = [str(row) for row in k.index[k > threshold]]
    if not high:
        return
    values_listed = ", ".join(high[:20]) + (", ..." if len(high) > 20 else "")
    group = criterion.group
    where = (
        f"'{group}' {values_listed}"
        if group
        else f"rows {values_listed} (by the index of the data)"
    )
    _warn(
        f"Found {len(high)} {'groups' if group else 'observations'} with a pareto_k > "
        f"{threshold:g} in model '{criterion.model_name}': {where}. The estimates for them are "
        f"unreliable, since the posterior without such a {'group' if group else 'row'} is very "
        "different. reloo=True fits the model again without each of them."
    )


def _warn(message: str) -> None:
    warn(message)
