"""Normal approximations of a posterior, compared with normal and exact posteriors."""

from __future__ import annotations

import warnings
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.base.errors import ConvergenceWarning, InvalidArgument, NotSupported
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.variational import approximate

MEAN = np.array([1.0, -2.0, 0.5])
COVARIANCE = np.array([[1.0, 0.6, 0.0], [0.6, 2.0, -0.3], [0.0, -0.3, 0.5]])
PRECISION = np.linalg.inv(COVARIANCE)


def normal() -> Any:
    """Return a program whose posterior is a normal distribution."""

    def density(u: np.ndarray) -> tuple[float, np.ndarray]:
        slope = -PRECISION @ (u - MEAN)
        return float(0.5 * (u - MEAN) @ slope), slope

    return SimpleNamespace(
        engine="toy", dimension=3, parameters=("u",), log_density=density,
        constrain=lambda u: {"u": u}, unconstrain=lambda values: np.asarray(values["u"]),
    )  # fmt: skip


def fitted(algorithm: str) -> Any:
    settings = Settings(chains=1, iter=500, seed=1).settled()
    return approximate(normal(), algorithm, 0, settings)


def test_a_normal_posterior_is_found_with_its_correlations() -> None:
    found = fitted("fullrank")
    draws = found.sample.cells["u"][0]
    assert draws.shape == (1000, 3)
    error = np.sqrt(np.diag(COVARIANCE) / 1000)
    assert (np.abs(draws.mean(axis=0) - MEAN) < 5 * error).all()
    # The ratios of equal densities are equal, so the approximation is the posterior itself.
    assert found.log_ratios.std() < 1e-3
    assert found.converged


def test_independent_parameters_have_the_conditional_standard_deviations() -> None:
    draws = fitted("meanfield").sample.cells["u"][0]
    assert np.abs(np.corrcoef(draws.T) - np.eye(3)).max() < 0.12
    np.testing.assert_allclose(draws.std(axis=0), np.diag(PRECISION) ** -0.5, rtol=0.15)


@pytest.fixture(scope="module")
def data() -> pd.DataFrame:
    rng = np.random.default_rng(2)
    return pd.DataFrame({"y": rng.normal(0.4, 1.0, size=30)})


PRIORS = "c(prior(normal(0, 2), Intercept), prior(constant(1), sigma))"


@pytest.mark.parametrize("algorithm", ["meanfield", "fullrank"])
def test_an_exact_posterior_is_found(data: pd.DataFrame, algorithm: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        fit = pm.brm("y ~ 1", data, prior=PRIORS, algorithm=algorithm, seed=3, silent=2)
    precision = 1 / 4 + len(data)
    exact = stats.norm(data["y"].sum() / precision, precision**-0.5)
    draws = fit.posterior["b_Intercept"].ravel()
    assert stats.kstest(draws, exact.cdf).pvalue > 1e-4
    assert fit.posterior.values.shape[:2] == (1, 1000)
    assert f"Draws were sampled using variational({algorithm})." in str(fit)
    assert fit.run.algorithm == algorithm


@pytest.mark.wide
def test_equal_seeds_give_equal_draws_and_update_approximates_again(data: pd.DataFrame) -> None:
    given = {"prior": PRIORS, "algorithm": "fullrank", "silent": 2}
    one, other = (pm.brm("y ~ 1", data, seed=s, **given) for s in (5, 5))
    np.testing.assert_array_equal(one.posterior.values, other.posterior.values)
    again = pm.update(one, seed=6, silent=2)
    assert again.run.algorithm == "fullrank"


@pytest.mark.wide
def test_a_posterior_that_is_not_normal_is_told_by_pareto_k() -> None:
    rng = np.random.default_rng(4)
    y = np.concatenate([rng.normal(-3, 1, 4), rng.normal(3, 1, 3)])
    with pytest.warns(ConvergenceWarning, match="Pareto k"):
        pm.brm(
            "y ~ 1", {"y": y}, "mixture(gaussian, gaussian)", algorithm="meanfield", seed=1,
            silent=2,
        )  # fmt: skip


@pytest.mark.wide
def test_a_direction_in_which_the_posterior_does_not_fall_is_told() -> None:
    x = np.repeat([0.0, 1.0], 20)
    with pytest.warns(ConvergenceWarning, match="does not fall|has not ended"):
        pm.brm(
            "y ~ x", {"y": x.astype(int), "x": x}, "bernoulli", algorithm="meanfield", seed=1,
            silent=2,
        )  # fmt: skip


def test_algorithms_that_are_not_here_are_refused(data: pd.DataFrame) -> None:
    with pytest.raises(NotSupported, match="'algorithm'"):
        pm.brm("y ~ 1", data, algorithm="pathfinder")
    with pytest.raises(InvalidArgument, match="'algorithm'") as caught:
        pm.brm("y ~ 1", data, algorithm="fulrank")
    assert "fullrank" in caught.value.hint
