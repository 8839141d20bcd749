"""A user's notebook of forty cells, executed in a separate kernel, and the output of its cells."""

from __future__ import annotations

import sys
from pathlib import Path

import nbclient
import nbformat
import pytest
from nbconvert import HTMLExporter

# Each cell with what it shows: "" for nothing, "text", "html" for a table or formatted text, or
# "picture".
CELLS = [
    ("import numpy as np, pandas as pd, polars as pl, arviz as az\nimport pybrms_mix as pm", ""),
    ("faithful = pm.load_data('faithful')\nfaithful.head()", "html"),
    ("family = pm.mixture('gaussian', nmix=2)\nfamily", "html"),
    ("pm.bf('waiting ~ 1', 'theta2 ~ 1')", "html"),
    ("pm.get_prior('waiting ~ 1', faithful, family)", "html"),
    ("priors = pm.prior('normal(55, 10)', class_='Intercept', dpar='mu1')\npriors", "html"),
    ("pm.make_stancode('waiting ~ 1', faithful, family)", "html"),
    ("sorted(pm.make_standata('waiting ~ 1', faithful, family))[:3]", "text"),
    ("pm.prior_check('waiting ~ 1', faithful, family, [priors, pm.prior('normal(80, 10)', "
     "class_='Intercept', dpar='mu2')], seed=1)", "html"),
    ("fit = pm.brm('waiting ~ 1', faithful, family, priors, chains=2, iter=1000, seed=1, silent=2)",
     ""),
    ("fit", "html"),
    ("pm.summary(fit)", "html"),
    ("fit.prior_summary()", "html"),
    ("pm.mode_check(fit)", "html"),
    ("fit.rhat().max() < 1.05", "text"),
    ("fit.plot()[0]", "picture"),
    ("fit.pp_check(seed=1)", "picture"),
    ("fit.plot_mixture()", "picture"),
    ("fit.plot_classification()", "picture"),
    ("fit.mcmc_plot('areas')", "picture"),
    ("fit.classify().head()", "html"),
    ("fit.pp_mixture()", "html"),
    ("fit.classification_entropy()", "html"),
    ("fit.fixef()", "html"),
    ("fit.describe_posterior()", "html"),
    ("pm.hypothesis(fit, 'mu2_Intercept - mu1_Intercept > 20')", "html"),
    ("one = pm.brm('waiting ~ 1', faithful, chains=2, iter=1000, seed=1, silent=2)", ""),
    ("pm.loo(fit)", "html"),
    ("pm.loo_compare(fit, one)", "html"),
    ("sleep = pm.load_data('sleepstudy')\nslow = pm.brm('Reaction ~ Days + (1 | Subject)', sleep, "
     "chains=2, iter=600, seed=1, silent=2)", ""),
    ("pm.VarCorr(slow)", "html"),
    ("pm.ranef(slow)", "html"),
    ("pm.conditional_effects(slow, 'Days')", "picture"),
    ("pm.predictions(slow, by='Days')", "html"),
    ("pm.slopes(slow, 'Days', by=True)", "html"),
    ("new = pl.DataFrame({'Days': [0, 5], 'Subject': ['308', '309']})\nslow.predict(new, seed=1)",
     "html"),
    ("fit.save('fit.nc')\nagain = pm.load('fit.nc')\nagain.nobs", "text"),
    ("tree = fit.to_arviz()\naz.summary(tree, var_names=['sigma1', 'sigma2'])", "html"),
    ("az.loo(tree)", "text"),
    ("print(pm.summary(fit).to_markdown())", "text"),
]  # fmt: skip


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    path = [p for p in sys.path if p]
    setup = f"import sys; sys.path[:0] = {path!r}\nimport warnings; warnings.simplefilter('ignore')"
    cells = [nbformat.v4.new_code_cell(source) for source in (setup, *(c for c, _ in CELLS))]
    made = nbformat.v4.new_notebook(cells=cells)
    folder = {"metadata": {"path": str(tmp_path_factory.mktemp("notebook"))}}
    nbclient.NotebookClient(made, timeout=300, resources=folder).execute()
    return made


def kinds(cell) -> set[str]:
    """Return what the cell shows: "picture", "html", "text"."""
    found = set()
    for output in cell.outputs:
        data = output.get("data", {})
        if "image/png" in data or "<img" in data.get("text/html", ""):
            found.add("picture")
        elif "text/html" in data:
            found.add("html")
        elif "text/plain" in data or output.output_type == "stream":
            found.add("text")
    return found


@pytest.mark.slow
def test_forty_cells_run_and_show_what_one_wants_to_see(notebook):
    assert len(CELLS) == 40
    shown = [
        (source, kinds(cell)) for (source, _), cell in zip(CELLS, notebook.cells[1:], strict=True)
    ]
    wanted = [(source, {kind} if kind else set()) for source, kind in CELLS]
    assert [pair for pair in zip(shown, wanted, strict=True) if pair[0] != pair[1]] == []


@pytest.mark.slow
def test_no_cell_shows_an_address_or_a_dump(notebook):
    for cell in notebook.cells:
        for output in cell.outputs:
            text = output.get("data", {}).get("text/plain", "") or output.get("text", "")
            assert " object at 0x" not in text, cell.source
            assert len(text.splitlines()) < 120, cell.source


@pytest.mark.slow
def test_the_page_of_the_notebook_has_its_tables_and_pictures(notebook, tmp_path: Path):
    page, _ = HTMLExporter().from_notebook_node(notebook)
    (tmp_path / "notebook.html").write_text(page, encoding="utf-8")
    assert page.count("data:image/png;base64") >= 6
    assert page.count("<table") >= 8
