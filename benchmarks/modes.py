"""Cases with known modes: which modes and masses are found before sampling.

    python -m benchmarks.modes [NAME ...]

With NAME, only the rows of these cases are measured again.

The right answer is known in three ways: by construction (reflections have equal masses; a simulated
truth is among the modes; a component runs away), by quadrature, and by a search that is fifteen
times as long, with 100 random assignments of the rows. Each mode of this search with more than 2 %
of the mass must be among the modes that `brm()` finds with its own number of gradients. If there
are several modes, `ratio` is the largest factor between the masses by Laplace's approximation and
by bridge sampling.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

import pybrms_mix as pm
from benchmarks.cases import (
    FREE,
    ONE,
    RUNS_AWAY,
    SEVERAL,
    TWO,
    Case,
    alike_priors,
    heap,
    spreads,
)  # fmt: skip
from benchmarks.fresh_modes import FRESH
from benchmarks.further_modes import FURTHER
from benchmarks.measure import table, with_others, write
from benchmarks.starts import faithful, galaxies, low_dim
from benchmarks.tester_modes import TESTER
from benchmarks.unseen_modes import UNSEEN
from pybrms_mix.model.draws import Draws
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.alike import interchangeable_at
from pybrms_mix.results.mixture.found_modes import FoundModes
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.stan.engines.engine import prepare
from pybrms_mix.stan.explore import explore
from pybrms_mix.stan.prepare.mode_masses import alike
from pybrms_mix.start.exploring import Exploring

BUDGET = 2000  # gradients of the search in brm() with its default iterations
LONG = 30_000
MATTERS = 0.02


# Bridge sampling needs chains in each mode; models that run away take minutes.
SETTINGS = {
    ONE: {"chains": 2, "iter": 2000}, SEVERAL: {"chains": 8, "iter": 2000, "warmup": "auto"},
    RUNS_AWAY: {"chains": 1, "iter": 200},
}  # fmt: skip


class Wide(Exploring):
    """Starting values with many more random assignments."""

    random = 100
    exchanges = 200


def heaps() -> Case:
    d = pd.DataFrame({"y": np.concatenate([heap(c, 20) for c in (0, 6, 12)])})
    prior = [*alike_priors("Intercept", "normal(6, 6)"), *spreads("gamma(5, 2)")]
    return Case(d, "y ~ 1", TWO, prior, SEVERAL, (0.5, 0.5))


def swallowed() -> Case:
    """Return a small cluster between two large ones: either of these may swallow it."""
    d = pd.DataFrame({"y": np.concatenate([heap(0, 20), heap(6, 6), heap(12, 20)])})
    prior = [*alike_priors("Intercept", "normal(6, 6)"), *spreads("gamma(5, 2)")]
    return Case(d, "y ~ 1", TWO, prior, SEVERAL, (0.5, 0.5))


def uneven() -> Case:
    from tests.results.mixture.test_combine import FIXED, PRIOR, UNEVEN, right

    mass = float(right()[0])
    return Case(UNEVEN, FIXED, FREE, PRIOR, SEVERAL, (mass, 1 - mass))


def cells() -> Case:
    from tests.results.mixture.test_by_mode import CELLS, CELLS_PRIOR, keystrokes

    family = "mixture(lognormal, nmix = 2, order = TRUE)"
    return Case(keystrokes(), CELLS, family, CELLS_PRIOR, SEVERAL)


def crossing(gap: bool) -> Case:
    """Return two lines that cross; without rows near the crossing, they may also touch there."""
    rng = np.random.default_rng(3)
    x = rng.uniform(-2, 2, 120)
    x = np.sign(x) * (1 + np.abs(x) / 10) if gap else x
    y = np.where(rng.random(120) < 0.5, 1.5 * x, -1.5 * x) + 0.4 * rng.normal(size=120)
    prior = [*alike_priors("b", "normal(0, 3)"), *alike_priors("Intercept", "normal(0, 3)")]
    return Case(pd.DataFrame({"x": x, "y": y}), "y ~ x", FREE, prior, SEVERAL if gap else ONE)


def velocities(count: int) -> Case:
    if count == 3:
        prior = [
            *(f"prior(normal({m}, 2), Intercept, dpar = mu{k})" for k, m in
              enumerate((10, 21, 33), start=1)),
            *spreads("lognormal(0.5, 0.5)", 3),
        ]  # fmt: skip
        return Case(galaxies()[0], "velocity ~ 1", "mixture(gaussian, nmix = 3)", prior, ONE)
    prior = [*alike_priors("Intercept", "normal(21, 10)", 6), *spreads("inv_gamma(3, 2)", 6),
             "prior(dirichlet(2), theta)"]  # fmt: skip
    return Case(galaxies()[0], "velocity ~ 1", "mixture(gaussian, nmix = 6)", prior, SEVERAL)


def persons() -> Case:
    rng = np.random.default_rng(15)
    person, t = np.repeat(np.arange(40), 5), np.tile(np.linspace(-1, 1, 5), 40)
    slope = np.where(rng.random(40) < 0.4, 1.5, -1.0)
    y = 1 + slope[person] * t + 0.5 * rng.normal(size=200)
    prior = [*alike_priors("b", "normal(0, 2)"), *spreads("gamma(4, 6)")]
    family = "mixture(gaussian, gaussian, gr = 'id', order = 'none')"
    return Case(pd.DataFrame({"y": y, "t": t, "id": person}), "y ~ t", family, prior, ONE)


def ordinal() -> Case:
    rng = np.random.default_rng(4)
    x = rng.normal(size=300)
    latent = np.where(rng.random(300) < 0.5, 2.5 * x, -2.5 * x) + rng.logistic(size=300)
    d = pd.DataFrame({"x": x, "y": 1 + np.digitize(latent, [-2, 0, 2])})
    prior = ["prior(normal(2, 1), b, dpar = mu1)", "prior(normal(-2, 1), b, dpar = mu2)"]
    return Case(d, "y ~ x", "mixture(cumulative, cumulative, order = 'none')", prior, ONE)


def counts() -> Case:
    rng = np.random.default_rng(1)
    x, some = rng.normal(size=200), rng.random(200) < 0.4
    y = np.where(some, rng.negative_binomial(3, 3 / (3 + np.exp(2 + 0.3 * x))), 0)
    d = pd.DataFrame({"y": y, "x": x})
    return Case(d, "y ~ x", "mixture(negbinomial, negbinomial)", [], RUNS_AWAY)


def poissons() -> Case:
    rng = np.random.default_rng(5)
    x = rng.normal(size=200)
    y = rng.poisson(np.exp(np.where(rng.random(200) < 0.4, 2.5, 0.5) + 0.3 * x))
    prior = alike_priors("b", "normal(0, 1)")
    return Case(pd.DataFrame({"y": y, "x": x}), "y ~ x", "mixture(poisson, poisson)", prior, ONE)


def separated() -> Case:
    rng = np.random.default_rng(6)
    s = np.repeat([0.0, 1.0], 60)
    d = pd.DataFrame({"s": s, "y": 6 * s + rng.normal(size=120)})
    return Case(d, pm.bf("y ~ 1", "theta2 ~ s"), TWO, [], RUNS_AWAY)


def equal_rows() -> Case:
    rng = np.random.default_rng(7)
    y = np.where(rng.random(100) < 0.3, 0.0, 5 + rng.normal(size=100))
    return Case(pd.DataFrame({"y": y}), "y ~ 1", TWO, [], RUNS_AWAY)


def in_between() -> Case:
    from tests.results.mixture.test_modes_of_levels import BETWEEN, between

    return Case(between(), "y ~ 1 + (1 | g)", TWO, BETWEEN, SEVERAL, (0.5, 0.5))


def crossing_persons() -> Case:
    from tests.results.mixture.test_modes_of_levels import WIDE, crossing

    return Case(crossing(), "y ~ x + (1 | id)", FREE, WIDE, SEVERAL)


def cells_in_groups() -> Case:
    from tests.results.mixture.test_modes_of_levels import WIDE, cells

    return Case(cells(), "y ~ f + (1 | g)", FREE, WIDE, SEVERAL)


CASES: dict[str, Callable[[], Case]] = {
    "three heaps, two components: a reflection": heaps,
    "a small cluster that either component swallows": swallowed,
    "21 values, the mode of lower density holds more": uneven,
    "labels exchanged within the cells of two factors": cells,
    "crossing lines": lambda: crossing(gap=False),
    "crossing lines, no rows at the crossing": lambda: crossing(gap=True),
    "a group that either component swallows, (1 | g)": in_between,
    "crossing lines, no rows at the crossing, (1 | id)": crossing_persons,
    "labels exchanged within the levels of a factor, (1 | g)": cells_in_groups,
    "galaxies, K = 3, priors at the clusters": lambda: velocities(3),
    "galaxies, K = 6": lambda: velocities(6),
    "whole persons": persons,
    "ordinal": ordinal,
    "counts, two poissons": poissons,
    "faithful": lambda: Case(faithful()[0], "waiting ~ 1", TWO, [], ONE),
    "low_dim_gauss_mix": lambda: Case(low_dim()[0], "y ~ 1", TWO, [], ONE),
    "counts with a component that runs away": counts,
    "separated proportions": separated,
    "a component on equal rows": equal_rows,
    **FRESH,
    **UNSEEN,
    **FURTHER,
    **TESTER,
}


def missed(model: Fit, found: FoundModes) -> list[float]:
    """Return the masses of modes that a long search finds and that ``found`` lacks."""
    program, data = for_sampler(model.model, model.program, prior_only=False)
    prepared = prepare(program, data)
    guesses = Wide(model.model)
    modes = explore(prepared, guesses, LONG)
    assert modes is not None
    points, _ = found.maxima
    here = [guesses.memberships_of(Draws(p[None, None], tuple(found.names))) for p in points]
    same = interchangeable_at(model.model, Draws(points[None], tuple(found.names)))
    return [
        float(mass)
        for mode, mass in zip(modes.modes, modes.masses, strict=True)
        if mass > MATTERS
        and not any(
            alike(guesses.memberships(prepared.constrain(maximum.point)), h, same)
            for maximum in (mode, *mode.side)
            for h in here
        )
    ]


def judged(name: str) -> dict[str, object]:
    """Return the findings for one case, and whether they are right."""
    case = CASES[name]()
    model = pm.brm(case.formula, case.data, case.family, case.prior, empty=True)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        fit = pm.brm(
            case.formula, case.data, case.family, case.prior, silent=2, seed=1, cores=1,
            **SETTINGS[case.right],
        )  # fmt: skip
    told = [w for w in caught if w.category is pm.RunawayWarning]
    row: dict[str, object] = {
        "case": name, "right": case.right, "said": RUNS_AWAY if told else "", "modes": "",
        "known": "", "bridge": "", "ratio": "", "missed": "", "gradients": "", "ok": False,
    }  # fmt: skip
    if told or case.right == RUNS_AWAY:
        return row | {"ok": bool(told) and case.right == RUNS_AWAY}
    found = fit.run.modes
    row["said"] = ONE if found.matter == 1 else SEVERAL
    row["modes"] = shown(found.masses[: found.matter])
    row["known"] = shown(case.masses)
    row["gradients"] = found.gradients
    lost = missed(model, found)
    row["missed"] = shown(lost)
    ok = row["said"] == case.right and not lost
    if case.masses:
        ok = ok and found.matter == len(case.masses)
        pairs = zip(found.masses, case.masses, strict=False)
        ok = ok and all(2 / 3 < a / b < 1.5 for a, b in pairs)
    if found.matter > 1:
        try:
            bridge = pm.mode_masses(fit)
        except pm.PybrmsError as reason:
            row["bridge"] = str(reason).split("\n")[0]
        else:
            row["bridge"] = shown(bridge.masses[: found.matter])
            row["ratio"] = ratio(found, bridge)
    return row | {"ok": ok}


def ratio(one: FoundModes, other: FoundModes) -> float:
    """Return the largest factor between the masses of modes, matched by their density."""
    at = {d: m for d, m in zip(other.log_densities, other.masses, strict=True)}
    factors = [
        m / at[d] for d, m in zip(one.log_densities, one.masses, strict=True) if at.get(d, 0) > 0
    ]
    return float(max(max(f, 1 / f) for f in factors))


def shown(masses: Sequence[float]) -> str:
    return " ".join(f"{m:.3f}" for m in masses)


def main() -> None:
    names = sys.argv[1:] or list(CASES)
    rows = []
    for name in names:
        rows.append(judged(name))
        print(rows[-1], flush=True)
    print(table(rows))
    print(write("modes", with_others("modes", rows, "case", CASES)))


if __name__ == "__main__":
    main()
