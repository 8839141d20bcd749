"""Simulation-based calibration: a correct model passes, a model with an error fails."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from importlib import import_module

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidPrior, PybrmsWarning
from pybrms_mix.build import unsampled
from pybrms_mix.calibrate import replicate
from pybrms_mix.calibrate.bands import bands, ecdf, outside
from pybrms_mix.calibrate.calibration import Calibration
from pybrms_mix.calibrate.simulate import simulated
from pybrms_mix.stan.code import code
from pybrms_mix.stan.engines import engine

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

DATA = pd.DataFrame({"y": np.random.default_rng(1).normal(size=12), "x": np.linspace(-1, 1, 12)})
PRIORS = [
    "prior(normal(0, 1), Intercept)",
    "prior(normal(2, 0.3), b)",
    "prior(exponential(1), sigma)",
]
SMALL = DATA.iloc[::3]  # few rows, so that the priors matter
TWO = "mixture(gaussian, gaussian)"
APART = pd.DataFrame({"y": np.random.default_rng(4).normal(size=40)})
MIXED = [
    "prior(normal(-3, 1), Intercept, dpar = mu1)", "prior(normal(3, 1), Intercept, dpar = mu2)",
    "prior(exponential(1), sigma1)", "prior(exponential(1), sigma2)", "prior(dirichlet(2), theta)",
]  # fmt: skip
# In this process, because other processes do not see the patched functions.
FEW = {"n": 4, "kept": 19, "iter": 100, "backend": "stanli", "executor": 1}


def test_uniform_ranks_leave_the_bands_as_often_as_said():
    rng = np.random.default_rng(2)
    left = [outside(rng.integers(0, 20, 100), 19, 0.9) for _ in range(400)]
    assert np.mean(left) == pytest.approx(0.1, abs=0.05)


def test_bands_hold_far_out_too():
    """Each of many simultaneous bands must hold with a probability near 1."""
    rng = np.random.default_rng(5)
    left = [outside(rng.integers(0, 100, 200), 99, 0.995) for _ in range(2000)]
    # Three standard errors of a binomial share.
    assert np.mean(left) == pytest.approx(0.005, abs=3 * np.sqrt(0.005 / 2000))


def test_quantities_fail_together_as_often_as_said():
    rng = np.random.default_rng(6)
    failed = []
    for _ in range(200):
        ranks = pd.DataFrame(rng.integers(0, 20, (100, 8)), columns=list("abcdefgh"))
        fine = pd.DataFrame({"rhat": np.ones(100), "ess": np.full(100, 99.0)})
        failed.append(not Calibration(ranks, 19, fine, 0.9, {}).passes)
    assert np.mean(failed) == pytest.approx(0.1, abs=0.06)


def test_a_notebook_shows_the_sentences_of_the_print_and_a_table():
    ranks = pd.DataFrame({"b_x": np.random.default_rng(7).integers(0, 20, 60)})
    fine = pd.DataFrame({"rhat": np.ones(60), "ess": np.full(60, 99.0)})
    found = Calibration(ranks, 19, fine, 0.9, {3: "the response has y < 0\nand more"})
    shown, table = found._repr_html_().split("<table", 1)
    head, doubt = shown.split("<br>")
    assert str(found).startswith(f"{head}\n")
    assert doubt.startswith("Failed fits: 1; the first, replication 3: the response has y &lt; 0")
    assert "and more" not in shown
    assert "b_x" in table


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


def counting(monkeypatch) -> list[int]:
    fitted = []
    monkeypatch.setattr(replicate, "brm", lambda *a, **k: fitted.append(1) or pm.brm(*a, **k))
    return fitted


def test_what_was_stopped_goes_on_where_it_was_and_any_executor_serves(tmp_path, monkeypatch):
    whole = pm.sbc("y ~ x", DATA, prior=PRIORS, **FEW)
    pm.sbc("y ~ x", DATA, prior=PRIORS, file=tmp_path, **FEW)
    (third,) = tmp_path.glob("00002-*.ranks")
    third.unlink()
    fitted = counting(monkeypatch)
    with ThreadPoolExecutor(1) as pool:
        again = pm.sbc("y ~ x", DATA, prior=PRIORS, file=tmp_path, **{**FEW, "executor": pool})
    assert len(fitted) == 1
    pd.testing.assert_frame_equal(again.ranks, whole.ranks)


def test_more_replications_begin_with_the_same_ones(tmp_path, monkeypatch):
    few = pm.sbc("y ~ x", DATA, prior=PRIORS, file=tmp_path, **FEW)
    fitted = counting(monkeypatch)
    more = pm.sbc("y ~ x", DATA, prior=PRIORS, file=tmp_path, **{**FEW, "n": 6})
    assert len(fitted) == 2
    pd.testing.assert_frame_equal(more.ranks.iloc[:4], few.ranks)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"prior": [*PRIORS[:2], "prior(exponential(2), sigma)"]}, id="a prior"),
        pytest.param({"data": DATA.assign(x=DATA["x"] + 1)}, id="data"),
        pytest.param({"iter": 102}, id="settings"),
        pytest.param({"kept": 18}, id="how many are kept"),
    ],
)
def test_ranks_of_another_model_are_not_taken_from_the_folder(tmp_path, monkeypatch, change):
    own = {"data": DATA, "prior": PRIORS, "file": tmp_path, **FEW}
    pm.sbc("y ~ x", **own)
    fitted = counting(monkeypatch)
    pm.sbc("y ~ x", **{**own, **change})
    assert len(fitted) == 4


class Losing(ThreadPoolExecutor):
    """An executor that loses the worker of the second call."""

    calls = 0

    def submit(self, fn, /, *args, **kwargs):
        self.calls += 1
        if self.calls != 2:
            return super().submit(fn, *args, **kwargs)
        lost = Future()
        lost.set_exception(RuntimeError("killed"))
        return lost


def test_what_a_dead_worker_had_is_done_again():
    whole = pm.sbc("y ~ x", DATA, prior=PRIORS, **FEW)
    with Losing(1) as pool, pytest.warns(PybrmsWarning, match="A worker was lost"):
        found = pm.sbc("y ~ x", DATA, prior=PRIORS, **{**FEW, "executor": pool})
    pd.testing.assert_frame_equal(found.ranks, whole.ranks)


@pytest.mark.slow
def test_processes_find_the_same_ranks():
    family = pm.mixture("gaussian", "gaussian")
    here, there = (
        pm.sbc("y ~ 1", DATA, family, MIXED, **{**FEW, "executor": count}) for count in (1, 2)
    )
    pd.testing.assert_frame_equal(here.ranks, there.ranks)


def test_data_that_no_model_takes_are_told_and_left_out():
    wide = ["prior(normal(0, 600), Intercept)", "prior(exponential(1), sigma)"]
    data = pd.DataFrame({"y": np.ones(3)})
    found = pm.sbc("y ~ 1", data, "lognormal", wide, **{**FEW, "n": 8})
    assert found.errors
    assert len(found.ranks) + len(found.errors) == 8
    assert f"Failed fits: {len(found.errors)}; the first, replication " in str(found)
    assert (
        "must not be infinite" in str(found)
        or "has the value inf" in str(found)
        or ("greater than" in str(found))
    )


def test_rows_with_missing_values_are_left_out_of_the_simulation_too():
    holes = DATA.assign(x=[None, *DATA["x"][1:]])
    found = pm.sbc("y ~ x", holes, prior=PRIORS, **FEW)
    again = pm.sbc("y ~ x", DATA.iloc[1:], prior=PRIORS, **FEW)
    pd.testing.assert_frame_equal(found.ranks, again.ranks)


def test_what_cannot_be_simulated_is_refused():
    with pytest.raises(InvalidPrior, match="no proper priors"):
        pm.sbc("y ~ x", DATA, **FEW)
    with pytest.raises(InvalidArgument, match="must be a column of the data"):
        pm.sbc("exp(y) ~ x", DATA, prior=PRIORS, **FEW)
    with pytest.raises(InvalidArgument, match="fewer than 'kept'"):
        pm.sbc("y ~ x", DATA, prior=PRIORS, n=2, iter=100)
    with pytest.raises(InvalidArgument, match="no argument 'empty'"):
        pm.sbc("y ~ x", DATA, prior=PRIORS, empty=True)
    with pytest.raises(InvalidArgument, match="Argument 'n'"):
        pm.sbc("y ~ x", DATA, prior=PRIORS, n=0)
    with pytest.raises(InvalidArgument, match=r"'cens\(\)': the response determines") as caught:
        pm.sbc("y | cens(c) ~ x", DATA.assign(c=0), prior=PRIORS, **FEW)
    assert "^^^^^^^" in str(caught.value)
    with pytest.raises(InvalidArgument, match="number of thresholds") as caught:
        pm.sbc("k ~ 1", DATA.assign(k=[1, 2, 3, 1, 2, 3] * 2), "cumulative",
               "prior(normal(0, 1), Intercept)", **FEW)  # fmt: skip
    assert caught.value.hint == "Write k | thres(2) ~ ..."


def planted(monkeypatch, *edits: tuple[str, str]) -> None:
    """Change the program of the fits by ``edits``, but not the program of the simulation."""

    def wrong(model, *, version):
        program = code(model, version=version)
        for old, new in edits:
            assert old in program
            program = program.replace(old, new)
        return program

    def unchecked(*given, log_lik, **more):
        return engine.run(*given, log_lik=None, **more)

    def erring(*model, **arguments):
        with monkeypatch.context() as patch:
            patch.setattr(unsampled, "code", wrong)
            # brm() would notice a wrong likelihood.
            patch.setattr(import_module("pybrms_mix.api.brm"), "run", unchecked)
            return pm.brm(*model, **arguments)

    monkeypatch.setattr(replicate, "brm", erring)


MANY = {"n": 60, "kept": 49, "iter": 300, "backend": "stanli", "executor": 1}
FEWER = {**MANY, "n": 60}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        pytest.param("target += lprior;", "target += lprior + log(sigma);", "sigma",
                     id="a wrong Jacobian of log(sigma)"),
        pytest.param("lprior += exponential_lpdf(sigma | 1);", "", "sigma",
                     id="a prior not applied"),
    ],
)  # fmt: skip
def test_a_planted_error_fails(monkeypatch, old, new, shown):
    planted(monkeypatch, (old, new))
    found = pm.sbc("y ~ x", SMALL, prior=PRIORS, **MANY)
    assert shown in found.failures
    assert "NOT calibrated" in str(found)


@pytest.mark.slow
def test_exchanged_proportions_fail(monkeypatch):
    planted(monkeypatch, ("log(theta1)", "log(theta_2)"), ("log(theta2)", "log(theta1)"),
            ("log(theta_2)", "log(theta2)"))  # fmt: skip
    found = pm.sbc("y ~ 1", APART, TWO, MIXED, **FEWER)
    assert {"theta1", "theta2"} <= set(found.failures)


@pytest.mark.slow
def test_data_that_are_not_used_show_in_the_log_likelihood_alone(monkeypatch):
    def blind(*model, **arguments):
        return pm.brm(*model, sample_prior="only", **arguments)

    monkeypatch.setattr(replicate, "brm", blind)
    found = pm.sbc("y ~ x", SMALL, prior=PRIORS, **MANY)
    assert found.failures == ["log_lik"]


@pytest.mark.slow
def test_the_same_models_without_errors_pass():
    found = pm.sbc("y ~ x", SMALL, prior=PRIORS, **MANY)
    assert found.passes, str(found)


@pytest.mark.slow
def test_the_same_mixture_without_errors_passes():
    found = pm.sbc("y ~ 1", APART, TWO, MIXED, **FEWER)
    assert found.passes, str(found)


def test_all_responses_are_simulated_together():
    """Two responses of one class have the same components, so that their means are correlated."""
    data = APART.assign(q=0)
    text = " + ".join([
        'bf(y ~ 1, family = mixture(gaussian, gaussian, class = "type"))',
        'bf(q ~ 1, family = mixture(poisson, poisson, class = "type"))', "set_rescor(FALSE)",
    ])  # fmt: skip
    places = [("y", 1, -9), ("y", 2, 9), ("q", 1, -9), ("q", 2, 5)]
    priors = [
        *(f"prior(normal({m}, 0.1), Intercept, dpar = mu{k}, resp = {r})" for r, k, m in places),
        *(f"prior(gamma(50, 50), sigma{k}, resp = y)" for k in (1, 2)),
        "prior(dirichlet(50), theta)",
    ]
    (task,) = simulated(
        text, data, "gaussian()", priors, n=1, kept=19, seed=3, arguments={"backend": "stanli"}
    )
    rows = task.data()
    assert ((rows["y"] > 0) == (rows["q"] > 0)).all()
    assert 0 < (rows["y"] > 0).mean() < 1
    found = pm.sbc(text, data, "gaussian()", priors, **FEW)
    assert list(found.ranks)[-3:] == ["theta1", "theta2", "log_lik"]
    assert {"b_mu2_y_Intercept", "b_mu2_q_Intercept", "sigma1_y"} < set(found.ranks)


def test_responses_are_simulated_in_their_own_rows():
    data = APART.assign(s=lambda d: d.index % 3 > 0, q=0.0, g=np.resize([*"abc"], len(APART)))
    data = data.assign(y=data["y"].where(data["s"]))
    text = "bf(y | subset(s) ~ 1) + bf(q ~ 1) + set_rescor(FALSE)"
    # The values of each response lie far from its old ones, and from those of the other response.
    priors = [
        *(f"prior(normal({m}, 0.1), Intercept, resp = {r})" for r, m in (("y", 50), ("q", -50))),
        *(f"prior(gamma(50, 50), sigma, resp = {r})" for r in "yq"),
    ]
    how = {"n": 1, "kept": 19, "seed": 3, "arguments": {"backend": "stanli"}}
    (task,) = simulated(text, data, "gaussian()", priors, **how)
    rows = task.data()
    assert len(rows) == len(data) and (rows["q"] < -40).all()
    assert (rows.loc[rows["s"], "y"] > 40).all()
    ranks = pm.sbc(text, data, "gaussian()", priors, **FEW).ranks
    assert {"b_y_Intercept", "b_q_Intercept", "sigma_y", "log_lik"} <= set(ranks)
    # A group keeps the levels of rows that are left out, and these rows keep their responses.
    alone = "q | subset(g != 'a') ~ 1 + (1 | g)"
    own = ["prior(normal(50, 0.1), Intercept)", "prior(gamma(50, 50), sigma)",
           "prior(gamma(50, 50), sd)"]  # fmt: skip
    (task,) = simulated(alone, data, "gaussian()", own, **how)
    rows = task.data()
    assert len(rows) == len(data) and "r_g[a,Intercept]" in task.truth
    assert ((rows["q"] > 0) == (rows["g"] != "a")).all()
