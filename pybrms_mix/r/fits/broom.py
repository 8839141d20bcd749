"""Linear models as data frames, with the columns that the packages broom and modelr give them."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.r.fits.tidy_fits import tidy_fit
from pybrms_mix.r.frames.frames import as_frame
from pybrms_mix.r.regression.linear_models import LinearFit
from pybrms_mix.r.regression.linear_results import (
    confint,
    information_criterion,
    log_likelihood,
    model_deviance,
    model_predict,
    model_summary,
    observations,
)
from pybrms_mix.results.fit import Fit
from pybrms_mix.syntax.nodes import Tilde, variables
from pybrms_mix.syntax.parse import parse

__all__ = ["add_predictions", "add_residuals", "glance", "tidy"]


def _of_lines(fit: Any, function: str) -> LinearFit:
    if not isinstance(fit, LinearFit):
        raise InvalidArgument(
            f"{function}() takes a model of lm() or glm() here.",
            hint="posterior_summary() has the estimates of a Bayesian model.",
        )
    return fit


def tidy(
    fit: Any, conf_int: bool | None = None, conf_level: float = 0.95, exponentiate: bool = False,
    **of_fits: Any,
) -> pd.DataFrame:  # fmt: skip
    """Return ``tidy(m)``: the coefficients of a model, one row each.

    Parameters
    ----------
    fit : LinearFit or Fit
        A model of ``lm()`` or ``glm()``, or a Bayesian model.
    conf_int : bool, optional
        Whether to add the columns ``conf.low`` and ``conf.high``. A Bayesian model has them by
        default, a linear model does not.
    conf_level : float, default 0.95
        The probability of the interval.
    exponentiate : bool, default False
        Whether estimates and intervals of a linear model are exponentiated; standard errors are
        not.
    **of_fits
        Further arguments for a Bayesian model: those of ``tidy_fit()``.

    Returns
    -------
    DataFrame
        The columns ``term``, ``estimate`` and ``std.error``, for a linear model ``statistic`` and
        ``p.value``, and those of ``tidy_fit()`` for a Bayesian model.

    Raises
    ------
    InvalidArgument
        If ``fit`` is another model.

    Examples
    --------
    >>> from pybrms_mix.r import lm
    >>> found = tidy(lm("y ~ x", {"x": [1, 2, 3, 4], "y": [2, 4, 6.5, 7]}))
    >>> found["estimate"].round(3).tolist()
    [0.5, 1.75]
    """
    if isinstance(fit, Fit):
        if exponentiate or not isinstance(conf_int, bool | None):
            raise InvalidArgument(
                "tidy() of a Bayesian model takes neither 'exponentiate' nor names of parameters.",
                hint="Exponentiate the columns of its table, and choose effects by 'effects'.",
            )
        return tidy_fit(fit, conf_int=conf_int is not False, conf_level=conf_level, **of_fits)
    if of_fits:
        argument_text = next(iter(of_fits)).replace("_", ".")
        raise InvalidArgument(f"tidy() of a linear model has no argument '{argument_text}'.")
    model = _of_lines(fit, "tidy")
    table = model_summary(model)["coefficients"]
    frame: pd.DataFrame = table.set_axis(["estimate", "std.error", "statistic", "p.value"], axis=1)
    frame.insert(0, "term", [str(n) for n in table.index])
    if conf_int:
        ends = np.asarray(confint(model, level=conf_level))
        frame["conf.low"], frame["conf.high"] = ends[:, 0], ends[:, 1]
    if exponentiate:
        for name in ("estimate", "conf.low", "conf.high"):
            if name in frame:
                frame[name] = np.exp(frame[name])
    return frame.reset_index(drop=True)


def glance(fit: Any) -> pd.DataFrame:
    """Return ``glance(m)``: the quality of a linear model in one row.

    Parameters
    ----------
    fit : LinearFit
        A model of ``lm()`` or ``glm()``.

    Returns
    -------
    DataFrame
        One row: for ``lm()`` the columns from ``r.squared`` to ``nobs``, for ``glm()`` those from
        ``null.deviance`` to ``nobs``.

    Raises
    ------
    InvalidArgument
        If ``fit`` is another model.

    Examples
    --------
    >>> from pybrms_mix.r import lm
    >>> found = glance(lm("y ~ x", {"x": [1, 2, 3, 4], "y": [2, 4, 6.5, 7]}))
    >>> found[["r.squared", "nobs"]].round(3).values.tolist()
    [[0.946, 4.0]]
    """
    model = _of_lines(fit, "glance")
    summary = model_summary(model)
    fits = {
        "logLik": log_likelihood(model), "AIC": information_criterion(model),
        "BIC": information_criterion(model, bic=True), "deviance": model_deviance(model),
        "df.residual": int(model["df.residual"]), "nobs": observations(model),
    }  # fmt: skip
    if model.family is not None:
        head = {"null.deviance": summary["null.deviance"], "df.null": int(summary["df.null"])}
        return pd.DataFrame({n: [v] for n, v in {**head, **fits}.items()})
    head = {n: summary[n] for n in ("r.squared", "adj.r.squared", "sigma")}
    head |= dict.fromkeys(("statistic", "p.value", "df"), np.nan)
    if "fstatistic" in summary:
        value, above, below = np.asarray(summary["fstatistic"])
        chance = float(stats.f.sf(value, above, below))
        head |= {"statistic": float(value), "p.value": chance, "df": float(above)}
    return pd.DataFrame({n: [v] for n, v in {**head, **fits}.items()})


def add_predictions(data: Any, fit: Any, var: str = "pred", kind: str = "") -> pd.DataFrame:
    """Return ``add_predictions(d, m)``: data with a column of predictions of a linear model.

    Parameters
    ----------
    data : DataFrame
        The rows to predict.
    fit : LinearFit
        A model of ``lm()`` or ``glm()``.
    var : str, default "pred"
        The name of the column.
    kind : {"", "link", "response"}
        The scale of a generalised model; the default is the scale of the link.

    Returns
    -------
    DataFrame
        The data with the column.

    Raises
    ------
    InvalidArgument
        If ``fit`` is another model.

    Examples
    --------
    >>> from pybrms_mix.r import lm
    >>> fit = lm("y ~ x", {"x": [1, 2, 3], "y": [2, 4, 6]})
    >>> add_predictions({"x": [4]}, fit)["pred"].round(6).tolist()
    [8.0]
    """
    model = _of_lines(fit, "add_predictions")
    frame = as_frame(data)
    return frame.assign(**{var: np.asarray(model_predict(model, frame, kind=kind))})


def add_residuals(data: Any, fit: Any, var: str = "resid") -> pd.DataFrame:
    """Return ``add_residuals(d, m)``: data with a column of residuals of ``lm()``.

    Parameters
    ----------
    data : DataFrame
        Rows with the response.
    fit : LinearFit
        A model of ``lm()``.
    var : str, default "resid"
        The name of the column.

    Returns
    -------
    DataFrame
        The data with the column.

    Raises
    ------
    InvalidArgument
        If ``fit`` is another model.

    Examples
    --------
    >>> from pybrms_mix.r import lm
    >>> data = {"x": [1, 2, 3], "y": [2, 4, 6.3]}
    >>> add_residuals(data, lm("y ~ x", data))["resid"].round(2).tolist()
    [0.05, -0.1, 0.05]
    """
    model = _of_lines(fit, "add_residuals")
    if model.family is not None:
        raise InvalidArgument("add_residuals() takes a model of lm() here.")
    frame = as_frame(data)
    formula = parse(model.terms.formula)
    assert isinstance(formula, Tilde) and formula.left is not None
    names = {n.text for n in variables(formula.left)}
    response = np.asarray(model.terms.frame.at(frame, names=names).evaluate(formula.left))
    return frame.assign(**{var: response - np.asarray(model_predict(model, frame))})
