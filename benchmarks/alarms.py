"""How often `mode_check` finds fault with fits of mixtures where nothing is wrong.

python -m benchmarks.alarms [SEEDS] [FIRST SEED] [NAME ...]

Each seed simulates anew and fits 4 chains from the default starts. The data are well separated
components, and components that overlap: 80 rows, means 2.3 standard deviations apart. Between
overlapping components the posterior may have several modes. A fit whose R-hat is 1.05 or more did
not converge: its verdict is no false alarm, and such fits are counted apart.
"""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

import pybrms_mix as pm
from benchmarks.measure import table, write

TWO = "mixture(gaussian, gaussian)"
CONVERGED = 1.05  # R-hat


def plain(rng: np.random.Generator) -> pd.DataFrame:
    which = rng.random(150) < 0.4
    return pd.DataFrame({"y": np.where(which, 5.0, 0.0) + rng.normal(size=150)})


def lines(rng: np.random.Generator) -> pd.DataFrame:
    x, which = rng.uniform(-2, 2, 150), rng.random(150) < 0.4
    y = np.where(which, 4 - 2 * x, 2 * x) + 0.6 * rng.normal(size=150)
    return pd.DataFrame({"y": y, "x": x})


def counts(rng: np.random.Generator) -> pd.DataFrame:
    x, which = rng.normal(size=150), rng.random(150) < 0.4
    return pd.DataFrame({"y": rng.poisson(np.exp(np.where(which, 3, 1) + 0.2 * x)), "x": x})


def visits(rng: np.random.Generator) -> pd.DataFrame:
    g, which = rng.integers(0, 10, 150), rng.random(150) < 0.4
    y = np.where(which, 6.0, 0.0) + 0.7 * rng.normal(size=10)[g] + rng.normal(size=150)
    return pd.DataFrame({"y": y, "g": g})


def overlapping(rng: np.random.Generator, count: int = 2) -> pd.DataFrame:
    return pd.DataFrame({"y": rng.normal(2.3 * rng.integers(0, count, 80), 1)})


def three_overlapping(rng: np.random.Generator) -> pd.DataFrame:
    return overlapping(rng, 3)


CASES: dict[str, tuple[Callable[[np.random.Generator], pd.DataFrame], str, str]] = {
    "two clusters": (plain, "y ~ 1", TWO),
    "two lines": (lines, "y ~ x", TWO),
    "counts": (counts, "y ~ x", "mixture(poisson, poisson)"),
    "clusters in groups": (visits, "y ~ 1 + (1 | g)", TWO),
    "two that overlap": (overlapping, "y ~ 1", TWO),
    "three that overlap": (three_overlapping, "y ~ 1", "mixture(gaussian, nmix = 3)"),
}


def alarms(name: str, seeds: Sequence[int]) -> dict[str, object]:
    """Return the numbers of fits with a verdict, with a note, and without convergence."""
    make, formula, family = CASES[name]
    verdicts: Counter[str] = Counter()
    notes = apart = 0
    iterations = 2000 if "overlap" in name else 1000
    worst = 0.0
    for seed in seeds:
        data = make(np.random.default_rng(seed))
        fit = pm.brm(formula, data, family, iter=iterations, seed=seed, silent=2, cores=1)
        check, rhat = pm.mode_check(fit), float(np.nanmax(pm.rhat(fit)))
        worst = max(worst, rhat)
        if rhat >= CONVERGED:
            apart += 1
            print(name, seed, f"R-hat {rhat:.2f}", check.verdict, flush=True)
            continue
        verdicts[check.verdict] += 1
        notes += bool(check.notes)
        if check.verdict != "healthy":
            print(name, seed, f"R-hat {rhat:.2f}", check.verdict, flush=True)
    wrong = {v: n for v, n in verdicts.items() if v != "healthy"}
    return {
        "data": name, "fits": len(seeds), "seeds": f"{seeds[0]} to {seeds[-1]}",
        "iterations": iterations,
        "alarms": sum(wrong.values()), "notes": notes, "R-hat over 1.05": apart,
        "which": "; ".join(f"{n} {v}" for v, n in wrong.items()), "worst rhat": worst,
    }  # fmt: skip


def main() -> None:
    warnings.simplefilter("ignore")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    rows = []
    for name in sys.argv[3:] or CASES:
        rows.append(alarms(name, range(first, first + count)))
        print(table(rows[-1:]), flush=True)
    if not sys.argv[3:]:
        print(write("alarms", rows))


if __name__ == "__main__":
    main()
