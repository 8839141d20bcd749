"""Groups whose rows all belong to one component: ``mixture(..., gr = "id")``."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from scipy.special import logsumexp, softmax

import pybrms_mix as pm
from pybrms_mix.base.errors import (
    InvalidArgument,
    InvalidData,
    InvalidFamily,
    NotSupported,
    PybrmsWarning,
    UnknownVariable,
)
from pybrms_mix.family.family_text import write
from pybrms_mix.family.read import read
from pybrms_mix.store.store import read as read_fit
from tests.programs import Case, stanc
from tests.results.made import made

FAMILY = 'mixture(gaussian, gaussian, gr = "id")'
ROWS = {
    "b_mu1_Intercept": -1.0, "b_mu2_Intercept": 1.0, "b_mu1_x": 0.5, "b_mu2_x": -0.3,
    "sigma1": 0.7, "sigma2": 1.2,
}  # fmt: skip
SAME = {**ROWS, "theta1": 0.3, "theta2": 0.7}
BY_W = {**ROWS, "b_theta2_Intercept": 0.4, "b_theta2_w": -0.8}


def data(seed: int = 3) -> pd.DataFrame:
    """Return rows of five persons, out of order: each with as many rows as its number."""
    rng = np.random.default_rng(seed)
    person = rng.permutation(np.repeat(np.arange(5), [1, 2, 3, 4, 5]))
    x, y = rng.normal(size=(2, 15))
    w = rng.normal(size=5)[person]
    count = np.array([2.0, 1, 3, 1, 2])[person]
    return pd.DataFrame({"id": np.array([*"edcba"])[person], "x": x, "y": y, "w": w, "n": count})


def joint(fit: pm.Fit, frame: pd.DataFrame) -> np.ndarray:
    """Return log theta_k + the sum of log f_k(y) of each person, (draws, 5, 2), by SciPy."""
    p, parts = fit.posterior, []
    for k in "12":
        mu = p[f"b_mu{k}_Intercept"][:, None] + p[f"b_mu{k}_x"][:, None] * frame["x"].to_numpy()
        each = stats.norm.logpdf(frame["y"].to_numpy(), mu, p[f"sigma{k}"][:, None])
        by_person = [each[:, (frame["id"] == name).to_numpy()].sum(axis=1) for name in "abcde"]
        parts.append(np.stack(by_person, axis=1))
    if "theta1" in p:
        weights = np.log(p.matrix(["theta1", "theta2"]))[:, None, :]
    else:
        w = frame.groupby("id")["w"].first().loc[[*"abcde"]].to_numpy()
        odds = p["b_theta2_Intercept"][:, None] + p["b_theta2_w"][:, None] * w
        weights = np.stack([-np.logaddexp(0, odds), odds - np.logaddexp(0, odds)], axis=-1)
    return np.stack(parts, axis=-1) + weights


def same(frame: pd.DataFrame | None = None, formula: str = "y ~ x") -> pm.Fit:
    return made(formula, data() if frame is None else frame, FAMILY, SAME)


def by_w(frame: pd.DataFrame | None = None) -> pm.Fit:
    return made("bf(y ~ x, theta2 ~ w)", data() if frame is None else frame, FAMILY, BY_W)


@pytest.mark.parametrize("fitted", [same, by_w])
def test_log_lik_multiplies_within_a_group_before_it_mixes(fitted):
    fit = fitted()
    want = joint(fit, data())
    np.testing.assert_allclose(pm.log_lik(fit), logsumexp(want, axis=2))
    person = data()["id"].map("abcde".index).to_numpy()
    found = pm.pp_mixture(fit, summary=False)
    np.testing.assert_allclose(found, softmax(want, axis=2)[:, person], atol=1e-12)
    np.testing.assert_allclose(found.sum(axis=2), 1)
    logs = pm.pp_mixture(fit, summary=False, log=True)
    np.testing.assert_allclose(np.exp(logs), found, atol=1e-12)


def test_weights_count_a_whole_group():
    fit = same(formula="y | weights(n) ~ x")
    times = data().groupby("id")["n"].first().loc[[*"abcde"]].to_numpy()
    np.testing.assert_allclose(pm.log_lik(fit), times * logsumexp(joint(fit, data()), axis=2))


CASES = {
    "same": Case("y ~ x", FAMILY, data=data()),
    "predicted": Case("bf(y ~ x + (1 | id), theta1 ~ w)", FAMILY, data=data()),
    "predicted by groups": Case("bf(y ~ x, theta2 ~ 1 + (1 | id))", FAMILY, data=data()),
    "constant": Case("bf(y ~ x, theta2 ~ 1)", FAMILY, data=data()),
    "given": Case("bf(y ~ x, theta1 = 1, theta2 = 3)", FAMILY, data=data()),
    "three": Case(
        "bf(y ~ x, theta1 ~ 1, theta3 ~ w)", "mixture(gaussian, nmix = 3, gr = 'id')", data=data()
    ),
    "weights": Case("y | weights(n) ~ x", FAMILY, data=data()),
    "truncated": Case("y | trunc(lb = -9) ~ x", FAMILY, data=data()),
    "ordered proportions": Case(
        "y ~ x", "mixture(gaussian, student, order = 'theta', gr = 'id')", data=data()
    ),
    "one": Case("y | weights(n) ~ x", "mixture(gaussian, gr = 'id')", data=data()),
    "counts": Case(
        "k ~ x",
        "mixture(poisson, zero_inflated_poisson, gr = 'id')",
        data=data().assign(k=np.arange(15) % 4),
    ),
    "two columns": Case(
        "y ~ x", "mixture(gaussian, gaussian, gr = 'id:h')", data=data().assign(h=np.arange(15) % 2)
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_numpy_and_stan_agree(name):
    case = CASES[name]
    stanc(case.program)
    for seed in range(3):
        point = case.point(seed)
        own = case.log_lik(point)
        assert len(own) == len(case.data.groupby(["id", "h"][: 1 + (name == "two columns")]))
        np.testing.assert_allclose(own.sum(), case.stan_log_lik(point), rtol=1e-9, atol=1e-9)


def test_the_order_of_rows_changes_nothing():
    order = np.random.default_rng(1).permutation(15)
    fit, moved = by_w(), by_w(data().iloc[order].reset_index(drop=True))
    np.testing.assert_allclose(pm.log_lik(moved), pm.log_lik(fit))
    np.testing.assert_allclose(
        pm.pp_mixture(moved, summary=False), pm.pp_mixture(fit, summary=False)[:, order]
    )


def test_groups_of_one_row_are_the_mixture_by_row():
    frame = data().assign(id=np.arange(15))
    rows = made("y ~ x", frame, "mixture(gaussian, gaussian)", SAME)
    np.testing.assert_allclose(pm.log_lik(same(frame)), pm.log_lik(rows))
    np.testing.assert_allclose(
        pm.pp_mixture(same(frame), summary=False), pm.pp_mixture(rows, summary=False)
    )
    np.testing.assert_allclose(pm.posterior_epred(same()), pm.posterior_epred(rows))


def test_new_rows_are_grouped_by_their_own_column():
    fit = same()
    new = pd.DataFrame({"id": ["q", "a", "q"], "x": [0.0, 1.0, 2.0], "y": [0.5, 0.1, -0.4]})
    found = pm.log_lik(fit, new)
    assert found.shape == (50, 2)
    alone = pm.log_lik(fit, new[new["id"] == "q"])
    np.testing.assert_allclose(found[:, [1]], alone)
    p = pm.pp_mixture(fit, new, summary=False)
    np.testing.assert_allclose(p[:, 0], p[:, 2])
    with pytest.raises(UnknownVariable, match="'id'"):
        pm.log_lik(fit, new.drop(columns="id"))
    assert pm.posterior_epred(fit, new.drop(columns="id")).shape == (50, 3)


def test_rows_without_a_response_have_the_membership_of_their_group():
    fit = same()
    new = pd.DataFrame({"id": [*"qqr"], "x": [0.0, 1.0, 2.0], "y": [0.5, np.nan, np.nan]})
    p = pm.pp_mixture(fit, new, summary=False)
    np.testing.assert_allclose(p[:, 0], pm.pp_mixture(fit, new.head(1), summary=False)[:, 0])
    np.testing.assert_allclose(p[:, 1], p[:, 0])
    np.testing.assert_allclose(p[:, 2], fit.posterior.matrix(["theta1", "theta2"]))


def counts() -> tuple[pm.Fit, pd.DataFrame]:
    """Return draws of three components of counts, persons' rows out of order."""
    frame = data().assign(k=np.random.default_rng(5).poisson(4, 15))
    truth = {f"b_mu{k}_Intercept": v for k, v in ((1, 0.2), (2, 1.2), (3, 2.3))}
    truth |= {"b_mu1_x": 0.1, "b_mu2_x": -0.2, "b_mu3_x": 0.3}
    truth |= {"theta1": 0.5, "theta2": 0.3, "theta3": 0.2}
    family = "mixture(poisson, nmix = 3, gr = 'id', order = 'none')"
    return made("k ~ x", frame, family, truth), frame


def test_counts_of_three_components_multiply_within_a_group_too():
    fit, frame = counts()
    p, parts = fit.posterior, []
    for k in "123":
        eta = p[f"b_mu{k}_Intercept"][:, None] + p[f"b_mu{k}_x"][:, None] * frame["x"].to_numpy()
        each = stats.poisson.logpmf(frame["k"].to_numpy(), np.exp(eta))
        by_person = [each[:, (frame["id"] == n).to_numpy()].sum(axis=1) for n in "abcde"]
        parts.append(np.log(p[f"theta{k}"])[:, None] + np.stack(by_person, axis=1))
    want = np.stack(parts, axis=-1)
    np.testing.assert_allclose(pm.log_lik(fit), logsumexp(want, axis=2))
    person = frame["id"].map("abcde".index).to_numpy()
    found = pm.pp_mixture(fit, summary=False)
    np.testing.assert_allclose(found, softmax(want, axis=2)[:, person], atol=1e-12)
    np.testing.assert_allclose(
        pm.posterior_epred(fit),
        sum(
            p[f"theta{k}"][:, None]
            * np.exp(p[f"b_mu{k}_Intercept"][:, None] + p[f"b_mu{k}_x"][:, None] * frame["x"].array)
            for k in "123"
        ),
    )


def test_responses_of_new_groups_are_drawn_group_by_group():
    fit, _ = counts()
    new = pd.DataFrame({"id": np.tile(np.arange(300), 3), "x": 0.0})
    y, z = pm.posterior_predict(fit, new, components=True, seed=1)
    by_group = z.reshape(len(z), 3, 300)
    assert (by_group == by_group[:, :1]).all()
    shares = [(by_group[:, 0] == k).mean() for k in (1, 2, 3)]
    assert shares == pytest.approx(
        fit.posterior.matrix(["theta1", "theta2", "theta3"]).mean(0), abs=0.02
    )
    rates = np.exp([fit.posterior[f"b_mu{k}_Intercept"].mean() for k in (1, 2, 3)])
    means = [y[z == k].mean() for k in (1, 2, 3)]
    assert means == pytest.approx(rates, rel=0.1)


def test_one_family_of_whole_groups_is_the_family_of_its_rows():
    frame = data()
    rows = made("y ~ x", frame, "gaussian", {"b_Intercept": 0.3, "b_x": 0.2, "sigma": 1.1})
    groups = made(
        "y ~ x", frame, "mixture(gaussian, gr = 'id')",
        {"b_Intercept": 0.3, "b_x": 0.2, "sigma": 1.1},
    )  # fmt: skip
    by_row = pm.log_lik(rows)
    want = [by_row[:, (frame["id"] == n).to_numpy()].sum(axis=1) for n in "abcde"]
    np.testing.assert_allclose(pm.log_lik(groups), np.stack(want, axis=1))
    assert read(write(pm.mixture("gaussian", gr="id"))) == pm.mixture("gaussian", gr="id")
    with pytest.raises(InvalidFamily, match="at least 2"):
        pm.mixture("gaussian")


def test_new_responses_of_a_group_come_from_one_component():
    frame = data()
    y, z = pm.posterior_predict(same(), components=True, seed=1)
    for name in "abcde":
        mine = z[:, (frame["id"] == name).to_numpy()]
        assert (mine == mine[:, :1]).all()
    assert y.shape == z.shape == (50, 15)
    many = pd.DataFrame({"id": np.arange(400), "x": 0.0})
    fit = same()
    share = (pm.posterior_predict(fit, many, components=True, seed=2)[1] == 1).mean()
    assert share == pytest.approx(fit.posterior["theta1"].mean(), abs=0.02)


def test_leaving_one_out_leaves_a_group_out():
    fit = same()
    with pytest.warns(PybrmsWarning):
        found = pm.waic(fit)
    assert list(found.pointwise.index) == [*"abcde"]
    assert found.pointwise.index.name == "id"
    assert found.dims == (50, 5)
    ll = pm.log_lik(fit)
    want = logsumexp(ll, axis=0) - np.log(50) - ll.var(axis=0, ddof=1)
    np.testing.assert_allclose(found.pointwise["elpd_waic"], want)


def test_groups_and_rows_are_not_compared():
    frame = pd.concat([data().assign(id=data()["id"] + str(i)) for i in range(4)])
    rows = made("y ~ x", frame, "mixture(gaussian, gaussian)", SAME)
    with pytest.warns(PybrmsWarning, match="p_waic"):
        criteria = [fit.waic() for fit in (same(frame), rows)]
    with pytest.raises(InvalidArgument, match="same number") as refusal:
        pm.loo_compare(*criteria)
    assert "kfold(fit, group='id')" in str(refusal.value)


def test_what_differs_within_a_group_is_refused():
    frame = data()
    frame.loc[frame.index[frame["id"] == "a"][0], "w"] = 9.0
    for formula in (
        "bf(y ~ x, theta2 ~ w)",
        "bf(y ~ x, theta1 ~ 0 + (1 + w | id))",
        "bf(y ~ x) + nlf(theta1 ~ k) + lf(k ~ w)",
    ):
        with pytest.raises(InvalidData, match="'w' differs between the rows of 'id' a") as told:
            pm.make_stancode(formula, frame, FAMILY)
        assert "must be constant within a group" in str(told.value)
    with pytest.raises(InvalidData, match=r"weights\(\)"):
        pm.make_stancode("y | weights(abs(w)) ~ x", frame, FAMILY)
    with pytest.raises(InvalidData, match="'w' differs"):
        pm.log_lik(by_w(), frame)


def test_mistakes_are_refused_in_words():
    with pytest.raises(UnknownVariable, match="'person'"):
        pm.make_stancode("y ~ x", data(), 'mixture(gaussian, gaussian, gr = "person")')
    for text in ("2", "c('a', 'b')", "'a b'", "''"):
        with pytest.raises(InvalidFamily, match="'gr' must be the name of a column"):
            read(f"mixture(gaussian, gaussian, gr = {text})")
    with pytest.raises(NotSupported, match="mi"):
        pm.make_stancode("y | mi() ~ x", data(), FAMILY)


def test_the_family_is_written_and_read_with_its_groups():
    family = pm.mixture("gaussian", "student", gr="g : h", order="mu")
    assert family.gr == "g:h"
    assert read(write(family)) == family
    assert read("mixture(gaussian, gaussian, gr = NULL)").gr == ""


def test_a_missing_group_leaves_the_row_out():
    frame = data()
    frame.loc[0, "id"] = None
    with pytest.warns(PybrmsWarning, match="NAs were excluded"):
        assert pm.make_standata("y ~ x", frame, FAMILY)["N"] == 14


def growth(seed: int, persons: int = 40, times: int = 6) -> tuple[pd.DataFrame, np.ndarray]:
    """Return trajectories of two classes of slopes, which overlap row by row; and the classes."""
    rng = np.random.default_rng(seed)
    truth = (np.arange(persons) < 0.4 * persons).astype(int)
    person, t = np.repeat(np.arange(persons), times), np.tile(np.linspace(-1, 1, times), persons)
    y = 1 + np.array([-0.8, 0.8])[truth][person] * t + rng.normal(0, 0.7, persons * times)
    return pd.DataFrame({"id": person, "t": t, "y": y}), truth


GROWTH = [
    "prior(normal(-0.5, 0.5), coef = t, dpar = mu1)",
    "prior(normal(0.5, 0.5), coef = t, dpar = mu2)",
    *(f"prior(normal(1, 1), class = Intercept, dpar = mu{k})" for k in (1, 2)),
    *(f"prior(exponential(1), class = sigma{k})" for k in (1, 2)),
]


def right(fit: pm.Fit, truth: np.ndarray) -> float:
    """Return the share of rows in the class of their person, under the better labels."""
    found = pm.classify(fit)["component"].to_numpy() - 1
    agreement = float((found == np.repeat(truth, len(found) // len(truth))).mean())
    return max(agreement, 1 - agreement)


def test_a_growth_mixture_finds_classes_that_a_mixture_of_rows_does_not():
    frame, truth = growth(1)
    settings = {"chains": 2, "iter": 1000, "seed": 1, "silent": 2, "backend": "stanli"}
    together = pm.brm(
        "y ~ t", frame, "mixture(gaussian, gaussian, order = 'none', gr = 'id')", GROWTH, **settings
    )
    apart = pm.brm(
        "y ~ t", frame, "mixture(gaussian, gaussian, order = 'none')", GROWTH, **settings
    )
    assert right(together, truth) > 0.95
    assert right(apart, truth) < 0.85
    assert pm.mode_check(together).healthy
    assert together.draws["b_mu1_t"].mean() == pytest.approx(-0.8, abs=0.2)
    assert together.draws["b_mu2_t"].mean() == pytest.approx(0.8, abs=0.2)


def few() -> pm.Fit:
    """Return a fit of few draws to eight persons, whose levels are not in the order of words."""
    frame, _ = growth(2, persons=8, times=3)
    names = [*"hgfedcba"]
    labels = pd.Categorical(np.array(names)[frame["id"]], categories=names)
    return pm.brm(
        "y ~ t", frame.assign(id=labels), FAMILY, GROWTH,
        chains=2, iter=300, seed=1, silent=2, backend="stanli",
    )  # fmt: skip


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
def test_folds_and_single_fits_leave_whole_groups_out(tmp_path):
    fit = few()
    found = pm.kfold(fit, K=4, folds="grouped", group="id", seed=1)
    assert list(found.pointwise.index) == [*"hgfedcba"]
    loo = pm.loo(fit)
    by_person = pm.to_arviz(fit)["log_likelihood"]["y"]
    assert list(by_person["id"].values) == [*"hgfedcba"]
    np.testing.assert_allclose(by_person.values.reshape(300, 8), pm.log_lik(fit))
    again = pm.reloo(fit, loo, k_threshold=-1.0, seed=1)
    assert (again.pointwise["influence_pareto_k"] == 0).all()
    for exact in (found, again):
        assert np.corrcoef(exact.elpd, loo.elpd)[0, 1] > 0.9
    with pytest.raises(InvalidArgument, match="separate rows of one 'id'"):
        pm.kfold(fit, K=4, seed=1)
    with_loo = pm.add_criterion(fit, "loo", file=tmp_path / "fit.nc", overwrite=True)
    read_back = read_fit(tmp_path / "fit.nc")
    pd.testing.assert_frame_equal(
        read_back.criteria["loo"].pointwise, with_loo.criteria["loo"].pointwise
    )
    assert read_back.model.mixture.gr == "id"
    assert -1 <= pm.loo_R2(fit, seed=1)["Estimate"].iloc[0] < pm.bayes_R2(fit)["Estimate"].iloc[0]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
def test_folds_of_groups_and_leaving_groups_out_agree_for_three_components_of_counts():
    rng = np.random.default_rng(6)
    person = rng.permutation(np.repeat(np.arange(36), 5))
    rate = np.array([0.5, 4.0, 20.0])[person % 3]
    frame = pd.DataFrame({"id": person, "y": rng.poisson(rate)})
    fit = pm.brm(
        "y ~ 1", frame, "mixture(poisson, nmix = 3, gr = 'id')", chains=2, iter=800, seed=1,
        silent=2, backend="stanli",
    )  # fmt: skip
    assert pm.mode_check(fit).healthy
    loo, folds = pm.loo(fit), pm.kfold(fit, K=6, folds="grouped", group="id", seed=1)
    assert len(loo.elpd) == len(folds.elpd) == 36
    assert folds.elpd.sum() == pytest.approx(loo.elpd.sum(), abs=4)
    assert np.corrcoef(folds.elpd, loo.elpd)[0, 1] > 0.98
    found = pm.classify(fit).groupby(person)["component"].first()
    assert (found.to_numpy() == 1 + np.arange(36) % 3).mean() > 0.9


def test_no_note_asks_for_groups_that_are_there():
    frame, _ = growth(1)
    family = "mixture(gaussian, gaussian, order = 'none', gr = 'id')"
    fit = pm.brm(
        "y ~ t + (1 | id)", frame, family, GROWTH, chains=2, iter=300, seed=1, silent=2,
        backend="stanli",
    )  # fmt: skip
    assert pm.mode_check(fit).notes == ()


def test_the_summary_says_which_rows_belong_together():
    told = "Groups: rows of one 'id' belong to one component"
    empty = pm.brm("y ~ x", data(), FAMILY, empty=True)
    assert told in str(pm.summary(empty))
    rows = pm.brm("y ~ x", data(), "mixture(gaussian, gaussian)", empty=True)
    assert "Groups: rows" not in str(pm.summary(rows))


def test_a_group_occupies_one_component():
    frame = data().assign(id="a")
    fit = same(frame)
    alone = pm.occupied_components(fit)
    assert alone[1] == 1
    rows = made("y ~ x", frame, "mixture(gaussian, gaussian)", SAME)
    assert pm.occupied_components(rows)[2] > 0.5
