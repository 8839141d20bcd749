"""Progress bars in a notebook."""

from __future__ import annotations

import io
import time

from pybrms_mix.base.lazy import ipython_display
from pybrms_mix.base.lazy import rich_progress as rich

_WIDTH = 100  # the number of characters of the line in a notebook
_PAUSE = 0.25  # seconds between two updates of the line


def plain() -> rich.Console:
    """Return a console that renders progress bars as text."""
    return rich.Console(
        file=io.StringIO(), width=_WIDTH, force_jupyter=False, force_terminal=False, no_color=True
    )


def bar_of(console: rich.Console) -> rich.Progress:
    """Return a progress bar without tasks that shows the count, elapsed and remaining time."""
    return rich.Progress(
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TimeElapsedColumn(),
        rich.TextColumn("left:"),
        rich.TimeRemainingColumn(),
        console=console,
        refresh_per_second=4,
    )


class Page:
    """A progress bar as a line of text below a notebook cell, which every front end can update."""

    def __init__(self, bar: rich.Progress) -> None:
        self._bar = bar
        self._shown = time.perf_counter()
        self._handle = ipython_display.display(self._text, raw=True, display_id=True)

    def refresh(self, last: bool = False) -> None:
        """Update the line, unless the last update was a moment ago."""
        now = time.perf_counter()
        if last or now - self._shown >= _PAUSE:
            self._shown = now
            self._handle.update(self._text, raw=True)

    @property
    def _text(self) -> dict[str, str]:
        with self._bar.console.capture() as caught:
            self._bar.console.print(self._bar.get_renderable())
        return {"text/plain": caught.get().rstrip()}
