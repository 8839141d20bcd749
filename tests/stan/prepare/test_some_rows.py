"""With many rows, the search for modes begins on a sample of them and ends on all of them."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from benchmarks.shapes import SHAPES
from pybrms_mix.build.build import build
from pybrms_mix.sampling import some_rows as sampling
from pybrms_mix.stan.data import data
from pybrms_mix.stan.engines.stanli import StanliProgram

MIX = "mixture(gaussian, gaussian)"


@pytest.fixture
def gradients(monkeypatch):
    """Let searches begin on 1,500 rows where there are more than 3,000; count gradients by rows."""
    monkeypatch.setattr(sampling, "MOST", 3000)
    monkeypatch.setattr(sampling, "SAMPLED", 1500)
    counts = Counter()
    density = StanliProgram.log_density

    def counted(self, u):
        counts[int(self._data["N"])] += 1
        return density(self, u)

    monkeypatch.setattr(StanliProgram, "log_density", counted)
    return counts


def three_clusters(each: int) -> pd.DataFrame:
    z = stats.norm.ppf((np.arange(each) + 0.5) / each)
    return pd.DataFrame({"y": np.concatenate([0.7 * z + centre for centre in (0, 6, 12)])})


def test_masses_are_those_of_all_rows(gradients):
    """The reflection of the data makes two modes of equal mass, which no sample of rows has."""
    prior = [*(f"prior(normal(6, 6), Intercept, dpar = mu{k})" for k in (1, 2)),
             *(f"prior(gamma(5, 2), sigma{k})" for k in (1, 2))]  # fmt: skip
    model = pm.brm("y ~ 1", three_clusters(1200), MIX, prior, empty=True)
    found = pm.find_modes(model)
    np.testing.assert_allclose(sorted(found.masses)[-2:], [0.5, 0.5], atol=0.02)
    one, other = (point[found.names.index("theta1")] for point in found.points[:2])
    assert one + other == pytest.approx(1, abs=1e-3) and abs(one - other) > 0.3
    assert gradients[1500] > 500 and gradients[3600] > 0


@pytest.mark.parametrize("formula", ["y ~ x", "bf(y ~ x, theta2 ~ x)", "y ~ x + (1 | g)"])
def test_the_modes_are_those_of_a_search_on_all_rows(formula, gradients, monkeypatch):
    rng = np.random.default_rng(4)
    x, g = rng.normal(size=4000), rng.integers(0, 6, 4000)
    y = np.where(rng.random(4000) < 0.6, 2 + x, -2 - x) + 0.3 * g + rng.normal(size=4000)
    model = pm.brm(formula, pd.DataFrame({"x": x, "g": g, "y": y}), MIX, empty=True)
    few = pm.find_modes(model)
    on_all = gradients[4000]
    monkeypatch.setattr(sampling, "MOST", 4000)
    whole = pm.find_modes(model)
    assert on_all < 0.5 * (gradients[4000] - on_all)
    assert len(few.masses) == len(whole.masses) == 1
    np.testing.assert_allclose(few.points[0], whole.points[0], rtol=1e-2, atol=0.02)
    np.testing.assert_allclose(few.log_densities, whole.log_densities, atol=0.01)


def test_a_call_samples_all_rows_after_a_search_on_some(gradients):
    formula, d, family, prior = SHAPES["two gaussians"](np.random.default_rng(1))
    big = pd.concat([d] * 12, ignore_index=True)
    big["y"] += np.random.default_rng(2).normal(scale=0.01, size=len(big))
    fit = pm.brm(formula, big, family, prior, chains=2, iter=400, warmup="auto", seed=1, silent=2)
    assert gradients[len(big)] < 200 < gradients[1500]
    error = 2.4 / np.sqrt(len(big))
    assert np.std(fit.draws.values[:, :, fit.draws.index("b_mu2_x")]) < 2 * error
    assert float(pm.rhat(fit).max()) < 1.05


def test_a_coefficient_that_runs_away_on_all_rows_is_warned_of(gradients):
    rng = np.random.default_rng(5)
    d = pd.DataFrame({"x": rng.normal(size=4000)})
    d["y"] = (d["x"] > 0).astype(int)
    with pytest.warns(pm.RunawayWarning, match="separates"):
        pm.brm("y ~ x", d, "bernoulli", chains=1, iter=400, seed=1, silent=2)
    assert gradients[1500] and gradients[4000]


def some(formula, d, family=MIX, **more):
    model = build(formula, d, family, **more).model
    return sampling.some_rows(model, data(model, prior_only=False))


def test_rows_of_whole_groups_are_not_sampled(gradients):
    rng = np.random.default_rng(6)
    d = pd.DataFrame({"y": rng.normal(size=4000), "g": np.repeat(np.arange(400), 10)})
    found = some("y ~ 1", d)
    assert found is not None and found["N"] == len(found["Y"]) == 1500
    assert set(found["Y"]) <= set(d["y"])
    assert some("y ~ 1", d[:3000]) is None
    assert some("y ~ 1", d, "mixture(gaussian, gaussian, gr = 'g')") is None
