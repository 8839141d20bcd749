"""The report of a fit: everything on one page, and verdicts that follow from the draws."""

from __future__ import annotations

import base64
from html.parser import HTMLParser

import pytest

import pybrms_mix as pm
from pybrms_mix.report import Report
from tests.results.test_modes import DATA, fit_of, second_chain, swap

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.errors.PybrmsWarning")
TITLES = ["Model", "Priors", "Diagnostics", "Parameters", "Components", "Predictions"]


@pytest.fixture(scope="module")
def made() -> Report:
    return pm.report(fit_of())


class Page(HTMLParser):
    """What a page loads, and its pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.sources: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.sources += [v for n, v in attrs if n in ("src", "href") and v]
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_report_has_its_parts_in_order_and_names_the_model(made):
    assert [s.title for s in made.sections] == TITLES
    text = str(made)
    assert "one of 2 components (gaussian, gaussian)" in text
    assert "Modes: healthy." in text
    assert "normal(3, 5)" in text


def test_the_page_is_well_formed_and_loads_nothing(made):
    page = Page()
    page.feed(made.html)
    assert page.open == []
    assert len(page.sources) == 2
    for source in page.sources:
        head, _, data = source.partition(",")
        assert head == "data:image/png;base64"
        assert base64.b64decode(data).startswith(b"\x89PNG")


def test_components_are_counted_by_their_most_probable_rows(made):
    (table,) = next(s for s in made.sections if s.title == "Components").tables
    want = pm.classify(fit_of())["component"].value_counts()
    assert table["rows"].to_dict() == {k: want.get(k, 0) for k in (1, 2)}


def test_what_is_wrong_with_the_modes_is_in_the_report():
    made = pm.report(fit_of(change=lambda d: swap(d, second_chain(d))))
    diagnostics = next(s for s in made.sections if s.title == "Diagnostics")
    assert diagnostics.lines[0].startswith("label switching between chains")
    assert diagnostics.tables[0].loc["largest R-hat", "verdict"] == "look"


def test_what_users_wrote_is_escaped():
    data = DATA.rename(columns={"y": "y"}).assign(g=["<b>a</b>"] * 30 + ["c"] * 30)
    truth = {"b_Intercept": 4.0, "sigma": 3.0, "sd_g__Intercept": 1.0}
    truth |= {f"r_g[{level},Intercept]": 0.1 for level in ("<b>a</b>", "c")}
    made = pm.report(fit_of(truth, formula="y ~ 1 + (1 | g)", data=data, family="gaussian",
                            prior=None))  # fmt: skip
    assert "<b>a</b>" not in made.html


def test_the_ending_of_the_file_says_what_is_written(tmp_path, made):
    assert made.save(tmp_path / "fit.html").read_text("utf-8") == made.html
    assert made.save(tmp_path / "fit.txt").read_text("utf-8") == str(made)


def test_a_report_can_be_written_at_once(tmp_path):
    truth = {"b_Intercept": 4.0, "sigma": 3.0}
    made = pm.report(fit_of(truth, family="gaussian", prior=None), tmp_path / "fit.html")
    assert (tmp_path / "fit.html").read_text("utf-8") == made.html
    assert [s.title for s in made.sections] == [t for t in TITLES if t != "Components"]
