"""Write fits as job files, and run such files in another process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pybrms_mix.base.errors import InvalidFile
from pybrms_mix.refits.jobs import Job
from pybrms_mix.store.job_files import StoredJob
from pybrms_mix.store.store import read, write

KIND = "fit"


def stored_job(job: Job, path: Path) -> StoredJob:
    """Return the job file contents of ``job``, whose fit is stored in the file ``path``."""
    more = {"data_name": job.data_name, "fingerprint": job.fingerprint}
    return StoredJob(KIND, job.empty(), job.settings, path.name, more)


def run_job(stored: StoredJob, folder: Path) -> Path:
    """Make a fit and store it in ``folder``, unless the file exists already.

    Returns:
        The file of the fit.

    Raises:
        InvalidFile: if another version of the package wrote the job, or if the fit cannot be
            stored.
        PybrmsError: if the fit fails.
    """
    path = folder / stored.target
    job = replace(Job.of(stored.model, **stored.settings), data_name=stored.more["data_name"])
    fingerprint = stored.more["fingerprint"]
    if job.fingerprint != fingerprint:
        raise InvalidFile(
            "The job was written by another version of pybrms_mix, or its file was changed.",
            hint="Write the jobs again with the version of pybrms_mix that runs them.",
        )
    if path.exists():
        read(path, fingerprint)
    else:
        write(job.run(), path, fingerprint)
    return path
