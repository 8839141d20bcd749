"""``fit.save()`` and ``load()``: store a fit in a file, and read it."""

from __future__ import annotations

from pathlib import Path

from pybrms_mix.base.errors import InvalidFile
from pybrms_mix.base.public_calls import public
from pybrms_mix.results.fit import Fit, joint_method
from pybrms_mix.store.sealed import sweep
from pybrms_mix.store.store import existing_path_of, path_of, read, write

_R_SUFFIX = ".rds"


@joint_method
def save(fit: Fit, file: str | Path) -> Path:
    """Store a fit in a file.

    The file is netCDF-4 with a checksum at its end. ``load()`` and ``brm(..., file=)`` read the
    file. An existing file is replaced only when the new file is complete.

    Parameters
    ----------
    fit : Fit
        A fit, with or without draws.
    file : str or Path
        The name of the file. The ending ".nc" is appended if the name has another ending.

    Returns
    -------
    Path
        The path of the file.

    Raises
    ------
    InvalidArgument
        If ``file`` is not the name of a file.
    InvalidFile
        If the file cannot be written.

    See Also
    --------
    load : Read a stored fit.

    Examples
    --------
    >>> import pybrms_mix as pm
    >>> pm.save(fit, "fits/two.nc").name
    'two.nc'
    """
    path = path_of(file)
    write(fit, path)
    return path


@public
def load(file: str | Path) -> Fit:
    """Read a fit from a file.

    The checksum of the file is verified first. Reading runs no code from the file.

    Parameters
    ----------
    file : str or Path
        The name passed to ``fit.save()`` or ``brm(..., file=)``, with or without ".nc".

    Returns
    -------
    Fit
        A fit equal to the stored fit.

    Raises
    ------
    InvalidArgument
        If ``file`` is not the name of a file.
    InvalidFile
        If the file does not exist, is damaged, or is not a stored fit.

    Examples
    --------
    >>> import pybrms_mix as pm
    >>> path = pm.save(fit, "fit.nc")
    >>> pm.load(path).nobs
    60
    """
    path = existing_path_of(file)
    if str(file).endswith(_R_SUFFIX) and not path.exists():
        raise InvalidFile(
            f"There is no file '{path}', and load() reads no files of R.",
            hint=f"A fit of brms is read by read_brmsfit({str(file)!r}).",
        )
    sweep(path)
    return read(path)
