"""Modes combined by mass or by stacking, compared with quadrature and symmetry."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from scipy.special import logsumexp
from scipy.stats import norm

import pybrms_mix as pm
from pybrms_mix.results.mixture.combine import resampled

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

FACTOR = 1.5  # the largest ratio between a mass and its reference
FREE = "mixture(gaussian, gaussian, order = 'none')"
FIXED = "bf(y ~ 1, sigma1 = 0.3, sigma2 = 2, theta1 = 1, theta2 = 1)"
PRIOR = [f"prior(normal(0, 3), Intercept, dpar = mu{k})" for k in (1, 2)]
# A component of spread 0.3 is denser on the four close values, but the twelve others are more.
UNEVEN = pd.DataFrame({
    "y": [
        -1.77, -1.72, -1.68, -1.63, 0.62, 0.82, 1.01, 1.21, 1.41, 1.6, 1.8, 1.99, 2.19, 2.39, 2.58,
        2.78, -3.0, -1.5, 0.0, 1.5, 3.0,
    ]
})  # fmt: skip


def quadrature():
    """Return a grid, the posterior of both means on it, and the log density."""
    y, one, two = UNEVEN["y"].to_numpy(), np.linspace(-6, 6, 601), np.linspace(-6, 6, 201)
    logs = np.logaddexp(
        norm.logpdf(y[:, None, None], one[:, None], 0.3), norm.logpdf(y[:, None, None], two, 2)
    ).sum(axis=0)
    logs += norm.logpdf(one, 0, 3)[:, None] + norm.logpdf(two, 0, 3)
    return one, two, np.exp(logs - logsumexp(logs)), logs


def right():
    """Return the mass of the mode on the right, and the difference of the maximal log densities."""
    one, _, posterior, logs = quadrature()
    share = posterior.sum(axis=1)
    middle = np.abs(one) < 1
    cut = one[middle][share[middle].argmin()]
    return share[one > cut].sum(), logs[one > cut].max() - logs[one < cut].max()


@pytest.fixture(scope="module")
def uneven():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pm.PybrmsWarning)
        return pm.brm(FIXED, UNEVEN, FREE, PRIOR, chains=4, iter=2000, seed=1, silent=2)


@pytest.mark.parametrize("masses", [lambda fit: fit.run.modes, pm.mode_masses])
def test_masses_are_those_of_quadrature(uneven, masses):
    mass, higher = right()
    assert mass > 0.7
    assert higher < -0.2
    found = masses(uneven)
    assert found.log_densities[0] < found.log_densities[1]
    assert 1 / FACTOR < found.masses[0] / mass < FACTOR
    assert 1 / FACTOR < found.masses[1] / (1 - mass) < FACTOR


def test_masses_by_bridge_sampling_are_within_a_few_per_cent(uneven):
    found = pm.mode_masses(uneven)
    assert found.approach == "bridge sampling"
    assert found.masses[0] == pytest.approx(right()[0], abs=0.02)
    assert len(found.differences) == 2


def test_modes_put_together_by_mass_are_the_posterior(uneven):
    one, two, posterior, _ = quadrature()
    split = pm.by_mode(uneven, pm.mode_masses(uneven), combine="mass")
    for name, values, share in (
        ("b_mu1_Intercept", one, posterior.sum(axis=1)),
        ("b_mu2_Intercept", two, posterior.sum(axis=0)),
    ):
        mean = (share * values).sum()
        sd = np.sqrt((share * values**2).sum() - mean**2)
        assert split.combined.loc[name, "Estimate"] == pytest.approx(mean, abs=0.08 * sd)
        assert split.combined.loc[name, "Est.Error"] == pytest.approx(sd, rel=0.05)


def test_weights_and_the_combined_fit_agree(uneven):
    split = pm.by_mode(uneven, combine="mass")
    assert split.weights.shape == split.which.shape
    assert split.weights.sum() == pytest.approx(1)
    for at, mass in enumerate(split.modes.masses[:2]):
        assert split.weights[split.which == at + 1].sum() == pytest.approx(mass, abs=1e-6)
    weighted = (split.weights * uneven.draws.values[:, :, 0]).sum()
    assert split.fit.draws.values[:, :, 0].mean() == pytest.approx(weighted, abs=0.01)
    assert pm.pp_mixture(split.fit).shape == pm.pp_mixture(uneven).shape
    assert split.fit.stats["lp__"].shape == uneven.stats["lp__"].shape
    assert "All modes together" in str(split)


def test_the_warning_says_what_the_combined_draws_are(uneven):
    with pytest.warns(pm.PybrmsWarning, match=r"by their masses: \d+%, \d+% \(by Laplace"):
        pm.by_mode(uneven, combine="mass")
    with pytest.warns(pm.PybrmsWarning, match=r"by bridge sampling\)\. A mode that the searches"):
        pm.by_mode(uneven, pm.mode_masses(uneven), combine="mass")
    with pytest.warns(pm.PybrmsWarning, match=r"not the posterior probabilities of the modes"):
        pm.by_mode(uneven, combine="stacking")


def test_stacking_weights_chains(uneven):
    split = pm.by_mode(uneven, combine="stacking")
    chains = split.weights.sum(axis=1)
    assert chains.sum() == pytest.approx(1)
    assert (split.weights == split.weights[:, :1]).all()
    expected = pm.model_weights(*[
        pm.fit_from_draws(FIXED, UNEVEN, FREE, uneven.draws.to_frame().query(f"`.chain` == {k}"),
                          PRIOR)
        for k in range(1, 5)
    ], model_names=list("abcd"))  # fmt: skip
    modes = [np.bincount(w).argmax() for w in split.which]
    for mode in (1, 2):  # between chains of one mode the weights are arbitrary
        mine = chains[np.equal(modes, mode)].sum()
        assert mine == pytest.approx(expected.to_numpy()[np.equal(modes, mode)].sum(), abs=0.05)


def test_modes_that_are_reflections_stay_equal():
    heap = norm.ppf((np.arange(20) + 0.5) / 20) * 0.7
    d = pd.DataFrame({"y": np.concatenate([heap + centre for centre in (0, 6, 12)])})
    prior = [f"prior(normal(6, 6), Intercept, dpar = mu{k})" for k in (1, 2)]
    prior += [f"prior(gamma(5, 2), class = sigma{k})" for k in (1, 2)]
    fit = pm.brm("y ~ 1", d, "mixture(gaussian, gaussian, order = 'mu')", prior, chains=3,
                 iter=1000, seed=3, silent=2)  # fmt: skip
    np.testing.assert_allclose(pm.mode_masses(fit).masses, 0.5, atol=0.05)
    split = pm.by_mode(fit, combine="mass")
    assert split.combined.loc["theta1", "Estimate"] == pytest.approx(0.5, abs=0.02)
    assert split.overview["draws"].tolist() == [2 / 3, 1 / 3]


def test_a_mode_without_draws_cannot_be_put_together(uneven):
    first = pm.by_mode(uneven).which[0]  # a chain may pass between the modes
    inside = first == np.bincount(first).argmax()
    alone = uneven.draws.to_frame().query("`.chain` == 1")[inside]
    fit = pm.fit_from_draws(FIXED, UNEVEN, FREE, alone, PRIOR)
    modes = uneven.run.modes
    with pytest.raises(
        pm.InvalidArgument, match=r"holds .* of the mass, but no chain has draws in it"
    ):
        pm.by_mode(fit, modes, combine="mass")
    with pytest.raises(pm.InvalidArgument, match=r"draws are in mode \d: bridge sampling"):
        pm.mode_masses(fit, modes)


def test_another_way_to_combine_is_refused(uneven):
    with pytest.raises(pm.InvalidArgument, match="'combine' must be one of 'mass', 'stacking'"):
        pm.by_mode(uneven, combine="density")


def test_draws_are_resampled_in_proportion_to_their_weights():
    weights = np.array([[0.5, 0.0, 0.1], [0.1, 0.3, 0.0]])
    counts = np.bincount(resampled(np.tile(weights / 100, (100, 1))), minlength=600)
    np.testing.assert_allclose(counts, 6 * np.tile(weights, (100, 1)).ravel(), atol=1)
    assert counts.sum() == 600
