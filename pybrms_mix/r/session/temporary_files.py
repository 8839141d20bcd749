"""A folder for files that a session needs only while it runs."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import uuid
from functools import cache
from pathlib import Path

__all__ = ["temporary_file", "temporary_folder"]


@cache
def temporary_folder() -> str:
    """Return ``tempdir()``: the folder of this session, which is removed when Python ends.

    Examples
    --------
    >>> temporary_folder() == temporary_folder()
    True
    """
    folder = tempfile.mkdtemp(prefix="pybrms-mix-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def is_temporary(path: Path) -> bool:
    """Return whether a path is the folder of this session, or lies in it."""
    is_in_use = temporary_folder.cache_info().currsize > 0
    return is_in_use and path.is_relative_to(Path(temporary_folder()).resolve())


def temporary_file(pattern: str = "file", tmpdir: str | None = None, fileext: str = "") -> str:
    """Return ``tempfile(pattern, tmpdir, fileext)``: the name of a file that does not exist.

    Parameters
    ----------
    pattern : str, default "file"
        The beginning of the name.
    tmpdir : str, optional
        The folder; by default that of the session.
    fileext : str, default ""
        The end of the name, such as ``".csv"``.

    Returns
    -------
    str
        The path.

    Examples
    --------
    >>> temporary_file("fit", fileext=".rds").endswith(".rds")
    True
    """
    folder = temporary_folder() if tmpdir is None else tmpdir
    return (Path(folder) / f"{pattern}{uuid.uuid4().hex[:12]}{fileext}").as_posix()
