"""The shape of extreme values: the rows of the fit determine its bounds in all uses."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import special

import pybrms_mix as pm

SHORT = {"chains": 2, "iter": 100, "seed": 1, "silent": 2}


def rows() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    y = np.concatenate([rng.gumbel(0, 1, 30), rng.gumbel(9, 1, 30)])
    return pd.DataFrame({"y": y, "x": rng.normal(size=60)})


def test_the_shape_is_computed_from_the_rows_of_the_fit():
    fit = pm.brm("y ~ x", rows(), "mixture(gen_extreme_value, gen_extreme_value)", **SHORT)
    d = fit.draws
    y, x = rows()["y"].to_numpy(), rows()["x"].to_numpy()
    for k in (1, 2):
        mu = d[f"b_mu{k}_Intercept"][:, None] + d[f"b_mu{k}_x"][:, None] * x
        standard = (y - mu) / d[f"sigma{k}"][:, None]
        ends = np.sort([-1 / standard.min(axis=1), -1 / standard.max(axis=1)], axis=0)
        share = special.expit(d[f"tmp_xi{k}"])
        np.testing.assert_allclose(d[f"xi{k}"], ends[0] + share * (ends[1] - ends[0]))
    # The shape is the same on new rows.
    alone = pm.log_lik(fit, rows().iloc[[7]])
    np.testing.assert_allclose(alone[:, 0], pm.log_lik(fit)[:, 7])
    assert np.isfinite(pm.posterior_predict(fit, rows().head(3), seed=1)).all()


@pytest.mark.wide
def test_the_shape_follows_a_scale_with_a_formula_of_its_own():
    fit = pm.brm("bf(y ~ x, sigma ~ x)", rows(), "gen_extreme_value", **SHORT)
    assert np.isfinite(pm.log_lik(fit)).all()
    assert len(np.unique(fit.draws["xi"])) == 100
