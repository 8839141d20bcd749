"""Hypotheses about mixing proportions find the draws from their prior."""

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.api.from_draws import fit_from_draws


@pytest.fixture(scope="module")
def fit():
    rng = np.random.default_rng(1)
    n = 4000
    theta = rng.beta(20, 20, n)
    prior = rng.dirichlet([2, 2], n)
    draws = pd.DataFrame(
        {
            "b_mu1_Intercept": rng.normal(size=n), "b_mu2_Intercept": 5 + rng.normal(size=n),
            "sigma1": np.ones(n), "sigma2": np.ones(n), "theta1": theta, "theta2": 1 - theta,
            "prior_theta[1]": prior[:, 0], "prior_theta[2]": prior[:, 1],
        }
    )  # fmt: skip
    data = pd.DataFrame({"y": [0.0, 1.0, 5.0, 6.0]})
    return fit_from_draws("y ~ 1", data, "mixture(gaussian, gaussian)", draws)


def test_the_draws_of_a_proportion_are_those_of_its_prior(fit):
    found = pm.prior_draws(fit, ["theta1", "theta2"])
    np.testing.assert_allclose(found.sum(axis=1), 1)
    assert found["theta1"].var() == pytest.approx(0.25 / 5, rel=0.1)


def test_evidence_of_a_proportion_is_the_ratio_of_densities(fit):
    found = pm.hypothesis(fit, "theta1 = 0.5", class_=None)
    from scipy import stats

    exact = stats.beta(20, 20).pdf(0.5) / stats.beta(2, 2).pdf(0.5)
    assert found.hypothesis["Evid.Ratio"].iloc[0] == pytest.approx(exact, rel=0.1)
