"""Rows of a prior table, picked by R's indices."""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.prior.set_prior import set_prior
from pybrms_mix.prior.table import PriorTable, table
from pybrms_mix.r.indexing.subsetting import subset

__all__ = ["as_priors", "head_priors", "prior_rows", "set_priors", "tail_priors", "with_priors"]


def set_priors(prior: Any, **places: Any) -> PriorTable:
    """Return ``set_prior()`` of vectors: a row for each element, the shorter ones recycled.

    Parameters
    ----------
    prior : str or array_like of str
        The distributions.
    **places : str or array_like
        The other arguments of ``set_prior()``.

    Returns
    -------
    PriorTable
        The rows.

    Examples
    --------
    >>> set_priors("normal(0, 1)", class_="b", dpar=["mu1", "mu2"]).to_frame()["dpar"].tolist()
    ['mu1', 'mu2']
    """
    arguments = {"prior": prior, **places}
    cells = {n: [v] if v is None or np.ndim(v) == 0 else list(v) for n, v in arguments.items()}
    size = max(map(len, cells.values()))
    prior_table = PriorTable()
    for n in range(size):
        prior_table = prior_table + set_prior(**{k: v[n % len(v)] for k, v in cells.items()})
    return prior_table


def prior_rows(priors: Any, rows: Any) -> PriorTable:
    """Return ``priors[rows, ]``: the rows at positions, counted from 1, or where a test is true.

    Parameters
    ----------
    priors : PriorTable or list of PriorTable
        The table.
    rows : int, array_like of int or array_like of bool
        Positions (negative ones are left out), or one truth value for each row.

    Returns
    -------
    PriorTable
        The rows.

    Examples
    --------
    >>> import pybrms_mix as pm
    >>> both = pm.prior("normal(0, 1)", class_="b") + pm.prior("exponential(1)", class_="sigma")
    >>> prior_rows(both, -1).rows[0].prior
    'exponential(1)'
    """
    joined = PriorTable(table(priors))
    places = np.atleast_1d(subset(np.arange(1, len(joined) + 1), rows))
    selected_rows = [joined.rows[int(place) - 1] for place in places]
    return PriorTable(selected_rows)


def with_priors(priors: Any, rows: Any, to: Any) -> PriorTable:
    """Return a table with other priors in some rows, as after ``priors$prior[rows] <- to``.

    Parameters
    ----------
    priors : PriorTable or list of PriorTable
        The table.
    rows : int, array_like of int or array_like of bool
        Positions, counted from 1, or one truth value for each row.
    to : str or array_like of str
        The priors; a shorter vector is recycled.

    Returns
    -------
    PriorTable
        The rows.

    Examples
    --------
    >>> import pybrms_mix as pm
    >>> both = pm.prior("normal(0, 1)", class_="b") + pm.prior("exponential(1)", class_="sigma")
    >>> [row.prior for row in with_priors(both, [True, False], "normal(0, 5)")]
    ['normal(0, 5)', 'exponential(1)']
    """
    prior_table = PriorTable(table(priors))
    places = np.atleast_1d(subset(np.arange(1, len(prior_table) + 1), rows))
    texts = [to] if np.ndim(to) == 0 else list(to)
    for n, place in enumerate(places):
        prior_table.prior[int(place) - 1] = texts[n % len(texts)]
    return prior_table


def as_priors(frame: pd.DataFrame) -> PriorTable:
    """Return the table of priors in a data frame that a verb made from such a table.

    Parameters
    ----------
    frame : DataFrame
        The columns of ``PriorTable.to_frame()``.

    Returns
    -------
    PriorTable
        The rows.

    Examples
    --------
    >>> import pybrms_mix as pm
    >>> frame = pm.prior("normal(0, 1)", class_="b").to_frame()
    >>> as_priors(frame.assign(prior="normal(0, 5)")).prior[0]
    'normal(0, 5)'
    """
    return table(cast("Any", frame))


def head_priors(priors: Any, n: int = 6) -> PriorTable:
    """Return ``head(priors, n)``: the first rows of a table; a negative ``n`` leaves out the last.

    Parameters
    ----------
    priors : PriorTable or list of PriorTable
        The table.
    n : int, default 6
        The number of rows.

    Returns
    -------
    PriorTable
        The rows.

    Examples
    --------
    >>> import pybrms_mix as pm
    >>> both = pm.prior("normal(0, 1)", class_="b") + pm.prior("exponential(1)", class_="sigma")
    >>> len(head_priors(both, -1))
    1
    """
    return PriorTable(table(priors)[: int(n)])


def tail_priors(priors: Any, n: int = 6) -> PriorTable:
    """Return ``tail(priors, n)``: the last rows of a table; a negative ``n`` leaves out the first.

    Parameters
    ----------
    priors : PriorTable or list of PriorTable
        The table.
    n : int, default 6
        The number of rows.

    Returns
    -------
    PriorTable
        The rows.

    Examples
    --------
    >>> import pybrms_mix as pm
    >>> both = pm.prior("normal(0, 1)", class_="b") + pm.prior("exponential(1)", class_="sigma")
    >>> tail_priors(both, 1).rows[0].prior
    'exponential(1)'
    """
    rows = list(table(priors))
    return PriorTable(rows[max(len(rows) - int(n), 0) :] if n >= 0 else rows[-int(n) :])
