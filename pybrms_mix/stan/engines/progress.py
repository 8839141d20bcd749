"""Display of the progress of sampling."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import Protocol

from pybrms_mix.base.lazy import rich_progress as rich
from pybrms_mix.base.page import Page, bar_of, plain

_LOG = logging.getLogger("pybrms_mix")


class Progress(Protocol):
    """The receiver of the messages of an engine. ``finished`` is also called if sampling fails."""

    def message(self, text: str, detail: bool = False) -> None:
        """Receive a message; ``detail`` marks messages that most users do not need."""

    def started(self, chains: int, total: int) -> None:
        """Receive the number of chains and of iterations per chain, before the chains start."""

    def advanced(self, chain: int, done: int, total: int, warmup: bool, divergences: int) -> None:
        """Receive the number of iterations that a chain (from 0) has done.

        ``divergences`` is the number of divergent transitions of the chain after warm-up. stanli
        reports it after all chains have ended.
        """

    def finished(self) -> None:
        """Receive the end of sampling."""


class Silent:
    """A receiver that shows nothing."""

    def message(self, text: str, detail: bool = False) -> None:
        """Show nothing."""

    def started(self, chains: int, total: int) -> None:
        """Show nothing."""

    def advanced(self, chain: int, done: int, total: int, warmup: bool, divergences: int) -> None:
        """Show nothing."""

    def finished(self) -> None:
        """Show nothing."""


@dataclass(frozen=True, eq=False)
class Part:
    """A receiver for a part of a run, which passes the numbers of the whole run to another one.

    Attributes:
        progress: the receiver of the whole run, which has been told that the run started.
        done: the number of iterations of each chain before this part.
        warmup: the number of warm-up iterations of the whole run.
        total: the number of all iterations of the whole run.
    """

    progress: Progress
    done: int
    warmup: int
    total: int

    def message(self, text: str, detail: bool = False) -> None:
        """Pass a message."""
        self.progress.message(text, detail)

    def started(self, chains: int, total: int) -> None:
        """Pass nothing, because the whole run has started."""

    def advanced(self, chain: int, done: int, total: int, warmup: bool, divergences: int) -> None:
        """Pass the number of iterations since the start of the whole run."""
        iteration = self.done + done
        self.progress.advanced(chain, iteration, self.total, iteration <= self.warmup, divergences)

    def finished(self) -> None:
        """Pass the end."""
        self.progress.finished()


class Shown:
    """A progress bar in a terminal or notebook; elsewhere lines in the log "pybrms_mix".

    Attributes:
        details: whether to show messages that are details.
        console: the output. The default is the standard error, which keeps tables separate.
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
        """Show a message; show a detail only if details are on. The log has details as DEBUG."""
        if not self._live:
            _LOG.log(logging.DEBUG if detail and not self.details else logging.INFO, "%s", text)
        elif self.details or not detail:
            self.console.print(text, markup=False, highlight=False)

    def started(self, chains: int, total: int) -> None:
        """Show an empty bar."""
        self._begun, self._plan = time.perf_counter(), (chains, total)
        self._done, self._warming, self._divergences = {}, {}, {}
        if self._live:
            notebook = self.console.is_jupyter
            self._bar = bar_of(plain() if notebook else self.console)
            self._task = self._bar.add_task("Warm-up ", total=chains * total)
            if notebook:
                self._page = Page(self._bar)
            else:
                self._bar.start()

    def advanced(self, chain: int, done: int, total: int, warmup: bool, divergences: int) -> None:
        """Advance the bar to the sum of the iterations of all chains."""
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
        """Return the stage of the chains and the number of divergent transitions."""
        divergent = sum(self._divergences.values())
        stage = "Warm-up " if any(self._warming.values()) else "Sampling"
        return f"{stage} ({divergent} divergent)" if divergent else stage

    def finished(self) -> None:
        """Remove the bar; print a summary unless sampling failed."""
        if self._page:
            self._page.refresh(last=True)
        elif self._bar:
            self._bar.stop()
        self._bar = self._page = None
        chains, total = self._plan
        if chains and sum(self._done.values()) >= chains * total:
            noun = "chain" if chains == 1 else "chains"
            self.message(
                f"Sampled {chains} {noun} of {total} iterations in "
                f"{time.perf_counter() - self._begun:.1f} seconds."
            )


def progress(silent: int | bool = 1, refresh: int | None = None) -> Progress:
    """Return the display of progress.

    Args:
        silent: 0 also shows remarks of the engines; 1 shows the stages and the bar; 2 shows
            nothing. (With 2, brms still shows sampling; ``refresh = 0`` shows nothing.)
        refresh: 0 shows nothing, as in brms. Other numbers have no effect.
    """
    if refresh == 0 or int(silent) >= 2:
        return Silent()
    return Shown(details=int(silent) == 0)
