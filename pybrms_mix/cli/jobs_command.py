"""The subcommand ``pybrms-mix jobs``: many fits without a Python executor.

``write`` runs a user's script up to its first call that makes many fits, and writes each fit to a
file as a job. ``run`` fits one job, in any process that can read the folder. ``collect`` runs the
script again, which then finds all fits in the folder. Replications of ``sbc()`` and simulations of
``bootstrap_lrt()`` are jobs as well.
"""

from __future__ import annotations

import argparse
import os
import runpy
import sys
from pathlib import Path

from pybrms_mix.base.array_jobs import COLLECT, WRITE, JobsWritten, working
from pybrms_mix.base.errors import InvalidArgument, InvalidFile
from pybrms_mix.base.file_errors import missing
from pybrms_mix.calibrate import replication_job as ranks
from pybrms_mix.refits import fit_job as fits
from pybrms_mix.refits import ratio_job as ratios
from pybrms_mix.store.job_files import job_path, read_job

_RUNNERS = {
    fits.KIND: fits.run_job,
    ranks.KIND: ranks.run_task,
    ratios.KIND: ratios.run_ratio,
}

_NUMBERS = ("SLURM_ARRAY_TASK_ID", "PBS_ARRAY_INDEX", "SGE_TASK_ID", "JOB_COMPLETION_INDEX")
"""Environment variables in which schedulers store the number of a job. The last one is that of
Kubernetes, which counts from 0."""


def jobs_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the subcommand."""
    words = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    for name, summary in (
        ("write", "run a script, and write the fits of its next call as jobs"),
        ("collect", "run a script after the fits of its jobs are finished"),
    ):
        step = words.add_parser(name, help=summary, description=summary)
        step.add_argument("script", type=Path, help="a Python script")
        step.add_argument("arguments", nargs=argparse.REMAINDER, help="arguments of the script")
    step = words.add_parser("run", help="run the fit of one job")
    step.add_argument(
        "folder", type=Path, help="the folder of the jobs: the script's argument file="
    )
    step.add_argument(
        "number",
        type=int,
        nargs="?",
        help="the number of the job, from 1 (default: the number that the scheduler sets)",
    )


def jobs(arguments: argparse.Namespace) -> int:
    """Run the subcommand and return the exit status."""
    if arguments.step == "run":
        return _run(arguments.folder, arguments.number)
    if arguments.step == "write":
        return _write(arguments.script, arguments.arguments)
    with working(COLLECT):
        _script(arguments.script, arguments.arguments)
    return 0


def _write(script: Path, arguments: list[str]) -> int:
    try:
        with working(WRITE):
            _script(script, arguments)
    except JobsWritten as jobs_written:
        print(
            f"{jobs_written.count} jobs were written. Run each with\n"
            f"    pybrms-mix jobs run {jobs_written.folder} 1    # to {jobs_written.count}\n"
            "and then\n"
            f"    pybrms-mix jobs collect {script}"
        )
        return 0
    print("The script has ended. No jobs are left to run.")
    return 0


def _script(script: Path, arguments: list[str]) -> None:
    """Run a Python script as ``python script`` does.

    Raises:
        InvalidFile: if there is no such script.
    """
    if not script.is_file():
        raise missing(script, "script")
    argv, path = sys.argv, list(sys.path)
    sys.argv = [str(script), *arguments]
    sys.path.insert(0, str(script.resolve().parent))
    try:
        runpy.run_path(str(script), run_name="__main__")
    finally:
        sys.argv, sys.path[:] = argv, path


def _run(folder: Path, number: int | None) -> int:
    at = _number() if number is None else number
    stored = read_job(job_path(folder, at))
    if stored.kind not in _RUNNERS:
        raise InvalidFile(f"Job {at} is of the unknown kind '{stored.kind}'.")
    print(f"Job {at}: {_RUNNERS[stored.kind](stored, folder)}")
    return 0


def _number() -> int:
    """Return the number of the job that a scheduler assigned to this process.

    Raises:
        InvalidArgument: if no scheduler has set a number.
    """
    for name in _NUMBERS:
        if (text := os.environ.get(name, "")).isdigit():
            return int(text) + (name == "JOB_COMPLETION_INDEX")
    raise InvalidArgument(
        "The number of the job is missing.",
        hint=f"Give the number, or set one of {', '.join(_NUMBERS)}.",
    )
