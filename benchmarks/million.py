"""Time and peak memory of each step from the table to loo, for a million rows.

It takes half an hour.

    python -m benchmarks.million [rows]
    python -m benchmarks.million draws [rows [processors]]

The second form samples 4 chains of 500 draws after an automatic warm-up, and writes the time of the
whole call, R-hat and the effective sample size to `results/million_draws.csv`.
"""

from __future__ import annotations

import os
import sys
import time

import pybrms_mix as pm
from benchmarks.gradient import TWO, normals
from benchmarks.measure import peak, step, table, worst_rhat, write
from pybrms_mix.results import mixing

ROWS = 1_000_000


def main(rows: int = ROWS) -> list[dict[str, object]]:
    """Measure, print the table, write it to `results/`, and return its rows."""
    d = normals(rows)[["y", "x"]]
    lines: list[dict[str, object]] = []
    step(lines, "make_standata", lambda: pm.make_standata("y ~ x", d, TWO), 5, 2)
    fit = step(
        lines, "brm, 2 x 200 iterations",
        lambda: pm.brm("y ~ x", d, TWO, chains=2, iter=200, seed=1), gb=4,
    )  # fmt: skip
    print(fit)
    step(lines, "pp_mixture", lambda: pm.pp_mixture(fit), gb=4)
    step(lines, "loo", lambda: pm.loo(fit), gb=4)
    step(lines, "log_lik", lambda: pm.log_lik(fit), gb=4)
    print(table(lines))
    if rows == ROWS:
        print(write("million", lines))
    return lines


def draws(rows: int = ROWS, processors: int = 2) -> dict[str, object]:
    """Measure one call with 4 chains of 500 draws, print its line, write it; return it."""
    d = normals(rows)[["y", "x"]]
    start, before = time.perf_counter(), sum(os.times()[:4])
    fit = pm.brm(
        "y ~ x", d, TWO, chains=4, iter=1000, warmup="auto", cores=processors, seed=1, silent=2
    )
    seconds, spent = time.perf_counter() - start, sum(os.times()[:4]) - before
    shown = [n for n in fit.variables() if n.startswith(("b_", "sigma", "theta"))]
    line: dict[str, object] = {
        "rows": rows, "draws": f"4 x {fit.run.iter - fit.run.warmup}", "warmup": fit.run.warmup,
        "processors": processors, "seconds": seconds, "processor (s)": spent,
        "gradients": fit.run.gradients, "worst R-hat": worst_rhat(fit),
        "least ESS": min(mixing.ess_bulk(fit.posterior.select([n]).values[..., 0]) for n in shown),
        "peak (GB)": peak(),
    }  # fmt: skip
    print(table([line]))
    if rows == ROWS:
        print(write("million_draws", [line]))
    return line


if __name__ == "__main__":
    if sys.argv[1:2] == ["draws"]:
        draws(*map(int, sys.argv[2:]))
    else:
        main(*map(int, sys.argv[1:]))
