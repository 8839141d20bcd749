"""Heavy libraries are imported only when they are needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "arviz", "filelock", "formulaic", "h5netcdf", "httpstan", "matplotlib", "narwhals", "pandas",
    "pystan", "rich", "scipy", "stanli", "xarray",
)  # fmt: skip
ASKED = f"print(*sorted(set({HEAVY!r}) & {{name.partition('.')[0] for name in sys.modules}}))"
DATA = 'd = {"y": [0.1, 0.4, 0.2, 5.2, 5.9, 6.1]}'
MODEL = '"y ~ 1", d, "mixture(gaussian, gaussian)"'
FIT = f"pm.brm({MODEL}, chains=2, iter=200, seed=1, silent=2)"


def imported(*statements: str) -> set[str]:
    """Return which of the heavy libraries a process has imported after the statements."""
    program = "\n".join(
        ["import sys, warnings", "warnings.simplefilter('ignore')", *statements, ASKED]
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("statements", "needed"),
    [
        ([], set()),
        ([DATA, f"pm.make_stancode({MODEL})"], {"pandas"}),
        # The preparation of a run climbs the density by scipy.optimize.
        ([DATA, f"print({FIT})"], {"pandas", "stanli", "scipy"}),
    ],
    ids=["import", "program", "fit and table"],
)
def test_only_the_libraries_that_are_needed_are_imported(statements, needed):
    assert imported("import pybrms_mix as pm", *statements) <= needed
