"""Smooth terms: mgcv's columns on rows of the fit and on new rows, starts, and refusals."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import (
    InvalidArgument,
    InvalidData,
    InvalidFormula,
    NotSupported,
    PybrmsWarning,
)
from pybrms_mix.design.sampled_rows import sampled
from pybrms_mix.design.smooths.natural import natural_basis
from pybrms_mix.design.smooths.thin_plate import ThinPlate
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
ROWS["of"] = pd.Categorical(ROWS["of"], ["low", "mid", "high"], ordered=True)
FORMULAS = [case["formula"] + " knots" * bool(case["knots"]) for case in FACTS["cases"]]


# In mgcv rounding errors decide into which functions the straight lines of levels are split.
UNSETTLED = (
    "y ~ s(x, fa, bs = 'fs', k = 5)", "y ~ s(x, fa, bs = 'fs', k = 5, xt = 'cr')",
)  # fmt: skip


def smooth_of(
    formula: str, data: pd.DataFrame = ROWS, knots: Mapping[str, Any] | None = None
) -> tuple[pm.Fit, Smooth]:
    fit = pm.brm(formula, data, "gaussian", empty=True, knots=knots)
    return fit, fit.model.of(Smooth)[0]


@pytest.mark.wide
@pytest.mark.parametrize("number", range(len(FORMULAS)), ids=FORMULAS)
def test_columns_are_those_of_mgcv_on_all_rows(number: int) -> None:
    fact = FACTS["cases"][number]
    fit, piece = smooth_of(fact["formula"], knots=fact["knots"] or None)
    new = fit.model.frame.at(pd.DataFrame(FACTS["new"]), names=piece.reads())
    fitted, there = piece.data(), piece.at(new).data()
    for name in (n for n in fact["fitted"] if n.startswith(("Zs", "Xs"))):
        if fact["formula"] in UNSETTLED:
            continue
        columns, others = np.array(fact["fitted"][name]), np.array(fact["new"][name])
        if not columns.size:
            assert not fitted[name].size
            continue
        turn = turned(fitted[name], columns)
        np.testing.assert_allclose(fitted[name] @ turn, columns, atol=SMOOTH_TOLERANCE)
        np.testing.assert_allclose(there[name] @ turn, others, atol=SMOOTH_TOLERANCE)
        if name.startswith("Z"):
            np.testing.assert_allclose(turn.T @ turn, np.eye(len(turn)), atol=SMOOTH_TOLERANCE)


@pytest.mark.parametrize("formula", UNSETTLED)
def test_straight_lines_of_levels_span_those_of_mgcv(formula: str) -> None:
    fact = next(c for c in FACTS["cases"] if c["formula"] == formula)
    _, piece = smooth_of(formula)
    ours, brms = piece.data(), fact["fitted"]

    def lines(data: Mapping[str, Any]) -> np.ndarray:
        both = np.column_stack([np.array(data[f"Zs_1_{k}"]) for k in (2, 3)])
        return both @ both.T / np.linalg.norm(both) ** 2

    np.testing.assert_allclose(lines(ours), lines(brms), atol=SMOOTH_TOLERANCE)
    turn = turned(ours["Zs_1_1"], np.array(brms["Zs_1_1"]))
    shape = turn.T @ turn / (turn.T @ turn)[0, 0]
    np.testing.assert_allclose(shape, np.eye(len(turn)), atol=SMOOTH_TOLERANCE)


def test_one_of_the_lines_of_levels_over_thin_plates_is_the_constant() -> None:
    piece = smooth_of("y ~ s(x, fa, bs = 'fs', k = 5)")[1].curves[0]
    level, own = ROWS["fa"].to_numpy(), piece.blocks[2]
    for k, name in enumerate(np.unique(level)):
        np.testing.assert_allclose(own[level == name, k], own[level == name, k][0])
        assert not own[level != name, k].any()


def test_a_number_multiplies_the_curves_of_levels() -> None:
    plain, times = (
        smooth_of(f"y ~ s(x, fa, bs = 'fs', k = 4, m = 1{by})")[1].curves[0].matrix
        for by in ("", ", by = z")
    )
    np.testing.assert_allclose(times, ROWS["z"].to_numpy()[:, None] * plain)


def test_a_p_spline_is_linear_beyond_its_knots() -> None:
    curve = smooth_of("y ~ s(x, bs = 'ps', k = 6, m = c(0, 1))")[1].curves[0]
    x = np.array([1.58, 1.584, 3.0, 5.0])
    found = curve.basis.at([x])
    slopes = np.diff(found, axis=0) / np.diff(x)[:, None]
    np.testing.assert_allclose(slopes[1], slopes[0], atol=1e-8)
    np.testing.assert_allclose(slopes[2], slopes[0], atol=1e-8)


def test_knots_of_a_cubic_spline_may_have_any_order() -> None:
    knots = [4.0, -4.0, 0.0, 1.0, -1.0]
    one, other = (
        smooth_of("y ~ s(x, bs = 'cr', k = 5)", knots={"x": k})[1].curves[0].matrix
        for k in (knots, sorted(knots))
    )
    np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("basis", ["cr", "cs", "cc", "ps", "cp", "tp", "ts"])
def test_the_penalty_of_a_basis_is_a_sum_of_squares(basis: str) -> None:
    """The penalty of cubic splines is the integral of the squared second derivative."""
    curve = smooth_of(f"y ~ s(x, bs = '{basis}', k = 7)")[1].curves[0]
    grid = np.linspace(ROWS["x"].min(), ROWS["x"].max(), 20001)
    second = np.gradient(np.gradient(curve.basis.at([grid]), grid, axis=0), grid, axis=0)[2:-2]
    products = second.T @ second
    rank = curve.basis.penalised
    if basis in ("cr", "cc", "tp"):
        want = np.diag([1.0] * rank + [0.0] * (len(products) - rank))
        np.testing.assert_allclose(products / products[0, 0], want, atol=2e-3)
    else:
        assert rank == {"cs": 6, "ts": 6, "ps": 5, "cp": 6}[basis]


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("y ~ s(x, k = 5, sp = 2)", "Argument 'sp' of s\\(x, k = 5, sp = 2\\) has no effect"),
        ("y ~ s(x, k = 5, id = 1)", "Argument 'id' .* has no effect"),
        ("y ~ s(x, bs = 'cr', k = 5, m = 2)", "'m' has no effect on the basis 'cr'"),
        ("y ~ s(x, bs = 'cr', k = 2)", "basis dimension, k, increased to minimum possible"),
        ("y ~ t2(x, z, k = 2)", "one or more supplied k too small - reset to default"),
    ],
)
def test_what_brms_ignores_is_told(formula: str, told: str) -> None:
    with pytest.warns(PybrmsWarning, match=told):
        pm.make_stancode(formula, ROWS, "gaussian")


def test_the_penalty_is_the_integral_of_the_squared_second_derivative() -> None:
    x = np.sort(np.random.default_rng(1).uniform(-1, 2, 50))
    basis = natural_basis(ThinPlate.of([x], 6, 2), [x], centred=True, penalised=True)
    grid = np.linspace(x[0], x[-1], 40001)
    second = np.gradient(np.gradient(basis.at([grid]), grid, axis=0), grid, axis=0)
    inner = second[2:-2]
    step = grid[1] - grid[0]
    products = (inner[:-1].T @ inner[:-1] + inner[1:].T @ inner[1:]) * step / 2
    want = np.diag([1.0] * basis.penalised + [0.0] * (products.shape[0] - basis.penalised))
    np.testing.assert_allclose(products / products[0, 0], want, atol=1e-3)


def test_rows_drawn_as_knots_are_those_of_r() -> None:
    # set.seed(1); sample(10, 5) - 1 of R 4.2
    assert sampled(10, 5).tolist() == [8, 3, 6, 0, 1]
    found = sampled(3000, 2000)
    assert len(set(found.tolist())) == 2000 and found.max() < 3000


def test_functions_of_many_rows_rest_on_some_of_them() -> None:
    x = np.random.default_rng(2).normal(size=210)
    functions = ThinPlate.of([x], 4, 2, most=200)
    basis = natural_basis(functions, [x], centred=True, penalised=True)
    assert functions.knots.shape == (200, 1)
    np.testing.assert_allclose(basis.at([x]).mean(axis=0), 0, atol=1e-10)


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
        ("y ~ s(x, bs = 'gp')", NotSupported, "basis"),
        ("y ~ s(x, bs = 'cr', xt = list(a = 1))", InvalidFormula, "'xt'"),
        ("y ~ s(x, k = c(4, 5))", InvalidFormula, "'k'"),
        ("y ~ s(x, m = c(2, 0))", NotSupported, "Several values of 'm'"),
        ("y ~ s(x, fa, bs = 'fs', fx = TRUE)", InvalidFormula, "'fx'"),
        ("y ~ s(x, z, bs = 'fs')", InvalidFormula, "no factor supplied"),
        ("y ~ s(x, fa, bs = 'fs', xt = 'ts')", InvalidFormula, "'xt'"),
        ("y ~ s(fa, bs = 're', pc = 0)", InvalidFormula, "'pc'"),
        ("y ~ t2(x, z, k = c(4, 5, 6))", InvalidFormula, "'k'"),
        ("y ~ t2(x, z, d = 3)", InvalidFormula, "'d'"),
        ("y ~ t2(x, z, ord = 0)", InvalidFormula, "'ord'"),
        ("y ~ t2(x, z, pc = 0)", NotSupported, "'pc'"),
        ("y ~ t2(x, z, bs = 'fs')", InvalidFormula, "'bs'"),
        ("y ~ log(t2(x, z))", InvalidFormula, "invalid in brms syntax"),
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
    fit = pm.brm("y ~ s(x)", data, TWO, chains=2, iter=1000, seed=1, silent=2)
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


@pytest.mark.parametrize(
    ("formula", "knots", "told"),
    [
        ("y ~ s(x, bs = 'cr', k = 5)", {"x": [0, 1]}, "number of supplied knots != k"),
        ("y ~ s(x, bs = 'cr', k = 3)", {"x": [0, 1, 1]}, "Two knots"),
        ("y ~ s(x, bs = 'ps', k = 6)", {"x": [0, 1]}, "knot range does not include data"),
        ("y ~ s(x, bs = 'ps', k = 6)", {"x": [0, 1, 2]}, "there should be 10 supplied knots"),
        ("y ~ s(x, z, k = 5)", {"x": [0, 1, 2]}, "must be of same length"),
        ("y ~ s(x, k = 5)", {"x": [0, np.nan]}, "finite numbers"),
        ("y ~ s(x, k = 5)", {"x": "a"}, "finite numbers"),
    ],
)
def test_knots_that_do_not_suit_are_refused(formula: str, knots: Any, told: str) -> None:
    with pytest.raises((InvalidData, InvalidArgument), match=told):
        pm.make_stancode(formula, ROWS, "gaussian", knots=knots)


@pytest.mark.parametrize(
    ("spelled", "plain"),
    [
        ("s(x, k = 1e1)", "s(x, k = 10)"),
        ("s(x, k = 6, xt = list(max.knots = 2e1, seed = 0x2))",
         "s(x, k = 6, xt = list(max.knots = 20, seed = 2))"),
    ],
)  # fmt: skip
def test_whole_numbers_are_spelled_as_in_r(spelled: str, plain: str) -> None:
    found, known = (pm.make_standata(f"y ~ {t}", ROWS, "gaussian") for t in (spelled, plain))
    np.testing.assert_array_equal(found["Zs_1_1"], known["Zs_1_1"])


def test_more_functions_than_any_data_have_are_refused() -> None:
    with pytest.raises((InvalidData, InvalidArgument)):
        pm.make_stancode("y ~ s(x, k = 1e308)", ROWS, "gaussian")


def test_knots_stay_with_the_fit(tmp_path: Path) -> None:
    fit, piece = smooth_of("y ~ s(x, bs = 'cr', k = 3) + z", knots={"x": [-4, 0, 4]})
    fit.save(tmp_path / "fit")
    for again in (pm.load(tmp_path / "fit"), pm.update(fit, "~ . - z", empty=True)):
        other = again.model.of(Smooth)[0].curves[0]
        np.testing.assert_array_equal(other.matrix, piece.curves[0].matrix)


def test_knots_of_a_variable_that_the_model_does_not_read_are_warned_of() -> None:
    with pytest.warns(PybrmsWarning, match="variable 'X' of 'knots'"):
        smooth_of("y ~ s(x, bs = 'cr', k = 4)", knots={"X": [0.0, 1.0, 2.0, 3.0]})
