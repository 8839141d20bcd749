"""Summaries as Markdown and LaTeX."""

from __future__ import annotations

import re

import pytest

import pybrms_mix as pm
from tests.results.facts import fit_of


def cells(line: str) -> list[str]:
    return [cell.strip().replace("\\", "") for cell in line.strip("|").split("|")]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["students", "two_gaussians"])
def test_markdown_has_the_numbers_of_the_print(name):
    summary = pm.summary(fit_of(name))
    text = summary.to_markdown()
    rows = [cells(line) for line in text.splitlines() if line.startswith("| ")]
    printed = [line.split() for line in summary.text(200).splitlines()]
    shown = [row for row in rows if row[0]]
    assert all(row[0].split() + row[1:] in printed for row in shown)
    every = [*summary.parts.values(), *summary.random.values()]
    assert len(shown) == sum(map(len, every))
    assert "**Population-Level Effects**" in text


@pytest.mark.filterwarnings("ignore")
def test_latex_is_one_tabular_with_escaped_names():
    text = pm.summary(fit_of("two_gaussians")).to_latex()
    assert text.startswith("\\begin{tabular}{lrrrrrrr}\n\\toprule\n")
    assert text.endswith("\\bottomrule\n\\end{tabular}\n")
    lines = [line for line in text.splitlines() if line.endswith("\\\\")]
    assert all(line.count(" & ") in (0, 7) for line in lines)
    assert "mu1\\_x" in text and "95\\% CI" in text and "Bulk\\_ESS" in text
    assert "Group-Level Effects: g (6 levels)" in text
    assert not re.search(r"(?<!\\)[_%#]", text)


def test_a_summary_without_draws_has_no_tables():
    fit = pm.brm("y ~ 1", {"y": [0.1, 0.2, 0.4]}, "gaussian", empty=True)
    with pytest.raises(pm.InvalidArgument, match="no draws"):
        fit.summary().to_latex()
