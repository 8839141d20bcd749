"""Compute simulated likelihood ratios in this or other processes, and store them in a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from pybrms_mix.base.fit_count import counted
from pybrms_mix.base.sharing import Shared, Sharing
from pybrms_mix.base.workers import Failed, Where, place, results_of
from pybrms_mix.refits.likelihood_ratio import Pair, Simulation
from pybrms_mix.refits.ratio_job import keep, stored_ratio, stored_statistic
from pybrms_mix.store.job_files import hand_over

_SUFFIX = ".ratio"


def simulated(
    pair: Pair, n: int, seed: int, executor: Where, file: str | Path | None, silent: int
) -> np.ndarray:
    """Return the statistics of ``n`` simulations; NaN where a search ended at no mode.

    Args:
        pair: the two models.
        n: the number of simulations.
        seed: the common seed. A simulation depends only on this seed and on its number.
        executor: see ``Where``.
        file: a folder that keeps the statistics.
        silent: 2 hides the line of progress.
    """
    key = pair.fingerprint(seed)
    simulations = {f"simulation{at + 1}": Simulation(seed, at) for at in range(n)}
    paths = _paths(simulations, key, file)
    statistics = {name: stored_statistic(path) for name, path in paths.items() if path.exists()}
    waiting = {
        name: simulation for name, simulation in simulations.items() if name not in statistics
    }
    hand_over(
        file,
        "bootstrap_lrt",
        n,
        [*waiting],
        lambda name: stored_ratio(pair, simulations[name], paths[name]),
    )
    shared = Shared(key, pair)
    tasks = {name: Sharing(shared, simulation) for name, simulation in waiting.items()}
    with counted("bootstrap_lrt", n, silent) as count:
        for _ in statistics:
            count()
        for name, result in results_of(tasks, place(executor, len(tasks), 1)):
            assert not isinstance(result, Failed)  # ``results_of`` raises errors of tasks
            statistics[name] = result
            if name in paths:
                keep(result, paths[name])
            count()
    return np.array([statistics[name] for name in simulations])


def _paths(
    simulations: Mapping[str, Simulation], key: str, folder: str | Path | None
) -> dict[str, Path]:
    """Return the file of each statistic; an empty mapping without a folder."""
    if folder is None:
        return {}
    home = Path(folder)
    return {
        name: home / f"{simulation.number:05d}-{key}{_SUFFIX}"
        for name, simulation in simulations.items()
    }
