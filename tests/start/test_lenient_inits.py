"""Starting values that rstan ignores or refuses give a warning, and the chains start."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.build.build import build
from pybrms_mix.start.inits import by_stan

TWO = pm.mixture("gaussian", "gaussian")


@pytest.fixture
def data() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    return pd.DataFrame({"y": np.r_[rng.normal(size=30), rng.normal(9, size=30)]})


def sampled(data: pd.DataFrame, **how: object) -> pm.Fit:
    return pm.brm("y ~ 1", data, TWO, chains=1, iter=30, seed=1, silent=2, **how)


def test_a_start_for_no_parameter_is_ignored_with_a_warning(data: pd.DataFrame) -> None:
    with pytest.warns(pm.PybrmsWarning, match="'b_mu3_x', which is not a parameter of this model"):
        fit = sampled(data, init={"b_mu3_x": 0, "sigma1": 1.5})
    assert fit.run is not None


def test_a_start_at_the_end_of_a_range_is_moved_inside(data: pd.DataFrame) -> None:
    with pytest.warns(pm.PybrmsWarning, match="'sigma1' is at an end of its range"):
        sampled(data, init={"sigma1": 0.0})


@pytest.mark.parametrize(
    ("bounds", "start", "moved"),
    [
        ({"lb": "0.5"}, [0.5, 2.0], [0.6, 2.0]),
        ({"ub": "1e1"}, [10.0, 2.0], [9.9, 2.0]),
        ({"lb": "c(0.25, -1)"}, [0.25, 0.25], [0.35, 0.25]),
        ({"lb": "c(-1, 0.25)"}, [0.0, 0.25], [0.0, 0.35]),
    ],
)
def test_every_number_that_is_a_bound_is_left(
    bounds: dict[str, str], start: list[float], moved: list[float]
) -> None:
    prior = pm.prior("normal(0, 1)", class_="b", dpar="mu1", **bounds)
    data = pd.DataFrame({"y": np.arange(9.0), "x": np.arange(9.0) ** 2, "z": np.arange(9.0) ** 3})
    model = build("y ~ x + z", data, TWO, prior).model
    with pytest.warns(pm.PybrmsWarning, match="'b_mu1' is at an end of its range"):
        found = by_stan(model, {"b_mu1": start})
    assert found["b_mu1"] == pytest.approx(moved)


def test_a_start_without_density_gives_way_to_one_from_the_data(data: pd.DataFrame) -> None:
    far = {"ordered_Intercept": [1e200, 2e200]}
    with pytest.warns(pm.PybrmsWarning, match="start from the data instead"):
        fit = sampled(data, init=far)
    assert np.isfinite(fit.posterior.values).all()


def test_zeros_that_a_prior_excludes_start_within_it(data: pd.DataFrame) -> None:
    prior = pm.prior("uniform(20, 30)", class_="sigma1")
    with pytest.warns(pm.PybrmsWarning):
        fit = sampled(data, init=0, prior=prior)
    assert pm.as_draws_matrix(fit)["sigma1"].between(20, 30).all()


def test_a_folder_for_a_fit_is_made(
    data: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.warns(pm.PybrmsWarning):
        sampled(data, file="models/new/fit")
    assert (tmp_path / "models" / "new" / "fit.nc").exists()
