"""Numbers of the user become doubles in Stan, and invalid arguments are refused."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidFormula, InvalidPrior
from pybrms_mix.prior.stantext import number, stan_text
from pybrms_mix.syntax.parse import parse
from tests.programs import Case, sim, stanc

DATA = sim(12)
FORMULA = "y ~ x + z"


def case(*prior: str, formula: str = FORMULA, family: str = "gaussian", **more) -> Case:
    return Case(formula, family, prior, data=DATA, **more)


def difference(prior: str, other: str) -> float:
    """Return the difference between the log priors of two programs at the same parameter values."""
    made = [case(text, formula="y ~ 1") for text in (prior, other)]
    point = made[0].point(1)
    return float(np.subtract(*(float(m.prepared.constrain(point)["lprior"]) for m in made)))


@pytest.mark.parametrize(
    ("prior", "decimal"),
    [
        ("normal(3/2, 0.5)", "normal(1.5, 0.5)"),
        ("normal(-7/2, 5/2)", "normal(-3.5, 2.5)"),
        ("exponential(1/30)", "exponential(0.0333333333333333333)"),
        ("normal(abs(-7)/2, 1)", "normal(3.5, 1)"),
        ("normal(min(7, 9)/2, 1)", "normal(3.5, 1)"),
        ("normal((1 + 2)/2, 1L)", "normal(1.5, 1)"),
        ("normal(1/N, 1)", "normal(0.08333333333333333, 1)"),
        ("normal(N*N*N*N*N*N*N*N*N/N^9, 1)", "normal(1, 1)"),
        ("normal(50000 * 50000 / 2.5e9, 1)", "normal(1, 1)"),
        ("normal(0, 3000000000)", "normal(0, 3e9)"),
        ("normal(0x7fffffffff - 549755813887, 1)", "normal(0, 1)"),
        ("normal(2^-1, 1)", "normal(0.5, 1)"),
        ("normal(2^31, 1e9)", "normal(2147483648.0, 1e9)"),
    ],
)
def test_numbers_of_priors_are_doubles_as_in_r(prior: str, decimal: str):
    made = [f"prior({text}, class = sigma)" for text in (prior, decimal)]
    assert difference(*made) == pytest.approx(0, abs=1e-12)


def test_constants_are_doubles():
    made = case("prior(constant(7/2), class = sigma)", "prior(constant(1/3), class = b, coef = x)")
    stanc(made.program)
    cells = made.prepared.constrain(made.point(1))
    assert float(cells["sigma"]) == 3.5
    assert cells["b"][0] == 1 / 3


def test_bounds_are_doubles_and_the_prior_is_normalised_over_them():
    made = case('prior(normal(0, 10), class = sigma, lb = "7/2", ub = "9/2")', formula="y ~ 1")
    cells = made.prepared.constrain(made.point(1))
    assert "lower=7.0 / 2.0" in made.program
    norm = stats.norm(0, 10)
    own = norm.logpdf(float(cells["sigma"])) - np.log(norm.cdf(4.5) - norm.cdf(3.5))
    assert 3.5 < float(cells["sigma"]) < 4.5
    plain = case("prior(constant(4), class = sigma)", formula="y ~ 1")
    rest = float(plain.prepared.constrain(made.point(1)[:1])["lprior"])
    assert float(cells["lprior"]) == pytest.approx(own + rest)


def test_draws_of_priors_beside_the_posterior_are_of_the_same_numbers():
    made = case("prior(normal(3/2, 0.001), class = sigma)", formula="y ~ 1", sample_prior="yes")
    drawn = made.draws(made.point(1))["prior_sigma"]
    assert drawn == pytest.approx(1.5, abs=0.02)


@pytest.mark.parametrize(
    "curve", ["a * (1/2) + x/2", "a * abs(-7)/2", "a + 50000 * 50000 * x", "a + x * 3000000000"]
)
def test_numbers_of_non_linear_formulas_are_doubles(curve: str):
    made = case("prior(normal(0, 1), nlpar = a)", formula=f"bf(y ~ {curve}, a ~ 1, nl = TRUE)")
    stanc(made.program)
    point = made.point(1)
    stan = made.stan_log_lik(point)
    assert stan == pytest.approx(made.log_lik(point).sum(), rel=1e-9)


def test_constants_of_formulas_are_doubles():
    made = case(formula="bf(y ~ 1, sigma1 = 3000000000, sigma2 = 7/2)", family=TWO)
    stanc(made.program)
    assert "real sigma1 = 3000000000.0;" in made.program
    assert "real sigma2 = 3.5;" in made.program


TWO = "mixture(gaussian, gaussian)"


@pytest.mark.parametrize(
    ("prior", "at"),
    [
        ("normal(0, -1)", "-1"),
        ("normal(0, 0)", "0"),
        ("normal(Inf, 1)", "Inf"),
        ("normal(0, 1/0)", "1/0"),
        ("student_t(-3, 0, 1)", "-3"),
        ("gamma(2, 1 - 1)", "1-1"),
        ("uniform(2, 1)", "1"),
        ("beta_proportion(1.5, 2)", "1.5"),
        ("exponential(1/Inf)", "1/Inf"),
        ("constant(-1)", "-1"),
        ("constant(1/0)", "1/0"),
    ],
)
def test_arguments_outside_a_distribution_s_domain_are_refused_with_their_place(prior, at):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(InvalidPrior) as caught:
            case(f"prior({prior}, class = sigma)").program  # noqa: B018
    span = caught.value.span
    assert span is not None
    assert span.text[span.start : span.end].replace(" ", "") == at


def test_the_argument_of_an_lkj_prior_is_positive():
    with pytest.raises(InvalidPrior, match="positive"):
        case("prior(lkj(-2), class = cor)", formula="y ~ 1 + (1 + x | g)").program  # noqa: B018


def test_bounds_in_the_wrong_order_are_refused():
    with pytest.raises(InvalidPrior, match="above"):
        case("prior(normal(0, 1), class = b, lb = 3, ub = 2)").program  # noqa: B018


@pytest.mark.parametrize("value", ['"Inf"', "Inf", "1/0", "-Inf"])
def test_constants_of_formulas_are_finite(value: str):
    with pytest.raises(InvalidFormula, match="finite number"):
        case(formula=f"bf(y ~ 1, sigma2 = {value})", family=TWO).program  # noqa: B018


@pytest.mark.parametrize("text", ["mean(3)", "log(8, 2)", "sd(1, 2)", "pow(2)"])
def test_functions_that_stan_has_otherwise_are_refused_before_the_program(text: str):
    with pytest.raises(InvalidPrior):
        stan_text(parse(text), frozenset())


def test_the_value_of_an_expression_of_the_program_is_not_known():
    assert number(parse("1 / N")) is None
    assert number(parse("sqrt(16) / 8")) == 0.5


@pytest.mark.parametrize(
    ("family", "thetas"),
    [
        (TWO, "theta1 = 0, theta2 = 1"),
        ("mixture(gaussian, nmix = 3)", "theta1 = 0, theta2 = 1, theta3 = 3"),
        ("mixture(gaussian, nmix = 3)", "theta1 = 1, theta2 = 0, theta3 = 0"),
        ("mixture(gaussian, nmix = 3)", "theta1 = 0, theta2 = 0, theta3 = 1"),
    ],
)
def test_a_component_may_be_switched_off(family: str, thetas: str):
    made = case(formula=f"bf(y ~ x, {thetas})", family=family)
    stanc(made.program)
    point = made.point(1)
    value, gradient = made.prepared.log_density(point)
    assert np.isfinite(value)
    assert np.isfinite(gradient).all()
    assert np.isfinite(made.log_lik(point)).all()


@pytest.mark.parametrize("constant", ["NaN", "NA", "TRUE", "NULL", "NA_real_"])
@pytest.mark.parametrize("text", ["normal({}, 1)", "normal(0, 2 * {})", "constant({})"])
def test_a_constant_of_r_that_is_no_number_is_refused(constant: str, text: str) -> None:
    row = pm.prior(text.format(constant), "b")
    with pytest.raises(InvalidPrior, match=constant):
        pm.make_stancode("y ~ x", {"y": [1.0, 2.0, 3.0], "x": [0.0, 1.0, 3.0]}, "gaussian", row)
