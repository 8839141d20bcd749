"""Random numbers equal those that R 4.2 drew (tests/reference/random.R)."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy import special

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.rscript.random import RRandom
from pybrms_mix.rscript.random.normal import quantile, quantile_of

CASES = json.loads((Path(__file__).parents[1] / "reference" / "random.json").read_text())


def value(rng: RRandom, call: str) -> np.ndarray:
    """Return the draws of the R text ``call``, which Python evaluates."""
    words = {name: getattr(rng, name) for name in dir(rng) if not name.startswith("_")}
    words |= {
        "c": lambda *parts: np.concatenate([np.atleast_1d(p) for p in parts]),
        "rep": np.repeat,
        "TRUE": True,
        "FALSE": False,
    }
    python = call.replace("1:300", "range(1, 301)").replace("1:3", "[1, 2, 3]")
    return np.asarray(eval(python, words))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['seed']}: {case['call']}")
def test_a_seed_and_a_call_draw_what_r_draws(case: dict) -> None:
    ours, theirs = value(RRandom(case["seed"]), case["call"]), np.array(case["value"])
    np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-300)


def test_the_quantiles_of_the_normal_are_right_in_all_three_regions() -> None:
    p = np.concatenate([10.0 ** -np.arange(1, 18), [0.07, 0.075, 0.3, 0.5, 0.7, 0.925, 0.99]])
    np.testing.assert_allclose(quantile(p), special.ndtri(p), rtol=1e-13, atol=1e-15)
    np.testing.assert_allclose([quantile_of(x) for x in p], quantile(p), rtol=1e-15)
    assert list(quantile([0, 1])) == [-np.inf, np.inf]


def test_without_a_seed_two_streams_differ() -> None:
    assert not np.array_equal(RRandom().runif(5), RRandom().runif(5))


def test_seeding_again_starts_again() -> None:
    rng = RRandom(3)
    first = rng.rnorm(4)
    rng.seed(3)
    np.testing.assert_array_equal(rng.rnorm(4), first)


def test_a_sample_of_words_is_of_these_words() -> None:
    # set.seed(1); sample(c("a", "b", "c", "d", "e")) in R.
    assert list(RRandom(1).sample(list("abcde"))) == ["a", "d", "c", "e", "b"]


def test_what_r_refuses_is_refused() -> None:
    rng = RRandom(1)
    with pytest.raises(InvalidArgument, match="larger than the population"):
        rng.sample(3, 4)
    with pytest.raises(InvalidArgument, match="incorrect number of probabilities"):
        rng.sample(3, 2, prob=[0.5, 0.5])
    with pytest.raises(InvalidArgument, match="'rate' or 'scale' but not both"):
        rng.rgamma(1, 1, 1, 1)
    with pytest.raises(InvalidArgument, match="and not both"):
        rng.rnbinom(1, 1)


def test_impossible_parameters_draw_no_numbers() -> None:
    rng = RRandom(1)
    draws = [rng.rnorm(1, 0, -1), rng.runif(1, 2, 1), rng.rgamma(1, -1), rng.rbeta(1, -1, 1)]
    assert np.isnan(np.concatenate([*draws, rng.rt(1, -1), rng.rpois(1, -1)])).all()
