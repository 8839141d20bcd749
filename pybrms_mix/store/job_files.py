"""Job files: a model, its data and the settings of its fit, for another process to run.

A job file has the format of a stored fit, with the settings added. As for a stored fit, reading the
file runs no code, and the checksum is verified first.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from pybrms_mix.base.array_jobs import COLLECT, WRITE, JobsWritten, mode
from pybrms_mix.base.errors import InvalidArgument, InvalidFile, PybrmsError
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.results.fit import Fit
from pybrms_mix.sampling.save_pars import SavePars
from pybrms_mix.store.contents import Contents, Malformed
from pybrms_mix.store.decode import decoded
from pybrms_mix.store.encode import encoded
from pybrms_mix.store.sealed import Damaged, seal, unsealed

SUFFIX = ".job"
_FOREIGN = (LookupError, ValueError, TypeError, AttributeError, RuntimeError, OSError, PybrmsError)


@dataclass(frozen=True, eq=False)
class StoredJob:
    """The contents of a job file.

    Attributes
    ----------
    kind : str
        The type of the job: "fit", "ranks" or "ratio".
    model : Fit
        The model and its data; a job of the type "ratio" has one draw, the others have none.
    settings : Mapping
        The arguments of ``brm()`` that control sampling.
    target : str
        The name of the file for the result, in the same folder.
    more : Mapping
        Further values that JSON can hold.
    """

    kind: str
    model: Fit
    settings: Mapping[str, Any]
    target: str
    more: Mapping[str, Any]

    def write(self, path: Path) -> None:
        """Store the job in a file.

        Raises
        ------
        InvalidArgument
            If a setting cannot be stored, such as a function of the user.
        InvalidFile
            If the file cannot be written.
        """
        contents = encoded(self.model)
        facts = {
            "kind": self.kind,
            "settings": {name: _plain(name, value) for name, value in self.settings.items()},
            "target": self.target,
            "more": dict(self.more),
        }
        about = {**contents.about, "job_file": facts}
        try:
            seal(path, replace(contents, about=about).to_bytes())
        except OSError as error:
            raise InvalidFile(
                f"The job could not be written to '{path}': {error.strerror}."
            ) from error


def read_job(path: Path) -> StoredJob:
    """Return the job in a file.

    Raises
    ------
    InvalidFile
        If the file is damaged or is not a job file.
    """
    try:
        contents = Contents.of(unsealed(path))
        facts = contents.fact("job_file", dict)
        settings = {str(n): _value(v) for n, v in facts["settings"].items()}
        target = str(facts["target"])
        if Path(target).name != target:
            raise Malformed("its result would lie outside its folder")
        return StoredJob(str(facts["kind"]), decoded(contents), settings, target, facts["more"])
    except (*_FOREIGN, Damaged) as error:
        raise InvalidFile(
            f"The file '{path}' is not a job: {error}", hint="Write the jobs again."
        ) from error


def hand_over(
    folder: str | Path | None, what: str, count: int, left: Sequence[str], jobs: Any
) -> None:
    """Write job files or report missing results, if a script runs under ``pybrms-mix jobs``.

    Parameters
    ----------
    folder : str, Path or None
        The folder for the results.
    what : str
        The name of the function that makes the fits.
    count : int
        The number of results.
    left : sequence of str
        The names of the results that are missing in the folder.
    jobs : callable
        Returns the ``StoredJob`` for a name, or None for a job that this process must run.

    Raises
    ------
    JobsWritten
        After the job files are written.
    InvalidArgument
        If the call has no folder.
    InvalidFile
        If results are missing when they should be collected.
    """
    if mode() not in (WRITE, COLLECT) or not left:
        return
    if folder is None:
        raise InvalidArgument(
            f"{what}() needs a folder for its jobs.", hint=f"Write {what}(..., file='folder')."
        )
    home = Path(folder)
    if mode() == COLLECT:
        raise InvalidFile(
            f"{len(left)} of {count} results are missing in '{home}': {', '.join(left[:5])}"
            f"{', ...' if len(left) > 5 else ''}.",
            hint=f"Run the missing jobs: pybrms-mix jobs write, then pybrms-mix jobs run {home} "
            "1, 2, ....",
        )
    for old in glob.glob(f"{glob.escape(str(home))}/*{SUFFIX}"):
        Path(old).unlink(missing_ok=True)
    count_written = 0
    for name in left:
        job = jobs(name)
        if job is not None:
            count_written += 1
            stem = re.sub(r"[^A-Za-z0-9._-]", "_", name)[:60]
            job.write(home / f"{count_written:05d}-{stem}{SUFFIX}")
    if count_written:
        raise JobsWritten(home, count_written)


def job_path(folder: Path, number: int) -> Path:
    """Return the file of the job with this number, counted from 1.

    Raises
    ------
    InvalidArgument
        If the file does not exist.
    """
    files = sorted(folder.glob(f"{number:05d}-*{SUFFIX}"))
    if not files:
        count = len(list(folder.glob(f"*{SUFFIX}")))
        raise InvalidArgument(
            f"There is no job {number} in '{folder}'.",
            hint=f"The folder has {count} jobs."
            if count
            else "Jobs are written by pybrms-mix jobs write.",
        )
    return files[0]


def _plain(name: str, value: object) -> object:
    """Convert a setting to a value that JSON can hold.

    Raises
    ------
    InvalidArgument
        If the setting cannot be converted.
    """
    match value:
        case Tuning():
            return {"Tuning": {**asdict(value), "metric": value.metric.tolist()}}
        case SavePars():
            return {"SavePars": asdict(value)}
        case np.ndarray() | np.generic():
            return value.tolist()
        case Mapping():
            return {"dict": {str(n): _plain(f"{name}[{n!r}]", v) for n, v in value.items()}}
        case list() | tuple():
            return [_plain(name, v) for v in value]
        case None | bool() | int() | float() | str():
            return value
    raise InvalidArgument(
        f"Argument '{name}' cannot be written to a job file: it is a {type(value).__name__}.",
        hint="Pass values instead, or run the fits on an executor.",
    )


def _value(stored: Any) -> Any:
    """Restore the setting that ``_plain`` converted."""
    match stored:
        case {"Tuning": dict() as fields}:
            return Tuning(**{**fields, "metric": np.array(fields["metric"])})
        case {"SavePars": dict() as fields}:
            return SavePars(fields["group"], fields["all"], tuple(fields["manual"]))
        case {"dict": dict() as fields}:
            return {n: _value(v) for n, v in fields.items()}
        case list():
            return [_value(v) for v in stored]
    return stored
