"""The summary is that of brms, column by column, and prints for every kind of fit."""

from __future__ import annotations

import warnings
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pybrms_mix import brm
from pybrms_mix.base.errors import ConvergenceWarning, InvalidArgument
from pybrms_mix.base.shown import preformatted
from tests.results.facts import NAMES, fit_of, numbers, parameters

PRINTS = {
    "print": ({}, 80),
    "print_wide": ({}, 200),
    "print_3_digits": ({"digits": 3}, 80),
    "print_priors": ({"priors": True}, 80),
    "print_robust": ({"robust": True, "mc_se": True, "prob": 0.9}, 80),
}

# Its two short chains disagree: R-hats are up to 1.8, and a verdict follows brms's text.
UNHEALTHY = ("two_gaussians",)


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")
@pytest.mark.parametrize("kind", PRINTS)
@pytest.mark.parametrize("name", NAMES)
def test_the_summary_is_the_text_that_brms_prints(name, kind):
    options, width = PRINTS[kind]
    shown = fit_of(name).summary(**options).text(width).split("\n")
    expected = parameters(name)[kind]
    if name in UNHEALTHY:
        assert shown[len(expected)] == ""
        assert shown[len(expected) + 1].startswith("several modes: chain 2 is in another mode")
        shown = shown[: len(expected)]
    assert shown == expected


@pytest.mark.parametrize("name", NAMES)
def test_the_summary_warns_where_brms_warns(name):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        fit_of(name).summary()
    assert [str(w.message) for w in caught] == parameters(name)["warnings"]
    assert all(w.category is ConvergenceWarning for w in caught)


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")
@pytest.mark.parametrize("name", NAMES)
def test_the_numbers_behind_the_print_are_brmss(name):
    fact = parameters(name)["summary_fixed"]
    fixed = fit_of(name).summary().fixed
    assert list(fixed.columns) == list(fact)
    for column in fixed:
        np.testing.assert_allclose(fixed[column], numbers(fact[column]), rtol=1e-6)


def test_printing_a_fit_prints_its_summary(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    text = "\n".join(parameters("students")["print"])
    assert str(fit_of("students")) == text
    assert repr(fit_of("students")) == text


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")
def test_a_notebook_shows_the_text_with_its_columns_aligned():
    fit = fit_of("two_groups")
    page = fit._repr_html_()
    assert page == preformatted(str(fit)) == fit.summary()._repr_html_()
    assert "cor(Intercept,x)" in page


def test_a_fit_without_draws_says_so_as_brms_does():
    d = pd.DataFrame({"y": [0.1, 0.4, 0.2, 5.2, 5.9, 6.1]})
    fit = brm("y ~ 1", d, "mixture(gaussian, gaussian)", empty=True)
    assert str(fit).split("\n") == [
        " Family: mixture(gaussian, gaussian) ",
        "  Links: mu1 = identity; sigma1 = identity; mu2 = identity; sigma2 = identity; "
        "theta1 = identity; theta2 = identity ",
        "Formula: y ~ 1 ",
        "   Data: d (Number of observations: 6) ",
        "",
        "The model does not contain posterior draws.",
    ]
    assert "does not contain posterior draws" in fit._repr_html_()


def test_a_sampled_fit_prints_with_its_own_run():
    d = pd.DataFrame({"y": np.sin(np.arange(40.0))})
    fit = brm("y ~ 1", d, chains=2, iter=60, thin=2, seed=1, sample_prior="only",
              prior="prior(normal(0, 1), class = sigma)", silent=2)  # fmt: skip
    lines = str(fit.summary()).split("\n")
    assert "  Draws: 2 chains, each with iter = 60; warmup = 30; thin = 2;" in lines
    assert "         total post-warmup draws = 30" in lines
    assert " Family: gaussian " in lines
    assert any(line.startswith("Intercept ") for line in lines)


def test_an_interval_takes_its_name_from_its_probability():
    columns = list(fit_of("students").summary(prob=0.5).fixed.columns)
    assert columns[2:4] == ["l-50% CI", "u-50% CI"]
    with pytest.raises(InvalidArgument, match="prob"):
        fit_of("students").summary(prob=95)


def test_negative_zero_and_constants_print_as_in_r():
    fit = fit_of("students")
    values = fit.draws.values.copy()
    at = fit.draws.index("b_mu1_x")
    values[:, :, at] = np.where(np.arange(300) % 2, -0.001, 0.0005)
    text = replace(fit, draws=type(fit.draws)(values, fit.draws.names)).summary().text()
    row = next(line for line in text.split("\n") if line.startswith("mu1_x"))
    assert row.split()[1:5] == ["-0.00", "0.00", "-0.00", "0.00"]
