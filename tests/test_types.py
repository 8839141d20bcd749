"""Type checkers over a user's modules: no fault in right calls, one in each wrong call."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import pybrms_mix

USERS = Path(__file__).parent / "typed"
HOME = Path(pybrms_mix.__file__).parents[1]
WRONG = {
    number
    for number, line in enumerate((USERS / "wrong.py").read_text("utf-8").splitlines(), start=1)
    if "# mistake" in line
}


def lines_of_mypy(file: str, folder: Path) -> set[int]:
    """Return the lines of a user's module in which mypy finds a fault."""
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(folder / "mypy")]
    done = subprocess.run(
        [*command, "--config-file", os.devnull, "--follow-imports", "silent", str(USERS / file)],
        capture_output=True, text=True, check=False, cwd=folder,
        env=os.environ | {"MYPYPATH": str(HOME)},
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return {int(n) for n in re.findall(rf"{file}:(\d+): error", done.stdout)}


def lines_of_pyright(file: str, folder: Path) -> set[int]:
    """Return the lines of a user's module in which pyright finds a fault."""
    shutil.copy(USERS / file, folder)  # pyright looks at files below its project alone
    settings = {"include": [file], "extraPaths": [str(HOME)]}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable]
    done = subprocess.run(
        [*command, "--project", str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["summary"]["filesAnalyzed"] == 1
    found = report["generalDiagnostics"]
    return {d["range"]["start"]["line"] + 1 for d in found if d["severity"] == "error"}


@pytest.mark.parametrize("checker", [lines_of_mypy, lines_of_pyright])
@pytest.mark.parametrize(("file", "lines"), [("right.py", set()), ("wrong.py", WRONG)])
def test_type_checkers_tell_right_calls_from_wrong_ones(checker, file, lines, tmp_path):
    assert checker(file, tmp_path) == lines
