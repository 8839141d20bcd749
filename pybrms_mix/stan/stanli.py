"""The engine stanli: runs a Stan program at once, without a C++ compiler."""

from __future__ import annotations

import importlib
import importlib.metadata
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property
from typing import Any

import numpy as np

from pybrms_mix.errors import EngineError, InvalidArgument
from pybrms_mix.model.draws import Sample
from pybrms_mix.stan.cells import Layout, layout, shaped, tidy
from pybrms_mix.stan.progress import Progress
from pybrms_mix.stan.protocol import Cells, Data, ProgramError, Starts
from pybrms_mix.stan.settings import Settings

_SERIES = "0.24."
_NOWHERE = 1e-12
_MISSING = "no starting value for parameter "
_INSTALL = "Install it: pip install 'stanli>=0.24,<0.25'"


class Stanli:
    """Stan's own compiler front end and mathematics, interpreted (https://pypi.org/project/stanli).

    Young: its numbers are checked against this package's before they are used (``check.py``).
    """

    name = "stanli"

    @property
    def version(self) -> str:
        """Return the installed version, or nothing."""
        try:
            return importlib.metadata.version("stanli")
        except importlib.metadata.PackageNotFoundError:
            return ""

    def check(self) -> None:
        """Raise an EngineError unless stanli is here and of the series that this file knows."""
        _library()

    def prepare(self, program: str, data: Data) -> StanliProgram:
        """Return ``program`` bound to ``data``: a matter of 0.02 s and of writing data as JSON."""
        self.check()
        texts = {name: _json(array) for name, array in tidy(data).items()}
        return StanliProgram(program, texts, f"{self.name} {self.version}")


class StanliProgram:
    """A program bound to data. See ``protocol.Prepared``.

    Calls off the main thread work, but Ctrl-C does not stop them: Python delivers signals to the
    main thread alone.
    """

    def __init__(self, program: str, texts: Mapping[str, str], engine: str) -> None:
        """Bind ``program`` to the data in ``texts``: each variable as JSON."""
        self.engine = engine
        self._program, self._texts = program, texts
        document = "{" + ",".join(f"{json.dumps(k)}:{text}" for k, text in texts.items()) + "}"
        try:
            self._model = _library().Model(stan_code=program, data=document)
        except RuntimeError as refusal:
            raise _refused(str(refusal)) from None

    @property
    def dimension(self) -> int:
        """Return the number of unconstrained parameters."""
        return int(self._model.n_unconstrained)

    @cached_property
    def _columns(self) -> tuple[str, ...]:
        """Return what a draw holds, cell by cell."""
        return tuple(self._model._column_names()[0])

    @cached_property
    def _layout(self) -> tuple[Layout, ...]:
        """Return where a draw holds each variable."""
        return layout(self._columns)

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """Return the names in the parameters block, in order."""
        return tuple(variable.name for variable in layout(self._model.constrained_names))

    def with_data(self, changes: Data) -> StanliProgram:
        """Return the same program with some of its data replaced; the rest is not written again."""
        texts = {name: _json(array) for name, array in tidy(changes).items()}
        return StanliProgram(self._program, {**self._texts, **texts}, self.engine)

    def log_density(self, u: np.ndarray) -> tuple[float, np.ndarray]:
        """Return log density and gradient at ``u``, Jacobian and constants included."""
        try:
            value, gradient = self._model.log_prob_grad(u)
        except RuntimeError:
            return -np.inf, np.full(self.dimension, np.nan)
        return float(value), gradient

    def constrain(self, u: np.ndarray) -> Cells:
        """Return all variables at ``u``."""
        library = _library()
        point = np.ascontiguousarray(u, dtype=float)
        assert point.shape == (self.dimension,), point.shape
        row = np.empty(len(self._columns))
        failed = library._lib.stanli_wa_row(
            self._model._m, library._dptr(point), library._dptr(row)
        )
        if failed:
            raise EngineError("stanli cannot compute the variables of the program at this point.")
        return shaped(row, self._layout)

    def unconstrain(self, values: Mapping[str, object]) -> np.ndarray:
        """Return the unconstrained point of the named values of all parameters."""
        lists = {name: np.asarray(value).tolist() for name, value in values.items()}
        while True:
            try:
                return np.asarray(self._model.unconstrain(lists))
            except ValueError as refusal:
                said = str(refusal).removeprefix("stanli init: ")
                missing = said.removeprefix(_MISSING)
                # A parameter without cells has no column, but must be given: nothing.
                if said == missing or missing in {*self.parameters, *lists}:
                    raise InvalidArgument(f"init: {said}") from None
                lists[missing] = []

    def path(self, seed: int) -> np.ndarray:
        """Return a point that one path of Pathfinder leads to: (dimension,).

        Raises:
            EngineError: if the path comes to nothing.
        """
        try:
            # Stanli gives no more of it than starts: one step that goes nowhere tells them.
            fit = self._model.sample(
                chains=1, warmup=0, samples=1, seed=seed, pathfinder_init={}, max_depth=1,
                adapt_engaged=False, step_size=_NOWHERE, refresh=0,
            )  # fmt: skip
        except RuntimeError as failure:
            raise EngineError(f"stanli: {failure}") from None
        cells = shaped(fit.draws(), self._layout)
        return self.unconstrain({name: cells[name][0, 0] for name in self.parameters})

    def sample(self, settings: Settings, starts: Starts, progress: Progress) -> Sample:
        """Return draws. The same seed gives the same draws, on any number of cores."""
        given = isinstance(starts, np.ndarray)
        progress.started(settings.chains, settings.iter)
        try:
            with _heard(progress) as reports:
                fit = self._model.sample(
                    chains=settings.chains,
                    warmup=settings.discarded,
                    samples=settings.kept,
                    thin=settings.thin,
                    delta=settings.adapt_delta,
                    max_depth=settings.max_treedepth,
                    seed=settings.seed,
                    inits=starts if given else None,
                    init_radius=settings.init_radius if given else starts,
                    parallel_chains=settings.parallel,
                    refresh=settings.every,
                )
        except RuntimeError as failure:
            raise EngineError(f"stanli: {failure}") from None
        finally:
            progress.finished()
        seconds = [(report.warmup_seconds, report.sampling_seconds) for report in reports]
        return Sample(
            cells=shaped(fit.draws(), self._layout),
            stats=dict(
                zip(_library().SAMPLER_COLUMNS, np.moveaxis(fit.sampler_stats, -1, 0), strict=True)
            ),
            engine=self.engine,
            seconds=np.array(seconds).reshape(settings.chains, 2),
        )


def _json(array: np.ndarray) -> str:
    """Return ``array`` as JSON: every digit of every number (1.2 s for a million)."""
    return json.dumps(array.tolist(), check_circular=False)


def _refused(message: str) -> EngineError:
    """Return the error for stanli's refusal of a program or of its data."""
    if message.startswith(("Syntax error", "Semantic error")):
        return ProgramError(message)
    return EngineError(f"stanli: {message.removeprefix('stanli ')}")


# stanli prints progress and has no callback: what it calls to print is replaced, once, by
# what asks this variable who listens. It calls on the thread that samples.
_listener: ContextVar[tuple[Progress, list[Any]] | None] = ContextVar("listener", default=None)


@contextmanager
def _heard(progress: Progress) -> Iterator[list[Any]]:
    """Let ``progress`` hear of iterations; give the list that will hold each chain's report."""
    reports: list[Any] = []
    token = _listener.set((progress, reports))
    try:
        yield reports
    finally:
        _listener.reset(token)


@cache
def _library() -> Any:
    """Return the module stanli, its printing diverted to who listens.

    Raises:
        EngineError: if it is not installed or not of the series that this file knows.
    """
    try:
        library: Any = importlib.import_module("stanli")
    except (ImportError, OSError) as absence:
        raise EngineError(f"stanli cannot be loaded: {absence}.", hint=_INSTALL) from None
    if not library.__version__.startswith(_SERIES):
        raise EngineError(
            f"stanli {library.__version__} is installed, but {_SERIES}x is needed.", hint=_INSTALL
        )
    library._print_sample_progress = _telling(library._print_sample_progress)
    library._print_sample_reports = _reporting(library._print_sample_reports)
    return library


def _telling(printing: Callable[..., None]) -> Callable[..., None]:
    """Return what tells the listener of an iteration, or prints it when nobody listens."""

    def tell(chain: int, done: int, total: int, warmup: int) -> None:
        listener = _listener.get()
        if listener is None:
            return printing(chain, done, total, warmup)
        return listener[0].advanced(chain - 1, done, total, bool(warmup), 0)

    return tell


def _reporting(printing: Callable[..., None]) -> Callable[..., None]:
    """Return what keeps the chains' reports for the listener, or prints them."""

    def report(reports: Any, *rest: Any) -> None:
        listener = _listener.get()
        if listener is None:
            printing(reports, *rest)
        else:
            listener[1].extend(reports)

    return report
