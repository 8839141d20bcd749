"""Write replications as job files, and run such files in another process."""

from __future__ import annotations

import json
from pathlib import Path

from pybrms_mix.api.brm import brm
from pybrms_mix.base.errors import InvalidArgument, InvalidFile
from pybrms_mix.base.version import __version__
from pybrms_mix.base.workers import quiet
from pybrms_mix.calibrate.replicate import StoredResponses, Task, missing
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.store.job_files import StoredJob
from pybrms_mix.store.sealed import seal

KIND = "ranks"


def stored_task(task: Task, path: Path) -> StoredJob | None:
    """Return the job file contents of a replication whose ranks are stored in ``path``.

    A replication without a complete response fails at once and has no job.
    """
    data = task.data()
    if missing(data[list(task.responses)]).any():
        return None
    settings = {n: v for n, v in task.arguments.items() if n != "data2"}
    beside = {n: v for n, v in task.arguments.items() if n == "data2"}
    with quiet():
        model = brm(task.formula, data, task.family, task.prior, empty=True, **beside)
    more = {
        "number": task.number, "responses": list(task.responses), "truth": dict(task.truth),
        "kept": task.kept, "data2": bool(beside), "version": __version__,
    }  # fmt: skip
    return StoredJob(KIND, model, settings, path.name, more)


def run_task(stored: StoredJob, folder: Path) -> Path:
    """Run a replication and store its ranks in ``folder``, unless the ranks exist already.

    Returns:
        The file of the ranks.

    Raises:
        InvalidFile: if another version of the package wrote the job.
        InvalidArgument: if the replication fails. It is run again when the results are collected.
    """
    path = folder / stored.target
    if path.exists():
        return path
    if stored.more["version"] != __version__:
        raise InvalidFile(
            f"The job was written by pybrms_mix {stored.more['version']}, not {__version__}.",
            hint="Write the jobs again with the version of pybrms_mix that runs them.",
        )
    frame, responses = stored.model.model.frame, tuple(stored.more["responses"])
    beside = {"data2": dict(frame.data2)} if stored.more["data2"] else {}
    task = Task(
        number=int(stored.more["number"]),
        formula=str(stored.model.source["formula"]),
        rows=frame.data,
        responses=responses,
        origin=StoredResponses(frame.data[list(responses)].to_numpy()),
        family=str(stored.model.source["family"]),
        prior=PriorTable(stored.model.source["prior"]),
        truth=stored.more["truth"],
        kept=int(stored.more["kept"]),
        arguments={**stored.settings, **beside},
    )
    result = task.run()
    if "error" in result:
        raise InvalidArgument(f"Replication {task.number} failed: {result['error']}")
    seal(path, json.dumps(result).encode())
    return path
