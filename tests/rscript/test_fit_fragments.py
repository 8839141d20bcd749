"""Fragments of R about fits of brms, and about their draws, leave the values that R leaves.

``python -m tests.rscript.test_fit_fragments NAME`` asks R and brms (tests/reference/fragments.R);
the fragments about draws need bayestestR, coda and modelr too, those about chains coda.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from tests.rscript.test_fragments import HERE, REFERENCE, answered, fault, take

FITS = REFERENCE / "rds"
# The largest number of fragments that are refused, by the file of the fragments.
TOLD = {"fit_fragments": 0, "draws_fragments": 67, "chains_fragments": 0}


def start_of(name: str) -> str:
    return (HERE / f"start_of_{name}.R").read_text("utf-8")


def answers(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((REFERENCE / f"{name}.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("name", TOLD)
def test_fragments_about_fits_leave_what_r_leaves(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = (HERE / f"{name}.R").read_text("utf-8").split("\n\n")[1:]
    asked = answers(name)
    assert [a["text"] for a in asked] == [t.strip("\n") for t in texts], "take the answers anew"
    monkeypatch.chdir(FITS)
    found = [f for a in asked if (f := fault(a, start_of(name)))]
    assert not found, "\n".join(found[:20])


@pytest.mark.parametrize("name", TOLD)
def test_few_fragments_about_fits_have_no_python(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FITS)
    told = [a["text"] for a in answers(name) if "told" in answered(a["text"], start_of(name))[0]]
    assert len(told) <= TOLD[name], told


if __name__ == "__main__":
    for each in sys.argv[1:] or TOLD:
        sys.stdout.write(f"{take(each, REFERENCE / f'{each}.json', FITS)} fragments of {each}\n")
