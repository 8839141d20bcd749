"""Gaussian processes: values and new rows by dense algebra, priors, starts, and refusals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.base.errors import InvalidData, InvalidFormula
from pybrms_mix.design import gaussian_process as gp
from pybrms_mix.model import values
from pybrms_mix.pieces.process.process import Process
from pybrms_mix.results.mixture.exchange import permuted
from pybrms_mix.start.inits import by_stan
from tests.programs import TWO, Case

RNG = np.random.default_rng(1)
DATA = pd.DataFrame({
    "y": RNG.normal(size=24), "x": np.round(RNG.uniform(0, 5, 24), 1), "z": RNG.normal(size=24),
    "f": pd.Categorical([*"abc"] * 8), "w": RNG.normal(size=24), "count": RNG.poisson(3, 24),
})  # fmt: skip
FORMULAS = [
    "y ~ gp(x)", "y ~ gp(x, z)", "y ~ gp(x, z, iso = FALSE)", "y ~ gp(x, by = f)",
    "y ~ gp(x, by = w)", "y ~ gp(x, by = f, cmc = FALSE)", "y ~ gp(x, gr = FALSE)",
    "y ~ gp(x, k = 5, c = 5/4)", "y ~ gp(x, z, k = 3, c = 1.5, iso = FALSE)",
    "y ~ gp(x, by = f, k = 4, c = 2)", "y ~ gp(x, by = f, k = 3, c = 2, cmc = FALSE)",
    "bf(y ~ gp(x), sigma ~ gp(z, k = 3, c = 5/4), theta1 ~ gp(w, scale = FALSE))",
]  # fmt: skip


def family(formula: str) -> str:
    return TWO if "theta" in formula else "gaussian"


@pytest.mark.parametrize("formula", FORMULAS)
def test_log_lik_is_that_of_the_program(formula: str) -> None:
    formula = formula.replace("sigma ~", "sigma1 ~")
    case = Case(formula, family(formula), data=DATA)
    point = case.point(1)
    np.testing.assert_allclose(case.log_lik(point).sum(), case.stan_log_lik(point), rtol=1e-5)


def drawn(formula: str, count: int = 400) -> pm.Fit:
    """Return a fit with a number of equal draws."""
    model = pm.brm(formula, DATA, "gaussian", empty=True).model
    rng = np.random.default_rng(3)
    table = {}
    for v in model.variables:
        at = {"sdgp": 1.4, "lscale": 0.3, "dpar": 0.5}.get(v.kind, rng.normal())
        table[v.name] = np.full(count, at)
    return fit_from_draws(formula, DATA, "gaussian", table)


def kernel(a: np.ndarray, b: np.ndarray, scale: float) -> np.ndarray:
    return 1.4**2 * np.exp(-0.5 * ((a[:, None] - b[None, :]) / scale / 0.3) ** 2)


@pytest.mark.wide
def test_values_at_new_positions_have_the_conditional_mean_and_covariance() -> None:
    fit = drawn("y ~ gp(x)", 20_000)
    rows = pd.DataFrame({"x": [6.5, 8.0, DATA["x"][3]]})
    found = fit.posterior_linpred(rows, seed=1) - fit.draws["b_Intercept"][:, None]
    known = DATA["x"].unique()
    scale = np.ptp(known)
    z = fit.draws.matrix([f"zgp_gpx[{k}]" for k in range(1, len(known) + 1)])[0]
    own = kernel(known, known, scale) + 1e-12 * np.eye(len(known))
    f = np.linalg.cholesky(own) @ z
    new = rows["x"].to_numpy()[:2]
    weights = np.linalg.solve(own, kernel(known, new, scale)).T
    spread = kernel(new, new, scale) - weights @ kernel(known, new, scale)
    mean, cov = weights @ f, np.cov(found[:, :2].T)
    se = np.sqrt(np.diag(spread) / len(found))
    assert (np.abs(found[:, :2].mean(axis=0) - mean) < 4 * se).all()
    np.testing.assert_allclose(cov, spread, rtol=0.06)
    np.testing.assert_allclose(found[:, 2], f[list(known).index(DATA["x"][3])], atol=1e-6)


@pytest.mark.parametrize("formula", FORMULAS[:-1])
def test_rows_of_the_fit_as_new_rows_have_the_values_of_the_fit(formula: str) -> None:
    fit = drawn(formula, 3)
    here = fit.posterior_linpred()
    np.testing.assert_allclose(fit.posterior_linpred(DATA), here, atol=1e-4)
    few = DATA.iloc[[5, 2, 9]]
    np.testing.assert_allclose(fit.posterior_linpred(few), here[:, [5, 2, 9]], atol=1e-4)


def test_basis_functions_approach_the_kernel() -> None:
    x = np.linspace(0, 1, 9)[:, None] - 0.5
    limits = np.array([2.0])
    roots = gp.frequencies(60, limits)
    basis = gp.functions(x, limits, roots)
    density = gp.spectral_density(roots, np.array([1.3]), np.array([[0.2]]))[0]
    exact = gp.covariance(x, x, np.array([1.3]), np.array([[0.2]]))[0]
    np.testing.assert_allclose((basis * density) @ basis.T, exact, atol=1e-8)


@pytest.mark.parametrize("seed", range(5))
def test_the_prior_of_a_length_scale_has_one_percent_beyond_each_distance(seed: int) -> None:
    x = np.random.default_rng(seed).choice(np.arange(40), 12, replace=False) * 0.37
    text = gp.lscale_prior(x[:, None])
    shape, scale = (float(v) for v in text[len("inv_gamma(") : -1].split(","))
    law = stats.invgamma(shape, scale=scale)
    apart = np.abs(np.subtract.outer(x, x))
    low = max(apart[apart > 0].min(), 0.01 * apart.max())
    np.testing.assert_allclose([law.cdf(low), law.sf(apart.max())], 0.01, rtol=1e-4)


def test_components_exchange_their_processes() -> None:
    case = Case(
        "y ~ gp(x, z, iso = FALSE)", "mixture(gaussian, gaussian, order = 'none')", data=DATA
    )
    draws = case.draws(case.point(2))
    other = permuted(case.built.model, draws, np.array([[1, 0]] * draws.per_chain))
    np.testing.assert_allclose(
        values.log_lik(case.built.model, other), values.log_lik(case.built.model, draws), atol=1e-6
    )
    np.testing.assert_array_equal(other["lscale_mu1_gpxzz"], draws["lscale_mu2_gpxzz"])


@pytest.mark.parametrize("formula", FORMULAS[:-1])
def test_starting_values_of_all_variables_give_the_same_density(formula: str) -> None:
    case = Case(formula, "gaussian", data=DATA)
    point = case.point(3)
    draws, cells = case.draws(point), case.prepared.constrain(point)
    back = by_stan(case.built.model, {name: float(draws[name][0]) for name in draws})
    names = [p.stan for piece in case.built.model.of(Process) for p in piece.parameters]
    assert len(names) >= 3
    for name in names:
        np.testing.assert_allclose(back[name], cells[name], rtol=1e-12)


@pytest.mark.parametrize(
    ("formula", "says"),
    [
        ("y ~ gp(x, what = 3)", "has no argument 'what'"),
        ("y ~ gp(x, by = w * 2)", "must be the name of a variable"),
        ("y ~ gp(x) + gp(x, k = 3, c = 2)", "would both have the name 'gpx'"),
        ("y ~ gp(x, k = 3, c = 'a')", "'c' must be positive"),
        ("y ~ gp(x, gr = f)", "Cannot coerce 'gr'"),
    ],
)
def test_what_a_process_cannot_be_is_refused(formula: str, says: str) -> None:
    with pytest.raises(InvalidFormula, match=says):
        pm.make_standata(formula, DATA, "gaussian")


def test_draws_of_priors_have_one_name_each() -> None:
    case = Case("y ~ gp(x, z, iso = FALSE, by = f)", "gaussian", sample_prior="yes", data=DATA)
    names = [v.name for v in case.built.model.variables if v.kind == "prior"]
    assert len(set(names)) == len(names)
    assert {f"prior_lscale_gpxzf{at}{v}" for at in "abc" for v in "xz"} < set(names)
    assert "prior_sdgp" in names


def test_equal_positions_cannot_be_scaled() -> None:
    with pytest.raises(InvalidData, match="Could not scale"):
        pm.make_standata("y ~ gp(x)", DATA.assign(x=1.0), "gaussian")


@pytest.mark.slow
@pytest.mark.parametrize("how", ["", ", k = 10, c = 1.5"])
def test_a_curve_is_found_again(how: str) -> None:
    rng = np.random.default_rng(7)
    x = np.repeat(np.linspace(0, 6, 16), 8)
    y = np.where(rng.random(128) < 0.5, np.sin(x), 5) + rng.normal(0, 0.3, 128)
    priors = [f"prior(normal({m}, 1), Intercept, dpar = mu{k})" for k, m in ((1, 0), (2, 5))]
    fit = pm.brm(
        f"bf(y ~ 1, mu1 ~ gp(x{how}))", pd.DataFrame({"x": x, "y": y}), TWO, priors, chains=2,
        iter=2000, seed=1, silent=2, backend="stanli", control={"adapt_delta": 0.95},
    )  # fmt: skip
    grid = pd.DataFrame({"x": np.linspace(0.1, 5.9, 15)})
    curve = fit.posterior_linpred(grid, dpar="mu1", seed=1)
    assert np.abs(curve.mean(axis=0) - np.sin(grid["x"])).max() < 0.3
    assert fit.rhat().max() < 1.05
