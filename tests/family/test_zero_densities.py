"""Densities that are zero in floating point: the other components still determine the row."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pybrms_mix.family.catalogue import FAMILIES
from pybrms_mix.pieces.likelihood import Likelihood
from tests.programs import Case
from tests.sampled import one_in
from tests.stan.test_code import check_values

# A component of the family, a row that is impossible under it, and the other component.
PLACES = {
    "skew_normal": ({"sigma": 0.1, "alpha": 8.0}, 0.0, -30.0, "student"),
    "exgaussian": ({"sigma": 0.1, "beta": 0.5}, 0.0, -30.0, "student"),
    "gen_extreme_value": ({"sigma": 0.1, "tmp_xi": 0.0}, 0.0, -200.0, "student"),
    "weibull": ({"shape": 5.0}, 0.0, 1e100, "lognormal"),
    "frechet": ({"nu": 5.0}, 0.0, 1e-100, "lognormal"),
    "discrete_weibull": ({"shape": 0.5}, 40.0, 50, "poisson"),
}
OTHERS = {"sigma": 3.0, "nu": 3.0}


def place(family: str, *, alone: bool) -> tuple[Case, dict[str, object]]:
    """Return a model of a row that a component of the family excludes, and a point."""
    own, at, far, other = PLACES[family]
    d = pd.DataFrame({"y": [1, 2, far] if isinstance(far, int) else [0.5, 0.7, far]})
    said = family if alone else f"mixture({family}, {other}, order = 'none')"
    case = Case("y ~ 1", said, data=d)
    end = "" if alone else "1"
    point: dict[str, object] = {f"{name}{end}": value for name, value in own.items()}
    point[f"Intercept{'' if alone else '_mu1'}"] = at
    if not alone:
        dpars = [dpar.name for dpar in FAMILIES[other].dpars[1:]]
        point |= {f"{name}2": OTHERS[name] for name in dpars}
        centre = np.log(abs(far)) if other != "student" else far
        point |= {"Intercept_mu2": float(centre), "theta": [0.4, 0.6]}
    return case, {n: point[n] for n in case.prepared.parameters if n in point}


@pytest.mark.parametrize("family", PLACES)
def test_a_row_that_a_component_excludes_belongs_to_the_other(family):
    case, values = place(family, alone=False)
    (likelihood,) = case.built.model.of(Likelihood)
    assert likelihood.floored and likelihood.folded != "safe"
    u = case.prepared.unconstrain(values)
    value, slope = case.prepared.log_density(u)
    assert np.isfinite(value) and np.isfinite(slope).all()
    rows = case.log_lik(u)
    np.testing.assert_allclose(case.stan_log_lik(u), rows.sum(), rtol=1e-10)


@pytest.mark.parametrize("y", [1e-250, 1e-100, 1.0, 1e100, 1e140])
@pytest.mark.parametrize("family", ["weibull", "frechet", "exgaussian", "skew_normal"])
def test_gradients_are_numbers_for_responses_of_any_size(family, y):
    other = PLACES[family][3]
    said = f"mixture({family}, {other}, order = 'none')"
    case = Case("y ~ 1", said, data=pd.DataFrame({"y": [0.5, 0.7, y]}))
    for seed in range(5):
        value, slope = case.prepared.log_density(case.point(seed))
        assert np.isfinite(value) and np.isfinite(slope).all()


@pytest.mark.parametrize("family", PLACES)
def test_a_row_that_no_component_allows_makes_the_density_zero(family):
    case, values = place(family, alone=True)
    assert case.prepared.log_density(case.prepared.unconstrain(values))[0] == -np.inf


COUNTS = pd.DataFrame({"y": [0, 1, 3, 0, 2, 7], "x": np.linspace(-1, 1, 6)})
AMOUNTS = COUNTS.assign(y=[0, 0.3, 0.6, 0, 0.9, 0.2])
ENDS = AMOUNTS.assign(y=[0, 0.3, 0.6, 1, 0.9, 0])
SHARES = {
    "hurdle_poisson": COUNTS, "hurdle_negbinomial": COUNTS, "zero_inflated_poisson": COUNTS,
    "hurdle_gamma": AMOUNTS, "hurdle_lognormal": AMOUNTS, "zero_inflated_beta": AMOUNTS,
    "zero_inflated_asym_laplace": AMOUNTS, "zero_one_inflated_beta": ENDS,
}  # fmt: skip


@pytest.mark.parametrize("family", one_in(3, SHARES))
def test_a_share_is_the_same_number_in_all_rows_or_one_a_row(family):
    share = next(d.name for d in FAMILIES[family].dpars if d.name in ("hu", "zi", "zoi"))
    for formula in ("y ~ x", f"bf(y ~ x, {share}1 ~ x)"):
        case = Case(formula, f"mixture({family}, nmix = 2)", data=SHARES[family])
        check_values(case, 1)
