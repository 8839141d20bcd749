"""A notebook shows a text or a picture of each public object, and each figure once."""

from __future__ import annotations

import sys

import nbclient
import nbformat
import pytest

import pybrms_mix as pm
from pybrms_mix.base.shown import Text
from tests.results.facts import fit_of

OBJECTS = {
    "formula": lambda fit: pm.bf("y ~ x + (1 | g)", "theta2 ~ x"),
    "mixture": lambda fit: pm.mixture("gaussian", nmix=2),
    "family": lambda fit: pm.student(link_sigma="identity"),
    "priors": lambda fit: fit.prior_summary(),
    "program": pm.stancode,
    "fit": lambda fit: fit,
    "summary": pm.summary,
    "VarCorr": lambda fit: pm.VarCorr(fit_of("two_gaussians")),
    "ranef": lambda fit: pm.ranef(fit_of("two_gaussians")),
    "coef": lambda fit: pm.coef(fit_of("two_gaussians")),
    "loo": pm.loo,
    "comparison": lambda fit: pm.loo_compare(fit, fit),
    "modes": pm.mode_check,
    "hypotheses": lambda fit: pm.hypothesis(fit, "mu1_x > 0"),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", OBJECTS)
def test_the_repr_is_the_text_and_html_keeps_its_lines(name):
    shown = OBJECTS[name](fit_of("students"))
    text, html = repr(shown), shown._repr_html_()
    assert "object at 0x" not in text
    assert "Infix(" not in text
    assert html.startswith(("<pre", "<table", "<div"))
    assert "\\n" not in html


def test_a_program_is_a_str_that_shows_its_lines():
    program = pm.make_stancode("y ~ 1", {"y": [0.1, 0.4, 5.2, 5.9]}, pm.gaussian)
    assert isinstance(program, Text)
    assert repr(program).count("\n") == program.count("\n") > 10
    assert "int&lt;lower=1&gt; N;" in program._repr_html_()


def test_coefficients_of_levels_are_short_tables():
    text = repr(pm.ranef(fit_of("two_gaussians")))
    assert "g: mu1_Intercept" in text and "Est.Error" in text and "array(" not in text
    assert len(text.splitlines()) < 40
    draws = repr(pm.ranef(fit_of("two_gaussians"), summary=False))
    assert draws == "g\ndraws: 600 draws, 6 levels, 3 coefficients"


def test_conditional_effects_show_pictures_in_html_and_ranges_in_text():
    effects = pm.conditional_effects(fit_of("students"))
    assert len(repr(effects).splitlines()) == 2 + len(effects)
    assert effects._repr_html_().count("data:image/png;base64,") == len(effects)


@pytest.mark.slow
def test_a_figure_appears_once_in_a_notebook_and_none_stays_open():
    cells = [
        "import warnings; warnings.simplefilter('ignore')\n"
        "import matplotlib.pyplot as plt, pybrms_mix as pm\n"
        "from tests.results.facts import fit_of\nfit = fit_of('students')",
        "pm.plot_mixture(fit)",
        "pm.pp_check(fit)",
        "pm.conditional_effects(fit)",
        "assert plt.get_fignums() == []",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    path = [p for p in sys.path if p]
    notebook.cells.insert(0, nbformat.v4.new_code_cell(f"import sys; sys.path[:0] = {path!r}"))
    nbclient.NotebookClient(notebook, timeout=120).execute()
    pictures = [
        sum("image/png" in o.get("data", {}) or "<img" in o.get("data", {}).get("text/html", "")
            for o in cell.outputs)
        for cell in notebook.cells
    ]  # fmt: skip
    assert pictures == [0, 0, 1, 1, 1, 0]
