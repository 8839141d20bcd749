"""The remedies for functions of NumPy in formulas are valid formulas."""

from __future__ import annotations

import re

import numpy as np
import pytest

import pybrms_mix as pm
from pybrms_mix.design import neighbours

D = {"y": np.linspace(0, 1, 9), "x": np.linspace(0.1, 0.9, 9), "test": np.arange(9) > 3}
D |= {"yes": D["x"], "no": D["y"]}


@pytest.mark.parametrize("text", neighbours._NUMPY.values())
def test_the_hint_is_a_term_of_a_formula(text):
    term = text if re.match(r"I|ifelse", text) else f"I({text} + 0)"
    assert pm.make_standata(f"y ~ {term}", D, "gaussian")["K"] == 2


@pytest.mark.parametrize("name", ["np.log", "numpy.sqrt", "math.exp", "scipy.special.gamma"])
def test_a_function_with_the_same_name_in_r_loses_its_module(name):
    assert f"write {name.split('.')[-1]}(...)" in neighbours.hint(
        name, ["log", "sqrt", "exp", "gamma"]
    )
