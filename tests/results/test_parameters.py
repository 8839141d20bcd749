"""Estimates of parameters are those that brms computes from the same draws."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pybrms_mix import (
    VarCorr,
    coef,
    fixef,
    ngrps,
    posterior_interval,
    posterior_summary,
    prior_summary,
    ranef,
    vcov,
)
from pybrms_mix.base.errors import InvalidArgument
from tests.results.facts import NAMES, array, axes, fit_of, frame, parameters

GROUPED = [n for n in NAMES if parameters(n)["ranef"]]


def same(found: pd.DataFrame, fact) -> None:
    pd.testing.assert_frame_equal(
        found, frame(fact), rtol=1e-6, atol=1e-12, check_names=False, check_dtype=False
    )


@pytest.mark.parametrize("name", NAMES)
def test_posterior_summary_is_brmss(name):
    facts = parameters(name)
    same(posterior_summary(fit_of(name)), facts["posterior_summary"])
    robust = posterior_summary(fit_of(name), robust=True, probs=(0.1, 0.5, 0.9))
    same(robust, facts["posterior_summary_robust"])


@pytest.mark.parametrize("name", NAMES)
def test_intervals_coefficients_and_their_covariances_are_brmss(name):
    fit, facts = fit_of(name), parameters(name)
    same(posterior_interval(fit, prob=0.8), facts["posterior_interval"])
    same(fixef(fit), facts["fixef"])
    same(vcov(fit), facts["vcov"])
    found = vcov(fit, correlation=True)
    np.testing.assert_allclose(found, array(facts["vcov_correlation"]), rtol=1e-5, atol=1e-8)


@pytest.mark.parametrize("name", GROUPED)
@pytest.mark.parametrize("function", [ranef, coef])
def test_coefficients_by_level_are_brmss(name, function):
    found = function(fit_of(name))
    facts = parameters(name)[function.__name__]
    assert list(found) == list(facts)
    for group, fact in facts.items():
        assert [list(found[group].coords[d].values) for d in found[group].dims] == axes(fact)
        np.testing.assert_allclose(found[group], array(fact), rtol=1e-6, atol=1e-12)


@pytest.mark.parametrize("name", GROUPED)
def test_spreads_and_correlations_are_brmss(name):
    found = VarCorr(fit_of(name))
    facts = parameters(name)["VarCorr"]
    assert list(found) == list(facts)
    for group, fact in facts.items():
        assert list(found[group]) == list(fact)
        np.testing.assert_allclose(found[group]["sd"], array(fact["sd"]), rtol=1e-6)
        for kind in set(fact) - {"sd"}:
            np.testing.assert_allclose(found[group][kind], array(fact[kind]), rtol=1e-6, atol=1e-12)


@pytest.mark.parametrize("name", GROUPED)
def test_the_number_of_levels_is_brmss(name):
    assert ngrps(fit_of(name)) == parameters(name)["ngrps"]


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(GROUPED)))
def test_what_needs_groups_refuses_a_model_without_them_in_brmss_words(name):
    for function in (coef, VarCorr):
        with pytest.raises(InvalidArgument) as caught:
            function(fit_of(name))
        assert caught.value.message == parameters(name)[function.__name__]["error"]
    with pytest.raises(InvalidArgument, match="does not contain group-level effects"):
        ranef(fit_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_priors_of_a_fit_are_brmss(name, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert str(prior_summary(fit_of(name))).split("\n") == parameters(name)["print_prior_summary"]
    said = prior_summary(fit_of(name), all=False).to_frame()["prior"]
    every = parameters(name)["prior_summary"]["prior"]
    assert list(said) == [p for p in every if p]


def test_draws_come_instead_of_estimates_when_asked_for():
    fit = fit_of("two_gaussians")
    draws = fixef(fit, summary=False, pars="mu2_x")
    assert draws.shape == (600, 1)
    np.testing.assert_array_equal(draws["mu2_x"], fit.draws["b_mu2_x"])
    levels = ranef(fit, summary=False)["g"]
    assert levels.dims == ("draw", "level", "coefficient")
    np.testing.assert_array_equal(
        levels.sel(level="g02", coefficient="mu1_x"), fit.draws["r_g__mu1[g02,x]"]
    )
    whole = coef(fit, summary=False)["g"].sel(level="g02", coefficient="mu1_x")
    np.testing.assert_allclose(whole, fit.draws["r_g__mu1[g02,x]"] + fit.draws["b_mu1_x"])
    spread = VarCorr(fit, summary=False)["g"]
    product = fit.draws["sd_g__mu1_Intercept"] * fit.draws["sd_g__mu1_x"]
    np.testing.assert_allclose(
        spread["cov"].sel(coefficient="mu1_Intercept", other="mu1_x"),
        product * fit.draws["cor_g__mu1_Intercept__mu1_x"],
    )


def test_coefficients_and_groups_can_be_picked():
    assert list(ranef(fit_of("two_groups"), groups="h")) == ["h"]
    picked = ranef(fit_of("two_groups"), groups=["g"], pars=["x"])["g"]
    assert list(picked.coords["coefficient"].values) == ["x"]
    with pytest.raises(InvalidArgument, match="There are: Intercept, x"):
        ranef(fit_of("two_groups"), groups="g", pars="z")
    with pytest.raises(InvalidArgument, match="Did you mean 'mu1_x'"):
        fixef(fit_of("two_gaussians"), pars="mu1x")


def test_an_estimate_of_equal_draws_has_no_error():
    table = posterior_summary(fit_of("predicted_theta"), "b_mu1_x")
    assert table.loc["b_mu1_x"].tolist() == [0.3, 0.0, 0.3, 0.3]


def test_probabilities_outside_0_and_1_are_refused():
    with pytest.raises(InvalidArgument, match="probs"):
        fixef(fit_of("students"), probs=(2.5, 97.5))


def test_a_group_that_the_model_does_not_have_is_refused():
    with pytest.raises(InvalidArgument, match="no group-level coefficients of 'k'") as caught:
        ranef(fit_of("two_groups"), groups=["g", "k"])
    assert caught.value.hint == "The grouping factors are: g, h."
