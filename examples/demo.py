"""Two kinds of waiting at Old Faithful: fit a mixture, print its tables, draw it.

Run it as ``make demo``, or as ``python examples/demo.py [folder]`` where the package is installed.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")  # the picture goes to a file: no screen is needed

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from scipy import stats

import pybrms_mix as pm

HERE = Path(__file__).parent
SHORT, LONG = "#0072B2", "#D55E00"


def main(folder: Path = Path(".demo")) -> None:
    """Fit, print and draw; the picture is put into ``folder``."""
    started = time.perf_counter()
    faithful = pd.read_csv(HERE / "data" / "faithful.csv")
    fit = pm.brm("waiting ~ 1", faithful, "mixture(gaussian, gaussian)", seed=1)
    members = pm.pp_mixture(fit).sel(statistic="Estimate").to_numpy()  # (rows, components)

    print(fit)
    print("\nTo which component does each of the first rows belong? (posterior probabilities)\n")
    print(first_rows(faithful, members))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "faithful.png"
    picture(fit, faithful["waiting"].to_numpy(), members[:, 1], path)
    print(f"\nThe picture is in {path} ({time.perf_counter() - started:.1f} seconds in all).")


def first_rows(data: pd.DataFrame, members: np.ndarray, rows: int = 6) -> str:
    """Return a table of the first rows with their memberships."""
    shown = data[["waiting"]].assign(component_1=members[:, 0], component_2=members[:, 1])
    return shown.head(rows).to_string(float_format="{:.3f}".format)


def picture(fit: pm.Fit, waiting: np.ndarray, second: np.ndarray, path: Path) -> None:
    """Draw the data, the fitted components with their 95 % bands, and their sum, into ``path``."""
    x = np.linspace(38, 102, 321)
    parts = [weighted_density(fit, x, number) for number in (1, 2)]
    figure, axes = plt.subplots(figsize=(8, 4.6), layout="constrained")
    axes.hist(waiting, bins=np.arange(40, 101, 2.5), density=True, color="0.87", edgecolor="white")
    for number, (draws, colour) in enumerate(zip(parts, (SHORT, LONG), strict=True), start=1):
        low, high = np.quantile(draws, [0.025, 0.975], axis=0)
        axes.fill_between(x, low, high, color=colour, alpha=0.25, linewidth=0)
        share = fit.draws[f"theta{number}"].mean()
        mean = fit.draws[f"b_mu{number}_Intercept"].mean()
        label = f"component {number}: {share:.0%} of the waits, {mean:.0f} minutes on average"
        axes.plot(x, draws.mean(axis=0), color=colour, linewidth=2, label=label)
    axes.plot(
        x,
        sum(parts).mean(axis=0),
        color="0.25",
        linewidth=1.2,
        linestyle="--",
        label="both together",
    )
    rug(axes, waiting, second)
    axes.set(xlim=(38, 102), xlabel="waiting time to the next eruption (minutes)", ylabel="density")
    axes.set_title("Old Faithful: a mixture of two normal distributions", loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(
        frameon=False, loc="upper left", title="posterior mean and 95 % band", alignment="left"
    )
    figure.savefig(path, dpi=150)
    plt.close(figure)


def weighted_density(fit: pm.Fit, x: np.ndarray, number: int) -> np.ndarray:
    """Return theta_k f_k(x) for each draw: (draws, points)."""
    theta, mu, sigma = (
        fit.draws[name.format(number)][:, None]
        for name in ("theta{}", "b_mu{}_Intercept", "sigma{}")
    )
    return theta * stats.norm.pdf(x, mu, sigma)


def rug(axes: plt.Axes, values: np.ndarray, second: np.ndarray) -> None:
    """Draw each value below the axis in the colour of its component; undecided ones are mixed."""
    low, high = (np.array(mpl.colors.to_rgb(colour)) for colour in (SHORT, LONG))
    colours = low + second[:, None] * (high - low)
    jitter = np.random.default_rng(1).uniform(-0.4, 0.4, len(values))
    axes.vlines(values + jitter, -0.0022, -0.0006, colors=colours, linewidth=0.8, alpha=0.8)
    axes.axhline(0, color="0.6", linewidth=0.6)
    axes.set_ylim(-0.0026, None)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
