"""Means within bounds, compared with sums and integrals of the densities."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy import integrate

import pybrms_mix as pm
from pybrms_mix.family.catalogue import FAMILIES, of_origin
from tests.parity import Program

INF = np.inf
PARAMETERS = {
    "gaussian": {"mu": 1.2, "sigma": 0.7},
    "student": {"mu": 1.2, "sigma": 0.7, "nu": 3.5},
    "lognormal": {"mu": 0.4, "sigma": 0.6},
    "gamma": {"mu": 2.0, "shape": 1.7},
    "weibull": {"mu": 2.0, "shape": 1.7},
    "exponential": {"mu": 2.0},
    "poisson": {"mu": 3.3},
    "negbinomial": {"mu": 3.3, "shape": 1.4},
    "negbinomial2": {"mu": 3.3, "sigma": 0.8},
    "geometric": {"mu": 3.3},
    "binomial": {"mu": 0.37},
}
BOUNDS = {
    "real": [(-1.0, 2.0), (-INF, 2.0), (0.5, INF), (4.0, 6.0), (-INF, INF), (2.5, 2.6)],
    "int": [(1, 5), (0, 4), (2, INF), (-INF, 3), (4, 4), (-INF, INF), (7, 9), (3, 10)],
}
CASES = [
    (name, bounds)
    for name in PARAMETERS
    for bounds in BOUNDS[FAMILIES[name].values]
]  # fmt: skip


def test_every_family_that_brms_has_truncated_means_of_is_held_here() -> None:
    found = {name for name in of_origin("brms") if FAMILIES[name].truncated is not None}
    assert found == set(PARAMETERS)


@pytest.mark.parametrize(("name", "bounds"), CASES)
def test_a_truncated_mean_is_that_of_the_density_within_the_bounds(
    name: str, bounds: tuple[float, float]
) -> None:
    family = FAMILIES[name]
    dpars = {n: np.array([[v]]) for n, v in PARAMETERS[name].items()}
    extra = {"trials": np.array([10]), "lb": np.array([bounds[0]]), "ub": np.array([bounds[1]])}

    def density(y: float) -> float:
        return float(np.exp(family.log_density(np.array([y]), dpars, extra)).item())

    if family.values == "int":
        counts = np.arange(max(bounds[0], 0), min(bounds[1], 10 if name == "binomial" else 400) + 1)
        weights = np.array([density(k) for k in counts])
        expected = (counts * weights).sum() / weights.sum()
    else:
        low = max(bounds[0], family.support.lower)
        ends = (low, bounds[1])
        tight = {"epsabs": 1e-13, "epsrel": 1e-11, "limit": 500}
        top, whole = (
            integrate.quad(f, *ends, **tight)[0] for f in (lambda y: y * density(y), density)
        )
        expected = top / whole
    assert family.truncated is not None
    found = family.truncated(dpars, extra).item()
    assert found == pytest.approx(expected, rel=1e-8)


@pytest.mark.parametrize(("name", "far"), product(("gaussian", "gamma", "poisson"), (8.0, 30.0)))
def test_a_mean_far_in_the_tail_lies_within_the_bounds(name: str, far: float) -> None:
    dpars = {n: np.array([[v]]) for n, v in PARAMETERS[name].items()}
    extra = {"lb": np.array([far]), "ub": np.array([INF])}
    truncated = FAMILIES[name].truncated
    assert truncated is not None
    assert far <= truncated(dpars, extra).item() < far + 3


def test_a_count_at_the_lower_bound_is_part_of_the_mean() -> None:
    # brms 2.18's own means begin at lb + 1, whereas its Stan program allows lb itself.
    lower, upper = 2, 5
    of_brms = {"poisson": (3.3, 3.807765), "binomial": (0.33, 3.793136)}
    for name, (mu, excluded) in of_brms.items():
        family, dpars = FAMILIES[name], {"mu": np.array([[mu]])}
        extra = {"trials": np.array([10]), "lb": np.array([lower]), "ub": np.array([upper])}
        counts = np.arange(lower, upper + 1)
        shared = {"trials": np.full(4, 10)}
        weights = np.exp(family.log_density(counts, dpars, shared)).ravel()
        assert family.truncated is not None
        found = family.truncated(dpars, extra).item()
        assert found == pytest.approx(np.average(counts, weights=weights), rel=1e-10)
        without = np.average(counts[1:], weights=weights[1:])
        assert without == pytest.approx(excluded, abs=1e-6)
        assert found < excluded


COUNTS = sorted(
    name
    for name in of_origin("brms")
    if FAMILIES[name].values == "int"
    and "trunc" in FAMILIES[name].additions
    and FAMILIES[name].support.lower == 0
)


@pytest.mark.parametrize("name", COUNTS)
def test_counts_truncated_at_zero_have_the_density_of_counts(name: str) -> None:
    """The distribution function at -1 is 0, also for zero-inflated and hurdle families."""
    data = pd.DataFrame({"y": [0, 0, 1, 3, 4, 9], "n": 12})
    trials = " + trials(n)" if "trials" in FAMILIES[name].additions else ""

    def density(bounds: str) -> float:
        formula = f"y | {bounds}{trials} ~ 1"
        case = {"data": data, "family": f'brmsfamily("{name}")'}
        program = Program(str(pm.make_stancode(formula, **case)), pm.make_standata(formula, **case))
        return program.log_density(program.cells(), [0.4] * len(program.cells()))

    assert density("trunc(lb = 0)") == pytest.approx(density("weights(1)"), rel=1e-12)
