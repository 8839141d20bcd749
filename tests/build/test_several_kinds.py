"""Models of several responses: ordinal, non-linear and custom families, bounded parameters."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidFormula
from pybrms_mix.model import values
from pybrms_mix.start.several import SeveralGuess
from tests.programs import Case
from tests.results.made import made

ALONE = " + set_rescor(FALSE)"
FOO = (
    'custom_family("foo", dpars = c("mu", "tau"), links = c("identity", "log"), lb = c(NA, 0), '
    'vars = "vreal1[n]")'
)
CODE = pm.stanvar(
    block="functions",
    scode="real foo_lpdf(real y, real mu, real t, real v) { return normal_lpdf(y | mu, t * v); }",
)


def data(rows: int = 24) -> pd.DataFrame:
    rng = np.random.default_rng(4)
    x, z, y = rng.normal(size=(3, rows))
    return pd.DataFrame(
        {"y": y + x, "x": x, "z": z, "pos": rng.gamma(3, 1, rows) + 0.2,
         "v": rng.uniform(1, 2, rows), "o": rng.integers(1, 5, rows), "p": rng.integers(1, 4, rows),
         "fa": np.resize([*"ab"], rows), "g": np.resize([*"stuv"], rows)}
    )  # fmt: skip


# The results of each response alone, and in a model of several responses.
KINDS = {
    "cumulative": "o ~ x, family = cumulative()",
    "acat": "o ~ cs(x) + z, disc ~ z, family = acat()",
    "groups of thresholds": "o | thres(gr = fa) ~ x, family = sratio()",
    "ordinal mixture": 'o ~ x, family = mixture(cumulative, cumulative, order = "mu")',
    "non-linear": "y ~ a * exp(b * x), a ~ 1 + (1 | g), b ~ z, nl = TRUE, family = gaussian()",
    "non-linear sigma": "y ~ x, nlf(sigma ~ a * x), a ~ 1, family = student()",
    "ordinal non-linear": "o ~ a * x, a ~ 1, nl = TRUE, family = cumulative()",
    "shifted": "pos ~ x, family = shifted_lognormal()",
    "extreme": "y ~ x, family = gen_extreme_value()",
    "mixture of extremes": "y ~ x, family = mixture(gen_extreme_value, gaussian)",
}
BESIDE = "bf(p ~ a + x, a ~ 1, nl = TRUE, family = cratio()) + bf(z ~ x, family = gaussian())"


def case(formula: str) -> Case:
    """Return the model with a prior for each non-linear parameter."""
    table = pm.get_prior(formula, data()).to_frame()
    inner = {(row.nlpar, row.resp) for row in table.itertuples() if row.nlpar}
    prior = [f"prior(normal(0, 1), nlpar = {n}, resp = {resp})" for n, resp in sorted(inner)]
    return Case(formula, "gaussian()", tuple(prior), data=data())


@pytest.mark.parametrize("name", KINDS)
def test_the_program_of_several_responses_computes_what_numpy_computes(name):
    several = case(f"bf({KINDS[name]}) + {BESIDE}{ALONE}")
    for seed in (1, 2):
        point = several.point(seed)
        want = several.log_lik(point)
        np.testing.assert_allclose(several.stan_log_lik(point), want.sum(), rtol=1e-9)
        draws, views = several.draws(point), several.built.model.views
        each = [values.log_lik(v, draws)[0] for v in views.values()]
        np.testing.assert_allclose(sum(each), want, rtol=1e-12)


def test_each_response_has_the_data_of_its_own_custom_family():
    rows = data().assign(w=lambda d: d["v"] + 1)
    each = [f"y | vreal(v) ~ x, family = {FOO}", f"z | vreal(w) ~ x, family = {FOO}"]
    model = Case(f"bf({each[0]}) + bf({each[1]}){ALONE}", "gaussian()", data=rows, stanvars=CODE)
    np.testing.assert_array_equal(model.standata["vreal1_y"], rows["v"])
    np.testing.assert_array_equal(model.standata["vreal1_z"], rows["w"])
    point = model.point(1)
    draws = model.draws(point)
    want = 0.0
    for resp, column in (("y", "v"), ("z", "w")):
        mu = draws[f"b_{resp}_Intercept"] + draws[f"b_{resp}_x"] * rows["x"].to_numpy()
        want += stats.norm.logpdf(rows[resp], mu, draws[f"tau_{resp}"] * rows[column]).sum()
    np.testing.assert_allclose(model.stan_log_lik(point), want)


@pytest.mark.parametrize("name", ["cumulative", "non-linear", "shifted", "extreme"])
def test_starts_are_those_of_the_single_responses(name):
    model = case(f"bf({KINDS[name]}) + bf(z ~ x, family = gaussian()){ALONE}").built.model
    starts = SeveralGuess(model).candidates()
    assert starts and any(n.startswith("Intercept_z") for n in starts[0])


def test_non_linear_parameters_of_two_responses_may_have_one_name():
    formula = "bf(y ~ a * x, a ~ 1, nl = TRUE) + bf(z ~ a - x, a ~ x, nl = TRUE)" + ALONE
    table = pm.get_prior(formula, data()).to_frame()
    rows = table[table["nlpar"] == "a"]
    assert {*rows["resp"]} == {"y", "z"}
    text = (pm.bf("y ~ a * x", "a ~ 1") + pm.bf("z ~ x") + pm.set_nl(resp="y")).text()
    again = pm.make_stancode(text + ALONE, data(), prior="prior(normal(0, 1), nlpar = a, resp = y)")
    assert "nlp_y_a" in again
    with pytest.raises(InvalidFormula, match="without the response variable name"):
        pm.bf("y ~ x") + pm.bf("z ~ x") + pm.set_nl()


def test_predictions_of_an_ordinal_response_of_several_are_those_that_it_has_alone():
    cuts = {f"b_o_Intercept[{k}]": (v, 0) for k, v in enumerate((-1.0, 0.2, 1.1), 1)}
    several = made(
        f"bf(o ~ x, family = cumulative()) + bf(z ~ x, family = gaussian()){ALONE}", data(),
        "gaussian()", {**cuts, "b_o_x": (0.4, 0), "b_z_Intercept": 0, "b_z_x": 1, "sigma_z": 1,
         "disc_o": (1, 0)},
    )  # fmt: skip
    plain = {n.replace("_o_", "_"): v for n, v in cuts.items()}
    alone = made("o ~ x", data(), "cumulative()", {**plain, "b_x": (0.4, 0), "disc": (1, 0)})
    np.testing.assert_allclose(several.fitted(resp="o").values, alone.fitted().values)
    np.testing.assert_allclose(several.posterior_epred(resp="o"), alone.posterior_epred())
    assert several.posterior_predict(seed=1).shape == (50, 24, 2)
    assert [*several.conditional_effects(resp="o")]
    with pytest.raises(InvalidArgument, match="probabilities, one for each category"):
        several.posterior_epred()


@pytest.mark.slow
def test_a_non_linear_model_of_several_responses_is_fitted_and_updated():
    formula = "bf(y ~ a * x, a ~ 1, nl = TRUE) + bf(o ~ x, family = acat()) + bf(z ~ 1)" + ALONE
    fit = pm.brm(formula, data(), "gaussian()", "prior(normal(0, 1), nlpar = a, resp = y)",
                 chains=1, iter=200, seed=1, silent=2)  # fmt: skip
    assert abs(float(fit.fixef().loc["y_a_Intercept", "Estimate"]) - 1) < 0.6
    assert fit.update(seed=2, iter=60, chains=1).ndraws() == 30
