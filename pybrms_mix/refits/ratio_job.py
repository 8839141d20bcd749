"""Write simulations of a likelihood ratio as job files, and run such files in another process."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from pybrms_mix.base.errors import InvalidFile
from pybrms_mix.base.public_calls import warn
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.refits.jobs import Job
from pybrms_mix.refits.likelihood_ratio import Pair, Simulation
from pybrms_mix.store.job_files import StoredJob
from pybrms_mix.store.sealed import Damaged, seal, unsealed
from pybrms_mix.store.stored_priors import encoded_row, prior_row

KIND = "ratio"


def stored_ratio(pair: Pair, one: Simulation, path: Path) -> StoredJob:
    """Return the job file contents of a simulation whose statistic is stored in ``path``.

    The file holds the smaller model, with its mode as a single draw. The larger model has the same
    formula and rows.
    """
    more = {
        "family": pair.large.family, "prior": [encoded_row(row) for row in pair.large.prior],
        "gradients": pair.gradients, "seed": one.seed, "number": one.number,
        "fingerprint": pair.fingerprint(one.seed),
    }  # fmt: skip
    return StoredJob(KIND, replace(pair.small.empty(), draws=pair.null), {}, path.name, more)


def run_ratio(stored: StoredJob, folder: Path) -> Path:
    """Compute a statistic and store it in ``folder``, unless the file exists already.

    Returns:
        The file of the statistic.

    Raises:
        InvalidFile: if another version of the package wrote the job.
    """
    path = folder / stored.target
    if path.exists():
        stored_statistic(path)
        return path
    more, null = stored.more, stored.model.draws
    small = Job.of(replace(stored.model, draws=None))
    prior = PriorTable(prior_row(row) for row in more["prior"])
    large = replace(small, family=str(more["family"]), prior=prior)
    simulation = Simulation(int(more["seed"]), int(more["number"]))
    assert null is not None
    pair = Pair(small, large, null, int(more["gradients"]))
    if pair.fingerprint(simulation.seed) != more["fingerprint"]:
        raise InvalidFile(
            "The job was written by another version of pybrms_mix, or its file was changed.",
            hint="Write the jobs again with the version of pybrms_mix that runs them.",
        )
    keep(simulation(pair), path)
    return path


def stored_statistic(path: Path) -> float:
    """Return the statistic in a file.

    Raises:
        InvalidFile: if the file is damaged.
    """
    try:
        return float(json.loads(unsealed(path)))
    except (Damaged, OSError, ValueError, TypeError) as error:
        raise InvalidFile(
            f"The file '{path}' holds no likelihood ratio.",
            hint="The file is damaged, or an earlier version wrote it. Remove it: the "
            "simulation then runs again.",
        ) from error


def keep(result: float, path: Path) -> None:
    """Store a statistic in a file; a warning is issued if that fails."""
    try:
        seal(path, json.dumps(result).encode())
    except OSError as error:
        warn(f"A likelihood ratio could not be stored in '{path}': {error.strerror}.")
