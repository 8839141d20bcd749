"""The rows of a fit as arrays: a table alone would lose levels, labels and rows left out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.predvars import apart, together
from pybrms_mix.design.rvalues import Coding
from pybrms_mix.store.labels import index_of, index_text
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Node
from pybrms_mix.syntax.parse import parse

_KINDS = {"b": bool, "i": np.int64, "f": np.float64}
_WHOLE = "whole:"


def shelved_frame(frame: Frame) -> dict[str, Any]:
    """Return the arrays of a frame, by the names that they have in the file.

    The rows that the fit left out are among them if the fit has any: terms such as ``scale(x)``
    are computed from all rows.
    """
    found = _arrays(frame, "")
    return found if frame.whole is None else found | _arrays(frame.whole, _WHOLE)


def unshelved_frame(held: xr.Dataset) -> Frame:
    """Return the frame whose arrays ``held`` has, without its ``data2``."""
    whole = _frame(held, _WHOLE, None) if f"{_WHOLE}rows" in held else None
    return _frame(held, "", whole)


def _arrays(frame: Frame, prefix: str) -> dict[str, Any]:
    found: dict[str, Any] = {f"{prefix}rows": (f"{prefix}row", frame.rows)}
    columns = []
    for at, name in enumerate(map(str, frame.data.columns)):
        column = frame.data[name]
        found[f"{prefix}data:{at}"] = (f"{prefix}row", _array(column))
        columns.append(_column(name, column, frame))
    about = {
        "columns": columns,
        "dropped": frame.dropped,
        "index": index_text(frame.index),
        "predvars": [[write(call), *apart(held)] for call, held in frame.predvars.items()],
    }
    return found | {f"about:{prefix}{n}": ((), json.dumps(v)) for n, v in about.items()}


def _array(column: pd.Series[Any]) -> np.ndarray:
    """Return the numbers of a column: of a factor the positions of its levels."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy(np.int64)
    if isinstance(column.dtype, pd.BooleanDtype):
        return column.astype("Int8").fillna(-1).to_numpy(np.int8)
    values = column.to_numpy()
    return values.astype(np.int8) if values.dtype == bool else values


def _column(name: str, column: pd.Series[Any], frame: Frame) -> dict[str, Any]:
    """Return what an array does not say of a column."""
    coded = {"contrasts": _coding(frame.contrasts[name])} if name in frame.contrasts else {}
    if isinstance(column.dtype, pd.CategoricalDtype):
        about = {"levels": list(frame.levels[name]), "ordered": bool(column.cat.ordered)}
        return {"name": name, **about, "text": name in frame.text, **coded}
    if isinstance(column.dtype, pd.BooleanDtype):
        return {"name": name, "kind": "missing"}
    return {"name": name, "kind": column.dtype.kind}


def _coding(coding: str | Coding) -> Any:
    """Return contrasts as JSON has them."""
    if isinstance(coding, Coding):
        return {"matrix": coding.matrix.tolist(), "names": list(coding.names)}
    return coding


def _coding_of(told: Any) -> str | Coding:
    if isinstance(told, str):
        return told
    return Coding(np.asarray(told["matrix"], dtype=float), tuple(map(str, told["names"])))


def _frame(held: xr.Dataset, prefix: str, whole: Frame | None) -> Frame:
    about = {n: json.loads(str(held[f"about:{prefix}{n}"].item())) for n in ("columns", "dropped")}
    columns = about["columns"]
    values = {
        c["name"]: _values(c, held[f"{prefix}data:{at}"].to_numpy()) for at, c in enumerate(columns)
    }
    rows = held[f"{prefix}rows"].to_numpy()
    return Frame(
        data=pd.DataFrame(values, index=pd.RangeIndex(rows.size)),
        levels={c["name"]: tuple(c["levels"]) for c in columns if "levels" in c},
        rows=rows,
        index=_index(held, prefix, rows),
        dropped=about["dropped"],
        text=frozenset(c["name"] for c in columns if c.get("text")),
        whole=whole,
        contrasts={c["name"]: _coding_of(c["contrasts"]) for c in columns if "contrasts" in c},
        predvars=_predvars(held, prefix),
    )


def _predvars(held: xr.Dataset, prefix: str) -> dict[Node, Node]:
    """Return the calls whose constants the file holds; files of older versions hold none."""
    name = f"about:{prefix}predvars"
    told = json.loads(str(held[name].item())) if name in held else []
    return {parse(call): together(text, numbers) for call, text, numbers in told}


def _index(held: xr.Dataset, prefix: str, rows: np.ndarray) -> pd.Index:
    """Return the labels of the rows; files of older versions have their positions alone."""
    name = f"about:{prefix}index"
    if name not in held:
        return pd.RangeIndex(rows.size) if (rows == np.arange(rows.size)).all() else pd.Index(rows)
    return index_of(json.loads(str(held[name].item())))


def _values(column: Mapping[str, Any], values: np.ndarray) -> Any:
    if "levels" in column:
        return pd.Categorical.from_codes(values, column["levels"], ordered=column["ordered"])
    if column["kind"] == "missing":
        return pd.Series(values == 1, dtype="boolean").mask(values < 0)
    return values.astype(_KINDS[column["kind"]])
