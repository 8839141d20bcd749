"""Refits start with the metric and step size of the fit: fewer gradients, the same posterior."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.refits.jobs import Job
from pybrms_mix.results import mixing
from pybrms_mix.results.fit import Fit
from pybrms_mix.stan.engines import engine

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

MIX = "mixture(gaussian, gaussian)"


def rows(groups: int = 0, seed: int = 2) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    x, second = rng.normal(size=200), rng.random(200) < 0.6
    g = np.arange(200) % (groups or 1)
    u = 0.6 * rng.normal(size=groups or 1)
    y = np.where(second, 3 + x, -3 - x) + u[g] + rng.normal(size=200)
    return pd.DataFrame({"x": x, "y": y, "g": g})


@pytest.fixture(scope="module", params=[("y ~ x", 0), ("y ~ x + (1 | g)", 10)], ids=["x", "g"])
def fit(request: pytest.FixtureRequest) -> Fit:
    formula, groups = request.param
    return pm.brm(formula, rows(groups), MIX, chains=2, iter=1000, seed=1, silent=2)


def untuned(fit: Fit) -> Fit:
    return replace(fit, run=replace(fit.run, tuning=None))


def spent(fits: Any) -> int:
    return sum(f.run.gradients for f in fits)


def test_folds_need_fewer_gradients_with_the_tuning_of_the_fit(
    fit: Fit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def folds(of: Fit, **more: Any) -> list[Fit]:
        found = pm.kfold(of, K=3, seed=1, save_fits=True, iter=400, executor=1, **more)
        return list(found.fits.values())

    handed, own = folds(fit), folds(untuned(fit))
    default = folds(fit, warmup=200, control={"tuning": None})
    assert spent(handed) < spent(own)
    assert spent(handed) < 0.9 * spent(default)
    monkeypatch.setattr(engine, "plan", lambda *_, **__: (None, 0))
    stan = folds(fit, warmup=200, control={"tuning": None})
    assert spent(handed) < 0.5 * spent(stan)
    # A fold whose posterior needs less than half of the step size adapts itself.
    kept = [np.array_equal(made.run.tuning.metric, fit.run.tuning.metric) for made in handed]
    assert sum(kept) >= 2


def test_moments_are_those_of_a_fit_that_adapts_itself(fit: Fit) -> None:
    data = fit.model.frame.data.iloc[20:]
    near = {"b_mu1_Intercept": -2, "b_mu2_Intercept": 2}  # with starts of the user, Stan adapts
    handed, own = (
        f.update(newdata=data, chains=4, iter=2000, seed=s, **more)
        for f, s, more in ((fit, 2, {}), (untuned(fit), 3, {"warmup": 1000, "init": near}))
    )
    for name in [n for n in own.draws.names if n.startswith(("b_", "sd_", "sigma", "theta"))]:
        a, b = (f.draws.values[:, :, f.draws.index(name)] for f in (handed, own))
        error = np.hypot(mixing.mcse_mean(a), mixing.mcse_mean(b))
        assert abs(a.mean() - b.mean()) < 4 * error, name
        assert mixing.rhat(a) < 1.02, name
        assert a.std() == pytest.approx(b.std(), rel=0.2), name


def test_draws_are_equal_wherever_the_fits_are_made(fit: Fit) -> None:
    here, there = (
        pm.kfold(fit, K=2, seed=1, iter=100, executor=count, save_fits=True) for count in (1, 2)
    )
    np.testing.assert_array_equal(here.pointwise, there.pointwise)
    sets = [rows(seed=1), rows(seed=2)]
    one, two = (
        pm.brm_multiple("y ~ x", sets, MIX, seed=4, chains=1, iter=200, silent=2, executor=count)
        for count in (1, 2)
    )
    np.testing.assert_array_equal(one.draws.values, two.draws.values)


def test_several_data_sets_share_one_search() -> None:
    sets = [rows(seed=1).sample(frac=0.95, random_state=k) for k in range(3)]

    def fits(**more: Any) -> list[Fit]:
        return pm.brm_multiple(
            "y ~ x", sets, MIX, seed=4, chains=2, iter=200, silent=2, combine=False, executor=1,
            **more,
        )  # fmt: skip

    handed = fits()
    first = handed[0].run.tuning.metric
    assert all(np.array_equal(f.run.tuning.metric, first) for f in handed)
    alone = [
        pm.brm("y ~ x", d, MIX, seed=5, chains=2, iter=200, warmup="auto", silent=2) for d in sets
    ]
    assert spent(handed) < spent(alone)
    assert all(f.run.warmup == 80 for f in fits(warmup=80))


def test_a_tuning_that_does_not_suit_is_not_kept(fit: Fit) -> None:
    wrong: list[Callable[[Tuning], Tuning]] = [
        lambda t: replace(t, metric=100 * t.metric),
        lambda t: replace(t, metric=t.metric / 400),
        lambda t: replace(t, metric=np.eye(len(t.metric) + 1)),
    ]
    for change in wrong:
        made = fit.update(seed=3, iter=400, control={"tuning": change(fit.run.tuning)})
        alone = fit.update(seed=3, iter=400, control={"tuning": None})
        ratio = np.diag(made.run.tuning.metric) / np.diag(alone.run.tuning.metric)
        assert (ratio > 0.2).all() and (ratio < 5).all()
        assert made.stats["divergent__"].sum() <= alone.stats["divergent__"].sum() + 2


def test_another_formula_has_another_metric(fit: Fit) -> None:
    again = fit.update("~ . - x", newdata=fit.model.frame.data, seed=1, iter=200)
    assert again.run.tuning is None or again.run.tuning.metric.shape != fit.run.tuning.metric.shape


def test_the_tuning_travels_and_is_kept_in_files(fit: Fit, tmp_path: Path) -> None:
    fit.save(tmp_path / "fit.nc")
    back = pm.load(tmp_path / "fit.nc")
    np.testing.assert_array_equal(back.run.tuning.metric, fit.run.tuning.metric)
    assert (back.run.tuning.step, back.run.tuning.normal) == (
        fit.run.tuning.step, fit.run.tuning.normal,
    )  # fmt: skip
    job, other = Job.like(fit, seed=1), Job.like(untuned(fit), seed=1)
    assert job.fingerprint == Job.like(back, seed=1).fingerprint != other.fingerprint
    assert pickle.loads(pickle.dumps(job)).fingerprint == job.fingerprint


@pytest.mark.parametrize(
    ("metric", "step", "said"),
    [
        (np.zeros((2, 3)), 1.0, "square matrix"),
        (-np.ones(2), 1.0, "positive definite"),
        (np.ones((2, 2)), 1.0, "positive definite"),
        (np.ones(2), 0.0, "step size must be positive"),
    ],
)
def test_a_tuning_that_makes_no_sense_is_refused(
    metric: np.ndarray, step: float, said: str
) -> None:
    with pytest.raises(InvalidArgument, match=said):
        Tuning(metric, step)


def test_a_tuning_is_what_a_fit_found() -> None:
    with pytest.raises(InvalidArgument, match="tuning"):
        pm.brm("y ~ x", rows(), control={"tuning": 3}, silent=2)
