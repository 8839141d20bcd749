"""Convert the criteria of a fit to arrays and JSON values, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.results.compare.criterion import Criterion
from pybrms_mix.results.compare.evidence import Bridge
from pybrms_mix.store.contents import Contents, Malformed, typed
from pybrms_mix.store.index_labels import index_of, index_text


def encoded_criteria(criteria: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Return the JSON values of the criteria, by name, and their arrays.

    The fits of ``kfold(save_fits=True)`` are excluded, because each of them has a separate file.
    """
    facts: dict[str, Any] = {}
    arrays: dict[str, np.ndarray] = {}
    for name, value in criteria.items():
        at = f"criterion:{name}"
        match value:
            case Criterion():
                table = value.pointwise
                arrays[f"{at}:table"] = table.to_numpy(float)
                arrays[f"{at}:response"] = np.asarray(value.response)
                facts[name] = {
                    "kind": value.kind,
                    "columns": list(table.columns),
                    "dims": list(value.dims),
                    "model_name": value.model_name,
                    "folds": value.folds,
                    "rows": index_text(table.index),
                    "group": value.group,
                }
            case Bridge():
                facts[name] = {"bridge": asdict(value)}
            case _:
                arrays[f"{at}:draws"] = np.asarray(value, dtype=float)
                facts[name] = {}
    return facts, arrays


def decoded_criteria(contents: Contents) -> dict[str, Any]:
    """Return the criteria in a file, by name.

    Raises
    ------
    Malformed
        If a criterion is incomplete.
    """
    facts = contents.fact("criteria", dict)
    return {name: _value(contents, name, typed(facts, name, dict)) for name in facts}


def _value(contents: Contents, name: str, about: Mapping[str, Any]) -> Any:
    at = f"criterion:{name}"
    if "bridge" in about:
        facts = typed(about, "bridge", dict)
        estimates, steps, errors = (
            tuple(typed(facts, n, list)) for n in ("estimates", "iterations", "re2")
        )
        return Bridge(estimates, steps, errors, typed(facts, "method", str))
    if "kind" not in about:
        return contents.array(f"{at}:draws", contents.arrays[f"{at}:draws"].ndim)
    values = contents.array(f"{at}:table", 2)
    response = contents.array(f"{at}:response", 1)
    rows, columns = index_of(typed(about, "rows", dict)), typed(about, "columns", list)
    if values.shape != (len(rows), len(columns)):
        raise Malformed(f"'{at}:table' has shape {values.shape}")
    table = pd.DataFrame(values, index=rows, columns=columns)
    if "fold" in table:
        table["fold"] = table["fold"].astype(np.int64)
    dims = tuple(typed(about, "dims", list))
    kind, model = typed(about, "kind", str), typed(about, "model_name", str)
    folds, group = (
        typed(about, "folds", (int, type(None))),
        typed(about, "group", (str, type(None))),
    )
    return Criterion(kind, table, dims, response, model, folds, group=group)
