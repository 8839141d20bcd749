"""Compile one Stan program with the compiler of httpstan, in a process of its own.

``pystan_cache.py`` runs this file. The last argument is a folder with the file program.stan. The
extension module is written below that folder. This file imports nothing of the package.

A separate process can be killed with everything that it started, needs no event loop of the caller,
and keeps the redirection of the standard error by httpstan away from the caller. The process leads
a process group and ends with its caller: if the standard input is closed, the compiler is killed.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

# stanc 2.35 needs 0.04 s. The limit of one second in httpstan is too short on a busy machine.
_PATIENCE = 300


def build(program: str, folder: Path) -> None:
    """Write the compiled extension module of a program below ``folder``.

    The option ``--O1`` of stanc stores vectors of parameters as one array of values and one array
    of adjoints. This makes gradients several times faster.

    Raises:
        ValueError: with the message of stanc, if the program is not valid Stan.
    """
    import httpstan.cache  # noqa: PLC0415 - PyStan may be missing, and its import is slow
    import httpstan.compile  # noqa: PLC0415
    import httpstan.models  # noqa: PLC0415

    httpstan.cache.cache_directory = lambda: folder
    httpstan.compile.compile = _stanc
    asyncio.run(httpstan.models.build_services_extension_module(program))


def _stanc(program: str, name: str) -> tuple[str, str]:
    """Return the C++ code of a program and the warnings of stanc, like ``compile`` of httpstan."""
    import httpstan  # noqa: PLC0415

    stanc = Path(httpstan.__file__).parent / "stanc"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"{name}.stan")
        source.write_text(program, encoding="utf-8")
        process = subprocess.run(
            [stanc, "--O1", "--name", name, "--print-cpp", source],
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    notes = process.stderr.decode().strip()
    if process.returncode != 0:
        raise ValueError(notes)
    return process.stdout.decode(), notes


def _end_with_caller() -> None:
    """Wait until the standard input is closed, then kill this process group."""
    # A thread that waits in sys.stdin keeps Python from ending, so the file descriptor is read.
    while os.read(0, 1):
        pass
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=_end_with_caller, daemon=True).start()
    workshop = Path(sys.argv[-1])
    try:
        build((workshop / "program.stan").read_text("utf-8"), workshop)
    except ValueError as refusal:
        sys.exit(str(refusal))
