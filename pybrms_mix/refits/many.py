"""Many fits: run in this process or by any executor, stored as they come, resumed where they were.

The one place of the package that runs more than one fit.
"""

from __future__ import annotations

import os
import warnings
from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeAlias

from pybrms_mix.errors import (
    ConvergenceWarning,
    EngineError,
    InvalidArgument,
    InvalidFile,
    PybrmsWarning,
)
from pybrms_mix.refits.jobs import Job, seeds
from pybrms_mix.results.checks import problems
from pybrms_mix.results.fit import Fit
from pybrms_mix.store import read, write

Where: TypeAlias = "Executor | int | None"
"""What runs fits: an executor of ``concurrent.futures`` (Dask's and Ray's are), a number of
processes on this machine, or None: this process, one fit after the other."""

_TRIES = 3
_SEED = "seed.txt"


def run(
    jobs: Mapping[str, Job], *, executor: Where = None, file: str | Path | None = None
) -> Iterator[tuple[str, Fit]]:
    """Yield each job's name and fit, as they come.

    Args:
        jobs: what to fit, by a name that can be part of a file's name.
        executor: see ``Where``. A worker that dies loses its own fit only, which is run again.
            Unless the job says ``cores``, chains run one after the other where an executor runs
            several fits at a time.
        file: a folder that keeps each fit; fits that it holds already are not made again. A fit
            is told from others by all that it is made of: data, priors, settings and seed.

    Raises:
        EngineError: if a fit was lost three times.
        PybrmsError: if a fit fails.
        KeyboardInterrupt: on Ctrl-C; what is finished is stored.
    """
    paths = _paths(jobs, file)
    left = dict(jobs)
    for name, path in paths.items():
        if path.exists():
            yield name, replace(read(path), data_name=left.pop(name).data_name)
    for name, fit in _here(left) if executor is None else _elsewhere(left, executor):
        if name in paths:
            write(fit, paths[name])
        yield name, fit


def collected(
    jobs: Mapping[str, Job], *, executor: Where = None, file: str | Path | None = None
) -> dict[str, Fit]:
    """Return the fits in the order of ``jobs``; see ``run``."""
    found = dict(run(jobs, executor=executor, file=file))
    return {name: found[name] for name in jobs}


def seed_of(seed: int | None, file: str | Path | None) -> int:
    """Return the seed of many fits: the given one, that of the folder ``file``, or a new one.

    A new one is kept in the folder, so that an interrupted job goes on as it began.
    """
    new = seeds(seed, 1)[0] if seed is None else seed
    if file is None:
        return new
    path = _folder(file) / _SEED
    if seed is None and path.exists():
        text = path.read_text("ascii").strip()
        if not text.isdigit():
            raise InvalidFile(f"The file '{path}' does not hold a seed.", hint="Remove it.")
        return int(text)
    path.write_text(f"{new}\n", "ascii")
    return new


def warn_of(fits: Iterable[tuple[str, Fit]], stacklevel: int = 3) -> None:
    """Warn once of all fits whose draws may not represent their posterior.

    Warns:
        ConvergenceWarning: with a line a fit.
    """
    every = [(name, problems(fit)) for name, fit in fits]
    told = [(name, found[0].splitlines()[0]) for name, found in every if found]
    bad = [f"{name}: {line.removesuffix(' See')}" for name, line in told]
    if bad:
        warnings.warn(
            f"{len(bad)} of {len(every)} fits may not represent their posteriors.\n"
            + "\n".join(bad),
            ConvergenceWarning,
            stacklevel=stacklevel,
        )


def _folder(file: str | Path) -> Path:
    path = Path(file)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidFile(
            f"'{path}' cannot be the folder of the fits: {error.strerror}.",
            hint="Several fits need a folder: file names one.",
        ) from error
    return path


def _paths(jobs: Mapping[str, Job], file: str | Path | None) -> dict[str, Path]:
    if file is None:
        return {}
    folder = _folder(file)
    return {name: folder / f"{name}-{job.fingerprint}.nc" for name, job in jobs.items()}


def _here(jobs: Mapping[str, Job]) -> Iterator[tuple[str, Fit]]:
    for name, job in jobs.items():
        yield name, job.run()


def _elsewhere(jobs: Mapping[str, Job], executor: Executor | int) -> Iterator[tuple[str, Fit]]:
    """Yield the fits that an executor's workers make, replacing it when it is broken."""
    left = {n: replace(j, settings={"cores": 1, **j.settings}) for n, j in jobs.items()}
    lost: Counter[str] = Counter()
    own = None if isinstance(executor, Executor) else _processes(_count(executor))
    pool = own or executor
    try:
        while left:
            assert isinstance(pool, Executor)
            broken = yield from _round(left, pool, lost)
            if broken:
                size = _size(pool) or 1
                if own is not None:
                    own.shutdown(wait=False, cancel_futures=True)
                pool = own = _processes(min(size, len(left) or 1))
    finally:
        if own is not None:
            own.shutdown(wait=False, cancel_futures=True)


def _round(
    left: dict[str, Job], pool: Executor, lost: Counter[str]
) -> Generator[tuple[str, Fit], None, bool]:
    """Yield fits, taking them off ``left``; return whether ``pool`` is of no further use.

    A process that dies takes along what runs beside it: fits that were lost come last, one by one.
    """
    waiting: dict[Future[Any], str] = {}
    queue = deque(sorted(left, key=lost.__getitem__))
    broken = False
    try:
        while waiting or (queue and not broken):
            broken = broken or not _submitted(queue, left, pool, lost, waiting)
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            gone: dict[str, BaseException | None] = {}
            for future in done:
                name = waiting.pop(future)
                if future.cancelled() or future.exception() is not None:
                    gone[name] = None if future.cancelled() else future.exception()
                    continue
                yield name, _result(future)
                del left[name]
            broken = broken or any(isinstance(e, BrokenExecutor) for e in gone.values())
            _count_lost(gone, lost)
    finally:
        for future in waiting:
            future.cancel()
    return broken


def _submitted(
    queue: deque[str],
    left: Mapping[str, Job],
    pool: Executor,
    lost: Counter[str],
    waiting: dict[Future[Any], str],
) -> bool:
    """Hand ``pool`` as many fits as it can run; return whether it takes them."""
    try:
        while queue and len(waiting) < (1 if lost[queue[0]] else _size(pool) or len(left)):
            waiting[pool.submit(_attempt, left[queue[0]])] = queue[0]
            queue.popleft()
    except BrokenExecutor:
        return False
    return True


def _result(future: Future[Any]) -> Fit:
    result = future.result()
    if isinstance(result, BaseException):
        raise result
    assert isinstance(result, Fit)
    return result


def _size(pool: Executor) -> int | None:
    """Return how many fits an executor of the standard library runs at a time."""
    return getattr(pool, "_max_workers", None)


def _attempt(job: Job) -> Fit | Exception:
    """Return the fit, or what went wrong: any exception that is raised is then the executor's."""
    try:
        return job.run()
    except Exception as error:
        return error


def _count_lost(gone: Mapping[str, BaseException | None], lost: Counter[str]) -> None:
    """Note which fits were lost, and why.

    Raises:
        EngineError: if one was lost three times.
    """
    lost.update(gone.keys())
    for name, failure in gone.items():
        why = f"{type(failure).__name__}: {failure}".strip(": ")
        if lost[name] >= _TRIES:
            raise EngineError(
                f"The worker of fit '{name}' was lost {_TRIES} times: {why}",
                hint="Does one fit need more memory than a worker has?",
            ) from failure
    if gone:
        warnings.warn(
            f"A worker was lost with these fits, which are run again: {', '.join(gone)}.",
            PybrmsWarning,
            stacklevel=2,
        )


def _count(executor: object) -> int:
    if isinstance(executor, bool) or not isinstance(executor, int) or executor < 1:
        raise InvalidArgument(
            f"Argument 'executor' cannot be {executor!r}.",
            hint="It is a concurrent.futures.Executor, a number of processes, or None.",
        )
    return executor


def _processes(count: int) -> ProcessPoolExecutor:
    """Return processes of this machine; not forked: engines and clusters keep threads."""
    return ProcessPoolExecutor(min(count, os.cpu_count() or count), get_context("spawn"))
