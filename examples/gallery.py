"""Every picture of the package, each beside the call that draws it: docs/gallery.md.

Run it as ``python examples/gallery.py [folder]`` where the package is installed. It fits five
models, draws into ``folder``/gallery/ and writes ``folder``/gallery.md.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")  # the pictures go to files: no screen is needed

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from PIL import Image

import pybrms_mix as pm

HERE = Path(__file__).parent
_DPI, _COLOURS = 200, 64
SETTINGS = {"chains": 4, "iter": 1000}


def waits() -> pm.Fit:
    """Return a mixture of two kinds of waiting at Old Faithful."""
    faithful = pd.read_csv(HERE / "data" / "faithful.csv")
    return pm.brm("waiting ~ 1", faithful, "mixture(gaussian, gaussian)", seed=1, **SETTINGS)


def lines() -> pm.Fit:
    """Return a mixture of two regressions whose proportions depend on ``z``."""
    rng = np.random.default_rng(2)
    x, z = rng.uniform(-2, 2, 160), rng.normal(size=160)
    f = rng.choice(["a", "b", "c"], 160)
    second = rng.random(160) < 1 / (1 + np.exp(-0.3 - 1.2 * z))
    y = np.where(second, 4 - x + (f == "c"), -1 + 1.5 * x) + rng.normal(0, 0.7, 160)
    data = pd.DataFrame({"y": y, "x": x, "z": z, "f": f})
    formula = pm.bf("y ~ x + f", "theta2 ~ z")
    priors = [
        "prior(normal(0, 3), class = b, dpar = mu1)",
        "prior(normal(0, 3), class = b, dpar = mu2)",
        "prior(normal(-1, 1), class = Intercept, dpar = mu1)",
        "prior(normal(4, 1), class = Intercept, dpar = mu2)",
    ]
    return pm.brm(formula, data, "mixture(gaussian, gaussian)", priors, seed=1, **SETTINGS)


def counts() -> pm.Fit:
    """Return a mixture of rare and of frequent events."""
    rng = np.random.default_rng(3)
    x, g = rng.uniform(-1, 1, 200), rng.choice(["north", "south"], 200)
    rate = np.where(rng.random(200) < 0.4, np.exp(0.3 + 0.4 * x), np.exp(2.2 + 0.4 * x))
    data = pd.DataFrame({"n": rng.poisson(rate), "x": x, "g": g})
    priors = [
        "prior(normal(0, 0.3), class = b, dpar = mu1)",
        "prior(normal(0, 0.3), class = b, dpar = mu2)",
        "prior(normal(0.5, 0.5), class = Intercept, dpar = mu1)",
        "prior(normal(2, 0.5), class = Intercept, dpar = mu2)",
    ]
    return pm.brm("n ~ x + g", data, "mixture(poisson, poisson)", priors, seed=2, **SETTINGS)


def visits(persons: int, growing: int, seed: int) -> pd.DataFrame:
    """Return six visits of each person; the first ``growing`` persons grow."""
    rng = np.random.default_rng(seed)
    person, week = np.repeat(np.arange(persons), 6), np.tile(np.arange(6.0), persons)
    grows = (np.arange(persons) < growing)[person]
    y = 10 + np.where(grows, 1.5, 0.1) * week + rng.normal(0, 1, persons)[person]
    y += rng.normal(0, 0.7, 6 * persons)
    return pd.DataFrame({"id": person, "week": week, "y": y})


def growth() -> pm.Fit:
    """Return a mixture of persons who grow and persons who stay."""
    family = pm.mixture("gaussian", nmix=2, gr="id", order="week")
    return pm.brm("y ~ week + (1 | id)", visits(60, 25, seed=4), family, seed=1, **SETTINGS)


def curves() -> pm.Fit:
    """Return a smooth regression on a number, by group, and on two numbers."""
    rng = np.random.default_rng(5)
    x, u, v = rng.uniform(-2, 2, (3, 200))
    g = rng.choice(["a", "b"], 200)
    y = np.where(g == "a", np.sin(2 * x), x / 2) + np.exp(-(u**2) - v**2) + rng.normal(0, 0.3, 200)
    data = pd.DataFrame({"y": y, "x": x, "g": g, "u": u, "v": v})
    formula = "y ~ g + s(x, by = g, k = 6) + t2(u, v, k = 4)"
    spread = pm.prior("normal(0, 1)", class_="sds")
    control = {"adapt_delta": 0.99}
    return pm.brm(formula, data, prior=spread, seed=1, chains=4, iter=2000, control=control)


MODELS = (waits, lines, counts, growth, curves)


def pictures(
    waits: pm.Fit, lines: pm.Fit, counts: pm.Fit, growth: pm.Fit, curves: pm.Fit
) -> Iterator[tuple[str, Any]]:
    """Yield the headings of the page, and below each heading the functions that draw."""
    some = ["b_mu1_x", "b_mu2_x", "sigma1", "sigma2"]
    three = {"z": [-2, 0, 2], "cond__": ["z = -2", "z = 0", "z = 2"]}
    new = visits(2, 1, seed=9)
    yield (
        "Mixtures",
        [
            lambda: pm.plot_mixture(waits),
            lambda: pm.conditional_effects(lines, "x", components=True).plot(points=True)["x"],
            lambda: pm.plot_membership(lines, "z"),
            lambda: pm.plot_membership(lines, "f"),
            lambda: pm.plot_trajectories(growth, "week"),
            lambda: pm.plot_classification(lines),
            lambda: pm.plot_dynamic_predictions(growth, new, "week", visits=[0, 1, 3]),
        ],
    )
    yield (
        "Conditional effects",
        [
            lambda: pm.conditional_effects(lines, "x:f", dpar="mu2").plot()["x:f"],
            lambda: pm.conditional_effects(lines, "z", dpar="theta2").plot(rug=True)["z"],
            lambda: pm.conditional_effects(lines, "f", components=True).plot(points=True)["f"],
            lambda: pm.conditional_effects(lines, "x", three).plot(ncol=3)["x"],
            lambda: pm.conditional_effects(lines, "x", spaghetti=True, ndraws=100, seed=1).plot()[
                "x"
            ],
            lambda: pm.conditional_effects(lines, "x:z", surface=True, resolution=40).plot()["x:z"],
            lambda: pm.conditional_smooths(curves).plot()["mu: s(x,by=g,k=6)"],
            lambda: pm.conditional_smooths(curves).plot()["mu: t2(u,v,k=4)"],
        ],
    )
    yield (
        "Posterior predictive checks",
        [
            lambda: pm.pp_check(lines, seed=1),
            lambda: pm.pp_check(lines, "ecdf_overlay_grouped", group="f", ncol=3, seed=1),
            lambda: pm.pp_check(lines, "hist", ndraws=5, seed=1),
            lambda: pm.pp_check(lines, "boxplot", seed=1),
            lambda: pm.pp_check(lines, "violin_grouped", group="f", seed=1),
            lambda: pm.pp_check(lines, "pit_ecdf", seed=1),
            lambda: pm.pp_check(lines, "stat_grouped", stat="sd", group="f", ncol=3, seed=1),
            lambda: pm.pp_check(lines, "stat_2d", seed=1),
            lambda: pm.pp_check(lines, "intervals", x="x", seed=1),
            lambda: pm.pp_check(counts, "ribbon_grouped", x="x", group="g", seed=1),
            lambda: pm.pp_check(lines, "scatter_avg", seed=1),
            lambda: pm.pp_check(lines, "error_hist", ndraws=6, seed=1),
            lambda: pm.pp_check(lines, "error_scatter_avg_vs_x", x="x", seed=1),
            lambda: pm.pp_check(lines, "error_binned", ndraws=4, seed=1),
            lambda: pm.pp_check(lines, "loo_pit_overlay", seed=1),
            lambda: pm.pp_check(lines, "loo_pit_qq", seed=1),
            lambda: pm.pp_check(lines, "loo_intervals", x="x", seed=1),
            lambda: pm.pp_check(counts, "bars_grouped", group="g", seed=1),
            lambda: pm.pp_check(counts, "rootogram", seed=1),
        ],
    )
    yield (
        "Draws and chains",
        [
            lambda: pm.plot(lines, some)[0],
            lambda: pm.plot(lines, some, combo=("hist", "rank_overlay", "acf"))[0],
            lambda: pm.mcmc_plot(lines),
            lambda: pm.mcmc_plot(lines, "areas", "^b_", regex=True),
            lambda: pm.mcmc_plot(lines, "areas_ridges"),
            lambda: pm.mcmc_plot(lines, "dens_overlay", some),
            lambda: pm.mcmc_plot(lines, "violin", some),
            lambda: pm.mcmc_plot(lines, "rank_hist", some[:2]),
            lambda: pm.mcmc_plot(lines, "acf_bar", some[:2]),
            lambda: pm.mcmc_plot(lines, "parcoord"),
            lambda: pm.mcmc_plot(lines, "hex", some[:2]),
            lambda: pm.pairs(lines, some),
            lambda: pm.plot_hypothesis(lines.hypothesis(["mu1_x > 0", "mu1_x + mu2_x = 0"]))[0],
        ],
    )
    yield (
        "The sampler",
        [
            lambda: pm.mcmc_plot(lines, "rhat"),
            lambda: pm.mcmc_plot(lines, "neff"),
            lambda: pm.mcmc_plot(lines, "nuts_energy"),
            lambda: pm.mcmc_plot(lines, "nuts_acceptance"),
            lambda: pm.mcmc_plot(lines, "nuts_treedepth"),
        ],
    )


def main(folder: Path = HERE.parent / "docs") -> None:
    """Fit the models, draw the pictures, and write the page into ``folder``."""
    (folder / "gallery").mkdir(parents=True, exist_ok=True)
    page = ["# Gallery", "", INTRODUCTION.strip(), ""]
    for model in MODELS:
        page += [f"- `{model.__name__}`: {(model.__doc__ or '')[7:].strip().replace('``', '`')}"]
    for heading, drawings in pictures(*(model() for model in MODELS)):
        page += ["", f"## {heading}", ""]
        for number, draw in enumerate(drawings, start=1):
            name = f"gallery/{heading.lower().replace(' ', '_')}_{number}.png"
            save(draw(), folder / name)
            page += ["```python", call(draw), "```", "", f"![{heading}, {number}]({name})", ""]
    (folder / "gallery.md").write_text("\n".join(page).rstrip() + "\n", encoding="utf-8")


INTRODUCTION = """
Each picture stands below the call that draws it. Every function returns a figure (`plot()` a list
of them, `conditional_effects(...).plot()` one for each effect) and shows nothing by itself:
`figure.savefig("name.png")`. The functions are methods of a fit as well: `lines.pp_check("stat")`.
`python examples/gallery.py` fits the five models, simulated but for the first, and makes this
page. `new` has the visits of two persons whom `growth` does not know; `some` is
`["b_mu1_x", "b_mu2_x", "sigma1", "sigma2"]`, and `three` is
`{"z": [-2, 0, 2], "cond__": ["z = -2", "z = 0", "z = 2"]}`.
"""


def call(draw: Callable[[], Any]) -> str:
    """Return the text of the call in a lambda, on one line."""
    text = "".join(line.strip() for line in inspect.getsource(draw).splitlines()).removesuffix(",")
    return text.removeprefix("lambda: ")


def save(figure: plt.Figure, path: Path) -> None:
    """Write a picture with few colours, which keeps the file small."""
    figure.savefig(path, dpi=_DPI)
    plt.close(figure)
    with Image.open(path) as image:
        image.convert("RGB").quantize(_COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
