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

import pybrms_mix as pm

HERE = Path(__file__).parent


def main(folder: Path = Path(".demo")) -> None:
    """Fit the model, print the tables, and draw the picture into ``folder``."""
    started = time.perf_counter()
    faithful = pd.read_csv(HERE / "data" / "faithful.csv")
    fit = pm.brm("waiting ~ 1", faithful, "mixture(gaussian, gaussian)", seed=1)
    members = pm.pp_mixture(fit).sel(statistic="Estimate").to_numpy()  # (rows, components)

    print(fit)
    print("\nTo which component does each of the first rows belong? (posterior probabilities)\n")
    print(first_rows(faithful, members))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "faithful.png"
    picture(fit, path)
    print(f"\nThe picture is in {path} ({time.perf_counter() - started:.1f} seconds in all).")


def first_rows(data: pd.DataFrame, members: np.ndarray, rows: int = 6) -> str:
    """Return a table of the first rows with their memberships."""
    shown = data[["waiting"]].assign(component_1=members[:, 0], component_2=members[:, 1])
    return shown.head(rows).to_string(float_format="{:.3f}".format)


def picture(fit: pm.Fit, path: Path) -> None:
    """Draw the data, the fitted components with their 95 % bands, and their sum, into ``path``."""
    figure = pm.plot_mixture(fit)
    (axes,) = figure.axes
    axes.set_xlabel("waiting time to the next eruption (minutes)")
    axes.set_title("Old Faithful: a mixture of two normal distributions", loc="left")
    figure.savefig(path, dpi=150)
    plt.close(figure)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
