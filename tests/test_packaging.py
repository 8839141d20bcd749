"""The wheel and the archive are complete: they run without the checkout."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
if not (ROOT / "pyproject.toml").exists():
    pytest.skip("there is no checkout to build from", allow_module_level=True)

OUTSIDE = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

PROGRAM = """
import pybrms_mix as pm
d = {"y": [0.1, 0.4, 0.2, 5.2, 5.9, 6.1], "g": list("aabbcc")}
print(pm.__file__)
print(pm.make_stancode("y ~ 1 + (1 | g)", d, "mixture(gaussian, zero_inflated_asym_laplace)"))
"""


def run(*command: str | Path, **options: object) -> str:
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, **options
    )  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr
    return str(done.stdout)


def files(folder: str) -> set[str]:
    """Return the files of a folder of the checkout."""
    found = (p for p in (ROOT / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {p.relative_to(ROOT).as_posix() for p in found}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the source distribution, and the wheel that was made from it."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT)
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


def test_the_wheel_holds_the_grammar_and_every_template(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"pybrms_mix/{name}" for name in files("grammar") | files("templates")}
    assert len(wanted) > 50
    assert wanted - held == set()


def test_the_wheel_holds_every_module_and_its_types(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    assert "pybrms_mix/py.typed" in held
    assert files("pybrms_mix") - held == set()


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    (package,) = (top for top in tops if not top.endswith(".dist-info"))
    assert package == "pybrms_mix"


def test_the_source_distribution_holds_what_a_developer_needs(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        held = {name.split("/", 1)[1] for name in tar.getnames() if "/" in name}
    folders = files("grammar") | files("templates") | files("examples") | files("docs")
    assert folders - held == set()
    assert {"pyproject.toml", "Makefile", "LICENSE", "tests/conftest.py"} - held == set()


# The arguments of pip by the ways of installing. The wheel is made from the source distribution.
WAYS = {
    "wheel": (),
    "checkout": ("--no-build-isolation",),
    "editable": ("--no-build-isolation", "-e"),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_installed_package_writes_the_program_of_the_checkout(
    way: str, wheel: Path, tmp_path: Path
) -> None:
    target = tmp_path / "site"
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index")
    source = wheel if way == "wheel" else ROOT
    run(*pip, "--target", target, *WAYS[way], source, cwd=tmp_path, env=OUTSIDE)
    # An editable installation is a .pth file, which Python reads in folders of sites alone. The
    # installed package stands before that of the environment in which the tests run.
    first = "import site, sys; n = len(sys.path); site.addsitedir(sys.argv[1])"
    first += "; sys.path[:0] = sys.path[n:]"
    # -P is not there in 3.10; the empty folder is what "" on the path means here.
    found = run(sys.executable, "-c", first + PROGRAM, target, cwd=tmp_path, env=OUTSIDE)
    where, program = found.split("\n", 1)
    assert Path(where).is_relative_to(ROOT if way == "editable" else target)
    here = run(sys.executable, "-c", PROGRAM, cwd=ROOT, env={**OUTSIDE, "PYTHONPATH": str(ROOT)})
    assert program == here.split("\n", 1)[1]
    assert "zero_inflated_asym_laplace" in program
    assert "z_1" in program


def test_every_library_that_tests_import_is_declared() -> None:
    """A test that imports an undeclared library fails in a fresh environment only."""
    requirements = metadata.requires("pybrms-mix") or []
    declared = {normalised(re.split(r"[^\w.-]", r, maxsplit=1)[0]) for r in requirements}
    # PyStan is an interface to httpstan, and pins it.
    own = {"pybrms_mix", "tests", "benchmarks", "examples", "httpstan"}
    distributions = metadata.packages_distributions()
    undeclared = {}
    for path in (ROOT / "tests").rglob("*.py"):
        for name in imported(path) - sys.stdlib_module_names - own:
            if not declared & {normalised(d) for d in distributions.get(name, [name])}:
                undeclared[name] = path.relative_to(ROOT).as_posix()
    assert undeclared == {}


def normalised(distribution: str) -> str:
    return distribution.lower().replace("_", "-").replace(".", "-")


def imported(path: Path) -> set[str]:
    """Return the top-level names of the modules that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module and not n.level]
    return {name.split(".")[0] for name in names}
