"""No text of an R script becomes Python: hostile scripts must not remove a canary file.

``PYBRMS_MIX_FUZZ=600 pytest tests/fuzz`` runs for ten minutes instead of some seconds.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import random
import sys
import warnings
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
import ruff

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidData, PybrmsError
from pybrms_mix.rscript import port, run
from pybrms_mix.rscript.writing.gate import checked
from pybrms_mix.rscript.writing.script_text import _FORMAT
from tests.fuzz.budget import rounds, seed
from tests.fuzz.hostile_scripts import STATEMENTS, filled, script

ROUNDS = 150  # scripts of a campaign in the suite
SEEN: list[str] = []
WATCHED = (
    "os.system",
    "subprocess.Popen",
    "socket.connect",
    "os.exec",
    "urllib.Request",
    "os.remove",
)
# The one program that porting starts lays out a text that it gets as its input.
FORMATTER = [ruff.find_ruff_bin(), *_FORMAT]
watching = False


def _hook(event: str, given: tuple[Any, ...]) -> None:
    if watching and event in WATCHED and FORMATTER not in given:
        SEEN.append(f"{event}{given}")


sys.addaudithook(_hook)


@pytest.fixture
def canary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Work in an empty folder, fit no models, and keep a canary that a script may kill."""
    global watching  # noqa: PLW0603
    (tmp_path / "inside").mkdir()
    monkeypatch.chdir(tmp_path / "inside")
    monkeypatch.setattr(builtins, "CANARY", [], raising=False)

    def refuse(*_: object, **__: object) -> None:
        raise InvalidData("no models here")

    for name in ("brm", "brm_multiple", "update", "report", "sbc", "prior_check"):
        monkeypatch.setattr(pm, name, refuse)
    mpl.use("Agg")
    watching = True
    yield builtins.CANARY  # type: ignore[attr-defined]
    watching = False


def held(text: str) -> None:
    """Port and run one script: what it is, it stays; what it runs, is allowed."""
    ported = port(text)
    tree = ast.parse(ported.python)
    checked(tree, ported.known)
    for node in ast.walk(tree):
        words = [getattr(node, n, None) for n in ("id", "attr", "arg", "name", "module")]
        assert not any(w in ("CANARY", "__import__", "builtins") for w in words), text
    with contextlib.suppress(PybrmsError):
        run(ported)
    plt.close("all")


def test_hostile_scripts_stay_what_they_are(canary: list[int], tmp_path: Path) -> None:
    rng = random.Random(seed())
    texts = [filled(s, rng) for s in STATEMENTS]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for text in chain((f"x <- 1\n{t}" for t in texts), (script(rng) for _ in rounds(ROUNDS))):
            try:
                held(text)
            except PybrmsError:
                continue
            except Exception as error:
                raise AssertionError(f"{text!r}: {type(error).__name__}: {error}") from error
            assert canary == [], text
            assert SEEN == [], text
    assert sorted(p.name for p in tmp_path.iterdir()) == ["inside"]
