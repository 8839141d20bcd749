"""The rate of false alarms of `mode_check` for fits of mixtures without a problem.

python -m benchmarks.alarms FOLDER [SEEDS] [NAME ...]

With NAME, only the rows of these cases are measured again. The cases from "students on lines" on
were declared to be free of alarms before they were run. Two others, declared with the first of
them, were no examples of sound fits: durations by a factor have labels that may be exchanged within
its levels, which all fits report as several modes, and on overlapping lines with brms's flat priors
a component runs away.

Each seed simulates a data set and fits 4 chains from the default starts. The components are well
separated, or overlap: 80 rows, means 2.3 standard deviations apart. With overlapping components the
posterior may have several modes. A fit with an R-hat of at least 1.05 did not converge: its verdict
is no false alarm, and such fits are counted separately. A note is no alarm.

FOLDER holds a file with one line for each fit; fits in the file are not made again.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd

import pybrms_mix as pm
from benchmarks.measure import table, with_others, worst_rhat, write

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


def students(rng: np.random.Generator) -> pd.DataFrame:
    x, which = rng.normal(size=200), rng.random(200) < 0.4
    return pd.DataFrame({"y": np.where(which, 7 + x, 0) + rng.standard_t(6, 200), "x": x})


def persons(rng: np.random.Generator) -> pd.DataFrame:
    person, t = np.repeat(np.arange(30), 6), np.tile(np.linspace(-1, 1, 6), 30)
    which = (rng.random(30) < 0.5)[person]
    y = np.where(which, 3 + t, 0 - t) + 0.6 * rng.normal(size=180)
    return pd.DataFrame({"y": y, "t": t, "id": person})


def proportions(rng: np.random.Generator) -> pd.DataFrame:
    x = rng.normal(size=200)
    which = rng.random(200) < 1 / (1 + np.exp(-x))
    return pd.DataFrame({"y": np.where(which, 5, 0) + rng.normal(size=200), "x": x})


def overlapping_counts(rng: np.random.Generator) -> pd.DataFrame:
    return pd.DataFrame({"y": rng.poisson(np.where(rng.random(120) < 0.5, 3.0, 7.0))})


def durations(rng: np.random.Generator) -> pd.DataFrame:
    log_time = np.where(rng.random(150) < 0.3, 6.8, 5.2) + 0.3 * rng.normal(size=150)
    return pd.DataFrame({"y": np.exp(log_time)})


def successes(rng: np.random.Generator) -> pd.DataFrame:
    x = rng.normal(size=150)
    eta = np.where(rng.random(150) < 0.4, 1.5, -1.5) + 0.3 * x
    return pd.DataFrame({"y": rng.binomial(20, 1 / (1 + np.exp(-eta))), "n": 20, "x": x})


def waits(rng: np.random.Generator) -> pd.DataFrame:
    return pd.DataFrame({"y": rng.gamma(8, np.where(rng.random(150) < 0.5, 2, 16) / 8)})


def overlapping_durations(rng: np.random.Generator) -> pd.DataFrame:
    return pd.DataFrame({"y": np.exp(5 + 0.3 * overlapping(rng)["y"])})


def overlapping_successes(rng: np.random.Generator) -> pd.DataFrame:
    return pd.DataFrame({"y": rng.binomial(15, np.where(rng.random(120) < 0.5, 0.3, 0.6)), "n": 15})


CASES: dict[str, tuple[Callable[[np.random.Generator], pd.DataFrame], str, str]] = {
    "two clusters": (plain, "y ~ 1", TWO),
    "two lines": (lines, "y ~ x", TWO),
    "counts": (counts, "y ~ x", "mixture(poisson, poisson)"),
    "clusters in groups": (visits, "y ~ 1 + (1 | g)", TWO),
    "two that overlap": (overlapping, "y ~ 1", TWO),
    "three that overlap": (three_overlapping, "y ~ 1", "mixture(gaussian, nmix = 3)"),
    "students on lines": (students, "y ~ x", "mixture(student, student)"),
    "whole persons": (persons, "y ~ t", "mixture(gaussian, gaussian, gr = 'id')"),
    "predicted proportions": (proportions, "bf(y ~ 1, theta2 ~ x)", TWO),
    "counts that overlap": (overlapping_counts, "y ~ 1", "mixture(poisson, poisson)"),
    "lognormal durations": (durations, "y ~ 1", "mixture(lognormal, lognormal)"),
    "successes": (successes, "y | trials(n) ~ x", "mixture(binomial, binomial)"),
    "gamma waits": (waits, "y ~ 1", "mixture(Gamma(link = 'log'), Gamma(link = 'log'))"),
    "durations that overlap": (overlapping_durations, "y ~ 1", "mixture(lognormal, lognormal)"),
    "successes that overlap": (
        overlapping_successes,
        "y | trials(n) ~ 1",
        "mixture(binomial, binomial)",
    ),
}


@dataclass(frozen=True)
class Judged:
    """The verdict and the notes for one fit."""

    verdict: str
    notes: int
    rhat: float


def judged(name: str, seed: int) -> Judged:
    """Simulate a data set, fit the model, and check the fit."""
    make, formula, family = CASES[name]
    data = make(np.random.default_rng(seed))
    fit = pm.brm(formula, data, family, iter=iterations(name), seed=seed, silent=2, cores=1)
    check = pm.mode_check(fit)
    return Judged(check.verdict, len(check.notes), worst_rhat(fit))


def iterations(name: str) -> int:
    """Return the iterations of each chain."""
    return 2000 if "overlap" in name else 1000


class Fits:
    """The fits of a folder. A fit that the folder does not hold is made."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "alarms.jsonl"
        lines = self._path.read_text().splitlines() if self._path.exists() else []
        known = [json.loads(line) for line in lines]
        self._known = {(k["name"], k["seed"]): Judged(**k["judged"]) for k in known}

    def of(self, name: str, seed: int) -> Judged:
        """Return the verdict on the fit of a case with a seed, from the file or from a new fit."""
        if (name, seed) not in self._known:
            made = self._known[name, seed] = judged(name, seed)
            line = {"name": name, "seed": seed, "judged": asdict(made)}
            with self._path.open("a") as file:
                print(json.dumps(line), file=file)
        return self._known[name, seed]


def alarms(name: str, seeds: Sequence[int], fits: Fits) -> dict[str, object]:
    """Return the numbers of fits with a verdict, with a note, and without convergence."""
    found = {seed: fits.of(name, seed) for seed in seeds}
    converged = [f for f in found.values() if f.rhat < CONVERGED]
    wrong = Counter(f.verdict for f in converged if f.verdict != "healthy")
    return {
        "data": name, "fits": len(seeds), "seeds": f"{seeds[0]} to {seeds[-1]}",
        "iterations": iterations(name),
        "alarms": sum(wrong.values()), "notes": sum(f.notes > 0 for f in converged),
        "R-hat over 1.05": len(found) - len(converged),
        "which": "; ".join(f"{n} {v}" for v, n in wrong.items()),
        "worst rhat": max(f.rhat for f in found.values()),
    }  # fmt: skip


def main() -> None:
    warnings.simplefilter("ignore")
    fits = Fits(Path(sys.argv[1]))
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    rows = []
    for name in sys.argv[3:] or CASES:
        rows.append(alarms(name, range(1, count + 1), fits))
        print(table(rows[-1:]), flush=True)
    print(write("alarms", with_others("alarms", rows, "data", CASES)))


if __name__ == "__main__":
    main()
