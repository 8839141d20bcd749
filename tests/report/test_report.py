"""The report of a fit is one page without external files; its verdicts follow from the draws."""

from __future__ import annotations

import base64
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.report import report
from pybrms_mix.report.model_text import words
from pybrms_mix.report.report import Report
from tests.results import test_results_of_several as several
from tests.results.mixture.test_modes import DATA, fit_of, second_chain, swap

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
TITLES = [
    "Components", "Diagnostics", "Parameters", "Classes", "Memberships", "Predictions", "Model",
    "Priors", "Sensitivity to the priors",
]  # fmt: skip


@pytest.fixture(scope="module")
def made() -> Report:
    return pm.report(fit_of())


class Page(HTMLParser):
    """A parser for the resources and the pictures of a page."""

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
    assert len(page.sources) == 3
    for source in page.sources:
        head, _, data = source.partition(",")
        assert head == "data:image/png;base64"
        assert base64.b64decode(data).startswith(b"\x89PNG")


def test_a_notebook_shows_the_page_without_its_head(made):
    shown = made._repr_html_()
    assert "<style>" not in shown
    assert shown.count("data:image/png;base64") == 3
    assert all(f"<h2>{title}</h2>" in shown for title in TITLES)


def test_the_picture_and_the_components_come_first_and_details_unfold(made):
    first, second, *rest = made.sections
    assert first.pictures and first.tables and not first.folded
    assert second.lines[0] == "All diagnostics are good." or second.lines[0].startswith("Check: ")
    assert all(section.folded for section in rest)
    assert made.html.count("<details>") == len(rest)
    assert '<meta name="viewport"' in made.html
    assert made.html.index("<img") < made.html.index("<table")
    assert first.tables[0].index.name in made.html


def test_no_column_of_the_diagnostics_is_empty(made):
    (table,) = made.sections[1].tables
    assert (table != "").any().all()


def test_one_family_shows_its_parameters_and_predictions_at_once():
    fit = pm.brm("y ~ 1", DATA, chains=2, iter=200, seed=1, silent=2)
    shown = [s.title for s in pm.report(fit).sections if not s.folded]
    assert shown == ["Parameters", "Diagnostics", "Predictions"]


def test_components_are_counted_by_their_most_probable_rows(made):
    (table,) = next(s for s in made.sections if s.title == "Components").tables
    want = pm.classify(fit_of())["component"].value_counts()
    assert table["rows"].to_dict() == {k: want.get(k, 0) for k in (1, 2)}


def test_components_have_their_proportions(made):
    (table,) = next(s for s in made.sections if s.title == "Components").tables
    draws = fit_of().posterior
    assert table.loc[1, "theta"] == pytest.approx(draws["theta1"].mean(), abs=6e-4)
    assert table.loc[2, "Q97.5"] == pytest.approx(np.quantile(draws["theta2"], 0.975), abs=6e-4)


def test_what_is_wrong_with_the_modes_is_in_the_report():
    made = pm.report(fit_of(change=lambda d: swap(d, second_chain(d))))
    diagnostics = next(s for s in made.sections if s.title == "Diagnostics")
    assert diagnostics.lines[1].startswith("label switching between chains")
    worst = diagnostics.tables[0].iloc[0]
    assert worst.name.startswith("largest R-hat (")
    assert worst["verdict"] == "check"
    assert worst["next"].startswith("run longer: iter = ")


def words_of(formula, data=DATA, family="mixture(gaussian, gaussian)"):
    fit = pm.brm(formula, data, family, empty=True)
    return list(words(fit))


def test_the_model_is_told_in_words():
    data = DATA.assign(x=1.0 * DATA.index, g=["a", "b", "c"] * 20)
    told = words_of(pm.bf("y ~ x + (1 + x | g)", "theta1 ~ x"), data)
    assert "Terms of mu1 (identity link): Intercept, x." in told
    assert "Terms of theta1 (log-odds): Intercept, x." in told
    assert "Parameters with one value for all rows: sigma1, sigma2." in told
    assert (
        "Coefficients that vary over the 3 levels of g (correlated): mu2_Intercept, mu2_x." in told
    )
    assert "Components are identified by the order of their intercepts." in told
    assert "No order identifies the components: their labels may switch." in words_of(
        "y ~ 1", family="mixture(gaussian, gaussian, order = 'none')"
    )
    told = words_of(pm.bf("y ~ x", mu2="mu1"), data)
    assert "mu2 is equal to mu1." in told
    assert "Terms of mu1 (identity link): Intercept, x." in told
    told = words_of("y ~ x", data, "mixture(gaussian, gaussian, order = 'x')")
    assert "Components are identified by the order of their coefficients of x." in told
    assert "Components are identified by their families." in words_of(
        "y ~ 1", family="mixture(gaussian, student)"
    )


@pytest.mark.parametrize(
    "formula, family, sentence",
    [
        ("y ~ s(x) + z", "mixture(gaussian, gaussian)", "mu2 (identity link): Intercept, z, sx_1."),
        ("y ~ mo(k) * z", "gaussian", "mu (identity link): Intercept, z, mok, mok:z."),
        ("y ~ 0 + mo(k)", "gaussian", "mu (identity link): mok."),
        ("y ~ gp(x)", "gaussian", "mu (identity link): Intercept, gpx."),
        ("y ~ z + offset(x)", "gaussian", "mu (identity link): Intercept, z, offset."),
        ("y ~ me(x, w)", "gaussian", "mu (identity link): Intercept, mexw."),
        ("k ~ cs(x) + z", "mixture(acat, acat)", "mu1 (logit link): thresholds, z, x."),
        ("bf(y ~ a * x, a ~ z, nl = TRUE)", "gaussian", "a: Intercept, z."),
        ("y ~ x", "mixture(gaussian, gaussian, shared = 'x')", "mu1 (identity link): x, Intercept"),
    ],
)
def test_every_kind_of_term_is_told_in_words(formula, family, sentence):
    data = DATA.assign(x=1.0 * DATA.index, z=[0.0, 1.0] * 30, k=[1, 2, 3] * 20, w=0.1)
    prior = "prior(normal(0, 1), nlpar = a)" if "nl =" in formula else None
    told = list(words(pm.brm(formula, data, family, prior, empty=True)))
    assert any(line.startswith(f"Terms of {sentence}") for line in told), told


def test_a_predictor_of_varying_intercepts_is_not_told_to_be_0():
    data = DATA.assign(g=["a", "b", "c"] * 20)
    told = words_of("y ~ 0 + (1 | g)", data, "gaussian")
    assert not [line for line in told if line.endswith("is 0.")]
    assert "mu (identity link) is 0." in words_of("y ~ 0", data, "gaussian")


def test_whole_groups_and_missing_rows_are_told_in_words():
    data = DATA.assign(id=["p", "q", "r"] * 20)
    data.loc[4, "y"] = None
    told = words_of("y ~ 1", data, "mixture(gaussian, gaussian, gr = 'id')")
    assert told[0].endswith("all rows of one of the 3 levels of 'id' together.")
    assert told[1] == "1 row with missing values was left out."


def test_ordered_categories_are_told_in_words():
    data = DATA.assign(k=[1, 2, 3] * 20)
    told = words_of("k ~ 1", data, "cumulative")
    assert "k has 3 ordered categories: 1 < 2 < 3." in told
    assert "Terms of mu (logit link): thresholds." in told


def test_flat_priors_are_told():
    data = DATA.assign(x=1.0 * DATA.index)
    truth = {"b_Intercept": 4.0, "b_x": 0.0, "sigma": 3.0}
    made = pm.report(fit_of(truth, formula="y ~ x", data=data, family="gaussian", prior=None))
    (table,) = next(s for s in made.sections if s.title == "Priors").tables
    assert table["prior"].to_dict()["b"] == "(flat)"
    assert list(table.index) == ["b", "Intercept", "sigma"]


def test_constants_are_no_estimates():
    prior = "prior(constant(3), sigma)"
    fit = pm.brm("y ~ 1", DATA, "gaussian", prior, chains=1, iter=100, seed=1, silent=2)
    section = next(s for s in pm.report(fit).sections if s.title == "Parameters")
    assert section.lines == ("Constant: sigma = 3.",)
    assert list(section.tables[0].index) == ["b_Intercept"]


def test_counts_are_drawn_as_bars(monkeypatch):
    drawn = []
    monkeypatch.setattr(report, "pp_check", lambda f, t, **k: drawn.append(t) or pm.pp_check(f, t))
    data = pd.DataFrame({"n": np.random.default_rng(1).poisson(3, 40)})
    fit = pm.brm("n ~ 1", data, "poisson", chains=1, iter=100, seed=1, silent=2)
    pm.report(fit)
    assert drawn == ["bars"]


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
    assert [s.title for s in made.sections] == [
        "Parameters", "Diagnostics", "Predictions", "Model", "Priors", "Sensitivity to the priors",
    ]  # fmt: skip


def test_classes_have_the_numbers_of_the_class_report(made):
    section = next(s for s in made.sections if s.title == "Classes")
    found = pm.class_report(fit_of())
    sizes, table = section.tables
    np.testing.assert_allclose(sizes["Estimate"], found.sizes["Estimate"], atol=6e-4)
    np.testing.assert_allclose(table, found.classification, atol=6e-4)
    assert f"Relative entropy {found.entropy['Estimate']:.2f}" in section.lines[1]


def test_modes_and_the_sensitivity_to_priors_are_told():
    fit = pm.brm("y ~ 1", DATA, "mixture(gaussian, gaussian)", chains=2, iter=300, seed=1, silent=2)
    made = {s.title: s for s in pm.report(fit).sections}
    assert fit.run.modes is not None
    assert made["Modes"].lines == tuple(str(fit.run.modes).splitlines())
    assert made["Modes"].tables[0]["mass"].sum() == pytest.approx(1, abs=0.01)
    found = pm.prior_sensitivity(fit)
    (table,) = made["Sensitivity to the priors"].tables
    np.testing.assert_allclose(table["prior"], found["prior"], atol=6e-4)
    told = list(found.index[found["diagnosis"] != "-"])
    assert all(name in made["Sensitivity to the priors"].lines[0] for name in told)


def test_classes_of_several_responses_have_their_sections() -> None:
    fit = several.made(several.WHOLE, several.holed(), "gaussian", several.DRAWS)
    found = pm.report(fit)
    titles = [section.title for section in found.sections]
    assert titles[:5] == ["Components", "Diagnostics", "Parameters", "Classes", "Memberships"]
    by = {section.title: section for section in found.sections}
    assert list(by["Components"].tables[0])[:2] == ["family of y", "family of n"]
    assert len(by["Components"].pictures) == 2
    assert len(by["Predictions"].pictures) == 3
    assert by["Predictions"].lines[1] == "One picture for each response: y, n, r."
    text = "\n".join(by["Model"].lines)
    assert (
        "have 3 responses: y (mixture(gaussian, gaussian)), n (mixture(poisson, poisson))" in text
    )
    assert "Missing: y in 1 rows." in text
    assert (
        "Each of the 6 levels of 'id', with all its rows, belongs to one of 2 latent classes"
        in text
    )
    assert "No order identifies the classes" in text
    assert {*by["Priors"].tables[0]["resp"]} == {"", "n", "r", "y"}
    alone = pm.report(fit, resp="n")
    assert [section.title for section in alone.sections][:2] == ["Components", "Diagnostics"]


def test_mixtures_beside_other_responses_have_sections_of_their_own() -> None:
    formula = "bf(y ~ 1, family = mixture(gaussian, gaussian)) + bf(r ~ 1, family = gaussian())"
    held = {
        n: v for n, v in several.DRAWS.items() if not n.endswith(("_x", "_n")) and "_n_" not in n
    }
    held = {f"{n}_y" if n.startswith("theta") else n: v for n, v in held.items()}
    found = pm.report(several.made(formula, several.data(), "gaussian", held))
    titles = [section.title for section in found.sections]
    assert titles[:5] == [
        "Components of y", "Diagnostics", "Parameters", "Classes of y", "Memberships of y",
    ]  # fmt: skip
    assert "y: Components are identified by" in str(found)
