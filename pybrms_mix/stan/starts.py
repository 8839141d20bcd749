"""Where the chains start: what a user says about it, as unconstrained points."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, cast, runtime_checkable

import numpy as np

from pybrms_mix.base.errors import (
    EngineError,
    InitializationFailed,
    InvalidArgument,
    PybrmsError,
    did_you_mean,
)
from pybrms_mix.stan.engines.protocol import Prepared, Starts
from pybrms_mix.stan.engines.settings import Settings

Values = Mapping[str, object]


@runtime_checkable
class Guesses(Protocol):
    """Starting values that are proposed, not demanded: the density chooses among them."""

    def candidates(self) -> Sequence[Values]:
        """Return sets of values; perhaps none."""

    def near(self, at: int, rng: np.random.Generator) -> Values:
        """Return the candidate at position ``at``, moved a little."""


@runtime_checkable
class Paths(Protocol):
    """A program whose engine has Pathfinder."""

    def path(self, seed: int) -> np.ndarray:
        """Return a point that one path leads to: (dimension,)."""


Inits = str | float | Values | Sequence[Values] | Callable[..., Values] | Guesses | None
"""What brms's ``init`` may be; a number is the radius of random starts (0: all zeros)."""

_TRIES = 100
_PATHS = 10  # of Pathfinder, until one leads somewhere
_MOVES = 4  # of a guess before it is taken as it is
_NEAR = 0.3  # radius of random starts for what a guess leaves out


def starts(prepared: Prepared, inits: Inits, settings: Settings) -> Starts:
    """Return the radius of random starts, or one unconstrained point a chain.

    ``inits``: None or "random"; "pathfinder", a path for each chain; 0 or "0" for unconstrained
    zeros; values by Stan's names of parameters: for all chains, or a list with one mapping a
    chain, or a function that returns
    them (called with the chain's number from 1, if it takes an argument). What the values leave
    out starts at random, inside its support. Of ``Guesses`` all chains start near the candidate
    of the highest density; where none serves they start at random.

    Raises:
        InvalidArgument: if ``inits`` is something else, names no parameter, or a value has the
            wrong size or lies outside its support.
    """
    if isinstance(inits, str) and inits == "pathfinder":
        return _paths(prepared, settings)
    if inits is None or isinstance(inits, str | float | int | np.number):
        return _radius(inits, settings)
    given: list[Values]
    match inits:
        case Guesses():
            return _guessed(prepared, inits, settings)
        case Mapping():
            given = [inits] * settings.chains
        case _ if callable(inits):
            given = [_called(inits, chain) for chain in range(settings.chains)]
        case Sequence():
            given = list(cast("Sequence[Values]", inits))
        case _:
            raise _unknown(inits)
    if len(given) != settings.chains or not all(isinstance(item, Mapping) for item in given):
        raise InvalidArgument(
            f"init must hold one set of values for each of the {settings.chains} chains, "
            f"but it holds {len(given)}."
        )
    points = [_start(prepared, values, settings, chain) for chain, values in enumerate(given)]
    return np.array(points).reshape(settings.chains, prepared.dimension)


def _paths(prepared: Prepared, settings: Settings) -> np.ndarray:
    """Return a point for each chain to which a path of its own leads.

    Source: Zhang, Carpenter, Gelman and Vehtari (2022), one path, without resampling.
    """
    if not isinstance(prepared, Paths):
        raise InvalidArgument(
            f"{prepared.engine} has no Pathfinder.",
            hint='backend = "stanli" has it; init = "auto" works with every engine.',
        )
    points = [_path(prepared, prepared, settings, chain) for chain in range(settings.chains)]
    return np.array(points).reshape(settings.chains, prepared.dimension)


def _path(prepared: Prepared, paths: Paths, settings: Settings, chain: int) -> np.ndarray:
    rng = np.random.default_rng([settings.seed or 0, chain, 2])
    for _ in range(_PATHS):
        try:
            point = paths.path(int(rng.integers(1, 2**31 - 1)))
        except EngineError:
            continue
        density, gradient = prepared.log_density(point)
        if np.isfinite(density) and np.isfinite(gradient).all():
            return point
    raise EngineError(
        f"Initialization failed: no path of Pathfinder leads anywhere for chain {chain + 1}.",
        hint='init = "auto" looks at the data instead.',
    )


def _guessed(prepared: Prepared, guesses: Guesses, settings: Settings) -> Starts:
    """Return a point for each chain near the best of the candidates."""
    own = _own(prepared)
    best = _best(prepared, guesses, own)
    if best is None:
        return settings.init_radius
    points = []
    for chain in range(settings.chains):
        rng = np.random.default_rng([settings.seed or 0, chain, 1])
        tried = [guesses.near(best, rng) for _ in range(_MOVES)]
        values = (_possible(prepared, v, own) for v in (*tried, guesses.candidates()[best]))
        points.append(_first(prepared, values, settings, chain))
    # Where nothing near it will do, the best itself does: it was scored.
    itself = _middle(prepared, guesses.candidates()[best], own)
    return np.array([itself if p is None else p for p in points]).reshape(
        settings.chains, prepared.dimension
    )


def best_guess(prepared: Prepared, guesses: Guesses) -> Values | None:
    """Return the candidate of the highest density; None if none has a finite one."""
    best = _best(prepared, guesses, _own(prepared))
    return None if best is None else guesses.candidates()[best]


def middle_at(prepared: Prepared, values: Values) -> np.ndarray:
    """Return the unconstrained point at ``values``, all else in the middle of its support.

    Raises:
        PybrmsError: if there is none.
    """
    return _middle(prepared, values, _own(prepared))


def _own(prepared: Prepared) -> Values:
    """Return the program's parameters, each in the middle of its support."""
    middle = prepared.constrain(np.zeros(prepared.dimension))
    return {name: middle[name] for name in prepared.parameters}


def _best(prepared: Prepared, guesses: Guesses, own: Values) -> int | None:
    """Return the position of the candidate of the highest density; None if none has one."""
    scores = [_score(prepared, values, own) for values in guesses.candidates()]
    return int(np.argmax(scores)) if np.isfinite(scores).any() else None


def _first(
    prepared: Prepared, values: Iterable[Values], settings: Settings, chain: int
) -> np.ndarray | None:
    """Return a point at the first of ``values`` whose density is finite."""
    near = replace(settings, init_radius=min(_NEAR, settings.init_radius))
    for each in values:
        try:
            return _start(prepared, each, near, chain, tries=5)
        except EngineError:
            continue
    return None


def _score(prepared: Prepared, values: Values, own: Values) -> float:
    """Return the log density at ``values``, everything else in the middle of its support."""
    try:
        density, gradient = prepared.log_density(_middle(prepared, values, own))
    except PybrmsError:
        return -np.inf
    return density if np.isfinite(density) and np.isfinite(gradient).all() else -np.inf


def _middle(prepared: Prepared, values: Values, own: Values) -> np.ndarray:
    """Return the point at ``values``, everything else in the middle of its support."""
    return prepared.unconstrain({**own, **_possible(prepared, values, own)})


def _possible(prepared: Prepared, values: Values, own: Values) -> dict[str, np.ndarray]:
    """Return those of ``values`` that the program can take: a prior may have bounded others."""
    # One by one takes seconds where there are many groups; mostly the program can take them all.
    together = _taken(prepared, values, own)
    if together is not None:
        return together
    kept: dict[str, np.ndarray] = {}
    for name, value in values.items():
        kept |= _taken(prepared, {name: value}, own) or {}
    return kept


def _taken(prepared: Prepared, values: Values, own: Values) -> dict[str, np.ndarray] | None:
    """Return ``values`` in the shapes of the program, or None if it cannot take them."""
    try:
        fitted = _fitted(values, cast("Mapping[str, np.ndarray]", own))
        inside = np.isfinite(prepared.unconstrain({**own, **fitted})).all()
    except PybrmsError:
        return None
    return fitted if inside else None


def _radius(inits: object, settings: Settings) -> float:
    """Return the radius of random starts that "random", "0" or a number asks for."""
    if inits is None or inits == "random":
        return settings.init_radius
    if isinstance(inits, bool) or (isinstance(inits, str) and inits != "0"):
        raise _unknown(inits)
    radius = float(cast("float | str", inits))
    if not 0 <= radius < float("inf"):
        raise InvalidArgument(f"init must not be {radius}: a radius of random starts is >= 0.")
    return radius


def _unknown(inits: object) -> InvalidArgument:
    """Return the refusal of something that is no init."""
    return InvalidArgument(
        f"init cannot be {inits!r}.",
        hint='init may be "auto", "random", "pathfinder", 0, or values by parameter: '
        '{"sigma1": 1.0}, or one such dict for each chain.',
    )


def _called(function: Callable[..., Values], chain: int) -> Values:
    """Return what the user's ``function`` gives for ``chain``."""
    takes = inspect.signature(function).parameters
    return function(chain + 1) if takes else function()


def _start(
    prepared: Prepared, values: Values, settings: Settings, chain: int, tries: int = _TRIES
) -> np.ndarray:
    """Return a point with the given ``values`` and a finite log density."""
    # A stream for each chain: chain k starts alike however many chains there are.
    rng = np.random.default_rng([settings.seed or 0, chain])
    radius = settings.init_radius
    for _ in range(tries):
        cells = prepared.constrain(rng.uniform(-radius, radius, prepared.dimension))
        own = {name: cells[name] for name in prepared.parameters}
        point = prepared.unconstrain(own | _fitted(values, own))
        density, gradient = prepared.log_density(point)
        if np.isfinite(density) and np.isfinite(gradient).all():
            return point
        if set(own) <= set(values):
            break
    raise InitializationFailed(
        f"Initialization failed: the log density is not finite where chain {chain + 1} starts.",
        hint="Give other starting values (init).",
    )


def _fitted(values: Values, cells: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return ``values`` in the shapes of ``cells``; those without cells are dropped."""
    fitted = {}
    for name, value in values.items():
        array = np.asarray(value, dtype=float)
        if name not in cells:
            if array.size == 0:
                continue
            raise InvalidArgument(
                f"init: the model has no parameter '{name}'.", hint=did_you_mean(name, cells)
            )
        if array.size != cells[name].size:
            raise InvalidArgument(
                f"init: '{name}' has shape {cells[name].shape}, but the value given has shape "
                f"{array.shape}."
            )
        fitted[name] = array.reshape(cells[name].shape)
    return fitted
