"""The search for modes does not depend on the units of the response."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.stan.engines.protocol import Walk
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.prepare.coordinate_units import units
from pybrms_mix.stan.prepare.in_units import InUnits
from pybrms_mix.stan.prepare.optimum import curvature, maximise
from pybrms_mix.stan.prepare.surface import Joint

SHARP = np.array([1e-14, 1.0, 1e10])
CENTRE = np.array([3e7, 0.5, 1e-5])


def normal(u):
    away = u - CENTRE
    return -0.5 * float(away @ (SHARP * away)), -SHARP * away


def test_units_are_standard_deviations_where_they_are_far_from_one():
    found, used = units(normal, CENTRE)
    np.testing.assert_allclose(found, [1e7, 1.0, 1e-5], rtol=1e-3)
    assert used < 3 * 30


def test_a_search_in_units_finds_the_maximum_and_the_mass():
    found, _ = units(normal, CENTRE + 0.5 * SHARP**-0.5)
    optimum = maximise(normal, CENTRE + SHARP**-0.5, units=found)
    np.testing.assert_allclose((optimum.point - CENTRE) * np.sqrt(SHARP), 0, atol=1e-4)
    scaled = curvature(normal, optimum.point, units=found)
    np.testing.assert_allclose(scaled, np.diag(SHARP * found**2), atol=1e-5)
    mode, _ = Joint(normal, found).mode(optimum)
    assert mode.log_mass == pytest.approx(1.5 * np.log(2 * np.pi) - 0.5 * np.log(SHARP).sum())
    np.testing.assert_allclose(mode.factor @ mode.factor.T, np.diag(1 / SHARP), rtol=1e-4)
    assert Joint(normal).mode(optimum)[0] is None  # badly conditioned in the coordinates themselves


def rows(unit):
    rng = np.random.default_rng(1)
    x, second = rng.normal(size=120), rng.random(120) < 0.4
    y = np.where(second, 5.0, 0.0) + 0.5 * x + rng.normal(size=120)
    return pd.DataFrame({"y": unit * y, "x": x, "f": np.where(x > 0, "b", "a")})


def scaled_priors(unit):
    priors = [(5, "b"), (9, "Intercept")]
    held = [f"prior(normal(0, {s * unit}), {c}, dpar = mu{k})" for s, c in priors for k in (1, 2)]
    return [*held, *(f"prior(normal(0, {3 * unit}), sigma{k})" for k in (1, 2))]


@pytest.mark.parametrize("order", ["'mu'", "'none'"])
@pytest.mark.parametrize("unit", [1e-9, 1e-6, 1e6, 1e9])
def test_modes_and_masses_are_those_in_other_units(unit, order):
    """With priors in the same units, the posterior is the same."""
    family = f"mixture(gaussian, gaussian, order = {order})"
    found = {
        u: pm.find_modes(pm.brm("y ~ f", rows(u), family, scaled_priors(u), empty=True))
        for u in (1.0, unit)
    }
    here, there = found[1.0], found[unit]
    assert there.matter == here.matter >= 1
    np.testing.assert_allclose(there.masses[: here.matter], here.masses[: here.matter], atol=0.02)
    at = [here.names.index(f"b_mu{k}_Intercept") for k in (1, 2)]  # labels may be exchanged
    scaled = np.sort(np.array(there.points[0])[at]) / unit
    np.testing.assert_allclose(scaled, np.sort(np.array(here.points[0])[at]), rtol=1e-3)


@pytest.mark.parametrize("unit", [1e-9, 1e-6, 1e6])
def test_draws_are_those_in_other_units(unit):
    """With priors in the same units, the posterior is the same."""
    family = "mixture(gaussian, gaussian, order = 'mu')"
    fits = [
        pm.brm("y ~ x", rows(u), family, scaled_priors(u), seed=3, iter=1500, silent=2)
        for u in (1.0, unit)
    ]
    here, there = (fit.draws.to_frame()[["b_mu1_x", "b_mu2_Intercept", "sigma2"]] for fit in fits)
    there = there / unit
    np.testing.assert_allclose(there.std(), here.std(), rtol=0.15)
    np.testing.assert_allclose((there.mean() - here.mean()) / here.std(), 0, atol=0.15)
    assert float(pm.rhat(fits[1]).max()) < 1.02
    assert not fits[1].stats["divergent__"].any()


def test_a_single_family_is_sampled_in_tiny_units_as_well():
    data = rows(1e-6)
    prior = ["prior(normal(0, 1e-5), Intercept)", "prior(normal(0, 1e-5), b)",
             "prior(normal(0, 1e-5), sigma)"]  # fmt: skip
    fit = pm.brm("y ~ x", data, "gaussian", prior, seed=3, iter=1000, silent=2)
    x = np.c_[np.ones(len(data)), data["x"]]
    expected = np.linalg.lstsq(x, data["y"], rcond=None)[0]
    found = fit.draws.to_frame()[["b_Intercept", "b_x"]]
    np.testing.assert_allclose((found.mean() - expected) / found.std(), 0, atol=0.1)
    assert float(pm.rhat(fit).max()) < 1.02


def test_the_tuning_of_a_fit_in_tiny_units_is_that_of_its_parameters():
    """A further fit tries the tuning, whose units are those of the program."""
    family = "mixture(gaussian, gaussian, order = 'mu')"
    first = pm.brm("y ~ x", rows(1e-6), family, scaled_priors(1e-6), seed=3, warmup="auto",
                   silent=2)  # fmt: skip
    scales = np.sqrt(np.diag(first.run.tuning.metric))
    assert scales.min() < 1e-5
    assert scales.max() > 0.01
    again = pm.update(first, seed=4, silent=2)
    assert float(pm.rhat(again).max()) < 1.02
    assert again.run.gradients < first.run.gradients


def test_gradients_that_measure_the_units_are_counted(monkeypatch):
    def measured_dearly(density, point):
        scales, _ = units(density, point)
        return scales, 10_000_000

    monkeypatch.setattr("pybrms_mix.stan.engines.engine.units", measured_dearly)
    family = "mixture(gaussian, gaussian, order = 'mu')"
    fit = pm.brm("y ~ x", rows(1e-6), family, scaled_priors(1e-6), chains=1, seed=3, iter=400,
                 silent=2)  # fmt: skip
    assert fit.run.gradients > 10_000_000


class Recorded:
    """A program that records the points and tunings that it runs with."""

    dimension = 2

    def log_density(self, u):
        return -0.5 * float(u @ u), -u

    def walk(self, starts, draws, tuning, settings, seed):
        self.starts, self.tuning = starts, tuning
        points = np.repeat(starts[:, None], draws, axis=1)
        flat = np.zeros(points.shape[:2])
        return Walk(points, flat, flat, flat > 0)

    def sample_tuned(self, settings, starts, progress, tunings, brief=0):
        self.starts, self.tuning = starts, tunings[0]

    def sample_from(self, settings, starts, progress, metric):
        self.starts, self.metric = starts, metric


def test_a_program_in_other_units_has_the_density_and_the_metric_of_the_original():
    original, scales = Recorded(), np.array([1e-6, 10.0])
    scaled, point = InUnits(original, scales), np.array([2.0, 3.0])
    value, gradient = scaled.log_density(point)
    assert value == original.log_density(point * scales)[0]
    np.testing.assert_allclose(gradient, -point * scales**2)
    covariance = np.array([[1.0, 0.5], [0.5, 2.0]])
    for metric, expected in (
        (np.array([1.0, 2.0]), [1e-12, 200.0]),
        (covariance, covariance * np.outer(scales, scales)),
    ):
        tuning = Tuning(metric, 0.3)
        walk = scaled.walk(point[None], 3, tuning, Settings(seed=1), 1)
        np.testing.assert_allclose(original.tuning.metric, expected)
        np.testing.assert_allclose(walk.points, np.broadcast_to(point, (1, 3, 2)))
        scaled.sample_tuned(Settings(seed=1), point[None], None, [tuning])
        np.testing.assert_allclose(original.tuning.metric, expected)
        np.testing.assert_allclose(original.starts, [point * scales])
        back = scaled.settings(Settings(tuning=original.tuning)).tuning
        np.testing.assert_allclose(back.metric, metric)
    scaled.sample_from(Settings(seed=1), point[None], None, np.array([1.0, 2.0]))
    np.testing.assert_allclose(original.metric, [1e-12, 200.0])
