"""Every family can start where all unconstrained parameters are 0: ``init = 0``."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import EngineError
from pybrms_mix.family.base import Family
from pybrms_mix.family.catalogue import FAMILIES
from pybrms_mix.results.fit import Fit

# Under its default link 1/mu^2 the mean is infinite where the predictor is 0.
INFINITE = {"inverse.gaussian"}


def rows(count: int = 12) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    return pd.DataFrame(
        {
            "real": rng.normal(0, 2, count),
            "positive": rng.exponential(1, count) + 0.1,
            "share": rng.uniform(0.1, 0.9, count),
            "angle": rng.uniform(-3, 3, count),
            "count": rng.integers(0, 9, count),
            "binary": np.resize([0, 1], count),
            "grade": np.resize([1, 2, 3], count),
            "x": rng.normal(size=count),
        }
    )


def response(family: Family) -> str:
    named = {"wiener": "positive | dec(binary)", "bernoulli": "binary", "von_mises": "angle"}
    if family.name in named:
        return named[family.name]
    if "trials" in family.additions:
        return "count | trials(20)"
    if family.values == "int":
        return "grade" if family.ordinal else "count"
    if family.support.upper == 1:
        return "share"
    return "positive" if family.support.lower == 0 else "real"


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
@pytest.mark.parametrize("call", ['"{0}"', 'mixture("{0}", "{0}")'])
def test_every_family_starts_from_zero(family, call):
    def fit() -> Fit:
        return pm.brm(
            f"{response(family)} ~ x", rows(), call.format(family.name),
            chains=1, iter=10, seed=1, silent=2, init=0,
        )  # fmt: skip

    if family.name in INFINITE:
        with pytest.raises(EngineError, match="initialization failed"):
            fit()
    else:
        assert np.isfinite(fit().draws.values).all()
