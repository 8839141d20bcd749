"""Correlated residuals of several responses: ``set_rescor(TRUE)``."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidData, InvalidFormula, PybrmsWarning
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.stan.engines.stanli import Stanli
from pybrms_mix.start.several import SeveralGuess
from pybrms_mix.store.store import read as read_fit
from tests.programs import Case, stanc
from tests.results.made import made

RESCOR = " + set_rescor(TRUE)"
FORMULA = "bf(y ~ x) + bf(z ~ x, sigma ~ x) + bf(u | se(s, sigma = TRUE) ~ 1)" + RESCOR
NAMES = ("y", "z", "u")
NORMAL = {
    "b_y_Intercept": 0.3, "b_y_x": 0.5, "sigma_y": 0.9, "b_z_Intercept": -0.2, "b_z_x": 0.4,
    "b_sigma_z_Intercept": 0.1, "b_sigma_z_x": -0.3, "b_u_Intercept": 0.1, "sigma_u": 1.1,
    "rescor__y__z": 0.5, "rescor__y__u": -0.3, "rescor__z__u": 0.1,
}  # fmt: skip
STUDENT = {**NORMAL, "nu": 6.0, "nu_y": (1.0, 0), "nu_z": (1.0, 0), "nu_u": (1.0, 0)}
FAMILIES = {"gaussian()": NORMAL, "student()": STUDENT}


def data(rows: int = 12) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    y, z, u, x = rng.normal(size=(4, rows))
    return pd.DataFrame(
        {"y": y, "z": z, "u": u, "x": x, "s": rng.uniform(0.2, 1, rows), "w": np.arange(rows) % 4,
         "g": [*"abc"] * (rows // 3)}
    )  # fmt: skip


def fitted(family: str, formula: str = FORMULA) -> pm.Fit:
    return made(formula, data(), family, FAMILIES[family])


def moments(fit: pm.Fit, draw: int, row: int) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and scale matrix of the responses of one row, from the draws by their names."""
    p, d = fit.posterior, data().iloc[row]

    def at(name: str) -> float:
        return float(p[name][draw])

    mu = [at("b_y_Intercept") + at("b_y_x") * d.x, at("b_z_Intercept") + at("b_z_x") * d.x,
          at("b_u_Intercept")]  # fmt: skip
    log_sigma = at("b_sigma_z_Intercept") + at("b_sigma_z_x") * d.x
    spread = np.array([at("sigma_y"), np.exp(log_sigma), np.hypot(at("sigma_u"), d.s)])
    r = np.eye(3)
    for (j, one), (k, other) in [((0, "y"), (1, "z")), ((0, "y"), (2, "u")), ((1, "z"), (2, "u"))]:
        r[j, k] = r[k, j] = at(f"rescor__{one}__{other}")
    return np.array(mu), r * np.outer(spread, spread)


def density(fit: pm.Fit, family: str, draw: int, row: int) -> float:
    mu, scale = moments(fit, draw, row)
    y = data().loc[row, [*NAMES]].to_numpy(float)
    if family == "student()":
        return float(stats.multivariate_t(mu, scale, fit.posterior["nu"][draw]).logpdf(y))
    return float(stats.multivariate_normal(mu, scale).logpdf(y))


@pytest.mark.parametrize("family", FAMILIES)
def test_the_log_likelihood_is_that_of_scipy_s_multivariate_distributions(family):
    fit = fitted(family)
    want = [[density(fit, family, s, n) for n in range(12)] for s in range(0, 50, 9)]
    np.testing.assert_allclose(fit.log_lik()[::9], want, rtol=1e-10)


@pytest.mark.parametrize("family", FAMILIES)
def test_one_response_has_its_marginal_distribution(family):
    fit = fitted(family)
    ours = fit.log_lik(resp="z")
    for s in (0, 7):
        for n in (0, 5):
            mu, scale = moments(fit, s, n)
            own = (data()["z"][n], mu[1], np.sqrt(scale[1, 1]))
            nu = fit.posterior["nu"][s] if family == "student()" else np.inf
            np.testing.assert_allclose(ours[s, n], stats.t.logpdf(own[0], nu, *own[1:]))


@pytest.mark.wide
@pytest.mark.parametrize("family", FAMILIES)
def test_new_responses_have_the_covariances_of_the_model(family):
    table = fitted(family).as_draws_df()
    one = pd.concat([table.iloc[[0]]] * 40_000, ignore_index=True)
    one[".chain"], one[".iteration"] = 1, np.arange(1, len(one) + 1)
    one[".draw"] = one[".iteration"]
    fit = pm.fit_from_draws(FORMULA, data(), family, one)
    y, z = fit.posterior_predict(newdata=data().iloc[[4]], components=True, seed=1)
    assert y.shape == (40_000, 1, 3) and (z == 1).all()
    mu, scale = moments(fit, 0, 4)
    nu = fit.posterior["nu"][0] if family == "student()" else np.inf
    want = scale * (1.0 if np.isinf(nu) else nu / (nu - 2))
    spread = np.sqrt(np.diag(want))
    np.testing.assert_allclose(y[:, 0].mean(axis=0), mu, atol=0.04)
    np.testing.assert_allclose(np.cov(y[:, 0].T) / np.outer(spread, spread),
                               want / np.outer(spread, spread), atol=0.05)  # fmt: skip
    # The length of the residuals has the distribution that a common divisor gives it.
    q = np.einsum("si,ij,sj->s", y[:, 0] - mu, np.linalg.inv(scale), y[:, 0] - mu) / 3
    assert stats.kstest(q, stats.f(3, 1e9 if np.isinf(nu) else nu).cdf).pvalue > 0.001


WEIGHTED = "bf(y | weights(w) ~ x) + bf(z ~ x)" + RESCOR
CASES = {
    "normal": Case(FORMULA, "gaussian()", data=data()),
    "student": Case(FORMULA, "student()", data=data()),
    "weights": Case(WEIGHTED, "gaussian()", data=data()),
    "weights of a later response": Case(
        "bf(y ~ x) + bf(z | weights(w) ~ x)" + RESCOR, "student()", data=data()
    ),
    "groups": Case("bf(y ~ x + (1 | p | g)) + bf(z ~ x + (1 | p | g))" + RESCOR, "gaussian()",
                   data=data()),
    "errors alone": Case("bf(y | se(s) ~ x) + bf(z ~ 1, sigma = 2)" + RESCOR, "gaussian()",
                         data=data()),
    "link": Case('mvbf(bf(y ~ x, family = gaussian("log")), z ~ s(x, k = 4), rescor = TRUE)',
                 "gaussian()", data=data()),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_program_computes_what_numpy_computes(name):
    case = CASES[name]
    for seed in (1, 2):
        point = case.point(seed)
        np.testing.assert_allclose(case.stan_log_lik(point), case.log_lik(point).sum(), rtol=1e-9)


def test_stan_s_compiler_accepts_the_program():
    stanc(CASES["student"].program)


@pytest.mark.parametrize("weights", ["", " | weights(w)"])
def test_equal_rows_are_counted(weights):
    frame = pd.concat([data()[["y", "z", "x", "w"]].round(0)] * 30, ignore_index=True)
    case = Case(f"bf(y{weights} ~ x) + bf(z ~ x)" + RESCOR, "student()", data=frame)
    point = case.point(1)
    program, given = for_sampler(case.built.model, case.program, prior_only=False)
    few = Stanli().prepare(program, given)
    assert given["N"] < 40
    np.testing.assert_allclose(few.log_density(point)[0], case.prepared.log_density(point)[0])


@pytest.mark.parametrize("family", FAMILIES)
def test_chains_start_where_the_parameters_may_lie(family):
    for start in SeveralGuess(Case(FORMULA, family, data=data(60)).built.model).candidates():
        assert float(start.get("nu", 2.0)) > 1
        assert float(start["sigma_y"]) > 0


def test_a_stored_fit_has_the_same_answers(tmp_path):
    fit = fitted("student()")
    again = read_fit(fit.save(tmp_path / "rescor.nc"))
    np.testing.assert_array_equal(again.log_lik(), fit.log_lik())
    assert str(again) == str(fit)


def test_the_summary_has_the_correlations_under_their_heading():
    summary = fitted("gaussian()").summary()
    table = summary.parts["Residual Correlations"]
    assert [*table.index] == ["rescor(y,z)", "rescor(y,u)", "rescor(z,u)"]
    assert "\nResidual Correlations: \n" in str(summary)


def test_varcorr_has_the_spreads_and_correlations_of_the_residuals():
    formula = "bf(y ~ x) + bf(z ~ 1)" + RESCOR
    draws = {"b_y_Intercept": 0.1, "b_y_x": 0.2, "b_z_Intercept": 0.3, "sigma_y": 1.5,
             "sigma_z": 0.5, "rescor__y__z": 0.4}  # fmt: skip
    fit = made(formula, data(), "gaussian()", draws)
    found = fit.VarCorr()["residual__"]
    assert [*found["sd"].index] == ["y", "z"]
    r = fit.posterior["rescor__y__z"]
    want = (r * fit.posterior["sigma_y"] * fit.posterior["sigma_z"]).mean()
    cov = found["cov"].sel(coefficient="y", other="z", statistic="Estimate")
    np.testing.assert_allclose(float(cov), want)
    assert "residual__" not in made(
        "bf(y ~ x + (1 | g)) + bf(z ~ 1, sigma ~ x)" + RESCOR, data(), "gaussian()",
        {**{n: v for n, v in draws.items() if n != "sigma_z"}, "b_sigma_z_Intercept": 0.1,
         "b_sigma_z_x": 0.1, "sd_g__y_Intercept": 0.3, "r_g__y[a,Intercept]": 0.1,
         "r_g__y[b,Intercept]": 0.1, "r_g__y[c,Intercept]": 0.1},
    ).VarCorr()  # fmt: skip


def test_rows_need_all_responses():
    fit = fitted("gaussian()")
    with pytest.raises(InvalidData, match="Response variables must be specified"):
        fit.log_lik(newdata=data().drop(columns="z"))
    np.testing.assert_allclose(fit.log_lik(newdata=data()[3:5]), fit.log_lik()[:, 3:5])
    assert fit.posterior_predict(newdata=data()[["x", "s"]], seed=1).shape == (50, 12, 3)


def test_the_default_is_told_and_kept():
    with pytest.warns(PybrmsWarning, match="'rescor' will be set to FALSE"):
        pm.get_prior("bf(y ~ x) + bf(z ~ x)", data())
    with pytest.warns(PybrmsWarning, match="'rescor' will be set to FALSE"):
        fit = made("bf(y ~ 1) + bf(z ~ 1)", data(), "gaussian()",
                   {"b_y_Intercept": 0, "b_z_Intercept": 0, "sigma_y": 1, "sigma_z": 1,
                    "rescor__y__z": 0.2})  # fmt: skip
    assert fit.posterior_predict(seed=1).shape == (50, 12, 2)


def test_starting_correlations_must_be_those_of_a_matrix():
    model = Case(FORMULA, "gaussian()", data=data()).built.model
    piece = next(p for p in model.pieces if "rescor__y__z" in p.startable())
    found = piece.started({"rescor__y__u": 0.6})["Lrescor"]
    np.testing.assert_allclose((found @ found.T)[0], [1, 0, 0.6])
    with pytest.raises(InvalidArgument, match="cannot have these starting values"):
        piece.started({"rescor__y__z": 0.9, "rescor__y__u": 0.9, "rescor__z__u": -0.9})


def test_what_goes_with_no_correlations_is_refused():
    with pytest.raises(InvalidFormula, match="Only 'se', 'weights', 'mi'"):
        pm.make_stancode("bf(y | trunc(lb = -9) ~ x) + bf(z ~ x)", data())
    with pytest.raises(InvalidFormula, match="Cannot predict or fix 'nu'"):
        pm.make_stancode("bf(y ~ x, nu = 4) + bf(z ~ x)" + RESCOR, data(), "student()")
