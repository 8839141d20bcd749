"""Whole runs, each in a process of its own: this package, NumPyro by hand, and brms if installed.

    python -m benchmarks.runs [--small] [--brms]

NumPyro is the extra `bench`. Programs that are not installed are left out, with a message.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.contender import normals
from benchmarks.measure import table, write
from pybrms_mix.results.mixing import ess_bulk

HERE = Path(__file__).parent
# Rows, groups and iterations; half of the iterations are warm-up.
SHAPES = ((300, 0, 2000), (10_000, 0, 2000), (100_000, 0, 400), (10_000, 1000, 400))
BRMS = 300  # more rows take minutes to hours with brms


def contenders(rows: int, brms: bool) -> Iterator[str]:
    """Yield the installed programs that can run this number of rows."""
    yield "pybrms_mix"
    if importlib.util.find_spec("numpyro"):
        yield "numpyro"
    else:
        print("NumPyro is not installed: pip install 'pybrms-mix[bench]'")
    if brms or rows <= BRMS:
        asked = ["Rscript", "-e", "stopifnot(requireNamespace('brms', quietly = TRUE))"]
        if shutil.which("Rscript") and not subprocess.run(asked, check=False).returncode:
            yield "brms"
        else:
            print("brms is not installed.")


def finished(command: Sequence[str], **environment: str) -> tuple[dict[str, float], float]:
    """Return the JSON in the last line of a process, and the peak memory of the process."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=subprocess.DEVNULL, env={**os.environ, **environment}
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, f"{' '.join(command)}: {process.returncode}"
        said.seek(0)
        return json.loads(said.read().splitlines()[-1]), usage.ru_maxrss * 1024


def least(path: Path) -> float:
    """Return the smallest bulk effective sample size, by the same code for all programs."""
    with np.load(path) as draws:
        sizes = [float(ess_bulk(draws[name])) for name in draws if np.ptp(draws[name]) > 0]
    return min(size for size in sizes if np.isfinite(size))


def called(
    who: str,
    rows: int,
    groups: int,
    iterations: int,
    chains: int = 4,
    python: str = sys.executable,
    package: Path = HERE.parent,
    cache: Sequence[str] = (),
) -> tuple[dict[str, float], float]:
    """Run one program; return its times and smallest ESS, and the peak memory.

    Args:
        who: one of `contender.PROGRAMS`, or "brms".
        python: the interpreter of NumPyro, which may have an environment of its own.
        package: the folder from which this package is imported.
        cache: a folder for compiled programs of NumPyro. With it, the program is called once.
    """
    numbers = [str(groups), str(iterations), str(chains)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("d.csv" if who == "brms" else "draws.npz")
        if who == "brms":
            normals(rows, groups).to_csv(path, index=False)
            return finished(["Rscript", str(HERE / "contender.R"), str(path), *numbers])
        command = [python, str(HERE / "contender.py"), who, str(rows), *numbers, str(path), *cache]
        found, peak = finished(command, PYTHONPATH=str(package))
        return {**found, "ess": least(path)}, peak


def run(who: str, rows: int, groups: int, iterations: int) -> dict[str, object]:
    """Run one program, and return its line of the table."""
    found, peak = called(who, rows, groups, iterations)
    return {
        "rows": rows, "groups": groups, "draws": f"4 x {iterations // 2}", "program": who,
        "to the table (s)": found["first"], "again (s)": found["again"],
        "least ESS": round(found["ess"]), "ESS/s": found["ess"] / found["again"],
        "peak (GB)": peak / 1e9,
    }  # fmt: skip


def main(arguments: Sequence[str] = ()) -> list[dict[str, object]]:
    """Run all programs, print the table, write it to `results/`, and return its rows."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.runs")
    parser.add_argument("--small", action="store_true", help="the first shape alone")
    parser.add_argument("--brms", action="store_true", help="brms for every shape: hours")
    chosen = parser.parse_args(list(arguments))
    rows = []
    for shape in SHAPES[:1] if chosen.small else SHAPES:
        here: list[dict[str, object]] = []
        for who in contenders(shape[0], chosen.brms):
            here.append(run(who, *shape))
            here[-1]["ESS/s, ours : its"] = here[0]["ESS/s"] / here[-1]["ESS/s"]
            print(table(here[-1:]), flush=True)
        rows += here
        path = write("runs", rows)  # after each shape, because the larger ones take minutes
    print(table(rows))
    print(path)
    return rows


if __name__ == "__main__":
    main(sys.argv[1:])
