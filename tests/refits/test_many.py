"""Many fits: equal for all executors, stored when they are finished, and made once."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from functools import partial
from multiprocessing import current_process, get_context
from pathlib import Path
from pickle import PicklingError
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base import executors, workers
from pybrms_mix.base.errors import EngineError, InvalidArgument, InvalidFile, PybrmsWarning
from pybrms_mix.model.draws import Draws
from pybrms_mix.refits import many
from pybrms_mix.refits.jobs import Job, Sampled, seeds
from pybrms_mix.refits.work import Remote
from pybrms_mix.results.checks import problems
from pybrms_mix.results.fit import Fit

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")

SHORT = {"chains": 1, "iter": 60, "backend": "stanli"}


def data(rows: int = 30, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame({"x": rng.normal(size=rows), "y": rng.normal(size=rows)})


def jobs(count: int = 4, **settings: Any) -> dict[str, Job]:
    empty = pm.brm("y ~ x", data(), empty=True)
    own = {"init": "random", **SHORT}
    each = enumerate(seeds(1, count))
    return {f"job{i}": Job.of(empty, **{**own, "seed": s, **settings}) for i, s in each}


@pytest.fixture(scope="module")
def expected() -> dict[str, Fit]:
    return many.collected(jobs())


def same(found: dict[str, Fit], expected: dict[str, Fit]) -> None:
    assert list(found) == list(expected)
    for name, fit in found.items():
        np.testing.assert_array_equal(fit.posterior.values, expected[name].posterior.values)


class Calls:
    """Counts how many fits are made."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        own = Job.run

        def counted(job: Job) -> Fit:
            self.count += 1
            return own(job)

        monkeypatch.setattr(Job, "run", counted)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    return Calls(monkeypatch)


def test_each_fit_has_its_own_seed_and_the_same_draws_again(expected: dict[str, Fit]) -> None:
    same(many.collected(jobs()), expected)
    values = [fit.posterior.values for fit in expected.values()]
    assert not np.array_equal(values[0], values[1])


def test_threads_give_what_this_process_gives(expected: dict[str, Fit]) -> None:
    with ThreadPoolExecutor(2) as pool:
        same(many.collected(jobs(), executor=pool), expected)


@pytest.mark.slow
def test_processes_give_what_this_process_gives(expected: dict[str, Fit]) -> None:
    same(many.collected(jobs(), executor=2), expected)


@pytest.mark.slow
def test_a_dask_cluster_gives_what_this_process_gives(
    expected: dict[str, Fit], tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        same(many.collected(jobs(), executor=client), expected)
        # A fit is also stored if a cluster is connected.
        stored = tmp_path / "stored"
        same(many.collected(jobs(), executor=client.get_executor(), file=stored), expected)
        assert len(list(stored.glob("*.nc"))) == 4
        again = pm.load(next(stored.glob("job2-*.nc")))
        np.testing.assert_array_equal(again.posterior.values, expected["job2"].posterior.values)
        own = pm.brm("y ~ x", data(), file=tmp_path / "alone", **SHORT, seed=1, silent=2)
        assert own.file == tmp_path / "alone.nc"
        listed = pm.compare_components(
            "y ~ 1", data(), K=[1, 2], executor=client, file=tmp_path / "K", **SHORT, seed=1
        )
        assert len(list((tmp_path / "K").glob("*.nc"))) == 2
        here = pm.compare_components("y ~ 1", data(), K=[1, 2], **SHORT, seed=1)
        pd.testing.assert_frame_equal(listed.table, here.table)
        # A killed worker is replaced, and its task runs again.
        own = jobs(4, init=partial(killed_once, tmp_path))
        found = many.collected(own, executor=client.get_executor())
        with pytest.raises(EngineError, match="The executor accepts no tasks"):
            client.close()
            many.collected(jobs(), executor=client)
    assert 5 <= len(list(tmp_path.glob("[0-9]*"))) <= 6
    same(found, many.collected(own))


def test_fits_are_stored_as_they_come_and_not_made_again(
    tmp_path: Path, calls: Calls, expected: dict[str, Fit]
) -> None:
    interrupted = many.run(jobs(), file=tmp_path)
    next(interrupted)
    next(interrupted)
    interrupted.close()  # type: ignore[attr-defined]
    assert (calls.count, len(list(tmp_path.glob("*.nc")))) == (2, 2)
    same(many.collected(jobs(), file=tmp_path), expected)
    assert calls.count == 4
    same(many.collected(jobs(), file=tmp_path), expected)
    assert calls.count == 4


@pytest.mark.parametrize(
    "change",
    [
        {"iter": 62},
        {"seed": 9},
        {"control": {"adapt_delta": 0.9}},
        {"init": 0},
    ],
)
def test_a_stored_fit_of_other_settings_is_another_fit(change: dict[str, Any]) -> None:
    (one,), (other,) = jobs(1).values(), jobs(1, **change).values()
    assert one.fingerprint != other.fingerprint


def test_a_stored_fit_with_another_function_is_another_fit() -> None:
    def starting(at: float) -> Callable[[], dict[str, float]]:
        return lambda: {"sigma": at}

    functions = [
        starting(1.0), starting(2.0), lambda: {"sigma": 1.0}, lambda: {"sigma": 2.0},
        partial(dict, sigma=1.0), partial(dict, sigma=2.0),
    ]  # fmt: skip
    found = [job.fingerprint for f in functions for job in jobs(1, init=f).values()]
    assert len(set(found)) == len(functions)
    (again,) = jobs(1, init=starting(2.0)).values()
    assert again.fingerprint == found[1]


def test_a_stored_fit_of_other_data_or_priors_is_another_fit() -> None:
    (one,) = jobs(1).values()
    changed = data()
    changed.loc[3, "y"] += 1e-9
    assert one.on(pm.brm("y ~ x", changed, empty=True).model.frame).fingerprint != one.fingerprint
    prior = pm.brm("y ~ x", data(), prior="prior(normal(0, 1), b)", empty=True)
    (settings,) = (j.settings for j in jobs(1).values())
    assert Job.of(prior, **settings).fingerprint != one.fingerprint
    (again,) = jobs(1, cores=1).values()
    assert again.fingerprint == one.fingerprint, "the draws do not depend on the cores"


class Dying(Executor):
    """An executor that loses the workers of some calls."""

    def __init__(self, failures: dict[int, BaseException]) -> None:
        self.failures = failures
        self.calls = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.calls += 1
        if self.calls in self.failures:
            future.set_exception(self.failures[self.calls])
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_a_dead_worker_costs_its_own_fit_only(calls: Calls, expected: dict[str, Fit]) -> None:
    pool = Dying({2: RuntimeError("killed")})
    with pytest.warns(PybrmsWarning, match="A worker was lost while it made these fits, .*: job1"):
        same(many.collected(jobs(), executor=pool), expected)
    assert (calls.count, pool.calls) == (4, 5)


def test_a_fit_that_kills_every_worker_is_given_up() -> None:
    pool = Dying(dict.fromkeys([2, 5, 6], MemoryError("out of memory")))
    with (
        pytest.warns(PybrmsWarning, match="A worker was lost"),
        pytest.raises(EngineError, match="of fit 'job1' was lost 3 times: MemoryError: out of mem"),
    ):
        many.collected(jobs(), executor=pool)


def test_a_mistake_is_raised_as_it_is_and_not_tried_again(calls: Calls) -> None:
    wrong = jobs(2, init={"sigma": [1.0, 2.0]})
    with ThreadPoolExecutor(1) as pool, pytest.raises(InvalidArgument, match="'sigma'"):
        many.collected(wrong, executor=pool)
    assert calls.count <= 2


def killed_once(folder: Path) -> dict[str, float]:
    """Note the call; kill the process that calls this for the second time."""
    (folder / str(time.monotonic_ns())).touch()
    try:
        (folder / "first").touch(exist_ok=False)
    except FileExistsError:
        if not (folder / "killed").exists():
            (folder / "killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return {"sigma": 1.0}


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 2])
def test_a_killed_process_costs_what_ran_in_it(tmp_path: Path, count: int) -> None:
    marks, stored = tmp_path / "marks", tmp_path / "fits"
    marks.mkdir()
    own = jobs(4, init=partial(killed_once, marks))
    with (
        ProcessPoolExecutor(count, get_context("spawn")) as pool,
        pytest.warns(PybrmsWarning, match="A worker was lost while it made these fits, .*: job"),
    ):
        found = many.collected(own, executor=pool, file=stored)
    # Only the tasks that ran in the same pool are lost as well.
    made = len(list(marks.glob("[0-9]*")))
    assert 5 <= made <= 4 + count
    again = many.collected(own, file=stored)
    same(again, found)
    assert len(list(marks.glob("[0-9]*"))) == made


@pytest.mark.slow
def test_own_processes_survive_a_killed_one(tmp_path: Path) -> None:
    own = jobs(4, init=partial(killed_once, tmp_path))
    with pytest.warns(PybrmsWarning, match="A worker was lost while it made these fits, .*: job"):
        found = many.collected(own, executor=2)
    same(found, many.collected(own))


def test_processes_of_this_machine_are_the_default_where_they_use_more_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(executors, "parent_process", lambda: None)
    monkeypatch.setattr(executors, "processors", lambda: 8)
    assert workers.place(None, 10, 4) == 8
    assert workers.place(None, 3, 4) == 3
    assert workers.place(None, 10, 8) == 1, "the chains of one fit keep them busy"
    assert workers.place(None, 1, 4) == 1
    assert (workers.place(1, 10, 1), workers.place(20, 10, 1)) == (1, 8)
    with ThreadPoolExecutor(1) as pool:
        assert workers.place(pool, 10, 4) is pool
    monkeypatch.setattr(executors, "parent_process", current_process)
    assert workers.place(None, 10, 1) == 1, "a worker starts no workers"


SCRIPT = """
import os
import numpy as np
import pandas as pd
import pybrms_mix as pm

print("script", flush=True)

def start():
    return {"sigma": 1.0}

d = pd.DataFrame({"y": np.linspace(0, 1, 20)})
fits = pm.brm_multiple(
    "y ~ 1", [d, d + 1, d + 2], chains=1, iter=60, seed=1, init=start, combine=False,
    backend="stanli", **OPTIONS
)
print(*(f.fixef().loc["Intercept", "Estimate"] for f in fits))
"""


@pytest.mark.slow
def test_a_script_needs_no_guard_and_may_hold_functions(tmp_path: Path) -> None:
    said = []
    for options in ("dict(executor=1)", "dict(executor=2)"):
        script = tmp_path / "script.py"
        script.write_text(SCRIPT.replace("**OPTIONS", f"**{options}"))
        done = subprocess.run(
            [sys.executable, "-W", "ignore", script], capture_output=True, text=True, check=False,
            env=os.environ | {"PYTHONPATH": str(Path(pm.__file__).parents[1])},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        said.append(done.stdout.splitlines())
    assert said[0] == said[1] and len(said[0]) == 2 and len(said[0][1].split()) == 3


@pytest.mark.parametrize(
    "failure", [PicklingError("Can't pickle <lambda>"), AttributeError("Can't pickle local object")]
)
def test_what_cannot_be_sent_is_told_at_once(failure: Exception) -> None:
    pool = Dying({1: failure})
    with pytest.raises(EngineError, match="Fit 'job0' cannot be sent to a worker: Can't pickle"):
        many.collected(jobs(), executor=pool)


class Broken(Dying):
    """An executor that breaks as a whole, as a pool does when a process dies."""

    _max_workers = 1

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.calls == 2:
            raise BrokenExecutor("the pool is broken")
        return super().submit(fn, *args, **kwargs)


class Threads(ThreadPoolExecutor):
    """An executor in place of processes, which take time to start."""

    def shutdown(self, kill_workers: bool = True) -> None:  # type: ignore[override]
        super().shutdown()


def test_a_broken_executor_is_replaced(
    monkeypatch: pytest.MonkeyPatch, calls: Calls, expected: dict[str, Fit]
) -> None:
    monkeypatch.setattr(workers, "processes", Threads)
    with pytest.warns(PybrmsWarning, match="A worker was lost"):
        same(many.collected(jobs(), executor=Broken({2: BrokenExecutor("died")})), expected)
    assert calls.count == 4


def test_a_folder_keeps_the_seed(tmp_path: Path) -> None:
    first = many.seed_of(None, tmp_path)
    assert many.seed_of(None, tmp_path) == first
    assert many.seed_of(5, tmp_path) == 5
    assert many.seed_of(None, tmp_path) == 5
    (tmp_path / "seed.txt").write_text("what?")
    with pytest.raises(InvalidFile, match="does not hold a seed"):
        many.seed_of(None, tmp_path)


def test_a_file_cannot_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "fit").touch()
    with pytest.raises(InvalidFile, match="cannot be the folder of the fits"):
        many.collected(jobs(1), file=tmp_path / "fit")


@pytest.mark.parametrize("wrong", [0, True, "dask"])
def test_what_runs_no_fits_is_refused(wrong: Any) -> None:
    with pytest.raises(InvalidArgument, match="Argument 'executor' cannot be"):
        many.collected(jobs(1), executor=wrong)


def test_filters_of_warnings_are_left_alone_outside_the_main_thread() -> None:
    found: list[Fit] = []
    (job,) = jobs(1).values()
    thread = threading.Thread(target=lambda: found.append(job.run()))
    thread.start()
    thread.join()
    assert found[0].nobs == 30


def test_fits_that_did_not_converge_are_told_in_one_warning(expected: dict[str, Fit]) -> None:
    with pytest.warns(pm.errors.ConvergenceWarning, match="of 4 fits may not represent") as told:
        many.warn_of({name: problems(fit) for name, fit in expected.items()})
    assert len(told) == 1


def test_a_closed_executor_is_told() -> None:
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    with pytest.raises(EngineError, match="The executor accepts no tasks: RuntimeError"):
        many.collected(jobs(1), executor=pool)


def test_what_travels_is_not_what_can_be_computed_again() -> None:
    rows = 20_000
    fit = pm.brm("y ~ x", data(rows), empty=True, silent=2)
    fit.model.frame.cache["much"] = np.zeros(10**6)
    job = Job.of(fit, **SHORT, seed=1)
    sent = len(pickle.dumps(job))
    assert sent < 30 * rows, "two columns of 8 bytes, and the positions of the rows"
    assert len(pickle.dumps(Remote(jobs(1)["job0"]).run())) < 20_000


def test_draws_come_back_in_few_bytes_and_to_the_last_bit(expected: dict[str, Fit]) -> None:
    fit, rng = expected["job0"], np.random.default_rng(1)
    draws = Draws(rng.normal(size=(4, 1000, 5)), fit.draws.names)
    stats = {"divergent__": np.zeros((4, 1000)), "treedepth__": rng.integers(1, 4, (4, 1000)) * 1.0}
    whole = Sampled(draws, stats, fit.run, {})
    sent = pickle.dumps(whole)
    assert len(sent) < 0.95 * draws.values.nbytes
    again = pickle.loads(sent)
    assert again.draws.names == draws.names
    np.testing.assert_array_equal(again.draws.values, draws.values)
    for name, values in stats.items():
        np.testing.assert_array_equal(again.stats[name], values)
    assert again.run == whole.run
    assert pickle.loads(pickle.dumps(Sampled(None, {}, None, {}))).draws is None


def test_a_stored_fit_under_the_name_of_another_is_refused(tmp_path: Path) -> None:
    many.collected(jobs(2), file=tmp_path)
    first, second = sorted(tmp_path.glob("*.nc"))
    second.write_bytes(first.read_bytes())
    with pytest.raises(InvalidFile, match="holds the fit of another job than its name indicates"):
        many.collected(jobs(2), file=tmp_path)


@pytest.mark.parametrize("name", ["a/b", "../up", "ü" * 300, "with space", ""])
def test_any_name_of_a_data_set_can_be_stored(name: str, tmp_path: Path) -> None:
    for _ in range(2):
        fits = pm.brm_multiple(
            "y ~ x", {name: data()}, seed=1, combine=False, file=tmp_path / "fits", **SHORT
        )
    assert [f.data_name for f in fits] == [name]
    assert len(list((tmp_path / "fits").glob("*.nc"))) == len(list(tmp_path.rglob("*.nc"))) == 1
