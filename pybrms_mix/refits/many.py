"""Run many fits in this process or by an executor, store each result, and resume later.

The module ``workers`` of ``base`` runs the tasks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pybrms_mix.base.array_jobs import MAKE, working
from pybrms_mix.base.dialect import current
from pybrms_mix.base.errors import (
    ConvergenceWarning,
    InvalidFile,
    PybrmsError,
)
from pybrms_mix.base.file_errors import reading, writing
from pybrms_mix.base.fit_count import counted
from pybrms_mix.base.processors import processors
from pybrms_mix.base.public_calls import warn
from pybrms_mix.base.workers import Failed, Task, Where, place, results_of
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.refits.fit_job import stored_job
from pybrms_mix.refits.jobs import Job, seeds
from pybrms_mix.refits.work import Outcome, Separate, Work
from pybrms_mix.results.checks import problems
from pybrms_mix.results.fit import Fit
from pybrms_mix.store.job_files import hand_over
from pybrms_mix.store.sealed import check_writable, sweep
from pybrms_mix.store.store import Store, read

_SEED = "seed.txt"
_LONGEST = 100  # the largest number of characters of a job's name in the name of its file


@dataclass(frozen=True, eq=False)
class Refit:
    """A fit that was made in this or another process, or read from the folder.

    Attributes:
        name: the name of the fit.
        job: the job that made it.
        outcome: the draws of the fit, its convergence problems, and the answer to the question of
            the work.
        fit_in_memory: the fit itself, if it is in memory already.
        error: the error of the fit if it failed and errors are kept.
    """

    name: str
    job: Job
    outcome: Outcome | None
    fit_in_memory: Fit | None = None
    error: PybrmsError | None = None

    @property
    def problems(self) -> tuple[str, ...]:
        """Return the reasons why the draws may not represent the posterior."""
        return () if self.outcome is None else self.outcome.problems

    @property
    def fit(self) -> Fit:
        """Return the fit."""
        if self.fit_in_memory is not None:
            return self.fit_in_memory
        assert self.outcome is not None
        assert self.outcome.sampled is not None
        return self.job.fit_of(self.outcome.sampled)


def answered(
    work: Work,
    *,
    executor: Where = None,
    file: str | Path | None = None,
    errors: Literal["raise", "keep"] = "raise",
    draws: bool = True,
    label: str = "fits",
    silent: int = 1,
) -> Iterator[Refit]:
    """Yield each fit with the answer to its question, in order of completion.

    Args:
        work: the fits to make, and the question to answer for each fit where it is made.
        executor: see ``Where``. If a worker dies, only its own fit is lost and run again. Unless a
            job sets ``cores``, chains run sequentially if an executor runs several fits at a time.
        file: a folder that keeps each fit; fits that it holds already are not made again. A stored
            fit is used only if its data, priors, settings and seed are the same.
        errors: "raise", or "keep" to yield the errors of fits and continue.
        draws: whether the caller needs the draws. Otherwise workers send answers only.
        label: the name of the fits in the progress line.
        silent: 2 hides the progress line.

    Raises:
        EngineError: if a fit was lost three times.
        PybrmsError: if a fit fails.
        KeyboardInterrupt: on Ctrl-C; completed fits are stored.
    """
    names = work.names()
    # Workers do not have the options of this session.
    usual = {"dialect": current().name}
    paths = _paths(work, usual, file)
    with counted(label, len(names), silent) as count:
        unfinished = []
        for name in names:
            if (path := paths.get(name)) is not None and path.exists():
                yield _stored(work, name, work.job(name).beside(usual), path)
                count()
            else:
                unfinished.append(name)
        hand_over(
            file,
            label,
            len(names),
            unfinished,
            lambda n: stored_job(work.job(n).beside(usual), paths[n]),
        )
        yield from _fitted(work, unfinished, usual, paths, executor, errors, draws, count)


def _fitted(
    work: Work,
    names: Sequence[str],
    usual: Mapping[str, Any],
    paths: Mapping[str, Path],
    executor: Where,
    errors: str,
    draws: bool,
    count: Callable[[], None],
) -> Iterator[Refit]:
    """Make the remaining fits, and yield each one."""
    cores = max((_processors(work.job(n)) for n in names[:1]), default=1)
    where = place(executor, len(names), cores)
    settings = usual if where == 1 else {"cores": 1, **usual}
    sends_draws = draws or bool(paths)
    tasks = _Tasks(work, names, settings, sends_draws)
    for name, result in results_of(tasks, where, keep_errors=errors == "keep"):
        job = work.job(name).beside(settings)
        if isinstance(result, Failed):
            if not isinstance(result.error, PybrmsError):
                raise result.error
            yield Refit(name, job, None, error=result.error)
        elif sends_draws:
            path = paths.get(name)
            assert result.sampled is not None
            yield Refit(name, job, result, _after_storing(job.fit_of(result.sampled), job, path))
        else:
            yield Refit(name, job, result)
        count()


@dataclass(frozen=True)
class _Tasks(Mapping[str, Task[Outcome]]):
    """The tasks of several fits; each task is constructed on access."""

    work: Work
    names: Sequence[str]
    settings: Mapping[str, Any]
    draws: bool

    def __getitem__(self, name: str) -> Task[Outcome]:
        return self.work.task(name, self.settings, draws=self.draws)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def _stored(work: Work, name: str, job: Job, path: Path) -> Refit:
    """Return a stored fit with the answer to its question."""
    fit = replace(read(path, job.fingerprint), data_name=job.data_name)
    question = work.question(name)
    answer = None if question is None else question(fit)
    return Refit(name, job, Outcome(None, tuple(problems(fit)), answer), fit)


def run(
    jobs: Mapping[str, Job], *, executor: Where = None, file: str | Path | None = None
) -> Iterator[tuple[str, Fit]]:
    """Yield the name and the fit of each job, in order of completion; see ``answered``."""
    for outcome in answered(Separate(jobs), executor=executor, file=file, silent=2):
        yield outcome.name, outcome.fit


def collected(
    jobs: Mapping[str, Job], *, executor: Where = None, file: str | Path | None = None
) -> dict[str, Fit]:
    """Return the fits in the order of ``jobs``; see ``run``."""
    fit_of = dict(run(jobs, executor=executor, file=file))
    return {name: fit_of[name] for name in jobs}


def tuned(jobs: Mapping[str, Job], file: str | Path | None) -> dict[str, Job]:
    """Return the jobs of one model with a common metric and step size, which they try first.

    One chain with one draw adapts them to the data of the first job, in this process. The results
    of the jobs therefore do not depend on where they run. Jobs whose warm-up is a number are
    returned unchanged.
    """
    tuning: Tuning | None = None
    first = next(iter(jobs.values()))
    if first.settings.get("warmup") == "auto":
        short = {**first.settings, "chains": 1, "iter": 2, "thin": 1}
        with working(MAKE):
            fits = collected(
                {"tuning": replace(first, settings=short, stem="")}, executor=1, file=file
            )
        tuning = None if (ran := fits["tuning"].run) is None else ran.tuning
    return dict(jobs) if tuning is None else {n: job.trying(tuning) for n, job in jobs.items()}


def seed_of(seed: int | None, file: str | Path | None) -> int:
    """Return the seed of many fits: the given one, that of the folder ``file``, or a new one.

    A new seed is stored in the folder, so that an interrupted call continues with the same seed.
    """
    new = seeds(seed, 1)[0] if seed is None else seed
    if file is None:
        return new
    path = _folder(file) / _SEED
    if seed is None and path.exists():
        with reading(path):
            text = path.read_text("ascii").strip()
        if not text.isdigit():
            raise InvalidFile(f"The file '{path}' does not hold a seed.", hint="Remove it.")
        return int(text)
    with writing(path, "seed of the fits"):
        path.write_text(f"{new}\n", "ascii")
    return new


def warn_of(found: Mapping[str, Sequence[str]]) -> None:
    """Issue one warning for all fits whose draws may not represent their posterior.

    Args:
        found: the problems of each fit, by name.

    Warns:
        ConvergenceWarning: with one line for each such fit.
    """
    first_lines = [(name, texts[0].splitlines()[0]) for name, texts in found.items() if texts]
    bad = [f"{name}: {line.removesuffix(' See')}" for name, line in first_lines]
    if bad:
        warn(
            f"{len(bad)} of {len(found)} fits may not represent their posteriors.\n"
            + "\n".join(bad),
            ConvergenceWarning,
        )


def warn_of_failed(failed: Mapping[str, PybrmsError], count: int) -> None:
    """Issue one warning for all failed fits, if errors are kept.

    Raises:
        PybrmsError: the first error, if all fits failed.

    Warns:
        PybrmsWarning: with the first line of each error.
    """
    if not failed:
        return
    if len(failed) == count:
        raise next(iter(failed.values()))
    lines = [f"{name}: {error.message.splitlines()[0]}" for name, error in failed.items()]
    warn(f"{len(failed)} of {count} fits failed.\n" + "\n".join(lines))


def _after_storing(fit: Fit, job: Job, path: Path | None) -> Fit:
    """Store the fit of a job if possible, and return the fit."""
    stored = Store(path, "always").write(fit, job.fingerprint)
    return fit if path is None else replace(fit, file=stored.file)


def _processors(job: Job) -> int:
    """Return the number of processors that one fit uses: one for each chain."""
    most = job.settings.get("cores") or processors()
    return min(int(job.settings.get("chains", 4)), int(most))


def _folder(file: str | Path) -> Path:
    path = Path(file)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidFile(
            f"'{path}' cannot be the folder of the fits: {error.strerror}.",
            hint="Several fits need a folder, but file is the name of one file.",
        ) from error
    return path


def _paths(work: Work, usual: Mapping[str, Any], file: str | Path | None) -> dict[str, Path]:
    """Return the file of each fit; an empty mapping without a folder."""
    if file is None:
        return {}
    folder = _folder(file)
    paths = {name: folder / _file_name(name, work.job(name), usual) for name in work.names()}
    for path in paths.values():
        sweep(path)
    if paths:
        check_writable(next(iter(paths.values())))
    return paths


def _file_name(name: str, job: Job, usual: Mapping[str, Any]) -> str:
    return f"{_as_name(job.stem or name)}-{job.beside(usual).fingerprint}.nc"


def _as_name(name: str) -> str:
    """Return a job's name without the characters that a file name cannot have."""
    return re.sub(r"[^A-Za-z0-9._-]", "_", name)[:_LONGEST]
