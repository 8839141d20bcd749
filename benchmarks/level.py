"""The level of `bootstrap_lrt()` under one component, and its power in a known case.

    python -m benchmarks.level

For the level, each data set has 30 counts of one Poisson distribution, and the test has 19
simulated data sets. Under one component the p value is uniform on 1/20, ..., 1: its mean is 0.525
and its standard deviation 0.288. If the number of rejections lies outside the central 99 % of its
binomial distribution, the test is wrong.

For the power, the counts come from two Poisson distributions, and SciPy makes the same test: the
same statistic, at the maxima that a search from 12 starts finds, for responses that are simulated
from one Poisson distribution at its mode. Both tests reject equally often, up to chance.
"""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import expit, logsumexp
from scipy.stats import binom, norm, poisson

import pybrms_mix as pm
from benchmarks.measure import write

SETS, SIMULATED, ROWS = 100, 19, 30
LEVELS = (0.05, 0.25, 0.5)
POWERED, RATES = 60, (2.0, 5.0)
WIDE = 2.0  # standard deviation of the priors of the intercepts


def priors(count: int) -> list[str]:
    """Return the priors of the models with which power is measured."""
    if count == 1:
        return [f"prior(normal(1, {WIDE}), Intercept)"]
    own = [f"prior(normal(1, {WIDE}), Intercept, dpar = mu{k + 1})" for k in range(count)]
    return [*own, "prior(dirichlet(2), theta)"]


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


def powers(seed: int = 12) -> tuple[int, int]:
    """Return how often this package and SciPy reject one component for data from two components."""
    rng = np.random.default_rng(seed)
    found = []
    for number in range(POWERED):
        y = rng.poisson(rng.choice(RATES, ROWS))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", pm.PybrmsWarning)
            test = pm.bootstrap_lrt(
                "y ~ 1", pd.DataFrame({"y": y}), "poisson", priors, n=SIMULATED, gradients=30,
                order="none", seed=number,
            )  # fmt: skip
        mode = _optimum(y, [[1.0]])
        null = rng.poisson(np.exp(mode[0]), (SIMULATED, ROWS))
        count = sum(_ratio(each) >= _ratio(y) for each in null)
        found.append((test.p_value <= LEVELS[0], (1 + count) / (1 + SIMULATED) <= LEVELS[0]))
    here, scipy = np.sum(found, axis=0)
    return int(here), int(scipy)


def _log_lik(u: np.ndarray, y: np.ndarray) -> float:
    if len(u) == 1:
        return float(poisson.logpmf(y, np.exp(u)).sum())
    weights = np.log([expit(u[2]), expit(-u[2])])
    each = logsumexp(weights + poisson.logpmf(y[:, None], np.exp(u[:2])), axis=1)
    return float(each.sum())


def _penalty(u: np.ndarray) -> float:
    found = float(norm.logpdf(u[:2], 1, WIDE).sum())
    return found if len(u) == 1 else found + 2 * float(np.log(expit(u[2]) * expit(-u[2])))


def _optimum(y: np.ndarray, starts: list[list[float]]) -> np.ndarray:
    ends = [minimize(lambda u: -_log_lik(u, y) - _penalty(u), start) for start in starts]
    return np.asarray(min(ends, key=lambda end: float(end.fun)).x)


def _ratio(y: np.ndarray) -> float:
    two = [[a, b, c] for a in (0.0, 1.0) for b in (1.2, 2.5) for c in (-2.0, 0.0, 2.0)]
    return 2 * (_log_lik(_optimum(y, two), y) - _log_lik(_optimum(y, [[1.0]]), y))


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


def compared(here: int, scipy: int) -> dict[str, object]:
    """Return a line for the power, with limits at three standard errors of the difference."""
    share = min(max(scipy / POWERED, 0.05), 0.95)
    error = 3 * np.sqrt(2 * POWERED * share * (1 - share))
    low, high = int(np.floor(scipy - error)), int(np.ceil(scipy + error))
    return {"quantity": f"power at 0.05 (SciPy: {scipy})", "data sets": POWERED, "found": here,
            "lower": low, "upper": high, "as it should": low <= here <= high}  # fmt: skip


def main() -> None:
    """Run the tests, write the table, and print it."""
    rows = [*judged(p_values(SETS)), compared(*powers())]
    write("level", rows)
    print(pd.DataFrame(rows).to_string(index=False))


if __name__ == "__main__":
    main()
