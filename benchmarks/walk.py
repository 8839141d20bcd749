"""Waiting times of a user: imports, a whole fit, programs, data, results.

python -m benchmarks.walk
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

import pybrms_mix as pm
from benchmarks.gradient import normals
from benchmarks.measure import interleaved, table, write

ROOT = Path(__file__).resolve().parents[1]
BLOG = ROOT / "examples" / "data" / "blog1.csv"
IMPORT = "import pybrms_mix"
# The model of the first script. A user has imported pandas to read the data.
FIT = f"""
import time, pandas
start = time.perf_counter()
import pybrms_mix as pm
d = pandas.read_csv({str(BLOG)!r})
called = time.perf_counter()
fit = pm.brm(
    "y ~ 1", d, "mixture(gaussian, gaussian)",
    ["prior(normal(0, 7), Intercept, dpar = mu1)", "prior(normal(5, 7), Intercept, dpar = mu2)"],
    seed=1, silent=2,
)
print(fit)
print(time.perf_counter() - called, time.perf_counter() - start)
"""
PROGRAM = f"""
import time, pandas
import pybrms_mix as pm
d = pandas.read_csv({str(BLOG)!r})
start = time.perf_counter()
pm.make_stancode("y ~ 1", d, "mixture(gaussian, gaussian)")
print(time.perf_counter() - start)
"""


def fresh(code: str, repeats: int = 3) -> tuple[float, str]:
    """Return the shortest time of `code` in a process of its own, and the last line of its output.

    Modules are compiled, as pip compiles them, whatever the environment variables are.
    """
    best, last = np.inf, ""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as compiled:
        environment["PYTHONPYCACHEPREFIX"] = compiled
        for _ in range(repeats + 1):
            start = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", code],
                capture_output=True, text=True, cwd=ROOT, check=False, env=environment,
            )  # fmt: skip
            seconds = time.perf_counter() - start
            assert done.returncode == 0, done.stderr
            if seconds < best:
                best, last = seconds, (done.stdout.strip().splitlines() or [""])[-1]
    return best, last


def once(call: Callable[[], object]) -> float:
    """Return the time of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def used(call: Callable[[], object]) -> float:
    """Return the processor time of one call, on which other processes have little influence."""
    start = time.process_time()
    call()
    return time.process_time() - start


def row(what: str, seconds: float, target: float, against: str = "target") -> dict[str, object]:
    """Return a line of the table. ``target`` is a target, or the time of ``against``."""
    reached = "yes" if seconds <= target else "no"
    return {
        "what": what, "seconds": seconds, "target": target, "against": against, "reached": reached,
    }  # fmt: skip


def calls() -> list[dict[str, object]]:
    """Return the lines of calls that need no sampling."""
    small, large = normals(300, 10), normals(1_000_000)
    formula, family = "y ~ x + (1 + x | g)", "mixture(gaussian, gaussian)"
    pm.make_stancode(formula, small, family)
    code, data, priors = interleaved(
        [
            lambda: pm.make_stancode(formula, small, family),
            lambda: pm.make_standata(formula, small, family),
            lambda: pm.get_prior(formula, small, family),
        ],
        2.0,
    )
    bare = min(fresh("import numpy, pandas", 5)[0], fresh("import numpy, pandas", 5)[0])
    imported = fresh(f"import numpy, pandas; {IMPORT}", 5)[0]
    runs = [tuple(map(float, fresh(FIT)[1].split())) for _ in range(2)]
    called, walk = (min(times) for times in zip(*runs, strict=True))
    return [
        row("import pybrms_mix, a fresh process", fresh(IMPORT, 5)[0], 0.5),
        row("import pybrms_mix after numpy and pandas", imported - bare, 0.25),
        row("two intercepts, 4 x 2000: brm() to table, a fresh process", called, 2.0),
        row("the same with the import", walk, 3.0),
        row("the first make_stancode of a process", float(fresh(PROGRAM)[1]), 0.05),
        row("make_stancode, y ~ x + (1 + x | g)", code, 0.05),
        row("make_standata, 300 rows", data, 0.05),
        row("get_prior", priors, 0.05),
        row(
            "make_standata, 1,000,000 rows, y ~ x",
            once(lambda: pm.make_standata("y ~ x", large, family)),
            2.0,
        ),
    ]


def results() -> list[dict[str, object]]:
    """Return the lines of results for 4,000 draws of 300 rows, in processor time."""
    d = pd.read_csv(BLOG)
    fit = pm.brm("y ~ 1", d, "mixture(gaussian, gaussian)", seed=1, silent=2)
    targets = {
        "summary": 0.5,
        "posterior_predict": 0.1,  # brms: 10.7
        "pp_mixture": 0.05,  # brms: 1.1
        "loo": 0.5,  # brms: 0.8
        "log_lik": 0.05,  # brms: 0.4
        "posterior_epred": 0.12,  # brms's time
    }
    found = []
    for name, target in targets.items():
        if not hasattr(fit, name):
            print(f"{name}: not here yet")
            continue
        call = getattr(fit, name)
        shown = (lambda call=call: str(call())) if name == "summary" else call
        seconds = min(used(shown) for _ in range(5))
        found.append(row(f"{name}, 4000 draws x 300 rows", seconds, target))
    return found


def main() -> list[dict[str, object]]:
    """Measure, print the table, write it to `results/`, and return its rows."""
    rows = [*calls(), *results()]
    print(table(rows))
    print(write("walk", rows))
    return rows


if __name__ == "__main__":
    main()
