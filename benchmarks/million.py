"""A million rows: time and peak memory of each step from the table to loo.

python -m benchmarks.million [rows]
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from typing import TypeVar

import pybrms_mix as pm
from benchmarks.gradient import TWO, normals
from benchmarks.measure import table, write

_T = TypeVar("_T")
ROWS = 1_000_000
Row = dict[str, object]


def peak() -> float:
    """Return the most memory that this process ever held, in gigabytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9


def step(rows: list[Row], what: str, call: Callable[[], _T], seconds: float, gb: float) -> _T:
    """Return what ``call`` returns; add a line about it: seconds, and the peak memory so far."""
    start = time.perf_counter()
    found = call()
    took, most = time.perf_counter() - start, peak()
    reached = "yes" if took <= seconds and most <= gb else "no"
    line = {"what": what, "seconds": took, "at most (s)": seconds, "peak (GB)": most}
    rows.append({**line, "at most (GB)": gb, "reached": reached})
    print(table(rows[-1:]), flush=True)
    return found


def main(rows: int = ROWS) -> list[Row]:
    """Measure, print the table, write it to `results/`; return its rows."""
    d = normals(rows)[["y", "x"]]
    lines: list[Row] = []
    step(lines, "make_standata", lambda: pm.make_standata("y ~ x", d, TWO), 5, 2)
    fit = step(
        lines,
        "brm, 2 x 200 iterations",
        lambda: pm.brm("y ~ x", d, TWO, chains=2, iter=200, seed=1, silent=1),
        float("inf"),
        4,
    )
    print(fit)
    step(lines, "pp_mixture", lambda: pm.pp_mixture(fit), float("inf"), 4)
    step(lines, "loo", lambda: pm.loo(fit), float("inf"), 4)
    step(lines, "log_lik", lambda: pm.log_lik(fit), float("inf"), 4)
    print(table(lines))
    if rows == ROWS:
        print(write("million", lines))
    return lines


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
