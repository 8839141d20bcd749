"""Models with densities and Stan code of the user: programs, fits, results, storing."""

from __future__ import annotations

import pickle
import warnings

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidFamily
from pybrms_mix.build.build import build
from pybrms_mix.design.stanvars import read_stanvars, stanvars_of
from pybrms_mix.family.read import read
from pybrms_mix.pieces.counted import can_be_counted
from tests.programs import Case

RNG = np.random.default_rng(3)
N = 40
X = RNG.normal(size=N)
SECOND = RNG.random(N) < 0.4
Y = np.where(SECOND, 6 + X + RNG.normal(size=N) * 0.5, -1 - X + RNG.laplace(size=N) * 0.6)
DATA = pd.DataFrame({"y": Y, "x": X, "w": np.abs(X) + 0.5})

LPDF = pm.stanvar(
    block="functions",
    scode="""
  real lap_lpdf(real y, real mu, real scale, real w) {
    return double_exponential_lpdf(y | mu, scale * w);
  }
""",
)
FORMULA = "y | vreal(w) ~ x"


def log_lik_lap(i, prep):
    scale = pm.get_dpar(prep, "scale", i) * prep.data["vreal1"][i]
    return -np.log(2 * scale) - np.abs(prep.data["Y"][i] - pm.get_dpar(prep, "mu", i)) / scale


def posterior_predict_lap(i, prep):
    scale = pm.get_dpar(prep, "scale", i) * prep.data["vreal1"][i]
    return prep.rng.laplace(pm.get_dpar(prep, "mu", i), scale)


def posterior_epred_lap(prep):
    return pm.get_dpar(prep, "mu")


LAP = pm.custom_family("lap", ["mu", "scale"], ["identity", "log"], lb=[None, 0], vars="vreal1[n]")
MIXED = pm.mixture(LAP, "gaussian")
PRIORS = [
    "prior(normal(-1, 2), Intercept, dpar = mu1)", "prior(normal(6, 2), Intercept, dpar = mu2)",
    "prior(normal(0, 2), b, dpar = mu1)", "prior(normal(0, 2), b, dpar = mu2)",
]  # fmt: skip


def quiet(*arguments, **named):
    """Return a short fit without the warnings of short chains."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pm.ConvergenceWarning)
        return pm.brm(*arguments, chains=1, iter=200, seed=1, silent=2, **named)


@pytest.fixture(scope="module")
def fit():
    return quiet(FORMULA, DATA, MIXED, prior=PRIORS, stanvars=LPDF)


@pytest.mark.parametrize("family", [LAP, MIXED, pm.mixture(LAP, nmix=2)])
def test_the_program_has_the_density_of_the_python_function(family):
    case = Case(FORMULA, family, data=DATA, stanvars=LPDF)
    for seed in (1, 2):
        point = case.point(seed)
        assert case.log_lik(point).sum() == pytest.approx(case.stan_log_lik(point), rel=1e-9)


@pytest.mark.wide
def test_the_components_are_found(fit):
    member = pm.pp_mixture(fit)[:, 0, 1].to_numpy()
    assert ((member > 0.5) == SECOND).mean() > 0.95
    assert fit.draws["b_mu2_x"].mean() == pytest.approx(1, abs=0.4)


def test_prediction_is_that_of_the_functions(fit):
    rows = DATA.head(3)
    mean = pm.posterior_epred(fit, newdata=rows)
    theta = fit.draws["theta1"].ravel()[:, None]
    mu = [
        fit.draws[f"b_mu{k}_Intercept"].ravel()[:, None]
        + fit.draws[f"b_mu{k}_x"].ravel()[:, None] * rows["x"].to_numpy()
        for k in (1, 2)
    ]
    np.testing.assert_allclose(mean, theta * mu[0] + (1 - theta) * mu[1])
    drawn = pm.posterior_predict(fit, newdata=rows, seed=1)
    assert drawn.shape == mean.shape
    assert np.isfinite(drawn).all()
    np.testing.assert_array_equal(drawn, pm.posterior_predict(fit, newdata=rows, seed=1))


def test_new_rows_need_the_variables_of_the_density(fit):
    with pytest.raises(pm.PybrmsError, match="w"):
        pm.posterior_predict(fit, newdata=DATA[["x"]])


def test_a_stored_fit_has_the_code_and_finds_the_functions(fit, tmp_path):
    again = pm.load(pm.save(fit, tmp_path / "fit"))
    assert again.program == fit.program
    assert stanvars_of(again.model.frame.data2).as_json == LPDF.as_json
    np.testing.assert_allclose(pm.log_lik(again), pm.log_lik(fit))
    assert again.model.mixture.name == "mixture(lap, gaussian)"


def test_an_update_keeps_the_code(fit):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        new = pm.update(fit, newdata=DATA.head(40), empty=True)
    assert new.nobs == 40
    assert "lap_lpdf" in new.program


def test_without_a_python_density_a_model_is_sampled_and_loo_is_refused():
    text = 'custom_family("other", c("mu", "scale"), c("identity", "log"), lb = c(NA, 0))'
    code = pm.stanvar(
        block="functions",
        scode="real other_lpdf(real y, real mu, real s) { return normal_lpdf(y | mu, s); }",
    )
    found = quiet("y ~ x", DATA, text, stanvars=code)
    assert found.draws["scale"].mean() == pytest.approx(np.std(Y), rel=0.2)
    for result in (pm.loo, pm.log_lik):
        with pytest.raises(InvalidFamily, match="no function 'log_lik'"):
            result(found)


def test_a_python_density_that_is_another_one_is_told():
    family = pm.custom_family(
        "lap", ["mu", "scale"], ["identity", "log"], lb=[None, 0], vars="vreal1[n]",
        log_lik=lambda i, prep: stats.norm.logpdf(prep.data["Y"][i], pm.get_dpar(prep, "mu", i)),
    )  # fmt: skip
    with pytest.warns(pm.PybrmsWarning, match="does not compute the density of its Stan function"):
        quiet(FORMULA, DATA, family, stanvars=LPDF)


def test_a_model_built_of_a_frame_has_the_functions_and_the_code(fit):
    """A worker receives formula, family and priors as text, and the rows as a frame."""
    frame = pickle.loads(pickle.dumps(fit.model.frame))
    text = 'custom_family("nobody_knows", c("mu", "scale"), vars = "vreal1[n]")'
    frame.data2["custom_family()"].update(
        {read(text).components[0].family.own.text: frame.data2["custom_family()"].popitem()[1]}
    )
    code = LPDF.items[0].code.replace("lap_lpdf", "nobody_knows_lpdf")
    built = build(FORMULA, frame, text, stanvars=pm.stanvar(scode=code, block="functions"))
    family = built.mixture.components[0].family
    assert family.own.functions.find("log_lik") is log_lik_lap


# --- Stan's errors in the code ---


def test_an_error_in_functions_points_into_the_text():
    code = "real lap_lpdf(real y, real mu) {\n  return normal_lpdf(y | mu, );\n}"
    with pytest.raises(InvalidArgument, match="does not accept the functions") as caught:
        pm.make_stancode("y ~ x", DATA, LAP, stanvars=pm.stanvar(scode=code, block="functions"))
    assert caught.value.span is not None
    assert code[: caught.value.span.start].count("\n") == 1


def test_an_error_in_the_second_of_two_functions_points_into_its_text():
    first = pm.stanvar(scode="real twice(real x) {\n  return 2 * x;\n}", block="functions")
    code = "real thrice(real x) {\n  return twice(x) + y;\n}"
    with pytest.raises(InvalidArgument) as caught:
        more = first + pm.stanvar(scode=code, block="functions")
        pm.make_stancode("y ~ x", DATA, stanvars=more)
    assert caught.value.span is not None
    assert code[caught.value.span.start] == "y"
    assert "y" in caught.value.hint


@pytest.mark.parametrize(
    ("stanvars", "message"),
    [
        (None, "undeclared identifier"),
        (pm.stanvar(scode="real lap_lpdf(real y, real m) { return y; }", block="functions"),
         "Ill-typed arguments"),
        (LPDF + pm.stanvar(scode="target += nothing;", block="model"), "nothing"),
        (LPDF + pm.stanvar([1, 2], "which", "array[3] int which;"), "dimension"),
    ],
)  # fmt: skip
def test_a_program_that_stan_does_not_accept_is_refused(stanvars, message):
    with pytest.raises(InvalidArgument, match=message):
        pm.make_stancode(FORMULA, DATA, LAP, stanvars=stanvars)


# --- stanvars ---


def test_variables_of_the_code_are_reported():
    code = (
        pm.stanvar(scode="vector[2] extra;", block="parameters")
        + pm.stanvar(scode="real total = sum(extra);", block="tparameters")
        + pm.stanvar(scode="extra ~ normal(3, 1);", block="model")
        + pm.stanvar(scode="array[2, 2] int counts = {{1, 2}, {3, 4}};", block="genquant")
    )
    found = quiet("y ~ x", DATA, stanvars=code)
    total = found.draws["extra[1]"] + found.draws["extra[2]"]
    np.testing.assert_allclose(found.draws["total"], total)
    assert found.draws["extra[1]"].mean() == pytest.approx(3, abs=0.5)
    assert (found.draws["counts[2,1]"] == 3).all() and (found.draws["counts[1,2]"] == 2).all()


def test_numbers_of_stanvars_serve_in_priors():
    code = pm.make_stancode(
        "y ~ x", DATA, prior="prior(normal(m0, 2 * s0), class = b)",
        stanvars=[pm.stanvar(0.5, "m0"), "stanvar(2, name = 's0')"],
    )  # fmt: skip
    assert "normal_lpdf(b | m0, 2.0 * s0)" in code
    assert "real s0;" in code


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("stanvar(3, name = 'a')", "real a;"), ("stanvar(3L, name = 'a')", "int a;"),
        ("stanvar(c(1, 2), name = 'a')", "vector[2] a;"),
        ("stanvar(1:3, name = 'a')", "array[3] int a;"),
    ],
)  # fmt: skip
def test_the_types_of_r_decide_in_r_text(text, declared):
    assert declared in pm.make_stancode("y ~ x", DATA, stanvars=text)


def test_the_types_of_python_decide_in_python():
    given = pm.stanvar(3, "a") + pm.stanvar(3.0, "half") + pm.stanvar([[1.0, 2.0]], "c")
    code = pm.make_stancode("y ~ x", DATA, stanvars=given)
    assert all(text in code for text in ("int a;", "real half;", "matrix[1, 2] c;"))


@pytest.mark.parametrize("value", [3, {"a": 1}, "prior(normal(0, 1))", [3]])
def test_other_values_are_no_stanvars(value):
    with pytest.raises(InvalidArgument, match="Argument 'stanvars' is invalid"):
        read_stanvars(value)


def test_equal_rows_stay_apart_where_code_of_the_user_may_tell_them_apart():
    many = pd.DataFrame({"y": np.tile([0.1, 0.4, 5.0, 6.0], 80)})
    model = Case("y ~ 1", data=many, stanvars=pm.stanvar(1.0, "a")).built.model
    assert not can_be_counted(model)
    assert can_be_counted(Case("y ~ 1", data=many).built.model)
