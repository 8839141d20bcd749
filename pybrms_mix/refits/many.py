"""Many fits: run in this process or by any executor, stored as they come, resumed where they were.

``workers.py`` runs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pybrms_mix.base.dialect import current
from pybrms_mix.base.door import warn
from pybrms_mix.base.errors import ConvergenceWarning, InvalidFile
from pybrms_mix.base.processors import processors
from pybrms_mix.base.workers import Where, done, place
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.refits.jobs import Job, Remote, seeds
from pybrms_mix.results.checks import problems
from pybrms_mix.results.fit import Fit
from pybrms_mix.store.sealed import check_writable, sweep
from pybrms_mix.store.store import Store, read

_SEED = "seed.txt"
_LONGEST = 100  # characters of a job's name in the name of its file


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
    # Workers know nothing of the options of this session.
    usual = {"dialect": current().name}
    jobs = {n: replace(job, settings={**usual, **job.settings}) for n, job in jobs.items()}
    paths = _paths(jobs, file)
    left = dict(jobs)
    for name, path in paths.items():
        if path.exists():
            job = left.pop(name)
            yield name, replace(read(path, job.fingerprint), data_name=job.data_name)
    where = place(executor, len(left), max((_processors(j) for j in left.values()), default=1))
    if where != 1:
        left = {n: replace(j, settings={"cores": 1, **j.settings}) for n, j in left.items()}
    if where == 1:
        for name, fit in done(left, where):
            yield name, _kept(fit, jobs[name], paths.get(name))
        return
    # The model and its data are here already: they need not come back with each fit.
    remote = {name: Remote(job) for name, job in left.items()}
    for name, sampled in done(remote, where):
        fit = left[name].fit_of(sampled)
        yield name, _kept(fit, jobs[name], paths.get(name))


def collected(
    jobs: Mapping[str, Job], *, executor: Where = None, file: str | Path | None = None
) -> dict[str, Fit]:
    """Return the fits in the order of ``jobs``; see ``run``."""
    found = dict(run(jobs, executor=executor, file=file))
    return {name: found[name] for name in jobs}


def tuned(jobs: Mapping[str, Job], file: str | Path | None) -> dict[str, Job]:
    """Return jobs of one model that try the same metric and step size first.

    They are found in this process for the data of the first job, by one chain that keeps one draw:
    what the jobs give does not depend on where they run. Jobs whose warm-up is a number find
    nothing, and stay as they are.
    """
    found: Tuning | None = None
    first = next(iter(jobs.values()))
    if first.settings.get("warmup") == "auto":
        short = {**first.settings, "chains": 1, "iter": 2, "thin": 1}
        fits = collected({"tuning": replace(first, settings=short)}, executor=1, file=file)
        found = None if (ran := fits["tuning"].run) is None else ran.tuning
    return dict(jobs) if found is None else {n: job.trying(found) for n, job in jobs.items()}


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


def warn_of(fits: Iterable[tuple[str, Fit]]) -> None:
    """Warn once of all fits whose draws may not represent their posterior.

    Warns:
        ConvergenceWarning: with a line a fit.
    """
    every = [(name, problems(fit)) for name, fit in fits]
    told = [(name, found[0].splitlines()[0]) for name, found in every if found]
    bad = [f"{name}: {line.removesuffix(' See')}" for name, line in told]
    if bad:
        warn(
            f"{len(bad)} of {len(every)} fits may not represent their posteriors.\n"
            + "\n".join(bad),
            ConvergenceWarning,
        )


def _kept(fit: Fit, job: Job, path: Path | None) -> Fit:
    """Store the fit of a job, and return it whether that succeeds or not."""
    stored = Store(path, "always").write(fit, job.fingerprint)
    return fit if path is None else replace(fit, file=stored.file)


def _processors(job: Job) -> int:
    """Return how many processors the fit uses by itself: one a chain."""
    most = job.settings.get("cores") or processors()
    return min(int(job.settings.get("chains", 4)), int(most))


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
    paths = {n: folder / f"{_as_name(n)}-{job.fingerprint}.nc" for n, job in jobs.items()}
    for path in paths.values():
        sweep(path)
    if paths:
        check_writable(next(iter(paths.values())))
    return paths


def _as_name(name: str) -> str:
    """Return a job's name without what the name of a file cannot hold."""
    return re.sub(r"[^A-Za-z0-9._-]", "_", name)[:_LONGEST]
