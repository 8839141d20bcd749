"""Effective draws per second of whole calls: this package, an earlier version, NumPyro and brms.

    python -m benchmarks.beside [--earlier FOLDER] [--numpyro PYTHON] [--brms] [--rows N ...]

The model is a mixture of two normals with a covariate; two chains run on two processors. Each call
is a separate process. The time of a call includes starts and preparation, but no imports. The
programs take turns three times; the table has the medians and their ratios. The NumPyro model is
written by hand, has a dense metric and starts at the true values; it compiles in the first turn
only. FOLDER holds an earlier version of this repository, PYTHON is an interpreter with NumPyro.
Only the named programs are run. brms runs once, for the smaller number of rows; its time is that of
a second fit with the compiled program, and its processor time is that of the sampler. The script
writes `results/beside.csv`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import table, write
from benchmarks.runs import HERE, called

CHAINS, TURNS = 2, 3
BRMS = 10_000  # more rows take many minutes with brms
# by the number of rows; half of the iterations are warm-up
ITERATIONS = {10_000: 2000, 100_000: 400}
OURS = ("pybrms_mix", "pybrms_mix, auto")


def programs(chosen: argparse.Namespace) -> dict[str, tuple[str, str, Path]]:
    """Return program, interpreter and folder of the package for each name."""
    found = {name: (name, sys.executable, HERE.parent) for name in OURS}
    if chosen.earlier:
        found["earlier version"] = ("pybrms_mix", sys.executable, chosen.earlier)
    if chosen.numpyro:
        found["numpyro, dense"] = ("numpyro, dense", chosen.numpyro, HERE.parent)
    if chosen.brms:
        found["brms"] = ("brms", "", HERE.parent)
    return found


def lines(rows: int, chosen: argparse.Namespace) -> list[dict[str, object]]:
    """Return a line for each program: medians of its turns, with ratios to the first program."""
    every: dict[str, list[dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as cache:
        for turn in range(TURNS):
            for name, (who, python, package) in programs(chosen).items():
                if name == "brms" and (turn or rows > BRMS):
                    continue
                found, _ = called(who, rows, 0, ITERATIONS[rows], CHAINS, python, package, [cache])
                every.setdefault(name, []).append(
                    {
                        "seconds": found["again"], "processor (s)": found["cpu"],
                        "least ESS": found["ess"], "ESS/s": found["ess"] / found["again"],
                        "ESS by processor (s)": found["ess"] / found["cpu"],
                    }
                )  # fmt: skip
                print(rows, name, every[name][-1], flush=True)
    medians = {
        name: {column: statistics.median(t[column] for t in turns) for column in turns[0]}
        for name, turns in every.items()
    }
    return [
        {
            "rows": rows, "draws": f"{CHAINS} x {ITERATIONS[rows] // 2}", "program": name,
            "turns": len(every[name]), **median,
            **{
                f"{ours} : it{suffix}": medians[ours][column] / median[column]
                for ours in OURS
                for suffix, column in (("", "ESS/s"), (", processor", "ESS by processor (s)"))
            },
        }
        for name, median in medians.items()
    ]  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    """Run the programs, print the table, and write it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.beside")
    parser.add_argument("--earlier", type=Path)
    parser.add_argument("--numpyro")
    parser.add_argument("--brms", action="store_true")
    parser.add_argument("--rows", type=int, nargs="*", default=list(ITERATIONS))
    chosen = parser.parse_args(list(arguments))
    every = []
    for rows in chosen.rows:
        every += lines(rows, chosen)
        print(table(every))
        print(write("beside", every))


if __name__ == "__main__":
    main(sys.argv[1:])
