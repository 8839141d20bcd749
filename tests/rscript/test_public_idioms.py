"""Idioms of public scripts that a run without a sampler does not reach."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from pybrms_mix import r
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.rscript import port, run
from tests.r.test_draws_tables import DRAWS

MODEL = "library(brms)\nd <- data.frame(x = 1:2, y = 3:4)\nm <- brm(y ~ x, d)\n"


@pytest.mark.parametrize(
    ("line", "python", "note"),
    [
        ("ce <- conditional_effects(m, plot = FALSE)", "ce = pm.conditional_effects(m)",
         "without plot = FALSE: brms ignores it"),
        ("s <- make_stancode(y ~ x, d, iter = 40)", 's = pm.make_stancode("y ~ x", data=d)',
         "without iter = 40: brms ignores it"),
        ("e <- marginal_effects(m, probs = c(0.25, 0.75))",
         "e = pm.conditional_effects(m, prob=0.5)", ""),
        ("e <- posterior_predict(m, draws = 500)", "e = pm.posterior_predict(m)",
         "without draws = 500: brms ignores it"),
        ("b <- bayes_R2(m, re.form = NA)", 'b = r.as_in_r(pm.bayes_R2(m, re_formula="NA"))', ""),
        ("e <- posterior_epred(m, resp = 'y')", 'e = pm.posterior_epred(m, resp="y")', ""),
        ("bayesplot::mcmc_trace(m$fit)", 'pm.mcmc_plot(m, "trace")', ""),
        ("d %>% select(x) %>% GGally::ggpairs()", "", "without ggpairs()"),
        ("p <- ggplot(d, aes(x, y))\nplotly::ggplotly(p)", "p.show()", "not interactive"),
    ],
)  # fmt: skip
def test_a_line_becomes_this_python(line: str, python: str, note: str) -> None:
    ported = port(MODEL + line)
    assert not ported.missing
    assert python in ported.python
    assert note in ported.python


@pytest.mark.parametrize(
    "line", ["conditional_effects(m, offset = TRUE)", "conditional_effects(m, nug = 1)"]
)
def test_an_argument_that_brms_passes_on_is_told(line: str) -> None:
    assert "has no argument" in port(MODEL + line).python


def test_a_variable_of_a_condition_may_exist() -> None:
    assert "it is unknown whether 'x' exists here" in port('if (a) x <- 1\nexists("x")').python
    assert "it is unknown" in port('x <- 1\nrm(list = v)\nexists("x")').python
    assert run('x <- 1\nrm(x)\nout <- exists("x")')["out"] is False
    assert "it is unknown" in port('load("f.RData")\nexists("x")').python


def test_print_returns_the_value_that_it_prints(capsys: pytest.CaptureFixture[str]) -> None:
    variables = run(
        "x <- print(c(3, 4))\ny <- x + 1\nf <- function(v) print(v)\nz <- f(2) * 3\nf(7)\n"
    )
    assert list(variables["y"]) == [4, 5]
    assert variables["z"] == 6
    assert capsys.readouterr().out.count("7") == 1


def test_variables_are_excluded_from_draws() -> None:
    subset: Any = r.subset_draws(DRAWS, "mu", exclude=True)
    assert "mu" not in subset.columns
    assert len(subset) == len(DRAWS)
    with pytest.raises(InvalidArgument, match="exclude"):
        r.subset_draws(DRAWS, "mu", chain=1, exclude=True)


def test_ranges_and_quantiles_of_rows_leave_missing_values_out() -> None:
    matrix = np.array([[1.0, np.nan, 3.0], [2.0, 4.0, 9.0]])
    assert r.row_ranges(matrix, na_rm=True).tolist() == [[1, 3], [2, 9]]
    assert np.isnan(r.row_quantiles(matrix, [0.5, 1]).to_numpy()).sum() == 2
