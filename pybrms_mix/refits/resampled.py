"""Fits to samples of the units of a fit, and the classes of all units under each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.sharing import Shared, Sharing
from pybrms_mix.base.workers import Task
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.grouping import text
from pybrms_mix.model import values
from pybrms_mix.model.ir import GroupPiece
from pybrms_mix.refits.jobs import Job
from pybrms_mix.refits.work import Outcome, Question, outcome_of
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.membership import by_unit, membership
from pybrms_mix.results.mixture.person_columns import PersonColumns
from pybrms_mix.results.mixture.person_effects import Person, mean_membership
from pybrms_mix.results.predict.prediction_rows import rows

_MARK = " (new)"  # a suffix that no copy of a unit in a sample has


@dataclass(frozen=True, eq=False)
class Units:
    """The units of a fit, from which samples are drawn and fitted. A worker receives them once.

    Attributes:
        whole: the job for all units.
        numbers: the number of the unit of each row, (N,).
        columns: the columns that name the units; None if rows are the units.
        order: the labels of the units in the order of the numbers.
        seed: the seed for drawing the samples. The fits have their own seeds.
    """

    whole: Job
    numbers: np.ndarray
    columns: PersonColumns | None
    order: tuple[str, ...]
    seed: int

    def job(self, sample: np.ndarray, settings: Mapping[str, Any]) -> Job:
        """Return the job of a sample of units, in which a unit may occur several times."""
        data = resampled(self.whole.frame, self.numbers, sample, self.columns)
        return replace(self.whole, data=data, settings={**self.whole.settings, **settings})

    @property
    def question(self) -> Classified:
        """Return the question for the classes of all units."""
        return Classified(self.whole.frame.labelled, self.columns, self.order, self.seed)


@dataclass(frozen=True, eq=False)
class Resampled:
    """Fits to samples of units, each with the classes of all units under the fit.

    Attributes:
        units: all units.
        key: a text that identifies ``units``.
        samples: the numbers of the units of each fit, by its name.
        seeds: the seed of each fit.
    """

    units: Units
    key: str
    samples: Mapping[str, np.ndarray]
    seeds: Mapping[str, int]

    def names(self) -> list[str]:
        """Return the names of the fits."""
        return list(self.samples)

    def job(self, name: str) -> Job:
        """Return the job of a fit."""
        return self.units.job(self.samples[name], {"seed": self.seeds[name]})

    def task(self, name: str, settings: Mapping[str, Any], *, draws: bool) -> Task[Outcome]:
        """Return the task of a worker for a fit."""
        settings_ = {**settings, **self.units.whole.settings, "seed": self.seeds[name]}
        return Sharing(Shared(self.key, self.units), _Sample(self.samples[name], settings_, draws))

    def question(self, name: str) -> Question | None:
        """Return the question that is answered for a fit."""
        return self.units.question


@dataclass(frozen=True, eq=False)
class _Sample:
    """The data that a worker needs for one fit, beside those common to all fits."""

    sample: np.ndarray
    settings: Mapping[str, Any]
    draws: bool

    def __call__(self, units: Units) -> Outcome:
        return outcome_of(units.job(self.sample, self.settings), units.question, self.draws)


def resampled(
    frame: Frame, units: np.ndarray, sample: np.ndarray, columns: PersonColumns | None
) -> Frame:
    """Return the rows of a sample of units, with all levels of factors.

    The second copy of a unit gets a new level, "a (2)", because it counts as another unit.

    Raises:
        InvalidArgument: if the sample is empty, or if a copy of a unit cannot have another name.
    """
    if not sample.size:
        raise InvalidArgument("No rows are left for fitting the model.")
    order = np.argsort(units, kind="stable")
    start = np.searchsorted(units[order], np.arange(units.max() + 2))
    parts = [order[start[u] : start[u + 1]] for u in sample]
    places = np.concatenate(parts)
    data = frame.data.iloc[places].reset_index(drop=True)
    levels, texts = dict(frame.levels), frame.text
    copies = np.repeat(_copies(sample), [len(part) for part in parts])
    if columns is not None and copies.max() > 1:
        marks = [f" ({copy})" if copy > 1 else "" for copy in copies]
        data, column = columns.renamed(data, np.array(marks, dtype=object)), columns.renamed_column
        levels[column], texts = tuple(dict.fromkeys(data[column])), texts | {column}
        data[column] = pd.Categorical(data[column], categories=list(levels[column]))
    numbers = np.arange(len(data))
    return replace(
        frame, data=data, levels=levels, rows=numbers, index=pd.RangeIndex(len(data)),
        whole=None, cache={}, bases={}, text=texts,
    )  # fmt: skip


def _copies(sample: np.ndarray) -> list[int]:
    """Return the number of each copy of a unit, from 1: [7, 7, 9] gives [1, 2, 1]."""
    counter: Counter[int] = Counter()
    numbers = []
    for unit in sample:
        counter[unit] += 1
        numbers.append(counter[unit])
    return numbers


def started(fit: Fit) -> dict[str, float]:
    """Return the values of a typical draw as starting values, without the effects of levels.

    The typical draw is the draw with the median of the log posterior.
    """
    draws = fit.posterior
    at = 0
    if "lp__" in draws:
        lp = draws["lp__"]
        at = int(np.argsort(lp)[len(lp) // 2])
    startable = {name for piece in fit.model.pieces for name in piece.startable()}
    startable |= {parameter.stan for parameter in fit.model.declared}
    kinds = {v.name: v.kind for v in fit.model.variables}
    values = draws.values.reshape(-1, len(draws.names))[at]
    return {
        name: float(value)
        for name, value in zip(draws.names, values, strict=True)
        if name in startable and kinds.get(name) != "r"
    }


@dataclass(frozen=True, eq=False)
class Classified:
    """The class of each unit under a fit to a sample of units, computed where the fit was made.

    Attributes:
        data: the rows of all units.
        columns: the columns that name the units; None if rows are the units.
        order: the units in the order of the result.
        seed: the seed of random numbers.
    """

    data: pd.DataFrame
    columns: PersonColumns | None
    order: tuple[str, ...]
    seed: int

    def __call__(self, fit: Fit) -> np.ndarray:
        """Return the most probable class of each unit, from 0: (units,)."""
        how: dict[str, Any] = {
            "response": "taken", "allow_new_levels": True, "sample_new_levels": "gaussian",
            "seed": np.random.default_rng(self.seed),
        }  # fmt: skip
        if self.columns is not None and fit.model.of(GroupPiece):
            # Effects of units outside of the sample are integrated over.
            names = self.columns.persons(self.data).map(text)
            rows_of_person = {name: group_rows for name, group_rows in self.data.groupby(names)}
            persons = (
                Person.of(fit, rows(fit, self.columns.renamed(rows_of_person[name], _MARK), **how))
                for name in self.order
            )
            return np.array([int(mean_membership(person).argmax()) for person in persons])
        rows_ = rows(fit, self.data, **how)
        mean = np.concatenate(
            [by_unit(part, membership(part)).mean(axis=0) for part in rows_.blocks()]
        )
        groups = values.together(rows_.model)
        best = mean.argmax(axis=1)
        if groups is None:
            return np.asarray(best)
        return np.asarray(best[pd.Index(groups.levels).get_indexer(pd.Index(self.order))])
