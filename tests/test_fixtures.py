"""Fixtures that can be reviewed: a diff of them, and a test that fails, name the facts."""

from __future__ import annotations

import json

import pytest

from tests import parity
from tests.reference.lines import HERE, fixtures, has_the_form, one_fact_a_line


def test_no_fixture_is_as_an_r_script_has_left_it() -> None:
    # A file with the form has a line for its opening bracket, and indents the next by one blank.
    starts = {p.relative_to(HERE).as_posix(): p.open("rb").read(3) for p in fixtures()}
    other = [name for name, start in starts.items() if start not in (b"{\n ", b"[\n ")]
    assert other == [], "run python -m tests.reference.lines"


@pytest.mark.wide
def test_every_fixture_has_one_fact_a_line() -> None:
    other = [p.relative_to(HERE).as_posix() for p in fixtures() if not has_the_form(p.read_text())]
    assert other == [], "run python -m tests.reference.lines"


@pytest.mark.parametrize(
    "value",
    [{}, [], None, [[1, 2.5], [None, True]], {"a": {"b": "c" * 300, "d": [1]}, "e": ["f" * 250]},
     [{"name": "x" * 150, "value": float("inf")}] * 2],
)  # fmt: skip
def test_the_form_changes_no_fact(value: object) -> None:
    assert json.loads(one_fact_a_line(value)) == value


def test_another_fact_is_another_line() -> None:
    facts = {"N": 3, "Y": [1.5, 2, 3] * 40, "rows": [{"class": "b", "prior": "p" * 150}] * 3}
    lines = one_fact_a_line(facts).splitlines()
    facts["rows"] = [*facts["rows"][:2], {"class": "b", "prior": "q" * 150}]
    changed = [n for n, line in enumerate(one_fact_a_line(facts).splitlines()) if line != lines[n]]
    assert len(changed) == 1


def test_tables_of_priors_differ_by_the_names_of_their_rows() -> None:
    rows = [dict.fromkeys(parity.PRIOR_COLUMNS, "") | {"class": c} for c in ("b", "sigma1")]
    other = [rows[0] | {"lb": "0"}]
    assert parity.compare_priors(rows, rows) == ""
    assert parity.compare_priors(other, rows) == (
        "1 rows, brms 2; class = b: lb '0', brms ''; class = sigma1: missing"
    )
    assert parity.compare_priors(rows[::-1], rows).endswith("another order")
