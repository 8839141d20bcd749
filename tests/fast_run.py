"""Which tests ``make check`` leaves to ``make test``, beside the files of ``tests/conftest.py``.

Two rules choose them:

1. A set of more than ``LARGE`` members of one parametrised test is sampled: the fast run takes
   every third member. Each test begins at another member, so that a family or a model that one test
   skips is among the members of others.
2. A test that takes long for the branches that no other test of the fast run takes is left to
   ``make test``. ``tests/left_to_make_test.txt`` lists these tests. The list is made by

       python -m tests.fast_run

   which runs the fast tests with coverage and goes through the tests from the longest to the
   shortest: a test leaves the fast run if each branch of the package that it alone takes would cost
   more than ``PRICE`` seconds. A test that takes no branch alone always leaves. Tests that read the
   sources or the pages of the repository stay, since they check more than branches. With paths
   (``python -m tests.fast_run tests/syntax``), the command prints the lines for these tests alone.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

HERE = Path(__file__).parent
LIST = HERE / "left_to_make_test.txt"
LARGE = 20
EVERY = 3
LONG = 0.015  # seconds, with coverage
PRICE = 0.05  # seconds, with coverage, for a branch that no other test takes
# Files of tests that read sources and pages.
READERS = (
    "british_spelling", "differences", "docstrings", "fixtures", "house", "local_names", "not_here",
    "pages", "performance", "prose_numbers", "public_names", "release_files", "stub",
)  # fmt: skip
FAST = "not slow and not compile and not wide"


def reads_sources(id_: str) -> bool:
    """Return whether a test is of a file that reads the sources of the repository."""
    return Path(id_.split("::", maxsplit=1)[0]).stem.removeprefix("test_") in READERS


@cache
def listed() -> frozenset[str]:
    """Return the ids of the tests that the list leaves to ``make test``."""
    return frozenset(LIST.read_text("utf-8").splitlines())


def function_of(id_: str) -> str:
    """Return the id of a test without the name of its member."""
    return id_.split("[", maxsplit=1)[0]


def left(ids: list[str]) -> set[str]:
    """Return the ids of the tests that the two rules leave to ``make test``."""
    out = {id_ for id_ in ids if id_ in listed() or function_of(id_) in listed()}
    sets: dict[str, list[str]] = {}
    for id_ in ids:
        if not reads_sources(id_):
            sets.setdefault(function_of(id_), []).append(id_)
    for name, members in sets.items():
        if len(members) > LARGE:
            begin = zlib.crc32(name.encode()) % EVERY
            out |= set(members) - set(members[begin::EVERY])
    return out


def redundant(
    branches: Mapping[str, set[int]], seconds: Mapping[str, float], base: set[int]
) -> Iterator[str]:
    """Yield the long tests that take few branches which no other test takes, from the longest.

    Args:
        branches: the branches that each test takes.
        seconds: the duration of each test.
        base: branches that are taken outside of tests, by imports.
    """
    counts = Counter(b for id_ in seconds for b in branches.get(id_, set()) - base)
    for id_ in sorted(seconds, key=lambda id_: (-seconds[id_], id_)):
        if seconds[id_] < LONG:
            return
        own = branches.get(id_, set()) - base
        taken_alone = sum(counts[b] == 1 for b in own)
        if not reads_sources(id_) and taken_alone * PRICE < seconds[id_]:
            counts.subtract(own)
            yield id_


class Recorder:
    """A plugin that names the test to coverage, and measures the CPU seconds of each test."""

    def __init__(self, coverage: Any) -> None:
        self.coverage = coverage
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.coverage.switch_context(item.nodeid)
        begin = time.process_time()
        yield
        self.seconds[item.nodeid] = time.process_time() - begin
        self.coverage.switch_context("")


def written(ids: list[str], every: list[str]) -> str:
    """Return the list: a function whose members are all left has one line."""
    members = Counter(map(function_of, every))
    out = Counter(map(function_of, ids))
    whole = {f for f in out if out[f] == members[f]}
    lines = whole | {id_ for id_ in ids if function_of(id_) not in whole}
    return "".join(f"{line}\n" for line in sorted(lines))


def branches_in(file: Path) -> dict[str, set[int]]:
    """Return the branches that each test takes, by number, from a file of coverage.

    The schema of the file is part of coverage's documentation. Its own functions would ask the file
    once for each test and module, which takes an hour.
    """
    query = """
        SELECT context.context, arc.file_id, arc.fromno, arc.tono
        FROM arc JOIN context ON context.id = arc.context_id
    """
    numbers: dict[tuple[int, int, int], int] = {}
    branches: dict[str, set[int]] = {}
    with closing(sqlite3.connect(file)) as connection:
        for context, *arc in connection.execute(query):
            number = numbers.setdefault((arc[0], arc[1], arc[2]), len(numbers))
            branches.setdefault(context, set()).add(number)
    return branches


def measured(paths: Sequence[str]) -> tuple[int, dict[str, set[int]], dict[str, float]]:
    """Run the fast tests; return the exit status, the branches and the seconds of each test."""
    from coverage import Coverage

    with TemporaryDirectory() as folder:
        file = Path(folder, "coverage")
        coverage = Coverage(file, branch=True, source=["pybrms_mix"], config_file=False)
        recorder = Recorder(coverage)
        coverage.start()
        arguments = [*paths, "-m", FAST, "-p", "no:hypothesispytest"]
        status = pytest.main(arguments, plugins=[recorder])
        coverage.stop()
        coverage.save()
        return int(status), branches_in(file), recorder.seconds


def main(paths: Sequence[str]) -> int:
    """Run the fast tests with coverage, and write the list; with paths, print their lines."""
    former = LIST.read_text("utf-8")
    text = former
    LIST.write_text("", encoding="utf-8")
    try:
        status, branches, seconds = measured(paths)
        ids = list(redundant(branches, seconds, branches.get("", set())))
        text = former if paths else written(ids, list(seconds))
    finally:
        LIST.write_text(text, encoding="utf-8")
    told = {
        "tests": len(ids),
        "seconds": round(sum(seconds[id_] for id_ in ids)),
        "of": round(sum(seconds.values())),
    }
    print(written(ids, list(seconds)) if paths else "", json.dumps(told), sep="")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
