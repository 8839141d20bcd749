"""The bytes that functions with many fits send to the workers and back through the client.

    python -m benchmarks.sent [--rows N] [--fits N]

An executor that pickles every message counts the bytes. The draws of one fit to few rows stand for
the draws of each fit, because they need the same number of bytes. The script writes
`results/sent.csv`.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from functools import cache, partial
from typing import Any
from unittest import mock

import numpy as np
import pandas as pd

import pybrms_mix as pm
from benchmarks.measure import table, write
from pybrms_mix.base import sharing
from pybrms_mix.calibrate import replicate
from pybrms_mix.refits import many, multiple, work
from pybrms_mix.refits.jobs import Job, Sampled
from pybrms_mix.refits.work import Outcome, Question

Row = dict[str, object]
WORKERS = 8


class Counted(Executor):
    """An executor with one worker that counts the bytes of its messages."""

    def __init__(self) -> None:
        self._max_workers = WORKERS
        self.sent: list[int] = []
        self.got: list[int] = []

    def submit(self, call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a task immediately, as another process would."""
        packed = pickle.dumps((call, args, kwargs))
        self.sent.append(len(packed))
        own, values, named = pickle.loads(packed)
        result = pickle.dumps(own(*values, **named))
        self.got.append(len(result))
        future: Future[Any] = Future()
        future.set_result(pickle.loads(result))
        return future


def _data(rows: int, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame({"y": rng.normal(size=rows), "x": rng.normal(size=rows)})


@cache
def _sampled(formula: str) -> Sampled:
    """Return the draws of one fit to few rows."""
    table = _data(200).assign(n=np.arange(200) % 7, g=list("abcdefghij") * 20)
    return Sampled.of(pm.brm(formula, table, seed=1, warmup="auto", silent=2))


def _made(job: Job, question: Question | None, draws: bool = True) -> Outcome:
    """Return an outcome without a fit, after the worker has read its rows."""
    assert job.frame.N
    return Outcome(_sampled(job.formula) if draws else None, (), question and question(job.frame.N))


def _means(parts: int, rows: int) -> np.ndarray:
    """Return an array of the size of the answer for a fold: a mean for each row."""
    return np.random.default_rng(1).normal(size=rows // parts)


def folds(rows: int, fits: int, executor: Executor) -> None:
    """Leave out each of ``fits`` folds of one table."""
    whole = Job.of(pm.brm("y ~ x", _data(rows), empty=True), seed=1)
    numbers = np.arange(rows) % fits
    parts = {f"fold{k}": np.flatnonzero(numbers == k) for k in range(fits)}
    held = work.LeftOut(
        whole, whole.fingerprint, parts, dict.fromkeys(parts, 1),
        dict.fromkeys(parts, partial(_means, fits)),
    )  # fmt: skip
    list(many.answered(held, executor=executor, draws=False, silent=2))


def _fitted(sources: list[Any], formula: str, executor: Executor) -> None:
    pm.brm_multiple(formula, sources, combine=False, seed=1, executor=executor, silent=2)


def tables(rows: int, fits: int, executor: Executor) -> None:
    """Fit tables of random numbers without common values, which have to be sent in full."""
    _fitted([_data(rows, seed) for seed in range(fits)], "y ~ x", executor)


def counts(rows: int, fits: int, executor: Executor) -> None:
    """Fit tables with a column of counts, one of two decimals, and one of ten groups."""
    made = []
    for seed in range(fits):
        rng = np.random.default_rng(seed)
        columns = {
            "n": rng.poisson(3, rows), "x": rng.normal(50, 10, rows).round(2),
            "g": rng.choice(list("abcdefghij"), rows),
        }  # fmt: skip
        made.append(pd.DataFrame(columns))
    _fitted(made, "n ~ x + g", executor)


def imputations(rows: int, fits: int, executor: Executor) -> None:
    """Fit imputations of one table, which differ in a tenth of one column."""
    table, missing = _data(rows), np.random.default_rng(0).random(rows) < 0.1
    made = [
        table.assign(x=np.where(missing, _data(rows, seed)["x"], table["x"]))
        for seed in range(fits)
    ]
    _fitted(made, "y ~ x", executor)


def functions(rows: int, fits: int, executor: Executor) -> None:
    """Fit tables that the worker simulates, as it would read files."""
    _fitted([partial(_data, rows, seed) for seed in range(fits)], "y ~ x", executor)


def replications(rows: int, fits: int, executor: Executor) -> None:
    """Simulate ``fits`` responses for one table."""
    priors = ["normal(0, 1)", pm.prior("normal(0, 1)", "Intercept")]
    priors.append(pm.prior("exponential(1)", "sigma"))
    answer = {"ranks": {}, "rhat": 1.0, "ess": 1.0, "divergent": 0, "replication": 0}

    def run(task: replicate.Task) -> dict[str, Any]:
        return {**answer, "replication": task.number, "seconds": 0.0}

    with mock.patch.object(replicate.Task, "run", run):
        pm.sbc("y ~ x", _data(rows), prior=priors, n=fits, kept=9, executor=executor, silent=2)


def _same(jobs: Mapping[str, Job], file: object) -> Mapping[str, Job]:
    return jobs


CALLS = {
    "kfold": folds,
    "sbc": replications,
    "brm_multiple: files or functions": functions,
    "brm_multiple: imputations": imputations,
    "brm_multiple: counts, decimals, groups": counts,
    "brm_multiple: random numbers": tables,
}


def measured(rows: int, fits: int) -> Iterator[Row]:
    """Yield one line for each function."""
    for name, call in CALLS.items():
        sharing.forget()
        wire = Counted()
        # The workers call ``made``; a separate fit finds the metric that the fits share.
        with mock.patch.object(work, "made", _made), mock.patch.object(multiple, "tuned", _same):
            call(rows, fits, wire)
        sent = sum(wire.sent)
        yield {
            "function": name, "rows": rows, "fits": fits, "messages": len(wire.sent),
            "sent MB": round(sent / 1e6, 1),
            "back MB": round(sum(wire.got) / 1e6, 1),
            "bytes a row and fit": round(sent / rows / fits, 2),
            "largest MB": round(max(wire.sent) / 1e6, 2),
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
