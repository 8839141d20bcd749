"""Messages between client and workers: data once, and answers in place of fits."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from rich.console import Console

import pybrms_mix as pm
from pybrms_mix.base import sharing, workers
from pybrms_mix.base.errors import EngineError, InvalidArgument, PybrmsError, PybrmsWarning
from pybrms_mix.base.fit_count import counted
from pybrms_mix.base.sharing import Missing, Shared, Sharing
from pybrms_mix.base.workers import Failed, results_of
from pybrms_mix.refits import many, work
from pybrms_mix.refits.jobs import Job
from pybrms_mix.refits.work import Outcome, separate
from tests.refits.test_many import SHORT, data

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")


class Wire(Executor):
    """An executor that pickles all messages and counts their bytes."""

    def __init__(self, size: int = 2) -> None:
        self._max_workers = size
        self._pool = ThreadPoolExecutor(1)
        self.sent: list[int] = []
        self.got: list[int] = []

    def submit(self, call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        packed = pickle.dumps((call, args, kwargs))
        self.sent.append(len(packed))

        def run() -> Any:
            own, values, named = pickle.loads(packed)
            result = pickle.dumps(own(*values, **named))
            self.got.append(len(result))
            return pickle.loads(result)

        return self._pool.submit(run)


@pytest.fixture(autouse=True)
def fresh_worker() -> None:
    sharing.forget()


def total(value: np.ndarray) -> float:
    return float(value.sum())


def test_a_shared_value_is_sent_once_to_each_worker() -> None:
    value = Shared("ones", np.ones(100_000))
    tasks = {f"{i}": Sharing(value, total) for i in range(20)}
    wire = Wire(size=1)
    assert dict(results_of(tasks, wire)) == dict.fromkeys(tasks, 100_000.0)
    assert sum(size > 100_000 for size in wire.sent) == 1
    assert sum(wire.sent) < 810_000


def test_a_worker_keeps_few_values() -> None:
    for number in range(10):
        sharing.keep(f"{number}", number)
    assert sharing.shared_value("9") == 9
    assert sharing.shared_value("0") == Missing("0")
    assert len(sharing._held) == sharing._KEPT


@pytest.fixture(scope="module")
def whole() -> pm.Fit:
    return pm.brm("y ~ x", data(2000), chains=1, iter=100, seed=1, silent=2)


def test_folds_travel_as_numbers_of_rows_and_come_back_as_means(whole: pm.Fit) -> None:
    wire = Wire(size=1)
    found = pm.kfold(whole, K=10, seed=1, executor=wire)
    large = [size for size in wire.sent if size > 20_000]
    assert len(large) == 1  # the data, of 2,000 rows
    assert max(wire.got) < 10_000  # 200 means of log likelihoods, no draws
    here = pm.kfold(whole, K=10, seed=1, executor=1)
    pd.testing.assert_frame_equal(found.pointwise, here.pointwise)


def test_replications_share_their_rows() -> None:
    table = data(2000).assign(z=1.0)
    priors = [
        "normal(0, 1)",
        pm.prior("normal(0, 1)", "Intercept"),
        pm.prior("exponential(1)", "sigma"),
    ]
    wire = Wire(size=1)
    found = pm.sbc("y ~ x + z", table, prior=priors, n=4, kept=9, iter=60, executor=wire)
    assert sum(size > 40_000 for size in wire.sent) == 1
    here = pm.sbc("y ~ x + z", table, prior=priors, n=4, kept=9, iter=60, executor=1)
    pd.testing.assert_frame_equal(found.ranks, here.ranks)


def test_rows_travel_with_sixteen_bytes_each() -> None:
    rows = 10_000
    frame = pm.brm("y ~ x", data(rows), empty=True).model.frame
    part = frame.where(np.arange(rows) % 10 > 0)
    whole_size, part_size = len(pickle.dumps(frame)), len(pickle.dumps(part))
    assert whole_size < 16 * rows + 5_000
    assert part_size < 9 * rows / 10 * (16 + 8) + 5_000  # including the row numbers
    again = pickle.loads(pickle.dumps(part))
    np.testing.assert_array_equal(again.rows, part.rows)
    pd.testing.assert_index_equal(again.index, part.index)
    pd.testing.assert_frame_equal(again.data, part.data)


def broken(table: pd.DataFrame) -> pd.DataFrame:
    """Return data whose fit fails although its model can be built."""
    return table.assign(y=1.0)


def failing(name: str, table: pd.DataFrame) -> None:
    raise InvalidArgument(f"No start for {name}.")


@pytest.fixture
def one_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    from pybrms_mix.refits.jobs import Job

    own = Job.run

    def run(job: Job) -> pm.Fit:
        if job.settings["chains"] == 1 and job.data.data["x"].iloc[0] == data(seed=2)["x"].iloc[0]:
            raise InvalidArgument("No start was found.")
        return own(job)

    monkeypatch.setattr(Job, "run", run)


@pytest.mark.usefixtures("one_fails")
def test_a_failing_fit_is_named_and_the_others_go_on() -> None:
    tables = {f"set {s}": data(seed=s) for s in (1, 2, 3)}
    call = {"seed": 1, "executor": 1, **SHORT}
    with pytest.raises(InvalidArgument, match=r"^set 2: No start was found"):
        pm.brm_multiple("y ~ x", tables, **call)
    with pytest.warns(PybrmsWarning, match="1 of 3 fits failed.\nset 2: No start"):
        found = pm.brm_multiple("y ~ x", tables, combine=False, errors="keep", **call)
    assert [isinstance(one, pm.Fit) for one in found] == [True, False, True]
    assert isinstance(found[1], InvalidArgument)
    with pytest.warns(PybrmsWarning, match="1 of 3 fits failed"):
        both = pm.brm_multiple("y ~ x", tables, errors="keep", **call)
    assert both.posterior.chains == 2


def test_a_fold_that_fails_leaves_its_rows_out(
    whole: pm.Fit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pybrms_mix.refits.jobs import Job

    own = Job.run

    def run(job: Job) -> pm.Fit:
        if 0 not in job.data.rows:
            raise InvalidArgument("No start was found.")
        return own(job)

    monkeypatch.setattr(Job, "run", run)
    with pytest.raises(InvalidArgument, match=r"^fold[12]: No start was found"):
        pm.kfold(whole, K=2, seed=1)
    with pytest.warns(PybrmsWarning, match="1 of 2 fits failed.\nfold"):
        found = pm.kfold(whole, K=2, seed=1, errors="keep")
    assert len(found.pointwise) == 1000
    assert np.isfinite(found.elpd).all()


def test_a_number_of_components_that_fails_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from pybrms_mix.refits.jobs import Job

    own = Job.run

    def run(job: Job) -> pm.Fit:
        if "nmix = 2" in job.family or job.family.count("gaussian") == 2:
            raise InvalidArgument("No start was found.")
        return own(job)

    monkeypatch.setattr(Job, "run", run)
    with pytest.warns(PybrmsWarning, match="1 of 2 fits failed.\nK = 2: "):
        found = pm.compare_components("y ~ 1", data(), K=[1, 2], errors="keep", seed=1, **SHORT)
    assert list(found.fits) == list(found.table.index) == [1]
    assert isinstance(found.errors[2], PybrmsError)
    with pytest.raises(InvalidArgument, match="'errors' must be"):
        pm.compare_components("y ~ 1", data(), K=[1, 2], errors="ignore")


def test_where_all_fits_fail_the_first_error_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    from pybrms_mix.refits.jobs import Job

    def run(job: Job) -> pm.Fit:
        raise InvalidArgument("No start was found.")

    monkeypatch.setattr(Job, "run", run)
    with pytest.raises(InvalidArgument, match="No start was found"):
        pm.brm_multiple("y ~ x", [data(), data()], errors="keep", executor=1, **SHORT)


class Cluster(Executor):
    """An executor with the parts of Dask's client that the package uses."""

    status = "running"

    def __init__(self, *threads: int) -> None:
        self._client = self
        self._threads = {f"worker {i}": n for i, n in enumerate(threads)}

    def nthreads(self) -> dict[str, int]:
        return self._threads

    def scatter(self, value: Any, hash: bool = True) -> Any:
        return value

    def submit(self, call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if self._threads:
            future.set_result(call(*args, **kwargs))
        else:
            self._threads = {"late worker": 1}
            self.late = (future, call, args)
            import threading

            threading.Timer(0.3, lambda: future.set_result(call(*args))).start()
        return future


def test_workers_with_several_threads_are_told() -> None:
    with pytest.warns(PybrmsWarning, match="4 threads, but Stan uses one thread"):
        pm.brm_multiple("y ~ x", [data(), data(seed=2)], executor=Cluster(1, 4), seed=1, **SHORT)


def test_a_cluster_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_PATIENCE", 0.05)
    monkeypatch.setattr(workers, "without_workers", lambda pool: True)
    with pytest.warns(PybrmsWarning, match="The cluster has no workers at present: 1 fits"):
        found = dict(results_of({"one": Sharing(Shared("k", np.ones(3)), total)}, Cluster()))
    assert found == {"one": 3.0}


def test_a_worker_with_another_version_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    wire = Wire()
    monkeypatch.setattr(workers, "__version__", "0.0.1")
    found = workers._attempt("9.9.9", Sharing(Shared("k", np.ones(3)), total))
    assert isinstance(found, Failed)
    assert isinstance(found.error, EngineError)
    assert "A worker has pybrms_mix 0.0.1, but the client has 9.9.9" in str(found.error)
    assert dict(results_of({"one": Sharing(Shared("k", np.ones(3)), total)}, wire)) == {"one": 3.0}


def test_one_line_says_how_many_fits_are_done() -> None:
    shown = Console(file=io.StringIO(), force_terminal=False)
    with counted("kfold", 3, console=shown) as count:
        count()
        count()
    assert shown.file.getvalue().startswith("kfold: 2 of 3 fits in ")  # type: ignore[attr-defined]
    live = Console(file=io.StringIO(), force_terminal=True, width=100)
    with counted("sbc", 2, console=live) as count:
        count()
    text = live.file.getvalue()  # type: ignore[attr-defined]
    assert "1/2" in text
    assert "left:" in text
    quiet = Console(file=io.StringIO())
    with counted("sbc", 2, silent=2, console=quiet) as count:
        count()
    assert not quiet.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.slow
def test_dask_keeps_folds_and_ranks_when_client_and_worker_die(
    whole: pm.Fit, tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed")
    table = data(40)
    priors = [
        "normal(0, 1)",
        pm.prior("normal(0, 1)", "Intercept"),
        pm.prior("exponential(1)", "sigma"),
    ]
    arguments = {"prior": priors, "n": 6, "kept": 9, "iter": 60}
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True
    ) as cluster:
        killed = f"""
import os, threading, time
import numpy as np, pandas as pd
import pybrms_mix as pm
from distributed import Client
from pathlib import Path
if __name__ == "__main__":
    client = Client("{cluster.scheduler_address}")
    fit = pm.load("{tmp_path / "whole.nc"}")
    def kill():
        while len(list(Path("{tmp_path / "folds"}").glob("*.nc"))) < 2:
            time.sleep(0.02)
        os._exit(9)
    threading.Thread(target=kill, daemon=True).start()
    pm.kfold(fit, K=6, seed=1, executor=client, file="{tmp_path / "folds"}")
"""
        import subprocess
        import sys

        whole.save(tmp_path / "whole.nc")
        (tmp_path / "killed.py").write_text(killed)
        done_ = subprocess.run(
            [sys.executable, "-W", "ignore", str(tmp_path / "killed.py")],
            check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert done_.returncode == 9, done_.stderr
        before = {p.name for p in (tmp_path / "folds").glob("*.nc")}
        assert 2 <= len(before) <= 6
        with distributed.Client(cluster) as client:
            again = pm.kfold(whole, K=6, seed=1, executor=client, file=tmp_path / "folds")
            assert before <= {p.name for p in (tmp_path / "folds").glob("*.nc")}
            pid = next(iter(client.run(_pid).values()))
            import os
            import signal
            import threading

            threading.Timer(1.0, lambda: os.kill(pid, signal.SIGKILL)).start()
            ranks = pm.sbc("y ~ x", table, executor=client, file=tmp_path / "ranks", **arguments)
    here = pm.kfold(whole, K=6, seed=1, executor=1)
    pd.testing.assert_frame_equal(again.pointwise, here.pointwise)
    pd.testing.assert_frame_equal(ranks.ranks, pm.sbc("y ~ x", table, **arguments).ranks)


def _pid() -> int:
    import os

    return os.getpid()


def imputed(seed: int, rows: int = 6000) -> pd.DataFrame:
    """Return one of several imputations of a table: a tenth of ``x`` is drawn anew."""
    rng = np.random.default_rng(seed)
    table = data(rows)
    missing = np.random.default_rng(0).random(rows) < 0.1
    return table.assign(x=np.where(missing, rng.normal(size=rows), table["x"]))


def test_imputations_travel_as_differences_from_the_first() -> None:
    tables = [imputed(seed) for seed in range(4)]
    wire = Wire(size=1)
    how: dict[str, Any] = {"seed": 1, "combine": False, **SHORT}
    found = pm.brm_multiple("y ~ x", tables, executor=wire, **how)
    small = [size for size in wire.sent if size < 50_000]
    assert len(wire.sent) - len(small) == 1, "the first table, of 16 bytes a row"
    assert max(small) < 6000 * (0.1 * 8 + 1 / 8) + 5_000
    here = pm.brm_multiple("y ~ x", tables, executor=1, **how)
    for one, other in zip(found, here, strict=True):
        np.testing.assert_array_equal(one.posterior.values, other.posterior.values)


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
def test_imputations_may_have_other_rows_and_levels() -> None:
    one = imputed(1, 200).assign(g=["a", "b"] * 100)
    other = imputed(2, 200).assign(g=["a", "c"] * 100)
    holes = imputed(3, 200).assign(g=["a", "b"] * 100)
    holes.loc[3, "y"] = np.nan
    fewer = holes.iloc[:150]
    how: dict[str, Any] = {"seed": 1, "combine": False, **SHORT}
    tables = [one, other, holes, fewer]
    there = pm.brm_multiple("y ~ x + g", tables, executor=Wire(size=1), **how)
    here = pm.brm_multiple("y ~ x + g", tables, executor=1, **how)
    for far, near in zip(there, here, strict=True):
        np.testing.assert_array_equal(far.posterior.values, near.posterior.values)
    assert [fit.nobs for fit in there] == [200, 200, 199, 149]


def test_models_of_the_same_rows_share_them(monkeypatch: pytest.MonkeyPatch) -> None:
    wire = Wire(size=1)
    monkeypatch.setattr(
        work, "outcome_of", lambda job, question, draws: Outcome(None, (), job.frame.N)
    )
    rows = data(5000)
    empty = [pm.brm(f, rows, empty=True) for f in ("y ~ x", "y ~ x + I(x^2)", "y ~ exp(x)")]
    jobs = {fit.formula: Job.of(fit, seed=1) for fit in empty}
    found = many.answered(separate(jobs), executor=wire, draws=False, silent=2)
    assert [each.outcome.answer for each in found if each.outcome] == [5000] * 3
    assert sum(size > 30_000 for size in wire.sent) == 1
