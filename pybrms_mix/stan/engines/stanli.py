"""The engine stanli, which runs a Stan program at once and needs no C++ compiler."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from typing import Any

import numpy as np

from pybrms_mix.base.errors import EngineError, InvalidArgument
from pybrms_mix.base.lazy import metadata
from pybrms_mix.model.draws import Sample
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.stan.cells import Layout, layout, shaped, tidy
from pybrms_mix.stan.engines.progress import Part, Progress
from pybrms_mix.stan.engines.protocol import Cells, Data, ProgramError, Starts, Walk
from pybrms_mix.stan.engines.settings import SEEDS, Settings
from pybrms_mix.stan.engines.worker_thread import on_worker_thread
from pybrms_mix.stan.stanli_library import keeping_points, library, reporting_to

_NOWHERE = 1e-12
_MISSING = "no starting value for parameter "
# the largest number of values of warm-up draws that are stored in order to count gradients
_ROOM = 10_000_000
_CELLS = 100_000  # the number of cells that are written as JSON at a time
# The beginnings of error messages of stanli that concern the program or its data, so that any
# engine would refuse them. Other messages name a missing feature of stanli ("prepare_data:
# unsupported function qr_thin_Q").
_INVALID = (
    "Syntax error",
    "Semantic error",
    "prepare_data: unknown data variable",
    "MIR check",  # the bounds of a declaration
    "mismatch in dimension declared and found in context",
    "int variable contained non-int values",
)


class Stanli:
    """Stan's compiler front end and mathematics, interpreted (https://pypi.org/project/stanli).

    stanli is new software. Before it is used for a model, its likelihood is compared with the
    likelihood in NumPy (``self_check.py``).
    """

    name = "stanli"

    @property
    def version(self) -> str:
        """Return the version of stanli, or "" if stanli is not installed."""
        try:
            return metadata.version("stanli")
        except metadata.PackageNotFoundError:
            return ""

    def check(self) -> None:
        """Raise an EngineError if stanli is missing or has an unknown version."""
        library()

    def prepare(self, program: str, data: Data) -> StanliProgram:
        """Bind a program to data; this takes 0.02 s and the time to write the data as JSON."""
        self.check()
        return StanliProgram(program, _written(data), f"{self.name} {self.version}")


class StanliProgram:
    """A program bound to data. See ``protocol.Prepared``.

    Only the main thread reacts to Ctrl-C. The work of other threads continues.
    """

    def __init__(self, program: str, data: Mapping[str, str], engine: str) -> None:
        """Bind a program to data: the JSON text of each variable."""
        self.engine = engine
        self._program, self._data = program, data
        document = "{" + ",".join(f'"{name}":{values}' for name, values in data.items()) + "}"
        try:
            self._model: Any = on_worker_thread(
                lambda: library().Model(mir=_translated(program), data=document)
            )
        except RuntimeError as refusal:
            raise _refused(str(refusal)) from None

    @property
    def dimension(self) -> int:
        """Return the number of unconstrained parameters."""
        return int(self._model.n_unconstrained)

    @cached_property
    def _columns(self) -> tuple[str, ...]:
        """Return the names of the cells of a draw."""
        return tuple(self._model._column_names()[0])

    @cached_property
    def _layout(self) -> tuple[Layout, ...]:
        """Return the columns of the cells of each variable in a draw."""
        return layout(self._columns)

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """Return the names in the parameters block, in order."""
        return tuple(variable.name for variable in layout(self._model.constrained_names))

    def with_data(self, changes: Data) -> StanliProgram:
        """Return the program with other values for some data; other data keep their JSON text."""
        assert changes.keys() <= self._data.keys(), changes.keys() - self._data.keys()
        return StanliProgram(self._program, {**self._data, **_written(changes)}, self.engine)

    def with_program(self, program: str, changes: Data) -> StanliProgram:
        """Return another program with these data, and with further or other data."""
        return StanliProgram(program, {**self._data, **_written(changes)}, self.engine)

    def log_density(self, u: np.ndarray) -> tuple[float, np.ndarray]:
        """Return log density and gradient, with the Jacobian and all constants."""
        try:
            value, gradient = on_worker_thread(lambda: self._model.log_prob_grad(u))
        except RuntimeError:
            return -np.inf, np.full(self.dimension, np.nan)
        return float(value), gradient

    def constrain(self, u: np.ndarray) -> Cells:
        """Return all variables at an unconstrained point."""
        stanli = library()
        point = np.ascontiguousarray(u, dtype=float)
        assert point.shape == (self.dimension,), point.shape
        row = np.empty(len(self._columns))
        write = stanli._lib.stanli_wa_row
        if on_worker_thread(lambda: write(self._model._m, stanli._dptr(point), stanli._dptr(row))):
            raise EngineError("stanli cannot compute the variables of the program at this point.")
        return shaped(row, self._layout)

    def unconstrain(self, values: Mapping[str, object]) -> np.ndarray:
        """Return the unconstrained point at which all parameters have the given values."""
        lists = {name: np.asarray(value).tolist() for name, value in values.items()}
        while True:
            try:
                return np.asarray(on_worker_thread(lambda: self._model.unconstrain(lists)))
            except ValueError as refusal:
                message = str(refusal).removeprefix("stanli init: ")
                missing = message.removeprefix(_MISSING)
                # A parameter without cells has no column, but stanli requires an empty value for
                # it.
                if message == missing or missing in {*self.parameters, *lists}:
                    raise InvalidArgument(f"init: {message}") from None
                lists[missing] = []

    def path(self, seed: int) -> np.ndarray:
        """Return the end of one path of Pathfinder: (dimension,).

        Raises:
            EngineError: if the path fails.
        """
        try:
            # stanli returns the end of a path only as the start of a chain, so a chain with one
            # step of length 0 is run.
            walk = partial(
                self._model.sample, chains=1, warmup=0, samples=1, seed=seed, pathfinder_init={},
                max_depth=1, adapt_engaged=False, step_size=_NOWHERE, refresh=0,
            )  # fmt: skip
            fit = on_worker_thread(walk)
        except RuntimeError as failure:
            raise EngineError(f"stanli: {failure}") from None
        cells = shaped(fit.draws(), self._layout)
        return self.unconstrain({name: cells[name][0, 0] for name in self.parameters})

    def sample(self, settings: Settings, starts: Starts, progress: Progress) -> Sample:
        """Draw from the posterior. Equal seeds give equal draws on any number of cores."""
        has_points = isinstance(starts, np.ndarray)
        return self._sampled(
            settings,
            progress,
            inits=starts if has_points else None,
            init_radius=settings.init_radius if has_points else starts,
        )

    def sample_tuned(
        self,
        settings: Settings,
        starts: np.ndarray,
        progress: Progress,
        tunings: Sequence[Tuning],
        brief: int = 0,
    ) -> Sample:
        """Draw from the posterior without adaptation; each chain has its own metric and step size.

        In the first ``brief`` iterations of the warm-up, trajectories have one step.

        stanli takes one step size per call, so the step sizes of the chains are put into their
        metrics.
        """
        step = tunings[0].step
        # A step size s with the inverse metric M equals a step size 1 with the inverse metric s^2
        # M.
        metrics = np.array([t.metric * (t.step / step) ** 2 for t in tunings])
        options = _tuned(metrics, step, per_chain=True)
        if not brief:
            sample = self._sampled(settings, progress, inits=starts, **options)
            return replace(sample, tuning=tunings[0])
        points, seconds = self._briefly(brief, settings, starts, progress, options)
        part = Part(progress, brief, settings.discarded, settings.iter)
        sample = self._sampled(settings.after(brief), part, inits=points, **options)
        # An iteration of one step takes one gradient.
        gradients = None if sample.gradients is None else sample.gradients + brief * len(starts)
        return replace(
            sample, seconds=sample.seconds + np.c_[seconds, 0 * seconds], gradients=gradients,
            tuning=tunings[0],
        )  # fmt: skip

    def _briefly(
        self,
        count: int,
        settings: Settings,
        starts: np.ndarray,
        progress: Progress,
        options: Mapping[str, Any],
    ) -> tuple[np.ndarray, np.ndarray]:
        """Run iterations with trajectories of one step, and keep the ends of the chains.

        Returns:
            The ends, (chains, dimension), and the seconds of each chain.
        """
        progress.started(settings.chains, settings.iter)
        seed = int(np.random.default_rng([settings.seed or 0, 8]).integers(SEEDS))
        running = partial(
            self._model.sample, chains=settings.chains, warmup=count - 1, samples=1,
            max_depth=1, seed=seed,
            inits=starts, parallel_chains=settings.parallel, refresh=settings.every, **options,
        )  # fmt: skip
        shape = (settings.chains, 1, self.dimension)
        try:
            with (
                reporting_to(Part(progress, 0, settings.discarded, settings.iter)) as listener,
                keeping_points(shape) as points,
            ):
                on_worker_thread(running, listener.stop)
        except BaseException as failure:
            progress.finished()
            if isinstance(failure, RuntimeError):
                raise EngineError(f"stanli: {failure}") from None
            raise
        seconds = [report.warmup_seconds + report.sampling_seconds for report in listener.reports]
        return points.values[:, -1], np.array(seconds)

    def _counts_gradients(self, draws: int) -> bool:
        """Return whether there is room for the draws of all iterations.

        stanli returns the statistics of warm-up iterations only with their draws.
        """
        return draws * len(self._columns) <= _ROOM

    def sample_from(
        self, settings: Settings, starts: np.ndarray, progress: Progress, metric: np.ndarray
    ) -> Sample:
        """Draw from the posterior; the adaptation begins with the variances ``metric``."""
        first = {"metric": "diag_e", "inv_metric": np.ascontiguousarray(metric)}
        return self._sampled(settings, progress, inits=starts, **first)

    def _sampled(self, settings: Settings, progress: Progress, **options: Any) -> Sample:
        """Return the draws of one call of the sampler."""
        warmup = settings.discarded
        counts_gradients = self._counts_gradients(settings.chains * warmup // settings.thin)
        progress.started(settings.chains, settings.iter)
        try:
            with reporting_to(progress) as listener:
                sampling = partial(
                    self._model.sample,
                    chains=settings.chains,
                    warmup=warmup,
                    samples=settings.kept,
                    thin=settings.thin,
                    delta=settings.adapt_delta,
                    max_depth=settings.max_treedepth,
                    seed=settings.seed,
                    parallel_chains=settings.parallel,
                    refresh=settings.every,
                    save_warmup=counts_gradients and settings.thin == 1,
                    **options,
                )
                fit = on_worker_thread(sampling, listener.stop)
            for chain, report in enumerate(listener.reports):
                total = settings.iter
                progress.advanced(chain, total, total, False, report.n_divergent)
        except RuntimeError as failure:
            raise EngineError(f"stanli: {failure}") from None
        finally:
            progress.finished()
        seconds = [(report.warmup_seconds, report.sampling_seconds) for report in listener.reports]
        columns, stats = library().SAMPLER_COLUMNS, fit.sampler_stats
        gradients = None
        if counts_gradients and settings.thin == 1:
            gradients = int(stats[..., list(columns).index("n_leapfrog__")].sum())
        stored = slice(-settings.stored, None)
        return Sample(
            cells=shaped(fit.draws()[:, stored], self._layout),
            stats=dict(zip(columns, np.moveaxis(stats[:, stored], -1, 0), strict=True)),
            engine=self.engine,
            seconds=np.array(seconds).reshape(settings.chains, 2),
            gradients=gradients,
        )

    def walk(
        self, starts: np.ndarray, draws: int, tuning: Tuning, settings: Settings, seed: int
    ) -> Walk:
        """Return the draws of a short run without adaptation."""
        walking = partial(
            self._model.sample,
            chains=len(starts),
            warmup=0,
            samples=draws,
            max_depth=settings.max_treedepth,
            seed=seed,
            inits=np.ascontiguousarray(starts),
            parallel_chains=min(len(starts), settings.parallel),
            refresh=0,
            **_tuned(tuning.metric, tuning.step),
        )
        try:
            with keeping_points((len(starts), draws, self.dimension)) as points:
                fit = on_worker_thread(walking)
        except RuntimeError as failure:
            raise EngineError(f"stanli: {failure}") from None
        stats = _stats(fit)
        return Walk(
            points.values,
            stats["n_leapfrog__"],
            stats["accept_stat__"],
            stats["divergent__"] > 0,
        )


def _stats(fit: Any) -> dict[str, np.ndarray]:
    """Return the statistics of the sampler by name: each (chains, draws)."""
    columns = library().SAMPLER_COLUMNS
    return dict(zip(columns, np.moveaxis(fit.sampler_stats, -1, 0), strict=True))


@lru_cache(maxsize=16)
def _translated(program: str) -> Any:
    """Return a program in the form that stanli runs.

    The translation takes longer than the rest of the preparation of a program. A program is bound
    to data several times, for example with and without its likelihood.
    """
    return library().stan_to_mir(program)


def _tuned(metric: np.ndarray, step: float, *, per_chain: bool = False) -> dict[str, Any]:
    """Return stanli's arguments for a fixed metric and step size."""
    dense = metric.ndim == (3 if per_chain else 2)
    return {
        "metric": "dense_e" if dense else "diag_e",
        "inv_metric": np.ascontiguousarray(metric),
        "step_size": step,
        "adapt_engaged": False,
    }


def _written(data: Data) -> dict[str, str]:
    """Return the JSON text of each variable."""
    return {name: _json(array) for name, array in tidy(data).items()}


def _json(array: np.ndarray) -> str:
    """Return an array as one line of JSON with all digits; a million numbers take 1 s."""
    if array.size <= _CELLS:
        return json.dumps(array.tolist(), check_circular=False)
    # Parts are written one after the other: Ctrl-C can interrupt in between, and Python's numbers
    # need more memory than their text.
    batch = max(1, _CELLS * len(array) // array.size)
    parts = (array[at : at + batch].tolist() for at in range(0, len(array), batch))
    return "[" + ",".join(json.dumps(part, check_circular=False)[1:-1] for part in parts) + "]"


def _refused(message: str) -> EngineError:
    """Return the error for a program or data that stanli refused."""
    text = message.removeprefix("stanli ")
    return ProgramError(text) if text.startswith(_INVALID) else EngineError(f"stanli: {text}")
