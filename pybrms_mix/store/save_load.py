"""``fit.save()`` and ``load()``."""

from __future__ import annotations

from pathlib import Path

from pybrms_mix.base.door import public
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.store.sealed import sweep
from pybrms_mix.store.store import path_of, read, write


@method
def save(fit: Fit, file: str | Path) -> Path:
    """Store a fit in a file.

    The file is netCDF-4 with a checksum at its end. ``load()`` reads it, and so does
    ``brm(..., file=)``. A file that is there already is replaced when the new one is complete.

    Parameters
    ----------
    fit : Fit
        The fit, with or without draws.
    file : str or Path
        The name of the file. It gets the ending ".nc" if it has another.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    InvalidArgument
        If ``file`` is not the name of a file.
    InvalidFile
        If the file cannot be written.

    Examples
    --------
    >>> fit.save("fit.nc")  # doctest: +SKIP
    PosixPath('fit.nc')
    """
    path = path_of(file)
    write(fit, path)
    return path


@public
def load(file: str | Path) -> Fit:
    """Return the fit that a file holds.

    Reading runs nothing that the file contains, and checks the file's checksum first.

    Parameters
    ----------
    file : str or Path
        The name that ``fit.save()`` or ``brm(..., file=)`` was given, with or without ".nc".

    Returns
    -------
    Fit
        The fit, equal to the one that was stored.

    Raises
    ------
    InvalidArgument
        If ``file`` is not the name of a file.
    InvalidFile
        If there is no such file, it is damaged, or it holds something else.

    Examples
    --------
    >>> import pandas as pd, pybrms_mix as pm
    >>> d = pd.DataFrame({"y": [0.1, 0.4, 0.2, 5.2, 5.9, 6.1]})
    >>> path = pm.brm("y ~ 1", d, empty=True).save("fit.nc")  # doctest: +SKIP
    >>> pm.load("fit.nc").nobs  # doctest: +SKIP
    6
    """
    path = path_of(file)
    sweep(path)
    return read(path)
