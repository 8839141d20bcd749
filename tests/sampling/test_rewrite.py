"""Other coordinates of single parameters: the same density, the same variables, fewer gradients."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.build.build import build
from pybrms_mix.results import mixing
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.sampling.locate import locatable
from pybrms_mix.sampling.rewrite import rewritable
from pybrms_mix.stan.code import code
from pybrms_mix.stan.engines import engine
from pybrms_mix.stan.prepare.level_parts import positions
from pybrms_mix.stan.prepare.likelihood_of_levels import coordinates
from pybrms_mix.stan.prepare.located import Relocated
from pybrms_mix.stan.prepare.rewritten import rewritten

TWO = "mixture(student, student)"
ZERO = "mixture(zero_inflated_poisson, zero_inflated_poisson)"


def rows(size: int = 80) -> pd.DataFrame:
    rng = np.random.default_rng(2)
    x, second = rng.normal(size=size), rng.random(size) < 0.5
    y = np.where(second, 4 + x, -4.0) + rng.standard_t(4, size)
    number = np.arange(size)
    return pd.DataFrame({
        "y": y, "z": y + rng.normal(size=size), "x": x, "g": number % 8,
        "h": np.array(["a", "b"])[number % 2],
        "o": 1 + np.digitize(y, [-6, -2, 3]), "o2": 1 + (y > 0),
        "c": rng.poisson(np.exp(y / 4)) * (number % 3 > 0), "w": np.exp(y / 4) * (number % 3 > 0),
        "p": np.select([number % 5 == 0, number % 5 == 1], [0, 1], 1 / (1 + np.exp(-y / 4))),
    })  # fmt: skip


def prepared_of(formula, family, prior=None):
    """Return the program of a model, and the one in other coordinates, None without any."""
    model = build(formula, rows(), family, prior).model
    text, data = for_sampler(model, code(model, version="test"), prior_only=False)
    prepared = engine.prepare(text, data, "stanli")
    return prepared, rewritable(model, counted="times" in data)


NUMBERS = [
    ("y ~ x", "student", None, ["nu", "sigma"]),
    ("y ~ x", TWO, None, ["nu1", "sigma1", "nu2", "sigma2"]),
    ("y ~ x", "mixture(gaussian, student)", None, ["nu2", "sigma2"]),
    ('bf(y ~ x, nu2 = "nu1")', TWO, None, ["nu1", "sigma1", "sigma2"]),
    ('bf(y ~ x, sigma2 = "sigma1")', TWO, None, ["nu1", "nu2"]),
    ("bf(y ~ x, sigma2 ~ x)", TWO, None, ["nu1", "sigma1", "nu2"]),
    ("bf(y ~ x, nu1 = 5, sigma2 = 1)", TWO, None, ["nu2"]),
    ("bf(y ~ x, nu1 ~ x)", TWO, None, ["nu2", "sigma2"]),
    ("y ~ x", TWO, ["prior(constant(7), nu1)"], ["nu2", "sigma2"]),
    ("y ~ x", "student", ["prior(gamma(2, 0.1), nu, lb = 2.5)"], ["nu", "sigma"]),
    ("y ~ x", "student", ["prior(gamma(2, 0.1), nu, ub = 60)"], []),
    ("y ~ x", "student", ["prior(normal(0, 2), sigma, ub = 9)"], ["nu"]),
    ("y ~ x + (1 | g)", TWO, None, ["nu1", "sigma1", "nu2", "sigma2"]),
    ('bf(y ~ x, nu1 = "nu2")', TWO, None, ["nu2", "sigma1", "sigma2"]),
    (
        "bf(mvbind(y, z) ~ x) + set_rescor(TRUE)",
        "student",
        None,
        ["nu", "sigma_y", "sigma_z"],
    ),
    ("o ~ x", "cumulative", None, ["Intercept"]),
    (
        "o ~ x + (1 | g)",
        "mixture(cumulative, cumulative)",
        None,
        ["Intercept_mu1", "Intercept_mu2"],
    ),
    (
        "o ~ x",
        "mixture(cumulative('probit'), cumulative, order = 'none')",
        None,
        ["Intercept_mu1", "Intercept_mu2"],
    ),
    (
        "o | thres(gr = h) ~ x",
        "mixture(cumulative, cumulative, order = 'none')",
        None,
        ["Intercept_mu1_1", "Intercept_mu1_2", "Intercept_mu2_1", "Intercept_mu2_2"],
    ),
    (
        "bf(o ~ x, theta2 ~ x)",
        "mixture(cumulative, cumulative, order = 'none')",
        None,
        ["Intercept_mu1", "Intercept_mu2"],
    ),
    (
        "o ~ x",
        "mixture(cumulative, nmix = 3, order = 'none')",
        None,
        [
            "Intercept_mu1",
            "Intercept_mu2",
            "Intercept_mu3",
        ],
    ),
    ("o | thres(gr = h) ~ x", "cumulative", None, ["Intercept_1", "Intercept_2"]),
    (
        "bf(y ~ x) + bf(o ~ x, family = cumulative) + set_rescor(FALSE)",
        "student",
        None,
        ["nu_y", "sigma_y", "Intercept_o"],
    ),
    (
        "o ~ x",
        "mixture(cumulative(threshold = 'equidistant'), cumulative, order = 'none')",
        None,
        ["Intercept_mu2"],
    ),
    ("c ~ x", ZERO, None, ["theta", "zi1", "zi2"]),
    (
        "c ~ x + (1 | g)",
        "mixture(zero_inflated_negbinomial, poisson, hurdle_poisson, order = 'none')",
        None,
        ["theta", "zi1", "hu3"],
    ),
    ("w ~ x", "mixture(hurdle_gamma, nmix = 3)", None, ["theta", "hu1", "hu2", "hu3"]),
    ("p ~ x", "mixture(zero_one_inflated_beta, nmix = 2)", None, ["theta", "zoi1", "zoi2"]),
    ("c ~ x", "mixture(zero_inflated_poisson, poisson)", None, []),
    ("c ~ x", "mixture(zero_inflated_poisson, nmix = 2, order = 'theta')", None, []),
    ("c ~ x", "zero_inflated_poisson", None, []),
    ("bf(c ~ x, zi1 ~ x)", ZERO, None, []),
    ('bf(c ~ x, zi2 = "zi1")', ZERO, None, []),
    ("bf(c ~ x, theta2 ~ x)", ZERO, None, []),
    ("bf(c ~ x, theta1 = 1, theta2 = 2)", ZERO, None, []),
    ("c ~ x", ZERO, ["prior(constant(0.1), zi1)"], []),
    ("c ~ x", ZERO, ["prior(beta(2, 2), zi1, lb = 0.05)"], []),
    (
        "bf(c ~ x, family = mixture(zero_inflated_poisson, nmix = 2)) + bf(y ~ x, family = student)"
        " + set_rescor(FALSE)",
        "gaussian",
        None,
        ["theta_c", "zi1_c", "zi2_c", "nu_y", "sigma_y"],
    ),
    ("o2 ~ x", "cumulative", None, []),
    ("o ~ x", "sratio", None, []),
    ("y ~ x", "frechet", None, []),
    ("y ~ x", "gaussian", None, []),
]


@pytest.mark.parametrize(("formula", "family", "prior", "names"), NUMBERS)
def test_the_density_and_all_variables_are_the_same(formula, family, prior, names):
    if family == "frechet":
        model = build(formula, rows().assign(y=lambda d: np.exp(d["y"] / 5)), family, prior).model
        assert rewritable(model, counted=False) is None
        return
    prepared, other = prepared_of(formula, family, prior)
    if not names:
        assert other is None
        return
    starts = 0.4 * np.random.default_rng(5).normal(size=(4, prepared.dimension))
    moved, gradients = rewritten(prepared, starts, other, located=False)
    assert gradients == 8 and moved.starts.shape == starts.shape
    free = [n for n in moved.prepared.parameters if n.startswith("free_")]
    assert sorted(free) == sorted(f"free_{n}" for n in names)
    for start, point in zip(starts, moved.starts, strict=True):
        cells, same = prepared.constrain(start), moved.prepared.constrain(point)
        for name, values in cells.items():
            np.testing.assert_allclose(same[name], values, rtol=1e-9, atol=1e-12)
        # The determinant by differences of the coordinates.
        steps = 1e-5 * np.eye(point.size)
        ahead = [prepared.unconstrain(_shown(moved.prepared, prepared, point + s)) for s in steps]
        behind = [prepared.unconstrain(_shown(moved.prepared, prepared, point - s)) for s in steps]
        determinant = np.linalg.slogdet((np.array(ahead) - np.array(behind)) / 2e-5)[1]
        change = moved.prepared.log_density(point)[0] - prepared.log_density(start)[0]
        np.testing.assert_allclose(change, determinant, atol=1e-5)


def _shown(other, prepared, point):
    """Return the parameters of the shown program at a point of the other one."""
    cells = other.constrain(point)
    return {name: cells[name] for name in prepared.parameters}


def test_coordinates_of_levels_and_of_numbers_go_together():
    model = build("y ~ x + (1 | g)", rows(), TWO, None).model
    prepared, other = prepared_of("y ~ x + (1 | g)", TWO)
    blocks = locatable(model, counted=False).blocks
    at = positions(prepared, [block.standardized for block in blocks])
    start = 0.3 * np.random.default_rng(1).normal(size=prepared.dimension)
    location = {}
    for block in blocks:
        count = block.leaning_on(prepared.constrain(start)).size
        location |= {
            f"P_{block.id}": np.array(count), f"info_{block.id}": np.full((1, 1, 8), 3.0),
            f"pull_{block.id}": np.ones((1, 8)), f"lean_{block.id}": np.ones((1, 8, count)),
        }  # fmt: skip
    located = prepared.with_program(locatable(model, counted=False).program(), location)
    point, change = coordinates(prepared, blocks, at, start, location)
    moved, _ = rewritten(located, point[None], other, located=True)
    expected = prepared.log_density(start)[0] + change + other.change(prepared.constrain(start))
    np.testing.assert_allclose(moved.prepared.log_density(moved.starts[0])[0], expected)
    assert moved.located
    same = moved.prepared.constrain(moved.starts[0])
    for name, values in prepared.constrain(start).items():
        np.testing.assert_allclose(same[name], values, atol=1e-9)


def test_programs_with_another_density_or_a_fault_are_not_used():
    prepared, other = prepared_of("y ~ x", TWO)
    starts = np.zeros((2, prepared.dimension))
    for before, after in (("square(first) + 0.5", "square(first) + 0.4"), ("inv(nu1)", "inv(n1)")):
        wrong = replace(
            other, program=lambda located, b=before, a=after: other.program(located).replace(b, a)
        )
        assert rewritten(prepared, starts, wrong, located=False)[0] is None


def zeros() -> pd.DataFrame:
    """Return counts of two rates, of which two in nine are additional zeros."""
    rng = np.random.default_rng(5)
    y = rng.poisson(np.where(rng.random(400) < 0.5, 12, 2)) * (np.arange(400) % 9 > 1)
    return pd.DataFrame({"c": y})


@pytest.mark.parametrize(
    ("formula", "data", "family"), [("y ~ x", rows(200), TWO), ("c ~ 1", zeros(), ZERO)]
)
def test_fits_report_the_shown_variables_with_the_same_distribution(
    monkeypatch, formula, data, family
):
    arguments = {"chains": 2, "iter": 3000, "seed": 3, "silent": 2}
    fit = pm.brm(formula, data, family, **arguments)
    monkeypatch.setattr(engine, "in_other_coordinates", lambda *_: (None, 0))
    plain = pm.brm(formula, data, family, **arguments)
    assert fit.draws.names == plain.draws.names and fit.program == plain.program
    assert not any("free" in name for name in fit.draws.names)
    assert fit.draws.values.shape == plain.draws.values.shape
    for name in fit.draws.names:
        a, b = (f.draws.values[:, :, f.draws.index(name)] for f in (fit, plain))
        if np.ptp(a) > 0:
            error = np.sqrt(a.var() / mixing.ess_bulk(a) + b.var() / mixing.ess_bulk(b))
            assert abs(a.mean() - b.mean()) < 4.5 * error, name


def grouped() -> pd.DataFrame:
    """Return rows of two well separated components with intercepts of 30 groups."""
    rng = np.random.default_rng(1)
    group = np.repeat(np.arange(30), 10)
    second = rng.random(300) < 0.5
    y = np.where(second, 6.0, 0.0) + rng.normal(size=30)[group] + rng.normal(size=300)
    return pd.DataFrame({"y": y, "g": group})


@pytest.mark.parametrize(
    ("formula", "data", "family"),
    [
        ("y ~ x", rows(), "student"),
        ("o ~ x", rows(), "cumulative"),
        ("c ~ x", rows(), ZERO),
        ("y ~ 1 + (1 | g)", grouped(), "mixture(gaussian, gaussian)"),
    ],
)
def test_lp_is_the_log_density_of_the_shown_program(monkeypatch, formula, data, family):
    differences: list[float] = []
    returned = Relocated.returned

    def compared(self, sample, original):
        shown = returned(self, sample, original)
        for draw in (0, 40, 99):
            cells = {n: shown.cells[n][1, draw] for n in original.parameters}
            density = original.log_density(original.unconstrain(cells))[0]
            differences.append(shown.stats["lp__"][1, draw] - density)
        return shown

    monkeypatch.setattr(Relocated, "returned", compared)
    pm.brm(formula, data, family, chains=2, iter=200, seed=1, silent=2)
    assert len(differences) == 3
    np.testing.assert_allclose(differences, 0, atol=1e-9)
