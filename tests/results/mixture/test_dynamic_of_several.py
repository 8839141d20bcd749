"""Dynamic predictions from all responses of a class, compared with enumeration."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import integrate, special, stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.results.mixture import person_effects

CLASS = "nmix = 2, class = 'course', gr = 'id'"
FORMULA = (
    f"bf(y ~ t, family = mixture(gaussian, {CLASS})) + "
    f"bf(n ~ t, family = mixture(poisson, {CLASS}))"
)
BESIDE = f"{FORMULA} + bf(r ~ t, family = gaussian())"
HELD = {
    "b_mu1_y_Intercept": 0.0, "b_mu1_y_t": 0.2, "b_mu2_y_Intercept": 1.0, "b_mu2_y_t": 0.6,
    "sigma1_y": 0.8, "sigma2_y": 1.1, "b_mu1_n_Intercept": 0.3, "b_mu1_n_t": 0.2,
    "b_mu2_n_Intercept": 0.8, "b_mu2_n_t": -0.3, "theta1": 0.6, "theta2": 0.4,
}  # fmt: skip
KNOWN = pd.DataFrame(
    {"id": np.repeat(["a", "b"], 3), "t": np.tile([0.0, 1, 2], 2), "y": [0.1, 0.2, 0.4, 1, 2, 3],
     "n": [1, 2, 0, 3, 1, 0], "r": [0.0, 1, 2, 3, 4, 5]}
)  # fmt: skip
# The second visit lacks one response, and the fourth lacks both.
PERSON = pd.DataFrame(
    {"id": "new", "t": [0.0, 1, 2, 3, 4], "y": [0.4, np.nan, 1.3, np.nan, 2.0],
     "n": [2, 1, np.nan, np.nan, 0], "r": [0.0, 1, 2, 3, 4]}
)  # fmt: skip


def fitted(formula: str = FORMULA, **more: float) -> pm.Fit:
    draws = pd.DataFrame({**HELD, **more}, index=range(4))
    return pm.fit_from_draws(formula, KNOWN, "gaussian", draws)


def densities(k: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the log densities of the person's responses in a class, 0 where there is none."""
    t = PERSON["t"].to_numpy()
    mu = HELD[f"b_mu{k}_y_Intercept"] + HELD[f"b_mu{k}_y_t"] * t
    rate = np.exp(HELD[f"b_mu{k}_n_Intercept"] + HELD[f"b_mu{k}_n_t"] * t)
    y, n = (PERSON[name].to_numpy() for name in "yn")
    return (
        np.where(np.isnan(y), 0.0, stats.norm.logpdf(y, mu, HELD[f"sigma{k}_y"])),
        np.where(np.isnan(n), 0.0, stats.poisson.logpmf(n, rate)),
    )


def shares(visits: int) -> np.ndarray:
    """Return the probability of each class, given the first observed visits."""
    rows = [0, 1, 2, 4][:visits]
    return special.softmax(
        [np.log(HELD[f"theta{k}"]) + sum(d[rows].sum() for d in densities(k)) for k in (1, 2)]
    )


@pytest.mark.parametrize("visits", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("resp", ["y", "n"])
def test_the_class_is_known_by_all_responses_of_the_visits(resp: str, visits: int) -> None:
    found = pm.dynamic_predictions(fitted(), PERSON, "t", visits=visits, seed=1, resp=resp)
    p = shares(visits)
    np.testing.assert_allclose(found.memberships[["P(K = 1 | Y)", "P(K = 2 | Y)"]].iloc[0], p)
    t, table = PERSON["t"].to_numpy(), found.table
    assert found.response == resp
    pd.testing.assert_series_equal(table[resp], PERSON[resp], check_dtype=False)
    assert table["shown"].to_numpy().nonzero()[0].tolist() == [0, 1, 2, 4][:visits]
    eta = np.array([HELD[f"b_mu{k}_{resp}_Intercept"] + HELD[f"b_mu{k}_{resp}_t"] * t
                    for k in (1, 2)])  # fmt: skip
    np.testing.assert_allclose(table["estimate"], p @ (np.exp(eta) if resp == "n" else eta))
    later = ~table["shown"].to_numpy() & PERSON[resp].notna().to_numpy()
    each = np.array([densities(k)["yn".index(resp)] for k in (1, 2)])
    want = special.logsumexp(each, axis=0, b=p[:, None])
    np.testing.assert_allclose(table["log_score"][later], want[later])
    assert table["log_score"][~later].isna().all()


def test_predictions_given_a_class_are_those_of_its_component() -> None:
    found = pm.dynamic_predictions(fitted(), PERSON, "t", visits=2, component=2, resp="n")
    rate = np.exp(0.8 - 0.3 * PERSON["t"])
    np.testing.assert_allclose(found.table["estimate"], rate)


def test_a_response_beside_the_class_says_nothing_about_it() -> None:
    fit = fitted(BESIDE, b_r_Intercept=0.1, b_r_t=1.0, sigma_r=0.5)
    found = pm.dynamic_predictions(fit, PERSON, "t", visits=3, resp="r", seed=1)
    np.testing.assert_allclose(found.memberships["P(K = 2 | Y)"], shares(3)[1:])
    np.testing.assert_allclose(found.table["estimate"], 0.1 + PERSON["t"])
    # The fourth row has this response, so it is a visit.
    assert found.table["shown"].tolist() == [True, True, True, False, False]
    want = stats.norm.logpdf(PERSON["r"], 0.1 + PERSON["t"], 0.5)
    np.testing.assert_allclose(found.table["log_score"][3:], want[3:])


def test_a_response_with_components_of_its_own_is_mixed_by_their_proportions() -> None:
    mixed = "mixture(gaussian, gaussian, order = 'none')"
    formula = BESIDE.replace("family = gaussian()", f"family = {mixed}")
    own = {"b_mu1_r_Intercept": 0.0, "b_mu2_r_Intercept": 4.0, "b_mu1_r_t": 1.0, "b_mu2_r_t": 0.0,
           "sigma1_r": 0.5, "sigma2_r": 0.7, "theta1_r": 0.3, "theta2_r": 0.7}  # fmt: skip
    found = pm.dynamic_predictions(fitted(formula, **own), PERSON, "t", visits=3, resp="r", seed=1)
    np.testing.assert_allclose(found.memberships["P(K = 2 | Y)"], shares(3)[1:])
    t, r = PERSON["t"], PERSON["r"]
    np.testing.assert_allclose(found.table["estimate"], 0.3 * t + 0.7 * 4)
    want = np.log(0.3 * stats.norm.pdf(r, t, 0.5) + 0.7 * stats.norm.pdf(r, 4, 0.7))
    np.testing.assert_allclose(found.table["log_score"][3:], want[3:])


SD = {"mu1_y": 0.8, "mu2_y": 0.5, "mu1_z": 0.6, "mu2_z": 0.9}
CORRELATIONS = np.array(
    [[1, 0.2, 0.5, 0.1], [0.2, 1, 0, 0.4], [0.5, 0, 1, 0.3], [0.1, 0.4, 0.3, 1]]
)


def normal() -> pm.Fit:
    """Return a fit of two normal responses whose levels of persons are correlated."""
    formula = " + ".join(
        f"bf({resp} ~ t + (1 | p | id), family = mixture(gaussian, {CLASS}))" for resp in "yz"
    )
    held = {n: v for n, v in HELD.items() if "_n_" not in n}
    held |= {"b_mu1_z_Intercept": -0.5, "b_mu1_z_t": 0.1, "b_mu2_z_Intercept": 0.5,
             "b_mu2_z_t": 0.4, "sigma1_z": 0.7, "sigma2_z": 0.9}  # fmt: skip
    names = [*SD]
    for i, name in enumerate(names):
        held |= {f"sd_id__{name.replace('_', '_')}_Intercept": SD[name]}
        held |= {f"r_id__{name}[{g},Intercept]": 0.0 for g in "ab"}
        for j in range(i):
            held[f"cor_id__{names[j]}_Intercept__{name}_Intercept"] = CORRELATIONS[i, j]
    data = KNOWN.assign(z=KNOWN["r"])
    return pm.fit_from_draws(formula, data, "gaussian", pd.DataFrame(held, index=range(3000)))


def conditioned(visits: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the memberships, and the mean of z in each row, by normal conditioning."""
    t = PERSON["t"].to_numpy()
    y, z = PERSON["y"].to_numpy(), PERSON["r"].to_numpy() * 0.4
    logs, means = [], []
    for k in (1, 2):
        at = [[*SD].index(f"mu{k}_{resp}") for resp in "yz"]
        scale = np.array([SD[f"mu{k}_{resp}"] for resp in "yz"])
        levels = CORRELATIONS[np.ix_(at, at)] * np.outer(scale, scale)
        both = np.kron(levels, np.ones((5, 5)))
        noise = np.repeat([HELD[f"sigma{k}_y"], [0.7, 0.9][k - 1]], 5) ** 2
        mean = np.r_[HELD[f"b_mu{k}_y_Intercept"] + HELD[f"b_mu{k}_y_t"] * t,
                     [-0.5, 0.5][k - 1] + [0.1, 0.4][k - 1] * t]  # fmt: skip
        shown = np.tile(np.arange(5) < visits, 2) & ~np.isnan(np.r_[y, z])
        value, total = np.r_[y, z], both + np.diag(noise)
        inner = total[np.ix_(shown, shown)]
        logs.append(np.log(HELD[f"theta{k}"]) + stats.multivariate_normal.logpdf(
            value[shown], mean[shown], inner))  # fmt: skip
        gain = both[:, shown] @ np.linalg.inv(inner)
        means.append((mean + gain @ (value[shown] - mean[shown]))[5:])
    p = special.softmax(logs)
    return p, p @ np.array(means)


@pytest.mark.parametrize("exact", [True, False])
def test_levels_of_a_person_are_known_by_all_responses(
    exact: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exact:
        monkeypatch.setattr(person_effects, "_is_normal", lambda model, touched: False)
    new = PERSON.assign(z=PERSON["r"] * 0.4)
    found = pm.dynamic_predictions(normal(), new, "t", visits=2, resp="z", seed=1)
    p, mean = conditioned(2)
    ess = found.memberships["ess"].iloc[0]
    close = 1e-8 if exact else 4 * 0.5 / np.sqrt(ess)
    np.testing.assert_allclose(found.memberships["P(K = 2 | Y)"].iloc[0], p[1], atol=close)
    error = found.table["std_error"].to_numpy() / np.sqrt(ess)
    assert (np.abs(found.table["estimate"].to_numpy() - mean) < 4.5 * error).all()


def test_the_marginal_likelihood_of_a_person_is_that_of_all_responses() -> None:
    fit, new = fitted(), PERSON
    logs = [np.log(HELD[f"theta{k}"]) + sum(d.sum() for d in densities(k)) for k in (1, 2)]
    np.testing.assert_allclose(pm.marginal_log_lik(fit, new)["new"], special.logsumexp(logs))
    with pytest.raises(InvalidArgument, match="no closed form"):
        monkey = pm.fit_from_draws(
            FORMULA.replace("n ~ t", "n ~ t + (1 | id)"), KNOWN, "gaussian",
            pd.DataFrame({**HELD, **{f"sd_id__mu{k}_n_Intercept": 1.0 for k in (1, 2)},
                          **{f"r_id__mu{k}_n[{g},Intercept]": 0.0 for k in (1, 2) for g in "ab"}},
                         index=range(4)),
        )  # fmt: skip
        pm.marginal_log_lik(monkey)


EFFECTS = {"sd_id__mu1_y_Intercept": 0.7, "sd_id__mu2_y_Intercept": 0.4} | {
    f"r_id__mu{k}_y[{level},Intercept]": 0.0 for k in (1, 2) for level in "ab"
}
RATES = "bf(n ~ t + (1 | id), family = mixture(poisson, nmix = 2, class = 'course', gr = 'id'))"


def test_effects_of_a_normal_response_are_integrated_out_beside_counts_without_effects() -> None:
    fit = fitted(FORMULA.replace("y ~ t", "y ~ t + (1 | id)"), **EFFECTS)
    found = fit.marginal_log_lik(PERSON)["new"]
    t, y = PERSON["t"].to_numpy(), PERSON["y"].to_numpy()
    seen, logs = ~np.isnan(y), []
    for k in (1, 2):
        mu = HELD[f"b_mu{k}_y_Intercept"] + HELD[f"b_mu{k}_y_t"] * t
        sd = EFFECTS[f"sd_id__mu{k}_y_Intercept"]
        whole = integrate.quad(
            lambda b, mu=mu, sd=sd, k=k: stats.norm.pdf(b, 0, sd)
            * stats.norm.pdf(y[seen], mu[seen] + b, HELD[f"sigma{k}_y"]).prod(),
            -8, 8,
        )[0]  # fmt: skip
        logs.append(np.log(HELD[f"theta{k}"]) + np.log(whole) + densities(k)[1].sum())
    np.testing.assert_allclose(found, special.logsumexp(logs), rtol=1e-8)


def test_effects_of_counts_have_no_closed_form() -> None:
    levels = {n.replace("_y", "_n"): v for n, v in EFFECTS.items()}
    fit = fitted(f"{FORMULA.split(' + bf(n', maxsplit=1)[0]} + {RATES}", **levels)
    with pytest.raises(InvalidArgument, match="no closed form"):
        fit.marginal_log_lik(PERSON)


def test_a_picture_shows_the_response_that_is_asked_for() -> None:
    figure = pm.plot_dynamic_predictions(fitted(), PERSON, "t", visits=[0, 2], resp="n")
    assert figure.axes[0].get_ylabel() == "n"


def test_the_response_has_to_be_named() -> None:
    with pytest.raises(InvalidArgument, match="predicts a single response") as refused:
        pm.dynamic_predictions(fitted(), PERSON, "t")
    assert "resp='y' chooses one" in refused.value.hint
    with pytest.raises(InvalidArgument, match="'resp' should be one of 'y', 'n'"):
        pm.dynamic_predictions(fitted(), PERSON, "t", resp="x")
