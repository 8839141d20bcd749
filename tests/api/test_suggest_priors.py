"""Suggested priors: on the scale of the data, for flat priors, as a table for ``brm()``."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm


def data() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    x = rng.normal(10, 4, 60)
    return pd.DataFrame(
        {"y": 3 * x + rng.normal(size=60), "x": x, "f": list("ab") * 30, "n": rng.poisson(3, 60)}
    )


def scale(table: pm.SuggestedPriors, at: int) -> float:
    return float(table.prior[at].removeprefix("normal(0, ").removesuffix(")"))


def test_a_coefficient_has_the_unit_of_response_over_covariate() -> None:
    d = data()
    table = pm.suggest_priors("y ~ x", d, "mixture(gaussian, gaussian)")
    assert list(table.why) == ["b_mu1_x", "b_mu2_x"]
    expected = 2.5 * d["y"].std() / d["x"].std()
    assert scale(table, 0) == pytest.approx(expected, rel=0.05)


@pytest.mark.parametrize(("unit_x", "unit_y"), [(1000.0, 1.0), (1.0, 1e-3)])
def test_another_unit_is_another_number_of_the_same_prior(unit_x: float, unit_y: float) -> None:
    d = data()
    changed = d.assign(x=d["x"] * unit_x, y=d["y"] * unit_y)
    own, other = (
        pm.suggest_priors("y ~ x", t, "mixture(gaussian, gaussian)") for t in (d, changed)
    )
    assert scale(other, 0) == pytest.approx(scale(own, 0) * unit_y / unit_x, rel=0.05)


def test_links_and_proportions_have_their_own_scale() -> None:
    d = data()
    table = pm.suggest_priors("bf(n ~ x, theta2 ~ f)", d, "mixture(poisson, negbinomial)")
    found = dict(zip(table.why, map(table.prior.__getitem__, range(len(table))), strict=True))
    one = f"normal(0, {1 / d['x'].std():.2g})"
    assert found["b_mu1_x"] == found["b_mu2_x"] == one
    indicator = (d["f"] == "b").astype(float)
    assert found["b_theta2_fb"] == f"normal(0, {1 / indicator.std():.2g})"
    logit = pm.suggest_priors("bf(b ~ x)", d.assign(b=d["n"] > 2), "bernoulli")
    assert logit.prior[0] == f"normal(0, {2.5 / d['x'].std():.2g})"


def test_the_table_is_taken_by_brm_and_nothing_stays_flat() -> None:
    d = data()
    formula, family = "bf(y ~ x * f, sigma2 ~ x, theta1 ~ x)", "mixture(gaussian, gaussian)"
    table = pm.suggest_priors(formula, d, family)
    table.prior[0] = "normal(0, 1)"
    fit = pm.brm(formula, d, family, table, empty=True)
    rows = fit.prior_summary().to_frame()
    coefficients = rows[(rows["class"] == "b") & (rows["coef"] != "")]
    assert (coefficients["prior"] != "").all()
    assert "normal(0, 1)" in set(coefficients["prior"])
    assert not len(pm.suggest_priors(formula, d, family, table))


def test_what_has_no_rule_is_said() -> None:
    d = data().assign(one=1.0)
    table = pm.suggest_priors("bf(y ~ x, nu ~ x)", d, "student")
    assert table.why.keys() == {"b_x", "b_nu_x"}
    left = pm.suggest_priors("bf(y ~ x, quantile ~ x)", d, "asym_laplace")
    assert left.why.keys() >= {"b_x"}
    assert not len(pm.suggest_priors("y ~ 1", d, "mixture(gaussian, gaussian)"))
    assert str(pm.suggest_priors("y ~ 1", d)).startswith("No prior is suggested")
    constant = pm.suggest_priors("y ~ one", d)
    assert constant.left["b_one"] == "its column is constant."
    assert "Still flat:\nb_one: " in str(constant)


def test_priors_that_are_set_are_left_out() -> None:
    d = data()
    table = pm.suggest_priors("y ~ x + f", d, "gaussian", pm.prior("normal(0, 1)", coef="x"))
    assert list(table.why) == ["b_fb"]
    assert not len(pm.suggest_priors("y ~ x + f", d, "gaussian", pm.prior("normal(0, 1)")))


def test_each_response_has_its_own_unit() -> None:
    rng = np.random.default_rng(2)
    x, w = rng.normal(0, 2, 60), np.repeat(rng.normal(0, 4, 30), 2)
    data = pd.DataFrame({"x": x, "w": w, "id": np.repeat(np.arange(30), 2)})
    data["y"], data["n"] = rng.normal(0, 10, 60), rng.poisson(2, 60).astype(float)
    data.loc[::7, "y"] = np.nan
    options = "nmix = 2, class = 'a', gr = 'id'"
    formula = (f"bf(y ~ x, family = mixture(gaussian, {options})) + "
               f"bf(n ~ x, family = mixture(poisson, {options})) + lf(theta2 ~ w)")  # fmt: skip
    found = pm.suggest_priors(formula, data)
    scale = {row.key.dpar + row.key.resp: float(row.prior[10:-1]) for row in found}
    sd = {name: float(data[name].std(ddof=1)) for name in "xwy"}
    assert set(scale) == {"mu1y", "mu2y", "mu1n", "mu2n", "theta2"}
    assert scale["mu1y"] == scale["mu2y"] == float(f"{2.5 * sd['y'] / sd['x']:.2g}")
    assert scale["mu1n"] == float(f"{1 / sd['x']:.2g}")
    assert scale["theta2"] == float(f"{1 / sd['w']:.2g}")
    assert "standard deviations of y" in found.why["b_mu2_y_x"]
    fit = pm.brm(formula, data, prior=found, empty=True)
    flat = [row for row in fit.prior if row.key.kind == "b" and row.key.coef and not row.prior]
    assert flat == []
