"""Fits of brms in files of R: all numbers and prints are those of brms."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.dialect import using
from pybrms_mix.base.errors import InvalidFile
from pybrms_mix.results.fit import Fit
from pybrms_mix.store import store

FOLDER = Path(__file__).parents[1] / "reference" / "rds"
NAMES = ("counts_poly", "groups_theta", "two_gaussians")


@cache
def facts(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.facts.json").read_text())
    return found


@cache
def prints(name: str, version: str = "2.18.0") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}_{version}.json").read_text())
    return found


@cache
def fit_of(name: str, dialect: str = "2.18") -> Fit:
    return pm.read_brmsfit(FOLDER / f"{name}.rds", dialect=dialect)


@pytest.mark.parametrize("name", NAMES)
def test_the_draws_are_those_of_the_file_under_its_names(name: str) -> None:
    fit, said = fit_of(name), facts(name)
    assert list(pm.variables(fit)) == said["variables"]
    draws = fit.posterior.to_frame()
    for variable, values in said["draws"].items():
        np.testing.assert_allclose(draws[variable].iloc[[0, 1, -1]], values, rtol=1e-13)
    assert pm.ndraws(fit) == said["n"]


@pytest.mark.parametrize("name", NAMES)
def test_densities_and_means_are_those_of_brms(name: str) -> None:
    fit, said = fit_of(name), facts(name)
    for function, key in ((pm.log_lik, "log_lik"), (pm.posterior_epred, "epred")):
        found = np.asarray(function(fit))[:3, :5]
        np.testing.assert_allclose(found, said[key], rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
def test_tables_are_those_of_brms(name: str) -> None:
    fit, said = fit_of(name), facts(name)
    table = pm.fixef(fit)
    assert list(table.index) == said["fixef_rows"]
    for column in ("Estimate", "Est.Error", "Q2.5", "Q97.5"):
        np.testing.assert_allclose(table[column], said["fixef"][column], rtol=1e-8, atol=1e-8)
    estimates = pm.loo(fit).estimates
    for column in ("Estimate", "SE"):
        np.testing.assert_allclose(estimates[column], said["loo"][column], rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize("name", NAMES)
def test_the_prior_table_is_that_of_the_file(name: str) -> None:
    found, said = pm.prior_summary(fit_of(name)).to_frame(), facts(name)["prior"]
    for column, values in said.items():
        assert [v or "" for v in found[column]] == [v or "" for v in values], column


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("version", ["2.18.0", "2.23.1"])
@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
def test_prints_are_those_of_brms_in_both_versions(name: str, version: str) -> None:
    fit, said = fit_of(name, version[:4]), prints(name, version)
    with using(version):
        source = fit.source["formula"], fit.model.frame.data, fit.source["family"]
        offered = pm.get_prior(*source)
    found = {
        "summary": fit.summary().text(80),
        "print_short": fit.summary().text(80, short=True),
        "summary_priors": fit.summary(priors=True).text(80),
        "prior_summary": str(pm.prior_summary(fit)),
        "default_prior": str(offered),
        "loo": str(pm.loo(fit)),
        "hyp": str(pm.hypothesis(fit, "mu1_Intercept > 0")),
        "family": repr(fit.model.mixture),
    }
    for part, text in found.items():
        # R's help page has no counterpart here.
        own = text.replace("help(pybrms_mix.loo)", "help('pareto-k-diagnostic')")
        assert own.split("\n") == said[part], part


@pytest.mark.parametrize("name", NAMES)
def test_a_fit_of_brms_does_what_a_fit_does(name: str, tmp_path: Path) -> None:
    fit = fit_of(name)
    frame = fit.model.frame.data
    new = frame.iloc[[3, 1]]
    np.testing.assert_allclose(
        pm.posterior_epred(fit, newdata=new), np.asarray(pm.posterior_epred(fit))[:, [3, 1]]
    )
    shares = np.asarray(pm.pp_mixture(fit, summary=False))
    np.testing.assert_allclose(shares.sum(axis=-1), 1)
    assert pm.control_params(fit)["adapt_delta"] == 0.8
    assert pm.to_arviz(fit).posterior.sizes["draw"] == 100
    if name != "two_gaussians":  # which has no predictor
        pm.conditional_effects(fit)
    store.write(fit, tmp_path / "fit.nc")
    again = store.read(tmp_path / "fit.nc")
    np.testing.assert_array_equal(again.posterior.values, fit.posterior.values)
    assert str(again) == str(fit)


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "lzma": lambda data: lzma.compress(data, format=lzma.FORMAT_ALONE),
    "none": bytes,
}


@pytest.mark.parametrize("packing", PACKINGS)
def test_files_are_packed_in_any_way_that_r_knows(packing: str, tmp_path: Path) -> None:
    plain = gzip.decompress((FOLDER / "two_gaussians.rds").read_bytes())
    file = tmp_path / "fit.rds"
    file.write_bytes(PACKINGS[packing](plain))
    found = pm.read_brmsfit(file)
    np.testing.assert_array_equal(found.posterior.values, fit_of("two_gaussians").posterior.values)


def test_brm_takes_a_fit_of_brms_under_the_name_of_its_file(tmp_path: Path) -> None:
    file = tmp_path / "fit.rds"
    file.write_bytes((FOLDER / "two_gaussians.rds").read_bytes())
    data = pd.DataFrame({"waiting": [1.0, 2.0, 3.0]})
    for name in (file, tmp_path / "fit"):
        fit = pm.brm("waiting ~ 1", data, "mixture(gaussian, gaussian)", file=name)
        assert fit.nobs == 272


def test_what_is_no_fit_of_brms_is_told() -> None:
    with pytest.raises(InvalidFile, match="There is no file 'nowhere"):
        pm.read_brmsfit("nowhere.rds")
