"""Prior predictive checks, compared with an independent simulation."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidPrior
from pybrms_mix.calibrate.prior_check import PriorCheck

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

N, DRAWS = 12, 2000
DATA = pd.DataFrame({
    "y": np.linspace(-3, 4, N), "x": np.linspace(-1, 1, N), "k": np.arange(N) % 3 + 1,
})  # fmt: skip
TWO = "mixture(gaussian, gaussian)"
PRIORS = (
    "prior(normal(0, 1), Intercept, dpar = mu1)", "prior(normal(1, 2), Intercept, dpar = mu2)",
    "prior(exponential(1), sigma1)", "prior(exponential(2), sigma2)", "prior(dirichlet(2), theta)",
)  # fmt: skip
FAST = {"backend": "stanli", "seed": 4}


@cache
def mixed() -> PriorCheck:
    return pm.prior_check("y ~ 1", DATA, TWO, list(PRIORS), ndraws=DRAWS, **FAST)


@cache
def simulated() -> tuple[np.ndarray, np.ndarray]:
    """Return data sets from the same prior, and the components of their rows, by NumPy alone."""
    rng = np.random.default_rng(3)
    mu = np.stack([rng.normal(0, 1, 9 * DRAWS), rng.normal(1, 2, 9 * DRAWS)], axis=1)
    mu = mu[mu[:, 0] < mu[:, 1]][: 3 * DRAWS]
    sigma = rng.exponential([1, 0.5], mu.shape)
    z = (rng.random((len(mu), N)) > rng.beta(2, 2, (len(mu), 1))).astype(int)
    rows = np.arange(len(mu))[:, None]
    return rng.normal(mu[rows, z], sigma[rows, z]), z


def test_data_sets_are_those_of_the_prior():
    y, _ = simulated()
    wanted = {"min": y.min(1), "mean": y.mean(1), "sd": y.std(1, ddof=1), "max": y.max(1)}
    wanted["outside"] = ((y < -3) | (y > 4)).mean(1)
    found = mixed().table
    assert list(found.index) == list(wanted)
    for name, values in wanted.items():
        # The error of an empirical quantile of this number of draws, as a probability.
        for column in found.columns[:-1]:
            prob = float(column.removesuffix("%")) / 100
            below = (values < found.loc[name, column]).mean()
            upto = (values <= found.loc[name, column]).mean()
            assert below - 0.04 <= prob <= upto + 0.04, (name, column)


def test_beside_them_stand_the_statistics_of_the_data():
    data = mixed().table["data"]
    wanted = [-3, DATA["y"].mean(), DATA["y"].std(), 4, 0]
    assert data.to_numpy() == pytest.approx(wanted)


def test_components_have_their_shares_and_may_be_empty():
    y, z = simulated()
    table = mixed().components
    for k in (0, 1):
        shares = (z == k).mean(axis=1)
        means = [one[own == k].mean() for one, own in zip(y, z, strict=True) if (own == k).any()]
        assert table.loc[k + 1, "share"] == pytest.approx(np.median(shares), abs=1 / N)
        assert table.loc[k + 1, "empty"] == pytest.approx((shares == 0).mean(), abs=0.02)
        assert table.loc[k + 1, "mean"] == pytest.approx(np.median(means), abs=0.15)


def test_it_is_printed_with_its_model():
    text = str(mixed())
    assert "mixture(gaussian, gaussian) of DATA" in text
    assert f"{DRAWS} data sets of {N} rows" in text
    assert "component" in text
    assert "component" not in str(
        pm.prior_check("y ~ 1", DATA, prior=list(PRIORS[:0]), ndraws=8, **FAST)
    )


def test_categories_have_their_shares():
    """The middle category lies between two ordered thresholds with the same normal prior."""
    found = pm.prior_check("k ~ 1", DATA, "cumulative", "prior(normal(0, 1), Intercept)",
                           ndraws=DRAWS, **FAST)  # fmt: skip
    cuts = np.sort(np.random.default_rng(1).normal(size=(20_000, 2)), axis=1)
    at = stats.logistic.cdf(cuts)
    wanted = np.random.default_rng(2).binomial(N, at[:, 1] - at[:, 0]) / N
    assert list(found.table.index) == ["share of 1", "share of 2", "share of 3"]
    assert found.table.loc["share of 2", "50%"] == pytest.approx(np.median(wanted), abs=1 / N)
    assert found.table.loc["share of 2", "data"] == pytest.approx(1 / 3)
    assert len(found.plot().axes) == 1


def test_counts_have_a_share_of_zeros():
    data = pd.DataFrame({"n": [0, 1, 0, 5]})
    found = pm.prior_check("n ~ 1", data, "poisson", "prior(normal(0, 0.01), Intercept)",
                           ndraws=400, **FAST)  # fmt: skip
    assert found.table.loc["zeros", "data"] == 0.5
    draws = np.asarray(found.fit.posterior_predict(seed=1))
    assert (draws == 0).mean() == pytest.approx(np.exp(-1), abs=0.05)
    assert len(found.plot().axes) == 3


def test_a_response_is_not_needed_where_no_prior_is_made_of_it():
    rows = DATA[["x"]]
    found = pm.prior_check("y ~ 1", rows, TWO, list(PRIORS), ndraws=DRAWS, **FAST)
    assert list(found.table.index) == ["min", "mean", "sd", "max"]
    assert "data" not in found.table
    same = mixed().table.drop(columns="data").drop(index="outside")
    pd.testing.assert_frame_equal(found.table, same)
    assert len(found.plot().axes) == 4
    with pytest.raises(InvalidArgument, match="which the data lack"):
        found.plot("stat")


@pytest.mark.parametrize("family", ["gaussian", "lognormal", "Gamma(link = 'log')", "poisson"])
def test_a_default_prior_of_a_response_that_is_not_there_is_refused(family):
    with pytest.raises(InvalidPrior, match="no response 'y', which the default prior") as caught:
        pm.prior_check("y ~ 1", DATA[["x"]], family, **FAST)
    assert "Set a prior: prior(" in caught.value.hint


def test_defaults_that_look_at_no_response_need_none():
    found = pm.prior_check("y ~ 1", DATA[["x"]], "bernoulli", ndraws=8, **FAST)
    assert "zeros" in found.table.index


def test_an_improper_prior_is_refused_with_one_to_give():
    with pytest.raises(InvalidPrior, match="parameter 'b_mu1'") as caught:
        pm.prior_check("y ~ x", DATA, TWO, list(PRIORS), **FAST)
    assert caught.value.hint == "Set a prior: prior(normal(0, 5), class = b, dpar = mu1)"


@pytest.mark.parametrize("wrong", [{"ndraws": 0}, {"ndraws": 2.5}, {"sample_prior": "no"}])
def test_what_cannot_be_asked_for_is_refused(wrong):
    with pytest.raises(InvalidArgument):
        pm.prior_check("y ~ 1", DATA, TWO, list(PRIORS), **wrong)


def test_heavy_tails_do_not_widen_the_picture():
    wide = ["prior(cauchy(0, 1), Intercept)", "prior(cauchy(0, 1), sigma)"]
    found = pm.prior_check("y ~ 1", DATA, "gaussian", wide, ndraws=1000, **FAST)
    assert found.table.loc["max", "97.5%"] > 20
    low, high = found.plot().axes[0].get_xlim()
    assert low < -3 < 4 < high
    assert high - low < 40


def test_responses_that_are_no_numbers_are_told():
    wide = ["prior(normal(0, 600), Intercept)", "prior(exponential(1), sigma)"]
    found = pm.prior_check("y ~ 1", DATA[["x"]], "lognormal", wide, ndraws=200, **FAST)
    assert "data sets some responses are infinite" in str(found)
    assert found.plot().axes


def test_other_pictures_are_those_of_posterior_checks():
    assert len(mixed().plot("stat", stat="max").axes) == 1
    with pytest.raises(InvalidArgument, match="not a valid ppc type"):
        mixed().plot("overvieww")
