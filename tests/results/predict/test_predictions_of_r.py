"""Predictions of stored draws, compared with those of R brms 2.18.0 for the same draws."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.results.facts import FOLDER, NAMES, SUMMARIES, array, fit_of, numbers

KINDS = ("rows", "rows_without_groups", "newdata", "newdata_without_groups")


@cache
def facts(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / name / "predictions.json").read_text())
    return found


def arguments(name: str, kind: str) -> dict[str, Any]:
    new = pd.read_csv(FOLDER / name / "newdata.csv") if kind.startswith("newdata") else None
    without = kind.endswith("without_groups")
    return {
        "newdata": new,
        "re_formula": "NA" if without else None,
        "draw_ids": numbers(facts(name)["draw_ids"]).astype(int) - 1,
    }


def rows_of(name: str) -> np.ndarray:
    return numbers(facts(name)["row_ids"]).astype(int) - 1


def kept(name: str, kind: str, ours: np.ndarray) -> np.ndarray:
    return ours if kind.startswith("newdata") else ours[:, rows_of(name)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", ["log_lik", "posterior_epred", "posterior_linpred"])
def test_draws_of_predictions_are_those_of_r(name: str, kind: str, method: str) -> None:
    fact = facts(name)[method][kind]
    ours = kept(name, kind, getattr(fit_of(name), method)(**arguments(name, kind)))
    np.testing.assert_allclose(ours, array(fact), rtol=2e-7, atol=1e-8)


MIXTURES = [name for name in NAMES if fit_of(name).model.mixture.thetas]


def weights_of(name: str, kind: str) -> np.ndarray:
    """Return the weights by which brms wrongly multiplies the logs of memberships."""
    new = arguments(name, kind)["newdata"]
    data = pd.read_csv(FOLDER / "data.csv").iloc[rows_of(name)] if new is None else new
    weighted = "weights(w)" in "".join(fit_of(name).formula)
    return data["w"].to_numpy() if weighted else np.ones(len(data))


@pytest.mark.parametrize("name", MIXTURES)
@pytest.mark.parametrize("kind", KINDS)
def test_memberships_are_those_of_r_but_for_weights(name: str, kind: str) -> None:
    ours = kept(name, kind, fit_of(name).pp_mixture(summary=False, **arguments(name, kind)))
    expected = array(facts(name)["pp_mixture"][kind])
    power = weights_of(name, kind)[None, :, None]
    np.testing.assert_allclose(ours**power, expected, rtol=2e-7, atol=1e-9)


@pytest.mark.parametrize("name", MIXTURES)
def test_logs_of_memberships_are_those_of_r(name: str) -> None:
    ours = fit_of(name).pp_mixture(summary=False, log=True, **arguments(name, "rows"))
    expected = array(facts(name)["pp_mixture_log"])
    power = weights_of(name, "rows")[None, :, None]
    np.testing.assert_allclose(kept(name, "rows", ours) * power, expected, rtol=2e-7, atol=1e-8)


@pytest.mark.parametrize("name", [n for n in MIXTURES if weights_of(n, "rows").std() == 0])
def test_the_summary_of_memberships_is_that_of_r(name: str) -> None:
    fact = facts(name)["pp_mixture_summary"]
    ours = fit_of(name).pp_mixture()
    assert list(ours.coords["statistic"].values) == fact["names"][1]
    assert list(ours.coords["component"].values) == fact["names"][2]
    np.testing.assert_allclose(ours.values[rows_of(name)], array(fact), rtol=2e-7, atol=1e-8)


@pytest.mark.parametrize("name", NAMES)
def test_distributional_parameters_are_those_of_r(name: str) -> None:
    fit = fit_of(name)
    for dpar, fact in facts(name)["dpars"].items():
        ours = kept(name, "rows", fit.posterior_epred(dpar=dpar, **arguments(name, "rows")))
        expected = array(fact)
        if dpar.startswith("theta") and not expected.any():
            # brms has zeros for the proportion without a formula; here the proportions sum to 1.
            every = fit.posterior_epred(dpar="theta", **arguments(name, "rows"))
            expected = 1 - kept(name, "rows", every.sum(axis=2)) + ours
            assert (ours > 0).all()
        np.testing.assert_allclose(ours, expected, rtol=2e-7, atol=1e-8)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("fact", "method", "options"),
    SUMMARIES,
)
def test_summaries_of_rows_are_those_of_r(
    name: str, fact: str, method: str, options: dict[str, Any]
) -> None:
    found = facts(name)[fact]
    ours = getattr(fit_of(name), method)(**options)
    statistics = ours.columns if isinstance(ours, pd.DataFrame) else ours.coords["statistic"].values
    assert list(statistics) == found["names"][1]
    cells = np.asarray(ours)[rows_of(name)]
    np.testing.assert_allclose(cells, array(found), rtol=2e-7, atol=1e-8)


@pytest.mark.parametrize("name", NAMES)
def test_r2_is_that_of_r(name: str) -> None:
    fact = facts(name)["bayes_R2"]
    ours = fit_of(name).bayes_R2()
    assert [list(ours.index), list(ours.columns)] == [["R2"], fact["names"][1]]
    np.testing.assert_allclose(ours.to_numpy(), array(fact), rtol=2e-7)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["loo", "waic"])
@pytest.mark.filterwarnings("ignore:Found", "ignore:\n")
def test_criteria_are_those_of_r_to_the_line(name: str, kind: str) -> None:
    fact = facts(name)[kind]
    ours = getattr(fit_of(name), kind)()
    names = fact["pointwise"]["names"][1]
    pointwise = ours.pointwise[names].to_numpy()[rows_of(name)]
    np.testing.assert_allclose(pointwise, array(fact["pointwise"]), rtol=1e-6, atol=1e-8)
    np.testing.assert_allclose(ours.estimates, array(fact["estimates"]), rtol=2e-7)
    assert list(ours.estimates.index) == fact["estimates"]["names"][0]
    # R's help page has no counterpart here.
    own = str(ours).replace("help(pybrms_mix.loo)", "help('pareto-k-diagnostic')")
    assert own.split("\n") == fact["print"]
