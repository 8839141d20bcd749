"""Predictions of non-linear formulas: the expression, computed from draws of its parameters."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd
import pytest

from pybrms_mix import fit_from_draws, make_stancode
from pybrms_mix.base.errors import InvalidArgument, InvalidFormula, PybrmsWarning, UnknownVariable
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.predict import epred
from tests.programs import sim

FORMULA = (
    "bf(y ~ a * exp(b * x), a ~ 1 + z, b ~ 1 + (1 | g), mu2 ~ z, nl = TRUE)"
    " + nlf(sigma1 ~ log(c + x^2)) + lf(c ~ 1)"
)
PRIOR = ["prior(normal(0, 1), nlpar = a)", "prior(normal(0, 1), nlpar = b)",
         "prior(gamma(2, 1), nlpar = c, lb = 0)"]  # fmt: skip


@functools.cache
def curved() -> Fit:
    """Return a fit of two components, the first of which is a curve, with draws at random."""
    data, rng = sim(20), np.random.default_rng(1)
    names = ["b_a_Intercept", "b_b_Intercept", "b_c_Intercept", "b_mu2_Intercept", "b_a_z",
             "b_mu2_z", "sd_g__b_Intercept", "sigma2", "theta1", "lprior", "lp__"]  # fmt: skip
    levels = sorted(data["g"].unique())
    names += [f"r_g__b[{level},Intercept]" for level in levels]
    draws = pd.DataFrame(rng.uniform(0.2, 0.6, (30, len(names))), columns=names)
    draws["theta2"] = 1 - draws["theta1"]
    return fit_from_draws(
        FORMULA, data, "mixture(gaussian, gaussian, order = 'none')", draws, PRIOR
    )


def rows(count: int = 4) -> pd.DataFrame:
    """Return rows that are not those of the fit, of the same groups."""
    found = sim(20).iloc[5 : 5 + count].reset_index(drop=True)
    return found.assign(x=found["x"] + 0.3, z=found["z"] * 2)


def column(fit: Fit, name: str) -> np.ndarray:
    draws = fit.posterior
    return draws[name].reshape(-1, 1)


def inner(fit: Fit, data: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return a and b on the rows of ``data``, by their formulas: each (draws, N)."""
    a = column(fit, "b_a_Intercept") + column(fit, "b_a_z") * data["z"].to_numpy()
    shares = [column(fit, f"r_g__b[{level},Intercept]") for level in data["g"]]
    return a, column(fit, "b_b_Intercept") + np.hstack(shares)


def test_the_parameters_of_a_curve_have_their_own_formulas() -> None:
    fit, data = curved(), rows()
    a, b = inner(fit, data)
    np.testing.assert_allclose(epred.posterior_linpred(fit, data, nlpar="a"), a)
    np.testing.assert_allclose(epred.posterior_epred(fit, data, nlpar="b"), b)
    table = epred.fitted(fit, data, nlpar="b")
    np.testing.assert_allclose(table["Estimate"], b.mean(axis=0))


def test_a_curve_is_computed_from_its_parameters_on_any_rows() -> None:
    fit, data = curved(), rows()
    a, b = inner(fit, data)
    mu1 = a * np.exp(b * data["x"].to_numpy())
    np.testing.assert_allclose(epred.posterior_epred(fit, data, dpar="mu1"), mu1)
    sigma1 = column(fit, "b_c_Intercept") + data["x"].to_numpy() ** 2  # the link is the log
    np.testing.assert_allclose(epred.posterior_epred(fit, data, dpar="sigma1"), sigma1)
    mu2 = column(fit, "b_mu2_Intercept") + column(fit, "b_mu2_z") * data["z"].to_numpy()
    whole = column(fit, "theta1") * mu1 + column(fit, "theta2") * mu2
    np.testing.assert_allclose(epred.posterior_epred(fit, data), whole)


def test_without_groups_the_parameters_of_a_curve_are_those_of_the_population() -> None:
    fit, data = curved(), rows()
    b = epred.posterior_linpred(fit, data, False, nlpar="b")
    np.testing.assert_allclose(b, np.broadcast_to(column(fit, "b_b_Intercept"), b.shape))


def test_a_curve_needs_its_columns() -> None:
    with pytest.raises(UnknownVariable, match="'x'"):
        epred.posterior_epred(curved(), rows().drop(columns="x"))


def test_a_curve_has_no_intercept_to_be_ordered() -> None:
    with pytest.warns(PybrmsWarning, match="no intercepts that could be ordered: mu1, mu2"):
        program = make_stancode(
            "bf(y ~ a * x, a ~ 1, nl = TRUE)", sim(12), "mixture(gaussian, gaussian)", PRIOR[:1]
        )
    assert "ordered" not in program


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"nlpar": "d"}, "Valid non-linear parameters are: 'a', 'b', 'c'"),
        ({"nlpar": "a", "dpar": "mu1"}, "cannot be specified at the same time"),
        ({"dpar": "nlp_a"}, "Invalid argument 'dpar'"),
    ],
)
def test_a_parameter_that_no_curve_has_is_refused(asked: dict[str, str], words: str) -> None:
    with pytest.raises(InvalidArgument, match=words):
        epred.posterior_epred(curved(), **asked)


@pytest.mark.parametrize("constant", ["TRUE", "NA", "NULL", "Inf", "NaN", "NA_integer_"])
def test_a_constant_that_is_no_number_is_refused_in_a_curve(constant: str) -> None:
    told = f"'{constant}' is not allowed in a non-linear formula"
    with pytest.raises(InvalidFormula, match=told):
        make_stancode(f"bf(y ~ a * {constant}, a ~ 1, nl = TRUE)", sim(10), "gaussian")
