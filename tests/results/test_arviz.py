"""A fit as ArviZ knows it: groups, names and coordinates."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import xarray as xr

import pybrms_mix as pm
from pybrms_mix.model.values import log_lik
from pybrms_mix.results import arviz
from tests.results.facts import fit_of


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
    assert "posterior" not in data.groups()
    assert {"prior", "sample_stats_prior", "observed_data"} <= set(data.groups())


def test_arviz_computes_from_it():
    az = pytest.importorskip("arviz")
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


def test_without_inference_data_a_data_tree_holds_the_same(monkeypatch):
    fit = fit_of("two_gaussians")
    before = pm.to_arviz(fit)
    monkeypatch.setattr(arviz, "az", SimpleNamespace())
    tree = pm.to_arviz(fit, posterior_predictive=True)
    assert isinstance(tree, xr.DataTree)
    assert set(tree.children) == {*before.groups(), "posterior_predictive"}
    for group in before.groups():
        xr.testing.assert_equal(tree[group].to_dataset(), before[group])
