"""Results for rows have the labels of the rows in the user's table."""

import datetime
import warnings

import numpy as np
import pandas as pd
import polars as pl
import pytest

import pybrms_mix as pm
from pybrms_mix.store.index_labels import index_of, index_text
from pybrms_mix.store.store import read, write
from tests.results.made import made

MIX = "mixture(gaussian, gaussian)"
DRAWS = {
    "b_mu1_Intercept": 55.0, "b_mu2_Intercept": 80.0, "b_mu1_x": 0.5, "b_mu2_x": -0.5,
    "sigma1": 5.0, "sigma2": 5.0, "theta1": 0.4, "theta2": 0.6,
}  # fmt: skip


def waits(n=40):
    rng = np.random.default_rng(3)
    low = rng.random(n) < 0.4
    return pd.DataFrame(
        {"y": np.where(low, rng.normal(55, 5, n), rng.normal(80, 5, n)), "x": rng.normal(size=n)}
    )


def fitted(data, formula="y ~ x", family=MIX):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return made(formula, data, family, DRAWS)


ROWWISE = {
    "classify": lambda f: f.classify().index,
    "fitted": lambda f: f.fitted().index,
    "predict": lambda f: f.predict(seed=1).index,
    "residuals": lambda f: f.residuals(seed=1).index,
    "loo": lambda f: f.loo().pointwise.index,
    "waic": lambda f: f.waic().pointwise.index,
    "pp_mixture": lambda f: pd.Index(f.pp_mixture().row.to_numpy()),
    "to_arviz": lambda f: pd.Index(f.to_arviz().observed_data.observation.to_numpy()),
    "log_likelihood": lambda f: pd.Index(f.to_arviz().log_likelihood.observation.to_numpy()),
}


def indices():
    n = 40
    moments = pd.date_range("2024-01-01", periods=n, tz="Europe/Berlin")
    return {
        "shuffled": pd.Index(np.random.default_rng(1).permutation(n)),
        "text": pd.Index([f"r{k}" for k in range(n)], name="who"),
        "twice": pd.Index([k // 2 for k in range(n)]),
        "dates": moments,
        "floats": pd.Index(np.arange(n) / 2),
        "spans": pd.to_timedelta(np.arange(n), unit="h"),
        "categories": pd.CategoricalIndex(list("abcd") * 10),
        "multi": pd.MultiIndex.from_product([list("abcd"), range(10)], names=["g", "k"]),
    }


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", ["shuffled", "text", "twice", "floats"])
@pytest.mark.parametrize("result", ROWWISE)
def test_results_of_rows_have_the_index_of_the_data(result, kind):
    data = waits().set_axis(indices()[kind])
    data.iloc[3, 0] = np.nan
    found = ROWWISE[result](fitted(data))
    assert found.tolist() == data.index[np.arange(40) != 3].tolist()


@pytest.mark.parametrize("kind", indices())
def test_any_index_comes_back(kind):
    data = waits().set_axis(indices()[kind])
    fit = fitted(data)
    pd.testing.assert_index_equal(fit.classify().index, data.index)
    assert len(fit.to_arviz().observed_data.observation) == 40
    assert fit.pp_mixture().sizes["row"] == 40


@pytest.mark.parametrize("kind", indices())
def test_the_index_survives_storing(kind, tmp_path):
    data = waits().set_axis(indices()[kind])
    data.iloc[3, 0] = np.nan
    fit = fitted(data)
    write(fit, tmp_path / "fit.nc")
    again = read(tmp_path / "fit.nc")
    expected = fit.classify().index
    if kind == "categories":
        expected = pd.Index(expected.tolist())
    pd.testing.assert_index_equal(again.classify().index, expected)


@pytest.mark.parametrize("how", ["sample", "query", "sort"])
def test_a_component_goes_to_its_own_row(how):
    data = waits(200)
    data = {
        "sample": lambda: data.sample(frac=1, random_state=2),
        "query": lambda: data.query("x > -0.5"),
        "sort": lambda: data.sort_values("x"),
    }[how]().copy()
    data["comp"] = fitted(data).classify()["component"]
    means = data.groupby("comp")["y"].mean()
    assert means[1] == pytest.approx(55, abs=2)
    assert means[2] == pytest.approx(80, abs=2)


def test_rows_of_polars_come_in_the_order_of_the_caller():
    data = waits(200).sample(frac=1, random_state=2)
    given = pl.from_pandas(data)
    found = fitted(given).classify()
    assert found["row"].to_list() == list(range(200))
    classes = given.with_columns(comp=found["component"])
    means = dict(classes.group_by("comp").agg(pl.col("y").mean()).iter_rows())
    assert means[1] == pytest.approx(55, abs=2)


def test_new_rows_have_their_own_labels():
    fit = fitted(waits())
    new = pd.DataFrame({"x": [0.0, 1.0], "y": [55.0, 80.0]}, index=["low", "high"])
    for result in (fit.classify(new), fit.fitted(new), fit.predict(new), fit.residuals(new)):
        assert result.index.tolist() == ["low", "high"]
    assert fit.pp_mixture(new).row.to_numpy().tolist() == ["low", "high"]


def test_subset_keeps_the_labels_of_its_rows():
    data = waits().assign(s=lambda d: d["x"] > 0).set_axis(indices()["text"])
    fit = fitted(data, "y | subset(s) ~ x")
    assert fit.classify().index.tolist() == data.index[data["s"]].tolist()


@pytest.mark.filterwarnings("ignore:Found")
def test_rows_of_whole_groups_keep_their_labels():
    data = waits().assign(g=np.repeat(np.arange(8), 5)).sample(frac=1, random_state=1)
    fit = fitted(data, family="mixture(gaussian, gaussian, gr = 'g')")
    assert fit.classify().index.tolist() == data.index.tolist()
    assert fit.loo().group == "g"
    data["comp"] = fit.classify()["component"]
    assert (data.groupby("g")["comp"].nunique() == 1).all()


@pytest.mark.filterwarnings("ignore:Found")
def test_a_named_index_is_no_group():
    fit = fitted(waits().set_axis(indices()["text"]))
    assert fit.loo().group is None


def test_an_unknown_kind_of_label_is_stored_as_text():
    index = pd.Index([datetime.date(2024, 1, 1), (1, 2)], tupleize_cols=False)
    with pytest.warns(pm.PybrmsWarning, match="stored as text"):
        assert index_of(index_text(index)).tolist() == ["2024-01-01", "(1, 2)"]


def test_one_definition_of_entropy():
    fit = fitted(waits())
    certain = fit.classify(pd.DataFrame({"x": [0.0], "y": [20.0]}))["entropy"].iloc[0]
    unknown = fit.classify(pd.DataFrame({"x": [0.0], "y": [67.0]}))["entropy"].iloc[0]
    assert certain == pytest.approx(1, abs=1e-6)
    assert unknown < 0.3
    rows = fit.classify()
    whole = fit.classification_entropy()["Estimate"].iloc[0]
    assert rows["entropy"].mean() == pytest.approx(whole, abs=0.05)
