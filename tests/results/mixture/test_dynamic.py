"""Dynamic predictions, compared with normal conditioning, quadrature and a simulation."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import integrate, special, stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidData, UnknownVariable
from pybrms_mix.results.diagnostics import rhats
from pybrms_mix.results.mixture import person_effects

TIMES = np.arange(5.0)
FAMILY = "mixture(gaussian, gaussian, gr = 'id')"
TRUTH = {
    "b_mu1_Intercept": 0.0, "b_mu1_t": 0.2, "b_mu2_Intercept": 1.5, "b_mu2_t": 0.6,
    "sd_id__mu1_Intercept": 0.8, "sd_id__mu1_t": 0.2, "cor_id__mu1_Intercept__mu1_t": 0.4,
    "sd_id__mu2_Intercept": 0.5, "sd_id__mu2_t": 0.3, "cor_id__mu2_Intercept__mu2_t": -0.3,
    "sigma1": 0.5, "sigma2": 0.7, "theta1": 0.6, "theta2": 0.4,
}  # fmt: skip


# Classes so far apart that all chains agree about the class of each person.
FAR = TRUTH | {
    "b_mu2_Intercept": 3.0, "b_mu2_t": 1.4, "sd_id__mu1_Intercept": 0.5,
    "sd_id__mu2_Intercept": 0.5, "sd_id__mu1_t": 0.15, "sd_id__mu2_t": 0.15,
}  # fmt: skip


def visits(count: int, seed: int, truth: dict[str, float] = TRUTH) -> pd.DataFrame:
    """Return persons with five visits, drawn from the model with the parameters ``truth``."""
    rng, found = np.random.default_rng(seed), []
    for i in range(count):
        k = 1 + (rng.random() < truth["theta2"])
        u = rng.multivariate_normal([0, 0], spread(k, truth))
        mean = truth[f"b_mu{k}_Intercept"] + u[0] + (truth[f"b_mu{k}_t"] + u[1]) * TIMES
        y = mean + truth[f"sigma{k}"] * rng.standard_normal(5)
        found.append(pd.DataFrame({"id": f"p{i}", "t": TIMES, "y": y, "k": k}))
    return pd.concat(found, ignore_index=True)


def spread(k: int, truth: dict[str, float] = TRUTH) -> np.ndarray:
    a, b = truth[f"sd_id__mu{k}_Intercept"], truth[f"sd_id__mu{k}_t"]
    c = a * b * truth[f"cor_id__mu{k}_Intercept__mu{k}_t"]
    return np.array([[a * a, c], [c, b * b]])


def known(data: pd.DataFrame, count: int) -> pm.Fit:
    """Return a fit in which all draws are equal to the truth, and the known persons are average."""
    held = dict(TRUTH)
    for level in data["id"].unique():
        for k in (1, 2):
            held[f"r_id__mu{k}[{level},Intercept]"] = held[f"r_id__mu{k}[{level},t]"] = 0.0
    draws = pd.DataFrame(held, index=range(count))
    return pm.fit_from_draws("y ~ t + (1 + t | id)", data, FAMILY, draws)


def conditioned(y: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the memberships, the means and the log densities of later visits, by SciPy."""
    z = np.c_[np.ones(5), TIMES]
    weights, means, later = [], [], []
    for k in (1, 2):
        m = z @ [TRUTH[f"b_mu{k}_Intercept"], TRUTH[f"b_mu{k}_t"]]
        total = z @ spread(k) @ z.T + TRUTH[f"sigma{k}"] ** 2 * np.eye(5)
        h, s = slice(count), slice(count, None)
        log = stats.multivariate_normal(m[h], total[h, h]).logpdf(y[h]) if count else 0.0
        weights.append(np.log(TRUTH[f"theta{k}"]) + log)
        gain = (z @ spread(k) @ z.T)[:, h] @ np.linalg.inv(total[h, h])
        means.append(m + gain @ (y[h] - m[h]))
        rest = total[s, s] - total[s, h] @ np.linalg.inv(total[h, h]) @ total[h, s]
        later.append(stats.norm.logpdf(y[s], means[-1][s], np.sqrt(np.diag(rest))))
    p = special.softmax(weights)
    return p, p @ np.array(means), special.logsumexp(np.array(later), axis=0, b=p[:, None])


def test_the_marginal_likelihood_of_a_person_is_a_mixture_of_multivariate_normals() -> None:
    data = visits(3, 1)
    found = pm.marginal_log_lik(known(data, 2))
    z = np.c_[np.ones(5), TIMES]
    for level, own in data.groupby("id"):
        logs = []
        for k in (1, 2):
            m = z @ [TRUTH[f"b_mu{k}_Intercept"], TRUTH[f"b_mu{k}_t"]]
            total = z @ spread(k) @ z.T + TRUTH[f"sigma{k}"] ** 2 * np.eye(5)
            log = stats.multivariate_normal(m, total).logpdf(own["y"])
            logs.append(np.log(TRUTH[f"theta{k}"]) + log)
        np.testing.assert_allclose(found[level], special.logsumexp(logs), rtol=1e-9)
    plain = pm.fit_from_draws(
        "y ~ t", data, FAMILY, pd.DataFrame({n: v for n, v in TRUTH.items() if "id" not in n},
                                            index=[0]),
    )  # fmt: skip
    np.testing.assert_allclose(pm.marginal_log_lik(plain), pm.log_lik(plain))


@pytest.mark.parametrize("count", [1, 3])
def test_normal_responses_are_conditioned_exactly(count: int) -> None:
    data = visits(3, 1)
    fit, new = known(data, 4000), visits(2, 2).assign(id=lambda d: "n" + d["id"])
    found = pm.dynamic_predictions(fit, new, "t", visits=count, seed=1)
    for level, own in found.table.groupby("id"):
        y = new.loc[new["id"] == level, "y"].to_numpy()
        p, mean, later = conditioned(y, count)
        member = found.memberships.set_index("id").loc[str(level)]
        np.testing.assert_allclose(member["P(K = 2 | Y)"], p[1], rtol=1e-8)
        assert member["ess"] == pytest.approx(4000)  # the draws are equal: so are their weights
        error = own["std_error"].to_numpy() / np.sqrt(4000)
        assert (np.abs(own["estimate"].to_numpy() - mean) < 4.5 * error).all()
        np.testing.assert_allclose(own["log_score"].to_numpy()[count:], later, atol=0.05)
        assert own["shown"].tolist() == [True] * count + [False] * (5 - count)


def test_importance_sampling_agrees_with_the_closed_form(monkeypatch: pytest.MonkeyPatch) -> None:
    data = visits(3, 1)
    fit, new = known(data, 2000), visits(1, 4)
    exact = pm.dynamic_predictions(fit, new, "t", visits=2, seed=1)
    monkeypatch.setattr(person_effects, "_is_normal", lambda model, touched: False)
    other = pm.dynamic_predictions(fit, new, "t", visits=2, seed=1)
    ess = other.memberships["ess"].iloc[0]
    assert ess < 15_000
    np.testing.assert_allclose(
        other.memberships["P(K = 1 | Y)"], exact.memberships["P(K = 1 | Y)"],
        atol=4 * 0.5 / np.sqrt(ess),
    )  # fmt: skip
    error = exact.table["std_error"] * np.sqrt(1 / ess + 1 / 2000)
    assert (np.abs(other.table["estimate"] - exact.table["estimate"]) < 4.5 * error).all()


def test_counts_agree_with_quadrature() -> None:
    data = pd.DataFrame({"id": np.repeat(["a", "b"], 3), "y": [1, 2, 0, 4, 6, 3]})
    held = {"b_mu1_Intercept": 0.0, "b_mu2_Intercept": 1.2, "sd_id__mu1_Intercept": 0.5,
            "sd_id__mu2_Intercept": 0.3, "theta1": 0.5, "theta2": 0.5}  # fmt: skip
    r = {f"r_id__mu{k}[{g},Intercept]": 0.0 for k in (1, 2) for g in "ab"}
    fit = pm.fit_from_draws(
        "y ~ 1 + (1 | id)", data, "mixture(poisson, poisson, gr = 'id')",
        pd.DataFrame({**held, **r}, index=range(10)),
    )  # fmt: skip
    new = pd.DataFrame({"id": "a", "t": [0, 1, 2], "y": [1, 3, np.nan]})
    found = pm.dynamic_predictions(fit, new, "t", visits=2, seed=1)
    total, mean = [], []
    for k in (1, 2):
        sd, b = held[f"sd_id__mu{k}_Intercept"], held[f"b_mu{k}_Intercept"]

        def joint(u: float, b: float = b, sd: float = sd) -> float:
            return float(stats.norm.pdf(u, 0, sd) * stats.poisson.pmf([1, 3], np.exp(b + u)).prod())

        total.append(integrate.quad(joint, -5, 5)[0])
        mean.append(integrate.quad(lambda u, b=b, f=joint: f(u) * np.exp(b + u), -5, 5)[0])
    p = found.memberships["P(K = 2 | Y)"].iloc[0]
    assert p == pytest.approx(total[1] / sum(total), abs=0.02)
    with pytest.raises(InvalidArgument, match="no closed form"):
        pm.marginal_log_lik(fit)
    assert found.table["estimate"].iloc[2] == pytest.approx(sum(mean) / sum(total), rel=0.03)


def test_draws_are_weighted_by_the_density_of_the_visits() -> None:
    data = pd.DataFrame({"id": np.repeat(["a", "b"], 2), "y": [0.0, 0.5, 4.0, 4.5]})
    draws = pd.DataFrame(
        {"b_mu1_Intercept": [0.0, 1.0], "b_mu2_Intercept": [4.0, 5.0], "sigma1": 1.0,
         "sigma2": 1.0, "theta1": [0.5, 0.7], "theta2": [0.5, 0.3]}
    )  # fmt: skip
    fit = pm.fit_from_draws("y ~ 1", data, FAMILY, draws)
    new = pd.DataFrame({"id": "a", "t": [0, 1], "y": [2.0, np.nan]})
    found = pm.dynamic_predictions(fit, new, "t", visits=1)
    theta = np.array([[0.5, 0.7], [0.5, 0.3]])
    mu = np.array([[0.0, 1.0], [4.0, 5.0]])
    joint = theta * stats.norm.pdf(2.0, mu, 1)
    joint /= joint.sum()
    assert found.memberships["P(K = 1 | Y)"].iloc[0] == pytest.approx(joint[0].sum())
    assert found.table["estimate"].iloc[1] == pytest.approx((joint * mu).sum())
    one = pm.dynamic_predictions(fit, new, "t", visits=1, component=2)
    assert one.table["estimate"].iloc[1] == pytest.approx((joint * mu)[1].sum() / joint[1].sum())


def test_persons_of_two_columns_are_those_of_one() -> None:
    data = visits(3, 1)
    parts = data.assign(ward=data["id"].map({"p0": 1, "p1": 1, "p2": 2}), bed="b" + data["id"])
    held = {n.replace("_id_", "_ward:bed_"): v for n, v in TRUTH.items()}
    for ward, bed in ((1, "bp0"), (1, "bp1"), (2, "bp2")):
        for k in (1, 2):
            for coef in ("Intercept", "t"):
                held[f"r_ward:bed__mu{k}[{ward}_{bed},{coef}]"] = 0.0
    family = FAMILY.replace("id", "ward:bed")
    fit = pm.fit_from_draws("y ~ t + (1 + t | ward:bed)", parts, family,
                            pd.DataFrame(held, index=range(50)))  # fmt: skip
    one = pm.marginal_log_lik(known(data, 50))
    two = pm.marginal_log_lik(fit)
    assert two.columns.tolist() == ["1_bp0", "1_bp1", "2_bp2"]
    np.testing.assert_allclose(two, one, rtol=1e-9)
    a = pm.dynamic_predictions(known(data, 50), data, "t", visits=[0, 2], seed=1)
    b = pm.dynamic_predictions(fit, parts, "t", visits=[0, 2], seed=1)
    assert b.table["ward:bed"].unique().tolist() == ["1_bp0", "1_bp1", "2_bp2"]
    np.testing.assert_allclose(b.table["estimate"], a.table["estimate"], rtol=1e-9)
    np.testing.assert_allclose(b.score(), a.score(), rtol=1e-9)
    single = pm.fit_from_draws("y ~ t", parts, "gaussian",
                               {"b_Intercept": [0.0], "b_t": [1.0], "sigma": [1.0]})  # fmt: skip
    found = pm.marginal_log_lik(single, parts, group="ward:bed")
    assert found.columns.tolist() == two.columns.tolist()
    with pytest.raises(UnknownVariable, match="have no column 'ward'"):
        pm.marginal_log_lik(single, group="ward:bed")
    with pytest.raises(UnknownVariable, match="has no column 'bed'"):
        pm.dynamic_predictions(fit, data.assign(ward=1), "t")


def test_known_persons_are_predicted_as_new_ones() -> None:
    data = visits(3, 1)
    fit = known(data, 500)
    own = pm.dynamic_predictions(fit, data, "t", visits=[1, 2], seed=3)
    other = data.assign(id="x" + data["id"])
    new = pm.dynamic_predictions(fit, other, "t", visits=[1, 2], seed=3)
    np.testing.assert_allclose(own.table["estimate"], new.table["estimate"])
    few = pm.dynamic_predictions(fit, data, "t", visits=2, ndraws=50, seed=3)
    assert few.memberships["ess"].max() <= 50.001


def test_a_single_family_has_the_predictions_of_a_multilevel_model() -> None:
    data = visits(2, 1)
    r = {f"r_id[{g},Intercept]": 0.0 for g in ("p0", "p1")}
    draws = {"b_Intercept": 0.0, "sd_id__Intercept": 1.0, "sigma": 1.0, **r}
    fit = pm.fit_from_draws("y ~ 1 + (1 | id)", data, "gaussian", pd.DataFrame(draws, index=[0]))
    found = pm.dynamic_predictions(fit, data, "t", group="id", visits=[0, 4], seed=1)
    assert (found.memberships["P(K = 1 | Y)"] > 1 - 1e-9).all()


@pytest.mark.wide
def test_later_visits_are_predicted_better_after_some_visits() -> None:
    fit, new = known(visits(3, 1), 100), visits(50, 7)
    found = pm.dynamic_predictions(fit, new, "t", visits=[0, 2, 4], seed=1)
    last = found.table[found.table["t"] == 4].set_index(["visits", "id"])["log_score"].unstack(0)
    assert stats.ttest_rel(last[2], last[0]).statistic > 3
    assert stats.ttest_rel(last[4], last[2]).statistic > 2
    score = found.score()
    assert (score["count"] == 50).all()
    np.testing.assert_allclose(score["log_score"], last.mean())
    np.testing.assert_allclose(score["se"], last.std() / np.sqrt(50))
    assert score["log_score"].is_monotonic_increasing
    single = pm.dynamic_predictions(fit, new, "t", visits=0, seed=1).score()  # of all five visits
    assert np.isfinite(single["log_score"]).all()


@pytest.mark.slow
def test_a_fit_predicts_held_out_visits_better_after_some_visits() -> None:
    """For new persons, the predictions before the first visit are those of the population."""
    prior = [pm.prior("normal(0, 2)", class_="b", dpar=f"mu{k}") for k in (1, 2)]
    mixture = pm.mixture("gaussian", nmix=2, gr="id", order="t")
    fit = pm.brm(
        "y ~ t + (1 + t | id)", visits(50, 11, FAR), mixture, prior, seed=1, chains=2, iter=800,
        silent=2,
    )  # fmt: skip
    assert rhats(fit.posterior, list(fit.rhat().index)).max() < 1.05
    new = visits(40, 12, FAR)
    found = pm.dynamic_predictions(fit, new, "t", visits=[0, 1, 3], ndraws=200, seed=1)
    hidden = found.table[found.table["t"] >= 3]
    each = hidden.groupby(["id", "visits"], observed=True)["log_score"].mean().unstack()
    assert stats.ttest_rel(each[1], each[0]).statistic > 2
    assert stats.ttest_rel(each[3], each[1]).statistic > 2


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda f, d: pm.dynamic_predictions(f, d, "tt"), pm.UnknownVariable, "has no column"),
        (lambda f, d: pm.dynamic_predictions(f, d, "t", visits=9), InvalidData, "as many observed"),
        (
            lambda f, d: pm.dynamic_predictions(f, d, "t", visits=[]),
            InvalidArgument,
            "'visits' is empty",
        ),
        (lambda f, d: pm.dynamic_predictions(f, d, "t", component=3), InvalidArgument, "1 to 2"),
        (lambda f, d: pm.dynamic_predictions(f, d, "t", group="g"), InvalidArgument, "gr = 'id'"),
        (lambda f, d: pm.dynamic_predictions(f, d.assign(t="a"), "t"), InvalidData, "numbers"),
    ],
)
def test_mistakes_are_refused(call, error, words) -> None:  # type: ignore[no-untyped-def]
    data = visits(2, 1)
    with pytest.raises(error, match=words):
        call(known(data, 2), data)


def test_a_mixture_of_rows_is_refused() -> None:
    draws = pd.DataFrame({"b_mu1_Intercept": [0.0], "b_mu2_Intercept": 1.0, "sigma1": 1.0,
                          "sigma2": 1.0, "theta1": 0.5, "theta2": 0.5})  # fmt: skip
    fit = pm.fit_from_draws("y ~ 1", visits(2, 1), "mixture(gaussian, gaussian)", draws)
    with pytest.raises(InvalidArgument, match="several classes"):
        pm.dynamic_predictions(fit, visits(1, 1), "t")


@pytest.mark.parametrize(
    ("formula", "words", "remedy"),
    [
        ("y ~ id + (1 | id)", "uses 'id' also as a predictor", "a copy of the column"),
        ("y ~ t + (1 | gr(id, dist = 'student'))", "non-gaussian", "need dist = 'gaussian'"),
    ],
    ids=["predictor", "student"],
)
def test_persons_who_cannot_be_new_are_refused_with_a_remedy(
    formula: str, words: str, remedy: str
) -> None:
    data = visits(3, 1)
    names = [v.name for v in pm.brm(formula, data, empty=True).model.variables]
    draws = pd.DataFrame({name: [0.5, 0.6] for name in names})
    fit = pm.fit_from_draws(formula, data, "gaussian", draws)
    with pytest.raises(InvalidArgument, match=words) as refused:
        pm.marginal_log_lik(fit, group="id")
    assert remedy in (refused.value.hint or "")
