"""Separation in models without a mixture, and in several responses, is named before sampling.

The reference is the definition: rows of a category, or on one side of a value of a covariate, have
one value of the response. The likelihood then rises for ever in a coefficient with a flat prior.
The Student prior of the centred intercept does not hold it: the density falls as a power.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.stan.prepare.optimum import maximise
from pybrms_mix.stan.prepare.runaway import Free, runaways
from pybrms_mix.start.runaway_warning import _RowsAtPoint
from tests.start.test_runaway import BUDGET, said

APART = pm.set_rescor(False)


def separated(seed=11, n=90):
    """Return responses that are constant in a category ``f = 'b'``, or where x is above 0.2."""
    rng = np.random.default_rng(seed)
    x, f = rng.normal(size=n), np.array(["a", "b", "c"])[rng.integers(3, size=n)]
    s, b, coin = x > 0.2, f == "b", rng.integers(2, size=n)
    counts = rng.poisson(4, size=n)
    return pd.DataFrame({
        "x": x, "f": f, "s": s.astype(float), "g": rng.integers(5, size=n), "size": 8,
        "side": s.astype(int), "cell": np.where(b, 1, coin),
        "trials_cell": np.where(b, 0, rng.binomial(8, 0.4, size=n)),
        "trials_side": np.where(s, 8, rng.binomial(8, 0.4, size=n)),
        "none": np.where(b, 0, counts), "few": np.where(s, 0, counts + 1),
        "amounts": np.where(s, 0.0, np.exp(rng.normal(size=n))),
        "grade": 1 + np.digitize(x, [-0.5, 0.6]),
        "top": np.where(b, 4, rng.integers(1, 5, size=n)),
        "y": rng.normal(size=n) + x,
    })  # fmt: skip


ZEROS, EIGHTS = "the model predicts only zeros in", "the model predicts only the value 8 in"
APART_VALUES = "the model separates the values of the response"
SEPARATED = {
    "a side, bernoulli": ("side ~ x", "bernoulli", APART_VALUES, "b_x"),
    "a side, probit": ("side ~ x", "bernoulli(link = 'probit')", APART_VALUES, "b_x"),
    "a category, bernoulli": ("cell ~ f", "bernoulli", "only the value 1 in", "b_fb"),
    "a category, binomial": ("trials_cell | trials(size) ~ f", "binomial", ZEROS, "b_fb"),
    "a side, binomial": ("trials_side | trials(size) ~ s", "binomial", EIGHTS, "b_s"),
    "a side, beta_binomial": ("trials_side | trials(size) ~ s", "beta_binomial", EIGHTS, "b_s"),
    "a category, poisson": ("none ~ f", "poisson", ZEROS, "b_fb"),
    "a category and a slope, poisson": ("none ~ f + x", "poisson", ZEROS, "b_fb"),
    "a side in groups, poisson": ("few ~ s + (1 | g)", "poisson", ZEROS, "b_s"),
    "a side, negbinomial": ("few ~ s", "negbinomial", ZEROS, "b_s"),
    "a side, geometric": ("few ~ s", "geometric", ZEROS, "b_s"),
    "a side, cumulative": ("grade ~ x", "cumulative", APART_VALUES, "b_x"),
    "a category, cumulative": ("top ~ f", "cumulative", "only the value 4 in", "b_fb"),
    "a category, sratio": ("top ~ f", "sratio", "only the value 4 in", "b_fb"),
    "a category, acat": ("top ~ f", "acat", "only the value 4 in", "b_fb"),
    "zeros, hurdle_poisson": (pm.bf("few ~ 1", "hu ~ s"), "hurdle_poisson", ZEROS, "b_hu_s"),
    "zeros, hurdle_gamma": (pm.bf("amounts ~ 1", "hu ~ s"), "hurdle_gamma", ZEROS, "b_hu_s"),
    "no counts in a category": ("none ~ f", "hurdle_poisson", "without bound", "b_fb"),
}  # fmt: skip


@pytest.mark.parametrize("name", SEPARATED)
def test_separation_is_named_with_its_coefficient(name):
    formula, family, what, coefficient = SEPARATED[name]
    lines, used = said(formula, separated(), family)
    assert any(what in line and f"{coefficient})" in line for line in lines), lines
    assert used < BUDGET


@pytest.mark.parametrize("name", SEPARATED)
def test_the_prior_of_the_warning_ends_it(name):
    formula, family, *_ = SEPARATED[name]
    data = separated()
    priors = [line.split(": ")[-1] for line in said(formula, data, family)[0]]
    assert said(formula, data, family, priors)[0] == []


@pytest.mark.parametrize("name", SEPARATED)
def test_rows_on_the_other_side_end_it(name):
    """With a quarter of the responses in other rows, the likelihood has a maximum."""
    formula, family, *_ = SEPARATED[name]
    data = separated()
    other = data.sample(frac=1.0, random_state=3).reset_index(drop=True)
    response = str(formula).split(" ", maxsplit=1)[0]
    moved = data.assign(**{response: data[response].where(data.index % 4 > 0, other[response])})
    assert said(formula, moved, family)[0] == []


def test_a_component_that_predicts_some_of_its_rows_with_certainty_is_named():
    """The rule for a single family holds for the rows of each component of a mixture."""
    data, rng = separated(n=240), np.random.default_rng(3)
    second = rng.random(len(data)) < 0.5
    data["y"] = np.where(second, rng.poisson(60, size=len(data)), data["none"])
    zeros = int((~second & (data["f"] == "b")).sum())
    lines, _ = said("y ~ f", data, "mixture(poisson, poisson)")
    assert any(f"component 1 predicts only zeros in {zeros} rows" in line for line in lines), lines


def test_a_high_density_is_no_certainty():
    """A density of real numbers may exceed 1; only values with a probability can be certain."""
    data = pd.DataFrame({"x": np.arange(40.0), "y": 1e-4 * np.sin(np.arange(40.0))})
    draw = {"b_Intercept": 0.0, "b_x": 0.0, "sigma": 1e-4, "lprior": 0.0, "lp__": 0.0}
    fit = pm.fit_from_draws("y ~ x", data, "gaussian", pd.DataFrame([draw]))
    assert _RowsAtPoint(fit.model, fit.posterior).certain(1, "").size == 0


def test_each_of_several_responses_without_a_class_is_looked_at():
    formula = (
        pm.bf("side ~ x", family="bernoulli")
        + pm.bf("y ~ x", family="gaussian")
        + pm.bf("none ~ f", family="poisson")
        + APART
    )
    lines, _ = said(formula, separated(), None)
    assert len(lines) == 2
    assert "the model of 'side' separates" in lines[0]
    assert "prior(normal(0, 2), b, resp = side)" in lines[0]
    assert "the model of 'none' predicts only zeros in" in lines[1]


@pytest.mark.parametrize("second", ["gaussian", "student"])
def test_a_response_that_predicts_another_is_looked_at(second):
    """The imputed values of one response are data of the other one."""
    data = separated().assign(holes=lambda d: d["x"].where(d.index % 9 > 0))
    formula = (
        pm.bf("none ~ mi(holes) + f", family="poisson")
        + pm.bf("holes | mi() ~ 1", family=second)
        + APART
    )
    lines, _ = said(formula, data, None)
    assert len(lines) == 1
    assert "the model of 'none' predicts only zeros in" in lines[0]


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")
def test_brm_warns_of_one_of_several_responses():
    formula = pm.bf("side ~ x", family="bernoulli") + pm.bf("y ~ x", family="gaussian") + APART
    with pytest.warns(pm.RunawayWarning, match="the model of 'side' separates"):
        pm.brm(formula, separated(), chains=1, iter=200, seed=1, silent=2)


def sound(seed):
    """Yield models that hold all coefficients, with few rows on the other side in some of them."""
    rng = np.random.default_rng(seed)
    n = 100
    x, g = rng.normal(size=n), rng.integers(10, size=n)
    level = rng.normal(size=10)
    f = np.array(["a", "b", "c"])[rng.integers(3, size=n)]
    odds = rng.logistic(size=n)
    binary = (1.5 * x + odds > 0).astype(int)
    nearly = (x > 0.2).astype(int)
    nearly[np.argsort(np.abs(x - 0.2))[:6]] ^= 1
    counts = rng.poisson(np.exp(0.5 + 0.4 * x))
    d = pd.DataFrame({
        "x": x, "f": f, "g": g, "w": level[g], "size": 6, "binary": binary, "nearly": nearly,
        "counts": counts, "hits": rng.binomial(6, 1 / (1 + np.exp(-x))),
        "grade": 1 + np.digitize(x + odds, [-1, 0, 1.5]),
        "y": x + 0.5 * level[g] + rng.normal(size=n),
        "share": rng.beta(2, 3, size=n), "time": rng.gamma(2, np.exp(0.3 * x)),
        "zeros": np.where(rng.random(n) < 0.3, 0, 1 + counts),
        "amounts": np.where(rng.random(n) < 0.3, 0.0, np.exp(x + rng.normal(size=n))),
    })  # fmt: skip
    for formula, family in [
        ("binary ~ x", "bernoulli"), ("nearly ~ x", "bernoulli"), ("binary ~ x + f", "bernoulli"),
        ("binary ~ x + (1 | g)", "bernoulli"), ("binary ~ w + (1 | g)", "bernoulli"),
        ("hits | trials(size) ~ x", "binomial"), ("hits | trials(size) ~ x * f", "beta_binomial"),
        ("counts ~ x + f", "poisson"), ("counts ~ x + (1 | g)", "negbinomial"),
        ("grade ~ x + f", "cumulative"), ("grade ~ x", "sratio"), ("grade ~ x", "acat"),
        (pm.bf("zeros ~ x", "hu ~ x"), "hurdle_poisson"),
        (pm.bf("zeros ~ f", "zi ~ x"), "zero_inflated_poisson"),
        (pm.bf("amounts ~ x", "hu ~ f"), "hurdle_lognormal"), ("share ~ x + f", "Beta"),
        ("time ~ x", "Gamma(link = 'log')"), ("y ~ x * f", "gaussian"),
        ("y ~ w + (1 | g)", "gaussian"), ("y ~ x + (1 + x | g)", "student"),
    ]:  # fmt: skip
        yield formula, d, family


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("at", range(len(list(sound(0)))))
def test_nothing_is_said_of_sound_models(seed, at):
    assert said(*list(sound(seed))[at])[0] == []


def held_by(tail):
    """Return a density that is flat in one coordinate but for a prior of its half."""

    def density(u):
        held = 0.5 * u[0] + u[1]  # the intercept of centred columns
        value, slope = tail(held)
        rising = -np.log1p(np.exp(-u[0])) - 0.5 * u[1] ** 2
        return float(rising + value), np.array([
            1 / (1 + np.exp(u[0])) + 0.5 * slope, slope - u[1]
        ])  # fmt: skip

    return density


def student(held):
    return -2 * np.log1p(held**2 / 3), -4 * held / (3 + held**2)


def normal(held):
    return -0.5 * held**2 / 25, -held / 25


@pytest.mark.parametrize(("tail", "sides"), [(student, [1]), (normal, [])])
def test_a_heavy_tail_alone_does_not_hold_a_coefficient_and_a_normal_prior_does(tail, sides):
    density = held_by(tail)
    optimum = maximise(density, np.zeros(2))
    weak = (lambda u: float(student(0.5 * u[0] + u[1])[0])) if tail is student else lambda _: 0.0
    found, _ = runaways(density, optimum, [Free(0)], 1000, weak=weak)
    assert [r.side for r in found] == sides
    assert runaways(density, optimum, [Free(0)], 1000)[0] == []
