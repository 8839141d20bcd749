"""Relabelling of models with all kinds of terms: results without labels stay equal."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.results.mixture.exchange import permuted
from tests.results.mixture.test_modes import FREE, SAME, TRUTH, fit_of, second_chain, swap

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

RNG = np.random.default_rng(3)
DATA = pd.DataFrame({
    "y": RNG.normal(size=30), "k": RNG.poisson(3, 30), "x": RNG.normal(size=30),
    "z": RNG.normal(size=30), "g": np.resize([*"abcd"], 30), "grade": np.resize([1, 2, 3, 4], 30),
    "id": np.resize([*"uvwxyz"], 30),
})  # fmt: skip
DATA["w"] = DATA["id"].map(dict(zip("uvwxyz", RNG.normal(size=6), strict=True)))
NONE = "order = 'none'"

MODELS = {
    "slopes and groups": ("y ~ x + (1 + x | g)", f"mixture(gaussian, nmix = 3, {NONE})"),
    "groups across components": (
        "bf(y ~ x, mu1 ~ x + (1 | p | g), mu2 ~ x + (1 | p | g), mu3 ~ x + (1 | p | g))",
        f"mixture(gaussian, nmix = 3, {NONE})",
    ),
    "two dpars": (
        "bf(y ~ x, sigma1 ~ z + (1 | g), sigma2 ~ z + (1 | g), sigma3 ~ z + (1 | g))",
        f"mixture(student, nmix = 3, {NONE})",
    ),
    "proportions by formulas": (
        "bf(k ~ x + (1 | g), theta2 ~ z, theta3 ~ z)", f"mixture(poisson, nmix = 3, {NONE})",
    ),
    "another reference": (
        "bf(k ~ x, theta1 ~ z, theta3 ~ z)", f"mixture(negbinomial, nmix = 3, {NONE})",
    ),
    "whole groups": (
        "bf(y ~ x + (1 | g), theta1 ~ w, theta2 ~ w)",
        f"mixture(gaussian, nmix = 3, gr = 'id', {NONE})",
    ),
    "monotonic": ("y ~ mo(grade) * x + (mo(grade) | g)", f"mixture(gaussian, nmix = 3, {NONE})"),
    "smooths": ("y ~ s(x, k = 5) + (1 | g)", f"mixture(gaussian, nmix = 3, {NONE})"),
    "thresholds": ("grade ~ x", f"mixture(cumulative, nmix = 3, {NONE})"),
    "zero inflation": (
        "bf(k ~ x, zi1 ~ z, zi2 ~ z, zi3 ~ z)",
        f"mixture(zero_inflated_poisson, nmix = 3, {NONE})",
    ),
}  # fmt: skip


def some(formula: str, family: str, count: int = 40) -> pm.Fit:
    """Return a fit with random draws of all variables."""
    rng = np.random.default_rng(5)
    model = pm.brm(formula, DATA, family, empty=True).model
    columns = {}
    for variable in model.variables:
        positive = variable.kind in ("sd", "sds", "dpar")
        value = rng.normal(0, 0.5, count)
        columns[variable.name] = np.exp(value) if positive else value
        if variable.kind == "cor":
            columns[variable.name] = rng.uniform(-0.3, 0.3, count)
    thetas = [n for n in columns if n.startswith("theta")]
    total = sum(columns[n] for n in thetas)
    columns.update({n: columns[n] / total for n in thetas})
    for head in {n.split("[")[0] for n in columns if "_Intercept[" in n and n.startswith("b_")}:
        for k in (1, 2, 3):
            columns[f"{head}[{k}]"] = k + 0.2 * columns[f"{head}[{k}]"]
    draws = pd.DataFrame(columns)
    draws[".chain"] = np.repeat([1, 2], count // 2)
    draws[".iteration"] = np.tile(np.arange(1, count // 2 + 1), 2)
    return fit_from_draws(formula, DATA, family, draws)


@pytest.mark.parametrize("name", MODELS)
def test_draws_with_components_in_other_places_say_the_same(name):
    fit = some(*MODELS[name])
    orders = np.array([np.random.default_rng(i).permutation(3) for i in range(40)])
    moved = replace(fit, draws=permuted(fit.model, fit.posterior, orders))
    np.testing.assert_allclose(pm.log_lik(moved), pm.log_lik(fit), rtol=1e-9)
    np.testing.assert_allclose(pm.posterior_epred(moved), pm.posterior_epred(fit), rtol=1e-9)
    before, after = pm.pp_mixture(fit, summary=False), pm.pp_mixture(moved, summary=False)
    np.testing.assert_allclose(
        after, np.take_along_axis(before, orders[:, None, :], axis=2), atol=1e-10
    )
    assert not np.allclose(moved.posterior.values, fit.posterior.values)


@pytest.mark.wide
@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("method", ["stephens", "ecr"])
def test_relabelling_undoes_any_permutation(name, method):
    fit = some(*MODELS[name])
    orders = np.array([np.random.default_rng(i).permutation(3) for i in range(40)])
    moved = replace(fit, draws=permuted(fit.model, fit.posterior, orders))
    first, again = pm.relabel(fit, method).fit, pm.relabel(moved, method).fit
    np.testing.assert_allclose(
        pm.label_free(again)["Estimate"], pm.label_free(first)["Estimate"], rtol=1e-9
    )
    np.testing.assert_allclose(pm.log_lik(again), pm.log_lik(fit), rtol=1e-9)


def test_what_is_free_of_labels_does_not_see_that_they_switch():
    switched = fit_of(change=lambda d: swap(d, second_chain(d)))
    straight, found = pm.label_free(fit_of()), pm.label_free(switched)
    pd.testing.assert_frame_equal(found, straight)
    assert found.index.tolist() == ["lp__", "log_lik", "share[1]", "share[2]", "together"]
    assert found.loc["share[1]", "Estimate"] == pytest.approx(2 / 3, abs=0.02)
    assert found.loc["together", "Estimate"] == pytest.approx(5 / 9, abs=0.02)
    assert (found["Rhat"] < 1.05).all()
    relabelled = pm.relabel(switched)
    assert relabelled.rhat.loc["b_mu1_Intercept", "raw"] > 1.5
    pd.testing.assert_frame_equal(relabelled.free, straight)
    assert "R-hat of variables without labels" in str(relabelled)


def test_what_is_free_of_labels_sees_a_chain_in_another_mode():
    def elsewhere(draws):
        draws.loc[second_chain(draws), "b_mu1_Intercept"] += 4
        draws.loc[second_chain(draws), "sigma1"] += 2.5

    assert pm.label_free(fit_of(change=elsewhere)).loc["log_lik", "Rhat"] > 1.5
    with pytest.raises(InvalidArgument, match="only be applied to mixture models"):
        pm.label_free(fit_of({"b_Intercept": 4.0, "sigma": 3.0}, family="gaussian", prior=None))


def test_priors_are_looked_at_before_labels_are():
    told = ["prior(exponential(1), sigma1)", "prior(exponential(2), sigma2)"]
    with pytest.raises(InvalidArgument, match="sigma1: exponential"):
        pm.relabel(fit_of(TRUTH, family=FREE, prior=[*SAME, *told]))
    with pytest.raises(InvalidArgument, match="The priors distinguish the components"):
        slopes = TRUTH | {"b_mu1_x": 0.0, "b_mu2_x": 0.0}
        priors = [*SAME, "prior(normal(0, 1), coef = x, dpar = mu1)"]
        pm.relabel(fit_of(slopes, formula="y ~ x", prior=priors))
