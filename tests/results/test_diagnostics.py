"""Convergence measures are those of R's posterior; warnings have the words of brms and rstan."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.dialect import DIALECTS
from pybrms_mix.base.errors import ConvergenceWarning, InvalidArgument
from pybrms_mix.model.draws import Draws
from pybrms_mix.report.verdicts import diagnostics
from pybrms_mix.results import mixing
from pybrms_mix.results.checks import check, ebfmi
from pybrms_mix.results.diagnostics import convergence, mcse, rhats
from tests.programs import REFERENCE
from tests.results.facts import FOLDER, NAMES, fit_of, numbers, parameters


@pytest.mark.parametrize("name", NAMES)
def test_rhat_and_effective_sample_sizes_are_those_of_posterior(name):
    fit = replace(fit_of(name), dialect=DIALECTS["2.23"])
    fact = parameters(name)["ess"]
    assert list(pm.rhat(fit).index) == fact["variable"]
    np.testing.assert_allclose(pm.rhat(fit), numbers(fact["rhat"]), rtol=1e-6)
    sizes = pm.ess(fit)
    np.testing.assert_allclose(sizes["Bulk_ESS"], numbers(fact["ess_bulk"]), rtol=1e-6)
    np.testing.assert_allclose(sizes["Tail_ESS"], numbers(fact["ess_tail"]), rtol=1e-6)
    smaller = np.minimum(numbers(fact["ess_bulk"]), numbers(fact["ess_tail"])) / 600
    np.testing.assert_allclose(pm.neff_ratio(fit), smaller, rtol=1e-6)


SINGLE = json.loads((REFERENCE / "one_chain.json").read_text())


@pytest.mark.parametrize("kind", SINGLE)
def test_one_chain_is_held_against_itself(kind):
    fact = SINGLE[kind]
    found = convergence(Draws(np.array(fact["draws"])[None, :, None], ("x",)), ["x"]).loc["x"]
    for column, name in (("Rhat", "rhat"), ("Bulk_ESS", "ess_bulk"), ("Tail_ESS", "ess_tail")):
        expected = float("nan") if fact[name] == "NA" else fact[name]
        np.testing.assert_allclose(found[column], expected, rtol=1e-9, err_msg=column)


@pytest.mark.parametrize("name", NAMES)
def test_monte_carlo_errors_are_those_of_posterior(name):
    fit, fact = fit_of(name), parameters(name)["ess"]
    names = fact["variable"]
    np.testing.assert_allclose(mcse(fit.posterior, names), numbers(fact["mcse_mean"]), rtol=1e-6)
    np.testing.assert_allclose(
        mcse(fit.posterior, names, robust=True), numbers(fact["mcse_median"]), rtol=1e-6
    )


def test_the_samplers_statistics_are_in_bayesplots_long_form():
    found = pm.nuts_params(fit_of("students"))
    assert list(found.columns) == ["Chain", "Iteration", "Parameter", "Value"]
    assert len(found) == 600 * 6
    stored = pd.read_csv(FOLDER / "students" / "sampler.csv.gz")
    depth = pm.nuts_params(fit_of("students"), "treedepth__")
    np.testing.assert_array_equal(depth["Value"], stored["treedepth__"])
    np.testing.assert_array_equal(depth["Chain"], stored["Chain"])
    with pytest.raises(InvalidArgument, match="Did you mean 'energy__'"):
        pm.nuts_params(fit_of("students"), "energy_")


def test_the_log_posterior_and_the_settings_can_be_asked_for():
    fit = fit_of("students")
    np.testing.assert_array_equal(pm.log_posterior(fit)["Value"], fit.draws["lp__"])
    assert pm.control_params(fit) == {"adapt_delta": 0.8, "max_treedepth": 10}


def told(fit) -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        check(fit)
    assert all(w.category is ConvergenceWarning for w in caught)
    return [str(w.message) for w in caught]


def test_good_draws_warn_of_nothing():
    rng = np.random.default_rng(1)
    fit = fit_of("students")
    values = rng.normal(size=fit.draws.values.shape)
    still = {"divergent__": np.zeros((2, 300)), "energy__": rng.normal(size=(2, 300))}
    assert told(replace(fit, draws=Draws(values, fit.draws.names), stats=still)) == []


def test_each_trouble_of_the_sampler_has_its_warning_and_its_remedy():
    rng = np.random.default_rng(1)
    fit = fit_of("students")
    good = replace(fit, draws=Draws(rng.normal(size=fit.draws.values.shape), fit.draws.names))
    divergent = np.zeros((2, 300))
    divergent[0, :3] = 1
    [message] = told(replace(good, stats={"divergent__": divergent}))
    assert message.startswith("There were 3 divergent transitions after warmup.")
    assert "'adapt_delta': 0.9" in message
    [message] = told(replace(good, stats={"treedepth__": np.where(divergent, 10, 3)}))
    assert message.startswith("There were 3 transitions after warmup that exceeded the maximum")
    assert "'max_treedepth': 12" in message
    walk = np.cumsum(rng.normal(size=(2, 300)), axis=1)
    [message] = told(replace(good, stats={"energy__": walk}))
    assert message.startswith("There were 2 chains where the estimated Bayesian Fraction")
    assert "Stronger priors may help." in message


@pytest.mark.parametrize("still", [[0, 1], [1]])
def test_chains_that_did_not_move_are_named(still):
    """R-hat of constant draws is NA in R's posterior, so that no other warning covers them."""
    fit = fit_of("students")
    values = np.random.default_rng(1).normal(size=fit.draws.values.shape)
    values[still] = values[still[0], :1]
    stuck = replace(fit, draws=Draws(values, fit.draws.names), stats={})
    numbers_of = ", ".join(str(k + 1) for k in still)
    message = told(stuck)[0]
    assert message.startswith(f"{len(still)} of 2 chains did not move (chain {numbers_of}):")
    assert "init = 'random'" in message
    with pytest.warns(ConvergenceWarning, match="did not move"):
        str(stuck)
    lines = diagnostics(stuck).tables[0]
    assert lines.loc["chains that did not move", ["value", "verdict"]].tolist() == [
        str(len(still)),
        "check",
    ]
    if len(still) == 2:
        assert pm.rhat(stuck).isna().all()
        assert lines.loc["largest R-hat", ["value", "verdict"]].tolist() == ["unknown", "check"]


def test_a_chain_that_moves_once_has_moved():
    fit = fit_of("students")
    values = np.ones(fit.draws.values.shape)
    values[:, 150:] = 2
    assert not any(
        "did not move" in m for m in told(replace(fit, draws=Draws(values, fit.draws.names)))
    )


def test_chains_that_disagree_are_named_by_the_worst_variable():
    fit = fit_of("students")
    values = np.random.default_rng(1).normal(size=fit.draws.values.shape)
    at = fit.draws.index("nu2")
    values[0, :, at] += 9
    found = told(replace(fit, draws=Draws(values, fit.draws.names), stats={}))
    assert [m.split(" ")[0] for m in found] == ["The", "Bulk", "Tail"]
    assert "(nu2)" in found[0]
    assert "priors that tell the components apart" in found[0]
    assert all("Running the chains for more iterations may help" in m for m in found)


def test_the_fraction_of_missing_information_is_rstans():
    energy = np.array([[1.0, 2.0, 0.5, 3.0]])
    fit = replace(fit_of("students"), stats={"energy__": energy})
    expected = np.sum(np.diff(energy[0]) ** 2) / 4 / np.var(energy[0], ddof=1)
    assert ebfmi(fit) == pytest.approx([expected])


CHAINS = json.loads((REFERENCE / "chains.json").read_text())
MEASURES = {
    "rhat": mixing.rhat,
    "ess_bulk": mixing.ess_bulk,
    "ess_tail": mixing.ess_tail,
    "mcse_mean": mixing.mcse_mean,
    "mcse_median": mixing.mcse_median,
}


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("kind", CHAINS)
def test_chains_of_odd_halves_have_the_numbers_of_posterior(kind, measure):
    fact = CHAINS[kind]
    found = MEASURES[measure](np.array(fact["draws"]))
    expected = float("nan") if fact[measure] == "NA" else fact[measure]
    np.testing.assert_allclose(found, expected, rtol=1e-9)


def test_convergence_of_a_fit_is_that_of_the_version_of_brms():
    earlier = fit_of("students")
    later = replace(earlier, dialect=DIALECTS["2.23"])
    smaller = pm.ess(earlier).min(axis=1)
    np.testing.assert_allclose(pm.neff_ratio(later), smaller / 600)
    draws = earlier.draws.values[:, :, earlier.draws.index("sigma1")]
    assert pm.rhat(later)["sigma1"] == mixing.rhat(draws)
    # R's numbers for stored fits are among the fragments of tests/rscript.
    assert pm.rhat(earlier)["sigma1"] == mixing.rhat_basic(draws)
    assert pm.neff_ratio(earlier)["sigma1"] == mixing.ess_of_rstan(draws) / 600


@pytest.mark.parametrize(("unit", "said"), [(1e-6, 1), (1.0, 0)])
def test_a_response_of_tiny_spread_is_told_why_its_fit_fails(unit, said):
    rng = np.random.default_rng(1)
    y = np.where(rng.random(80) < 0.4, 5.0, 0.0) + rng.normal(size=80)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        pm.brm("y ~ 1", pd.DataFrame({"y": unit * y}), "mixture(gaussian, gaussian)", chains=1,
               iter=40, seed=1, silent=2)  # fmt: skip
    texts = [str(w.message) for w in caught if w.category is pm.ConvergenceWarning]
    assert len(texts) > said, "so short a run has warnings of its own"
    units = [t for t in texts if "multiply the response by 1e6" in t]
    assert len(units) == said


def test_rhats_of_many_variables_are_those_of_each():
    generator = np.random.default_rng(11)
    values = generator.normal(size=(2, 51, 230)) + generator.normal(size=(2, 1, 230)) / 3
    values[:, :, 3] = 1  # constant
    values[0, 4, 7] = np.nan
    values[:, :, 101] = np.round(values[:, :, 101])  # ties
    values[1, :, 120] = values[1, 0, 120]  # a constant chain
    draws = Draws(values, tuple(f"v{i}" for i in range(230)))
    found = rhats(draws, draws.names)
    alone = [
        np.nan if i in (3, 7) else mixing.rhat(np.ascontiguousarray(values[:, :, i]))
        for i in range(230)
    ]
    np.testing.assert_array_equal(found, alone)
    assert list(found.index) == list(draws.names)
    assert rhats(draws, ()).empty
    few = rhats(Draws(values[:, :3], draws.names), draws.names)
    assert few.isna().all()
