"""Whole numbers that 32 or 64 bits do not hold are refused, or are doubles as in R."""

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.stan.engines.settings import Settings

DATA = pd.DataFrame({"y": [1, 2, 3, 4], "n": [9, 9, 9, 9], "x": [1.0, 2.0, 3.0, 5.0]})


@pytest.mark.parametrize(
    ("name", "value"),
    [(n, 2**32 + 20) for n in ("chains", "iter", "warmup", "thin", "cores", "seed")]
    + [("max_treedepth", 2**31), ("chains", 10_001), ("iter", 2**31), ("thin", 2**32)],
)  # fmt: skip
def test_settings_have_upper_limits(name, value):
    with pytest.raises(InvalidArgument, match=f"{name} must be"):
        Settings(**{name: value})


def test_whole_floats_are_whole():
    found = Settings(chains=2.0, iter=2e2, thin=np.float64(1))
    assert (found.chains, found.iter, found.thin) == (2, 200, 1)
    assert all(type(v) is int for v in (found.chains, found.iter, found.thin))


@pytest.mark.parametrize("value", [2.5, float("nan"), float("inf"), "2", None, True])
def test_other_values_are_not_whole(value):
    with pytest.raises(InvalidArgument, match="iter must be a whole number"):
        Settings(iter=value if value is not None else [])


@pytest.mark.parametrize("kind", ["uint64", "UInt64", "object"])
def test_large_unsigned_integers_stay_positive(kind):
    data = DATA.assign(x=pd.array([1, 2, 3, 2**63 + 5], dtype=kind))
    found = pm.make_standata("y ~ x", data)["X"]
    assert found[3, 1] == pytest.approx(2.0**63)


@pytest.mark.parametrize("term", ["I(x * x)", "I(x * x * x)", "I(x + x)", "I(x - -x)"])
def test_arithmetic_of_integers_does_not_wrap(term):
    x = [1, 2, 3, 2**62]
    found = pm.make_standata(f"y ~ {term}", DATA.assign(x=x))["X"][:, 1]
    exact = pm.make_standata(f"y ~ {term}", DATA.assign(x=np.array(x, float)))["X"][:, 1]
    np.testing.assert_allclose(found, exact)


@pytest.mark.parametrize(
    ("formula", "family", "column"),
    [
        ("y ~ 1", "poisson", "y"),
        ("y ~ 1", "mixture(poisson, poisson)", "y"),
        ("y | trials(n) ~ 1", "binomial", "n"),
        ("y | trials(n) ~ 1", "mixture(binomial, binomial)", "n"),
    ],
)
def test_counts_and_trials_of_more_than_32_bits_are_refused(formula, family, column):
    data = DATA.copy()
    data.loc[2, column] = 2**31
    with pytest.raises(
        InvalidData, match=r"row 2 .*2147483648.*largest integer that a model can use is 2147483647"
    ):
        pm.make_standata(formula, data, family)
    data.loc[2, column] = 2**31 - 1
    pm.make_standata(formula, data, family)


def test_whole_numbers_that_r_has_not_are_missing():
    with pytest.raises(InvalidData, match="not a number in 1 of 4 rows"):
        pm.make_standata("y ~ as.integer(x)", DATA.assign(x=[1.0, 2.0, 3.0, 3e9]))
