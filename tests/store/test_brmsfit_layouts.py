"""Fits of brms in the layouts of cmdstanr and of later versions, and the columns of smooths."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidFile, NotSupported, PybrmsWarning
from pybrms_mix.rfile.read_rds import read
from pybrms_mix.rfile.robjects import RList, RVector, named
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.stan.engines.engine import prepare
from pybrms_mix.stan.engines.progress import progress
from pybrms_mix.start.inits import by_stan
from pybrms_mix.store.brmsfit.brmsfit_file import fit_of as made_of

FOLDER = Path(__file__).parents[1] / "reference" / "rds" / "layouts"
KEPT = [0, 1, -1]
pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")


@cache
def facts(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.facts.json").read_text())
    return found


@cache
def fit_of(name: str) -> pm.Fit:
    return pm.read_brmsfit(FOLDER / f"{name}.rds")


@pytest.mark.parametrize("name", ["cmdstan", "basis"])
def test_answers_are_those_of_brms(name: str) -> None:
    fit, said = fit_of(name), facts(name)
    assert list(pm.variables(fit)) == said["variables"]
    for function, key in ((pm.log_lik, "log_lik"), (pm.posterior_epred, "epred")):
        found = np.asarray(function(fit))[KEPT][:, :6]
        np.testing.assert_allclose(found, said[key], rtol=1e-8, atol=1e-9)


def test_chains_of_cmdstan_are_read_by_the_places_of_variables() -> None:
    fit, said = fit_of("cmdstan"), facts("cmdstan")
    np.testing.assert_allclose(pm.fixef(fit)["Estimate"], said["fixef"], rtol=1e-10)
    assert fit.run is not None
    assert (fit.run.engine, fit.run.iter, fit.run.warmup) == ("cmdstanr", 25, 5)
    assert (fit.run.adapt_delta, fit.run.max_treedepth, fit.run.seed) == (0.93, 12, 77)
    assert pm.nuts_params(fit).groupby("Parameter").size().eq(40).all()


def test_the_bases_of_smooths_in_the_file_are_those_of_the_draws() -> None:
    fit, said = fit_of("basis"), facts("basis")
    rows = fit.data.iloc[[5, 4, 3, 2, 1, 0]]
    found = pm.posterior_epred(fit, newdata=rows)[KEPT]
    np.testing.assert_allclose(found, said["epred_new"], rtol=1e-8, atol=1e-9)
    curves = pm.conditional_smooths(fit, resolution=4)
    assert list(curves) == list(said["curves"])
    for name, table in said["curves"].items():
        for column, values in table.items():
            np.testing.assert_allclose(curves[name][column], values, rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("name", ["cmdstan", "basis"])
def test_prints_are_those_of_brms(name: str) -> None:
    said = facts(name)["summary"]
    assert fit_of(name).summary().text(80).split("\n")[: len(said)] == said


def tree() -> RList:
    found = read(FOLDER / "basis.rds")
    assert isinstance(found, RList)
    return found


def without(value: RList, *left_out: str) -> RList:
    names = value.attributes["names"]
    assert isinstance(names, RVector)
    kept = [k for k, name in enumerate(names.values) if name not in left_out]
    own = {**value.attributes, "names": replace(names, values=[names.values[k] for k in kept])}
    return RList([value.items[k] for k in kept], own)


def densities(fit: pm.Fit) -> np.ndarray:
    """Return the log density of each draw."""
    text, data = for_sampler(fit.model, fit.program, prior_only=False)
    prepared = prepare(text, data, "auto", progress=progress(2))
    middle = prepared.constrain(np.zeros(prepared.dimension))
    startable = {name for piece in fit.model.pieces for name in piece.startable()}
    names = [
        n for n in fit.posterior.names
        if n in startable | {p.stan for p in fit.model.declared}
    ]  # fmt: skip

    def density(row: np.ndarray) -> float:
        stan = by_stan(fit.model, dict(zip(names, row, strict=True)))
        own = {n: middle[n] for n in prepared.parameters}
        own |= {n: np.asarray(v, float).reshape(np.shape(own[n])) for n, v in stan.items()}
        return float(prepared.log_density(prepared.unconstrain(own))[0])

    return np.array([density(row) for row in fit.posterior.matrix(names)])


def with_densities(fit: pm.Fit, value: RList) -> RList:
    """Write log densities, up to a constant, in place of ``lp__`` of the chains."""
    sim = named(named(value)["fit"].attributes["sim"])  # type: ignore[union-attr]
    logs = densities(fit).reshape(fit.posterior.chains, -1) + 123.4
    samples = sim["samples"]
    assert isinstance(samples, RList)
    for chain, own in zip(samples.items, logs, strict=True):
        assert isinstance(chain, RList)
        column = chain.items[-1]
        assert isinstance(column, RVector)
        column.values[:] = own
    return value


def test_the_signs_of_columns_are_found_from_log_densities() -> None:
    fit = fit_of("basis")
    held = with_densities(fit, tree())
    found = made_of(without(held, "basis"), "basis.rds")
    np.testing.assert_allclose(pm.log_lik(found), pm.log_lik(fit), rtol=1e-7)
    rows = fit.data.iloc[[7, 2]]
    np.testing.assert_allclose(
        pm.posterior_epred(found, newdata=rows), pm.posterior_epred(fit, newdata=rows), rtol=1e-7
    )


def test_columns_of_unknown_signs_are_not_guessed() -> None:
    with pytest.warns(PybrmsWarning, match="signs of the columns of its smooth terms"):
        found = made_of(without(tree(), "basis"), "basis.rds")
    assert len(pm.fixef(found)) == len(pm.fixef(fit_of("basis")))
    with pytest.raises(NotSupported, match="signs of the columns"):
        pm.posterior_epred(found)
    # Groups are known without a table of them.
    levels = pm.ranef(found)["g"]
    assert levels.shape[0] == 5
    np.testing.assert_allclose(levels, pm.ranef(fit_of("basis"))["g"])


def test_wrong_bases_are_damage() -> None:
    held = tree()
    responses = named(named(named(held)["basis"])["resps"])
    terms = named(named(named(responses["y2"])["dpars"])["mu"])["sm"]
    assert isinstance(terms, RList)
    first = terms.items[0]
    assert isinstance(first, RList)
    terms.items[0] = RList([first.items[0], RList([])], first.attributes)
    with pytest.raises(InvalidFile, match="number of basis functions"):
        made_of(held, "basis.rds")
