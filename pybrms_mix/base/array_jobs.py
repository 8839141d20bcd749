"""The mode of functions that make many fits: fit them, write them as jobs, or collect results.

``pybrms-mix jobs`` runs a user's script in one of the last two modes. The functions that make many
fits ask for the mode before they begin.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

MAKE, WRITE, COLLECT = "make", "write", "collect"

_mode: ContextVar[str] = ContextVar("array_jobs", default=MAKE)


class JobsWritten(BaseException):
    """Ends a script after the jobs of one of its calls were written.

    It does not inherit from ``Exception``, so that an ``except Exception`` in the script does not
    catch it.

    Attributes:
        folder: the folder that holds the jobs.
        count: the number of jobs, which are numbered from 1.
    """

    def __init__(self, folder: Path, count: int) -> None:
        super().__init__(f"{count} jobs were written to '{folder}'.")
        self.folder, self.count = folder, count


def mode() -> str:
    """Return the current mode: ``MAKE``, ``WRITE`` or ``COLLECT``."""
    return _mode.get()


@contextmanager
def working(as_: str) -> Iterator[None]:
    """Set the mode inside a ``with`` block."""
    token = _mode.set(as_)
    try:
        yield
    finally:
        _mode.reset(token)
