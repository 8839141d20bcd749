"""Frames: the rows, columns and levels that are kept, and refusals."""

import datetime
import warnings

import numpy as np
import pandas as pd
import polars as pl
import pytest

from pybrms_mix.base.errors import (
    InvalidData,
    InvalidFormula,
    PybrmsWarning,
    UnknownLevel,
    UnknownVariable,
)
from pybrms_mix.design.frame import Expression, Frame
from pybrms_mix.syntax.nodes import variables
from pybrms_mix.syntax.parse import parse

COLUMNS = {"y": [1.0, 2.0, 3.5], "f": ["b", "B", "a"], "lgl": [True, False, True], "m": [3, 1, 2]}


def frame(formula, data):
    return Frame.of(data, variables(parse(formula)))


@pytest.mark.parametrize(
    "given", [COLUMNS, pd.DataFrame(COLUMNS), pl.DataFrame(COLUMNS), pl.LazyFrame(COLUMNS)],
    ids=["mapping", "pandas", "polars", "lazy"],
)  # fmt: skip
def test_any_table_gives_the_same_frame(given):
    found = frame("y ~ f + lgl + m", given)
    assert found.N == 3
    assert dict(found.levels) == {"f": ("a", "b", "B")}
    assert found.data["y"].tolist() == [1.0, 2.0, 3.5]
    assert [str(found.data[c].dtype) for c in ("y", "lgl", "m")] == ["float64", "bool", "int64"]
    assert found.data["f"].tolist() == ["b", "B", "a"]


def test_only_used_columns_are_kept():
    assert list(frame("y ~ m", COLUMNS).data.columns) == ["y", "m"]


@pytest.mark.parametrize("empty", [None, pd.DataFrame({"y": []}), {}, []])
def test_no_rows_are_refused(empty):
    with pytest.raises(InvalidData, match="Argument 'data' does not contain observations"):
        frame("y ~ 1", empty)


def test_columns_of_unequal_length_are_no_table():
    with pytest.raises(InvalidData, match="must be coercible"):
        frame("y ~ x", {"y": [1.0, 2.0], "x": [1.0]})


def test_all_unknown_variables_are_named():
    with pytest.raises(UnknownVariable) as caught:
        frame("y ~ nada + nope", {"y": [1.0], "nada1": [2.0]})
    assert caught.value.message == (
        "The following variables can neither be found in 'data' nor in 'data2':\n'nada', 'nope'"
    )
    assert caught.value.hint == "Did you mean 'nada1'?"
    assert caught.value.span.start == 4


def test_rows_with_missing_values_in_used_columns_are_left_out():
    data = pd.DataFrame(
        {
            "y": [1.0, np.nan, 3.0, 4.0],
            "f": ["a", "b", None, "c"],
            "n": pd.array([1, 2, 3, 4], "Int64"),
            "unused": [np.nan] * 4,
        }
    )  # fmt: skip
    with pytest.warns(PybrmsWarning, match="^Rows containing NAs were excluded from the model.$"):
        found = frame("y ~ f + n", data)
    assert found.rows.tolist() == [0, 3]
    assert found.dropped == 2
    assert found.levels["f"] == ("a", "c")
    assert found.data["n"].tolist() == [1, 4]


def test_missing_values_of_any_table_leave_rows_out():
    columns = {
        "y": [1.0, None, 3.0],
        "i": [1, 2, None],
        "b": [True, None, False],
        "f": ["a", "b", None],
    }
    for given in (columns, pl.DataFrame(columns)):
        with pytest.warns(PybrmsWarning):
            found = frame("y ~ i + b + f", given)
        assert found.rows.tolist() == [0]
        assert found.data["b"].tolist() == [True]


def test_levels_that_only_rows_left_out_have_are_dropped():
    data = {"y": [1.0, 2.0, np.nan], "f": pd.Categorical(["a", "b", "c"], list("abcd"))}
    with pytest.warns(PybrmsWarning):
        assert frame("y ~ f", data).levels["f"] == ("a", "b")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        names = variables(parse("y ~ f"))
        assert Frame.of(data, names, drop_unused_levels=False).levels["f"] == tuple("abcd")


def test_data_that_are_all_missing_are_refused():
    with pytest.raises(InvalidData, match="All observations in the data were removed"):
        frame("y ~ x", {"y": [1.0, np.nan], "x": [None, 2.0]})


def test_infinite_values_are_refused_with_column_row_and_value():
    data = {"y": [np.nan, 1.0, 2.0], "x": [0.0, 1.0, -np.inf]}
    with pytest.warns(PybrmsWarning), pytest.raises(InvalidData, match=r"'x'.*-inf in row 2"):
        frame("y ~ x", data)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a__b", "may not contain double underscores or underscores at the end"),
        ("a_", "may not contain double underscores or underscores at the end"),
        ("my var", "The following variable names are invalid: 'my var'"),
        ("_x", "The following variable names are invalid: '_x'"),
    ],
)
def test_names_that_brms_refuses_are_refused(name, words):
    with pytest.raises(InvalidData, match=words):
        frame(f"y ~ `{name}`", {"y": [1.0], name: [1.0]})


def test_two_columns_of_one_name_are_refused():
    data = pd.DataFrame([[1.0, 2.0, 3.0]], columns=["y", "x", "x"])
    with pytest.raises(InvalidData, match="several columns with the name 'x'"):
        frame("y ~ x", data)
    with pytest.raises(InvalidData, match="several columns with the name 'x'"):
        frame("y ~ x", {"y": [1.0], "x": [1.0]}).at(data)


def test_categories_become_text_as_r_writes_numbers():
    data = {"y": [1.0, 2.0], "f": pd.Categorical([1e5, 0.5])}
    assert frame("y ~ f", data).levels["f"] == ("0.5", "1e+05")


def test_days_are_days_and_times_are_seconds():
    day, moment = datetime.date(2020, 1, 2), pd.Timestamp("2020-01-01T00:00:01")
    columns = {"y": [1.0], "d": [day], "t": [moment]}
    for given in (columns, pl.DataFrame(columns)):
        found = frame("y ~ d + t", given)
        assert found.data["d"].tolist() == [18263.0]
        assert found.data["t"].tolist() == [1577836801.0]
    zoned = frame("y ~ t", {"y": [1.0], "t": [moment.tz_localize("Europe/Berlin")]})
    assert zoned.data["t"].tolist() == [1577833201.0]


@pytest.mark.parametrize("column", [["a", 1], [1j], [[1, 2]], [pd.Timedelta(1)]])
def test_columns_of_other_kinds_are_refused(column):
    data = pd.DataFrame({"y": [1.0] * len(column), "x": pd.Series(column)})
    with pytest.raises(InvalidData, match="Column 'x' holds values of a type"):
        frame("y ~ x", data)


def test_new_rows_keep_the_levels_of_the_fit():
    found = frame("y ~ f + lgl + m", COLUMNS).at(
        {"y": [0.0], "f": ["B"], "lgl": [False], "m": [7.5], "other": [None]}
    )
    assert found.levels["f"] == ("a", "b", "B")
    assert found.data["f"].cat.codes.tolist() == [2]
    assert found.rows.tolist() == [0]


def test_text_is_accepted_for_a_factor_in_new_rows():
    fitted = frame("y ~ f", {"y": [1.0, 2.0], "f": pd.Categorical(["b", "a"], ["b", "a"])})
    assert fitted.at({"y": [0.0], "f": ["a"]}).data["f"].cat.codes.tolist() == [1]


def test_new_levels_are_refused_in_the_words_of_brms():
    fitted = frame("y ~ f", COLUMNS)
    with pytest.raises(UnknownLevel) as caught:
        fitted.at({"y": [1.0, 2.0], "f": ["zz", "a"]})
    assert caught.value.message == (
        "New factor levels are not allowed.\nLevels allowed: 'a', 'b', 'B'\nLevels found: 'a', 'zz'"
    )
    assert caught.value.hint == "'f' has levels that the data of the fit do not have."


def test_grouping_columns_may_have_new_levels():
    found = frame("y ~ f", COLUMNS).at({"y": [1.0, 2.0], "f": ["zz", "a"]}, free={"f"})
    assert found.levels["f"] == ("a", "b", "B", "zz")
    assert found.data["f"].tolist() == ["zz", "a"]


def test_logicals_stay_logicals_and_numbers_numbers():
    fitted = frame("y ~ lgl + m", COLUMNS)
    with pytest.raises(
        UnknownLevel, match="Levels allowed: 'FALSE', 'TRUE'\nLevels found: '0', '1'"
    ) as caught:
        fitted.at({"y": [1.0, 2.0], "lgl": [0, 1], "m": [1, 2]})
    assert caught.value.hint == "'lgl' held logical values in the data of the fit."
    with pytest.raises(InvalidData, match="'m' was originally numeric but is not in 'newdata'"):
        fitted.at({"y": [1.0], "lgl": [True], "m": ["a"]})


def test_new_rows_need_the_columns_that_are_named():
    fitted = frame("y ~ f + m", COLUMNS)
    with pytest.raises(
        UnknownVariable, match="can neither be found in 'data' nor in 'data2':\n'y'"
    ):
        fitted.at({"f": ["a"], "m": [1]})
    assert list(fitted.at({"f": ["a"], "m": [1]}, names={"f", "m"}).data.columns) == ["f", "m"]
    assert "y" in fitted.at({"f": ["a"], "y": [1.0]}, names={"f"}).data
    assert "y" not in fitted.at({"f": ["a"], "y": [np.nan]}, names={"f"}).data


def test_missing_and_infinite_values_in_new_rows_are_refused():
    fitted = frame("y ~ m", COLUMNS)
    with pytest.raises(InvalidData, match="'m' of the new data has no value in row 1"):
        fitted.at({"y": [1.0, 2.0], "m": [1, None]})
    with pytest.raises(InvalidData, match="value inf in row 0"):
        fitted.at({"y": [np.inf], "m": [1]})


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("log(y)", np.log(COLUMNS["y"])),
        ("y / sd(y)", np.array(COLUMNS["y"]) / np.std(COLUMNS["y"], ddof=1)),
        ("2", [2, 2, 2]),
        ("Inf", [np.inf] * 3),
        ("m - 1L", [2, 0, 1]),
        ("lgl", [True, False, True]),
        ("f", ["b", "B", "a"]),
        ("as.numeric(as.factor(f))", [2, 3, 1]),
        ("ifelse(f == 'a', 'x', f)", ["b", "B", "x"]),
        ("2^m %% 3", [2, 2, 1]),
        ("-m:3", None),
    ],
)
def test_expressions_have_the_values_of_r(text, values):
    fitted = frame("y ~ f + lgl + m", COLUMNS)
    if values is None:
        with pytest.raises(InvalidFormula):
            fitted.evaluate(parse(text))
        return
    assert fitted.evaluate(parse(text)).tolist() == pytest.approx(list(values))


def test_an_expression_remembers_the_rows_of_the_fit():
    fitted = frame("y ~ m", COLUMNS)
    expression = Expression.of(parse("scale(y)"), fitted)
    mean, spread = np.mean(COLUMNS["y"]), np.std(COLUMNS["y"], ddof=1)
    new = expression.at(fitted.at({"y": [10.0], "m": [1]}))
    assert new.values.tolist() == pytest.approx([(10 - mean) / spread])
    assert new.columns == ("y",)


def test_a_value_that_is_no_number_is_refused_with_its_row():
    data = {"y": [np.nan, 1.0, -1.0]}
    with pytest.warns(PybrmsWarning):
        fitted = frame("y ~ 1", data)
    with pytest.raises(
        InvalidData, match=r"'log\(y\)' is not a number in 1 of 2 rows, first in row 2"
    ):
        fitted.evaluate(parse("log(y)"))


@pytest.mark.parametrize(
    "others",
    [datetime.date(2020, 2, 3), datetime.datetime(2020, 2, 3), pd.Timestamp(0, tz="Asia/Tokyo")],
    ids=["dates", "no time zone", "another time zone"],
)
def test_times_of_several_time_zones_are_refused(others) -> None:
    times = pd.Series([pd.Timestamp("2020-01-01", tz="UTC"), others], dtype=object)
    with pytest.raises(InvalidData, match="Column 't' mixes times") as refused:
        frame("y ~ t", pd.DataFrame({"y": [1.0, 2.0], "t": times}))
    assert "utc=True" in refused.value.hint
