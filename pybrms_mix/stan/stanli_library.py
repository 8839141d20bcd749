"""The module stanli, made to tell this package of iterations and to let itself be stopped."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pybrms_mix.base.errors import EngineError
from pybrms_mix.stan.engines.progress import Progress
from pybrms_mix.stan.engines.worker_thread import aside

_NAME = "stanli"
_SERIES = "0.24."
_INSTALL = "Install it: pip install 'stanli>=0.24,<0.25'"


@dataclass(eq=False)
class Listener:
    """Who hears of a run.

    Attributes:
        progress: hears of iterations.
        reports: of the chains, when the run is over.
        stopped: set it to end the run at the next iteration.
    """

    progress: Progress
    reports: list[Any] = field(default_factory=list)
    stopped: bool = False

    def stop(self) -> None:
        """End the run at the next iteration."""
        self.stopped = True


# stanli prints progress and has no callback, and asks an object of its own whether to stop: what
# it calls is replaced, once, by what asks this variable who listens.
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def heard(progress: Progress) -> Iterator[Listener]:
    """Let ``progress`` hear of iterations; give what will hold each chain's report."""
    listener = Listener(progress)
    token = _listener.set(listener)
    try:
        yield listener
    finally:
        _listener.reset(token)


def library() -> Any:
    """Return the module stanli, its printing diverted to who listens.

    Loaded by the thread that works with it (``worker_thread.py``).

    Raises:
        EngineError: if it is not installed or not of the series that this file knows.
    """
    return aside(lambda: _loaded(os.getpid()))


@cache
def _loaded(process: int) -> Any:
    """Return the module as this ``process`` loads it: what a fork left was another thread's."""
    try:
        found: Any = _copied() if _NAME in sys.modules else importlib.import_module(_NAME)
    except (ImportError, OSError) as absence:
        raise EngineError(f"stanli cannot be loaded: {absence}.", hint=_INSTALL) from None
    if not found.__version__.startswith(_SERIES):
        raise EngineError(
            f"stanli {found.__version__} is installed, but {_SERIES}x is needed.", hint=_INSTALL
        )
    found._print_sample_progress = _telling(found._print_sample_progress)
    found._print_sample_reports = _reporting(found._print_sample_reports)
    found._InterruptWatch = _watching(found._InterruptWatch, found._SamplePollCallback)
    return found


def _copied() -> Any:
    """Return a second stanli, which this thread loads: another thread had loaded the first.

    The system knows a library by its file and loads it once, so the copy is one of the file (40
    MB, deleted when it is loaded).
    """
    first = importlib.util.find_spec(_NAME)
    if first is None or first.origin is None:
        raise ImportError(f"no module named '{_NAME}'")
    with tempfile.TemporaryDirectory(prefix="brms_", ignore_cleanup_errors=True) as folder:
        package = shutil.copytree(Path(first.origin).parent, Path(folder, _NAME))
        name = f"_{_NAME}_of_pybrms_mix"
        spec = importlib.util.spec_from_file_location(
            name, package / "__init__.py", submodule_search_locations=[str(package)]
        )
        assert spec is not None and spec.loader is not None
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return module


def _telling(printing: Callable[..., None]) -> Callable[..., None]:
    """Return what tells the listener of an iteration, or prints it when nobody listens."""

    def tell(chain: int, done: int, total: int, warmup: int) -> None:
        listener = _listener.get()
        if listener is None:
            return printing(chain, done, total, warmup)
        return listener.progress.advanced(chain - 1, done, total, bool(warmup), 0)

    return tell


def _reporting(printing: Callable[..., None]) -> Callable[..., None]:
    """Return what keeps the chains' reports for the listener, or prints them."""

    def report(reports: Any, *rest: Any) -> None:
        listener = _listener.get()
        if listener is None:
            printing(reports, *rest)
        else:
            listener.reports.extend(reports)

    return report


def _watching(watch: Callable[[], Any], callback: Callable[..., Any]) -> Callable[[], Any]:
    """Return what makes a watch that ends a run also when its listener says so."""

    def watching() -> Any:
        made, listener = watch(), _listener.get()
        if listener is not None:
            made.poll = callback(lambda _: int(made.tripped or listener.stopped))
        return made

    return watching
