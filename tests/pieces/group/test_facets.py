"""``gr()`` and ``mm()``: sets of levels, kinship, heavy tails, several memberships, and data2."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.base.errors import (
    InvalidArgument,
    InvalidData,
    InvalidFormula,
    NotSupported,
    PybrmsError,
    UnknownLevel,
    UnknownVariable,
)
from pybrms_mix.model import values
from pybrms_mix.model.ir import GroupPiece
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.group_covariances import VarCorr
from pybrms_mix.results.group_effects import ranef
from pybrms_mix.results.predict.prediction_rows import rows
from pybrms_mix.stan.data import declared
from tests.programs import REFERENCE, TWO, Case, inputs, patterns, ranks

KINDS = pd.read_csv(REFERENCE / "data" / "kinds.csv")
KINSHIP = pd.read_csv(REFERENCE / "data" / "cov_g.csv", index_col=0)
ONE = "gaussian()"
pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")  # few draws
THREE = "mixture(gaussian, nmix = 3)"
COUNTS = "mixture(poisson, nmix = 2)"

# Every facet alone and with others, correlated and not, under one, two and three components.
MODELS = {
    "by": ("y ~ x + (1 | gr(g, by = by2))", TWO),
    "by correlated": ("y ~ x + (1 + x | gr(g, by = by2))", THREE),
    "by uncorrelated": ("y ~ x + (1 + x || gr(g, by = by2))", ONE),
    "cov": ("y ~ x + (1 | gr(g, cov = A))", TWO),
    "cov correlated": ("y ~ x + (1 + x | gr(g, cov = A))", ONE),
    "cov uncorrelated": ("y ~ x + (1 + x || gr(g, cov = A))", TWO),
    "student": ('y ~ x + (1 | gr(g, dist = "student"))', TWO),
    "student correlated": ('y ~ x + (1 + x | gr(g, dist = "student"))', ONE),
    "student beside normal": ('y ~ (1 | gr(g, dist = "student")) + (0 + x | g)', TWO),
    "by and cov": ("y ~ x + (1 + x | gr(g, by = by2, cov = A))", ONE),
    "all": ('y ~ x + (1 + x | gr(g, by = by2, cov = A, dist = "student"))', TWO),
    "all uncorrelated": ('y ~ x + (1 + x || gr(g, by = by2, cov = A, dist = "student"))', THREE),
    "id": (
        'bf(y ~ x + (1 + x | i | gr(g, by = by2, dist = "student")), sigma1 ~ (1 | i | g), '
        "theta2 ~ (1 | i | g))",
        TWO,
    ),
    "mm": ("count ~ x + (1 | mm(h, h2))", COUNTS),
    "mm weights": ("y ~ x + (1 + x | mm(h, h2, weights = cbind(wt, 1 + expo)))", TWO),
    "mm unscaled": (
        "y ~ x + (1 | mm(h, h2, g, weights = cbind(wt, x, -1), scale = FALSE))",
        ONE,
    ),
    "mmc": ("y ~ x + (1 + mmc(x, z) + z | mm(h, h2))", TWO),
    "mmc uncorrelated": ("y ~ x + (1 + mmc(x, log(wt)) || mm(h, h2))", THREE),
    "mm id": (
        "bf(y ~ (mmc(x, z) | i | mm(h, h2)), sigma2 ~ (1 | i | mm(h, h2)) + (1 | h))",
        TWO,
    ),
    "mm all": (
        'y ~ (1 + x | mm(g, g, by = cbind(by2, by2), cov = A, dist = "student"))',
        TWO,
    ),
}  # fmt: skip


def case(name: str) -> Case:
    formula, family = MODELS[name]
    return Case(formula, family, data=KINDS, data2={"A": KINSHIP})


@pytest.fixture(params=MODELS)
def model(request: pytest.FixtureRequest) -> Case:
    return case(request.param)


def a_fit(model: Case, count: int = 8) -> Fit:
    """Return a fit whose draws are points of the program."""
    draws = [model.draws(model.point(seed)) for seed in range(count)]
    table = pd.DataFrame(np.concatenate([d.values[0] for d in draws]), columns=draws[0].names)
    return fit_from_draws(
        model.formula, model.data, model.family, table, list(model.prior), data2=model.data2
    )


def etas(fit: Fit, newdata: pd.DataFrame | None = None, **more: Any) -> dict[str, np.ndarray]:
    found = rows(fit, newdata, **more)
    return values.etas(found.model, found.draws)


# --- the program and NumPy --------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_numpy_and_stan_have_the_same_likelihood(model: Case, seed: int) -> None:
    point = model.point(seed)
    ours, stans = model.log_lik(point).sum(), model.stan_log_lik(point)
    assert abs(ours - stans) <= 1e-8 * max(1, abs(stans))


def test_the_data_are_those_that_the_program_declares(model: Case) -> None:
    wanted = inputs(model.program)
    assert ranks(declared(model.built.model, model.standata)) == wanted


@pytest.mark.parametrize("name", ["all", "all uncorrelated", "mmc", "mm id"])
def test_predictors_are_held_the_fast_way(name: str) -> None:
    found = patterns(case(name).program)
    assert found
    assert {n: p for n, p in found.items() if n.startswith(("mu", "lp"))} == {
        n: "SoA" for n in found if n.startswith(("mu", "lp"))
    }


def test_every_variable_is_reported_once(model: Case) -> None:
    names = [v.name for v in model.built.model.variables]
    assert len(set(names)) == len(names)
    assert model.draws(model.point(1)).names == tuple(names)


# --- names (brms: get_rnames, get_cornames) ---------------------------------------------------


def names_of(name: str, *kinds: str) -> list[str]:
    return [v.name for v in case(name).built.model.variables if v.kind in kinds]


def test_spreads_and_correlations_of_sets_bear_the_names_of_the_sets() -> None:
    assert names_of("by and cov", "sd", "cor") == [
        "sd_g__Intercept:by2hi", "sd_g__x:by2hi", "sd_g__Intercept:by2lo", "sd_g__x:by2lo",
        "cor_g__Intercept:by2hi__x:by2hi", "cor_g__Intercept:by2lo__x:by2lo",
    ]  # fmt: skip
    assert names_of("mm all", "sd")[:2] == [
        "sd_mmgg__mu1_Intercept:cbind(by2, by2)hi", "sd_mmgg__mu1_x:cbind(by2, by2)hi",
    ]  # fmt: skip


def test_coefficients_of_levels_know_nothing_of_sets() -> None:
    assert "r_g[g.3,Intercept]" in names_of("by and cov", "r")
    assert "r_mmhh2__mu1[p,mmcxz]" in names_of("mm id", "r")


def test_degrees_of_freedom_belong_to_the_group_and_not_to_a_block() -> None:
    assert names_of("student", "df") == ["df_g"]
    assert [p.stan for p in case("student").built.model.parameters if "df" in p.stan] == [
        "df_1", "udf_1",
    ]  # fmt: skip


def test_sets_have_their_white_space_taken_out() -> None:
    data = KINDS.assign(by2=KINDS["by2"].map({"hi": "h i", "lo": "l\to"}))
    model = Case("y ~ (1 | gr(g, by = by2))", ONE, data=data)
    assert [v.name for v in model.built.model.variables if v.kind == "sd"] == [
        "sd_g__Intercept:by2hi", "sd_g__Intercept:by2lo",
    ]  # fmt: skip


# --- known covariance -------------------------------------------------------------------------


def lcov(matrix: Any) -> np.ndarray:
    return pm.make_standata("y ~ (1 | gr(g, cov = A))", KINDS, ONE, data2={"A": matrix})["Lcov_1"]


def test_the_order_of_the_rows_of_a_covariance_says_nothing() -> None:
    order = [3, 0, 4, 1, 2]
    np.testing.assert_allclose(lcov(KINSHIP.iloc[order, order]), lcov(KINSHIP))


def test_a_covariance_may_have_more_levels_than_the_data() -> None:
    more = pd.DataFrame(np.eye(7), [*KINSHIP.index, "u", "v"], [*KINSHIP.columns, "u", "v"])
    more.iloc[:5, :5] = KINSHIP.to_numpy()
    np.testing.assert_allclose(lcov(more), lcov(KINSHIP))


def test_names_of_columns_stand_in_for_those_of_rows() -> None:
    np.testing.assert_allclose(lcov(KINSHIP.reset_index(drop=True)), lcov(KINSHIP))


@pytest.mark.parametrize(
    ("matrix", "words"),
    [
        (KINSHIP.to_numpy(), "Row or column names are required"),
        ({}, "not a numeric matrix"),
        (KINSHIP.astype(str) + "x", "not a numeric matrix"),
        (KINSHIP.iloc[:, 1:], "must be symmetric"),
        (KINSHIP * -1, "must be positive definite"),
        (KINSHIP.iloc[1:, 1:], "do not match names of the grouping levels"),
    ],
)
def test_what_is_no_covariance_of_the_levels_is_refused(matrix: Any, words: str) -> None:
    with pytest.raises(InvalidData, match=words) as caught:
        lcov(matrix)
    assert caught.value.span is not None or caught.value.hint


# --- several memberships ----------------------------------------------------------------------


def test_levels_of_later_memberships_come_after_those_of_the_first() -> None:
    data = KINDS.assign(h2=KINDS["h2"].map({"p": "a", "q": "q", "r": "r", "s": "b"}))
    (piece,) = Case("y ~ (1 | mm(h, h2))", ONE, data=data).built.model.of(GroupPiece)
    assert piece.levels == ("p", "q", "r", "s", "a", "b")


def test_weights_sum_to_one_unless_they_are_taken_as_they_are() -> None:
    scaled = pm.make_standata("y ~ (1 | mm(h, h2, weights = cbind(wt, expo)))", KINDS, ONE)
    plain = "y ~ (1 | mm(h, h2, weights = cbind(wt, expo), scale = FALSE))"
    np.testing.assert_allclose(scaled["W_1_1"] + scaled["W_1_2"], 1)
    np.testing.assert_array_equal(pm.make_standata(plain, KINDS, ONE)["W_1_1"], KINDS["wt"])


def test_two_memberships_in_the_same_level_are_one_in_full() -> None:
    model = Case("y ~ (1 | mm(g, g))", ONE, data=KINDS)
    draws = model.draws(model.point(4))
    single = Case("y ~ (1 | g)", ONE, data=KINDS).built.model
    renamed = type(draws)(draws.values, tuple(n.replace("mmgg", "g") for n in draws.names))
    np.testing.assert_allclose(
        values.etas(model.built.model, draws)["mu"], values.etas(single, renamed)["mu"]
    )


def test_several_calls_of_mmc_have_columns_of_their_own() -> None:
    data = pm.make_standata("y ~ (0 + mmc(x, z) + mmc(z, wt) | mm(h, h2))", KINDS, ONE)
    found = {n: data[f"Z_1_{n}"] for n in ("1_1", "1_2", "2_1", "2_2")}
    for name, column in zip(found, ("x", "z", "z", "wt"), strict=True):
        np.testing.assert_array_equal(found[name], KINDS[column])


@pytest.mark.parametrize(
    ("term", "error"),
    [
        ("(1 | mm(h, h2, weights = cbind(0 * wt, 0 * wt)))", InvalidData),
        ("(1 | gr(g, foo = 1))", InvalidFormula),
        ("(1 | gr(g, by = factor(by2)))", NotSupported),
        ("(1 | gr())", InvalidFormula),
        ("(1 | gr(g / h))", InvalidFormula),
        ("(1 | mm(h, h2, by = by2))", InvalidFormula),
        ("(1 | mm(h, h2)) + (1 | mmhh2)", InvalidFormula),
        ("mmc(x, z)", InvalidFormula),
    ],
)
def test_terms_that_make_no_sense_are_refused_with_their_place(
    term: str, error: type[PybrmsError]
) -> None:
    with pytest.raises(error) as caught:
        pm.get_prior(f"y ~ x + {term}", KINDS.assign(mmhh2=KINDS["g"]), ONE)
    assert caught.value.span is not None


# --- blocks -----------------------------------------------------------------------------------


def sizes(formula: str) -> list[int]:
    return [p.size for p in Case(formula, ONE, data=KINDS).built.model.of(GroupPiece)]


def test_an_id_between_bars_joins_correlated_terms_only() -> None:
    assert sizes("bf(y ~ (1 | i | g), sigma ~ (1 | i | g))") == [2]
    assert sizes("bf(y ~ (1 | i | g), sigma ~ (1 | i | gr(g, cor = FALSE)))") == [1, 1]


def test_what_differs_by_membership_is_a_block_of_its_own_unless_correlated() -> None:
    assert sizes("y ~ (1 + mmc(x, z) | mm(h, h2))") == [2]
    assert sizes("y ~ (1 + mmc(x, z) || mm(h, h2))") == [1, 1]
    assert sizes("y ~ (0 + mmc(x, z) || mm(h, h2))") == [1]


def test_several_calls_may_stand_in_one_term() -> None:
    assert sizes("y ~ (1 | gr(g) + mm(h, h2))") == [1, 1]


# --- other rows -------------------------------------------------------------------------------


def test_other_rows_are_predicted_as_those_of_the_fit(model: Case) -> None:
    fit = a_fit(model)
    order = np.random.default_rng(1).permutation(len(KINDS))[:20]
    expected = etas(fit)
    for name, found in etas(fit, KINDS.iloc[order]).items():
        wanted = np.broadcast_to(expected[name], (len(found), len(KINDS)))[:, order]
        np.testing.assert_allclose(np.broadcast_to(found, wanted.shape), wanted)


def test_a_new_level_is_refused_unless_it_is_allowed(model: Case) -> None:
    new = KINDS.head(3).assign(g="new", h="new")
    with pytest.raises(UnknownLevel, match="new"):
        etas(a_fit(model), new)


# Elsewhere a row would have new levels of several groups, or levels of g beside those of h.
ONE_GROUP = [n for n in MODELS if n not in ("mm unscaled", "mm id")]


@pytest.mark.parametrize("how", ["uncertainty", "old_levels"])
@pytest.mark.parametrize("name", ONE_GROUP)
def test_a_new_level_has_the_coefficients_of_a_known_one(name: str, how: str) -> None:
    fit, row = a_fit(case(name)), KINDS.head(1)
    new = row.assign(g="new", h="new")
    found = etas(fit, new, allow_new_levels=True, sample_new_levels=how, seed=3)
    every = [
        etas(fit, row.assign(g=g, h=h)) for g in KINDS["g"].unique() for h in KINDS["h"].unique()
    ]
    for dpar, value in found.items():
        known = np.stack([np.broadcast_to(e[dpar], value.shape) for e in every])
        assert (np.abs(known - value).min(axis=0) < 1e-9).all()


@pytest.mark.parametrize("how", ["uncertainty", "old_levels"])
def test_a_new_level_borrows_from_its_own_set_alone(how: str) -> None:
    fit = a_fit(case("by uncorrelated"), count=40)
    for sort, peers in KINDS.groupby("by2")["g"].unique().items():
        row = KINDS.head(1).assign(g="new", by2=sort)
        found = etas(fit, row, allow_new_levels=True, sample_new_levels=how, seed=5)["mu"]
        own = np.stack([etas(fit, row.assign(g=g))["mu"] for g in peers])
        assert (np.abs(own - found).min(axis=0) < 1e-12).all()


def test_a_new_level_has_the_spread_of_its_own_set() -> None:
    model = case("by correlated")
    draws = model.draws(model.point(1))
    wide = {n: 100.0 if "hi" in n else 0.001 for n in draws.names if n.startswith("sd_")}
    one = {n: wide.get(n, draws[n][0]) for n in draws.names}
    table = pd.DataFrame([one] * 200)
    fit = fit_from_draws(model.formula, KINDS, model.family, table)
    row = KINDS.head(1).assign(g="new")
    some = {"allow_new_levels": True, "sample_new_levels": "gaussian", "seed": 1}
    spread = {by: etas(fit, row.assign(by2=by), **some)["mu1"].std() for by in ("hi", "lo")}
    assert spread["hi"] > 50
    assert spread["lo"] < 0.01


def test_the_set_of_a_new_level_has_to_be_told() -> None:
    fit, row = a_fit(case("by")), KINDS.head(1).drop(columns="by2")
    assert etas(fit, row)["mu1"].shape == (8, 1)
    with pytest.raises(UnknownVariable, match="by2"):
        etas(fit, row.assign(g="new"), allow_new_levels=True)


def test_heavy_tails_are_not_drawn_from_a_normal_distribution() -> None:
    with pytest.raises(InvalidArgument, match="not available for non-gaussian"):
        etas(
            a_fit(case("student")), KINDS.head(1).assign(g="new"),
            allow_new_levels=True, sample_new_levels="gaussian",
        )  # fmt: skip


def test_weights_are_needed_of_other_rows() -> None:
    with pytest.raises(UnknownVariable, match="expo"):
        etas(a_fit(case("mm weights")), KINDS.drop(columns="expo"))


def test_terms_with_facets_can_be_kept_or_left_out() -> None:
    fit = a_fit(case("mmc"))
    alone = etas(fit, KINDS, re_formula=False)["mu1"]
    some = etas(fit, KINDS, re_formula="~ (0 + mmc(x, z) | mm(h, h2))")["mu1"]
    share = sum(
        fit.posterior.matrix([f"r_mmhh2__mu1[{level},mmcxz]" for level in KINDS[of]])
        * KINDS[column].to_numpy() / 2
        for of, column in (("h", "x"), ("h2", "z"))
    )  # fmt: skip
    np.testing.assert_allclose(some, alone + share)


# --- results ----------------------------------------------------------------------------------


def test_coefficients_come_by_level_and_spreads_by_set() -> None:
    fit = a_fit(case("by and cov"))
    assert ranef(fit)["g"].shape == (5, 4, 2)
    found = VarCorr(fit)["g"]
    assert list(found["sd"].index) == ["Intercept:by2hi", "x:by2hi", "Intercept:by2lo", "x:by2lo"]
    across = found["cor"].sel(coefficient="Intercept:by2hi", other="x:by2lo", statistic="Estimate")
    assert float(across) == 0


def test_the_summary_shows_degrees_of_freedom_first() -> None:
    table = pm.summary(a_fit(case("student"))).random["g"]
    assert list(table.index) == ["df", "sd(mu1_Intercept)", "sd(mu2_Intercept)"]


def test_a_model_with_all_facets_samples_and_predicts() -> None:
    formula, family = MODELS["all"]
    fit = pm.brm(
        formula, KINDS, family, data2={"A": KINSHIP}, chains=1, iter=60, seed=1, silent=2,
        sample_prior="yes",
    )  # fmt: skip
    assert {"df_g", "prior_df_g", "prior_cor_g__1", "prior_cor_g__2"} <= set(fit.posterior.names)
    assert etas(fit, KINDS.head(4))["mu1"].shape == (30, 4)


# --- data2 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data2", "words"),
    [
        ([KINSHIP], "'data2' must be a list."),
        ({1: KINSHIP}, "All elements of 'data2' must be named"),
    ],
)
def test_data2_has_names(data2: Any, words: str) -> None:
    with pytest.raises(InvalidArgument, match=words):
        pm.get_prior("y ~ x", KINDS, ONE, data2=data2)


def test_a_variable_may_stand_in_data2() -> None:
    beside = {"w": np.arange(80.0), "k": 2.0}
    found = pm.make_standata("y ~ I(w / k)", KINDS, ONE, data2=beside)
    np.testing.assert_allclose(found["X"][:, 1], np.arange(80) / 2)


def test_a_variable_of_another_length_is_refused() -> None:
    with pytest.raises(InvalidData, match="80 rows") as caught:
        pm.make_standata("y ~ w", KINDS, ONE, data2={"w": np.arange(3.0)})
    assert caught.value.span is not None


def test_the_concentration_may_stand_in_data2() -> None:
    prior = "prior(dirichlet(a), class = theta)"
    found = pm.make_standata("y ~ x", KINDS, TWO, prior=prior, data2={"a": [2, 0.5]})
    np.testing.assert_array_equal(found["con_theta"], [2, 0.5])


def test_a_stored_fit_keeps_what_it_read_beside_its_rows(tmp_path: Any) -> None:
    model = case("cov")
    given = {
        "prior": "prior(dirichlet(a), class = theta)", "chains": 1, "iter": 20, "seed": 1,
        "silent": 2, "file": tmp_path / "fit", "file_refit": "on_change",
    }  # fmt: skip

    def fitted(matrix: pd.DataFrame) -> Fit:
        beside = {"A": matrix, "a": [2.0, 1.0], "label": "kept by the user alone"}
        return pm.brm(model.formula, KINDS, model.family, data2=beside, **given)

    first, again = fitted(KINSHIP), fitted(KINSHIP)
    np.testing.assert_array_equal(first.posterior.values, again.posterior.values)
    pd.testing.assert_frame_equal(again.model.frame.data2["A"], KINSHIP, check_names=False)
    np.testing.assert_allclose(etas(again)["mu1"], etas(first)["mu1"])
    other = fitted(KINSHIP + np.eye(5))
    assert not np.array_equal(other.posterior.values, first.posterior.values)


def test_rows_of_spreads_may_be_constant_and_start_where_they_are_told() -> None:
    prior = ["prior(constant(2), class = sd, coef = x, group = g)"]
    formula = "y ~ x + (1 + x | gr(g, by = by2))"
    model = Case(formula, ONE, tuple(prior), data=KINDS)
    draws = model.draws(model.point(1))
    assert draws["sd_g__x:by2lo"] == draws["sd_g__x:by2hi"] == 2
    start = {"sd_g__Intercept:by2hi": 0.5, "sd_g__x:by2lo": 2.0}
    fit = pm.brm(
        formula, KINDS, ONE, prior, init=start, chains=1, iter=20, seed=1, silent=2
    )  # fmt: skip
    assert set(fit.posterior["sd_g__x:by2lo"]) == {2.0}
