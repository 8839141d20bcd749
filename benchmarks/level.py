"""How often `bootstrap_lrt()` rejects one component where there is one: its level.

    python -m benchmarks.level

Each data set has 30 counts of one Poisson distribution, and the test has 19 simulated data sets.
Under one component the p value is uniform on 1/20, ..., 1, so that its mean is 0.525 and its
standard deviation 0.288. A number of rejections outside the central 99 % of its binomial
distribution is a fault of the test.
"""

from __future__ import annotations

import csv
import warnings

import numpy as np
import pandas as pd
from scipy.stats import binom

import pybrms_mix as pm
from benchmarks.measure import RESULTS

SETS, SIMULATED, ROWS = 100, 19, 30
LEVELS = (0.05, 0.25, 0.5)


def p_values(count: int, seed: int = 11) -> np.ndarray:
    """Return the p values of the test for ``count`` data sets from one component."""
    rng = np.random.default_rng(seed)
    found = []
    for number in range(count):
        data = pd.DataFrame({"y": rng.poisson(4.0, ROWS)})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", pm.PybrmsWarning)
            test = pm.bootstrap_lrt(
                "y ~ 1", data, "poisson", n=SIMULATED, gradients=30, seed=number
            )
        found.append(test.p_value)
    return np.array(found)


def judged(p: np.ndarray) -> list[dict[str, object]]:
    """Return a line for each level, and one for the mean of the p values."""
    rows: list[dict[str, object]] = []
    for level in LEVELS:
        low, high = binom.ppf([0.005, 0.995], len(p), level)
        count = int(np.sum(p <= level + 1e-9))
        rows.append({"quantity": f"p <= {level}", "data sets": len(p), "found": count,
                     "lower": int(low), "upper": int(high),
                     "as it should": bool(low <= count <= high)})  # fmt: skip
    error = 3 * 0.288 / np.sqrt(len(p))
    low, mean, high = (round(float(v), 3) for v in (0.525 - error, p.mean(), 0.525 + error))
    rows.append({"quantity": "mean of p", "data sets": len(p), "found": mean, "lower": low,
                 "upper": high, "as it should": low <= mean <= high})  # fmt: skip
    return rows


def main() -> None:
    """Write and print the table."""
    rows = judged(p_values(SETS))
    with (RESULTS / "level.csv").open("w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, list(rows[0]))
        out.writeheader()
        out.writerows(rows)
    print(pd.DataFrame(rows).to_string(index=False))


if __name__ == "__main__":
    main()
