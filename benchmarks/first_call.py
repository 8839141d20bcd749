"""Processor time of short processes: the import, a first program, a stored fit and its summary.

    python -m benchmarks.first_call FOLDER [turns]

FOLDER holds an earlier version of this package. The processes of the two versions take turns, and
the medians of the turns are written to `results/first_call.csv`. Each version reads a fit that it
has stored itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.measure import table, write

HERE = Path(__file__).parents[1]
_DATA = """
import numpy as np
rng = np.random.default_rng(1)
d = {"y": np.r_[rng.normal(0, 1, 60), rng.normal(5, 1, 60)], "x": rng.normal(size=120)}
model = ("y ~ x", d, "mixture(gaussian, gaussian)")
"""
_STORED = "fit = pm.brm(*model, chains=2, iter=600, seed=1, silent=2, file='stored')\n"
PROCESSES = {
    "import pybrms_mix": "import pybrms_mix",
    "a first program": f"import pybrms_mix as pm{_DATA}pm.make_stancode(*model)",
    "a stored fit and its summary": f"import pybrms_mix as pm{_DATA}{_STORED}str(fit.summary())",
}


def spent(version: Path, program: str, folder: Path) -> float:
    """Return the seconds of processor time of a process with a version of the package."""
    folder.mkdir(exist_ok=True)
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    before = os.times()
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        env=os.environ | threads | {"PYTHONPATH": str(version)},
        cwd=folder, check=True,
    )  # fmt: skip
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def main(earlier: str, turns: int = 15) -> list[dict[str, object]]:
    """Measure, print the table, write it to `results/`, and return its rows."""
    versions = {"earlier": Path(earlier), "this": HERE}
    lines: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as home:
        for name, program in PROCESSES.items():
            seconds: dict[str, list[float]] = {version: [] for version in versions}
            for turn in range(-1, turns):  # the first turn compiles modules and stores the fit
                for version, folder in versions.items():
                    took = spent(folder, program, Path(home) / version)
                    if turn >= 0:
                        seconds[version].append(took)
            old, new = median(seconds["earlier"]), median(seconds["this"])
            lines.append(
                {"process": name, "turns": turns, "earlier (s)": old, "this (s)": new,
                 "this : earlier": new / old}
            )  # fmt: skip
            print(table(lines[-1:]), flush=True)
    print(write("first_call", lines))
    return lines


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
