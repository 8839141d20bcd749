"""Time and peak memory of each step from the table to loo, for a million rows.

It takes half an hour.

python -m benchmarks.million [rows]
"""

from __future__ import annotations

import sys

import pybrms_mix as pm
from benchmarks.gradient import TWO, normals
from benchmarks.measure import step, table, write

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


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
