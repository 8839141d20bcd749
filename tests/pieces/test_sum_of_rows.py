"""The density of a single family as one number, without a vector of the density of each row."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from pybrms_mix.pieces.likelihood import Likelihood
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.stan.engines.stanli import Stanli
from tests.programs import Case, patterns, sim, stanc
from tests.sampled import one_in
from tests.stan.test_code import check_program, check_values

_RNG = np.random.default_rng(7)
SOME = sim(25).assign(
    b=_RNG.integers(2, size=25), u=_RNG.normal(size=25), twice=lambda d: 2 * d["x"]
)
CASES = {
    "columns": Case("y ~ x + f", "gaussian", data=SOME),
    "intercept": Case("y ~ 1", "gaussian", data=SOME),
    "weights": Case("y | weights(w) ~ x", "gaussian", data=SOME),
    "weights_intercept": Case("y | weights(w) ~ 1", "gaussian", data=SOME),
    "no_intercept": Case("y ~ 0 + x", "gaussian", data=SOME),
    "group": Case("y ~ x + (1 | g)", "gaussian", data=SOME),
    "curve": Case(
        "bf(y ~ exp(a * x), a ~ 1, nl = TRUE)", "gaussian", ("prior(normal(0, 1), nlpar = a)",),
        data=SOME,
    ),
    "counts": Case("count ~ x", "poisson", data=SOME),
    "binary": Case("b ~ x", "bernoulli", data=SOME),
    "dependent_columns": Case("y ~ x + twice", "gaussian", data=SOME),
    "fewer_rows_than_columns": Case("y ~ x + u + z + w", "gaussian", data=SOME.head(4)),
    "responses": Case("bf(y ~ x) + bf(u | weights(w) ~ z) + set_rescor(FALSE)", "gaussian",
                      data=SOME),
    "responses_of_other_families": Case(
        "bf(count ~ x, family = poisson()) + bf(b ~ z, family = bernoulli()) + set_rescor(FALSE)",
        "gaussian", data=SOME,
    ),
}  # fmt: skip
MIXED = Case(
    "bf(y ~ x, family = mixture(gaussian, gaussian)) + bf(u ~ z) "
    "+ bf(w ~ 1, family = mixture(gaussian, gaussian)) + set_rescor(FALSE)",
    "gaussian", data=SOME,
)  # fmt: skip


@pytest.mark.wide
@pytest.mark.parametrize("name", CASES)
def test_the_density_of_all_rows_is_one_number_and_that_of_numpy(name):
    case = CASES[name]
    assert {d.total for d in case.built.model.of(Likelihood)} == {"one_number"}
    check_program(case)
    for seed in range(3):
        check_values(case, seed)


def test_mixtures_of_several_responses_take_products_as_those_of_one():
    check_program(MIXED)
    for seed in range(3):
        check_values(MIXED, seed)
    assert [d.total for d in MIXED.built.model.of(Likelihood)] == [
        "folded_costs", "one_number", "folded_costs",
    ]  # fmt: skip
    assert not {n for n in patterns(MIXED.program) if n.startswith("mu")}


@pytest.mark.parametrize("formula", ["y ~ x", "y ~ 1", "bf(y ~ x) + bf(u ~ 1) + set_rescor(FALSE)"])
def test_a_gaussian_with_nothing_but_columns_has_no_vector_over_rows(formula):
    assert patterns(Case(formula, "gaussian", data=SOME).program) == {}


@pytest.mark.parametrize(
    ("formula", "family"),
    [
        ("y ~ x", "gaussian"),
        ("y ~ 1", "gaussian"),
        ("y | weights(w) ~ x", "gaussian"),
        ("y ~ x + (1 | g)", "gaussian"),
        ("b ~ x", "bernoulli"),
        ("bf(y ~ x) + bf(u ~ 1) + set_rescor(FALSE)", "gaussian"),
    ],
)
def test_equal_rows_count_as_often_as_they_come(formula, family):
    rows = _RNG.permutation(np.tile(np.arange(25), 20))
    case = Case(formula, family, data=SOME.iloc[rows].reset_index(drop=True))
    program, data = for_sampler(case.built.model, case.program, prior_only=False)
    stanc(program)
    assert data["N"] < len(rows)
    few = Stanli().prepare(program, data)
    for seed in range(3):
        u = case.point(seed)
        (value, slope), (expected, steep) = few.log_density(u), case.prepared.log_density(u)
        np.testing.assert_allclose(value, expected, rtol=1e-10)
        np.testing.assert_allclose(slope, steep, rtol=1e-8, atol=1e-8 * np.abs(steep).max())


@pytest.mark.parametrize(
    ("far", "noise", "scale"),
    [(0.0, 1e-7, 1.0), (1e6, 1e-3, 1.0), (0.0, 1.0, 1e5), (1e6, 1e-2, 1e4)],
)
def test_the_sum_of_squares_keeps_the_digits_of_the_residuals(far, noise, scale):
    """The squares of response and columns have twice as many digits as their sum."""
    rng = np.random.default_rng(3)
    x = rng.normal(size=200)
    beside = x + 1e-4 * rng.normal(size=200)
    d = pd.DataFrame({"x": x * scale, "also": beside * scale})
    d["y"] = far + 3 * x - beside + noise * rng.normal(size=200)
    case = Case("y ~ x + also", "gaussian", data=d)
    start = {"b": [3 / scale, -1 / scale], "sigma": noise}
    middle = far + 3 * x.mean() - beside.mean()
    found = case.prepared.unconstrain({**start, "Intercept": middle})
    centred = d[["x", "also"]] - d[["x", "also"]].mean()
    mean = middle + centred.to_numpy() @ np.array(start["b"])
    expected = stats.norm.logpdf(d["y"], mean, noise).sum()
    np.testing.assert_allclose(case.stan_log_lik(found), expected, rtol=1e-6)


@pytest.mark.parametrize(
    ("formula", "family", "matrices"),
    one_in(3, [
        ("y ~ x", "mixture(gaussian, nmix = 3, order = 'none')", {"R_mu1"}),
        ("y ~ 1", "mixture(gaussian, student)", {"R_mu1"}),
        ("bf(y ~ x, mu2 ~ z)", "mixture(gaussian, nmix = 3, order = 'none')", {"R_mu1", "R_mu2"}),
        ("bf(y ~ x, mu1 ~ 1)", "mixture(gaussian, nmix = 3, order = 'none')", {"R_mu1", "R_mu2"}),
        ("bf(y ~ x, mu1 ~ x + (1 | g))", "mixture(gaussian, nmix = 3)", {"R_mu2"}),
        ("bf(y ~ x, theta1 = 0, theta2 = 1, theta3 = 2)", "mixture(gaussian, nmix = 3)", {"R_mu2"}),
        ("bf(y ~ x) + bf(u ~ x) + set_rescor(FALSE)", "mixture(gaussian, gaussian)",
         {"R_mu1_y", "R_mu1_u"}),
    ]),
)  # fmt: skip
def test_components_with_the_same_columns_share_their_matrix(formula, family, matrices):
    case = Case(formula, family, data=SOME)
    head = case.program.split("\nparameters {")[0]
    assert set(re.findall(r"\] (R_\w+) =", head)) == matrices
    check_program(case)
    for seed in range(2):
        check_values(case, seed)
