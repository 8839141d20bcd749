"""The criteria that a fit carries along as arrays and text, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.results.compare.criterion import Criterion
from pybrms_mix.results.compare.evidence import Bridge
from pybrms_mix.store.labels import index_of, index_text

_PREFIX = "criterion:"


def shelved(criteria: Mapping[str, Any]) -> dict[str, tuple[tuple[str, ...], np.ndarray]]:
    """Return arrays with their axes, by names of their own.

    The fits of ``kfold(save_fits=True)`` are not among them: their files are theirs.
    """
    found: dict[str, tuple[tuple[str, ...], np.ndarray]] = {}
    for name, value in criteria.items():
        at = f"{_PREFIX}{name}"
        about: dict[str, Any] = {}
        match value:
            case Criterion():
                rows, columns = f"{at}:row", f"{at}:column"
                table = value.pointwise
                found[f"{at}:table"] = ((rows, columns), table.to_numpy(float))
                found[f"{at}:response"] = ((f"{at}:value",), np.asarray(value.response))
                about = {
                    "kind": value.kind,
                    "columns": list(table.columns),
                    "dims": value.dims,
                    "model_name": value.model_name,
                    "folds": value.folds,
                    "rows": index_text(table.index),
                    "group": value.group,
                }
            case Bridge():
                about = {"bridge": asdict(value)}
            case _:
                found[f"{at}:draws"] = ((f"{at}:draw",), np.asarray(value, dtype=float))
        found[at] = ((), np.array(json.dumps(about), dtype=object))
    return found


def unshelved(held: xr.Dataset) -> dict[str, Any]:
    """Return the criteria among the arrays of a file, by name."""
    return {name: _value(held, f"{_PREFIX}{name}") for name in _names(held)}


def _names(held: xr.Dataset) -> Iterator[str]:
    for name in map(str, held):
        if name.startswith(_PREFIX) and name.count(":") == 1:
            yield name.removeprefix(_PREFIX)


def _value(held: xr.Dataset, at: str) -> Any:
    about = json.loads(str(held[at].item()))
    if "bridge" in about:
        said = about["bridge"]
        estimates, steps, errors = (tuple(said[n]) for n in ("estimates", "iterations", "re2"))
        return Bridge(estimates, steps, errors, said["method"])
    if "kind" not in about:
        return held[f"{at}:draws"].to_numpy()
    rows = index_of(about["rows"])
    table = pd.DataFrame(held[f"{at}:table"].to_numpy(), index=rows, columns=about["columns"])
    if "fold" in table:
        table["fold"] = table["fold"].astype(np.int64)
    response = held[f"{at}:response"].to_numpy()
    dims = tuple(about["dims"])
    return Criterion(
        about["kind"], table, dims, response, about["model_name"], about["folds"],
        group=about["group"],
    )  # fmt: skip
