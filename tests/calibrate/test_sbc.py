"""Simulation-based calibration: a right model passes, a planted error fails."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.calibrate import replicate
from pybrms_mix.calibrate.bands import bands, ecdf, outside
from pybrms_mix.errors import InvalidArgument, InvalidPrior

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.errors.PybrmsWarning")

DATA = pd.DataFrame({"y": np.random.default_rng(1).normal(size=12), "x": np.linspace(-1, 1, 12)})
PRIORS = [
    "prior(normal(0, 1), Intercept)",
    "prior(normal(2, 0.3), b)",
    "prior(exponential(1), sigma)",
]
SMALL = DATA.iloc[::3]  # so few rows that priors matter
FEW = {"n": 4, "kept": 19, "iter": 100, "backend": "stanli"}


def test_uniform_ranks_leave_the_bands_as_often_as_said():
    rng = np.random.default_rng(2)
    left = [outside(rng.integers(0, 20, 100), 19, 0.9) for _ in range(400)]
    assert np.mean(left) == pytest.approx(0.1, abs=0.05)


@pytest.mark.parametrize("shift", [-4, 4])
def test_ranks_that_are_shifted_leave_the_bands(shift):
    rng = np.random.default_rng(3)
    assert outside(np.clip(rng.integers(0, 20, 200) + shift, 0, 19), 19)


def test_the_distribution_function_counts_ranks_up_to_each():
    assert ecdf(np.array([0, 0, 2, 3]), 4).tolist() == [0.5, 0.5, 0.75, 1.0, 1.0]
    lower, upper = bands(50, 4)
    assert (lower <= np.arange(1, 6) / 5).all()
    assert (np.arange(1, 6) / 5 <= upper).all()


def test_ranks_are_told_of_each_parameter_and_of_the_log_likelihood():
    found = pm.sbc("y ~ x", DATA, prior=PRIORS, **FEW)
    assert list(found.ranks) == ["b_Intercept", "b_x", "sigma", "log_lik"]
    assert found.ranks.shape == (4, 4)
    assert found.ranks.to_numpy().min() >= 0
    assert found.ranks.to_numpy().max() <= 19
    assert "4 replications, ranks among 19 draws" in str(found)
    assert len(found.plot().axes) == 4


def test_what_was_stopped_goes_on_where_it_was_and_any_executor_serves(tmp_path, monkeypatch):
    whole = pm.sbc("y ~ x", DATA, prior=PRIORS, **FEW)
    pm.sbc("y ~ x", DATA, prior=PRIORS, folder=tmp_path, **FEW)
    (tmp_path / "00002.json").unlink()
    fitted = []
    monkeypatch.setattr(replicate, "brm", lambda *a, **k: fitted.append(1) or pm.brm(*a, **k))
    with ThreadPoolExecutor(1) as pool:
        again = pm.sbc("y ~ x", DATA, prior=PRIORS, folder=tmp_path, executor=pool, **FEW)
    assert len(fitted) == 1
    pd.testing.assert_frame_equal(again.ranks, whole.ranks)


@pytest.mark.slow
def test_processes_find_the_same_ranks():
    family = pm.mixture("gaussian", "gaussian")
    priors = [
        "prior(normal(0, 1), Intercept, dpar = mu1)", "prior(normal(3, 1), Intercept, dpar = mu2)",
        "prior(exponential(1), sigma1)", "prior(exponential(1), sigma2)",
    ]  # fmt: skip
    here, there = (pm.sbc("y ~ 1", DATA, family, priors, executor=count, **FEW) for count in (1, 2))
    pd.testing.assert_frame_equal(here.ranks, there.ranks)


def test_what_cannot_be_simulated_is_refused():
    with pytest.raises(InvalidPrior, match="no proper priors"):
        pm.sbc("y ~ x", DATA, **FEW)
    with pytest.raises(InvalidArgument, match="the response must be one"):
        pm.sbc("exp(y) ~ x", DATA, prior=PRIORS, **FEW)
    with pytest.raises(InvalidArgument, match="fewer than 'kept'"):
        pm.sbc("y ~ x", DATA, prior=PRIORS, n=2, iter=100)


@pytest.mark.slow
def test_a_right_mixture_is_calibrated():
    priors = [
        "prior(normal(-3, 1), Intercept, dpar = mu1)", "prior(normal(3, 1), Intercept, dpar = mu2)",
        "prior(exponential(1), sigma1)", "prior(exponential(1), sigma2)",
    ]  # fmt: skip
    data = pd.DataFrame({"y": np.random.default_rng(4).normal(size=40)})
    found = pm.sbc("y ~ 1", data, "mixture(gaussian, gaussian)", priors, n=60)
    assert found.passes, str(found)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wrong", "shown"),
    [
        pytest.param("prior(gamma(2, 1), sigma)", "sigma", id="a missing Jacobian of log(sigma)"),
        pytest.param("prior(normal(0, 0.3), b)", "b_x", id="another prior than that of the truth"),
    ],
)
def test_a_planted_error_fails(monkeypatch, wrong, shown):
    place = wrong.rsplit(",", 1)[1].strip(" )")
    planted = [wrong if p.endswith(f" {place})") else p for p in PRIORS]

    def erring(formula, data, family, prior, **arguments):
        return pm.brm(formula, data, family, planted, **arguments)

    monkeypatch.setattr(replicate, "brm", erring)
    found = pm.sbc("y ~ x", SMALL, prior=PRIORS, n=150, iter=400)
    assert shown in found.failures


@pytest.mark.slow
def test_data_that_are_not_used_show_in_the_log_likelihood_alone(monkeypatch):
    def blind(*model, **arguments):
        return pm.brm(*model, sample_prior="only", **arguments)

    monkeypatch.setattr(replicate, "brm", blind)
    found = pm.sbc("y ~ x", SMALL, prior=PRIORS, n=100, iter=400)
    assert found.failures == ["log_lik"]


@pytest.mark.slow
def test_the_same_model_without_the_error_passes():
    found = pm.sbc("y ~ x", SMALL, prior=PRIORS, n=150, iter=400)
    assert found.passes, str(found)
