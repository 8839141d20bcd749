"""A line that shows the progress of many fits: the number of finished fits and the time left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pybrms_mix.base.lazy import rich_progress as rich
from pybrms_mix.base.page import Page, bar_of, plain


@contextmanager
def counted(
    label: str, total: int, silent: int = 1, console: rich.Console | None = None
) -> Iterator[Callable[[], None]]:
    """Show the number of finished fits, and yield a function to call after each fit.

    In a terminal or a notebook the line changes while the fits run. Elsewhere it is written once,
    after the last fit.

    Args:
        label: the name of the fits.
        total: the number of fits. No line is shown for a single fit.
        silent: 2 shows nothing.
        console: the console for the line; by default standard error, so that standard output has
            the tables only.
    """
    if int(silent) >= 2 or total < 2:
        yield lambda: None
        return
    line = _Line(label, total, console or rich.Console(stderr=True))
    try:
        yield line.one
    finally:
        line.finish()


class _Line:
    """A line of progress."""

    def __init__(self, label: str, total: int, console: rich.Console) -> None:
        self.label, self.total, self.console = label, total, console
        self.done, self.begun = 0, time.perf_counter()
        notebook = console.is_jupyter
        self.bar: rich.Progress | None = None
        self.page: Page | None = None
        if console.is_terminal or notebook:
            self.bar = bar_of(plain() if notebook else console)
            self.task = self.bar.add_task(label, total=total)
            if notebook:
                self.page = Page(self.bar)
            else:
                self.bar.start()

    def one(self) -> None:
        """Count one more fit."""
        self.done += 1
        if self.bar:
            self.bar.update(self.task, completed=self.done)
        if self.page:
            self.page.refresh()

    def finish(self) -> None:
        """Remove the progress bar, and print the number of finished fits unless it is 0."""
        if self.page:
            self.page.refresh(last=True)
        elif self.bar:
            self.bar.stop()
        seconds = time.perf_counter() - self.begun
        if not self.done:
            return
        self.console.print(
            f"{self.label}: {self.done} of {self.total} fits in {seconds:.1f} seconds.",
            markup=False,
            highlight=False,
        )
