"""Fits that are to be made, and what is to be computed of each where it was made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.sharing import Shared, Sharing
from pybrms_mix.base.workers import Task
from pybrms_mix.design.frame import Frame
from pybrms_mix.refits.jobs import Job, Sampled
from pybrms_mix.results.checks import problems
from pybrms_mix.results.fit import Fit

Question = Callable[[Fit], Any]
"""What is computed of a fit in the process that made it. It can be pickled."""


@dataclass(frozen=True, eq=False)
class Made:
    """A fit that was made.

    Attributes:
        sampled: its draws; None if nobody needs them.
        problems: why the draws may not represent the posterior, as ``results.checks`` words it.
        answer: the answer to the question of the work.
    """

    sampled: Sampled | None
    problems: tuple[str, ...]
    answer: Any


class Work(Protocol):
    """Several fits. A job is made when it is needed: each may hold a large table."""

    def names(self) -> list[str]:
        """Return the names of the fits."""

    def job(self, name: str) -> Job:
        """Return the job that makes a fit."""

    def task(self, name: str, settings: Mapping[str, Any], *, draws: bool) -> Task[Made]:
        """Return what a worker does for a fit.

        Args:
            name: the name of the fit.
            settings: settings of the place where it is made, which the job's own precede.
            draws: whether the draws are needed afterwards.
        """

    def question(self, name: str) -> Question | None:
        """Return what is computed of a fit."""


@dataclass(frozen=True, eq=False)
class Separate:
    """Fits of which each has a job with its own data."""

    jobs: Mapping[str, Job]
    asked: Question | None = None

    def names(self) -> list[str]:
        """Return the names of the fits."""
        return list(self.jobs)

    def job(self, name: str) -> Job:
        """Return the job that makes a fit."""
        return self.jobs[name]

    def task(self, name: str, settings: Mapping[str, Any], *, draws: bool) -> Task[Made]:
        """Return what a worker does for a fit."""
        return Remote(self.jobs[name].beside(settings), self.asked, draws)

    def question(self, name: str) -> Question | None:
        """Return what is computed of a fit."""
        return self.asked


@dataclass(frozen=True, eq=False)
class Remote:
    """A job that is done in another process."""

    job: Job
    question: Question | None = None
    draws: bool = True

    def run(self) -> Made:
        """Return what was sampled, and the answer to the question."""
        return made(self.job, self.question, self.draws)


@dataclass(frozen=True, eq=False)
class LeftOut:
    """Fits to all rows but some, which share the data.

    Attributes:
        whole: the job that fits all rows.
        key: a text that tells ``whole`` from other jobs.
        parts: by the name of a fit, the positions of the rows that it leaves out.
        seeds: the seed of each fit.
        questions: what is computed of each fit.
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
        """Return the job that makes a fit."""
        return _Rest(self.parts[name], {"seed": self.seeds[name]}).job(self.whole)

    def task(self, name: str, settings: Mapping[str, Any], *, draws: bool) -> Task[Made]:
        """Return what a worker does for a fit."""
        own = {**settings, **self.whole.settings, "seed": self.seeds[name]}
        rest = _Rest(self.parts[name], own, self.questions[name], draws)
        return Sharing(Shared(self.key, self.whole), rest)

    def question(self, name: str) -> Question | None:
        """Return what is computed of a fit."""
        return self.questions[name]


@dataclass(frozen=True, eq=False)
class _Rest:
    """What a fit without some rows needs beside the job of all rows."""

    rows: np.ndarray
    settings: Mapping[str, Any]
    question: Question | None = None
    draws: bool = True

    def job(self, whole: Job) -> Job:
        """Return the job that makes the fit."""
        one = whole.on(without(whole.data, self.rows))
        return replace(one, settings={**one.settings, **self.settings})

    def __call__(self, whole: Job) -> Made:
        return made(self.job(whole), self.question, self.draws)


def made(job: Job, question: Question | None, draws: bool = True) -> Made:
    """Make a fit, and return what is needed of it."""
    fit = job.run()
    answer = None if question is None else question(fit)
    return Made(Sampled.of(fit) if draws else None, tuple(problems(fit)), answer)


def without(frame: Frame, rows: np.ndarray) -> Frame:
    """Return the frame without the rows at these positions, and without levels that only they had.

    Raises:
        InvalidArgument: if no row is left.
    """
    kept = np.ones(frame.N, dtype=bool)
    kept[rows] = False
    if not kept.any():
        raise InvalidArgument("No row is left to fit the model to.")
    return frame.where(kept, drop_unused_levels=True)
