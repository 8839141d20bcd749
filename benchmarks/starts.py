"""How often all chains find the main mode: from random starts, and from starts by the data.

    python -m benchmarks.starts [SEEDS [NAME ...]]

Chains are in one mode if their mean memberships, under the best labels, differ by at most 0.1 (mean
total variation). The main mode is the one with the highest mean log posterior among the modes that
at least a twentieth of all chains found; a chain that is stuck at a vanishing standard deviation
does not count. `agreement` is the proportion of rows for which the main mode gives the true
component, if the data are simulated.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

import pybrms_mix as pm
from benchmarks.measure import with_others, worst_rhat, write
from pybrms_mix.base.lazy import optimize
from pybrms_mix.results.mixture.labels import memberships

DATA = Path(__file__).parents[1] / "tests" / "reference" / "data"
NEAR = 0.1


def faithful() -> tuple[pd.DataFrame, None]:
    return pd.read_csv(DATA / "faithful.csv"), None


def galaxies() -> tuple[pd.DataFrame, None]:
    return pd.read_csv(DATA / "galaxies.csv"), None


def low_dim() -> tuple[pd.DataFrame, np.ndarray]:
    rng = np.random.default_rng(1)
    which = (rng.random(500) < 0.6).astype(int)
    y = np.where(which, 2.75, -2.75) + rng.normal(size=500)
    return pd.DataFrame({"y": y}), which


def groups() -> tuple[pd.DataFrame, np.ndarray]:
    rng = np.random.default_rng(2)
    g = rng.integers(0, 15, 300)
    which = (rng.random(300) < 0.35).astype(int)
    y = np.where(which, 5.0, 0.0) + rng.normal(0, 0.8, 15)[g] + rng.normal(size=300)
    return pd.DataFrame({"y": y, "g": g}), which


def crossing() -> tuple[pd.DataFrame, np.ndarray]:
    rng = np.random.default_rng(3)
    x, which = rng.uniform(-2, 2, 300), (rng.random(300) < 0.4).astype(int)
    y = np.where(which, 1 - 2 * x, 2 * x) + rng.normal(0, 0.7, 300)
    return pd.DataFrame({"y": y, "x": x}), which


def counts() -> tuple[pd.DataFrame, np.ndarray]:
    rng = np.random.default_rng(4)
    x, which = rng.normal(size=300), (rng.random(300) < 0.4).astype(int)
    y = rng.poisson(np.exp(np.where(which, 2.4, 0.5) + 0.3 * x))
    return pd.DataFrame({"y": y, "x": x}), which


def slopes() -> tuple[pd.DataFrame, np.ndarray]:
    rng = np.random.default_rng(5)
    g, x = np.repeat(np.arange(30), 10), np.tile(np.linspace(-1, 1, 10), 30)
    which = (rng.random(300) < 0.5).astype(int)
    y = np.where(which, 6 + 2 * x, -x) + rng.normal(0, 1, 30)[g] + rng.normal(0, 0.8, 300)
    return pd.DataFrame({"y": y, "x": x, "g": g}), which


def growth() -> tuple[pd.DataFrame, np.ndarray]:
    rng = np.random.default_rng(6)
    person, t = np.repeat(np.arange(60), 6), np.tile(np.linspace(-1, 1, 6), 60)
    which = rng.integers(0, 3, 60)[person]
    y = np.array([-2.0, 0.0, 2.0])[which] * t + rng.normal(0, 0.7, 360)
    return pd.DataFrame({"y": y, "t": t, "id": person}), which


# The slopes of brms have flat priors: in a component without rows they would diverge.
PRIORS = {
    "whole persons, K = 3": [f"prior(normal(0, 3), class = b, dpar = mu{k})" for k in (1, 2, 3)],
}

Case = tuple[Callable[[], tuple[pd.DataFrame, np.ndarray | None]], str, str]
CASES: dict[str, Case] = {
    "faithful": (faithful, "waiting ~ 1", "mixture(gaussian, gaussian)"),
    "galaxies, K = 3": (galaxies, "velocity ~ 1", "mixture(gaussian, nmix = 3)"),
    "low_dim_gauss_mix": (low_dim, "y ~ 1", "mixture(gaussian, gaussian)"),
    "groups": (groups, "y ~ 1 + (1 | g)", "mixture(gaussian, gaussian)"),
    "crossing lines": (crossing, "y ~ x", "mixture(gaussian, gaussian)"),
    "counts": (counts, "y ~ x", "mixture(poisson, poisson)"),
    "slopes and groups": (slopes, "y ~ x + (1 | g)", "mixture(gaussian, gaussian)"),
    "whole persons, K = 3": (
        growth, "y ~ t", "mixture(gaussian, nmix = 3, gr = 'id', order = 'none')",
    ),
}  # fmt: skip


def distance(a: np.ndarray, b: np.ndarray) -> float:
    """Return the mean total variation of memberships (rows, K), under the best labels."""
    cost = 0.5 * np.abs(a[:, :, None] - b[:, None, :]).mean(axis=0)
    return float(cost[optimize.linear_sum_assignment(cost)].sum())


def main_mode(shares: list[np.ndarray], lp: np.ndarray) -> np.ndarray:
    """Return the memberships of the main mode."""
    left = list(range(len(shares)))
    modes: list[list[int]] = []
    while left:
        first = left[0]
        modes.append([i for i in left if distance(shares[i], shares[first]) < NEAR])
        left = [i for i in left if i not in modes[-1]]
    often = [m for m in modes if 20 * len(m) >= len(shares)]
    best = max(often, key=lambda m: lp[m].mean())
    return shares[best[0]]


def runs(name: str, seeds: int) -> list[dict[str, object]]:
    """Return a row for each kind of start: the share of runs with all chains in the main mode."""
    make, formula, family = CASES[name]
    data, truth = make()
    chains = []
    for init in ("random", "auto"):
        for seed in range(1, seeds + 1):
            began = time.perf_counter()
            fit = pm.brm(
                formula, data, family, PRIORS.get(name), chains=4, iter=400, seed=seed, init=init,
                silent=2, cores=2,
            )  # fmt: skip
            spent = time.perf_counter() - began
            shares = np.exp(memberships(fit, 50)).mean(axis=1)
            lp = fit.log_posterior()["Value"].to_numpy().reshape(4, -1).mean(axis=1)
            rhat = worst_rhat(fit)
            chains.append((init, spent, shares, lp, rhat))
    main = main_mode([s for c in chains for s in c[2]], np.concatenate([c[3] for c in chains]))
    agreement = ""
    if truth is not None:
        marked = (truth[:, None] == np.arange(main.shape[1])).astype(float)
        agreement = f"{1 - distance(main.round(), marked):.3f}"
    rows: list[dict[str, object]] = []
    for init in ("random", "auto"):
        own = [c for c in chains if c[0] == init]
        found = [all(distance(s, main) < NEAR for s in shares) for _, _, shares, _, _ in own]
        rows.append({
            "init": init, "runs": len(own), "all_chains_in_main_mode": f"{np.mean(found):.2f}",
            "median_rhat": f"{np.median([c[4] for c in own]):.2f}",
            "seconds_per_run": f"{np.mean([c[1] for c in own]):.2f}", "agreement": agreement,
        })  # fmt: skip
    return rows


def main() -> None:
    warnings.simplefilter("ignore")
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    names = sys.argv[2:] or list(CASES)
    new = [{"data": n, **row} for n in names for row in shown(n, seeds)]
    print(write("starts", with_others("starts", new, "data", CASES)))


def shown(name: str, seeds: int) -> list[dict[str, object]]:
    rows = runs(name, seeds)
    for row in rows:
        print(name, row, flush=True)
    return rows


if __name__ == "__main__":
    main()
