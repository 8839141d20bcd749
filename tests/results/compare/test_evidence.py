"""Marginal likelihoods: the estimator, Bayes factors and posterior probabilities."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from pybrms_mix import bayes_factor, post_prob
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.results.compare.evidence import Bridge
from pybrms_mix.results.layout import named
from pybrms_mix.sampling.bridge import bridged, relative_error

FACTS = json.loads((Path(__file__).parents[2] / "reference" / "comparison.json").read_text())

ONE = Bridge((-10.0004567,), (4,), (1e-6,))
TWO = Bridge((-11.3004567,), (7,), (1e-6,))


def ratios() -> tuple[np.ndarray, np.ndarray]:
    q = {name: np.array(values) for name, values in FACTS["q"].items()}
    return q["q11"] - q["q12"], q["q21"] - q["q22"]


def test_the_estimate_is_that_of_r_from_the_same_numbers() -> None:
    draws, proposals = ratios()
    logml, steps = bridged(draws, proposals, float(len(draws)))
    assert logml == pytest.approx(FACTS["logml"], abs=1e-8)
    assert steps == FACTS["niter"]


def test_the_error_of_r_takes_the_variance_of_the_weights_twice() -> None:
    draws, proposals = ratios()
    logml, half = FACTS["logml"], 0.5
    at_proposals = 1 / (half + half * np.exp(logml - proposals))
    at_draws = 1 / (half + half * np.exp(draws - logml))
    of_proposals, of_draws = (
        weights.var(ddof=1) / weights.mean() ** 2 / len(weights)
        for weights in (at_proposals, at_draws)
    )
    # R multiplies by the spectrum at 0, which is the variance for independent draws.
    of_r = of_proposals + of_draws * at_draws.var(ddof=1)
    assert of_r == pytest.approx(FACTS["errors"]["re2"], rel=1e-6)
    # The draws are independent, and an estimated effective sample size is capped by their number.
    re2 = relative_error(draws, proposals, logml, float(len(draws)))
    assert re2 == pytest.approx(of_proposals + of_draws, rel=1e-6)


def test_the_estimate_is_near_the_constant_and_its_error_says_how_near() -> None:
    rng = np.random.default_rng(3)
    target, proposal = stats.t(5), stats.norm(0.3, 1.4)
    estimates, errors = [], []
    for _ in range(200):
        x = target.rvs(400, random_state=rng)
        u = proposal.rvs(400, random_state=rng)
        draws, proposals = (2.5 + target.logpdf(v) - proposal.logpdf(v) for v in (x, u))
        logml, _ = bridged(draws, proposals, 400.0)
        estimates.append(logml)
        errors.append(relative_error(draws, proposals, logml, 400.0))
    spread = np.std(estimates)
    assert abs(np.mean(estimates) - 2.5) < 4 * spread / np.sqrt(200)
    assert np.sqrt(np.mean(errors)) == pytest.approx(spread, rel=0.25)


def test_the_error_counts_the_autocorrelation_of_the_weights_of_the_bridge() -> None:
    rng = np.random.default_rng(5)
    target, proposal = stats.norm(0, 1), stats.norm(0, 1.5)
    estimates, errors = [], []
    for _ in range(200):
        chains = rng.normal(size=(4, 300))
        for at in range(1, 300):  # a stationary chain in which squares are correlated by 0.64
            chains[:, at] = 0.8 * chains[:, at - 1] + 0.6 * chains[:, at]
        u = proposal.rvs(2400, random_state=rng)
        draws, proposals = (target.logpdf(v) - proposal.logpdf(v) for v in (chains.ravel(), u))
        logml, _ = bridged(draws, proposals, 250.0)
        estimates.append(logml)
        errors.append(relative_error(draws, proposals, logml, 250.0, chains=4))
    spread = np.std(estimates)
    assert np.sqrt(np.mean(errors)) == pytest.approx(spread, rel=0.25)


def test_ratios_of_any_size_and_density_zero_do_no_harm() -> None:
    draws, proposals = ratios()
    expected, _ = bridged(draws, proposals, 1000.0)
    far, _ = bridged(draws - 5000, proposals - 5000, 1000.0)
    assert far + 5000 == pytest.approx(expected, abs=1e-8)
    proposals[:100] = -np.inf
    assert bridged(draws, proposals, 1000.0)[0] < expected
    assert bridged(draws, proposals, 1000.0, maxiter=1)[1] == 0


def test_estimates_print_as_in_r() -> None:
    assert str(ONE).split("\n") == FACTS["bridge_print"]
    small = Bridge((-0.0005016383,), (4,), (1e-6,))
    assert str(small).split("\n") == FACTS["small_print"]
    several = Bridge(tuple(FACTS["several"]["logml"]), (4, 5, 4), (0.0,) * 3)
    assert str(several).split("\n") == FACTS["several"]["print"]
    assert several.error_measures() == {"min": -0.5, "max": 1.25, "IQR": 0.875}
    assert ONE.error_measures() == {"re2": 1e-6, "cv": 0.001, "percentage": "0%"}


def test_bayes_factors_are_those_of_r() -> None:
    x1, x2 = ONE, TWO
    assert str(bayes_factor(x1, x2)) == FACTS["factor"]
    assert str(bayes_factor(x1, x2, log=True)) == FACTS["log_factor"]
    assert float(bayes_factor(x1, x2)) == pytest.approx(np.exp(1.3))


def test_posterior_probabilities_are_those_of_r() -> None:
    one, two = ONE, TWO
    found = post_prob(one, two)
    np.testing.assert_allclose(found, FACTS["prob"])
    assert str(found).split("\n") == FACTS["prob_print"]
    np.testing.assert_allclose(post_prob(one, two, prior_prob=[0.2, 0.8]), FACTS["prob_prior"])
    with pytest.raises(InvalidArgument, match="match number of elements in prior_prob"):
        post_prob(one, two, prior_prob=[1.0])
    with pytest.raises(InvalidArgument, match="do not sum to one"):
        post_prob(one, two, prior_prob=[0.2, 0.2])


@pytest.mark.parametrize("fact", FACTS["vectors"], ids=lambda f: str(f["names"])[:30])
def test_named_vectors_print_as_in_r(fact: dict[str, list[object]]) -> None:
    many = isinstance(fact["names"], list)
    names, values = (fact[k] if many else [fact[k]] for k in ("names", "values"))
    printed = fact["print"] if isinstance(fact["print"], list) else [fact["print"]]
    assert str(named(values, names)).split("\n") == printed  # type: ignore[arg-type]
