"""Equal rows have the density of rows that differ by a slope of zero."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.family.catalogue import FAMILIES, of_origin
from tests.family import points
from tests.parity import Program

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

SPECIAL = {"ndt": 0.05, "Intercept_ndt": -3.0, "nu": 2.5}


def value(cell: str) -> float:
    """Return a value inside the bounds of a parameter: slopes are 0, thresholds ascend."""
    base, *index = cell.split(".")
    stem = base.split("_")[0]
    if stem == "b":
        return 0.0
    if stem == "Intercept" and index:
        return 0.4 * int(index[0]) - 0.7
    return SPECIAL.get(base, 0.3)


def density(family: str, left: str, right: dict[str, str], data: pd.DataFrame) -> float:
    """Return the log density of a formula of each parameter at fixed values."""
    main, *others = right.items()
    call = {
        "formula": pm.bf(f"{left} ~ {main[1]}", *(f"{d} ~ {terms}" for d, terms in others)),
        "data": data, "family": family,
    }  # fmt: skip
    program = Program(str(pm.make_stancode(**call)), pm.make_standata(**call))
    cells = program.cells()
    return program.log_density(cells, [value(cell) for cell in cells])


@pytest.mark.wide
@pytest.mark.parametrize("name", sorted(of_origin("brms")))
def test_an_intercept_is_a_predictor_whose_slopes_are_zero(name: str) -> None:
    family, rng = FAMILIES[name], np.random.default_rng(4)
    data = pd.DataFrame({
        "y": points.responses(family, rng, 12), "n": rng.integers(6, 15, 12),
        "dec": rng.integers(0, 2, 12), "x": rng.normal(size=12),
    })  # fmt: skip
    left = " | ".join(["y", *filter(None, points.adds(family)[:1])])

    def found(mu: str, others: str = "") -> float:
        right = {"mu": mu} | {d.name: others for d in family.dpars[1:] if others}
        return density(f'brmsfamily("{name}")', left, right, data)

    assert found("1") == pytest.approx(found("x"), rel=1e-10)
    assert found("1", "1") == pytest.approx(found("1", "x"), rel=1e-10)
