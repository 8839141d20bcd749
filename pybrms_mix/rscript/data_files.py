"""R's own data files: ``.rds`` and ``.RData``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pybrms_mix.rfile.python_values import python_of
from pybrms_mix.rfile.read_rds import read, taken
from pybrms_mix.rfile.robjects import classes
from pybrms_mix.store.brmsfit.brmsfit_file import fit_of


def read_rds(file: str | Path) -> Any:
    """Return what an ``.rds`` file holds; of an ``.RData`` file everything, by its name.

    Data frames are pandas', factors categorical, rows counted from 0 where R numbers them. A
    fit of brms is a ``Fit``.

    Raises:
        InvalidFile: if there is no such file, or it is none of R's.
    """
    value = read(file)
    if "brmsfit" in classes(value):
        return fit_of(value, file)
    return taken(file, lambda: python_of(value))
