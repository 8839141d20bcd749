"""Effective draws per second of whole calls: this package, an earlier version, NumPyro and brms.

    python -m benchmarks.beside FILE [--earlier FOLDER] [--numpyro PYTHON] [--brms] [--rows N ...]
        [--groups N] [--turns N]

The model is a mixture of two normals with a covariate; with groups, the coefficients vary by group.
Two chains run on two processors. Each call is a separate process. The time of a call includes
starts and preparation, but no imports. The programs take turns, by default three times; the table
has the medians and their ratios. The NumPyro model is written by hand, has a dense metric and
starts at the true values. It runs in double precision, as Stan does, and in single precision, which
is NumPyro's default. Its time is that of a second call in the same process, which compiles nothing.
FOLDER holds an earlier version of this repository, PYTHON is an interpreter with NumPyro. Only the
named programs are run. brms runs once, for the smaller number of rows; its time is that of a second
fit with the compiled program, and its processor time is that of the sampler.

Each call adds a line to FILE. The table, `results/beside.csv`, has the lines of all calls.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import table, write
from benchmarks.runs import HERE, called

CHAINS, TURNS = 2, 3
BRMS = 10_000  # more rows take many minutes with brms
# Iterations by rows and groups. Warm-up is half of them, unless it is automatic.
ITERATIONS = {(10_000, 0): 2000, (100_000, 0): 400, (10_000, 1_000): 1000}
OURS = ("pybrms_mix", "pybrms_mix, auto")
NUMPYRO = ("numpyro, dense", "numpyro, dense, single precision")


def programs(chosen: argparse.Namespace) -> dict[str, tuple[str, str, Path]]:
    """Return program, interpreter and folder of the package for each name."""
    found = {name: (name, sys.executable, HERE.parent) for name in OURS}
    if chosen.earlier:
        found["earlier version"] = ("pybrms_mix", sys.executable, chosen.earlier)
    if chosen.numpyro:
        for name in NUMPYRO:
            found[name] = (name, chosen.numpyro, HERE.parent)
    if chosen.brms:
        found["brms"] = ("brms", "", HERE.parent)
    return found


def take(rows: int, chosen: argparse.Namespace) -> None:
    """Let the programs take their turns; add a line for each call to the file."""
    for turn in range(chosen.turns):
        for name, (who, python, package) in programs(chosen).items():
            groups = chosen.groups
            if name == "brms" and (turn or groups or rows > BRMS):
                continue
            iterations = ITERATIONS[rows, groups]
            found, _ = called(who, rows, groups, iterations, CHAINS, python, package)
            line = {
                "seconds": found["again"], "processor (s)": found["cpu"],
                "least ESS": found["ess"], "ESS/s": found["ess"] / found["again"],
                "ESS by processor (s)": found["ess"] / found["cpu"],
            }  # fmt: skip
            print(rows, name, line, flush=True)
            with chosen.file.open("a") as file:
                print(
                    json.dumps({"at": (rows, groups), "contender": name, "turn": line}), file=file
                )


def lines(rows: int, groups: int, taken: Sequence[dict[str, Any]]) -> list[dict[str, object]]:
    """Return a line for each program: medians of its turns, with ratios to this package."""
    every: dict[str, list[dict[str, float]]] = {}
    for one in taken:
        if one["at"] == [rows, groups]:
            every.setdefault(one["contender"], []).append(one["turn"])
    medians = {
        name: {column: statistics.median(t[column] for t in turns) for column in turns[0]}
        for name, turns in every.items()
    }
    return [
        {
            "rows": rows, "groups": groups, "draws": f"{CHAINS} x {ITERATIONS[rows, groups] // 2}",
            "contender": name, "turns": len(every[name]), **median,
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
    parser.add_argument("file", type=Path)
    parser.add_argument("--earlier", type=Path)
    parser.add_argument("--numpyro")
    parser.add_argument("--brms", action="store_true")
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--groups", type=int, default=0)
    parser.add_argument("--turns", type=int, default=3)
    chosen = parser.parse_args(list(arguments))
    for rows in chosen.rows:
        take(rows, chosen)
    taken = [json.loads(line) for line in chosen.file.read_text().splitlines()]
    every = [line for rows, groups in ITERATIONS for line in lines(rows, groups, taken)]
    print(table(every))
    print(write("beside", every))


if __name__ == "__main__":
    main(sys.argv[1:])
