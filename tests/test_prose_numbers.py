"""Each number in the prose of README and docs is checked.

Tables come from result files (``test_performance.py``, ``calibrate/test_page.py``), and outputs are
compared with what the code prints (``test_pages.py``). What is left is prose. A number there is a
count, the value of a constant or a value of a result file (``CLAIMS``), or it measures nothing: a
version, a year, the number of a component, the size of simulated data (``PLAIN``).
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pybrms_mix.family.catalogue import FAMILIES, of_origin
from pybrms_mix.model.draws import MATTERS
from pybrms_mix.sampling import some_rows

ROOT = Path(__file__).parents[1]
if not (ROOT / "benchmarks").is_dir():
    pytest.skip("there is no checkout to look at", allow_module_level=True)

PAGES = sorted(
    page
    for page in [ROOT / "README.md", ROOT / "paper.md", *(ROOT / "docs").rglob("*.md")]
    if page.name != "hidden-markov.md"  # the plan of a model that is not here: counts of operations
)
NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?(?:e-?\d+)?"


def results(name: str) -> list[dict[str, str]]:
    with (ROOT / "benchmarks" / "results" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def calls() -> int:
    """Return for how many calls the tests hold answers of brms."""
    folder = ROOT / "tests" / "reference"
    return len(json.loads((folder / "more.json").read_text("utf-8")))


def single_families() -> int:
    return len([name for name in FAMILIES if name != "mixture"])


def one(name: str, column: str) -> float:
    """Return the value that a column of a result file has in all lines."""
    (value,) = {row[column] for row in results(name)}
    return float(value)


def usual(name: str, column: str) -> float:
    """Return the value that a column of a result file has in all lines but two."""
    ((value, _), (_, others)) = Counter(r[column] for r in results(name)).most_common()
    assert others == 2
    return float(value)


def replications_of(shape: str) -> float:
    """Return the number of replications of a shape in the calibration."""
    return next(float(r["replications"]) for r in results("calibration") if r["shape"] == shape)


def random_bits() -> int:
    """Return the entropy of a normally distributed number in bits, rounded down."""
    values = np.random.default_rng(1).normal(size=200_000)
    _, counts = np.unique(values.view(np.uint64) >> 52, return_counts=True)
    share = counts / len(values)
    return int(52 - (share * np.log2(share)).sum())


def compiled_ratio(engine: str) -> float:
    """Return the geometric mean over families of how many times faster than a compiled loop."""
    rows = [r for r in results("compiled") if r["model"] in FAMILIES]
    ratios = [float(r["ratio"]) for r in rows if r["ours runs on"].startswith(engine)]
    # The benchmark compares programs of brms 2.18.
    assert len(ratios) == len(of_origin("brms"))
    return round(float(np.exp(np.mean(np.log(ratios)))), 1)


CLAIMS: dict[str, Callable[[], float]] = {
    r"any of (41) families": single_families,
    r"the families, (5\.1) times less": lambda: compiled_ratio("g++"),
    r"and (5\.5) times less on stanli": lambda: compiled_ratio("stanli"),
    r"more than (1) % of the\s+mass": lambda: 100 * MATTERS,
    r"modes with more than (1) %": lambda: 100 * MATTERS,
    r"than (30,000) rows, the search": lambda: some_rows.MOST,
    r"random sample of (10,000) rows": lambda: some_rows.SAMPLED,
    r"more than (1100) calls": lambda: calls() // 100 * 100,
    r"shapes of models, here (34),": lambda: len(results("calibration")),
    r"with (200) replications": lambda: usual("calibration", "replications"),
    r"automatic warm-up` have (600)": lambda: replications_of("cumulative"),
    r"Each of the (200) replications": lambda: 200,
    r"normally distributed number, (55) are": random_bits,
    r"counts the bytes for (200) fits": lambda: one("sent", "fits"),
}
"""What the prose says, and where the number comes from."""

PLAIN = {
    "a machine": r"Intel Xeon, 2 cores.*\n?stanli [\d.]+",
    "versions": r"(?:brms|Python|R|dplyr|ArviZ|stanli|pybrms_mix)\W+[\d.]+|(?:BSD|GPL)-\d",
    "versions after others": r"2\.18 (?:or|and) 2\.23|from 1\.0 on|up to ArviZ 0\.23",
    "years": r"\b(?:19|20)\d\d(?:-\d\d-\d\d)?\b",
    "days": r"^date: \d+",
    "components and classes": r"(?:component|class|Models?|mode)s? \d(?: of| and| against| or|\b)",
    "rows of a list": r"^\d+\. |^ +(?:affiliation|index): \d",
    "pictures": r"!\[[^\]]*\d",
    "an exit status": r"status is 2",
    "limits and scales": r"(?:to|at|near|from|than|is|below|with|of) [01]\b(?! %)",
    "levels of intervals": r"9[59] %",
    "numbers that the code beside them holds": r"1/4 and 3/4|intercept of -1 and a slope of 1\.2",
    "sizes of simulated data": r"80 persons|on 60 rows|with 100 rows|among 99 draws|1000 data sets",
    "sizes of an array": r"makes 50 fits|of the 64 bits",
    "thresholds of a table": r"above 0\.7, 0\.8 and 0\.9|R-hat is 1\.7",
    "the elpd of": r"elpd of 56 rows|near 6 minutes|values like 0\.01",
    "scales of brms": r"at least 2\.5|deviation of 1e-6",
}
"""Numbers that measure nothing of this package, by the reason."""


def prose(text: str) -> str:
    """Return a page without code, tables, links' addresses and headings, with blanks for them."""

    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", found[0])

    for pattern in (r"^```.*?^```", r"<!--.*?-->", r"^\|.*?$", r"^#.*?$"):
        text = re.sub(pattern, blank, text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`]*`|\]\([^)]*\)|[Kk] [-+] 1|- 1\b", blank, text)


def unexplained(text: str) -> list[str]:
    """Return the places of a page whose number nothing explains."""
    plain = prose(text)
    known = [m.span() for p in [*CLAIMS, *PLAIN.values()] for m in re.finditer(p, plain, re.M)]
    return [
        plain[max(0, m.start() - 40) : m.end() + 20].replace("\n", " ")
        for m in re.finditer(rf"(?<![\w.]){NUMBER}", plain)
        if not any(a <= m.start() and m.end() <= b for a, b in known)
    ]


@pytest.mark.parametrize("page", PAGES, ids=[p.relative_to(ROOT).as_posix() for p in PAGES])
def test_each_number_of_a_page_has_a_source(page: Path) -> None:
    assert unexplained(page.read_text("utf-8")) == []


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_is_that_of_its_source(claim: str) -> None:
    said = [m[1] for page in PAGES for m in re.finditer(claim, page.read_text("utf-8"))]
    assert said
    assert {float(number.replace(",", "")) for number in said} == {CLAIMS[claim]()}


def test_a_number_without_a_source_is_noticed() -> None:
    assert unexplained("It is 7 times faster.") == ["It is 7 times faster."]
    assert unexplained("`x = 7` is brms 2.18 of 2022:\n\n```\n7\n```\n\n| 7 |\n") == []
