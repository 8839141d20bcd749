"""Located coordinates of levels: the density is exact, and the coordinates are independent."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.build.build import build
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.results import mixing
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.sampling.locate import locatable
from pybrms_mix.stan.code import code
from pybrms_mix.stan.engines import engine, other_coordinates
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.prepare import located as module
from pybrms_mix.stan.prepare.level_parts import positions
from pybrms_mix.stan.prepare.likelihood_of_levels import (
    approximated,
    coordinates,
    cost,
)
from pybrms_mix.stan.starts import best_guess, middle_at
from pybrms_mix.start.level_moves import levels_of
from pybrms_mix.start.several import guess_of

MIX = "mixture(gaussian, gaussian)"
SETTINGS = Settings(chains=3, iter=1000, seed=1)


def rows(groups: int = 9, each: int = 8) -> pd.DataFrame:
    rng = np.random.default_rng(4)
    g = np.repeat(np.arange(groups), each)
    x, w = rng.normal(size=(2, g.size))
    level = rng.normal(size=(3, groups))
    mean = np.where(rng.random(g.size) < 0.5, 1 + level[0][g], 5 + x + (level[1] + level[2])[g])
    return pd.DataFrame({
        "y": mean + 0.5 * rng.normal(size=g.size), "g": g, "x": x, "w": w,
        "n": rng.poisson(np.exp(0.3 * mean)), "h": rng.permutation(g),
        "w2": np.arange(g.size) % 4, "o": pd.cut(mean, [-99, 0, 3, 99], labels=False) + 1,
    })  # fmt: skip


def prepared_of(formula, family, data=None, prior=None):
    """Return the program, its located version, the levels and their positions."""
    model = build(formula, rows() if data is None else data, family, prior).model
    text, data_of_program = for_sampler(model, code(model, version="test"), prior_only=False)
    prepared = engine.prepare(text, data_of_program, "stanli")
    other = locatable(model, counted="times" in data_of_program)
    levels = levels_of(model, prepared)
    at = positions(prepared, [b.standardized for b in other.blocks]) if other else []
    return prepared, other, levels, at


MODELS = [
    ("y ~ x + (1 | g)", MIX),
    ("y ~ x + (1 + x + w | g)", "gaussian"),
    ("y ~ 1 + (1 + x || g)", MIX),
    ("y ~ 0 + x + (0 + x | g) + (1 | h)", "student"),
    ("y ~ x + (1 + x | g) + (1 | w2)", MIX),
    ("y ~ x + (1 + w || w2) + (0 + x | g) + (1 | h)", "gaussian"),
    ("bf(y ~ x + (1 | w2), sigma ~ (1 | h) + (1 + x | g))", "gaussian"),
    ("bf(n ~ x, theta2 ~ (1 | g))", "mixture(poisson, poisson)"),
    ("bf(y ~ x + (1 | a | g), sigma ~ (1 | a | g))", "gaussian"),
    ("o ~ x + (1 + x | g)", "cumulative"),
]


@pytest.mark.parametrize(("formula", "family"), MODELS)
def test_any_approximation_gives_the_same_density_and_variables(formula, family):
    prepared, other, _, at = prepared_of(formula, family)
    rng = np.random.default_rng(7)
    point = 0.5 * rng.normal(size=prepared.dimension)
    cells, location = prepared.constrain(point), {}
    for block, place in zip(other.blocks, at, strict=True):
        size, levels = place.shape
        root = rng.normal(size=(levels, size, size))
        count = block.leaning_on(cells).size
        location |= {
            f"P_{block.id}": np.array(count),
            f"info_{block.id}": np.moveaxis(root @ np.swapaxes(root, 1, 2), 0, 2),
            f"pull_{block.id}": rng.normal(size=(size, levels)),
            f"lean_{block.id}": rng.normal(size=(size, levels, count)),
        }
    moved = prepared.with_program(other.program(), location)
    new, change = coordinates(prepared, other.blocks, at, point, location)
    np.testing.assert_allclose(
        moved.log_density(new)[0], prepared.log_density(point)[0] + change, rtol=1e-10
    )
    same = moved.constrain(new)
    for name, values in cells.items():
        np.testing.assert_allclose(same[name], values, atol=1e-10)
    # The change is the log determinant of the derivative, by differences.
    place = at[0].ravel()
    standardized = other.blocks[0].standardized
    step = 1e-6
    columns = []
    for position in place:
        ahead = new + step * (np.arange(new.size) == position)
        columns.append((moved.constrain(ahead)[standardized] - cells[standardized]).ravel() / step)
    if len(other.blocks) == 1:
        sign, log_determinant = np.linalg.slogdet(np.array(columns))
        np.testing.assert_allclose((sign, log_determinant), (1, change), rtol=1e-4)


@pytest.mark.parametrize("formula", ["y ~ x + (1 | g)", "y ~ x + w + (1 + x | g)"])
def test_coordinates_of_a_normal_likelihood_are_standard_normal_and_independent(formula):
    prepared, other, levels, at = prepared_of(
        formula, "gaussian", prior=[pm.prior("constant(0.5)", class_="sigma")]
    )
    rng = np.random.default_rng(3)
    point = 0.3 * rng.normal(size=prepared.dimension)
    location, gradients = approximated(prepared, other.blocks, at, levels, point[None])
    assert gradients == 1 + 2 * (levels.width + (2 if "w" not in formula else 3))
    moved = prepared.with_program(other.program(), location)
    for _ in range(3):  # at any other values of all parameters
        point = rng.normal(size=prepared.dimension)
        gradient = moved.log_density(point)[1]
        np.testing.assert_allclose(gradient[at[0]], -point[at[0]], atol=2e-3)


def test_levels_that_differ_depend_on_each_other_or_stretch_are_not_located():
    d = rows().assign(b=lambda d: d["g"] % 2)
    for term in ("(1 | gr(g, by = b))", "(1 | mm(g, h))", '(1 | gr(g, dist = "student"))'):
        assert locatable(build(f"y ~ x + {term}", d, MIX).model, counted=False) is None
    assert locatable(build("y ~ x", d, MIX).model, counted=False) is None
    assert locatable(build("o ~ x + (cs(x) | g)", d, "acat").model, counted=False) is None


def test_relocation_starts_in_the_bulk_and_fails_where_it_must():
    d = rows(30, 10)
    prepared, other, levels, _ = prepared_of("y ~ x + (1 | g)", MIX, d)
    guess = best_guess(prepared, guess_of(build("y ~ x + (1 | g)", d, MIX).model))
    starts = np.tile(middle_at(prepared, guess), (3, 1))
    found, gradients = module.relocated(prepared, starts, SETTINGS, other, levels)
    assert gradients > 0
    assert found.starts.shape == starts.shape and len(np.unique(found.starts, axis=0)) == 3
    # The first chains do not depend on the number of chains.
    fewer = replace(SETTINGS, chains=2, iter=1500)
    again, _ = module.relocated(prepared, starts[:2], fewer, other, levels)
    np.testing.assert_array_equal(again.starts, found.starts[:2])
    short = replace(SETTINGS, chains=1, iter=20)
    assert module.relocated(prepared, starts[:1], short, other, levels)[0] is None
    for far in (0.0, np.nan):  # a pilot chain that does not reach the bulk, or has no density
        nowhere = np.full_like(starts, far)
        assert module.relocated(prepared, nowhere, SETTINGS, other, levels)[0] is None
    # A program with another density is never used.
    wrong = replace(other, program=lambda: other.program().replace("inv_sqrt(1 +", "inv_sqrt(2 +"))
    assert module.relocated(prepared, starts, SETTINGS, wrong, levels)[0] is None


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_component_that_gains_and_loses_its_rows_is_not_located(seed):
    """No normal approximation of its levels holds in the bulk of the posterior."""
    rng = np.random.default_rng(seed)
    g = rng.integers(25, size=250)
    x, level = rng.normal(size=250), rng.normal(0, 0.7, 25)[g]
    d = pd.DataFrame({"y": rng.poisson(np.exp(0.5 + 0.3 * level + 0.2 * x)), "x": x, "g": g})
    prior = [pm.prior(f"normal({k - 1}, 1)", class_="Intercept", dpar=f"mu{k}") for k in (1, 2)]
    prior += [pm.prior("normal(0, 1)", class_="b", dpar=f"mu{k}") for k in (1, 2)]
    arguments = ("y ~ x + (1 | g)", d, "mixture(poisson, poisson)", prior)
    prepared, other, levels, _ = prepared_of(arguments[0], arguments[2], *arguments[1::2])
    guess = best_guess(prepared, guess_of(build(*arguments).model))
    starts = np.tile(middle_at(prepared, guess), (3, 1))
    relocation, gradients = module.relocated(prepared, starts, SETTINGS, other, levels)
    assert relocation is None
    assert gradients > cost(other.blocks, positions(prepared, ["z_1", "z_2"]), levels)


@pytest.mark.parametrize(
    "formula", ["y ~ x + (1 | w2) + (1 | g)", "y ~ 1 + (1 + x | g) + (1 | h) + (1 | w2)"]
)
def test_coordinates_of_crossed_factors_are_independent_given_those_of_smaller_ones(formula):
    """The largest factor is located last, given the coefficients of all others."""
    prepared, other, levels, at = prepared_of(
        formula, "gaussian", rows(12), [pm.prior("constant(0.5)", class_="sigma")]
    )
    rng = np.random.default_rng(3)
    point = 0.3 * rng.normal(size=prepared.dimension)
    location, gradients = approximated(prepared, other.blocks, at, levels, point[None])
    assert 0 < gradients <= cost(other.blocks, at, levels)
    moved = prepared.with_program(other.program(), location)
    last = max(other.blocks, key=lambda block: len(block.earlier))
    place = at[other.blocks.index(last)]
    assert len(last.earlier) == len(other.blocks) - 1
    for _ in range(3):  # at any other values of all parameters, those of other levels included
        point = rng.normal(size=prepared.dimension)
        gradient = moved.log_density(point)[1]
        np.testing.assert_allclose(gradient[place], -point[place], atol=5e-3)


def test_levels_with_singular_derivatives_are_not_located(monkeypatch):
    prepared, other, levels, _ = prepared_of("y ~ x + (1 | g)", MIX, rows(30, 10))
    guess = best_guess(prepared, guess_of(build("y ~ x + (1 | g)", rows(30, 10), MIX).model))
    starts = np.tile(middle_at(prepared, guess), (3, 1))

    def singular(*_):
        return np.linalg.inv(np.zeros((2, 2))), 0

    monkeypatch.setattr(module, "approximated", singular)
    assert module.relocated(prepared, starts, SETTINGS, other, levels) == (None, 0)


def test_fits_return_the_variables_of_the_shown_program_and_take_fewer_gradients(monkeypatch):
    d = rows(40, 12)
    arguments = {
        "chains": 2,
        "iter": 1000,
        "seed": 3,
        "silent": 2,
        "save_pars": pm.save_pars(all=True),
    }
    fit = pm.brm("y ~ x + (1 + x | g)", d, MIX, **arguments)
    monkeypatch.setattr(other_coordinates, "relocated", lambda *_: (None, 0))
    plain = pm.brm("y ~ x + (1 + x | g)", d, MIX, **arguments)
    assert fit.draws.names == plain.draws.names and fit.program == plain.program
    assert "z_1[1,1]" in fit.draws.names and not any("free" in n for n in fit.draws.names)
    assert fit.run.tuning.located and not plain.run.tuning.located
    names = [n for n in fit.draws.names if n.startswith(("sd_", "b_"))]
    least = [
        min(mixing.ess_bulk(f.draws.values[:, :, f.draws.index(n)]) for n in names)
        for f in (fit, plain)
    ]
    assert fit.run.gradients / least[0] < 0.6 * plain.run.gradients / least[1]
    for name in [*names, "r_g__mu1[3,Intercept]", "r_g__mu2[3,x]"]:
        a, b = (f.draws.values[:, :, f.draws.index(name)] for f in (fit, plain))
        error = np.sqrt(a.var() / mixing.ess_bulk(a) + b.var() / mixing.ess_bulk(b))
        assert abs(a.mean() - b.mean()) < 4.5 * error, name


def test_a_tuning_says_to_which_coordinates_it_belongs(tmp_path):
    tuning = Tuning(np.eye(2), 0.5, located=True)
    fit = pm.brm("y ~ x + (1 | g)", rows(20), MIX, chains=1, iter=400, seed=1, silent=2)
    fit = replace(fit, run=replace(fit.run, tuning=tuning))
    pm.save(fit, tmp_path / "fit")
    assert pm.load(tmp_path / "fit").run.tuning.located
