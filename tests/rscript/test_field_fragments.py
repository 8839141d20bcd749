"""Fragments as published scripts write them leave the values that R leaves.

``python -m tests.rscript.test_field_fragments`` asks R.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from pybrms_mix.rscript import run
from tests.rscript.test_fragments import HERE, REFERENCE, answered, fault, take

STORED = REFERENCE / "field_fragments.json"
START = (HERE / "start_of_field_fragments.R").read_text("utf-8")
ANSWERS: list[dict[str, Any]] = json.loads(STORED.read_text("utf-8")) if STORED.exists() else []


def test_fragments_leave_what_r_leaves(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (HERE / "field_fragments.R").read_text("utf-8").split("\n\n")[1:]
    assert [a["text"] for a in ANSWERS] == [t.strip("\n") for t in texts], "take the answers anew"
    monkeypatch.chdir(tmp_path)
    found = [f for a in ANSWERS if (f := fault(a, START))]
    assert not found, "\n".join(found[:20])


def test_no_fragment_is_without_python(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = [a["text"] for a in ANSWERS if "told" in answered(a["text"], START)[0]]
    assert not told, told


def test_a_right_side_of_a_pipe_is_computed_once(capsys: pytest.CaptureFixture[str]) -> None:
    found = run(
        "library(dplyr)\n"
        "f <- function(x) { cat('once\\n'); x }\n"
        "d <- data.frame(a = 1:4)\n"
        "out <- f(d) %>% filter(a > mean(.$a)) %>% nrow(.)\n"
        "two <- f(c(1, 5)) %>% { (.[2] - .[1]) / sum(.) }\n"
    )
    assert found["out"] == 2
    assert found["two"] == pytest.approx(2 / 3)
    assert capsys.readouterr().out.count("once") == 2


def test_the_mean_of_a_scaled_column_undoes_the_scale() -> None:
    found = run(
        "d <- data.frame(x = c(1, 2, 6))\n"
        "d$z <- scale(d$x)\n"
        "m <- attr(d$z, 'scaled:center')\n"
        "back <- d$z * attr(d$z, 'scaled:scale') + m\n"
    )
    assert found["m"] == pytest.approx(3)
    assert list(found["back"].ravel()) == pytest.approx([1, 2, 6])


if __name__ == "__main__":
    take("field_fragments", STORED)
