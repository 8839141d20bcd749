"""The bootstrap test of K - 1 against K components, compared with optima of SciPy.

``python -m benchmarks.level`` measures how often the test rejects one component.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize
from scipy.special import expit, logsumexp
from scipy.stats import norm, poisson

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.refits import likelihood_ratio as module
from pybrms_mix.refits.bootstrap_lrt import BootstrapLRT

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

bootstrap_lrt = partial(pm.bootstrap_lrt, executor=1, silent=2)

WIDE = 2.0  # standard deviation of the priors of the intercepts


def priors(count: int) -> list[str]:
    if count == 1:
        return [f"prior(normal(1, {WIDE}), Intercept)"]
    own = [f"prior(normal(1, {WIDE}), Intercept, dpar = mu{k + 1})" for k in range(count)]
    return [*own, "prior(dirichlet(2), theta)"]


def counts(rng, rates=(4.0,), each=40) -> pd.DataFrame:
    return pd.DataFrame({"y": rng.poisson(rates, (each, len(rates))).ravel()})


def log_lik(u, y):
    if len(u) == 1:
        return poisson.logpmf(y, np.exp(u)).sum()
    weights = np.log([expit(u[2]), expit(-u[2])])
    return logsumexp(weights + poisson.logpmf(y[:, None], np.exp(u[:2])), axis=1).sum()


def penalty(u):
    found = norm.logpdf(u[:2], 1, WIDE).sum()
    return found if len(u) == 1 else found + 2 * np.log(expit(u[2]) * expit(-u[2]))


def ratio(y):
    """Return the statistic at the optima of a search from many starts."""
    found = []
    for starts in ([[1.0]], [[a, b, c] for a in (0, 1) for b in (1.2, 2.5) for c in (-2, 0, 2)]):
        ends = [minimize(lambda u: -log_lik(u, y) - penalty(u), s, tol=1e-9) for s in starts]
        found.append(log_lik(min(ends, key=lambda e: e.fun).x, y))
    return 2 * (found[1] - found[0])


@pytest.fixture
def drawn(monkeypatch):
    """Return the list to which the simulated responses are added."""
    kept, own = [], module.sampled

    def sampled(rows):
        found = own(rows)
        kept.append(found[0][0])
        return found

    monkeypatch.setattr(module, "sampled", sampled)
    return kept


def test_every_statistic_is_that_of_optima_found_by_another_search(drawn):
    frame = counts(np.random.default_rng(3), (2.0, 6.0), 30)
    found = bootstrap_lrt("y ~ 1", frame, "poisson", priors, n=6, order="none", seed=1)
    assert found.statistic == pytest.approx(ratio(frame["y"].to_numpy()), abs=2e-3)
    assert found.simulated == pytest.approx([ratio(y) for y in drawn], abs=2e-3)
    assert (found.K, found.failed, len(drawn)) == (2, 0, 6)


def test_the_simulations_are_those_of_the_smaller_model_at_its_mode(drawn):
    frame = counts(np.random.default_rng(3))
    bootstrap_lrt("y ~ 1", frame, "poisson", priors, n=60, gradients=1, seed=1)
    y = np.array(drawn)
    mode = minimize(lambda u: -log_lik(u, frame["y"].to_numpy()) - penalty(u), [1.0]).x
    error = np.exp(mode[0] / 2) / np.sqrt(y.size)
    assert abs(y.mean() - np.exp(mode[0])) < 4 * error
    assert y.var() == pytest.approx(np.exp(mode[0]), rel=4 * np.sqrt(2 / y.size))


def test_whole_groups_are_simulated_from_one_component(drawn):
    rng = np.random.default_rng(1)
    person = np.repeat(np.arange(12), 6)
    y = rng.normal(10.0 * (person % 2), 1)
    frame = pd.DataFrame({"y": y, "id": person})
    found = bootstrap_lrt("y ~ 1", frame, "gaussian", K=3, n=4, gr="id", gradients=50, seed=1)
    assert len(found.simulated) == 4
    for y in drawn:
        spread = pd.Series(y).groupby(person).std()
        assert y.std() > 3
        assert spread.max() < 3


def test_trials_stay_and_equal_seeds_give_equal_results(drawn):
    rng = np.random.default_rng(1)
    frame = pd.DataFrame({"n": rng.integers(5, 9, 30)}).assign(
        y=lambda d: rng.binomial(d["n"], 0.4)
    )
    arguments = {"n": 3, "gradients": 1, "seed": 4}
    one, two = (
        bootstrap_lrt("y | trials(n) ~ 1", frame, "binomial", **arguments) for _ in range(2)
    )
    assert one.simulated.tolist() == two.simulated.tolist()
    assert all((y <= frame["n"]).all() for y in drawn)


def test_two_clusters_are_told_from_one_and_not_taken_for_three():
    frame = pd.DataFrame({"y": np.random.default_rng(2).normal([0, 4], 1, (30, 2)).ravel()})
    two = bootstrap_lrt("y ~ 1", frame, "gaussian", n=9, gradients=50, seed=2)
    assert two.p_value == 0.1
    three = bootstrap_lrt("y ~ 1", frame, "gaussian", K=3, n=9, gradients=50, seed=1)
    assert three.p_value > 0.1


def test_processes_and_stored_statistics_change_nothing(tmp_path: Path, monkeypatch) -> None:
    frame = counts(np.random.default_rng(3), (2.0, 6.0), 20)
    arguments = {"n": 4, "gradients": 5, "seed": 1}
    here = bootstrap_lrt("y ~ 1", frame, "poisson", **arguments)
    there = pm.bootstrap_lrt(
        "y ~ 1", frame, "poisson", **arguments, executor=2, file=tmp_path, silent=2
    )
    np.testing.assert_array_equal(here.simulated, there.simulated)
    assert len(list(tmp_path.glob("*.ratio"))) == 4

    def never(rows):
        raise AssertionError("a stored statistic is made again")

    monkeypatch.setattr(module, "sampled", never)
    again = bootstrap_lrt("y ~ 1", frame, "poisson", **arguments, file=tmp_path)
    np.testing.assert_array_equal(here.simulated, again.simulated)
    with pytest.raises(AssertionError):
        bootstrap_lrt("y ~ 1", frame, "poisson", n=4, gradients=5, seed=2, file=tmp_path)


def test_failed_searches_do_not_make_the_test_reject():
    found = BootstrapLRT(2, 5.0, np.array([1.0, 6.0, np.nan, 2.0]))
    assert found.failed == 1
    assert found.p_value == 3 / 5
    assert "1 searches found no mode" in str(found)
    assert "p = 0.6 (4 simulations from K = 1)" in str(found)


@pytest.mark.parametrize(
    ("formula", "family", "says"),
    [
        ("y ~ 1", "mixture(poisson, poisson)", r"bootstrap_lrt\(\) makes the mixtures itself"),
        ("y ~ 1 + (1 | g)", "poisson", "group-level effects"),
        ("y | weights(w) ~ 1", "poisson", "responses with weights cannot be simulated"),
        ("y | cens(c) ~ 1", "poisson", "responses with .*cens.* cannot be simulated"),
    ],
)
def test_what_cannot_be_simulated_is_refused(formula, family, says):
    frame = pd.DataFrame({"y": [1, 2, 3, 4] * 3, "g": list("abcd") * 3, "w": 2.0, "c": 0})
    with pytest.raises(InvalidArgument, match=says):
        bootstrap_lrt(formula, frame, family, n=2)
