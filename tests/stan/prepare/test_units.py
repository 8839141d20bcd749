"""The search for modes does not depend on the units of the response."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.stan.prepare.coordinate_units import units
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
