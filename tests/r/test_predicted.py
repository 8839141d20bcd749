"""Draws for each row, their summaries, and marginal means."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix import r
from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.results.diagnostics import rhats


@pytest.fixture(scope="module")
def data() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    g = pd.Categorical(np.tile(["lo", "hi", "mid"], 20), categories=["lo", "mid", "hi"])
    return pd.DataFrame(
        {"y": rng.normal(size=60) + 2 * (g == "hi"), "g": g, "x": rng.normal(size=60),
         "h": np.repeat(["a", "b"], 30), "s": np.tile(np.arange(6), 10).astype(str)}
    )  # fmt: skip


@pytest.fixture(scope="module")
def fit(data: pd.DataFrame) -> Any:
    with pytest.warns(pm.PybrmsWarning):
        return pm.brm("y ~ g * x + h + (1 | s)", data, chains=2, iter=120, seed=1, silent=2)


def test_a_grid_has_all_combinations_in_order(data: pd.DataFrame) -> None:
    grid = r.data_grid(data, "h", x=lambda d: r.seq_range(d["x"], n=3))
    assert list(grid["h"]) == ["a"] * 3 + ["b"] * 3
    np.testing.assert_allclose(grid["x"][[0, 2]], [data["x"].min(), data["x"].max()])
    by = r.data_grid(r.group_by(data, "h"), x=lambda d: r.seq_range(d["x"], n=2))
    assert isinstance(by, r.Grouped)
    second = data[data["h"] == "b"]["x"]
    np.testing.assert_allclose(by.frame["x"][2:], [second.min(), second.max()])


def test_expected_values_stand_beside_their_rows(fit: Any, data: pd.DataFrame) -> None:
    rows = data.iloc[[3, 7]][["g", "x", "h", "s"]]
    found = r.added_draws(rows, fit, "epred", dpar="sigma")
    assert found.groups == ("g", "x", "h", "s", ".row")
    direct = pm.posterior_epred(fit, rows.reset_index(drop=True))
    second = found.frame[found.frame[".row"] == 2]
    np.testing.assert_array_equal(second[".epred"], direct[:, 1])
    np.testing.assert_array_equal(second[".draw"], np.arange(1, 121))
    assert set(second["x"]) == {data["x"].iloc[7]}
    sigma = pm.as_draws_matrix(fit)["sigma"].to_numpy()
    np.testing.assert_allclose(second["sigma"], sigma)


def test_predictions_are_drawn_with_the_seed(fit: Any, data: pd.DataFrame) -> None:
    rows = data.head(2)
    one, two = (r.added_draws(rows, fit, "predicted", seed=3, ndraws=5).frame for _ in range(2))
    pd.testing.assert_frame_equal(one, two)
    assert len(one) == 10


def test_a_summary_of_draws_is_that_of_the_package(fit: Any) -> None:
    table = r.summarise_draws(fit).set_index("variable")
    own = rhats(fit.posterior, list(table.index))
    np.testing.assert_allclose(table["rhat"], own)
    np.testing.assert_allclose(table["ess_bulk"], pm.ess(fit)["Bulk_ESS"][table.index])
    draws = pm.as_draws_matrix(fit)["b_x"]
    assert table.loc["b_x", "q95"] == pytest.approx(draws.quantile(0.95))
    apart = (draws - draws.median()).abs().median()
    assert table.loc["b_x", "mad"] == pytest.approx(1.4826 * apart)
    with_functions = r.summarise_draws(fit, "mean", lambda v: r.quantile(v, [0.1, 0.9]), top=max)
    assert list(with_functions.columns) == ["variable", "mean", "10%", "90%", "top"]
    with pytest.raises(InvalidArgument, match="not have the measure 'skew'"):
        r.summarise_draws(fit, "skew")


def test_differences_of_levels_are_those_of_their_draws(fit: Any) -> None:
    spread = r.spread_draws(fit, "r_s[s,]")
    found = r.compare_levels(spread, "r_s", by="s")
    draws = pm.as_draws_matrix(fit)
    pair = found.frame[found.frame["s"] == "2 - 0"]["r_s"]
    direct = draws["r_s[2,Intercept]"] - draws["r_s[0,Intercept]"]
    np.testing.assert_allclose(pair, direct)
    assert found.frame["s"].nunique() == 15


def test_marginal_means_weigh_all_levels_alike(fit: Any) -> None:
    b = {n: pm.as_draws_matrix(fit)[n].to_numpy() for n in pm.variables(fit) if n[:2] == "b_"}
    x = fit.data["x"].mean()
    base = b["b_Intercept"] + 0.5 * b["b_hb"] + b["b_x"] * x
    wanted = {
        "lo": base,
        "mid": base + b["b_gmid"] + b["b_gmid:x"] * x,
        "hi": base + b["b_ghi"] + b["b_ghi:x"] * x,
    }
    means = r.emmeans(fit, "g")
    assert list(means.labels["g"]) == list(wanted)
    np.testing.assert_allclose(means.draws.T, list(wanted.values()), atol=1e-10)
    pairs = r.pairs(means)
    assert list(pairs.labels["contrast"]) == ["lo - mid", "lo - hi", "mid - hi"]
    np.testing.assert_allclose(pairs.draws[:, 1], wanted["lo"] - wanted["hi"], atol=1e-10)
    table = pairs.to_frame()
    assert list(table.columns) == ["contrast", "estimate", "lower.HPD", "upper.HPD"]
    assert table["estimate"][0] == pytest.approx(np.median(wanted["lo"] - wanted["mid"]))


def test_contrasts_are_made_within_the_levels_of_another_factor(fit: Any) -> None:
    means = r.emmeans(fit, "g", by="h")
    found = r.contrast(means, "trt.vs.ctrl")
    assert list(found.labels["h"]) == ["a", "a", "b", "b"]
    assert list(found.labels["contrast"]) == ["mid - lo", "hi - lo"] * 2
    with pytest.raises(InvalidArgument, match="no method 'zigzag'"):
        r.contrast(means, "zigzag")
    with pytest.raises(InvalidArgument, match="has no predictor 's'"):
        r.emmeans(fit, "s")


def test_points_and_intervals_take_vectors_and_several_regions() -> None:
    rng = np.random.default_rng(3)
    two = np.r_[rng.normal(-9, size=450), rng.normal(9, size=450)]
    draws = pd.DataFrame({"a": rng.normal(size=900), "b": two})
    assert len(r.point_interval(draws, "b", centre="mode", interval="hdi")) == 2
    vector = r.point_interval(draws["a"].to_numpy(), centre="mean")
    assert vector["y"][0] == pytest.approx(draws["a"].mean())
    assert vector["ymax"][0] == pytest.approx(draws["a"].quantile(0.975))
    with pytest.raises(InvalidData, match="in separate calls"):
        r.point_interval(draws, "a", "b", interval="hdi")
