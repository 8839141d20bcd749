"""Smooth terms: mgcv's columns on rows of the fit and on others, starts, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidData, InvalidFormula, NotSupported
from pybrms_mix.design.sampled_rows import sampled
from pybrms_mix.design.thin_plate import thin_plate
from pybrms_mix.model import values
from pybrms_mix.pieces.smooth.smooth import Smooth
from pybrms_mix.results.mixture.exchange import permuted
from pybrms_mix.start.inits import by_stan
from tests.parity import SMOOTH_TOLERANCE, turned
from tests.programs import TWO, Case, sim

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

REFERENCE = Path(__file__).parents[2] / "reference"
FACTS: dict[str, Any] = json.loads((REFERENCE / "smooths.json").read_text())
ROWS = pd.read_csv(REFERENCE / "data" / "kinds.csv").head(FACTS["rows"])
FORMULAS = [case["formula"] for case in FACTS["cases"]]


def smooth_of(formula: str, data: pd.DataFrame = ROWS) -> tuple[pm.Fit, Smooth]:
    fit = pm.brm(formula, data, "gaussian", empty=True)
    return fit, fit.model.of(Smooth)[0]


@pytest.mark.parametrize("number", range(len(FORMULAS)), ids=FORMULAS)
def test_columns_are_those_of_mgcv_on_all_rows(number: int) -> None:
    fact = FACTS["cases"][number]
    fit, piece = smooth_of(fact["formula"])
    new = fit.model.frame.at(pd.DataFrame(FACTS["new"]), names=piece.reads())
    fitted, there = piece.data(), piece.at(new).data()
    for name in (n for n in fact["fitted"] if n.startswith(("Zs", "Xs"))):
        columns, others = np.array(fact["fitted"][name]), np.array(fact["new"][name])
        if not columns.size:
            assert not fitted[name].size
            continue
        turn = turned(fitted[name], columns)
        np.testing.assert_allclose(fitted[name] @ turn, columns, atol=SMOOTH_TOLERANCE)
        np.testing.assert_allclose(there[name] @ turn, others, atol=SMOOTH_TOLERANCE)
        if name.startswith("Z"):
            np.testing.assert_allclose(turn.T @ turn, np.eye(len(turn)), atol=SMOOTH_TOLERANCE)


def test_the_penalty_is_the_integral_of_the_squared_second_derivative() -> None:
    x = np.sort(np.random.default_rng(1).uniform(-1, 2, 50))
    basis = thin_plate(x[:, None], 6, 2, centred=True)
    grid = np.linspace(x[0], x[-1], 40001)
    second = np.gradient(np.gradient(basis.at(grid[:, None]), grid, axis=0), grid, axis=0)
    inner = second[2:-2]
    step = grid[1] - grid[0]
    products = (inner[:-1].T @ inner[:-1] + inner[1:].T @ inner[1:]) * step / 2
    want = np.diag([1.0] * basis.rank + [0.0] * (products.shape[0] - basis.rank))
    np.testing.assert_allclose(products / products[0, 0], want, atol=1e-3)


def test_rows_drawn_as_knots_are_those_of_r() -> None:
    # set.seed(1); sample(10, 5) - 1 of R 4.2
    assert sampled(10, 5).tolist() == [8, 3, 6, 0, 1]
    found = sampled(3000, 2000)
    assert len(set(found.tolist())) == 2000 and found.max() < 3000


def test_functions_of_many_rows_rest_on_some_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pybrms_mix.design.thin_plate._MANY", 200)
    x = np.random.default_rng(2).normal(size=(210, 1))
    basis = thin_plate(x, 4, 2, centred=True)
    assert basis.knots.shape == (200, 1)
    np.testing.assert_allclose(basis.at(x).mean(axis=0), 0, atol=1e-10)


def test_a_function_is_its_columns_times_its_coefficients() -> None:
    case = Case("y ~ s(x, k = 4) + s(z, by = f, k = 3)", "gaussian", data=sim(30))
    model, draws = case.built.model, case.draws(case.point(1))
    (piece,) = model.of(Smooth)
    every = [piece.function(k, draws) for k in range(len(piece.curves))]
    np.testing.assert_allclose(sum(every), piece.eta("mu", draws))
    green = [c.name for c in piece.curves].index("sz:fgreen")
    rest = (case.data["f"] != "green").to_numpy()
    np.testing.assert_array_equal(every[green][0, rest], 0)


@pytest.mark.parametrize(
    ("formula", "error", "message"),
    [
        ("y ~ s(x):z", InvalidFormula, "invalid in brms syntax"),
        ("y ~ exp(s(x))", InvalidFormula, "invalid in brms syntax"),
        ("y ~ s()", InvalidFormula, "needs a variable"),
        ("y ~ s(x, k = 2.5)", InvalidFormula, "'k'"),
        ("y ~ s(x, m = 0)", InvalidFormula, "'m'"),
        ("y ~ s(x, fx = 1)", InvalidFormula, "'fx'"),
        ("y ~ s(x, z, k = 9) + s(x, by = z, k = 5)", InvalidFormula, "'sxz_1'"),
        ("y ~ s(fa)", InvalidData, "must be numeric"),
        ("y ~ s(m, k = 8)", InvalidData, "fewer unique"),
        ("y ~ s(x, bs = 'ps')", NotSupported, "basis"),
        ("y ~ s(x, sp = 1)", NotSupported, "'sp'"),
    ],
)
def test_what_is_no_smooth_is_refused_with_its_place(formula, error, message) -> None:
    with pytest.raises(error, match=message) as caught:
        pm.make_stancode(formula, ROWS, "gaussian")
    assert caught.value.span is not None


def test_starts_by_brms_names_are_those_of_the_program() -> None:
    case = Case("y ~ s(x, k = 4)", data=sim(30))
    found = by_stan(
        case.built.model, {"sds_mu1_sx_1": 2.0, "s_mu1_sx_1[1]": 3.0, "bs_mu2_sx_1": 0.5}
    )
    assert found.keys() == {"sds_mu1_1_1", "zs_mu1_1_1", "bs_mu2"}
    np.testing.assert_allclose(found["zs_mu1_1_1"], [1.5, 0])


@pytest.mark.parametrize("formula", ["y ~ s(x, k = 4)", "bf(y ~ z, theta2 ~ s(x, k = 4))"])
def test_components_that_change_places_take_their_functions_along(formula) -> None:
    case = Case(formula, "mixture(gaussian, gaussian, order = 'none')", data=sim(30))
    model, draws = case.built.model, case.draws(case.point(3))
    swapped = permuted(model, draws, np.array([[1, 0]]))
    assert any((swapped.matrix([n]) != draws.matrix([n])).all() for n in draws.names)
    np.testing.assert_allclose(values.log_lik(model, swapped), values.log_lik(model, draws))


@pytest.mark.slow
def test_a_curve_in_each_component_is_found_again() -> None:
    rng = np.random.default_rng(4)
    x, first = rng.uniform(-2, 2, 400), rng.random(400) < 0.5
    y = np.where(first, 5 + np.sin(2 * x), -5 + x**2) + rng.normal(0, 0.2, 400)
    data = pd.DataFrame({"y": y, "x": x})
    fit = pm.brm("y ~ s(x)", data, TWO, chains=2, iter=600, seed=1, silent=2)
    rows = pd.DataFrame({"x": np.linspace(-1.8, 1.8, 9)})
    low, high = (fit.posterior_linpred(rows, dpar=f"mu{k}").mean(axis=0) for k in (1, 2))
    np.testing.assert_allclose(low, -5 + rows["x"] ** 2, atol=0.2)
    np.testing.assert_allclose(high, 5 + np.sin(2 * rows["x"]), atol=0.2)
    assert (pm.rhat(fit).dropna() < 1.1).all()
    text = str(pm.summary(fit))
    assert "Smooth Terms: " in text and "sds(mu1_sx_1)" in text
    effect = pm.conditional_effects(fit, "x", dpar="mu1")["x"]
    truth = -5 + effect["x"].to_numpy() ** 2
    np.testing.assert_allclose(effect["estimate__"], truth, atol=0.3)
