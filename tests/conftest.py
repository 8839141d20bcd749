"""Shared fixtures: golden files, compared exactly or rewritten by ``pytest --approve``."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable
from functools import cache
from multiprocessing import current_process
from pathlib import Path

import pytest
from hypothesis import settings

from pybrms_mix.base import executors
from tests.fast_run import left
from tests.fuzz import budget

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"

# `make test` runs these files, `make check` does not.
# Sweeps: the same test for hundreds of models, families, calls or damaged files.
SWEEPS = (
    "base/test_dialect.py", "family/test_densities.py", "family/test_speed.py", "fuzz",
    "pieces/group/test_facets.py",
    "pieces/test_whole.py", "plots", "r/test_verbs.py", "r/test_hostile_frames.py", "report",
    "results/mixture/test_exchange.py", "results/predict/test_predictions_of_r.py",
    "results/test_exact.py", "results/test_identities.py", "rfile/test_read.py", "rscript",
    "sampling/test_deduplicate.py", "stan/test_memory.py", "start/test_guess.py",
    "start/test_kinds.py", "store", "test_import.py", "test_packaging.py", "test_parity.py",
    "test_types.py",
)  # fmt: skip
# Most of their tests sample or optimise.
FITS = (
    "calibrate", "pieces/test_ascending.py", "prior/test_ordered_draws.py", "refits",
    "results/mixture/test_by_mode.py", "results/mixture/test_combine.py",
    "results/mixture/test_modes.py", "results/mixture/test_modes_of_levels.py",
    "results/mixture/test_unsearched.py", "results/mixture/test_verdicts.py",
    "rscript/test_fits_in_lists.py", "sampling/test_bridge.py", "stan/engines", "stan/prepare",
    "start/test_em.py", "start/test_exploring_class.py", "start/test_runaway.py",
    "start/test_runaway_single.py", "start/test_whole.py", "test_doctests.py",
    "test_examples.py", "test_given_draws.py", "test_notebook.py", "test_recovery.py",
)  # fmt: skip
WIDE = (*SWEEPS, *FITS)


# If other processes use the processors, an example may exceed the deadline of Hypothesis.
# The suite has the same examples each time; `make fuzz` has others.
settings.register_profile("patient", deadline=None, derandomize=budget.VARIABLE not in os.environ)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--approve", action="store_true", help="rewrite the golden files")
    parser.addoption(
        "--part", metavar="K/N", help="run the tests of part K of N parts of the files"
    )


def pytest_configure() -> None:
    """Restore Ctrl-C for processes that the tests start, which a background job would ignore."""
    os.environ.setdefault("PYBRMS_MIX_TRACEBACK", "full")  # a failing test shows all frames
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@cache
def is_wide(path: Path) -> bool:
    """Return whether a file of tests is among the sweeps."""
    return path.relative_to(HERE).as_posix().startswith(WIDE)


def without_wide(config: pytest.Config) -> bool:
    """Return whether the sweeps are deselected."""
    return "not wide" in config.getoption("markexpr")


@cache
def parts(count: int) -> list[set[Path]]:
    """Return ``count`` sets of the files without the sweeps, of about the same number of bytes.

    Each process collects the files of its own part alone. The workers of xdist would each collect
    all of them, which takes longer than the tests of many files.
    """
    files = [path for path in HERE.rglob("test_*.py") if not is_wide(path)]
    found: list[set[Path]] = [set() for _ in range(count)]
    sizes = [0] * count
    for path in sorted(files, key=lambda path: (-path.stat().st_size, path)):
        smallest = sizes.index(min(sizes))
        found[smallest].add(path)
        sizes[smallest] += path.stat().st_size
    return found


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not collect deselected sweeps: their collection takes as long as that of the rest."""
    if without_wide(config) and is_wide(collection_path):
        return True
    if (part := config.getoption("part")) and collection_path.suffix == ".py":
        number, count = (int(text) for text in part.split("/"))
        return True if collection_path not in parts(count)[number - 1] else None
    return None


def pytest_collection_finish() -> None:
    """Exclude modules, tests and libraries from garbage collection: they live until the end."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is wide; say what stays on one worker under xdist's ``--dist loadgroup``.

    A file shares its fixtures, the questions about one stored model share its answers, and two
    processes that compile with PyStan at the same time only take turns.
    """
    spared = left([item.nodeid for item in items])
    for item in items:
        parameters = getattr(getattr(item, "callspec", None), "params", {})
        group = str(parameters.get("id_", item.path))
        if item.get_closest_marker("compile"):
            group = "compile"
        if is_wide(item.path) or item.nodeid in spared:
            item.add_marker(pytest.mark.wide)
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make many fits in this process unless a test asks for other processes."""
    monkeypatch.setattr(executors, "parent_process", current_process)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return the function that compares ``text`` with the approved file tests/golden/``path``."""

    def check(path: str, text: str) -> None:
        file = GOLDEN / path
        if request.config.getoption("--approve"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        assert file.exists(), f"tests/golden/{path} is missing: run pytest --approve and review it"
        assert text == file.read_bytes().decode("utf-8")

    return check
