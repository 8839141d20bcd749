"""Models of distal outcomes: a second model with the class of each unit as a covariate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pybrms_mix.api.programs import GAUSSIAN
from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods, warn
from pybrms_mix.base.takes import Count, Seed
from pybrms_mix.base.workers import Where
from pybrms_mix.build.build import build
from pybrms_mix.design.columns import table
from pybrms_mix.design.grouping import text
from pybrms_mix.formula.formula import Source
from pybrms_mix.model import values
from pybrms_mix.model.ir import Model
from pybrms_mix.pieces.population import Population
from pybrms_mix.prior.table import Priors
from pybrms_mix.refits.multiple import brm_multiple
from pybrms_mix.results.fit import Fit, class_method
from pybrms_mix.results.mixture import three_step
from pybrms_mix.results.mixture.class_report import class_names
from pybrms_mix.results.mixture.membership import by_unit, membership, rows_of
from pybrms_mix.results.mixture.person_columns import PersonColumns
from pybrms_mix.results.parameters import fixef
from pybrms_mix.results.predict.prediction_rows import Rows

_COLUMNS = ("Estimate", "Est.Error", "Q2.5", "Q97.5")
_TABLES = 100  # the largest number of draws of the misclassification


@public_methods
@dataclass(frozen=True, eq=False)
class Distal:
    """The dependence of an outcome on the class: the result of ``distal()``.

    Attributes
    ----------
    fit : Fit
        The second model with imputed classes as a covariate, with the draws for all imputations.
    bch, ml, naive : DataFrame or None
        Coefficients by the method of Bolck, Croon and Hagenaars, by maximum likelihood with known
        misclassification, and with the most probable class treated as the true class. The tables
        have one row for each coefficient and the columns Estimate, Est.Error, Q2.5 and Q97.5. They
        are None unless the second model is a linear model without group-level terms and each class
        is the most probable class of some unit. ``bch`` is also None if the misclassification
        cannot be inverted in each draw.
    """

    fit: Fit
    bch: pd.DataFrame | None
    ml: pd.DataFrame | None
    naive: pd.DataFrame | None

    @property
    def table(self) -> pd.DataFrame:
        """Return the coefficients by all methods.

        Returns
        -------
        DataFrame
            One row for each method and coefficient, which are the levels of the index, and the
            columns Estimate, Est.Error, Q2.5 and Q97.5.

        Examples
        --------
        >>> from pybrms_mix import Distal
        >>> Distal(fit, None, None, None).table.index[0]
        ('draws', 'mu1_Intercept')
        """
        tables = {"draws": fixef(self.fit), "BCH": self.bch, "ML": self.ml, "naive": self.naive}
        return pd.concat({name: table for name, table in tables.items() if table is not None})

    def __str__(self) -> str:
        return str(self.table.round(2).to_string())

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return str(self.table.round(2).to_html())


@class_method
def distal(
    fit: Fit,
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    prior: Priors = None,
    *,
    imputations: Count = 20,
    column: str = "class",
    names: Sequence[str] | None = None,
    seed: Seed | None = 1,
    executor: Where = None,
    file: str | Path | None = None,
    **options: Any,
) -> Distal:
    """Return how an outcome depends on the class of each unit.

    The class is drawn for each unit from its membership, in several draws of the posterior. The
    second model is fitted to each of these data sets, and all draws are put together. For linear
    models, the result also holds the three-step estimates.

    The memberships are computed without the outcome. Drawn classes and most probable classes
    therefore understate the differences between classes, the more so the less certain the classes
    are. The three-step estimates (``bch``, ``ml``) correct for it. Prefer them, or a model of all
    outcomes at once, unless the relative entropy is close to 1.

    Parameters
    ----------
    fit : Fit
        A fit of a mixture. With ``mixture(..., gr = "id")`` the units are groups.
    formula : Formula or str
        The second model, such as ``"y2 ~ class + z"``.
    data : DataFrame
        A table with the variables of the second model. Its rows are matched with those of ``fit``
        by their labels, or by the columns of ``gr``; several rows of a group have the same class.
    family, prior
        The family and the priors of the second model.
    imputations : int, default 20
        The number of draws of the classes.
    column : str, default "class"
        The name of the class in ``formula``. It is a factor.
    names : sequence of str, optional
        The levels of this factor; by default "1", "2", ....
    seed : int, optional
        The seed of the classes and of the fits.
    executor, file, **options
        As in ``brm_multiple()``.

    Returns
    -------
    Distal
        The second model, and the three-step estimates.

    Raises
    ------
    InvalidArgument
        If the family of ``fit`` is not a mixture, if several responses have no common class, if
        ``data`` has the column already, or if the formula lacks it.
    InvalidData
        If no row of ``data`` belongs to a unit of ``fit``.
    UnknownVariable
        If a column of ``gr`` is missing in ``data``.

    Warns
    -----
    PybrmsWarning
        If there are no three-step estimates because a class is not the most probable class of any
        unit, or no BCH estimates because classes can hardly be distinguished in some draws.

    Notes
    -----
    The errors of the three-step estimates include the uncertainty of the misclassification, which
    varies over the draws of ``fit`` (Bakk, Oberski and Vermunt, 2014).

    References
    ----------
    Bolck, Croon and Hagenaars (2004). Vermunt (2010). Bakk, Oberski and Vermunt (2014), Relating
    latent class assignments to external variables: Standard errors for correct inference. Bakk and
    Kuha (2018), Two-step estimation of models between latent classes and external variables, for
    the comparison of methods.

    Examples
    --------
    >>> found = pm.distal(fit, "income ~ class + age", d)  # doctest: +SKIP
    >>> found.bch  # doctest: +SKIP
    """
    rows_ = rows_of(fit, None, None, "distal")
    levels = class_names(fit, names)
    rows, units = _matched(fit, rows_, table(data), column)
    rng = np.random.default_rng(seed)
    p = np.concatenate([by_unit(part, membership(part)) for part in rows_.blocks()], axis=1)
    draw_numbers = np.linspace(0, len(p) - 1, int(imputations)).round().astype(int)
    sets = []
    for s in draw_numbers:
        u = rng.random((p.shape[1], 1))
        classes = (np.cumsum(p[s], axis=1)[:, :-1] < u).sum(axis=1)
        sets.append(rows.assign(**{column: _factor(classes[units], levels)}))
    _check_read(build(formula, sets[0], family, prior).model, column)
    second = brm_multiple(
        formula, sets, family, prior, seed=seed, executor=executor, file=file, **options
    )
    assert isinstance(second, Fit)
    steps = _three_steps(p, units, rows, formula, family, column, levels)
    return Distal(second, *steps)


def _check_read(model: Model, column: str) -> None:
    """Raise an error if the second model does not use the class."""
    if not any(column in piece.reads() for piece in model.pieces):
        raise InvalidArgument(
            f"The second model does not depend on the class: its formula has no '{column}'.",
            hint="For example 'y2 ~ class + z'; column= chooses another name for the class.",
        )


def _factor(codes: np.ndarray, levels: Sequence[str]) -> pd.Categorical[Any]:
    return pd.Categorical.from_codes(np.asarray(codes, dtype=np.int64), pd.Index(list(levels)))


def _matched(
    fit: Fit, rows_: Rows, data: pd.DataFrame, column: str
) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the rows of ``data`` that belong to a unit, and the unit number of each row."""
    if column in data.columns:
        raise InvalidArgument(
            f"The data already have a column '{column}'.", hint="column= chooses another name."
        )
    groups = values.together(rows_.model)
    labels: pd.Index = data.index
    if groups is not None:
        labels = pd.Index(PersonColumns.of(rows_.model, groups.factors).persons(data).map(text))
    if not rows_.units.is_unique:
        raise InvalidData(
            "The row labels (index) of the data of the fit are not unique.",
            hint="Fit the mixture to data.reset_index(drop=True).",
        )
    units_of_fit = rows_.units if groups is None else rows_.units.astype(str)
    at = units_of_fit.get_indexer(labels)
    if not (at >= 0).any():
        raise InvalidData(
            "No row of 'data' belongs to a unit of the fit.",
            hint=f"The units of the fit are {', '.join(map(str, units_of_fit[:3]))}, ....",
        )
    return data[at >= 0].reset_index(drop=True), at[at >= 0]


def _three_steps(
    p: np.ndarray,
    units: np.ndarray,
    rows: pd.DataFrame,
    formula: Source,
    family: object,
    column: str,
    levels: Sequence[str],
) -> tuple[pd.DataFrame | None, pd.DataFrame | None, pd.DataFrame | None]:
    """Return the estimates by BCH, by maximum likelihood and by the most probable class.

    The estimates are None if the second model is not linear, if a class is the most probable one of
    no unit, or if the classes of units cannot be distinguished. The BCH estimates are also None if
    the classes cannot be distinguished in some draw.

    Args:
        p: the membership of each unit, shape (draws, units, K).
        units: the number of the unit of each row of ``rows``.
        rows: the data of the second model.
        formula: the formula of the second model.
        family: the family of the second model.
        column: the name of the class in the formula.
        levels: the names of the classes.
    """
    count, classes = len(rows), len(levels)
    # Each row is repeated with each class, so the design matrix has columns for all classes.
    stacked = pd.concat([rows] * classes, ignore_index=True)
    stacked[column] = _factor(np.repeat(np.arange(classes), count), levels)
    model = build(formula, stacked, family, None).model
    if not _linear(model):
        return None, None, None
    (piece,) = model.of(Population)
    complete_rows = model.frame.rows[model.frame.rows < count]
    designs = piece.x.design.matrix.reshape(classes, len(complete_rows), -1)
    y = np.asarray(values.response(model)[0], dtype=float)[: len(complete_rows)]
    numbers = np.unique(units[complete_rows], return_inverse=True)[1]
    best = p.mean(axis=0).argmax(axis=1)
    sample = p[np.linspace(0, len(p) - 1, min(len(p), _TABLES)).round().astype(int)]
    tables = np.array([three_step.misclassified(q, best) for q in [p.mean(axis=0), *sample]])
    if not (np.isfinite(tables).all() and three_step.invertible(tables[:1])):
        warn(
            "The three-step estimates are left out: for some class, no unit has it as the most "
            "probable class, or its units cannot be distinguished from those of another class."
        )
        return None, None, None
    inverted = three_step.invertible(tables)
    if not inverted:
        warn(
            "The estimates by the method of Bolck, Croon and Hagenaars are left out: in some draws "
            "of the fit the classes of units can hardly be distinguished, and the inverse of the "
            "misclassification has no finite variance. The maximum likelihood estimates need no "
            "inverse."
        )
    arguments = (best[units[complete_rows]], numbers, tables[0], tables[1:])
    index = list(piece.x.design.columns)

    def table_of(estimate: three_step.Estimate) -> pd.DataFrame:
        return pd.DataFrame(estimate.table(), index, list(_COLUMNS))

    return (
        table_of(three_step.bch(y, designs, *arguments)) if inverted else None,
        table_of(three_step.maximum_likelihood(y, designs, *arguments)),
        table_of(three_step.naive(y, designs, *arguments[:2])),
    )


def _linear(model: Model) -> bool:
    """Return whether a model has one normal mean with population-level terms only."""
    kinds = {v.kind for v in model.variables}
    if model.mixture.thetas or not kinds <= {"b", "dpar", "lprior", "lp__"}:
        return False
    means = model.of(Population)
    normal = all(p.place.family and p.place.family.normal for p in means)
    return normal and [p.place.link for p in means] == ["identity"]
