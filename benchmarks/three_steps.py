"""Coverage of the three-step intervals of `distal()`, and of intervals for assigned classes.

    python -m benchmarks.three_steps

Each of 1,000 data sets has 400 units in two normal classes, whose means are two standard deviations
apart, and an outcome that depends on the class and on a covariate. The class model is estimated by
maximum likelihood, and a normal distribution approximates its posterior, so that no chains have to
run. `distal()` does the same with the draws of a fit. An interval of 95 % should cover the truth in
93 to 97 % of the data sets. The standard error should equal the spread of the estimates over the
data sets: half the distance between their quantiles of 16 and 84 %. As in `distal()`, estimates by
BCH are left out where the misclassification cannot be inverted in each draw.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import optimize, stats

from benchmarks.measure import write
from pybrms_mix.results.mixture import three_step

SETS, UNITS, DRAWS = 1000, 400, 60
TRUTH = np.array([0.5, 1.0, 0.7])  # intercept, class 2, covariate


def simulated(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the indicator of the class model, the outcome, and the designs under each class."""
    rng = np.random.default_rng(seed)
    second, z = rng.random(UNITS) < 0.4, rng.normal(size=UNITS)
    y = np.where(second, 1.0, -1.0) + rng.normal(size=UNITS)
    out = TRUTH[0] + TRUTH[1] * second + TRUTH[2] * z + rng.normal(size=UNITS)
    one = np.ones(UNITS)
    return y, out, np.array([np.c_[one, k * one, z] for k in (0, 1)])


def memberships(y: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return draws of the memberships in two normal classes with one spread: (draws, N, 2)."""

    def joint(u: np.ndarray) -> np.ndarray:
        shares = -np.logaddexp(0, [u[3], -u[3]])
        return np.asarray(shares + stats.norm.logpdf(y[:, None], u[:2], np.exp(u[2])))

    def negative(u: np.ndarray) -> float:
        return -float(np.logaddexp.reduce(joint(u), axis=1).sum())

    best = optimize.minimize(negative, [-1.0, 1.0, 0.0, -0.4]).x
    covariance = np.linalg.inv(three_step.hessian(negative, best))
    logs = np.array([joint(u) for u in rng.multivariate_normal(best, covariance, DRAWS)])
    return np.asarray(np.exp(logs - np.logaddexp.reduce(logs, axis=2)[..., None]))


def estimates(seed: int) -> dict[str, three_step.Estimate]:
    """Return the estimates of one data set by method."""
    y, out, designs = simulated(seed)
    p = memberships(y, np.random.default_rng([seed, 1]))
    best, units = p.mean(axis=0).argmax(axis=1), np.arange(UNITS)
    tables = np.array([three_step.misclassified(one, best) for one in [p.mean(axis=0), *p]])
    known = (out, designs, best, units)
    found = {
        "ML": three_step.maximum_likelihood(*known, tables[0], tables[1:]),
        "ML, table taken as known": three_step.maximum_likelihood(*known, tables[0]),
        "assigned classes": three_step.naive(*known),
    }
    if not three_step.invertible(tables):
        return found
    bch = {
        "BCH": three_step.bch(*known, tables[0], tables[1:]),
        "BCH, table taken as known": three_step.bch(*known, tables[0]),
    }
    return {**bch, **found}


def judged() -> list[dict[str, object]]:
    """Return a line for each method: coverage and mean of the difference between the classes."""
    found: dict[str, list[np.ndarray]] = {}
    for seed in range(SETS):
        for name, one in estimates(seed).items():
            found.setdefault(name, []).append(one.table()[1])
    rows: list[dict[str, object]] = []
    for name, each in found.items():
        estimate, error, low, high = np.array(each).T
        covered = float(np.mean((low <= TRUTH[1]) & (high >= TRUTH[1])))
        spread = float(np.subtract(*np.quantile(estimate, [0.84, 0.16]))) / 2
        rows.append({"method": name, "data sets": len(each), "covered": round(covered, 3),
                     "mean": round(float(estimate.mean()), 3), "truth": TRUTH[1],
                     "spread of estimates": round(spread, 3),
                     "median error": round(float(np.median(error)), 3),
                     "error over spread": round(float(np.median(error)) / spread, 2),
                     "93 to 97 %": 0.93 <= covered <= 0.97})  # fmt: skip
    return rows


def main() -> None:
    """Run the simulation, write the table, and print it."""
    rows = judged()
    write("three_steps", rows)
    print(pd.DataFrame(rows).to_string(index=False))


if __name__ == "__main__":
    main()
