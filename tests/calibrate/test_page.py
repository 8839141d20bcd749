"""The page on calibration shows the results of the benchmark."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE, RESULTS = ROOT / "docs" / "calibration.md", ROOT / "benchmarks" / "results"
if not RESULTS.is_dir():
    pytest.skip("there is no checkout to look at", allow_module_level=True)


def rows() -> list[dict[str, str]]:
    with (RESULTS / "calibration.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_page_has_the_lines_of_the_results():
    text = PAGE.read_text("utf-8")
    shown = re.findall(r"^\| \[(.*?)\]\((.*?)\) \| (.*) \|$", text, re.MULTILINE)
    columns = ("quantities", "fails at 95 %", "worst quantity", "worst deviation",
               "R-hat over 1.05", "seconds")  # fmt: skip
    wanted = [(row["shape"], " | ".join(row[c] or "none" for c in columns)) for row in rows()]
    assert [(name, cells) for name, _, cells in shown] == wanted
    assert all((PAGE.parent / path).stat().st_size < 100_000 for _, path, _ in shown)
    dates = sorted(row["date"] for row in rows())
    assert f"between {dates[0]} and {dates[-1]}" in text


def test_many_shapes_were_replicated_at_least_two_hundred_times_and_hold():
    found = rows()
    assert len(found) >= 12
    assert min(int(r["replications"]) for r in found) == 200
    assert {r["not fitted"] for r in found} == {"0"}
    assert [r["shape"] for r in found if r["fails at 99 %"]] == []
