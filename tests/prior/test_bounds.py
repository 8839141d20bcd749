"""Bounds and constants of single coefficients."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidPrior
from tests.programs import Case, sim, stanc

DATA = sim(12)
FORMULA = "y ~ x + z"


def case(*prior: str, **more) -> Case:
    return Case(FORMULA, "gaussian", prior, data=DATA, **more)


def lprior(made: Case, seed: int) -> tuple[float, dict[str, np.ndarray]]:
    cells = made.prepared.constrain(made.point(seed))
    return float(cells["lprior"]), cells


def rest(cells: dict[str, np.ndarray], bare: Case) -> float:
    """Return the log density of the priors of the other parameters."""
    rows = {r.key.kind: r.prior for r in bare.built.table if not r.key.coef}
    total = 0.0
    for kind, half in (("Intercept", 0.0), ("sigma", np.log(2))):
        _, at, scale = (float(v) for v in rows[kind].split("(")[1].rstrip(")").split(","))
        total += float(stats.t.logpdf(cells[kind], 3, at, scale)) + half
    return total


@pytest.mark.parametrize("seed", range(3))
def test_each_coefficient_has_its_own_bounds_and_its_prior_is_normalised_over_them(seed: int):
    made = case("prior(normal(0, 1), class = b, lb = c(0, -Inf), ub = c(2, 1))")
    stanc(made.program)
    density, cells = lprior(made, seed)
    b = cells["b"]
    assert 0 < b[0] < 2
    assert b[1] < 1
    norm = stats.norm()
    expected = norm.logpdf(b[0]) - np.log(norm.cdf(2) - norm.cdf(0))
    expected += norm.logpdf(b[1]) - norm.logcdf(1)
    assert density == pytest.approx(expected + rest(cells, case()))


def test_bounds_of_each_coefficient_may_be_a_sequence_of_python():
    given = pm.prior("normal(0, 1)", lb=[0, -1.5], ub=np.array([2.0, np.inf]))
    made = pm.make_stancode(FORMULA, DATA, "gaussian", given)
    assert "vector<lower=[0, -1.5]', upper=[2, positive_infinity()]'>[Kc] b;" in made


def test_prior_draws_stay_within_the_bounds_of_their_coefficient():
    prior = ("prior(normal(0, 1), class = b, lb = c(0, 1))",)
    made = case(*prior, sample_prior="yes")
    names = [v.name for v in made.built.model.variables if v.kind == "prior"]
    assert names[:2] == ["prior_b_x", "prior_b_z"]
    draws = made.draws(made.point(1))
    assert draws["prior_b_x"].min() > 0
    assert draws["prior_b_z"].min() > 1


def test_constants_of_each_coefficient_are_its_values():
    made = case("prior(constant(c(1, -2.5)), class = b)")
    stanc(made.program)
    np.testing.assert_array_equal(made.prepared.constrain(made.point(1))["b"], [1, -2.5])


def test_a_free_coefficient_beside_a_constant_keeps_its_own_bounds():
    made = case(
        "prior(normal(0, 1), class = b, lb = c(0, 1))", "prior(constant(3), class = b, coef = x)"
    )
    assert "real<lower=1> par_b_2;" in made.program


@pytest.mark.parametrize(
    ("prior", "words"),
    [
        ("prior(normal(0, 1), class = b, lb = c(0, 1, 2))", "3 bounds for 2 parameters"),
        ("prior(constant(c(1, 2, 3)), class = b)", "3 values for 2 parameters"),
        ("prior(constant(c(1, 2)), class = b, coef = x)", "2 values for 1 parameters"),
        ("prior(normal(0, 1), class = sigma, ub = c(1, 2))", "2 bounds for 1 parameters"),
    ],
)
def test_as_many_bounds_and_constants_as_parameters_are_needed(prior: str, words: str):
    with pytest.raises(InvalidPrior, match=words):
        assert case(prior).built
