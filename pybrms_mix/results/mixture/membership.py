"""Memberships: the component of each row, and its probability."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.model import values
from pybrms_mix.model.ir import ResponsePiece
from pybrms_mix.results.estimates import PROBS, columns, estimates
from pybrms_mix.results.fit import Fit, joint_method, mixture_method
from pybrms_mix.results.mixture.only_mixtures import only_mixtures
from pybrms_mix.results.predict.callers_table import callers_table
from pybrms_mix.results.predict.prediction_rows import Rows, Which, rows
from pybrms_mix.results.predict.re_formula import ReFormula
from pybrms_mix.results.predict.rows_of_several import one_response
from pybrms_mix.results.predict.rowwise import summaries, whole

if TYPE_CHECKING:
    from typing_extensions import Unpack


@joint_method
def log_lik(
    fit: Fit, newdata: Any = None, re_formula: ReFormula = None, **which: Unpack[Which]
) -> np.ndarray:
    """Return the log likelihood of each row.

    The densities of the components are added by log-sum-exp, so an extreme observation does not
    become -inf as in brms. The weights of rows multiply their log likelihood.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    newdata, re_formula, **which
        As in ``posterior_predict()``. The rows need a response.

    Returns
    -------
    ndarray
        Shape (draws, N). With ``mixture(..., gr = "id")`` shape (draws, groups), in the order of
        the levels, which are the labels in ``loo(fit).pointwise.index``.

    Raises
    ------
    UnknownVariable, UnknownLevel, InvalidData
        If ``newdata`` does not fit the model or has no response.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.log_lik().shape
    (600, 60)
    """
    one_response(fit.model)
    rows_ = rows(fit, newdata, re_formula, response="needed", **which)
    return whole(rows_, pointwise)


def pointwise(part: Rows) -> np.ndarray:
    """Return the log likelihood: (draws, rows), or (draws, groups); see ``Rows.units``."""
    return values.log_lik(part.model, part.draws)


@mixture_method
def pp_mixture(
    fit: Fit,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    log: bool = False,
    summary: bool = True,
    robust: bool = False,
    probs: Sequence[float] = PROBS,
    **which: Unpack[Which],
) -> xr.DataArray | np.ndarray:
    """Return the membership of each row: the posterior probability of each component.

    Rows of ``newdata`` without a response get their mixing proportions, which are the probabilities
    before the response is seen. So do rows at which every component has density zero. With
    ``mixture(..., gr = "id")`` each row has the membership of its group.

    In contrast to brms, memberships do not depend on ``weights()``: the component of an observation
    does not depend on its weight. Extreme observations are never NaN.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    newdata, re_formula, **which
        As in ``posterior_predict()``.
    log : bool, default False
        Whether to return or summarise logarithms of probabilities.
    summary, robust, probs
        As in ``predict()``.

    Returns
    -------
    DataArray or ndarray
        The axes are row, statistic (Estimate, Est.Error, Q2.5, Q97.5) and component.
        ``pp_mixture(fit).sel(statistic="Estimate")`` has a column for each component. Without
        ``summary`` the draws, shape (draws, N, K), which sum to 1 over the last axis.

    Raises
    ------
    InvalidArgument
        If the family is not a mixture.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.pp_mixture().dims
    ('row', 'statistic', 'component')
    """
    rows_ = rows_of(fit, newdata, re_formula, **which)
    if not summary:
        return whole(rows_, _log_membership if log else membership)
    names = [f"P(K = {c.number} | Y)" for c in fit.model.mixture.components]
    return summaries(rows_, _log_membership if log else membership, names, robust, probs)


@mixture_method
@callers_table
def classify(
    fit: Fit, newdata: Any = None, re_formula: ReFormula = None, **which: Unpack[Which]
) -> pd.DataFrame:
    """Return the most probable component of each row.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    newdata, re_formula, **which
        As in ``posterior_predict()``.

    Returns
    -------
    DataFrame
        One line for each row, with the labels of the user's table (or of ``newdata``).
        ``component``: the number of the component, from 1. ``probability``: the posterior mean of
        its membership. ``entropy``: the relative entropy of the row as in
        ``classification_entropy()``, which is 1 where the component is certain and 0 where all
        components are equally probable.

    Raises
    ------
    InvalidArgument
        If the family is not a mixture.
    UnknownVariable, UnknownLevel, InvalidData
        If ``newdata`` does not fit the model.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.classify().head(2).round(2)
       component  probability  entropy
    0          1         0.56     0.01
    1          1         0.52     0.00
    """
    rows_ = rows_of(fit, newdata, re_formula, "classify", **which)
    mean = np.concatenate([membership(part).mean(axis=0) for part in rows_.blocks()])
    columns = {
        "component": mean.argmax(axis=1) + 1,
        "probability": mean.max(axis=1),
        "entropy": 1 - entropy_of(mean) / np.log(mean.shape[1]),
    }
    return pd.DataFrame(columns, index=rows_.index)


@mixture_method
def classification_entropy(
    fit: Fit,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    summary: bool = True,
    robust: bool = False,
    probs: Sequence[float] = PROBS,
    **which: Unpack[Which],
) -> pd.DataFrame | np.ndarray:
    """Return the relative entropy of the classification.

    It is one minus the mean entropy of the memberships in units of log K: 1 where the component of
    each row is certain, 0 where all components are equally probable in each row. With
    ``mixture(..., gr = "id")`` each group counts once.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    newdata, re_formula, **which
        As in ``posterior_predict()``.
    summary, robust, probs
        As in ``predict()``.

    Returns
    -------
    DataFrame or ndarray
        A table of one line, or without ``summary`` the draws, shape (draws,).

    Raises
    ------
    InvalidArgument
        If the family is not a mixture.

    References
    ----------
    Celeux and Soromenho (1996). Mplus calls this quantity "entropy".

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.classification_entropy().round(2)
             Estimate  Est.Error  Q2.5  Q97.5
    Entropy      0.77       0.07  0.63   0.89
    """
    rows_ = rows_of(fit, newdata, re_formula, "classification_entropy", **which)
    parts = (by_unit(part, membership(part)) for part in rows_.blocks())
    total = sum((entropy_of(p).sum(axis=1) for p in parts), np.zeros(1))
    scale = len(rows_.units) * np.log(len(fit.model.mixture.components))
    draws = 1 - total / scale
    if not summary:
        return np.asarray(draws)
    cells = estimates(draws[:, None], robust, probs)
    return pd.DataFrame(cells, index=["Entropy"], columns=columns(probs))


def rows_of(
    fit: Fit,
    newdata: Any,
    re_formula: ReFormula,
    method: str = "pp_mixture",
    **which: Unpack[Which],
) -> Rows:
    """Return the rows whose memberships are computed. Their response may be missing.

    The error for a family that is no mixture names ``method``.

    Raises:
        InvalidArgument: if the family is not a mixture.
    """
    only_mixtures(fit, method)
    return rows(fit, newdata, re_formula, response="taken", **which)


def membership(part: Rows) -> np.ndarray:
    """Return the probabilities of the components: (draws, rows, K).

    If responses share a class, the probabilities are conditional on all responses of the class.
    """
    if part.of_class is not None:
        return membership(part.of_class)
    joint = _joint(part)
    for batch in values.parts(part.S, part.N):
        p = joint[:, batch]
        p -= p.max(axis=0)
        np.exp(p, out=p)
        p /= p.sum(axis=0)
    return np.moveaxis(joint, 0, 2)


def by_unit(part: Rows, p: np.ndarray) -> np.ndarray:
    """Return the memberships of units, (draws, units, K): rows of a whole group have the same."""
    groups = values.together(part.model)
    if groups is None:
        return p
    first = np.unique(groups.index, return_index=True)[1]
    return np.asarray(p[:, first])


def _log_membership(part: Rows) -> np.ndarray:
    """Return the logs of the probabilities: (draws, rows, K)."""
    joint = _joint(part)
    joint -= np.logaddexp.reduce(joint, axis=0)
    return np.moveaxis(joint, 0, 2)


def _joint(part: Rows) -> np.ndarray:
    """Return log theta_k + log f_k(y), the joint log density of each component: (K, draws, rows).

    Its maximum over the components is finite everywhere.
    """
    model = part.model
    if not _has_response(part):
        values.together(model)  # refuses rows whose group is missing
        weights = values.log_weights(model, part.draws)
        shape = (part.S, part.N, weights.shape[2])
        return np.moveaxis(np.broadcast_to(weights, shape), 2, 0).copy()
    joint = np.moveaxis(values.log_joint(model, part.draws, part.unknown), 2, 0)
    for batch in values.parts(part.S, part.N):
        top = joint[:, batch].max(axis=0)
        if not np.isfinite(top).all():
            undefined = np.zeros(joint.shape[1:], dtype=bool)
            undefined[batch] = ~np.isfinite(top)
            _repair(joint, undefined, part)
    return joint


def _repair(joint: np.ndarray, undefined: np.ndarray, part: Rows) -> None:
    """Replace joint log densities in cells in which no component has a finite one.

    If some densities are infinite, these components share the membership in proportion to theta. If
    all densities are zero or NaN, the memberships are the proportions theta.
    """
    weights = np.moveaxis(values.log_weights(part.model, part.draws), 2, 0)
    prior = np.broadcast_to(weights, joint.shape)[:, undefined]
    logs = joint[:, undefined]
    infinite = logs == np.inf
    spread = np.where(infinite.any(axis=0) & ~infinite, -np.inf, prior)
    joint[:, undefined] = spread


def _has_response(part: Rows) -> bool:
    members = {mixture.resp for mixture in part.model.mixture.members}
    pieces = (p for p in part.model.of(ResponsePiece) if p.resp in members)
    return any(len(piece.y) == part.N for piece in pieces)


def entropy_of(p: np.ndarray) -> np.ndarray:
    """Return the entropy over the last axis."""
    logs = np.log(np.where(p > 0, p, 1.0))
    return np.asarray(-(p * logs).sum(axis=-1))
