"""Read and write R's ``.rds`` and ``.RData`` files; list files, and ask whether they exist.

A fit is stored in such a file as a list of class ``pybrms_mix_fit`` which holds the bytes of the
package's own format. R can read the file, and this package restores the fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.public_calls import warn
from pybrms_mix.r import as_character, grepl, sort
from pybrms_mix.r.values.single_paths import single_path
from pybrms_mix.rfile.read_rds import read, with_file_errors
from pybrms_mix.rfile.robjects import RObject, classes
from pybrms_mix.rfile.write_rds import write_rdata, write_rds
from pybrms_mix.rscript.data_files.of_r_objects import value_of
from pybrms_mix.rscript.data_files.plain_texts import target
from pybrms_mix.rscript.data_files.to_r_objects import r_object, unstored
from pybrms_mix.store.brmsfit.brmsfit_file import fit_of
from pybrms_mix.store.save_load import load


def read_rds(file: str | Path) -> Any:
    """Return the value in an ``.rds`` file, or a dict of all variables in an ``.RData`` file.

    R's data frames become pandas data frames with categorical factors; row numbers start at 0 where
    R numbers rows from 1. A fit of brms becomes a ``Fit``. If the file does not exist, a fit that
    ``brm(file = )`` stored under the same name is returned.

    Raises:
        InvalidFile: if the file does not exist, or is not a file of R.
    """
    path = Path(single_path(file))
    netcdf_path = path.with_suffix(".nc")
    if not path.exists() and netcdf_path.exists():
        return load(netcdf_path)
    value = read(path)
    if "brmsfit" in classes(value):
        return fit_of(value, file)
    return with_file_errors(file, lambda: value_of(value))


def store_rds(value: Any, file: str | Path) -> None:
    """Store a value in a file as R's ``saveRDS()`` does. A fit is stored completely.

    Warns:
        PybrmsWarning: if R's files cannot hold such a value. The file holds the reason in place of
            the value, and reading it is an error.
    """
    try:
        stored = r_object(value)
    except InvalidData as error:
        warn(f"'{file}' does not hold the value: {error.message}")
        stored = unstored(error.message)
    write_rds(stored, target(file))


def store_rdata(file: str | Path, objects: Mapping[str, Any] | None = None, **values: Any) -> None:
    """Store variables in a file as R's ``save()`` does. Fits are stored completely.

    ``objects`` holds variables whose R names are no names in Python.

    Warns:
        PybrmsWarning: if R's files cannot hold such a variable; the variable is not stored.
    """
    path = target(file)
    stored: dict[str, RObject] = {}
    for name, value in {**values, **(objects or {})}.items():
        try:
            stored[name] = r_object(value)
        except InvalidData as error:
            warn(f"'{name}' is not written to '{file}': {error.message}")
    write_rdata(stored, path)


def file_exists(file: Any) -> Any:
    """Return whether a file exists; a fit stored by ``brm(file = )`` counts as its ``.rds``.

    Several files give an array of truth values.
    """
    if not isinstance(file, str | Path):
        return np.array([file_exists(f) for f in as_character(file)], dtype=bool)
    path = Path(file)
    return path.exists() or (path.suffix.lower() == ".rds" and path.with_suffix(".nc").exists())


def list_files(
    folder: str | Path = ".", pattern: str | None = None, *, full_names: bool = False,
    recursive: bool = False,
) -> list[str]:  # fmt: skip
    """Return the names of the files in a folder in the order of R's ``list.files()``.

    A fit that ``brm(file = )`` stored has the name that brms gives its file. Hidden files are left
    out. A folder that does not exist has no files.
    """
    top = Path(single_path(folder))
    paths = top.rglob("*") if recursive else top.glob("*")
    names = [p.relative_to(top) for p in paths if not (recursive and p.is_dir())]
    spelt_names = {(n.with_suffix(".rds") if n.suffix == ".nc" else n).as_posix() for n in names
                   if not any(part.startswith(".") for part in n.parts)}  # fmt: skip
    matching_names = [
        n for n in spelt_names if pattern is None or grepl(pattern, n.rpartition("/")[2])
    ]
    ordered = [] if not matching_names else [str(n) for n in sort(matching_names)]
    return [f"{folder}/{n}" for n in ordered] if full_names else ordered
