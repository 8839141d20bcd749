"""Refits with changed formula, data or settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, UnknownVariable
from pybrms_mix.formula.reading import read
from pybrms_mix.refits.formulas import updated
from pybrms_mix.results.fit import Fit

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

FACTS = json.loads((Path(__file__).parents[1] / "reference" / "updates.json").read_text())
SHORT: dict[str, Any] = {"chains": 2, "iter": 100, "silent": 2, "backend": "stanli"}
# brms expands products of sums; this package does not.
UNEXPANDED = {
    "y ~ x + z + f + x:f + z:f": "y ~ (x + z) * f",
    "y | weights(w) ~ x + z": "y | weights(w) ~ x * z - x:z",
}


def data(scale: float = 1.0) -> pd.DataFrame:
    rng = np.random.default_rng(4)
    x, z = rng.normal(size=(2, 40))
    g = np.repeat(list("abcd"), 10)
    return pd.DataFrame({"x": x, "z": z, "g": g, "y": scale * (x + rng.normal(size=40))})


@pytest.fixture(scope="module")
def fit() -> Fit:
    priors = ["prior(normal(0, 2), b)", "prior(normal(0, 3), sd)"]
    options = {"control": {"adapt_delta": 0.9}, "thin": 2, "warmup": 40, "seed": 1}
    return pm.brm("y ~ x + (1 | g)", data(), prior=priors, **SHORT, **options)


@pytest.mark.parametrize("fact", FACTS["formulas"], ids=lambda f: f"{f['old']} by {f['new']}")
def test_formulas_change_as_in_r(fact: dict[str, Any]) -> None:
    printed = fact["print"] if isinstance(fact["print"], list) else [fact["print"]]
    lines = [UNEXPANDED.get(line.strip(), line.strip()) for line in printed]
    assert updated(read(fact["old"]), fact["new"]).lines() == lines


def test_an_unexpanded_sum_is_the_same_model() -> None:
    rows = data().assign(f=data()["g"])
    fit = pm.brm("y ~ x + z", rows, empty=True)
    one = pm.update(fit, "~ . * f", rows, empty=True)
    other = pm.brm("y ~ x + z + f + x:f + z:f", rows, empty=True)
    assert one.formula == ("y ~ (x + z) * f",)
    names = [[v.name for v in e.model.variables] for e in (one, other)]
    assert names[0] == names[1]
    assert one.prior == other.prior
    sizes = [pm.make_standata(e.formula[0], rows) for e in (one, other)]
    np.testing.assert_array_equal(sizes[0]["X"], sizes[1]["X"])


def test_nothing_changed_but_the_seed_is_the_same_model_sampled_alike(fit: Fit) -> None:
    again = pm.update(fit, seed=1, backend="stanli")
    assert again.run == fit.run
    assert again.program == fit.program
    assert again.prior == fit.prior
    np.testing.assert_array_equal(again.posterior.values, fit.posterior.values)


def test_settings_that_are_given_replace_the_old_ones(fit: Fit) -> None:
    again = fit.update(iter=60, control={"max_treedepth": 8}, seed=2)
    assert again.run is not None
    assert (again.run.iter - again.run.warmup, again.run.auto, again.run.thin) == (30, True, 2)
    assert fit.update(iter=60, warmup=30, seed=2).run.warmup == 30
    assert (again.run.adapt_delta, again.run.max_treedepth) == (0.9, 8)


def test_priors_of_what_is_no_more_are_dropped_and_others_stay(fit: Fit) -> None:
    smaller = pm.update(fit, "~ . - (1 | g)", seed=1)
    table = smaller.prior.to_frame()
    assert "sd" not in set(table["class"])
    assert set(table.loc[table["class"] == "b", "prior"]) == {"normal(0, 2)", ""}
    assert smaller.formula == ("y ~ x",)


def test_other_data_leave_the_numbers_of_defaults_unless_priors_are_given(fit: Fit) -> None:
    large = data(100)
    kept = pm.update(fit, newdata=large, seed=1)
    pd.testing.assert_frame_equal(kept.prior.to_frame(), fit.prior.to_frame())
    assert kept.data_name == "large"
    anew = pm.update(fit, newdata=large, prior="prior(normal(0, 9), b)", seed=1)
    priors = anew.prior.to_frame().set_index(["class", "coef", "group"])["prior"]
    assert priors["b", "", ""] == "normal(0, 9)"
    assert priors["sd", "", ""] == "normal(0, 3)"
    default = pm.get_prior("y ~ x + (1 | g)", large).to_frame()
    sigma = default.loc[default["class"] == "sigma", "prior"].item()
    assert priors["sigma", "", ""] == sigma


def test_what_was_kept_of_the_draws_is_kept_again() -> None:
    every = pm.brm("y ~ x + (1 | g)", data(), save_pars=pm.save_pars(all=True), **SHORT, seed=1)
    assert every.update(seed=2).variables() == every.variables()
    some = pm.save_pars(group=False, manual="z_1")
    few = pm.brm("y ~ x + (1 | g)", data(), save_pars=some, **SHORT, seed=1)
    assert few.update(seed=2).variables() == few.variables()


def test_a_family_or_the_prior_alone_can_be_asked_for(fit: Fit) -> None:
    mixture = pm.update(fit, family="mixture(gaussian, nmix = 2)", prior=[], seed=1, **SHORT)
    assert mixture.family == "mixture(gaussian, gaussian)"
    assert pm.update(fit, sample_prior="yes", seed=1).sample_prior == "yes"


def test_mistakes_are_told_in_brms_words(fit: Fit) -> None:
    with pytest.raises(InvalidArgument, match="Please use argument 'newdata' to update the data"):
        pm.update(fit, data=data())
    with pytest.raises(UnknownVariable, match="'w'"):
        pm.update(fit, "~ . + w")


def test_a_fit_without_draws_stays_one_unless_it_shall_be_sampled() -> None:
    empty = pm.brm("y ~ x", data(), empty=True)
    assert pm.update(empty, "~ . + z", data(), empty=True).formula == ("y ~ x + z",)
    run = pm.update(empty, seed=1, **SHORT).run
    assert run is not None
    assert (run.chains, run.iter) == (2, 100)


@pytest.mark.parametrize("term", ["s(x)", "mo(q)", "gp(x, k = 5, c = 5/4)", "me(x, e)", "(1 | g)"])
@pytest.mark.parametrize("change", ["~ . - {}", ". ~ . - {} - z + z", "bf(. ~ . - {})"])
def test_a_term_of_any_kind_is_removed(term: str, change: str) -> None:
    assert str(updated(read(f"y ~ z + {term}"), change.format(term))) == "y ~ z"


def test_an_offset_may_be_all_that_remains() -> None:
    assert str(updated(read("y ~ mo(q) + offset(e)"), "~ . - mo(q)")) == "y ~ offset(e)"


def test_the_argument_family_precedes_that_in_the_formula_of_the_fit() -> None:
    data = {"y": [0.1, 0.9, 0.4, 0.6, 0.3], "x": [1.0, 2.0, 3.0, 4.0, 5.0]}
    fitted = pm.brm(pm.bf("y ~ x", family="Beta()"), data=data, seed=1, **SHORT)
    again = pm.update(fitted, pm.bf("y ~ 1"), family="gaussian()", prior=[], seed=1, **SHORT)
    assert again.family == "gaussian"
    own = pm.bf("y ~ 1", family="student()")
    assert (
        pm.update(fitted, own, family="gaussian()", prior=[], seed=1, **SHORT).family == "student"
    )
    assert pm.update(fitted, "y ~ 1", prior=[], seed=1, **SHORT).family == "beta"
