"""What many fits send through the client: bytes to the workers, for each function that fits often.

    python -m benchmarks.sent [--rows N] [--fits N]

An executor that pickles every message counts the bytes. Nothing is sampled: a fit is replaced by an
answer of the size that it would have. Writes `results/sent.csv`.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from typing import Any
from unittest import mock

import numpy as np
import pandas as pd

import pybrms_mix as pm
from benchmarks.measure import table, write
from pybrms_mix.base import sharing
from pybrms_mix.calibrate import replicate
from pybrms_mix.refits import many, work
from pybrms_mix.refits.jobs import Job
from pybrms_mix.refits.work import Made, Question, Separate

Row = dict[str, object]
WORKERS = 8


class Counted(Executor):
    """An executor with one worker that counts the bytes of its messages."""

    def __init__(self) -> None:
        self._max_workers = WORKERS
        self.sizes: list[int] = []

    def submit(self, call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do a task at once, as another process would."""
        packed = pickle.dumps((call, args, kwargs))
        self.sizes.append(len(packed))
        future: Future[Any] = Future()
        own, values, named = pickle.loads(packed)
        future.set_result(own(*values, **named))
        return future


def _data(rows: int, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame({"y": rng.normal(size=rows), "x": rng.normal(size=rows)})


def _made(job: Job, question: Question | None, draws: bool = True) -> Made:
    """Return an answer without a fit."""
    return Made(None, (), None)


def folds(rows: int, fits: int, executor: Executor) -> None:
    """Leave out each of ``fits`` folds of one table."""
    whole = Job.of(pm.brm("y ~ x", _data(rows), empty=True), seed=1)
    numbers = np.arange(rows) % fits
    parts = {f"fold{k}": np.flatnonzero(numbers == k) for k in range(fits)}
    held = work.LeftOut(
        whole, whole.fingerprint, parts, dict.fromkeys(parts, 1), dict.fromkeys(parts, len)
    )
    list(many.answered(held, executor=executor, draws=False, silent=2))


def tables(rows: int, fits: int, executor: Executor) -> None:
    """Fit ``fits`` tables, of which each has its own values."""
    one = Job.of(pm.brm("y ~ x", _data(rows), empty=True), seed=1)
    jobs = {f"{k}": one for k in range(fits)}
    list(many.answered(Separate(jobs), executor=executor, draws=False, silent=2))


def replications(rows: int, fits: int, executor: Executor) -> None:
    """Simulate ``fits`` responses for one table."""
    priors = ["normal(0, 1)", pm.prior("normal(0, 1)", "Intercept")]
    priors.append(pm.prior("exponential(1)", "sigma"))
    answer = {"ranks": {}, "rhat": 1.0, "ess": 1.0, "divergent": 0, "replication": 0}

    def run(task: replicate.Task) -> dict[str, Any]:
        return {**answer, "replication": task.number, "seconds": 0.0}

    with mock.patch.object(replicate.Task, "run", run):
        pm.sbc("y ~ x", _data(rows), prior=priors, n=fits, kept=9, executor=executor, silent=2)


CALLS = {"kfold": folds, "sbc": replications, "brm_multiple": tables}


def measured(rows: int, fits: int) -> Iterator[Row]:
    """Yield one line for each function."""
    for name, call in CALLS.items():
        sharing.forget()
        wire = Counted()
        with mock.patch.object(work, "made", _made):
            call(rows, fits, wire)
        sent = sum(wire.sizes)
        yield {
            "function": name, "rows": rows, "fits": fits, "messages": len(wire.sizes),
            "sent MB": round(sent / 1e6, 1),
            "bytes a row and fit": round(sent / rows / fits, 2),
            "largest MB": round(max(wire.sizes) / 1e6, 2),
        }  # fmt: skip


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--fits", type=int, default=200)
    arguments = parser.parse_args()
    found = list(measured(arguments.rows, arguments.fits))
    print(table(found))
    write("sent", found)


if __name__ == "__main__":
    main()
