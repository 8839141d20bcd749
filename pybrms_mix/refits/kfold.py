"""Cross-validation with refits: K folds, and rows for which importance sampling fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, NotSupported, PybrmsError
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.psis import relative_efficiency
from pybrms_mix.base.public_calls import user_frame
from pybrms_mix.base.takes import Seed
from pybrms_mix.base.workers import Where
from pybrms_mix.design.frame import Frame
from pybrms_mix.model import values
from pybrms_mix.refits.folds import check_seen, folds_of
from pybrms_mix.refits.jobs import Job, seeds
from pybrms_mix.refits.many import Refit, answered, seed_of, warn_of, warn_of_failed
from pybrms_mix.refits.work import LeftOut
from pybrms_mix.results.compare.criterion import Criteria, Criterion
from pybrms_mix.results.compare.loo import collected, names_of
from pybrms_mix.results.compare.pointwise_criteria import log_mean
from pybrms_mix.results.fit import Fit, whole_method
from pybrms_mix.results.mixture.membership import log_lik
from pybrms_mix.results.predict.prediction_rows import rows as rows_of

_SUMS = ("elpd_kfold", "p_kfold", "kfoldic")


@whole_method
def kfold(
    fit: Fit,
    *more: Fit,
    K: int = 10,  # noqa: N803 - brms's names
    Ksub: int | Sequence[int] | None = None,  # noqa: N803
    folds: str | Sequence[int] | np.ndarray | None = None,
    group: str | None = None,
    compare: bool = True,
    model_names: Sequence[str] | None = None,
    save_fits: bool = False,
    seed: Seed | None = None,
    executor: Where = None,
    file: str | Path | None = None,
    errors: Literal["raise", "keep"] = "raise",
    **options: Any,
) -> Criterion | Criteria:
    """Return K-fold cross-validation: each fold is predicted by a fit to the other folds.

    All fits use the priors of ``fit``, also if default priors depend on the data. Levels that
    occur in one fold alone count as new levels when this fold is predicted (``sample_new_levels``).

    Parameters
    ----------
    fit, *more : Fit
        Fits with draws, of models of the same data. All fits use the same folds. With
        ``mixture(..., gr = "id")`` folds consist of whole groups: give ``group="id"`` (and
        ``folds="grouped"`` for ``K`` folds).
    K : int, default 10
        The number of folds.
    Ksub : int or sequence of int, optional
        The number of folds to use, chosen at random, or the numbers of the folds (from 1).
    folds : str or sequence of int, optional
        The fold of each row, from 1; or "stratified" (the levels of ``group`` spread evenly over
        the folds), "grouped" (all rows of a level in one fold), "loo" (each row is a fold).
    group : str, optional
        A column. Without ``folds``, each of its levels is a fold.
    compare : bool, default True
        Whether to compare several fits.
    model_names : sequence of str, optional
        The names of the models; by default the names of the caller's variables.
    save_fits : bool, default False
        Whether to keep the fits: ``kfold(...).fits``.
    seed : int, optional
        The seed of folds and fits.
    executor : optional
        Where the fits run: an executor of ``concurrent.futures``, a Dask ``Client``, or a number of
        processes of this machine (1: this process). The default is one process for each processor,
        or this process if the chains of one fit use all processors.
    file : str or Path, optional
        A folder that keeps the fits. An interrupted call resumes there.
    errors : str, default "raise"
        With "keep", cross-validation goes on if the fit without a fold fails. A warning names the
        fold, and the result lacks its rows.
    **options
        Settings of the fits (``chains``, ``iter``, ...; by default those of the fit), and
        ``sample_new_levels``. The default of ``warmup`` is "auto" unless the fit had a given one.
        Each fit tries the metric and the step size of ``fit`` before it searches for its own.

    Returns
    -------
    Criterion or Criteria
        The criterion of one fit, or those of several fits with their comparison.

    Raises
    ------
    InvalidArgument
        If the folds are invalid.
    PybrmsError
        If a model cannot be fitted without a fold.

    References
    ----------
    Vehtari, Gelman and Gabry (2017).

    Examples
    --------
    >>> import pandas as pd
    >>> from pybrms_mix import brm, kfold
    >>> d = pd.DataFrame({"y": [0.1, 0.4, 0.2, 0.9, 0.6, 0.3]})
    >>> fit = brm("y ~ 1", d, chains=1, iter=200, seed=1, silent=2)  # doctest: +SKIP
    >>> kfold(fit, K=3, seed=1).folds  # doctest: +SKIP
    3
    """
    names = names_of((fit, *more), model_names, user_frame())
    root = seed_of(seed, file)
    how = options.pop("sample_new_levels", "uncertainty")
    criteria = {}
    for name, fit_ in zip(names, (fit, *more), strict=True):
        rng = np.random.default_rng([root, 0])
        numbers = folds_of(fit_.model.frame, K, folds, group, rng)
        _check_whole(fit_, numbers)
        parts = _parts(fit_.model.frame, numbers, _chosen(Ksub, int(numbers.max()), rng))
        left_out = _LeftOut(fit_, parts, root, executor, file, how, options, errors)
        criteria[name] = left_out.criterion(numbers, save_fits).named(name)
    return collected(criteria, compare)


@whole_method
def reloo(
    fit: Fit | Criterion,
    loo: Criterion | Fit | None = None,
    *,
    k_threshold: float = 0.7,
    seed: Seed | None = None,
    executor: Where = None,
    file: str | Path | None = None,
    **options: Any,
) -> Criterion:
    """Return loo with exact values for the rows whose Pareto k is too large.

    The model is fitted again without each of these rows. The k of these rows is 0 in the result.

    Parameters
    ----------
    fit, loo : Fit and Criterion
        A fit and the result of ``loo()``, in either order. Without a criterion, it is computed
        first.
    k_threshold : float, default 0.7
        The limit of Pareto's k.
    seed, executor, file, **options
        As in ``kfold()``.

    Returns
    -------
    Criterion
        The criterion with exact values.

    Examples
    --------
    >>> from pybrms_mix import loo, reloo
    >>> reloo(fit, loo(fit), seed=1)  # doctest: +SKIP
    """
    if isinstance(fit, Criterion):
        assert isinstance(loo, Fit)
        fit, loo = loo, fit
    loo_ = fit.loo() if loo is None else loo
    if not isinstance(loo_, Criterion) or loo_.kind != "loo":
        raise InvalidArgument("'reloo' needs a result of 'loo'.")
    units = _units(fit)
    if len(loo_.pointwise) != units.max() + 1:
        raise InvalidArgument("The 'loo' object was computed from other data than the fit.")
    high = np.flatnonzero(loo_.pareto_k.to_numpy() > k_threshold)
    if not high.size:
        return loo_
    how = options.pop("sample_new_levels", "uncertainty")
    parts = {f"row{fit.model.frame.rows[at]}": np.array([at]) for at in high}
    if (group := loo_.group) is not None:
        names = (f"{group}{level}" for level in loo_.pointwise.index[high])
        parts = {n: np.flatnonzero(units == at) for n, at in zip(names, high, strict=True)}
    left_out = _LeftOut(fit, parts, seed_of(seed, file), executor, file, how, options)
    return left_out.repaired(loo_)


@dataclass(frozen=True, eq=False)
class _LeftOut:
    """A model, and sets of rows; the rows of a set are predicted by a fit to the other rows.

    Attributes:
        fit: the fit to all rows.
        parts: by name, the positions of the rows that are left out together.
        seed: the seed of the fits.
        options: the settings of the fits.
    """

    fit: Fit
    parts: dict[str, np.ndarray]
    seed: int
    executor: Where
    file: str | Path | None
    new_levels: str
    options: dict[str, Any]
    errors: Literal["raise", "keep"] = "raise"

    def work(self, exact: bool) -> LeftOut:
        """Return the fits that are to be made, each with its own seed.

        Args:
            exact: whether the log likelihood is needed for each draw, and not its mean alone.
        """
        self.fit.posterior  # noqa: B018 - raises if there are no draws to compare with
        if self.fit.model.frame.parts:
            raise NotSupported(
                "Cross-validation by refitting is not supported yet for models in which "
                "'subset()' restricts the rows of a response.",
                hint="loo(fit, resp=...) works without refitting.",
            )
        check_seen(self.fit.model)
        job = Job.like(self.fit, **self.options)
        seeds_of_parts = seeds(self.seed, len(self.parts))
        data = self.fit.model.frame.data
        questions = {
            name: Predicted(
                data.iloc[rows], self.new_levels, [self.seed, 1 + at], exact, self._order(rows)
            )
            for at, (name, rows) in enumerate(self.parts.items())
        }
        return LeftOut(
            job,
            job.fingerprint,
            self.parts,
            dict(zip(self.parts, seeds_of_parts, strict=True)),
            questions,
        )

    def _order(self, part: np.ndarray) -> tuple[str, ...] | None:
        """Return the groups of the rows ``part``, in the order of the whole fit."""
        groups = values.together(self.fit.model)
        if groups is None:
            return None
        return tuple(groups.levels[unit] for unit in np.unique(groups.index[part]))

    def predicted(self, label: str, *, exact: bool, draws: bool) -> Iterator[Refit]:
        """Yield each fit, whose answer is the log likelihood of the rows that it left out."""
        failed: dict[str, PybrmsError] = {}
        problems: dict[str, Sequence[str]] = {}
        for refit in answered(
            self.work(exact), executor=self.executor, file=self.file, errors=self.errors,
            draws=draws, label=label, silent=int(self.options.get("silent", 1)),
        ):  # fmt: skip
            if refit.error is not None:
                failed[refit.name] = refit.error
                continue
            problems[refit.name] = refit.problems
            yield refit
        warn_of({n: problems[n] for n in self.parts if n in problems})
        warn_of_failed(failed, len(self.parts))

    def criterion(self, numbers: np.ndarray, save_fits: bool) -> Criterion:
        """Return the criterion of the folds ``numbers``."""
        units = _units(self.fit)
        elpd = np.full(units.max() + 1, np.nan)
        predicted = np.zeros(len(elpd), dtype=bool)
        fits: dict[str, Fit] = {}
        draws = 0
        for refit in self.predicted("kfold", exact=False, draws=save_fits):
            assert refit.outcome is not None
            means, draws = refit.outcome.answer
            positions = np.unique(units[self.parts[refit.name]])
            elpd[positions], predicted[positions] = means, True
            if save_fits:
                fits[refit.name] = refit.fit
        done_units = np.flatnonzero(predicted)
        first = np.unique(units, return_index=True)[1][done_units]
        p = (log_mean(log_lik(self.fit)) - elpd)[done_units]
        table = pd.DataFrame(
            np.column_stack([elpd[done_units], p, -2 * elpd[done_units]]),
            index=rows_of(self.fit).units[done_units],
            columns=list(_SUMS),
        ).assign(fold=numbers[first])
        y = values.response(self.fit.model)[0][np.isin(units, done_units)]
        K = int(numbers.max())  # noqa: N806
        in_order = {name: fits[name] for name in self.parts if name in fits}
        groups = values.together(self.fit.model)
        group = None if groups is None else groups.name
        return Criterion(
            "kfold", table, (draws, len(table)), y, folds=K, fits=in_order, group=group
        )

    def repaired(self, loo: Criterion) -> Criterion:
        """Return ``loo`` with exact values for the rows that were left out."""
        table = loo.pointwise.copy()
        full = log_mean(log_lik(self.fit))
        for refit in self.predicted("reloo", exact=True, draws=False):
            assert refit.outcome is not None
            (at,) = np.unique(_units(self.fit)[self.parts[refit.name]])
            ll, chains = refit.outcome.answer
            elpd = float(log_mean(ll)[0])
            error, size = _accuracy(ll[:, 0], chains)
            table.iloc[at] = {
                "elpd_loo": elpd,
                "mcse_elpd_loo": error,
                "p_loo": full[at] - elpd,
                "looic": -2 * elpd,
                "influence_pareto_k": 0.0,
                "n_eff": size,
            }
        return replace(loo, pointwise=table)


@dataclass(frozen=True, eq=False)
class Predicted:
    """The log likelihood of rows under a fit that left them out, computed where the fit was made.

    Attributes:
        rows: the rows.
        new_levels: how levels that the fit has not seen are drawn.
        seed: the seed of these draws.
        exact: whether to return the log likelihood of each draw, and not the mean alone.
        order: for whole groups, the groups in the order of the whole fit. A fit without these
            groups has them as new levels, whose order may differ.
    """

    rows: pd.DataFrame
    new_levels: str
    seed: list[int]
    exact: bool
    order: tuple[str, ...] | None

    def __call__(self, fit: Fit) -> tuple[np.ndarray, int]:
        """Return the log likelihood and the number of chains, or its mean and the draws' number."""
        ll = log_lik(
            fit,
            newdata=self.rows,
            allow_new_levels=True,
            sample_new_levels=self.new_levels,
            seed=np.random.default_rng(self.seed),
        )
        if self.order is not None:
            units = rows_of(fit, self.rows, allow_new_levels=True).units
            ll = np.take(ll, units.get_indexer(pd.Index(self.order)), axis=1)
        return (np.asarray(ll), fit.posterior.chains) if self.exact else (log_mean(ll), len(ll))


def _units(fit: Fit) -> np.ndarray:
    """Return for each row its column in the log likelihood, of the row or its group, (N,)."""
    groups = values.together(fit.model)
    return np.arange(fit.nobs) if groups is None else groups.index


def _check_whole(fit: Fit, numbers: np.ndarray) -> None:
    """Refuse folds that split a group whose rows all belong to one component."""
    units = _units(fit)
    first = np.unique(units, return_index=True)[1]
    if (numbers != numbers[first][units]).any():
        group = fit.model.mixture.gr
        raise InvalidArgument(
            f"The folds separate rows of one '{group}', but the rows of a '{group}' belong "
            "to one component together.",
            hint=f'kfold(fit, folds="grouped", group="{group}") keeps these rows together.',
        )


def _parts(frame: Frame, numbers: np.ndarray, folds: np.ndarray) -> dict[str, np.ndarray]:
    assert numbers.shape == (frame.N,)
    return {f"fold{k}": np.flatnonzero(numbers == k) for k in folds}


def _chosen(
    Ksub: int | Sequence[int] | None,  # noqa: N803
    count: int,
    rng: np.random.Generator,
) -> np.ndarray:
    """Return the numbers, from 1, of the folds that are left out in turn."""
    numbers = np.arange(1, count + 1)
    if Ksub is None:
        return numbers
    if isinstance(Ksub, (int, np.integer)):
        if not 1 <= Ksub <= count:
            raise InvalidArgument(f"'Ksub' must be between 1 and {count}, but it is {Ksub}.")
        return np.sort(rng.choice(numbers, int(Ksub), replace=False))
    folds = np.unique(np.asarray(Ksub, dtype=np.int64))
    if not folds.size or not np.isin(folds, numbers).all():
        raise InvalidArgument(f"'Ksub' must hold numbers of folds, from 1 to {count}.")
    return folds


def _accuracy(ll: np.ndarray, chains: int) -> tuple[float, float]:
    """Return the Monte Carlo error of log mean exp of ``ll``, and its effective sample size."""
    density = np.exp(ll - ll.max())
    efficiency = float(relative_efficiency(density.reshape(chains, -1, 1))[0])
    size = (efficiency if np.isfinite(efficiency) else 1.0) * len(ll)
    return float(density.std(ddof=1) / np.sqrt(size) / density.mean()), size
