"""Draws of new responses and of their means."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import special, stats

from pybrms_mix import (
    fitted,
    log_lik,
    posterior_epred,
    posterior_linpred,
    posterior_predict,
    pp_mixture,
    predict,
    predictive_error,
    predictive_interval,
    residuals,
)
from pybrms_mix.base.errors import InvalidArgument, InvalidData, NotSupported
from pybrms_mix.results.fit import Fit
from tests.results.facts import NAMES, fit_of
from tests.results.made import made

TWO = {
    "b_mu1_Intercept": -1.0, "b_mu2_Intercept": 2.0, "b_mu1_x": 0.5, "b_mu2_x": -0.3,
    "sigma1": 0.7, "sigma2": 1.2, "theta1": 0.3, "theta2": 0.7,
}  # fmt: skip


def data(n: int = 6) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    return pd.DataFrame({"y": rng.normal(0.5, 2, n), "x": rng.normal(size=n)})


def two(count: int = 50) -> Fit:
    return made("y ~ x", data(), "mixture(gaussian, gaussian)", TWO, count)


@pytest.mark.parametrize("name", [n for n in NAMES if n != "students"])
def test_the_mean_of_predictions_is_the_expected_response(name: str) -> None:
    fit = fit_of(name)
    every = [posterior_predict(fit, seed=seed) for seed in range(20)]
    assert all(isinstance(y, np.ndarray) for y in every)
    difference = np.concatenate([y - posterior_epred(fit) for y in every])
    error = difference.std(axis=0) / np.sqrt(len(difference))
    assert np.abs(difference.mean(axis=0) / error).max() < 4.5


def test_predictions_have_the_distribution_of_the_mixture() -> None:
    fit = made(
        "y ~ x", data(), "mixture(gaussian, gaussian)", {n: (v, 0.0) for n, v in TWO.items()}, 20000
    )
    y = posterior_predict(fit, pd.DataFrame({"x": [0.7]}), seed=1)

    def cdf(at: np.ndarray) -> np.ndarray:
        first, second = stats.norm(-1 + 0.35, 0.7), stats.norm(2 - 0.21, 1.2)
        return np.asarray(0.3 * first.cdf(at) + 0.7 * second.cdf(at))

    assert stats.kstest(y[:, 0], cdf).pvalue > 0.001


def test_a_seed_gives_the_same_predictions() -> None:
    np.testing.assert_array_equal(
        posterior_predict(two(), seed=1), posterior_predict(two(), seed=1)
    )
    assert (posterior_predict(two(), seed=1) != posterior_predict(two(), seed=2)).all()


def test_the_component_of_each_prediction_is_told() -> None:
    fit = two(4000)
    y, z = posterior_predict(fit, components=True, seed=1)
    np.testing.assert_array_equal(y, posterior_predict(fit, seed=1))
    assert set(np.unique(z)) == {1, 2}
    theta = fit.posterior["theta2"].mean()
    assert abs((z == 2).mean() - theta) < 5 * np.sqrt(theta * (1 - theta) / z.size)
    own = posterior_epred(fit, dpar="mu1"), posterior_epred(fit, dpar="sigma1")
    standard = ((y - own[0]) / own[1])[z == 1]
    assert stats.kstest(standard, "norm").pvalue > 0.001


def test_a_transformation_is_applied_to_predictions() -> None:
    np.testing.assert_allclose(
        posterior_predict(two(), transform=np.exp, seed=1), np.exp(posterior_predict(two(), seed=1))
    )


def test_counts_are_predicted_as_whole_numbers() -> None:
    assert posterior_predict(fit_of("counts"), seed=1).dtype == np.int64


def test_predictions_stay_within_truncation_bounds() -> None:
    frame = data().assign(y=[0.1, 0.5, 1.0, 0.2, 0.9, 0.4])
    fit = made("y | trunc(lb = -2, ub = 2.5) ~ x", frame, "mixture(gaussian, gaussian)", TWO)
    y = posterior_predict(fit, seed=1)
    assert y.min() >= -2
    assert y.max() <= 2.5
    with pytest.raises(NotSupported, match="not yet implemented for truncated 'mixture' models"):
        posterior_epred(fit)


def test_new_rows_need_no_response_but_errors_do() -> None:
    bare = data().drop(columns="y")
    np.testing.assert_allclose(posterior_epred(two(), bare), posterior_epred(two()))
    assert posterior_predict(two(), bare).shape == (50, 6)
    for method in (residuals, predictive_error):
        with pytest.raises(InvalidData, match="Missing variables: 'y'"):
            method(two(), bare)


def test_an_error_is_the_response_less_its_prediction() -> None:
    y = data()["y"].to_numpy()
    fit = two()
    np.testing.assert_allclose(predictive_error(fit, seed=1), y - posterior_predict(fit, seed=1))
    mean = y - posterior_epred(fit)
    np.testing.assert_allclose(predictive_error(fit, method="posterior_epred"), mean)
    np.testing.assert_allclose(residuals(fit)["Estimate"], mean.mean(axis=0))
    np.testing.assert_allclose(residuals(fit, summary=False), mean)


def test_pearson_residuals_are_in_units_of_the_spread_of_predictions() -> None:
    fit = two(4000)
    spread = posterior_predict(fit, seed=1).std(axis=0, ddof=1)
    plain, pearson = residuals(fit), residuals(fit, type="pearson", seed=1)
    np.testing.assert_allclose(pearson["Estimate"] * spread, plain["Estimate"])


def test_predict_summarises_the_draws_of_predictions() -> None:
    draws = predict(two(), seed=1, summary=False)
    table = predict(two(), seed=1, probs=(0.1, 0.5))
    assert list(table.columns) == ["Estimate", "Est.Error", "Q10", "Q50"]
    np.testing.assert_allclose(table["Q50"], np.median(draws, axis=0))
    ends = predictive_interval(two(), seed=1, prob=0.8)
    assert list(ends.columns) == ["10%", "90%"]
    np.testing.assert_allclose(ends["10%"], table["Q10"])


def test_proportions_are_probabilities_whatever_brms_makes_of_them() -> None:
    fit = two()
    theta = fit.posterior.matrix(["theta1", "theta2"])
    every = posterior_epred(fit, dpar="theta")
    np.testing.assert_allclose(every, np.broadcast_to(theta[:, None], (50, 6, 2)))
    np.testing.assert_allclose(posterior_epred(fit, dpar="theta2"), every[:, :, 1])
    assert fitted(fit, dpar="theta").dims == ("row", "statistic", "component")


def test_log_odds_of_proportions_are_against_the_one_without_a_formula() -> None:
    fit = fit_of("predicted_theta")
    p = posterior_epred(fit, dpar="theta")
    odds = posterior_linpred(fit, dpar="theta2")
    np.testing.assert_allclose(odds, np.log(p[:, :, 1] / p[:, :, 0]), rtol=1e-9)
    assert not posterior_linpred(fit, dpar="theta1").any()


@pytest.mark.parametrize(("odds", "share"), [(-1e5, 0), (-710, 0), (709, 1), (710, 1), (1e5, 1)])
def test_proportions_sum_to_one_whatever_their_log_odds(odds: float, share: int) -> None:
    # The largest number is exp(709.78): brms's softmax gives 0 for all proportions above it.
    draws = {k: v for k, v in TWO.items() if not k.startswith("theta")}
    known = {"b_theta2_Intercept": (0.0, 0.0), "b_theta2_x": (1.0, 0.0)}
    formula, family = "bf(y ~ x, theta2 ~ x)", "mixture(gaussian, gaussian)"
    fit = made(formula, data(), family, {**draws, **known})
    row = pd.DataFrame({"y": [0.0], "x": [odds]})
    shares = posterior_epred(fit, newdata=row, dpar="theta")
    known_shares = np.exp(special.log_expit([-odds, odds]))
    np.testing.assert_allclose(shares, np.broadcast_to(known_shares, (50, 1, 2)))
    of = 1 + share
    mean = posterior_epred(fit, newdata=row, dpar=f"mu{of}")
    np.testing.assert_allclose(posterior_epred(fit, newdata=row), mean)
    near = row.assign(y=mean[0, 0])
    density = stats.norm.logpdf(mean[0, 0], mean[:, 0], fit.posterior[f"sigma{of}"])
    np.testing.assert_allclose(log_lik(fit, newdata=near)[:, 0], density)
    found = pp_mixture(fit, newdata=near, summary=False)
    np.testing.assert_allclose(found, shares, atol=1e-300)


def test_the_predictor_on_the_natural_scale_is_the_parameter() -> None:
    fit = fit_of("counts")
    mu = [posterior_epred(fit, dpar=f"mu{k}") for k in (1, 2)]
    np.testing.assert_allclose(posterior_linpred(fit, transform=True), np.stack(mu, axis=-1))
    np.testing.assert_allclose(np.exp(posterior_linpred(fit, dpar="mu2")), mu[1])


def test_a_parameter_that_does_not_exist_is_refused_with_those_that_do() -> None:
    valid = "'mu1', 'sigma1', 'mu2', 'sigma2', 'theta1', 'theta2', 'theta'"
    for dpar in ("mu", "nu1"):
        with pytest.raises(InvalidArgument, match=f"parameters are: {valid}"):
            posterior_epred(two(), dpar=dpar)


@pytest.mark.parametrize(
    "call",
    [
        lambda f: fitted(f, scale="log"),
        lambda f: residuals(f, method="predict"),
        lambda f: residuals(f, type="deviance"),
    ],
)
def test_unknown_choices_are_refused(call: Any) -> None:
    with pytest.raises(InvalidArgument, match=r"must be '.*' or .*, but it is '"):
        call(two())


@pytest.mark.parametrize("method", [posterior_epred, posterior_linpred])
@pytest.mark.parametrize("name", NAMES)
def test_permuting_rows_permutes_predictions(name: str, method: Any) -> None:
    fit = fit_of(name)
    frame = fit.model.frame.data
    order = np.random.default_rng(1).permutation(len(frame))
    np.testing.assert_allclose(method(fit, frame.iloc[order]), method(fit)[:, order])
    np.testing.assert_allclose(method(fit, frame), method(fit))


def test_a_few_draws_are_those_of_all() -> None:
    np.testing.assert_allclose(
        posterior_epred(two(), draw_ids=[3, 7]), posterior_epred(two())[[3, 7]]
    )
    assert posterior_predict(two(), ndraws=5).shape == (5, 6)


def test_every_function_of_a_fit_is_its_method() -> None:
    fit = two()
    for name in (
        "posterior_predict", "posterior_epred", "posterior_linpred", "predict", "fitted",
        "residuals", "predictive_error", "predictive_interval", "log_lik", "pp_mixture",
        "classify", "classification_entropy", "loo", "waic", "loo_compare",
        "model_weights", "bayes_R2", "loo_R2", "pp_average", "add_criterion",
        "plot", "plot_mixture", "pp_check",
    ):  # fmt: skip
        assert callable(getattr(fit, name))
