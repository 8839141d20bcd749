"""Criteria that are stored in a fit and in its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.results.compare.criterion import Criterion
from pybrms_mix.results.fit import Fit
from pybrms_mix.store import store

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

EVERY = ["loo", "waic", "kfold", "bayes_R2", "loo_R2", "marglik"]
SHORT: dict[str, Any] = {"chains": 2, "iter": 200, "seed": 1, "silent": 2, "backend": "stanli"}


def data() -> pd.DataFrame:
    rng = np.random.default_rng(4)
    x = rng.normal(size=25)
    return pd.DataFrame({"x": x, "y": x + rng.normal(size=25)})


@pytest.fixture(scope="module")
def fit() -> Fit:
    priors = "prior(normal(0, 1), b)"
    return pm.brm("y ~ x", data(), prior=priors, save_pars=pm.save_pars(all=True), **SHORT)


def test_each_criterion_is_stored_and_read_back(fit: Fit, tmp_path: Path) -> None:
    made = pm.add_criterion(fit, [c for c in EVERY if c != "kfold"], file=tmp_path / "fit")
    made = pm.add_criterion(made, "kfold", K=3, seed=1)
    assert made.file == tmp_path / "fit.nc"
    again = store.read(tmp_path / "fit.nc")
    assert sorted(again.criteria) == sorted(EVERY)
    for name, value in made.criteria.items():
        other = again.criteria[name]
        if isinstance(value, Criterion):
            pd.testing.assert_frame_equal(other.pointwise, value.pointwise)
            assert str(other) == str(value)
            assert (other.dims, other.model_name) == (value.dims, value.model_name)
            np.testing.assert_array_equal(other.response, value.response)
        elif name == "marglik":
            assert other == value or other.__dict__ == value.__dict__
        else:
            np.testing.assert_array_equal(other, value)
    found = again.loo()
    pd.testing.assert_frame_equal(found.pointwise, made.criteria["loo"].pointwise)


def test_a_fit_that_was_stored_is_stored_again_with_what_is_new(tmp_path: Path) -> None:
    first = pm.brm("y ~ x", data(), file=tmp_path / "own", **SHORT)
    assert first.file == tmp_path / "own.nc"
    with_waic = pm.brm("y ~ x", data(), file=tmp_path / "own", **SHORT).add_criterion("waic")
    assert list(store.read(tmp_path / "own.nc").criteria) == ["waic"]
    (tmp_path / "own.nc").unlink()
    with_waic.add_criterion("waic")
    assert not (tmp_path / "own.nc").exists(), "nothing was new"
    with_waic.add_criterion("waic", force_save=True)
    assert list(store.read(tmp_path / "own.nc").criteria) == ["waic"]


def test_a_criterion_is_computed_once_unless_it_shall_be_overwritten(fit: Fit) -> None:
    one = fit.add_criterion("loo")
    assert not fit.criteria
    assert one.add_criterion("loo").criteria["loo"] is one.criteria["loo"]
    assert one.add_criterion("loo", overwrite=True).criteria["loo"] is not one.criteria["loo"]
    assert one.criteria["loo"].model_name == "fit"
    assert pm.add_criterion(fit, "waic", model_name="mine").criteria["waic"].model_name == "mine"


def test_stored_kfolds_are_compared_and_weighed(fit: Fit) -> None:
    other = pm.update(fit, "~ 1", seed=2)
    with pytest.raises(InvalidArgument, match="Model 'fit' has no stored 'kfold'"):
        pm.loo_compare(fit, other, criterion="kfold")
    one, two = (pm.add_criterion(f, "kfold", K=3, seed=1) for f in (fit, other))
    found = pm.loo_compare(one, two, criterion="kfold")
    assert list(found.table.index) == ["one", "two"]
    weights = pm.model_weights(one, two, weights="kfold")
    difference = found.table.loc["two", "elpd_diff"]
    assert weights["two"] == pytest.approx(1 / (1 + np.exp(-difference)))


def test_what_is_no_criterion_is_refused_in_brms_words(fit: Fit) -> None:
    words = "'criterion' should be a subset of 'loo', 'waic', 'kfold', 'bayes_R2', 'loo_R2'"
    with pytest.raises(InvalidArgument, match=words) as caught:
        pm.add_criterion(fit, "lo")
    assert caught.value.hint == "Did you mean 'loo'?"
