"""Packed columns need few bytes and are restored exactly."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import pybrms_mix as pm
from pybrms_mix.design.packing import PackedValues, packed, share_alike, unpacked

RNG = np.random.default_rng(1)
ROWS = 10_000

ELEMENTS = {
    "float64": st.floats(allow_nan=True, allow_infinity=True, allow_subnormal=True),
    "int64": st.integers(-(2**63), 2**63 - 1),
    "bool": st.booleans(),
    "int8": st.integers(-128, 127),
}
DECIMALS = st.builds(round, st.floats(-1e9, 1e9), st.integers(0, 8))


@pytest.mark.wide
@pytest.mark.parametrize("kind", [*ELEMENTS, "decimals"])
@given(data=st.data())
def test_arrays_arrive_to_the_last_bit(kind: str, data: Any) -> None:
    n = data.draw(st.integers(0, 40))
    type_, elements = (kind, ELEMENTS[kind]) if kind in ELEMENTS else ("float64", DECIMALS)
    values, base = (data.draw(arrays.arrays(type_, n, elements=elements)) for _ in range(2))
    near = np.where(np.arange(n) % 5 == 0, base, values)
    for other in (None, base, near, values):
        there = pickle.loads(pickle.dumps(PackedValues.of(values, other)))
        found = there.values(other)
        assert found.dtype == values.dtype
        assert found.tobytes() == values.tobytes()


def size(column: Any, base: Any = None) -> float:
    """Return the bytes of a row."""
    below = None if base is None else pd.DataFrame({"x": base})
    return len(pickle.dumps(packed(pd.DataFrame({"x": column}), below))) / ROWS


@pytest.mark.parametrize(
    "column",
    [
        RNG.poisson(3, ROWS),
        RNG.integers(0, 2, ROWS),
        RNG.normal(50, 10, ROWS).round(1),
        -RNG.gamma(2, 10, ROWS).round(2),
        RNG.integers(0, 1000, ROWS),
        RNG.poisson(2, ROWS).astype(float),
        np.full(ROWS, 1 / 3),
        pd.Categorical(RNG.choice(["a", "b", "c"], ROWS)),
    ],
    ids=["counts", "binary", "1 decimal", "2 decimals", "codes", "float", "constant", "factor"],
)
def test_a_column_of_few_values_needs_little_more_than_its_entropy(column: Any) -> None:
    share = pd.Series(column).value_counts(normalize=True).to_numpy()
    share = share[share > 0]
    entropy = -(share * np.log2(share)).sum() / 8
    assert entropy < size(column) < 1.5 * entropy + 0.1


def test_random_numbers_need_nearly_the_bytes_of_their_information() -> None:
    """52 bits of a normal number are random; sign and exponent have an entropy of 3 bits."""
    values = RNG.normal(size=ROWS)
    _, counts = np.unique(values.view(np.uint64) >> 52, return_counts=True)
    share = counts / ROWS
    bound = (52 - (share * np.log2(share)).sum()) / 8
    assert bound < size(values) < 1.08 * bound
    assert size(values.astype(np.float32).astype(float)) < 5


@pytest.mark.parametrize(
    "values",
    [[0.1, 0.3, 0.1 + 0.2], [-0.0, 1.5], [1e300, 1.0], [2.0**53, 1.0], [np.nan, 1.0], [9.99e15]],
)
def test_decimals_are_whole_numbers_only_where_nothing_is_lost(values: list[float]) -> None:
    array = np.array(values)
    assert PackedValues.of(array).values().tobytes() == array.tobytes()


def test_few_changes_to_a_base_need_few_bytes() -> None:
    base = RNG.normal(size=ROWS)
    imputed = np.where(RNG.random(ROWS) < 0.1, RNG.normal(size=ROWS), base)
    assert size(imputed, base) < 0.1 * 8 + 1 / 8 + 0.1
    assert size(base, base) < 0.1


COLUMNS = {
    "number": RNG.normal(size=6),
    "whole": np.arange(6),
    "yes": np.array([True, False] * 3),
    "kind": pd.Categorical(list("abcabc"), categories=list("cab"), ordered=True),
    "hole": np.array([1.0, np.nan, -0.0, 0.0, np.inf, 5e-324]),
    "maybe": pd.array([True, None, False, True, None, False], dtype="boolean"),
}


def test_tables_arrive_with_their_types() -> None:
    data = pd.DataFrame(COLUMNS)
    pd.testing.assert_frame_equal(unpacked(packed(data), 6), data)
    other = data.assign(number=0.0, whole=[0, 1, 2, 9, 4, 5], kind=data["kind"].iloc[::-1].array)
    pd.testing.assert_frame_equal(unpacked(packed(other, data), 6, data), other)
    assert share_alike(data, other) == 1.0
    assert share_alike(data[["number"]], other[["number"]]) == 0.0
    assert share_alike(data, data.iloc[:3]) == 0.0
    narrow = data[["number"]].astype(int)
    pd.testing.assert_frame_equal(unpacked(packed(narrow, data), 6, data), narrow)


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
def test_rows_with_missing_values_are_not_sent_twice() -> None:
    table = pd.DataFrame({"y": RNG.normal(size=ROWS), "x": RNG.normal(size=ROWS)})
    table.loc[7, "x"] = np.nan
    frame = pm.brm("y ~ scale(x)", table, empty=True).model.frame
    assert frame.whole is not None and frame.N == ROWS - 1
    sent = pickle.dumps(frame)
    assert len(sent) < 1.6 * 16 * ROWS  # including the row numbers
    again = pickle.loads(sent)
    pd.testing.assert_frame_equal(again.data, frame.data)
    pd.testing.assert_frame_equal(again.whole.data, frame.whole.data)
    np.testing.assert_array_equal(again.rows, frame.rows)
