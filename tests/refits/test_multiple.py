"""One model of several data sets, and several fits of one model as one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidData, UnknownVariable
from pybrms_mix.refits.jobs import Job

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

SHORT: dict[str, Any] = {"chains": 2, "iter": 100, "silent": 2, "backend": "stanli"}


def data(seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=30)
    return pd.DataFrame({"x": x, "y": seed + x + rng.normal(size=30)})


def test_the_chains_of_all_data_sets_are_put_side_by_side() -> None:
    apart = pm.brm_multiple("y ~ x", [data(1), data(2)], seed=4, combine=False, **SHORT)
    assert isinstance(apart, list)
    both = pm.brm_multiple("y ~ x", [data(1), data(2)], seed=4, **SHORT)
    assert both.nchains() == 4
    np.testing.assert_array_equal(
        both.posterior.values, np.concatenate([f.posterior.values for f in apart])
    )
    with ThreadPoolExecutor(2) as pool:
        there = pm.brm_multiple("y ~ x", [data(1), data(2)], seed=4, executor=pool, **SHORT)
    np.testing.assert_array_equal(both.posterior.values, there.posterior.values)
    assert both.stats["divergent__"].shape == (4, 50)
    assert both.nobs == 30
    assert f"4 chains, each with iter = {both.run.warmup + 50}" in str(both)
    assert both.run.gradients == sum(f.run.gradients for f in apart)
    means = [f.posterior["b_Intercept"].mean() for f in apart]
    np.testing.assert_allclose(means, [1, 2], atol=0.6)


def test_each_data_set_has_its_own_default_priors_as_in_brms() -> None:
    one, other = pm.brm_multiple("y ~ x", [data(1), data(9)], combine=False, seed=1, **SHORT)
    alone = pm.get_prior("y ~ x", data(9)).to_frame()
    table = other.prior.to_frame()
    intercept = table["class"] == "Intercept"
    assert table.loc[intercept, "prior"].item() in set(alone["prior"])
    assert (
        table.loc[intercept, "prior"].item() != one.prior.to_frame().loc[intercept, "prior"].item()
    )


def test_data_sets_may_have_names_and_fits_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets = {"first": data(1), "second": data(2)}
    found = pm.brm_multiple("y ~ x", sets, combine=False, file=tmp_path, **SHORT)
    assert [f.data_name for f in found] == ["first", "second"]
    assert sorted(p.name.split("-")[0] for p in tmp_path.glob("*.nc")) == [
        "first", "second", "tuning",
    ]  # fmt: skip
    monkeypatch.setattr(Job, "run", lambda job: pytest.fail("a fit is made again"))
    again = pm.brm_multiple("y ~ x", sets, combine=False, file=tmp_path, **SHORT)
    np.testing.assert_array_equal(again[1].posterior.values, found[1].posterior.values)


def test_mistakes_are_told_before_anything_is_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Job, "run", lambda job: pytest.fail("something is sampled"))
    with pytest.raises(UnknownVariable, match=r"^table 2 of 2: The following .*\n'x'"):
        pm.brm_multiple("y ~ x", [data(1), data(2).drop(columns="x")], **SHORT)
    with pytest.raises(InvalidArgument, match="'data2' must have the same length"):
        pm.brm_multiple("y ~ x", [data(1), data(2)], data2=[{}], **SHORT)


@pytest.mark.parametrize("wrong", [data(1), 3, "data", [], {"x": [1.0], "y": [2.0]}])
def test_what_is_no_list_of_tables_is_refused(wrong: Any) -> None:
    with pytest.raises(InvalidData, match=r"'data' must be a list of data\.frames"):
        pm.brm_multiple("y ~ x", wrong, **SHORT)


def test_fits_that_differ_are_not_combined() -> None:
    one = pm.brm("y ~ x", data(1), seed=1, **SHORT)
    with pytest.raises(InvalidArgument, match="No models supplied to 'combine_models'"):
        pm.combine_models()
    with pytest.raises(InvalidArgument, match="'fits' must be a Fit, but it is 3"):
        pm.combine_models(one, 3)
    with pytest.raises(InvalidArgument, match="Models 1 and 2 have different formulas"):
        pm.combine_models(one, one.update("~ 1", seed=1))
    other = pm.brm("y ~ x", data(2), seed=1, **SHORT)
    with pytest.raises(InvalidArgument, match=r"Models 1 and 2 have different data\. Set 'check_d"):
        pm.combine_models(one, other)
    assert pm.combine_models(mlist=[one, other], check_data=False).ndraws() == 200
    with pytest.raises(InvalidArgument, match="chains of different length"):
        pm.combine_models(one, one.update(iter=60, warmup=20, seed=1))
    with pytest.raises(InvalidArgument, match="different variables"):
        pm.combine_models(one, one.update(sample_prior="yes", prior="normal(0, 1)", seed=1))


def test_the_same_model_sampled_twice_is_one_longer_run() -> None:
    one, two = (pm.brm("y ~ x", data(1), seed=s, **SHORT) for s in (1, 2))
    both = pm.combine_models(one, two)
    assert both.fixef().loc["x", "Estimate"] == pytest.approx(
        (one.fixef().loc["x", "Estimate"] + two.fixef().loc["x", "Estimate"]) / 2
    )


def test_a_data_set_of_a_list_has_its_place_in_messages_and_its_number_in_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = [data(1), data(2), data(3)]
    pm.brm_multiple("y ~ x", tables, file=tmp_path, executor=1, **SHORT)
    assert sorted(p.name.split("-")[0] for p in tmp_path.glob("*.nc")) == ["1", "2", "3", "tuning"]

    def fail(job: Job) -> object:
        raise InvalidArgument("No start was found.")

    monkeypatch.setattr(Job, "run", fail)
    with pytest.raises(InvalidArgument, match=r"^table 1 of 3: No start was found"):
        pm.brm_multiple("y ~ 1", tables, warmup=50, executor=1, **SHORT)
    with pytest.raises(InvalidData, match=r"^table 2 of 2: There is no file '.*no\.csv'"):
        pm.brm_multiple("y ~ 1", [data(1), str(tmp_path / "no.csv")], executor=1, **SHORT)
