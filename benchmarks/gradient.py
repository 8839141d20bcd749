"""The time of one gradient of the log density: the package's program and its twin (`twins.py`).

python -m benchmarks.gradient                             both programs on stanli
python -m benchmarks.gradient gaussian                    models whose name contains the word
python -m benchmarks.gradient --compiled "two gaussians"  loops compiled by g++ -O3, as for a
                                                          user of brms: a minute each
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.compiled import Compiled, libraries
from benchmarks.measure import interleaved, table, with_others, write
from benchmarks.twins import ones, twin
from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.base.version import __version__
from pybrms_mix.build.build import build
from pybrms_mix.family.base import Family
from pybrms_mix.family.catalogue import FAMILIES
from pybrms_mix.model.ir import Model
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.stan.code import tree
from pybrms_mix.stan.data import data, declared
from pybrms_mix.stan.engines.engine import ENGINES
from pybrms_mix.stan.engines.protocol import Prepared
from pybrms_mix.stan.engines.worker_thread import on_worker_thread
from pybrms_mix.stan.printer import printed

TWO = "mixture(gaussian, gaussian)"
# The values of a family's other parameters in the data; 0.3 for probabilities.
TYPICAL = {"nu": 5.0, "shape": 2.0, "phi": 5.0, "kappa": 2.0, "ndt": 0.05, "bs": 1.5, "xi": 0.05}
_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Case:
    """A model and its data."""

    name: str
    formula: str
    family: str
    frame: pd.DataFrame


def normals(rows: int, groups: int = 100) -> pd.DataFrame:
    """Return rows of two normals, with a covariate and groups."""
    rng = np.random.default_rng(1)
    x, g = rng.normal(size=rows), rng.integers(groups, size=rows)
    first = rng.random(rows) < 2 / 3
    own = rng.normal(0, 0.5, groups)[g]
    y = np.where(first, rng.normal(own, 1), rng.normal(6 + x + own, 1))
    grade = np.digitize(x, [-1, 0, 1])
    further = {"z": rng.normal(x, 1), "v": rng.permutation(y)}
    return pd.DataFrame({"y": y, "x": x, "g": [f"g{i:04d}" for i in g], "q": grade, **further})


def of_family(family: Family, rows: int) -> pd.DataFrame:
    """Return rows of two components of `family`, with a covariate."""
    rng = np.random.default_rng(2)
    x = rng.normal(size=rows)
    low, high = {"logit": (0.3, 0.6), "identity": (0.0, 3.0), "tan_half": (-0.5, 1.0)}.get(
        family.dpars[0].links[0], (1.0, 4.0)
    )
    if "thres" in family.additions:
        # Five categories: the responses of two components, cut at four points.
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
    """Return rows of two Poisson components with two binary covariates: many rows are equal."""
    rng = np.random.default_rng(4)
    a, b = rng.integers(2, size=(2, rows))
    mean = np.where(rng.random(rows) < 0.5, 1.2, 4.5) * np.exp(0.3 * a - 0.2 * b)
    return pd.DataFrame({"y": rng.poisson(mean), "a": a, "b": b})


def cases() -> Iterator[Case]:
    """Yield Gaussian models of several shapes, and a model of counts with many equal rows."""
    many, some = normals(10_000), normals(2_000)
    yield Case("two gaussians", "y ~ x", TWO, many)
    yield Case("two gaussians, (1 + x | g)", "y ~ x + (1 + x | g)", TWO, many)
    yield Case("two gaussians, (1 | g), N = 2000", "y ~ x + (1 | g)", TWO, some)
    yield Case("two gaussians, N = 300", "y ~ 1", TWO, normals(300))
    yield Case("three gaussians", "y ~ x", "mixture(gaussian, nmix = 3)", many)
    yield Case("theta formula", "bf(y ~ x, theta1 ~ x)", TWO, many)
    yield Case("sigma formulas", "bf(y ~ x, sigma1 ~ x, sigma2 ~ x)", TWO, many)
    yield Case("two gaussians, s(x)", "y ~ s(x)", TWO, many)
    yield Case("two gaussians, mo(q)", "y ~ mo(q)", TWO, many)
    yield Case("two gaussians, gp(x, k = 20)", "y ~ gp(x, k = 20, c = 5/4)", TWO, many)
    yield Case("gp(x), N = 200", "y ~ gp(x)", "gaussian", normals(200))
    yield Case("two responses", "bf(y ~ x) + bf(z ~ x) + set_rescor(FALSE)", "gaussian", many)
    both = "bf(y ~ x) + bf(v ~ x) + set_rescor(FALSE)"
    yield Case("two responses, two gaussians each", both, TWO, many)
    yield from of_one(many)
    equal = counts(10_000)
    yield Case("equal rows", "y ~ a + b", "mixture(poisson, poisson)", equal)


def of_one(many: pd.DataFrame) -> Iterator[Case]:
    """Yield models of single families, for which brms calls densities of whole vectors."""
    rng = np.random.default_rng(5)
    x = many["x"].to_numpy()
    counted = many.assign(
        count=rng.poisson(np.exp(0.5 + 0.3 * x)), high=rng.random(len(x)) < 1 / (1 + np.exp(-x))
    )
    yield Case("one gaussian", "y ~ x", "gaussian", many)
    yield Case("one gaussian, (1 | g)", "y ~ x + (1 | g)", "gaussian", many)
    yield Case("one student", "y ~ x", "student", many)
    yield Case("one poisson", "count ~ x", "poisson", counted)
    yield Case("one negbinomial", "count ~ x", "negbinomial", counted)
    yield Case("one bernoulli", "high ~ x", "bernoulli", counted)


def of_families() -> Iterator[Case]:
    """Yield a mixture of two components of each family."""
    for family in FAMILIES.values():
        if family.mixes:
            yield of_two(family)


def of_two(family: Family) -> Case:
    """Return the mixture of two components of one family."""
    terms = {"trials": "| trials(n) ", "dec": "| dec(dec) "}
    added = "".join(t for name, t in terms.items() if name in family.additions)
    name = family.name
    return Case(name, f"y {added}~ x", f'mixture("{name}", "{name}")', of_family(family, 2_000))


@dataclass(frozen=True)
class Programs:
    """The programs of a model with their data: the package's, and the program with brms's loop."""

    model: Model
    ours: str
    given: Mapping[str, object]
    loops: str
    every_row: Mapping[str, object]

    @property
    def mark(self) -> str:
        """Return digits that change with the statements of either program, not with comments."""
        lines = f"{self.ours}\n{self.loops}".splitlines()
        statements = "\n".join(line.partition("//")[0].strip() for line in lines)
        return hashlib.sha256(statements.encode()).hexdigest()[:12]


def programs(case: Case) -> Programs:
    """Return both programs of a model."""
    model = build(case.formula, case.frame, case.family).model
    shown = tree(model, version=__version__)
    everything = data(model, prior_only=False)
    every_row = declared(model, everything) | {name: everything[name] for name in ones(model)}
    ours, given = for_sampler(model, printed(shown), prior_only=False)
    return Programs(model, ours, given, printed(twin(shown, model)), every_row)


def point(ours: Prepared, loops: Prepared) -> np.ndarray:
    """Return an unconstrained point where both densities are finite, and check that they agree."""
    rng = np.random.default_rng(3)
    for width in itertools.repeat(0.3, 50):
        u = rng.uniform(-width, width, ours.dimension)
        if np.isfinite(ours.log_density(u)[0]) and np.isfinite(loops.log_density(u)[0]):
            check(ours, loops, u)
            return u
    raise AssertionError("no point with a finite density")


def check(ours: Prepared | Compiled, loops: Prepared | Compiled, u: np.ndarray) -> None:
    """Check that density and gradient of two programs agree at a point up to rounding.

    The difference of the gradients is relative to the largest element. In an ill-conditioned model
    (the covariances of an exact Gaussian process) rounding changes a gradient more: by as much as
    the gradient of one program changes if the point is rounded differently.
    """
    (a, slope), (b, other) = ours.log_density(u), loops.log_density(u)
    assert np.isclose(a, b, rtol=_TOLERANCE, atol=_TOLERANCE), (a, b)
    rounded = [loops.log_density(u * (1 + k * 2.0**-52))[1] for k in (-2, -1, 1, 2)]
    noise = max(np.abs(near - other).max() for near in rounded)
    allowed = max(1e-7 * (1 + np.abs(other).max()), 4 * noise)
    assert np.abs(slope - other).max() <= allowed, (slope, other)


def at(u: np.ndarray, ours: Prepared, compiled: Compiled) -> np.ndarray:
    """Return the point of the compiled program with the parameters of the point `u` of our program.

    Two versions of Stan have different coordinates of a simplex. Their Jacobians differ by a
    constant factor, so that the log densities differ by the same number at each point.
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


def measured(case: Case, seconds: float) -> dict[str, object]:
    """Return one row of the table: the package's program and its twin, both on stanli."""
    both, stanli = programs(case), ENGINES["stanli"]
    ours = stanli.prepare(both.ours, both.given)
    loops = stanli.prepare(both.loops, both.every_row)
    u = point(ours, loops)
    calls = [lambda: ours.log_density(u), lambda: loops.log_density(u)]
    times = on_worker_thread(
        lambda: interleaved(calls, seconds, time.thread_time)
    )  # one thread throughout
    return {
        "model": case.name,
        "engine": "stanli",
        "rows": len(case.frame),
        "ours (us)": times[0] * 1e6,
        "loop (us)": times[1] * 1e6,
        "ratio": times[1] / times[0],
        "programs": both.mark,
    }


def measured_all(cases: Iterable[Case], seconds: float) -> list[dict[str, object]]:
    """Return the rows of the table; print the reason for models that cannot be measured."""
    rows = []
    for case in cases:
        try:
            rows.append(measured(case, seconds))
        except (PybrmsError, TypeError) as absence:
            print(f"{case.name}: {absence}")
    return rows


def beside_compiled(cases: Sequence[Case], seconds: float) -> list[dict[str, object]]:
    """Return rows of the package's programs, on stanli and compiled, with the compiled loops."""
    every = [programs(case) for case in cases]
    twins = libraries([both.loops for both in every])
    own = libraries([both.ours for both in every], optimised=True)
    return [
        row
        for case, both, twin_place, place in zip(cases, every, twins, own, strict=True)
        for row in _beside(
            case, both, Compiled(*twin_place, both.every_row), Compiled(*place, both.given), seconds
        )
    ]


def _beside(
    case: Case, both: Programs, loops: Compiled, compiled: Compiled, seconds: float
) -> Iterator[dict[str, object]]:
    """Yield the rows of one model."""
    ours = ENGINES["stanli"].prepare(both.ours, both.given)
    u = point(ours, ENGINES["stanli"].prepare(both.loops, both.every_row))
    v = at(u, ours, loops)
    check(compiled, loops, v)
    calls = [
        lambda: ours.log_density(u), lambda: compiled.log_density(v), lambda: loops.log_density(v),
    ]  # fmt: skip
    times = on_worker_thread(lambda: interleaved(calls, seconds, time.thread_time))
    for engine, took in zip(("stanli", "g++, stanc --O1"), times, strict=False):
        yield {
            "model": case.name,
            "ours runs on": engine,
            "rows": len(case.frame),
            "ours (us)": took * 1e6,
            "compiled loop (us)": times[-1] * 1e6,
            "ratio": times[-1] / took,
            "programs": both.mark,
        }


def marks() -> dict[str, str]:
    """Return the marks of the programs that this version writes, by the names of the models."""
    return {case.name: programs(case).mark for case in (*cases(), *of_families())}


def mean_ratio(rows: Iterable[Mapping[str, object]]) -> float:
    """Return the geometric mean of the ratios."""
    return float(np.exp(np.mean([np.log(row["ratio"]) for row in rows])))


def main() -> list[dict[str, object]]:
    """Measure, print the tables, write them to `results/`, and return their rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("words", nargs="*", help="only models whose name holds one of these")
    parser.add_argument("--compiled", nargs="+", default=[], help="names of models, or 'all'")
    parser.add_argument("--seconds", type=float, default=0.5, help="for each model")
    chosen = parser.parse_args()
    if chosen.compiled:
        every = [*cases(), *of_families()]
        wanted = [c for c in every if c.name in chosen.compiled or "all" in chosen.compiled]
        rows = _told(beside_compiled(wanted, chosen.seconds))
        every_row = with_others("compiled", rows, "model", [case.name for case in every])
        print(write("compiled", every_row))
        return rows
    found = []
    for name, models in (("gradient", cases()), ("families", of_families())):
        wanted = [c for c in models if not chosen.words or any(w in c.name for w in chosen.words)]
        if wanted:
            rows = _told(measured_all(wanted, chosen.seconds))
            found += rows
            if not chosen.words:
                print(write(name, rows))
    return found


def _told(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Print a table and return its rows."""
    print(table(rows))
    print(f"geometric mean of the ratios: {mean_ratio(rows):.2f}")
    return rows


if __name__ == "__main__":
    main()
