"""The module stanli with callbacks for progress and for stopping a run, which it lacks itself."""

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

import numpy as np

from pybrms_mix.base.errors import EngineError
from pybrms_mix.stan.engines.progress import Progress
from pybrms_mix.stan.engines.worker_thread import on_worker_thread

_NAME = "stanli"
_SERIES = "0.24."
_INSTALL = "Install it: pip install 'stanli>=0.24,<0.25'"


@dataclass(eq=False)
class Listener:
    """The receiver of messages during a run.

    Attributes:
        progress: the object that is notified of each iteration.
        reports: the reports of the chains after the run.
        stopped: an event; if it is set, the run ends at the next iteration.
    """

    progress: Progress
    reports: list[Any] = field(default_factory=list)
    stopped: bool = False

    def stop(self) -> None:
        """End the run at the next iteration."""
        self.stopped = True


# stanli prints progress without a callback, and asks an object of its own whether to stop. The
# functions that it calls are replaced once by functions that look up the current listener here.
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def reporting_to(progress: Progress) -> Iterator[Listener]:
    """Send the iterations of runs to ``progress``; yield the listener, which gets the reports."""
    listener = Listener(progress)
    token = _listener.set(listener)
    try:
        yield listener
    finally:
        _listener.reset(token)


@dataclass(eq=False)
class Points:
    """The receiver of the unconstrained draws of a run, which stanli computes and drops.

    Attributes:
        shape: the shape of the draws: (chains, draws, dimension).
        values: the draws after the run.
    """

    shape: tuple[int, int, int]
    values: np.ndarray = field(default_factory=lambda: np.empty((0, 0, 0)))


_points: ContextVar[Points | None] = ContextVar("points", default=None)


@contextmanager
def keeping_points(shape: tuple[int, int, int]) -> Iterator[Points]:
    """Keep the unconstrained draws of the runs of the block: of the last one in the end."""
    points = Points(shape)
    token = _points.set(points)
    try:
        yield points
    finally:
        _points.reset(token)


def library() -> Any:
    """Return the module stanli; its messages go to the current listener.

    The thread that works with stanli has to load it (``worker_thread.py``).

    Raises:
        EngineError: if stanli is not installed, or has a version that this module does not know.
    """
    return on_worker_thread(lambda: _loaded(os.getpid()))


@cache
def _loaded(process: int) -> Any:
    """Return the module for one ``process``; a fork leaves the thread of the module behind."""
    try:
        module: Any = _copied() if _NAME in sys.modules else importlib.import_module(_NAME)
    except (ImportError, OSError) as absence:
        raise EngineError(f"stanli cannot be loaded: {absence}.", hint=_INSTALL) from None
    if not module.__version__.startswith(_SERIES):
        raise EngineError(
            f"stanli {module.__version__} is installed, but {_SERIES}x is needed.", hint=_INSTALL
        )
    module._print_sample_progress = _telling(module._print_sample_progress)
    module._print_sample_reports = _reporting(module._print_sample_reports)
    module._InterruptWatch = _watching(module._InterruptWatch, module._SamplePollCallback)
    module._lib.stanli_sample_multi_metric = _keeping(module._lib.stanli_sample_multi_metric)
    return module


def _copied() -> Any:
    """Return a second copy of stanli for this thread, because another thread loaded the first one.

    The operating system loads a library once per file. The second copy therefore needs a copy of
    the file (40 MB), which is deleted after loading.
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
    """Return a function that sends an iteration to the listener, or else prints it."""

    def tell(chain: int, iteration: int, total: int, warmup: int) -> None:
        listener = _listener.get()
        if listener is None:
            return printing(chain, iteration, total, warmup)
        return listener.progress.advanced(chain - 1, iteration, total, bool(warmup), 0)

    return tell


def _reporting(printing: Callable[..., None]) -> Callable[..., None]:
    """Return a function that passes the reports of chains to the listener, or prints them."""

    def report(reports: Any, *rest: Any) -> None:
        listener = _listener.get()
        if listener is None:
            printing(reports, *rest)
        else:
            listener.reports.extend(reports)

    return report


def _keeping(sampling: Callable[..., int]) -> Callable[..., int]:
    """Return a function that also copies the unconstrained draws of a run to their receiver."""

    def sample(model: Any, options: Any, metric: Any, refresh: int, raw: Any, *rest: Any) -> int:
        failed = sampling(model, options, metric, refresh, raw, *rest)
        points = _points.get()
        if points is not None:
            points.values = np.ctypeslib.as_array(raw, shape=points.shape).copy()
        return failed

    return sample


def _watching(watch: Callable[[], Any], callback: Callable[..., Any]) -> Callable[[], Any]:
    """Return a function that creates a watch which ends a run if the listener asks for it."""

    def watching() -> Any:
        watcher, listener = watch(), _listener.get()
        if listener is not None:
            watcher.poll = callback(lambda _: int(watcher.tripped or listener.stopped))
        return watcher

    return watching
