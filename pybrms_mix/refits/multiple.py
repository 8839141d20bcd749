"""Fit one model to several data sets, and combine fits: multiple imputation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

import numpy as np

from pybrms_mix.api.brm import brm
from pybrms_mix.api.programs import GAUSSIAN
from pybrms_mix.base.errors import InvalidArgument, InvalidData, PybrmsError
from pybrms_mix.base.public_calls import errors_beginning, public
from pybrms_mix.base.takes import Seed
from pybrms_mix.base.value_kinds import Takes
from pybrms_mix.base.workers import Where
from pybrms_mix.design.columns import table
from pybrms_mix.formula.formula import Source
from pybrms_mix.model.draws import Draws
from pybrms_mix.prior.table import Priors
from pybrms_mix.refits.jobs import Job, seeds
from pybrms_mix.refits.many import Refit, answered, seed_of, tuned, warn_of, warn_of_failed
from pybrms_mix.refits.referred import is_source, read_source, source_of
from pybrms_mix.refits.work import separate
from pybrms_mix.results.fit import Fit, Run

# The largest difference between bases of the same functions, relative to the largest element.
_ROUNDING = 1e-6


Tables: TypeAlias = Annotated[
    Iterable[Any] | Mapping[str, Any],
    Takes("a list of data.frames", error=InvalidData, hint="brm() fits a single data frame."),
]
"""The data sets of ``brm_multiple()``."""


@public
def brm_multiple(
    formula: Source,
    data: Tables,
    family: object = GAUSSIAN,
    prior: Priors = None,
    *,
    combine: bool = True,
    seed: Seed | None = None,
    executor: Where = None,
    file: str | Path | None = None,
    errors: Literal["raise", "keep"] = "raise",
    data2: object = None,
    stanvars: object = None,
    sample_prior: object = "no",
    **options: Any,
) -> Fit | list[Fit | PybrmsError]:
    """Fit one model to several data sets, such as imputations or simulations.

    All models are built, and their errors are raised, before the first model is sampled.

    Parameters
    ----------
    formula : str or Formula
        A ``bf()`` or R text.
    data : list or mapping
        A list of tables, or a mapping of names to tables. In place of a table may stand the path of
        a file (csv, tsv, parquet, feather), or a function without arguments that returns a table.
        The process that makes the fit then reads the table for itself, and no rows are sent to it.
        A function that simulates must return the same table at each call, so it needs a fixed seed.
    family, prior, sample_prior
        As in ``brm()``. Default priors are computed from each data set.
    combine : bool, default True
        Whether to return one fit with the draws of all fits (see ``combine_models()``).
    seed : int, optional
        The seed from which each fit gets a seed of its own.
    executor : optional
        Where the fits run: an executor of ``concurrent.futures``, a Dask ``Client``, or a number of
        processes of this machine (1: this process). The default is one process for each processor,
        or this process if the chains of one fit use all processors.
    file : str or Path, optional
        A folder that keeps each fit when it is done. An interrupted call resumes there.
    errors : str, default "raise"
        With "keep", the other fits are made if the fit to a data set fails. A warning names the
        data set. The combined fit lacks its draws, and a list of fits has the error in its place.
    data2 : mapping or list of mappings, optional
        Values that the model uses beside the columns of the table; a list has one element for each
        data set.
    stanvars : Stanvars, str or list, optional
        Stan code and data of the user: ``stanvar()``.
    **options
        Further arguments of ``brm()``: ``chains``, ``iter``, .... The default of ``warmup`` is
        "auto": metric and step size are adapted once, in this process and for the first data set,
        and each fit tries them before it searches for its own.

    Returns
    -------
    Fit or list
        One fit with all draws, or a list with the fit to each data set.

    Raises
    ------
    InvalidData
        If ``data`` is not a list of tables. If a file or a function returns no table, or other rows
        than when its model was built.
    InvalidArgument
        If fits are to be combined whose smooth terms have different bases.
    PybrmsError
        If a model cannot be built or fitted.

    Warns
    -----
    ConvergenceWarning
        One warning that names all fits whose draws may not represent their posterior. R-hat of the
        combined fit measures how the data sets differ, not how the chains mixed.

    Examples
    --------
    >>> from pybrms_mix import brm_multiple
    >>> fits = brm_multiple("y ~ x", [d1, d2], executor=2, seed=1)  # doctest: +SKIP
    >>> files = ["one.csv", "two.csv"]
    >>> fits = brm_multiple("y ~ x", files, executor=2, seed=1)  # doctest: +SKIP
    """
    tables = _tables(data)
    options = {"warmup": "auto", **options}
    root = seed_of(seed, file)
    beside = _beside(data2, len(tables))
    jobs: dict[str, Job] = {}
    bases = []
    for (name, table_or_source), extra, seed_of_job in zip(
        tables.items(), beside, seeds(root, len(tables)), strict=True
    ):
        with_rows = partial(
            brm, formula, family=family, prior=prior, sample_prior=sample_prior, data2=extra,
            stanvars=stanvars, empty=True, **options,
        )  # fmt: skip
        with errors_beginning(name):
            job, bases_of_job = _job(table_or_source, with_rows, {**options, "seed": seed_of_job})
        jobs[name] = _named(job, data, name, len(jobs) + 1)
        bases.append(bases_of_job)
    if combine:
        _check_bases(bases)
    if len(jobs) > 1:
        jobs = tuned(jobs, file)
    by_name = {
        outcome.name: outcome
        for outcome in answered(
            separate(jobs), executor=executor, file=file, errors=errors, label="brm_multiple",
            silent=int(options.get("silent", 1)),
        )
    }  # fmt: skip
    failed = _failed({name: by_name[name] for name in jobs})
    if combine:
        good = [by_name[name].fit for name in jobs if name not in failed]
        return combine_models(*good, check_data=False)
    return [failed.get(name) or by_name[name].fit for name in jobs]


@public
def combine_models(*fits: Fit, mlist: Sequence[Fit] | None = None, check_data: bool = True) -> Fit:
    """Return one fit with the chains of several fits of the same model.

    All parts but the draws come from the first fit.

    Parameters
    ----------
    *fits : Fit
        Fits with the same formula and the same variables.
    mlist : sequence of Fit, optional
        A list of fits in place of ``fits``.
    check_data : bool, default True
        Whether to refuse fits to different data.

    Returns
    -------
    Fit
        The combined fit.

    Raises
    ------
    InvalidArgument
        If there is no fit, if the models differ, or if their smooth terms have different bases.

    Examples
    --------
    >>> from pybrms_mix import combine_models
    >>> both = combine_models(fit1, fit2)  # doctest: +SKIP
    """
    fits_ = [*fits, *(mlist or ())]
    if not fits_:
        raise InvalidArgument("No models supplied to 'combine_models'.")
    for at, fit in enumerate(fits_, start=1):
        if fit.formula != fits_[0].formula or fit.family != fits_[0].family:
            raise InvalidArgument(f"Models 1 and {at} have different formulas.")
        if check_data and not fit.model.frame.data.equals(fits_[0].model.frame.data):
            raise InvalidArgument(
                f"Models 1 and {at} have different data. Set 'check_data' to FALSE to turn off "
                "checking of the data."
            )
        if fit.posterior.names != fits_[0].posterior.names:
            raise InvalidArgument(f"Models 1 and {at} have different variables.")
        if fit.posterior.per_chain != fits_[0].posterior.per_chain:
            raise InvalidArgument(f"Models 1 and {at} have chains of different length.")
    _check_bases([fit.model.frame.bases for fit in fits_])
    first = fits_[0]
    all_draws = [fit.draws for fit in fits_ if fit.draws is not None]
    values = np.concatenate([draws.values for draws in all_draws])
    shared = [n for n in first.stats if all(n in fit.stats for fit in fits_)]
    stats = {n: np.concatenate([fit.stats[n] for fit in fits_]) for n in shared}
    run = _together([fit.run for fit in fits_], len(values))
    return replace(
        first, draws=Draws(values, all_draws[0].names), stats=stats, run=run, criteria={},
        file=None,
    )  # fmt: skip


def _failed(outcomes: Mapping[str, Refit]) -> Mapping[str, PybrmsError]:
    """Warn about fits that failed and fits with convergence problems; return the errors."""
    warn_of({name: outcome.problems for name, outcome in outcomes.items() if outcome.error is None})
    failed = {
        name: outcome.error for name, outcome in outcomes.items() if outcome.error is not None
    }
    warn_of_failed(failed, len(outcomes))
    return failed


def _job(
    table_or_source: Any, model: Callable[..., Fit], settings: Mapping[str, Any]
) -> tuple[Job, Mapping[str, Mapping[str, np.ndarray]]]:
    """Return the fit to be made for a table or its source, and the bases of its smooth terms.

    Args:
        table_or_source: the table or the source.
        model: returns the model of the argument ``data``.
        settings: the settings of the fit.
    """
    source = source_of(table_or_source) if is_source(table_or_source) else None
    empty = model(data=table_or_source if source is None else read_source(source))
    job = Job.of(empty, **settings)
    return job if source is None else job.referring(source), empty.model.frame.bases


def _check_bases(bases: Sequence[Mapping[str, Mapping[str, np.ndarray]]]) -> None:
    """Refuse fits whose smooth terms have other basis functions than those of the first fit.

    Raises:
        InvalidArgument: if a basis differs by more than rounding errors.
    """
    for at, more in enumerate(bases[1:], start=2):
        for term, arrays in bases[0].items():
            if not all(map(_near, arrays.values(), more[term].values())):
                raise InvalidArgument(
                    f"The bases of '{term}' differ between models 1 and {at}: their "
                    "coefficients belong to different functions and cannot be combined.",
                    hint="combine=False keeps the fits apart: average their predictions instead.",
                )


def _near(left: np.ndarray, right: np.ndarray) -> bool:
    if left.shape != right.shape:
        return False
    return bool(np.abs(left - right).max() <= _ROUNDING * np.abs(left).max())


def _together(runs: Sequence[Run | None], chains: int) -> Run | None:
    """Return the record of the first fit's run, with the number of gradients of all fits."""
    first = runs[0]
    if first is None:
        return None
    counts = [None if run is None else run.gradients for run in runs]
    present = [count for count in counts if count is not None]
    return replace(
        first, chains=chains, gradients=sum(present) if len(present) == len(runs) else None
    )


def _beside(data2: object, count: int) -> list[Any]:
    """Return the values that the model of each data set uses beside its table."""
    values = list(data2) if isinstance(data2, (list, tuple)) else [data2] * count
    if len(values) != count:
        raise InvalidArgument("'data2' must have the same length as 'data'.")
    return values


def _named(job: Job, data: Tables, name: str, at: int) -> Job:
    """Return a job with the names of its data set, in printed output and in the name of its file.

    The file of a table of a list has the number of the table alone, which stays the same if tables
    are appended to the list.
    """
    if isinstance(data, Mapping):
        return replace(job, data_name=name)
    return replace(job, data_name="data", stem=f"{at}")


def _titled(tables: list[Any]) -> dict[str, Any]:
    """Return the data sets of a list by their names in messages."""
    return {
        f"table {i} of {len(tables)}": table_or_source
        for i, table_or_source in enumerate(tables, start=1)
    }


def _tables(data: Any) -> dict[str, Any]:
    """Return the data sets, or their sources, by the name that messages give them."""
    message = "'data' must be a list of data.frames."
    if hasattr(data, "columns") or isinstance(data, str) or not isinstance(data, Iterable):
        raise InvalidData(message, hint="brm() fits a single data frame.")
    data_sets = data if isinstance(data, Mapping) else _titled(list(data))
    if isinstance(data, Mapping) and not all(hasattr(d, "columns") for d in data.values()):
        # A mapping of columns is a table, too.
        tables = all(isinstance(d, Mapping) or is_source(d) for d in data.values())
        if not tables:
            raise InvalidData(message, hint="This is a single table, which brm() fits.")
    if not data_sets:
        raise InvalidData(message, hint="The list is empty.")
    return {f"{name}": item if is_source(item) else table(item) for name, item in data_sets.items()}
