"""Predictions of stored draws against what R brms 2.18.0 made of the same draws."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pybrms_mix.results.loo
import pytest

import pybrms_mix.results.membership
import pybrms_mix.results.predict  # noqa: F401 - the methods of a fit
from tests.results.facts import FOLDER, NAMES, array, fit_of, numbers

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
