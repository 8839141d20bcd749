"""Fragments of R about fits of brms leave the values that R leaves.

``python -m tests.rscript.test_fit_fragments`` asks R and brms (tests/reference/fragments.R).
"""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from tests.rscript.test_fragments import HERE, REFERENCE, answered, fault, take

STORED = REFERENCE / "fit_fragments.json"
FITS = REFERENCE / "rds"
START = (HERE / "start_of_fit_fragments.R").read_text("utf-8")
ANSWERS: list[dict[str, Any]] = json.loads(STORED.read_text("utf-8")) if STORED.exists() else []


def test_fragments_about_fits_leave_what_r_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (HERE / "fit_fragments.R").read_text("utf-8").split("\n\n")[1:]
    assert [a["text"] for a in ANSWERS] == [t.strip("\n") for t in texts], "take the answers anew"
    monkeypatch.chdir(FITS)
    found = [f for a in ANSWERS if (f := fault(a, START))]
    assert not found, "\n".join(found[:20])


def test_fragments_about_fits_have_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FITS)
    assert not [a["text"] for a in ANSWERS if "told" in answered(a["text"], START)[0]]


if __name__ == "__main__":
    sys.stdout.write(f"{take('fit_fragments', STORED, FITS)} fragments\n")
