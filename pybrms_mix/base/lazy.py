"""Large libraries that are imported on first use.

Importing all of them would slow ``import pybrms_mix`` down by seconds, and most sessions use few of
them. Other modules import the names from here, as in
``from pybrms_mix.base.lazy import special, xarray as xr``. They use these names only inside
functions and in annotations. A default value, a decorator or a module constant that uses such a
name would import the library at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = [
    "arviz", "backend_pdf", "colors", "container", "fft", "filelock", "formulaic", "h5netcdf",
    "hierarchy", "integrate", "interpolate", "ipython_display", "linalg", "loky", "metadata",
    "narwhals", "optimize", "pandas", "patches", "pyplot", "rich_progress", "spatial",
    "special", "stats", "threadpoolctl", "ticker", "xarray", "yaml",
]  # fmt: skip

if TYPE_CHECKING:
    from importlib import metadata

    import arviz
    import filelock
    import h5netcdf
    import loky
    import narwhals
    import pandas
    import rich.progress as rich_progress
    import threadpoolctl
    import xarray
    import yaml
    from formulaic import transforms as formulaic
    from IPython import display as ipython_display
    from matplotlib import colors, container, patches, pyplot, ticker
    from matplotlib.backends import backend_pdf
    from scipy import fft, integrate, interpolate, linalg, optimize, spatial, special, stats
    from scipy.cluster import hierarchy
else:
    from importlib import import_module
    from warnings import catch_warnings, simplefilter

    class _Library:
        """A proxy of a module.

        The module is imported when the first attribute of the proxy is read.
        """

        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, attribute: str) -> object:
            if attribute == "__wrapped__":  # inspect asks this of every object
                raise AttributeError(attribute)
            with catch_warnings():
                # ArviZ warns about its own future changes, which do not affect users of this
                # package.
                simplefilter("ignore", FutureWarning)
                attribute_value = getattr(import_module(self._name), attribute)
            setattr(self, attribute, attribute_value)
            return attribute_value

    arviz = _Library("arviz")
    colors = _Library("matplotlib.colors")
    container = _Library("matplotlib.container")
    fft = _Library("scipy.fft")
    filelock = _Library("filelock")
    formulaic = _Library("formulaic.transforms")
    h5netcdf = _Library("h5netcdf")
    hierarchy = _Library("scipy.cluster.hierarchy")
    integrate = _Library("scipy.integrate")
    interpolate = _Library("scipy.interpolate")
    ipython_display = _Library("IPython.display")
    linalg = _Library("scipy.linalg")
    loky = _Library("loky")
    metadata = _Library("importlib.metadata")
    narwhals = _Library("narwhals")
    optimize = _Library("scipy.optimize")
    pandas = _Library("pandas")
    patches = _Library("matplotlib.patches")
    backend_pdf = _Library("matplotlib.backends.backend_pdf")
    pyplot = _Library("matplotlib.pyplot")
    ticker = _Library("matplotlib.ticker")
    rich_progress = _Library("rich.progress")
    spatial = _Library("scipy.spatial")
    special = _Library("scipy.special")
    stats = _Library("scipy.stats")
    threadpoolctl = _Library("threadpoolctl")
    xarray = _Library("xarray")
    yaml = _Library("yaml")
