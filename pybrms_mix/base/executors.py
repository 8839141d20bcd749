"""Executors: where tasks run, how many tasks run at a time, and on how many threads."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor, Future
from multiprocessing import parent_process
from typing import Annotated, Any, Protocol, TypeAlias, runtime_checkable

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import loky
from pybrms_mix.base.processors import processors
from pybrms_mix.base.public_calls import warn
from pybrms_mix.base.sharing import Shared
from pybrms_mix.base.value_kinds import Takes
from pybrms_mix.base.wording import described


@runtime_checkable
class Client(Protocol):
    """The part of Dask's ``Client`` that this package uses."""

    def get_executor(self) -> Executor:
        """Return the executor that runs tasks on its cluster."""


Where: TypeAlias = Annotated[
    Executor | Client | int | None,
    Takes(
        "a concurrent.futures.Executor, a Dask Client, a number of processes or None",
        hint="Ray's actor pools and joblib's Parallel are none of these.",
    ),
]
"""The place where tasks run.

It is an executor of ``concurrent.futures``, a Dask ``Client``, or a number of processes on this
machine (1 stands for this process, one task after the other). None stands for as many processes as
there are processors, unless one task alone uses all of them."""

_IN_FLIGHT = 64
"""The number of tasks in an executor of unknown size. Each task occupies memory with its data."""


def place(executor: Where, count: int, each: int) -> Executor | int:
    """Return the executor, or the number of processes, for ``count`` tasks.

    Args:
        executor: the argument ``executor`` as the user passed it.
        count: the number of tasks.
        each: the number of processors that a task uses in this process.

    Raises:
        InvalidArgument: if ``executor`` cannot run tasks.

    Warns:
        PybrmsWarning: if a worker of a Dask cluster has several threads.
    """
    if isinstance(executor, Client):
        executor = executor.get_executor()
    if isinstance(executor, Executor):
        _warn_of_threads(executor)
        return executor
    processors_here = processors()
    if executor is not None:
        return max(1, min(_count(executor), processors_here, count))
    # Tasks that a worker creates run inside the worker: other workers keep the processors busy.
    spare = processors_here > each and parent_process() is None
    return max(1, min(count, processors_here)) if spare else 1


def processes(count: int) -> Any:
    """Return an executor with ``count`` worker processes on this machine.

    The processes are not forked, because engines and clusters keep threads. Loky starts processes
    without running the user's script again, so that a script needs no guard such as
    ``if __name__ == "__main__"``.
    """
    return loky.ProcessPoolExecutor(count)


def at_a_time(pool: Executor) -> int:
    """Return the number of tasks that ``pool`` may hold at the same time."""
    return size(pool) or _IN_FLIGHT


def size(pool: Executor) -> int | None:
    """Return the number of workers of an executor; None if the executor does not tell."""
    return getattr(pool, "_max_workers", None)


def without_workers(pool: Executor) -> bool:
    """Return whether ``pool`` is a Dask cluster that has no worker at present."""
    threads = _threads(pool)
    return threads is not None and not threads


def scattered(pool: Executor, shared: Shared[Any]) -> Future[Any] | None:
    """Return a Dask future of a shared value; None if ``pool`` is no Dask cluster.

    The client sends the value to one worker. The others copy it from there, each once.
    """
    client = _client(pool)
    if client is None:
        return None
    future: Future[Any] = client.scatter(shared.value, hash=False)
    return future


def _client(pool: Executor) -> Any:
    """Return the Dask client of an executor, or None. The client is a private attribute in Dask."""
    client = getattr(pool, "_client", None)
    return client if callable(getattr(client, "scatter", None)) else None


def _threads(pool: Executor) -> Mapping[str, int] | None:
    """Return the number of threads of each worker of a Dask cluster; None for other executors."""
    client = _client(pool)
    if client is None or getattr(client, "status", "running") != "running":
        return None
    threads = client.nthreads()
    return (
        threads if isinstance(threads, Mapping) else None
    )  # an asynchronous client gives a coroutine


def _warn_of_threads(pool: Executor) -> None:
    most = max((_threads(pool) or {}).values(), default=1)
    if most > 1:
        warn(
            f"A worker of the cluster has {most} threads, but Stan uses one thread of a "
            "process: each worker makes one fit at a time. Start workers with one thread each: "
            "LocalCluster(threads_per_worker=1), or dask worker --nthreads 1."
        )


def _count(executor: object) -> int:
    if isinstance(executor, bool) or not isinstance(executor, int) or executor < 1:
        raise InvalidArgument(
            f"Argument 'executor' cannot be {described(executor)}.",
            hint="It is a concurrent.futures.Executor, a Dask Client, a number of processes, or "
            "None. Ray's actor pools and joblib's Parallel are none of these.",
        )
    return executor
