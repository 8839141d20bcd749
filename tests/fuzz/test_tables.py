"""Strange tables of pandas: each gives the model of a plain table with the same values, or none."""

from __future__ import annotations

import contextlib
import datetime
import random
import warnings
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import PybrmsError
from tests.fuzz.budget import rounds, seed

N = 12
FAMILY = "mixture(gaussian, gaussian)"
PLAIN = pd.DataFrame({
    "y": [0.5, 1.0, 0.25, 5.5, 6.0, 5.75, 0.0, 5.25, 6.5, 1.5, 0.75, 5.0],
    "x": [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8], "f": list("qpqprrppqrqp"), "g": list("aabbccaabbcc"),
})  # fmt: skip
FORMULAS = ("y ~ x", "y ~ x * f", "y ~ f + (1 | g)", "bf(y ~ x, sigma1 ~ f)", "y ~ poly(x, 2)")

Strange = Callable[[pd.Series, random.Random], Any]


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value


_KINDS: tuple[Callable[[float], Any], ...] = (float, np.float64, _whole)


# Other ways to hold the same numbers; the text of each value is the same too.
NUMBERS: dict[str, Strange] = {
    "nullable": lambda s, _: s.convert_dtypes(),
    "Int64": lambda s, _: s.astype("Float64"),
    "object": lambda s, _: s.astype(object),
    "decimal": lambda s, _: pd.Series([Decimal(str(v)) for v in s]),
    "NumPy scalars": lambda s, _: pd.Series([np.float64(v) for v in s], dtype=object),
    "mixed": lambda s, r: pd.Series([r.choice(_KINDS)(v) for v in s], dtype=object),
    "sparse": lambda s, _: s.astype(float).astype(pd.SparseDtype(float, 0.0)),
    "float32": lambda s, _: s.astype(np.float32),
    "big-endian": lambda s, _: s.astype(">f8"),
    "arrow": lambda s, _: s.astype(float).astype("float64[pyarrow]"),
    "read only": lambda s, _: pd.Series(_read_only(s.to_numpy(dtype=float))),
    "strided": lambda s, _: pd.Series(np.repeat(s.to_numpy(dtype=float), 2)[::2]),
}  # fmt: skip
WHOLE: dict[str, Strange] = {
    "uint64": lambda s, _: s.astype(np.uint64), "int8": lambda s, _: s.astype(np.int8),
    "UInt8": lambda s, _: s.astype("UInt8"),
    "Python": lambda s, _: pd.Series(list(s), dtype=object),
    "sparse int": lambda s, _: s.astype(pd.SparseDtype(int, 1)),
    "arrow int": lambda s, _: s.astype("int32[pyarrow]"),
    "int16 object": lambda s, _: pd.Series([np.int16(v) for v in s], dtype=object),
}  # fmt: skip
LABELS: dict[str, Strange] = {
    "category": lambda s, _: s.astype("category"),
    "string": lambda s, _: s.astype("string"),
    "arrow text": lambda s, _: s.astype("string[pyarrow]"),
    "arrow dictionary": lambda s, _: s.astype("category").cat.rename_categories(str),
    "unused levels": lambda s, _: pd.Series(pd.Categorical(s, [*sorted(set(s)), "never", "zz"])),
    "category of objects": lambda s, _: s.astype(object).astype("category"),
    "NumPy text": lambda s, _: pd.Series([np.str_(v) for v in s], dtype=object),
    "fixed width": lambda s, _: pd.Series(s.to_numpy(dtype="U1")),
}  # fmt: skip
# Shapes of the whole table, and what stands beside the columns in use.
SHAPES: dict[str, Callable[[pd.DataFrame, random.Random], pd.DataFrame]] = {
    "index of text": lambda d, _: d.set_axis([f"r{i}" for i in range(len(d))]),
    "MultiIndex": lambda d, _: d.set_axis(pd.MultiIndex.from_product([[1, 2], range(len(d) // 2)])),
    "equal labels": lambda d, _: d.set_axis([0] * len(d)),
    "named like a column": lambda d, _: d.set_axis(pd.Index(range(len(d)), name="x")),
    "times": lambda d, _: d.set_axis(pd.date_range("2020", periods=len(d), tz="Europe/Berlin")),
    "NA labels": lambda d, _: d.set_axis([None, np.nan] * (len(d) // 2)),
    "other columns": lambda d, r: d[r.sample(list(d), len(d.columns))],
    "twice beside": lambda d, _: pd.concat([d, pd.DataFrame(0, d.index, ["h", "h"])], axis=1),
    "numbered beside": lambda d, _: d.assign(**{"z": [[1]] * len(d)}).rename(columns={"z": 7}),
    "all NA beside": lambda d, _: d.assign(h=None, k=np.nan),
    "column index": lambda d, _: d.rename_axis(columns="what"),
    "categorical columns": lambda d, _: d.set_axis(pd.CategoricalIndex(d.columns), axis=1),
    "string columns": lambda d, _: d.set_axis(d.columns.astype("string"), axis=1),
    "Intercept beside": lambda d, _: d.assign(Intercept=3.0, b=1, mu1=2, sigma1="a", N=-1, lp__=9),
    "fragmented": lambda d, _: d.copy().T.T.infer_objects(),
    "a mapping": lambda d, _: {n: d[n].to_numpy() for n in d},  # type: ignore[dict-item]
}  # fmt: skip


def _read_only(values: np.ndarray) -> np.ndarray:
    values.flags.writeable = False
    return values


def model(formula: str, data: Any) -> tuple[str, dict[str, Any]]:
    """Return the program and the data of a model."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pm.make_stancode(formula, data, FAMILY), dict(
            pm.make_standata(formula, data, FAMILY)
        )


def agree(found: tuple[str, dict[str, Any]], plain: tuple[str, dict[str, Any]]) -> bool:
    one, other = found[1], plain[1]
    return (
        found[0] == plain[0]
        and list(one) == list(other)
        and all(np.allclose(np.asarray(one[n], float), np.asarray(other[n], float), rtol=1e-6,
                            atol=1e-6) and np.shape(one[n]) == np.shape(other[n]) for n in one)
    )  # fmt: skip


def strange(rng: random.Random) -> tuple[str, Any]:
    """Return the plain table with other types, and the names of the types."""
    data, worn = PLAIN.copy(), []
    for column, ways in (("y", NUMBERS), ("x", NUMBERS | WHOLE), ("f", LABELS), ("g", LABELS)):
        if rng.random() < 0.6:
            way = rng.choice(list(ways))
            data[column] = ways[way](PLAIN[column], rng)
            worn.append(f"{column}: {way}")
    if rng.random() < 0.7:
        shape = rng.choice(list(SHAPES))
        data = SHAPES[shape](data, rng)
        worn.append(shape)
    return ", ".join(worn), data


def test_the_dress_of_a_table_changes_no_model() -> None:
    rng = random.Random(seed())
    plain = {f: model(f, PLAIN) for f in FORMULAS}
    found = []
    for number in rounds(100):
        formula = FORMULAS[number % len(FORMULAS)]
        worn, data = strange(rng)
        try:
            if not agree(model(formula, data), plain[formula]):
                found.append(f"{formula}, {worn}: another model")
        except Exception as error:
            found.append(f"{formula}, {worn}: {type(error).__name__}: {error}")
    assert not found, "\n".join(found)


# Cells of columns with values of many types.
CELLS = (
    None, np.nan, pd.NA, pd.NaT, 0, 1, -1, 2.5, True, False, "a", "", "1", "NA", "é", "\0",
    "\ud800", 2**31, 2**53 + 1, 2**63, 2**64, 10**400, -(2**70), 1e300, 5e-324, np.inf, -np.inf,
    1j, b"a", Decimal("1.5"), Decimal("NaN"), Decimal("Infinity"), datetime.date(2020, 2, 3),
    datetime.datetime(2020, 2, 3, 4), datetime.time(1), pd.Timestamp("2020", tz="UTC"),
    pd.Timedelta(1, "D"), pd.Period("2020-01"), pd.Interval(0, 1), (1, 2), [1], {"a": 1}, object(),
    np.float32(0.1), np.int8(3), np.bool_(True), np.datetime64("2020"), np.array([1.0]), len,
)  # fmt: skip
NAMES = (
    "Intercept", "x.y", ".x", "x_", "x__y", "1x", "x y", "", "é", "数", "lp__", "NA", "TRUE", "b",
    "N", "mu1", "sigma", "theta1", "y", "x\n", "`", "if", "for", "data", "c", "log", "I", "T", ".",
    "..1", "...", "_x", "real", "x" * 300,
)  # fmt: skip


def dirty(rng: random.Random) -> pd.DataFrame:
    """Return a table with a random value in each cell."""
    rows = rng.choice((0, 1, 2, 12, 12, 12))
    kinds = [rng.sample(CELLS, rng.choice((1, 1, 2, 3))) for _ in range(4)]
    columns: dict[str, Any] = {}
    for name, kind in zip("yxfg", kinds, strict=True):
        if rng.random() < 0.4:
            columns[name] = list(PLAIN[name][:rows])
            continue
        held = [rng.choice(kind) for _ in range(rows)]
        columns[name] = pd.Series(held, dtype=object)
        if rng.random() < 0.2:
            columns[name] = pd.Series(pd.Categorical([str(c) == "1" for c in held]))
    data = pd.DataFrame(columns)
    match rng.randrange(6):
        case 0:
            with contextlib.suppress(UnicodeEncodeError):  # of pandas
                data = data.infer_objects()
        case 1:
            data = pd.concat([data, data[["x"]]], axis=1)
        case 2:
            data.columns = pd.MultiIndex.from_product([["y", "x"], ["f", "g"]])
        case 3:
            data = data.rename(columns={"x": rng.choice([*CELLS[:1], 0, ("x", 1), 2.5])})
    return data


def test_dirty_tables_are_used_or_refused() -> None:
    rng = random.Random(seed())
    found = []
    for number in rounds(300):
        data, formula = dirty(rng), FORMULAS[number % len(FORMULAS)]
        try:
            made = model(formula, data)[1]
        except PybrmsError as error:
            str(error)
            continue
        except Exception as error:
            shown = {str(n): list(data.iloc[:, at]) for at, n in enumerate(data.columns)}
            found.append(f"{formula}, {shown!r:.600}: {type(error).__name__}: {error}")
            continue
        for name, value in made.items():
            if not np.isfinite(np.asarray(value, dtype=float)).all():
                found.append(f"{formula}: '{name}' is not finite")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", NAMES)
def test_a_column_of_any_name_is_used_as_what_it_is_or_refused(name: str) -> None:
    data = PLAIN.rename(columns={"x": name}) if name != "y" else PLAIN
    plain = model("y ~ x + (1 | g)", PLAIN)[1]
    for written in (name, f"`{name}`"):
        try:
            found = model(f"y ~ {written} + (1 | g)", data)[1]
        except PybrmsError:
            continue
        if name in ("T", "...", ".", "y") or not written:  # what R means by it, and no column
            continue
        np.testing.assert_array_equal(np.asarray(found["X_mu1"]), np.asarray(plain["X_mu1"]))


def test_whole_numbers_beyond_64_bits_keep_their_size() -> None:
    big = [2**63 + 4096 * i for i in range(N)]
    for column in (pd.Series(big, dtype=np.uint64), pd.Series(big, dtype=object)):
        made = model("y ~ x", PLAIN.assign(x=column))[1]
        np.testing.assert_array_equal(np.asarray(made["X_mu1"])[:, 1], np.array(big, dtype=float))
