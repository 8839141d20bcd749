"""Fits of brms 2.18, 2.22 and 2.23 with many kinds of terms: results are those of brms."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.base.psis import relative_efficiency, smoothed
from pybrms_mix.results.fit import Fit

FOLDER = Path(__file__).parents[1] / "reference" / "rds" / "versions"
NAMES = sorted(path.stem for path in FOLDER.glob("*.rds"))
KEPT = [0, 1, -1]
ROWS = 5
Answers = dict[str, Callable[[Fit], Any]]
pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")


@cache
def facts(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.facts.json").read_text())
    return found


# The functions of a custom family of R, which a fit does not hold.
def log_lik_own_normal(i: int, prep: Any) -> Any:
    return stats.norm.logpdf(
        prep.data["Y"][i], pm.get_dpar(prep, "mu", i), pm.get_dpar(prep, "spread", i)
    )


def posterior_epred_own_normal(prep: Any) -> Any:
    return pm.get_dpar(prep, "mu")


@cache
def fit_of(name: str) -> Fit:
    return pm.read_brmsfit(FOLDER / f"{name}.rds", dialect=facts(name)["version"])


def array(fact: dict[str, Any]) -> np.ndarray:
    values = [np.nan if v == "NA" else v for v in np.ravel(fact["values"])]
    return np.array(values, dtype=float).reshape(fact["dim"], order="F")


def some(values: Any) -> np.ndarray:
    return np.asarray(values)[KEPT][:, :ROWS]


# The functions of which brms was asked, by the names of the facts.
NUMBERS: Answers = {
    "fixef": pm.fixef,
    "log_lik": lambda fit: some(pm.log_lik(fit)),
    "epred": lambda fit: some(pm.posterior_epred(fit)),
    "epred_new": lambda fit: some(pm.posterior_epred(fit, newdata=fit.data.iloc[[4, 2, 8, 11, 0]])),
    "epred_na": lambda fit: some(pm.posterior_epred(fit, re_formula="NA")),
    "linpred": lambda fit: some(pm.posterior_linpred(fit)),
    "sigma": lambda fit: some(pm.posterior_epred(fit, dpar="sigma")),
    "theta1": lambda fit: some(pm.posterior_epred(fit, dpar="theta1")),
    "mu2": lambda fit: some(pm.posterior_epred(fit, dpar="mu2")),
    "pp_mixture": lambda fit: some(pm.pp_mixture(fit, summary=False)),
    "pp_mixture_summary": lambda fit: np.asarray(pm.pp_mixture(fit))[:ROWS],
    "waic": lambda fit: pm.waic(fit).estimates,
    "r2": pm.bayes_R2,
    "fitted": lambda fit: np.asarray(pm.fitted(fit))[:ROWS],
    "residuals": lambda fit: np.asarray(pm.residuals(fit, method="posterior_epred"))[:ROWS],
    "posterior_summary": pm.posterior_summary,
    "interval": pm.posterior_interval,
    "vcov": pm.vcov,
}
PRINTS: Answers = {
    "varcorr": pm.VarCorr,
    "summary": lambda fit: fit.summary().text(80),
    "summary_priors": lambda fit: fit.summary(priors=True).text(80),
    "short": lambda fit: fit.summary().text(80, short=True),
    "prior": pm.prior_summary,
    "family": lambda fit: repr(fit.model.mixture),
}
# What this package computes otherwise: proportions that are the reference, which brms takes for 0
# or does not know; means of categories; rows without a response, which are refused; the order of
# the lines of VarCorr(), which is that of the variables here; prints of brms 2.22, which has links
# and tables of priors as in 2.18, and headings as in 2.23; residuals of several responses, which
# brms 2.23 was asked for as a matrix; latent values of new rows, which are drawn at random;
# memberships of rows with weights and the likelihood of bounded responses, which brms takes
# otherwise (docs/differences.md).
OTHERWISE = {
    "bounded_2.18.0": ("pp_mixture", "pp_mixture_summary", "loo", "waic"),
    "ordinal_2.23.0": ("theta1", "fitted"),
    "members_2.23.0": ("theta1",),
    "holed_2.23.0": ("theta1",),
    "by_2.23.0": ("theta1", "varcorr"),
    "smooth_2.23.0": ("theta1",),
    "groups_2.22.0": ("summary", "summary_priors", "short", "prior"),
    "missed_2.23.0": ("log_lik", "epred_new"),
    "rescor_2.23.0": ("residuals",),
    "members_2.18.0": ("theta1",),
    "measured_2.18.0": ("epred_new", "effects"),
    "monotonic_2.18.0": ("theta1",),
    "process_2.18.0": ("epred_new", "effects"),
}


def is_refused(name: str, key: str) -> bool:
    """Return whether brms refuses."""
    return "error" in facts(name)[key]


@pytest.mark.parametrize("name", NAMES)
def test_draws_and_numbers_are_those_of_brms(name: str) -> None:
    fit, said = fit_of(name), facts(name)
    assert list(pm.variables(fit)) == said["variables"]
    draws = fit.posterior.to_frame()
    for variable, values in said["draws"].items():
        np.testing.assert_allclose(draws[variable].iloc[KEPT], values, rtol=1e-13)
    for key, answer in NUMBERS.items():
        if key in OTHERWISE.get(name, ()):
            continue
        if is_refused(name, key):
            with pytest.raises(PybrmsError):
                answer(fit)
            continue
        wanted = array(said[key])
        found = np.asarray(answer(fit), dtype=float).reshape(wanted.shape)
        np.testing.assert_allclose(found, wanted, rtol=1e-8, atol=1e-9, err_msg=key)


@pytest.mark.parametrize("name", NAMES)
def test_tables_of_groups_and_effects_are_those_of_brms(name: str) -> None:
    fit, said = fit_of(name), facts(name)
    for key, answer in (("ranef", pm.ranef), ("coef", pm.coef)):
        if is_refused(name, key):
            continue
        tables = answer(fit)
        for group, fact in said[key].items():
            np.testing.assert_allclose(tables[group], array(fact), rtol=1e-8, atol=1e-9)
            assert list(map(str, tables[group][tables[group].dims[0]].values)) == fact["names"][0]
    if is_refused(name, "effects") or "effects" in OTHERWISE.get(name, ()):
        return
    shown = pm.conditional_effects(fit, resolution=4)
    assert list(shown) == list(said["effects"])
    for effect, columns in said["effects"].items():
        for column, values in columns.items():
            found = np.sort(shown[effect][column].to_numpy())
            np.testing.assert_allclose(found, np.sort(values), rtol=1e-8, atol=1e-9, err_msg=effect)


@pytest.mark.parametrize("name", NAMES)
def test_prints_are_those_of_brms(name: str) -> None:
    fit, said = fit_of(name), facts(name)
    for key, answer in PRINTS.items():
        if key in OTHERWISE.get(name, ()) or is_refused(name, key):
            continue
        # The sentences on the modes of a mixture follow brms's lines.
        assert str(answer(fit)).split("\n")[: len(said[key])] == said[key], key
    first = next(v for v in said["variables"] if v.startswith("b_"))
    text = str(pm.hypothesis(fit, f"{first.removeprefix('b_')} > 0"))
    assert text.split("\n") == said["hypothesis"]


WITH_SETTINGS = [name for name in NAMES if "settings" in facts(name)]


@pytest.mark.parametrize("name", WITH_SETTINGS)
def test_settings_of_the_sampler_and_levels_are_those_of_brms(name: str) -> None:
    fit, said = fit_of(name), facts(name)
    run, told = fit.summary().run, said["settings"]
    assert run is not None
    assert (run.chains, run.iter, run.warmup, run.thin) == tuple(
        told[n] for n in ("chains", "iter", "warmup", "thin")
    )
    assert (fit.nobs, fit.summary().sampler) == (told["nobs"], told["sampler"])
    levels = fit.model.frame.levels
    assert {n: list(levels[n]) for n, fact in said["data"].items() if "levels" in fact} == {
        n: fact["levels"] for n, fact in said["data"].items() if "levels" in fact
    }


@pytest.mark.parametrize("name", WITH_SETTINGS)
def test_random_predictions_have_the_means_of_brms(name: str) -> None:
    fit, said = fit_of(name), facts(name)
    new = fit.data.iloc[[4, 2, 8, 11, 0]]
    strange = new.assign(**{g: "new" for g in ("g", "g2") if g in new})
    calls = {
        "predicted": lambda: pm.posterior_predict(fit, seed=1),
        "predicted_new": lambda: pm.posterior_epred(
            fit, newdata=strange, allow_new_levels=True, seed=1
        ),
    }
    for key, predicted in calls.items():
        if is_refused(name, key):
            continue
        found = predicted()
        first = found[..., 0] if found.ndim == 3 else found
        error = np.sqrt(2 / len(found)) * np.array(said[key]["sd"])
        away = np.nanmean(first[:, :ROWS], axis=0) - said[key]["mean"]
        assert (np.abs(away) < 5 * error + 1e-9).all(), key


def efficiency(values: np.ndarray, chains: int) -> np.ndarray:
    """Return the relative efficiency of the halves of chains, as loo 2.10 computes it."""
    draws = values.reshape(chains, -1, values.shape[1])
    half = draws.shape[1] // 2
    halves = np.concatenate([draws[:, :half], draws[:, -half:]])
    return np.asarray(2 * half / draws.shape[1] * relative_efficiency(halves))


@pytest.mark.parametrize("name", NAMES)
def test_criteria_are_those_of_loo_given_its_effective_sample_sizes(name: str) -> None:
    fit, said = fit_of(name), facts(name)
    if "loo" in OTHERWISE.get(name, ()):
        return
    if "error" in said["loo"]:
        with pytest.raises(PybrmsError):
            pm.loo(fit)
        return
    wanted = array(said["loo"]["estimates"])
    if not said["version"].startswith("2.23"):
        np.testing.assert_allclose(pm.loo(fit).estimates, wanted, rtol=1e-8)
        return
    ll = np.asarray(pm.log_lik(fit))
    weights, _ = smoothed(-ll, efficiency(np.exp(ll - ll.max(axis=0)), fit.posterior.chains))
    terms = weights + ll
    elpd = np.log(np.exp(terms - terms.max(axis=0)).sum(axis=0)) + terms.max(axis=0)
    np.testing.assert_allclose(elpd.sum(), wanted[0, 0], rtol=1e-8)
    # The two effective sample sizes change little.
    assert abs(pm.loo(fit).estimates.iloc[0, 0] - wanted[0, 0]) < 0.1 * wanted[0, 1]


def test_memberships_of_brms_are_raised_to_the_weights_of_rows() -> None:
    fit = fit_of("bounded_2.18.0")
    weights = fit.data["w"].to_numpy()[:ROWS, None]
    wanted = array(facts("bounded_2.18.0")["pp_mixture"])
    memberships = some(pm.pp_mixture(fit, summary=False))
    np.testing.assert_allclose(memberships**weights, wanted, rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize(
    ("name", "changes", "rows"),
    [("holed_2.23.0", {"formula": ". ~ . - f"}, 56), ("curves_2.23.0", {}, 60)],
    ids=["rows left out", "smooth and ordered terms"],
)
def test_a_fit_of_brms_is_fitted_again(name: str, changes: dict[str, str], rows: int) -> None:
    fit = pm.update(fit_of(name), **changes, chains=1, iter=60, seed=1)
    assert fit.nobs == rows
    left_out = {v for v in facts(name)["variables"] if v.startswith("b_") and "_f" in v}
    kept = [v for v in facts(name)["variables"] if not changes or v not in left_out]
    assert sorted(pm.variables(fit)) == sorted(kept)


@pytest.mark.parametrize("name", [n for n in NAMES if isinstance(facts(n).get("neff_ratio"), dict)])
def test_effective_sample_sizes_are_those_of_the_version(name: str) -> None:
    said = facts(name)["neff_ratio"]
    sizes = pm.neff_ratio(fit_of(name))
    assert list(sizes.index) == list(said)
    expected = [np.nan if v in ("NA", "NaN") else v for v in said.values()]
    np.testing.assert_allclose(sizes, np.array(expected, dtype=float), rtol=1e-8)
