"""Predictions of one response by the membership in a class that all responses share."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import special, stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.plots.mixture import mean_membership
from pybrms_mix.results.predict.prediction_rows import rows
from tests.results.made import made

OPTIONS = "nmix = 2, class = 'kind'"
FORMULA = (
    f"bf(y ~ x, family = mixture(gaussian, {OPTIONS})) + "
    f"bf(n ~ x, family = mixture(poisson, {OPTIONS})) + bf(r ~ 1, family = gaussian())"
)
DRAWS = {
    "b_mu1_y_Intercept": -1.0, "b_mu2_y_Intercept": 1.0, "b_mu1_y_x": 0.5, "b_mu2_y_x": -0.3,
    "sigma1_y": 0.7, "sigma2_y": 1.2, "b_mu1_n_Intercept": 0.2, "b_mu2_n_Intercept": 1.0,
    "b_mu1_n_x": 0.1, "b_mu2_n_x": -0.4, "b_r_Intercept": 0.3, "sigma_r": 1.0,
    "theta1": 0.4, "theta2": 0.6,
}  # fmt: skip


def data(count: int = 12, seed: int = 5) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    y, x, r = rng.normal(size=(3, count))
    return pd.DataFrame({"y": y, "n": rng.poisson(2, count), "x": x, "r": r})


@pytest.fixture(scope="module")
def fit() -> pm.Fit:
    return made(FORMULA, data(), "gaussian", DRAWS)


def shares_and_means(fit: pm.Fit, frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the memberships by all responses, and the means of n: both (draws, rows, 2)."""
    p, x = fit.posterior, frame["x"].to_numpy()
    logs, rates = [], []
    for k in "12":
        mu = p[f"b_mu{k}_y_Intercept"][:, None] + p[f"b_mu{k}_y_x"][:, None] * x
        rate = np.exp(p[f"b_mu{k}_n_Intercept"][:, None] + p[f"b_mu{k}_n_x"][:, None] * x)
        each = stats.norm.logpdf(frame["y"], mu, p[f"sigma{k}_y"][:, None])
        each = np.where(frame["y"].isna(), 0.0, each) + stats.poisson.logpmf(frame["n"], rate)
        logs.append(np.log(p[f"theta{k}"])[:, None] + each)
        rates.append(rate)
    return special.softmax(np.stack(logs, axis=-1), axis=-1), np.stack(rates, axis=-1)


@pytest.mark.parametrize("new", [False, True])
def test_the_mean_by_membership_weights_by_the_class_of_all_responses(
    fit: pm.Fit, new: bool
) -> None:
    frame = data(7, 9) if new else data()
    if new:
        frame.loc[2, "y"] = np.nan
    shares, means = shares_and_means(fit, frame)
    want = (shares * means).sum(axis=-1)
    asked = {"newdata": frame} if new else {}
    found = fit.posterior_epred(resp="n", component="membership", **asked)
    np.testing.assert_allclose(found, want)
    view = fit.of_response("n").posterior_epred(component="membership", **asked)
    np.testing.assert_allclose(view, want)
    every = fit.posterior_epred(component="membership", **asked)
    np.testing.assert_allclose(every[..., 1], want)
    np.testing.assert_allclose(every[..., 2], fit.posterior["b_r_Intercept"][:, None] + 0 * want)
    few = fit.posterior_epred(resp="n", component="membership", ndraws=9, seed=3, **asked)
    assert all((np.abs(want - one).max(axis=1) < 1e-9).any() for one in few)
    errors = fit.residuals(resp="n", component="membership", summary=False,
                           method="posterior_epred", **asked)  # fmt: skip
    np.testing.assert_allclose(errors, frame["n"].to_numpy() - want)


def test_new_responses_by_membership_come_from_the_class_of_all_responses(fit: pm.Fit) -> None:
    shares, _ = shares_and_means(fit, data())
    numbers = np.mean(
        [
            fit.posterior_predict(resp="n", component="membership", components=True, seed=s)[1]
            for s in range(200)
        ],
        axis=(0, 1),
    )
    want = shares[..., 1].mean(axis=0)
    assert (np.abs(numbers - 1 - want) < 4.5 * 0.5 / np.sqrt(200 * 50)).all()
    y, z = fit.posterior_predict(component="membership", components=True, seed=1)
    assert y.shape == (50, 12, 3) and z.shape == (50, 12)


def test_comparisons_and_pictures_take_the_class_of_all_responses(fit: pm.Fit) -> None:
    shares, means = shares_and_means(fit, data())
    later = shares_and_means(fit, data().assign(x=data()["x"] + 1))[1]
    want = (shares * (later - means)).sum(axis=-1).mean(axis=0)
    found = fit.comparisons("x", resp="n", component="membership")
    np.testing.assert_allclose(found.table["estimate"], want)
    np.testing.assert_allclose(mean_membership(rows(fit.of_response("n"))), shares.mean(axis=0))
    weighted = fit.predictions(resp="n", wts="membership", component=2, by=True)
    share = shares[..., 1] / shares[..., 1].sum(axis=1, keepdims=True)
    np.testing.assert_allclose(
        weighted.table["estimate"], (share * means[..., 1]).sum(axis=1).mean(), rtol=1e-8
    )


def test_what_one_response_says_of_its_components_is_known_from_it_alone(fit: pm.Fit) -> None:
    p, n = fit.posterior, data()["n"].to_numpy()
    _, means = shares_and_means(fit, data())
    logs = [np.log(p[f"theta{k + 1}"])[:, None] + stats.poisson.logpmf(n, means[..., k])
            for k in (0, 1)]  # fmt: skip
    want = special.softmax(np.stack(logs, axis=-1), axis=-1)
    for found in (
        fit.pp_mixture(resp="n", summary=False),
        fit.of_response("n").pp_mixture(summary=False),
    ):
        np.testing.assert_allclose(found, want)


def test_new_levels_have_the_same_effects_for_the_class_and_for_the_response() -> None:
    group = data().assign(g=[*"ab"] * 6)
    formula = FORMULA.replace("y ~ x", "y ~ x + (1 | p | g)").replace(
        "n ~ x", "n ~ x + (1 | p | g)"
    )
    names = ["mu1_y", "mu2_y", "mu1_n", "mu2_n"]
    held: dict[str, object] = {f"sd_g__{name}_Intercept": 0.5 for name in names}
    held |= {f"r_g__{name}[{level},Intercept]": 0.0 for name in names for level in "ab"}
    held |= {f"cor_g__{a}_Intercept__{b}_Intercept": (0.3, 0)
             for i, b in enumerate(names) for a in names[:i]}  # fmt: skip
    fit = made(formula, group, "gaussian", {**DRAWS, **held})
    new = data(4, 2).assign(g=[*"cdcd"])
    found = rows(fit.of_response("n"), new, component="membership", allow_new_levels=True,
                 sample_new_levels="gaussian", seed=2)  # fmt: skip
    assert found.of_class is not None
    for level in "cd":
        name = f"r_g__mu2_n[{level},Intercept]"
        np.testing.assert_array_equal(found.draws[name], found.of_class.draws[name])


def test_a_component_of_responses_without_a_class_needs_one_response() -> None:
    formula = "bf(y ~ 1, family = mixture(gaussian, gaussian)) + bf(r ~ 1, family = gaussian())"
    held = {n: v for n, v in DRAWS.items() if not n.endswith(("_x", "_n")) and "_n_" not in n}
    held = {f"{n}_y" if n.startswith("theta") else n: v for n, v in held.items()}
    fit = made(formula, data(), "gaussian", held)
    for name in ("posterior_epred", "posterior_predict"):
        with pytest.raises(
            InvalidArgument, match="needs a single response, or responses that share a class"
        ):
            getattr(fit, name)(component=1)
    assert fit.posterior_epred(resp="y", component="membership").shape == (50, 12)
