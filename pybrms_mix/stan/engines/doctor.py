"""A report on the engines that work on this machine, with instructions for those that do not.

``pybrms-mix doctor`` and ``python -m pybrms_mix.stan.engines.doctor`` print the report.
"""

from __future__ import annotations

import platform
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from pybrms_mix.base.errors import EngineError
from pybrms_mix.base.processors import processors
from pybrms_mix.base.resources import folder
from pybrms_mix.base.version import __version__
from pybrms_mix.stan.engines.engine import ENGINES, choose
from pybrms_mix.stan.engines.protocol import Engine
from pybrms_mix.stan.engines.pystan import INSTALL_COMPILER
from pybrms_mix.stan.engines.pystan_cache import cache_folder, compiler

_ABOUT = {
    "stanli": "runs programs without compilation",
    "PyStan": "compiles each program once, for about half a minute",
}


def doctor() -> str:
    """Return the report: engines, versions, compiler and cache. Nothing is compiled."""
    return "\n".join(
        [
            f"pybrms_mix {__version__}, Python {platform.python_version()} on "
            f"{platform.system()} {platform.machine()}, {processors()} processors",
            *(line for engine in ENGINES.values() for line in _engine(engine)),
            *_compiler(),
            *_cache(cache_folder()),
            f'backend = "auto" uses: {_auto()}',
        ]
    )


def _engine(engine: Engine) -> Iterator[str]:
    """Yield the lines of the report about one engine."""
    name = f"{engine.name} {engine.version}".strip()
    try:
        engine.check()
        if engine.name == "stanli":
            _proved(engine)
    except EngineError as failure:
        first, *rest = str(failure).splitlines()
        yield f"{name}: does not work. {first}"
        yield from (f"    {line}" for line in rest)
    else:
        yield f"{name}: works; {_ABOUT[engine.name]}"


def _proved(engine: Engine) -> None:
    """Raise an EngineError if the engine's gradient of a normal density is wrong."""
    program = (folder("templates") / "doctor.stan").read_text("utf-8")
    _, slope = engine.prepare(program, {"prior_only": 0}).log_density(np.ones(1))
    if not np.allclose(slope, -1):
        raise EngineError(
            f"stanli computes the derivative {slope[0]:g} of the normal log density at 1, "
            "where it should be -1.",
            hint="Install it again: pip install --force-reinstall 'stanli>=0.24,<0.25'",
        )


def _compiler() -> Iterator[str]:
    """Yield the C++ compiler that PyStan would use, and whether it runs."""
    path = compiler()
    if path is None:
        yield "C++ compiler: none (only PyStan needs one)"
        yield f"    {INSTALL_COMPILER}"
        return
    process = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    output = (process.stdout or process.stderr).strip().splitlines() or ["no message"]
    if process.returncode == 0:
        yield f"C++ compiler: {path} ({output[0]})"
    else:
        yield f"C++ compiler: {path} does not work: {output[0]}"
        yield f"    {INSTALL_COMPILER}"


def _cache(place: Path) -> Iterator[str]:
    """Yield the folder of compiled programs, their number and their size."""
    modules = list(place.glob("*.so"))
    size = sum(path.stat().st_size for path in modules) / 1e6
    yield f"Compiled programs: {len(modules)} ({size:.0f} MB) in {place}"
    if modules:
        yield (
            "    They can be deleted at any time: pybrms_mix compiles programs again when they "
            "are needed."
        )
    try:
        place.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=place).close()
    except OSError as failure:
        yield f"    PyStan cannot write there: {failure.strerror}."
        yield "    Make the folder writable, or set XDG_CACHE_HOME to another folder."


def _auto() -> str:
    """Return the name of the engine that "auto" tries first, or a remark that no engine works."""
    try:
        return choose().name
    except EngineError:
        return "no engine: install one of them"


if __name__ == "__main__":
    print(doctor())
