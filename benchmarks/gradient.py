"""Time of one gradient of the log density: our program against its twin (`twins.py`).

python -m benchmarks.gradient                    everything
python -m benchmarks.gradient gaussian           only the models whose name holds the word

Our program runs on stanli. The twin runs on stanli too, and compiled by g++ -O3, as a user of brms
runs it (`compiled.py`): the first time this takes half a minute for each program.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.compiled import Compiled, libraries
from benchmarks.measure import interleaved, table, write
from benchmarks.twins import ones, twin
from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.base.version import __version__
from pybrms_mix.build.build import build
from pybrms_mix.family.base import Family
from pybrms_mix.family.catalogue import FAMILIES
from pybrms_mix.model.ir import Model
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.stan.code import code
from pybrms_mix.stan.data import data, declared
from pybrms_mix.stan.engines.engine import ENGINES
from pybrms_mix.stan.engines.protocol import Prepared
from pybrms_mix.stan.engines.worker_thread import aside

COMMON = (
    "gaussian", "student", "lognormal", "gamma", "poisson", "negbinomial", "binomial",
    "bernoulli", "beta", "zero_inflated_poisson",
)  # fmt: skip
TWO = "mixture(gaussian, gaussian)"
# Where a family's other parameters lie in the data; 0.3 for what is a probability.
TYPICAL = {"nu": 5.0, "shape": 2.0, "phi": 5.0, "kappa": 2.0, "ndt": 0.05, "bs": 1.5, "xi": 0.05}
_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Case:
    """A model, and how many times faster than its twin it ought to be."""

    name: str
    formula: str
    family: str
    frame: pd.DataFrame
    target: float


def normals(rows: int, groups: int = 100) -> pd.DataFrame:
    """Return rows of two normals, with a covariate and groups."""
    rng = np.random.default_rng(1)
    x, g = rng.normal(size=rows), rng.integers(groups, size=rows)
    first = rng.random(rows) < 2 / 3
    own = rng.normal(0, 0.5, groups)[g]
    y = np.where(first, rng.normal(own, 1), rng.normal(6 + x + own, 1))
    return pd.DataFrame({"y": y, "x": x, "g": [f"g{i:04d}" for i in g]})


def of_family(family: Family, rows: int) -> pd.DataFrame:
    """Return rows of two components of `family`, with a covariate."""
    rng = np.random.default_rng(2)
    x = rng.normal(size=rows)
    low, high = {"logit": (0.3, 0.6), "identity": (0.0, 3.0), "tan_half": (-0.5, 1.0)}.get(
        family.dpars[0].links[0], (1.0, 4.0)
    )
    if "thres" in family.additions:
        # Five categories, by cutting what two components give.
        latent = x / 2 + np.where(rng.random(rows) < 0.5, -1, 1.5) + rng.logistic(size=rows)
        return pd.DataFrame({"y": 1 + np.digitize(latent, [-2, -0.5, 0.5, 2]), "x": x})
    values = {"mu": np.where(rng.random(rows) < 0.5, low, high)}
    for dpar in family.dpars[1:]:
        unit = dpar.bounds.upper == "1"
        values[dpar.name] = np.full(rows, 0.3 if unit else TYPICAL.get(dpar.name, 1.0))
    extra = {
        "trials": rng.integers(8, 15, rows),
        "dec": rng.integers(0, 2, rows),
    }
    y = family.sample(rng, {n: v[None] for n, v in values.items()}, extra)[0]
    return pd.DataFrame({"y": y, "x": x, "n": extra["trials"], "dec": extra["dec"]})


def counts(rows: int) -> pd.DataFrame:
    """Return rows of two Poissons, with two binary covariates: many are equal."""
    rng = np.random.default_rng(4)
    a, b = rng.integers(2, size=(2, rows))
    mean = np.where(rng.random(rows) < 0.5, 1.2, 4.5) * np.exp(0.3 * a - 0.2 * b)
    return pd.DataFrame({"y": rng.poisson(mean), "a": a, "b": b})


def cases() -> Iterator[Case]:
    """Yield Gaussian models of several shapes; and counts, of which rows are equal."""
    many, some = normals(10_000), normals(2_000)
    yield Case("two gaussians", "y ~ x", TWO, many, 10)
    yield Case("two gaussians, (1 + x | g)", "y ~ x + (1 + x | g)", TWO, many, 4)
    yield Case("two gaussians, (1 | g), N = 2000", "y ~ x + (1 | g)", TWO, some, 4)
    yield Case("two gaussians, N = 300", "y ~ 1", TWO, normals(300), 3)
    yield Case("three gaussians", "y ~ x", "mixture(gaussian, nmix = 3)", many, 4)
    yield Case("theta formula", "bf(y ~ x, theta1 ~ x)", TWO, many, 4)
    yield Case("sigma formulas", "bf(y ~ x, sigma1 ~ x, sigma2 ~ x)", TWO, many, 3)
    equal = counts(10_000)
    yield Case("equal rows", "y ~ a + b", "mixture(poisson, poisson)", equal, 20)


def of_families() -> Iterator[Case]:
    """Yield a mixture of two of each family."""
    for family in FAMILIES.values():
        if family.mixes:
            yield of_two(family)


def of_two(family: Family) -> Case:
    """Return the mixture of two of one family."""
    terms = {"trials": "| trials(n) ", "dec": "| dec(dec) "}
    added = "".join(t for name, t in terms.items() if name in family.additions)
    name = family.name
    target = 3 if name in COMMON else 1  # the geometric mean should be 5
    return Case(
        name, f"y {added}~ x", f'mixture("{name}", "{name}")', of_family(family, 2_000), target
    )


@dataclass(frozen=True)
class Programs:
    """The programs of a model: ours for stanli, and the one with brms's loop, with their data."""

    model: Model
    ours: str
    given: Mapping[str, object]
    loops: str
    every_row: Mapping[str, object]


def programs(case: Case) -> Programs:
    """Return both programs of a model."""
    model = build(case.formula, case.frame, case.family).model
    shown = code(model, version=__version__)
    everything = data(model, prior_only=False)
    every_row = declared(model, everything) | {name: everything[name] for name in ones(model)}
    ours, given = for_sampler(model, shown, prior_only=False)
    return Programs(model, ours, given, twin(shown, model), every_row)


def point(ours: Prepared, loops: Prepared) -> np.ndarray:
    """Return an unconstrained point at which both densities are finite; they have to be equal."""
    rng = np.random.default_rng(3)
    for width in itertools.repeat(0.3, 50):
        u = rng.uniform(-width, width, ours.dimension)
        (a, slope), (b, other) = ours.log_density(u), loops.log_density(u)
        if np.isfinite(a) and np.isfinite(b):
            assert np.isclose(a, b, rtol=_TOLERANCE, atol=_TOLERANCE), (a, b)
            scale = 1 + np.abs(other).max()
            assert np.allclose(slope / scale, other / scale, atol=1e-7), (slope, other)
            return u
    raise AssertionError("no point with a finite density")


def at(u: np.ndarray, ours: Prepared, compiled: Compiled) -> np.ndarray:
    """Return the point of the compiled program that has the parameters of the point `u` of ours.

    Two versions of Stan have different coordinates of a simplex. Their Jacobians differ by a
    factor, so that both log densities differ by the same number at each point.
    """
    differences = []
    for place in (u, 0.9 * u):
        cells = ours.constrain(place)
        found = compiled.unconstrain({name: cells[name] for name in ours.parameters})
        differences.append(compiled.log_density(found)[0] - ours.log_density(place)[0])
    scale = 1 + abs(ours.log_density(u)[0])
    assert np.ptp(differences) < 1e-8 * scale, differences
    cells = ours.constrain(u)
    return compiled.unconstrain({name: cells[name] for name in ours.parameters})


def measured(case: Case, both: Programs, compiled: Compiled, seconds: float) -> dict[str, object]:
    """Return one row of the table."""
    stanli = ENGINES["stanli"]
    ours = stanli.prepare(both.ours, both.given)
    loops = stanli.prepare(both.loops, both.every_row)
    u = point(ours, loops)
    v = at(u, ours, compiled)
    calls = [
        lambda: ours.log_density(u), lambda: loops.log_density(u), lambda: compiled.log_density(v),
    ]  # fmt: skip
    times = aside(lambda: interleaved(calls, seconds))  # without a change of threads in each call
    ratio = times[2] / times[0]
    return {
        "model": case.name,
        "rows": len(case.frame),
        "ours (us)": times[0] * 1e6,
        "loop on stanli (us)": times[1] * 1e6,
        "compiled loop (us)": times[2] * 1e6,
        "beside stanli": times[1] / times[0],
        "beside compiled": ratio,
        "target": case.target,
        "reached": "yes" if ratio >= case.target else "no",
    }


def measured_all(cases: Sequence[Case], seconds: float) -> list[dict[str, object]]:
    """Return the rows of the table; what cannot be measured is told of instead."""
    found = []
    for case in cases:
        try:
            found.append((case, programs(case)))
        except (PybrmsError, TypeError) as absence:
            print(f"{case.name}: {absence}")
    places = libraries([both.loops for _, both in found])
    rows = []
    for (case, both), (library, name) in zip(found, places, strict=True):
        rows.append(measured(case, both, Compiled(library, name, both.every_row), seconds))
        print(table(rows[-1:]), flush=True)
    return rows


def mean_ratio(rows: Iterable[Mapping[str, object]]) -> float:
    """Return the geometric mean of the ratios to compiled loops."""
    return float(np.exp(np.mean([np.log(row["beside compiled"]) for row in rows])))


def main() -> list[dict[str, object]]:
    """Measure, print the tables, write them to `results/`; return their rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("words", nargs="*", help="only models whose name holds one of these")
    parser.add_argument("--seconds", type=float, default=1.0, help="for each model")
    chosen = parser.parse_args()
    found = []
    for name, every in (("gradient", cases()), ("families", of_families())):
        wanted = [c for c in every if not chosen.words or any(w in c.name for w in chosen.words)]
        rows = measured_all(wanted, chosen.seconds)
        if not rows:
            continue
        found += rows
        print(table(rows))
        print(f"geometric mean of the ratios to compiled loops: {mean_ratio(rows):.2f}")
        if not chosen.words:
            print(write(name, rows))
    return found


if __name__ == "__main__":
    main()
