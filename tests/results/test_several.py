"""Results of models of several responses: by response, as a whole, or refused."""

from __future__ import annotations

import inspect
import warnings

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, NotSupported, PybrmsError
from pybrms_mix.results.fit import Fit
from tests.results.made import made

FORMULA = (
    "bf(y ~ x, family = mixture(gaussian, gaussian)) + bf(n ~ x, family = poisson()) + "
    "bf(z ~ x + (1 | g), sigma ~ x, family = gaussian()) + set_rescor(FALSE)"
)
ONE = {
    "b_mu1_y_Intercept": -1.0, "b_mu2_y_Intercept": 1.0, "b_mu1_y_x": 0.5, "b_mu2_y_x": -0.3,
    "sigma1_y": 0.7, "sigma2_y": 1.2, "theta1_y": 0.4, "theta2_y": 0.6,
}  # fmt: skip
TWO = {"b_n_Intercept": 0.2, "b_n_x": 0.3}
THREE = {
    "b_z_Intercept": 0.4, "b_z_x": -0.7, "b_sigma_z_Intercept": 0.1, "b_sigma_z_x": 0.2,
    "sd_g__z_Intercept": 0.8, "r_g__z[a,Intercept]": 0.5, "r_g__z[b,Intercept]": -0.4,
}  # fmt: skip


def data() -> pd.DataFrame:
    rng = np.random.default_rng(8)
    y, x, z = rng.normal(size=(3, 16))
    return pd.DataFrame({"y": y, "n": rng.poisson(2, 16), "z": z, "x": x, "g": [*"ab"] * 8})


@pytest.fixture(scope="module")
def fit() -> Fit:
    return made(FORMULA, data(), "gaussian", {**ONE, **TWO, **THREE})


def alone(resp: str) -> Fit:
    """Return the fit of one response by itself, with the same draws."""
    several = made(FORMULA, data(), "gaussian", {**ONE, **TWO, **THREE}).as_draws_df()
    formulas = {"y": "y ~ x", "n": "n ~ x", "z": "bf(z ~ x + (1 | g), sigma ~ x)"}
    families = {"y": "mixture(gaussian, gaussian)", "n": "poisson()", "z": "gaussian()"}
    marks = {f"_{resp}_": "_", f"__{resp}[": "[", f"__{resp}_": "__"}
    names = {}
    for name in several.columns:
        new = name.removesuffix(f"_{resp}")
        for old, plain in sorted(marks.items(), reverse=True):
            new = new.replace(old, plain)
        if new != name:
            names[new] = several[name]
    table = pd.DataFrame({**names, **{c: several[c] for c in (".chain", ".iteration", ".draw")}})
    return pm.fit_from_draws(formulas[resp], data(), families[resp], table)


@pytest.mark.parametrize("resp", ["y", "n", "z"])
@pytest.mark.parametrize(
    "name", ["log_lik", "posterior_epred", "posterior_predict", "fitted", "predict", "residuals",
             "posterior_linpred", "predictive_error"],
)  # fmt: skip
def test_a_response_of_several_has_the_results_that_it_has_alone(fit, resp, name):
    options = {"seed": 1} if "predict" in name else {}
    ours = getattr(fit, name)(resp=resp, **options)
    theirs = getattr(alone(resp), name)(**options)
    np.testing.assert_allclose(np.asarray(ours), np.asarray(theirs), rtol=1e-12)
    view = getattr(fit.of_response(resp), name)(**options)
    np.testing.assert_array_equal(np.asarray(ours), np.asarray(view))


def test_the_log_likelihood_of_a_row_is_the_sum_over_its_responses(fit):
    each = [fit.log_lik(resp=resp) for resp in ("y", "n", "z")]
    np.testing.assert_allclose(fit.log_lik(), sum(each))
    assert fit.loo().estimates.loc["elpd_loo", "Estimate"] == pytest.approx(
        fit.loo().pointwise["elpd_loo"].sum()
    )


def test_predictions_of_all_responses_have_an_axis_of_responses(fit):
    assert fit.posterior_predict(seed=1).shape == (50, 16, 3)
    every = fit.posterior_epred()
    for at, resp in enumerate(("y", "n", "z")):
        np.testing.assert_allclose(every[..., at], fit.posterior_epred(resp=resp))
    few = fit.posterior_epred(ndraws=7, seed=2)
    match = [np.isclose(every, draw).all(axis=(1, 2)).sum() for draw in few]
    assert match == [1] * 7


def test_parameters_of_a_response_are_named_without_it(fit):
    np.testing.assert_array_equal(
        fit.posterior_epred(resp="y", dpar="sigma2")[:, 0], fit.posterior["sigma2_y"]
    )
    assert fit.posterior_epred(resp="y", dpar="theta").shape == (50, 16, 2)
    with pytest.raises(InvalidArgument, match="'mu1', 'sigma1'"):
        fit.posterior_epred(resp="y", dpar="mu")


def test_the_summary_has_a_line_of_links_for_each_response(fit):
    shown = str(fit.summary()).splitlines()
    assert shown[0] == " Family: MV(mixture(gaussian, gaussian), poisson, gaussian) "
    assert shown[2:4] == ["         mu = log", "         mu = identity; sigma = log "]
    assert "sd(z_Intercept)" in fit.summary().random["g"].index
    assert "sigma1_y" in fit.summary().spec_pars.index


def test_a_response_that_the_model_does_not_have_is_refused(fit):
    with pytest.raises(InvalidArgument, match="one of 'y', 'n', 'z'"):
        fit.log_lik(resp="q")
    with pytest.raises(InvalidArgument, match="leave 'resp' out"):
        alone("n").log_lik(resp="n")


def test_new_rows_need_each_response_that_belongs_to_no_class(fit):
    with pytest.raises(PybrmsError, match="Missing variables: 'n'"):
        fit.log_lik(newdata=data().drop(columns="n"))
    with pytest.raises(PybrmsError, match="'z' is missing in some rows") as refused:
        fit.log_lik(newdata=data().assign(z=[0.1, 0.2, *[np.nan] * 14]))
    assert "The first is row 2 of the new data" in refused.value.hint
    np.testing.assert_allclose(fit.log_lik(newdata=data()), fit.log_lik())
    assert fit.posterior_predict(newdata=data()[["x", "g"]]).shape == (50, 16, 3)
    new = data().assign(g="c")[["x", "g"]]
    assert fit.posterior_epred(newdata=new, allow_new_levels=True).shape == (50, 16, 3)
    without = fit.posterior_epred(newdata=new, re_formula=False)
    np.testing.assert_allclose(
        without[..., 2], fit.posterior_epred(resp="z", newdata=new, re_formula=False)
    )


METHODS = sorted(
    name for name in vars(Fit)
    if not name.startswith("_") and hasattr(getattr(Fit, name), "__wrapped__")
)  # fmt: skip
# Methods that take fits of several responses as a whole; some do not accept one response.
WHOLE = {
    "add_criterion", "as_draws_array", "as_draws_df", "as_draws_matrix", "as_draws_rvars",
    "bayes_factor", "bayes_R2", "bridge_sampler", "conditional_smooths", "control_params",
    "describe_posterior", "ess", "coef", "conditional_effects", "find_modes", "fitted", "fixef",
    "hypothesis", "kfold", "log_lik", "log_posterior", "loo", "loo_compare", "loo_R2",
    "loo_model_weights", "mcmc_plot", "mode_masses", "model_weights", "nchains", "ndraws",
    "neff_ratio", "ngrps", "niterations", "nuts_params", "nvariables", "of_response",
    "p_direction", "plot", "post_prob", "posterior_average", "posterior_epred",
    "posterior_interval", "posterior_linpred", "posterior_predict", "predict",
    "predictive_error", "posterior_summary", "prior_draws", "prior_sensitivity",
    "prior_summary", "ranef", "reloo", "report", "residuals", "rhat", "rope", "save", "summary",
    "to_arviz", "update", "VarCorr", "variables", "vcov", "waic",
}  # fmt: skip


@pytest.mark.parametrize("name", METHODS)
def test_a_method_takes_several_responses_or_refuses_them(fit, name, tmp_path):
    if name in WHOLE:
        return
    method = getattr(fit, name)
    needed = [
        p.name for p in list(inspect.signature(method).parameters.values())
        if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)
    ][1:]  # fmt: skip
    given = {"effects": "x", "file": tmp_path / "f.nc", "x": "x", "variables": "x"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises((InvalidArgument, NotSupported), match=r"several|needs one|needs the"):
            method(**{n: given.get(n, "x") for n in needed})


def test_functions_that_fit_again_refuse_several_responses():
    with pytest.raises(NotSupported, match="several responses") as refused:
        pm.prior_check(FORMULA, data())
    assert "sample_prior = 'only'" in refused.value.hint


def _distal(fit: Fit, **options: object) -> None:
    pm.distal(fit, "v ~ class", data(), **options)


@pytest.mark.parametrize("call", [pm.stability, _distal], ids=["stability", "distal"])
def test_results_about_a_class_refuse_single_responses_and_models_without_a_class(fit, call):
    for one, options in ((fit, {}), (fit, {"resp": "n"}), (fit.of_response("n"), {})):
        with pytest.raises(InvalidArgument, match="not one of several responses") as refused:
            call(one, **options)
        assert 'class = "shared"' in refused.value.hint


def test_a_function_of_one_response_says_how_to_choose_it(fit):
    with pytest.raises(InvalidArgument, match=r"the model has several\.") as refused:
        fit.predictive_interval()
    assert refused.value.hint.startswith("The responses are 'y', 'n', 'z'. resp='y' chooses one")
    assert len(fit.fitted(resp="y")) == 16


def test_coefficients_of_all_responses_are_described_by_the_units_of_their_responses(fit):
    every = fit.describe_posterior()
    each = pd.concat([fit.describe_posterior(resp=resp) for resp in ("y", "n", "z")])
    pd.testing.assert_frame_equal(every.sort_index(), each.sort_index())
    high = fit.rope()["ROPE_high"]
    assert high["b_mu1_y_x"] == pytest.approx(0.1 * data()["y"].std(ddof=1))
    assert high["b_z_x"] == pytest.approx(0.1 * data()["z"].std(ddof=1))
    assert high["b_n_x"] == 0.1


def test_a_function_of_one_response_refuses_the_class_of_several():
    formula = "bf(y ~ 1) + bf(z ~ 1) + set_rescor(FALSE)"
    family = 'mixture(gaussian, gaussian, class = "a")'
    empty = pm.brm(formula, data(), family, empty=True)
    names = [*(v.name for v in empty.model.variables), "lprior", "lp__"]
    shared = pm.fit_from_draws(formula, data(), family, pd.DataFrame(0.5, range(4), names))
    with pytest.raises(InvalidArgument, match="several, with a common class"):
        shared.predictive_interval()
    found = shared.describe_posterior(resp="z")
    assert list(found.index) == ["b_mu1_z_Intercept", "b_mu2_z_Intercept"]


@pytest.mark.parametrize("name", ["update", "kfold", "bridge_sampler", "prior_sensitivity"])
def test_what_needs_the_whole_model_refuses_one_response(fit, name):
    for one, options in ((fit, {"resp": "n"}), (fit.of_response("n"), {})):
        with pytest.raises(InvalidArgument, match="needs the whole model"):
            getattr(one, name)(**options)


@pytest.mark.parametrize("name", ["bayes_R2", "loo_R2"])
def test_functions_without_options_of_predictions_take_one_response_too(fit, name):
    options = {"seed": 1} if name == "loo_R2" else {}
    ours = getattr(fit, name)(resp="z", **options)
    np.testing.assert_allclose(ours, getattr(fit.of_response("z"), name)(**options))
    every = getattr(fit, name)(**options)
    assert every.index.tolist() == ["R2y", "R2n", "R2z"]
    assert getattr(fit, name)(summary=False, **options).shape == (50, 3)
    if name == "bayes_R2":
        np.testing.assert_allclose(every.loc["R2z"], ours.iloc[0])


def test_summaries_of_all_responses_are_those_of_each_response(fit):
    made_of = {
        "fitted": {}, "predict": {"seed": 3}, "residuals": {"method": "posterior_epred"},
    }  # fmt: skip
    for name, options in made_of.items():
        for newdata in (None, data().iloc[[3, 1]]):
            every = getattr(fit, name)(newdata, **options)
            assert every.dims == ("row", "statistic", "response")
            assert list(every["row"].values) == ([*range(16)] if newdata is None else [3, 1])
            if name == "predict":  # numbers of a joint draw
                new = fit.posterior_predict(newdata, **options)
                np.testing.assert_allclose(every.sel(statistic="Estimate"), new.mean(axis=0))
                continue
            for resp in ("y", "n", "z"):
                one = getattr(fit, name)(newdata, resp=resp, **options)
                np.testing.assert_allclose(every.sel(response=resp), one)
    assert fit.fitted(summary=False).shape == fit.predictive_error(seed=1).shape == (50, 16, 3)
    sigmas = fit.fitted(dpar="sigma", resp="z")
    with pytest.raises(InvalidArgument, match="Invalid argument 'dpar'"):
        fit.fitted(dpar="sigma")
    assert sigmas.shape == (16, 4)


def test_pearson_residuals_divide_by_the_spread_of_new_responses(fit):
    how = {"method": "posterior_epred", "summary": False}
    new = fit.posterior_predict(seed=2)
    ratio = fit.residuals(**how) / fit.residuals(type="pearson", seed=2, **how)
    np.testing.assert_allclose(ratio, np.broadcast_to(new.std(axis=0, ddof=1), ratio.shape))


def test_results_of_responses_with_different_shapes_are_refused(fit):
    with pytest.raises(InvalidArgument, match=r"different shapes: 'y' \(50, 16, 2\), 'n'") as bad:
        fit.posterior_linpred()
    assert "resp = 'y'" in bad.value.hint
    assert fit.posterior_linpred(resp="z").shape == (50, 16)


def test_effects_on_all_responses_have_the_names_of_brms(fit):
    every = fit.conditional_effects(resolution=3)
    assert list(every) == ["y.y_x", "n.n_x", "z.z_x"]
    one = fit.conditional_effects(resolution=3, resp="n")
    np.testing.assert_allclose(every["n.n_x"]["estimate__"], one["x"]["estimate__"])
    figures = every.plot(points=True)
    assert list(figures) == list(every)
    assert [f.axes[0].get_ylabel() for f in figures.values()] == ["y", "n", "z"]


def test_coefficients_of_levels_are_those_of_each_response(fit):
    every, one = fit.coef()["g"], fit.coef(resp="z")["g"]
    assert {*one["coefficient"].values} <= {*every["coefficient"].values}
    picked = every.sel(coefficient=one["coefficient"].values)
    np.testing.assert_allclose(picked, one)
    np.testing.assert_allclose(
        every.sel(coefficient="n_x", statistic="Estimate"), fit.fixef().loc["n_x", "Estimate"]
    )


def test_weights_of_models_of_several_responses(fit):
    assert float(fit.model_weights(fit, weights="loo").iloc[0]) == pytest.approx(0.5)
    with pytest.raises(PybrmsError, match="Updating formulas of multivariate models"):
        fit.update("~ . + z")


@pytest.mark.slow
def test_models_of_several_responses_are_fitted_again():
    rows = data()
    prior = ["prior(normal(0, 2), class = b, resp = y)", "prior(normal(0, 2), class = b, resp = z)"]
    short = {"chains": 1, "iter": 200, "silent": 2}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        own = pm.brm("bf(y ~ x) + bf(z ~ x) + set_rescor(TRUE)", rows, "gaussian()", prior, seed=1,
                     save_pars=pm.save_pars(all=True), **short)  # fmt: skip
        again = own.update(newdata=rows[:12], seed=2, **short)
        folds = own.kfold(K=2, seed=3, **short)
        evidence = own.bridge_sampler(seed=4)
    assert again.nobs == 12 and [*again.prior.prior] == [*own.prior.prior]
    assert len(folds.pointwise) == 16 and np.isfinite(folds.estimates.to_numpy()).all()
    assert np.isfinite(evidence.logml)
