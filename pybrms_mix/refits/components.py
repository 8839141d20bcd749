"""Comparison of the same model with different numbers of components."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from pybrms_mix.api.brm import brm, name_of
from pybrms_mix.api.programs import GAUSSIAN
from pybrms_mix.base.door import public, public_methods, user_frame, warn
from pybrms_mix.base.errors import InvalidArgument, PybrmsError
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.takes import Seed
from pybrms_mix.base.workers import Where
from pybrms_mix.family.family_text import write
from pybrms_mix.family.functions import mixture
from pybrms_mix.family.read import read
from pybrms_mix.formula.formula import Source
from pybrms_mix.plots.panels import errorbars
from pybrms_mix.prior.table import Priors
from pybrms_mix.refits.jobs import Job
from pybrms_mix.refits.many import answered, seed_of, warn_of_failed
from pybrms_mix.refits.work import Separate
from pybrms_mix.results.checks import check
from pybrms_mix.results.compare.loo import compared, criterion_of
from pybrms_mix.results.diagnostics import rhat
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.membership import classification_entropy
from pybrms_mix.results.mixture.modes import mode_check, warn_of_groups
from pybrms_mix.results.mixture.occupied import occupied

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_HIGH = 0.7  # a Pareto-k above it makes the elpd unreliable


@public_methods
@dataclass(frozen=True, eq=False)
class ComponentComparison:
    """The result of ``compare_components()``.

    Attributes
    ----------
    table : DataFrame
        One line for each number of components. ``compare_components()`` describes the columns.
    fits : mapping of int to Fit
        The fits by their number of components.
    errors : mapping of int to PybrmsError
        The errors of the fits that failed, by number of components, for ``errors="keep"``.
    """

    table: pd.DataFrame
    fits: Mapping[int, Fit]
    errors: Mapping[int, PybrmsError] = field(default_factory=dict)

    @property
    def best(self) -> int:
        """Return the number of components with the highest elpd."""
        return self._numbers[int(np.argmax(self.table["elpd"]))]

    @property
    def chosen(self) -> int:
        """Return the least number whose elpd is within two standard errors of the best."""
        near = np.asarray(self.table["elpd_diff"] >= -2 * self.table["se_diff"])
        return min(k for k, close in zip(self._numbers, near, strict=True) if close)

    @property
    def _numbers(self) -> list[int]:
        return list(self.fits)

    def plot(self, ax: Axes | None = None) -> Figure:
        """Draw the differences of the elpd from the best, with two standard errors.

        Parameters
        ----------
        ax : Axes, optional
            The axes to draw on.

        Returns
        -------
        Figure
            The figure of the axes.
        """
        table = self.table
        axes = errorbars(self._numbers, table["elpd_diff"], 2 * table["se_diff"], ax)
        axes.set_xlabel("components")
        axes.set_ylabel("elpd less than the best")
        return axes.get_figure(root=True)  # type: ignore[return-value]

    def __str__(self) -> str:
        elpd = dict.fromkeys(("elpd", "se", "elpd_diff", "se_diff"), 1)
        return self.table.round({**elpd, "entropy": 2, "occupied": 2, "rhat": 3}).to_string()

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return str(self.table.to_html())


@public
def compare_components(
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    prior: Priors | Callable[[int], Priors] = None,
    *,
    K: Iterable[int] = range(1, 6),  # noqa: N803
    gr: str | None = None,
    order: str | None = None,
    seed: Seed | None = None,
    executor: Where = None,
    file: str | Path | None = None,
    errors: Literal["raise", "keep"] = "raise",
    **arguments: Any,
) -> ComponentComparison:
    """Fit a model with different numbers of components, and compare the fits.

    Parameters
    ----------
    formula : str or Formula
        A ``bf()`` or R text, the same for all fits.
    data : DataFrame
        A table.
    family : optional
        One family; its mixtures have 1, 2, ... components of this family.
    prior : optional
        Priors for all fits, or a function that takes the number of components and returns priors. A
        prior of one component (``dpar = mu2``) does not suit every number.
    K : iterable of int, default range(1, 6)
        The numbers of components.
    gr : str, optional
        The column whose levels belong to one component as a whole, as in ``mixture()``. Groups are
        then left out in place of rows.
    order : str, optional
        The order of the components, as in ``mixture()``.
    seed : int, optional
        The seed of each fit.
    executor : optional
        Where the fits run: an executor of ``concurrent.futures``, a Dask ``Client``, or a number of
        processes of this machine (1: this process). The default is one process for each processor,
        or this process if the chains of one fit use all processors.
    file : str or Path, optional
        A folder that keeps the fits. An interrupted call resumes there.
    errors : str, default "raise"
        "keep" goes on where a number of components cannot be fitted. A warning names it, and
        ``errors`` of the result has its error.
    **arguments
        Further arguments of ``brm()``: ``iter``, ``chains``, .... The default of ``warmup`` is
        "auto". Each number of components finds its own metric and step size.

    Returns
    -------
    ComponentComparison
        A table with one line for each number: ``elpd`` (leave-one-out) with its ``se``, the
        difference ``elpd_diff`` to the best number with its ``se_diff``, ``occupied`` (the mean
        number of components that hold a row), ``high_k`` (rows or groups with a Pareto k above
        0.7), ``divergent`` transitions, ``rhat`` of the log posterior, which does not depend on
        labels, ``entropy`` of the classification, and the ``verdict`` of ``mode_check()``.

    Raises
    ------
    InvalidArgument
        If ``family`` is a mixture, or if ``K`` is empty.
    PybrmsError
        For the errors of ``brm()``, with the number of components.

    References
    ----------
    Vehtari, Gelman and Gabry (2017): elpd by PSIS-LOO.

    Examples
    --------
    >>> found = compare_components("y ~ x", data, K=range(1, 4), seed=1)  # doctest: +SKIP
    >>> print(found)  # doctest: +SKIP
    """
    name = name_of(data, user_frame())
    numbers = sorted(set(K))
    if not numbers or numbers[0] < 1:
        raise InvalidArgument(f"K must hold numbers from 1, not {list(numbers)}.")
    single = read(family)
    if single.thetas:
        raise InvalidArgument(
            "compare_components() makes the mixtures itself: give it one family.",
            hint=f'For example family = "{single.components[0].family.name}".',
        )
    if any(not hasattr(k, "__index__") or isinstance(k, bool) for k in numbers):
        raise InvalidArgument(f"K must hold whole numbers, not {list(numbers)}.")
    settings = {"silent": 2, "warmup": "auto", "seed": seed_of(seed, file), **arguments}
    jobs = {}
    for k in numbers:
        own = prior(k) if callable(prior) else prior
        mix = _mixture(write(single), k, gr, order)
        with _named(k):
            empty = brm(formula, data, mix, own, empty=True, **settings)
        jobs[f"K = {k}"] = replace(Job.of(empty, **settings), data_name=name)
    fits, failed = _fitted(
        dict(zip(numbers, jobs, strict=True)), jobs, executor=executor, file=file, errors=errors,
        silent=int(arguments.get("silent", 1)),
    )  # fmt: skip
    for k, fit in fits.items():
        with _named(k):
            check(fit)
            warn_of_groups(fit)
    return ComponentComparison(_table(fits), fits, failed)


def _fitted(
    names: Mapping[int, str], jobs: Mapping[str, Job], **how: Any
) -> tuple[dict[int, Fit], dict[int, PybrmsError]]:
    """Return the fits and the errors by their number of components."""
    found = answered(Separate(jobs), label="compare_components", **how)
    done = {each.name: each for each in found}
    told = {k: done[name] for k, name in names.items()}
    failed = {k: each.error for k, each in told.items() if each.error is not None}
    warn_of_failed({names[k]: error for k, error in failed.items()}, len(names))
    return {k: each.fit for k, each in told.items() if k not in failed}, failed


def _mixture(family: str, count: int, gr: str | None, order: str | None) -> str:
    alone = count == 1 and not gr
    return family if alone else write(mixture(family, nmix=count, gr=gr, order=order))


@contextmanager
def _named(count: int) -> Iterator[None]:
    """Put the number of components before the messages of errors and warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            yield
        except PybrmsError as error:
            error.message = f"K = {count}: {error.message}"
            raise
    for one in caught:
        warn(f"K = {count}: {one.message}", one.category)


def _table(fits: Mapping[int, Fit]) -> pd.DataFrame:
    criteria = {str(k): criterion_of(fit, "loo", str(k)) for k, fit in fits.items()}
    rows = {}
    differences = compared(criteria).table if len(criteria) > 1 else None
    for k, fit in fits.items():
        found = criteria[str(k)]
        difference = (0.0, 0.0)
        if differences is not None:
            at = list(differences.index).index(str(k))
            difference = tuple(differences[["elpd_diff", "se_diff"]].to_numpy()[at])
        elpd = found.elpd
        rows[k] = {
            "elpd": float(elpd.sum()), "se": float(np.sqrt(len(elpd)) * elpd.std(ddof=1)),
            "elpd_diff": difference[0], "se_diff": difference[1],
            "occupied": float(np.mean(occupied(fit, np.random.default_rng(1)))),
            "high_k": int((found.pareto_k > _HIGH).sum()),
            "divergent": int(np.sum(fit.stats.get("divergent__", 0))),
            "rhat": rhat(fit, "lp__").to_numpy()[0],
            "entropy": _entropy(fit), "verdict": mode_check(fit).verdict,
        }  # fmt: skip
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("K")


def _entropy(fit: Fit) -> float:
    if not fit.model.mixture.thetas:
        return 1.0  # one component is certain
    return float(np.mean(classification_entropy(fit, summary=False)))
