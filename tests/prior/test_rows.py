"""R text and Python to rows of a prior table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pybrms_mix as pm
from pybrms_mix.base.errors import (
    InvalidArgument,
    InvalidPrior,
    NotSupported,
    PybrmsError,
    RSyntaxError,
)
from pybrms_mix.prior.rows import read
from pybrms_mix.prior.table import PriorTable, table


def told(priors: object) -> list[str]:
    """Return rows as brms prints a single one: ``<lower=0> b_mu1_x ~ normal(0, 1)``."""
    return [str(PriorTable([row])) for row in table(priors)]


SAID = {
    # unquoted, as prior() takes it: R writes it again
    "prior(normal(0,1))": ["b ~ normal(0, 1)"],
    "prior(normal(0,5), class = b, dpar = mu1)": ["b_mu1 ~ normal(0, 5)"],
    "prior(normal(0,5), b, x, dpar = mu1)": ["b_mu1_x ~ normal(0, 5)"],
    "prior(normal(0, 7), Intercept, dpar = mu1)": ["Intercept_mu1 ~ normal(0, 7)"],
    "prior(student_t(3,0,2.5), class=sd, group=g, coef=x, dpar=mu2)":
        ["sd_g__mu2_x ~ student_t(3, 0, 2.5)"],
    "prior(lkj(2), class = cor)": ["cor ~ lkj(2)"],
    "prior(dirichlet(2,1), theta)": ["theta ~ dirichlet(2, 1)"],
    "prior(normal(0, 1), class = b, lb = 0, ub = 5)": ["<lower=0,upper=5> b ~ normal(0, 1)"],
    "prior(normal(0, 1), class = b, lb = 0, ub = NA)": ["<lower=0> b ~ normal(0, 1)"],
    "prior(normal(0, 1), class = b, lb = c(0, -1))": ["<lower=c(0, -1)> b ~ normal(0, 1)"],
    "prior('normal(0,1)', class = 'b')": ["b ~ normal(0,1)"],
    # quoted, as set_prior() takes it: the text stays as it is
    'set_prior("normal(0,  1)")': ["b ~ normal(0,  1)"],
    'set_prior("normal(0,1)", class = "sd", group = "g")': ["sd_g ~ normal(0,1)"],
    'set_prior("", class = "b")': ["b ~ (flat)"],
    'prior_string("normal(0,1)", "b")': ["b ~ normal(0,1)"],
    "prior_(~normal(0,1), class = ~b, dpar = ~mu2)": ["b_mu2 ~ normal(0, 1)"],
    # several
    "prior(normal(0, 1)) + prior(constant(1), sigma1)":
        ["b ~ normal(0, 1)", "sigma1 ~ constant(1)"],
    "c(prior(normal(0, 1)), set_prior('cauchy(0, 1)', 'sd'))":
        ["b ~ normal(0, 1)", "sd ~ cauchy(0, 1)"],
    'set_prior(c("normal(0,1)", "normal(0,2)"), coef = c("x", "z"), dpar = "mu1")':
        ["b_mu1_x ~ normal(0,1)", "b_mu1_z ~ normal(0,2)"],
    'set_prior("normal(0,1)", coef = c("x", "z"))': ["b_x ~ normal(0,1)", "b_z ~ normal(0,1)"],
    "empty_prior()": [],
    "brms::prior(normal(0, 1))": ["b ~ normal(0, 1)"],
    # a distribution alone
    "normal(0,1)": ["b ~ normal(0,1)"],
}  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_r_text_says_rows(text):
    assert told(text) == SAID[text]


PYTHON = [
    (pm.set_prior("normal(0,1)"), ["b ~ normal(0,1)"]),
    (pm.prior("normal(0,1)"), ["b ~ normal(0, 1)"]),
    (pm.prior("normal(0,1)", "Intercept", dpar="mu1"), ["Intercept_mu1 ~ normal(0, 1)"]),
    (pm.prior("prior(normal(0,1), Intercept, dpar = mu1)"), ["Intercept_mu1 ~ normal(0, 1)"]),
    (pm.set_prior("set_prior('normal(0,1)', 'sd')"), ["sd ~ normal(0,1)"]),
    (pm.set_prior("normal(0, 1)", class_="b", ub=1e5), ["<upper=1e+05> b ~ normal(0, 1)"]),
    (pm.set_prior("normal(0, 1)", lb="-0.5"), ["<lower=-0.5> b ~ normal(0, 1)"]),
    (pm.set_prior("normal(0, 1)", lb=float("nan")), ["b ~ normal(0, 1)"]),
    (pm.set_prior("normal(0, 1)", dpar="mu"), ["b ~ normal(0, 1)"]),
    (["normal(0, 1)", pm.set_prior("lkj(1)", "cor"), None], ["b ~ normal(0, 1)", "cor ~ lkj(1)"]),
    (pm.set_prior("normal(0, 1)") + "prior(lkj(1), cor)", ["b ~ normal(0, 1)", "cor ~ lkj(1)"]),
    ((), []),
    (None, []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "rows"), PYTHON, ids=lambda v: v[0] if v and isinstance(v, list) else ""
)
def test_python_says_rows(given, rows):
    assert told(given) == rows


@pytest.mark.parametrize("text", SAID)
def test_a_prior_keeps_its_place_in_the_text(text):
    assert all(row.span is None or row.span.text == text for row in read(text))


# Text that would end a statement, a block or a comment, or reach Python.
HOSTILE = (
    "normal(0, 1); target += 1",
    "normal(0, 1)\n} generated quantities {",
    "normal(0, 1) // ",
    "normal(0, 1) /* x */",
    "normal(0, 1);",
    "normal(0, 1)); reject(1",
    '__import__("os").system("true")',
    "normal(0, reject(1))",
    "normal(0, {x})",
    "normal(0, `a b`)",
    "normal(`1); target += 1; //`, 1)",
    'normal(0, "1")',
    "`normal(0,1); //`(1)",
    "normal(x <- 1, 1)",
    "normal(0, y[1])",
    "normal(0, 1 | 2)",
    "print(1)",
    "normal::normal(0, 1)",
    "(normal)(0, 1)",
    "target(0, 1)",
    "normal(#include </etc/passwd>, 1)",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", ["whole", "text of set_prior", "bound", "constant"])
def test_nothing_of_a_prior_reaches_the_program_that_was_not_understood(text, place):
    data = {"y": [1.0, 2.0, 3.5, 4.0], "x": [0.0, 1.0, 0.5, 2.0]}
    given = {
        "whole": lambda: text,
        "text of set_prior": lambda: pm.set_prior(text),
        "bound": lambda: pm.set_prior("normal(0, 1)", lb=text),
        "constant": lambda: pm.set_prior(f"constant({text})"),
    }[place]
    with pytest.raises(PybrmsError):
        pm.make_stancode("y ~ x", data, "gaussian", prior=given())


@pytest.mark.wide
@given(st.text(alphabet="normal(0, 1)+-*/^;{}[]\"'\\`#~|<>=:$@x\n%&!", max_size=30))
def test_any_text_is_understood_or_refused(text):
    data = {"y": [1.0, 2.0, 3.5, 4.0], "x": [0.0, 1.0, 0.5, 2.0]}
    try:
        program = pm.make_stancode("y ~ x", data, "gaussian", prior=[f"normal(0, {text})"])
    except PybrmsError:
        return
    (line,) = [each for each in program.splitlines() if "normal_lpdf(b" in each]
    said = line.partition("normal_lpdf(b | ")[2]
    assert set(said) <= set("0123456789.eEx+-*/^(), ;")
    assert said.endswith(");")
    assert said.count(";") == 1


def test_bounds_of_a_single_coefficient_are_refused():
    with pytest.raises(InvalidPrior, match="may not be specified when using boundaries"):
        pm.set_prior("normal(0, 1)", coef="x", lb=0)


def test_a_prior_that_no_one_would_read_is_refused():
    with pytest.raises(NotSupported, match="check = FALSE"):
        read('set_prior("target += 1", check = FALSE)')


@pytest.mark.parametrize("bound", [[[0]], {}, "0 0"])
def test_a_bound_is_a_number_or_its_text(bound):
    with pytest.raises((InvalidPrior, RSyntaxError)):
        pm.set_prior("normal(0, 1)", lb=bound)


def test_arguments_of_r_are_named_as_in_python():
    with pytest.raises(InvalidArgument, match="no argument 'clas'"):
        pm.set_prior("normal(0, 1)", clas="b")
