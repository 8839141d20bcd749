"""Convert the rows of a fit to arrays, with factor levels, row labels and omitted rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.data2 import knots_of
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.predvars import apart, together
from pybrms_mix.design.rvalues import Coding
from pybrms_mix.store.contents import Contents, Malformed, typed
from pybrms_mix.store.index_labels import index_of, index_text
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Node
from pybrms_mix.syntax.parse import parse

_KINDS: Mapping[str, Any] = {"b": bool, "i": np.int64, "f": np.float64}
_STORED = {"b": "i", "i": "i", "f": "f", "missing": "i"}
_WHOLE = "whole-"
_BEFORE = "before-rows"


def encoded_frame(frame: Frame) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Return the JSON values and the arrays of a frame.

    Rows that the fit omitted are included if there are any, since terms such as ``scale(x)`` are
    computed from all rows.
    """
    facts, arrays = _encoded(frame, "")
    if frame.before is not None:
        arrays = {**arrays, _BEFORE: frame.before}
    if frame.whole is None:
        return {"frame": facts, "bases": list(frame.bases)}, arrays | _bases(frame)
    more, more_arrays = _encoded(frame.whole, _WHOLE)
    about = {"frame": facts, "whole": more, "bases": list(frame.bases)}
    return about, {**arrays, **more_arrays, **_bases(frame)}


def decoded_frame(contents: Contents) -> Frame:
    """Return the frame in a file, without its ``data2``.

    Raises
    ------
    Malformed
        If columns, labels and arrays are inconsistent.
    """
    bases = _bases_of(contents)
    all_rows = None
    if "whole" in contents.about:
        all_rows = _frame(contents, contents.fact("whole", dict), _WHOLE, None)
    before = contents.array(_BEFORE, 1, "i") if _BEFORE in contents.arrays else None
    if before is not None and all_rows is None:
        raise Malformed("it lacks the rows that subset() left out")
    frame = _frame(contents, contents.fact("frame", dict), "", all_rows)
    return replace(frame, bases=bases, before=before)


def _bases(frame: Frame) -> dict[str, np.ndarray]:
    """Return the arrays that terms need beside the rows: ``basis:0:knots`` of the first term."""
    return {
        f"basis:{at}:{name}": array
        for at, arrays in enumerate(frame.bases.values())
        for name, array in arrays.items()
    }


def _bases_of(contents: Contents) -> dict[str, dict[str, np.ndarray]]:
    """Return these arrays by term. Each term checks whether its arrays are valid."""
    terms = contents.fact("bases", list)
    if not all(isinstance(term, str) for term in terms) or len(set(terms)) < len(terms):
        raise Malformed("the terms of its bases are not unique strings")
    bases = {term: contents.named(f"basis:{at}") for at, term in enumerate(terms)}
    if sum(map(len, bases.values())) != len(contents.named("basis")):
        raise Malformed("it holds arrays of bases without their terms")
    return bases


def _encoded(frame: Frame, prefix: str) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    names = [str(name) for name in frame.data.columns]
    arrays = {f"{prefix}data:{at}": _array(frame.data[name]) for at, name in enumerate(names)}
    facts = {
        "columns": [_column(name, frame.data[name], frame) for name in names],
        "dropped": int(frame.dropped),
        "library": frame.library,
        "index": index_text(frame.index),
        "knots": {name: knots.tolist() for name, knots in frame.knots.items()},
        "predvars": [
            [write(call), *apart(constants)] for call, constants in frame.predvars.items()
        ],
    }
    return facts, {f"{prefix}rows": frame.rows, **arrays}


def _array(column: pd.Series[Any]) -> np.ndarray:
    """Return the values of a column as numbers; a factor gives its codes."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy(np.int64)
    if isinstance(column.dtype, pd.BooleanDtype):
        return column.astype("Int8").fillna(-1).to_numpy(np.int8)
    values = column.to_numpy()
    return values.astype(np.int8) if values.dtype == bool else values


def _column(name: str, column: pd.Series[Any], frame: Frame) -> dict[str, Any]:
    """Return the properties of a column that its array does not hold."""
    coded = {"contrasts": _coding(frame.contrasts[name])} if name in frame.contrasts else {}
    if isinstance(column.dtype, pd.CategoricalDtype):
        about = {"levels": list(frame.levels[name]), "ordered": bool(column.cat.ordered)}
        return {"name": name, **about, "text": name in frame.text, **coded}
    if isinstance(column.dtype, pd.BooleanDtype):
        return {"name": name, "kind": "missing"}
    return {"name": name, "kind": column.dtype.kind}


def _coding(coding: str | Coding) -> Any:
    """Convert contrasts to JSON values."""
    if isinstance(coding, Coding):
        return {"matrix": coding.matrix.tolist(), "names": list(coding.names)}
    return coding


def _coding_of(coding: object) -> str | Coding:
    if isinstance(coding, str):
        return coding
    if not isinstance(coding, dict):
        raise Malformed("the contrasts of a factor are neither a word nor a matrix")
    names = tuple(map(str, typed(coding, "names", list)))
    return Coding(np.asarray(typed(coding, "matrix", list), dtype=float), names)


def _frame(
    contents: Contents, about: Mapping[str, Any], prefix: str, all_rows: Frame | None
) -> Frame:
    rows = contents.array(f"{prefix}rows", 1, "i")
    if not rows.size or rows.min() < 0 or np.unique(rows).size < rows.size:
        raise Malformed("it has no rows, or some row twice")
    columns = typed(about, "columns", list)
    names = [typed(column, "name", str) for column in columns]
    if len(set(names)) < len(names) or len(names) != len(contents.named(f"{prefix}data")):
        raise Malformed("its columns do not have one name each")
    values = {
        name: _values(column, contents.array(f"{prefix}data:{at}", 1), rows.size)
        for at, (name, column) in enumerate(zip(names, columns, strict=True))
    }
    index = index_of(typed(about, "index", dict))
    if len(index) != rows.size:
        raise Malformed(f"it has {len(index)} labels for {rows.size} rows")
    return Frame(
        data=pd.DataFrame(values, index=pd.RangeIndex(rows.size)),
        levels={c["name"]: tuple(c["levels"]) for c in columns if "levels" in c},
        rows=rows,
        index=index,
        dropped=typed(about, "dropped", int),
        library=typed(about, "library", str),
        text=frozenset(c["name"] for c in columns if c.get("text")),
        whole=all_rows,
        contrasts={c["name"]: _coding_of(c["contrasts"]) for c in columns if "contrasts" in c},
        predvars=_predvars(about),
        knots=_knots(about),
    )


def _knots(about: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """Return the knots that were given for smooth terms. Files of older versions have none."""
    knots = typed(about, "knots", dict) if "knots" in about else {}
    try:
        return knots_of(knots)
    except (PybrmsError, ValueError) as error:
        raise Malformed("the knots of a variable are not numbers") from error


def _predvars(about: Mapping[str, Any]) -> dict[Node, Node]:
    """Return the calls whose constants are stored in the file."""
    calls = {}
    for entry in typed(about, "predvars", list):
        match entry:
            case [str(call), str(text), dict(numbers)] if all(map(_are_finite, numbers.values())):
                try:
                    calls[parse(call)] = together(text, numbers)
                except PybrmsError as error:
                    raise Malformed("a term with constants is not an R expression") from error
            case _:
                raise Malformed("the constants of a term are not numbers")
    return calls


def _are_finite(values: object) -> bool:
    numbers = values if isinstance(values, list) else [None]
    return all(isinstance(n, int | float) and np.isfinite(n) for n in numbers)


def _values(column: Mapping[str, Any], values: np.ndarray, rows: int) -> Any:
    """Restore a column of the data."""
    name = column["name"]
    if values.size != rows:
        raise Malformed(f"its column '{name}' has {values.size} values for {rows} rows")
    if "levels" in column:
        levels = typed(column, "levels", list)
        if not all(isinstance(level, str) for level in levels):
            raise Malformed(f"a level of its column '{name}' is not text")
        ordered = typed(column, "ordered", bool)
        return pd.Categorical.from_codes(values, levels, ordered=ordered)
    kind = typed(column, "kind", str)
    if values.dtype.kind != _STORED.get(kind):
        raise Malformed(f"its column '{name}' holds values of type {values.dtype}")
    if kind == "f" and np.isinf(values).any():
        raise Malformed(f"its column '{name}' holds infinite values")
    if kind in ("b", "missing") and not np.isin(values, (-1, 0, 1)[kind == "b" :]).all():
        raise Malformed(f"its column '{name}' holds values that are neither true nor false")
    if kind == "missing":
        return pd.Series(values == 1, dtype="boolean").mask(values < 0)
    return values.astype(_KINDS[kind])
