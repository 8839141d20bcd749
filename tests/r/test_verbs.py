"""Verbs return R's results for random data frames (tests/reference/r_verbs.R)."""

from __future__ import annotations

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

from pybrms_mix import r
from pybrms_mix.base.errors import PybrmsError
from tests.r.answers import same_cell
from tests.r.verbs import CASES, as_pandas, frame

REFERENCE = Path(__file__).parents[1] / "reference"
STORED = REFERENCE / "r_verbs.json"
FRAMES = list(range(1, 11))


def asked(seeds: list[int], folder: Path) -> list[list[Any]]:
    frames = folder / "frames.json"
    frames.write_text(json.dumps([frame(s) for s in seeds]), encoding="utf-8")
    answers = folder / "answers.json"
    script = [str(REFERENCE / "r_verbs.R"), str(Path(__file__).parent / "verbs.txt")]
    subprocess.run(["Rscript", *script, str(frames), str(answers)], check=True, text=True,
                   capture_output=True)  # fmt: skip
    found: list[list[Any]] = json.loads(answers.read_text("utf-8"))
    return found


def plain(value: Any) -> Any:
    """Return a value as the R script writes it."""
    if isinstance(value, pd.DataFrame) and pd.api.types.is_integer_dtype(value.index):
        columns = {str(n): plain(value[n].reset_index(drop=True)) for n in value.columns}
        return {"frame": columns, "columns": list(map(str, value.columns))}
    if isinstance(value, np.ndarray) and value.ndim == 2:
        return {"matrix": [[_cell(v) for v in row] for row in value.tolist()]}
    if isinstance(value, pd.Series) and isinstance(value.dtype, pd.CategoricalDtype):
        value = value.array
    if isinstance(value, pd.Categorical):
        labels = [None if pd.isna(v) else v for v in value]
        return {"factor": labels, "levels": list(value.categories)}
    if value is None:
        return {"null": True}
    named = isinstance(value, pd.Series) and not pd.api.types.is_integer_dtype(value.index)
    made = {"values": [_cell(v) for v in (value if np.ndim(value) else [value])]}
    if named:
        made["names"] = [None if v == "<NA>" else v for v in value.index]
    return made


def _cell(value: Any) -> Any:
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return None
    value = value.item() if isinstance(value, np.generic) else value
    if isinstance(value, float) and np.isinf(value):
        return "Inf" if value > 0 else "-Inf"
    return value


def same(ours: Any, theirs: Any) -> bool:
    if isinstance(theirs, dict):
        theirs = {k: v for k, v in theirs.items() if k != "kind"}
        if "names" in theirs and isinstance(ours, dict) and "names" in ours:
            theirs["names"] = [None if n == "<NA>" else n for n in theirs["names"]]
        return isinstance(ours, dict) and set(ours) == set(theirs) and all(
            same(ours[k], v) for k, v in theirs.items())  # fmt: skip
    if isinstance(theirs, list):
        return isinstance(ours, list) and len(ours) == len(theirs) and all(map(same, ours, theirs))
    return same_cell(ours, theirs)


def faults(seeds: list[int], answers: list[list[Any]]) -> list[str]:
    found = []
    for seed, theirs in zip(seeds, answers, strict=True):
        for (text, python), answer in zip(CASES, theirs, strict=True):
            scope = {"r": r, **as_pandas(frame(seed))}
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                try:
                    ours = plain(eval(python, scope))
                except PybrmsError as error:
                    ours = {"error": str(error)}
            if "error" in answer and "error" in ours:
                continue
            if not same(ours, answer):
                found.append(f"frame {seed}: {text}\n   ours {ours}\n   in R {answer}")
    return found


def test_verbs_give_what_r_gave() -> None:
    stored = json.loads(STORED.read_text("utf-8"))
    assert stored["cases"] == [text for text, _ in CASES], "take the answers anew"
    found = faults(FRAMES, stored["answers"])
    assert not found, "\n".join(found[:20])


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_verbs_give_what_r_gives_on_other_frames(tmp_path: Path) -> None:
    seeds = list(range(101, 105))
    found = faults(seeds, asked(seeds, tmp_path))
    assert not found, "\n".join(found[:20])


if __name__ == "__main__":
    # Take R's answers: python -m tests.r.test_verbs
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        taken = {"cases": [t for t, _ in CASES], "answers": asked(FRAMES, Path(place))}
    STORED.write_text(json.dumps(taken, separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(CASES)} cases\n")
