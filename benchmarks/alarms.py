"""How often `mode_check` finds fault with fits of well separated mixtures, where nothing is wrong.

python -m benchmarks.alarms [SEEDS]

Each seed simulates anew and fits 4 chains of 1000 iterations from the default starts.
"""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from collections.abc import Callable

import numpy as np
import pandas as pd

import pybrms_mix as pm
from benchmarks.measure import table, write

TWO = "mixture(gaussian, gaussian)"


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


CASES: dict[str, tuple[Callable[[np.random.Generator], pd.DataFrame], str, str]] = {
    "two clusters": (plain, "y ~ 1", TWO),
    "two lines": (lines, "y ~ x", TWO),
    "counts": (counts, "y ~ x", "mixture(poisson, poisson)"),
    "clusters in groups": (visits, "y ~ 1 + (1 | g)", TWO),
}


def alarms(name: str, seeds: int) -> dict[str, object]:
    """Return the share of fits with a verdict, and of those with a note."""
    make, formula, family = CASES[name]
    verdicts: Counter[str] = Counter()
    notes, worst = 0, 0.0
    for seed in range(1, seeds + 1):
        data = make(np.random.default_rng(seed))
        fit = pm.brm(formula, data, family, iter=1000, seed=seed, silent=2, cores=2)
        check = pm.mode_check(fit)
        verdicts[check.verdict] += 1
        notes += bool(check.notes)
        worst = max(worst, float(np.nanmax(pm.rhat(fit))))
    wrong = {v: n for v, n in verdicts.items() if v != "healthy"}
    return {
        "data": name, "fits": seeds, "alarms": seeds - verdicts["healthy"], "notes": notes,
        "which": "; ".join(f"{n} {v}" for v, n in wrong.items()), "worst rhat": worst,
    }  # fmt: skip


def main() -> None:
    warnings.simplefilter("ignore")
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    rows = [alarms(name, seeds) for name in CASES]
    print(table(rows))
    print(write("alarms", rows))


if __name__ == "__main__":
    main()
