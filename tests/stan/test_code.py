"""Programs, data and names of models that each add one feature, and properties of all models."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.model import values
from pybrms_mix.model.ir import LatentPiece
from pybrms_mix.stan.data import declared, reported
from tests.programs import TWO, Case, inputs, patterns, ranks, sim, stanc

CASES = {
    "one_family": Case("y ~ x", "gaussian"),
    "two_components": Case("y ~ 1"),
    "columns": Case("y ~ x + f"),
    "no_intercept": Case("y ~ 0 + x", "mixture(gaussian, gaussian, order = 'none')"),
    "no_order": Case("y ~ x", "mixture(gaussian, student)"),
    "three_components": Case("y ~ x", "mixture(gaussian, nmix = 3)"),
    "own_formulas": Case("bf(y ~ 1, mu2 ~ x, sigma1 ~ z)"),
    "group": Case("y ~ x + (1 | g)"),
    "group_correlated": Case("y ~ x + (1 + x | g)"),
    "group_uncorrelated": Case("y ~ x + (1 + x || g)"),
    "group_shared": Case("bf(y ~ 1, mu1 ~ x + (1 | i | g), mu2 ~ x + (1 | i | g))"),
    "groups_combined": Case("y ~ (1 | g:h)"),
    "proportions_fixed": Case("bf(y ~ x, theta1 = 1, theta2 = 3)"),
    "proportions_predicted": Case("bf(y ~ x, theta1 ~ z)"),
    "proportions_free": Case(
        "bf(y ~ x, theta1 ~ z, theta2 ~ 1, theta3 ~ x)", "mixture(gaussian, nmix = 3, refcat = NA)"
    ),
    "proportions_of_three": Case(
        "bf(y ~ x, theta1 ~ 1, theta3 ~ z + (1 | g))", "mixture(gaussian, nmix = 3)"
    ),
    "constants": Case('bf(y ~ x, sigma1 = 1.5, nu2 = "nu1")', "mixture(student, nmix = 2)"),
    "offset": Case("count ~ x + offset(log(inc + 1))", "mixture(poisson, nmix = 2)"),
    "counts_and_links": Case("count ~ x", 'mixture(negbinomial("sqrt"), poisson("log"))'),
    "shifted": Case("pos ~ x", "mixture(shifted_lognormal, nmix = 2)"),
    "weighted": Case("y | weights(w) ~ x"),
    "censored": Case("y | cens(cens) ~ x"),
    "truncated": Case("y | trunc(lb = -20, ub = 20) ~ x"),
    "standard_errors": Case("y | se(se, sigma = TRUE) ~ x"),
    "trials": Case("succ | trials(n_trials) ~ x", "mixture(binomial, nmix = 2)"),
    "priors": Case(
        "y ~ x + z + (1 | g)",
        prior=(
            "prior(normal(0, 2), class = b, dpar = mu1, lb = 0)",
            "prior(normal(1, 2), coef = x, dpar = mu2)",
            "prior(exponential(1), class = sd, group = g, dpar = mu1)",
            "prior(constant(1), class = sigma1)",
            "prior(dirichlet(2, 1), class = theta)",
        ),
    ),
    "nonlinear": Case(
        "bf(y ~ a * exp(b * x), a ~ 1 + z, b ~ 1 + (1 | g), mu2 ~ x, nl = TRUE)",
        "mixture(gaussian, gaussian, order = 'none')",
        ("prior(normal(0, 2), nlpar = a)", "prior(normal(0, 1), nlpar = b)"),
    ),
    "nonlinear_rows": Case(
        "bf(y ~ x) + nlf(sigma1 ~ a * (x > 0)) + nlf(theta1 ~ a) + lf(a ~ 1)",
        prior=("prior(normal(0, 1), nlpar = a)",),
    ),
    "orthogonal": Case(
        'bf(y ~ x + z, decomp = "QR") + lf(sigma1 ~ 0 + x + z, decomp = "QR")',
        prior=("prior(normal(0, 2), class = b, dpar = mu2)",),
    ),
    "shrunk": Case(
        "bf(y ~ x + z, sigma2 ~ x + z)",
        prior=(
            "prior(horseshoe(1, par_ratio = 0.5), class = b, dpar = mu1)",
            "prior(R2D2(0.4), class = b, dpar = mu2)",
            "prior(lasso(2), class = b, dpar = sigma2)",
        ),
    ),
    "priors_drawn_in_order": Case(
        "y ~ x",
        "mixture(gaussian, nmix = 3)",
        ("prior(normal(0, 2), Intercept, dpar = mu1)",),
        sample_prior="yes",
    ),
    "ordered_coefficients": Case(
        "bf(y ~ x + f, mu3 ~ x)",
        "mixture(gaussian, student, nmix = c(1, 2), order = 'x')",
        ("prior(normal(0, 2), class = b, dpar = mu1)", "prior(normal(1, 2), coef = x, dpar = mu2)"),
    ),
    "ordered_without_centring": Case(
        "bf(y ~ 0 + Intercept + x, mu1 ~ 0 + Intercept)",
        "mixture(gaussian, gaussian, order = 'Intercept')",
    ),
    "shared_coefficients": Case(
        "y ~ x + f + z + (1 | g)",
        "mixture(gaussian, gaussian, shared = c('x', 'fgreen'))",
        (
            "prior(normal(0, 2), class = b, coef = x)",
            "prior(constant(1), class = b, coef = fgreen)",
        ),
    ),
    "shared_without_centring": Case(
        "y ~ 0 + Intercept + x + z", "mixture(gaussian, gaussian, shared = 'x', order = 'z')"
    ),
    "monotonic": Case(
        "bf(y ~ mo(inc) * z + f:mo(inc) + (mo(inc) + z | g), mu2 ~ mo(inc), theta1 ~ mo(inc))",
        prior=("prior(dirichlet(2, 1, 1), simo, coef = moinc1, dpar = mu2)",),
    ),
    "smooth": Case(
        "bf(y ~ s(x, k = 4) + s(z, by = f, k = 3) + (1 | g), mu2 ~ s(x, z, k = 5), "
        "theta1 ~ s(z, k = 4))",
        prior=("prior(exponential(1), sds, dpar = mu1)",),
    ),
    "smooth_bases": Case(
        "bf(y ~ s(x, f, bs = 'fs', k = 4, m = 1) + t2(x, z, k = 4), sigma1 ~ s(f, z, bs = 're'), "
        "theta2 ~ s(z, bs = 'cc', k = 5))",
        data=sim(30),
    ),
    "process": Case("bf(y ~ gp(x), theta1 ~ gp(z, k = 3, c = 5/4))"),
    "process_by": Case(
        "y ~ gp(x, z, iso = FALSE) + gp(x, by = f, scale = FALSE)"
        " + gp(z, by = f, cmc = FALSE, k = 3, c = 2, scale = FALSE)"
        " + gp(z, by = x)",
        "gaussian",
    ),
    "smooth_fixed": Case("y ~ 0 + s(x, k = 4, fx = TRUE) + s(z, m = 1, k = 4)", "gaussian"),
    "monotonic_shared": Case(
        "y ~ mo(inc, id = 'a') + mo(inc, id = 'a'):mo(k) + (mo(inc, id = 'a') | mm(g, h))",
        "gaussian",
        ("prior(horseshoe(1), class = b)",),
        data=sim(12).assign(k=[0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 1]),
    ),
    "equal_means": Case('bf(y ~ x + (1 | g), mu2 = "mu1", sigma2 ~ z)'),
    "equal_predictors": Case(
        'bf(count ~ x + offset(log(inc + 1)), mu2 = "mu1", shape1 ~ z, shape2 = "shape1")',
        "mixture(negbinomial, zero_inflated_negbinomial)",
    ),
    "equal_curves": Case(
        'bf(y ~ a * exp(b * x), a + b ~ 1, mu3 = "mu1", nl = TRUE)',
        "mixture(gaussian, nmix = 3)",
        ("prior(normal(0, 2), nlpar = a)", "prior(normal(0, 1), nlpar = b)"),
    ),
    "whole_groups": Case("y ~ x + (1 | g)", "mixture(gaussian, nmix = 2, gr = 'g')"),
    "priors_drawn": Case("y ~ x + (1 + x | g)", "gaussian", sample_prior="yes"),
}


def number(value: float) -> float:
    """Return ``value`` rounded, because the last digits depend on the machine."""
    return float(f"{value:.10g}")


def one_line_each(data: dict[str, Any]) -> str:
    arrays = {name: np.asarray(value).tolist() for name, value in data.items()}
    rounded = json.loads(json.dumps(arrays), parse_float=lambda text: number(float(text)))
    lines = (f"{json.dumps(name)}: {json.dumps(value)}" for name, value in rounded.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


# Programs that are approved as a whole: together they have every slot of the skeleton. What the
# other models add is approved block by block (test_blocks.py).
WHOLE_PROGRAMS = (
    "two_components", "group_correlated", "proportions_of_three", "shrunk", "nonlinear",
    "whole_groups",
)  # fmt: skip


@pytest.mark.parametrize("name", WHOLE_PROGRAMS)
def test_six_programs_are_as_approved(name, golden):
    golden(f"programs/{name}.stan", CASES[name].program)


@pytest.mark.parametrize("name", CASES)
def test_data_and_names_are_as_approved(name, golden):
    case = CASES[name]
    golden(f"data/{name}.json", one_line_each(case.standata))
    lines = (f"{v.kind:7}{v.name}" for v in case.built.model.variables)
    golden(f"variables/{name}.txt", "".join(f"{line}\n" for line in lines))


def check_program(case: Case) -> None:
    """Check properties that the text of every program must have."""
    assert [line for line in case.program.splitlines() if line != line.rstrip()] == []
    assert "\n\n" not in case.program
    assert "\t" not in case.program
    assert inputs(case.program) == ranks(declared(case.built.model, case.standata))


def check_values(case: Case, seed: int) -> None:
    """Check that NumPy and Stan agree, and that rows are only rows."""
    model, point = case.built.model, case.point(seed)
    draws, own = case.draws(point), case.log_lik(point)
    np.testing.assert_allclose(own.sum(), case.stan_log_lik(point), rtol=1e-8, atol=1e-8)

    same = model.at(model.frame)
    before, after = values.etas(model, draws), values.etas(same, draws)
    assert before.keys() == after.keys()
    for dpar, eta in before.items():
        np.testing.assert_array_equal(eta, after[dpar], err_msg=dpar)
    np.testing.assert_array_equal(values.log_lik(same, draws)[0], own)

    if model.of(LatentPiece):
        return  # the standardised values of a process follow the order of its positions
    order = np.random.default_rng(seed).permutation(len(case.data))
    moved = Case(case.formula, case.family, case.prior, data=case.data.iloc[order])
    there = values.log_lik(moved.built.model, moved.draws(point))[0]
    if values.together(model) is not None:
        order = np.arange(len(own))  # groups stay where they are
    np.testing.assert_allclose(there, own[order], rtol=1e-9, atol=1e-9)


# Rows that are observed in different ways, and predictors without columns: stanc holds these
# vectors cell by cell. The likelihood of "one_family" has no vector.
BY_CELLS = (
    "censored", "truncated", "two_components", "groups_combined", "shifted", "standard_errors",
    "nonlinear", "nonlinear_rows", "equal_curves", "one_family",
)  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [name if name in WHOLE_PROGRAMS else pytest.param(name, marks=pytest.mark.wide)
     for name in CASES if name not in BY_CELLS],
)  # fmt: skip
def test_the_vectors_of_the_likelihood_are_held_in_the_fast_way(name):
    assert set(patterns(CASES[name].program).values()) == {"SoA"}


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.wide) for n in (1, 2))])
@pytest.mark.parametrize("name", CASES)
def test_every_model_says_of_its_rows_what_its_program_says(name, seed):
    check_values(CASES[name], seed)


@pytest.mark.parametrize("name", CASES)
def test_the_reported_variables_are_those_of_the_engine(name):
    cells = CASES[name].prepared.constrain(CASES[name].point(1))
    assert set(reported(CASES[name].built.model)) == set(cells)


@pytest.mark.parametrize("name", CASES)
def test_beside_the_parameters_only_numbers_and_coefficients_leave_the_sampler(name):
    prepared = CASES[name].prepared
    cells = prepared.constrain(CASES[name].point(1))
    made = {n: c.shape for n, c in cells.items() if n not in prepared.parameters}
    # Coefficients of a shrinking prior or with constants: as many as there are columns; draws of
    # the priors of proportions or of what is in order: as many as there are components.
    few = re.compile(r"b(sp)?(_|$)|prior_")
    assert all(shape == () or few.match(n) for n, shape in made.items()), made


def test_the_coefficients_of_groups_leave_the_sampler_once():
    few, more = (Case("y ~ x + (1 + x | id)", data=groups(count)) for count in (10, 25))
    names = set(few.prepared.constrain(few.point(1)))
    assert names == {
        "b_mu1", "b_mu2", "ordered_Intercept", "sigma1", "sigma2", "theta",
        "sd_1", "L_1", "z_1", "sd_2", "L_2", "z_2",
        "theta1", "theta2", "Intercept_mu1", "Intercept_mu2", "lprior",
    }  # fmt: skip
    sizes = [sum(c.size for c in p.constrain(np.zeros(p.dimension)).values())
             for p in (few.prepared, more.prepared)]  # fmt: skip
    assert sizes[1] - sizes[0] == 4 * 15
    # Under brms's names they are there all the same.
    assert sum(n.startswith("r_") for n in few.draws(few.point(1)).names) == 40


def groups(count: int):
    """Return two rows of each of ``count`` groups."""
    return sim(2 * count).assign(id=np.repeat(np.arange(count), 2))


@pytest.mark.wide
@pytest.mark.parametrize(
    "family", ["gaussian", "student", "poisson", "negbinomial", "Gamma(log)", "bernoulli"]
)
def test_the_likelihood_of_three_components_is_vectorised_with_groups_and_predicted_thetas(family):
    response = {"gaussian": "y", "student": "y", "Gamma(log)": "pos", "bernoulli": "bin"}
    formula = (
        f"bf({response.get(family, 'count')} ~ x + (1 + x | g) + (1 | h),"
        " theta1 ~ z, theta2 ~ z + (1 | g))"
    )
    case = Case(formula, f"mixture({family}, nmix = 3)")
    found = patterns(case.program)
    assert {"mu1", "mu3", "theta2", "lp3", "lp1_2", "share_1_2_3"} <= set(found)
    assert set(found.values()) == {"SoA"}


@pytest.mark.parametrize(
    ("formula", "family"),
    [
        ("bf(y ~ 1, theta1 ~ x)", TWO),
        ("bf(y ~ x, theta1 ~ 1, theta3 ~ x)", "mixture(gaussian, nmix = 3)"),
        ("bf(y | weights(w) ~ x, theta1 ~ 1)", TWO),
        ("bf(y ~ x, sigma1 ~ z)", TWO),
        (
            "bf(succ | trials(n_trials) ~ x, zi1 = 0)",
            "mixture(zero_inflated_beta_binomial, nmix=2)",
        ),
        (
            "bf(succ | trials(n_trials) ~ x, zi1 = 1)",
            "mixture(zero_inflated_beta_binomial, nmix=2)",
        ),
        ("bf(count ~ x, zi1 = 1)", "mixture(zero_inflated_negbinomial, nmix = 2)"),
        ("bf(count ~ x, hu1 ~ z)", "mixture(hurdle_poisson, nmix = 2)"),
    ],
)
def test_the_likelihood_is_that_of_numpy(formula, family):
    case = Case(formula, family)
    for seed in (1, 2):
        u = case.point(seed)
        np.testing.assert_allclose(case.stan_log_lik(u), case.log_lik(u).sum(), rtol=1e-10)


@pytest.mark.parametrize(("k", "thetas"), [(2, "theta1 ~ z"), (3, "theta1 ~ z, theta3 ~ 1")])
@pytest.mark.parametrize("spread", [1e2, 1e4, 1e6])
def test_components_may_be_far_from_rows(k, thetas, spread):
    data = sim(12).assign(y=lambda d: spread * d["y"])
    case = Case(f"bf(y ~ x, {thetas})", f"mixture(gaussian, nmix = {k}, order = 'none')", data=data)
    u = case.point(1)
    expected = case.log_lik(u).sum()
    assert expected < -spread
    np.testing.assert_allclose(case.stan_log_lik(u), expected, rtol=1e-12)
    assert np.isfinite(case.prepared.log_density(u)[1]).all()


@pytest.mark.parametrize("family", ["gaussian", "student"])
@pytest.mark.parametrize("rows", [3, 9, 10, 19, 21])
def test_the_sum_of_the_rows_is_that_of_numpy_for_any_number_of_rows(family, rows):
    # The program takes one logarithm of the product of ten rows; the number need not divide by 10.
    case = Case("y ~ x", f"mixture({family}, {family})", data=sim(24)[:rows])
    for seed in (1, 2):
        u = case.point(seed)
        np.testing.assert_allclose(case.stan_log_lik(u), case.log_lik(u).sum(), rtol=1e-11)


@pytest.mark.parametrize("formula", ["y ~ 1", "y ~ x"])
def test_responses_far_from_zero_keep_their_digits(formula):
    # Residuals are products of data and coefficients, which are as exact as differences.
    data = sim(12).assign(y=lambda d: 1e9 + np.arange(len(d)))
    case = Case(formula, data=data)
    u = case.point(1)
    np.testing.assert_allclose(case.stan_log_lik(u), case.log_lik(u).sum(), rtol=1e-9)


def test_a_predictor_with_other_terms_or_readers_is_added_up():
    products = {
        "y ~ x": 2, "y ~ 1": 2, "y ~ x + (1 | g)": 0, "y ~ 0 + x": 0, "y ~ x + offset(z)": 0,
        "bf(y ~ x, mu2 ~ x + s(z))": 1, "bf(y ~ x, sigma1 ~ z)": 0, "bf(y ~ x, theta1 ~ z)": 0,
        "bf(y ~ x, mu2 = 'mu1')": 2, "y | weights(w) ~ x": 2, "y | cens(cens) ~ x": 0,
    }  # fmt: skip
    for formula, expected in products.items():
        program = Case(formula, "mixture(gaussian, gaussian, order = 'none')").program
        assert program.count("square(R_mu") == expected, formula
        predicted = re.search(r"(vector\[N\]|real) mu1 =", program) is not None
        assert predicted != ("square(R_mu1" in program), formula
    assert "square(R_mu1" in Case("y ~ x", "mixture(gaussian, student)").program
    unlike = Case("y ~ x", "mixture(gaussian, asym_laplace)").program
    assert "square(R_mu1" in unlike and "R_mu2" not in unlike
    angles = sim(12).assign(y=lambda d: np.sin(d["y"]))
    beside_angles = Case("y ~ x", "mixture(gaussian, von_mises)", data=angles)
    assert "R_mu1" not in beside_angles.program


@pytest.mark.parametrize(("k", "near"), [(2, 1), (2, 2), (3, 1), (3, 2), (3, 3)])
@pytest.mark.parametrize("family", ["gaussian", "poisson"])
def test_a_component_that_is_nowhere_near_the_rows_adds_nothing(family, k, near):
    # The coefficients of an empty component with flat priors are arbitrary.
    far = {"gaussian": 1e12, "poisson": 60}[family]
    others = [j for j in range(1, k + 1) if j != near]
    priors = tuple(f"prior(constant({far + j}), Intercept, dpar = mu{j})" for j in others)
    data = sim(12).assign(count=lambda d: np.arange(len(d)) % 5)
    formula = {"gaussian": "y ~ 1", "poisson": "count ~ 1"}[family]
    case = Case(formula, f"mixture({family}, nmix = {k}, order = 'none')", priors, data=data)
    u = case.point(1)
    np.testing.assert_allclose(case.stan_log_lik(u), case.log_lik(u).sum(), rtol=1e-12)
    assert -1e4 < case.log_lik(u).sum() < 0
    step = 1e-5 * np.eye(len(u))
    slopes = [
        (case.prepared.log_density(u + s)[0] - case.prepared.log_density(u - s)[0]) / 2e-5
        for s in step
    ]
    np.testing.assert_allclose(case.prepared.log_density(u)[1], slopes, rtol=1e-4, atol=1e-4)


def test_components_that_are_equal_have_the_gradient_of_one():
    case = Case("y ~ 1", "mixture(gaussian, nmix = 2, order = 'none')", (
        "prior(constant(1), Intercept, dpar = mu1)", "prior(constant(1), Intercept, dpar = mu2)",
        "prior(constant(2), sigma1)", "prior(constant(2), sigma2)",
    ))  # fmt: skip
    alone = Case("bf(y ~ 1, sigma = 2)", "gaussian", ("prior(constant(1), Intercept)",))
    u = np.zeros(case.prepared.dimension)  # equal shares: each row is equally dense in both
    np.testing.assert_allclose(
        case.stan_log_lik(u), alone.stan_log_lik(np.zeros(alone.prepared.dimension)), rtol=1e-12
    )
    gradient = case.prepared.log_density(u)[1]
    np.testing.assert_allclose(
        gradient, case.prepared.with_data({"prior_only": np.array(1)}).log_density(u)[1], atol=1e-9
    )


def test_a_component_of_numbers_alone_is_one_array_beside_predicted_proportions():
    found = patterns(Case("bf(y ~ 1, theta1 ~ x)").program)
    assert {"theta1", "lp1", "lp2", "share_1_2"} <= set(found)
    assert set(found.values()) == {"SoA"}


TERMS = (
    "x", "z", "f", "x:z", "x * f", "I(x^2)", "poly(x, 2)", "scale(z)", "log(pos)", "by",
    "f:by", "offset(inc)", "offset(log(pos))", "factor(h)", "(1 | g)", "(1 + x | g)",
    "(x || h)", "(1 | i | g)", "(0 + by | h)", "(1 | g:h)", "(1 | g1 / g2)",
)  # fmt: skip
SIDES = st.lists(st.sampled_from(TERMS), max_size=4, unique=True).map(
    lambda terms: " + ".join(["1", *terms])
)
FAMILIES = (TWO, "mixture(gaussian, student)", "mixture(skew_normal, nmix = 3)", "student")


@st.composite
def formulas(draw) -> Case:
    family = draw(st.sampled_from(FAMILIES))
    size = 3 if "nmix" in family else 2
    dpars = ["sigma", "nu"] if family == "student" else ["sigma1", "mu2", "theta1"]
    chosen = draw(st.lists(st.sampled_from(dpars), unique=True))
    thetas = [f"theta{k}" for k in range(2, size)] if "theta1" in chosen else []
    parts = [f"{dpar} ~ {draw(SIDES)}" for dpar in (*chosen, *thetas)]
    formula = f"bf({', '.join([f'y ~ {draw(SIDES)}', *parts])})"
    return Case(formula, family, data=sim(30))


@pytest.mark.wide
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(formulas(), st.integers(0, 1000))
def test_any_formula_makes_a_program_and_a_model_that_agree(case, seed):
    try:
        assert case.built.model.pieces
    except InvalidFormula as refusal:
        assume("Duplicated group-level effects" not in str(refusal))
        raise
    check_program(case)
    check_values(case, seed)


def test_levels_and_columns_of_any_spelling_leave_no_trace_in_the_program():
    data = sim(12)
    data["g"] = ["a\"b'; }", "]\n//", "ü ∆", "\\"] * 3
    data["größe"] = data["x"]
    case = Case("y ~ größe + (1 | g)", data=data)
    stanc(case.program)
    assert not re.search(r"[;}\]]\s*//\"|ü ∆", case.program)
    check_values(case, 1)
