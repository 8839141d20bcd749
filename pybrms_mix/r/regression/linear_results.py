"""Results of linear models: coefficients, intervals, tests and predictions, as in R."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.design.design import Design, names_of_r
from pybrms_mix.design.frame import Frame
from pybrms_mix.r.frames.frames import as_frame
from pybrms_mix.r.regression.computed_terms import with_computed
from pybrms_mix.r.regression.formula_sides import spread
from pybrms_mix.r.regression.linear_models import LinearFit
from pybrms_mix.r.regression.profiles import profile_interval
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.r.values.r_vectors import FACTOR, read
from pybrms_mix.r.values.result_lists import ModelList, parts_of_summary
from pybrms_mix.r.values.row_names import row_names
from pybrms_mix.results.fit import Fit
from pybrms_mix.syntax.nodes import Tilde, variables
from pybrms_mix.syntax.parse import parse

__all__ = [
    "confint", "confint_default", "information_criterion", "log_likelihood", "model_deviance",
    "model_matrix", "observations", "residual_df", "residual_sd",
]  # fmt: skip


class ModelSummary(ModelList):
    """The list that ``summary()`` of a linear model returns in R."""

    @classmethod
    def of(cls, parts: Mapping[str, Any], *, generalised: bool) -> ModelSummary:
        """Return the summary with these parts."""
        result = cls(parts)
        result.classes = ("summary.glm" if generalised else "summary.lm",)
        result.further = parts_of_summary(generalised)
        return result

    def __str__(self) -> str:
        return f"Coefficients:\n{self['coefficients'].to_string()}"

    __repr__ = __str__


def _weighted(fit: LinearFit) -> np.ndarray:
    return np.asarray(np.asarray(fit["residuals"]) * np.sqrt(fit.terms.weights))


def sum_of_squares(fit: LinearFit) -> float:
    """Return the weighted sum of the squared residuals."""
    return float(np.sum(_weighted(fit) ** 2))


def dispersion_of(fit: LinearFit) -> float:
    """Return the dispersion: the residual variance of a linear model, 1 for counts."""
    if fit.family is None:
        return sum_of_squares(fit) / residual_df(fit)
    if not fit.family.dispersed:
        return 1.0
    # R takes the weights of the last iteration, which are of the means before it
    residuals = np.asarray(fit["residuals"])
    return float(np.sum(np.asarray(fit["weights"]) * residuals**2)) / residual_df(fit)


def _unscaled(fit: LinearFit) -> np.ndarray:
    inverse = np.linalg.inv(fit.factor)
    return np.asarray(inverse @ inverse.T)


def model_vcov(fit: LinearFit) -> Any:
    """Return ``vcov(m)``: the covariances of the estimates."""
    names = [n for n, u in zip(fit.terms.names, fit.used, strict=True) if u]
    return matrix_of(dispersion_of(fit) * _unscaled(fit), names, names)


def model_summary(fit: LinearFit) -> ModelSummary:
    """Return ``summary(m)``: the table of coefficients and the quality of the fit.

    Examples
    --------
    >>> from pybrms_mix.r import lm
    >>> found = model_summary(lm("y ~ x", {"x": [1, 2, 3, 4], "y": [2, 4, 6.5, 7]}))
    >>> round(found["r.squared"], 3)
    0.946
    """
    names = [n for n, u in zip(fit.terms.names, fit.used, strict=True) if u]
    spread = dispersion_of(fit)
    estimate = np.asarray(fit["coefficients"])[fit.used]
    error = np.sqrt(spread * np.diag(_unscaled(fit)))
    ratio = estimate / error
    letter = "t" if fit.family is None or fit.family.dispersed else "z"
    half = stats.t.sf(np.abs(ratio), fit["df.residual"]) if letter == "t" else stats.norm.sf(
        np.abs(ratio))  # fmt: skip
    columns = ["Estimate", "Std. Error", f"{letter} value", f"Pr(>|{letter}|)"]
    table = matrix_of(np.column_stack([estimate, error, ratio, 2 * half]), names, columns)
    unscaled = matrix_of(_unscaled(fit), names, names)
    if fit.family is not None:
        part_names = ("deviance", "aic", "df.residual", "null.deviance", "df.null", "iter")
        more = {n: fit[n] for n in part_names}
        sizes = np.array([fit["rank"], fit["df.residual"], len(fit.terms.names)])
        aliased = pd.Series(~fit.used, index=list(fit.terms.names))
        return ModelSummary.of(
            {"coefficients": table, "dispersion": spread, **more, "df": sizes, "aliased": aliased,
             "cov.unscaled": unscaled, "cov.scaled": spread * unscaled}, generalised=True
        )  # fmt: skip
    return ModelSummary.of(
        {"coefficients": table, "sigma": float(np.sqrt(spread)), **_quality(fit),
         "residuals": pd.Series(_weighted(fit), index=fit.terms.rows), "cov.unscaled": unscaled,
         "aliased": pd.Series(~fit.used, index=list(fit.terms.names))}, generalised=False
    )  # fmt: skip


def _quality(fit: LinearFit) -> dict[str, Any]:
    mean, weights = np.asarray(fit["fitted.values"]), fit.terms.weights
    intercept = int(fit.terms.design.intercept)
    centre = np.sum(weights * mean) / np.sum(weights) if intercept else 0.0
    explained = float(np.sum(weights * (mean - centre) ** 2))
    rest, free, rank = sum_of_squares(fit), fit["df.residual"], fit["rank"]
    square = explained / (explained + rest)
    quality: dict[str, Any] = {"df": np.array([rank, free, len(fit.terms.names)])}
    quality["r.squared"] = square
    quality["adj.r.squared"] = 1 - (1 - square) * ((free + rank - intercept) / free)
    if rank > intercept:
        ratio = explained / (rank - intercept) / (rest / free)
        quality["fstatistic"] = pd.Series(
            [ratio, rank - intercept, free], index=["value", "numdf", "dendf"]
        )
    return quality


def confint(fit: LinearFit, parm: Any = None, level: float = 0.95) -> Any:
    """Return ``confint(m)``: by the t distribution for ``lm()``, by profiles for ``glm()``.

    Examples
    --------
    >>> from pybrms_mix.r.regression.linear_models import glm
    >>> fit = glm("y ~ x", "poisson", {"x": [0, 1, 2, 3], "y": [1, 3, 8, 20]})
    >>> confint(fit).round(3).loc["x"].tolist()
    [0.562, 1.435]
    """
    ends = np.array([(1 - level) / 2, 1 - (1 - level) / 2])
    error = np.sqrt(np.diag(model_vcov(fit)))
    if fit.family is None:
        return _intervals(fit, stats.t.ppf(ends, fit["df.residual"]) * error[:, None], parm, level)
    dispersion = dispersion_of(fit)
    intervals = [profile_interval(fit, n, e, dispersion, level) for n, e in enumerate(error)]
    middle = np.asarray(fit["coefficients"])[fit.used]
    return _intervals(fit, np.array(intervals) - middle[:, None], parm, level)


def confint_default(fit: LinearFit, parm: Any = None, level: float = 0.95) -> Any:
    """Return ``confint.default(m)``: intervals from standard errors and normal quantiles."""
    ends = np.array([(1 - level) / 2, 1 - (1 - level) / 2])
    error = np.sqrt(np.diag(model_vcov(fit)))
    return _intervals(fit, stats.norm.ppf(ends) * error[:, None], parm, level)


def _intervals(fit: LinearFit, width: np.ndarray, parm: Any, level: float) -> Any:
    ends = np.array([(1 - level) / 2, 1 - (1 - level) / 2])
    middle = np.asarray(fit["coefficients"])[fit.used]
    names = [n for n, u in zip(fit.terms.names, fit.used, strict=True) if u]
    labels = [f"{100 * e:.3g} %" for e in ends]
    table = matrix_of(middle[:, None] + width, names, labels)
    if parm is None:
        return table
    coefficients = [parm] if isinstance(parm, str | int) else list(parm)
    return table.loc[[w if isinstance(w, str) else names[int(w) - 1] for w in coefficients]]


def _residuals(fit: LinearFit, kind: str | None) -> np.ndarray:
    family, weights = fit.family, fit.terms.weights
    if family is None:
        if kind in (None, "working", "response"):
            return np.asarray(fit["residuals"])
        if kind in ("pearson", "deviance"):
            return _weighted(fit)
        raise NotSupported(f"residuals() has no type {kind!r} for a linear model here.")
    y, mu = fit.terms.y, np.asarray(fit["fitted.values"])
    if kind in (None, "deviance"):
        return np.asarray(
            np.sign(y - mu) * np.sqrt(np.maximum(family.deviances(y, mu, weights), 0))
        )
    if kind == "pearson":
        return np.asarray((y - mu) * np.sqrt(weights) / np.sqrt(family.variance(mu)))
    if kind == "response":
        return np.asarray(y - mu)
    if kind == "working":
        return np.asarray(fit["residuals"])
    raise NotSupported(f"residuals() has no type {kind!r} for a generalised linear model here.")


def model_residuals(fit: LinearFit, kind: str | None = None) -> pd.Series[Any]:
    """Return ``residuals(m, type)``; the default of a generalised model is "deviance"."""
    return pd.Series(_residuals(fit, kind), index=fit.terms.rows)


def model_predict(
    fit: LinearFit, newdata: Any = None, *, kind: str = "", interval: str = "none",
    level: float = 0.95, se_fit: bool = False,
) -> Any:  # fmt: skip
    """Return ``predict(m, newdata)``: means, with intervals or standard errors on request.

    Parameters
    ----------
    fit : LinearFit
        The model.
    newdata : DataFrame, optional
        The rows to predict; by default the rows of the fit.
    kind : {"", "link", "response"}
        The scale of a generalised model; the default is the scale of the link.
    interval : {"none", "confidence", "prediction"}
        The interval of a linear model.
    level : float, default 0.95
        The probability of the interval.
    se_fit : bool, default False
        Whether to return standard errors too.

    Returns
    -------
    Series, DataFrame or dict
        One value for each row, labelled by the number of the row; it is missing if a predictor is.
    """
    table = None if newdata is None else with_computed(as_frame(newdata), fit.terms.computed)
    complete_rows = None if table is None else _complete_rows(fit, table)
    if table is not None and complete_rows is not None:
        if not complete_rows.any() and interval == "none" and not se_fit:
            return pd.Series(np.full(len(table), np.nan), index=row_names(table))
        predictions = model_predict(fit, table[complete_rows], kind=kind, interval=interval,
                                    level=level, se_fit=se_fit)  # fmt: skip
        return _with_gaps(predictions, complete_rows, row_names(table))
    x, shift, labels = _rows(fit, newdata)
    beta = np.asarray(fit["coefficients"])[fit.used]
    middle = x[:, fit.used] @ beta + shift
    error = np.sqrt(np.sum((x[:, fit.used] @ np.linalg.inv(fit.factor)) ** 2, axis=1))
    error = error * np.sqrt(dispersion_of(fit))
    if fit.family is not None:
        if interval != "none":
            raise NotSupported("predict() of a generalised model has no interval, as in R.")
        if kind == "response":
            error = error * np.abs(fit.family.link.slope(middle))
            middle = fit.family.link.inverse(middle)
    elif interval != "none":
        return _with_interval(fit, middle, error, interval, level, labels)
    predictions = pd.Series(middle, index=labels)
    if not se_fit:
        return predictions
    # R drops the name of the standard error of a single row.
    errors = pd.Series(error, index=labels) if len(labels) > 1 else float(error[0])
    return {"fit": predictions, "se.fit": errors, "df": fit["df.residual"],
            "residual.scale": float(np.sqrt(dispersion_of(fit)))}  # fmt: skip


def _columns_read(fit: LinearFit) -> set[str]:
    return {n.text for o in fit.terms.offsets for n in variables(o)} | set(fit.terms.design.reads)


def _complete_rows(fit: LinearFit, table: pd.DataFrame) -> np.ndarray | None:
    """Return which rows have no missing predictor; None if all rows have none."""
    names = [n for n in map(str, table.columns) if n in _columns_read(fit)]
    missing = np.zeros(len(table), dtype=bool)
    for name in names:
        missing |= read(table[name]).missing
    return ~missing if missing.any() else None


def _with_gaps(predictions: Any, complete_rows: np.ndarray, labels: list[str]) -> Any:
    """Return predictions of the complete rows with missing values at the other rows."""
    if isinstance(predictions, dict):
        return {n: _with_gaps(v, complete_rows, labels) if isinstance(v, pd.Series) else v
                for n, v in predictions.items()}  # fmt: skip
    cells = np.full((len(labels), *np.shape(predictions)[1:]), np.nan)
    cells[complete_rows] = np.asarray(predictions)
    if cells.ndim > 1:
        return matrix_of(cells, labels, list(map(str, predictions.columns)))
    return pd.Series(cells, index=labels)


def _rows(fit: LinearFit, newdata: Any) -> tuple[np.ndarray, np.ndarray, list[str]]:
    if newdata is None:
        return fit.terms.design.matrix, fit.terms.offset, fit.terms.rows
    if fit.terms.offset.any() and not fit.terms.offsets:
        raise NotSupported("The values of the argument 'offset' are unknown for new data.")
    table = with_computed(as_frame(newdata), fit.terms.computed)
    frame = fit.terms.frame.at(table, names=_columns_read(fit))
    shift = np.zeros(frame.N) + sum(frame.evaluate(o) for o in fit.terms.offsets)
    return fit.terms.design.at(frame).matrix, shift, row_names(table)


def _with_interval(
    fit: LinearFit, middle: np.ndarray, error: np.ndarray, interval: str, level: float,
    labels: list[str],
) -> Any:  # fmt: skip
    if interval not in ("confidence", "prediction"):
        raise InvalidArgument("'interval' should be one of none, confidence, prediction.")
    if interval == "prediction":
        error = np.sqrt(error**2 + dispersion_of(fit))
    half = stats.t.ppf(1 - (1 - level) / 2, fit["df.residual"]) * error
    cells = np.column_stack([middle, middle - half, middle + half])
    return matrix_of(cells, labels, ["fit", "lwr", "upr"])


class LogLikelihoodValue(float):
    """The value of ``logLik(m)``, a number with R's attributes."""

    attributes: dict[str, Any]


def log_likelihood(fit: LinearFit) -> LogLikelihoodValue:
    """Return ``logLik(m)`` as a number, with the attributes ``df`` and ``nobs``."""
    if fit.family is not None:
        value = LogLikelihoodValue(parameters_of(fit) - fit["aic"] / 2)
    else:
        weights = fit.terms.weights[fit.terms.weights > 0]
        n = len(weights)
        log_terms = np.log(2 * np.pi) + 1 - np.log(n) + np.log(sum_of_squares(fit))
        value = LogLikelihoodValue(0.5 * (np.sum(np.log(weights)) - n * log_terms))
    value.attributes = {"df": parameters_of(fit), "nobs": observations(fit)}
    return value


def parameters_of(fit: LinearFit) -> int:
    """Return the number of parameters of a linear model, its dispersion among them."""
    return int(fit["rank"]) + int(fit.family is None or fit.family.dispersed)


def information_criterion(
    fit: LinearFit | LogLikelihoodValue, *, bic: bool = False, k: float = 2.0
) -> float:
    """Return ``AIC(m)`` or ``BIC(m)``; ``k`` is the penalty of each parameter in AIC.

    ``fit`` may be the log-likelihood of a model.
    """
    if isinstance(fit, LogLikelihoodValue):
        parameters, rows = fit.attributes["df"], fit.attributes["nobs"]
        return float(-2 * fit + (np.log(rows) if bic else k) * parameters)
    penalty = np.log(observations(fit)) if bic else k
    return float(-2 * log_likelihood(fit) + penalty * parameters_of(fit))


def observations(fit: LinearFit | Fit) -> int:
    """Return ``nobs(m)``: the number of rows of a fit; of a linear model, those with a weight."""
    if isinstance(fit, Fit):
        return fit.nobs
    return int(np.sum(fit.terms.weights > 0))


def model_deviance(fit: LinearFit) -> float:
    """Return ``deviance(m)``: the residual sum of squares of a linear model."""
    return sum_of_squares(fit) if fit.family is None else float(fit["deviance"])


def residual_sd(fit: LinearFit) -> float:
    """Return ``sigma(m)``: the residual standard deviation."""
    return float(np.sqrt(model_deviance(fit) / fit["df.residual"]))


def residual_df(fit: LinearFit) -> int:
    """Return ``df.residual(m)``: the number of rows minus the rank."""
    return int(fit["df.residual"])


def model_matrix(of: Any, data: Any = None) -> Any:
    """Return ``model.matrix(m)`` or ``model.matrix(~ x, data)``, with R's names of the columns."""
    if isinstance(of, LinearFit):
        matrix, names = of.terms.design.matrix, of.terms.names
        return matrix_of(matrix, of.terms.rows, names)
    node = parse(str(of))
    if not isinstance(node, Tilde):
        raise InvalidArgument("model.matrix() takes a formula or a model.")
    table = as_frame(data)
    right = spread(node.right, list(map(str, table.columns)), node.left)
    _refuse_unused(table, {n.text for n in variables(right)})
    responses = [] if node.left is None else variables(node.left)
    frame = Frame.of(table, [*variables(right), *responses])
    design = Design.of(right, frame)
    labels = row_names(table)
    return matrix_of(design.matrix, [labels[p] for p in frame.rows], names_of_r(design))


def _refuse_unused(table: pd.DataFrame, names: set[str]) -> None:
    """Refuse factors with levels that no row has: R keeps such levels as columns of zeros."""
    for name in sorted(names & set(map(str, table.columns))):
        factor = read(table[name])
        if factor.kind == FACTOR and len(set(factor.data[~factor.missing])) < len(factor.levels):
            raise NotSupported(f"The factor '{name}' has levels that no row has.",
                               hint="Drop them with droplevels() first.")  # fmt: skip
