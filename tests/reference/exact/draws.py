"""Sample the draws of the cases here with this package: python draws.py [NAME ...]."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd

import pybrms_mix as pm

HERE = Path(__file__).parent
DATA = pd.read_csv(HERE.parent / "fits" / "data.csv")
CASES = {
    "one_gaussian": ("y ~ x + f", "gaussian()", []),
    "poisson_groups": (
        "count ~ z + offset(log(w)) + (1 + z | g)",
        "poisson()",
        ["prior(normal(0, 1), class = b)", "prior(normal(0, 1), class = sd)"],
    ),
    "student_theta": (
        "bf(y ~ x, theta2 ~ z, nu1 = 4, sigma2 ~ x)",
        "mixture(student, student)",
        ["prior(normal(0, 2), class = b, dpar = theta2)"],
    ),
    "monotonic_groups": (
        "y ~ x * mo(count) + (mo(count) | g)",
        "gaussian()",
        ["prior(normal(0, 1), class = b)", "prior(normal(0, 1), class = sd)"],
    ),
    "monotonic_theta": (
        'bf(y ~ mo(count, id = "a") + mo(count, id = "a"):f, theta2 ~ mo(count) + z)',
        "mixture(gaussian, gaussian)",
        [
            "prior(normal(0, 1), class = b, dpar = mu1)",
            "prior(normal(0, 1), class = b, dpar = mu2)",
            "prior(normal(0, 1), class = b, dpar = theta2)",
        ],
    ),
}


def main() -> None:
    """Write a folder for each case, or for those that are named."""
    for name in sys.argv[1:] or CASES:
        formula, family, prior = CASES[name]
        fit = pm.brm(formula, DATA, family, prior, chains=2, iter=300, warmup=200, seed=1, silent=2)
        folder = HERE / name
        folder.mkdir(exist_ok=True)
        table = fit.as_draws_df()
        table.to_csv(folder / "draws.csv.gz", index=False, float_format="%.7g")
        case = {"formula": formula, "family": family, "prior": prior, "sample_prior": "no"}
        (folder / "case.json").write_text(json.dumps(case, indent=1) + "\n")


if __name__ == "__main__":
    main()
