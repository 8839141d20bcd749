"""Chains start, and engines are checked, where the priors have a density."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidData
from pybrms_mix.build.build import build
from pybrms_mix.build.unsampled import unsampled
from pybrms_mix.prior.statement import Prior
from pybrms_mix.stan.data import data
from pybrms_mix.stan.engines import engine
from pybrms_mix.start.guess import guess
from pybrms_mix.start.prior_support import within
from tests.sampled import one_in

MIX = "mixture(gaussian, gaussian)"


def rows(n: int = 80) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    x = rng.normal(size=n)
    y = np.where(rng.random(n) < 0.5, -1, 3) + 0.3 * x + rng.normal(size=n)
    return pd.DataFrame({"x": x, "y": y, "t": np.exp(0.4 * y / 3) + 0.25})


@pytest.fixture(autouse=True)
def _stanli_alone(monkeypatch):
    def refuse(program, data, progress, reason):
        raise AssertionError(f"PyStan would be used: {reason}")

    monkeypatch.setattr(engine, "_instead", refuse)


CASES = [
    ("y ~ x", MIX, "prior(uniform(-2, 2), class = Intercept, dpar = mu1)", "b_mu1_Intercept"),
    ("y ~ x", MIX, "prior(uniform(10, 12), class = Intercept, dpar = mu2)", ""),
    ("y ~ x", MIX, "prior(uniform(0, 0.5), class = b, dpar = mu1)", "b_mu1_x"),
    ("y ~ x", MIX, "prior(uniform(2.6, 2.65), class = b, coef = x, dpar = mu1)", "b_mu1_x"),
    ("y ~ x", MIX, "prior(lognormal(0, 1), class = b, dpar = mu2)", "b_mu2_x"),
    ("y ~ x", MIX, "prior(uniform(0.5, 1.5), class = sigma1)", "sigma1"),
    ("y ~ x", "gaussian", "prior(pareto(3 / 2, 2), class = sigma)", "sigma"),
    ("t ~ 1", "shifted_lognormal", "prior(uniform(0, 0.2), class = ndt)", "ndt"),
    (
        "t ~ 1",
        "mixture(shifted_lognormal, shifted_lognormal)",
        "prior(uniform(0, 0.2), class = ndt1)",
        "ndt1",
    ),
]


@pytest.mark.parametrize(("formula", "family", "prior", "name"), one_in(3, CASES))
def test_a_prior_of_limited_support_is_sampled_within_it(formula, family, prior, name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = pm.brm(formula, rows(), family, prior, chains=1, iter=60, seed=1, silent=2)
    assert np.isfinite(fit.draws["lp__"]).all()
    if name:
        narrow = {p.support for p in fit.model.of(Prior) if f"{p.distribution}(" in prior}
        low, high = narrow.pop()
        assert ((fit.draws[name] > low) & (fit.draws[name] < high)).all()


def test_priors_alone_are_sampled_within_their_support():
    prior = "prior(uniform(10, 12), class = Intercept)"
    fit = pm.brm(
        "y ~ 1", rows(), prior=prior, sample_prior="only", chains=1, iter=60, seed=1, silent=2
    )
    assert (
        (fit.draws["Intercept"] if "Intercept" in fit.draws else fit.draws["b_Intercept"]) > 10
    ).all()


def test_values_inside_a_support_stay_as_they_are():
    made = build("y ~ x", rows(), MIX, ["prior(uniform(-9, 9), b, dpar = mu1)"], "no", None)
    for values in guess(made.model).candidates():
        again = within(made.model, values)
        assert all(np.array_equal(again[n], v) for n, v in values.items())


def test_a_uniform_prior_within_wider_bounds_is_normalised():
    made = build("t ~ 1", rows(), "shifted_lognormal", ["prior(uniform(0, 0.2), ndt)"], "no", None)
    program = unsampled(made, "d").program
    prepared = engine.prepare(program, data(made.model, prior_only=False), "stanli")
    values = {"Intercept": 0.1, "sigma": 0.7, "ndt": 0.1}
    lprior = prepared.constrain(prepared.unconstrain(values))["lprior"]
    plain = build("t ~ 1", rows(), "shifted_lognormal", None, "no", None)
    other = engine.prepare(
        unsampled(plain, "d").program, data(plain.model, prior_only=False), "stanli"
    )
    # The default prior of ndt is uniform on (0, min_Y).
    usual = other.constrain(other.unconstrain(values))["lprior"]
    least = rows()["t"].min()
    assert least > 0.2
    np.testing.assert_allclose(lprior - usual, np.log(least / 0.2))


@pytest.mark.parametrize(
    ("formula", "family", "changes", "said"),
    [
        ("y | se(s) ~ x", "gaussian", {"s": 0.0}, "likelihood"),
        ("bf(y ~ x, sigma1 = 0)", MIX, {}, "likelihood"),
        ("y ~ x", MIX, {"y": np.r_[1e300, np.zeros(79)]}, "row 1"),
    ],
)
def test_what_the_rows_make_impossible_is_no_fault_of_an_engine(formula, family, changes, said):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(InvalidData, match=said):
            pm.brm(formula, rows().assign(**changes), family, chains=1, iter=20, seed=1, silent=2)


@pytest.mark.parametrize("x", [np.full(80, 1e10), 1e10 + np.arange(80.0)])
@pytest.mark.parametrize("init", ["auto", "random", {"b_x": 0.5}])
def test_digits_lost_to_rounding_are_not_held_against_the_engine(x, init):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = pm.brm("y ~ x", rows().assign(x=x), chains=1, iter=20, seed=1, silent=2, init=init)
    assert fit.run.engine.startswith("stanli")
