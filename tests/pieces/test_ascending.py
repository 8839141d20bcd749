"""Components identified by the order of their proportions: ``order = "theta"``."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidFormula

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

BY_SIZE = "mixture(gaussian, gaussian, order = 'theta')"
PRIORS = [
    "prior(normal(3, 5), Intercept, dpar = mu1)",
    "prior(normal(3, 5), Intercept, dpar = mu2)",
    "prior(exponential(1), sigma1)",
    "prior(exponential(1), sigma2)",
]
RNG = np.random.default_rng(1)
DATA = pd.DataFrame({"y": np.r_[RNG.normal(0, 1, 70), RNG.normal(6, 1, 30)], "x": np.ones(100)})
SHORT = {"chains": 2, "seed": 1, "silent": 2, "backend": "stanli"}


def test_the_smaller_cluster_is_the_first_component_whatever_its_mean():
    fit = pm.brm("y ~ 1", DATA, BY_SIZE, PRIORS, iter=400, **SHORT)
    assert (fit.draws["theta1"] < fit.draws["theta2"]).all()
    assert fit.draws["b_mu1_Intercept"].mean() == pytest.approx(6, abs=0.5)
    assert pm.mode_check(fit).healthy


def test_the_prior_is_the_dirichlet_where_it_ascends():
    prior = [*PRIORS, "prior(dirichlet(2, 1), theta)"]
    fit = pm.brm("y ~ 1", DATA, BY_SIZE, prior, iter=6000, sample_prior="only", **SHORT)
    drawn = np.random.default_rng(2).dirichlet([2, 1], 100_000)
    want = drawn[drawn[:, 0] < drawn[:, 1], 0]
    assert fit.draws["theta1"].mean() == pytest.approx(want.mean(), abs=0.012)
    assert fit.draws["theta1"].std() == pytest.approx(want.std(), abs=0.012)


def test_the_family_is_written_with_its_order():
    fit = pm.brm("y ~ 1", DATA, BY_SIZE, PRIORS, empty=True)
    assert 'order = "theta"' in fit.source["family"]


def test_proportions_that_are_predicted_or_given_have_no_order():
    with pytest.raises(InvalidFormula, match="neither predicted nor given"):
        pm.make_stancode(pm.bf("y ~ 1", "theta1 ~ x"), DATA, BY_SIZE)
    with pytest.raises(InvalidFormula, match="neither predicted nor given"):
        pm.make_stancode(pm.bf("y ~ 1", theta1=1, theta2=2), DATA, BY_SIZE)


def test_starting_values_have_to_ascend():
    with pytest.raises(InvalidArgument, match="must start in increasing order"):
        pm.brm("y ~ 1", DATA, BY_SIZE, init={"theta1": 0.7, "theta2": 0.3}, iter=50, **SHORT)
