"""Modes between which chains pass are one mode, and masses by importance sampling are exact.

References: mixtures of two distributions in two dimensions, whose weights are the masses.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from scipy import stats

from pybrms_mix.model.tuning import Tuning
from pybrms_mix.stan.engines.protocol import Walk
from pybrms_mix.stan.prepare.mode_masses import Modes
from pybrms_mix.stan.prepare.optimum import maximise
from pybrms_mix.stan.prepare.passages import passable
from pybrms_mix.stan.prepare.surface import Joint
from pybrms_mix.stan.prepare.weighed_modes import weighed


def numeric(log_density):
    """Return the density with its gradient by central differences."""

    def density(u):
        steps = 1e-5 * np.eye(len(u))
        slope = [(log_density(u + s) - log_density(u - s)) / 2e-5 for s in steps]
        return float(log_density(u)), np.array(slope)

    return density


def found_at(density, starts):
    """Return the modes at the ends of searches, each with Laplace's mass."""
    modes = [Joint(density).mode(maximise(density, np.array(s, float)))[0] for s in starts]
    order = sorted(modes, key=lambda m: -m.log_mass)
    return Modes(tuple(order), order.index(modes[0]), len(modes), 0)


def nearest(points, maxima):
    centres = np.array([m.point for m in maxima])
    return np.linalg.norm(points[:, None] - centres[None], axis=2).argmin(axis=1)


def skew(shape, weight=0.4):
    """Return a skew mode beside a normal one, and the mass of the first."""
    one = stats.skewnorm(shape, -6, 2.5)

    def log_density(u):
        a = np.log(weight) + one.logpdf(u[0]) + stats.norm.logpdf(u[1])
        b = np.log(1 - weight) + stats.norm.logpdf(u[0], 6, 1) + stats.norm.logpdf(u[1], 0, 2)
        return np.logaddexp(a, b)

    return numeric(log_density), weight


def heavy(freedom, weight=0.6):
    """Return a mode with heavy tails beside a normal one, and the mass of the first."""

    def log_density(u):
        tail = stats.t.logpdf(u, freedom, loc=[-9, 0]).sum()
        return np.logaddexp(
            np.log(weight) + tail, np.log(1 - weight) + stats.norm.logpdf(u, [9, 0]).sum()
        )

    # Points with a negative first coordinate are nearer to the first mode.
    mass = weight * stats.t.cdf(9, freedom) + (1 - weight) * stats.norm.cdf(-9)
    return numeric(log_density), mass


@pytest.mark.parametrize("shape", [40.0, 100.0])
def test_the_mass_of_a_skew_mode_is_right_where_laplace_is_far_off(shape):
    density, mass = skew(shape)
    rough = found_at(density, [[-5, 0], [6, 0]])
    assert abs(rough.masses[rough.first] - mass) > 0.06
    fine = weighed(density, rough, nearest)
    assert fine.masses[fine.first] == pytest.approx(mass, abs=0.04)
    assert rough.gradients < fine.gradients < rough.gradients + 1000


@pytest.mark.parametrize("freedom", [0.5, 1.5, 3.0])
def test_masses_of_modes_with_heavy_tails_do_not_become_worse(freedom):
    density, mass = heavy(freedom)
    rough = found_at(density, [[-9, 0], [9, 0]])
    fine = weighed(density, rough, nearest)
    before, after = (abs(m.masses[m.first] - mass) for m in (rough, fine))
    assert before > 0.05
    assert after <= before + 1e-12


def test_exact_masses_stay_as_they_are():
    def log_density(u):
        one, two = (stats.norm.logpdf(u, m).sum() for m in (-5, 5))
        return np.logaddexp(np.log(0.5) + one, np.log(0.5) + two)

    density = numeric(log_density)
    rough = found_at(density, [[-5, -5], [5, 5]])
    fine = weighed(density, rough, nearest)
    np.testing.assert_array_equal(fine.masses, rough.masses)
    np.testing.assert_allclose(fine.masses, 0.5, atol=1e-4)


def test_points_under_other_labels_count_for_no_mode():
    """A third copy of a mode lies between the two and belongs to neither."""

    def log_density(u):
        places = ((-8, 0.25), (0, 0.5), (8, 0.25))
        return np.logaddexp.reduce([
            np.log(w) + stats.norm.logpdf(u, m, [1.0, 1.0]).sum() for m, w in places
        ])  # fmt: skip

    density = numeric(log_density)
    rough = found_at(density, [[-8, -8], [8, 8]])

    def regions(points, maxima):
        return np.where(np.abs(points).min(axis=1) < 4, -1, nearest(points, maxima))

    np.testing.assert_allclose(weighed(density, rough, regions).masses, 0.5, atol=0.08)


@dataclass
class Walking:
    """A sampler whose steps are those of a Metropolis chain in two dimensions."""

    density: object
    dimension: int = 2

    def log_density(self, u):
        return self.density(u)

    def walk(self, starts, draws, tuning, settings, seed):
        assert isinstance(tuning, Tuning)
        rng = np.random.default_rng(seed)
        factor = np.linalg.cholesky(tuning.metric)
        points = np.array(starts, float)
        kept = []
        for _ in range(draws):
            for at in np.repeat(np.arange(len(points)), 10):
                new = points[at] + 0.8 * factor @ rng.normal(size=2)
                if np.log(rng.random()) < self.density(new)[0] - self.density(points[at])[0]:
                    points[at] = new
            kept.append(points.copy())
        each = np.ones((len(points), draws))
        return Walk(np.array(kept).swapaxes(0, 1), each, 0.8 * each, 0 * each)


def ring(depth):
    """Return two maxima on a ring around a hole of that depth: the line between them falls."""

    def log_density(u):
        radius, angle = np.hypot(*u), np.arctan2(u[1], u[0])
        return -0.5 * ((radius - 6) / 1.5) ** 2 - depth * np.sin(angle) ** 2

    return numeric(log_density)


def test_modes_with_a_way_around_a_valley_are_one():
    density = ring(0.6)
    rough = found_at(density, [[6, 0.01], [-6, 0.01]])
    assert (rough.masses > 0.4).sum() == 2
    one = passable(Walking(density), rough, nearest)
    assert len(one.modes) == 1
    assert len(one.modes[0].side) == 1
    assert one.modes[0].log_mass == pytest.approx(
        np.logaddexp(*(m.log_mass for m in rough.modes)), abs=1e-12
    )
    np.testing.assert_allclose(
        [m.log_mass for m in one.modes[0].maxima], [m.log_mass for m in rough.modes], atol=1e-9
    )


def test_modes_without_a_way_stay_apart():
    density = ring(12.0)
    rough = found_at(density, [[6, 0.01], [-6, 0.01]])
    assert len(passable(Walking(density), rough, nearest).modes) == 2
