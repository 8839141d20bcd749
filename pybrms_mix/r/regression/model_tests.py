"""Comparisons of linear models: analysis of variance and of deviance, information criteria."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.r.regression.computed_terms import in_text
from pybrms_mix.r.regression.linear_models import LinearFit, iterated
from pybrms_mix.r.regression.linear_results import (
    dispersion_of,
    information_criterion,
    parameters_of,
    sum_of_squares,
)
from pybrms_mix.r.values.row_names import NAMED_ROWS
from pybrms_mix.syntax.deparse import write

__all__ = ["anova", "information_table"]

_CHI = ("Chisq", "LRT")


def information_table(
    fits: Mapping[str, LinearFit], *, bic: bool = False, k: float = 2.0
) -> pd.DataFrame:
    """Return ``AIC(m1, m2)`` or ``BIC(m1, m2)``: a row for each model.

    Parameters
    ----------
    fits : dict of LinearFit
        The models by their names.
    bic : bool, default False
        Whether the criterion is Schwarz's.
    k : float, default 2
        The penalty of each parameter in AIC.

    Returns
    -------
    DataFrame
        The numbers of parameters and the criteria, with the models' names as row names.

    Examples
    --------
    >>> from pybrms_mix.r import lm
    >>> d = {"x": [1, 2, 3, 4], "y": [2, 4, 6.5, 7]}
    >>> information_table({"m0": lm("y ~ 1", d), "m1": lm("y ~ x", d)}).df.tolist()
    [2, 3]
    """
    cells = {
        "df": [parameters_of(f) for f in fits.values()],
        "BIC" if bic else "AIC": [information_criterion(f, bic=bic, k=k) for f in fits.values()],
    }
    return with_row_names(cells, list(fits))


def anova(*fits: LinearFit, test: str | None = None) -> pd.DataFrame:
    """Return ``anova(m)``: sequential tests of the terms, or a comparison of nested models.

    Parameters
    ----------
    *fits : LinearFit
        One model, or nested models.
    test : {"F", "Chisq", "LRT"}, optional
        The test. The default is "F" for linear models, and no test for generalised ones.

    Returns
    -------
    DataFrame
        The analysis of variance, or of deviance for generalised linear models.

    Raises
    ------
    InvalidArgument
        If the test is unknown.
    NotSupported
        If linear and generalised models are compared.

    Examples
    --------
    >>> from pybrms_mix.r.regression.linear_models import glm
    >>> d = {"x": [0, 1, 2, 3], "y": [1, 3, 8, 20]}
    >>> both = anova(glm("y ~ 1", "poisson", d), glm("y ~ x", "poisson", d), test="Chisq")
    >>> both["Df"].tolist()
    [nan, 1.0]
    """
    if test not in (None, "F", *_CHI):
        raise InvalidArgument(f"anova() has no test {test!r} here.", hint="F, Chisq or LRT.")
    general = {f.family is not None for f in fits}
    if len(general) > 1:
        raise NotSupported("anova() compares models of one kind: all of lm(), or all of glm().")
    if general == {True}:
        return _of_deviances(fits, test)
    return _of_terms(fits[0], test) if len(fits) == 1 else _of_models(fits, test)


def with_row_names(cells: Mapping[str, Any], names: list[str]) -> pd.DataFrame:
    """Return a data frame with names of its rows, which its columns do not take over."""
    table = pd.DataFrame(dict(cells), index=names)
    table.attrs[NAMED_ROWS] = True
    return table


def _of_deviances(fits: tuple[LinearFit, ...], test: str | None) -> pd.DataFrame:
    steps = _sequence(fits[0]) if len(fits) == 1 else [(f["df.residual"], f["deviance"])
                                                      for f in fits]  # fmt: skip
    free = np.array([s[0] for s in steps], dtype=float)
    rest = np.array([s[1] for s in steps])
    steps_df, gains = -np.diff(free), -np.diff(rest)
    largest = fits[int(np.argmin([f["df.residual"] for f in fits]))]
    scale = dispersion_of(largest)
    changes = {"Df": [np.nan, *steps_df.tolist()], "Deviance": [np.nan, *gains.tolist()]}
    residual_cells = {"Resid. Df": free, "Resid. Dev": rest}
    single = len(fits) == 1
    cells: dict[str, Any] = (
        {**changes, **residual_cells} if single else {**residual_cells, **changes}
    )
    with np.errstate(all="ignore"):
        if test in _CHI:
            chance = stats.chi2.sf(np.abs(gains) / scale, np.abs(steps_df))
            chance = np.where(gains * steps_df < 0, np.nan, chance)
            cells["Pr(>Chi)"] = [np.nan, *np.where(steps_df == 0, np.nan, chance).tolist()]
        elif test == "F":
            ratio = gains / steps_df / scale
            residual_df = largest["df.residual"] if largest.family.dispersed else np.inf  # type: ignore[union-attr]
            chance = np.asarray(stats.f.sf(ratio, np.abs(steps_df), residual_df))
            cells |= {"F": [np.nan, *ratio.tolist()], "Pr(>F)": [np.nan, *chance.tolist()]}
    labels = ["NULL", *term_labels(fits[0])] if single else [str(n + 1) for n in range(len(fits))]
    return with_row_names(cells, labels)


def _sequence(fit: LinearFit) -> list[tuple[float, float]]:
    """Return the degrees of freedom and the deviances of the models with the first terms."""
    assert fit.family is not None
    steps: list[tuple[float, float]] = [(fit["df.null"], fit["null.deviance"])]
    owners = np.asarray(fit.terms.design.owners)
    row_count = int(np.sum(fit.terms.weights > 0))
    for last in range(len(term_labels(fit))):
        matrix = fit.terms.design.matrix[:, owners <= last]
        solution, _, deviance, *_ = iterated(fit.family, fit.terms, matrix)
        steps.append((row_count - int(solution.used.sum()), deviance))
    return steps


def _of_terms(fit: LinearFit, test: str | None) -> pd.DataFrame:
    if test not in (None, "F"):
        raise NotSupported("anova() of one linear model has the F test, as in R.")
    root = np.sqrt(fit.terms.weights)
    q, _ = np.linalg.qr((fit.terms.design.matrix * root[:, None])[:, fit.used])
    effects = (q.T @ ((fit.terms.y - fit.terms.offset) * root)) ** 2
    owners = np.asarray(fit.terms.design.owners)[fit.used]
    places = [o for o in dict.fromkeys(owners.tolist()) if o >= 0]
    squares = [float(effects[owners == p].sum()) for p in places]
    free = [int((owners == p).sum()) for p in places]
    rest, rest_df = sum_of_squares(fit), fit["df.residual"]
    means = np.array([*squares, rest]) / np.array([*free, rest_df])
    ratio = np.asarray(means[:-1] / means[-1])
    chance = np.asarray(stats.f.sf(ratio, np.array(free), rest_df))
    cells = {
        "Df": [*free, rest_df], "Sum Sq": [*squares, rest], "Mean Sq": means,
        "F value": [*ratio.tolist(), np.nan],
        "Pr(>F)": [*chance.tolist(), np.nan],
    }  # fmt: skip
    labels = term_labels(fit)
    return with_row_names(cells, [*(labels[p] for p in places), "Residuals"])


def term_labels(fit: LinearFit) -> list[str]:
    """Return the names of the terms: the names of their variables, joined by colons."""
    recipe = fit.terms.design.recipe
    labels = tuple(
        ":".join(write(recipe.expressions[k].node) for k in sorted(t)) for t in recipe.terms
    )
    return list(in_text(labels, fit.terms.computed))


def _of_models(fits: tuple[LinearFit, ...], test: str | None) -> pd.DataFrame:
    free = np.array([f["df.residual"] for f in fits], dtype=float)
    rest = np.array([sum_of_squares(f) for f in fits])
    steps, gains = -np.diff(free), -np.diff(rest)
    largest = int(np.argmin(free))
    scale = rest[largest] / free[largest]
    with np.errstate(all="ignore"):
        ratio = np.asarray(gains / steps / scale)
    cells: dict[str, Any] = {
        "Res.Df": free, "RSS": rest, "Df": [np.nan, *steps.tolist()],
        "Sum of Sq": [np.nan, *gains.tolist()],
    }  # fmt: skip
    if test in _CHI:
        chance = np.asarray(stats.chi2.sf(np.abs(gains) / scale, np.abs(steps)))
        cells["Pr(>Chi)"] = [np.nan, *chance.tolist()]
    else:
        chance = np.asarray(stats.f.sf(ratio, np.abs(steps), free[largest]))
        cells |= {"F": [np.nan, *ratio.tolist()], "Pr(>F)": [np.nan, *chance.tolist()]}
    return with_row_names(cells, [str(n + 1) for n in range(len(fits))])
