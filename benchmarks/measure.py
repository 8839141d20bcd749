"""Timing, tables and result files of the benchmarks."""

from __future__ import annotations

import csv
import datetime
import os
import platform
import resource
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from pybrms_mix import Fit, __version__
from pybrms_mix.results.diagnostics import rhats

_T = TypeVar("_T")
RESULTS = Path(__file__).parent / "results"


Clock = Callable[[], float]


def worst_rhat(fit: Fit, without: Iterable[str] = ()) -> float:
    """Return the largest R-hat of any variable, from ranks of the draws as in the summary.

    ``rhat()`` returns the measure of the fit's dialect instead.
    """
    names = [n for n in fit.posterior.names if n not in set(without)]
    return float(np.nanmax(rhats(fit.posterior, names)))


def interleaved(
    calls: Sequence[Callable[[], object]], seconds: float = 1.0, clock: Clock = time.perf_counter
) -> list[float]:
    """Return the shortest time of each call, in seconds.

    For calls that run on one thread, the clock ``time.thread_time`` counts the processor time of
    this thread, on which other processes have less influence.

    The calls take turns, so that a busy moment of the machine affects all of them. The shortest of
    many times is the least disturbed one. Each turn begins with a call that is not timed: a sampler
    computes one gradient after the other, so that the caches do not hold the data of another
    program.
    """
    once = [_timed(call, 1, clock) for call in calls]
    repeats = [max(1, int(0.002 / t)) for t in once]
    rounds = max(5, int(seconds / sum(t * n for t, n in zip(once, repeats, strict=True))))
    best = once
    for _ in range(rounds):
        now = [_timed(c, n, clock) for c, n in zip(calls, repeats, strict=True)]
        best = [min(a, b) for a, b in zip(best, now, strict=True)]
    return best


def _timed(call: Callable[[], object], repeats: int, clock: Clock) -> float:
    call()
    start = clock()
    for _ in range(repeats):
        call()
    return (clock() - start) / repeats


def peak() -> float:
    """Return the peak memory of this process and of its children, in gigabytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(w).ru_maxrss for w in who) * unit / 1e9


def step(
    lines: list[dict[str, object]],
    what: str,
    call: Callable[[], _T],
    seconds: float = float("inf"),
    gb: float = float("inf"),
) -> _T:
    """Return the result of ``call``; add a line with its time and the peak memory so far."""
    start = time.perf_counter()
    found = call()
    took, most = time.perf_counter() - start, peak()
    reached = "yes" if took <= seconds and most <= gb else "no"
    limits = ["" if limit == float("inf") else limit for limit in (seconds, gb)]
    lines.append(
        {
            "what": what, "seconds": took, "at most (s)": limits[0],
            "peak (GB)": most, "at most (GB)": limits[1], "reached": reached,
        }
    )  # fmt: skip
    print(table(lines[-1:]), flush=True)
    return found


def machine() -> str:
    """Return a description of the machine, with the system and the version of Python."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        cpu = models[0].split(":")[1].strip() if models else cpu
    python = ".".join(map(str, sys.version_info[:3]))
    return f"{cpu}, {os.cpu_count()} cores, {platform.system()}, Python {python}"


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Return the rows as text with aligned columns."""
    names = list(rows[0])
    cells = [names, *([_cell(row[n]) for n in names] for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(names))]
    return "\n".join(
        "  ".join(
            c.ljust(w) if i == 0 else c.rjust(w)
            for i, (c, w) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    )


def _cell(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def read(name: str) -> list[dict[str, str]]:
    """Return the rows of `results/name.csv` as text; none if the file does not exist."""
    path = RESULTS / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def with_others(
    name: str, rows: Sequence[Mapping[str, object]], key: str, order: Iterable[str]
) -> list[Mapping[str, object]]:
    """Return the new rows and those rows of `results/name.csv` that they do not replace.

    Args:
        name: the name of the file, without ".csv".
        rows: the new rows. They replace the rows with the same cell in the column ``key``.
        key: the column that names what a row is about.
        order: all names, in the order of the result. Rows with other names are left out.
    """
    new = {row[key] for row in rows}
    every = [*(row for row in read(name) if row[key] not in new), *rows]
    place = {each: at for at, each in enumerate(order)}
    return sorted((r for r in every if r[key] in place), key=lambda r: place[str(r[key])])


def write(name: str, rows: Sequence[Mapping[str, object]]) -> Path:
    """Write the rows to `results/name.csv` with date, version and machine; return the path.

    Rows of an earlier run, which have a date, keep it. Columns that they lack are empty.
    """
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.csv"
    about = {
        "date": datetime.date.today().isoformat(),
        "version": __version__,
        "machine": machine(),
    }
    with path.open("w", newline="", encoding="utf-8") as file:
        columns = dict.fromkeys(name for row in rows for name in row if name not in about)
        names = [*columns, *about]
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {k: _cell(v) if isinstance(v, float) else v for k, v in {**about, **row}.items()}
            for row in rows
        )
    return path
