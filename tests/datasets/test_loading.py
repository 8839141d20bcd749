"""The data sets equal those of R (tests/reference/datasets.R)."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.datasets import SOURCES, load_data

FACTS = json.loads((Path(__file__).parents[1] / "reference" / "datasets.json").read_text("utf-8"))


def test_all_data_sets_have_facts_and_sources() -> None:
    assert set(FACTS) == set(SOURCES)
    assert {n: f["package"][0] for n, f in FACTS.items()} == SOURCES


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_data_set_holds_what_r_holds(name: str) -> None:
    found, facts = load_data(name), FACTS[name]
    assert len(found) == facts["rows"][0]
    assert list(found.columns) == list(facts["columns"])
    if facts["first"][0] != "1":
        assert found.index[0] == facts["first"][0]
    for column, theirs in facts["columns"].items():
        ours = found[column]
        if "levels" in theirs:
            assert list(ours.cat.categories) == theirs["levels"]
            codes = [np.nan if v is None else v for v in theirs["codes"]]
            np.testing.assert_array_equal(ours.cat.codes.replace(-1, np.nan) + 1, codes)
        elif isinstance(theirs["values"][0], str):
            assert list(ours) == theirs["values"]
        else:
            values = [np.nan if v is None else v for v in theirs["values"]]
            np.testing.assert_allclose(ours.astype(float), values, rtol=1e-14)


def test_each_call_gives_a_table_of_its_own() -> None:
    mine = load_data("faithful")
    mine["waiting"] = 0
    assert load_data("faithful")["waiting"].sum() > 0


def test_a_name_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(InvalidData, match="faithfull") as error:
        load_data("faithfull")
    assert "faithful" in str(error.value)
    assert isinstance(load_data("iris"), pd.DataFrame)
