"""Each block of code in README and docs runs and prints what the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages import alike, blocks, outputs, pages, rewritten

ROOT = Path(__file__).parents[1]
PAGES = pages(ROOT) if (ROOT / "README.md").exists() else []


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("page", PAGES, ids=[p.relative_to(ROOT).as_posix() for p in PAGES])
def test_a_page_prints_what_it_shows(page: Path, tmp_path, monkeypatch, request) -> None:
    text = page.read_text("utf-8")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    printed = outputs(text, page.name)
    if request.config.getoption("--approve"):
        page.write_text(rewritten(text, printed), encoding="utf-8", newline="\n")
        return
    for block, told in printed:
        same = block.start < 0 or alike(block.shown, told, exact=block.exact)
        assert same, f"{block.code}\nprints\n{told}"


def test_a_page_is_read_block_by_block() -> None:
    page = (
        "```python\na = 1\nprint(a)\n```\n\n```text\n1\n```\n"
        "<!-- not run: it needs a cluster -->\n```python\nbroken(\n```\n"
        "```python\nprint(a + 1)\n```\n"
    )
    assert [b.shown for b in blocks(page)] == ["1\n", ""]
    stale = page.replace("text\n1", "text\n5")
    printed = outputs(stale, "page")
    assert [told for _, told in printed] == ["1\n", "2\n"]
    assert rewritten(stale, printed) == page


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("mu1 54.66 0.75 1742", "mu1  54.67 0.74 2021", True),
        ("mu1 54.66", "mu1 80.1", False),
        ("4 chains", "3 chains", False),
        ("mu1 54.66", "mu2 54.66", False),
        ("ESS 1742", "ESS 12", False),
    ],
)
def test_outputs_are_compared_number_by_number(shown: str, printed: str, same: bool) -> None:
    assert alike(shown, printed) is same


def test_a_number_without_monte_carlo_error_is_equal() -> None:
    page = "```python\nprint(0.41)\n```\n\n```text\n0.37\n```\n"
    ((block, told),) = outputs(page, "page")
    assert alike(block.shown, told)
    assert not alike(block.shown, told, exact=block.exact)
    ((later, _),) = outputs(page.replace("print", "seed=1;print"), "page")
    assert not later.exact
