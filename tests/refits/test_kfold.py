"""Cross-validation by refits."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidData, PybrmsWarning, UnknownLevel
from pybrms_mix.design.frame import Frame
from pybrms_mix.refits.folds import folds_of
from pybrms_mix.refits.jobs import Job
from pybrms_mix.results.compare.criterion import Criterion
from pybrms_mix.results.compare.loo import compared
from pybrms_mix.results.fit import Fit
from pybrms_mix.syntax.nodes import Name

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")

FACTS = json.loads((Path(__file__).parents[1] / "reference" / "comparison.json").read_text())
SHORT: dict[str, Any] = {"chains": 2, "iter": 1000, "seed": 1, "silent": 2, "backend": "stanli"}
MIX = "mixture(gaussian, gaussian)"


def data() -> pd.DataFrame:
    rng = np.random.default_rng(3)
    g = np.repeat(list("abcde"), 6)
    z = rng.random(30) < 0.4
    return pd.DataFrame({"g": g, "x": rng.normal(size=30), "y": rng.normal(3 * z, 1, 30)})


@pytest.fixture(scope="module")
def known() -> Fit:
    """Return a model whose predictions are known: the mean of normals with a spread of 1."""
    priors = "prior(normal(0, 2), Intercept)"
    return pm.brm("bf(y ~ 1, sigma = 1)", data(), "gaussian", priors, **SHORT)


def left_out(y: np.ndarray, rest: np.ndarray) -> np.ndarray:
    """Return the log density of ``y`` given ``rest``: normals under a normal."""
    precision = 1 / 4 + len(rest)
    return stats.norm(rest.sum() / precision, np.sqrt(1 + 1 / precision)).logpdf(y)


def test_each_row_is_predicted_by_the_rows_of_the_other_folds(known: Fit) -> None:
    found = pm.kfold(known, K=5, seed=2)
    y, folds = data()["y"].to_numpy(), found.pointwise["fold"].to_numpy()
    expected = np.empty(30)
    for k in range(1, 6):
        expected[folds == k] = left_out(y[folds == k], y[folds != k])
    np.testing.assert_allclose(found.elpd, expected, atol=0.15)
    full = stats.norm(y.sum() / 30.25, np.sqrt(1 + 1 / 30.25)).logpdf(y)
    np.testing.assert_allclose(found.pointwise["p_kfold"], full - expected, atol=0.15)
    np.testing.assert_array_equal(found.pointwise["kfoldic"], -2 * found.elpd)
    assert Counter(folds) == dict.fromkeys(range(1, 6), 6)


def test_a_seed_gives_the_same_folds_and_fits(known: Fit) -> None:
    one, again = (known.kfold(K=3, seed=5) for _ in range(2))
    pd.testing.assert_frame_equal(one.pointwise, again.pointwise)


def test_models_share_their_folds_and_are_compared(known: Fit) -> None:
    other = pm.update(known, "~ x", newdata=data(), prior="prior(normal(0, 1), b)", seed=1)
    found = pm.kfold(known, other, K=3, seed=1)
    assert list(found.loos) == ["known", "other"]
    for name in found.loos:
        np.testing.assert_array_equal(
            found[name].pointwise["fold"], found["known"].pointwise["fold"]
        )
    assert str(found.diffs).startswith("      elpd_diff se_diff")


def test_kfold_prints_as_in_r() -> None:
    made = {
        name: Criterion("kfold", pd.DataFrame(fact["pointwise"]), (100, 20), np.zeros(1), name, 5)
        for name, fact in FACTS["kfold"].items()
    }
    for name, fact in FACTS["kfold"].items():
        assert str(made[name]).split("\n") == fact["print"]
    assert str(compared(made)).split("\n") == FACTS["kfold_compare"]


def test_another_number_of_iterations_has_its_own_warm_up(known: Fit) -> None:
    assert known.run is not None and known.run.warmup == 500
    settings = Job.like(known, iter=400, control={"adapt_delta": 0.9}).settings
    assert settings["warmup"] == "auto"
    wanted = {"adapt_delta": 0.9, "max_treedepth": 10, "tuning": known.run.tuning}
    assert settings["control"] == wanted
    same = Job.like(known, chains=1).settings
    assert (same["iter"], same["warmup"]) == (1000, "auto")
    given = replace(known, run=replace(known.run, warmup=300))
    assert Job.like(given).settings["warmup"] == 300  # set by the user
    assert Job.like(known, warmup=70).settings["warmup"] == 70
    fits = pm.kfold(known, K=2, iter=400, chains=1, seed=1, save_fits=True).fits
    assert {f.run.iter - f.run.warmup for f in fits.values()} == {200}
    assert all(f.run.warmup < 200 for f in fits.values())


def test_some_folds_can_be_done_and_their_fits_kept(known: Fit) -> None:
    found = pm.kfold(known, K=5, Ksub=[2, 4], seed=1, save_fits=True)
    assert list(found.fits) == ["fold2", "fold4"]
    assert set(found.pointwise["fold"]) == {2, 4}
    assert found.fits["fold2"].nobs == 30 - (found.pointwise["fold"] == 2).sum()
    assert len(pm.kfold(known, K=5, Ksub=1, seed=1).pointwise) == 6
    for wrong in (0, 6, [7], []):
        with pytest.raises(InvalidArgument, match="'Ksub' must"):
            pm.kfold(known, K=5, Ksub=wrong, seed=1)


def test_groups_left_out_are_new_groups(known: Fit) -> None:
    fit = pm.brm("y ~ x + (1 | g)", data(), MIX, **{**SHORT, "iter": 200})
    found = pm.kfold(fit, group="g", seed=1, save_fits=True)
    assert found.folds == 5
    for name, level in zip(found.fits, "abcde", strict=True):
        assert level not in found.fits[name].model.frame.levels["g"]
    assert np.isfinite(found.elpd).all()


def test_the_priors_stay_those_of_the_fit() -> None:
    fit = pm.brm("y ~ x", data().assign(y=100 * data()["y"]), "gaussian", **SHORT)
    found = pm.kfold(fit, K=3, seed=1, save_fits=True)
    for one in found.fits.values():
        assert one.prior == fit.prior


def test_a_level_of_a_predictor_that_only_left_out_rows_have_is_refused() -> None:
    rows = data().assign(f=["rare", *["usual", "other"] * 14, "usual"])
    fit = pm.brm("y ~ f", rows, "gaussian", "prior(normal(0, 2), b)", **{**SHORT, "iter": 100})
    with pytest.raises(UnknownLevel, match="New factor levels are not allowed"):
        pm.kfold(fit, folds="loo", Ksub=[1], seed=1)


def test_folds_are_stored_and_resumed(
    known: Fit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pm.kfold(known, K=3, file=tmp_path)
    monkeypatch.setattr(Job, "run", lambda job: pytest.fail("a fit is made again"))
    again = pm.kfold(known, K=3, file=tmp_path)
    pd.testing.assert_frame_equal(first.pointwise, again.pointwise)


def test_any_executor_makes_the_fits(known: Fit) -> None:
    here = pm.kfold(known, K=3, seed=1)
    with ThreadPoolExecutor(2) as pool:
        there = pm.kfold(known, K=3, seed=1, executor=pool)
    pd.testing.assert_frame_equal(here.pointwise, there.pointwise)


def test_draws_from_elsewhere_are_a_fit_like_any_other(known: Fit) -> None:
    table = known.as_draws_df(["b_Intercept", "sigma"])
    priors = "prior(normal(0, 2), Intercept)"
    elsewhere = pm.fit_from_draws("bf(y ~ 1, sigma = 1)", data(), "gaussian", table, priors)
    found = pm.kfold(elsewhere, K=2, seed=1, chains=1, iter=200)
    assert found.dims == (100, 30)
    np.testing.assert_allclose(found.elpd, pm.kfold(known, K=2, seed=1).elpd, atol=0.3)


def frame(count: int = 23) -> Frame:
    table = pd.DataFrame({"g": [f"l{i % 7}" for i in range(count)], "y": np.arange(float(count))})
    return Frame.of(table, [Name("g"), Name("y")])


def folds(
    K: int = 5, folds: Any = None, group: str | None = None, count: int = 23, seed: int = 1
) -> np.ndarray:
    return folds_of(frame(count), K, folds, group, np.random.default_rng(seed))


def test_random_folds_differ_by_one_row_at_most() -> None:
    sizes = np.bincount(folds())[1:]
    assert sizes.sum() == 23
    assert np.ptp(sizes) == 1
    assert not np.array_equal(folds(seed=1), folds(seed=2))
    np.testing.assert_array_equal(folds(folds="loo"), np.arange(1, 24))


def test_groups_stay_together_or_are_spread_evenly() -> None:
    g = frame().data["g"].astype(str).to_numpy()
    each = pd.Series(folds(group="g")).groupby(g).unique()
    assert sorted(int(k[0]) for k in each) == list(range(1, 8))
    together = pd.Series(folds(3, "grouped", "g")).groupby(g).nunique()
    assert (together == 1).all()
    spread = pd.crosstab(g, folds(3, "stratified", "g"))
    assert np.ptp(spread.to_numpy(), axis=1).max() <= 1
    np.testing.assert_array_equal(folds(folds=[1, 2] * 11 + [1]), [1, 2] * 11 + [1])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"K": 24}, "only 23 observations"),
        ({"K": 1}, "at least 2"),
        ({"K": 8, "folds": "grouped", "group": "g"}, "only 7 levels of 'g'"),
        ({"folds": "stratified"}, "'group' is required for fold type 'stratified'"),
        ({"folds": "groupd"}, "should be one of 'stratified', 'grouped', 'loo'"),
        ({"group": "h"}, "Group 'h' is not a valid grouping factor"),
        ({"folds": [1, 2]}, "must be of length N"),
        ({"folds": [1, 3] * 11 + [1]}, "must hold the numbers 1 to K"),
        ({"folds": [0.5] * 23}, "must hold the numbers 1 to K"),
    ],
)
def test_folds_that_make_no_sense_are_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgument, match=message):
        folds(**arguments)


@pytest.fixture(scope="module")
def extreme() -> Fit:
    """Return the known model with an outlier that the other observations do not predict."""
    rows = data()
    rows.loc[7, "y"] = 25.0
    return pm.brm(
        "bf(y ~ 1, sigma = 1)", rows, "gaussian", "prior(normal(0, 50), Intercept)",
        **{**SHORT, "chains": 4},
    )  # fmt: skip


def exact(fit: Fit) -> float:
    y = fit.model.frame.data["y"].to_numpy()
    rest = np.delete(y, 7)
    precision = 1 / 2500 + len(rest)
    spread = np.sqrt(1 + 1 / precision)
    return float(stats.norm(rest.sum() / precision, spread).logpdf(y[7]))


def test_rows_of_a_high_k_are_predicted_by_a_fit_without_them(extreme: Fit) -> None:
    with pytest.warns(PybrmsWarning, match=r"pareto_k > 0.5 in model 'extreme': rows 7 \(") as told:
        loo = pm.loo(extreme, k_threshold=0.5)
    assert "reloo=True" in str(told[0].message)
    found = pm.reloo(extreme, loo, k_threshold=0.5, seed=1)
    assert found.elpd[7] == pytest.approx(exact(extreme), rel=0.05)
    assert found.pareto_k[7] == 0
    others = np.arange(30) != 7
    pd.testing.assert_frame_equal(found.pointwise[others], loo.pointwise[others])
    error = found.pointwise.loc[7, "mcse_elpd_loo"]
    assert 0 < error < 1
    with ThreadPoolExecutor(1) as pool:
        how = {"seed": 1, "executor": pool}
        again = pm.loo(extreme, reloo=True, k_threshold=0.5, reloo_args=how)
    pd.testing.assert_frame_equal(again.pointwise, found.pointwise)
    pd.testing.assert_frame_equal(
        pm.reloo(loo, extreme, k_threshold=0.5, seed=1).pointwise, found.pointwise
    )


def test_without_a_high_k_nothing_is_fitted_again(known: Fit) -> None:
    loo = pm.loo(known)
    with pytest.raises(InvalidArgument, match="'reloo' leaves out rows of the fit"):
        pm.loo(known, reloo=True, newdata=data())
    assert pm.reloo(known, loo) is loo
    with pytest.raises(InvalidArgument, match="needs a result of 'loo'"):
        pm.reloo(known, pm.waic(known))


@pytest.mark.slow
def test_kfold_is_near_loo_for_a_mixture() -> None:
    rng = np.random.default_rng(8)
    z = rng.random(80) < 0.4
    rows = pd.DataFrame({"y": rng.normal(np.where(z, -2, 2), 1)})
    fit = pm.brm("y ~ 1", rows, MIX, **SHORT)
    found, loo = pm.kfold(fit, K=8, seed=1, executor=2), pm.loo(fit)
    np.testing.assert_allclose(found.elpd.sum(), loo.elpd.sum(), atol=2.5)


def test_loo_hands_seed_executor_and_file_to_the_fits_of_reloo(
    extreme: Fit, tmp_path: Path
) -> None:
    """The fits are those of ``reloo()``; fits in ``file`` are not made again."""
    how: dict[str, Any] = {"reloo": True, "k_threshold": 0.5, "seed": 4}
    found = pm.loo(extreme, **how, file=tmp_path / "kept")
    expected = pm.reloo(extreme, pm.loo(extreme, k_threshold=2.0), k_threshold=0.5, seed=4)
    pd.testing.assert_frame_equal(found.pointwise, expected.pointwise)
    assert found.pareto_k[7] == 0
    stored = {p: p.stat().st_mtime_ns for p in (tmp_path / "kept").iterdir()}
    assert any("row7" in p.name for p in stored)
    with ThreadPoolExecutor(1) as pool:
        again = pm.loo(extreme, **how, file=tmp_path / "kept", executor=pool)
    pd.testing.assert_frame_equal(again.pointwise, found.pointwise)
    assert all(p.stat().st_mtime_ns == at for p, at in stored.items() if "row7" in p.name)
    other = pm.loo(extreme, **{**how, "seed": 5})
    assert other.elpd[7] != found.elpd[7]
    assert other.elpd[7] == pytest.approx(exact(extreme), rel=0.05)


def test_without_reloo_loo_makes_no_fits_and_no_files(known: Fit, tmp_path: Path) -> None:
    found = pm.loo(known, reloo=True, seed=1, file=tmp_path / "kept")
    pd.testing.assert_frame_equal(found.pointwise, pm.loo(known).pointwise)
    assert not (tmp_path / "kept").exists()


def test_rows_without_a_response_are_refused_before_any_fit() -> None:
    rows = data().assign(x=lambda d: d["x"].where(d.index != 3))
    formula = "bf(y ~ mi(x)) + bf(x | mi() ~ 1) + set_rescor(FALSE)"
    short = {**SHORT, "chains": 1, "iter": 100}
    fit = pm.brm(formula, rows, "gaussian", **short)
    with pytest.raises(InvalidData, match="'x' is missing in row 3") as refused:
        pm.kfold(fit, K=2, folds=[1, 2] * 15)
    assert "without such rows" in (refused.value.hint or "")
