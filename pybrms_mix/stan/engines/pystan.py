"""The engine PyStan, which compiles a Stan program with a C++ compiler and caches the result.

This module uses the parts of PyStan without its web server: the compiler of httpstan and the
extension modules that it produces. PyStan itself cannot run inside a running event loop, returns
None on Ctrl-C, and breaks if two processes build the same program.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np

from pybrms_mix.base.errors import EngineError, InvalidArgument
from pybrms_mix.base.lazy import metadata
from pybrms_mix.model.draws import Sample
from pybrms_mix.stan.cells import Layout, layout, shaped, tidy
from pybrms_mix.stan.engines import pystan_chains
from pybrms_mix.stan.engines.progress import Progress
from pybrms_mix.stan.engines.protocol import Cells, Data, Starts
from pybrms_mix.stan.engines.pystan_cache import compiled, compiler
from pybrms_mix.stan.engines.pystan_module import completed, forked, loaded, on_module_thread
from pybrms_mix.stan.engines.settings import Settings

INSTALL_COMPILER = (
    "Install g++ (Debian, Ubuntu: apt-get install g++; Fedora: dnf install gcc-c++; macOS: "
    "xcode-select --install), or use stanli, which needs none."
)
_SAMPLER = "hmc_nuts_diag_e_adapt"


class PyStan:
    """The established engine, which compiles each program for half a minute (https://mc-stan.org)."""

    name = "PyStan"

    @property
    def version(self) -> str:
        """Return the version of PyStan, or "" if PyStan is not installed."""
        try:
            return metadata.version("pystan")
        except metadata.PackageNotFoundError:
            return ""

    def check(self) -> None:
        """Raise an EngineError if PyStan or a C++ compiler is missing."""
        if not self.version or importlib.util.find_spec("httpstan") is None:
            raise EngineError(
                "PyStan is not installed.",
                hint="Install it: pip install pystan (not available for Windows, and without "
                "wheels for Python 3.14: use WSL or Python 3.13, or stanli, which needs "
                "no compiler).",
            )
        if compiler() is None:
            raise EngineError(
                "PyStan needs a C++ compiler.",
                hint=INSTALL_COMPILER,
            )

    def prepare(self, program: str, data: Data) -> PyStanProgram:
        """Bind a program to data; compile the program if it is not in the cache."""
        self.check()
        return PyStanProgram(compiled(program), tidy(data), f"{self.name} {self.version}")


class PyStanProgram:
    """A compiled program with data. See ``protocol.Prepared``."""

    def __init__(self, path: Path, data: Mapping[str, np.ndarray], engine: str) -> None:
        """Bind the extension module at ``path`` to data."""
        self.engine = engine
        self._path, self._data = path, dict(data)
        try:
            self._columns = tuple(self._call("constrained_param_names"))
        except (RuntimeError, ValueError) as refusal:
            raise EngineError(f"PyStan: {refusal}") from None

    def _call(self, function: str, *arguments: object) -> Any:
        """Return the result of a function of the module for the data."""

        def call() -> Any:
            return getattr(loaded(self._path), function)(self._data, *arguments)

        return on_module_thread(call)

    @cached_property
    def dimension(self) -> int:
        """Return the number of unconstrained parameters."""
        # Stan's modules have no function for the dimension, but they refuse a point of another
        # dimension. The dimension is at most the number of cells.
        for size in range(len(self._columns), -1, -1):
            try:
                self._call("log_prob", [0.0] * size, True)
            except RuntimeError as refusal:
                if "number of unconstrained parameters" in str(refusal):
                    continue
            return size
        raise AssertionError(self._columns)

    @cached_property
    def _layout(self) -> tuple[Layout, ...]:
        """Return the columns of the cells of each variable."""
        return layout(self._columns)

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """Return the names in the parameters block, in order."""
        cells = len(self._call("write_array", [0.0] * self.dimension, False, False))
        return tuple(variable.name for variable in self._layout if variable.start < cells)

    def with_data(self, changes: Data) -> PyStanProgram:
        """Return the same program with other values for some of its data."""
        return PyStanProgram(self._path, {**self._data, **tidy(changes)}, self.engine)

    def log_density(self, u: np.ndarray) -> tuple[float, np.ndarray]:
        """Return log density and gradient, with the Jacobian.

        Each call copies the data and is slow.
        """
        point = np.asarray(u, dtype=float).tolist()
        assert len(point) == self.dimension, len(point)
        try:
            value = self._call("log_prob", point, True)
            return float(value), np.array(self._call("log_prob_grad", point, True))
        except (RuntimeError, ValueError):
            return -np.inf, np.full(self.dimension, np.nan)

    def constrain(self, u: np.ndarray) -> Cells:
        """Return all variables at an unconstrained point."""
        point = np.asarray(u, dtype=float).tolist()
        return shaped(np.array(self._call("write_array", point, True, True)), self._layout)

    def unconstrain(self, values: Mapping[str, object]) -> np.ndarray:
        """Return the unconstrained point at which all parameters have the given values."""
        empty = {name: np.empty(0) for name in self._bare}
        arrays = {name: np.asarray(value, dtype=float) for name, value in values.items()}
        try:
            return np.array(self._call("transform_inits", {**empty, **arrays}))
        except (RuntimeError, ValueError) as refusal:
            raise InvalidArgument(f"init: {refusal}") from None

    @cached_property
    def _bare(self) -> list[str]:
        """Return the names of variables without cells; Stan requires a value for them too."""
        names_with_cells = {variable.name for variable in self._layout}
        return [name for name in self._call("get_param_names") if name not in names_with_cells]

    def sample(self, settings: Settings, starts: Starts, progress: Progress) -> Sample:
        """Draw from the posterior. Equal seeds give equal draws on any number of cores."""

        def launch(chain: int, path: str) -> int:
            return on_module_thread(lambda: self._fork(chain, path, settings, starts))

        progress.started(settings.chains, settings.iter)
        try:
            chains = pystan_chains.sample(launch, settings, progress)
        finally:
            progress.finished()
        for remark in dict.fromkeys(text for chain in chains for text in chain.remarks):
            progress.message(remark, detail=True)
        values = np.array([np.array(chain.draws) for chain in chains])
        stats = [name for name in chains[0].columns if name.endswith("__")]
        first = len(stats)
        assert values.shape[2] == first + len(self._columns), values.shape
        return Sample(
            cells=shaped(values[:, :, first:], self._layout),
            stats={name: values[:, :, at] for at, name in enumerate(stats)},
            engine=self.engine,
            seconds=np.array(
                [[c.seconds.get(part, np.nan) for part in ("Warm-up", "Sampling")] for c in chains]
            ),
        )

    def _fork(self, chain: int, path: str, settings: Settings, starts: Starts) -> int:
        """Start a chain in a process that shares module and data; return the process id."""
        has_points = isinstance(starts, np.ndarray)
        init = self._start(starts[chain]) if isinstance(starts, np.ndarray) else {}
        module = loaded(self._path)
        options = {
            "data": self._data,
            "init": init,
            "random_seed": settings.seed,
            "chain": chain + 1,
            "init_radius": settings.init_radius if has_points else starts,
            "num_warmup": settings.discarded,
            "num_samples": settings.kept,
            "num_thin": settings.thin,
            "save_warmup": False,
            "refresh": settings.every,
            "max_depth": settings.max_treedepth,
            "delta": settings.adapt_delta,
        }
        service = partial(getattr(module, f"{_SAMPLER}_wrapper"), path)
        return forked(path, partial(service, **completed(module, _SAMPLER, options)))

    def _start(self, u: np.ndarray) -> dict[str, np.ndarray]:
        """Return the values of all parameters at an unconstrained point, even of empty ones."""
        module = loaded(self._path)
        cells = shaped(
            np.array(module.write_array(self._data, u.tolist(), True, True)), self._layout
        )
        return cells | {name: np.empty(0) for name in self._bare}
