"""What a fragment of R leaves in Python, in the form of R's stored answers, and how the two differ.

A fragment leaves its value in the variable ``out``. R's answers are made by
``tests/reference/fragments.R``.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import io
import warnings
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pandas as pd

from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.r import Grouped
from pybrms_mix.r.indexing.subsetting import cells_of
from pybrms_mix.r.values.labelled import is_labelled
from pybrms_mix.r.values.named_matrix import NamedMatrix, axes_of
from pybrms_mix.r.values.r_vectors import read, text
from pybrms_mix.r.values.row_names import row_names
from pybrms_mix.rscript import data_files, port, run
from pybrms_mix.rscript.data_files import read_rds
from pybrms_mix.rscript.trees.refusals import ScriptError
from tests.r.answers import same_cell
from tests.rscript.fragment_files import FITS


def cell(value: Any) -> Any:
    """Return an element as JSON holds it: numbers as floats, None for NA."""
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return ("Inf" if value > 0 else "-Inf") if np.isinf(value) else float(value)


def plain(value: Any) -> Any:
    """Return a value in the form of R's answers."""
    value = value.frame if isinstance(value, Grouped) else value
    value = value.to_frame() if isinstance(value, PriorTable) else value
    if isinstance(value, pd.DataFrame) and not isinstance(value, NamedMatrix):
        return of_frame(value)
    if value is None:
        return {"null": True}
    if isinstance(value, NamedMatrix | np.ndarray) and value.ndim == 2:
        return of_matrix(value)
    if is_labelled(value) and value.ndim > 2:
        value = value.to_numpy()
    if isinstance(value, np.ndarray) and value.ndim > 2:
        cells = [cell(v) for v in np.asarray(value).ravel(order="F").tolist()]
        return {"array": cells, "dim": list(value.shape)}
    if isinstance(value, dict):
        return {"list": [plain(v) for v in value.values()], "names": with_missing(map(str, value))}
    return {"other": True} if callable(value) else of_vector(value)


def of_frame(value: pd.DataFrame) -> dict[str, Any]:
    columns = [_of_column(value.iloc[:, n].reset_index(drop=True)) for n in range(value.shape[1])]
    answer = {"frame": columns, "columns": list(map(str, value.columns)), "rows": len(value)}
    if not all(name.isdecimal() for name in row_names(value)):
        answer["rownames"] = row_names(value)
    return answer


def _of_column(column: Any) -> Any:
    """Return a column, whose cells are vectors if it is a matrix in R."""
    cells = cells_of(column)
    return plain(column) if cells is column else {"matrix": plain(np.asarray(cells))["matrix"]}


def of_matrix(value: Any) -> dict[str, Any]:
    cells = [[cell(v) for v in row] for row in np.asarray(value).tolist()]
    names = dict(zip(("rownames", "colnames"), axes_of(value), strict=True))
    return {"matrix": cells} | {k: with_missing(v) for k, v in names.items() if v is not None}


def of_vector(value: Any) -> dict[str, Any]:
    vector = read(value)
    if vector.kind == "factor":
        return {"factor": list(text(vector).data), "levels": list(vector.levels)}
    if vector.date:
        return {"dates": list(text(vector).data)}
    if vector.kind == "list":
        answer: dict[str, Any] = {"list": [plain(v) for v in vector.data]}
    else:
        cells = [cell(v) for v in vector.data.tolist()]
        logical = vector.kind == "logical"
        answer = {"values": [bool(v) if logical and v is not None else v for v in cells]}
    return answer if vector.names is None else answer | {"names": with_missing(vector.names)}


def with_missing(names: Any) -> list[str | None]:
    """Return names with None for the text "<NA>", which stands for a missing name."""
    return [None if n == "<NA>" else n for n in names]


def same(ours: Any, theirs: Any) -> bool:
    """Return whether two answers are equal; numbers up to rounding."""
    if isinstance(theirs, dict):
        return isinstance(ours, dict) and _same_value(ours, theirs)
    if isinstance(theirs, list):
        return isinstance(ours, list) and len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(theirs, float) and isinstance(ours, float):
        return bool(np.isclose(ours, theirs, rtol=1e-9, atol=1e-11))
    return same_cell(ours, theirs)


def _same_value(ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    if "list" in theirs and "values" in ours and theirs["list"]:
        # A list of single values and a vector are one type in Python.
        cells = [v.get("values") for v in theirs["list"]]
        same_names = ours.get("names") == theirs.get("names")
        return same([[v] for v in ours["values"]], cells) and same_names
    if "names" in theirs:
        theirs = {**theirs, "names": with_missing(theirs["names"])}
    if _empty(ours) and _empty(theirs):
        return True
    values = theirs.get("values")
    if values and all(v is None for v in values) and "names" not in ours:
        # Missing values of all types are equal.
        cells = next((ours[k] for k in ("values", "factor", "dates") if k in ours), [0])
        return len(cells) == len(values) and all(v is None for v in cells)
    return set(ours) == set(theirs) and all(same(ours[k], v) for k, v in theirs.items())


def _empty(answer: dict[str, Any]) -> bool:
    return bool(answer.get("null")) or any(
        answer.get(k) == [] for k in ("values", "list", "dates", "factor")
    )


@functools.cache
def _stored(path: str) -> Any:
    return read_rds(path)


def _fit_or_data(path: Any, *more: Any, **options: Any) -> Any:
    """Return the value in a file. A stored fit is read once; each call returns a new copy."""
    known_fit = Path(path).suffix == ".rds" and (FITS / str(path)).is_file()
    return copy.copy(_stored(str(FITS / str(path)))) if known_fit else read_rds(
        path, *more, **options)  # fmt: skip


@functools.cache
def answered(fragment: str, start: str) -> tuple[Any, str]:
    """Return our answer and what was printed.

    The answer is ``{"told": reason}`` if the package refuses the fragment, and ``{"crash": error}``
    if Python stops it.
    """
    ported = port(f"{start}{fragment}\n")
    reasons = [p.reason for p in ported.pieces if p.reason]
    if reasons:
        return {"told": str(reasons[0])}, ""
    printed = io.StringIO()
    with (
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
        contextlib.redirect_stdout(printed),
        mock.patch.object(data_files, "read_rds", _fit_or_data),
    ):
        warnings.simplefilter("ignore")
        try:
            variables = run(ported)
        except ScriptError as error:
            return {"crash": str(error)}, ""
        except PybrmsError as error:
            return {"told": str(error)}, ""
    if any(p.stops for p in ported.pieces) and "out" not in variables:
        return {"told": "a part that was not ported was reached"}, ""
    return plain(variables.get("out")), printed.getvalue()


def fault(answer: dict[str, Any], start: str) -> str:
    """Return how our answer differs from R's; empty if it does not differ."""
    ours, printed = answered(answer["text"], start)
    if "told" in ours or ("crash" in ours and "error" in answer["value"]):
        return ""
    if not same(ours, answer["value"]):
        return f"{answer['text']}\n   ours {ours}\n   in R {answer['value']}"
    # A blank at the end of a line does not count.
    lines, of_r = ([line.rstrip() for line in text]
                   for text in (printed.splitlines(), answer["printed"]))  # fmt: skip
    if "cat(" in answer["text"] and lines != of_r:
        return f"{answer['text']}\n   ours {lines}\n   in R {answer['printed']}"
    return ""
