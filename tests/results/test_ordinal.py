"""Fits of ordered categories: predictions are probabilities."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, PybrmsWarning
from pybrms_mix.results.fit import Fit
from tests.results.made import made

LEVELS = ("low", "middle", "high")
CUTS = {
    "b_mu1_Intercept[1]": -1.0, "b_mu1_Intercept[2]": 0.5,
    "b_mu2_Intercept[1]": 0.5, "b_mu2_Intercept[2]": 1.5,
    "b_mu1_x": 1.0, "b_mu2_x": -2.0, "disc1": (1.0, 0), "disc2": (1.0, 0), "theta1": 0.4,
    "theta2": 0.6, "lprior": 0.0, "lp__": 0.0,
}  # fmt: skip
BY_GROUP = {
    "b_Intercept[a,1]": -1.0, "b_Intercept[b,1]": 0.0, "b_Intercept[b,2]": 2.0, "b_x": 0.5,
    "disc": (1.0, 0), "lprior": 0.0, "lp__": 0.0,
}  # fmt: skip


def data(n: int = 6) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    y = np.resize([1, 2, 3], n)
    return pd.DataFrame(
        {
            "y": y,
            "x": rng.normal(size=n),
            "o": pd.Categorical(np.array(LEVELS)[y - 1], LEVELS, ordered=True),
            "g": np.where(y == 3, "b", np.resize(["a", "b"], n)),
        }
    )


def fit_of(response: str = "y", families: str = "acat, cratio", count: int = 50) -> Fit:
    return made(f"{response} ~ x", data(), f"mixture({families})", CUTS, count)


def test_expected_are_the_probabilities_by_which_each_category_is_counted():
    fit = fit_of()
    p = pm.posterior_epred(fit)
    assert p.shape == (50, 6, 3)
    for k in (1, 2, 3):
        density = np.exp(pm.log_lik(fit, data().assign(y=k)))
        np.testing.assert_allclose(p[:, :, k - 1], density, rtol=1e-12)
    np.testing.assert_allclose(p.sum(axis=2), 1, rtol=1e-12)


def test_a_group_of_rows_with_fewer_thresholds_has_fewer_categories():
    fit = made("y | thres(gr = g) ~ x", data(), "sratio", BY_GROUP)
    p = pm.posterior_epred(fit, pd.DataFrame({"x": [0.1, 0.1], "g": ["a", "b"]}))
    assert (p[:, 0, 2] == 0).all() and (p[:, 1, 2] > 0).all()
    np.testing.assert_allclose(p.sum(axis=2), 1, rtol=1e-12)


@pytest.mark.parametrize("families", ["cumulative, cumulative", "acat, cratio"])
def test_predictions_are_as_frequent_as_they_are_probable(families):
    fit = fit_of(families=families, count=4000)
    drawn = pm.posterior_predict(fit, seed=1)
    assert set(np.unique(drawn)) == {1, 2, 3}
    p = pm.posterior_epred(fit).mean(axis=0)
    share = np.stack([(drawn == k).mean(axis=0) for k in (1, 2, 3)], axis=1)
    assert np.abs(share - p).max() < 4 * np.sqrt(0.25 / 4000)


@pytest.mark.parametrize("family", ["cumulative", "sratio", "cratio", "acat"])
def test_thresholds_and_coefficients_of_a_prediction_are_those_of_one_draw(family):
    # The draws are of two kinds. In both, x = 1 has the middle category for certain; thresholds of
    # one kind with coefficients of the other have the first or the last.
    high = np.random.default_rng(5).random(200) < 0.5
    sign = np.where(high, 1.0, -1.0)
    draws = {"disc1": 1.0, "disc2": 1.0, "theta1": 0.4, "theta2": 0.6, "lprior": 0.0, "lp__": 0.0}
    for k in (1, 2):
        draws[f"b_mu{k}_Intercept[1]"] = np.where(high, 20.0, -80.0)
        draws[f"b_mu{k}_Intercept[2]"] = np.where(high, 80.0, -20.0)
        draws[f"b_mu{k}_x"] = 50 * sign
    frame = data(9).assign(x=1.0)
    fit = pm.fit_from_draws("y ~ x", frame, f"mixture({family}, {family})", pd.DataFrame(draws))
    assert (pm.posterior_predict(fit, seed=1) == 2).all()
    assert (pm.predict(fit, seed=1)["P(Y = 2)"] == 1).all()
    np.testing.assert_allclose(pm.posterior_epred(fit)[:, :, 1], 1)


def test_predict_says_the_shares_of_the_categories_and_fitted_their_probabilities():
    fit = fit_of("o")
    table = pm.predict(fit, seed=1)
    assert list(table.columns) == ["P(Y = low)", "P(Y = middle)", "P(Y = high)"]
    drawn = pm.posterior_predict(fit, seed=1)
    np.testing.assert_allclose(table["P(Y = middle)"], (drawn == 2).mean(axis=0))
    cells = pm.fitted(fit)
    assert cells.dims == ("row", "statistic", "category")
    assert list(cells["category"].values) == list(table.columns)
    mean = cells.sel(statistic="Estimate").to_numpy()
    np.testing.assert_allclose(mean, pm.posterior_epred(fit).mean(axis=0))


def test_a_response_without_levels_has_numbered_categories():
    assert list(pm.predict(fit_of()).columns) == ["P(Y = 1)", "P(Y = 2)", "P(Y = 3)"]


def test_memberships_are_shares_of_the_probability_of_the_observed_category():
    fit, rows = fit_of(), data()
    p = pm.pp_mixture(fit, summary=False)
    theta = pm.posterior_epred(fit, dpar="theta")
    # Draws whose proportion of one component is 1 have the probabilities of that component.
    for k in (1, 2):
        alone = fit.draws.values.copy()
        for j in (1, 2):
            alone[:, :, fit.draws.index(f"theta{j}")] = float(j == k)
        single = replace(fit, draws=replace(fit.draws, values=alone))
        own = np.exp(pm.log_lik(single, rows)) * theta[:, :, k - 1]
        np.testing.assert_allclose(p[:, :, k - 1], own / np.exp(pm.log_lik(fit)), rtol=1e-9)


@pytest.mark.parametrize("call", [pm.residuals, pm.predictive_error])
def test_categories_have_no_errors(call):
    with pytest.raises(InvalidArgument, match="Predictive errors are not defined for ordinal"):
        call(fit_of())


def test_the_r2_of_categories_warns():
    with pytest.warns(PybrmsWarning, match="treated as continuous variables in 'bayes_R2'"):
        assert 0 < pm.bayes_R2(fit_of())["Estimate"].iloc[0] < 1


def test_new_rows_keep_which_value_of_a_binary_response_is_one():
    rows = pd.DataFrame({"y": ["yes", "no", "yes", "yes"]})
    rows["f"] = pd.Categorical(rows["y"], ["yes", "no"])
    draws = {"b_Intercept": (1.0, 0), "lprior": 0.0, "lp__": 0.0}
    for name, one in (("y", "yes"), ("f", "no")):
        fit = made(f"{name} ~ 1", rows, "bernoulli", draws)
        whole = pm.log_lik(fit)
        for row in range(4):
            alone = pm.log_lik(fit, rows.iloc[[row]])
            np.testing.assert_array_equal(alone[:, 0], whole[:, row])
        likelier = rows["y"] == one
        assert (whole[:, likelier] > whole[:, ~likelier].max()).all()


def test_the_effect_on_categories_is_one_curve_of_their_mean_or_one_of_each():
    fit = fit_of()
    plain = pm.conditional_effects(fit)
    each = pm.conditional_effects(fit, categorical=True)
    assert list(plain) == ["x"]
    assert list(each) == ["x:cats__"]
