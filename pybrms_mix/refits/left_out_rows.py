"""Rows that fits to the other rows predict, and the criteria of these predictions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from pybrms_mix.base.errors import NotSupported, PybrmsError
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.psis import relative_efficiency
from pybrms_mix.base.workers import Where
from pybrms_mix.model import values
from pybrms_mix.refits.folds import check_seen
from pybrms_mix.refits.jobs import Job, seeds
from pybrms_mix.refits.many import Refit, answered, warn_of, warn_of_failed
from pybrms_mix.refits.work import LeftOut
from pybrms_mix.results.compare.criterion import Criterion
from pybrms_mix.results.compare.pointwise_criteria import log_mean
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.membership import log_lik
from pybrms_mix.results.predict.prediction_rows import rows as rows_of

_SUMS = ("elpd_kfold", "p_kfold", "kfoldic")


@dataclass(frozen=True, eq=False)
class LeftOutRows:
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
        units = unit_of_rows(self.fit)
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
            (at,) = np.unique(unit_of_rows(self.fit)[self.parts[refit.name]])
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


def unit_of_rows(fit: Fit) -> np.ndarray:
    """Return for each row its column in the log likelihood, of the row or its group, (N,)."""
    groups = values.together(fit.model)
    return np.arange(fit.nobs) if groups is None else groups.index


def _accuracy(ll: np.ndarray, chains: int) -> tuple[float, float]:
    """Return the Monte Carlo error of log mean exp of ``ll``, and its effective sample size."""
    density = np.exp(ll - ll.max())
    efficiency = float(relative_efficiency(density.reshape(chains, -1, 1))[0])
    size = (efficiency if np.isfinite(efficiency) else 1.0) * len(ll)
    return float(density.std(ddof=1) / np.sqrt(size) / density.mean()), size
