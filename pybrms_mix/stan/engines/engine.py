"""The choice of an engine for a program, and the function that runs the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import EngineError, InvalidArgument, did_you_mean
from pybrms_mix.base.one_thread import one_thread
from pybrms_mix.base.public_calls import warn
from pybrms_mix.model.draws import Sample
from pybrms_mix.stan.engines.other_coordinates import (
    AS_SHOWN,
    SHORT,
    Others,
    in_other_coordinates,
    is_long,
    levels_used,
    may_plan,
)
from pybrms_mix.stan.engines.progress import Progress, Shown
from pybrms_mix.stan.engines.protocol import (
    Adjustable,
    Data,
    Engine,
    Prepared,
    ProgramError,
    Starts,
)
from pybrms_mix.stan.engines.pystan import PyStan
from pybrms_mix.stan.engines.self_check import LogLik, verify
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.engines.stanli import Stanli
from pybrms_mix.stan.engines.worker_thread import on_worker_thread
from pybrms_mix.stan.explore import Explorer, Part, explore, optima, settled, spread, too_large
from pybrms_mix.stan.prepare.coordinate_units import units
from pybrms_mix.stan.prepare.first_metric import ENOUGH, first_metric
from pybrms_mix.stan.prepare.in_units import InUnits
from pybrms_mix.stan.prepare.level_parts import Levels
from pybrms_mix.stan.prepare.mode_masses import Modes
from pybrms_mix.stan.prepare.plan import Known, Plan, plan
from pybrms_mix.stan.starts import Inits, OfResponses, starts

STATS = (
    "lp__",
    "accept_stat__",
    "stepsize__",
    "treedepth__",
    "n_leapfrog__",
    "divergent__",
    "energy__",
)
"""The sampler's statistics that every engine returns, under Stan's names."""

_SHARE = 1.0  # budget of the search for modes, in gradients per iteration of a chain
# the same budget for models with group-level effects, whose trajectories are longer
_SHARE_OF_LEVELS = 2.0
_PATIENCE = 3  # factor of this budget while searches still find new modes

ENGINES: dict[str, Engine] = {"stanli": Stanli(), "pystan": PyStan()}
"""The engines by the values of ``backend``, in the order in which "auto" tries them."""


Near = Callable[[Prepared], "np.ndarray | None"]
"""A function from a program to the points near which the engine is checked."""


Inspect = Callable[[Prepared, int, Part | None], int]
"""A check of a program before sampling. It takes the largest number of gradients and the program on
a sample of the rows, and returns the number of gradients that it used."""


def choose(backend: str = "auto") -> Engine:
    """Return the engine with a name; for "auto" the first engine that works on this machine.

    Raises:
        InvalidArgument: if no engine has that name.
        EngineError: if the engine does not work on this machine. The message names the package to
            install.
    """
    if backend != "auto":
        engine = _engine(backend)
        engine.check()
        return engine
    reasons = []
    for engine in ENGINES.values():
        try:
            engine.check()
        except EngineError as reason:
            reasons.append(str(reason))
        else:
            return engine
    raise EngineError("No Stan engine works on this machine.", hint="\n".join(reasons))


def prepare(
    program: str,
    data: Data,
    backend: str = "auto",
    log_lik: LogLik | None = None,
    progress: Progress | None = None,
    near: Near = lambda _: None,
) -> Prepared:
    """Bind a program to data with an engine that was checked.

    Args:
        program: a Stan program. The check needs ``prior_only`` (0 or 1) among the data.
        data: the values of the data block by name.
        backend: "stanli", "pystan" or "auto". With "auto" PyStan is the fallback for stanli.
        log_lik: the log likelihood of one draw in NumPy. stanli is checked against it.
        progress: the object that is notified when a program is compiled.
        near: returns points, (chains, dimension), near which stanli is checked, or None.

    Raises:
        InvalidArgument: if no engine has that name.
        InvalidData: if the likelihood is not finite at any point, with any engine.
        ProgramError: if the program is not valid, or if the data do not match its declarations.
        EngineError: if no engine can run the program.

    Warns:
        PybrmsWarning: if "auto" falls back to PyStan. The warning states the reason.
    """
    progress = progress or Shown()
    if backend == "pystan":
        return _compiled(program, data, progress)
    if backend != "auto":
        _engine(backend)
        return _checked(program, data, log_lik, near)
    try:
        return _checked(program, data, log_lik, near)
    except ProgramError:  # PyStan would compile for minutes and refuse the program as well
        raise
    except EngineError as reason:
        return _instead(program, data, progress, reason)


@one_thread()
def run(
    program: str,
    data: Data,
    *,
    backend: str = "auto",
    settings: Settings | None = None,
    inits: Inits = "random",
    progress: Progress | None = None,
    log_lik: LogLik | None = None,
    inspect: Inspect | None = None,
    some: Data | None = None,
    others: Others = AS_SHOWN,
) -> Sample:
    """Draw from the posterior of a program.

    ``prepare()`` documents the program, ``Settings`` the settings and ``starts()`` the starting
    values. Equal seeds give equal draws with the same version of the same engine, on any number of
    cores. Chain k does not depend on the number of chains. ``inspect`` is called with the program
    before sampling, unless the run is very short. ``some`` are the data of a sample of the rows, on
    which the search for modes begins. ``others`` are programs with other coordinates.
    Chains in several modes keep those of levels.

    Raises:
        InvalidArgument, ProgramError, EngineError: as in ``prepare()`` and ``starts()``, or if
            sampling fails.
        KeyboardInterrupt: on Ctrl-C.
    """
    chosen_settings = settings = (settings or Settings()).settled()
    progress = progress or Shown()
    starts_of_engine: dict[str, Starts] = {}

    def near(prepared: Prepared) -> np.ndarray | None:
        try:
            starts_of_engine[prepared.engine] = starts(prepared, inits, chosen_settings)
        except EngineError:  # the sampler raises the error again when the chains start
            return None
        points = starts_of_engine[prepared.engine]
        return points if isinstance(points, np.ndarray) and len(points) else None

    prepared = prepare(program, data, backend, log_lik, progress, near)
    if settings.chains == 0:
        return _empty(prepared, settings)
    part = Part.of(prepared, some, data) if is_long(settings) else None
    looked = _inspected(prepared, inspect, settings, part)
    points = starts_of_engine.get(prepared.engine)
    points = starts(prepared, inits, settings) if points is None else points
    modes, unsearched = _modes(prepared, inits, points, settings, part)
    points, known_modes, multimodal = _apart(prepared, inits, points, modes, settings)
    levels = levels_used(prepared, inits, points, settings)
    allowed = replace(others, locatable=None) if multimodal else others
    relocation, checks = in_other_coordinates(prepared, inits, points, settings, allowed, levels)
    if relocation is None:
        walk = _Walk(prepared, inits, points, multimodal, known_modes, levels)
        sample, more = _sampled(walk, settings, progress)
    else:  # the modes of the density are others in other coordinates
        facts = None if levels is None else Known([], levels)
        walk = _Walk(relocation.prepared, inits, relocation.starts, multimodal, facts, levels)
        sample, more = _sampled(walk, settings, progress)
        sample = relocation.returned(sample, prepared)
    more += looked + checks
    if modes is not None:
        sample, more = replace(sample, optima=optima(prepared, modes)), more + modes.gradients
    gradients = None if sample.gradients is None else sample.gradients + more
    return replace(sample, gradients=gradients, unsearched=unsearched)


@dataclass(frozen=True, eq=False)
class _Walk:
    """What the chains walk on, and where they start.

    Attributes:
        prepared: the program.
        inits: the starting values from which the points come.
        points: the starts of the chains.
        multimodal: whether the starts lie in several modes.
        known_modes: the result of the search for modes.
        levels: the coordinates of the levels of groups, if they are used.
    """

    prepared: Prepared
    inits: Inits
    points: Starts
    multimodal: bool
    known_modes: Known | None
    levels: Levels | None


def _sampled(walk: _Walk, settings: Settings, progress: Progress) -> tuple[Sample, int]:
    """Return the draws, and the number of gradients before the chains."""
    planned, measured = _planned(walk, settings)
    if planned is None:
        sample, more = _adapted(walk, settings, progress)
        return sample, more + measured
    tunable, how = planned
    settings = settings.with_warmup(how.warmup)
    rest = how.settings.with_warmup(how.warmup).after(how.done)
    sample = tunable.sample_tuned(rest, how.starts, progress, how.tunings, how.brief)
    return replace(sample, warmup=settings.discarded), measured


def _inspected(
    prepared: Prepared, inspect: Inspect | None, settings: Settings, part: Part | None
) -> int:
    """Call ``inspect`` with the program; return the number of gradients that it computed."""
    if inspect is None or not is_long(settings):
        return 0
    return inspect(prepared, settings.discarded + settings.kept, part)


def _modes(
    prepared: Prepared, inits: Inits, points: Starts, settings: Settings, part: Part | None
) -> tuple[Modes | None, str]:
    """Search for modes within a fixed share of the cost of the run.

    Returns:
        The modes and "", or None and the reason why there was no search.
    """
    if not (isinstance(inits, Explorer) and isinstance(points, np.ndarray)):
        return None, "the argument 'init' sets the starting values (find_modes(fit) searches)"
    if not isinstance(prepared, Adjustable):
        return None, f"{prepared.engine} cannot start chains in each mode"
    if not is_long(settings):
        return None, f"the warm-up is shorter than {SHORT} iterations (find_modes(fit) searches)"
    if reason := too_large(prepared, inits):
        return None, reason
    share = _SHARE if inits.levels(prepared) is None else _SHARE_OF_LEVELS
    budget = int(share * (settings.discarded + settings.kept))
    modes = explore(prepared, inits, budget, _PATIENCE * budget, part)
    modes = None if modes is None else settled(prepared, inits, modes)
    return modes, "" if modes else "the log density is not finite at any of the starting values"


def _apart(
    prepared: Prepared, inits: Inits, points: Starts, modes: Modes | None, settings: Settings
) -> tuple[Starts, Known | None, bool]:
    """Return starts in all modes with mass, these modes, and whether the starts are new."""
    if modes is None or not (isinstance(points, np.ndarray) and isinstance(inits, Explorer)):
        return points, None, False
    points, start_modes, multimodal = spread(prepared, modes, points, settings)
    return points, Known(start_modes, inits.levels(prepared)) if start_modes else None, multimodal


def _planned(walk: _Walk, settings: Settings) -> tuple[tuple[Adjustable, Plan] | None, int]:
    """Return metric, step size and starts of the chains, or None if Stan adapts them itself.

    The number is that of the gradients that were computed, with or without a result.
    """
    prepared, points, known_modes = walk.prepared, walk.points, walk.known_modes
    if not may_plan(prepared, walk.inits, points, settings):
        return None, 0
    assert isinstance(points, np.ndarray) and isinstance(prepared, Adjustable)
    tunable, measured = prepared, 0
    if isinstance(walk.inits, OfResponses) and walk.inits.unusual_units():
        scales, measured = units(prepared.log_density, points[0])
        if (scales != 1).any():
            tunable = InUnits(prepared, scales)
            points, settings = points / scales, tunable.settings(settings)
            known_modes = None if known_modes is None else known_modes.divided_by(scales)
    plan_, gradients = plan(tunable, points, settings, several=walk.multimodal, known=known_modes)
    return (None if plan_ is None else (tunable, plan_)), measured + gradients


def _adapted(walk: _Walk, settings: Settings, progress: Progress) -> tuple[Sample, int]:
    """Return the draws of chains that Stan adapts, and the number of gradients before them."""
    prepared, points = walk.prepared, walk.points
    if may_plan(prepared, walk.inits, points, settings):
        assert isinstance(points, np.ndarray) and isinstance(prepared, Adjustable)
        first = first_metric(prepared, points, settings, walk.levels, several=walk.multimodal)
        if first is not None:
            settings = settings.with_warmup(ENOUGH)
            sample = prepared.sample_from(settings, first.starts, progress, first.metric)
            return replace(sample, warmup=settings.discarded), first.gradients
    return prepared.sample(settings, points, progress), 0


def _engine(backend: str) -> Engine:
    """Return the engine with a name."""
    if backend not in ENGINES:
        names = ["auto", *ENGINES]
        raise InvalidArgument(
            f"There is no backend '{backend}'.",
            hint=did_you_mean(backend, names) or f"The backends are: {', '.join(names)}.",
        )
    return ENGINES[backend]


def _checked(program: str, data: Data, log_lik: LogLik | None, near: Near) -> Prepared:
    """Bind the program with stanli, and compare its likelihood with ``log_lik``."""
    prepared = ENGINES["stanli"].prepare(program, data)
    if log_lik is not None and data.get("prior_only") == 0:
        # The seed is fixed, so a check that fails once fails at every call.
        rng = np.random.default_rng(1)
        prior_only = prepared.with_data({"prior_only": 1})
        points = near(prepared)
        on_worker_thread(lambda: verify(prepared, prior_only, log_lik, rng, near=points))
    return prepared


def _compiled(program: str, data: Data, progress: Progress) -> Prepared:
    """Bind the program with PyStan."""
    progress.message("Compiling Stan program...")
    return ENGINES["pystan"].prepare(program, data)


def _instead(program: str, data: Data, progress: Progress, reason: EngineError) -> Prepared:
    """Bind the program with PyStan after stanli failed for ``reason``."""
    try:
        ENGINES["pystan"].check()
    except EngineError as absence:
        hint = "\n".join(text for text in (reason.hint, str(absence)) if text)
        raise EngineError(reason.message, hint=hint) from reason
    warn(
        f"stanli cannot run this model ({reason.message.removesuffix('.')}): PyStan is used "
        'instead, which compiles the model first. backend = "pystan" silences this warning.'
    )
    return _compiled(program, data, progress)


def _empty(prepared: Prepared, settings: Settings) -> Sample:
    """Return a sample without chains."""
    shape = (0, settings.stored)
    cells = prepared.constrain(np.zeros(prepared.dimension))
    return Sample(
        cells={name: np.empty((*shape, *value.shape)) for name, value in cells.items()},
        stats={name: np.empty(shape) for name in STATS},
        engine=prepared.engine,
        seconds=np.empty((0, 2)),
    )
