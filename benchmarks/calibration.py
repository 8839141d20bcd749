"""Calibration of the package's own posteriors: `sbc` of the models in `SHAPES`.

    python -m benchmarks.calibration FOLDER [N [SHAPE ...]]

FOLDER keeps the ranks of each replication, so that an interrupted run can be resumed; N is the
number of replications (200). The script writes a line for each shape to `results/calibration.csv`,
and its figure to `docs/calibration/shapes/`. Lines of other shapes stay unchanged. The bands of all
quantities of a shape hold simultaneously with a probability of 99 %. The table also names the
quantities that leave the bands of 95 %, as is expected for one of twenty correct shapes.
"""

from __future__ import annotations

import datetime
import io
import multiprocessing
import sys
import warnings
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from PIL import Image

import pybrms_mix as pm
from benchmarks.measure import machine, table, with_others, write
from pybrms_mix.calibrate.calibration import Calibration
from pybrms_mix.plots.panels import png

N = 60
FIGURES = Path(__file__).parents[1] / "docs" / "calibration" / "shapes"
SHOWN = (
    "shape", "quantities", "fails at 95 %", "worst quantity", "worst deviation", "R-hat over 1.05",
    "seconds",
)  # fmt: skip
TWO = "mixture(gaussian, gaussian)"
GROUPS = np.repeat(np.arange(12), 5)
DATA = pd.DataFrame({
    "y": np.arange(N) % 4 + 1, "x": np.tile(np.linspace(-1.5, 1.5, 15), 4),
    "g": [f"g{k:02d}" for k in GROUPS], "h": [f"h{k % 5}" for k in range(N)],
    "n": 12, "t": np.tile(np.linspace(0.1, 3, 20), 3),
    "q": np.arange(N) // 3 % 4,
    **{f"z{k}": np.cos(np.arange(N) * k) for k in (1, 2, 3, 4)},
})  # fmt: skip


def at(kind: str, text: str, *dpars: str, **more: str) -> list[str]:
    """Return the same prior for several parameters."""
    end = "".join(f", {n} = {v}" for n, v in more.items())
    if not dpars:
        return [f"prior({text}, {kind}{end})"]
    return [f"prior({text}, {kind}, dpar = {d}{end})" for d in dpars]


def intercepts(*means: float, scale: float = 1.0, dpar: str = "mu", **more: str) -> list[str]:
    """Return normal priors of the components' intercepts."""
    numbered = enumerate(means, 1)
    priors = (at("Intercept", f"normal({m}, {scale})", f"{dpar}{k}", **more) for k, m in numbered)
    return [prior for (prior,) in priors]


APART = intercepts(-2, 2)
# These priors are not exponential: the density of a component with two rows is unbounded as its
# standard deviation goes to 0, and chains get stuck there.
SPREAD = "gamma(5, 5)"
SPREADS = [*at("sigma1", SPREAD), *at("sigma2", SPREAD)]
SLOPES = at("b", "normal(0, 1)", "mu1", "mu2")
SIZES = ["prior(dirichlet(5), theta)"]
# Standard deviations of groups near 0 are hard to sample.
CAREFUL = {"control": {"adapt_delta": 0.95}, "iter": 1600, "warmup": 600}
AUTO = {"iter": 1000, "warmup": "auto"}
LOG = intercepts(0.5, 2.3, scale=0.3)
STEEP = at("b", "normal(0, 0.3)", "mu1", "mu2")


@dataclass(frozen=True)
class Shape:
    """A model whose posteriors are calibrated."""

    name: str
    formula: Any
    family: str
    prior: list[str]
    more: dict[str, Any] = field(default_factory=dict)


SHAPES = (
    Shape("one gaussian", "y ~ x", "gaussian", [
        *at("Intercept", "normal(0, 1)"), *at("b", "normal(0, 1)"), *at("sigma", "exponential(1)"),
    ]),
    Shape("two gaussians", "y ~ 1", TWO, [*APART, *SPREADS, *SIZES]),
    Shape("covariate", "y ~ x", TWO, [*APART, *SLOPES, *SPREADS, *SIZES]),
    Shape("three gaussians", "y ~ 1", "mixture(gaussian, nmix = 3)", [
        *intercepts(-4, 0, 4), *SPREADS, *at("sigma3", SPREAD), *SIZES,
    ]),
    Shape("one prior for all intercepts", "y ~ 1", TWO, [
        *intercepts(0, 0, scale=3), *SPREADS, *SIZES,
    ]),
    Shape("ordered by size", "y ~ x", "mixture(gaussian, gaussian, order = 'theta')", [
        *APART, *SLOPES, *SPREADS, "prior(dirichlet(3, 15), theta)",
    ]),
    Shape("whole groups", "y ~ x", "mixture(gaussian, gaussian, gr = 'g')", [
        *APART, *SLOPES, *SPREADS, *SIZES,
    ]),
    Shape("predicted proportions", pm.bf("y ~ 1", "theta1 ~ x"), TWO, [
        *APART, *SPREADS, *at("Intercept", "normal(0, 1)", "theta1"),
        *at("b", "normal(0, 1)", "theta1"),
    ]),
    Shape("predicted spread", pm.bf("y ~ x", "sigma1 ~ x"), TWO, [
        *APART, *SLOPES, *SIZES, *at("sigma2", SPREAD),
        *at("Intercept", "normal(0, 0.5)", "sigma1"), *at("b", "normal(0, 0.5)", "sigma1"),
    ]),
    Shape("student", "y ~ x", "mixture(gaussian, student)", [
        *APART, *SLOPES, *SPREADS, *SIZES, *at("nu2", "gamma(4, 0.5)"),
    ]),
    Shape("lognormal and gamma", "y ~ x", "mixture(lognormal, Gamma(link = 'log'))", [
        *LOG, *STEEP, *at("sigma1", "gamma(5, 10)"), *at("shape2", "gamma(4, 1)"), *SIZES,
    ]),
    Shape("poisson", "y ~ x", "mixture(poisson, poisson)", [*LOG, *STEEP, *SIZES]),
    Shape("negative binomial", "y ~ x", "mixture(negbinomial, negbinomial)", [
        *LOG, *STEEP, *SIZES, *at("shape1", "gamma(4, 1)"), *at("shape2", "gamma(4, 1)"),
    ]),
    Shape("zero-inflated poisson", "y ~ x", "mixture(zero_inflated_poisson, nmix = 2)", [
        *LOG, *STEEP, *SIZES, *at("zi1", "beta(2, 4)"), *at("zi2", "beta(2, 4)"),
    ]),
    Shape("binomial", "y | trials(n) ~ x", "mixture(binomial, binomial)", [
        *intercepts(-1.5, 1.5, scale=0.5), *STEEP, *SIZES,
    ]),
    Shape("cumulative", "y | thres(3) ~ x", "mixture(cumulative, cumulative, order = 'mu')", [
        *at("Intercept", "normal(0, 1.5)"), *SIZES,
        "prior(normal(2, 0.5), b, dpar = mu1)", "prior(normal(-2, 0.5), b, dpar = mu2)",
    ]),
    Shape("cumulative, own thresholds", "y | thres(3) ~ x",
          "mixture(cumulative, cumulative, order = 'none')", [
        *at("Intercept", "normal(0, 1.5)", "mu1", "mu2"), *SIZES,
        "prior(normal(2, 0.5), b, dpar = mu1)", "prior(normal(-2, 0.5), b, dpar = mu2)",
    ]),
    Shape("non-linear", pm.bf("y ~ a * exp(-k * t)", "a ~ 1", "k ~ 1", nl=True), "gaussian", [
        *at("b", "normal(4, 1)", nlpar="a"), *at("b", "normal(1, 0.3)", nlpar="k", lb="0"),
        *at("sigma", "exponential(2)"),
    ]),
    Shape("monotonic", "y ~ mo(q) + x", "gaussian", [
        *at("Intercept", "normal(0, 1)"), *at("b", "normal(0, 1)"), *at("sigma", "exponential(1)"),
        *at("simo", "dirichlet(2)", coef="moq1"),
    ]),
    # The effect of three steps is three times the slope. With larger slopes the components overlap,
    # and chains get stuck in one of several modes.
    Shape("monotonic, two components", "y ~ mo(q)", TWO, [
        *APART, *at("b", "normal(0, 0.5)", "mu1", "mu2"), *SPREADS, *SIZES,
    ], CAREFUL),
    Shape("smooth", "y ~ s(x, k = 6)", "gaussian", [
        *at("Intercept", "normal(0, 1)"), *at("b", "normal(0, 1)"), *at("sigma", "exponential(1)"),
        *at("sds", "exponential(1)"),
    ], CAREFUL),
    Shape("process", "y ~ gp(x)", "gaussian", [
        *at("Intercept", "normal(0, 1)"), *at("sigma", SPREAD), *at("sdgp", "gamma(4, 4)"),
        *at("lscale", "inv_gamma(5, 1)", coef="gpx"),
    ], CAREFUL),
    Shape("process by basis functions, two components", "y ~ gp(x, k = 8, c = 1.5)", TWO, [
        *APART, *SPREADS, *SIZES, *at("sdgp", "gamma(4, 4)", "mu1", "mu2"),
        *at("lscale", "inv_gamma(5, 1)", "mu1", "mu2", coef="gpx"),
    ]),
    Shape("horseshoe", "y ~ z1 + z2 + z3 + z4", "gaussian", [
        *at("Intercept", "normal(0, 1)"), *at("b", "horseshoe(3, scale_slab = 1)"),
        *at("sigma", "exponential(1)"),
    ], CAREFUL),
    Shape("varying slopes, correlated", "y ~ x + (1 + x | g)", "gaussian", [
        *at("Intercept", "normal(0, 1)"), *at("b", "normal(0, 1)"), *at("sigma", "exponential(1)"),
        *at("sd", "exponential(1)"), *at("cor", "lkj(2)"),
    ], CAREFUL),
    Shape("varying intercepts", "y ~ x + (1 | g)", TWO, [
        *APART, *SLOPES, *SPREADS, *SIZES, *at("sd", "exponential(2)", "mu1", "mu2"),
    ], CAREFUL),
    Shape("crossed intercepts", "y ~ x + (1 | g) + (1 | h)", TWO, [
        *APART, *SLOPES, *SPREADS, *SIZES, *at("sd", "exponential(2)", "mu1", "mu2"),
    ], CAREFUL),
    Shape("correlated across components", pm.bf("y ~ x + (1 | p | g)"), TWO, [
        *APART, *SLOPES, *SPREADS, *SIZES, *at("sd", "exponential(2)", "mu1", "mu2"),
        *at("cor", "lkj(2)"),
    ], CAREFUL),
    Shape("two responses", " + ".join([
        f"bf(y ~ x + (1 | p | g), family = {TWO})", "bf(q ~ x + (1 | p | g), family = poisson())",
        "set_rescor(FALSE)",
    ]), "gaussian", [
        *intercepts(-2, 2, resp="y"), *at("b", "normal(0, 1)", "mu1", "mu2", resp="y"),
        *at("sigma1", SPREAD, resp="y"), *at("sigma2", SPREAD, resp="y"),
        *at("theta", "dirichlet(5)", resp="y"), *at("sd", "exponential(2)", "mu1", "mu2", resp="y"),
        *at("Intercept", "normal(0.5, 0.5)", resp="q"), *at("b", "normal(0, 0.5)", resp="q"),
        *at("sd", "exponential(2)", resp="q"), *at("cor", "lkj(2)"),
    ], CAREFUL),
    Shape("one class of two responses", " + ".join([
        'bf(y ~ x, family = mixture(gaussian, gaussian, class = "type"))',
        'bf(q ~ 1, family = mixture(poisson, poisson, class = "type"))', "set_rescor(FALSE)",
    ]), "gaussian", [
        *intercepts(-2, 2, resp="y"), *at("b", "normal(0, 1)", "mu1", "mu2", resp="y"),
        *at("sigma1", SPREAD, resp="y"), *at("sigma2", SPREAD, resp="y"),
        *intercepts(0, 1.5, scale=0.3, resp="q"), *SIZES,
    ]),
    Shape("two gaussians, automatic warm-up", "y ~ 1", TWO, [*APART, *SPREADS, *SIZES], AUTO),
    Shape("predicted proportions, automatic warm-up", pm.bf("y ~ 1", "theta1 ~ x"), TWO, [
        *APART, *SPREADS, *at("Intercept", "normal(0, 1)", "theta1"),
        *at("b", "normal(0, 1)", "theta1"),
    ], AUTO),
    Shape("poisson in groups, automatic warm-up", "y ~ x + (1 | g)", "mixture(poisson, poisson)", [
        *LOG, *STEEP, *SIZES, *at("sd", "exponential(4)", "mu1", "mu2"),
    ], AUTO),
    Shape(
        "cumulative, automatic warm-up", "y | thres(3) ~ x",
        "mixture(cumulative, cumulative, order = 'mu')", [
            *at("Intercept", "normal(0, 1.5)"), *SIZES,
            "prior(normal(2, 0.5), b, dpar = mu1)", "prior(normal(-2, 0.5), b, dpar = mu2)",
        ], AUTO,
    ),
)  # fmt: skip


def file_of(name: str) -> str:
    """Return the name of the file of a shape."""
    return name.replace(" ", "_").replace(",", "")


def save(found: Calibration, path: Path) -> None:
    """Write the picture with few colours, which keeps the file small."""
    with Image.open(io.BytesIO(png(found.plot()))) as image:
        image.convert("RGB").quantize(32).save(path, optimize=True)


def markdown(rows: Sequence[Mapping[str, object]]) -> str:
    """Return the table of docs/calibration.md."""
    lines = ["| " + " | ".join(SHOWN) + " |", "|" + " --- |" * len(SHOWN)]
    for row in rows:
        name = str(row["shape"])
        link = f"[{name}](calibration/shapes/{file_of(name)}.png)"
        cells = [link, *(str(row[column]) or "none" for column in SHOWN[1:])]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def calibrated(shape: Shape, n: int, folder: Path, pool: ProcessPoolExecutor) -> Calibration:
    """Return the calibration of one shape."""
    home = folder / file_of(shape.name)
    return pm.sbc(
        shape.formula, DATA, shape.family, shape.prior, n=n, seed=20, executor=pool, file=home,
        prob=0.99, **{"iter": 900, "warmup": 400, **shape.more},
    )  # fmt: skip


def line(shape: Shape, found: Calibration) -> dict[str, object]:
    """Return the line of the table; `seconds` is the sum over all fits."""
    worst, told = found.table["deviation"], found.diagnostics
    return {
        "shape": shape.name, "family": shape.family,
        "formula": "; ".join(str(shape.formula).splitlines()),
        "replications": len(found.ranks), "quantities": found.ranks.shape[1],
        "fails at 99 %": "; ".join(found.failures),
        "fails at 95 %": "; ".join(replace(found, prob=0.95).failures),
        "worst quantity": worst.idxmax(), "worst deviation": round(float(worst.max()), 3),
        "R-hat over 1.05": int((told["rhat"] > 1.05).sum()),
        "divergent": int((told["divergent"] > 0).sum()),
        "not fitted": len(found.errors), "seconds": round(float(told["seconds"].sum())),
    }  # fmt: skip


def main() -> None:
    """Calibrate the shapes, print a table, and write it with the figures."""
    folder, n = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200
    wanted = sys.argv[3:] or [shape.name for shape in SHAPES]
    rows = []
    FIGURES.mkdir(exist_ok=True)
    warnings.simplefilter("ignore")
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        for shape in (s for s in SHAPES if s.name in wanted):
            found = calibrated(shape, n, folder, pool)
            rows.append(line(shape, found))
            print(f"== {shape.name}\n{found}", flush=True)
            save(found, FIGURES / f"{file_of(shape.name)}.png")
    print(table(rows))
    every = with_others("calibration", rows, "shape", [shape.name for shape in SHAPES])
    print(write("calibration", every), machine(), datetime.date.today())
    print(markdown(every))


if __name__ == "__main__":
    main()
