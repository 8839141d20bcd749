"""Fits to make, and the question that is answered for each fit where it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Protocol

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.sharing import Shared, Sharing
from pybrms_mix.base.workers import Task
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.frame_difference import FrameDifference, are_similar
from pybrms_mix.refits.jobs import Job, Sampled
from pybrms_mix.results.checks import problems
from pybrms_mix.results.fit import Fit

Question = Callable[[Fit], Any]
"""A function of a fit that is evaluated in the process that made the fit. It can be pickled."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """The result of a fit.

    Attributes:
        sampled: the draws; None if the caller does not need them.
        problems: the reasons why the draws may not represent the posterior, from
            ``results.checks``.
        answer: the answer to the question of the work.
    """

    sampled: Sampled | None
    problems: tuple[str, ...]
    answer: Any


class Work(Protocol):
    """Several fits. Each job is constructed on demand, since it may hold a large table."""

    def names(self) -> list[str]:
        """Return the names of the fits."""

    def job(self, name: str) -> Job:
        """Return the job of a fit."""

    def task(self, name: str, settings: Mapping[str, Any], *, draws: bool) -> Task[Outcome]:
        """Return the task of a worker for a fit.

        Args:
            name: the name of the fit.
            settings: defaults for settings that the job itself does not set.
            draws: whether the caller needs the draws.
        """

    def question(self, name: str) -> Question | None:
        """Return the question that is answered for a fit, if there is one."""


@dataclass(frozen=True, eq=False)
class Separate:
    """Fits that each have a job with its own data."""

    jobs: Mapping[str, Job]
    question_of_all: Question | None = None

    def names(self) -> list[str]:
        """Return the names of the fits."""
        return list(self.jobs)

    def job(self, name: str) -> Job:
        """Return the job of a fit."""
        return self.jobs[name]

    def task(self, name: str, settings: Mapping[str, Any], *, draws: bool) -> Task[Outcome]:
        """Return the task of a worker for a fit."""
        return Remote(self.jobs[name].beside(settings), self.question_of_all, draws)

    def question(self, name: str) -> Question | None:
        """Return the question that is answered for a fit, if there is one."""
        return self.question_of_all


@dataclass(frozen=True, eq=False)
class Similar(Separate):
    """Fits to tables that are mostly alike, such as imputations.

    A worker receives the table ``base`` once, and for each fit the differences from this table.

    Attributes:
        base: the rows of one of the jobs.
        key: a text that identifies ``base``.
    """

    base: Frame = field(kw_only=True)
    key: str = field(kw_only=True)

    def task(self, name: str, settings: Mapping[str, Any], *, draws: bool) -> Task[Outcome]:
        """Return the task of a worker for a fit."""
        job = self.jobs[name].beside(settings)
        different = FrameDifference.of(job.frame, self.base)
        rest = _Different(replace(job, data=different.rest), different, self.question_of_all, draws)
        return Sharing(Shared(self.key, self.base), rest)


def separate(jobs: Mapping[str, Job]) -> Separate:
    """Return the work of several jobs; rows that they have in common are sent once.

    The first two tables decide whether the rows are similar. Rows that a job itself reads are not
    sent.
    """
    two = [job.data for job in islice(jobs.values(), 2)]
    match two:
        case [Frame() as base, Frame() as other_frame] if are_similar(base, other_frame):
            return Similar(jobs, base=base, key=next(iter(jobs.values())).fingerprint)
    return Separate(jobs)


@dataclass(frozen=True, eq=False)
class _Different:
    """A job whose rows are a common table with some differences."""

    job: Job
    difference: FrameDifference
    question: Question | None
    draws: bool

    def __call__(self, base: Frame) -> Outcome:
        return outcome_of(
            replace(self.job, data=self.difference.frame(base)), self.question, self.draws
        )


@dataclass(frozen=True, eq=False)
class Remote:
    """A job that runs in another process."""

    job: Job
    question: Question | None = None
    draws: bool = True

    def run(self) -> Outcome:
        """Make the fit; return the draws and the answer to the question."""
        return outcome_of(self.job, self.question, self.draws)


@dataclass(frozen=True, eq=False)
class LeftOut:
    """Fits that each leave out some rows of common data.

    Attributes:
        whole: the job for all rows.
        key: a text that identifies ``whole``.
        parts: the positions of the rows that each fit leaves out, by the name of the fit.
        seeds: the seed of each fit.
        questions: the question that is answered for each fit.
    """

    whole: Job
    key: str
    parts: Mapping[str, np.ndarray]
    seeds: Mapping[str, int]
    questions: Mapping[str, Question]

    def names(self) -> list[str]:
        """Return the names of the fits."""
        return list(self.parts)

    def job(self, name: str) -> Job:
        """Return the job of a fit."""
        return _Rest(self.parts[name], {"seed": self.seeds[name]}).job(self.whole)

    def task(self, name: str, settings: Mapping[str, Any], *, draws: bool) -> Task[Outcome]:
        """Return the task of a worker for a fit."""
        settings_ = {**settings, **self.whole.settings, "seed": self.seeds[name]}
        rest = _Rest(self.parts[name], settings_, self.questions[name], draws)
        return Sharing(Shared(self.key, self.whole), rest)

    def question(self, name: str) -> Question | None:
        """Return the question that is answered for a fit, if there is one."""
        return self.questions[name]


@dataclass(frozen=True, eq=False)
class _Rest:
    """The differences between a fit without some rows and the job for all rows."""

    rows: np.ndarray
    settings: Mapping[str, Any]
    question: Question | None = None
    draws: bool = True

    def job(self, whole: Job) -> Job:
        """Return the job of the fit."""
        job = whole.on(without(whole.frame, self.rows))
        return replace(job, settings={**job.settings, **self.settings})

    def __call__(self, whole: Job) -> Outcome:
        return outcome_of(self.job(whole), self.question, self.draws)


def outcome_of(job: Job, question: Question | None, draws: bool = True) -> Outcome:
    """Make a fit; return its draws if needed, its problems and the answer to the question."""
    fit = job.run()
    answer = None if question is None else question(fit)
    return Outcome(Sampled.of(fit) if draws else None, tuple(problems(fit)), answer)


def without(frame: Frame, rows: np.ndarray) -> Frame:
    """Return the frame without the rows at these positions, and without levels that become unused.

    Raises:
        InvalidArgument: if no row is left.
    """
    is_kept = np.ones(frame.N, dtype=bool)
    is_kept[rows] = False
    if not is_kept.any():
        raise InvalidArgument("No rows are left for fitting the model.")
    return frame.where(is_kept, drop_unused_levels=True)
