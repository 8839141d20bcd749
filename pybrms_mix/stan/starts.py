"""Starting values of a user as unconstrained starting points of the chains."""

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
from pybrms_mix.base.wording import described
from pybrms_mix.stan.engines.protocol import Prepared, Starts
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.engines.worker_thread import on_worker_thread

Values = Mapping[str, object]


@runtime_checkable
class Guesses(Protocol):
    """Proposed starting values; the density selects among them."""

    def candidates(self) -> Sequence[Values]:
        """Return sets of starting values; the list may be empty."""

    def near(self, at: int, rng: np.random.Generator) -> Values:
        """Return the candidate at position ``at`` with a small random displacement."""


@runtime_checkable
class OfResponses(Protocol):
    """Proposed starting values for a model whose responses are known."""

    def unusual_units(self) -> bool:
        """Return whether the standard deviation of a response is far from 1."""


@runtime_checkable
class Paths(Protocol):
    """A program whose engine has the algorithm Pathfinder."""

    def path(self, seed: int) -> np.ndarray:
        """Return the end of one path of Pathfinder: (dimension,)."""


Inits = str | float | Values | Sequence[Values] | Callable[..., Values] | Guesses | None
"""The types of brms's argument ``init``; a number is the radius of random starts (0: all zeros)."""

_TRIES = 100
_PATHS = 10  # attempts with Pathfinder before an error is raised
_MOVES = 4  # displacements of a guess that are tried before the guess itself is used
_NEAR = 0.3  # radius of random starts of parameters that a guess leaves out


def check_inits(inits: Inits, chains: int) -> None:
    """Check the kind of ``inits`` and the number of its sets of values; no program is needed.

    Raises:
        InvalidArgument: if ``inits`` is of an unknown kind, or if it is a list that does not hold
            one set of values for each chain.
    """
    if isinstance(inits, str) and inits == "pathfinder":
        return
    if inits is None or isinstance(inits, str | float | int | np.number):
        _radius(inits, Settings())
        return
    if isinstance(inits, Guesses | Mapping) or callable(inits):
        return
    if not isinstance(inits, Sequence) or not all(isinstance(item, Mapping) for item in inits):
        raise _unknown(inits)
    if len(inits) != chains:
        raise InvalidArgument(
            f"init must hold one set of values for each of the {chains} chains, "
            f"but it holds {len(inits)}.",
            hint="A single dict holds the starting values of all chains.",
        )


def starts(prepared: Prepared, inits: Inits, settings: Settings) -> Starts:
    """Return the radius of random starts, or one unconstrained point per chain.

    Args:
        prepared: the program bound to data.
        inits: None or "random" for random starts; "pathfinder" for the end of one path per chain; 0
            or "0" for zeros on the unconstrained scale; values by parameter, either one mapping for
            all chains, or a list of mappings, one per chain, or a function that returns a mapping
            (called with the number of the chain, from 1, if it takes an argument); or ``Guesses``:
            all chains then start near the candidate with the highest density, or at random if no
            candidate has a finite density. Parameters without a value start at random inside their
            support.
        settings: the settings of the sampler.

    Raises:
        InvalidArgument: if ``inits`` has another type, if a name is no parameter of the program, or
            if a value has the wrong size or lies outside its support.
    """
    check_inits(inits, settings.chains)
    if isinstance(inits, str) and inits == "pathfinder":
        return _paths(prepared, settings)
    if inits is None or isinstance(inits, str | float | int | np.number):
        return _radius(inits, settings)
    inits_of_chains: list[Values]
    match inits:
        case Guesses():
            return on_worker_thread(lambda: _guessed(prepared, inits, settings))
        case Mapping():
            inits_of_chains = [inits] * settings.chains
        case _ if callable(inits):
            inits_of_chains = [_called(inits, chain) for chain in range(settings.chains)]
        case _:
            inits_of_chains = list(inits)
    points = [
        _start(prepared, values, settings, chain) for chain, values in enumerate(inits_of_chains)
    ]
    return np.array(points).reshape(settings.chains, prepared.dimension)


def _paths(prepared: Prepared, settings: Settings) -> np.ndarray:
    """Return the end of a separate path of Pathfinder for each chain.

    Source: Zhang, Carpenter, Gelman and Vehtari (2022), single-path Pathfinder without resampling.
    """
    if not isinstance(prepared, Paths):
        raise InvalidArgument(
            f"{prepared.engine} has no Pathfinder.",
            hint='backend = "stanli" has Pathfinder; init = "auto" works with every engine.',
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
        "Initialization failed: none of Pathfinder's paths ends at a finite density for "
        f"chain {chain + 1}.",
        hint='init = "auto" computes starting values from the data instead.',
    )


def _guessed(prepared: Prepared, guesses: Guesses, settings: Settings) -> Starts:
    """Return one point per chain near the best candidate."""
    middle = _middle_of_support(prepared)
    best = _best(prepared, guesses, middle)
    if best is None:
        return settings.init_radius
    points = []
    for chain in range(settings.chains):
        rng = np.random.default_rng([settings.seed or 0, chain, 1])
        tried = [guesses.near(best, rng) for _ in range(_MOVES)]
        values = (_possible(prepared, v, middle) for v in (*tried, guesses.candidates()[best]))
        points.append(_first(prepared, values, settings, chain))
    # The candidate has a finite density, so it is used if no displaced point has one.
    itself = _middle(prepared, guesses.candidates()[best], middle)
    return np.array([itself if p is None else p for p in points]).reshape(
        settings.chains, prepared.dimension
    )


def best_guess(prepared: Prepared, guesses: Guesses) -> Values | None:
    """Return the candidate with the highest density; None if no candidate has a finite density."""
    best = _best(prepared, guesses, _middle_of_support(prepared))
    return None if best is None else guesses.candidates()[best]


def middle_at(prepared: Prepared, values: Values) -> np.ndarray:
    """Return the unconstrained point at ``values``; other parameters are mid-support.

    Raises:
        PybrmsError: if the program does not accept the values.
    """
    return _middle(prepared, values, _middle_of_support(prepared))


def _middle_of_support(prepared: Prepared) -> Values:
    """Return all parameters of the program, each in the middle of its support."""
    middle = prepared.constrain(np.zeros(prepared.dimension))
    return {name: middle[name] for name in prepared.parameters}


def _best(prepared: Prepared, guesses: Guesses, middle: Values) -> int | None:
    """Return the position of the candidate with the highest density, None if none is finite."""
    scores = [_score(prepared, values, middle) for values in guesses.candidates()]
    return int(np.argmax(scores)) if np.isfinite(scores).any() else None


def _first(
    prepared: Prepared, values: Iterable[Values], settings: Settings, chain: int
) -> np.ndarray | None:
    """Return a point at the first of several sets of values that has a finite density."""
    near = replace(settings, init_radius=min(_NEAR, settings.init_radius))
    for start_values in values:
        try:
            return _start(prepared, start_values, near, chain, tries=5)
        except EngineError:
            continue
    return None


def _score(prepared: Prepared, values: Values, middle: Values) -> float:
    """Return the log density at ``values``, other parameters in the middle of their support."""
    try:
        density, gradient = prepared.log_density(_middle(prepared, values, middle))
    except PybrmsError:
        return -np.inf
    return density if np.isfinite(density) and np.isfinite(gradient).all() else -np.inf


def _middle(prepared: Prepared, values: Values, middle: Values) -> np.ndarray:
    """Return the point at ``values``, with other parameters in the middle of their support."""
    return prepared.unconstrain({**middle, **_possible(prepared, values, middle)})


def _possible(prepared: Prepared, values: Values, middle: Values) -> dict[str, np.ndarray]:
    """Return the values that the program accepts; others may violate the bounds of a prior."""
    # Values are tried one by one only if needed: with many groups this takes seconds.
    together = _in_program_shapes(prepared, values, middle)
    if together is not None:
        return together
    possible: dict[str, np.ndarray] = {}
    for name, value in values.items():
        possible |= _in_program_shapes(prepared, {name: value}, middle) or {}
    return possible


def _in_program_shapes(
    prepared: Prepared, values: Values, middle: Values
) -> dict[str, np.ndarray] | None:
    """Return the values in the shapes of the program; None if it does not accept them."""
    try:
        fitted = shaped_as(values, cast("Mapping[str, np.ndarray]", middle))
        inside = np.isfinite(prepared.unconstrain({**middle, **fitted})).all()
    except PybrmsError:
        return None
    return fitted if inside else None


def _radius(inits: object, settings: Settings) -> float:
    """Return the radius of random starts for "random", "0" or a number as ``inits``."""
    if inits is None or inits == "random":
        return settings.init_radius
    if isinstance(inits, bool) or (isinstance(inits, str) and inits != "0"):
        raise _unknown(inits)
    radius = float(cast("float | str", inits))
    if not 0 <= radius < float("inf"):
        raise InvalidArgument(
            f"init must not be {radius}: the radius of random starting values is not negative."
        )
    return radius


def _unknown(inits: object) -> InvalidArgument:
    """Return the error for starting values of an unknown type."""
    return InvalidArgument(
        f"init cannot be {inits!r}.",
        hint='init may be "auto", "random", "pathfinder", 0, or values by parameter: '
        '{"sigma1": 1.0}, or one such dict for each chain.',
    )


def _called(function: Callable[..., Values], chain: int) -> Values:
    """Return the starting values of a chain from the function of a user."""
    takes = inspect.signature(function).parameters
    result = function(chain + 1) if takes else function()
    if not isinstance(result, Mapping):
        raise InvalidArgument(
            f"The function of starting values must return a dict, but it returned "
            f"{described(result)}.",
            hint="For example lambda: {'sigma1': 1.0}.",
        )
    return result


def _start(
    prepared: Prepared, values: Values, settings: Settings, chain: int, tries: int = _TRIES
) -> np.ndarray:
    """Return a point with the given values and a finite log density."""
    # Each chain has a random stream of its own: the start of chain k does not depend on other
    # chains.
    rng = np.random.default_rng([settings.seed or 0, chain])
    radius = settings.init_radius
    for _ in range(tries):
        cells = prepared.constrain(rng.uniform(-radius, radius, prepared.dimension))
        cell_values = {name: cells[name] for name in prepared.parameters}
        point = prepared.unconstrain(cell_values | shaped_as(values, cell_values))
        density, gradient = prepared.log_density(point)
        if np.isfinite(density) and np.isfinite(gradient).all():
            return point
        if set(cell_values) <= set(values):
            break
    raise InitializationFailed(
        f"Initialization failed: the log density is not finite where chain {chain + 1} starts.",
        hint="Choose other starting values (init).",
    )


def start_numbers(name: str, value: object) -> np.ndarray:
    """Return the numbers of a starting value."""
    try:
        return np.asarray(value, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise InvalidArgument(
            f"'{name}' cannot start at {described(value)}.",
            hint="The starting values must be numbers.",
        ) from None


def shaped_as(values: Values, cells: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the values in the shapes of ``cells``, without values that have no cells."""
    fitted = {}
    for name, value in values.items():
        array = start_numbers(name, value)
        if name not in cells:
            if array.size == 0:
                continue
            raise InvalidArgument(
                f"init: the model has no parameter '{name}'.", hint=did_you_mean(name, cells)
            )
        if array.size != cells[name].size:
            raise InvalidArgument(
                f"init: '{name}' has shape {cells[name].shape}, but its starting value has "
                f"shape {array.shape}."
            )
        fitted[name] = array.reshape(cells[name].shape)
    return fitted
