"""Say which engines work here, and what to do about those that do not.

``pybrms-mix doctor`` and ``python -m pybrms_mix.stan.doctor`` print it.
"""

from __future__ import annotations

import os
import platform

from pybrms_mix.errors import EngineError
from pybrms_mix.stan.engine import ENGINES, choose
from pybrms_mix.stan.protocol import Engine
from pybrms_mix.stan.pystan_cache import cache_folder, compiler


def doctor() -> str:
    """Return a report for reading: engines, versions, compiler, cache. Compiles nothing."""
    lines = [
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} processors",
        *(line for engine in ENGINES.values() for line in _engine(engine)),
        f"C++ compiler: {compiler() or 'none (PyStan alone needs one)'}",
        _cache(),
        f'backend = "auto" uses: {_auto()}',
    ]
    return "\n".join(lines)


def _engine(engine: Engine) -> list[str]:
    """Return what there is to say of ``engine``."""
    name = f"{engine.name} {engine.version}".strip()
    try:
        engine.check()
    except EngineError as failure:
        first, *rest = str(failure).splitlines()
        return [f"{name}: does not work. {first}", *(f"    {line}" for line in rest)]
    return [f"{name}: works"]


def _cache() -> str:
    """Return where compiled programs lie, how many they are and what room they take."""
    modules = list(cache_folder().glob("*.so"))
    size = sum(path.stat().st_size for path in modules) / 1e6
    return f"Compiled programs: {len(modules)} ({size:.0f} MB) in {cache_folder()}"


def _auto() -> str:
    """Return the name of the engine that is tried first here, or that there is none."""
    try:
        return choose().name
    except EngineError:
        return "nothing: install one of them"


if __name__ == "__main__":
    print(doctor())
