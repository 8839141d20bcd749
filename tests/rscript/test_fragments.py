"""Fragments of R leave R's values, or are refused with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.rscript.fragment_answers import answered, fault, same
from tests.rscript.fragment_files import FILES, FITS, FOLDER, FragmentFile


@pytest.fixture(params=FILES.values(), ids=FILES)
def fragments(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> FragmentFile:
    """A file of fragments, in the folder in which its fragments run."""
    file: FragmentFile = request.param
    monkeypatch.chdir(FITS if file.reads_fits else tmp_path)
    return file


def test_each_file_of_the_folder_is_among_the_files_of_fragments() -> None:
    names = {path.stem for path in FOLDER.glob("*.R")}
    assert names == {*FILES, *(f"start_of_{name}" for name in FILES)}


def test_fragments_leave_what_r_leaves(fragments: FragmentFile) -> None:
    answers = fragments.answers
    assert [a["text"] for a in answers] == fragments.fragments, "take the answers anew"
    faults = [f for a in answers if (f := fault(a, fragments.start))]
    assert not faults, "\n".join(faults[:20])


def test_few_fragments_have_no_python(fragments: FragmentFile) -> None:
    start = fragments.start
    refused = [text for text in fragments.fragments if "told" in answered(text, start)[0]]
    assert len(refused) <= fragments.refused, refused


@pytest.mark.parametrize(
    ("line", "told"),
    [('tibble(k = 1:2, v = list("a", NULL))', "cannot hold NULL"),
     ('array(list("a", NULL), 2)', "cannot hold NULL"),
     ('map_chr(list(l), "b", 2)', "only .default =")],
    ids=["column", "array", "extractor"],
)  # fmt: skip
def test_a_list_that_python_cannot_hold_is_told(line: str, told: str) -> None:
    assert told in answered(f"out <- {line}", FILES["base"].start)[0]["told"]


@pytest.mark.parametrize(
    ("first", "second"),
    [({"values": [1.0]}, {"values": [1.0], "names": ["a"]}),
     ({"matrix": [[1.0]]}, {"values": [1.0]}),
     ({"values": ["a"]}, {"factor": ["a"], "levels": ["a"]})],
    ids=["names", "shape", "factor"],
)  # fmt: skip
def test_the_comparison_sees_names_shapes_and_factors(first: Any, second: Any) -> None:
    assert same(first, first)
    assert not same(first, second)
