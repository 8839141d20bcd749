"""Hostile data frames as R text: gaps, no rows, one row, unused levels, dates, duplicate keys."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

EXPRESSIONS = [
    line.strip()
    for line in (Path(__file__).parent / "hostile.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
_LIBRARIES = "library(dplyr)\nlibrary(tidyr)\nlibrary(stringr)\nlibrary(purrr)\n"
_DAYS = ["2024-02-28", "2024-02-29", "2024-03-01", "2023-12-31", "2024-12-30"]


def _column(values: list[Any], missing: str) -> str:
    def one(value: Any) -> str:
        if value is None:
            return missing
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        return f'"{value}"' if isinstance(value, str) else repr(value)

    return f"c({', '.join(map(one, values))})"


def start(seed: int) -> str:
    """Return the statements that make the frames d, e, z and u."""
    rng = random.Random(seed)
    n = rng.choice([3, 4, 6, 9])
    gaps = rng.choice([0.0, 0.2, 0.5])

    def some(values: list[Any], gap: float) -> list[Any]:
        found = [None if rng.random() < gap else rng.choice(values) for _ in range(n)]
        return found if any(v is not None for v in found) else [values[0], *found[1:]]

    levels = rng.sample(["lo", "mid", "hi", "B"], 4)
    integers = ", ".join(f"{v}L" for v in some([1, 2, 3, 4, 7], 0.0))
    columns = {
        "x": _column(some([-2.5, -1.0, 0.0, 0.5, 1.5, 2.0, 3.25, 10.0], gaps), "NA"),
        "i": f"c({integers})",
        "b": _column(some([True, False], gaps), "NA"),
        "s": _column(some(["b", "A", "a", "z1", "_q", "Zoe"], gaps), "NA"),
        "f": f"factor({_column(some(levels[:2], gaps), 'NA')}, levels = {_column(levels, 'NA')})",
        "k": _column(some(["k1", "k2", "k3"], 0.0), "NA"),
        "t": f"as.Date({_column(some(_DAYS, gaps), 'NA')})",
    }
    inner = ", ".join(f"{name} = {text}" for name, text in columns.items())
    twice = 'e <- data.frame(k = c("k2", "k1", "k2", "k9"), w = c(1.5, 2.5, NA, 4), x = 9:6)'
    return f"{_LIBRARIES}d <- data.frame({inner})\n{twice}\nz <- d[0, ]\nu <- d[1, ]\n"
