"""Averages, comparisons and ArviZ's groups of models of several responses."""

from __future__ import annotations

import arviz as az
import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.model.values import log_lik
from tests.plots.seen import line
from tests.results.made import made
from tests.results.test_memberships_of_a_class import DRAWS, FORMULA, data

WHOLE = FORMULA.replace("'kind'", "'kind', gr = 'id'")
GAUSSIAN = {"b_y_Intercept": 0.1, "b_r_Intercept": 0.3, "sigma_y": 1.0, "sigma_r": 1.0}


def holed() -> pd.DataFrame:
    found = data().assign(id=np.repeat([*"abcdef"], 2))
    found.loc[3, "y"] = np.nan
    return found


@pytest.fixture(scope="module")
def fit() -> pm.Fit:
    return made(FORMULA, holed(), "gaussian", DRAWS)


@pytest.fixture(scope="module")
def other() -> pm.Fit:
    return made(FORMULA, holed(), "gaussian", DRAWS, seed=2)


def correlated() -> pm.Fit:
    formula = "bf(y ~ 1) + bf(r ~ 1) + set_rescor(TRUE)"
    return made(formula, data(), "gaussian", {**GAUSSIAN, "rescor__y__r": 0.2})


def test_arviz_has_a_variable_for_each_response(fit: pm.Fit) -> None:
    found = pm.to_arviz(fit, posterior_predictive=True)
    for name in ("y", "n", "r"):
        np.testing.assert_array_equal(found.observed_data[name], holed()[name])
        assert found.posterior_predictive[name].shape == (2, 25, 12)
    assert list(found.constant_data) == ["x"]
    likelihood = found.log_likelihood
    assert set(likelihood) == {"r", "y__n"}
    total = sum(likelihood[name].values.reshape(50, 12) for name in likelihood)
    np.testing.assert_allclose(total, fit.log_lik())
    np.testing.assert_allclose(likelihood["r"].values.reshape(50, 12), fit.log_lik(resp="r"))
    own = az.loo(found, var_name="y__n")
    elpd = float(getattr(own, "elpd", getattr(own, "elpd_loo", np.nan)))
    held = {n: v for n, v in DRAWS.items() if not n.endswith("_r") and "_r_" not in n}
    kinds = made(FORMULA.rsplit(" + ", 1)[0], holed(), "gaussian", held)
    assert elpd == pytest.approx(kinds.loo().estimates.loc["elpd_loo", "Estimate"], abs=0.5)
    alone = pm.to_arviz(fit, resp="n")
    assert set(alone.observed_data) == {"n"}


def test_groups_of_a_class_are_the_axis_of_its_likelihood() -> None:
    fit = made(WHOLE, holed(), "gaussian", DRAWS)
    likelihood = pm.to_arviz(fit).log_likelihood
    assert likelihood["y__n"].dims == ("chain", "draw", "id")
    assert likelihood["r"].dims == ("chain", "draw", "observation")
    by_group = likelihood["r"].values.reshape(50, 6, 2).sum(axis=2)
    np.testing.assert_allclose(by_group + likelihood["y__n"].values.reshape(50, 6), fit.log_lik())


def test_correlated_responses_have_one_likelihood() -> None:
    fit = correlated()
    likelihood = pm.to_arviz(fit).log_likelihood
    np.testing.assert_allclose(likelihood["y__r"].values.reshape(50, 12), fit.log_lik())


def test_averages_take_the_weights_of_whole_models(fit: pm.Fit, other: pm.Fit) -> None:
    with pytest.raises(InvalidArgument, match="do not form one table") as refused:
        pm.pp_average(fit, other, weights=[1, 1])
    assert "resp = 'y'" in refused.value.hint
    options = {"weights": [1, 4], "method": "posterior_epred", "summary": False, "seed": 1}
    assert pm.pp_average(fit, other, **options).shape == (50, 12, 3)
    one = pm.pp_average(fit, other, resp="n", **options)
    means = other.posterior_epred(resp="n")
    assert sum((np.abs(means - row).max(axis=1) < 1e-12).any() for row in one) == 40
    table = pm.pp_average(fit, other, resp="n", seed=1)
    weights = pm.model_weights(fit, other)
    assert list(table.attrs["weights"].values()) == pytest.approx(list(weights))
    with pytest.raises(InvalidArgument, match="same response"):
        pm.pp_average(fit, correlated(), weights=[1, 1], resp="y")
    with pytest.raises(InvalidArgument, match="'resp' should be one of"):
        pm.pp_average(fit, other, resp="k")


def test_comparisons_are_of_whole_models_or_of_the_same_response(
    fit: pm.Fit, other: pm.Fit
) -> None:
    for some in ((fit, other), ([fit, other],), ({"fit": fit, "other": other},)):
        whole = pm.loo_compare(*some).table.loc["other", "elpd_loo"]
        assert whole == pytest.approx(other.loo().estimates.loc["elpd_loo", "Estimate"])
        alone = pm.loo_compare(*some, resp="r").table.loc["other", "elpd_loo"]
        assert alone == pytest.approx(other.loo(resp="r").estimates.loc["elpd_loo", "Estimate"])
    both = pm.loo(fit, other, resp="r")
    assert both["other"].estimates.loc["elpd_loo", "Estimate"] == pytest.approx(alone)


def test_rows_without_a_response_have_no_residual_and_are_not_drawn(fit: pm.Fit) -> None:
    """Another value stands in such rows, so that densities can be computed, and is never shown."""
    seen = holed()["y"].notna().to_numpy()
    for errors in (
        fit.residuals(resp="y")["Estimate"],
        fit.predictive_error(resp="y").mean(axis=0),
    ):
        np.testing.assert_array_equal(np.isnan(np.asarray(errors)), ~seen)
    means = fit.posterior_epred(resp="y")[:, seen]
    left = (holed()["y"].to_numpy()[seen] - means).var(axis=1, ddof=1)
    r2 = means.var(axis=1, ddof=1) / (means.var(axis=1, ddof=1) + left)
    np.testing.assert_allclose(fit.bayes_R2(resp="y", summary=False), r2)
    assert np.isfinite(fit.loo_R2(resp="y", seed=1)).all(axis=None)
    for component in (None, "membership"):
        points = fit.pp_check("scatter_avg", resp="y", component=component).axes[0].collections[0]
        assert len(points.get_offsets()) == seen.sum()
    own = line(fit.pp_check("intervals", resp="y", component=1, seed=1).axes[0], "data")[1]
    assert set(own) <= set(holed()["y"][seen])
    loo = line(fit.pp_check("loo_intervals", resp="y").axes[0], "data")[1]
    assert len(loo) == seen.sum()
    assert len(pm.plot_mixture(fit, resp="y", rug=True).axes[0].collections[-1].get_paths()) == 11
    spread = holed()["y"].std(ddof=1)
    np.testing.assert_allclose(fit.rope(resp="y")["ROPE_high"].iloc[0], 0.1 * spread)


def test_responses_with_rows_of_their_own_keep_their_labels() -> None:
    rows = holed().assign(few=[True, False, True] * 4)
    formula = WHOLE.replace("bf(r ~ 1", "bf(r | subset(few) ~ 1")
    fit = made(formula, rows, "gaussian", DRAWS)
    found = pm.to_arviz(fit, posterior_predictive=True)
    own = found.observed_data["r"].to_series()
    assert own.dropna().index.tolist() == rows.index[rows["few"]].tolist()
    predicted = found.posterior_predictive["r"]
    assert np.isnan(predicted.sel(observation=1)).all()
    assert not np.isnan(predicted.sel(observation=2)).any()
    likelihood = found.log_likelihood
    by_group = np.zeros((50, 6))
    for at, label in enumerate(rows.index):
        if rows["few"][label]:
            by_group[:, at // 2] += likelihood["r"].sel(observation=label).values.reshape(50)
    class_ = likelihood["y__n"].values.reshape(50, 6)
    np.testing.assert_allclose(by_group + class_, log_lik(fit.model, fit.posterior))
    # For a person, a response that subset() leaves out is one that is missing.
    persons = rows.rename(columns={"x": "t"}).assign(x=0.0)
    lacking = persons.assign(r=persons["r"].where(persons["few"]), few=True)
    known, same = (pm.dynamic_predictions(fit, d, "t", resp="y") for d in (persons, lacking))
    pd.testing.assert_frame_equal(known.memberships, same.memberships)
