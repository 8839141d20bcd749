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
        (["from pybrms_mix import r"], {"pandas"}),
        ([DATA, f"pm.make_stancode({MODEL})"], {"pandas"}),
        # The preparation of a run climbs the density by scipy.optimize.
        ([DATA, f"print({FIT})"], {"pandas", "stanli", "scipy"}),
    ],
    ids=["import", "operations of R", "program", "fit and table"],
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
    # A module takes about 1 ms, half of it for its dataclasses: 230 modules take as long as pandas
    # without NumPy. Half of them are the kinds of terms, responses and families. Modules that few
    # models need are imported when such a model is made (``module_on_demand``).
    assert len(modules) <= 235
    of_few_models = {
        "design.smooths.basis", "pieces.process.latent",
        "pieces.smooth.curve", "prior.prior_draws", "stan.front_end", "stan.engines.stanli",
    }  # fmt: skip
    assert {f"pybrms_mix.{name}" for name in of_few_models} & modules == set()


def test_a_fit_and_its_summary_need_no_pictures_and_no_further_fits():
    modules = own(DATA, f"print({FIT})")
    further = {"plots", "refits", "calibrate", "report", "r", "rfile", "rscript", "cli", "datasets"}
    assert rooms(modules) & further == set()
