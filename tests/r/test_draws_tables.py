"""Tables of draws equal those of R's posterior."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pybrms_mix import r
from pybrms_mix.base.errors import InvalidArgument, InvalidData

# tests/reference/draws_tables.R computed them.
FACTS: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "reference" / "draws_tables.json").read_text()
)
DRAWS = pd.DataFrame(FACTS["start"])


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("thin", lambda d: r.thin_draws(d, 2)),
        ("chain", lambda d: r.subset_draws(d, "tau", chain=2, iteration=[3, 4])),
        ("rev", lambda d: r.subset_draws(d, chain=[2, 1], iteration=[5, 2])),
        ("draw", lambda d: r.subset_draws(d, draw=[9, 2])),
        ("merge", r.merge_chains),
        ("split", r.split_chains),
        ("rename", lambda d: r.rename_variables(d, m="mu")),
        ("bindchain", lambda d: r.bind_draws(d, r.subset_draws(d, chain=1), along="chain")),
        ("binddraw", lambda d: r.bind_draws(d, r.subset_draws(d, chain=1), along="draw")),
    ],
)
def test_draws_are_those_of_posterior(name: str, ours: Any) -> None:
    found = ours(DRAWS)
    assert set(found.columns) == set(FACTS[name])
    for column, cells in FACTS[name].items():
        np.testing.assert_allclose(found[column], cells, rtol=1e-12, err_msg=column)


def test_quantiles_matrices_lists_and_measures() -> None:
    found = r.quantile2(DRAWS["mu"], [0.025, 0.5, 0.9])
    assert list(found.index) == list(FACTS["q"])
    np.testing.assert_allclose(found, list(FACTS["q"].values()))
    np.testing.assert_allclose(r.variable_matrix(DRAWS, "tau").T, FACTS["mat"])
    for mine, theirs in zip(r.draws_list(DRAWS).values(), FACTS["lst"].values(), strict=True):
        np.testing.assert_allclose(mine["tau"], theirs["tau"])
    counted = {n: r.draws_count(DRAWS, n) for n in FACTS["counts"]}
    assert counted == FACTS["counts"]
    for name, answer in FACTS["measures"].items():
        found = r.draws_measure(np.array(FACTS["longer"]).T, name)
        np.testing.assert_allclose(found, answer, err_msg=name)


def test_variables_of_two_tables_stand_side_by_side() -> None:
    both = r.bind_draws(r.subset_draws(DRAWS, "mu"), r.subset_draws(DRAWS, "tau"))
    pd.testing.assert_frame_equal(both[list(DRAWS.columns)], DRAWS)


def test_what_does_not_exist_is_refused() -> None:
    for options in ({"chain": 3}, {"iteration": 7}, {"draw": 13}, {"variable": "sigma"}):
        with pytest.raises(InvalidArgument):
            r.subset_draws(DRAWS, **options)  # type: ignore[arg-type]
    with pytest.raises(InvalidArgument):
        r.subset_draws(DRAWS, chain=1, draw=1)
    with pytest.raises(InvalidData):
        r.split_chains(r.subset_draws(DRAWS, iteration=[1, 2, 3]))
    with pytest.raises(InvalidData):
        r.bind_draws(DRAWS, r.subset_draws(DRAWS, "mu"), along="chain")


def test_patterns_match_whole_names() -> None:
    both = r.gather_draws(DRAWS, "m.*|tau", regex=True).frame
    assert list(dict.fromkeys(both[".variable"])) == ["mu", "tau"]
    assert list(r.spread_draws(DRAWS, "t.u", regex=True).columns)[-1] == "tau"
    with pytest.raises(InvalidData):
        r.gather_draws(DRAWS, "m", regex=True)


@pytest.mark.parametrize(
    ("comparison", "labels"),
    [
        ("default", ["b - a", "c - a", "c - b"]),
        ("control", ["b - a", "c - a"]),
        ("ordered", ["b - a", "c - b"]),
        ([("a", "c")], ["a - c"]),
    ],
    ids=["default", "control", "ordered", "pairs"],
)
def test_levels_are_compared_as_asked(comparison: Any, labels: list[str]) -> None:
    rows = pd.DataFrame(
        {"g": pd.Categorical(list("aabbcc")), ".draw": [1, 2] * 3, "x": [1.0, 2, 4, 6, 9, 13]}
    )
    found = r.compare_levels(rows, "x", "g", comparison=comparison).frame
    assert list(dict.fromkeys(found["g"])) == labels
    means = rows.groupby("g", observed=True)["x"].mean()
    for label, own in found.groupby("g"):
        high, low = str(label).split(" - ")
        assert own["x"].mean() == means[high] - means[low]


def test_levels_are_compared_within_the_given_indices() -> None:
    rows = pd.DataFrame(
        {"g": list("aaaabb"), "h": list("uuvvuu"), ".draw": [1, 2, 1, 2, 2, 1],
         "x": [1.0, 2, 3, 4, 20, 10]}
    )  # fmt: skip
    found = r.compare_levels(rows, "x", "g", draw_indices=["h", ".draw", "absent"]).frame
    assert list(found.columns) == ["h", ".draw", "g", "x"]
    np.testing.assert_array_equal(found["x"], [9.0, 18, np.nan, np.nan])
    assert found["h"].tolist() == list("uuvv")
    with pytest.raises(InvalidData, match=r"Rows of a level of 'g' have the same .draw"):
        r.compare_levels(rows, "x", "g")


def test_draws_have_the_same_values_in_every_form() -> None:
    array = r.draws_as(DRAWS, "array")
    assert dict(array.sizes) == {"iteration": 6, "chain": 2, "variable": 2}
    pd.testing.assert_frame_equal(r.draws_as(array, "df"), r.draws_as(DRAWS, "df"))
    matrix = r.draws_as(array, "matrix")
    np.testing.assert_allclose(matrix["mu"], FACTS["start"]["mu"])
    one = r.draws_as(matrix, "df")
    assert set(one[".chain"]) == {1, 2}  # a matrix of draws keeps its chains
    pd.testing.assert_frame_equal(one, r.draws_as(DRAWS, "df"))
