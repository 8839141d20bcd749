"""Whole realistic scripts, compared with the values in R."""

from __future__ import annotations

import dataclasses
import datetime
import json
import os
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from pybrms_mix.prior.table import PriorTable
from pybrms_mix.r import Grouped
from pybrms_mix.rscript import port, run
from pybrms_mix.rscript.reading.sources import units
from pybrms_mix.rscript.trees.names import python_names

REAL = Path(__file__).parent / "real"
FILES = sorted(REAL.glob("*.R"))
# tests/reference/rscript_real.R computed them without brm() and without statements on fits.
ANSWERS = json.loads((Path(__file__).parents[1] / "reference" / "rscript_real.json").read_text())
NUMBERS = {"Inf": np.inf, "-Inf": -np.inf}
PORTED_STATEMENTS = 5110
COMPARED_VARIABLES = 1710


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in an empty folder, without a screen, with the number of cores that R was told."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    mpl.use("Agg")


def without_fits(file: Path) -> dict[str, Any]:
    """Return the variables of the statements that R ran without a sampler."""
    ported = port(file)
    ran = ANSWERS[file.name]["ran"]
    # R counts a call of source() as one statement, whose statements all ran.
    main = iter(ran)
    done = [u.inside is not None or next(main) for u in units(ported.script, [file.parent])]
    assert next(main, None) is None
    pieces = tuple(p for p, ok in zip(ported.pieces, done, strict=True) if ok)
    return run(dataclasses.replace(ported, pieces=pieces, ending=()))


def assert_equal(ours: Any, theirs: dict[str, Any], where: str) -> None:
    """Compare a value with R's: cell by cell, factors by labels and levels."""
    match theirs:
        case {"null": True}:
            assert ours is None, where
        case {"priors": columns}:
            assert_priors(ours, columns, where)
        case {"frame": cells, "columns": names}:
            ours = ours.frame if isinstance(ours, Grouped) else ours
            assert isinstance(ours, pd.DataFrame), where
            assert list(ours.columns) == names, where
            for name in names:
                if cells[name] is not None:  # R's answers hold no points in time
                    assert_equal(ours[name], cells[name], f"{where}${name}")
        case {"factor": labels, "levels": levels}:
            column = pd.Series(ours)
            assert isinstance(column.dtype, pd.CategoricalDtype), where
            assert list(map(str, column.cat.categories)) == levels, where
            assert [None if pd.isna(v) else str(v) for v in column] == labels, where
        case {"matrix": [[str(), *_], *_] as rows} if rows[0][0] not in NUMBERS:
            assert np.asarray(ours).tolist() == rows, where
        case {"matrix": rows}:
            ours = [list(cell) for cell in ours] if isinstance(ours, pd.Series) else ours
            np.testing.assert_allclose(
                np.asarray(ours, dtype=float), _numbers(rows), rtol=1e-12, err_msg=where
            )
        case {"list": values, "names": names}:
            assert_lists(ours, values, names, where)
        case {"values": values}:
            assert_vectors(ours, values, where)
        case _:
            raise AssertionError(f"{where}: {theirs}")


def _numbers(rows: list[list[Any]]) -> np.ndarray:
    """Return the cells of a matrix, with NaN for NA."""
    cells = [[np.nan if v is None else NUMBERS.get(v, v) for v in row] for row in rows]
    return np.array(cells, dtype=float)


def assert_priors(ours: Any, columns: dict[str, Any], where: str) -> None:
    assert isinstance(ours, PriorTable), where
    table = ours.to_frame()
    for name, cells in columns.items():
        assert [v or "" for v in table[name].fillna("")] == cells, f"{where}${name}"


def assert_lists(ours: Any, values: list[Any], names: list[str], where: str) -> None:
    ours = ours.to_dict() if isinstance(ours, pd.Series) else ours
    inner = list(ours.values()) if isinstance(ours, dict) else list(ours)
    assert len(inner) == len(values), where
    if names:
        assert list(ours) == names, where
    for at, (mine, value) in enumerate(zip(inner, values, strict=True)):
        # Functions, families and formulas have no value to compare.
        if value is not None:
            assert_equal(mine, value, f"{where}[[{at + 1}]]")


def _days(value: Any) -> float:
    """Return a date as R holds it: the number of days since 1970."""
    day = np.datetime64(value, "D")
    return np.nan if np.isnat(day) else float(day.astype(int))


def assert_vectors(ours: Any, values: list[Any], where: str) -> None:
    ours = np.ravel(ours, order="F") if np.ndim(ours) > 1 else ours
    cells = list(ours) if np.ndim(ours) else [ours]
    cells = [_days(v) if isinstance(v, np.datetime64 | datetime.date) else v for v in cells]
    assert len(cells) == len(values), where
    if any(isinstance(v, str) and v not in NUMBERS for v in values):
        assert [None if pd.isna(v) else v for v in cells] == values, where
        return
    mine = [np.nan if v is None or v is pd.NA else v for v in cells]
    wanted = [np.nan if v is None else NUMBERS.get(v, v) for v in values]
    # optimize() and optim() pass on the last digits of densities, which SciPy computes otherwise.
    np.testing.assert_allclose(
        np.array(mine, dtype=float), np.array(wanted, dtype=float), rtol=1e-11, err_msg=where
    )


def test_there_are_answers_for_every_script() -> None:
    assert sorted(ANSWERS) == [f.name for f in FILES]


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_variables_that_no_sampler_makes_are_those_of_r(file: Path) -> None:
    found = without_fits(file)
    theirs = ANSWERS[file.name]["values"]
    spelt = python_names(theirs)
    for name, value in theirs.items():
        assert spelt[name] in found, name
        assert_equal(found[spelt[name]], value, name)


def test_no_fewer_statements_are_ported_than_before() -> None:
    ported = [p for f in FILES for p in port(f).pieces if not p.reason]
    assert len(ported) >= PORTED_STATEMENTS


def test_no_fewer_variables_are_compared_than_before() -> None:
    assert sum(len(a["values"]) for a in ANSWERS.values()) >= COMPARED_VARIABLES
