"""Tables of rows come in the library of the caller's table: pandas, polars or pyarrow."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import pybrms_mix as pm
from pybrms_mix.design.columns import library_of, table

N = 40


def data() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    frame = pd.DataFrame({"x": rng.normal(size=N), "g": list("abcd") * (N // 4)})
    frame["y"] = np.where(np.arange(N) % 2, 5.0, 0.0) + rng.normal(size=N)
    frame.loc[3, "x"] = np.nan
    return frame


LIBRARIES = {
    "pandas": (lambda d: d, pd.DataFrame),
    "polars": (lambda d: pl.from_pandas(d, nan_to_null=True), pl.DataFrame),
    "lazy": (lambda d: pl.from_pandas(d, nan_to_null=True).lazy(), pl.DataFrame),
    "pyarrow": (pa.Table.from_pandas, pa.Table),
}
RESULTS = {
    "fitted": lambda f, d: f.fitted(d),
    "predict": lambda f, d: f.predict(d, seed=1),
    "residuals": lambda f, d: f.residuals(d),
    "classify": lambda f, d: f.classify(d),
    "predictive_interval": lambda f, d: f.predictive_interval(d, seed=1),
    "predictions": lambda f, d: f.predictions(d).table,
    "comparisons": lambda f, d: f.comparisons(newdata=d).table,
    "slopes": lambda f, d: f.slopes(newdata=d).table,
}


def fit(given, **how):
    return pm.brm("y ~ x", given, "mixture(gaussian, gaussian)", chains=1, iter=200, seed=1,
                  silent=2, **how)  # fmt: skip


@pytest.fixture(scope="module")
def fits():
    """Return a fit of each library's table, all with the same draws."""
    sampled = fit(data())
    empty = {name: fit(convert(data()), empty=True) for name, (convert, _) in LIBRARIES.items()}
    there = {"draws": sampled.draws, "run": sampled.run, "stats": sampled.stats}
    return {name: replace(fit, **there) for name, fit in empty.items()}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("new", [False, True])
@pytest.mark.parametrize("result", RESULTS)
@pytest.mark.parametrize("library", LIBRARIES)
def test_a_table_of_rows_is_one_of_the_callers_kind(fits, library, result, new):
    convert, kind = LIBRARIES[library]
    rows = data().dropna().head(7) if new else None
    # The table of new rows determines the library.
    given = None if rows is None else convert(rows.reset_index(drop=True))
    found = RESULTS[result](fits["pandas" if new else library], given)
    assert isinstance(found, kind)
    expected = RESULTS[result](fits["pandas"], rows)
    back = table(found)
    if library != "pandas":
        numbers = np.arange(7) if new else np.delete(np.arange(N), 3)
        assert set(back["row"]) == set(numbers)
        back = back.drop(columns="row")
    assert list(back.columns) == list(expected.columns)
    for name in back:
        np.testing.assert_array_equal(back[name].to_numpy(), expected[name].to_numpy())


@pytest.mark.parametrize("library", ["polars", "pyarrow"])
def test_groups_and_averages_have_no_rows(fits, library):
    found = fits[library].predictions(by=True).table
    assert isinstance(found, LIBRARIES[library][1])
    assert "row" not in table(found)
    assert "estimate" in repr(fits[library].predictions(by=True))
    assert "<table" in fits[library].predictions()._repr_html_()
    assert isinstance(fits[library].predictions().to_frame(), pd.DataFrame)


def test_the_library_survives_storing(fits, tmp_path):
    fits["polars"].save(tmp_path / "fit.nc")
    assert isinstance(pm.load(tmp_path / "fit.nc").classify(), pl.DataFrame)


def test_a_mapping_counts_as_pandas():
    assert library_of({"y": [1, 2]}) == library_of([1, 2]) == library_of(None) == "pandas"


@pytest.mark.filterwarnings("ignore")
def test_the_report_and_pictures_take_a_fit_of_polars(fits):
    assert "component" in pm.report(fits["polars"]).html
    assert fits["polars"].plot_classification() is not None
