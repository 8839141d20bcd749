"""Scripts with custom families: their functions get the rows of R, their Stan code compiles."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.r.text.stan_text import stan_code
from pybrms_mix.rscript import run
from tests.programs import stanc

CORPUS = Path(__file__).parent / "corpus" / "custom_families.R"


def test_functions_of_a_script_serve_its_family():
    found = run(CORPUS)
    rng = np.random.default_rng(2)
    data = pd.DataFrame({"n": rng.integers(3, 9, 25), "x": rng.normal(size=25)})
    data["y"] = rng.binomial(data["n"], 0.4)
    formula = "y | vint(n) ~ x"
    draws = {"b_Intercept": [-0.4, 0.2], "b_x": [0.3, -0.1], "phi": [2.0, 7.0]}
    fit = pm.fit_from_draws(
        formula, data, found["beta_binomial2"], pd.DataFrame({**draws, "lprior": 0.0, "lp__": 0.0}),
        stanvars=found["stanvars"],
    )  # fmt: skip
    b, slope, phi = (np.array(v)[:, None] for v in draws.values())
    mu = 1 / (1 + np.exp(-(b + slope * data["x"].to_numpy())))
    expected = stats.betabinom.logpmf(data["y"], data["n"], mu * phi, (1 - mu) * phi)
    np.testing.assert_allclose(pm.log_lik(fit), expected)
    np.testing.assert_allclose(pm.posterior_epred(fit), mu * data["n"].to_numpy())
    drawn = pm.posterior_predict(fit)
    assert drawn.shape == mu.shape
    assert ((drawn >= 0) & (drawn <= data["n"].to_numpy())).all()


def test_a_family_gets_a_function_of_its_call():
    family = run(CORPUS)["doubled"].components[0].family
    np.testing.assert_allclose(family.mean({"mu": np.array([[1.0, 3.0]])}, {}), [[2.0, 6.0]])


def test_a_script_with_a_fit_runs_to_its_end(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    script = (
        CORPUS.read_text("utf-8")
        + """
set.seed(1)
d <- data.frame(n = rep(8L, 30), x = rnorm(30))
d$y <- rbinom(30, 8, 0.3)
fit <- brm(y | vint(n) ~ x, d, family = beta_binomial2, stanvars = stanvars, chains = 1, iter = 200)
four <- log_lik_of(2)
"""
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pm.ConvergenceWarning)
        found = run(script)
    assert found["fit"].nobs == 30
    assert found["four"] == 4


OLD = [
    ("real f(real[] x) { return x[1]; }", "real f(array[] real x) { return x[1]; }"),
    (
        "int[] g(int[,] k, vector[] v) { return k[1]; }",
        "array[] int g(array[,] int k, array[] vector v) { return k[1]; }",
    ),
    (
        "real h(real lower) { vector[3] z[2, 4]; real<lower = 0, upper = 1> q [3]; return lower; }",
        "real h(real lower_) { array[2, 4] vector[3] z; array[3] real<lower = 0, upper = 1> q; "
        "return lower_; }",
    ),
    ("real m(data real[] x_r) { return fabs(x_r[1]); }", "real m(data array[] real x_r) "
     "{ return abs(x_r[1]); }"),
    ("real a(real y) { # a comment\n real z; z <- y; return z; }",
     "real a(real y) { // a comment\n real z; z = y; return z; }"),
    ("real u(real upper_, real upper) { return upper; }",
     "real u(real upper_, real upper_x_) { return upper_x_; }"),
    ("matrix p(matrix x) { matrix[2, 2] y[3]; y[1] = x; return y[1]; }",
     "matrix p(matrix x) { array[3] matrix[2, 2] y; y[1] = x; return y[1]; }"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), OLD)
def test_code_of_an_old_script_is_written_as_today(old, new):
    assert stan_code(old) == new


@pytest.mark.parametrize("code", [new for _, new in OLD])
def test_present_code_is_valid_and_stays_as_it_is(code):
    assert stan_code(code) == code
    stanc("functions {\n" + code.replace("real<lower = 0, upper = 1> q", "real q") + "\n}\n")


@pytest.mark.parametrize(
    "code",
    [
        "// real x[3];\n/* int y[2]; */\nvector f(vector x) { return x[1:2]; }",
        'real g(real x) { if (x < 3 && x<-1) { print("real x[3] <- 1"); } return x; }'.replace(
            "<-", "< -"
        ),
        "array[2] int k; vector[2] real_x = to_vector({1, 2}); real_x[1] = k[2];",
        "real<lower=0, upper=x[1]> s;",
    ],
)
def test_other_code_stays_as_it_is(code):
    assert stan_code(code) == code
