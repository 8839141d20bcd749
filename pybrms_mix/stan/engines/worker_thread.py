"""The thread on which stanli works, while the thread that asks it to waits and hears Ctrl-C."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextvars import copy_context
from functools import cache
from typing import TypeVar

_T = TypeVar("_T")
_MOMENT = 0.2  # seconds: a wait without an end cannot be interrupted on Windows
_NAME = "pybrms_mix-aside"


def aside(work: Callable[[], _T], stop: Callable[[], object] = lambda: None) -> _T:
    """Return what ``work`` returns, done on the one thread of this process that is for it.

    Stan keeps its stack for derivatives in the thread that loaded the library: a gradient on
    another thread may be a crash. And Python delivers Ctrl-C to its main thread alone, between two
    of its own instructions: not while that thread is inside a library.

    On Ctrl-C ``stop`` is called, and ``work``, which is not waited for, should end soon.

    Raises:
        KeyboardInterrupt: at once on Ctrl-C, in the main thread.
    """
    if threading.current_thread().name.startswith(_NAME):
        return work()
    future = _helper(os.getpid()).submit(copy_context().run, work)
    try:
        while True:
            try:
                return future.result(_MOMENT)
            except NotYet:
                # It may have ended just after the wait: that is no timeout of its own.
                if future.done():
                    return future.result()
    except KeyboardInterrupt:
        future.cancel()
        stop()
        raise


@cache
def _helper(process: int) -> ThreadPoolExecutor:
    """Return the thread in this ``process``: threads do not survive a fork."""
    return ThreadPoolExecutor(1, thread_name_prefix=_NAME)
