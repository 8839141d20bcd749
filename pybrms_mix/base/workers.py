"""Many tasks: done in this process, in others of this machine, or by any executor.

What a worker loses when it dies is done again.
"""

from __future__ import annotations

import threading
import warnings
from collections import Counter, deque
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import contextmanager
from multiprocessing import parent_process
from typing import Any, Protocol, TypeAlias, TypeVar

from pybrms_mix.base.door import warn
from pybrms_mix.base.errors import EngineError, InvalidArgument, PybrmsWarning
from pybrms_mix.base.lazy import loky
from pybrms_mix.base.processors import processors

Where: TypeAlias = "Executor | int | None"
"""Where tasks run: an executor of ``concurrent.futures``, a Dask ``Client``, a number of processes
on this machine (1: this process, one task after the other), or None: processes of this machine,
unless one task alone keeps it busy."""

_IN_FLIGHT = 64
"""The number of tasks that an executor of unknown size holds at a time: each holds its data."""

_TRIES = 3
_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)


class Task(Protocol[_T_co]):
    """Something to be done, which can travel to another process."""

    def run(self) -> _T_co:
        """Return what was to be found."""


def place(executor: Where, count: int, each: int) -> Executor | int:
    """Return the executor, or the number of processes, for ``count`` tasks.

    ``each`` is the number of processors that a task uses in this process.

    Raises:
        InvalidArgument: if ``executor`` is nothing that does tasks.
    """
    if callable(getattr(executor, "get_executor", None)):  # a Client of Dask
        executor = executor.get_executor()  # type: ignore[union-attr]
    if isinstance(executor, Executor):
        return executor
    here = processors()
    if executor is not None:
        return max(1, min(_count(executor), here, count))
    # A worker's own tasks stay in it: others are at work beside it.
    spare = here > each and parent_process() is None
    return max(1, min(count, here)) if spare else 1


def done(tasks: Mapping[str, Task[_T]], where: Executor | int) -> Iterator[tuple[str, _T]]:
    """Yield each task's name and result, as they come; ``where`` is as ``place`` returned it.

    Raises:
        EngineError: if a task was lost three times.
        Exception: what a task raises.
    """
    if where == 1:
        for name, task in tasks.items():
            yield name, task.run()
    else:
        yield from _elsewhere(dict(tasks), where)


def _elsewhere(left: dict[str, Task[_T]], where: Executor | int) -> Iterator[tuple[str, _T]]:
    """Yield what workers find, replacing their executor when it is broken."""
    lost: Counter[str] = Counter()
    own = None if isinstance(where, Executor) else _processes(where)
    pool = where if isinstance(where, Executor) else own
    try:
        while left:
            assert pool is not None
            broken = yield from _round(left, pool, lost)
            if broken:
                size = _size(pool) or 1
                if own is not None:
                    own.shutdown(kill_workers=True)
                pool = own = _processes(min(size, len(left) or 1))
    finally:
        if own is not None:
            own.shutdown(kill_workers=True)


def _round(
    left: dict[str, Task[_T]], pool: Executor, lost: Counter[str]
) -> Generator[tuple[str, _T], None, bool]:
    """Yield results, taking tasks off ``left``; return whether ``pool`` is of no further use.

    A process that dies takes along what runs beside it: what was lost comes last, one by one.
    """
    waiting: dict[Future[Any], str] = {}
    queue = deque(sorted(left, key=lost.__getitem__))
    broken = False
    try:
        while waiting or (queue and not broken):
            broken = broken or not _submitted(queue, left, pool, lost, waiting)
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            gone: dict[str, BaseException | None] = {}
            for future in done:
                name = waiting.pop(future)
                if future.cancelled() or future.exception() is not None:
                    gone[name] = None if future.cancelled() else future.exception()
                    continue
                yield name, _result(future)
                del left[name]
            broken = broken or any(isinstance(e, BrokenExecutor) for e in gone.values())
            _count_lost(gone, lost)
    finally:
        for future in waiting:
            future.cancel()
    return broken


def _submitted(
    queue: deque[str],
    left: Mapping[str, Task[_T]],
    pool: Executor,
    lost: Counter[str],
    waiting: dict[Future[Any], str],
) -> bool:
    """Hand ``pool`` as many tasks as it can do; return whether it takes them."""
    try:
        while queue and len(waiting) < (1 if lost[queue[0]] else _size(pool) or _IN_FLIGHT):
            waiting[pool.submit(_attempt, left[queue[0]])] = queue[0]
            queue.popleft()
    except BrokenExecutor:
        return False
    except Exception as error:  # each executor has its own way to say that it is closed
        raise EngineError(
            f"The executor takes no tasks: {type(error).__name__}: {error}",
            hint="Is it shut down, or its cluster closed? What is finished is kept.",
        ) from error
    return True


def _result(future: Future[Any]) -> Any:
    result = future.result()
    if isinstance(result, BaseException):
        raise result
    return result


def _size(pool: Executor) -> int | None:
    """Return how many tasks an executor of the standard library does at a time."""
    return getattr(pool, "_max_workers", None)


def _attempt(task: Task[_T]) -> _T | Exception:
    """Return the result, or what went wrong: what is raised is then the executor's."""
    try:
        return task.run()
    except Exception as error:
        return error


def _count_lost(gone: Mapping[str, BaseException | None], lost: Counter[str]) -> None:
    """Note which fits were lost, and why.

    Raises:
        EngineError: if one was lost three times.
    """
    lost.update(gone.keys())
    for name, failure in gone.items():
        why = f"{type(failure).__name__}: {failure}".strip(": ")
        if lost[name] >= _TRIES:
            raise EngineError(
                f"The worker of fit '{name}' was lost {_TRIES} times: {why}",
                hint="Does one fit need more memory than a worker has?",
            ) from failure
    if gone:
        warn(f"A worker was lost with these fits, which are run again: {', '.join(gone)}.")


def _count(executor: object) -> int:
    if isinstance(executor, bool) or not isinstance(executor, int) or executor < 1:
        raise InvalidArgument(
            f"Argument 'executor' cannot be {executor!r}.",
            hint="It is a concurrent.futures.Executor, a Dask Client, a number of processes, or "
            "None. Ray's actor pools and joblib's Parallel are none of these.",
        )
    return executor


def _processes(count: int) -> Any:
    """Return processes of this machine; not forked: engines and clusters keep threads.

    Loky's: they do not run the user's script again, so it needs no ``if __name__ == "__main__"``.
    """
    return loky.ProcessPoolExecutor(count)


@contextmanager
def quiet() -> Iterator[None]:
    """Silence the package's warnings, where that concerns nobody else.

    Filters of warnings belong to the process: only its main thread may change them for a while.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PybrmsWarning)
        yield
