"""Proportions that are all predicted, ``refcat = NA``: a softmax in which none is the reference."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import log_softmax

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidFamily, InvalidFormula
from pybrms_mix.family.family_text import write
from pybrms_mix.family.read import read
from pybrms_mix.model import values
from tests.programs import Case, sim

FREE = "mixture(gaussian, gaussian, refcat = NA)"
FORMULA = "bf(y ~ x, theta1 ~ z, theta2 ~ 1 + x)"


def test_the_proportions_are_a_softmax_of_all_predictors():
    case = Case(FORMULA, FREE)
    model, draws = case.built.model, case.draws(case.point(1))
    etas = values.etas(model, draws)
    expected = log_softmax(np.stack([etas["theta1"], etas["theta2"]], axis=-1), axis=-1)
    np.testing.assert_allclose(values.log_weights(model, draws), expected, rtol=1e-12)


def test_every_proportion_has_its_coefficients_and_brms_default_priors():
    table = pm.get_prior(FORMULA, sim(12), FREE).to_frame()
    own = table[table["dpar"].isin(["theta1", "theta2"])]
    intercepts = own[own["class"] == "Intercept"]
    assert list(intercepts["dpar"]) == ["theta1", "theta2"]
    assert set(intercepts["prior"]) == {"logistic(0, 1)"}
    names = [v.name for v in Case(FORMULA, FREE).built.model.variables]
    assert {"b_theta1_Intercept", "b_theta1_z", "b_theta2_Intercept", "b_theta2_x"} <= set(names)


def test_a_common_shift_of_all_predictors_changes_no_likelihood():
    case = Case(FORMULA, FREE)
    model, draws = case.built.model, case.draws(case.point(2))
    moved = draws.values.copy()
    for name in ("b_theta1_Intercept", "b_theta2_Intercept"):
        moved[:, :, draws.index(name)] += 3.0
    there = type(draws)(moved, draws.names)
    np.testing.assert_allclose(values.log_lik(model, there), values.log_lik(model, draws))


def test_text_and_python_say_the_same():
    assert read(write(read(FREE))) == read(FREE)
    assert pm.mixture("gaussian", "gaussian", refcat=math.nan) == read(FREE)
    assert pm.mixture("gaussian", "gaussian") == read("mixture(gaussian, gaussian, refcat = NULL)")


def test_each_needs_a_formula():
    with pytest.raises(InvalidFormula, match="all mixing proportions must be predicted"):
        pm.make_stancode("bf(y ~ x, theta1 ~ z)", sim(12), FREE)
    with pytest.raises(InvalidFormula, match="all mixing proportions must be predicted"):
        pm.make_stancode("y ~ x", sim(12), FREE)
    with pytest.raises(InvalidFormula, match="Can only predict all but one"):
        pm.make_stancode(FORMULA, sim(12), "mixture(gaussian, gaussian)")


@pytest.mark.parametrize("family", ['mixture(gaussian, gaussian, refcat = "mu1")', 1])
def test_no_other_reference_can_be_named(family):
    with pytest.raises(InvalidFamily, match="'refcat' can only be NULL or NA"):
        read(family) if isinstance(family, str) else pm.mixture("gaussian", nmix=2, refcat=family)
