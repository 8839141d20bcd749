"""Measures of predictive accuracy: pointwise values, their sums, and R's prints of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.psis import HIGH_K
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.base.shown import Shown

CUTS = (-np.inf, 0.5, HIGH_K, 1.0, np.inf)
RANGES = ("(-Inf, 0.5]", "(0.5, 0.7]", "(0.7, 1]", "(1, Inf)")
_VERDICTS = ("(good)", "(ok)", "(bad)", "(very bad)")


_LAST = {"loo": "looic", "kfold": "kfoldic"}


@public_methods
@dataclass(frozen=True, eq=False)
class Criterion(Shown):
    """Leave-one-out or K-fold cross-validation, or WAIC, of one model. Prints as in R.

    Attributes
    ----------
    kind : str
        "loo", "waic" or "kfold".
    pointwise : DataFrame
        One line for each row, or for each group if whole groups belong to a component. The columns
        are ``elpd_loo``, ``mcse_elpd_loo``, ``p_loo``, ``looic``, ``influence_pareto_k`` and
        ``n_eff``; or ``elpd_waic``, ``p_waic`` and ``waic``; or ``elpd_kfold``, ``p_kfold``,
        ``kfoldic`` and ``fold``, the number of the fold from 1.
    dims : tuple of int, int
        The numbers of draws and rows.
    response : ndarray
        The observed responses.
    model_name : str or None
        The name of the fit; None for a criterion of a matrix of log densities, which has no name.
    folds : int
        The number of folds; 0 for other kinds than "kfold".
    fits : mapping of str to Any
        The fits of the folds by name, if they were kept.
    group : str or None
        The name of the grouping factor, if the index of ``pointwise`` holds its levels. None if the
        index holds the labels of the rows.
    log_weights : ndarray or None
        Shape (draws, N): logs of the smoothed importance weights of each row, whose exponentials
        sum to 1 over the draws; only of ``loo(save_psis=True)``.
    """

    kind: str
    pointwise: pd.DataFrame
    dims: tuple[int, int]
    response: np.ndarray
    model_name: str | None = ""
    folds: int = 0
    fits: Mapping[str, Any] = field(default_factory=dict)
    group: str | None = None
    log_weights: np.ndarray | None = field(default=None, repr=False)

    @property
    def sums(self) -> tuple[str, str, str]:
        """Return the columns of ``pointwise`` that are summed.

        Returns
        -------
        tuple of str
            The columns of the elpd, of the effective number of parameters, and of the criterion.

        Examples
        --------
        >>> fit.loo().sums
        ('elpd_loo', 'p_loo', 'looic')
        """
        return (f"elpd_{self.kind}", f"p_{self.kind}", _LAST.get(self.kind, self.kind))

    @property
    def elpd(self) -> np.ndarray:
        """Return the expected log predictive density of each row.

        Returns
        -------
        ndarray
            Shape (N,), or (groups,) if whole groups belong to a component.

        Examples
        --------
        >>> fit.loo().elpd.shape == (fit.nobs,)
        True
        """
        return self.pointwise[self.sums[0]].to_numpy()

    @property
    def estimates(self) -> pd.DataFrame:
        """Return the sums over the rows with their standard errors.

        Returns
        -------
        DataFrame
            Shape (3, 2): a line for each of ``sums``, and the columns Estimate and SE.

        Examples
        --------
        >>> fit.waic().estimates.index.tolist()
        ['elpd_waic', 'p_waic', 'waic']
        """
        values = self.pointwise[list(self.sums)].to_numpy()
        error = np.sqrt(len(values) * values.var(axis=0, ddof=1))
        cells = np.column_stack([values.sum(axis=0), error])
        return pd.DataFrame(cells, index=list(self.sums), columns=["Estimate", "SE"])

    @property
    def pareto_k(self) -> pd.Series[float]:
        """Return Pareto's k of each row. Importance sampling is unreliable where k is above 0.7.

        Returns
        -------
        Series
            Shape (N,), with the labels of the rows, or of the groups.

        Raises
        ------
        InvalidArgument
            If the criterion is not a result of ``loo()``.

        Examples
        --------
        >>> len(fit.loo().pareto_k) == fit.nobs
        True
        """
        if self.kind != "loo":
            raise InvalidArgument("Only results of loo() have Pareto k estimates.")
        return self.pointwise["influence_pareto_k"]

    @property
    def diagnostics(self) -> dict[str, np.ndarray]:
        """Return Pareto's k and the effective number of draws of each row, as R names them.

        Returns
        -------
        dict of str to ndarray
            ``pareto_k`` and ``n_eff``, each of shape (N,); empty for other kinds than "loo".

        Examples
        --------
        >>> list(fit.loo().diagnostics)
        ['pareto_k', 'n_eff']
        """
        if self.kind != "loo":
            return {}
        columns = {"pareto_k": "influence_pareto_k", "n_eff": "n_eff"}
        return {n: self.pointwise[c].to_numpy() for n, c in columns.items()}

    @property
    def high(self) -> list[int | str]:
        """Return the rows, or groups, with a Pareto k above 0.7.

        Returns
        -------
        list of int or str
            The labels of the rows, or the levels of the groups.

        Raises
        ------
        InvalidArgument
            If the criterion is not a result of ``loo()``.

        Examples
        --------
        >>> loo = fit.loo()
        >>> loo.high == loo.pareto_k.index[loo.pareto_k > 0.7].tolist()
        True
        """
        k = self.pareto_k
        return list(k.index[k > HIGH_K].tolist())

    @property
    def mcse(self) -> float:
        """Return the Monte Carlo standard error of the sum; NaN if a Pareto k is too large.

        Returns
        -------
        float
            The standard error of ``elpd_loo``, on the log scale.

        Raises
        ------
        InvalidArgument
            If the criterion is not a result of ``loo()``.

        Examples
        --------
        >>> loo = fit.loo()
        >>> bool(np.isnan(loo.mcse)) == bool(loo.high)
        True
        """
        if self.high:
            return float("nan")
        return float(np.sqrt(np.square(self.pointwise["mcse_elpd_loo"]).sum()))

    def named(self, model_name: str) -> Criterion:
        """Return the criterion with another name of the model.

        Parameters
        ----------
        model_name : str
            The name, which tables and prints show.

        Returns
        -------
        Criterion
            The same numbers under the name.

        Examples
        --------
        >>> fit.waic().named("two components").model_name
        'two components'
        """
        return replace(self, model_name=model_name)

    def __str__(self) -> str:
        head = f"Computed from {self.dims[0]} by {self.dims[1]} log-likelihood matrix"
        head = f"Based on {self.folds}-fold cross-validation" if self.folds else head
        feet = {"loo": self._pareto_lines, "waic": self._waic_lines}
        foot = feet[self.kind]() if self.kind in feet else []
        return "\n".join([f"\n{head}\n", *_data_frame(self.estimates), *foot])

    __repr__ = __str__

    def _waic_lines(self) -> list[str]:
        high = self.pointwise["p_waic"] > 0.4
        if not high.any():
            return []
        share = f"{100 * high.mean():.1f}"
        return [
            "",
            f"{high.sum()} ({share}%) p_waic estimates greater than 0.4. "
            "We recommend trying loo instead. ",
        ]

    def _pareto_lines(self) -> list[str]:
        error = "NA" if np.isnan(self.mcse) else f"{self.mcse:.1f}"
        lines = ["------", f"Monte Carlo SE of elpd_loo is {error}."]
        k = self.pareto_k.to_numpy()
        place = np.searchsorted(CUTS, k, side="left") - 1
        counts = np.array([(place == i).sum() for i in range(4)])
        if not counts[1:].sum():
            lines += ["", "All Pareto k estimates are good (k < 0.5)."]
        else:
            n_eff = self.pointwise["n_eff"].to_numpy()
            least = [
                f"{n_eff[place == i].min():.0f}" if c else "<NA>" for i, c in enumerate(counts)
            ]
            lines += ["", "Pareto k diagnostic values:", *_k_table(counts, least)]
            if not counts[2:].sum():
                lines += ["", "All Pareto k estimates are ok (k < 0.7)."]
        return [*lines, "See help(pybrms_mix.loo) for details."]


def _k_table(counts: np.ndarray, least: Sequence[str]) -> list[str]:
    shares = _aligned([f"{s:.1f}" for s in 100 * counts / counts.sum()])
    rows = [f"{r:>11}" for r in RANGES]
    columns = {
        (" ", 0): [""] * 4,
        (" ", 1): list(_VERDICTS),
        ("Count", 0): _aligned([str(c) for c in counts]),
        ("Pct.   ", 0): [f"{s}%" for s in shares],
        ("Min. n_eff", 0): list(least),
    }
    return text_matrix(rows, {name: cells for (name, _), cells in columns.items()}, columns)


def text_matrix(
    rows: Sequence[str],
    columns: dict[str, list[str]],
    twice: dict[tuple[str, int], list[str]] | None = None,
) -> list[str]:
    """Return a matrix of strings as R prints it without quotes, aligned to the left.

    ``twice`` is for matrices in which several columns have the same name.
    """
    headings = [(n, c) for (n, _), c in twice.items()] if twice else list(columns.items())
    widths = [max(len(name), *(len(c) for c in cells)) for name, cells in headings]
    margin = max(len(r) for r in rows)
    heads = [f"{name:<{w}}" for (name, _), w in zip(headings, widths, strict=True)]
    lines = [" ".join([" " * margin, *heads])]
    for at, row in enumerate(rows):
        cells = [f"{c[at]:<{w}}" for (_, c), w in zip(headings, widths, strict=True)]
        lines.append(" ".join([f"{row:<{margin}}", *cells]))
    return lines


def _data_frame(table: pd.DataFrame) -> list[str]:
    """Return a table as R prints it: one decimal, aligned to the right."""
    margin = max(len(str(name)) for name in table.index)
    columns = []
    for name in table.columns:
        cells = [f"{value:.1f}" for value in table[name]]
        width = max(len(str(name)), *(len(c) for c in cells))
        columns.append([f"{t:>{width}}" for t in (str(name), *cells)])
    rows = ["", *map(str, table.index)]
    return [" ".join([f"{r:<{margin}}", *cells]) for r, *cells in zip(rows, *columns, strict=True)]


def _aligned(texts: list[str]) -> list[str]:
    width = max(len(t) for t in texts)
    return [f"{t:>{width}}" for t in texts]


@public_methods
@dataclass(frozen=True, eq=False)
class Comparison(Shown):
    """Models from the best to the worst by their expected log predictive density.

    Attributes
    ----------
    table : DataFrame
        One line for each model: the difference ``elpd_diff`` to the best model, its standard error
        ``se_diff``, and the estimates of the model.
    """

    table: pd.DataFrame

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table.

        Returns
        -------
        DataFrame
            One line for each model, the best one first.

        Examples
        --------
        >>> import pybrms_mix as pm
        >>> table = pm.loo_compare(fit.loo(), other.loo()).to_frame()
        >>> table[["elpd_diff", "se_diff"]].round(1)
               elpd_diff  se_diff
        fit          0.0      0.0
        other       -4.4      3.5
        """
        return self.table.copy()

    def __str__(self) -> str:
        columns = ["elpd_diff", "se_diff"]
        texts = [f"{v:.1f}" for v in self.table[columns].to_numpy().T.reshape(-1)]
        cells = np.array(_aligned(texts)).reshape(2, -1).tolist()
        return "\n".join(
            text_matrix([str(n) for n in self.table.index], dict(zip(columns, cells, strict=True)))
        )

    __repr__ = __str__


@public_methods
@dataclass(frozen=True, eq=False)
class Criteria(Shown):
    """The criteria of several models by name, and their comparison. Prints as the list of brms.

    Attributes
    ----------
    loos : dict of str to Criterion
        The criteria by the names of the models.
    diffs : Comparison or None
        The comparison of the models; None if it was not requested.
    """

    loos: dict[str, Criterion]
    diffs: Comparison | None

    def __getitem__(self, name: str) -> Criterion:
        """Return the criterion of one model."""
        if name not in self.loos:
            raise InvalidArgument(
                f"There is no model '{name}'.",
                hint=did_you_mean(name, self.loos) or f"There are: {', '.join(self.loos)}.",
            )
        return self.loos[name]

    def __str__(self) -> str:
        lines = [f"Output of model '{n}':\n{loo_}\n" for n, loo_ in self.loos.items()]
        if self.diffs is not None:
            lines.append(f"Model comparisons:\n{self.diffs}")
        return "\n".join(lines)

    __repr__ = __str__
