"""The thread on which stanli runs, while the calling thread waits and reacts to Ctrl-C."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextvars import ContextVar, copy_context
from functools import cache
from typing import TypeVar

_T = TypeVar("_T")
_MOMENT = 0.2  # seconds; on Windows a wait without a limit cannot be interrupted
_NAME = "pybrms_mix-aside"


class _AbandonedError(BaseException):
    """Stops work whose caller no longer waits."""


_abandoned: ContextVar[threading.Event] = ContextVar("abandoned")
"""An event that is set when the caller no longer waits for the current work."""


def on_worker_thread(work: Callable[[], _T], stop: Callable[[], object] = lambda: None) -> _T:
    """Call ``work`` on the thread of stanli, and return its result.

    Stan keeps the stack of automatic differentiation in the thread that loaded the library, so that
    a gradient on another thread may crash. Python delivers Ctrl-C to the main thread only, and not
    while the main thread is inside a library.

    A loop that calls this function often should itself be passed as ``work``. The whole loop then
    runs on that thread, and saves changes of threads, each of which takes longer than many
    gradients.

    On Ctrl-C, this function calls ``stop`` and does not wait for ``work``. If ``work`` calls this
    function again, that call raises an error, which ends ``work``.

    Raises:
        KeyboardInterrupt: at once on Ctrl-C, in the main thread.
    """
    if threading.current_thread().name.startswith(_NAME):
        if _abandoned.get().is_set():
            raise _AbandonedError
        return work()
    abandoned, context = threading.Event(), copy_context()
    context.run(_abandoned.set, abandoned)
    future = _helper(os.getpid()).submit(context.run, work)
    try:
        while True:
            try:
                return future.result(_MOMENT)
            except NotYet:
                # ``work`` may have ended just after the wait, so a TimeoutError is not from
                # ``work`` itself.
                if future.done():
                    return future.result()
    except KeyboardInterrupt:
        future.cancel()
        abandoned.set()
        stop()
        raise


@cache
def _helper(process: int) -> ThreadPoolExecutor:
    """Return the thread for one ``process``, because a fork does not copy threads."""
    return ThreadPoolExecutor(1, thread_name_prefix=_NAME)
