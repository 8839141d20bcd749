"""Priors that shrink several coefficients; test_parity.py compares their densities with brms."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.base.errors import PybrmsWarning
from pybrms_mix.start.inits import inits
from tests.programs import Case, sim, stanc

DATA = sim(12)


def case(prior: str, formula: str = "y ~ x + z", family: str = "gaussian", **more) -> Case:
    return Case(formula, family, (prior,), data=DATA, **more)


def cells(made: Case, seed: int = 1) -> dict[str, np.ndarray]:
    return made.prepared.constrain(made.point(seed))


@pytest.mark.parametrize("seed", range(3))
def test_a_horseshoe_is_a_normal_whose_spread_is_cut_off_by_the_slab(seed: int):
    at = cells(case("prior(horseshoe(1, scale_slab = 3), class = b)"), seed)
    c2, tau, lam = 9 * at["hs_slab"], at["hs_global"], at["hs_local"]
    tilde = np.sqrt(c2 * lam**2 / (c2 + tau**2 * lam**2))
    np.testing.assert_allclose(at["b"], at["zb"] * tau * tilde)


@pytest.mark.parametrize("seed", range(3))
def test_the_shares_of_r2d2_split_the_variance_that_r2_explains(seed: int):
    at = cells(case("prior(R2D2(0.5), class = b)"), seed)
    explained = at["sigma"] ** 2 * at["R2D2_R2"] / (1 - at["R2D2_R2"])
    np.testing.assert_allclose(at["b"] ** 2, at["zb"] ** 2 * at["R2D2_phi"] * explained)


def test_a_curve_of_a_mixture_is_shrunk_without_a_sigma_to_scale_by():
    made = case(
        "prior(horseshoe(1), nlpar = a)", "bf(y ~ a * x, a ~ x + z, nl = TRUE)",
        "mixture(gaussian, gaussian, order = 'none')",
    )  # fmt: skip
    stanc(made.program)
    free = case("prior(horseshoe(1, autoscale = FALSE), nlpar = a)", made.formula, made.family)
    assert made.program == free.program


def test_lasso_on_orthogonal_columns_is_the_prior_of_their_coefficients():
    made = case("prior(lasso(1, 2), class = b)", 'bf(y ~ x + z, decomp = "QR")')
    stanc(made.program)
    both = [made.prepared.log_density(made.point(1))[0]]
    wider = case("prior(lasso(1, 4), class = b)", made.formula)
    both.append(wider.prepared.log_density(made.point(1))[0])
    at = cells(made)
    laplace = [stats.laplace.logpdf(at["bQ"], 0, s * at["lasso_inv_lambda"]).sum() for s in (2, 4)]
    assert both[0] - both[1] == pytest.approx(laplace[0] - laplace[1])


def test_what_a_fit_reports_of_shrinkage_is_what_brms_keeps():
    names = {
        "horseshoe(1)": [],
        "R2D2()": ["R2D2_phi[1]", "R2D2_phi[2]", "R2D2_R2"],
        "lasso()": ["lasso_inv_lambda"],
    }
    for prior, kept in names.items():
        made = case(f"prior({prior}, class = b)").built.model
        own = ["b_Intercept", "b_x", "b_z", "sigma"]
        assert [v.name for v in made.variables] == own + kept


@pytest.mark.parametrize("prior", ["horseshoe(2, scale_slab = 3)", "R2D2(0.3)", "lasso()"])
def test_a_start_of_shrunk_coefficients_is_a_start_of_what_makes_them(prior: str):
    made = case(f"prior({prior}, class = b)")
    start = {"b_Intercept": 1.0, "b_x": 0.5, "b_z": -1.5, "sigma": 2.0}
    cells = made.prepared.constrain(made.point(1))
    own = {name: cells[name] for name in made.prepared.parameters}
    point = made.prepared.unconstrain({**own, **inits(made.built.model, start)})
    draws = made.draws(point)
    for name, value in start.items():
        np.testing.assert_allclose(draws[name], value)


def test_a_forgotten_prior_of_an_intercept_is_told():
    formula = "y ~ 0 + Intercept + x"
    priors = ["prior(R2D2(), class = b)", "prior(normal(0, 1), class = b, coef = Intercept)"]
    with pytest.warns(PybrmsWarning, match="'b_Intercept' has no effect"):
        pm.make_stancode(formula, DATA, "gaussian", priors)


def test_a_shrunk_model_is_sampled_and_predicts():
    prior = "prior(horseshoe(1), class = b)"
    fit = pm.brm("y ~ x + z", DATA, "gaussian", prior, chains=1, iter=200, seed=1, silent=2)
    new = DATA.head(3).assign(x=[0.0, 1.0, 2.0])
    mu = fit.posterior["b_Intercept"][:, None] + fit.posterior.matrix(["b_x", "b_z"]) @ [
        new["x"],
        new["z"],
    ]
    np.testing.assert_allclose(pm.posterior_epred(fit, new), mu)
