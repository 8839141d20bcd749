"""Run all benchmarks: gradients, waiting times of a user, whole runs; one table and a picture.

make bench
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Sequence

from matplotlib import rc_context
from matplotlib.figure import Figure

from benchmarks import gradient, runs, walk
from benchmarks.measure import RESULTS, machine, table, write

Row = dict[str, object]


COLOURS = {"loop": "C0", "numpyro": "C2", "brms": "C1"}


def line(name: str, ours: float, against: str, theirs: float, unit: str = "s") -> Row:
    """Return a line of the table.

    Smaller values are better; the ratio is theirs divided by ours.
    """
    return {
        "name": name, "unit": unit, "ours": ours, "against": against, "theirs": theirs,
        "ratio": theirs / ours,
    }  # fmt: skip


def whole(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the lines of whole runs: each other program and this package on the same shape."""
    for shape, same in itertools.groupby(rows, key=lambda row: (row["rows"], row["groups"])):
        ours, *others = same
        name = f"run, {shape[0]} rows" + (f", {shape[1]} groups" if shape[1] else "")
        for other in others:
            who = str(other["program"])
            for what, unit, of in (
                ("a fresh process to the table", "s", lambda row: row["to the table (s)"]),
                ("an effective draw, compiled", "s", lambda row: 1 / row["ESS/s"]),
                ("most memory", "GB", lambda row: row["peak (GB)"]),
            ):
                yield line(f"{name}: {what}", of(ours), who, of(other), unit)


def together(gradients: Sequence[Row], waits: Sequence[Row], wholes: Sequence[Row]) -> list[Row]:
    """Return the lines of all benchmarks as one table."""
    return [
        *(
            line(
                f"gradient, {row['model']}, {row['rows']} rows",
                row["ours (us)"] / 1e6, "loop", row["loop (us)"] / 1e6,
            )
            for row in gradients
        ),
        *whole(wholes),
        *(line(row["what"], row["seconds"], row["against"], row["target"]) for row in waits),
    ]  # fmt: skip


def draw(rows: Sequence[Row]) -> str:
    """Draw the ratios to other programs, and return the path of the picture."""
    shown = sorted(
        (row for row in rows if row["against"] != "target"), key=lambda row: row["ratio"]
    )
    figure = Figure(figsize=(7, 1 + 0.18 * len(shown)), layout="constrained")
    axes = figure.subplots()
    axes.barh(
        [f"{row['name']} ({row['against']})" for row in shown],
        [row["ratio"] for row in shown],
        color=[COLOURS[str(row["against"])] for row in shown],
    )
    axes.axvline(1, color="black", linewidth=0.8)
    axes.set(xscale="log")
    figure.suptitle("Times less than a loop (blue), brms (orange), NumPyro (green)", fontsize=9)
    axes.tick_params(axis="y", labelsize=7)
    axes.margins(y=0.01)
    figure.supxlabel(machine(), fontsize=7)
    path = RESULTS / "bench.svg"
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "bench"}):  # text stays text
        figure.savefig(path, metadata={"Date": None})
    return str(path)


def main() -> None:
    """Run all benchmarks, print the table, write it to `results/bench.csv`, and draw it."""
    del sys.argv[1:]
    rows = together(gradient.main(), walk.main(), runs.main())
    print(table(rows))
    print(write("bench", rows), draw(rows))


if __name__ == "__main__":
    main()
