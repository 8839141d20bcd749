"""Warnings about means that overflow name the component and the draws."""

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm


def fit_of(slopes):
    data = pd.DataFrame({"y": [0, 1, 5, 9], "x": [0.0, 1.0, 2.0, 400.0]})
    n = len(slopes)
    draws = pd.DataFrame(
        {
            "b_mu1_Intercept": np.zeros(n), "b_mu2_Intercept": np.ones(n), "b_mu1_x": np.zeros(n),
            "b_mu2_x": slopes, "shape1": np.ones(n), "shape2": np.ones(n),
            "theta1": np.full(n, 0.5), "theta2": np.full(n, 0.5),
        }
    )  # fmt: skip
    return pm.fit_from_draws("y ~ x", data, "mixture(negbinomial, negbinomial)", draws)


def test_an_overflow_is_told_with_component_and_draws():
    fit = fit_of([0.0, 2.0, 0.1, 3.0])
    with pytest.warns(
        pm.PybrmsWarning, match=r"component 2 \(negbinomial\).*2 of 4 draws.*: 1, 3\)"
    ):
        found = pm.posterior_epred(fit)
    assert np.isinf(found[[1, 3], 3]).all()
    assert np.isfinite(found[[0, 2]]).all()


@pytest.mark.parametrize(
    ("formula", "family"),
    [
        ("bf(y ~ a * x, a ~ 1, nl = TRUE)", "cumulative"),
        ("bf(y ~ a * x, a ~ 1, nl = TRUE)", "mixture(cumulative, acat)"),
        ("bf(y ~ 1, nlf(mu1 ~ a * x), a ~ 1)", "mixture(cumulative, cumulative)"),
    ],
)
def test_a_non_linear_mean_of_categories_has_thresholds(formula, family):
    """Brms's facts of such models: ``tests/reference/more/nl_cumulative*.json``."""
    data = pd.DataFrame({"y": [1, 2, 3, 2], "x": [0.0, 1.0, 2.0, 4.0]})
    table = pm.get_prior(formula, data, family).to_frame()
    count = family.count(",") + 1
    assert (table["class"] == "Intercept").sum() == 3 * count
    program = pm.make_stancode(formula, data, family, "prior(normal(0, 1), nlpar = a)")
    assert program.count("[nthres] Intercept") == count
