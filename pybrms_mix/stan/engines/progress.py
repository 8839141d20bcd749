"""Show how far sampling has come."""

from __future__ import annotations

import time
from typing import Protocol

from pybrms_mix.base.lazy import rich_progress as rich
from pybrms_mix.base.page import Page, plain


class Progress(Protocol):
    """What an engine tells while it works. ``finished`` is called also when sampling fails."""

    def message(self, text: str, detail: bool = False) -> None:
        """Tell ``text``; ``detail`` marks what only a curious user wants to read."""

    def started(self, chains: int, total: int) -> None:
        """Tell that ``chains`` chains of ``total`` iterations each begin."""

    def advanced(self, chain: int, done: int, total: int, warmup: bool, divergences: int) -> None:
        """Tell that ``chain`` (from 0) has done ``done`` of its ``total`` iterations.

        ``divergences``: of this chain after warm-up; stanli tells them when all chains are done.
        """

    def finished(self) -> None:
        """Tell that sampling is over."""


class Silent:
    """Shows nothing."""

    def message(self, text: str, detail: bool = False) -> None:
        """Show nothing."""

    def started(self, chains: int, total: int) -> None:
        """Show nothing."""

    def advanced(self, chain: int, done: int, total: int, warmup: bool, divergences: int) -> None:
        """Show nothing."""

    def finished(self) -> None:
        """Show nothing."""


class Shown:
    """A bar in a terminal or notebook; elsewhere one line when sampling is done.

    Attributes:
        details: whether to show messages that are details.
        console: where to; by default the standard error, so that tables stay clean.
    """

    def __init__(self, details: bool = False, console: rich.Console | None = None) -> None:
        self.details = details
        self.console = console or rich.Console(stderr=True)
        self._live = self.console.is_terminal or self.console.is_jupyter
        self._page: Page | None = None
        self._done: dict[int, int] = {}
        self._warming: dict[int, bool] = {}
        self._divergences: dict[int, int] = {}
        self._bar: rich.Progress | None = None
        self._task = rich.TaskID(0)
        self._begun = 0.0
        self._plan = (0, 0)

    def message(self, text: str, detail: bool = False) -> None:
        """Show ``text``, in a terminal or notebook alone; a detail only when asked for."""
        if self.details or (self._live and not detail):
            self.console.print(text, markup=False, highlight=False)

    def started(self, chains: int, total: int) -> None:
        """Show an empty bar."""
        self._begun, self._plan = time.perf_counter(), (chains, total)
        self._done, self._warming, self._divergences = {}, {}, {}
        if self._live:
            notebook = self.console.is_jupyter
            self._bar = rich.Progress(
                rich.TextColumn("{task.description}"),
                rich.BarColumn(),
                rich.MofNCompleteColumn(),
                rich.TimeElapsedColumn(),
                rich.TextColumn("left:"),
                rich.TimeRemainingColumn(),
                console=plain() if notebook else self.console,
                refresh_per_second=4,
            )
            self._task = self._bar.add_task("Warm-up ", total=chains * total)
            if notebook:
                self._page = Page(self._bar)
            else:
                self._bar.start()

    def advanced(self, chain: int, done: int, total: int, warmup: bool, divergences: int) -> None:
        """Move the bar: the iterations of all chains together."""
        self._done[chain], self._warming[chain] = done, warmup
        self._divergences[chain] = divergences
        if self._bar:
            self._bar.update(
                self._task, completed=sum(self._done.values()), description=self._stage
            )
        if self._page:
            self._page.refresh()

    @property
    def _stage(self) -> str:
        """Return what the chains are at, and how many transitions diverged."""
        divergent = sum(self._divergences.values())
        stage = "Warm-up " if any(self._warming.values()) else "Sampling"
        return f"{stage} ({divergent} divergent)" if divergent else stage

    def finished(self) -> None:
        """Take the bar down; say what was done unless sampling failed."""
        if self._page:
            self._page.refresh(last=True)
        elif self._bar:
            self._bar.stop()
        self._bar = self._page = None
        chains, total = self._plan
        if chains and sum(self._done.values()) >= chains * total:
            self.console.print(
                f"Sampled {chains} chain{'s' * (chains > 1)} of {total} iterations in "
                f"{time.perf_counter() - self._begun:.1f} seconds.",
                highlight=False,
            )


def progress(silent: int | bool = 1, refresh: int | None = None) -> Progress:
    """Return how progress is shown.

    Args:
        silent: 0 shows the engines' own remarks too; 1 the stages and the bar; 2 nothing
            (brms still shows sampling then, and takes ``refresh = 0`` for nothing).
        refresh: 0 shows nothing, as in brms; other numbers change nothing.
    """
    if refresh == 0 or int(silent) >= 2:
        return Silent()
    return Shown(details=int(silent) == 0)
