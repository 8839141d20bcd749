"""Further short fits of brms: results are those of brms."""

from __future__ import annotations

import json
import re
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import NotSupported, PybrmsWarning
from pybrms_mix.results.fit import Fit
from pybrms_mix.store.store import write

FOLDER = Path(__file__).parents[1] / "reference" / "rds" / "after"
pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")


@cache
def facts(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.facts.json").read_text())
    return found


@cache
def fit_of(name: str) -> Fit:
    return pm.read_brmsfit(FOLDER / f"{name}.rds")


def array(fact: dict[str, Any]) -> np.ndarray:
    return np.array(fact["values"], dtype=float).reshape(fact["dim"], order="F")


def test_contrasts_covariances_and_offsets_of_the_fit_are_kept() -> None:
    fit, said = fit_of("contrasts"), facts("contrasts")
    assert list(pm.variables(fit)) == said["variables"]
    # The sentences on the modes of the mixture follow brms's lines.
    assert fit.summary().text(80).split("\n")[: len(said["summary"])] == said["summary"]
    for function, key in ((pm.log_lik, "log_lik"), (pm.posterior_epred, "epred")):
        np.testing.assert_allclose(np.asarray(function(fit))[[0, 1, -1], :5], said[key], rtol=1e-8)
    new = fit.model.frame.data.iloc[[4, 2, 8]]
    np.testing.assert_allclose(
        pm.posterior_epred(fit, newdata=new)[[0, 1, -1]], said["epred_new"], rtol=1e-8
    )


def test_contrasts_are_stored_with_the_fit(tmp_path: Path) -> None:
    fit = fit_of("contrasts")
    write(fit, tmp_path / "fit.nc")
    again = pm.brm("y ~ 1", {"y": [1.0]}, file=tmp_path / "fit.nc")
    np.testing.assert_array_equal(pm.log_lik(again), pm.log_lik(fit))


@pytest.mark.parametrize(
    ("name", "size", "coefficients"),
    [("structure", 3, ["Intercept"]), ("categories", 4, ["mua_Intercept", "muC_Intercept"])],
)
def test_what_is_not_here_is_named_and_the_tables_are_there_all_the_same(
    name: str, size: int, coefficients: list[str], tmp_path: Path
) -> None:
    with pytest.warns(PybrmsWarning, match="cannot be built here"):
        fit = pm.read_brmsfit(FOLDER / f"{name}.rds")
    said = facts(name)
    assert list(pm.variables(fit)) == said["variables"]
    assert fit.summary().text(80).split("\n") == said["summary"]
    draws = pm.as_draws_df(fit)
    for variable, values in said["draws"].items():
        if variable in pm.variables(fit):
            np.testing.assert_allclose(draws[variable].iloc[[0, 1, -1]], values, rtol=1e-13)
    assert len(pm.fixef(fit)) == size
    assert set(coefficients) <= set(pm.ranef(fit)["g"].coefficient.to_numpy())
    assert pm.VarCorr(fit)["g"]["sd"].shape == (2, 4)
    assert len(pm.rhat(fit)) > 0
    for function in (
        pm.log_lik, pm.loo, pm.posterior_epred, pm.posterior_predict, pm.fitted, pm.predict,
        pm.residuals, pm.conditional_effects, pm.pp_check, pm.bayes_R2, pm.update,
        pm.bridge_sampler, pm.kfold,
    ):  # fmt: skip
        with pytest.raises(NotSupported):
            function(fit)
    with pytest.raises(NotSupported):
        pm.posterior_epred(fit, newdata=fit.model.frame.data.head(2))
    with pytest.raises(NotSupported):
        write(fit, tmp_path / "fit.nc")


def test_coefficients_of_ordinal_models_hold_the_thresholds_of_each_level() -> None:
    for name in ("cumulative", "specific"):
        fact = facts(name)["coef"]["g"]
        found = pm.coef(fit_of(name))["g"]
        assert list(found.coefficient.to_numpy()) == fact["names"][2]
        np.testing.assert_allclose(found, array(fact), rtol=1e-8, atol=1e-10)


def test_category_specific_effects_have_a_predictor_for_each_threshold() -> None:
    fit, said = fit_of("specific"), facts("specific")
    np.testing.assert_allclose(pm.posterior_linpred(fit), array(said["linpred"]), rtol=1e-8)
    np.testing.assert_allclose(
        pm.posterior_linpred(fit, transform=True), array(said["linpred_t"]), rtol=1e-8
    )
    found = pm.fitted(fit, scale="linear")
    np.testing.assert_allclose(found, array(said["fitted_linear"]), rtol=1e-8, atol=1e-10)
    assert list(found.threshold.to_numpy()) == said["fitted_linear"]["names"][2]


def test_category_specific_effects_are_effects_that_are_shown() -> None:
    fit, said = fit_of("specific"), facts("specific")
    shown = pm.conditional_effects(fit, categorical=True, resolution=5)
    assert list(shown) == list(said["effects"])
    for name, table in said["effects"].items():
        found = shown[name].sort_values(["cats__", "effect1__"])
        order = np.lexsort((table["effect1__"], table["cats__"]))
        for column in ("effect1__", "estimate__", "lower__", "upper__"):
            np.testing.assert_allclose(
                found[column], np.array(table[column])[order], rtol=1e-8, err_msg=column
            )


def test_a_truncated_family_has_means_and_residuals() -> None:
    fit, said = fit_of("truncated"), facts("truncated")
    np.testing.assert_allclose(pm.posterior_epred(fit), array(said["epred"]), rtol=1e-8)
    np.testing.assert_allclose(pm.fitted(fit), array(said["fitted"]), rtol=1e-8)
    np.testing.assert_allclose(pm.residuals(fit), array(said["residuals"]), rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(pm.bayes_R2(fit), array(said["r2"]), rtol=1e-8)


@pytest.mark.parametrize("name", ["cumulative", "specific", "truncated"])
def test_covariances_are_printed_as_r_prints_them(name: str) -> None:
    assert str(pm.VarCorr(fit_of(name))).split("\n") == facts(name)["varcorr"]


def test_draws_of_covariances_are_no_table_that_r_prints() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert str(pm.VarCorr(fit_of("truncated"), summary=False)).startswith("{")


def test_columns_that_r_computed_from_rows_left_out_keep_its_constants(tmp_path: Path) -> None:
    fit, said = fit_of("dropped"), facts("dropped")
    assert list(pm.variables(fit)) == said["variables"]
    write(fit, tmp_path / "fit.nc")
    again = pm.brm("y ~ 1", {"y": [1.0]}, file=tmp_path / "fit.nc")
    for held in (fit, again):
        for function, key in ((pm.log_lik, "log_lik"), (pm.posterior_epred, "epred")):
            np.testing.assert_allclose(np.asarray(function(held))[[0, 1, -1]], said[key], rtol=1e-8)
        new = pd.DataFrame(said["newdata"])
        np.testing.assert_allclose(
            pm.posterior_epred(held, newdata=new)[[0, 1, -1]], said["epred_new"], rtol=1e-8
        )
        # New rows one at a time: no constant is computed from the new rows.
        alone = [pm.posterior_epred(held, newdata=new.iloc[[k]])[[0, 1, -1], 0] for k in range(3)]
        np.testing.assert_allclose(np.array(alone).T, said["epred_new"], rtol=1e-8)


def test_a_column_of_rows_left_out_without_constants_is_refused_by_its_term() -> None:
    term = re.escape("'I(x - mean(x))'")
    with pytest.warns(PybrmsWarning, match=term):
        fit = pm.read_brmsfit(FOLDER / "dropped_mean.rds")
    said = facts("dropped_mean")
    assert list(pm.variables(fit)) == said["variables"]
    np.testing.assert_allclose(pm.fixef(fit).iloc[:, 0], said["fixef"], rtol=1e-10)
    for refused in (pm.log_lik, pm.posterior_epred):
        with pytest.raises(NotSupported, match=term):
            refused(fit)
