"""The files of a release agree with the package: version, dependencies, references."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

import pytest

from pybrms_mix import __version__

ROOT = Path(__file__).parents[1]
if not (ROOT / "conda").is_dir():
    pytest.skip("there is no checkout to look at", allow_module_level=True)


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_the_version_is_the_same_everywhere():
    assert f"version: {__version__}\n" in read("CITATION.cff")
    assert f'version: "{__version__}"' in read("conda/recipe.yaml")
    assert f"## {__version__}" in read("CHANGELOG.md")


def test_the_recipe_has_the_dependencies_of_the_package():
    block = re.search(r"^dependencies = \[(.*?)^\]", read("pyproject.toml"), re.S | re.M)
    assert block
    wanted = {
        (m[1].lower().replace("matplotlib", "matplotlib-base"), m[2])
        for m in re.finditer(r'"([\w.-]+)([^";]*)', block[1])
    }
    recipe = read("conda/recipe.yaml").split("  run:\n")[1].split("\ntests:")[0]
    found = {(m[1], m[2]) for m in re.finditer(r"- ([\w.-]+) (\S+)", recipe)}
    ours = {pair for pair in wanted if pair[0] not in ("pystan", "stanli")}
    assert ours <= found


def test_each_reference_of_the_paper_is_in_its_bibliography():
    cited = set(re.findall(r"@(\w+)", read("paper.md").split("---")[2]))
    assert cited == set(re.findall(r"^@article\{(\w+),", read("paper.bib"), re.M))


def test_zenodo_has_the_licence_of_the_package():
    facts = json.loads(read(".zenodo.json"))
    assert facts["license"] == "BSD-3-Clause"
    assert facts["upload_type"] == "software"


def test_the_readme_says_what_each_dependency_is_for():
    block = re.search(r"^dependencies = \[(.*?)^\]", read("pyproject.toml"), re.S | re.M)
    assert block
    wanted = {m[1] for m in re.finditer(r'"([\w.-]+)[^"]*"', block[1])}
    lines = re.findall(r"^\| (`.*?) \| .+ \|$", read("README.md"), re.M)
    assert {name for line in lines for name in re.findall(r"`(.*?)`", line)} == wanted


def test_the_workflows_say_what_is_run_here():
    """Each command of a workflow is a target of make, or a call of pip or of the tests."""
    targets = set(re.findall(r"^(\w+):", read("Makefile"), re.M))
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        for command in re.findall(r"- run: (.*)", path.read_text("utf-8")):
            words = command.split()
            known = words[0] == "make" and words[1] in targets
            assert known or words[:2] == ["python", "-m"], command


def test_bars_in_the_tables_of_the_site_have_no_backslash():
    hooks = runpy.run_path(str(ROOT / "docs" / "hooks.py"))
    page = "| `y \\| trials(n)` | here \\| there |\n\nIn `a \\| b` no table.\n"
    shown = "| `y | trials(n)` | here \\| there |\n\nIn `a \\| b` no table.\n"
    assert hooks["on_page_markdown"](page) == shown
