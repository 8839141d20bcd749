"""The verbs of tidybayes on a few draws, compared with results by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pybrms_mix import r
from pybrms_mix.base.errors import InvalidData
from pybrms_mix.rscript import port

DRAWS = pd.DataFrame(
    {
        "b_x": [1.0, 2.0, 3.0, 10.0],
        "sigma": [1.0, 1.0, 2.0, 2.0],
        "r_g[2,a]": [5.0, 6.0, 7.0, 8.0],
        "r_g[10,a]": [0.0, 1.0, 0.0, 1.0],
        ".chain": [1, 1, 2, 2],
        ".iteration": [1, 2, 1, 2],
        ".draw": [1, 2, 3, 4],
    }
)


def test_variables_are_columns_beside_the_numbers_of_the_draws() -> None:
    found = r.spread_draws(DRAWS, "b_x", "sigma")
    assert list(found.columns) == [".chain", ".iteration", ".draw", "b_x", "sigma"]
    assert list(r.tidy_draws(DRAWS).columns[:4]) == [".chain", ".iteration", ".draw", "b_x"]
    assert list(r.get_variables(DRAWS)) == ["b_x", "sigma", "r_g[2,a]", "r_g[10,a]"]


def test_indices_are_columns_that_group_the_rows() -> None:
    found = r.spread_draws(DRAWS, "r_g[g,term]", "b_x")
    assert found.groups == ("g", "term")
    assert list(found.columns) == ["g", "term", "r_g", ".chain", ".iteration", ".draw", "b_x"]
    assert found["g"].tolist() == [2] * 4 + [10] * 4
    means = r.summarise(found, m=lambda d: d["r_g"].mean())
    assert r.ungroup(means)["m"].tolist() == [6.5, 0.5]


def test_variables_with_a_common_index_are_joined() -> None:
    more = DRAWS.assign(**{"r_h[u,a]": [1.0, 2, 3, 4], "r_h[v,b]": [9.0, 9, 9, 9]})
    found = r.spread_draws(more, "b_x", "r_g[g,term]", "r_h[h,term]")
    assert found.groups == ("g", "term", "h")
    assert list(found.columns) == [".chain", ".iteration", ".draw", "b_x", "g", "term", "r_g",
                                   "h", "r_h"]  # fmt: skip
    assert found[".draw"].tolist() == [1, 1, 2, 2, 3, 3, 4, 4]
    assert found["g"].tolist() == [2, 10] * 4
    assert set(found["h"]) == {"u"}  # the index "term" has the value "a" in both
    assert found["r_h"].tolist() == [1, 1, 2, 2, 3, 3, 4, 4]
    apart = r.ungroup(r.spread_draws(more, "r_g[g,]", "r_h[h,]"))
    assert apart[["g", "h", ".draw"]].to_numpy().tolist()[:4] == [
        [2, "u", 1], [2, "v", 1], [2, "u", 2], [2, "v", 2],
    ]  # fmt: skip


def test_gathered_draws_stand_below_one_another() -> None:
    found = r.ungroup(r.gather_draws(DRAWS, "b_x", "sigma"))
    assert found[".variable"].tolist() == ["b_x"] * 4 + ["sigma"] * 4
    assert found[".value"].tolist() == [1, 2, 3, 10, 1, 1, 2, 2]


def test_a_variable_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidData, match="No variable 'b_z'"):
        r.spread_draws(DRAWS, "b_z")
    with pytest.raises(InvalidData, match="does not have 1 indices"):
        r.spread_draws(DRAWS, "r_g[g]")


def test_a_centre_and_quantiles_for_each_width_and_group() -> None:
    found = r.point_interval(r.spread_draws(DRAWS, "b_x"), "b_x", width=[0.5, 0.9])
    assert list(found.columns) == ["b_x", ".lower", ".upper", ".width", ".point", ".interval"]
    assert found["b_x"].tolist() == [2.5, 2.5]
    np.testing.assert_allclose(found[".lower"], [1.75, 1.15])  # R's quantile(), type 7
    np.testing.assert_allclose(found[".upper"], [4.75, 8.95])
    by = r.point_interval(r.spread_draws(DRAWS, "r_g[g,term]"), centre="mean", width=0.5)
    assert by["g"].tolist() == [2, 10]
    assert by["r_g"].tolist() == [6.5, 0.5]
    both = r.point_interval(r.spread_draws(DRAWS, "b_x", "sigma"))
    assert list(both.columns[:4]) == ["b_x", "b_x.lower", "b_x.upper", "sigma"]


def test_scripts_name_variables_and_indices_as_they_are() -> None:
    ported = port(
        "fit <- brm(y ~ 1, data = mtcars)\n"
        "a <- fit %>% spread_draws(b_x, r_g[g, term]) %>% median_qi(b_x, .width = c(.5, .95))\n"
    )
    assert ported.missing == ()
    assert 'r.spread_draws(fit, "b_x", "r_g[g,term]")' in ported.python


def test_named_numbers_are_not_matched_by_their_names() -> None:
    from pybrms_mix.rscript import run

    found = run(
        "x <- c(1, 2, 3, 4)\n"
        "wide <- quantile(x, .975) - quantile(x, .025)\n"
        'text <- if (quantile(x, .025) > 0 | quantile(x, .975) < 0) "yes" else "no"\n'
    )
    assert np.asarray(found["wide"]).item() == pytest.approx(2.85)
    assert found["text"] == "yes"
