"""One latent class of several responses: ``mixture(..., class = "shared")``."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from scipy.special import expit, log_expit, logsumexp, softmax

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidData, InvalidFamily, InvalidFormula, PybrmsWarning
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.stan.engines.stanli import Stanli
from pybrms_mix.store.store import read as read_fit
from tests.programs import Case, stanc
from tests.results.made import made

FORMULA = (
    'bf(y ~ x, family = mixture(gaussian, nmix = 2, class = "a")) + '
    'bf(n ~ x, family = mixture(poisson, nmix = 2, class = "a")) + '
    'bf(u ~ 1, family = mixture(bernoulli, nmix = 2, class = "a")) + lf(theta2 ~ w)'
)
BESIDE = FORMULA.replace(" + lf", " + bf(r ~ x, family = gaussian()) + lf")
DRAWS = {
    "b_mu1_y_Intercept": -1.0, "b_mu2_y_Intercept": 1.0, "b_mu1_y_x": 0.5, "b_mu2_y_x": -0.3,
    "sigma1_y": 0.7, "sigma2_y": 1.2, "b_mu1_n_Intercept": 0.2, "b_mu2_n_Intercept": 1.0,
    "b_mu1_n_x": 0.1, "b_mu2_n_x": -0.4, "b_mu1_u_Intercept": -0.8, "b_mu2_u_Intercept": 0.9,
    "b_theta2_Intercept": 0.4, "b_theta2_w": -0.8,
}  # fmt: skip
ALONE = {"b_r_Intercept": 0.3, "b_r_x": -0.6, "sigma_r": 0.9}


def data(holes: bool = True) -> pd.DataFrame:
    """Return 14 rows in which some responses are missing, never all of them."""
    rng = np.random.default_rng(5)
    found = pd.DataFrame(
        {
            "y": rng.normal(size=14), "n": rng.poisson(2, 14).astype(float),
            "u": rng.integers(0, 2, 14).astype(float), "x": rng.normal(size=14),
            "w": rng.normal(size=14), "r": rng.normal(size=14),
            "id": np.repeat([*"abcdefg"], 2),
        }
    )  # fmt: skip
    if holes:
        found.loc[2, "y"] = found.loc[[3, 5], "n"] = found.loc[[3, 7], "u"] = np.nan
    found["w"] = found.groupby("id")["w"].transform("mean")
    return found


def joint(fit: pm.Fit, frame: pd.DataFrame) -> np.ndarray:
    """Return log theta_k + the sum of log f_k over the observed responses, by SciPy."""
    p, parts = fit.posterior, []
    d = {name: frame[name].to_numpy() for name in ("x", "w")}
    d |= {n: frame[n].to_numpy() if n in frame else np.full(len(frame), np.nan) for n in "ynu"}
    for k in "12":
        mu = p[f"b_mu{k}_y_Intercept"][:, None] + p[f"b_mu{k}_y_x"][:, None] * d["x"]
        rate = np.exp(p[f"b_mu{k}_n_Intercept"][:, None] + p[f"b_mu{k}_n_x"][:, None] * d["x"])
        eta = p[f"b_mu{k}_u_Intercept"][:, None]
        each = [
            stats.norm.logpdf(d["y"], mu, p[f"sigma{k}_y"][:, None]),
            stats.poisson.logpmf(d["n"], rate),
            np.where(d["u"] == 1, log_expit(eta), log_expit(-eta)),
        ]
        seen = [~np.isnan(d[n]) for n in "ynu"]
        parts.append(sum(np.where(s, e, 0.0) for s, e in zip(seen, each, strict=True)))
    odds = p["b_theta2_Intercept"][:, None] + p["b_theta2_w"][:, None] * d["w"]
    parts[0], parts[1] = parts[0] + log_expit(-odds), parts[1] + log_expit(odds)
    return np.stack(parts, axis=-1)


def fitted(formula: str = FORMULA, frame: pd.DataFrame | None = None) -> pm.Fit:
    draws = {**DRAWS, **(ALONE if "r ~" in formula else {})}
    return made(formula, data() if frame is None else frame, "gaussian", draws)


def test_densities_of_the_responses_that_a_row_has_are_multiplied_before_they_are_mixed():
    fit = fitted()
    want = joint(fit, data())
    np.testing.assert_allclose(fit.log_lik(), logsumexp(want, axis=2))
    np.testing.assert_allclose(fit.pp_mixture(summary=False), softmax(want, axis=2), atol=1e-12)


def test_rows_of_a_group_are_multiplied_as_well():
    whole = FORMULA.replace('class = "a"', 'class = "a", gr = "id"')
    fit = fitted(whole)
    p = fit.posterior
    odds = p["b_theta2_Intercept"][:, None] + p["b_theta2_w"][:, None] * data()["w"].to_numpy()
    weights = np.stack([log_expit(-odds), log_expit(odds)], axis=-1)
    rows = joint(fit, data()) - weights
    want = rows[:, ::2] + rows[:, 1::2] + weights[:, ::2]
    np.testing.assert_allclose(fit.log_lik(), logsumexp(want, axis=2))
    shares = np.repeat(softmax(want, axis=2), 2, axis=1)
    np.testing.assert_allclose(fit.pp_mixture(summary=False), shares, atol=1e-12)


def test_a_response_beside_the_class_has_a_density_of_its_own():
    fit = fitted(BESIDE)
    p = fit.posterior
    mu = p["b_r_Intercept"][:, None] + p["b_r_x"][:, None] * data()["x"].to_numpy()
    own = stats.norm.logpdf(data()["r"].to_numpy(), mu, p["sigma_r"][:, None])
    np.testing.assert_allclose(fit.log_lik(), own + logsumexp(joint(fit, data()), axis=2))
    np.testing.assert_allclose(fit.log_lik(resp="r"), own)
    np.testing.assert_allclose(
        fit.pp_mixture(summary=False), softmax(joint(fit, data()), axis=2), atol=1e-12
    )


ESTIMATED = FORMULA.replace(" + lf(theta2 ~ w)", "")
GROUPED = FORMULA.replace('class = "a"', 'class = "a", gr = "id"')
FREE = FORMULA.replace("lf(theta2 ~ w)", "lf(theta1 ~ w) + lf(theta2 ~ w)")
INDEPENDENT = (
    "bf(y ~ x) + bf(n ~ x, family = mixture(poisson, poisson)) + bf(u ~ 1, family = bernoulli())"
)


def gaussian(option: str, formula: str = FORMULA) -> str:
    """Return the formula with a further option of the mixture of y."""
    return formula.replace("gaussian, nmix = 2", f"gaussian, nmix = 2, {option}")


CASES = {
    "class": Case(FORMULA, data=data()),
    "beside": Case(BESIDE, data=data()),
    "complete": Case(FORMULA, data=data(holes=False)),
    "groups": Case(GROUPED, data=data()),
    "levels": Case(FORMULA.replace("y ~ x", "y ~ x + (1 | p | id)"), data=data()),
    "proportions": Case(ESTIMATED, data=data()),
    "ascending": Case(gaussian('order = "theta"', ESTIMATED), data=data()),
    "given": Case(FORMULA.replace("theta2 ~ w", "theta1 = 1, theta2 = 3"), data=data()),
    "free": Case(FREE.replace("nmix = 2", "nmix = 2, refcat = NA"), data=data()),
    "order": Case(gaussian('order = "mu"'), data=data()),
    "shared": Case(gaussian('shared = "x"'), data=data()),
    "truncated": Case(
        FORMULA.replace("bf(y ~", "bf(y | trunc(lb = -9) + se(x^2, sigma = TRUE) ~"), data=data()
    ),
    "independent": Case(INDEPENDENT, data=data(holes=False)),
}


@pytest.mark.wide
@pytest.mark.parametrize("name", CASES)
def test_the_program_computes_what_numpy_computes(name):
    case = CASES[name]
    for seed in (1, 2):
        point = case.point(seed)
        np.testing.assert_allclose(case.stan_log_lik(point), case.log_lik(point).sum(), rtol=1e-9)


def test_stan_s_compiler_accepts_the_program():
    stanc(CASES["beside"].program)


def test_equal_rows_are_counted():
    frame = pd.concat([data()[["y", "n", "u", "x", "w"]].round(0)] * 30, ignore_index=True)
    case = Case(FORMULA, "gaussian()", data=frame)
    point = case.point(1)
    few = Stanli().prepare(*for_sampler(case.built.model, case.program, prior_only=False))
    np.testing.assert_allclose(few.log_density(point)[0], case.prepared.log_density(point)[0])


def test_new_rows_need_some_response_for_a_density_and_none_for_a_membership():
    fit = fitted()
    new = pd.DataFrame({"x": [0.2, -1.0, 0.4], "w": [0.0, 1.0, -0.5], "y": [0.1, np.nan, np.nan]})
    want = joint(fit, new)
    np.testing.assert_allclose(fit.pp_mixture(newdata=new, summary=False), softmax(want, axis=2))
    np.testing.assert_allclose(fit.log_lik(newdata=new), logsumexp(want, axis=2), atol=1e-12)
    bare = new.drop(columns="y")
    theta = fit.posterior_epred(newdata=bare, resp="y", dpar="theta")
    np.testing.assert_allclose(fit.pp_mixture(newdata=bare, summary=False), theta)
    with pytest.raises(InvalidData, match="Response variables must be specified"):
        fit.log_lik(newdata=bare)


def test_the_membership_by_one_response_is_another():
    fit = fitted()
    one = data().assign(n=np.nan, u=np.nan)
    want = softmax(joint(fit, one), axis=2)
    np.testing.assert_allclose(fit.pp_mixture(resp="y", summary=False), want, atol=1e-12)


def test_responses_are_predicted_from_one_component():
    fit = fitted()
    y, z = fit.posterior_predict(components=True, seed=3)
    assert y.shape == (50, 14, 3) and z.shape == (50, 14) and set(np.unique(z)) == {1, 2}
    many = pd.concat([data().iloc[:1]] * 400, ignore_index=True)
    draws, numbers = fit.posterior_predict(newdata=many, components=True, seed=4)
    for k in (1, 2):
        here = numbers == k
        share = expit(fit.posterior[f"b_mu{k}_u_Intercept"])
        want = np.broadcast_to(share[:, None], here.shape)[here].mean()
        assert draws[..., 2][here].mean() == pytest.approx(want, abs=0.02)
        rates = np.exp(
            fit.posterior[f"b_mu{k}_n_Intercept"]
            + fit.posterior[f"b_mu{k}_n_x"] * float(data()["x"].iloc[0])
        )
        want = np.broadcast_to(rates[:, None], here.shape)[here].mean()
        assert draws[..., 1][here].mean() == pytest.approx(want, rel=0.04)


def test_a_stored_fit_has_the_same_answers(tmp_path):
    fit = fitted(BESIDE)
    again = read_fit(fit.save(tmp_path / "class.nc"))
    np.testing.assert_array_equal(again.log_lik(), fit.log_lik())
    np.testing.assert_array_equal(again.pp_mixture(summary=False), fit.pp_mixture(summary=False))
    assert str(again) == str(fit)


def test_rows_without_any_response_of_the_class_are_left_out():
    frame = data()
    frame.loc[0, ["y", "n", "u"]] = np.nan
    with pytest.warns(PybrmsWarning, match="without any response of the class"):
        fit = fitted(frame=frame)
    assert fit.nobs == 13
    np.testing.assert_allclose(fit.log_lik(), logsumexp(joint(fit, frame[1:]), axis=2))


def test_default_priors_are_those_of_the_values_there_are():
    frame = data().assign(y=lambda d: d["y"] * 100)
    table = pm.get_prior(FORMULA, frame).to_frame()
    row = table[(table["class"] == "Intercept") & (table["resp"] == "y")]["prior"].iloc[0]
    seen = frame["y"].dropna()
    mad = 1.4826 * (seen - seen.median()).abs().median()
    assert row == f"student_t(3, {round(seen.median(), 1):g}, {round(mad, 1):g})"


THREE = FORMULA.replace("poisson, nmix = 2", "poisson, nmix = 3")
ONE_GROUPED = FORMULA.replace('class = "a"', 'class = "a", gr = "id"', 1)


@pytest.mark.parametrize(
    ("formula", "error", "words"),
    [
        (THREE, InvalidFamily, "number of components"),
        (ONE_GROUPED, InvalidFamily, "the same 'gr'"),
        (gaussian("refcat = NA"), InvalidFamily, "the same 'refcat'"),
        (
            FORMULA.replace("u ~ 1", "u ~ 1, theta2 ~ x"),
            InvalidFormula,
            "their formulas for it differ",
        ),
        (FORMULA.replace(', class = "a"', ""), InvalidFormula, "must name a response"),
        (FORMULA.replace('class = "a"', 'class = "a b"'), InvalidFamily, "must be a name"),
    ],
)
def test_what_contradicts_itself_is_refused(formula, error, words):
    with pytest.raises(error, match=words):
        pm.make_stancode(formula, data())


def test_proportions_may_stand_in_the_formula_of_one_response():
    inside = FORMULA.replace(" + lf(theta2 ~ w)", "").replace("u ~ 1", "u ~ 1, theta2 ~ w")
    assert pm.make_stancode(inside, data()) == pm.make_stancode(FORMULA, data())


def test_the_class_of_a_single_response_is_a_mixture_like_others():
    plain, named = (
        f'mixture(gaussian, nmix = 2, order = "none"{c})' for c in ("", ', class = "a"')
    )
    assert pm.make_stancode("y ~ x", data(), named) == pm.make_stancode("y ~ x", data(), plain)


@pytest.mark.parametrize("gr", ["", ", gr = 'id'"])
def test_one_class_is_the_model_of_independent_responses(gr: str, tmp_path) -> None:
    """The model with which numbers of classes are compared: rows may lack responses."""
    options = f"nmix = 1, class = 'a'{gr}"
    formula = (f"bf(y ~ x, family = mixture(gaussian, {options})) + "
               f"bf(n ~ x, family = mixture(poisson, {options}))")  # fmt: skip
    draws = {
        "b_y_Intercept": -1.0,
        "b_y_x": 0.5,
        "sigma_y": 0.7,
        "b_n_Intercept": 0.2,
        "b_n_x": 0.1,
    }
    fit = made(formula, data(), "gaussian", draws)
    p, kept = fit.posterior, data()
    x = kept["x"].to_numpy()
    mu, eta = (p[f"b_{n}_Intercept"][:, None] + p[f"b_{n}_x"][:, None] * x for n in "yn")
    each = [
        stats.norm.logpdf(kept["y"], mu, p["sigma_y"][:, None]),
        stats.poisson.logpmf(kept["n"], np.exp(eta)),
    ]
    want = sum(np.where(kept[n].isna(), 0.0, e) for n, e in zip("yn", each, strict=True))
    if gr:
        want = want[:, ::2] + want[:, 1::2]
    np.testing.assert_allclose(fit.log_lik(), want)
    file = fit.save(tmp_path / "one.nc")
    np.testing.assert_allclose(read_fit(file).log_lik(), want)
