"""Predictions, comparisons and slopes, compared with closed forms and predictions by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm

RNG = np.random.default_rng(3)
DATA = pd.DataFrame(
    {
        "x": RNG.normal(size=40),
        "f": np.tile(["a", "b", "c", "a"], 10),
        "y": RNG.normal(size=40),
    },
    index=[f"row{k}" for k in range(40)],
)


def gaussian() -> pm.Fit:
    names = ["b_Intercept", "b_x", "b_fb", "b_fc", "sigma"]
    draws = pd.DataFrame(RNG.normal(size=(50, 5)), columns=names).assign(sigma=1.0)
    return pm.fit_from_draws("y ~ x + f", DATA, pm.gaussian, draws)


def mixture() -> pm.Fit:
    names = ["b_mu1_Intercept", "b_mu2_Intercept", "b_theta2_Intercept",
             "b_mu1_x", "b_mu2_x", "b_theta2_x"]  # fmt: skip
    draws = pd.DataFrame(RNG.normal(size=(50, 6)), columns=names).assign(sigma1=1.0, sigma2=2.0)
    return pm.fit_from_draws(
        pm.bf("y ~ x", "theta2 ~ x"), DATA, "mixture(gaussian, gaussian, order = 'none')", draws
    )


def values(fit: pm.Fit, name: str) -> np.ndarray:
    return fit.as_draws_df()[name].to_numpy()


def test_a_slope_of_a_linear_model_is_its_coefficient():
    fit = gaussian()
    found = pm.slopes(fit, "x")
    np.testing.assert_allclose(found.draws, np.tile(values(fit, "b_x")[:, None], 40), rtol=1e-6)
    assert list(found.table.index) == list(DATA.index)


def test_levels_of_a_factor_are_compared_with_the_first():
    fit = gaussian()
    found = pm.comparisons(fit, "f", by=True)
    assert list(found.table["contrast"]) == ["b - a", "c - a"]
    np.testing.assert_allclose(found.draws[:, 1], values(fit, "b_fc"))
    pairs = pm.comparisons(fit, {"f": "pairwise"}, by=True)
    np.testing.assert_allclose(pairs.draws[:, 2], values(fit, "b_fc") - values(fit, "b_fb"))


def test_a_slope_of_a_mixture_is_the_derivative_in_closed_form():
    fit = mixture()
    found = pm.slopes(fit, "x").draws
    x = DATA["x"].to_numpy()
    a = {k: values(fit, f"b_{k}_Intercept")[:, None] for k in ("mu1", "mu2", "theta2")}
    b = {k: values(fit, f"b_{k}_x")[:, None] for k in ("mu1", "mu2", "theta2")}
    mu1, mu2 = (a[k] + b[k] * x for k in ("mu1", "mu2"))
    share = 1 / (1 + np.exp(-(a["theta2"] + b["theta2"] * x)))
    exact = (1 - share) * b["mu1"] + share * b["mu2"]
    exact += share * (1 - share) * b["theta2"] * (mu2 - mu1)
    np.testing.assert_allclose(found, exact, rtol=1e-4, atol=1e-6)


def test_a_component_has_its_own_slope_and_prediction():
    fit = mixture()
    np.testing.assert_allclose(
        pm.slopes(fit, "x", component=2).draws,
        np.tile(values(fit, "b_mu2_x")[:, None], 40),
        rtol=1e-6,
    )
    by_hand = values(fit, "b_mu1_Intercept")[:, None] + np.outer(values(fit, "b_mu1_x"), DATA["x"])
    np.testing.assert_allclose(pm.predictions(fit, component=1).draws, by_hand)


def test_a_comparison_is_the_difference_of_predictions_by_hand():
    fit = mixture()
    half = DATA["x"].std() / 2
    high, low = (pm.posterior_epred(fit, DATA.assign(x=DATA["x"] + s)) for s in (half, -half))
    np.testing.assert_allclose(pm.comparisons(fit, {"x": "sd"}).draws, high - low)
    ratio = pm.comparisons(fit, {"x": [0, 1]}, comparison="ratio", by=True, dpar="theta2")
    one, none = (
        pm.posterior_epred(fit, DATA.assign(x=float(v)), dpar="theta2").mean(axis=1) for v in (1, 0)
    )
    np.testing.assert_allclose(ratio.draws[:, 0], one / none)


def test_the_table_holds_posterior_means_and_quantiles_in_groups():
    fit = gaussian()
    found = pm.predictions(fit, by="f", prob=0.9)
    draws = pm.posterior_epred(fit)[:, (DATA["f"] == "b").to_numpy()].mean(axis=1)
    line = found.table.set_index("f").loc["b"]
    assert line["estimate"] == pytest.approx(draws.mean())
    assert line["std_error"] == pytest.approx(draws.std(ddof=1))
    assert line["conf_high"] == pytest.approx(np.quantile(draws, 0.95))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda fit: pm.slopes(fit, "f"), "'f' is categorical or monotonic"),
        (lambda fit: pm.comparisons(fit, "xx"), "'xx' is not a predictor"),
        (lambda fit: pm.comparisons(fit, {"f": ["a", "q"]}), "cannot be compared"),
        (lambda fit: pm.comparisons(fit, comparison="diff"), "should be one of"),
        (lambda fit: pm.predictions(fit, by="g"), "no column 'g'"),
        (lambda fit: pm.predictions(fit, component=3), "from 1 to 1"),
    ],
)
def test_a_mistake_is_told_before_anything_is_computed(call, words):
    with pytest.raises(pm.InvalidArgument, match=words):
        call(gaussian())
