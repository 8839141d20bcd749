"""Columns that the data cannot distinguish are named before sampling."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.build.build import build
from pybrms_mix.build.columns_apart import doubts

N = 40
RNG = np.random.default_rng(1)
DATA = pd.DataFrame({
    "y": RNG.normal(size=N), "x": RNG.normal(size=N), "z": RNG.normal(size=N), "c": 1e10,
    "one": 1.0, "far": 1e10 + RNG.normal(size=N), "wide": 1e12 * RNG.normal(size=N),
    "narrow": 1e-12 * RNG.normal(size=N), "g": ["a", "b", "c", "d"] * 10, "o": [1, 2, 3, 4] * 10,
    "money": 4e4 + 1e4 * RNG.normal(size=N), "year": 2000.0 + np.arange(N),
})  # fmt: skip
FLAT: Sequence[str] = ()
PROPER = ["prior(normal(0, 1), class = b)"]
BOTH = [f"prior(normal(0, 1), class = b, dpar = mu{k})" for k in (1, 2)]
MIX = "mixture(gaussian, gaussian)"


def told(formula: str, family: str = "gaussian", prior: Sequence[str] = FLAT) -> list[str]:
    return doubts(build(formula, DATA, family, list(prior)))


@pytest.mark.parametrize(
    ("formula", "column", "what"),
    [
        ("y ~ c", "c", "is constant"),
        ("y ~ x + one", "one", "is constant"),
        ("y ~ x + I(2 * x)", "I2MUx", "is a linear combination of other columns"),
        ("y ~ x + z + I(x - 3 * z)", "IxM3MUz", "is a linear combination of other columns"),
        ("y ~ g + I(g == 'b')", "IgEQEQbTRUE", "is a linear combination of other columns"),
        ("y ~ 0 + Intercept + one", "one", "is constant"),
        ("y ~ 1 + x + far", "far", "varies by"),
        ("y ~ wide", "wide", "has the standard deviation"),
        ("y ~ narrow", "narrow", "has the standard deviation"),
        ("bf(y ~ 1, sigma ~ c)", "c", "is constant"),
    ],
)
def test_a_column_of_no_use_is_named(formula: str, column: str, what: str) -> None:
    (message,) = told(formula)
    assert message.startswith(f"The column '{column}' {what}")


@pytest.mark.parametrize("family", [MIX, "cumulative"])
def test_components_name_a_column_once(family: str) -> None:
    response = "o" if family == "cumulative" else "y"
    (message,) = told(f"{response} ~ x + c", family)
    assert "'c' is constant" in message


@pytest.mark.parametrize("formula", ["y ~ c", "y ~ x + I(2 * x)"])
def test_a_proper_prior_tells_columns_apart(formula: str) -> None:
    assert told(formula, prior=PROPER) == []
    assert told(formula, MIX, BOTH) == []
    assert len(told(formula, MIX, BOTH[:1])) == 1  # mu2 still has a flat prior


@pytest.mark.parametrize(
    "formula",
    ["y ~ x * z", "y ~ g", "y ~ 0 + g", "y ~ poly(x, 4)", "y ~ money", "y ~ year + I(year^2)",
     "y ~ 1", "y ~ x + (1 | g)", "y ~ 0 + one + x", "y ~ scale(far)"],
)  # fmt: skip
def test_columns_of_use_are_not_named(formula: str) -> None:
    assert told(formula) == []


def test_brm_warns_before_it_samples() -> None:
    """The user's column is at fault, not the engine, so no other engine is tried."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        fit = pm.brm("y ~ c", DATA, chains=1, iter=20, seed=1, silent=2)
    assert str(seen[0].message).startswith("The column 'c' is constant")
    assert fit.run.engine.startswith("stanli")
