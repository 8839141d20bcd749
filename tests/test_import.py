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


def after(*statements: str, asked: str) -> list[str]:
    """Return the words that a process prints for ``asked`` after the statements."""
    program = "\n".join(
        ["import sys, warnings", "warnings.simplefilter('ignore')", *statements, asked]
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1].split()


def imported(*statements: str) -> set[str]:
    """Return which of the heavy libraries a process has imported after the statements."""
    return set(after(*statements, asked=ASKED))


def own(*statements: str) -> set[str]:
    """Return the modules of this package that a process has imported after the statements."""
    asked = "print(*(name for name in sys.modules if name.startswith('pybrms_mix.')))"
    return set(after("import pybrms_mix as pm", *statements, asked=asked))


def rooms(modules: set[str]) -> set[str]:
    return {name.split(".")[1] for name in modules}


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


def test_the_import_of_the_package_imports_no_room():
    base = {"errors", "on_demand", "public_names", "version"}
    assert own() == {"pybrms_mix.base", *(f"pybrms_mix.base.{name}" for name in base)}


def test_a_program_needs_no_module_that_samples_or_reports():
    modules = own(DATA, f"pm.make_stancode({MODEL})")
    needed = {"base", "syntax", "design", "family", "model", "pieces", "prior", "stan"}
    assert rooms(modules) == needed | {"results", "formula", "build", "api"}
    assert "pybrms_mix.api.brm" not in modules
    # Each module takes 1 ms, half of it for its dataclasses: 260 modules take as long as NumPy. The
    # kinds of terms are 70 of them. A program that needs more modules is slower to begin.
    assert len(modules) <= 260


def test_a_fit_and_its_summary_need_no_pictures_and_no_further_fits():
    modules = own(DATA, f"print({FIT})")
    further = {"plots", "refits", "calibrate", "report", "r", "rscript", "cli", "datasets"}
    assert rooms(modules) & further == set()
