"""Only coefficients and standard deviations that diverge are named before sampling."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.build.build import build
from pybrms_mix.build.unsampled import unsampled
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.stan.engines.engine import prepare
from pybrms_mix.stan.prepare.optimum import Optimum, maximise
from pybrms_mix.stan.prepare.runaway import Free, runaways
from pybrms_mix.start.runaway_warning import _RowsAtPoint, warn_of_runaways
from pybrms_mix.start.several import guess_of

TWO = "mixture(gaussian, gaussian)"
COUNTS = "mixture(negbinomial, negbinomial)"
BUDGET = 2000  # gradients: as many as a chain of 2000 iterations allows


def said(formula, data, family, prior=None):
    """Return the lines of the warning before sampling, and the gradients that it took."""
    built = build(formula, data, family, prior, "no", None)
    program, rows = for_sampler(built.model, unsampled(built, "d").program, prior_only=False)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        used = warn_of_runaways(built.model, guess_of(built.model), prepare(program, rows), BUDGET)
    texts = [str(w.message) for w in caught if isinstance(w.message, pm.RunawayWarning)]
    return [line[2:] for t in texts for line in t.split("\n") if line.startswith("- ")], used


def zeros_and_counts(seed=1, n=200):
    rng = np.random.default_rng(seed)
    x, some = rng.normal(size=n), rng.random(n) < 0.4
    y = np.where(some, rng.negative_binomial(3, 3 / (3 + np.exp(2 + 0.3 * x))), 0)
    return pd.DataFrame({"y": y, "x": x, "z": rng.normal(size=n)})


def two_clusters(seed=1, n=150, unit=1.0):
    rng = np.random.default_rng(seed)
    x, second = rng.normal(size=n), rng.random(n) < 0.4
    y = np.where(second, 5.0, 0.0) + 0.5 * x + rng.normal(size=n)
    return pd.DataFrame({"y": unit * y, "x": x, "twice": 2 * x, "s": (x > 0).astype(float)})


def overlapping(seed=4, n=80):
    """Return components of which one may lose all rows: 5 of 8 such fits have R-hat over 1.9."""
    rng = np.random.default_rng(seed)
    x, second = rng.normal(size=n), rng.integers(2, size=n)
    return pd.DataFrame({"x": x, "y": 2.3 * second + 0.5 * x + rng.normal(size=n)})


def clusters_by_s(seed=1):
    d = two_clusters(seed)
    return d.assign(y=6 * d["s"] + np.random.default_rng(seed).normal(size=len(d)))


def equal_rows(on=lambda x: 0 * x, n=100):
    rng = np.random.default_rng(1)
    x, equal = rng.normal(size=n), rng.random(n) < 0.3
    return pd.DataFrame({"y": np.where(equal, on(x), 5 + 0.5 * x + rng.normal(size=n)), "x": x})


def zeros_in_groups(seed=5, n=200):
    """Return counts whose zeros form a component, in groups with slopes."""
    rng = np.random.default_rng(seed)
    x, some, g = rng.normal(size=n), rng.random(n) < 0.4, rng.integers(12, size=n)
    mu = np.exp(2.5 + 0.3 * x + rng.normal(0, 0.4, 12)[g])
    return pd.DataFrame({"y": np.where(some, 1 + rng.poisson(mu), 0), "x": x, "g": g})


def twice_in_a_component(seed=4, n=200):
    """Return two clusters; in the rows of the first one, a column is twice the other."""
    rng = np.random.default_rng(seed)
    x, second = rng.normal(size=n), rng.random(n) < 0.3
    twice = np.where(second, rng.normal(size=n), 2 * x)
    y = np.where(second, 8.0, 0.0) + x + rng.normal(size=n)
    return pd.DataFrame({"y": y, "x": x, "twice": twice})


RUNNING = {
    "a component of zeros in groups with slopes": (
        ("y ~ x + (1 + x | g)", zeros_in_groups(), "mixture(poisson, poisson)"),
        "component 1 predicts only zeros, and its coefficients have flat priors (b_mu1_x): "
        "prior(normal(0, 2), b, dpar = mu1)",
    ),
    "a component of zeros on a curve": (
        ("y ~ s(x)", zeros_in_groups(6), "mixture(poisson, poisson)"),
        "its coefficients have flat priors (b_mu1_sx_1)",
    ),
    "a sum of columns in the rows of a component": (
        ("y ~ x + twice", twice_in_a_component(), TWO),
        "component 1 fits the rows equally well with coefficients that grow without bound, and "
        "its coefficients have flat priors (b_mu1_x, b_mu1_twice)",
    ),
    "a component of zeros": (
        ("y ~ x", zeros_and_counts(), COUNTS),
        "component 1 predicts only zeros, and its coefficients have flat priors (b_mu1_x): "
        "prior(normal(0, 2), b, dpar = mu1)",
    ),
    "a component of zeros, two covariates": (
        ("y ~ x + z", zeros_and_counts(2), COUNTS),
        "component 1 predicts only zeros, and its coefficients have flat priors (b_mu1_x, b_mu1_z)",
    ),
    "an empty component": (
        ("y ~ x", two_clusters()[lambda d: d["y"] < 2.5], TWO),
        "component 1 holds no rows",
    ),
    "components that overlap": (
        ("y ~ x", overlapping(), TWO),
        "holds no rows, and its coefficients have flat priors",
    ),
    "separation": (
        ("y ~ s", clusters_by_s().assign(y=lambda d: (d["s"] > 0).astype(int)), "bernoulli"),
        "the model separates the values of the response, and its coefficients have flat "
        "priors (b_s): prior(normal(0, 2), b)",
    ),
    "proportions of 0 and 1": (
        (pm.bf("y ~ 1", "theta2 ~ s"), clusters_by_s(), TWO),
        "a coefficient of theta2 tends to infinity",
    ),
    "a component on equal rows": (
        ("y ~ 1", equal_rows(), TWO),
        "sigma1 falls towards 0, and the density grows without bound: component 1 holds 27 rows "
        "where y = 0: prior(inv_gamma(3, 1), sigma1)",
    ),
    "a component on rows of a line": (
        ("y ~ x", equal_rows(lambda x: 1 + 2 * x), TWO),
        "rows which its predictor fits exactly",
    ),
    "sigma towards 0": (
        ("y ~ x", pd.DataFrame({"x": np.arange(20.0), "y": 3 + 2 * np.arange(20.0)}), "gaussian"),
        "sigma falls towards 0",
    ),
    "a predicted sigma towards 0": (
        (pm.bf("y ~ 1", "sigma ~ s"),
         clusters_by_s().assign(y=lambda d: np.where(d["s"] > 0, 3.0, d["y"])), "gaussian"),
        "(b_sigma_s): prior(normal(0, 2), b, dpar = sigma)",
    ),
    "a sum of columns": (
        ("y ~ x + twice", two_clusters(), TWO),
        "the data identify only a sum of coefficients with flat priors, not each of b_mu1_x, "
        "b_mu1_twice: prior(normal(0, 4), b, dpar = mu1)",
    ),
    "a sum of columns, y in other units": (
        ("y ~ x + twice", two_clusters(unit=1e5), TWO),
        "prior(normal(0, 400000), b, dpar = mu1)",
    ),
    "a sum of proportions": (
        (pm.bf("y ~ 1", "theta1 ~ x", "theta2 ~ x"), two_clusters(),
         "mixture(gaussian, gaussian, refcat = NA)"),
        "not each of b_theta1_x, b_theta2_x",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RUNNING)
def test_what_runs_away_is_named_with_its_component_and_a_prior(name):
    call, expected = RUNNING[name]
    lines, used = said(*call)
    assert any(expected in line for line in lines), lines
    assert used < 2 * BUDGET


def test_a_component_of_one_of_several_responses_holds_no_rows():
    """Responses without a common class have components of their own."""
    d = two_clusters()[lambda d: d["y"] < 2.5].assign(z=lambda d: np.cos(np.arange(len(d))))
    formula = pm.bf("y ~ x", family=TWO) + pm.bf("z ~ 1", family="gaussian")
    lines, _ = said(formula + pm.set_rescor(False), d, None)
    assert any("component 1 of 'y' holds no rows" in line for line in lines), lines


def test_the_rows_of_a_component_are_those_of_its_groups():
    d = pd.DataFrame({"id": np.repeat(np.arange(12), 5)})
    d["y"] = 4.0 * (d["id"] % 3 == 0) + np.random.default_rng(2).normal(size=60)
    draw = {"b_mu1_Intercept": 0.0, "b_mu2_Intercept": 4.0, "sigma1": 2.0, "sigma2": 2.0,
            "theta1": 0.5, "theta2": 0.5, "lprior": 0.0, "lp__": 0.0}  # fmt: skip
    family = 'mixture(gaussian, gaussian, gr = "id")'
    fit = pm.fit_from_draws("y ~ 1", d, family, pd.DataFrame([draw]))
    rows = _RowsAtPoint(fit.model, fit.posterior).rows(2, "")
    assert rows.tolist() == d["y"][d["id"] % 3 == 0].tolist()


def structural_zeros(seed, n=150):
    rng = np.random.default_rng(seed)
    x, some = rng.normal(size=n), rng.random(n) < 0.5
    return pd.DataFrame({"x": x, "y": np.where(some, 2 + rng.poisson(np.exp(1.5 + 0.4 * x)), 0)})


@pytest.mark.parametrize("seed", [1, 26, 27])
@pytest.mark.parametrize(
    "family", ["poisson", "negbinomial", "geometric", "zero_inflated_poisson",
               "zero_inflated_negbinomial"],
)  # fmt: skip
@pytest.mark.parametrize("order", ["'mu'", "'none'"])
def test_a_component_of_zeros_runs_away_in_every_family_of_counts(family, order, seed):
    mixture = f"mixture({family}, {family}, order = {order})"
    lines, _ = said("y ~ x", structural_zeros(seed), mixture)
    assert any("and its coefficients have flat priors (b_mu" in line for line in lines), lines
    held = [f"prior(normal(0, 1), b, dpar = mu{k})" for k in (1, 2)]
    assert said("y ~ x", structural_zeros(seed), mixture, held)[0] == []


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")
def test_brm_warns_before_it_samples_and_the_priors_of_the_warning_end_it():
    d = zeros_and_counts()
    with pytest.warns(pm.RunawayWarning, match="component 1 predicts only zeros") as caught:
        fit = pm.brm("y ~ x", d, COUNTS, chains=1, iter=300, seed=3, silent=2)
    assert np.abs(fit.draws["b_mu1_x"]).max() > 100
    kinds = [w.category for w in caught]
    assert kinds.index(pm.RunawayWarning) < kinds.index(pm.ConvergenceWarning)
    text = str(next(w.message for w in caught if w.category is pm.RunawayWarning))
    priors = [line.split(": ")[-1] for line in text.split("\n") if line.startswith("- ")]
    assert len(priors) == 2
    assert said("y ~ x", d, COUNTS, priors)[0] == []


def healthy(seed):
    """Yield models whose posteriors fall off in every direction, in several units."""
    rng = np.random.default_rng(seed)
    n = 120
    x, heap, g = rng.normal(size=n), rng.integers(2, size=n), rng.integers(12, size=n)
    y = 6.0 * heap + x + 0.4 * rng.normal(size=12)[g] + rng.normal(size=n)
    d = pd.DataFrame({"x": x, "y": y, "g": g})
    close = d.assign(y=2.3 * heap + 0.5 * x + rng.normal(size=n))
    yield "y ~ 1", close, TWO
    yield "y ~ x", close, TWO, [f"prior(normal(0, 3), b, dpar = mu{k})" for k in (1, 2)]
    yield "y ~ x", d, TWO
    yield "y ~ x + (1 | g)", d, TWO
    yield "y ~ s(x) + (1 | g)", d, TWO
    yield "y ~ gp(x, k = 5, c = 5/4)", d, TWO
    counts = rng.poisson(np.exp(np.where(heap, 3, 1) + 0.2 * x + rng.normal(0, 0.4, 12)[g]))
    yield "y ~ s(x) + (1 + x | g)", d.assign(y=counts), "mixture(poisson, poisson)"
    yield pm.bf("y ~ x", "theta2 ~ x"), d, TWO
    yield pm.bf("y ~ x", "sigma1 ~ x"), d, TWO
    yield "y ~ x", d.assign(y=1e6 * y, x=1e-4 * x), TWO
    yield "y ~ x", d.assign(y=1e-4 * y, x=1e4 * x), TWO
    yield "y ~ x", d.assign(y=y.round()), TWO
    yield "y ~ x", d, "mixture(student, student)"
    yield (
        "y ~ x",
        d.assign(y=rng.poisson(np.exp(np.where(heap, 3, 1) + 0.2 * x))),
        ("mixture(poisson, poisson)"),
    )
    yield "y ~ x", d.assign(y=(rng.random(n) < 1 / (1 + np.exp(-2 * x))).astype(int)), "bernoulli"
    yield "y ~ x", d.assign(y=1 + np.digitize(x + rng.logistic(size=n), [-1, 0, 1])), "cumulative"
    yield "y ~ x", d.assign(y=rng.negative_binomial(2, 0.3, size=n)), "negbinomial"
    yield (
        pm.bf("y ~ a * exp(k * x)", "a ~ 1", "k ~ 1 + x", nl=True),
        d.assign(y=500 * np.exp(0.002 * x) + rng.normal(size=n)), "gaussian",
        ["prior(normal(0, 1000), nlpar = a)", "prior(normal(0, 1), nlpar = k, coef = Intercept)"],
    )  # fmt: skip


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("at", range(len(list(healthy(0)))))
def test_nothing_is_said_of_healthy_models(seed, at):
    lines, used = said(*list(healthy(seed))[at])
    assert lines == []
    assert used < 2 * BUDGET


def test_fits_of_healthy_models_raise_no_warning_before_sampling():
    with warnings.catch_warnings():
        warnings.simplefilter("error", pm.RunawayWarning)
        pm.brm("y ~ x", two_clusters(), TWO, chains=2, iter=400, seed=1, silent=2)


def test_priors_alone_are_not_looked_at():
    with warnings.catch_warnings():
        warnings.simplefilter("error", pm.RunawayWarning)
        pm.brm("y ~ 1", equal_rows(), TWO, sample_prior="only", chains=1, iter=300, seed=1,
               silent=2)  # fmt: skip


def plateau(height):
    """Return the log density of a normal distribution over a plateau that far below its top."""

    def density(u):
        peak, flat = -0.5 * u[0] ** 2, -height
        top = np.logaddexp(peak, flat)
        slope = np.array([-u[0] * np.exp(peak - top), -u[1]])
        return float(top - 0.5 * u[1] ** 2), slope

    return density


@pytest.mark.parametrize(("height", "expected"), [(2.0, [1, -1]), (12.0, [1, -1]), (40.0, [])])
def test_a_plateau_counts_if_chains_can_reach_it(height, expected):
    density = plateau(height)
    found, _ = runaways(density, maximise(density, np.zeros(2)), [Free(0), Free(1)], 1000)
    assert [r.side for r in found] == expected
    assert all(r.free.at == 0 for r in found)


@pytest.mark.parametrize("tail", [1.0, 3.0])
def test_heavy_tails_are_no_plateau(tail):
    def density(u):
        value = -(tail + 1) / 2 * np.log1p(u[0] ** 2 / tail)
        return float(value), np.array([-(tail + 1) * u[0] / (tail + u[0] ** 2)])

    found, used = runaways(density, maximise(density, np.array([0.5])), [Free(0)], 1000)
    assert (found, used < 100) == ([], True)


def test_a_budget_ends_the_search():
    density = plateau(2.0)
    optimum = Optimum(np.zeros(2), density(np.zeros(2))[0], 0.0, 1)
    assert runaways(density, optimum, [Free(0), Free(1)], 1) == ([], 4)


def test_directions_in_which_the_density_falls_little_are_examined_first() -> None:
    """Thirty coordinates are held, and the last one runs away: the budget suffices for few."""

    def density(u: np.ndarray) -> tuple[float, np.ndarray]:
        slope = 1 / (1 + np.exp(u[-1]))
        value = -0.5 * u[:-1] @ u[:-1] + np.log1p(-slope)
        return float(value), np.r_[-u[:-1], slope]

    optimum = Optimum(np.r_[np.zeros(30), 9.0], density(np.r_[np.zeros(30), 9.0])[0], 1e-4, 1)
    free = [Free(at) for at in range(31)]
    found, used = runaways(density, optimum, free, 2 * 31 + 4 * 31 + 1)
    assert [(each.free.at, each.side) for each in found] == [(30, 1)]
    assert used < 400
