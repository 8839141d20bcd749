"""The share of the computations before sampling in the processor time of whole calls.

    python -m benchmarks.preparation [--turns N]

The calls fit two normals with a covariate: four chains with the default iterations, on stanli. The
processor time of all threads counts, so that other programs hardly disturb the shares. The first
call of each size is not counted: it loads libraries. The table, `results/preparation.csv`, has the
medians over N further calls (7), each with another seed.
"""

from __future__ import annotations

import argparse
import statistics
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from unittest import mock

import pybrms_mix as pm
from benchmarks.contender import FAMILY, normals
from benchmarks.measure import table, write
from pybrms_mix.stan.engines import engine
from pybrms_mix.stan.engines.stanli import StanliProgram

ROWS = (300, 1_000, 3_000, 10_000)
PARTS = {
    "starts and check": (engine, "prepare"), "runaways": (engine, "_inspected"),
    "modes": (engine, "_modes"), "metric": (engine, "_planned"),
    "sampler": (StanliProgram, "sample_tuned"),
}  # fmt: skip
"""The functions whose time counts, by the names of the columns."""


class Clock:
    """The processor time of parts of a call."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(PARTS, 0.0)

    def of(self, part: str, function: object) -> object:
        """Return a function that adds its processor time to a part."""

        def timed(*arguments: object, **named: object) -> object:
            start = time.process_time()
            try:
                return function(*arguments, **named)  # type: ignore[operator]
            finally:
                self.spent[part] += time.process_time() - start

        return timed


def called(rows: int, seed: int) -> dict[str, float]:
    """Return the processor time of one call and of its parts, and its gradients."""
    frame, clock = normals(rows, 0), Clock()
    with ExitStack() as stack:
        for part, (owner, name) in PARTS.items():
            timed = clock.of(part, getattr(owner, name))
            stack.enter_context(mock.patch.object(owner, name, timed))
        start = time.process_time()
        fit = pm.brm("y ~ x", frame, FAMILY, seed=seed, silent=2)
        call = time.process_time() - start
    assert fit.run is not None and fit.run.gradients is not None
    return {**clock.spent, "call": call, "gradients": fit.run.gradients}


def lines(turns: int) -> Iterator[dict[str, object]]:
    """Yield a line for each number of rows."""
    for rows in ROWS:
        calls = [called(rows, seed) for seed in range(turns + 1)][1:]
        shares = {
            part: statistics.median(c[part] / c["call"] for c in calls)
            for part in PARTS
        }  # fmt: skip
        before = statistics.median(
            sum(c[p] for p in PARTS if p != "sampler") / c["call"] for c in calls
        )
        yield {
            "rows": rows, "turns": turns,
            **{f"{part} (%)": round(100 * share, 1) for part, share in shares.items()},
            "all before sampling (%)": round(100 * before, 1),
            "processor (s)": round(statistics.median(c["call"] for c in calls), 3),
            "gradients": round(statistics.median(c["gradients"] for c in calls)),
        }  # fmt: skip


def main() -> None:
    """Measure the calls, print the table, and write it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=7)
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    rows = list(lines(chosen.turns))
    print(table(rows))
    print(write("preparation", rows))


if __name__ == "__main__":
    main()
