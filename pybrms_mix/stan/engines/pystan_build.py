"""Compile one Stan program with PyStan's own machinery, in a process of its own.

Run with a folder as last argument that holds program.stan (``pystan_cache.py`` does): the
extension module is left below it. Imports nothing of this package.

A process of its own can be killed as a whole, needs no event loop of the caller, and keeps
httpstan's redirection of the standard error away from the caller's. It leads a group of processes
and ends with its caller: when the standard input is closed, the compiler is killed.
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

# stanc 2.35 needs 0.04 s, and httpstan gives up after one second: too soon on a busy machine.
_PATIENCE = 300


def build(program: str, folder: Path) -> None:
    """Leave the compiled extension module of ``program`` somewhere below ``folder``.

    Compiled with ``stanc --O1``: vectors of parameters are then stored as one array of values
    and one of adjoints, which makes gradients several times faster.

    Raises:
        ValueError: with stanc's message, if the program is not Stan.
    """
    import httpstan.cache  # noqa: PLC0415 - PyStan may be absent, and is heavy
    import httpstan.compile  # noqa: PLC0415
    import httpstan.models  # noqa: PLC0415

    httpstan.cache.cache_directory = lambda: folder
    httpstan.compile.compile = _stanc
    asyncio.run(httpstan.models.build_services_extension_module(program))


def _stanc(program: str, name: str) -> tuple[str, str]:
    """Return the C++ of ``program`` and stanc's warnings: httpstan's ``compile``, with ``--O1``."""
    import httpstan  # noqa: PLC0415

    stanc = Path(httpstan.__file__).parent / "stanc"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"{name}.stan")
        source.write_text(program, encoding="utf-8")
        done = subprocess.run(
            [stanc, "--O1", "--name", name, "--print-cpp", source],
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    notes = done.stderr.decode().strip()
    if done.returncode != 0:
        raise ValueError(notes)
    return done.stdout.decode(), notes


def _end_with_caller() -> None:
    """Wait for the end of the standard input, and kill this process with all that it started."""
    # Not sys.stdin: a thread that waits in it keeps Python from ending.
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
