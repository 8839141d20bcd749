"""Marginal likelihoods of fits, compared with known evidence."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from scipy import integrate, special, stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, PybrmsWarning
from pybrms_mix.results.fit import Fit
from pybrms_mix.sampling.proposal import Halves

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")

KEPT = {"save_pars": pm.save_pars(all=True), "chains": 2, "iter": 3000, "seed": 1, "silent": 2}
LARGEST = 0.03  # 6,000 draws: a relative error of one to two per cent


def near(fit: Fit, expected: float) -> None:
    found = pm.bridge_sampler(fit, seed=1, backend="stanli")
    assert found.logml == pytest.approx(expected, abs=LARGEST)
    assert found.iterations[0] > 0
    assert np.sqrt(found.re2[0]) < LARGEST / 2


def normal(seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=20)
    return pd.DataFrame({"x": x, "y": 1 + 0.5 * x + rng.normal(size=20)})


def test_the_evidence_of_a_regression_with_a_known_spread_is_that_of_its_normal() -> None:
    data = normal()
    priors = ["prior(normal(0, 2), Intercept)", "prior(normal(0, 1), b)"]
    fit = pm.brm("bf(y ~ x, sigma = 1)", data, "gaussian", priors, **KEPT)
    x = data["x"] - data["x"].mean()
    covariance = np.eye(20) + 4 + np.outer(x, x)
    expected = stats.multivariate_normal(np.zeros(20), covariance).logpdf(data["y"])
    near(fit, float(expected))


def test_the_evidence_of_a_binomial_under_a_beta_is_that_of_its_beta_binomial() -> None:
    data = pd.DataFrame({"y": [3, 7, 5], "n": [10, 12, 9]})
    fit = pm.brm(
        "y | trials(n) ~ 0 + Intercept", data, 'binomial("identity")',
        "prior(beta(2, 3), b, lb = 0, ub = 1)", **KEPT,
    )  # fmt: skip
    y, n = data["y"], data["n"]
    chosen = np.log(special.comb(n, y)).sum()
    a, b = 2 + y.sum(), 3 + (n - y).sum()
    near(fit, float(chosen + special.betaln(a, b) - special.betaln(2, 3)))


def test_the_evidence_of_a_mixture_is_that_of_quadrature() -> None:
    y = np.array([-1.2, -0.8, 1.1, 0.9, 1.3])
    fit = pm.brm(
        "bf(y ~ 0 + Intercept, mu1 ~ 1, mu2 ~ 1, sigma1 = 0.5, sigma2 = 0.5)",
        pd.DataFrame({"y": y}),
        "mixture(gaussian, gaussian, order = FALSE)",
        [
            "prior(constant(-1), Intercept, dpar = mu1)",
            "prior(constant(1), Intercept, dpar = mu2)",
            "prior(dirichlet(2, 3), theta)",
        ],
        **KEPT,
    )  # fmt: skip

    def joint(theta: float) -> float:
        density = theta * stats.norm.pdf(y, -1, 0.5) + (1 - theta) * stats.norm.pdf(y, 1, 0.5)
        return float(np.prod(density) * stats.beta.pdf(theta, 2, 3))

    near(fit, float(np.log(integrate.quad(joint, 0, 1)[0])))


def test_the_evidence_of_groups_is_that_of_their_covariance() -> None:
    rng = np.random.default_rng(2)
    data = pd.DataFrame({"g": np.repeat(list("abcd"), 4), "y": rng.normal(size=16)})
    priors = [
        "prior(constant(0.8), sd)", "prior(normal(0, 2), Intercept)", "prior(constant(1), sigma)"
    ]  # fmt: skip
    fit = pm.brm("y ~ 1 + (1 | g)", data, "gaussian", priors, **KEPT)
    covariance = np.eye(16) + 4 + 0.64 * np.kron(np.eye(4), np.ones((4, 4)))
    expected = stats.multivariate_normal(np.zeros(16), covariance).logpdf(data["y"])
    near(fit, float(expected))


@pytest.fixture(scope="module")
def fits() -> tuple[Fit, Fit]:
    sigma = "prior(exponential(1), sigma)"
    first = ["prior(normal(0, 2), Intercept)", sigma]
    with_x = pm.brm("y ~ x", normal(), "gaussian", [*first, "prior(normal(0, 1), b)"], **KEPT)
    without = pm.brm("y ~ 1", normal(), "gaussian", first, **KEPT)
    return with_x, without


def test_a_seed_gives_the_same_estimate_and_repetitions_others(fits: tuple[Fit, Fit]) -> None:
    fit, _ = fits
    one, again = (pm.bridge_sampler(fit, seed=1).logml for _ in range(2))
    assert one == again
    several = fit.bridge_sampler(repetitions=3, seed=1)
    assert several.estimates[0] == one
    assert len(set(several.estimates)) == 3


def test_models_are_compared_by_their_evidence(fits: tuple[Fit, Fit]) -> None:
    with_x, without = (pm.add_criterion(f, "marglik", seed=1) for f in fits)
    difference = with_x.criteria["marglik"].logml - without.criteria["marglik"].logml
    assert pm.bayes_factor(with_x, without, log=True).bf == difference
    weights = pm.model_weights(with_x, without, weights="bma")
    assert weights["with_x"] == pytest.approx(1 / (1 + np.exp(-difference)))


def test_a_fit_without_its_own_parameters_is_refused_in_brms_words() -> None:
    fit = pm.brm("y ~ 1", normal(), "gaussian", chains=1, iter=50, seed=1, silent=2)
    with (
        pytest.warns(PybrmsWarning),
        pytest.raises(InvalidArgument, match="Perhaps you did not set 'save_pars = save_pars"),
    ):
        fit2 = pm.update(fit, "~ . + x", normal(), seed=1)
        pm.bridge_sampler(fit2)


def test_flat_priors_are_warned_of_by_name() -> None:
    fit = pm.brm("y ~ x", normal(), "gaussian", **{**KEPT, "iter": 200})
    with pytest.warns(PybrmsWarning, match="not defined under flat priors: b_x"):
        pm.bridge_sampler(fit, seed=1)


def test_too_few_draws_are_refused(fits: tuple[Fit, Fit]) -> None:
    short = pm.update(fits[0], chains=1, iter=8, seed=1)
    with pytest.raises(InvalidArgument, match="are too few for 3 parameters"):
        pm.bridge_sampler(short)
    with pytest.raises(InvalidArgument, match="must be at least 1"):
        pm.bridge_sampler(short, repetitions=0)


def three_or_two(
    count: int, order: str, priors: list[str], thetas: str, data: pd.DataFrame | None = None,
    seed: int = 1,
) -> Fit:  # fmt: skip
    """Fit clusters with the default numbers of chains and draws."""
    given = ", ".join(f"sigma{k} = 0.7" for k in range(1, count + 1))
    return pm.brm(
        f"bf(y ~ 1, {given}{thetas})", CLUSTERS if data is None else data,
        f"mixture(gaussian, nmix = {count}, order = {order})",
        priors, **{**KEPT, "chains": 4, "iter": 2000, "seed": seed},
    )  # fmt: skip


CLUSTERS = pd.DataFrame({"y": [-2.1, -1.6, -1.9, 0.1, 0.4, 1.9, 2.3, 2.0, 1.7]})
# One row here and thirteen there: an order of the proportions leaves one mode.
UNEQUAL = pd.DataFrame({"y": [-2.0, *np.linspace(1.2, 2.8, 13)]})
LOCATIONS = np.linspace(-8, 8, 161)


def evidence(priors: list[stats.rv_continuous], *, ordered: bool) -> float:
    """Return the log evidence of clusters with equal proportions, by a grid over the means."""
    y, count = CLUSTERS["y"].to_numpy(), len(priors)
    density = stats.norm.pdf(y[:, None], LOCATIONS, 0.7) / count
    grids = np.meshgrid(*[np.arange(len(LOCATIONS))] * count, indexing="ij")
    logs = sum(p.logpdf(LOCATIONS[g]) for p, g in zip(priors, grids, strict=True))
    chance = np.exp(logs)
    inside = np.ones_like(chance)
    for a, b in pairwise(grids):
        inside *= np.where(a < b, 1.0, np.where(a == b, 0.5, 0.0)) if ordered else 1.0
    if count == 3 and ordered:
        same = (grids[0] == grids[1]) & (grids[1] == grids[2])
        inside[same] = 1 / 6
    joint = chance * inside
    for row in density:
        joint = joint * sum(row[g] for g in grids)
    return float(np.log(joint.sum() / (chance * inside).sum()))


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("order", ["'mu'", "'none'"])
def test_the_evidence_of_a_mixture_is_the_same_with_and_without_an_order(
    count, order, seed
) -> None:
    priors = [f"prior(normal(0, 2), Intercept, dpar = mu{k})" for k in range(1, count + 1)]
    thetas = "".join(f", theta{k} = 1" for k in range(1, count + 1))
    fit = three_or_two(count, order, priors, thetas, seed=seed)
    expected = evidence([stats.norm(0, 2)] * count, ordered=False)
    found = pm.bridge_sampler(fit, seed=seed)
    assert found.logml == pytest.approx(expected, abs=0.02)
    assert abs(found.logml - expected) < 4 * np.sqrt(found.re2[0])


@pytest.mark.parametrize("count", [2, 3])
def test_the_evidence_under_an_order_is_divided_by_its_prior_probability(count) -> None:
    centres = (0, 1, 2)[:count]
    priors = [f"prior(normal({c}, 2), Intercept, dpar = mu{k})" for k, c in enumerate(centres, 1)]
    thetas = "".join(f", theta{k} = 1" for k in range(1, count + 1))
    fit = three_or_two(count, "'mu'", priors, thetas)
    expected = evidence([stats.norm(c, 2) for c in centres], ordered=True)
    assert pm.bridge_sampler(fit, seed=1).logml == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("order", ["'mu'", "'theta'", "'none'"])
def test_the_evidence_with_proportions_does_not_depend_on_what_orders_components(order) -> None:
    fit = three_or_two(2, order, [
        "prior(normal(0, 2), Intercept, dpar = mu1)", "prior(normal(0, 2), Intercept, dpar = mu2)",
        "prior(dirichlet(2, 2), theta)",
    ], "", UNEQUAL)  # fmt: skip
    y, theta = UNEQUAL["y"].to_numpy(), (np.arange(200) + 0.5) / 200
    weight = np.exp(stats.norm(0, 2).logpdf(LOCATIONS)) * (LOCATIONS[1] - LOCATIONS[0])
    joint = (weight[:, None] * weight)[..., None] * stats.beta(2, 2).pdf(theta) / 200
    density = stats.norm.pdf(y[:, None], LOCATIONS, 0.7)
    for row in density:
        joint = joint * (row[:, None, None] * theta + row[None, :, None] * (1 - theta))
    expected = float(np.log(joint.sum()))
    assert pm.bridge_sampler(fit, seed=1).logml == pytest.approx(expected, abs=0.02)


def test_priors_of_unknown_order_are_warned_of() -> None:
    fit = three_or_two(2, "'mu'", [
        "prior(normal(0, 2), Intercept, dpar = mu1)",
        "prior(skew_normal(0, 2, 1), Intercept, dpar = mu2)",
    ], ", theta1 = 1, theta2 = 1")  # fmt: skip
    with pytest.warns(PybrmsWarning, match="prior probability of the order of the components is"):
        pm.bridge_sampler(fit, seed=1)


def test_the_proposal_of_ordered_vectors_integrates_to_one_over_the_points_in_order() -> None:
    """A sorted normal distribution has the sum of the densities of all orders."""
    rng = np.random.default_rng(1)
    points = np.sort(rng.normal([0.0, 0.5], [1.0, 0.7], size=(2, 200, 2)), axis=2)
    half, _ = Halves.both(points, [np.array([0, 1])])
    grid = np.linspace(-6, 6, 601)
    pairs = np.array([(a, b) for a in grid for b in grid if a < b])
    total = np.exp(half.log_density(pairs)).sum() * (grid[1] - grid[0]) ** 2
    assert total == pytest.approx(1, abs=0.01)
    drawn = half.sample(20_000, rng)
    assert (drawn[:, 0] <= drawn[:, 1]).all()
    weights = np.exp(half.log_density(pairs))
    expected = weights @ pairs / weights.sum()
    np.testing.assert_allclose(drawn.mean(axis=0), expected, atol=0.03)


def test_vectors_with_very_many_orders_are_not_sorted() -> None:
    points = np.sort(np.random.default_rng(1).normal(size=(2, 200, 8)), axis=2)
    half, _ = Halves.both(points, [np.arange(8)])
    assert len(half.orders) == 1
    assert len(half.vectors) == 0
