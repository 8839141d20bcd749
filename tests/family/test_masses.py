"""Mixtures in which a value has a probability under one family and a density under another."""

import itertools

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidData
from pybrms_mix.family.catalogue import FAMILIES

REAL = [f for f in FAMILIES.values() if f.values == "real" and not f.ordinal and f.mixes]
MASSES = [f for f in REAL if f.masses]


def test_the_values_of_a_family_that_have_a_probability_are_known():
    """Draws from a density do not repeat a value; draws from a probability do."""
    rng = np.random.default_rng(1)
    for family in REAL:
        d = {p.name: np.full((1, 4000), 0.3) for p in family.dpars}
        d["mu"] = np.full((1, 4000), 0.5)
        if family.name in ("wiener",):
            continue
        y = np.asarray(family.sample(rng, d, {"ub": np.ones(1)})).reshape(-1)
        values, counts = np.unique(y, return_counts=True)
        assert set(values[counts > 100].tolist()) == set(family.masses), family.name


@pytest.mark.wide
@pytest.mark.parametrize(
    ("first", "second"),
    [(a.name, b.name) for a, b in itertools.product(MASSES, REAL) if a.masses != b.masses],
)
def test_a_probability_beside_a_density_is_refused_or_never_meets_it(first, second):
    value = 0.0
    data = pd.DataFrame({"y": [0.2, 0.4, value, 0.6]})
    family = f"mixture('{first}', '{second}')"
    other = FAMILIES[second]
    if other.name == "wiener":
        pytest.skip("needs dec()")
    with pytest.raises(InvalidData) as caught:
        pm.make_standata("y ~ 1", data.assign(y=[0.2, 0.4, value, 0.6]), family)
        # Both have a probability at 0: they differ at 1.
        pm.make_standata("y ~ 1", data.assign(y=[0.2, 0.4, 1.0, 0.6]), family)
    assert "row 2" in str(caught.value)
    pm.make_standata("y ~ 1", data[data["y"] != value], family)
