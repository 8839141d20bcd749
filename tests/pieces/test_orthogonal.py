"""Coefficients on orthogonal columns (``decomp = "QR"``): the same model, sampled otherwise."""

from __future__ import annotations

import numpy as np
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidData
from pybrms_mix.model import values
from pybrms_mix.start.inits import inits
from tests.programs import Case, sim

QR = 'bf(y ~ x + z + f, decomp = "QR")'
PLAIN = "y ~ x + z + f"


def test_the_columns_are_orthogonal_and_of_unit_spread():
    made = Case(QR, "gaussian")
    q = made.standata["XQ"]
    np.testing.assert_allclose(q.T @ q / (len(q) - 1), np.eye(q.shape[1]), atol=1e-12)
    np.testing.assert_allclose(q.mean(axis=0), 0, atol=1e-12)


def test_the_coefficients_that_are_reported_are_those_on_the_columns_as_they_are():
    made, plain = Case(QR, "gaussian"), Case(PLAIN, "gaussian")
    draws = made.draws(made.point(1))
    assert draws.names == plain.draws(plain.point(1)).names
    eta = values.etas(plain.built.model, draws)["mu"]
    cells = made.prepared.constrain(made.point(1))
    np.testing.assert_allclose(eta[0], cells["Intercept"] + made.standata["XQ"] @ cells["bQ"])


def test_other_rows_are_predicted_with_the_coefficients_of_the_fit():
    made, plain = Case(QR), Case(PLAIN)
    draws = made.draws(made.point(1))
    other = sim(30).iloc[3:9].assign(x=lambda d: d["x"] * 3 - 1)
    frames = (c.built.model.frame.at(other, names={"x", "z", "f"}) for c in (made, plain))
    models = (c.built.model.at(f) for c, f in zip((made, plain), frames, strict=True))
    there = [values.etas(m, draws) for m in models]
    for dpar, eta in there[0].items():
        np.testing.assert_allclose(eta, there[1][dpar])


def test_a_start_by_the_name_of_a_coefficient_is_where_the_chain_starts():
    made = Case(QR, "gaussian")
    start = {"b_Intercept": 1.5, "b_x": 0.5, "b_z": -0.25, "b_fgreen": 0.1, "b_fred": 2.0}
    cells = inits(made.built.model, start) | {"sigma": np.array(1.0), "lprior": np.array(0.0)}
    draws = made.built.model.report({n: np.asarray(v)[None, None] for n, v in cells.items()})
    for name, value in start.items():
        np.testing.assert_allclose(draws[name], value)


@pytest.mark.parametrize("rows", [3, 12])
def test_columns_without_a_decomposition_are_refused(rows: int):
    data = sim(12).head(rows).assign(v=lambda d: 2 * d["x"] - d["z"])
    with pytest.raises(InvalidData, match="mu1 are linearly dependent"):
        pm.make_standata('bf(y ~ x + z + v + w, decomp = "QR")', data, "mixture(gaussian, nmix=2)")
