"""Values that are not vectors: functions, nested lists, results, random variables."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix import r
from pybrms_mix.base.errors import InvalidData
from pybrms_mix.results.compare.criterion import Comparison
from pybrms_mix.rscript import port, run


class Foreign:
    """An object without a counterpart among R's vectors."""

    def __repr__(self) -> str:
        return "Foreign()"  # the names of tests must be equal in each process


FOREIGN: list[Any] = [
    Foreign(),
    abs,
    {"a": Foreign()},
    [Foreign(), 1],
    [[1, 2], [3]],
    {"a": [1, 2]},
]
NUMERIC = ["as_numeric", "as_logical", "sd", "var", "median", "total", "largest", "prod",
           "quantile", "cumulated", "rank", "scale"]  # fmt: skip


@pytest.mark.parametrize("value", FOREIGN, ids=str)
@pytest.mark.parametrize("verb", NUMERIC)
def test_what_is_no_vector_is_refused(verb: str, value: Any) -> None:
    more = ("sum",) if verb == "cumulated" else ()
    with pytest.raises(InvalidData):
        getattr(r, verb)(value, *more)


@pytest.mark.parametrize("value", [*FOREIGN, "a", None, pd.DataFrame({"x": [1, 2]})], ids=str)
def test_the_mean_of_what_is_no_vector_is_missing(value: Any) -> None:
    with pytest.warns(UserWarning, match="not numeric or logical"):
        assert np.isnan(r.mean(value))


def test_a_sum_of_a_data_frame_is_that_of_its_columns() -> None:
    frame = pd.DataFrame({"x": [1, 2, 3], "y": [1.0, 1.0, 1.0]})
    assert r.total(frame) == 9
    assert r.largest(frame) == 3
    assert isinstance(r.total(frame[["x"]]), int)
    with pytest.raises(InvalidData):
        r.sd(frame)


@pytest.mark.parametrize("probs", [-0.1, 1.5, [0.5, -1e-6]], ids=str)
@pytest.mark.parametrize("kind", [1, 3, 6, 7])
def test_quantiles_of_what_is_no_probability_are_refused(kind: int, probs: Any) -> None:
    with pytest.raises(InvalidData, match=r"'probs' outside \[0,1\]"):
        r.quantile([1, 2, 3, 4], probs, type=kind)


def test_a_missing_probability_has_a_missing_quantile() -> None:
    found = r.quantile([1, 2, 3, 4], [0.5, np.nan, 1 + 1e-15])
    np.testing.assert_array_equal(found, [2.5, np.nan, 4.0])
    assert list(found.index) == ["50%", "", "100%"]


def test_quantiles_have_nine_definitions() -> None:
    with pytest.raises(InvalidData, match="from 1 to 9, not 10"):
        r.quantile([1, 2, 3, 4], 0.5, type=10)


@pytest.fixture(scope="module")
def rvars() -> Any:
    with pytest.warns(pm.PybrmsWarning):
        fit = pm.brm("y ~ x", {"y": [1.0, 2.0, 4.0, 3.0], "x": [1.0, 2.0, 3.0, 4.0]}, chains=2,
                     iter=60, seed=1, silent=2)  # fmt: skip
    return fit.as_draws_rvars()


@pytest.mark.parametrize(
    ("verb", "statistic"),
    [("mean", np.mean), ("median", np.median), ("smallest", np.min), ("largest", np.max),
     ("total", np.sum), ("sd", lambda v: np.std(v, ddof=1)), ("var", lambda v: np.var(v, ddof=1))],
)  # fmt: skip
def test_a_summary_of_a_random_variable_is_that_of_its_draws(
    rvars: Any, verb: str, statistic: Any
) -> None:
    x = rvars["b_x"]
    assert getattr(r, verb)(x) == pytest.approx(statistic(x.to_numpy().ravel()))
    assert r.mean(x > 0) == pytest.approx((x.to_numpy() > 0).mean())
    at = r.quantile(x, [0.1, 0.5])
    np.testing.assert_allclose(at, np.quantile(x.to_numpy(), [0.1, 0.5]))


def test_a_comparison_of_models_is_a_table() -> None:
    table = pd.DataFrame({"elpd_diff": [0.0, -2.5], "se_diff": [0.0, 1.5]}, index=["m2", "m1"])
    compared = Comparison(table)
    pd.testing.assert_frame_equal(r.as_frame(compared), table)
    assert list(r.labels(compared)) == ["m2", "m1"]
    assert r.subset(compared, 2, "se_diff") == 1.5
    assert r.subset(compared, 2, 1) == -2.5
    assert list(r.rownames_to_column(r.as_frame(compared), "model")["model"]) == ["m2", "m1"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("diag(2)", [[1, 0], [0, 1]]), ("diag(c(3, 4))", [[3, 0], [0, 4]]),
     ("diag(2, 2)", [[2, 0], [0, 2]]), ("diag(1, 1, 2)", [[1, 0]]),
     ("diag(matrix(1:6, 2))", [1, 4]), ("diag(table(c(1, 1, 2), c(1, 2, 2)))", [1, 1]),
     ("sum(diag(table(c(1, 1, 2), c(1, 2, 2)))) / 3", 2 / 3)],
)  # fmt: skip
def test_diagonals(text: str, wanted: Any) -> None:
    np.testing.assert_allclose(np.asarray(run(f"x <- {text}")["x"]), wanted)


def test_the_minimum_of_no_dates_is_a_missing_date_that_is_told() -> None:
    none = np.array(["NaT"], dtype="M8[D]")
    with pytest.warns(UserWarning, match="no non-missing arguments to min"):
        found = r.smallest(none, na_rm=True)
    assert isinstance(found, np.datetime64)
    assert np.isnat(found)


@pytest.mark.parametrize("script", [
    "d <- cbind(data.frame(x = 1:3), x = 4:6)",
    'd <- data.frame(x = 1:3, y = 4:6); names(d) <- c("x", "x")',
    'd <- setNames(data.frame(x = 1:3, y = 4:6), c("x", "x"))',
    "library(dplyr)\nd <- rename(data.frame(x = 1:3, y = 4:6), x = y)",
    "library(dplyr)\nd <- select(data.frame(x = 1:3, y = 4:6), x, x = y)",
], ids=["cbind", "names", "setNames", "rename", "select"])  # fmt: skip
def test_a_data_frame_with_two_columns_of_one_name_is_refused(script: str) -> None:
    with pytest.raises(InvalidData, match="Two columns of a data frame have the name 'x'"):
        run(port(script))


def test_a_column_written_twice_is_told_at_its_place() -> None:
    ported = port("d <- data.frame(x = 1:3, x = 4:6)")
    assert "column 'x' twice" in str(ported.pieces[0].reason)


def test_numbers_lie_between_quantiles_which_have_names() -> None:
    found = r.between([1, 2, 3, 4], r.quantile([1, 2, 3, 4], 0.2), r.quantile([1, 2, 3, 4], 0.9))
    assert found.tolist() == [False, True, True, False]


def test_a_stored_table_of_counts_names_its_columns_by_its_variables():
    # tests/rscript/fragments/lab.R has R's answers
    assert list(r.as_frame(r.table(["a", "b", "a"]))) == ["Var1", "Freq"]
    assert list(r.as_frame(r.table([1, 2], ["a", "b"]))) == ["Var1", "Var2", "Freq"]
    assert list(r.as_frame(r.sort(r.table(["a", "b"], dnn="g")))) == ["g", "Freq"]
    with pytest.raises(InvalidData, match="needs a name here"):
        r.as_frame(r.unclass(r.table(["a", "b"])))
