"""Ported verbs return R's results for hostile frames (tests/reference/hostile.R)."""

from __future__ import annotations

import datetime
import json
import shutil
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
from pybrms_mix.r.values.r_vectors import read, text
from pybrms_mix.rscript import port, run
from pybrms_mix.rscript.trees.refusals import ScriptError
from tests.r.answers import same_cell
from tests.r.hostile import EXPRESSIONS, start
from tests.reference.lines import one_fact_a_line

REFERENCE = Path(__file__).parents[1] / "reference"
STORED = REFERENCE / "hostile.json"
SEEDS = [1, 3]
# Expressions that are refused, because they have no Python.
TOLD = 0


def asked(seeds: list[int], folder: Path) -> list[list[Any]]:
    """Return R's answers: one list for each seed."""
    question, answers = folder / "asked.json", folder / "answers.json"
    whole = {"starts": [start(s) for s in seeds], "expressions": EXPRESSIONS}
    question.write_text(json.dumps(whole), encoding="utf-8")
    script = [str(REFERENCE / "hostile.R"), str(question), str(answers)]
    subprocess.run(["Rscript", *script], check=True, text=True, capture_output=True)
    found: list[list[Any]] = json.loads(answers.read_text("utf-8"))
    return found


def cell(value: Any) -> Any:
    """Return an element as JSON holds it: whole numbers as floats, None for NA."""
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return None
    value = value.item() if isinstance(value, np.generic) else value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return ("Inf" if value > 0 else "-Inf") if np.isinf(value) else float(value)


def plain(value: Any) -> Any:
    """Return a value in the form of R's answers."""
    value = value.frame if isinstance(value, Grouped) else value
    if isinstance(value, pd.DataFrame):
        columns = [plain(value.iloc[:, n].reset_index(drop=True)) for n in range(value.shape[1])]
        return {"frame": columns, "columns": list(map(str, value.columns)), "rows": len(value)}
    if value is None:
        return {"null": True}
    if isinstance(value, np.ndarray) and value.ndim == 2:
        return {"matrix": [[cell(v) for v in row] for row in value.tolist()]}
    vector = read(value)
    if vector.kind == "factor":
        return {"factor": list(text(vector).data), "levels": list(vector.levels)}
    if vector.date:
        return {"dates": list(text(vector).data)}
    if isinstance(value, datetime.datetime) and vector.kind == "list":
        return {"object": type(value).__name__}
    if vector.kind == "list":
        return {"list": [plain(v) for v in vector.data]}
    cells = [v if v is None or np.ndim(v) or not (isinstance(v, float) and np.isnan(v)) else None
             for v in vector.data.tolist()]  # fmt: skip
    if vector.kind == "logical":
        cells = [None if v is None else bool(v) for v in cells]
    made: dict[str, Any] = {"values": [cell(v) for v in cells]}
    if vector.names is not None:
        made["names"] = [None if n == "<NA>" else n for n in vector.names]
    return made


def same(ours: Any, theirs: Any) -> bool:
    """Return whether two answers are equal: numbers up to rounding, a table as a matrix."""
    if isinstance(theirs, dict):
        if "matrix" in theirs and isinstance(ours, dict) and "frame" in ours:
            columns = [c.get("values") for c in ours["frame"]]
            rows = [list(r) for r in zip(*columns, strict=True)]
            return same(rows, theirs["matrix"])
        if "list" in theirs and isinstance(ours, dict) and "values" in ours:
            # A list of single values and a vector are one type in Python.
            cells = [v.get("values") for v in theirs["list"]]
            return same([[v] for v in ours["values"]], cells)
        if "names" in theirs:
            theirs = {**theirs, "names": [None if n == "<NA>" else n for n in theirs["names"]]}
        if _empty(theirs) and isinstance(ours, dict) and _empty(ours):
            return True
        if theirs.get("values") is not None and not any(v is not None for v in theirs["values"]):
            # Missing values of all types are equal.
            return isinstance(ours, dict) and _missing(ours) == len(theirs["values"])
        return isinstance(ours, dict) and set(ours) == set(theirs) and all(
            same(ours[k], v) for k, v in theirs.items())  # fmt: skip
    if isinstance(theirs, list):
        return isinstance(ours, list) and len(ours) == len(theirs) and all(map(same, ours, theirs))
    return same_cell(ours, theirs)


def _empty(answer: dict[str, Any]) -> bool:
    return any(answer.get(k) == [] for k in ("values", "list", "dates", "factor", "matrix"))


def _missing(answer: dict[str, Any]) -> int:
    found = next((answer[k] for k in ("values", "factor", "dates") if k in answer), [0])
    return len(found) if all(v is None for v in found) else -1


def answered(begin: str, expression: str) -> Any:
    """Return our answer: a value, ``{"told": reason}`` or ``{"error": message}``."""
    ported = port(f"{begin}value <- {expression}\n")
    left = [p.reason for p in ported.pieces if p.reason]
    if left:
        return {"told": str(left[0])}
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return plain(run(ported)["value"])
        except ScriptError as error:
            return {"fault": str(error).splitlines()[0]}
        except PybrmsError as error:
            return {"error": str(error).splitlines()[0]}


def faults(seeds: list[int], answers: list[list[Any]]) -> list[str]:
    """Return the expressions whose value differs from R's, with both values."""
    found = []
    for seed, theirs in zip(seeds, answers, strict=True):
        begin = start(seed)
        for expression, answer in zip(EXPRESSIONS, theirs, strict=True):
            ours = answered(begin, expression)
            if "told" in ours or ("error" in ours and "error" in answer):
                continue
            if not same(ours, answer):
                found.append(f"frame {seed}: {expression}\n   ours {ours}\n   in R {answer}")
    return found


def test_verbs_give_what_r_gave_on_hostile_frames() -> None:
    stored = json.loads(STORED.read_text("utf-8"))
    assert stored["expressions"] == EXPRESSIONS, "take the answers anew"
    found = faults(SEEDS, stored["answers"])
    assert not found, "\n".join(found[:20])


def test_no_more_expressions_are_left_than_before() -> None:
    told = [e for e in EXPRESSIONS if "told" in answered(start(1), e)]
    assert len(told) <= TOLD, told


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_verbs_give_what_r_gives_on_other_hostile_frames(tmp_path: Path) -> None:
    seeds = [101]
    found = faults(seeds, asked(seeds, tmp_path))
    assert not found, "\n".join(found[:20])


if __name__ == "__main__":
    # Take R's answers: python -m tests.r.test_hostile_frames
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        taken = {"expressions": EXPRESSIONS, "answers": asked(SEEDS, Path(place))}
    STORED.write_text(one_fact_a_line(taken) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(EXPRESSIONS)} expressions\n")
