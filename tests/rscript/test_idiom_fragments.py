"""Fragments with idioms of public scripts leave the values that R leaves.

``python -m tests.rscript.test_idiom_fragments`` asks R. The fragments begin as those of studies do.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from tests.rscript.test_fragments import HERE, REFERENCE, answered, fault, take

STORED = REFERENCE / "idiom_fragments.json"
START = (HERE / "start_of_idiom_fragments.R").read_text("utf-8")
ANSWERS: list[dict[str, Any]] = json.loads(STORED.read_text("utf-8")) if STORED.exists() else []
# The largest number of fragments that are refused.
TOLD = 11


def test_fragments_leave_what_r_leaves() -> None:
    texts = (HERE / "idiom_fragments.R").read_text("utf-8").split("\n\n")[1:]
    assert [a["text"] for a in ANSWERS] == [t.strip("\n") for t in texts], "take the answers anew"
    faults = [f for a in ANSWERS if (f := fault(a, START))]
    assert not faults, "\n".join(faults[:20])


def test_few_fragments_have_no_python() -> None:
    told = [a["text"] for a in ANSWERS if "told" in answered(a["text"], START)[0]]
    assert len(told) <= TOLD, told


if __name__ == "__main__":
    sys.stdout.write(f"{take('idiom_fragments', STORED)} fragments\n")
