"""Rates in mixtures: denominators belong to the components whose families have rates."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pybrms_mix.model import observed
from tests.programs import Case

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
DATA = pd.DataFrame(
    {"y": [0, 3, 1, 7, 0, 2], "x": [0.1, -1.0, 0.4, 1.2, -0.3, 0.9], "e": [1, 2.5, 0.5, 3, 4, 2]}
)
WITHOUT = ("zero_inflated_poisson", "zero_inflated_negbinomial", "hurdle_poisson",
           "hurdle_negbinomial")  # fmt: skip


@pytest.mark.wide
@pytest.mark.parametrize("other", ["poisson", "negbinomial", "geometric"])
@pytest.mark.parametrize("family", WITHOUT)
def test_the_likelihood_is_that_of_the_program(family: str, other: str) -> None:
    case = Case("y | rate(e) ~ x", f"mixture({family}, {other})", data=DATA)
    for seed in range(2):
        point = case.point(seed)
        ours = float(np.sum(case.log_lik(point)))
        np.testing.assert_allclose(ours, case.stan_log_lik(point), rtol=1e-8)


@pytest.mark.parametrize("family", WITHOUT)
def test_draws_of_a_family_without_rates_have_no_denominator(family: str) -> None:
    case = Case("y | rate(e) ~ x", f"mixture({family}, poisson)", data=DATA)
    component = case.built.model.mixture.components[0]
    shape = (2000, 1)
    dpars = {"mu": 2.0, "zi": 0.3, "hu": 0.3, "shape": 5.0}
    own = {d.name: np.full(shape, dpars[d.name]) for d in component.family.dpars}
    drawn = [
        observed.sample(component, np.random.default_rng(1), own, {"denom": np.array([e])})
        for e in (1.0, 50.0)
    ]
    np.testing.assert_array_equal(*drawn)
