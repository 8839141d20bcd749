"""Models of several responses in which ``subset()`` restricts some responses to some rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidData, InvalidFormula, NotSupported
from pybrms_mix.build.build import build
from pybrms_mix.model import values
from pybrms_mix.pieces.counted import can_be_counted
from pybrms_mix.results.fit import Fit
from tests.programs import Case
from tests.results.made import made

ALONE = " + set_rescor(FALSE)"
# Each model is a mixture of y in the rows of `s`, beside responses in other rows.
Y = "y | subset(s) ~ x + (1 | p | g), family = mixture(gaussian, gaussian)"
N = "n | subset(z > 0) ~ z + (1 | p | g), family = poisson()"
Z = "z ~ x, family = gaussian()"
FORMULA = f"bf({Y}) + bf({N}) + bf({Z}){ALONE}"
LEVELS = [f"r_g__{k}[{g},Intercept]" for k in ("mu1_y", "mu2_y", "n") for g in "ab"]
DRAWS = {
    "b_mu1_y_Intercept": -1.0, "b_mu2_y_Intercept": 1.0, "b_mu1_y_x": 0.5, "b_mu2_y_x": -0.3,
    "sigma1_y": 0.7, "sigma2_y": 1.2, "theta1_y": 0.4, "theta2_y": 0.6,
    "b_n_Intercept": 0.2, "b_n_z": 0.3, "b_z_Intercept": 0.4, "b_z_x": -0.7, "sigma_z": 0.9,
    "sd_g__mu1_y_Intercept": 0.6, "sd_g__mu2_y_Intercept": 0.5, "sd_g__n_Intercept": 0.4,
    "cor_g__mu1_y_Intercept__mu2_y_Intercept": 0.1, "cor_g__mu1_y_Intercept__n_Intercept": 0.2,
    "cor_g__mu2_y_Intercept__n_Intercept": 0.0, **dict.fromkeys(LEVELS, 0.3),
}  # fmt: skip


def data(rows: int = 40) -> pd.DataFrame:
    """Return rows in which y and n are missing where no response reads them."""
    rng = np.random.default_rng(3)
    y, x, z, w = rng.normal(size=(4, rows))
    table = pd.DataFrame(
        {"y": y, "x": x, "z": z, "w": w, "n": rng.poisson(2, rows).astype(float),
         "o": rng.integers(1, 4, rows), "s": rng.random(rows) < 0.6,
         "g": np.resize([*"ab"], rows), "h": np.resize([*"stu"], rows)}
    )  # fmt: skip
    return table.assign(y=where(table["y"], table["s"]), n=where(table["n"], table["z"] > 0))


def where(column: pd.Series, kept: pd.Series) -> pd.Series:
    """Return the column without its values in the other rows."""
    return column.where(kept)


@pytest.fixture(scope="module")
def fit() -> Fit:
    return made(FORMULA, data(), "gaussian", DRAWS)


CASES = {
    "mixture and counts": FORMULA,
    "smooths of one variable": f"bf(y | subset(s) ~ s(x, k = 4)) + bf(z ~ s(x, k = 4)){ALONE}",
    "predicted proportions": f"bf(y | subset(s) ~ x, theta2 ~ w, family = mixture(gaussian, "
    f"student)) + bf(n | subset(z > 0) ~ 1, theta1 ~ x, theta2 ~ 1, family = mixture(poisson, "
    f"poisson, refcat = NA)) + bf(z ~ x){ALONE}",
    "ordinal and monotonic": f"bf(o | subset(s) ~ mo(o) + cs(x), family = acat()) + bf(z ~ mo(o) "
    f"+ (x | h)){ALONE}",
    "non-linear": f"bf(y | subset(s) ~ a * exp(x), a ~ 1 + (1 | g), nl = TRUE) + bf(z ~ w, "
    f"sigma ~ x){ALONE}",
    "Gaussian processes": f"bf(y | subset(s) ~ gp(x)) + bf(z ~ gp(x, k = 3, c = 5/4)){ALONE}",
    "confined shapes": f"bf(z | subset(s) ~ x, family = gen_extreme_value()) + bf(w ~ x){ALONE}",
    "missing responses": f"bf(q | mi() + subset(s) ~ x) + bf(z ~ w){ALONE}",
}


@pytest.mark.parametrize("name", CASES)
def test_the_program_of_responses_with_rows_of_their_own_computes_what_numpy_computes(name):
    rows = data().assign(q=lambda d: d["w"].where(d.index % 7 > 0))
    prior = ["prior(normal(0, 1), nlpar = a, resp = y)"] if name == "non-linear" else []
    several = Case(CASES[name], "gaussian()", tuple(prior), data=rows)
    for seed in (1, 2):
        point = several.point(seed)
        draws, views = several.draws(point), several.built.model.views
        each = [values.log_lik(view, draws)[0].sum() for view in views.values()]
        np.testing.assert_allclose(several.stan_log_lik(point), sum(each), rtol=1e-9)
        np.testing.assert_allclose(several.log_lik(point).sum(), sum(each), rtol=1e-12)


def test_columns_may_be_missing_in_rows_that_no_response_reads():
    rows, made_ = data(), pm.make_standata(FORMULA, data())
    kept = {"y": rows["s"], "n": rows["z"] > 0, "z": rows["z"] < 99}
    for name, own in kept.items():
        assert made_[f"N_{name}"] == own.sum()
        np.testing.assert_array_equal(made_[f"Y_{name}"], rows.loc[own, name])
    assert made_["N"] == len(rows)
    # A row is left out of all responses if a value that one response reads is missing.
    with pytest.warns(UserWarning, match="Rows containing NAs were excluded"):
        fewer = pm.make_standata(FORMULA, rows.assign(x=rows["x"].where(rows.index > 2)))
    assert fewer["N"] == len(rows) - 3


def test_a_level_of_a_group_may_be_missing_where_its_responses_are_left_out():
    rows = data().assign(h=lambda d: d["h"].where(d["s"]))
    formula = f"bf(y | subset(s) ~ (1 | h)) + bf(z ~ x){ALONE}"
    found, plain = pm.make_standata(formula, rows), pm.make_standata(formula, data())
    assert found["N_1"] == 3
    np.testing.assert_array_equal(found["J_1_y"], plain["J_1_y"])


def alone(fit: Fit, resp: str, formula: str, family: str, kept: pd.Series) -> Fit:
    """Return the fit of one response alone to its rows, with the same draws."""
    names, marks = {}, (f"__{resp}[", f"__{resp}_", f"_{resp}[", f"_{resp}_")
    for name in fit.as_draws_df().columns:
        new = name.removesuffix(f"_{resp}")
        for mark in marks:
            new = new.replace(mark, "__" if mark == f"__{resp}_" else mark[-1])
        if new != name or name.startswith("."):
            names[new] = fit.as_draws_df()[name]
    return pm.fit_from_draws(formula, data()[kept], family, pd.DataFrame(names))


OWN = {
    "y": ("y ~ x + (1 | p | g)", "mixture(gaussian, gaussian)", lambda d: d["s"]),
    "n": ("n ~ z + (1 | p | g)", "poisson()", lambda d: d["z"] > 0),
}


@pytest.mark.parametrize("resp", OWN)
@pytest.mark.parametrize(
    "name", ["log_lik", "posterior_epred", "posterior_predict", "posterior_linpred", "fitted",
             "predict", "residuals"],
)  # fmt: skip
def test_a_response_has_the_results_that_it_has_alone_on_its_rows(fit, resp, name):
    formula, family, kept = OWN[resp]
    other = alone(fit, resp, formula, family, kept(data()))
    options = {"seed": 1} if "predict" in name else {}
    ours = getattr(fit, name)(resp=resp, **options)
    theirs = getattr(other, name)(**options)
    np.testing.assert_allclose(np.asarray(ours), np.asarray(theirs), rtol=1e-12)
    if hasattr(ours, "index"):
        assert [*ours.index] == [*data().index[kept(data())]]


@pytest.mark.parametrize("name", ["log_lik", "posterior_epred", "posterior_predict", "loo", "waic"])
def test_results_of_all_responses_together_need_equal_rows(fit, name):
    with pytest.raises(InvalidArgument, match="must be a single variable name"):
        getattr(fit, name)()
    with pytest.raises(NotSupported, match="subset"):
        fit.kfold(K=2)


def test_new_rows_are_selected_as_those_of_the_fit_if_they_say_how(fit):
    new = data()[:12].assign(y=0.0, n=1.0)
    kept = np.flatnonzero(new["s"])
    whole = fit.posterior_epred(new.drop(columns="s"), resp="y")
    assert whole.shape == (50, 12)
    np.testing.assert_array_equal(fit.posterior_epred(new, resp="y"), whole[:, kept])
    assert [*fit.predict(new, resp="y", seed=1).index] == [*new.index[kept]]
    assert fit.log_lik(new, resp="y").shape == (50, kept.size)
    with pytest.raises(InvalidData, match="removed via 'subset'") as refused:
        fit.posterior_epred(new.assign(s=False), resp="y")
    assert refused.value.hint == "s is FALSE in all rows; it must be TRUE in at least one row."
    assert refused.value.span is not None
    with pytest.raises(InvalidData, match="may not contain NAs") as refused:
        fit.posterior_epred(new.assign(s=[True, None, *[False] * 10]), resp="y")
    assert "In row 1 of the new data (counted from 0), 's' is missing." in refused.value.hint
    assert fit.posterior_epred(new.assign(s=None), resp="y").shape == (50, 12)
    single = made("y | subset(s) ~ x", data(), "gaussian", {"b_Intercept": 0, "b_x": 1, "sigma": 1})
    assert single.posterior_epred(new).shape == (50, kept.size)


def test_tables_in_the_library_of_the_caller_number_the_selected_rows(fit):
    polars = pytest.importorskip("polars")
    new = data()[:12].assign(y=0.0, n=1.0)
    found = fit.fitted(polars.from_pandas(new), resp="y")
    assert found["row"].to_list() == [*np.flatnonzero(new["s"])]


def test_invented_rows_are_not_selected(fit):
    table = fit.conditional_effects("x", {"s": [False]}, resp="y")["x"]
    assert len(table) == 100
    # As in brms, effects are shown over the range of all rows.
    shown = fit.conditional_effects("z", resp="n")["z"]["z"]
    assert (len(shown), shown.min()) == (100, data()["z"].min())
    kept = (data()["z"] > 0).sum()
    assert len(fit.predictions(resp="n").table) == kept
    moved = fit.comparisons({"z": [-1, 1]}, resp="n")
    assert np.isfinite(moved.table["estimate"]).all()


def test_a_fit_is_stored_with_the_rows_of_each_response(fit, tmp_path):
    again = pm.load(fit.save(tmp_path / "fit"))
    for resp in ("y", "n", "z"):
        np.testing.assert_array_equal(again.log_lik(resp=resp), fit.log_lik(resp=resp))
    new = data()[:9].assign(y=0.0, n=1.0)
    np.testing.assert_array_equal(
        again.posterior_epred(new, resp="n"), fit.posterior_epred(new, resp="n")
    )


def test_groups_have_the_levels_of_rows_that_are_left_out(tmp_path):
    rows = data().assign(s=lambda d: d["h"] != "u")
    draws = {"b_Intercept": 0, "b_x": 1, "sigma": 1, "sd_h__Intercept": 1}
    draws |= {f"r_h[{level},Intercept]": at for at, level in enumerate("stu")}
    found = made("z | subset(s) ~ x + (1 | h)", rows, "gaussian", draws)
    assert found.ngrps() == {"h": 3} and found.log_lik().shape == (50, rows["s"].sum())
    again = pm.load(found.save(tmp_path / "fit"))
    assert again.ngrps() == {"h": 3}
    np.testing.assert_array_equal(again.log_lik(), found.log_lik())
    # The model keeps the coefficient of the level for new rows.
    left = rows[~rows["s"]].drop(columns="s")
    change = found.posterior_epred(left) - found.posterior_epred(left.assign(h="s"))
    levels = found.as_draws_df()
    expected = levels["r_h[u,Intercept]"] - levels["r_h[s,Intercept]"]
    np.testing.assert_allclose(change, expected.to_numpy()[:, None].repeat(len(left), 1))


def test_a_response_counts_for_a_person_in_its_rows_alone():
    shared = 'mixture(gaussian, gaussian, class = "c", gr = "h")'
    formula = f"bf(z ~ 1, family = {shared}) + bf(w | subset(s) ~ 1 + (1 | h), family = gaussian())"
    draws = {
        "b_mu1_z_Intercept": -1.0, "b_mu2_z_Intercept": 1.0, "sigma1_z": 1.0, "sigma2_z": 1.0,
        "theta1": 0.4, "theta2": 0.6, "b_w_Intercept": 0.3, "sigma_w": 0.8,
        "sd_h__w_Intercept": 0.7, **{f"r_h__w[{g},Intercept]": 0.1 for g in "stu"},
    }  # fmt: skip
    rows = data()
    fit = made(formula + ALONE, rows, "gaussian", draws)
    whole = fit.marginal_log_lik()
    # A missing response in a row that the response does not use changes nothing.
    missing = rows.assign(w=rows["w"].where(rows["s"]), s=True)
    pd.testing.assert_frame_equal(fit.marginal_log_lik(missing), whole)


REFUSED = {
    "mi in the formula": ("bf(y | subset(s) ~ mi(q)) + bf(q | mi() ~ x)", "require the 'idx'"),
    "mi of the response": ("bf(q | subset(s) + mi() ~ x) + bf(z ~ mi(q))", "needs values of"),
    "me beside": ("bf(y | subset(s) ~ x) + bf(z ~ me(x, v))", "not supported when using 'me'"),
    "me in the formula": ("bf(y | subset(s) ~ me(x, v)) + bf(z ~ x)", "when using 'me' terms"),
    "no row": ("bf(y | subset(x > 99) ~ x) + bf(z ~ x)", "removed via 'subset'"),
    "text": ("bf(y | subset(h) ~ x) + bf(z ~ x)", "Subset variables may not contain NAs"),
    "missing": ("bf(y | subset(q > 0) ~ x) + bf(z ~ x)", "Subset variables may not contain NAs"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_formulas_whose_values_are_in_other_rows_are_refused(name):
    formula, words = REFUSED[name]
    rows = data().assign(q=lambda d: d["w"].where(d.index % 7 > 0), v=0.1)
    with pytest.raises((InvalidFormula, InvalidData), match=words):
        pm.make_standata(formula + ALONE, rows)


def test_a_response_of_a_class_is_missing_where_it_does_not_count():
    shared = 'mixture(gaussian, gaussian, class = "c")'
    formula = f"bf(y | subset(s) ~ 1, family = {shared}) + bf(z ~ 1, family = {shared})"
    with pytest.raises(
        InvalidFormula, match="cannot be used in the formula of a response"
    ) as refused:
        pm.make_standata(formula, data())
    assert "NA in these rows" in refused.value.hint
    # A response outside of the class may have rows of its own.
    outside = f"bf(y ~ 1, family = {shared}) + bf(z ~ 1, family = {shared}) + bf(w | subset(s) ~ x)"
    found = pm.make_standata(outside, data())
    assert (found["N_y"], found["N_w"]) == (40, data()["s"].sum())


def test_equal_rows_are_counted_only_where_responses_share_their_rows():
    rows = data()
    assert not can_be_counted(build(FORMULA, rows, "gaussian").model)
    assert can_be_counted(build(f"bf(z ~ x) + bf(w ~ x){ALONE}", rows, "gaussian").model)


def test_models_are_weighted_by_one_response(fit):
    other = made(FORMULA, data(), "gaussian", {**DRAWS, "b_n_z": -0.2}, seed=2)
    elpd = [f.loo(resp="n").estimates.loc["elpd_loo", "Estimate"] for f in (fit, other)]
    weights = pm.model_weights(fit, other, weights="loo", resp="n")
    expected = np.exp(np.array(elpd) - max(elpd))
    np.testing.assert_allclose(weights, expected / expected.sum())
    stacked = pm.loo_model_weights(fit, other, resp="n")
    np.testing.assert_allclose(stacked, pm.model_weights(fit, other, resp="n"))
    table = pm.pp_average(fit, other, resp="n", weights="loo", seed=1)
    assert [*table.attrs["weights"].values()] == pytest.approx([*weights])
    with pytest.raises(InvalidArgument, match="whole model"):
        pm.model_weights(fit, other, weights="bma", resp="n")
