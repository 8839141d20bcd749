"""Standard deviations, correlations and covariances of group-level coefficients and residuals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.results.covariances import Covariances
from pybrms_mix.results.estimates import PROBS, columns, estimates, table
from pybrms_mix.results.fit import Fit, joint_method
from pybrms_mix.results.group_effects import Factor, How, factors

_SIGMA = "sigma"
_RESIDUAL = "residual__"


@joint_method
def VarCorr(  # noqa: N802 - brms's name
    fit: Fit, *, summary: bool = True, robust: bool = False, probs: Sequence[float] = PROBS
) -> Covariances:
    """Return standard deviations, correlations and covariances of group-level coefficients.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    summary, robust, probs
        As in ``ranef()``.

    Returns
    -------
    Covariances
        A dict for each group: ``sd``, a table with one line for each coefficient; with estimated
        correlations also ``cor`` and ``cov``, arrays with the axes coefficient, statistic and
        other. A correlation that the model does not have is 0. The sigmas of models
        without mixtures are ``residual__``, with the correlations of the residuals of several
        responses. Without ``summary`` draws are the first axis.

    Raises
    ------
    InvalidArgument
        If the model has neither group-level coefficients nor a sigma.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.VarCorr()["g"]["sd"].round(2)
                   Estimate  Est.Error  Q2.5  Q97.5
    mu1_Intercept      2.23       2.06  0.06   6.49
    mu1_x              0.70       0.81  0.01   2.95
    mu2_Intercept      0.56       0.46  0.03   1.85
    """
    how = How(summary, robust, probs)
    by_group = Covariances({
        group: _covariances(fit, factor, how)
        for group, factor in factors(fit).items()
    })  # fmt: skip
    by_group |= _residual(fit, how)
    if not by_group:
        raise InvalidArgument("The model does not contain covariance matrices.")
    return by_group


def _residual(fit: Fit, how: How) -> dict[str, dict[str, Any]]:
    """Return the spread of the residuals, and their correlations across responses.

    As in brms, the dict is empty for mixtures, for predicted sigmas, and for a response that has
    only the known standard errors of ``se()``.
    """
    mixture = fit.model.mixture
    sigmas = [p for p in mixture.places if p.dpar.name == _SIGMA]
    if mixture.thetas or any(part.thetas for part in mixture.parts):
        return {}
    if any(p.name in fit.model.predicted for p in sigmas):
        return {}
    spreads = {p.resp: p.name for p in sigmas if not _errors_alone(fit, p.resp)}
    correlations = {v.effects: v.name for v in fit.model.variables if v.kind == "rescor"}
    pairs = {pair: n for pair, n in correlations.items() if {*pair} <= {*spreads}}
    return {_RESIDUAL: _covariances(fit, Factor((), (), spreads, pairs), how)} if spreads else {}


def _errors_alone(fit: Fit, resp: str) -> bool:
    extra = fit.model.response(resp).extra
    return "se" in extra and "se_sigma" not in extra


def _covariances(
    fit: Fit,
    factor: Factor,
    how: How,
) -> dict[str, Any]:
    names = list(factor.spreads)
    sd = fit.posterior.matrix(list(factor.spreads.values()))
    parts: dict[str, Any] = {"sd": _spread(sd, names, how)}
    cor = np.broadcast_to(np.eye(len(names)), (len(sd), len(names), len(names))).copy()
    for pair, name in factor.correlations.items():
        j, k = (names.index(effect) for effect in pair)
        cor[:, j, k] = cor[:, k, j] = fit.posterior[name]
    if factor.correlations:
        cov = cor * sd[:, :, None] * sd[:, None, :]
        parts["cor"] = _square(cor, names, how)
        parts["cov"] = _square(cov, names, how)
    return parts


def _spread(draws: np.ndarray, names: list[str], how: How) -> pd.DataFrame:
    if not how.summary:
        return pd.DataFrame(draws, columns=names)
    return table(draws, names, how.robust, how.probs)


def _square(values: np.ndarray, names: list[str], how: How) -> xr.DataArray:
    axes = {"coefficient": names, "other": names}
    if not how.summary:
        coords = {"draw": np.arange(1, len(values) + 1), **axes}
        return xr.DataArray(values, coords, ("draw", "coefficient", "other"))
    values_ = np.swapaxes(estimates(values, how.robust, how.probs), 1, 2)
    return xr.DataArray(
        values_, {**axes, "statistic": columns(how.probs)}, ("coefficient", "statistic", "other")
    )
