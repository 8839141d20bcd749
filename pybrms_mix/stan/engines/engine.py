"""Which engine runs a program, and the one way to run it."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from pybrms_mix.base.errors import EngineError, InvalidArgument, PybrmsWarning, did_you_mean
from pybrms_mix.model.draws import Sample
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
from pybrms_mix.stan.explore import Explorer, explore, optima, spread
from pybrms_mix.stan.prepare.modes import Modes
from pybrms_mix.stan.prepare.plan import Plan, plan
from pybrms_mix.stan.starts import Guesses, Inits, starts

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

_SHARE = 1.0  # gradients of the search for modes for each iteration of a chain
_MOST_DIMENSIONS = 100  # of a posterior whose modes are looked for
_SHORT = 100  # iterations of warm-up: fewer are left to Stan's own adaptation

ENGINES: dict[str, Engine] = {"stanli": Stanli(), "pystan": PyStan()}
"""The engines by the name that ``backend`` takes, in the order in which "auto" tries them."""


Near = Callable[[Prepared], "np.ndarray | None"]
"""What returns the points near which an engine is checked, given the program."""


Inspect = Callable[[Prepared, int], int]
"""What looks at a program before it is sampled, within so many gradients; returns their number."""


def choose(backend: str = "auto") -> Engine:
    """Return the engine of that name; for "auto" the first that can work here.

    Raises:
        InvalidArgument: if there is no such backend.
        EngineError: if the engine cannot work here; it says what to install.
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
    raise EngineError("No engine can run Stan programs here.", hint="\n".join(reasons))


def prepare(
    program: str,
    data: Data,
    backend: str = "auto",
    log_lik: LogLik | None = None,
    progress: Progress | None = None,
    near: Near = lambda _: None,
) -> Prepared:
    """Return ``program`` bound to ``data``, by an engine that proved able to run it.

    Args:
        program: a Stan program; to be checked, its data must hold ``prior_only`` (0 or 1).
        data: the data block by name.
        backend: "stanli", "pystan", or "auto": stanli, and PyStan where stanli cannot.
        log_lik: the log likelihood of one draw in NumPy; stanli is checked against it.
        progress: hears when a program is compiled.
        near: returns the points near which stanli is checked, (chains, dimension), or None.

    Raises:
        InvalidArgument: if there is no such backend.
        InvalidData: if the likelihood is not finite anywhere, whichever engine computes it.
        ProgramError: if ``program`` is not valid, or ``data`` are not what it declares.
        EngineError: if no engine can run it.

    Warns:
        PybrmsWarning: if "auto" falls back on PyStan, with the reason.
    """
    progress = progress or Shown()
    if backend == "pystan":
        return _compiled(program, data, progress)
    if backend != "auto":
        _engine(backend)
        return _checked(program, data, log_lik, near)
    try:
        return _checked(program, data, log_lik, near)
    except ProgramError:  # another engine would compile for minutes, and refuse it too
        raise
    except EngineError as reason:
        return _instead(program, data, progress, reason)


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
) -> Sample:
    """Return draws from ``program`` given ``data``: the one way in.

    See ``prepare`` for the program, ``Settings`` for how to sample and ``starts`` for ``inits``.
    ``inspect`` looks at the program before it is sampled, unless the run is very short.
    The same seed gives the same draws with the same engine and version, whatever the number of
    cores; chain k does not depend on the number of chains.

    Raises:
        InvalidArgument, ProgramError, EngineError: as ``prepare`` and ``starts`` say, or if
            sampling fails.
        KeyboardInterrupt: on Ctrl-C.
    """
    chosen = settings = (settings or Settings()).settled()
    progress = progress or Shown()
    found: dict[str, Starts] = {}

    def near(prepared: Prepared) -> np.ndarray | None:
        try:
            found[prepared.engine] = starts(prepared, inits, chosen)
        except EngineError:  # told where the chains are started
            return None
        points = found[prepared.engine]
        return points if isinstance(points, np.ndarray) and len(points) else None

    prepared = prepare(program, data, backend, log_lik, progress, near)
    if settings.chains == 0:
        return _empty(prepared, settings)
    looked = _inspected(prepared, inspect, settings)
    points = found.get(prepared.engine)
    points = starts(prepared, inits, settings) if points is None else points
    modes = _modes(prepared, inits, points, settings)
    apart = None
    if modes is not None and isinstance(points, np.ndarray):
        apart = spread(prepared, modes, points, settings)
    points = points if apart is None else apart
    planned = _planned(prepared, inits, points, settings, several=apart is not None)
    if planned is None:
        sample, more = prepared.sample(settings, points, progress), 0
    else:
        tunable, how = planned
        settings = settings.with_warmup(how.warmup)
        sample = tunable.sample_tuned(settings, how.starts, progress, how.tunings)
        sample = replace(sample, warmup=settings.discarded, tuning=how.tunings[0])
        more = how.gradients
    more += looked
    if modes is not None:
        sample, more = replace(sample, optima=optima(prepared, modes)), more + modes.gradients
    spent = None if sample.gradients is None else sample.gradients + more
    return replace(sample, gradients=spent)


def _inspected(prepared: Prepared, inspect: Inspect | None, settings: Settings) -> int:
    """Let ``inspect`` look at the program; return the number of gradients that it took."""
    if inspect is None or not _long(settings):
        return 0
    return inspect(prepared, settings.discarded + settings.kept)


def _long(settings: Settings) -> bool:
    """Return whether a run is so long that something is worth looking for before it."""
    return settings.warmup == "auto" or settings.discarded >= _SHORT


def _modes(prepared: Prepared, inits: Inits, points: Starts, settings: Settings) -> Modes | None:
    """Return the modes that searches find within their share of the call, if it allows any.

    Starts that a user gave are kept, and very short runs are not worth a search.
    """
    known = isinstance(inits, Explorer) and isinstance(points, np.ndarray)
    few = prepared.dimension <= _MOST_DIMENSIONS
    if not (known and _long(settings) and few and isinstance(prepared, Adjustable)):
        return None
    assert isinstance(inits, Explorer)
    return explore(prepared, inits, int(_SHARE * (settings.discarded + settings.kept)))


def _planned(
    prepared: Prepared, inits: Inits, points: Starts, settings: Settings, *, several: bool
) -> tuple[Adjustable, Plan] | None:
    """Return metric, step size and starts of the chains, or None where Stan adapts them itself.

    Starts that a user gave are kept, and runs that are very short are not worth a plan.
    """
    ours = isinstance(inits, Guesses) and isinstance(points, np.ndarray)
    if not (ours and _long(settings) and isinstance(prepared, Adjustable)):
        return None
    assert isinstance(points, np.ndarray)
    made = plan(prepared, points, settings, several=several)
    return None if made is None else (prepared, made)


def _engine(backend: str) -> Engine:
    """Return the engine of that name."""
    if backend not in ENGINES:
        names = ["auto", *ENGINES]
        raise InvalidArgument(
            f"There is no backend '{backend}'.",
            hint=did_you_mean(backend, names) or f"Choose one of: {', '.join(names)}.",
        )
    return ENGINES[backend]


def _checked(program: str, data: Data, log_lik: LogLik | None, near: Near) -> Prepared:
    """Return ``program`` bound by stanli, its likelihood verified if there is one."""
    prepared = ENGINES["stanli"].prepare(program, data)
    if log_lik is not None and data.get("prior_only") == 0:
        # A seed: a check that fails, fails each time.
        rng = np.random.default_rng(1)
        prior_only = prepared.with_data({"prior_only": 1})
        verify(prepared, prior_only, log_lik, rng, near=near(prepared))
    return prepared


def _compiled(program: str, data: Data, progress: Progress) -> Prepared:
    """Return ``program`` bound by PyStan."""
    progress.message("Compiling Stan program...")
    return ENGINES["pystan"].prepare(program, data)


def _instead(program: str, data: Data, progress: Progress, reason: EngineError) -> Prepared:
    """Return ``program`` bound by PyStan because stanli could not, for ``reason``."""
    try:
        ENGINES["pystan"].check()
    except EngineError as absence:
        hint = "\n".join(text for text in (reason.hint, str(absence)) if text)
        raise EngineError(reason.message, hint=hint) from reason
    warnings.warn(
        f"stanli cannot be used for this model ({reason.message.removesuffix('.')}): PyStan is "
        'used instead, which first compiles it. backend = "pystan" silences this.',
        PybrmsWarning,
        stacklevel=4,
    )
    return _compiled(program, data, progress)


def _empty(prepared: Prepared, settings: Settings) -> Sample:
    """Return a sample of no chains."""
    shape = (0, settings.stored)
    cells = prepared.constrain(np.zeros(prepared.dimension))
    return Sample(
        cells={name: np.empty((*shape, *value.shape)) for name, value in cells.items()},
        stats={name: np.empty(shape) for name in STATS},
        engine=prepared.engine,
        seconds=np.empty((0, 2)),
    )
