"""Analysis of variance: ``aov()``, Tukey's differences, and models without one of their terms."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData, NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.r.regression.linear_models import LinearFit, iterated, lm, solved
from pybrms_mix.r.regression.linear_results import dispersion_of, residual_df, sum_of_squares
from pybrms_mix.r.regression.model_tests import anova, term_labels, with_row_names
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.r.values.r_vectors import FACTOR, read, text

__all__ = ["aov", "drop1", "tukey"]


class VarianceFit(LinearFit):
    """The fit of ``aov()``: a linear model whose summary is its analysis of variance."""


def aov(formula: Any, data: Any, **options: Any) -> VarianceFit:
    """Fit an analysis of variance, as R's ``aov()`` without error strata.

    Parameters
    ----------
    formula : str
        The formula.
    data : DataFrame
        The data.
    **options
        ``weights`` and ``subset`` of ``lm()``.

    Returns
    -------
    VarianceFit
        A linear model.

    Raises
    ------
    NotSupported
        If the formula has error strata.

    Examples
    --------
    >>> fit = aov("y ~ g", {"y": [1, 2, 4, 6.0], "g": ["a", "a", "b", "b"]})
    >>> variance_summary(fit)[0]["Df"].tolist()
    [1, 2]
    """
    if "Error(" in str(formula):
        raise NotSupported("aov() has no error strata here: brm() has effects of groups.")
    fit = lm(formula, data, **options)
    result = VarianceFit(fit, fit.terms, fit.factor, fit.used)
    result.classes = ("aov", "lm")
    return result


def variance_summary(fit: VarianceFit) -> list[pd.DataFrame]:
    """Return ``summary(aov(...))``: a list with the table, whose row names have equal widths."""
    table = anova(fit)
    if residual_df(fit) == 0:
        table = table.iloc[:-1, :3]
    width = max(map(len, table.index))
    labels = [f"{name:<{width}}" for name in table.index]
    return [with_row_names({str(n): table[n].to_numpy() for n in table}, labels)]


def tukey(fit: VarianceFit, which: Any = None, conf_level: float = 0.95) -> dict[str, Any]:
    """Return Tukey's honest significant differences of the levels: ``TukeyHSD(fit)``.

    Parameters
    ----------
    fit : VarianceFit
        An analysis of variance with one factor.
    which : str, optional
        The name of the factor.
    conf_level : float, default 0.95
        The joint probability of the intervals.

    Returns
    -------
    dict
        For the factor, a matrix with a row for each pair of levels and the columns "diff", "lwr",
        "upr" and "p adj".

    Raises
    ------
    NotSupported
        If the model has other terms.
    InvalidArgument
        If the model has no factor ``which``.

    Examples
    --------
    >>> fit = aov("y ~ g", {"y": [1, 2, 4, 6.0], "g": ["a", "a", "b", "b"]})
    >>> tukey(fit)["g"].to_numpy().round(3).tolist()
    [[3.5, -1.311, 8.311, 0.089]]
    """
    labels = term_labels(fit)
    if len(labels) != 1 or np.ptp(fit.terms.weights) > 0:
        raise NotSupported("TukeyHSD() takes an analysis of variance with one factor here.")
    if which is not None and text(read(which)).data.tolist() != labels:
        raise InvalidArgument("'which' specified no factors")
    factor = read(fit.terms.frame.data[labels[0]]) if labels[0] in fit.terms.frame.data else None
    if factor is None or factor.kind not in (FACTOR, "character"):
        raise InvalidData("no factors in the fitted model")
    labels_of_rows = np.array(text(factor).data)
    present = [v for v in (factor.levels or sorted(set(labels_of_rows))) if v in labels_of_rows]
    y = fit.terms.y
    means = {v: float(y[labels_of_rows == v].mean()) for v in present}
    counts = {v: int((labels_of_rows == v).sum()) for v in present}
    free = residual_df(fit)
    variance = sum_of_squares(fit) / free
    rows, names = [], []
    for first, second in combinations(present, 2):
        difference = means[second] - means[first]
        error = np.sqrt(variance / 2 * (1 / counts[first] + 1 / counts[second]))
        half = stats.studentized_range.ppf(conf_level, len(present), free) * error
        chance = stats.studentized_range.sf(abs(difference) / error, len(present), free)
        rows.append([difference, difference - half, difference + half, float(chance)])
        names.append(f"{second}-{first}")
    return {labels[0]: matrix_of(np.array(rows), names, ["diff", "lwr", "upr", "p adj"])}


def drop1(fit: LinearFit, test: str | None = None) -> pd.DataFrame:
    """Return the models without one term each: ``drop1(fit)``.

    A term stays if another one contains all of its variables.

    Parameters
    ----------
    fit : LinearFit
        A linear or generalised linear model.
    test : {"F", "Chisq", "LRT", "none"}, optional
        The test of each term.

    Returns
    -------
    DataFrame
        The sums of squares or the deviances, and the information criteria.

    Raises
    ------
    NotSupported
        If the test is not available for the model.

    Examples
    --------
    >>> fit = lm("y ~ x", {"x": [1, 2, 3, 4], "y": [1, 3, 2, 5.0]})
    >>> drop1(fit)["RSS"].round(2).tolist()
    [2.7, 8.75]
    """
    sets = [set(name.split(":")) for name in term_labels(fit)]
    owners = np.asarray(fit.terms.design.owners)
    droppable = [n for n, s in enumerate(sets) if not any(s < other_set for other_set in sets)]
    names = ["<none>", *(term_labels(fit)[n] for n in droppable)]
    models = [np.ones(len(owners), dtype=bool), *(owners != n for n in droppable)]
    return (_of_squares if fit.family is None else _of_deviances)(fit, models, names, test)


def _of_squares(
    fit: LinearFit, models: list[np.ndarray], names: list[str], test: str | None
) -> pd.DataFrame:
    root = np.sqrt(fit.terms.weights)
    x, y = fit.terms.design.matrix * root[:, None], (fit.terms.y - fit.terms.offset) * root
    count = int(np.sum(fit.terms.weights > 0))
    squares, ranks = [], []
    for columns in models:
        part = solved(x[:, columns], y)
        mean = x[:, columns][:, part.used] @ part.beta[part.used]
        squares.append(float(np.sum((y - mean) ** 2)))
        ranks.append(int(part.used.sum()))
    rest, rank = np.array(squares), np.array(ranks)
    steps = (rank[0] - rank[1:]).astype(float)
    gains = rest[1:] - rest[0]
    cells: dict[str, Any] = {
        "Df": [np.nan, *steps], "Sum of Sq": [np.nan, *gains], "RSS": rest,
        "AIC": count * np.log(rest / count) + 2 * rank,
    }  # fmt: skip
    if test == "F":
        ratio = gains / steps / (rest[0] / (count - rank[0]))
        chance = np.asarray(stats.f.sf(ratio, steps, count - rank[0]))
        cells |= {"F value": [np.nan, *ratio], "Pr(>F)": [np.nan, *chance]}
    elif test not in (None, "none"):
        raise NotSupported("drop1() of a linear model has the F test here.")
    return with_row_names(cells, names)


def _of_deviances(
    fit: LinearFit, models: list[np.ndarray], names: list[str], test: str | None
) -> pd.DataFrame:
    family = fit.family
    assert family is not None
    if family.dispersed:
        raise NotSupported("drop1() takes binomial and Poisson models, and those of lm(), here.")
    deviances, ranks = [], []
    for columns in models:
        solution, _, deviance, *_ = iterated(family, fit.terms, fit.terms.design.matrix[:, columns])
        deviances.append(deviance)
        ranks.append(int(solution.used.sum()))
    rest, rank = np.array(deviances), np.array(ranks)
    steps = (rank[0] - rank[1:]).astype(float)
    gains = (rest[1:] - rest[0]) / dispersion_of(fit)
    criteria = fit["aic"] + (rest - rest[0]) + 2 * (rank - rank[0])
    cells: dict[str, Any] = {"Df": [np.nan, *steps], "Deviance": rest, "AIC": criteria}
    if test in ("Chisq", "LRT"):
        chance = np.asarray(stats.chi2.sf(gains, steps))
        cells |= {"LRT": [np.nan, *gains], "Pr(>Chi)": [np.nan, *chance]}
    elif test not in (None, "none"):
        raise NotSupported("drop1() of this model has the test of likelihood ratios here.")
    return with_row_names(cells, names)
