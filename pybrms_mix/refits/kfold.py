"""Cross-validation with refits: K folds, and rows for which importance sampling fails."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.public_calls import user_frame
from pybrms_mix.base.takes import Seed
from pybrms_mix.base.workers import Where
from pybrms_mix.design.frame import Frame
from pybrms_mix.refits.folds import folds_of
from pybrms_mix.refits.left_out_rows import LeftOutRows, unit_of_rows
from pybrms_mix.refits.many import seed_of
from pybrms_mix.results.compare.criterion import Criteria, Criterion
from pybrms_mix.results.compare.loo import collected, names_of
from pybrms_mix.results.fit import Fit, whole_method


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
        left_out = LeftOutRows(fit_, parts, root, executor, file, how, options, errors)
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
    units = unit_of_rows(fit)
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
    left_out = LeftOutRows(fit, parts, seed_of(seed, file), executor, file, how, options)
    return left_out.repaired(loo_)


def _check_whole(fit: Fit, numbers: np.ndarray) -> None:
    """Refuse folds that split a group whose rows all belong to one component."""
    units = unit_of_rows(fit)
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
