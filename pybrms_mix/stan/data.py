"""Model to Stan's data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.model.ir import Model

_DECLARATION = re.compile(
    r"^  (?:array\[[^]]*\] )?[a-z_]+(?:<[^>]*>)?(?:\[(?:[^][]|\[[^]]*\])*\])? (\w+)(?: = [^;]*)?;",
    re.MULTILINE,
)
# Data for each row: the first dimension is N.
_ROWS = re.compile(
    r"^  (?:vector|matrix|array)(?:<[^>]*>)?\[N(?:, [^\]]+)?\][^;]* (\w+);", re.MULTILINE
)
# Of all rows so many may be distinct for equal ones to be counted.
_WORTH = 0.5


def data(model: Model, *, prior_only: bool) -> dict[str, Any]:
    """Return the data under brms's names; some no program reads (``X`` of an intercept)."""
    found: dict[str, Any] = {}
    for piece in model.pieces:
        found.update(piece.data())
    return {**found, "prior_only": int(prior_only)}


def reported(program: str) -> tuple[str, ...]:
    """Return the names of the variables of which ``program`` gives draws."""
    found: list[str] = []
    for name in ("parameters", "transformed parameters", "generated quantities"):
        start = program.index(f"\n{name} {{")
        block = program[start : program.index("\n}", start)]
        found += _DECLARATION.findall(block)
    return tuple(found)


def declared(program: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data that ``program`` declares: what an engine has to be given."""
    start = program.index("\ndata {")
    block = program[start : program.index("\n}", start)]
    names = set(re.findall(r"(\w+);", re.sub(r"//[^\n]*", "", block)))
    return {name: value for name, value in data.items() if name in names}


def distinct(program: str, data: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the data with equal rows as one, and under ``times`` how many they were.

    Weights, which say how often a row counts, are added up. None where it would not be worth while.
    """
    names = [name for name in _of_rows(program) if name != "weights"]
    size = int(data["N"])
    codes = np.zeros(size, dtype=np.int64)
    for column in (c for name in names for c in _columns(np.asarray(data[name]), size)):
        found = pd.factorize(column)[0]
        codes = pd.factorize(codes * (found.max() + 1) + found)[0]
        if codes.max() + 1 > size * _WORTH:
            return None
    first = np.unique(codes, return_index=True)[1]
    changed: dict[str, Any] = {name: np.asarray(data[name])[first] for name in names}
    changed |= {"N": len(first), "times": np.bincount(codes)}
    if "weights" in data:
        changed["weights"] = np.bincount(codes, weights=data["weights"])
    return {**data, **changed}


def _of_rows(program: str) -> list[str]:
    """Return the names of the data that hold something for each row."""
    start = program.index("\ndata {")
    block = program[start : program.index("\n}", start)]
    return _ROWS.findall(block)


def _columns(values: np.ndarray, size: int) -> Iterator[np.ndarray]:
    """Yield the columns of what is held for each row."""
    yield from values.reshape(size, -1).T
