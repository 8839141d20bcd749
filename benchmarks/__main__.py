"""All benchmarks: gradients against loops, then what a user waits for; one table and a picture.

make bench
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from matplotlib import rc_context
from matplotlib.figure import Figure

from benchmarks import gradient, walk
from benchmarks.measure import RESULTS, machine, table, write

Row = dict[str, object]


def line(name: str, ours: float, against: str, theirs: float) -> Row:
    """Return a line of the table: seconds, and how many times faster ours are."""
    return {
        "name": name, "ours (s)": ours, "against": against, "theirs (s)": theirs,
        "ratio": theirs / ours,
    }  # fmt: skip


def together(gradients: Sequence[Row], waits: Sequence[Row]) -> list[Row]:
    """Return the lines of one table."""
    return [
        *(
            line(
                f"gradient, {row['model']}, {row['rows']} rows",
                row["ours (us)"] / 1e6, "loop", row["loop (us)"] / 1e6,
            )
            for row in gradients
        ),
        *(line(row["what"], row["seconds"], row["against"], row["target"]) for row in waits),
    ]  # fmt: skip


def draw(rows: Sequence[Row]) -> str:
    """Draw the ratios to what others do, and return the path of the picture."""
    shown = sorted(
        (row for row in rows if row["against"] != "target"), key=lambda row: row["ratio"]
    )
    figure = Figure(figsize=(7, 1 + 0.18 * len(shown)), layout="constrained")
    axes = figure.subplots()
    colours = ["C0" if row["against"] == "loop" else "C1" for row in shown]
    axes.barh([row["name"] for row in shown], [row["ratio"] for row in shown], color=colours)
    axes.axvline(1, color="black", linewidth=0.8)
    axes.set(xscale="log", title="Times as fast as a loop over rows (blue), as brms (orange)")
    axes.tick_params(axis="y", labelsize=7)
    axes.margins(y=0.01)
    figure.supxlabel(machine(), fontsize=7)
    path = RESULTS / "bench.svg"
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "bench"}):  # text stays text
        figure.savefig(path, metadata={"Date": None})
    return str(path)


def main() -> None:
    """Measure everything, print one table, write it to `results/bench.csv` and draw it."""
    del sys.argv[1:]
    rows = together(gradient.main(), walk.main())
    print(table(rows))
    print(write("bench", rows), draw(rows))


if __name__ == "__main__":
    main()
