"""Clean names are those of janitor, whose steps ``tests/reference/clean_names.R`` takes in R."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from pybrms_mix import r
from pybrms_mix.base.errors import InvalidData
from pybrms_mix.rscript import run

REFERENCE = json.loads(
    (Path(__file__).parents[1] / "reference" / "clean_names.json").read_text("utf-8")
)


def test_names_are_those_of_r() -> None:
    ours = [str(r.make_clean_names([n])[0]) for n in REFERENCE["names"]]
    assert ours == REFERENCE["clean"]
    assert len(ours) > 100


def test_equal_names_are_numbered() -> None:
    assert list(r.make_clean_names(["a", "A", "b", "a.", "a 2"])) == [
        "a",
        "a_2",
        "b",
        "a_3",
        "a_2_2",
    ]


def test_letters_without_ascii_are_refused() -> None:
    with pytest.raises(InvalidData, match="ASCII"):
        r.make_clean_names(["β"])


def test_rows_keep_their_groups() -> None:
    rows = r.group_by(pd.DataFrame({"Group Name": ["x"], "B": [1]}), "Group Name")
    assert r.clean_names(rows).groups == ("group_name",)


def test_a_script_cleans_names() -> None:
    variables = run(
        "library(janitor)\nlibrary(dplyr)\n"
        'd <- data.frame("Subj ID" = 1:2, RT_ms = 3:4, check.names = FALSE) %>% clean_names()\n'
        'n <- make_clean_names(c("% a", "b"))\n'
    )
    assert list(variables["d"].columns) == ["subj_id", "rt_ms"]
    assert list(variables["n"]) == ["percent_a", "b"]
