"""The metric, the step size and the start of each chain, computed before the chains run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.model.tuning import Tuning
from pybrms_mix.stan.engines.protocol import Adjustable
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.engines.worker_thread import on_worker_thread
from pybrms_mix.stan.prepare.handed import at_mode, at_start
from pybrms_mix.stan.prepare.laplace import Laplace, approximation
from pybrms_mix.stan.prepare.level_parts import Levels
from pybrms_mix.stan.prepare.optimum import Optimum, maximise
from pybrms_mix.stan.prepare.pilot import pilot
from pybrms_mix.stan.prepare.step import half_period, stepped
from pybrms_mix.stan.prepare.surface import Mode
from pybrms_mix.stan.prepare.windows import Windows, shortened, windows

DENSE = 400
"""The dimension above which a dense metric costs more than it saves."""

_NORMAL = 30  # warm-up iterations after a start from a normal approximation
_PILOTED = 60  # warm-up iterations after a start from a pilot run
_WINDOWS = (100, 200, 250)  # warm-up iterations that adapt the metric of a pilot run, at most
# the same if each mode gets a step size of its own afterwards, which also checks the tuning
_WINDOWS_OF_MODES = (100, 150, 150)
_CHECK = 200  # warm-up iterations that check the tuning if a warm-up need not have a given length
_CHECK_OF_MODE = 150  # warm-up iterations that check the step size of a chain in its mode
_SETTLED = 10  # warm-up iterations with the metric of the last window
_PARTS = 4  # parts of a warm-up of given length: three windows and a check of the final metric
_OVER = 1.5  # factor by which the starts are wider than the approximation
# The largest difference by which the log density of a start may fall below the approximation.
_BELOW = 4.5
_SEARCHERS = 4  # chains of the search for a step size
_ROUNDS = 3  # rounds of the search for a step size in each of several modes
_WORSE = 3.0  # the ratio of step sizes above which the metric of another mode is not used
_SAME = 0.05  # the largest difference between log densities of equal optima


@dataclass(frozen=True, eq=False)
class Plan:
    """The starts, tunings and warm-up of the chains.

    Attributes:
        starts: unconstrained points, shape (chains, dimension).
        tunings: the metric and step size of each chain.
        warmup: the number of warm-up iterations that suffices.
        done: the number of warm-up iterations that the chains have done already.
        settings: the settings of the iterations that follow.
        brief: the number of these iterations whose trajectories have one step. They come first.
    """

    starts: np.ndarray
    tunings: Sequence[Tuning]
    warmup: int
    settings: Settings
    done: int = 0
    brief: int = 0


@dataclass(frozen=True, eq=False)
class _Mode:
    """The approximation at the mode in which some chains start."""

    optimum: Optimum
    laplace: Laplace
    tuning: Tuning


@dataclass(frozen=True, eq=False)
class Known:
    """What the search for modes tells about the posterior.

    Attributes:
        modes: the mode in which each chain starts.
        levels: the coordinates of the levels of groups; None for a model without groups. The modes
            are then not those of the joint density.
    """

    modes: Sequence[Mode]
    levels: Levels | None

    def divided_by(self, units: np.ndarray) -> Known:
        """Return the same facts for coordinates in other units, (dimension,)."""
        if self.levels is not None:  # the modes are then not used
            return self
        modes = [
            replace(m, point=m.point / units, factor=m.factor / units[:, None]) for m in self.modes
        ]
        return replace(self, modes=modes)


def plan(
    prepared: Adjustable,
    starts: np.ndarray,
    settings: Settings,
    *,
    several: bool = False,
    known: Known | None = None,
) -> tuple[Plan | None, int]:
    """Compute a metric, a step size and a start for each chain.

    The search for the mode begins at the start of a chain. If the posterior is nearly normal there,
    the metric is the inverse of the curvature at the mode, and the chain starts at an overdispersed
    draw of the approximation. Otherwise a pilot run computes both.

    Parameters
    ----------
    prepared : Adjustable
        The program.
    starts : numpy.ndarray
        The proposed starts of the chains, shape (chains, dimension).
    settings : Settings
        The settings with a seed. The results for chain k depend on the starts of the chains up to k
        only. ``tuning`` of an earlier fit is tried first.
    several : bool
        Whether the starts lie in several modes. A pilot run then takes place in the first one, and
        the chains keep their modes.
    known : Known, optional
        The result of a search for modes. Its optima and curvatures are not computed again.

    Returns
    -------
    Plan or None
        None if there is no metric. Stan's own adaptation then tunes the chains.
    int
        The number of gradients that were computed.
    """
    if not 0 < prepared.dimension <= DENSE:
        return None, 0
    return on_worker_thread(
        lambda: _plan(prepared, starts, settings, is_multimodal=several, known_modes=known)
    )


def _plan(
    prepared: Adjustable,
    starts: np.ndarray,
    settings: Settings,
    *,
    is_multimodal: bool,
    known_modes: Known | None,
) -> tuple[Plan | None, int]:
    assert settings.seed is not None
    tried = at_start(prepared, starts[0], settings)
    if tried.tuning is not None:
        handed = Plan(starts, [tried.tuning] * len(starts), _PILOTED, settings)
        return handed, tried.gradients
    gradients = tried.gradients
    levels = None if known_modes is None else known_modes.levels
    modes: list[_Mode] = []
    points, tunings = [], []
    for chain, start in enumerate(starts):
        rng = np.random.default_rng([settings.seed, chain, 3])
        optimum, sharp, evaluations = _optimum(prepared, start, known_modes, chain)
        gradients += evaluations
        mode = next((m for m in modes if _same(m, optimum)), None)
        if mode is None:
            mode, evaluations = _mode(prepared, optimum, sharp, settings, rng)
            gradients += evaluations
            if mode is None:
                return _piloted(
                    prepared,
                    starts,
                    settings,
                    gradients,
                    is_multimodal=is_multimodal,
                    levels=levels,
                )
            modes.append(mode)
        points.append(_start(prepared, mode.laplace, rng))
        tunings.append(mode.tuning)
    # One call samples all chains. Chains in several modes may need trajectories of several lengths.
    after = settings if is_multimodal else half_period(settings, tunings[0].step)
    brief = _brief(settings, _NORMAL)
    return Plan(np.array(points), tunings, _NORMAL, after, brief=brief), gradients


def _brief(settings: Settings, full_iterations: int) -> int:
    """Return the number of warm-up iterations for which trajectories of one step suffice.

    If nothing is left to adapt, a warm-up of given length only carries the chains away from their
    starts. Trajectories of one step do so as well.

    Args:
        settings: the settings of the chains.
        full_iterations: the number of warm-up iterations before and after these.
    """
    return 0 if settings.warmup == "auto" else max(0, settings.discarded - full_iterations)


def _optimum(
    prepared: Adjustable, start: np.ndarray, known_modes: Known | None, chain: int
) -> tuple[Optimum, np.ndarray | None, int]:
    """Return the optimum of a chain, its curvature if it is known, and the number of gradients."""
    if known_modes is not None and known_modes.levels is None:
        mode = known_modes.modes[chain]
        root = np.linalg.inv(mode.factor)
        return Optimum(mode.point, mode.value, 0.0, 0), root.T @ root, 0
    optimum = maximise(prepared.log_density, start)
    if known_modes is None or known_modes.levels is None:
        return optimum, None, optimum.evaluations
    sharp = known_modes.levels.whole(prepared.log_density, optimum.point)
    return optimum, sharp, optimum.evaluations + known_modes.levels.whole_cost()


def _same(mode: _Mode, optimum: Optimum) -> bool:
    """Return whether a search ended at a known mode."""
    away = np.linalg.solve(mode.laplace.factor, optimum.point - mode.optimum.point)
    near = float(np.abs(away).max()) < 1
    return near and abs(optimum.value - mode.optimum.value) < _SAME


def _mode(
    prepared: Adjustable,
    optimum: Optimum,
    sharp: np.ndarray | None,
    settings: Settings,
    rng: np.random.Generator,
) -> tuple[_Mode | None, int]:
    """Return the mode at ``optimum``, None if it is not normal, and the number of gradients."""
    tried = at_mode(prepared, optimum, settings, rng)
    if tried.tuning is not None and tried.laplace is not None:
        return _Mode(optimum, tried.laplace, tried.tuning), tried.gradients
    laplace = approximation(prepared.log_density, optimum, rng, sharp)
    if laplace is None:
        return None, tried.gradients
    points = laplace.starts(prepared.log_density, rng, _SEARCHERS)
    seed = int(rng.integers(2**30))
    result = stepped(
        prepared, points, laplace.covariance, settings, seed, normal=True, close=laplace.close
    )
    evaluations = tried.gradients + laplace.evaluations - optimum.evaluations + result.gradients
    evaluations += _SEARCHERS
    if result.divergent:
        return None, evaluations
    return _Mode(optimum, laplace, replace(result.tuning, normal=True)), evaluations


def _start(prepared: Adjustable, laplace: Laplace, rng: np.random.Generator) -> np.ndarray:
    """Return an overdispersed draw whose log density is near that of the approximation.

    At a draw with a much lower log density, the curvature of the posterior is larger than at the
    mode. The step size is too long there, and a chain that starts there may never move.
    """
    height = prepared.log_density(laplace.mode)[0]
    for spread in (_OVER, 1.0, 0.5, 0.1):
        point = np.asarray(laplace.draws(rng, 1, spread)[0])
        if laplace.expected(point, height) - prepared.log_density(point)[0] < _BELOW:
            return point
    return laplace.mode


def _piloted(
    prepared: Adjustable,
    starts: np.ndarray,
    settings: Settings,
    gradients: int,
    *,
    is_multimodal: bool,
    levels: Levels | None,
) -> tuple[Plan | None, int]:
    """Return a plan from a pilot run that begins at the start of the first chain.

    The chains then adapt the metric of the pilot run in the first part of their warm-up.
    """
    rng = np.random.default_rng([settings.seed or 0, 4])
    seed, again = (int(n) for n in rng.integers(2**30, size=2))
    run_of_pilot, gradients_of_pilot = pilot(prepared, starts[0], settings, seed, levels)
    gradients += gradients_of_pilot
    if run_of_pilot is None:
        return None, gradients
    # One of the last draws for each chain, spaced as widely as possible.
    interval, chains = max(1, len(run_of_pilot.points) // 20), len(starts)
    count = 2 if is_multimodal else max(chains, 2)
    points = np.array(
        [run_of_pilot.points[(k * interval) % len(run_of_pilot.points)] for k in range(count)]
    )
    lengths: tuple[int, ...] = _WINDOWS
    last = _CHECK
    if is_multimodal:
        lengths, last = _WINDOWS_OF_MODES, 0
    elif settings.warmup != "auto":
        lengths, last = _lengths(settings.discarded)
    run = windows(prepared, points, run_of_pilot.tuning, lengths, settings, again, last=last)
    gradients += run.gradients
    if not run.suits:
        return None, gradients
    if is_multimodal:
        return _apart(prepared, starts, settings, run.tuning, gradients)
    warmup = run.done + _SETTLED
    tunings = [run.tuning] * chains
    brief = _brief(settings, warmup)
    return Plan(run.points[:chains], tunings, warmup, settings, run.done, brief), gradients


def _lengths(discarded: int) -> tuple[tuple[int, ...], int]:
    """Return the lengths of the windows in a warm-up of given length, and that of the check.

    They are those of an automatic warm-up if there is room. Longer adaptation takes more gradients
    and improves nothing: a visit to a tail, where other correlations hold, makes the metric and the
    step size worse.
    """
    part = discarded // _PARTS
    return tuple(min(n, part) for n in _WINDOWS), min(_CHECK, max(0, part - _SETTLED))


def _apart(
    prepared: Adjustable, starts: np.ndarray, settings: Settings, tuning: Tuning, gradients: int
) -> tuple[Plan | None, int]:
    """Return a plan for chains in several modes, with the metric of the first one.

    A short run in the mode of each chain gives its step size, which the first part of the warm-up
    checks. If the metric is unsuitable in a mode, Stan adapts all chains.
    """
    runs: list[Windows] = []
    is_free = settings.warmup == "auto"
    length = _CHECK_OF_MODE if is_free else min(_CHECK_OF_MODE, settings.discarded // 2)
    for chain, start in enumerate(starts):
        rng = np.random.default_rng([settings.seed or 0, chain, 6])
        seed, again = (int(n) for n in rng.integers(2**30, size=2))
        result = stepped(prepared, start[None], tuning.metric, settings, seed, _ROUNDS, tuning.step)
        gradients += result.gradients
        if result.divergent or result.tuning.step < tuning.step / _WORSE:
            return None, gradients
        first = Windows(result.tuning, result.points, 0, 0)
        checked = shortened(prepared, first, length, settings, again)
        gradients += checked.gradients
        if not checked.suits:
            return None, gradients
        runs.append(checked)
    warmup = runs[0].done + _SETTLED
    points, tunings = np.concatenate([run.points for run in runs]), [run.tuning for run in runs]
    brief = _brief(settings, warmup)
    return Plan(points, tunings, warmup, settings, runs[0].done, brief), gradients
