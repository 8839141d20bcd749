"""Linear models as data frames, priors by R's indices, and numbers as labels."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import special, stats

import pybrms_mix as pm
from pybrms_mix import r
from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.r.fits.broom import add_predictions, add_residuals, glance, tidy


@pytest.fixture
def data() -> pd.DataFrame:
    rng = np.random.default_rng(3)
    x = rng.normal(size=40)
    y = 1 + 2 * x + rng.normal(size=40)
    return pd.DataFrame({"x": x, "y": y, "k": rng.poisson(np.exp(0.3 + 0.5 * x))})


def test_coefficients_in_rows_are_those_of_least_squares(data: pd.DataFrame) -> None:
    table = tidy(r.lm("y ~ x", data), conf_int=True)
    own = stats.linregress(data["x"], data["y"])
    slope = table[table["term"] == "x"].iloc[0]
    assert slope["estimate"] == pytest.approx(own.slope)
    assert slope["std.error"] == pytest.approx(own.stderr)
    assert slope["p.value"] == pytest.approx(own.pvalue)
    half = stats.t.ppf(0.975, 38) * own.stderr
    assert slope["conf.high"] - slope["conf.low"] == pytest.approx(2 * half)


def test_exponentiated_coefficients_keep_their_standard_errors(data: pd.DataFrame) -> None:
    fit = r.glm("k ~ x", "poisson", data)
    plain, rates = tidy(fit), tidy(fit, exponentiate=True)
    np.testing.assert_allclose(rates["estimate"], np.exp(plain["estimate"]))
    np.testing.assert_array_equal(rates["std.error"], plain["std.error"])


def test_the_quality_of_a_model_is_one_row(data: pd.DataFrame) -> None:
    row = glance(r.lm("y ~ x", data))
    own = stats.linregress(data["x"], data["y"])
    residuals = data["y"] - own.intercept - own.slope * data["x"]
    assert len(row) == 1
    assert row["r.squared"][0] == pytest.approx(own.rvalue**2)
    assert row["sigma"][0] == pytest.approx(np.sqrt((residuals**2).sum() / 38))
    assert row["deviance"][0] == pytest.approx((residuals**2).sum())
    spread = np.sqrt((residuals**2).mean())
    assert row["logLik"][0] == pytest.approx(stats.norm.logpdf(residuals, 0, spread).sum())
    assert row["nobs"][0] == 40
    other = glance(r.glm("k ~ x", "poisson", data))
    assert other["AIC"][0] == pytest.approx(-2 * other["logLik"][0] + 4)


def test_predictions_and_residuals_add_up_to_the_response(data: pd.DataFrame) -> None:
    fit = r.lm("y ~ x", data)
    both = add_residuals(add_predictions(data, fit), fit)
    np.testing.assert_allclose(both["pred"] + both["resid"], data["y"])


@pytest.mark.parametrize("function", [tidy, glance], ids=["tidy", "glance"])
def test_other_models_are_refused(function: Any) -> None:
    with pytest.raises(InvalidArgument, match=r"takes a model of lm\(\)"):
        function({"coefficients": [1]})


def test_a_vector_of_places_makes_a_row_of_each() -> None:
    made = r.set_priors("normal(0, 1)", class_="b", dpar=np.array(["mu1", "mu2"], dtype=object))
    assert made.to_frame()["dpar"].tolist() == ["mu1", "mu2"]
    one = r.set_priors(np.array(["normal(2, 1)"]), class_="Intercept")
    assert len(one) == 1


@pytest.mark.parametrize(
    ("rows", "kept"),
    [(2, ["b"]), ([3, 1], ["c", "a"]), (-2, ["a", "c"]), ([True, False, True], ["a", "c"])],
    ids=["one", "order", "left-out", "condition"],
)
def test_rows_of_priors_are_picked_by_the_indices_of_r(rows: Any, kept: list[str]) -> None:
    priors = [pm.set_prior("normal(0, 1)", class_="b", coef=c) for c in "abc"]
    assert r.prior_rows(priors, rows).to_frame()["coef"].tolist() == kept


def test_contrasts_need_a_row_for_each_level_and_independent_columns() -> None:
    frame = pd.DataFrame({"g": pd.Categorical(["a", "b", "c"])})
    with pytest.raises(InvalidData, match="2 rows"):
        r.with_column_contrasts(frame, "g", [1, 2])
    with pytest.raises(InvalidData, match="singular"):
        r.with_column_contrasts(frame, "g", [[1, 2], [0, 0], [-1, -2]])
    made = r.column_contrasts(r.with_column_contrasts(frame, "g", [1, 0, -1]), "g")
    np.testing.assert_allclose(np.asarray(made).T @ np.ones(3), 0, atol=1e-12)


def test_bessel_functions_are_those_of_scipy() -> None:
    x = np.array([0.5, 3.0])
    for kind, own in (("I", special.iv), ("J", special.jv), ("K", special.kv), ("Y", special.yv)):
        np.testing.assert_allclose(r.bessel(x, 1, kind), own(1, x))
    assert np.isnan(r.bessel(-1.0, 0))
    with pytest.raises(InvalidArgument, match="no scaled form"):
        r.bessel(1.0, 0, "J", expon_scaled=True)


def test_an_empty_cluster_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="empty cluster"):
        r.kmeans([1.0, 2.0, 3.0], [0.0, 100.0])
