"""Ordered, shared and equal coefficients of the components."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from scipy.special import logsumexp

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidFormula
from pybrms_mix.rscript import port
from pybrms_mix.start.guess import Guess, guess
from pybrms_mix.start.inits import by_stan
from tests.programs import REFERENCE, Case, sim
from tests.results.made import made

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

SHORT = {"chains": 2, "seed": 1, "silent": 2, "backend": "stanli"}
BY_INTERCEPT = "mixture(gaussian, gaussian, order = 'Intercept')"
BY_SLOPE = "mixture(gaussian, gaussian, order = 'x')"
SHARED = "mixture(gaussian, gaussian, shared = 'x')"
TWO = "mixture(gaussian, gaussian)"
ONE_MEAN = 'bf(y ~ x, mu2 = "mu1")'


def rows(count: int = 200) -> pd.DataFrame:
    """Return responses of two components with different slopes, one slope, or one mean."""
    rng = np.random.default_rng(7)
    x, w, noise = rng.normal(size=(3, count))
    first = rng.random(count) < 0.45
    g = rng.integers(0, 8, count)
    return pd.DataFrame({
        "x": x + 1, "w": w, "g": g, "first": first,
        "slopes": np.where(first, 1.5, -1.0) * x + 0.4 * noise,
        "levels": np.where(first, -2.0, 2.0) + 0.8 * x + 0.4 * noise,
        "spreads": 1 + 0.5 * x + np.where(first, 0.2, 2.5) * noise,
    })  # fmt: skip


DATA = rows()
FEW = DATA.head(30).assign(y=DATA["levels"].head(30))


# --- order ----------------------------------------------------------------------------------------

PRIORS = (
    "prior(normal(0, 2), class = b, dpar = mu1)",
    "prior(normal(1, 2), class = b, coef = x, dpar = mu2)",
    "prior(student_t(3, 0, 1), class = b, dpar = mu3)",
)


@pytest.mark.parametrize(
    ("formula", "family"),
    [
        ("y ~ x + z", "gaussian, nmix = 3"),
        ("y ~ 0 + x + z", "student, nmix = 3"),
        ("bf(y ~ x, mu2 ~ z + x)", "gaussian, student, gaussian"),
        ("y ~ x + (1 + x | g)", "gaussian, nmix = 3"),
    ],
)
def test_an_ordered_coefficient_has_the_density_of_a_free_one_where_it_ascends(formula, family):
    ascends(formula, family, "x")


@pytest.mark.parametrize("coef", ["Intercept", "x"])
@pytest.mark.parametrize(
    "formula",
    ["y ~ 0 + Intercept + x", "bf(y ~ z + x, center = FALSE)", "bf(y ~ x, sparse = TRUE)"],
)
def test_without_centring_any_coefficient_ascends(formula, coef):
    ascends(formula, "gaussian, nmix = 3", coef)


def ascends(formula: str, family: str, coef: str) -> None:
    """Compare the density of ordered coefficients with that of free ones at ordered points."""
    ordered = Case(formula, f"mixture({family}, order = '{coef}')", PRIORS)
    free = Case(formula, f"mixture({family}, order = 'none')", PRIORS)
    point = ordered.point(1)
    cells = ordered.prepared.constrain(point)
    at = [cells[f"b_mu{k}"][ordered_at(ordered, k, coef)] for k in (1, 2, 3)]
    assert (np.diff(at) > 0).all()
    same = free.prepared.unconstrain({n: cells[n] for n in free.prepared.parameters})
    jacobian = np.log(np.diff(cells["ordered_b"])).sum()
    found = ordered.prepared.log_density(point)[0] - jacobian
    assert found == pytest.approx(free.prepared.log_density(same)[0], rel=1e-10)


def ordered_at(case: Case, number: int, coef: str) -> int:
    names = [v.name for v in case.built.model.variables if v.name.startswith(f"b_mu{number}_")]
    centred = "Intercept_mu1" in case.program
    own = [n for n in names if not (centred and n.endswith("_Intercept"))]
    return own.index(f"b_mu{number}_{coef}")


def test_the_prior_of_ordered_coefficients_is_cut_off_where_they_do_not_ascend():
    prior = [
        "prior(normal(0, 1), class = b, dpar = mu1)",
        "prior(normal(0.5, 2), class = b, dpar = mu2)",
    ]
    fit = pm.brm("slopes ~ x", DATA, BY_SLOPE, prior, iter=6000, sample_prior="only", **SHORT)
    drawn = np.random.default_rng(2).normal([0, 0.5], [1, 2], (200_000, 2))
    want = drawn[drawn[:, 0] < drawn[:, 1]]
    found = fit.posterior.matrix(["b_mu1_x", "b_mu2_x"])
    np.testing.assert_allclose(found.mean(axis=0), want.mean(axis=0), atol=0.12)
    np.testing.assert_allclose(np.corrcoef(found.T), np.corrcoef(want.T), atol=0.08)


def test_an_order_changes_neither_names_nor_default_priors():
    free = "mixture(gaussian, gaussian, order = 'none')"
    assert pm.get_prior("y ~ x", FEW, BY_SLOPE) == pm.get_prior("y ~ x", FEW, free)
    names = [[v.name for v in Case("y ~ x", f).built.model.variables] for f in (BY_SLOPE, free)]
    assert names[0] == names[1]


def test_the_order_of_centred_intercepts_has_two_names():
    texts = [
        Case("y ~ x", f"mixture(gaussian, gaussian, order = '{name}')").program
        for name in ("mu", "Intercept")
    ]
    assert texts[0] == texts[1]
    assert "ordered[2]" in texts[0]


@pytest.mark.parametrize(
    "formula",
    ["y ~ 0 + Intercept + x", "bf(y ~ x, center = FALSE)", "bf(y ~ x, sparse = TRUE)"],
)
@pytest.mark.parametrize("order", ["", ", order = 'mu'"])
def test_without_centring_an_order_of_mu_is_refused_and_that_of_the_coefficient_named(
    formula, order
):
    with pytest.raises(InvalidFormula, match="population-level intercepts") as refused:
        Case(formula, f"mixture(gaussian, gaussian{order})").program  # noqa: B018
    assert "order = 'Intercept'" in str(refused.value)
    assert "ordered[2]" in Case(formula, BY_INTERCEPT).program


def test_without_centring_the_coefficient_intercept_ascends():
    fit = pm.brm("levels ~ 0 + Intercept + x", DATA, BY_INTERCEPT, iter=300, **SHORT)
    assert (fit.draws["b_mu1_Intercept"] < fit.draws["b_mu2_Intercept"]).all()


def test_starts_are_in_the_order_of_the_coefficient():
    found = guess(Case("slopes ~ x", BY_SLOPE, data=DATA).built.model)
    assert isinstance(found, Guess)
    assert all((np.diff(c["ordered_b"]) > 0).all() for c in found.candidates())
    np.testing.assert_allclose(found.candidates()[0]["ordered_b"], [-1, 1.5], atol=0.2)


def test_given_starts_have_to_ascend_and_the_others_follow():
    def start(**init: float) -> None:
        pm.brm("slopes ~ x", DATA, BY_SLOPE, iter=50, init=init, **SHORT)

    with pytest.raises(InvalidArgument, match="coefficients of 'x' must start in increasing order"):
        start(b_mu1_x=1, b_mu2_x=0)
    model = pm.brm("slopes ~ x", DATA, BY_SLOPE, empty=True).model
    np.testing.assert_allclose(by_stan(model, {"b_mu1_x": 1.0})["ordered_b"], [1, 2])
    start(b_mu1_Intercept=1)  # the slopes start at random
    start(b_mu1_x=-1, b_mu2_x=1)


def test_what_is_ordered_by_a_coefficient_is_relabelled_by_it():
    free = "mixture(gaussian, gaussian, order = 'none')"
    values = {
        "b_mu1_Intercept": 0, "b_mu2_Intercept": 1, "b_mu1_x": 2.0, "b_mu2_x": -1.0,
        "sigma1": 1, "sigma2": 2, "theta1": 0.3, "theta2": 0.7,
    }  # fmt: skip
    found = pm.relabel(made("slopes ~ x", DATA, free, values), "mu_x")
    assert (found.fit.draws["b_mu1_x"] < found.fit.draws["b_mu2_x"]).all()
    assert found.fit.draws["sigma1"].mean() == pytest.approx(2, rel=0.1)


# --- shared coefficients --------------------------------------------------------------------------

VALUES = {
    "b_mu1_Intercept": -1.0, "b_mu2_Intercept": 1.0, "b_x": 0.5, "sigma1": 0.7, "sigma2": 1.2,
    "theta1": 0.3, "theta2": 0.7,
}  # fmt: skip
BY_W = {**VALUES, "b_mu1_w": 0.2, "b_mu2_w": -0.3}


def joint(fit: pm.Fit, data: pd.DataFrame, slope: str = "b_x") -> np.ndarray:
    """Return log theta_k + log f_k(y), (draws, N, 2), by SciPy."""
    p, parts = fit.posterior, []
    for k in "12":
        mu = p[f"b_mu{k}_Intercept"][:, None] + p[slope][:, None] * data["x"].to_numpy()
        if f"b_mu{k}_w" in p:
            mu = mu + p[f"b_mu{k}_w"][:, None] * data["w"].to_numpy()
        density = stats.norm.logpdf(data["y"].to_numpy(), mu, p[f"sigma{k}"][:, None])
        parts.append(np.log(p[f"theta{k}"])[:, None] + density)
    return np.stack(parts, axis=-1)


@pytest.mark.parametrize(("formula", "values"), [("y ~ x", VALUES), ("y ~ w + x", BY_W)])
def test_a_shared_coefficient_is_one_number_in_all_components(formula, values):
    fit = made(formula, FEW, SHARED, values)
    np.testing.assert_allclose(pm.log_lik(fit), logsumexp(joint(fit, FEW), axis=2))
    new = DATA.tail(4)
    linear = pm.posterior_linpred(fit, new)
    slope = fit.posterior["b_x"][:, None]
    for k in (1, 2):
        other = {n: fit.posterior[n] for n in values if n.startswith(f"b_mu{k}")}
        rest = linear[:, :, k - 1] - slope * new["x"].to_numpy()
        np.testing.assert_allclose(rest[:, 0], own_share(other, new.iloc[0]))


def own_share(draws: dict[str, np.ndarray], row: pd.Series) -> np.ndarray:
    return sum(d * (1 if n.endswith("Intercept") else row[n[-1]]) for n, d in draws.items())


def test_a_shared_coefficient_has_one_row_of_priors_and_one_prior():
    table = pm.get_prior("y ~ x + w", FEW, SHARED).to_frame()
    slopes = table[(table["class"] == "b") & (table["coef"] != "")]
    assert sorted(zip(slopes["coef"], slopes["dpar"], strict=True)) == [
        ("w", "mu1"), ("w", "mu2"), ("x", ""),
    ]  # fmt: skip
    flat = Case("y ~ x + w", SHARED, data=FEW)
    for prior in ("class = b, coef = x", "class = b"):
        case = Case("y ~ x + w", SHARED, (f"prior(normal(1, 2), {prior})",), data=FEW)
        cells = case.prepared.constrain(case.point(3))
        rest = flat.prepared.constrain(case.point(3))["lprior"]
        want = stats.norm.logpdf(cells["b"], 1, 2).sum()
        assert cells["lprior"] - rest == pytest.approx(want)


def test_the_tables_show_a_shared_coefficient_once():
    fit = pm.brm("levels ~ x + w + (1 | g)", DATA, SHARED, iter=300, **SHORT)
    assert list(pm.fixef(fit).index) == ["mu1_Intercept", "mu2_Intercept", "x", "mu1_w", "mu2_w"]
    assert pm.fixef(fit).loc["x", "Estimate"] == pytest.approx(0.8, abs=0.15)
    assert list(pm.conditional_effects(fit)) == ["x", "w"]
    assert pm.hypothesis(fit, "x > 0").hypothesis["Estimate"].iloc[0] == pytest.approx(
        0.8, abs=0.15
    )
    again = pm.update(fit, formula="levels ~ x", iter=100)
    assert [n for n in again.posterior.names if n.startswith("b_")] == [
        "b_mu1_Intercept", "b_mu2_Intercept", "b_x",
    ]  # fmt: skip


def test_coefficients_of_levels_hold_what_all_components_share():
    values = {**VALUES, **{f"sd_g__mu{k}_x": 1.0 for k in "12"}}
    levels = {f"r_g__mu{k}[{g},x]": g / 10 for k in "12" for g in range(8)}
    fit = made("y ~ x + (0 + x | g)", FEW, SHARED, values | levels)
    found = pm.coef(fit, summary=False)["g"].sel(coefficient="mu2_x").to_numpy()
    want = fit.posterior["b_x"][:, None] + fit.posterior.matrix(
        [f"r_g__mu2[{g},x]" for g in range(8)]
    )
    np.testing.assert_allclose(found, want)


def test_components_with_a_shared_coefficient_change_places_without_it():
    free = "mixture(gaussian, gaussian, shared = 'x', order = 'none')"
    fit = made("y ~ x", FEW, free, {**VALUES, "b_mu1_Intercept": 1.0, "b_mu2_Intercept": -1.0})
    found = pm.relabel(fit, "mu_Intercept")
    assert found.moved == 50
    np.testing.assert_allclose(found.fit.draws["b_x"], fit.draws["b_x"])
    np.testing.assert_allclose(pm.log_lik(found.fit), pm.log_lik(fit))


def test_starts_of_shared_coefficients_fit_all_clusters():
    model = Case("levels ~ x", SHARED, data=DATA).built.model
    found = guess(model)
    assert isinstance(found, Guess)
    start = found.candidates()[0]
    np.testing.assert_allclose(start["b"], [0.8], atol=0.1)
    # At the mean of x, which is 1.
    np.testing.assert_allclose(start["ordered_Intercept"], [-2, 2], atol=0.3)


def test_shared_coefficients_of_ordinal_components_move_all_thresholds():
    data = pd.read_csv(REFERENCE / "data" / "kinds.csv").head(60)
    case = Case("rating ~ x", "mixture(cumulative, cumulative, shared = 'x')", data=data)
    point = case.point(2)
    np.testing.assert_allclose(case.log_lik(point).sum(), case.stan_log_lik(point), rtol=1e-8)
    cells = case.prepared.constrain(point)
    draws = case.draws(point)
    shift = float(cells["b"][0]) * data["x"].mean()
    assert draws["b_mu2_Intercept[1]"][0] == pytest.approx(cells["Intercept_mu2"][0] + shift)


# --- equal predictors -----------------------------------------------------------------------------

EQUAL = {
    "b_mu1_Intercept": 0.5, "b_mu1_x": 0.5, "sigma1": 2.0, "sigma2": 0.5, "theta1": 0.3,
    "theta2": 0.7,
}  # fmt: skip


def test_equal_means_are_one_predictor():
    fit = made(ONE_MEAN, FEW, TWO, EQUAL)
    p = fit.posterior
    mu = p["b_mu1_Intercept"][:, None] + p["b_mu1_x"][:, None] * FEW["x"].to_numpy()
    parts = [
        np.log(p[f"theta{k}"])[:, None] + stats.norm.logpdf(FEW["y"], mu, p[f"sigma{k}"][:, None])
        for k in "12"
    ]
    np.testing.assert_allclose(pm.log_lik(fit), np.logaddexp(*parts))
    np.testing.assert_allclose(pm.posterior_epred(fit), mu)
    for name in ("mu1", "mu2"):
        np.testing.assert_allclose(pm.posterior_linpred(fit, dpar=name), mu)
    assert fit.formula[1] == "mu2 = mu1"


def test_equal_means_have_the_same_coefficients_of_groups():
    levels = {f"r_g__mu1[{g},Intercept]": g / 4 for g in range(8)}
    values = {**EQUAL, "sd_g__mu1_Intercept": 1.0, **levels}
    fit = made('bf(y ~ x + (1 | g), mu2 = "mu1")', FEW, TWO, values)
    p = fit.posterior
    mu = p["b_mu1_Intercept"][:, None] + p["b_mu1_x"][:, None] * FEW["x"].to_numpy()
    mu = mu + p.matrix([f"r_g__mu1[{g},Intercept]" for g in range(8)])[:, FEW["g"]]
    for name in ("mu1", "mu2"):
        np.testing.assert_allclose(pm.posterior_linpred(fit, dpar=name), mu)
    assert not [n for n in p.names if "mu2" in n]


def test_equal_means_have_no_order_unless_it_is_of_proportions():
    assert "ordered" not in Case(ONE_MEAN).program
    assert (
        "positive_ordered" in Case(ONE_MEAN, "mixture(gaussian, nmix = 2, order = 'theta')").program
    )
    for order in ("mu", "x"):
        with pytest.raises(InvalidFormula, match="has no parameters that it could order"):
            pm.make_stancode(ONE_MEAN, FEW, f"mixture(gaussian, gaussian, order = '{order}')")


def test_components_with_one_mean_change_places_without_it():
    fit = made(ONE_MEAN, FEW, TWO, EQUAL)
    found = pm.relabel(fit, "sigma")
    assert found.moved == 50
    np.testing.assert_allclose(found.fit.draws["sigma2"], fit.draws["sigma1"])
    np.testing.assert_allclose(found.fit.draws["b_mu1_x"], fit.draws["b_mu1_x"])
    np.testing.assert_allclose(pm.log_lik(found.fit), pm.log_lik(fit))


def test_a_component_of_its_own_mean_does_not_change_places_with_two_that_share_one():
    values = {
        "b_mu1_Intercept": 0, "b_mu2_Intercept": 1, "sigma1": 1, "sigma2": 2, "sigma3": 3,
        "theta1": 1, "theta2": 1, "theta3": 1,
    }  # fmt: skip
    family = "mixture(gaussian, nmix = 3)"
    fit = made('bf(y ~ 1, mu3 = "mu1")', FEW, family, values)
    orders = pm.relabel(fit, "sigma").orders
    assert (orders[:, :, 1] == 1).all()
    spreads = made('bf(y ~ 1, sigma3 = "sigma1")', FEW, family, {
        **values, "b_mu3_Intercept": 2, "sigma3": (1, 0), "sigma1": (1, 0),
    })  # fmt: skip
    assert (pm.relabel(spreads, "mu_Intercept").orders[:, :, 1] == 1).all()


def test_switched_labels_of_components_with_one_mean_are_told_with_an_order_that_there_is():
    table = made(ONE_MEAN, DATA.assign(y=DATA["spreads"]), TWO, {
        **EQUAL, "sigma1": (2.5, 0.01), "sigma2": (0.2, 0.01),
        "theta1": (0.55, 0.01), "theta2": (0.45, 0.01),
    })  # fmt: skip
    values = table.posterior.values.copy()
    for a, b in (("sigma1", "sigma2"), ("theta1", "theta2")):
        at = [table.posterior.index(n) for n in (a, b)]
        values[1][:, at] = values[1][:, at[::-1]]
    frame = pd.DataFrame(values.reshape(-1, values.shape[2]), columns=table.posterior.names)
    frame[".chain"] = np.repeat([1, 2], values.shape[1])
    fit = pm.fit_from_draws(ONE_MEAN, DATA.assign(y=DATA["spreads"]), TWO, frame)
    found = pm.mode_check(fit)
    assert found.verdict == "label switching between chains"
    assert 'order = "theta"' in str(found)


def test_starts_of_components_with_one_mean_differ_in_their_spread():
    found = guess(Case('bf(spreads ~ x, mu2 = "mu1")', TWO, data=DATA).built.model)
    assert isinstance(found, Guess)
    start = found.candidates()[0]
    assert sorted([start["sigma1"], start["sigma2"]]) == pytest.approx([0.2, 2.5], rel=0.35)
    np.testing.assert_allclose(start["b_mu1"], [0.5], atol=0.1)


def test_starts_give_two_clusters_to_the_components_with_one_mean():
    rng = np.random.default_rng(3)
    at = np.repeat([0, 1, 2], 70)
    y = np.array([0.0, 9.0, 0.0])[at] + np.array([0.3, 0.5, 2.5])[at] * rng.normal(size=210)
    case = Case(
        'bf(y ~ 1, mu3 = "mu1")', "mixture(gaussian, nmix = 3)", data=pd.DataFrame({"y": y})
    )
    found = guess(case.built.model)
    assert isinstance(found, Guess)
    values = case.prepared.constrain(np.zeros(case.prepared.dimension))
    own = {n: values[n] for n in case.prepared.parameters}
    best = max(
        found.candidates(),
        key=lambda c: case.prepared.log_density(case.prepared.unconstrain({**own, **c}))[0],
    )
    assert best["Intercept_mu1"] == pytest.approx(0, abs=0.5)
    assert best["Intercept_mu2"] == pytest.approx(9, abs=0.5)
    assert sorted([best["sigma1"], best["sigma3"]]) == pytest.approx([0.3, 2.5], rel=0.5)


@pytest.mark.parametrize(
    ("formula", "family"),
    [
        # One family takes the predictor, the other its exponential.
        ('bf(count ~ x, mu2 = "mu1")', "mixture(poisson, com_poisson)"),
        (
            'bf(pos ~ x, shape1 ~ z, shape2 = "shape1", mu2 = "mu1")',
            "mixture(Gamma('log'), weibull)",
        ),
        ('bf(y | se(se, sigma = TRUE) ~ x, sigma1 ~ z, sigma2 = "sigma1")', TWO),
        ('bf(y ~ x, mu1 = "mu2", theta1 ~ z)', "mixture(gaussian, student, gr = 'gz')"),
    ],
)
def test_whatever_is_equal_is_the_same_to_stan_and_numpy(formula, family):
    case = Case(formula, family, data=sim(12).assign(gz=lambda d: d["z"].astype(str)))
    for seed in range(2):
        point = case.point(seed)
        np.testing.assert_allclose(case.log_lik(point).sum(), case.stan_log_lik(point), rtol=1e-8)


# --- from the formula to the results --------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "family"),
    [("slopes ~ x", BY_SLOPE), ("levels ~ x", SHARED), ('bf(spreads ~ x, mu2 = "mu1")', TWO)],
)
def test_a_fit_is_stored_predicted_and_cross_validated(formula, family, tmp_path):
    arguments = {**SHORT, "iter": 200, "file": tmp_path / "fit"}
    fit = pm.brm(formula, DATA.head(60), family, **arguments)
    again = pm.brm(formula, DATA.head(60), family, **arguments)
    np.testing.assert_array_equal(fit.posterior.values, again.posterior.values)
    assert again.model.mixture == fit.model.mixture
    np.testing.assert_allclose(pm.log_lik(again), pm.log_lik(fit))
    assert pm.posterior_predict(again, DATA.tail(3), seed=1).shape == (200, 3)
    assert np.isfinite(pm.kfold(fit, K=2, seed=1).estimates.to_numpy()).all()


def test_an_r_script_that_orders_and_shares_is_ported():
    text = 'library(brms)\nm <- mixture(gaussian, gaussian, order = "z", shared = c("x", "w"))\n'
    text += 'f <- bf(y ~ x, mu2 = "mu1")\n'
    python = port(text).python
    assert "order='z'" in python.replace('"', "'")
    assert "not ported" not in python


@pytest.mark.slow
@pytest.mark.parametrize(
    ("formula", "family", "want"),
    [
        ("slopes ~ x + w + (1 | g)", BY_SLOPE, {"b_mu1_x": -1.0, "b_mu2_x": 1.5}),
        ("slopes ~ 0 + x1 + w", "mixture(gaussian, gaussian, order = 'x1')",
         {"b_mu1_x1": -1.0, "b_mu2_x1": 1.5}),
        ("levels ~ x + w + (1 | g)", SHARED, {"b_x": 0.8, "sigma1": 0.4}),
        ('bf(spreads ~ x + (1 | g), mu2 = "mu1")',
         "mixture(gaussian, gaussian, order = 'theta')",
         {"b_mu1_x": 0.5, "sigma1": 0.2, "sigma2": 2.5}),
    ],
)  # fmt: skip
def test_what_was_simulated_is_found_again(formula, family, want):
    data = rows(400).assign(x1=lambda d: d["x"] - 1)
    fit = pm.brm(formula, data, family, iter=800, chains=4, seed=1, silent=2, backend="stanli")
    assert pm.mode_check(fit).healthy
    for name, value in want.items():
        low, high = np.quantile(fit.posterior[name], [0.001, 0.999])
        assert low < value < high, name
