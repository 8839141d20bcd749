"""Write the tables of the pages in `docs/` from the result files.

python -m benchmarks.page

A table of a page follows a comment with the name of its file: `<!-- table: efficiency_mean -->`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.measure import read

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "performance.md"
PAGES = (PAGE, DOCS / "clusters.md", DOCS / "concepts.md")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "efficiency_mean": (
        "shape", "warmup", "Stan: each", "each", "gain", "least gain", "gain by tail",
        "worst R-hat", "Stan: worst R-hat", "tail ESS", "Stan: tail ESS", "divergent",
        "Stan: divergent", "E-BFMI", "Stan: E-BFMI",
    ),
    "compiled": ("model", "ours runs on", "rows", "ratio"),
    "gradient": ("model", "rows", "ratio"),
    "families": ("model", "ratio"),
    "modes": ("case", "said", "modes", "bridge", "ratio", "missed"),
    "sent": (
        "function", "rows", "fits", "sent MB", "back MB", "bytes a row and fit", "largest MB",
    ),
}  # fmt: skip
"""The columns that the page shows of each result file."""


def markdown(name: str) -> list[str]:
    """Return the lines of the Markdown table of a result file."""
    columns = COLUMNS[name]
    body = [[row[c].replace("|", "\\|") for c in columns] for row in read(name)]
    lines = [columns, ["---", *["---:"] * (len(columns) - 1)], *body]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def written(text: str) -> Iterator[str]:
    """Yield the lines of the page with new tables."""
    stale = False
    for line in text.splitlines():
        name = line.removeprefix("<!-- table: ").removesuffix(" -->")
        if name in COLUMNS and name != line:
            yield from (line, "", *markdown(name))
            stale = True
        elif not (stale and (not line or line.startswith("|"))):
            if stale:
                yield ""
            stale = False
            yield line


def main() -> None:
    """Write the pages."""
    for page in PAGES:
        page.write_text("\n".join(written(page.read_text("utf-8"))) + "\n", "utf-8")


if __name__ == "__main__":
    main()
