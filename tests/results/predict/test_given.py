"""Predictions given the component, compared with closed forms and sums over the components."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument

RNG = np.random.default_rng(5)
X = RNG.normal(size=30)
DATA = pd.DataFrame(
    {"x": X, "y": np.where(np.arange(30) < 12, -1 - X, 2 + X) + RNG.normal(size=30),
     "id": np.repeat(np.arange(10), 3), "w": np.arange(30) / 7}
)  # fmt: skip
DRAWS = pd.DataFrame(
    {"b_mu1_Intercept": -1.0, "b_mu2_Intercept": 2.0, "b_mu1_x": -1.0, "b_mu2_x": 1.0,
     "sigma1": 1.0, "sigma2": 1.5, "theta1": 0.4, "theta2": 0.6}, index=range(4)
) + np.linspace(0, 0.02, 4)[:, None]  # fmt: skip
DRAWS["theta2"] = 1 - DRAWS["theta1"]


def made(family: str = "mixture(gaussian, gaussian)", draws: pd.DataFrame = DRAWS) -> pm.Fit:
    return pm.fit_from_draws("y ~ x", DATA, family, draws)


def means() -> np.ndarray:
    """Return the means of the components: (draws, rows, 2)."""
    found = [DRAWS[f"b_mu{k}_Intercept"].to_numpy()[:, None]
             + np.outer(DRAWS[f"b_mu{k}_x"], X) for k in (1, 2)]  # fmt: skip
    return np.stack(found, axis=2)


def memberships(whole: bool = False) -> np.ndarray:
    """Return the memberships of rows, or of groups of three rows, by Bayes' rule."""
    scale = DRAWS[["sigma1", "sigma2"]].to_numpy()[:, None, :]
    log = stats.norm.logpdf(DATA["y"].to_numpy()[:, None], means(), scale)
    if whole:
        log = np.repeat(log.reshape(4, 10, 3, 2).sum(axis=2), 3, axis=1)
    joint = DRAWS[["theta1", "theta2"]].to_numpy()[:, None, :] * np.exp(log)
    return np.asarray(joint / joint.sum(axis=2, keepdims=True))


WHOLE = "mixture(gaussian, gaussian, gr = 'id')"


@pytest.mark.parametrize("whole", [False, True])
def test_expectations_given_the_component_or_weighted_by_the_membership(whole: bool) -> None:
    fit = pm.fit_from_draws("y ~ x", DATA, WHOLE, DRAWS) if whole else made()
    for k in (1, 2):
        np.testing.assert_allclose(pm.posterior_epred(fit, component=k), means()[:, :, k - 1])
    by_hand = (memberships(whole) * means()).sum(axis=2)
    np.testing.assert_allclose(pm.posterior_epred(fit, component="membership"), by_hand)
    np.testing.assert_allclose(
        pm.posterior_epred(fit, DATA, component="membership"), by_hand, rtol=1e-9
    )
    np.testing.assert_allclose(
        pm.fitted(fit, component="membership")["Estimate"], by_hand.mean(axis=0)
    )
    residuals = pm.residuals(fit, component="membership", method="posterior_epred", summary=False)
    np.testing.assert_allclose(residuals, DATA["y"].to_numpy() - by_hand)
    own = pm.residuals(fit, component=2, method="posterior_epred")["Estimate"]
    np.testing.assert_allclose(own, DATA["y"] - means()[:, :, 1].mean(axis=0))


def test_new_responses_come_from_the_component() -> None:
    many = pd.concat([DRAWS] * 500, ignore_index=True)
    fit = made(draws=many)
    y, z = pm.posterior_predict(fit, component=2, components=True, seed=1)
    assert (z == 2).all()
    row = (y[:, 3] - np.tile(means()[:, 3, 1], 500)) / many["sigma2"].to_numpy()
    assert stats.kstest(row, "norm").pvalue > 0.001
    z = pm.posterior_predict(fit, component="membership", components=True, seed=1)[1]
    share, expected = (z == 2).mean(axis=0), memberships()[:, :, 1].mean(axis=0)
    error = np.sqrt(expected * (1 - expected) / len(z))
    assert (np.abs(share - expected) < 4.5 * error + 1e-9).all()


def test_whole_groups_keep_their_component_in_predictions_by_membership() -> None:
    fit = made(WHOLE, pd.concat([DRAWS] * 50, ignore_index=True))
    z = pm.posterior_predict(fit, component="membership", components=True, seed=1)[1]
    assert (z.reshape(-1, 10, 3) == z.reshape(-1, 10, 3)[:, :, :1]).all()


def test_rows_without_a_response_have_the_membership_of_their_group_or_the_proportions() -> None:
    shown = DATA.assign(y=DATA["y"].where(np.arange(30) % 3 < 2))
    fit = made(WHOLE)
    p = pm.pp_mixture(fit, shown, summary=False)
    by_hand = (p * means()).sum(axis=2)
    np.testing.assert_allclose(pm.posterior_epred(fit, shown, component="membership"), by_hand)
    alone = DATA.drop(columns="y")
    np.testing.assert_allclose(
        pm.posterior_epred(made(), alone, component="membership"), pm.posterior_epred(made())
    )


def test_intervals_and_errors_take_the_component() -> None:
    fit = made()
    y = pm.posterior_predict(fit, component=1, seed=2)
    ends = pm.predictive_interval(fit, component=1, seed=2)
    np.testing.assert_allclose(ends.to_numpy().T, np.quantile(y, [0.05, 0.95], axis=0))
    np.testing.assert_allclose(
        pm.predictive_error(fit, component=1, seed=2), DATA["y"].to_numpy() - y
    )
    np.testing.assert_allclose(pm.predict(fit, component=1, seed=2)["Estimate"], y.mean(axis=0))


def test_averages_over_a_class_are_weighted_by_the_membership() -> None:
    p = memberships()[:, :, 1]
    found = pm.predictions(made(), component=2, wts="membership", by=True).draws[:, 0]
    np.testing.assert_allclose(found, (p * means()[:, :, 1]).sum(axis=1) / p.sum(axis=1))
    found = pm.comparisons(made(), {"x": [0, 1]}, component="membership", by=True).draws[:, 0]
    slope = DRAWS[["b_mu1_x", "b_mu2_x"]].to_numpy()
    np.testing.assert_allclose(found, (memberships() * slope[:, None, :]).sum(2).mean(1))
    found = pm.predictions(made(), component=1, wts=DATA["w"], by=True).draws[:, 0]
    np.testing.assert_allclose(found, np.average(means()[:, :, 0], axis=1, weights=DATA["w"]))


def test_all_quantities_of_a_comparison_are_of_the_same_draws() -> None:
    wide = pd.concat([DRAWS] * 20, ignore_index=True)
    wide["b_mu1_Intercept"] = RNG.normal(0, 50, len(wide))
    fit = made(draws=wide)
    found = pm.comparisons(fit, {"x": [0, 1]}, component=1, by=True, ndraws=10).draws
    assert (np.abs(found + 1) < 0.1).all()
    effect = pm.conditional_effects(fit, "x", components=True, ndraws=1)["x"]
    theta = 0.41  # the theta of each draw differs by at most 0.02
    both = theta * effect["estimate__.1"] + (1 - theta) * effect["estimate__.2"]
    assert (np.abs(both - effect["estimate__"]) < 0.02 * np.ptp(effect["estimate__.1"]) + 3).all()


def test_categories_have_the_probabilities_of_one_component() -> None:
    data = pd.DataFrame({"y": pd.Categorical([1, 2, 3, 2, 1, 3], ordered=True)})
    names = [f"b_mu{k}_Intercept[{j}]" for k in (1, 2) for j in (1, 2)]
    draws = pd.DataFrame([[-1.0, 1.0, 0.0, 2.0]], columns=names).assign(
        theta1=0.3, theta2=0.7, disc1=1.0, disc2=1.0
    )
    fit = pm.fit_from_draws("y ~ 1", data, "mixture(cumulative, cumulative)", draws)
    for k, cuts in ((1, [-1.0, 1.0]), (2, [0.0, 2.0])):
        below = np.r_[0, stats.logistic.cdf(cuts), 1]
        np.testing.assert_allclose(pm.posterior_epred(fit, component=k)[0, 0], np.diff(below))
        effect = pm.fitted(fit, component=k).sel(statistic="Estimate").to_numpy()[0]
        np.testing.assert_allclose(effect, np.diff(below))


def test_effects_of_a_component_are_its_column_among_all() -> None:
    every = pm.conditional_effects(made(), "x", components=True)["x"]
    own = pm.conditional_effects(made(), "x", component=2)["x"]
    np.testing.assert_allclose(own["estimate__"], every["estimate__.2"])
    at = {"method": "posterior_predict", "seed": 1}
    every = pm.conditional_effects(made(), "x", components=True, **at)["x"]
    own = pm.conditional_effects(made(), "x", component=1, **at)["x"]
    np.testing.assert_allclose(own["upper__"], every["upper__.1"])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda f: pm.posterior_predict(f, component=True), "component"),
        (lambda f: pm.posterior_epred(f, component=3), "from 1 to 2"),
        (lambda f: pm.posterior_epred(f, component=0), "component"),
        (lambda f: pm.posterior_epred(f, component="members"), "membership"),
        (lambda f: pm.posterior_epred(f, component=1, dpar="mu2"), "'component' and 'dpar'"),
        (lambda f: pm.fitted(f, component=1, scale="linear"), "scale = 'response'"),
        (lambda f: pm.predictions(f, component=1, type="link"), "'component', or 'dpar'"),
        (lambda f: pm.predictions(f, wts="w"), "'wts' applies to averages"),
        (lambda f: pm.predictions(f, by=True, wts="ww"), "no column 'ww'"),
        (lambda f: pm.predictions(f, by=True, wts="membership"), "component = 1"),
        (lambda f: pm.conditional_effects(f, component=1, components=True), "'component'"),
        (lambda f: pm.pp_check(f, "loo_pit_qq", component=1), "checks the mixture as a whole"),
        (lambda f: pm.pp_check(f, "boxplot", components=True), "no panels for groups"),
        (lambda f: pm.pp_check(f, components=True, group="id"), "'components' or 'group'"),
    ],
)
def test_mistakes_are_refused(call, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InvalidArgument, match=words):
        call(made())
