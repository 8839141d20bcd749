"""Verdicts of `mode_check` on fits whose trouble is known, and R-hat before and after relabelling.

python -m benchmarks.verdicts
"""

from __future__ import annotations

import csv
import warnings

import numpy as np

import pybrms_mix as pm
from benchmarks.measure import RESULTS
from benchmarks.starts import counts, crossing, faithful, galaxies, groups, low_dim

TWO = "mixture(gaussian, gaussian)"
FREE = "mixture(gaussian, gaussian, order = 'none')"
SAME = [
    f"prior(normal({{m}}, {{s}}), Intercept, dpar = mu{k})" for k in (1, 2)
]  # the same for both: nothing tells the components apart
# Name, data, formula, family, priors, init, what must be said, whether labels are exchangeable.
CASES = (
    ("faithful", faithful, "waiting ~ 1", TWO, (), "auto", "healthy", False),
    ("low_dim_gauss_mix", low_dim, "y ~ 1", TWO, (), "auto", "healthy", False),
    ("crossing lines", crossing, "y ~ x", TWO, (), "auto", "healthy", False),
    ("counts", counts, "y ~ x", "mixture(poisson, poisson)", (), "auto", "healthy", False),
    ("groups", groups, "y ~ 1 + (1 | g)", TWO, (), "auto", "healthy", False),
    ("low_dim, no order, random starts", low_dim, "y ~ 1", FREE, (0, 5), "random",
     "label switching between chains", True),
    ("faithful, no order, random starts", faithful, "waiting ~ 1", FREE, (70, 15), "random",
     "label switching between chains", True),
    ("crossing lines, no order", crossing, "y ~ x", FREE, (0, 5), "random",
     "label switching between chains", True),
    ("groups, random starts", groups, "y ~ 1 + (1 | g)", TWO, (), "random", "minor mode", False),
    ("galaxies, K = 3, random starts", galaxies, "velocity ~ 1", "mixture(gaussian, nmix = 3)",
     (), "random", "minor mode", False),
    ("galaxies, K = 6", galaxies, "velocity ~ 1", "mixture(gaussian, nmix = 6)", (), "auto",
     "empty component", False),
    ("faithful, K = 4", faithful, "waiting ~ 1", "mixture(gaussian, nmix = 4)", (), "auto",
     "collapsed component", False),
)  # fmt: skip


def main() -> None:
    warnings.simplefilter("ignore")
    rows = []
    for name, make, formula, family, scale, init, expected, exchangeable in CASES:
        priors = [p.format(m=scale[0], s=scale[1]) for p in SAME] if scale else None
        fit = pm.brm(
            formula, make()[0], family, priors, init=init, seed=2, iter=1000, silent=2, cores=2
        )
        check = pm.mode_check(fit)
        rhat = {"raw": "", "relabelled": ""}
        if exchangeable:
            found = pm.relabel(fit).rhat
            rhat = {c: f"{np.nanmax(found[c]):.3f}" for c in rhat}
        rows.append({
            "case": name, "expected": expected, "verdict": check.verdict,
            "findings": "; ".join(f.verdict for f in check.findings), **rhat,
        })  # fmt: skip
        print(rows[-1], flush=True)
    with (RESULTS / "verdicts.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
