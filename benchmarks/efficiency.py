"""Gradients for an effective draw, compared with Stan's own adaptation from the same starts.

    python -m benchmarks.efficiency [--seeds N [N ...]] [--keep] [SHAPE ...]

The number of all gradients of a call, preparation and warm-up included, is divided by the smallest
bulk ESS of the model's parameters (at most the number of draws). These numbers do not depend on the
speed of the machine. The script writes `results/efficiency.csv`, with a line for each shape, seed
and warm-up, and `results/efficiency_mean.csv`. With SHAPE, only the rows of these shapes are
measured again; without N, the data sets are those of the file. With --keep, the columns of Stan's
own adaptation stay those of the file: they change only with the program and the starts.
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Iterator, Mapping, Sequence
from unittest import mock

import numpy as np
import pandas as pd

import pybrms_mix as pm
from benchmarks.measure import read, table, with_others, write
from benchmarks.shapes import SHAPES, Model
from pybrms_mix.results import mixing
from pybrms_mix.results.checks import ebfmi
from pybrms_mix.results.fit import Fit
from pybrms_mix.stan.engines import engine

Row = dict[str, object]
_KINDS = ("b_", "sd_", "cor_", "sigma", "theta", "nu", "shape", "zi")
_MEANS = ("each", "Stan: each", "gain", "gain by tail", "tail ESS", "Stan: tail ESS")


def judged(fit: Fit) -> tuple[float, float, float]:
    """Return the smallest bulk and tail ESS, and the largest R-hat, of the model's parameters."""
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
    formula, data, family, prior = model
    fit = pm.brm(formula, data, family, prior, seed=1, silent=2, **arguments)  # type: ignore[arg-type]
    assert fit.run is not None and fit.run.gradients is not None and fit.draws is not None
    bulk, tail, rhat = judged(fit)
    draws = fit.draws.chains * fit.draws.per_chain
    return {
        "gradients": fit.run.gradients, "bulk": bulk, "tail": tail, "rhat": rhat,
        "divergent": float(fit.stats["divergent__"].sum()), "ebfmi": float(ebfmi(fit).min()),
        "each": fit.run.gradients / min(bulk, draws), "tail each": fit.run.gradients / tail,
    }  # fmt: skip


def lines(name: str, seed: int, stan: Row) -> Iterator[Row]:
    """Yield a line for each warm-up: half of ``iter``, and "auto".

    ``stan`` holds the columns of Stan's own adaptation, as ``stans()`` returns them.
    """
    model = SHAPES[name](np.random.default_rng(seed))
    for warmup in ("default", "auto"):
        ours = measured(model, **({} if warmup == "default" else {"warmup": warmup}))
        tail_each = float(str(stan["Stan: gradients"])) / float(str(stan["Stan: tail ESS"]))
        yield {
            "shape": name, "seed": seed, "warmup": warmup,
            "gradients": int(ours["gradients"]), "bulk ESS": round(ours["bulk"]),
            "tail ESS": round(ours["tail"]), "R-hat": round(ours["rhat"], 3),
            "divergent": int(ours["divergent"]), "E-BFMI": round(ours["ebfmi"], 2),
            "each": round(ours["each"], 1), **stan,
            "gain": round(float(str(stan["Stan: each"])) / ours["each"], 2),
            "gain by tail": round(tail_each / ours["tail each"], 2),
        }  # fmt: skip


def stans(name: str, seed: int) -> Row:
    """Return the columns of Stan's own adaptation."""
    with (
        mock.patch.object(engine, "plan", lambda *_, **__: (None, 0)),
        mock.patch.object(engine, "in_other_coordinates", lambda *_, **__: (None, 0)),
    ):
        stan = measured(SHAPES[name](np.random.default_rng(seed)))
    return {
        "Stan: gradients": int(stan["gradients"]), "Stan: bulk ESS": round(stan["bulk"]),
        "Stan: tail ESS": round(stan["tail"]), "Stan: R-hat": round(stan["rhat"], 3),
        "Stan: divergent": int(stan["divergent"]), "Stan: E-BFMI": round(stan["ebfmi"], 2),
        "Stan: each": round(stan["each"], 1),
    }  # fmt: skip


def known(name: str) -> dict[int, Row]:
    """Return the columns of Stan's own adaptation in the file, by the seed of the data."""
    return {
        int(row["seed"]): {c: v for c, v in row.items() if c.startswith("Stan: ")}
        for row in read("efficiency")
        if row["shape"] == name
    }


def means(rows: Sequence[Mapping[str, object]]) -> Iterator[Row]:
    """Yield geometric means over the seeds: a line for each shape and warm-up, and one for all."""
    frame = pd.DataFrame(rows)
    numbers = frame.columns.difference(["shape", "warmup", "date", "version", "machine"])
    frame[numbers] = frame[numbers].astype(float)
    for warmup, part in frame.groupby("warmup"):
        for name, some in [*part.groupby("shape", sort=False), ("all", part)]:
            mean = {c: float(np.exp(np.log(some[c]).mean())) for c in _MEANS}
            yield {
                "shape": name, "warmup": warmup, "fits": len(some),
                **{c: round(v, 1) for c, v in mean.items()}, "least gain": some["gain"].min(),
                "worst R-hat": some["R-hat"].max(), "Stan: worst R-hat": some["Stan: R-hat"].max(),
                "divergent": int(some["divergent"].sum()),
                "Stan: divergent": int(some["Stan: divergent"].sum()),
                "E-BFMI": some["E-BFMI"].min(), "Stan: E-BFMI": some["Stan: E-BFMI"].min(),
            }  # fmt: skip


def main() -> None:
    """Measure the shapes, print two tables, and write them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shapes", nargs="*", choices=[[], *SHAPES])
    parser.add_argument("--seeds", type=int, nargs="+")
    parser.add_argument("--keep", action="store_true")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    for name in chosen.shapes or SHAPES:
        before = known(name)
        rows: list[Row] = []
        for seed in chosen.seeds or before or (1,):
            is_kept = chosen.keep and seed in before
            rows += lines(name, seed, before[seed] if is_kept else stans(name, seed))
        print(table(rows), flush=True)
        every = with_others("efficiency", rows, "shape", SHAPES)
        write("efficiency", every)
        write("efficiency_mean", list(means(every)))
    print(table(list(means(read("efficiency")))))


if __name__ == "__main__":
    main()
