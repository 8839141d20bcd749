"""Identities that hold for any mixture, on models and draws from Hypothesis."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.special import logsumexp

from pybrms_mix import brm, fit_from_draws, log_lik, posterior_epred, posterior_predict, pp_mixture
from pybrms_mix.base.errors import PybrmsWarning
from pybrms_mix.model import values
from pybrms_mix.results.fit import Fit

POOLS = {
    "y": ("gaussian", "student", "skew_normal", "exgaussian"),
    "pos": ("Gamma(log)", "weibull", "lognormal", "exponential"),
    "count": ("poisson", "negbinomial", "geometric", "zero_inflated_poisson"),
}
CLOSE = {"rtol": 1e-9, "atol": 1e-12}
FEW = settings(max_examples=8, deadline=None)


@dataclass(frozen=True)
class Mix:
    """A mixture: its response, components, and whether groups and proportions have formulas."""

    response: str
    families: tuple[str, ...]
    theta: bool
    groups: bool

    @property
    def formula(self) -> str:
        right = "x + (1 | g)" if self.groups else "x"
        theta = f", theta{len(self.families)} ~ x" if self.theta else ""
        return f"bf({self.response} ~ {right}{theta})"

    @property
    def family(self) -> str:
        return f"mixture({', '.join(self.families)}, order = FALSE)"


@st.composite
def mixes(draw: st.DrawFn) -> Mix:
    response = draw(st.sampled_from(sorted(POOLS)))
    families = draw(st.lists(st.sampled_from(POOLS[response]), min_size=2, max_size=3))
    theta = draw(st.booleans()) and len(families) == 2
    return Mix(response, tuple(families), theta, draw(st.booleans()))


def data(rows: int = 9, seed: int = 5) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "x": rng.normal(size=rows),
            "g": rng.choice(list("abc"), rows),
            "y": rng.normal(0, 2, rows),
            "pos": rng.gamma(2, 1, rows) + 0.1,
            "count": rng.poisson(2, rows),
        }
    )


@cache
def empty(mix: Mix) -> Fit:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PybrmsWarning)
        return brm(mix.formula, data(), mix.family, empty=True)


def draws(mix: Mix, seed: int, count: int = 6) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    found = {}
    for variable in empty(mix).model.variables:
        noise = rng.normal(0, 0.4, count)
        free = variable.kind in ("b", "r") or variable.name.startswith("alpha")
        found[variable.name] = noise if free else np.exp(noise)
        if variable.name.startswith("zi"):
            found[variable.name] = 0.3 * np.exp(-np.exp(noise))
        if variable.name.startswith("nu"):
            found[variable.name] = 3 + np.exp(noise)
        # Distributions whose mean a few thousand draws estimate.
        if variable.name.startswith("shape"):
            found[variable.name] = 1 + np.exp(noise)
        if variable.name.startswith("sigma"):
            found[variable.name] = 0.6 * np.exp(noise)
    total = sum(v for n, v in found.items() if n.startswith("theta"))
    return pd.DataFrame({n: v / total if n.startswith("theta") else v for n, v in found.items()})


def fit_of(mix: Mix, table: pd.DataFrame, rows: pd.DataFrame | None = None) -> Fit:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PybrmsWarning)
        return fit_from_draws(mix.formula, data() if rows is None else rows, mix.family, table)


SEEDS = st.integers(0, 1000)
# Fixed models for tests with random results: Hypothesis would search for failures by chance.
ALWAYS = settings(FEW, derandomize=True)


@FEW
@given(mixes(), SEEDS)
def test_memberships_sum_to_one_and_are_bayes_rule(mix: Mix, seed: int) -> None:
    fit = fit_of(mix, draws(mix, seed))
    theta = posterior_epred(fit, dpar="theta")
    np.testing.assert_allclose(theta.sum(axis=2), 1, **CLOSE)
    y, extra = values.response(fit.model)
    joint = []
    for k, component in enumerate(fit.model.mixture.components):
        own = {
            d.name: posterior_epred(fit, dpar=f"{d.name}{component.number}")
            for d in component.family.dpars
        }
        joint.append(np.log(theta[:, :, k]) + component.family.log_density(y, own, extra))
    expected = np.stack(joint, axis=2)
    np.testing.assert_allclose(log_lik(fit), logsumexp(expected, axis=2), **CLOSE)
    members = pp_mixture(fit, summary=False)
    np.testing.assert_allclose(members.sum(axis=2), 1, **CLOSE)
    np.testing.assert_allclose(
        members, np.exp(expected - logsumexp(expected, axis=2, keepdims=True)), rtol=1e-8
    )


@FEW
@given(mixes(), SEEDS, st.permutations(range(9)))
def test_rows_that_change_places_change_places_in_the_answer(
    mix: Mix, seed: int, order: list[int]
) -> None:
    table = draws(mix, seed)
    one = fit_of(mix, table)
    other = fit_of(mix, table, data().iloc[order])
    for function in (log_lik, posterior_epred):
        np.testing.assert_allclose(function(other), function(one)[:, order], **CLOSE)
    np.testing.assert_allclose(
        pp_mixture(other, summary=False), pp_mixture(one, summary=False)[:, order], **CLOSE
    )


@FEW
@given(mixes(), SEEDS)
def test_the_data_as_new_data_give_the_same(mix: Mix, seed: int) -> None:
    fit = fit_of(mix, draws(mix, seed))
    for function in (log_lik, posterior_epred):
        np.testing.assert_array_equal(function(fit, newdata=data()), function(fit))
    for none in ("NA", None):
        np.testing.assert_array_equal(
            pp_mixture(fit, data(), none, summary=False), pp_mixture(fit, None, none, summary=False)
        )
        y, z = posterior_predict(fit, data(), none, components=True, seed=3)
        again, same = posterior_predict(fit, None, none, components=True, seed=3)
        np.testing.assert_array_equal(y, again)
        np.testing.assert_array_equal(z, same)


def swapped(name: str) -> str:
    """Return the name of a variable with the numbers of the first two components exchanged."""
    return name.translate(str.maketrans("12", "21"))


@FEW
@given(mixes(), SEEDS)
def test_equal_components_that_change_places_change_nothing_but_their_columns(
    mix: Mix, seed: int
) -> None:
    assume(not mix.theta)
    pair = Mix(mix.response, (mix.families[0], *mix.families[:1], *mix.families[2:]), False,
               mix.groups)  # fmt: skip
    table = draws(pair, seed)
    one, other = fit_of(pair, table), fit_of(pair, table.rename(columns=swapped)[list(table)])
    for function in (log_lik, posterior_epred):
        np.testing.assert_allclose(function(other), function(one), **CLOSE)
    order = [1, 0, *range(2, len(pair.families))]
    np.testing.assert_allclose(
        pp_mixture(other, summary=False), pp_mixture(one, summary=False)[:, :, order], **CLOSE
    )


@ALWAYS
@given(mixes(), SEEDS)
def test_the_expected_response_is_the_mean_of_predictions(mix: Mix, seed: int) -> None:
    count = 4000
    table = draws(mix, seed, 1).iloc[np.zeros(count, dtype=int)].reset_index(drop=True)
    fit = fit_of(mix, table)
    y = np.asarray(posterior_predict(fit, seed=seed), dtype=float)
    error = y.std(axis=0, ddof=1) / np.sqrt(count)
    mean = posterior_epred(fit, draw_ids=[0])[0]
    assert (np.abs(y.mean(axis=0) - mean) < 5 * error + 1e-12).all()


@ALWAYS
@given(mixes(), SEEDS)
def test_components_are_drawn_as_often_as_their_proportions_say(mix: Mix, seed: int) -> None:
    count = 3000
    table = draws(mix, seed, 1).iloc[np.zeros(count, dtype=int)].reset_index(drop=True)
    fit = fit_of(mix, table)
    _, z = posterior_predict(fit, components=True, seed=seed)
    theta = posterior_epred(fit, dpar="theta", draw_ids=[0])[0]
    for k in range(theta.shape[1]):
        spread = np.sqrt(theta[:, k] * (1 - theta[:, k]) / count)
        assert (np.abs((z == k + 1).mean(axis=0) - theta[:, k]) < 6 * spread + 1e-12).all()
