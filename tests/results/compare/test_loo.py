"""Predictive accuracy: importance sampling, criteria, comparisons, weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import arviz as az
import numpy as np
import pandas as pd
import pytest

from pybrms_mix import (
    add_criterion,
    bayes_R2,
    log_lik,
    loo,
    loo_compare,
    loo_model_weights,
    loo_R2,
    model_weights,
    posterior_average,
    posterior_epred,
    pp_average,
    waic,
)
from pybrms_mix.base.errors import InvalidArgument, PybrmsWarning
from pybrms_mix.base.psis import relative_efficiency, smoothed
from pybrms_mix.results.compare.criterion import Criterion
from pybrms_mix.results.compare.loo import compared
from pybrms_mix.results.compare.stacking import weighted
from pybrms_mix.results.fit import Fit
from tests.results.facts import fit_of
from tests.results.made import made

FACTS = json.loads((Path(__file__).parents[2] / "reference" / "loo.json").read_text())


def fit(slope: float = 0.8, seed: int = 1, **changes: float) -> Fit:
    rng = np.random.default_rng(7)
    x = rng.normal(size=40)
    y = np.where(rng.random(40) < 0.4, -2 + 0.8 * x, 2 - 0.3 * x) + rng.normal(0, 0.7, 40)
    draws = {
        "b_mu1_Intercept": -2.0, "b_mu2_Intercept": 2.0, "b_mu1_x": slope, "b_mu2_x": -0.3,
        "sigma1": 0.7, "sigma2": 0.7, "theta1": 0.4, "theta2": 0.6, **changes,
    }  # fmt: skip
    frame = pd.DataFrame({"x": x, "y": y})
    return made("y ~ x", frame, "mixture(gaussian, gaussian)", draws, 800, seed)


def array(name: str) -> np.ndarray:
    fact = FACTS[name]
    return np.array(fact["values"], dtype=float).reshape(fact["dim"], order="F")


def test_smoothed_weights_are_those_of_r_with_an_efficiency_for_each_row() -> None:
    ll = array("log_lik")
    chains = ll.reshape(4, -1, ll.shape[1])
    efficiency = relative_efficiency(np.exp(chains))
    np.testing.assert_allclose(efficiency, FACTS["r_eff"], rtol=1e-9)
    weights, k = smoothed(-ll, efficiency)
    np.testing.assert_allclose(k, FACTS["pareto_k"], rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(
        weights[array("draw_ids")[:, 0].astype(int) - 1], array("weights"), rtol=1e-7
    )


@pytest.mark.skipif(not hasattr(az, "psislw"), reason="ArviZ 1 smooths no plain arrays")
def test_smoothed_weights_are_those_of_arviz() -> None:
    rng = np.random.default_rng(1)
    ratios = rng.standard_t(4, (1000, 7))
    theirs, k = az.psislw(ratios.T, reff=0.7)
    weights, ours = smoothed(ratios, np.full(7, 0.7))
    np.testing.assert_allclose(ours, k, rtol=1e-8)
    np.testing.assert_allclose(weights, theirs.T, rtol=1e-8)


def test_few_or_constant_draws_cannot_be_smoothed() -> None:
    assert np.isinf(smoothed(np.random.default_rng(1).normal(size=(8, 2)), np.ones(2))[1]).all()
    weights, k = smoothed(np.zeros((400, 2)), np.ones(2))
    assert np.isinf(k).all()
    np.testing.assert_allclose(np.exp(weights), 1 / 400)


def test_loo_is_near_what_importance_sampling_stands_for() -> None:
    one = fit()
    ll = log_lik(one)
    crude = -np.log(np.exp(-ll).mean(axis=0))
    found = loo(one)
    np.testing.assert_allclose(found.elpd, crude, atol=0.05)
    assert found.dims == (800, 40)
    assert found.estimates.loc["looic", "Estimate"] == pytest.approx(-2 * found.elpd.sum())
    assert waic(one).estimates.loc["elpd_waic", "Estimate"] == pytest.approx(crude.sum(), abs=0.5)


def test_rows_with_high_pareto_k_are_named() -> None:
    wide = fit(b_mu1_Intercept=(-2.0, 1.5), b_mu2_x=(-0.3, 2.0), b_mu1_x=(0.8, 2.0))  # type: ignore[arg-type]
    with pytest.warns(PybrmsWarning, match="pareto_k > 0.7 in model 'wide': rows ") as caught:
        found = wide.loo()
    rows = ", ".join(map(str, found.pareto_k.index[found.pareto_k > 0.7][:20]))
    assert f"rows {rows}" in str(caught[0].message)
    assert np.isnan(found.mcse)
    assert "Monte Carlo SE of elpd_loo is NA." in str(found)


@pytest.mark.filterwarnings("ignore:Found")
def test_a_comparison_puts_the_best_first() -> None:
    good, bad = fit(), fit(slope=-1.0)
    found = loo_compare(bad, good)
    assert list(found.table.index) == ["good", "bad"]
    difference = loo(bad).elpd - loo(good).elpd
    assert found.table.loc["bad", "elpd_diff"] == pytest.approx(difference.sum())
    error = np.sqrt(40) * difference.std(ddof=1)
    assert found.table.loc["bad", "se_diff"] == pytest.approx(error)
    both = loo(good, bad)
    assert str(both).endswith(f"Model comparisons:\n{found}")
    assert str(both).startswith("Output of model 'good':\n\nComputed from 800 by 40")
    np.testing.assert_allclose(loo_compare([loo(good), loo(bad)]).table, found.table)


def test_a_comparison_prints_as_that_of_r() -> None:
    tables = {n: pd.DataFrame(v) for n, v in FACTS["compared"].items()}
    found = compared(
        {n: Criterion("waic", t, (1000, len(t)), np.zeros(1)) for n, t in tables.items()}
    )
    assert str(found).split("\n") == FACTS["compare_print"]


def test_models_of_other_data_cannot_be_compared() -> None:
    one = fit()
    frame = one.model.frame.data
    names = {n: (one.posterior[n].mean(), 0.1) for n in one.posterior.names}
    fewer = made("y ~ x", frame.head(30), "mixture(gaussian, gaussian)", names, 800)
    with pytest.raises(InvalidArgument, match="same number of data points"):
        loo_compare(one, fewer)
    other = made("y ~ x", frame.assign(y=frame["y"] + 1), "mixture(gaussian, gaussian)", names, 800)
    with pytest.warns(PybrmsWarning, match="Not all models have the same y variable"):
        loo_compare(one, other)
    with pytest.raises(InvalidArgument, match="Can only average models predicting the same"):
        pp_average(one, other)
    with pytest.raises(InvalidArgument, match="at least two models"):
        loo_compare(one)


def test_stored_criteria_are_looked_up() -> None:
    one = fit()
    stored = add_criterion(one, ["loo", "waic"])
    assert not one.criteria
    assert stored.criteria["loo"].model_name == "one"
    assert stored.loo().pointwise is stored.criteria["loo"].pointwise
    again = add_criterion(stored, "loo", overwrite=True)
    assert again.criteria["loo"] is not stored.criteria["loo"]
    with pytest.raises(InvalidArgument, match="should be a subset of 'loo', 'waic'"):
        add_criterion(one, "aic")


def test_stacking_weights_are_at_the_maximum() -> None:
    one, two = fit(), fit(slope=0.2, seed=2)
    weights = model_weights(one, two)
    assert list(weights.index) == ["one", "two"]
    density = np.exp(np.column_stack([loo(one).elpd, loo(two).elpd]))

    def score(w: float) -> float:
        return float(np.log(density @ [w, 1 - w]).sum())

    grid = np.linspace(0, 1, 2001)
    assert score(weights["one"]) >= max(map(score, grid)) - 1e-9
    assert weights.sum() == pytest.approx(1)


def test_akaike_weights_are_of_differences_of_elpd() -> None:
    one, two = fit(), fit(slope=0.6, seed=2)
    difference = loo(one).elpd.sum() - loo(two).elpd.sum()
    weights = model_weights(one, two, weights="loo")
    assert np.log(weights["one"] / weights["two"]) == pytest.approx(difference)
    pseudo = model_weights(one, two, weights="pseudobma", seed=1)
    assert pseudo.sum() == pytest.approx(1)
    assert pseudo.min() > 0
    with pytest.raises(InvalidArgument, match="'stacking', 'pseudobma', 'loo', 'waic', 'kfold'"):
        model_weights(one, two, weights="aic")


COMPARED = json.loads((Path(__file__).parents[2] / "reference" / "comparison.json").read_text())


def criterion(elpd: list[float]) -> Criterion:
    table = pd.DataFrame({"elpd_loo": elpd, "p_loo": 0.0, "looic": 0.0})
    return Criterion("loo", table, (100, len(table)), np.zeros(1))


def test_weights_are_those_of_r() -> None:
    found = [criterion(elpd) for elpd in COMPARED["lpd"].values()]
    np.testing.assert_allclose(weighted(found, "stacking", None), COMPARED["stacking"], atol=1e-5)
    np.testing.assert_allclose(weighted(found, "loo", None), COMPARED["akaike"], rtol=1e-8)


def test_weights_of_loo_are_stacking_or_pseudo_bma() -> None:
    one, two = fit(), fit(slope=0.2, seed=2)
    pd.testing.assert_series_equal(loo_model_weights(one, two), model_weights(one, two))
    pseudo = loo_model_weights(one, two, method="pseudobma", seed=4)
    np.testing.assert_array_equal(pseudo, model_weights(one, two, weights="pseudobma", seed=4))
    assert str(pseudo).split()[:2] == ["one", "two"]
    with pytest.raises(InvalidArgument, match="'method' should be one of: 'stacking', 'pseudobma'"):
        loo_model_weights(one, two, method="bma")


def test_averaged_parameters_take_draws_by_weight() -> None:
    one, two = fit(), fit(slope=0.2, seed=2)
    draws = posterior_average(one, two, weights=[3, 1], seed=1)
    assert list(draws) == [n for n in one.posterior.names if n != "lp__"]
    assert draws.attrs == {
        "weights": {"one": 0.75, "two": 0.25},
        "ndraws": {"one": 600, "two": 200},
    }
    assert set(draws["b_mu1_x"][:600]) <= set(one.posterior["b_mu1_x"])
    assert set(draws["b_mu1_x"][600:]) <= set(two.posterior["b_mu1_x"])
    assert len(posterior_average(one, two, variable="sigma1", weights=[1, 1], ndraws=9)) == 9


@pytest.mark.parametrize(
    "weights", [[1, np.nan], [1, np.inf], [0, 0], [1e308, 1e308], [np.nan, np.nan]]
)
@pytest.mark.parametrize("average", [pp_average, posterior_average])
def test_weights_of_models_have_a_finite_sum_above_zero(average: Any, weights: list[float]) -> None:
    with pytest.raises(InvalidArgument, match="'weights' must have a finite sum above 0"):
        average(fit(), fit(seed=2), weights=weights)


def test_what_a_model_lacks_is_missing_only_where_it_is_said() -> None:
    one = fit()
    frame = one.model.frame.data
    fewer = {n: (one.posterior[n].mean(), 0.1) for n in one.posterior.names if "_x" not in n}
    other = made("y ~ 1", frame, "mixture(gaussian, gaussian)", fewer, 800)
    both = {"weights": [1, 1], "ndraws": 10, "seed": 1}
    assert "b_mu1_x" not in posterior_average(one, other, **both)
    with pytest.raises(InvalidArgument, match="'b_mu1_x' cannot be found in all of the models"):
        posterior_average(one, other, variable="b_mu1_x", **both)
    zero = posterior_average(one, other, variable="b_mu1_x", missing=0, **both)
    assert (zero["b_mu1_x"][5:] == 0).all()
    named = posterior_average(one, other, variable="b_mu1_x", missing={"b_mu1_x": 7.0}, **both)
    assert (named["b_mu1_x"][5:] == 7).all()
    with pytest.raises(InvalidArgument, match="'b_mu1_x' cannot be found in all"):
        posterior_average(one, other, variable=["b_mu1_x"], **both)
    with pytest.raises(InvalidArgument, match="'nobody' cannot be found in any of the models"):
        posterior_average(one, other, variable="nobody", missing=0, **both)
    with pytest.raises(InvalidArgument, match="'missing' has no value for parameters 'b_mu2_x'"):
        posterior_average(one, other, variable="b_mu2_x", missing={"b_mu1_x": 0.0}, **both)


def test_averaged_predictions_take_draws_by_weight() -> None:
    one, two = fit(), fit(slope=0.2, seed=2)
    draws = pp_average(
        one, two, weights=[3, 1], method="posterior_epred", ndraws=10, summary=False, seed=1
    )
    assert draws.shape == (10, 40)
    own = posterior_epred(one)
    from_one = [any(np.array_equal(d, o) for o in own) for d in draws]
    assert sum(from_one) in (7, 8)
    summed = pp_average(one, two, seed=1, weights=[3, 1])
    assert summed.shape == (40, 4)
    assert summed.attrs["ndraws"] == {"one": 600, "two": 200}
    with pytest.raises(InvalidArgument, match="same length as the number of models"):
        pp_average(one, two, weights=[1])


def test_r2_of_left_out_rows_is_near_that_of_rows() -> None:
    one = fit()
    explained = bayes_R2(one).loc["R2", "Estimate"]
    assert bayes_R2(one, summary=False).shape == (800,)
    left_out = loo_R2(one, seed=1)
    np.testing.assert_allclose(left_out, loo_R2(one, seed=1))
    assert abs(left_out.loc["R2", "Estimate"] - explained) < 0.1


def test_rows_are_smoothed_alike_however_many_at_a_time(monkeypatch):
    fit = fit_of("two_gaussians")
    together = loo(fit).pointwise
    monkeypatch.setattr("pybrms_mix.results.compare.pointwise_criteria._PART", 7 * 600)
    pd.testing.assert_frame_equal(loo(fit).pointwise, together, rtol=1e-9)
