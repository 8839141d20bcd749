"""The choice of the tests that ``make check`` leaves to ``make test``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from coverage import CoverageData

from tests import fast_run

ROOT = Path(__file__).parents[1]


def test_each_test_of_the_list_exists() -> None:
    """``python -m tests.fast_run`` writes the list anew."""
    lost = []
    for line in fast_run.listed():
        file, *_, name = fast_run.function_of(line).split("::")
        path = ROOT / file
        if not path.is_file() or not re.search(rf"def {name}\(", path.read_text("utf-8")):
            lost.append(line)
    assert sorted(lost) == []


def test_the_branches_of_each_test_are_read_from_the_file_of_coverage(tmp_path: Path) -> None:
    data = CoverageData(tmp_path / "coverage")
    arcs = {"a": {"x.py": [(1, 2), (2, 3)]}, "b": {"x.py": [(1, 2)], "y.py": [(1, 2)]}}
    for context, of_context in arcs.items():
        data.set_context(context)
        data.add_arcs(of_context)
    data.write()
    branches = fast_run.branches_in(tmp_path / "coverage")
    assert {name: len(numbers) for name, numbers in branches.items()} == {"a": 2, "b": 2}
    assert len(branches["a"] & branches["b"]) == 1


def test_a_test_whose_branches_others_take_is_left_and_the_longest_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fast_run, "PRICE", 9.0)
    branches = {"a": {1, 2}, "b": {1, 2}, "c": {2, 3}, "d": {0}}
    seconds = {"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0}
    assert list(fast_run.redundant(branches, seconds, {0})) == ["d", "b"]
    assert list(fast_run.redundant(branches, {**seconds, "b": 0.01}, {0})) == ["d", "a"]
    house = {"tests/test_house.py::test_it": 9.0}
    assert list(fast_run.redundant({}, house, set())) == []


def test_a_test_is_left_if_its_own_branches_cost_more_than_their_price() -> None:
    branches = {"a": {1, 2, 3}, "b": {3, 4}, "c": {3}}
    others = {"b": fast_run.PRICE, "c": fast_run.PRICE}
    dear, cheap = {"a": 2.1 * fast_run.PRICE, **others}, {"a": 1.9 * fast_run.PRICE, **others}
    assert list(fast_run.redundant(branches, dear, set())) == ["a", "c"]
    assert list(fast_run.redundant(branches, cheap, set())) == ["c"]


def test_large_sets_are_sampled_from_different_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast_run, "listed", frozenset)
    large = [f"tests/x.py::test_{name}[{k}]" for name in "abcdef" for k in range(30)]
    small = [f"tests/y.py::test_it[{k}]" for k in range(fast_run.LARGE)]
    pages = [f"tests/test_pages.py::test_it[{k}]" for k in range(30)]
    kept = set(large + small + pages) - fast_run.left(large + small + pages)
    assert kept >= {*small, *pages}
    taken = {name: {i for i in large if i in kept and f"test_{name}[" in i} for name in "abcdef"}
    assert all(len(members) == 10 for members in taken.values())
    begins = {min(int(i.split("[")[1][:-1]) for i in members) for members in taken.values()}
    assert len(begins) > 1


def test_a_line_of_the_list_stands_for_all_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast_run, "listed", lambda: frozenset({"t.py::test_a", "t.py::test_b[1]"}))
    ids = ["t.py::test_a[1]", "t.py::test_a[2]", "t.py::test_b[1]", "t.py::test_b[2]"]
    assert fast_run.left(ids) == set(ids[:3])
    assert fast_run.written(ids[:3], ids) == "t.py::test_a\nt.py::test_b[1]\n"
