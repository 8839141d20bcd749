"""Stan programs compiled by g++ -O3, as rstan compiles the programs of brms.

PyStan copies the data in each call of a gradient, which takes longer than some gradients. Here the
programs are functions of a shared library, which are bound to data once.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from platformdirs import user_cache_dir

_HERE = Path(__file__).parent
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_HERE), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_FLAGS = (
    "-O3", "-std=c++17", "-w", "-shared", "-fPIC", "-fvisibility=hidden", "-fno-gnu-unique",
    "-DBOOST_DISABLE_ASSERTS", "-DBOOST_PHOENIX_NO_VARIADIC_EXPRESSION", "-D_REENTRANT",
    "-D_GLIBCXX_USE_CXX11_ABI=0",
)  # fmt: skip
_TOGETHER = 8  # programs in one translation unit, which share the time for Stan's headers


class Compiled:
    """A compiled program that is bound to data."""

    def __init__(self, library: ctypes.CDLL, name: str, data: Mapping[str, object]) -> None:
        """Bind the program with this name in the library to data."""
        made = getattr(library, f"made_{name}")
        made.restype = ctypes.c_void_p
        self._program = ctypes.c_void_p(made(_written(data)))
        self._library = library
        self._gradient = library.gradient
        self._gradient.restype = ctypes.c_double
        self.dimension: int = library.dimension(self._program)

    def unconstrain(self, values: Mapping[str, object]) -> np.ndarray:
        """Return the unconstrained point at which the parameters have these values."""
        point = np.empty(self.dimension)
        failed = self._library.unconstrain(self._program, _written(values), _address(point))
        assert not failed, values
        return point

    def log_density(self, u: np.ndarray) -> tuple[float, np.ndarray]:
        """Return log density and gradient, with the Jacobian and all constants."""
        slope = np.empty(self.dimension)
        return self._gradient(self._program, _address(u), _address(slope)), slope


def _address(values: np.ndarray) -> ctypes.c_void_p:
    return ctypes.c_void_p(values.ctypes.data)


def _written(values: Mapping[str, object]) -> bytes:
    return json.dumps({name: np.asarray(v).tolist() for name, v in values.items()}).encode()


def libraries(programs: Sequence[str], *, optimised: bool = False) -> list[tuple[ctypes.CDLL, str]]:
    """Return for each program the library that holds it, and its name there.

    Args:
        programs: Stan programs.
        optimised: whether stanc gets the option ``--O1``, which rstan does not give it.
    """
    names = [f"p{hashlib.sha256(p.encode()).hexdigest()[:12]}" for p in programs]
    found = []
    for start in range(0, len(programs), _TOGETHER):
        some = dict(zip(names[start:][:_TOGETHER], programs[start:][:_TOGETHER], strict=True))
        library = ctypes.CDLL(str(_library(some, optimised=optimised)))
        found += [(library, name) for name in names[start:][:_TOGETHER]]
    return found


def _library(programs: Mapping[str, str], *, optimised: bool) -> Path:
    """Return the shared library of some programs; compile it if it is not in the cache."""
    import httpstan

    home = Path(httpstan.__file__).parent
    source = _ENVIRONMENT.get_template("compiled.cpp.jinja").render(names=list(programs))
    facts = (httpstan.__version__, str(home), str(optimised), *_FLAGS, source)
    key = hashlib.sha256("\n".join(facts).encode()).hexdigest()[:24]
    folder = Path(user_cache_dir("pybrms_mix"), "benchmarks")
    folder.mkdir(parents=True, exist_ok=True)
    library = folder / f"{key}.so"
    if library.exists():
        return library
    options = ["--O1"] if optimised else []
    with tempfile.TemporaryDirectory() as workshop:
        for name, program in programs.items():
            stan = Path(workshop, f"{name}.stan")
            stan.write_text(program, "utf-8")
            stanc = [home / "stanc", *options, "--name", name, "--print-cpp", stan]
            translated = subprocess.run(stanc, capture_output=True, check=True, text=True)
            stan.with_suffix(".hpp").write_text(translated.stdout, "utf-8")
        main, made = Path(workshop, "main.cpp"), Path(workshop, "made.so")
        main.write_text(source, "utf-8")
        places = [f"-I{workshop}", f"-I{home / 'include'}", f"-L{home / 'lib'}"]
        libraries = ["-ltbb", f"-Wl,-rpath,{home / 'lib'}"]
        solvers = ["-lsundials_cvodes", "-lsundials_idas", "-lsundials_nvecserial"]
        command = ["g++", *_FLAGS, *places, str(main), "-o", str(made), *solvers, *libraries]
        subprocess.run(command, check=True)
        library.write_bytes(made.read_bytes())
    return library
