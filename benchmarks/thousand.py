"""Peak memory and time outside the sampler for a thousand groups with four coefficients each.

python -m benchmarks.thousand [stanli|pystan] [groups]
"""

from __future__ import annotations

import sys
import time
from typing import Any
from unittest import mock

import pybrms_mix as pm
from benchmarks.gradient import TWO, normals
from benchmarks.measure import step, table, write
from pybrms_mix.stan.engines.pystan import PyStanProgram
from pybrms_mix.stan.engines.stanli import StanliProgram

GROUPS, ROWS = 1_000, 10_000
PROGRAMS = {"stanli": StanliProgram, "pystan": PyStanProgram}


def main(engine: str = "stanli", groups: int = GROUPS) -> list[dict[str, object]]:
    """Measure, print the table, write it to `results/`, and return its rows."""
    d = normals(ROWS, groups)
    sample = PROGRAMS[engine].sample
    chains: list[float] = []

    def timed(*arguments: Any) -> Any:
        found = sample(*arguments)
        # The number of chains at a time is the number of processors.
        chains.append(float(found.seconds.sum()) / arguments[1].parallel)
        return found

    lines: list[dict[str, object]] = []
    start = time.perf_counter()
    with mock.patch.object(PROGRAMS[engine], "sample", timed):
        fit = step(
            lines, f"{groups} groups x 4, {engine}, 4 x 2000 iterations",
            lambda: pm.brm("y ~ x + (1 + x | g)", d, TWO, backend=engine, seed=1, silent=2), gb=2,
        )  # fmt: skip
    outside = time.perf_counter() - start - chains[0]
    lines.append({**lines[0], "what": "of which outside the sampler", "seconds": outside})
    lines[-1]["at most (s)"] = 0.1 * float(str(lines[0]["seconds"]))
    lines[-1]["reached"] = "yes" if outside <= lines[-1]["at most (s)"] else "no"
    step(lines, "summary", lambda: str(fit), gb=2)
    step(lines, "ranef", fit.ranef, gb=2)
    print(table(lines))
    if groups == GROUPS:
        print(write("thousand" if engine == "stanli" else f"thousand_{engine}", lines))
    return lines


if __name__ == "__main__":
    main(*sys.argv[1:2], *map(int, sys.argv[2:]))
