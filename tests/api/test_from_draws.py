"""A fit can be constructed from draws of another program."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.results.fit import Fit, method

DATA = pd.DataFrame({"y": [0.1, 0.4, 0.2, 5.2, 5.9, 6.1]})


def draws(**more) -> pd.DataFrame:
    return pd.DataFrame({"b_Intercept": [1.0, 2.0, 3.0, 4.0], "sigma": [1.0] * 4} | more)


def test_draws_without_chains_are_one_chain_and_need_no_lp():
    fit = pm.fit_from_draws("y ~ 1", DATA, "gaussian()", draws())
    assert (fit.draws.chains, fit.draws.per_chain) == (1, 4)
    assert pm.fixef(fit).loc["Intercept", "Estimate"] == 2.5
    assert "   Data: data (Number of observations: 6) " in str(fit.summary()).split("\n")


def test_chains_and_iterations_say_which_draw_is_which():
    table = draws(**{".chain": [2, 1, 2, 1], ".iteration": [2, 1, 1, 2], ".draw": [4, 1, 3, 2]})
    fit = pm.fit_from_draws("y ~ 1", DATA, "gaussian()", table)
    np.testing.assert_array_equal(fit.draws.values[:, :, 0], [[2.0, 4.0], [3.0, 1.0]])


def test_chains_of_different_lengths_are_refused():
    with pytest.raises(InvalidArgument, match="different numbers of draws: 3, 1"):
        pm.fit_from_draws("y ~ 1", DATA, "gaussian()", draws(**{".chain": [1, 1, 1, 2]}))


def test_missing_variables_are_named():
    with pytest.raises(InvalidArgument, match="'sigma1', 'sigma2', 'theta1', 'theta2'"):
        pm.fit_from_draws(
            "y ~ 1", DATA, "mixture(gaussian, gaussian)",
            pd.DataFrame({"b_mu1_Intercept": [1.0], "b_mu2_Intercept": [2.0]}),
        )  # fmt: skip


@pytest.mark.parametrize("chain", [{}, {".chain": [1, 2, 1, 2]}])
def test_without_iterations_the_number_of_the_draw_orders_them(chain):
    table = draws(**{".draw": [4, 1, 3, 2], **chain})
    fit = pm.fit_from_draws("y ~ 1", DATA, "gaussian()", table)
    expected = [[3.0, 1.0], [2.0, 4.0]] if chain else [[2.0, 4.0, 3.0, 1.0]]
    np.testing.assert_array_equal(fit.draws.values[:, :, 0], expected)


@pytest.mark.parametrize("kind", [dict, pl.from_pandas])
def test_draws_may_be_any_table(kind):
    expected = pm.fit_from_draws("y ~ 1", DATA, "gaussian()", draws())
    fit = pm.fit_from_draws("y ~ 1", DATA, "gaussian()", kind(draws()))
    np.testing.assert_array_equal(fit.draws.values, expected.draws.values)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (draws().head(0), "Argument 'draws' has no rows."),
        (None, "Argument 'draws' has no rows."),
        (draws().to_numpy(), "The draws lack variables of the model: 'b_Intercept', 'sigma'"),
        (draws(sigma=["a"] * 4), "The draws of 'sigma' are not numbers."),
        (draws(sigma=[1, 2, 3, np.nan]), "The draws of 'sigma' have missing values."),
        (pd.concat([draws(), draws()], axis=1), "more than one column with the name 'b_Intercept'"),
    ],
)
def test_what_are_no_draws_of_the_model_is_refused(wrong, message):
    with pytest.raises(InvalidArgument, match=message):
        pm.fit_from_draws("y ~ 1", DATA, "gaussian()", wrong)


def test_a_function_of_a_fit_is_its_method_once():
    fit = pm.fit_from_draws("y ~ 1", DATA, "gaussian()", draws())
    pd.testing.assert_frame_equal(fit.fixef(), pm.fixef(fit))

    def fixef(fit):
        return fit

    with pytest.raises(AssertionError, match="Fit already has a method 'fixef'"):
        method(fixef)
    assert Fit.fixef is pm.fixef


@pytest.mark.parametrize("wrong", [pd.NA, np.zeros(2), 5, "maybe"], ids=repr)
def test_sample_prior_that_is_none_of_the_values_is_refused(wrong):
    with pytest.raises(InvalidArgument, match="should be one of"):
        pm.fit_from_draws("y ~ 1", DATA, "gaussian()", draws(), sample_prior=wrong)
