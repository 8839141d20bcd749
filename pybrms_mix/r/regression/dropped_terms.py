"""Models without one of their terms: R's ``drop1()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.r.regression.linear_models import LinearFit, iterated, solved
from pybrms_mix.r.regression.linear_results import dispersion_of
from pybrms_mix.r.regression.model_tests import term_labels, with_row_names

__all__ = ["drop1"]


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
    >>> from pybrms_mix.r import lm
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
