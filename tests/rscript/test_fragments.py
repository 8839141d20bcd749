"""Fragments of R give R's variables, or are refused with a reason.

``python -m tests.rscript.test_fragments`` runs them in R (tests/reference/fragments.R).
"""

from __future__ import annotations

import contextlib
import functools
import io
import json
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.r import Grouped
from pybrms_mix.r.named_matrix import NamedMatrix, axes_of
from pybrms_mix.r.r_vectors import read, text
from pybrms_mix.rscript import port, run
from pybrms_mix.rscript.refusals import ScriptError
from tests.r.answers import same_cell
from tests.reference.lines import one_fact_a_line

HERE = Path(__file__).parent
REFERENCE = HERE.parent / "reference"
STORED = REFERENCE / "fragments.json"
START = (HERE / "start_of_fragments.R").read_text("utf-8")
ANSWERS: list[dict[str, Any]] = json.loads(STORED.read_text("utf-8")) if STORED.exists() else []
# The largest number of fragments that are refused, or that stop where R continues.
TOLD = 31


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
    if isinstance(value, pd.DataFrame) and not isinstance(value, NamedMatrix):
        return framed(value)
    if value is None:
        return {"null": True}
    if isinstance(value, NamedMatrix | np.ndarray) and value.ndim == 2:
        rows, columns = axes_of(value)
        made: dict[str, Any] = {
            "matrix": [[cell(v) for v in r] for r in np.asarray(value).tolist()]
        }
        # "<NA>" stands for a missing name.
        named = {"rownames": rows, "colnames": columns}
        return made | {k: [None if n == "<NA>" else n for n in v]
                       for k, v in named.items() if v is not None}  # fmt: skip
    if isinstance(value, np.ndarray) and value.ndim > 2:
        cells = [cell(v) for v in np.asarray(value).ravel(order="F").tolist()]
        return {"array": cells, "dim": list(value.shape)}
    if isinstance(value, dict):
        return {"list": [plain(v) for v in value.values()], "names": list(map(str, value))}
    return {"other": True} if callable(value) else of_vector(value)


def framed(value: pd.DataFrame) -> dict[str, Any]:
    columns = [plain(value.iloc[:, n].reset_index(drop=True)) for n in range(value.shape[1])]
    made = {"frame": columns, "columns": list(map(str, value.columns)), "rows": len(value)}
    if not pd.api.types.is_integer_dtype(value.index):
        made["rownames"] = list(map(str, value.index))
    return made


def of_vector(value: Any) -> dict[str, Any]:
    vector = read(value)
    if vector.kind == "factor":
        return {"factor": list(text(vector).data), "levels": list(vector.levels)}
    if vector.date:
        return {"dates": list(text(vector).data)}
    if vector.kind == "list":
        made: dict[str, Any] = {"list": [plain(v) for v in vector.data]}
    else:
        cells = [cell(v) for v in vector.data.tolist()]
        logical = vector.kind == "logical"
        made = {"values": [bool(v) if logical and v is not None else v for v in cells]}
    if vector.names is not None:
        made["names"] = [None if n == "<NA>" else n for n in vector.names]
    return made


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
        return same([[v] for v in ours["values"]], cells) and ours.get("names") == theirs.get(
            "names"
        )
    if "names" in theirs:
        theirs = {**theirs, "names": [None if n == "<NA>" else n for n in theirs["names"]]}
    if _empty(ours) and _empty(theirs):
        return True
    values = theirs.get("values")
    if values and all(v is None for v in values) and "names" not in ours:
        # Missing values of all types are equal.
        found = next((ours[k] for k in ("values", "factor", "dates") if k in ours), [0])
        return len(found) == len(values) and all(v is None for v in found)
    return set(ours) == set(theirs) and all(same(ours[k], v) for k, v in theirs.items())


def _empty(answer: dict[str, Any]) -> bool:
    return bool(answer.get("null")) or any(
        answer.get(k) == [] for k in ("values", "list", "dates", "factor")
    )


@functools.cache
def answered(fragment: str, start: str = START) -> tuple[Any, str]:
    """Return our answer and what was printed.

    The answer is ``{"told": reason}`` if the package refuses the fragment, and ``{"crash": error}``
    if Python stops it.
    """
    ported = port(f"{start}{fragment}\n")
    left = [p.reason for p in ported.pieces if p.reason]
    if left:
        return {"told": str(left[0])}, ""
    printed = io.StringIO()
    with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(printed):
        warnings.simplefilter("ignore")
        try:
            return plain(run(ported).get("out")), printed.getvalue()
        except ScriptError as error:
            return {"crash": str(error)}, ""
        except PybrmsError as error:
            return {"told": str(error)}, ""


def fault(answer: dict[str, Any], start: str = START) -> str:
    """Return how our answer differs from R's; empty if it does not differ."""
    ours, printed = answered(answer["text"], start)
    if "told" in ours or ("crash" in ours and "error" in answer["value"]):
        return ""
    if not same(ours, answer["value"]):
        return f"{answer['text']}\n   ours {ours}\n   in R {answer['value']}"
    # A blank at the end of a line does not count.
    lines, theirs = ([line.rstrip() for line in given]
                     for given in (printed.splitlines(), answer["printed"]))  # fmt: skip
    if "cat(" in answer["text"] and lines != theirs:
        return f"{answer['text']}\n   ours {lines}\n   in R {answer['printed']}"
    return ""


def test_fragments_leave_what_r_leaves() -> None:
    texts = (HERE / "fragments.R").read_text("utf-8").split("\n\n")[1:]
    assert [a["text"] for a in ANSWERS] == [t.strip("\n") for t in texts], "take the answers anew"
    found = [f for a in ANSWERS if (f := fault(a))]
    assert not found, "\n".join(found[:20])


def test_few_fragments_have_no_python() -> None:
    told = [a["text"] for a in ANSWERS if "told" in answered(a["text"])[0]]
    assert len(told) <= TOLD, told


@pytest.mark.parametrize(
    ("line", "told"),
    [('tibble(k = 1:2, v = list("a", NULL))', "cannot hold NULL"),
     ('array(list("a", NULL), 2)', "cannot hold NULL"),
     ('map_chr(list(l), "b", 2)', "only .default =")],
    ids=["column", "array", "extractor"],
)  # fmt: skip
def test_a_list_that_python_cannot_hold_is_told(line: str, told: str) -> None:
    assert told in answered(f"out <- {line}")[0]["told"]


@pytest.mark.parametrize(
    ("first", "second"),
    [({"values": [1.0]}, {"values": [1.0], "names": ["a"]}),
     ({"matrix": [[1.0]]}, {"values": [1.0]}),
     ({"values": ["a"]}, {"factor": ["a"], "levels": ["a"]})],
    ids=["names", "shape", "factor"],
)  # fmt: skip
def test_the_comparison_sees_names_shapes_and_factors(first: Any, second: Any) -> None:
    assert same(first, first)
    assert not same(first, second)


def take(name: str, stored: Path, folder: Path = HERE) -> int:
    """Ask R for the answers to the fragments in a file; return their number."""
    taken = HERE / "taken.json"
    asked = [REFERENCE / "fragments.R", HERE / f"start_of_{name}.R", HERE / f"{name}.R", taken]
    subprocess.run(["Rscript", *map(str, asked)], check=True, cwd=folder)
    found = json.loads(taken.read_text("utf-8"))
    taken.unlink()
    stored.write_text(one_fact_a_line(found) + "\n", encoding="utf-8")
    return len(found)


if __name__ == "__main__":
    sys.stdout.write(f"{take('fragments', STORED)} fragments\n")
