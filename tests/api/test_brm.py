"""``brm()``: from R text to draws under brms's names, and its result without sampling."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidPrior
from pybrms_mix.build.build import build
from pybrms_mix.start.inits import by_stan
from tests.programs import TWO, sim

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

SHORT = {"chains": 2, "iter": 60, "seed": 1, "silent": 2, "backend": "stanli"}
DATA = sim(48)


@pytest.fixture(scope="module")
def fit() -> pm.Fit:
    return pm.brm("y ~ x + (1 + x | h)", DATA, TWO, **SHORT)


def test_the_draws_have_brms_names_in_brms_order(fit):
    names = fit.draws.names
    assert names[:4] == ("b_mu1_Intercept", "b_mu2_Intercept", "b_mu1_x", "b_mu2_x")
    assert names[-2:] == ("lprior", "lp__")
    assert names.index("cor_h__mu1_Intercept__mu1_x") < names.index("sigma1")
    assert names.index("theta2") < names.index("r_h__mu1[a,Intercept]")
    assert fit.draws.values.shape == (2, 30, len(names))


def test_coefficients_are_those_of_the_columns_as_they_are(fit):
    kept = pm.brm("y ~ x", DATA, TWO, save_pars=pm.save_pars(all=True), **SHORT).draws
    centred = kept["ordered_Intercept[1]"] - DATA["x"].mean() * kept["b_mu1_x"]
    np.testing.assert_allclose(kept["b_mu1_Intercept"], centred)


def test_the_same_seed_gives_the_same_draws(fit):
    again = pm.brm("y ~ x + (1 + x | h)", DATA, TWO, **SHORT)
    np.testing.assert_array_equal(again.draws.values, fit.draws.values)
    other = pm.brm("y ~ x + (1 + x | h)", DATA, TWO, **{**SHORT, "seed": 2})
    assert (other.draws["sigma1"] != fit.draws["sigma1"]).any()


def test_the_fit_tells_how_it_was_made(fit):
    assert fit.formula == ("y ~ x + (1 + x | h)",)
    assert fit.data_name == "DATA"
    assert fit.nobs == 48
    assert (fit.run.chains, fit.run.iter, fit.run.warmup, fit.run.seed) == (2, 60, 30, 1)
    assert fit.stats["divergent__"].shape == (2, 30)
    assert fit.program == pm.make_stancode("y ~ x + (1 + x | h)", DATA, TWO)


def test_without_group_the_coefficients_of_the_levels_are_not_kept():
    fit = pm.brm("y ~ x + (1 | h)", DATA, TWO, save_pars=pm.save_pars(group=False), **SHORT)
    assert [name for name in fit.draws.names if name.startswith("r_")] == []
    assert "sd_h__mu1_Intercept" in fit.draws


def test_all_keeps_the_parameters_of_the_program_beside_brms_own():
    fit = pm.brm("y ~ x + (1 | h)", DATA, TWO, save_pars=pm.save_pars(all=True), **SHORT)
    names = fit.draws.names
    assert {"z_1[1,4]", "ordered_Intercept[2]", "theta[1]", "b_mu1[1]", "sd_1[1]"} <= set(names)
    assert names.count("sigma1") == 1


def test_results_show_each_parameter_under_one_name():
    # brms 2.18 has b, z_1 and L_1, but no b[1] or sd_1[1], after save_pars(all = TRUE)
    formula = "bf(y ~ x + (1 | h), sigma1 ~ 0 + x)"
    fit = pm.brm(formula, DATA, TWO, save_pars=pm.save_pars(all=True), **SHORT)
    names = pm.variables(fit)
    assert {"z_1[1,4]", "theta[1]", "Intercept_mu1", "b_sigma1_x"} <= set(names)
    assert not {"b_mu1[1]", "sd_1[1]", "b_sigma1[1]"} & set(names)
    assert {"b_mu1[1]", "sd_1[1]", "b_sigma1[1]"} <= set(fit.draws.names)
    coefficients = {"b_mu1_Intercept", "b_mu2_Intercept", "b_mu1_x", "b_mu2_x", "b_sigma1_x"}
    assert {n for n in fit.as_draws_df().columns if n.startswith("b_")} == coefficients


def test_manual_keeps_what_it_names():
    fit = pm.brm("y ~ x", DATA, TWO, save_pars=pm.save_pars(manual="theta"), **SHORT)
    assert fit.draws.names[-2:] == ("theta[1]", "theta[2]")
    np.testing.assert_array_equal(fit.draws["theta[1]"], fit.draws["theta1"])


def test_only_samples_the_priors_alone():
    priors = [
        "prior(normal(100, 1), Intercept, dpar = mu1)",
        "prior(normal(200, 1), Intercept, dpar = mu2)",
        "prior(normal(7, 0.1), b, dpar = mu1)",
        "prior(normal(0, 1), b, dpar = mu2)",
    ]
    fit = pm.brm("y ~ x", DATA, TWO, prior=priors, sample_prior="only", **{**SHORT, "iter": 400})
    assert fit.sample_prior == "only"
    assert abs(fit.draws["b_mu1_x"].mean() - 7) < 0.1
    assert abs(fit.draws["b_mu2_Intercept"].mean() - 200) < 2
    assert not [name for name in fit.draws.names if name.startswith("prior_")]


def test_only_refuses_flat_priors_and_names_the_remedy():
    with pytest.raises(InvalidPrior) as caught:
        pm.brm("y ~ x", DATA, TWO, sample_prior="only", **SHORT)
    assert "prior(normal(0, 5), class = b, dpar = mu1)" in str(caught.value)


@pytest.mark.parametrize("word", ["only", "o", "on"])
def test_sample_prior_takes_the_beginning_of_a_word_as_r_does(word):
    with pytest.raises(InvalidPrior, match="Sampling from priors is not possible"):
        pm.brm("y ~ x", DATA, TWO, sample_prior=word, **SHORT)


@pytest.mark.wide
def test_yes_draws_from_the_priors_beside_the_posterior():
    formula = "y ~ x + (1 + x | h)"
    options = {**SHORT, "iter": 2000, "sample_prior": "yes"}
    fit = pm.brm(formula, DATA, "gaussian", prior="prior(normal(3, 1), class = b)", **options)
    drawn = {name: fit.draws[name] for name in fit.draws.names if name.startswith("prior_")}
    assert set(drawn) == {"prior_Intercept", "prior_b", "prior_sd_h", "prior_cor_h", "prior_sigma"}
    assert abs(drawn["prior_b"].mean() - 3) < 0.15
    assert (drawn["prior_sigma"] > 0).all()
    # the LKJ(1) prior of one correlation is flat between -1 and 1
    assert abs(drawn["prior_cor_h"].mean()) < 0.06
    assert abs(drawn["prior_cor_h"].std() - 1 / np.sqrt(3)) < 0.04


def test_empty_does_everything_but_sampling():
    fit = pm.brm("y ~ x", DATA, TWO, empty=True)
    assert fit.draws is None
    assert "ordered_Intercept" in fit.program
    with pytest.raises(InvalidArgument, match="does not contain posterior draws"):
        _ = fit.posterior


def test_no_chains_are_an_empty_fit():
    fit = pm.brm("y ~ x", DATA, TWO, chains=0, seed=1, silent=2)
    with pytest.raises(InvalidArgument, match="does not contain posterior draws"):
        _ = fit.posterior


def test_mistakes_are_told_before_anything_is_sampled(monkeypatch):
    def sampled(*_: object, **__: object) -> None:
        raise AssertionError("sampled")

    monkeypatch.setattr(import_module("pybrms_mix.api.brm"), "run", sampled)
    with pytest.raises(InvalidArgument, match="no parameter 'z_1'"):
        pm.brm("y ~ x", DATA, TWO, save_pars=pm.save_pars(manual="z_1"))
    with pytest.raises(InvalidArgument, match="theta1"):
        pm.brm("y ~ x", DATA, TWO, init={"theta1": -1})


def test_coefficients_of_ordinal_components_start_where_they_are_given():
    data = pd.DataFrame({"y": [1, 2, 3, 2] * 5, "x": np.linspace(0, 1, 20)})
    model = build("y ~ x", data, "mixture(cumulative, acat)").model
    np.testing.assert_array_equal(by_stan(model, {"b_mu2_x": 0.5})["b_mu2"], [0.5])


def test_a_family_of_the_formula_wins_as_in_r():
    inside = pm.make_stancode("bf(y ~ x, family = student)", DATA)
    added = pm.make_stancode("bf(y ~ x) + student()", DATA, "gaussian")
    assert inside == added == pm.make_stancode("y ~ x", DATA, "student")


def test_data_come_in_any_table():
    columns = {"y": DATA["y"].tolist(), "x": DATA["x"].to_numpy()}
    program = pm.make_stancode("y ~ x", DATA, TWO)
    assert pm.make_stancode("y ~ x", columns, TWO) == program
    assert pm.make_standata("y ~ x", columns, TWO)["N"] == 48
    polars = pytest.importorskip("polars")
    assert pm.make_stancode("y ~ x", polars.DataFrame(columns), TWO) == program


def test_the_data_of_the_user_are_not_changed():
    data = DATA.copy()
    pm.make_standata("y ~ factor(h) + scale(x) + (1 | g)", data, TWO)
    pd.testing.assert_frame_equal(data, DATA)


def test_the_name_of_the_data_is_that_of_the_caller():
    def inner():
        return pm.brm("y ~ x", data=patients, empty=True)

    patients = DATA.copy()
    assert inner().data_name == "patients"
    assert pm.brm("y ~ x", data=DATA.copy(), empty=True).data_name == "data"


@pytest.mark.slow
def test_a_mixture_with_a_group_effect_finds_what_was_simulated():
    rng = np.random.default_rng(3)
    truth = {"b_mu1_Intercept": -2.0, "b_mu1_x": 1.0, "b_mu2_Intercept": 3.0, "b_mu2_x": -0.5}
    truth |= {"sigma1": 0.8, "sigma2": 1.2, "theta1": 0.4}
    truth |= {"sd_g__mu1_Intercept": 0.7, "sd_g__mu2_Intercept": 0.4}
    groups, rows = 25, 800
    g, x, first = np.arange(rows) % groups, rng.normal(size=rows), rng.random(rows) < 0.4
    effects = {k: truth[f"sd_g__mu{k}_Intercept"] * rng.normal(size=groups) for k in (1, 2)}
    each = {
        k: rng.normal(
            truth[f"b_mu{k}_Intercept"] + truth[f"b_mu{k}_x"] * x + effects[k][g],
            truth[f"sigma{k}"],
        )
        for k in (1, 2)
    }
    data = pd.DataFrame({"y": np.where(first, each[1], each[2]), "x": x, "g": g})
    near = {"b_mu1_Intercept": -1, "b_mu2_Intercept": 1}
    fit = pm.brm("y ~ x + (1 | g)", data, TWO, init=near, chains=2, iter=1000, seed=1, silent=2)
    found = pm.posterior_summary(fit, variable=list(truth), probs=(0.0005, 0.9995))
    assert (pm.rhat(fit, list(truth)) < 1.03).all()
    # Nine intervals of 99.9 %: by chance, one of them fails in fewer than one of a hundred runs.
    inside = found.iloc[:, 2].lt(pd.Series(truth)) & found.iloc[:, 3].gt(pd.Series(truth))
    assert inside.all(), found.assign(truth=pd.Series(truth))
    # The intervals are informative: the standard deviations of the priors are at least 2.5.
    assert (found["Est.Error"] < 0.25).all()


def test_program_and_data_can_be_asked_of_a_fit_and_of_a_model(fit):
    model = ("y ~ x + (1 + x | h)", DATA, TWO)
    assert pm.stancode(fit) == pm.stancode(*model) == pm.make_stancode(*model)
    for of_fit, of_model in ((pm.standata(fit), pm.standata(*model)),):
        assert of_fit.keys() == of_model.keys()
        for name, value in of_fit.items():
            np.testing.assert_array_equal(value, of_model[name], err_msg=name)
    with pytest.raises(InvalidArgument, match="A fit already holds its data"):
        pm.standata(fit, DATA)
