"""Verdicts of `mode_check` on fits with known problems, and R-hat before and after relabelling.

    python -m benchmarks.verdicts [NAME ...]

With NAME, only the rows of these cases are measured again.

The right verdict follows from the construction of each case. If two clusters are clear and chains
start in them, there is no problem. If chains start with exchanged labels, the verdict is label
switching between chains; if they can pass from one labelling to the other, label switching within
chains; if one chain starts at another maximum, several modes; if there are more components than
clusters, an empty or a duplicated component. Two cases were changed after a first run: galaxies
with brms's priors do not converge from any starts, and the seventh case first had too many rows for
its labels to switch within chains.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

import pybrms_mix as pm
from benchmarks.measure import with_others, worst_rhat, write
from benchmarks.starts import faithful, galaxies, groups, low_dim

TWO = "mixture(gaussian, gaussian)"
FREE = "mixture(gaussian, gaussian, order = 'none')"
SPREADS = tuple(f"prior(lognormal(1, 1), sigma{k})" for k in (1, 2))
HEALTHY = ("healthy",)
BETWEEN = ("label switching between chains",)
WITHIN = ("label switching within chains",)
MINOR = ("several modes",)


@dataclass(frozen=True)
class Case:
    """A fit with its right verdict.

    Attributes:
        right: the verdicts that are right; one of them must be given.
        identified: whether R-hat must be small: of the draws if there is no problem, of the
            relabelled draws if labels switched.
        note: the text that a note must contain if the verdict is "healthy".
    """

    make: Callable[[], tuple[pd.DataFrame, object]]
    formula: object
    family: str
    right: tuple[str, ...] = HEALTHY
    prior: tuple[str, ...] = ()
    init: object = "auto"
    identified: bool = True
    note: str = ""
    settings: Mapping[str, object] = field(default_factory=dict)


def alike(mean: float, sd: float, count: int = 2) -> tuple[str, ...]:
    """Return the same prior for the intercept of each component."""
    return tuple(
        f"prior(normal({mean}, {sd}), Intercept, dpar = mu{k})" for k in range(1, count + 1)
    )


def at(values: Mapping[str, tuple[float, ...]], order: tuple[int, ...]) -> dict[str, float]:
    """Return starting values, ``order[k]`` of each for component k + 1: {"b_mu{}_x": (1, 2)}."""
    return {
        name.format(k): each[source]
        for name, each in values.items()
        for k, source in enumerate(order, start=1)
    }


def exchanged(values: Mapping[str, tuple[float, ...]]) -> list[dict[str, float]]:
    """Return starts of four chains; the last two chains have exchanged labels."""
    order = tuple(range(len(next(iter(values.values())))))
    return [at(values, o) for o in (order, order, order[::-1], order[::-1])]


def clusters(
    seed: int, means: tuple[float, ...], sds: tuple[float, ...], sizes: tuple[int, ...]
) -> Callable[[], tuple[pd.DataFrame, object]]:
    """Return a function that makes normal clusters, with a covariate that has no effect."""

    def make() -> tuple[pd.DataFrame, object]:
        rng = np.random.default_rng(seed)
        which = np.repeat(np.arange(len(means)), sizes)
        y = np.array(means)[which] + np.array(sds)[which] * rng.normal(size=len(which))
        return pd.DataFrame({"y": y, "x": rng.normal(size=len(y))}), which

    return make


def lines() -> tuple[pd.DataFrame, object]:
    rng = np.random.default_rng(13)
    x, z = rng.uniform(-2, 2, 400), rng.normal(size=400)
    which = (rng.random(400) < 1 / (1 + np.exp(-0.5 - z))).astype(int)
    y = np.where(which, 3 - 2 * x, 2 * x) + 0.6 * rng.normal(size=400)
    return pd.DataFrame({"y": y, "x": x, "z": z}), which


def visits() -> tuple[pd.DataFrame, object]:
    rng = np.random.default_rng(14)
    g, x = rng.integers(0, 12, 400), rng.normal(size=400)
    which = (rng.random(400) < 0.4).astype(int)
    rate = np.exp(np.where(which, 3.0, 0.8) + 0.2 * x + 0.3 * rng.normal(size=12)[g])
    return pd.DataFrame({"y": rng.poisson(rate), "x": x, "g": g}), which


def growth() -> tuple[pd.DataFrame, object]:
    rng = np.random.default_rng(15)
    person, t = np.repeat(np.arange(60), 6), np.tile(np.linspace(-1, 1, 6), 60)
    which = (rng.random(60) < 0.4).astype(int)
    y = 1 + np.array([-1.0, 1.0])[which][person] * t + 0.7 * rng.normal(size=360)
    return pd.DataFrame({"y": y, "t": t, "id": person}), which


def three_rates() -> tuple[pd.DataFrame, object]:
    rng = np.random.default_rng(20)
    z, g = rng.normal(size=450), rng.integers(0, 10, 450)
    odds = np.exp(np.c_[np.zeros(450), 0.3 + 0.8 * z, 0.2 - 0.5 * z])
    which = (rng.random(450)[:, None] > (odds / odds.sum(axis=1)[:, None]).cumsum(axis=1)).sum(1)
    rate = np.exp(np.array([0.3, 2.3, 3.8])[which] + 0.2 * rng.normal(size=10)[g])
    return pd.DataFrame({"y": rng.poisson(rate), "z": z, "g": g}), which


CASES = {
    # A wide component over a narrow one in the middle: the order of their means is arbitrary.
    "galaxies, K = 3, brms's priors": Case(
        galaxies, "velocity ~ 1", "mixture(gaussian, nmix = 3)",
        (*BETWEEN, *WITHIN, *MINOR, "not converged"),
        identified=False,
    ),
    "galaxies, K = 3, priors at the clusters": Case(
        galaxies, "velocity ~ 1", "mixture(gaussian, nmix = 3)", prior=tuple(
            f"prior(normal({m}, 2), Intercept, dpar = mu{k})"
            for k, m in enumerate((10, 21, 33), start=1)
        ) + tuple(f"prior(lognormal(0.5, 0.5), sigma{k})" for k in (1, 2, 3)),
    ),
    # In a sixth of the draws five components suffice, and the chains agree about this. A narrow
    # component on two galaxies holds a tenth of the mass. Chains enter and leave it about once in a
    # hundred draws (seen in four chains of 10,000 draws), so that short chains disagree about it.
    "galaxies, K = 6": Case(
        galaxies, "velocity ~ 1", "mixture(gaussian, nmix = 6)", identified=False,
        note="a component holds less than one row", settings={"iter": 20_000},
    ),
    # Whether chains that are so short disagree is a matter of chance: R-hat was 1.02, 1.12, 1.11
    # and 1.06 with seeds 1 to 4. If they agree, their effective sample size is small.
    "galaxies, K = 6, short chains": Case(
        galaxies, "velocity ~ 1", "mixture(gaussian, nmix = 6)", ("not converged", *HEALTHY),
        note="the effective sample size is", identified=False, settings={"iter": 1000},
    ),
    "faithful": Case(faithful, "waiting ~ 1", TWO),
    "low_dim_gauss_mix": Case(low_dim, "y ~ 1", TWO),
    "faithful, a spike on equal rows": Case(
        faithful, "waiting ~ 1", FREE, ("collapsed component",), alike(70, 15), [
            {"b_mu1_Intercept": 55, "b_mu2_Intercept": 80, "sigma1": 6, "sigma2": 6},
            {"b_mu1_Intercept": 71, "b_mu2_Intercept": 83, "sigma1": 14, "sigma2": 1e-4},
        ] * 2, identified=False,
    ),
    # Ten simulated mixtures: five that are healthy ...
    "1: two of unequal size": Case(
        clusters(11, (0, 5), (1, 2), (80, 220)), "y ~ x", TWO,
    ),
    "2: three": Case(
        clusters(12, (-6, 0, 7), (1, 1, 1.5), (100, 120, 80)), "y ~ 1",
        "mixture(gaussian, nmix = 3)",
    ),
    "3: lines, proportions by a covariate": Case(
        lines, pm.bf("y ~ x", "theta2 ~ z"), TWO, prior=("prior(normal(0, 2), dpar = theta2)",),
    ),
    "4: counts in groups": Case(visits, "y ~ x + (1 | g)", "mixture(poisson, poisson)"),
    "5: whole persons": Case(
        growth, "y ~ t", "mixture(gaussian, gaussian, gr = 'id', order = 'none')",
        prior=tuple(
            f"prior(normal({m}, 0.5), coef = t, dpar = mu{k})" for k, m in ((1, -1), (2, 1))
        ),
    ),
    # ... and five with label switching or a second mode.
    "6: labels exchanged in two chains": Case(
        clusters(16, (0, 6), (1, 1), (120, 180)), "y ~ x", FREE, BETWEEN,
        (*alike(3, 5), *SPREADS), exchanged({"b_mu{}_Intercept": (0.0, 6.0)}),
    ),
    "7: labels exchanged along the way": Case(
        clusters(17, (-1.3, 1.3), (0.7, 0.7), (4, 4)), "y ~ 1", FREE, WITHIN,
        (*alike(0, 2), "prior(constant(0.7), sigma1)", "prior(constant(0.7), sigma2)",
         "prior(dirichlet(5), theta)"),
        settings={"iter": 8000},
    ),
    "8: three clusters, two components": Case(
        clusters(18, (0, 6, 12), (1, 1, 1), (150, 60, 100)), "y ~ 1", TWO, MINOR,
        init=[
            {"b_mu1_Intercept": a, "b_mu2_Intercept": b, "sigma1": s, "sigma2": t}
            for a, b, s, t in [(0, 10, 1, 3)] * 3 + [(2, 12, 3, 1)]
        ],
        identified=False,
    ),
    "9: a cluster swallowed by group effects": Case(
        groups, "y ~ 1 + (1 | g)", TWO, MINOR, init=[
            {"b_mu1_Intercept": 0, "b_mu2_Intercept": 5, "sigma1": 1, "sigma2": 1,
             "sd_g__mu1_Intercept": 0.8, "sd_g__mu2_Intercept": 0.8}
        ] * 3 + [
            {"b_mu1_Intercept": 2, "b_mu2_Intercept": 2.1, "sigma1": 2.6, "sigma2": 2.6,
             "sd_g__mu1_Intercept": 0.8, "sd_g__mu2_Intercept": 5}
        ],
        identified=False,
    ),
    "10: labels of three rates exchanged": Case(
        three_rates, pm.bf("y ~ 1 + (1 | g)", "theta2 ~ z", "theta3 ~ z"),
        "mixture(poisson, nmix = 3, order = 'none')", BETWEEN,
        (*alike(2, 2, 3), *(f"prior(normal(0, 2), dpar = theta{k})" for k in (2, 3))),
        exchanged({
            "b_mu{}_Intercept": (0.3, 2.3, 3.8), "sd_g__mu{}_Intercept": (0.2, 0.2, 0.2),
        }),
    ),
}  # fmt: skip


def judged(name: str, **short: object) -> dict[str, object]:
    """Return a line of the table: the verdict on the case, and whether it is right."""
    case = CASES[name]
    settings = {"iter": 4000, "seed": 1, "silent": 2, **case.settings, **short}
    fit = pm.brm(
        case.formula, case.make()[0], case.family, list(case.prior) or None, init=case.init,
        **settings,
    )  # fmt: skip
    check = pm.mode_check(fit)
    raw = relabelled = worst_rhat(fit)
    if case.identified and case.right in (BETWEEN, WITHIN):
        found = pm.relabel(fit)
        raw = float(np.nanmax(found.rhat["raw"]))
        # Priors of log odds refer to one component: lprior is not that of the new labels.
        relabelled = worst_rhat(found.fit, ("lprior", "lp__"))
    return {
        "case": name, "right": " or ".join(case.right), "verdict": check.verdict,
        "as it should": check.verdict in case.right
        and (check.verdict not in HEALTHY or case.note in str(check)),
        "findings": "; ".join(f.verdict for f in check.findings), "rhat": f"{raw:.3f}",
        "relabelled": f"{relabelled:.3f}" if case.identified else "",
    }  # fmt: skip


def main() -> None:
    warnings.simplefilter("ignore")
    rows = []
    for name in sys.argv[1:] or CASES:
        rows.append(judged(name))
        print(rows[-1], flush=True)
    print(write("verdicts", with_others("verdicts", rows, "case", CASES)))


if __name__ == "__main__":
    main()
