"""Fits whose draws and tables were taken with R brms 2.18.0 (tests/reference/fits/README.md)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.results.fit import Fit, Run

FOLDER = Path(__file__).parents[1] / "reference" / "fits"
NAMES = tuple(sorted(p.parent.name for p in FOLDER.glob("*/case.json")))
# brms's results for the rows of each fit: name of the answer, function and arguments.
SUMMARIES = [
    ("fitted", "fitted", {}),
    ("fitted_robust", "fitted", {"robust": True, "probs": (0.1, 0.9)}),
    ("fitted_linear", "fitted", {"scale": "linear"}),
    ("residuals", "residuals", {"method": "posterior_epred"}),
]
_STATS = ("accept_stat__", "stepsize__", "treedepth__", "n_leapfrog__", "divergent__", "energy__")


@cache
def fit_of(name: str) -> Fit:
    """Return the fit made of the stored draws."""
    case = json.loads((FOLDER / name / "case.json").read_text())
    sampler = pd.read_csv(FOLDER / name / "sampler.csv.gz")
    run = Run("rstan", case["chains"], case["iter"], case["warmup"], case["thin"], 7, 0.8, 10)
    shape = (case["chains"], case["iter"] - case["warmup"])
    return fit_from_draws(
        case["formula"],
        pd.read_csv(FOLDER / "data.csv"),
        case["family"],
        pd.read_csv(FOLDER / name / "draws.csv.gz"),
        case["prior"],
        sample_prior=case["sample_prior"],
        data_name=case["data"],
        run=run,
        stats={n: sampler[n].to_numpy(float).reshape(shape) for n in _STATS},
    )


@cache
def parameters(name: str) -> dict[str, Any]:
    """Return brms's results for the parameters."""
    found: dict[str, Any] = json.loads((FOLDER / name / "parameters.json").read_text())
    return found


def numbers(values: Any) -> np.ndarray:
    """Return R's numbers, NA as NaN."""
    texts = {"NA": "nan", "NaN": "nan", "Inf": "inf", "-Inf": "-inf"}
    cells = values if isinstance(values, list) else [values]
    return np.array([float(texts.get(v, v)) for v in cells])


def array(fact: dict[str, Any]) -> np.ndarray:
    """Return an R array."""
    return numbers(fact["values"]).reshape(fact["dim"], order="F")


def axes(fact: dict[str, Any]) -> list[list[str]]:
    """Return the names of each axis of an R array; R's JSON has one name without its brackets."""
    return [[names] if isinstance(names, str) else names for names in fact["names"]]


def frame(fact: dict[str, Any]) -> pd.DataFrame:
    """Return an R matrix."""
    rows, columns = axes(fact)
    return pd.DataFrame(array(fact), index=rows, columns=columns)
