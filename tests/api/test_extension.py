"""A discrete family of two parameters with a link of its own, from outside of the package."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import special

import pybrms_mix as pm
from pybrms_mix.api.extension import Extension
from pybrms_mix.base.bounds import UNIT
from pybrms_mix.base.errors import InvalidFamily, InvalidFile
from pybrms_mix.family.base import Array, Density, Dpar, Dpars, Extra, Family
from pybrms_mix.family.dpars import COUNT, FROM_ZERO, LIMITED, mu
from pybrms_mix.family.link import Link
from pybrms_mix.stan.engines.protocol import ProgramError
from pybrms_mix.store.save_load import load, save
from tests.programs import Case, stanc

FILES = {
    "gpois.stan": """
real gpois_lpmf(int y, real mu, real delta) {
  real rate = mu * (1 - delta);
  return log(rate) + (y - 1) * log(rate + delta * y) - rate - delta * y - lgamma(y + 1);
}
""",
    "inv_loglog.stan": "real inv_loglog(real x) {\n  return exp(-exp(-x));\n}\n",
    "inv_loglog_each.stan": "vector inv_loglog_each(vector x) {\n  return exp(-exp(-x));\n}\n",
}
LOGLOG = Link(
    "loglog", "inv_loglog", lambda p: -np.log(-np.log(p)), lambda x: np.exp(-np.exp(-x)),
    needs="inv_loglog",
)  # fmt: skip
DELTA = Dpar("delta", ("loglog", "logit"), UNIT, "beta(1, 3)", "normal(0, 2)")


def log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the log density of the generalised Poisson distribution (Consul 1989)."""
    rate, delta = d["mu"] * (1 - d["delta"]), d["delta"]
    inside = np.log(rate) + (y - 1) * np.log(rate + delta * y) - rate - delta * y
    return np.asarray(inside - special.gammaln(y + 1.0))


def sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    """Return the sizes of branching processes: each member has Poisson children."""
    mean, delta = np.broadcast_arrays(d["mu"], d["delta"])
    generation = rng.poisson(mean * (1 - delta))
    size = generation.copy()
    while generation.any():
        generation = rng.poisson(delta * generation)
        size += generation
    return size


GPOIS = Family(
    name="gpois", dpars=(mu(COUNT), DELTA), values="int", support=FROM_ZERO,
    density=Density("gpois", ("mu", "delta"), functions=("gpois",)), log_density=log_density,
    mean=lambda d, extra: d["mu"], sample=sample, additions=LIMITED, origin="tests",
)  # fmt: skip
FORMULA = "bf(y ~ z, delta1 ~ z)"
LOGIT = "gpois(link_delta = 'logit')"
TWO = "mixture(gpois, gpois)"
DATA = pd.DataFrame({"y": [0, 1, 1, 2, 0, 3, 9, 12, 20, 11], "z": np.linspace(-1, 1, 10), "c": 0})


@pytest.fixture
def extension(tmp_path: Path) -> Extension:
    folder = tmp_path / "templates" / "functions"
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return Extension(families=(GPOIS,), links=(LOGLOG,), templates=folder.parent)


def test_the_program_has_the_link_and_the_density_of_numpy(extension: Extension) -> None:
    with extension:
        case = Case(FORMULA, TWO, data=DATA)
        assert "vector[N] delta1 = inv_loglog_each(" in case.program
        stanc(case.program)
        for seed in range(3):
            point = case.point(seed)
            assert case.log_lik(point).sum() == pytest.approx(case.stan_log_lik(point), rel=1e-9)


def test_the_link_applies_to_predictions(extension: Extension) -> None:
    truth = {
        "b_mu1_Intercept": 0.1, "b_mu1_z": 0.2, "b_mu2_Intercept": 2.0, "b_mu2_z": 0.0,
        "b_delta1_Intercept": 0.3, "b_delta1_z": -0.5, "delta2": 0.4, "theta1": 0.5, "theta2": 0.5,
    }  # fmt: skip
    with extension:
        draws = pd.DataFrame(truth, index=range(400))
        fit = pm.fit_from_draws(FORMULA, DATA, TWO, draws=draws)
        predictor = 0.3 - 0.5 * DATA["z"].to_numpy()
        deltas = fit.posterior_epred(dpar="delta1")
        assert deltas[0] == pytest.approx(np.exp(-np.exp(-predictor)))
        assert fit.posterior_linpred(dpar="delta1")[0] == pytest.approx(predictor)
        drawn = fit.posterior_predict(newdata=DATA.tail(1), component=2, seed=1)
        assert drawn.mean() == pytest.approx(np.exp(2), abs=4 * drawn.std() / 20)
        assert "inv_logit(" in pm.make_stancode("bf(y ~ 1, delta ~ z)", DATA, LOGIT)


def test_a_stored_fit_needs_the_extension(extension: Extension, tmp_path: Path) -> None:
    with extension:
        file = save(pm.brm(FORMULA, DATA, TWO, empty=True), tmp_path / "fit")
        assert load(file).nobs == len(DATA)
    with pytest.raises(InvalidFile, match="gpois is not a supported family") as caught:
        load(file)
    assert "its Extension must be active" in caught.value.hint
    with pytest.raises(InvalidFamily):
        pm.make_stancode(FORMULA, DATA, TWO)


def test_a_function_that_the_extension_lacks_is_a_fault_of_the_extension(
    extension: Extension,
) -> None:
    with extension, pytest.raises(ProgramError, match="gpois_lccdf") as caught:
        pm.brm("y | cens(c) ~ z", DATA, "gpois", chains=1, iter=20, silent=2)
    assert "an extension that is active" in caught.value.hint


def test_a_link_of_the_package_is_not_replaced() -> None:
    with pytest.raises(ValueError, match="already in use: logit"):
        Extension(links=(Link("logit", "inv_logit", np.log, np.exp),)).add()
