"""Results that are not random equal those of brms for the same draws, to at least eight digits."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.results.fit import Fit
from tests.results.facts import FOLDER, SUMMARIES, array, numbers

EXACT = FOLDER.parent / "exact"
NAMES = tuple(sorted(path.stem for path in EXACT.glob("*.json")))
CLOSE = {"rtol": 1e-8, "atol": 1e-10}


@cache
def facts(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EXACT / f"{name}.json").read_text())
    return found


@cache
def fit_of(name: str) -> Fit:
    folder: Path = (EXACT if (EXACT / name).is_dir() else FOLDER) / name
    case = json.loads((folder / "case.json").read_text())
    # As R reads them: to the last digit.
    draws = pd.read_csv(folder / "draws.csv.gz", float_precision="round_trip")
    data = pd.read_csv(FOLDER / "data.csv", float_precision="round_trip")
    return fit_from_draws(
        case["formula"], data, case["family"], draws, case["prior"],
        sample_prior=case["sample_prior"],
    )  # fmt: skip


def rows_of(name: str) -> np.ndarray:
    return numbers(facts(name)["row_ids"]).astype(int) - 1


def weights(name: str, kind: str) -> np.ndarray | None:
    """Return the weights by which brms multiplies the logs of memberships, if there are any."""
    if "weights(w)" not in "".join(fit_of(name).formula):
        return None
    every = fit_of(name).model.frame.data["w"].to_numpy()
    return every[rows_of(name)] if kind == "rows" else numbers(facts(name)["newdata"]["w"])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["rows", "newdata", "newdata_without_groups"])
@pytest.mark.parametrize(
    "method", ["log_lik", "posterior_epred", "posterior_linpred", "pp_mixture"]
)
def test_draws_of_predictions_are_those_of_r(name: str, kind: str, method: str) -> None:
    fact = facts(name)[method]
    if fact is None:
        assert not fit_of(name).model.mixture.thetas
        return
    options: dict[str, Any] = {"draw_ids": numbers(facts(name)["draw_ids"]).astype(int) - 1}
    if kind != "rows":
        options["newdata"] = pd.DataFrame(facts(name)["newdata"])
        options["re_formula"] = "NA" if kind.endswith("without_groups") else None
    if method == "pp_mixture":
        options["summary"] = False
    ours = np.asarray(getattr(fit_of(name), method)(**options))
    ours = ours[:, rows_of(name)] if kind == "rows" else ours
    w = weights(name, kind) if method == "pp_mixture" else None
    np.testing.assert_allclose(
        ours if w is None else ours ** w[None, :, None], array(fact[kind]), **CLOSE
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("fact", "method", "options"),
    SUMMARIES,
)
def test_summaries_of_rows_are_those_of_r(
    name: str, fact: str, method: str, options: dict[str, Any]
) -> None:
    ours = np.asarray(getattr(fit_of(name), method)(**options))[rows_of(name)]
    np.testing.assert_allclose(ours, array(facts(name)[fact]), **CLOSE)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("method", ["posterior_summary", "fixef", "vcov", "bayes_R2"])
def test_tables_of_parameters_are_those_of_r(name: str, method: str) -> None:
    ours = getattr(fit_of(name), method)()
    np.testing.assert_allclose(np.asarray(ours), array(facts(name)[method]), **CLOSE)


@pytest.mark.parametrize("name", [n for n in NAMES if facts(n)["ranef"]])
def test_tables_of_groups_are_those_of_r(name: str) -> None:
    fit, found = fit_of(name), facts(name)
    for method in ("ranef", "coef"):
        for group, fact in found[method].items():
            np.testing.assert_allclose(getattr(fit, method)()[group], array(fact), **CLOSE)
    for group, parts in found["VarCorr"].items():
        for part, fact in parts.items():
            np.testing.assert_allclose(fit.VarCorr()[group][part], array(fact), **CLOSE)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["loo", "waic"])
@pytest.mark.filterwarnings("ignore:Found", "ignore:\n")
def test_criteria_are_those_of_r(name: str, kind: str) -> None:
    ours = getattr(fit_of(name), kind)().pointwise.to_numpy()[rows_of(name)]
    expected = array(facts(name)[kind])
    np.testing.assert_allclose(ours[:, : expected.shape[1]], expected, **CLOSE)
