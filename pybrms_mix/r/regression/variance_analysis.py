"""Analysis of variance of one stratum: R's ``aov()``, its summary and ``TukeyHSD()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, NotSupported
from pybrms_mix.base.lazy import stats
from pybrms_mix.design.rvalues import Factor, as_factor
from pybrms_mix.r.regression.computed_terms import Computed
from pybrms_mix.r.regression.linear_models import LinearFit, lm
from pybrms_mix.r.regression.linear_results import dispersion_of, residual_df
from pybrms_mix.r.regression.model_tests import anova, term_labels
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.r.values.result_lists import ResultList, result_list
from pybrms_mix.r.values.row_names import NAMED_ROWS

__all__ = ["aov", "tukey_hsd"]


class VarianceFit(LinearFit):
    """The fit of ``aov()``, a linear model whose summary is the table of its terms."""


class VarianceSummary(list[Any]):
    """The list of one table that ``summary()`` of an analysis of variance returns in R."""

    def __str__(self) -> str:
        return str(self[0].to_string(na_rep=""))

    __repr__ = __str__


def aov(
    formula: Any, data: Any, *, weights: Any = None, subset: Any = None,
    computed: Computed | None = None,
) -> VarianceFit:  # fmt: skip
    """Fit an analysis of variance by least squares, as R's ``aov()`` without ``Error()``.

    Parameters
    ----------
    formula : str
        The formula.
    data : DataFrame
        The data. Rows with a missing value are left out.
    weights, subset : array_like, optional
        The weights of the rows, and the rows to be used.
    computed : mapping, optional
        Variables of the formula that are computed from the rows, by their text in the formula.

    Returns
    -------
    VarianceFit
        A linear model; ``summary()`` gives the table of its terms.

    Examples
    --------
    >>> fit = aov("y ~ g", {"g": ["a", "a", "b", "b"], "y": [1, 2, 4, 6]})
    >>> variance_summary(fit)[0]["Df"].tolist()
    [1, 2]
    """
    fit = lm(formula, data, weights=weights, subset=subset, computed=computed)
    result = VarianceFit(dict(fit), fit.terms, fit.factor, fit.used)
    result.classes = ("aov", "lm")
    return result


def variance_summary(fit: VarianceFit) -> VarianceSummary:
    """Return ``summary(aov)``: the tests of the terms, whose labels R pads to one width."""
    table = anova(fit)
    if residual_df(fit) == 0:
        table = table.iloc[:-1, :3]
    labels = [str(n) for n in table.index]
    width = max(11, *map(len, labels))
    padded = table.set_axis([n.ljust(width) for n in labels], axis=0)
    padded.attrs[NAMED_ROWS] = True
    return VarianceSummary([padded])


def tukey_hsd(fit: Any, which: Any = None, ordered: bool = False, conf_level: float = 0.95) -> Any:
    """Return ``TukeyHSD(fit, which)``: differences of the levels' means by Tukey's method.

    Parameters
    ----------
    fit : VarianceFit
        The fit of ``aov()``.
    which : str or sequence of str, optional
        The factors whose levels are compared. By default all factors that are terms.
    ordered : bool, default False
        Whether the levels are put in the order of their means.
    conf_level : float, default 0.95
        The probability that all intervals of a factor hold.

    Returns
    -------
    dict
        For each factor a matrix with the columns ``diff``, ``lwr``, ``upr`` and ``p adj``.

    Raises
    ------
    InvalidArgument
        If ``fit`` is another model, or if a factor is no term of it.
    NotSupported
        If a term is an interaction.

    Examples
    --------
    >>> fit = aov("y ~ g", {"g": ["a", "a", "b", "b"], "y": [1, 2, 4, 6]})
    >>> tukey_hsd(fit)["g"]["diff"].tolist()
    [3.5]
    """
    if not isinstance(fit, VarianceFit):
        raise InvalidArgument("TukeyHSD() takes a model of aov().")
    labels = term_labels(fit)
    columns = {n: column for n in labels if (column := _factor_of(fit, n)) is not None}
    factor_names = (
        list(columns) if which is None else [which] if isinstance(which, str) else list(which)
    )
    tables: dict[str, Any] = {}
    for name in factor_names:
        if name not in labels:
            raise InvalidArgument(f"'{name}' is no term of the analysis of variance.")
        if name not in columns:
            raise NotSupported("TukeyHSD() compares the levels of factors here.")
        means, counts = _means(fit, labels.index(name), columns[name])
        tables[name] = _pairs(fit, columns[name].levels, means, counts, ordered, conf_level)
    result: ResultList = result_list(tables, "TukeyHSD")
    result.classes = ("TukeyHSD", "multicomp")
    return result


def _factor_of(fit: VarianceFit, label: str) -> Factor | None:
    """Return the factor of a term of one variable; None for numbers and interactions."""
    recipe = fit.terms.design.recipe
    places = recipe.terms[term_labels(fit).index(label)]
    if len(places) > 1:
        return None
    result = recipe.expressions[next(iter(places))].result
    return as_factor(result) if isinstance(result, Factor) else None


def _means(fit: VarianceFit, place: int, factor: Factor) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean of each level after the terms before the factor, and the numbers of rows."""
    root = np.sqrt(fit.terms.weights)
    q, _ = np.linalg.qr((fit.terms.design.matrix * root[:, None])[:, fit.used])
    owners = np.asarray(fit.terms.design.owners)[fit.used]
    basis = q[:, owners == place]
    projection = basis @ (basis.T @ (fit.terms.y * root)) / root
    counts = np.bincount(factor.codes, minlength=len(factor.levels))
    sums = np.bincount(factor.codes, weights=projection, minlength=len(factor.levels))
    with np.errstate(invalid="ignore"):
        return float(np.mean(fit.terms.y)) + sums / counts, counts


def _pairs(
    fit: VarianceFit, levels: tuple[str, ...], means: np.ndarray, counts: np.ndarray,
    ordered: bool, conf_level: float,
) -> Any:  # fmt: skip
    order = np.argsort(means, kind="stable") if ordered else np.arange(len(means))
    means, counts, levels = means[order], counts[order], tuple(levels[n] for n in order)
    below, above = np.tril_indices(len(means), -1)
    in_columns = np.lexsort((below, above))
    rows, columns = below[in_columns], above[in_columns]
    differences = means[rows] - means[columns]
    error = np.sqrt(dispersion_of(fit) / 2 * (1 / counts[rows] + 1 / counts[columns]))
    spread = stats.studentized_range
    free = residual_df(fit)
    width = float(spread.ppf(conf_level, len(means), free)) * error
    chance = np.asarray(spread.sf(np.abs(differences / error), len(means), free))
    cells = np.column_stack([differences, differences - width, differences + width, chance])
    names = [f"{levels[i]}-{levels[j]}" for i, j in zip(rows, columns, strict=True)]
    return matrix_of(cells, names, ["diff", "lwr", "upr", "p adj"])
