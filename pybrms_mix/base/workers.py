"""Runs many tasks in this process, in other processes of this machine, or by an executor.

If a worker dies, its tasks are run again.
"""

from __future__ import annotations

import threading
import warnings
from collections import Counter, deque
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from pybrms_mix.base.errors import EngineError, PybrmsError, PybrmsWarning
from pybrms_mix.base.executors import (
    Where,
    at_a_time,
    place,
    processes,
    scattered,
    size,
    without_workers,
)
from pybrms_mix.base.public_calls import warn
from pybrms_mix.base.sharing import Missing, Sharing, keep, shared_value
from pybrms_mix.base.version import __version__

__all__ = ["Failed", "Task", "Where", "place", "quiet", "results_of"]

_TRIES = 3
_PATIENCE = 10.0  # seconds without a result before a cluster is asked whether it has workers
_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)


class Task(Protocol[_T_co]):
    """A piece of work that can be sent to another process. See also ``Sharing``."""

    def run(self) -> _T_co:
        """Return the result of the task."""


@dataclass(frozen=True)
class Failed:
    """The result of a task that raised an error."""

    error: Exception


def results_of(
    tasks: Mapping[str, Task[_T]], where: Executor | int, *, keep_errors: bool = False
) -> Iterator[tuple[str, _T | Failed]]:
    """Yield the name and the result of each task, in the order in which the tasks finish.

    Args:
        tasks: the tasks by name. A task is looked up when it is handed to a worker, so that a lazy
            mapping need not hold all tasks at the same time.
        where: the executor, or the number of processes, that ``place()`` returned.
        keep_errors: whether an error of a task is yielded as ``Failed``; otherwise it is raised.

    Raises:
        EngineError: if a task was lost three times.
        Exception: the error of a task, unless ``keep_errors``. If there are several tasks, the
            message of a ``PybrmsError`` names the task.
    """
    results = _in_this_process(tasks) if where == 1 else _Elsewhere(tasks).run(where)
    for name, result in results:
        if isinstance(result, Failed) and not keep_errors:
            raise _named(result.error, name, len(tasks))
        yield name, result


def _in_this_process(tasks: Mapping[str, Task[_T]]) -> Iterator[tuple[str, _T | Failed]]:
    for name in tasks:
        result = _attempted(tasks[name])
        yield name, result


def _named(error: Exception, name: str, count: int) -> Exception:
    """Put the name of a task before the message of its error."""
    if isinstance(error, PybrmsError) and count > 1 and not error.message.startswith(name):
        error.message = f"{name}: {error.message}"
    return error


class _Elsewhere(Generic[_T]):
    """Tasks that run in an executor. Worker processes of this machine replace a broken executor."""

    def __init__(self, tasks: Mapping[str, Task[_T]]) -> None:
        self.tasks = tasks
        self.left = dict.fromkeys(tasks)
        self.lost: Counter[str] = Counter()

    def run(self, where: Executor | int) -> Iterator[tuple[str, _T | Failed]]:
        """Yield the name and the result of each task."""
        own_pool = None if isinstance(where, Executor) else processes(where)
        pool = where if isinstance(where, Executor) else own_pool
        try:
            while self.left:
                assert pool is not None
                is_broken = yield from self._round(_Sender(pool))
                if is_broken:
                    count = size(pool) or 1
                    if own_pool is not None:
                        own_pool.shutdown(kill_workers=True)
                    pool = own_pool = processes(min(count, len(self.left) or 1))
        finally:
            if own_pool is not None:
                own_pool.shutdown(kill_workers=True)

    def _round(self, sender: _Sender) -> Generator[tuple[str, _T | Failed], None, bool]:
        """Yield results and remove their tasks from ``left``; return whether the pool is broken.

        If a process dies, all tasks that run in the same pool are lost. Lost tasks are therefore
        run last and one at a time, so that a task that kills its process harms no other task.
        """
        waiting: dict[Future[Any], str] = {}
        queue = deque(sorted(self.left, key=self.lost.__getitem__))
        is_broken = False
        try:
            while waiting or (queue and not is_broken):
                is_broken = is_broken or not self._submitted(queue, sender, waiting)
                ready, _ = wait(waiting, timeout=_PATIENCE, return_when=FIRST_COMPLETED)
                if not ready:
                    sender.warn_without_workers(len(self.left))
                failures: dict[str, BaseException | None] = {}
                for future in ready:
                    name = waiting.pop(future)
                    if future.cancelled() or future.exception() is not None:
                        failures[name] = None if future.cancelled() else future.exception()
                    elif isinstance(result := future.result(), Missing):
                        sender.bare.discard(name)
                        queue.appendleft(name)
                    else:
                        yield name, result
                        del self.left[name]
                is_broken = is_broken or any(
                    isinstance(e, BrokenExecutor) for e in failures.values()
                )
                self._count_lost(failures)
                sender.forget(failures)
        finally:
            for future in waiting:
                future.cancel()
        return is_broken

    def _submitted(
        self, queue: deque[str], sender: _Sender, waiting: dict[Future[Any], str]
    ) -> bool:
        """Hand the pool as many tasks as it can hold; return whether the pool accepts tasks."""
        try:
            while queue and len(waiting) < (1 if self.lost[queue[0]] else at_a_time(sender.pool)):
                waiting[sender.submit(queue[0], self.tasks[queue[0]])] = queue[0]
                queue.popleft()
        except BrokenExecutor:
            return False
        except Exception as error:  # each executor raises an error of its own when it is closed
            raise EngineError(
                f"The executor accepts no tasks: {type(error).__name__}: {error}",
                hint="Is the executor shut down, or its cluster closed? Finished fits are kept.",
            ) from error
        return True

    def _count_lost(self, failures: Mapping[str, BaseException | None]) -> None:
        """Count how often each task was lost, and warn about lost tasks.

        Raises:
            EngineError: if a task was lost three times, or cannot be sent to a worker.
        """
        self.lost.update(failures.keys())
        for name, failure in failures.items():
            if _cannot_travel(failure):
                raise EngineError(
                    f"Fit '{name}' cannot be sent to a worker: {failure}",
                    hint="A process pool of the standard library can only run functions that a "
                    "module defines. A number of processes (executor=2) and Dask can run "
                    "any function.",
                ) from failure
            why = f"{type(failure).__name__}: {failure}".strip(": ")
            if self.lost[name] >= _TRIES:
                raise EngineError(
                    f"The worker of fit '{name}' was lost {_TRIES} times: {why}",
                    hint="Does one fit need more memory than a worker has?",
                ) from failure
        if failures:
            warn(
                "A worker was lost while it made these fits, which run again: "
                f"{', '.join(failures)}."
            )


def _cannot_travel(failure: BaseException | None) -> bool:
    """Return whether an error was raised because a value cannot be pickled."""
    is_pickling = isinstance(failure, (AttributeError, TypeError)) and "pickl" in str(failure)
    return is_pickling or type(failure).__name__ == "PicklingError"


@dataclass
class _Sender:
    """Hands tasks to an executor, and each shared value to each worker once.

    Attributes:
        pool: the executor.
        bare: the names of tasks that are first sent without their shared value.
        sent: the names of the tasks that were sent at least once.
        scattered: the Dask futures of shared values, by key.
        warned: whether a warning has said that the cluster has no workers.
    """

    pool: Executor
    bare: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    scattered: dict[str, Any] = field(default_factory=dict)
    warned: bool = False

    def submit(self, name: str, task: Task[Any]) -> Future[Any]:
        """Hand a task to the executor."""
        if not isinstance(task, Sharing):
            return self.pool.submit(_attempt, __version__, task)
        shared = task.shared
        if shared.key not in self.scattered:
            self.scattered[shared.key] = scattered(self.pool, shared)
        future = self.scattered[shared.key]
        if future is not None:
            return self.pool.submit(_with_value, __version__, task.rest, future)
        if name not in self.sent:
            self.sent.add(name)
            self.bare.add(name)
        value = None if name in self.bare else shared.value
        return self.pool.submit(_with_key, __version__, task.rest, shared.key, value)

    def forget(self, gone: Mapping[str, object]) -> None:
        """Drop the futures of shared values after the loss of a worker, which may have held one."""
        if gone:
            self.scattered.clear()

    def warn_without_workers(self, left: int) -> None:
        """Warn once if a cluster has no workers."""
        if not self.warned and without_workers(self.pool):
            self.warned = True
            warn(f"The cluster has no workers at present: {left} fits are waiting.")


def _attempt(version: str, task: Task[_T]) -> _T | Failed:
    """Return the result of a task in a worker, or its error as ``Failed``.

    Errors are returned, not raised, so that a raised error always comes from the executor.
    """
    mismatch = _other(version)
    return _attempted(task) if mismatch is None else mismatch


def _with_key(version: str, rest: Any, key: str, value: Any) -> Any:
    """Return the result of a task, or ``Missing`` if this worker does not hold its shared value."""
    if value is not None:
        keep(key, value)
    shared = shared_value(key)
    if isinstance(shared, Missing):
        return shared
    return _with_value(version, rest, shared)


def _with_value(version: str, rest: Any, value: Any) -> Any:
    try:
        return _other(version) or rest(value)
    except Exception as error:
        return Failed(error)


def _attempted(task: Task[_T]) -> _T | Failed:
    try:
        return task.run()
    except Exception as error:
        return Failed(error)


def _other(version: str) -> Failed | None:
    """Return the error of a worker that has another version of the package."""
    if version == __version__:
        return None
    return Failed(
        EngineError(
            f"A worker has pybrms_mix {__version__}, but the client has {version}.",
            hint="Install the same version everywhere: the draws may differ between versions.",
        )
    )


@contextmanager
def quiet() -> Iterator[None]:
    """Silence the warnings of this package in the main thread; do nothing in other threads.

    The filters of warnings belong to the whole process. A change in another thread would affect
    code that runs at the same time.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PybrmsWarning)
        yield
