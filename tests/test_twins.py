"""The loops in the manner of brms that benchmarks compare with are the same densities."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from benchmarks.gradient import Case, point, programs
from pybrms_mix.stan.engines.engine import ENGINES

RNG = np.random.default_rng(5)
DATA = pd.DataFrame({"x": RNG.normal(size=40), "g": list("abcd") * 10}).assign(
    y=lambda d: 3.0 * (d.index % 2) + d["x"] + RNG.normal(size=40)
)


@pytest.mark.parametrize("formula", ["y ~ x", "y ~ 1", "y ~ x + (1 | g)", "bf(y ~ x, theta2 ~ x)"])
@pytest.mark.parametrize("family", ["mixture(gaussian, gaussian)", "mixture(student, gaussian)"])
def test_a_loop_has_the_density_and_the_gradient_of_the_program(formula: str, family: str) -> None:
    both = programs(Case("case", formula, family, DATA))
    ours = ENGINES["stanli"].prepare(both.ours, both.given)
    loops = ENGINES["stanli"].prepare(both.loops, both.every_row)
    assert point(ours, loops).size == ours.dimension
