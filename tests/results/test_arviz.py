"""A fit as an object of ArviZ: groups, names and coordinates."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import arviz as az
import numpy as np
import pandas as pd
import pytest
import xarray as xr
from matplotlib import pyplot

import pybrms_mix as pm
from pybrms_mix.model.values import log_lik
from pybrms_mix.results import arviz
from tests.results.facts import fit_of

ONE = int(az.__version__.split(".")[0]) >= 1


def groups(tree):
    """Return the names of the groups, under which ArviZ 1 has the root as well."""
    return set(tree.children) if ONE else set(tree.groups())


def test_coefficients_of_levels_are_one_array_with_named_axes():
    fit = fit_of("two_gaussians")
    posterior = pm.to_arviz(fit).posterior
    array = posterior["r_g__mu1"]
    assert array.dims == ("chain", "draw", "g", "r_g__mu1_coef")
    cell = array.sel(g="g03", r_g__mu1_coef="x").values.reshape(-1)
    np.testing.assert_array_equal(cell, fit.draws["r_g__mu1[g03,x]"])
    assert posterior["b_mu1_x"].dims == ("chain", "draw")
    assert not [n for n in posterior if n.startswith(("prior_", "lp__"))]


def test_the_samplers_statistics_have_arvizs_names():
    stats = pm.to_arviz(fit_of("two_gaussians")).sample_stats
    assert stats["diverging"].dtype == bool
    assert int(stats["diverging"].sum()) == 1
    assert {"lp", "energy", "tree_depth", "n_steps", "step_size", "acceptance_rate"} <= set(stats)


def test_draws_without_a_log_density_are_draws_all_the_same():
    data = pd.DataFrame({"y": [0.1, 0.4, 0.2]})
    drawn = pd.DataFrame({"b_Intercept": [1.0, 2.0], "sigma": [1.0, 1.5]})
    found = pm.to_arviz(pm.fit_from_draws("y ~ 1", data, "gaussian", drawn))
    np.testing.assert_array_equal(found.posterior["sigma"].values, [[1.0, 1.5]])
    assert "lp" not in getattr(found, "sample_stats", {})


def test_observed_data_likelihood_and_priors_are_there():
    fit = fit_of("two_gaussians")
    data = pm.to_arviz(fit)
    np.testing.assert_array_equal(data.observed_data["y"], fit.model.frame.data["y"])
    found = data.log_likelihood["y"].values.reshape(600, 60)
    np.testing.assert_array_equal(found, log_lik(fit.model, fit.draws))
    np.testing.assert_array_equal(data.prior["b_mu1"].values.reshape(-1), fit.draws["prior_b_mu1"])
    assert data.prior["theta"].shape == (2, 300, 2)


def test_draws_of_the_priors_alone_are_no_posterior():
    data = pm.to_arviz(replace(fit_of("students"), sample_prior="only"))
    assert "posterior" not in groups(data)
    assert {"prior", "sample_stats_prior", "observed_data"} <= groups(data)


def test_arviz_computes_from_it():
    table = az.summary(pm.to_arviz(fit_of("students")), var_names=["sigma1"], round_to=6)
    draws = fit_of("students").draws["sigma1"]
    assert float(table["mean"].iloc[0]) == pytest.approx(draws.mean(), abs=1e-6)


def test_rvars_are_arrays_draw_by_draw():
    fit = fit_of("two_gaussians")
    found = pm.as_draws_rvars(fit)
    assert found["b_mu1_x"].dims == ("chain", "draw")
    difference = found["b_mu1_x"] - found["b_mu2_x"]
    expected = fit.posterior["b_mu1_x"] - fit.posterior["b_mu2_x"]
    np.testing.assert_array_equal(difference.values.reshape(-1), expected)
    levels = pm.as_draws_rvars(fit, "r_g__mu1")
    assert list(levels) == ["r_g__mu1"]
    one = levels["r_g__mu1"].sel(g="g01", r_g__mu1_coef="x")
    np.testing.assert_array_equal(one.values.reshape(-1), fit.posterior["r_g__mu1[g01,x]"])
    assert set(pm.as_draws_rvars(fit, "^sd_", regex=True)) < set(found)


@pytest.mark.skipif(ONE, reason="ArviZ 1 is tried itself")
def test_the_data_tree_of_arviz_1_holds_the_same(monkeypatch):
    fit = fit_of("two_gaussians")
    before = pm.to_arviz(fit)
    monkeypatch.setattr(arviz, "az", SimpleNamespace(__version__="1.3.0"))
    tree = pm.to_arviz(fit, posterior_predictive=True)
    assert isinstance(tree, xr.DataTree)
    assert set(tree.children) == {*before.groups(), "posterior_predictive"}
    for group in before.groups():
        xr.testing.assert_equal(tree[group].to_dataset(), before[group])


def test_columns_of_the_data_have_the_users_index():
    n = np.random.default_rng(1)
    data = pd.DataFrame(
        {"y": n.normal(size=9), "x": n.normal(size=9), "f": list("abc") * 3, "other": 1.0},
        index=[f"row {k}" for k in range(9)],
    )
    data.loc["row 2", "x"] = np.nan
    fit = pm.brm("y ~ x + f", data, chains=1, iter=100, seed=1, silent=2)
    tree = pm.to_arviz(fit, posterior_predictive=True)
    rows = [f"row {k}" for k in range(9) if k != 2]
    for group, name in (
        ("constant_data", "x"), ("observed_data", "y"), ("log_likelihood", "y"),
        ("posterior_predictive", "y"),
    ):  # fmt: skip
        assert list(tree[group][name].coords["observation"].values) == rows, group
    assert float(tree["constant_data"]["x"].sel(observation="row 5")) == data["x"]["row 5"]
    assert list(tree["constant_data"]["f"].values) == [data["f"][r] for r in rows]
    assert set(tree["constant_data"]) == {"x", "f"}
    assert tree["posterior"].attrs["formula"] == "y ~ x + f"


def test_arviz_weighs_leaves_out_and_compares():
    fit = fit_of("students")
    tree = pm.to_arviz(fit)
    found, own = az.loo(tree, pointwise=True), pm.loo(fit)
    assert float(found.elpd if ONE else found.elpd_loo) == pytest.approx(
        own.estimates.loc["elpd_loo", "Estimate"], abs=0.05
    )
    table = az.compare({"one": tree, "two": pm.to_arviz(fit_of("students"))})
    assert list(table["elpd_diff"].round(6)) == [0, 0]


PLOTS = {
    "plot_trace": {}, "plot_rank": {}, "plot_forest": {}, "plot_pair": {}, "plot_energy": None,
    "plot_posterior": {}, "plot_dist": {}, "plot_trace_dist": {}, "plot_rank_dist": {},
    "plot_autocorr": {}, "plot_ess": {}, "plot_mcse": {}, "plot_ppc": None, "plot_ppc_dist": None,
    "plot_loo_pit": None, "plot_parallel": {}, "plot_violin": {}, "plot_density": {},
    "plot_ess_evolution": {}, "plot_convergence_dist": {}, "plot_ridge": {},
}  # fmt: skip
# What one line has and the other has not, or what takes other values than draws.
ELSEWHERE = {"plot_dist"} if not ONE else {"plot_density"}


@pytest.mark.slow
@pytest.mark.parametrize("name", PLOTS)
def test_arvizs_pictures_can_be_drawn(name):
    if not hasattr(az, name) or name in ELSEWHERE:
        pytest.skip(f"no {name} in ArviZ {az.__version__}")
    tree = pm.to_arviz(fit_of("students"), posterior_predictive=True)
    chosen = {} if PLOTS[name] is None else {"var_names": ["b_mu1_x", "sigma1"]}
    if name == "plot_loo_pit" and not ONE:
        chosen = {"y": "y"}
    assert getattr(az, name)(tree, **chosen) is not None
    pyplot.close("all")


def test_a_group_that_is_mixed_whole_is_one_row_of_the_log_likelihood():
    n = np.random.default_rng(2)
    data = pd.DataFrame({"id": np.repeat(list("abcdef"), 3), "t": np.tile([0.0, 1, 2], 6)})
    data["y"] = np.repeat([0, 0, 0, 5, 5, 5], 3) + n.normal(size=18)
    family = pm.mixture("gaussian", nmix=2, gr="id")
    fit = pm.brm("y ~ t", data, family, chains=1, iter=100, seed=1, silent=2)
    tree = pm.to_arviz(fit)
    assert tree["log_likelihood"]["y"].dims == ("chain", "draw", "id")
    assert list(tree["log_likelihood"]["id"].values) == list("abcdef")
