"""Files of R: values of every type in every encoding; damaged files raise InvalidFile."""

from __future__ import annotations

import contextlib
import gzip
import random
import struct
import time
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidFile
from pybrms_mix.rfile import unserialize
from pybrms_mix.rfile.language import node_of
from pybrms_mix.rfile.python_values import python_of
from pybrms_mix.rfile.read_rds import read
from pybrms_mix.rfile.robjects import named
from pybrms_mix.rscript import read_rds
from pybrms_mix.syntax.deparse import write

FOLDER = Path(__file__).parents[1] / "reference" / "rvalues"
FITS = Path(__file__).parents[1] / "reference" / "rds"
SPELLINGS = ("gzip", "xz", "bzip2", "plain", "ascii", "native", "version2")


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_values_of_every_kind_are_read_in_every_spelling(spelling: str) -> None:
    found = read_rds(FOLDER / f"{spelling}.rds")
    np.testing.assert_array_equal(found["int"], [1, np.nan, -3])
    np.testing.assert_array_equal(found["dbl"], [1.5, np.nan, np.inf, -np.inf, np.nan])
    assert found["lgl"].tolist() == [True, pd.NA, False]
    assert list(found["chr"]) == ["a", None, 'b c\n\\"', "ä"]
    np.testing.assert_array_equal(found["seq"], np.arange(1, 1001))
    np.testing.assert_array_equal(found["rev"], [5, 4, 3, 2, 1])
    assert found["named"].to_dict() == {"a": 1.0, "b": 2.0}
    assert list(found["text_of_numbers"]) == ["1", "2", "3", "4", "5"]
    assert list(found["raw"]) == [0, 255]
    assert found["cplx"] == 1 + 2j
    assert found["null"] is None and "fun" not in found  # only R can use a function
    assert list(found["fac"]) == ["b", "a", np.nan] and list(found["fac"].categories) == ["b", "a"]
    assert found["ord"].ordered
    assert pd.Timestamp(found["date"]) == pd.Timestamp("2020-02-03")
    assert pd.Timestamp(found["time"]) == pd.Timestamp("2020-02-03 04:05:06")
    assert found["mat"].loc["r2", "b"] == 4
    np.testing.assert_array_equal(found["arr"], np.arange(1, 25).reshape(2, 3, 4, order="F"))
    assert found["df"].index.tolist() == ["p", "q", "r"] and found["df"]["s"].isna().tolist()[1]
    assert found["deep"][0][0][0] == 1.0
    np.testing.assert_array_equal(found["wrapped"], [1.0, 3.5])


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_calls_are_read_as_the_text_that_makes_them(spelling: str) -> None:
    held = named(read(FOLDER / f"{spelling}.rds"))
    assert write(node_of(held["form"])) == "y ~ x + (1 | g)"
    assert write(node_of(held["call"])) == "f(x, , n = 2L)"


def test_a_workspace_is_its_variables_by_name() -> None:
    found = read_rds(FOLDER / "two.RData")
    assert list(found) == ["int", "df"]


def _damaged(data: bytes, seed: int, count: int) -> Any:
    dice = random.Random(seed)
    for _ in range(count):
        found = bytearray(data)
        match dice.randrange(4):
            case 0:
                del found[dice.randrange(len(found)) :]
            case 1:
                found[dice.randrange(len(found))] ^= 1 << dice.randrange(8)
            case 2:
                at = dice.randrange(len(found) - 4)
                found[at : at + 4] = struct.pack(">i", dice.choice([-1, 2**31 - 1, 0, 2**20, -2]))
            case 3:
                at, size = dice.randrange(len(found)), dice.randrange(1, 30)
                found[at : at + size] = dice.randbytes(size)
        yield bytes(found)


def _tried(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    began = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for reader in (read_rds, pm.read_brmsfit):
            with contextlib.suppress(InvalidFile):
                reader(file)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_damaged_files_are_told_and_nothing_else_happens(spelling: str, tmp_path: Path) -> None:
    data = (FOLDER / f"{spelling}.rds").read_bytes()
    for damaged in _damaged(data, 1, 150):
        _tried(tmp_path / "x.rds", damaged)


def test_a_file_may_be_cut_at_any_byte(tmp_path: Path) -> None:
    data = (FOLDER / "gzip.rds").read_bytes()
    for end in range(0, len(data), 3):
        (tmp_path / "x.rds").write_bytes(data[:end])
        with pytest.raises(InvalidFile):
            read_rds(tmp_path / "x.rds")


def test_damaged_fits_are_told_and_nothing_else_happens(tmp_path: Path) -> None:
    data = gzip.decompress((FITS / "two_gaussians.rds").read_bytes())
    for damaged in _damaged(data, 2, 60):
        _tried(tmp_path / "x.rds", damaged)


HEAD = b"X\n" + struct.pack(">iii", 2, 0x40200, 0x20300)


@pytest.mark.parametrize(
    "body",
    [
        struct.pack(">ii", 14, 2**31 - 1),  # doubles beyond the end
        struct.pack(">iiii", 14, -1, 2**31 - 1, -1),
        struct.pack(">ii", 19, 2**31 - 1) + b"\0\0\0\xfe" * 100,  # a list beyond the end
        struct.pack(">ii", 16, 2**30),
        struct.pack(">ii", 19, 1) * 100_000,  # lists in lists
        struct.pack(">i", 6) * 100_000,  # calls in calls
        struct.pack(">i", 4) + struct.pack(">i", 0) + struct.pack(">i", 0x1FF) * 3,
        struct.pack(">i", 0x5FF),  # a reference without a target
        struct.pack(">i", 255),
        struct.pack(">i", 77),
        b"",
        # A range of 2^31 numbers in a few bytes.
        struct.pack(">iii", 238, 2, 1) + struct.pack(">ii", 262153, 14) + b"compact_intseq"
        + struct.pack(">i", 254) + struct.pack(">iiddd", 14, 3, 2.0**31, 1, 1)
        + struct.pack(">i", 254),
    ],
)  # fmt: skip
def test_declared_sizes_take_no_memory_and_deep_nests_no_stack(body: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.rds"
    for data in (HEAD + body, gzip.compress(HEAD + body)):
        file.write_bytes(data)
        with pytest.raises(InvalidFile):
            read_rds(file)


def test_a_file_of_zeros_is_not_unpacked_without_end(tmp_path: Path) -> None:
    file = tmp_path / "x.rds"
    with gzip.open(file, "wb", compresslevel=1) as packed:
        for _ in range(300):
            packed.write(bytes(1 << 20))
    with pytest.raises(InvalidFile, match="is larger than any"):
        read_rds(file)


def test_a_file_may_not_hold_any_number_of_objects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unserialize, "_MOST_OBJECTS", 1000)
    file = tmp_path / "x.rds"
    file.write_bytes(HEAD + struct.pack(">ii", 19, 2000) + struct.pack(">i", 254) * 2000)
    with pytest.raises(InvalidFile, match="too many objects"):
        read_rds(file)


@pytest.mark.parametrize("name", ["gzip.rds", "two.RData"])
def test_what_is_no_fit_of_brms_is_no_fit(name: str) -> None:
    with pytest.raises(InvalidFile, match="does not hold a fit of brms"):
        pm.read_brmsfit(FOLDER / name)


def test_values_that_only_r_can_use_are_none() -> None:
    assert python_of(named(read(FOLDER / "gzip.rds"))["loop"]) is None
