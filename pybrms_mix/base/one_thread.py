"""One thread of the linear algebra library while many small problems are solved."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from pybrms_mix.base.lazy import threadpoolctl


@contextmanager
def one_thread() -> Iterator[None]:
    """Limit the linear algebra of NumPy and SciPy to one thread inside a ``with`` block.

    A matrix with a few hundred rows is not worth a second thread: the threads of such a library
    wait for each other in loops that keep all processors busy.

    The number of threads is a property of the process, and OpenBLAS ignores settings from
    threads other than the main thread. Outside the main thread the function changes nothing, so
    that no setting is left behind.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with threadpoolctl.threadpool_limits(1, user_api="blas"):
        yield
