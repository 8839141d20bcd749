"""Stanli runs in any thread and in forked processes, and reacts to Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.stan.engines import engine, worker_thread
from pybrms_mix.stan.engines.progress import Silent
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.engines.worker_thread import on_worker_thread

HERE = Path(__file__).parent
PATHS = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE.parents[2]), str(HERE)])}
# The density of a correlation needs Stan's stack for derivatives, which is one thread's.
PROGRAM = """
parameters { cholesky_factor_corr[2] L; }
transformed parameters { real lprior = lkj_corr_cholesky_lpdf(L | 2); }
model { target += lprior; }
"""
ONE = Settings(chains=1, iter=100, seed=1, cores=1)


def drawn():
    prepared = engine.prepare(PROGRAM, {}, "stanli")
    assert np.isfinite(prepared.log_density(np.zeros(1))[1]).all()
    cells = prepared.constrain(np.ones(1))
    assert np.isfinite(cells["lprior"])
    np.testing.assert_allclose(prepared.unconstrain({"L": cells["L"]}), 1)
    assert np.isfinite(prepared.path(1))
    return prepared.sample(ONE, 2.0, Silent()).cells["L"]


def test_threads_share_the_one_that_stan_works_on():
    here = drawn()
    with ThreadPoolExecutor(3) as pool:
        for found in pool.map(lambda _: drawn(), range(3)):
            np.testing.assert_array_equal(found, here)
    prepared = engine.prepare(PROGRAM, {}, "stanli")
    with ThreadPoolExecutor(1) as pool:
        there = pool.submit(prepared.log_density, np.ones(1)).result()
    assert there == prepared.log_density(np.ones(1))


class Watched:
    """A model of stanli that must be used by its own thread."""

    def __init__(self, model):
        self._model = model

    def __getattr__(self, name):
        found = getattr(self._model, name)
        if not callable(found) or name == "_column_names":
            return found

        def call(*args, **kwargs):
            assert threading.current_thread().name.startswith("pybrms_mix-aside"), name
            return found(*args, **kwargs)

        return call


def test_all_work_on_a_model_is_done_by_the_one_thread(monkeypatch):
    made = engine.prepare
    watched = []

    def prepare(*arguments):
        prepared = made(*arguments)
        prepared._model = Watched(prepared._model)
        watched.append(prepared)
        return prepared

    monkeypatch.setattr(engine, "prepare", prepare)
    assert drawn().shape == (1, 50, 2, 2)
    with pytest.raises(AssertionError, match="log_prob_grad"):
        watched[0]._model.log_prob_grad(np.ones(1))


def lines_of(code, *arguments):
    """Return the output of a separate process, so that a crash is only a failure of the test."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", textwrap.dedent(code), *arguments],
        capture_output=True, text=True, check=False, timeout=120, env=PATHS,
    )  # fmt: skip
    assert done.returncode == 0, (done.returncode, done.stderr[-2000:])
    return done.stdout.split()


def test_a_library_that_another_thread_loaded_is_loaded_again():
    code = """
        import threading
        import stanli
        from test_threads import drawn

        def work():
            print(drawn().mean())

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        print(stanli.Model(stan_code="parameters { real x; } model { x ~ normal(0, 1); }")
              .log_prob_grad([0.0])[0])
    """
    first, second = lines_of(code)
    assert float(first) == pytest.approx(drawn().mean())
    assert float(second) == pytest.approx(0) or float(second) == pytest.approx(-0.9189385332)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_process_that_was_forked_after_a_fit_fits():
    code = """
        import os
        from test_threads import drawn

        print(drawn().mean(), flush=True)
        child = os.fork()
        if not child:
            print(drawn().mean(), flush=True)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(status)
    """
    before, after, status = lines_of(code)
    assert before == after and status == "0"


def test_work_aside_of_work_aside_is_done_at_once():
    def outer():
        return threading.current_thread(), on_worker_thread(threading.current_thread)

    one, other = on_worker_thread(outer)
    assert one is other and one is not threading.current_thread()
    with pytest.raises(TimeoutError, match="its own"):
        on_worker_thread(lambda: (_ for _ in ()).throw(TimeoutError("its own")))


def fitted(backend):
    """Return a fit made inside a running event loop, as in a notebook."""
    y = pd.DataFrame({"y": np.r_[stats.norm.ppf(MIDS), 6 + stats.norm.ppf(MIDS)]})

    async def cell():
        assert asyncio.get_running_loop().is_running()
        return pm.brm(
            "y ~ 1", y, "mixture(gaussian, gaussian)", chains=2, iter=1000, seed=1, silent=2,
            backend=backend,
        )  # fmt: skip

    return asyncio.run(cell())


MIDS = (np.arange(60) + 0.5) / 60


def test_a_notebook_fits_inside_its_running_loop():
    fit = fitted("stanli")
    assert fit.run.engine.startswith("stanli")
    np.testing.assert_allclose(fit.fixef()["Estimate"], [0, 6], atol=0.2)


@pytest.mark.compile
def test_a_notebook_compiles_and_fits_inside_its_running_loop():
    pytest.importorskip("httpstan")
    fit = fitted("pystan")
    assert fit.run.engine.startswith("PyStan")
    np.testing.assert_allclose(fit.fixef()["Estimate"], [0, 6], atol=0.2)


# Spreads that differ by a factor of 1e9, and no warm-up: each transition takes its 2^17 steps.
SLOW = """
parameters { real x; vector[2000] z; }
model { target += normal_lpdf(x | 0, 1e-6) + normal_lpdf(z | 0, 1e3); }
"""


def test_ctrl_c_is_heard_within_a_second_in_the_middle_of_a_transition():
    code = """
        import sys, time
        from pybrms_mix.stan.engines import engine
        from pybrms_mix.stan.engines.progress import Silent
        from pybrms_mix.stan.engines.settings import Settings
        from test_threads import SLOW

        class Told(Silent):
            def started(self, chains, total):
                print("started", flush=True)

            def advanced(self, chain, done, *rest):
                print("advanced", flush=True)

        long = Settings(chains=1, iter=100, warmup=0, max_treedepth=17, seed=1)
        try:
            engine.prepare(SLOW, {}, "stanli").sample(long, 0.0, Told())
        except KeyboardInterrupt:
            print("interrupted", flush=True)
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True, env=PATHS
    ) as job:
        assert job.stdout is not None and job.stdout.readline() == "started\n"
        time.sleep(1)
        begun = time.perf_counter()
        job.send_signal(signal.SIGINT)
        assert job.stdout.readline() == "interrupted\n"
        assert time.perf_counter() - begun < 1
        job.kill()  # it would wait for the end of the transition


class _Late(Future):
    """Work that ends between the end of a wait and the question whether it has ended."""

    def __init__(self, failure: Exception | None) -> None:
        super().__init__()
        self.failure, self.waits = failure, 0

    def result(self, timeout: float | None = None) -> object:
        if not self.waits:
            self.waits = 1
            if self.failure is None:
                self.set_result(5)
            else:
                self.set_exception(self.failure)
            raise NotYet
        return super().result(timeout)


@pytest.mark.parametrize("failure", [None, TimeoutError("of its own"), ValueError("other")])
def test_work_that_ends_just_after_a_wait_is_no_timeout(monkeypatch, failure):
    late = _Late(failure)
    helper = SimpleNamespace(submit=lambda *_: late)
    monkeypatch.setattr(worker_thread, "_helper", lambda _: helper)
    if failure is None:
        assert on_worker_thread(lambda: 5) == 5
        return
    with pytest.raises(type(failure), match=str(failure)):
        on_worker_thread(lambda: 5)


def test_work_that_nobody_waits_for_ends_at_its_next_gradient(monkeypatch):
    """After Ctrl-C, a search with many gradients releases the thread of stanli."""
    begun, resumed, after = threading.Event(), threading.Event(), []

    def search():
        begun.set()
        assert resumed.wait(10)
        on_worker_thread(lambda: after.append("a further gradient"))

    class Interrupted(Future):
        def result(self, timeout=None):
            assert begun.wait(10)
            raise KeyboardInterrupt

    helper = worker_thread._helper(os.getpid())

    class Helper:
        def submit(self, *work):
            helper.submit(*work)
            return Interrupted()

    monkeypatch.setattr(worker_thread, "_helper", lambda process: Helper())
    with pytest.raises(KeyboardInterrupt):
        on_worker_thread(search)
    resumed.set()
    assert helper.submit(lambda: "free").result(10) == "free"
    assert not after
