"""Default starting values: near the data, and inside every support."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.build.build import build
from pybrms_mix.family.catalogue import FAMILIES
from pybrms_mix.prior.table import Priors
from pybrms_mix.stan.code import code
from pybrms_mix.stan.data import data as stan_data
from pybrms_mix.stan.data import declared
from pybrms_mix.stan.engines.engine import ENGINES
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.starts import starts
from pybrms_mix.start.guess import Guess, guess

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

# R's functions of mathematics hide two families from a text.
TEXT = {"beta": "Beta", "gamma": "Gamma"}
MIXED = sorted(n for n, f in FAMILIES.items() if f.mixes and n == f.name)
LINKS = [(n, link) for n in MIXED for link in FAMILIES[n].dpars[0].links]

# Where mu is no mean and the density or its gradient is no number: random starts serve.
EDGED = [("wiener", "identity"), ("wiener", "softplus"), ("wiener", "squareplus"),
         ("discrete_weibull", "identity")]  # fmt: skip


def clusters(rows: int = 120) -> pd.DataFrame:
    """Return two clusters on the scale of logs, and responses of all kinds made of them."""
    rng = np.random.default_rng(1)
    x, first = rng.normal(size=rows), rng.random(rows) < 0.4
    pos = np.exp(np.where(first, 2.2, 0.2) + 0.3 * x + rng.normal(0, 0.3, rows))
    prop = 1 / (1 + np.exp(1 - np.log(pos)))
    return pd.DataFrame({
        "x": x, "first": first, "g": rng.integers(0, 6, rows), "n": 12,
        "b": rng.integers(0, 2, rows),
        "real": pos, "int": rng.poisson(pos), "share": prop, "hits": rng.binomial(12, prop),
        "angle": np.clip(np.log(pos), -3, 3), "two": (rng.random(rows) < prop).astype(int),
        "grade": np.clip(np.round(np.log(pos) + 2), 1, 5).astype(int),
    })  # fmt: skip


DATA = clusters()


def formula(name: str) -> str:
    family = FAMILIES[name]
    if family.ordinal:
        return "grade ~ x + (1 | g)"
    if family.recode:
        return "two ~ x + (1 | g)"
    if "trials" in family.additions:
        return "hits | trials(n) ~ x + (1 | g)"
    if family.support.upper == 1:
        return "share ~ x + (1 | g)"
    if np.isfinite(family.support.upper):
        return "angle ~ x + (1 | g)"
    dec = " | dec(b)" if "dec" in family.requires else ""
    return f"{family.values}{dec} ~ x + (1 | g)"


def chosen(formula: object, data: pd.DataFrame, family: str, prior: Priors = None, chains: int = 4):
    """Return the model's program on stanli and the points where its chains start."""
    built = build(formula, data, family, prior)
    program = code(built.model, version="0")
    prepared = ENGINES["stanli"].prepare(
        program, declared(built.model, stan_data(built.model, prior_only=False))
    )
    return prepared, starts(prepared, guess(built.model), Settings(chains=chains, seed=1))


def inside(prepared, points) -> bool:
    """Return whether four chains start at points of finite density and gradient."""
    found = [prepared.log_density(point) for point in points]
    return np.shape(points) == (4, prepared.dimension) and all(
        np.isfinite(density) and np.isfinite(gradient).all() for density, gradient in found
    )


@pytest.mark.parametrize("name", MIXED)
def test_every_family_starts_inside_its_support_at_a_finite_density(name):
    word = TEXT.get(name, name)
    prepared, points = chosen(formula(name), DATA, f"mixture({word}, {word})")
    if (name, FAMILIES[name].dpars[0].links[0]) not in EDGED:
        assert inside(prepared, points)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "link"), LINKS)
def test_every_link_of_every_family_starts_inside_its_support(name, link):
    family = f'brmsfamily("{name}", link = "{link}")'
    prepared, points = chosen(formula(name), DATA, f"mixture({family}, {family})")
    if (name, link) not in EDGED:
        assert inside(prepared, points)


@pytest.mark.parametrize(
    ("response", "family"),
    [
        ("real", "lognormal"),
        ("real", "Gamma('log')"),
        ("real", "weibull"),
        ("int", "poisson"),
        ("share", "Beta"),
    ],
)
def test_the_starts_tell_the_clusters_apart(response, family):
    built = build(f"{response} ~ x", DATA, f"mixture({family}, {family})")
    best = guess(built.model).candidates()[0]
    low, high = best["ordered_Intercept"]
    assert high - low > 1.2
    assert best["theta"][1] == pytest.approx(DATA["first"].mean(), abs=0.12)


def test_chains_start_apart_but_in_one_mode():
    prepared, points = chosen("real ~ x + (1 | g)", DATA, "mixture(lognormal, lognormal)")
    intercepts = np.array([prepared.constrain(p)["ordered_Intercept"] for p in points])
    assert (np.ptp(intercepts, axis=0) > 0.005).all()
    assert (np.ptp(intercepts, axis=0) < 0.5).all()
    assert (np.diff(intercepts) > 1).all()


def test_chain_k_starts_alike_however_many_chains_there_are():
    _, four = chosen("real ~ x", DATA, "mixture(lognormal, lognormal)")
    _, two = chosen("real ~ x", DATA, "mixture(lognormal, lognormal)", chains=2)
    np.testing.assert_array_equal(four[:2], two)


def test_priors_decide_which_cluster_is_which_component():
    priors = [
        "prior(normal(2.2, 0.1), Intercept, dpar = mu1)",
        "prior(normal(0.2, 0.1), Intercept, dpar = mu2)",
    ]
    family = "mixture(lognormal, lognormal, order = 'none')"
    prepared, points = chosen("real ~ 1", DATA, family, priors)
    cells = prepared.constrain(points[0])
    assert cells["Intercept_mu1"] > 1.5 > cells["Intercept_mu2"]


def test_each_family_takes_the_cluster_that_fits_it():
    rng = np.random.default_rng(3)
    y = np.r_[rng.gamma(1.0, 1.0, 150), rng.normal(30, 1, 150)]
    data = pd.DataFrame({"y": np.abs(y)})
    family = "mixture(gaussian, exponential, order = 'none')"
    prepared, points = chosen("y ~ 1", data, family)
    assert prepared.constrain(points[0])["Intercept_mu1"] == pytest.approx(30, abs=1)


def test_predicted_proportions_and_spreads_start_at_their_intercepts():
    built = build(
        pm.bf("real ~ x", "theta2 ~ x", "sigma1 ~ x"), DATA, "mixture(lognormal, lognormal)"
    )
    best = guess(built.model).candidates()[0]
    share = DATA["first"].mean()
    assert best["Intercept_theta2"] == pytest.approx(np.log(share / (1 - share)), abs=0.5)
    assert best["Intercept_sigma1"] == pytest.approx(np.log(0.3), abs=0.3)
    assert best["b_theta2"] == pytest.approx([0.0])


def test_bounds_and_constants_of_priors_are_kept():
    priors = ["prior(constant(0.4), sigma1)", "prior(normal(0, 1), b, lb = 0.5, dpar = mu1)"]
    prepared, points = chosen("real ~ x", DATA, "mixture(lognormal, lognormal)", priors)
    assert all(prepared.constrain(p)["b_mu1"][0] > 0.5 for p in points)


@pytest.mark.parametrize("response", [[0.0] * 6, [1.0, 2.0], [5.0], [1e300, 1.0, -1e300]])
def test_responses_that_hold_no_clusters_start_all_the_same(response):
    data = pd.DataFrame({"y": response})
    prepared, points = chosen("y ~ 1", data, "mixture(gaussian, gaussian, gaussian)")
    if not isinstance(points, float):
        assert all(np.isfinite(prepared.log_density(p)[0]) for p in points)


def test_priors_alone_start_at_random():
    arguments = {"chains": 2, "iter": 20, "seed": 1, "silent": 2, "backend": "stanli"}
    model = ("real ~ 1", DATA, "mixture(lognormal, lognormal)")
    alone = pm.brm(*model, sample_prior="only", **arguments)
    random = pm.brm(*model, sample_prior="only", init="random", **arguments)
    np.testing.assert_array_equal(alone.draws.values, random.draws.values)


def test_the_guess_takes_a_fraction_of_a_second():
    rng = np.random.default_rng(4)
    data = pd.DataFrame({"y": rng.normal(rng.choice([0, 5, 9], 300)), "x": rng.normal(size=300)})
    found = guess(build("y ~ x", data, "mixture(gaussian, nmix = 3)").model)
    assert isinstance(found, Guess)
    assert found.candidates()
