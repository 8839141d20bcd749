"""Type checkers over a user's modules: no fault in right calls, one in each wrong call."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import pybrms_mix

USERS = Path(__file__).parent / "typed"
HOME = Path(pybrms_mix.__file__).parents[1]
WRONG = {
    number
    for number, line in enumerate((USERS / "wrong.py").read_text("utf-8").splitlines(), start=1)
    if "# mistake" in line
}


FILES = ("right.py", "wrong.py")


@cache
def faults_of_mypy() -> set[tuple[str, int]]:
    """Return the files and lines of the users' modules in which mypy finds a fault."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", f"{folder}/mypy"]
        files = [str(USERS / file) for file in FILES]
        done = subprocess.run(
            [*command, "--config-file", os.devnull, "--follow-imports", "silent", *files],
            capture_output=True, text=True, check=False, cwd=folder,
            env=os.environ | {"MYPYPATH": str(HOME)},
        )  # fmt: skip
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert "checked 2 source files" in done.stdout
    return {(f, int(n)) for f, n in re.findall(r"(\w+\.py):(\d+): error", done.stdout)}


@cache
def faults_of_pyright() -> set[tuple[str, int]]:
    """Return the files and lines of the users' modules in which pyright finds a fault."""
    with TemporaryDirectory() as folder:
        for file in FILES:
            shutil.copy(USERS / file, folder)  # pyright looks at files below its project alone
        settings = {"include": FILES, "extraPaths": [str(HOME)]}
        (Path(folder) / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
        command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable]
        done = subprocess.run(
            [*command, "--project", folder], capture_output=True, text=True, check=False
        )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["summary"]["filesAnalyzed"] == len(FILES)
    found = [d for d in report["generalDiagnostics"] if d["severity"] == "error"]
    return {(Path(d["file"]).name, d["range"]["start"]["line"] + 1) for d in found}


@pytest.mark.parametrize("faults", [faults_of_mypy, faults_of_pyright])
@pytest.mark.parametrize(("file", "lines"), [("right.py", set()), ("wrong.py", WRONG)])
def test_type_checkers_tell_right_calls_from_wrong_ones(faults, file, lines):
    assert {line for name, line in faults() if name == file} == lines
