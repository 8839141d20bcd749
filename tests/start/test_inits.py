"""Starting values by brms's names, and the values of the program's parameters."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import special, stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.start.inits import by_stan
from tests.programs import Case, sim
from tests.stan.test_code import CASES as PROGRAMS

ORDINAL = {
    "thresholds": Case("rating ~ x + (1 | g)", "cumulative"),
    "thresholds in steps": Case("rating ~ x", "cumulative(threshold = 'equidistant')"),
    "thresholds of groups": Case("rating | thres(4, gr = f) ~ x", "sratio"),
    "thresholds of components": Case("rating ~ x", "mixture(acat, acat, order = 'none')"),
    "shared thresholds": Case("rating ~ x", "mixture(acat, acat)"),
    "category specific": Case("rating ~ x + cs(z + w)", "acat"),
}
GROUPS = {
    "sets of levels": Case("y ~ x + (1 + x | gr(g, by = f2))", "gaussian"),
    "uncorrelated sets": Case("y ~ x + (1 + x || gr(g, by = f2))", "gaussian"),
    "several memberships": Case("y ~ x + (1 | mm(g, h))", "gaussian"),
}


def data():
    rng = np.random.default_rng(1)
    found = sim(40)
    found["rating"] = 1 + np.arange(40) % 5
    levels = {level: number % 2 for number, level in enumerate(sorted(found["g"].unique()))}
    return found.assign(f2=found["g"].map(levels).map("s{}".format), w=rng.normal(size=40))


SHRUNK = ("shrunk", "monotonic_shared")  # their coefficients are computed from other parameters
CASES = {
    **{name: case for name, case in PROGRAMS.items() if name not in SHRUNK},
    **{
        name: Case(c.formula, c.family, c.prior, data=data())
        for name, c in {**ORDINAL, **GROUPS}.items()
    },
}
GIVEN = ("b_", "bsp_", "simo_", "bs_", "sds_", "s_", "bcs_", "sd_", "cor_", "r_", "theta")


@pytest.mark.parametrize("name", CASES)
def test_what_is_given_by_brms_names_is_where_the_program_starts(name):
    case = CASES[name]
    model, point = case.built.model, case.point(3)
    cells = case.prepared.constrain(point)
    said = {
        n: float(v)
        for n, v in zip(case.draws(point).names, case.draws(point).values[0, 0], strict=True)
        if n.startswith(GIVEN)
    }
    rest = {n: cells[n] for n in case.prepared.parameters}
    found = by_stan(model, said)
    # What is given decides all parameters that change one of these values.
    other = case.prepared.constrain(case.point(4))
    for n in rest:
        moved = case.draws(case.prepared.unconstrain({**rest, n: other[n]}))
        changed = [v for v in said if moved[v] != pytest.approx(said[v], abs=1e-6)]
        assert n in found or not changed, n
    again = case.prepared.unconstrain({**rest, **found})
    np.testing.assert_allclose(
        case.prepared.log_density(again)[0], case.prepared.log_density(point)[0], rtol=1e-9
    )
    for n, value in said.items():
        assert case.draws(again)[n] == pytest.approx(value, abs=1e-9), n


def started(init: object, **how: object) -> pd.DataFrame:
    """Return where 20 chains are after one leapfrog step, which leaves most of them in place."""
    rng = np.random.default_rng(1)
    data = pd.DataFrame({"y": np.r_[rng.normal(40, 3, 150), rng.normal(60, 3, 100)]})
    fit = pm.brm(
        "y ~ 1", data, "mixture(gaussian, gaussian)", init=init, chains=20, iter=1, warmup=0,
        seed=1, silent=2, control={"max_treedepth": 1}, **how,
    )  # fmt: skip
    return pm.as_draws_matrix(fit)


@pytest.mark.parametrize("how", [{}, {"init": "auto"}])
def test_chains_start_near_the_solution_of_em(how):
    found = started(**{"init": "auto", **how})
    for name, value, off in (
        ("b_mu1_Intercept", 40, 1.5), ("b_mu2_Intercept", 60, 1.5), ("sigma1", 3, 1),
        ("sigma2", 3, 1), ("theta1", 0.6, 0.1),
    ):  # fmt: skip
        assert np.abs(found[name] - value).max() < off, name
    assert found["b_mu1_Intercept"].nunique() == 20


def test_random_starts_are_those_of_stan():
    found = started("random")
    free = np.column_stack([
        found["b_mu1_Intercept"], np.log(found["b_mu2_Intercept"] - found["b_mu1_Intercept"]),
        np.log(found["sigma1"]), np.log(found["sigma2"]), special.logit(found["theta1"]),
    ])  # fmt: skip
    inside = np.abs(free) <= 2.05
    assert inside.mean() > 0.8
    assert stats.kstest(free[inside], stats.uniform(-2, 4).cdf).pvalue > 0.01


def test_given_starts_are_kept_and_the_others_are_left_to_chance():
    found = started({"b_mu1_Intercept": 20.0, "theta1": 0.9})
    assert np.abs(found["b_mu1_Intercept"] - 20).max() < 0.2
    assert np.abs(found["theta1"] - 0.9).max() < 0.02
    assert found["sigma2"].nunique() == 20


@pytest.mark.parametrize(
    ("given", "want"),
    [
        ({"b_mu1_Intercept": 2.0}, [2, 3, 4]),
        ({"b_mu2_Intercept": 2.0}, [1, 2, 3]),
        ({"b_mu1_Intercept": 0.0, "b_mu3_Intercept": 8.0}, [0, 4, 8]),
    ],
)
def test_ordered_intercepts_that_are_left_out_start_beside_those_given(given, want):
    model = Case("y ~ 1", "mixture(gaussian, nmix = 3)").built.model
    np.testing.assert_allclose(by_stan(model, given)["ordered_Intercept"], want)


def test_a_threshold_may_be_given_alone():
    model = CASES["thresholds of components"].built.model
    found = by_stan(model, {"b_mu2_Intercept[2]": 1.0})
    np.testing.assert_allclose(found["Intercept_mu2"], [0, 1, 2, 3])
    assert "Intercept_mu1" not in found


def test_a_level_given_alone_starts_there_and_the_others_at_zero():
    case = PROGRAMS["group_correlated"]
    model = case.built.model
    level = next(v.name for v in model.variables if v.kind == "r")
    found = by_stan(model, {level: 0.5, "cor_g__mu1_Intercept__mu1_x": 0.6})
    assert sorted(found) == ["L_1", "sd_1", "z_1"]
    np.testing.assert_allclose(found["sd_1"], 1)
    np.testing.assert_allclose(found["L_1"] @ found["L_1"].T, [[1, 0.6], [0.6, 1]])
    r = found["L_1"] @ found["z_1"]
    assert r[0, 0] == pytest.approx(0.5)
    assert np.count_nonzero(np.round(r, 12)) == 1


def test_starts_that_no_group_can_have_are_refused():
    model = PROGRAMS["group_correlated"].built.model
    with pytest.raises(InvalidArgument, match="do not form a correlation matrix"):
        by_stan(model, {"cor_g__mu1_Intercept__mu1_x": -1.5})
    with pytest.raises(InvalidArgument, match="must start above 0"):
        by_stan(model, {"sd_g__mu1_Intercept": 0.0, "r_g__mu1[g01,x]": 1.0})
    student = Case("y ~ x + (1 | gr(g, dist = 'student'))", "gaussian").built.model
    level = next(v.name for v in student.variables if v.kind == "r")
    with pytest.raises(InvalidArgument, match="have Student's t"):
        by_stan(student, {level: 1.0})


def test_thresholds_out_of_order_are_refused():
    model = CASES["thresholds"].built.model
    with pytest.raises(InvalidArgument, match="thresholds must start in increasing order"):
        by_stan(model, {"b_Intercept[1]": 1.0, "b_Intercept[2]": 0.0})
