"""Gradients for an effective draw, beside Stan's own adaptation from the same starts.

    python -m benchmarks.efficiency [--seeds N] [SHAPE ...]

Counts all gradients of a call, preparation and warm-up included, over the least bulk ESS of the
model's parameters (at most the number of draws). The counts do not depend on the machine's speed.
Writes `results/efficiency.csv`, a line a shape and seed, and `results/efficiency_mean.csv`, when
all shapes were run.
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Callable, Iterator, Sequence
from unittest import mock

import numpy as np
import pandas as pd

import pybrms_mix as pm
from benchmarks.measure import table, write
from pybrms_mix.results import mixing
from pybrms_mix.results.fit import Fit
from pybrms_mix.stan.engines import engine

Row = dict[str, object]
Model = tuple[str, pd.DataFrame, str]
TWO = "mixture(gaussian, gaussian)"
_KINDS = ("b_", "sd_", "cor_", "sigma", "theta", "nu", "shape")


def _lines(rng: np.random.Generator, rows: int, apart: float) -> pd.DataFrame:
    x, second = rng.normal(size=rows), rng.random(rows) < 0.6
    mean = np.where(second, apart + x, -apart - x)
    return pd.DataFrame({"x": x, "second": second, "mean": mean, "w": rng.normal(size=rows)})


def two_gaussians(rng: np.random.Generator) -> Model:
    """Return two crossing lines."""
    d = _lines(rng, 500, 2)
    return "y ~ x", d.assign(y=d["mean"] + 1.2 * rng.normal(size=len(d))), TWO


def two_students(rng: np.random.Generator) -> Model:
    """Return two lines with outliers."""
    d = _lines(rng, 800, 3)
    return "y ~ x", d.assign(y=d["mean"] + rng.standard_t(5, len(d))), "mixture(student, student)"


def two_poissons(rng: np.random.Generator) -> Model:
    """Return counts of two rates."""
    d = _lines(rng, 1000, 2)
    rate = np.exp(np.where(d["second"], 2 + 0.4 * d["x"], 0.3 + 0.2 * d["x"]))
    return "y ~ x", d.assign(y=rng.poisson(rate)), "mixture(poisson, poisson)"


def predicted_theta(rng: np.random.Generator) -> Model:
    """Return two lines whose proportions depend on a covariate."""
    d = _lines(rng, 1000, 2)
    second = rng.random(len(d)) < 1 / (1 + np.exp(d["w"]))
    mean = np.where(second, 2 + d["x"], -2 - d["x"])
    return "bf(y ~ x, theta1 ~ w)", d.assign(y=mean + 1.2 * rng.normal(size=len(d))), TWO


def three_gaussians(rng: np.random.Generator) -> Model:
    """Return three parallel lines."""
    d = _lines(rng, 1000, 2)
    mean = np.array([-4.0, 0.0, 5.0])[rng.integers(0, 3, len(d))] + 0.3 * d["x"]
    return "y ~ x", d.assign(y=mean + rng.normal(size=len(d))), "mixture(gaussian, nmix = 3)"


def thirty_groups(rng: np.random.Generator) -> Model:
    """Return two lines with an intercept of each of 30 groups."""
    d = _lines(rng, 600, 2)
    g, levels = rng.integers(0, 30, len(d)), 0.6 * rng.normal(size=(2, 30))
    own = levels[d["second"].astype(int), g]
    return "y ~ x + (1 | g)", d.assign(g=g, y=d["mean"] + own + 1.2 * rng.normal(size=len(d))), TWO


SHAPES: dict[str, Callable[[np.random.Generator], Model]] = {
    "two gaussians": two_gaussians,
    "two students": two_students,
    "two poissons": two_poissons,
    "predicted theta": predicted_theta,
    "three gaussians": three_gaussians,
    "30 groups": thirty_groups,
}


def judged(fit: Fit) -> tuple[float, float, float]:
    """Return least bulk and tail ESS, and the largest R-hat, of the model's parameters."""
    assert fit.draws is not None
    names = [n for n in fit.draws.names if n.startswith(_KINDS)]
    every = [fit.draws.values[:, :, fit.draws.index(n)] for n in names]
    moving = [values for values in every if np.ptp(values) > 0]
    return (
        min(mixing.ess_bulk(v) for v in moving),
        min(mixing.ess_tail(v) for v in moving),
        max(mixing.rhat(v) for v in moving),
    )


def measured(model: Model, **arguments: object) -> dict[str, float]:
    """Return the gradients of one call, and its effective sample sizes."""
    formula, data, family = model
    fit = pm.brm(formula, data, family, seed=1, silent=2, **arguments)  # type: ignore[arg-type]
    assert fit.run is not None and fit.run.gradients is not None and fit.draws is not None
    bulk, tail, rhat = judged(fit)
    draws = fit.draws.chains * fit.draws.per_chain
    return {
        "gradients": fit.run.gradients, "bulk": bulk, "tail": tail, "rhat": rhat,
        "divergent": float(fit.stats["divergent__"].sum()),
        "each": fit.run.gradients / min(bulk, draws), "tail each": fit.run.gradients / tail,
    }  # fmt: skip


def lines(name: str, seed: int) -> Iterator[Row]:
    """Yield a line for each warm-up: half of ``iter``, and "auto"."""
    model = SHAPES[name](np.random.default_rng(seed))
    with mock.patch.object(engine, "plan", lambda *_: None):
        stan = measured(model)
    for warmup in ("default", "auto"):
        ours = measured(model, **({} if warmup == "default" else {"warmup": warmup}))
        yield {
            "shape": name, "seed": seed, "warmup": warmup,
            "gradients": int(ours["gradients"]), "bulk ESS": round(ours["bulk"]),
            "tail ESS": round(ours["tail"]), "R-hat": round(ours["rhat"], 3),
            "divergent": int(ours["divergent"]), "each": round(ours["each"], 1),
            "Stan: gradients": int(stan["gradients"]), "Stan: bulk ESS": round(stan["bulk"]),
            "Stan: tail ESS": round(stan["tail"]), "Stan: R-hat": round(stan["rhat"], 3),
            "Stan: divergent": int(stan["divergent"]), "Stan: each": round(stan["each"], 1),
            "gain": round(stan["each"] / ours["each"], 2),
            "gain by tail": round(stan["tail each"] / ours["tail each"], 2),
        }  # fmt: skip


def means(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield a line for each shape and warm-up, and one for all: over seeds, geometric means."""
    frame = pd.DataFrame(rows)
    for warmup, part in frame.groupby("warmup"):
        for name, some in [*part.groupby("shape", sort=False), ("all", part)]:
            mean = {
                c: float(np.exp(np.log(some[c]).mean()))
                for c in (
                    "each",
                    "Stan: each",
                    "gain",
                    "gain by tail",
                    "tail ESS",
                    "Stan: tail ESS",
                )
            }
            yield {
                "shape": name, "warmup": warmup, "fits": len(some),
                **{c: round(v, 1) for c, v in mean.items()}, "least gain": some["gain"].min(),
                "worst R-hat": some["R-hat"].max(), "Stan: worst R-hat": some["Stan: R-hat"].max(),
            }  # fmt: skip


def main() -> None:
    """Measure the shapes, print two tables, and keep them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shapes", nargs="*", choices=[[], *SHAPES])
    parser.add_argument("--seeds", type=int, default=3)
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    rows: list[Row] = []
    for name in chosen.shapes or SHAPES:
        for seed in range(1, chosen.seeds + 1):
            some = list(lines(name, seed))
            rows += some
            print(table(some), flush=True)
    print(table(list(means(rows))))
    if not chosen.shapes:
        print(write("efficiency", rows), write("efficiency_mean", list(means(rows))))


if __name__ == "__main__":
    main()
