"""The rows and the draws of predictions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pybrms_mix.base.errors import InvalidArgument, InvalidData, PybrmsWarning, UnknownLevel
from pybrms_mix.base.errors import UnknownVariable as Unknown
from pybrms_mix.model import values
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.predict.prediction_rows import Rows, rows
from tests.results.facts import FOLDER, fit_of

DATA = pd.read_csv(FOLDER / "data.csv")


@pytest.fixture
def fit() -> Fit:
    """Return bf(y ~ x, mu1 ~ x + (1 + x | g), mu2 ~ x + (1 | g)) with two gaussians."""
    return fit_of("two_gaussians")


def eta(found: Rows, name: str = "mu1") -> np.ndarray:
    return values.etas(found.model, found.draws)[name]


def coefficient(fit: Fit, name: str, level: str, coef: str) -> np.ndarray:
    return fit.posterior[f"r_g__{name}[{level},{coef}]"]


def test_the_same_rows_are_the_same_rows(fit: Fit) -> None:
    np.testing.assert_array_equal(eta(rows(fit)), eta(rows(fit, DATA)))


@pytest.mark.parametrize("none", [False, "NA", float("nan"), "~ 1", "1"])
def test_without_group_terms_the_predictor_is_that_of_the_population(
    fit: Fit, none: object
) -> None:
    b = fit.posterior.matrix(["b_mu1_Intercept", "b_mu1_x"])
    expected = b[:, :1] + b[:, 1:] * DATA["x"].to_numpy()
    for found in (rows(fit, DATA, none), rows(fit, None, none)):
        np.testing.assert_allclose(eta(found), expected)


def test_a_formula_keeps_the_group_terms_that_it_names(fit: Fit) -> None:
    every, none = eta(rows(fit, DATA)), eta(rows(fit, DATA, False))
    intercept = np.column_stack([coefficient(fit, "mu1", g, "Intercept") for g in DATA["g"]])
    slope = np.column_stack([coefficient(fit, "mu1", g, "x") for g in DATA["g"]])
    x = DATA["x"].to_numpy()
    np.testing.assert_allclose(eta(rows(fit, DATA, "~ (1 | g)")), none + intercept)
    np.testing.assert_allclose(eta(rows(fit, DATA, "~ (0 + x | g)")), none + slope * x)
    np.testing.assert_allclose(eta(rows(fit, None, "y ~ (1 + x || g)")), every)
    # As in brms a term that the model does not have is left out as a whole.
    some = eta(rows(fit, DATA, "~ (1 + w | g) + (0 + x | g)"))
    np.testing.assert_allclose(some, none + slope * x)


def test_a_term_is_kept_in_each_parameter_that_has_it(fit: Fit) -> None:
    without, kept = rows(fit, DATA, False), rows(fit, DATA, "~ (1 | g)")
    r = np.column_stack([coefficient(fit, "mu2", g, "Intercept") for g in DATA["g"]])
    np.testing.assert_allclose(eta(kept, "mu2"), eta(without, "mu2") + r)


def test_only_columns_that_are_read_have_to_be_there(fit: Fit) -> None:
    assert rows(fit, DATA[["x"]], False).model.frame.N == 60
    with pytest.raises(Unknown, match="can neither be found in 'data' nor in 'data2':\n'g'"):
        rows(fit, DATA[["x"]])
    with pytest.raises(Unknown, match="'x'"):
        rows(fit, DATA[["g"]])


def test_columns_that_are_not_read_may_hold_anything(fit: Fit) -> None:
    odd = DATA.assign(g="new", y=None)
    np.testing.assert_allclose(eta(rows(fit, odd, False)), eta(rows(fit, DATA, False)))


def test_a_missing_value_is_named_with_its_row(fit: Fit) -> None:
    holed = DATA.assign(x=DATA["x"].where(DATA.index != 3))
    with pytest.raises(InvalidData, match="'x' of the new data has no value in row 3"):
        rows(fit, holed)


def test_the_response_is_asked_for_in_brms_words_only_where_it_is_needed(fit: Fit) -> None:
    bare = DATA.drop(columns="y")
    assert rows(fit, bare).model.frame.N == 60
    with pytest.raises(InvalidData, match="Response variables must be specified in 'newdata'"):
        rows(fit, bare, response="needed")
    with pytest.raises(InvalidData, match="'y' of the new data has no value in row 0"):
        rows(fit, DATA.assign(y=np.nan), response="needed")


def test_a_new_level_is_refused_by_name(fit: Fit) -> None:
    with pytest.raises(UnknownLevel, match="Levels 'zz' of grouping factor 'g' cannot be found"):
        rows(fit, DATA.head(2).assign(g=["zz", DATA["g"][0]]))


def new(fit: Fit, how: str, seed: int = 1) -> Rows:
    data = pd.DataFrame({"x": [0.0, 1.0, 0.0], "g": ["zz", "zz", "yy"]})
    return rows(fit, data, allow_new_levels=True, sample_new_levels=how, seed=seed)


def shares(fit: Fit, how: str, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Return the coefficients of level zz for the intercept and the slope of mu1."""
    found = new(fit, how, seed)
    plain = eta(rows(fit, found.model.frame.data, False))
    both = eta(found) - plain
    return both[:, 0], both[:, 1] - both[:, 0]


def levels_of(fit: Fit, coef: str) -> np.ndarray:
    levels = sorted(set(DATA["g"]))
    return np.column_stack([coefficient(fit, "mu1", g, coef) for g in levels])


def test_an_uncertain_level_borrows_whole_from_one_level_for_each_draw(fit: Fit) -> None:
    intercept, slope = shares(fit, "uncertainty")
    near = np.abs(levels_of(fit, "Intercept") - intercept[:, None])
    source = near.argmin(axis=1)
    assert near.min(axis=1).max() < 1e-12
    assert len(set(source)) == len(set(DATA["g"]))
    own = levels_of(fit, "x")[np.arange(len(slope)), source]
    np.testing.assert_allclose(slope, own, atol=1e-12)


def test_an_old_level_is_one_level_for_all_draws(fit: Fit) -> None:
    intercept, _ = shares(fit, "old_levels")
    distance = np.abs(levels_of(fit, "Intercept") - intercept[:, None]).max(axis=0)
    assert (distance < 1e-12).sum() == 1


@pytest.mark.wide
def test_a_gaussian_level_has_the_spread_and_correlation_of_the_levels(fit: Fit) -> None:
    pairs = [shares(fit, "gaussian", seed) for seed in range(40)]
    intercept, slope = (np.concatenate(part) for part in zip(*pairs, strict=True))
    sd = fit.posterior.matrix(["sd_g__mu1_Intercept", "sd_g__mu1_x"])
    rho = fit.posterior["cor_g__mu1_Intercept__mu1_x"]
    error = 6 / np.sqrt(len(intercept))
    z = intercept / np.tile(sd[:, 0], 40), slope / np.tile(sd[:, 1], 40)
    assert abs(z[0].std() - 1) < error
    assert abs(z[1].std() - 1) < error
    assert abs((z[0] * z[1]).mean() - rho.mean()) < 2 * error


def test_rows_of_one_new_level_share_its_coefficients(fit: Fit) -> None:
    found = new(fit, "gaussian")
    same = new(fit, "gaussian")
    np.testing.assert_array_equal(eta(found), eta(same))
    assert np.abs(eta(found)[:, 0] - eta(found)[:, 2]).min() > 0
    np.testing.assert_array_equal(found.model.at(found.model.frame).frame.N, 3)


def test_a_wrong_way_to_sample_levels_is_refused(fit: Fit) -> None:
    with pytest.raises(InvalidArgument, match="uncertainty, gaussian, old_levels"):
        new(fit, "median")


def test_draws_are_chosen_by_position_or_at_random(fit: Fit) -> None:
    every = rows(fit).draws.values[0]
    np.testing.assert_array_equal(rows(fit, draw_ids=[5, 2]).draws.values[0], every[[5, 2]])
    some = rows(fit, ndraws=7, seed=3)
    assert some.S == 7
    np.testing.assert_array_equal(rows(fit, ndraws=7, seed=3).draws.values, some.draws.values)
    with pytest.warns(PybrmsWarning, match="'nsamples' is deprecated"):
        assert rows(fit, nsamples=4).S == 4


@pytest.mark.parametrize("wrong", [[600], [-1], [], [1.5], [True, False]])
def test_draws_that_do_not_exist_are_refused(fit: Fit, wrong: list[int]) -> None:
    with pytest.raises(InvalidArgument, match="Some 'draw_ids' indices are out of range"):
        rows(fit, draw_ids=wrong)


@pytest.mark.parametrize("count", [0, 601, 2.5])
def test_no_more_draws_than_there_are(fit: Fit, count: int) -> None:
    with pytest.raises(InvalidArgument, match=r"between 1 and the maximum number of draws \(600\)"):
        rows(fit, ndraws=count)


def test_a_formula_of_another_kind_is_refused(fit: Fit) -> None:
    with pytest.raises(InvalidArgument, match="'re_formula'"):
        rows(fit, re_formula=3)


def test_a_formula_that_leaves_no_group_term_warns(fit: Fit) -> None:
    with pytest.warns(PybrmsWarning, match="contains no group-level term of the model"):
        rows(fit, re_formula="~ (1 | h)")
