"""Membership probabilities and log likelihoods."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.special import logsumexp, softmax

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.model import values
from pybrms_mix.results.compare.loo import loo
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.membership import (
    classification_entropy,
    classify,
    log_lik,
    pp_mixture,
)
from tests.results.facts import NAMES, fit_of
from tests.results.made import made

TWO = {
    "b_mu1_Intercept": -1.0, "b_mu2_Intercept": 2.0, "b_mu1_x": 0.5, "b_mu2_x": -0.3,
    "sigma1": 0.7, "sigma2": 1.2, "theta1": 0.3, "theta2": 0.7,
}  # fmt: skip


def data(n: int = 12, seed: int = 3) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame({"y": rng.normal(0.5, 2, n), "x": rng.normal(size=n)})


def two(frame: pd.DataFrame | None = None, **changes: Any) -> Fit:
    table = data() if frame is None else frame
    return made("y ~ x", table, "mixture(gaussian, gaussian)", {**TWO, **changes})


def joint(fit: Fit, frame: pd.DataFrame) -> np.ndarray:
    """Return log theta_k + log f_k(y), shape (draws, N, K), by SciPy."""
    p, x, y = fit.posterior, frame["x"].to_numpy(), frame["y"].to_numpy()
    parts = []
    for k in "12":
        mu = p[f"b_mu{k}_Intercept"][:, None] + p[f"b_mu{k}_x"][:, None] * x
        density = stats.norm.logpdf(y, mu, p[f"sigma{k}"][:, None])
        parts.append(density + np.log(p[f"theta{k}"])[:, None])
    return np.stack(parts, axis=-1)


def test_log_lik_and_membership_are_bayes_rule() -> None:
    fit = two()
    expected = joint(fit, data())
    np.testing.assert_allclose(log_lik(fit), logsumexp(expected, axis=2))
    np.testing.assert_allclose(pp_mixture(fit, summary=False), softmax(expected, axis=2))
    logs = pp_mixture(fit, summary=False, log=True)
    # Near a probability of 1 the expected log is a difference that cancels.
    single = expected - logsumexp(expected, axis=2, keepdims=True)
    np.testing.assert_allclose(logs, single, rtol=1e-7, atol=1e-12)


@pytest.mark.parametrize("name", [n for n in NAMES if fit_of(n).model.mixture.thetas])
def test_log_lik_is_the_log_sum_of_the_weighted_components(name: str) -> None:
    fit = fit_of(name)
    each = values.log_joint(fit.model, fit.posterior)
    weights = values.response(fit.model)[1].get("weights", 1.0)
    np.testing.assert_allclose(log_lik(fit), weights * logsumexp(each, axis=2), rtol=1e-12)
    p = pp_mixture(fit, summary=False)
    np.testing.assert_allclose(p.sum(axis=2), 1, rtol=1e-12)
    np.testing.assert_allclose(p, softmax(each, axis=2), rtol=1e-10, atol=1e-300)


@pytest.mark.wide
@given(
    y=st.floats(-1e300, 1e300),
    sigma=st.floats(1e-3, 1e3),
    theta=st.sampled_from([0.0, 1e-300, 0.5, 1.0]),
)
@settings(max_examples=60, deadline=None)
def test_membership_sums_to_one_whatever_the_observation(
    y: float, sigma: float, theta: float
) -> None:
    frame = data(2)
    fit = two(frame, sigma1=(sigma, 0.0), theta1=(theta, 0.0), theta2=(1 - theta, 0.0))
    with np.errstate(over="ignore"):
        p = pp_mixture(fit, frame.assign(y=[y, 0.0]), summary=False)
    np.testing.assert_allclose(p.sum(axis=2), 1, rtol=1e-12)


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
@pytest.mark.parametrize("y", [1e3, -1e6, 1e12])
def test_an_extreme_row_has_a_log_likelihood_and_leaves_loo_of_the_others_alone(y: float) -> None:
    near, far = data(), data()
    far.loc[4, "y"] = y
    fit = two(far)
    expected = logsumexp(joint(fit, far), axis=2)
    np.testing.assert_allclose(log_lik(fit), expected)
    found, plain = loo(fit).pointwise["elpd_loo"], loo(two(near)).pointwise["elpd_loo"]
    assert expected[:, 4].min() <= found[4] <= expected[:, 4].max()
    np.testing.assert_allclose(found.drop(4), plain.drop(4))


def test_an_observation_that_no_component_allows_says_nothing_of_its_component() -> None:
    fit = two()
    theta = fit.posterior.matrix(["theta1", "theta2"])
    with np.errstate(over="ignore"):
        p = pp_mixture(fit, pd.DataFrame({"y": [1e200, 0.0], "x": 0.0}), summary=False)
    np.testing.assert_allclose(p[:, 0], theta)
    assert np.abs(p[:, 1] - theta).max() > 0.1


def test_an_extreme_observation_belongs_to_the_wider_component() -> None:
    p = pp_mixture(two(), pd.DataFrame({"y": [60.0, -60.0], "x": 0.0}), summary=False)
    np.testing.assert_allclose(p[:, :, 1], 1)
    assert np.isfinite(log_lik(two(), pd.DataFrame({"y": [60.0], "x": 0.0}))).all()


def test_an_exact_zero_density_excludes_its_component() -> None:
    frame = pd.DataFrame({"y": [0, 3, 9, 0, 1]})
    draws = {
        "b_mu1_Intercept": 2.5,
        "b_mu2_Intercept": -1.0,
        "theta1": 0.5,
        "theta2": 0.5,
        "zi2": 0,
    }
    draws["zi2"] = (0.4, 0.0)
    fit = made("y ~ 1", frame, "mixture(poisson, zero_inflated_poisson)", draws)
    p = pp_mixture(fit, summary=False)
    assert np.isfinite(p).all()
    assert (p[:, 0, 1] > 0.99).all()


def test_without_a_response_the_membership_is_the_proportion_of_the_row() -> None:
    fit = two()
    theta = fit.posterior.matrix(["theta1", "theta2"])
    bare = data().drop(columns="y")
    prior = np.broadcast_to(theta[:, None, :], (50, len(bare), 2))
    np.testing.assert_allclose(pp_mixture(fit, bare, summary=False), prior)
    np.testing.assert_allclose(pp_mixture(fit, bare.assign(y=np.nan), summary=False), prior)


def test_rows_without_a_response_among_others_get_their_proportions() -> None:
    fit = fit_of("predicted_theta")
    frame = fit.model.frame.data.head(6)
    whole = pp_mixture(fit, frame, summary=False)
    bare = pp_mixture(fit, frame.drop(columns="y"), summary=False)
    holed = pp_mixture(fit, frame.assign(y=frame["y"].where(frame.index % 2 == 0)), summary=False)
    np.testing.assert_allclose(holed[:, ::2], whole[:, ::2])
    np.testing.assert_allclose(holed[:, 1::2], bare[:, 1::2])
    np.testing.assert_allclose(bare, fit.posterior_epred(frame, dpar="theta"))


def test_permuting_rows_permutes_memberships() -> None:
    fit, order = two(), np.random.default_rng(1).permutation(12)
    shuffled = data().iloc[order].reset_index(drop=True)
    np.testing.assert_allclose(
        pp_mixture(fit, shuffled, summary=False), pp_mixture(fit, summary=False)[:, order]
    )
    np.testing.assert_allclose(log_lik(fit, shuffled), log_lik(fit)[:, order])


def test_exchanging_components_with_their_draws_exchanges_memberships() -> None:
    fit = two()
    other = {n.translate(str.maketrans("12", "21")): fit.posterior[n] for n in fit.posterior.names}
    swapped = made(
        "y ~ x", data(), "mixture(gaussian, gaussian)", {n: (v, 0.0) for n, v in other.items()}
    )
    np.testing.assert_allclose(log_lik(swapped), log_lik(fit))
    np.testing.assert_allclose(
        pp_mixture(swapped, summary=False), pp_mixture(fit, summary=False)[:, :, ::-1]
    )


def test_the_summary_has_axes_by_name() -> None:
    fit = two()
    draws, found = pp_mixture(fit, summary=False), pp_mixture(fit)
    assert found.dims == ("row", "statistic", "component")
    mean = found.sel(statistic="Estimate", component="P(K = 2 | Y)")
    np.testing.assert_allclose(mean, draws[:, :, 1].mean(axis=0))
    robust = pp_mixture(fit, robust=True, probs=(0.1,))
    assert list(robust.coords["statistic"].values) == ["Estimate", "Est.Error", "Q10"]
    np.testing.assert_allclose(robust[:, 0, 0], np.median(draws[:, :, 0], axis=0))


def test_classify_names_the_most_probable_component() -> None:
    fit = two()
    mean = pp_mixture(fit, summary=False).mean(axis=0)
    table = classify(fit)
    np.testing.assert_array_equal(table["component"], mean.argmax(axis=1) + 1)
    np.testing.assert_allclose(table["probability"], mean.max(axis=1))
    np.testing.assert_allclose(table["entropy"], 1 - stats.entropy(mean, base=2, axis=1))


def test_rows_of_tables_are_positions_in_the_data_of_the_user() -> None:
    holed = data().assign(x=data()["x"].where(data().index != 1))
    with pytest.warns(UserWarning, match="NAs were excluded"):
        fit = two(holed)
    assert list(classify(fit).index) == [0, *range(2, 12)]
    assert list(pp_mixture(fit).coords["row"].values) == [0, *range(2, 12)]


def test_entropy_is_one_for_certain_rows_and_zero_for_equal_components() -> None:
    far = data().assign(y=np.where(data()["y"] > 0, 1000.0, -1000.0))
    apart = two(far, b_mu1_Intercept=-1000.0, b_mu2_Intercept=1000.0)
    assert classification_entropy(apart).loc["Entropy", "Estimate"] == pytest.approx(1)
    same = {n: (0.5, 0.0) for n in TWO}
    equal = made("y ~ x", data(), "mixture(gaussian, gaussian)", same)
    np.testing.assert_allclose(classification_entropy(equal, summary=False), 0, atol=1e-12)


def test_a_family_that_is_no_mixture_has_no_memberships() -> None:
    fit = fit_of("two_groups")
    for method in (pp_mixture, classify, classification_entropy):
        with pytest.raises(InvalidArgument, match="can only be applied to mixture models"):
            method(fit)


def test_many_rows_are_taken_in_parts_with_the_same_result(monkeypatch: Any) -> None:
    fit = fit_of("two_gaussians")
    whole = [pp_mixture(fit).values, classify(fit), fit.fitted(), log_lik(fit), fit.bayes_R2()]
    monkeypatch.setattr("pybrms_mix.results.predict.prediction_rows._BLOCK", 600 * 7)
    parts = [pp_mixture(fit).values, classify(fit), fit.fitted(), log_lik(fit), fit.bayes_R2()]
    for one, other in zip(whole, parts, strict=True):
        np.testing.assert_allclose(np.asarray(one), np.asarray(other), rtol=1e-12)


@pytest.mark.parametrize("trials", [10, None])
def test_a_row_without_a_response_needs_no_trials_that_allow_for_that_of_another(
    trials: int | None,
) -> None:
    data = pd.DataFrame({"k": [3, 60, 5, 70], "n": [10, 100, 10, 100], "x": [0.1, 0.2, 0.3, 0.4]})
    draws = {
        "b_mu1_Intercept": -1.0, "b_mu2_Intercept": 1.0, "b_theta2_Intercept": 0.2,
        "b_theta2_x": 2.0,
    }  # fmt: skip
    fit = made("bf(k | trials(n) ~ 1, theta2 ~ x)", data, "mixture(binomial, binomial)", draws)
    rows = pd.DataFrame({"k": [60, None], "n": [100, trials], "x": [0.1, 0.4]})
    found = pp_mixture(fit, rows, summary=False)
    known = pp_mixture(fit, rows.head(1), summary=False)
    np.testing.assert_allclose(found[:, :1], known)
    prior = fit.posterior_epred({"n": [1], "x": [0.4]}, dpar="theta")
    np.testing.assert_allclose(found[:, 1], prior[:, 0])
