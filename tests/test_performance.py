"""Each number of the tables of pages stands in a result file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

page = pytest.importorskip("benchmarks.page", reason="benchmarks are not packed")
gradient = pytest.importorskip("benchmarks.gradient", reason="benchmarks are not packed")
measure = pytest.importorskip("benchmarks.measure", reason="benchmarks are not packed")
TEXT = page.PAGE.read_text("utf-8")
TEXTS = [path.read_text("utf-8") for path in page.PAGES]


def shown() -> dict[str, list[list[str]]]:
    """Return the lines of each table of the pages, by the result file that it names."""
    found: dict[str, list[list[str]]] = {}
    name = ""
    for line in "\n".join(TEXTS).splitlines():
        if line.startswith("<!-- table: "):
            name = line.split()[2]
            found[name] = []
        elif line.startswith("#"):
            name = ""
        elif name and line.startswith("|"):
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            found[name].append([cell.strip().replace("\\|", "|") for cell in cells])
    return found


@pytest.mark.wide  # writes a program for each gradient
def test_each_table_has_the_numbers_of_its_result_file():
    tables = shown()
    assert set(tables) == set(page.COLUMNS)
    for name, (head, _, *body) in tables.items():
        assert head == list(page.COLUMNS[name])
        # A program may have changed since its gradient was measured: the page then calls it older.
        expected = [[row[c] for c in head] for row in page.rows(name)]
        assert body == expected, f"{name}: python -m benchmarks.page writes the tables anew"


def test_figures_of_a_program_that_has_changed_are_called_older(monkeypatch):
    row = {"model": "a", "programs": "1f"}
    monkeypatch.setattr(page, "read", lambda name: [row, {"model": "a"}])
    for now, age in ({"a": "1f"}, "this"), ({"a": "2f"}, "older"), ({}, "older"):
        monkeypatch.setattr(page, "marks", lambda now=now: now)
        assert [r["program"] for r in page.rows("compiled")] == [age, "older"]


def test_a_mark_changes_with_statements_of_either_program_and_not_with_comments():
    one = gradient.Programs(None, "x = 1;  // first", {}, "y = 2;", {})
    same = [replace(one, ours="x = 1;  // another"), replace(one, ours="x = 1;")]
    others = [replace(one, ours="x = 2;"), replace(one, loops="y = 3;")]
    assert {p.mark for p in same} == {one.mark}
    assert len({one.mark, *(p.mark for p in others)}) == 3


def test_no_number_stands_outside_of_a_table():
    prose = "\n".join(line for line in TEXT.splitlines() if not line.startswith("|"))
    assert re.findall(r"\d", prose) == []


def test_the_means_are_those_of_the_single_fits():
    fits = page.read("efficiency")
    for row in page.read("efficiency_mean"):
        some = [
            f for f in fits
            if f["warmup"] == row["warmup"] and row["shape"] in (f["shape"], "all")
        ]  # fmt: skip
        assert len(some) == int(row["fits"])
        assert float(row["least gain"]) == min(float(f["gain"]) for f in some)
        assert float(row["worst R-hat"]) == max(float(f["R-hat"]) for f in some)
        product = 1.0
        for fit in some:
            product *= float(fit["gain"])
        mean = product ** (1 / len(some))
        # The files hold three digits of each gain, and one decimal of the mean.
        assert float(row["gain"]) == pytest.approx(mean, abs=0.05 + 0.005 * mean)


def test_no_more_transitions_diverge_than_with_stans_own_adaptation():
    """A single fit may have more: divergent transitions come in bursts of one chain."""
    rows = [r for r in page.read("efficiency_mean") if r["shape"] in ("growth of persons", "all")]
    assert len(rows) == 4
    for row in rows:
        assert int(row["divergent"]) <= int(row["Stan: divergent"])


def test_a_changed_number_is_noticed_and_written_again():
    # The table of this section needs no marks of programs, which take long to make.
    section = TEXT[: TEXT.index("\n## ", TEXT.index("<!-- table: efficiency_mean -->"))]
    changed = section.replace("| all | auto |", "| all | auto | 9999", 1)
    assert changed != section
    assert "\n".join(page.written(changed)) == section.rstrip("\n")


def test_the_site_and_the_readme_lead_to_the_page():
    root = Path(__file__).parents[1]
    assert "performance.md" in (root / "mkdocs.yml").read_text("utf-8")
    assert "docs/performance.md" in (root / "README.md").read_text("utf-8")


def test_a_run_of_some_cases_keeps_the_rows_of_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr(measure, "RESULTS", tmp_path)
    old = [{"model": name, "ratio": 1.0} for name in ("a", "a", "b", "gone")]
    measure.write("some", old)
    path = tmp_path / "some.csv"
    path.write_text(path.read_text("utf-8").replace(measure.machine(), "another"), "utf-8")
    new = [{"model": name, "ratio": 2.5} for name in ("c", "b", "b")]
    measure.write("some", measure.with_others("some", new, "model", ["c", "b", "a"]))
    found = [(row["model"], row["ratio"], row["machine"]) for row in measure.read("some")]
    here = measure.machine()
    assert found == [
        ("c", "2.5", here), ("b", "2.5", here), ("b", "2.5", here),
        ("a", "1", "another"), ("a", "1", "another"),
    ]  # fmt: skip


def test_a_column_that_rows_of_an_earlier_run_lack_is_empty_there(tmp_path, monkeypatch):
    monkeypatch.setattr(measure, "RESULTS", tmp_path)
    measure.write("some", [{"model": "a"}])
    measure.write("some", [*measure.read("some"), {"model": "b", "programs": "1f"}])
    found = measure.read("some")
    assert [row["programs"] for row in found] == ["", "1f"]
    assert list(found[0]) == ["model", "programs", "date", "version", "machine"]


def test_the_first_run_has_no_other_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(measure, "RESULTS", tmp_path)
    assert measure.with_others("none", [{"model": "a"}], "model", ["a", "b"]) == [{"model": "a"}]
