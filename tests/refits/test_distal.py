"""Outcomes of classes: three-step estimates by their papers' formulas, coverage by simulation."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import optimize, stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidData, UnknownVariable
from pybrms_mix.refits import distal as module
from pybrms_mix.results.mixture import three_step

TRUTH = {"b_mu1_Intercept": -1.0, "b_mu2_Intercept": 1.0, "sigma1": 1.0, "sigma2": 1.0,
         "theta1": 0.6, "theta2": 0.4}  # fmt: skip
BETA = np.array([0.5, 1.0, 0.7])  # intercept, class 2, z


def simulated(seed: int, n: int = 400) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    second, z = rng.random(n) < TRUTH["theta2"], rng.normal(size=n)
    y = np.where(second, 1.0, -1.0) + rng.normal(size=n)
    return pd.DataFrame(
        {"y": y, "z": z, "out": BETA[0] + BETA[1] * second + BETA[2] * z + rng.normal(size=n)}
    )


def measured(table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the most probable class and the table of misclassification at the true parameters."""
    p = np.c_[0.6 * stats.norm.pdf(table["y"], -1), 0.4 * stats.norm.pdf(table["y"], 1)]
    p /= p.sum(axis=1, keepdims=True)
    assigned = p.argmax(axis=1)
    joint = np.array([p[assigned == s].sum(axis=0) for s in (0, 1)])
    return assigned, (joint / joint.sum(axis=0)).T


def designs(table: pd.DataFrame) -> np.ndarray:
    one = np.ones(len(table))
    return np.array([np.c_[one, k * one, table["z"]] for k in (0, 1)])


def estimates(seed: int) -> dict[str, three_step.Estimate]:
    table = simulated(seed)
    assigned, wrong = measured(table)
    y, x, units = table["out"].to_numpy(), designs(table), np.arange(len(table))
    return {
        "bch": three_step.bch(y, x, assigned, units, wrong),
        "ml": three_step.maximum_likelihood(y, x, assigned, units, wrong),
        "naive": three_step.naive(y, x, assigned, units),
    }


def test_bch_is_least_squares_with_the_inverse_of_the_misclassification() -> None:
    table = simulated(1, 30)
    assigned, wrong = measured(table)
    inverse = np.linalg.inv(wrong)
    rows = [(i, k) for i in range(30) for k in (0, 1)]
    x = np.array([[1, k, table["z"][i]] for i, k in rows])
    w = np.array([inverse[assigned[i], k] for i, k in rows])
    y = np.array([table["out"][i] for i, _ in rows])
    expected = np.linalg.solve(x.T @ (w[:, None] * x), x.T @ (w * y))
    found = three_step.bch(table["out"].to_numpy(), designs(table), assigned, np.arange(30), wrong)
    np.testing.assert_allclose(found.beta, expected, rtol=1e-10)
    residual = w * (y - x @ expected)
    scores = np.array([(x * residual[:, None])[[2 * i, 2 * i + 1]].sum(axis=0) for i in range(30)])
    bread = np.linalg.inv(x.T @ (w[:, None] * x))
    np.testing.assert_allclose(
        found.covariance, bread @ scores.T @ scores @ bread * 30 / 29, rtol=1e-10
    )


def test_the_maximum_likelihood_is_that_of_an_optimiser() -> None:
    table = simulated(2)
    assigned, wrong = measured(table)
    y = table["out"].to_numpy()

    def negative(point: np.ndarray) -> float:
        share = 1 / (1 + np.exp(-point[4]))
        density = [
            s
            * wrong[k, assigned]
            * stats.norm.pdf(y, designs(table)[k] @ point[:3], np.exp(point[3]))
            for k, s in ((0, 1 - share), (1, share))
        ]
        return -float(np.log(sum(density)).sum())

    best = optimize.minimize(negative, [0.5, 1, 0.7, 0, 0], method="BFGS", options={"gtol": 1e-6})
    found = three_step.maximum_likelihood(y, designs(table), assigned, np.arange(len(y)), wrong)
    np.testing.assert_allclose(found.beta, best.x[:3], atol=2e-4)
    # The errors come from second differences of the log likelihood at its maximum.
    steps, at = 1e-3 * np.eye(5), best.x
    curvature = [
        [
            (
                negative(at + a + b)
                - negative(at + a - b)
                - negative(at - a + b)
                + negative(at - a - b)
            )
            / 4e-6
            for b in steps
        ]
        for a in steps
    ]
    expected = np.sqrt(np.diag(np.linalg.inv(curvature)))[:3]
    np.testing.assert_allclose(np.sqrt(np.diag(found.covariance)), expected, rtol=0.01)


def test_intervals_of_three_steps_cover_and_the_naive_ones_do_not() -> None:
    hits: dict[str, list[bool]] = {"bch": [], "ml": [], "naive": []}
    means: dict[str, list[float]] = {"bch": [], "ml": [], "naive": []}
    for seed in range(200):
        for name, one in estimates(seed).items():
            estimate, _, low, high = one.table()[1]
            hits[name].append(low <= BETA[1] <= high)
            means[name].append(estimate)
    covered = {name: np.mean(found) for name, found in hits.items()}
    assert 0.93 <= covered["bch"] <= 0.97, covered
    assert 0.93 <= covered["ml"] <= 0.97, covered
    assert covered["naive"] < 0.5, covered
    assert np.mean(means["naive"]) < 0.8 * BETA[1]
    for name in ("bch", "ml"):
        error = np.std(means[name]) / np.sqrt(200)
        assert abs(np.mean(means[name]) - BETA[1]) < 3 * error, name


def laplace(y: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Return draws of the memberships in two normal classes with one spread: (count, N, 2)."""

    def joint(u: np.ndarray) -> np.ndarray:
        shares = -np.logaddexp(0, [u[3], -u[3]])
        return shares + stats.norm.logpdf(y[:, None], u[:2], np.exp(u[2]))

    def negative(u: np.ndarray) -> float:
        return -float(np.logaddexp.reduce(joint(u), axis=1).sum())

    best = optimize.minimize(negative, [-1.0, 1.0, 0.0, -0.4])
    logs = np.array([joint(u) for u in rng.multivariate_normal(best.x, best.hess_inv, count)])
    return np.exp(logs - np.logaddexp.reduce(logs, axis=2)[..., None])


def test_the_errors_know_that_the_first_step_is_uncertain() -> None:
    """Estimated classes change the estimates; the added variance is that of these changes."""
    table = simulated(2)
    p = laplace(table["y"].to_numpy(), 40, np.random.default_rng(1))
    best = p.mean(axis=0).argmax(axis=1)
    tables = np.array([three_step.misclassified(one, best) for one in [p.mean(axis=0), *p]])
    known = (table["out"].to_numpy(), designs(table), best, np.arange(len(table)))
    for method, close in ((three_step.bch, 1e-10), (three_step.maximum_likelihood, 0.15)):
        fixed = method(*known, tables[0])
        each = np.array([method(*known, one).beta for one in tables[1:]])
        found = method(*known, tables[0], tables[1:])
        np.testing.assert_array_equal(found.beta, fixed.beta)
        added = np.sqrt(np.diag(found.covariance - fixed.covariance))
        np.testing.assert_allclose(added[1], each.std(axis=0, ddof=1)[1], rtol=close)


def test_a_class_without_units_has_no_three_step_estimates() -> None:
    table = simulated(3, 40).assign(school=1, pupil=range(40))
    draws = pd.DataFrame([TRUTH | {"theta1": 1 - 1e-9, "theta2": 1e-9}] * 4)
    family = "mixture(gaussian, gaussian, gr = 'school:pupil')"
    fit = pm.fit_from_draws("y ~ 1", table[["y", "school", "pupil"]], family, draws)
    units = np.arange(40)
    p = np.zeros((4, 40, 2))
    p[..., 0] = 1
    with pytest.warns(pm.PybrmsWarning, match="three-step estimates are left out"):
        none = module._three_steps(p, units, table, "out ~ class + z", "gaussian", "class",
                                   ["1", "2"])  # fmt: skip
    assert none == (None, None, None)
    # The memberships are certain, but in one draw the classes have changed places.
    p[:, ::2] = p[:, ::2, ::-1]
    p[3] = p[3, :, ::-1]
    with pytest.warns(pm.PybrmsWarning, match="maximum likelihood estimates need no inverse"):
        bch, ml, naive = module._three_steps(p, units, table, "out ~ class + z", "gaussian",
                                             "class", ["1", "2"])  # fmt: skip
    assert bch is None and ml is not None and naive is not None
    _, numbers = module._matched(fit, module.rows_of(fit, None, None), table[::-1], "class")
    own = module.rows_of(fit, None, None).units
    assert [own[n] for n in numbers] == [f"1_{i}" for i in range(39, -1, -1)]


def fit_of(table: pd.DataFrame) -> pm.Fit:
    draws = pd.DataFrame([TRUTH] * 4)
    return pm.fit_from_draws("y ~ 1", table[["y"]], "mixture(gaussian, gaussian)", draws)


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")
def test_a_second_model_gets_drawn_classes_and_three_steps_stand_beside_it() -> None:
    table = simulated(3)
    shuffled = table.sample(frac=1, random_state=1)
    found = pm.distal(
        fit_of(table), "out ~ class + z", shuffled, imputations=3, seed=1, names=["low", "high"],
        chains=1, iter=400, executor=1, silent=2,
    )  # fmt: skip
    assigned, wrong = measured(table)
    y, x, units = table["out"].to_numpy(), designs(table), np.arange(len(table))
    expected = three_step.bch(y, x, assigned, units, wrong)
    np.testing.assert_allclose(found.bch, expected.table(), rtol=1e-8)
    expected = three_step.maximum_likelihood(y, x, assigned, units, wrong)
    np.testing.assert_allclose(found.ml, expected.table(), rtol=1e-4)
    assert list(found.bch.index) == ["Intercept", "classhigh", "z"]
    assert found.fit.posterior.chains == 3
    drawn = found.table.loc[("draws", "classhigh"), "Estimate"]
    naive = found.table.loc[("naive", "classhigh"), "Estimate"]
    assert drawn < naive < found.table.loc[("BCH", "classhigh"), "Estimate"]
    assert "BCH" in str(found)


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")
def test_rows_of_a_group_have_its_class_and_other_families_have_draws_alone() -> None:
    table = simulated(4, 30).assign(id=np.repeat(np.arange(10), 3))
    table["count"] = np.random.default_rng(1).poisson(3, 30)
    whole = pm.fit_from_draws(
        "y ~ 1", table[["y", "id"]], 'mixture(gaussian, gaussian, gr = "id")',
        pd.DataFrame([TRUTH] * 4),
    )  # fmt: skip
    found = pm.distal(
        whole, "count ~ class", table, "poisson", imputations=2, chains=1, iter=200, executor=1,
        silent=2,
    )  # fmt: skip
    classes = found.fit.model.frame.data["class"].to_numpy().reshape(10, 3)
    assert (classes == classes[:, :1]).all()
    assert found.bch is None
    assert list(found.table.index.get_level_values(0).unique()) == ["draws"]


def test_rows_that_belong_to_no_unit_are_refused() -> None:
    table = simulated(5, 30)
    fit = fit_of(table)
    with pytest.raises(InvalidData, match="No row of 'data' belongs to a unit"):
        pm.distal(fit, "out ~ class", table.set_axis(range(1000, 1030)))
    with pytest.raises(InvalidArgument, match="its formula has no 'class'"):
        pm.distal(fit, "out ~ z", table)
    with pytest.raises(InvalidArgument, match="already have a column 'class'"):
        pm.distal(fit, "out ~ class", table.assign(**{"class": 1}))
    whole = pm.fit_from_draws(
        "y ~ 1", table.assign(id=1), 'mixture(gaussian, gaussian, gr = "id")',
        pd.DataFrame([TRUTH] * 4),
    )  # fmt: skip
    with pytest.raises(UnknownVariable, match="have no column 'id'"):
        pm.distal(whole, "out ~ class", table)


def test_the_class_of_several_responses_is_a_covariate() -> None:
    """The second model and the three steps use the memberships given all responses."""
    options = "nmix = 2, class = 'kind'"
    rng = np.random.default_rng(3)
    second = rng.random(200) < 0.4
    rows = pd.DataFrame({"y": rng.normal(2.0 * second, 1), "n": rng.poisson(1 + 3.0 * second)})
    rows["out"] = 0.5 + 1.0 * second + rng.normal(size=200)
    draws = {
        "b_mu1_y_Intercept": 0.0, "b_mu2_y_Intercept": 2.0, "sigma1_y": 1.0, "sigma2_y": 1.0,
        "b_mu1_n_Intercept": 0.0, "b_mu2_n_Intercept": np.log(4), "theta1": 0.6, "theta2": 0.4,
    }  # fmt: skip
    formula = (f"bf(y ~ 1, family = mixture(gaussian, {options})) + "
               f"bf(n ~ 1, family = mixture(poisson, {options}))")  # fmt: skip
    fit = pm.fit_from_draws(formula, rows, "gaussian", pd.DataFrame(draws, index=range(4)))
    found = pm.distal(fit, "out ~ class", rows, imputations=2, chains=1, iter=300, seed=1, silent=2,
                      executor=1)  # fmt: skip
    p = np.c_[0.6 * stats.norm.pdf(rows["y"], 0) * stats.poisson.pmf(rows["n"], 1),
              0.4 * stats.norm.pdf(rows["y"], 2) * stats.poisson.pmf(rows["n"], 4)]  # fmt: skip
    p /= p.sum(axis=1, keepdims=True)
    assigned = p.argmax(axis=1)
    joint = np.array([p[assigned == s].sum(axis=0) for s in (0, 1)])
    x = np.array([np.c_[np.ones(200), np.full(200, k)] for k in (0, 1)])
    known = (rows["out"].to_numpy(), x, assigned, np.arange(200), (joint / joint.sum(axis=0)).T)
    assert found.bch is not None and found.ml is not None
    np.testing.assert_allclose(found.bch["Estimate"], three_step.bch(*known).beta, rtol=1e-8)
    np.testing.assert_allclose(
        found.ml["Estimate"], three_step.maximum_likelihood(*known).beta, rtol=1e-5
    )
    assert abs(found.bch["Estimate"].iloc[1] - 1.0) < 3 * found.bch["Est.Error"].iloc[1]
    names = list(found.fit.fixef().index)
    assert names == ["Intercept", "class2"]
