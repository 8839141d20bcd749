"""Names of files and folders, which are vectors of one text in R."""

from __future__ import annotations

import os
from typing import Any

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.r.values.r_vectors import CHARACTER, read

__all__: list[str] = []


def single_path(file: Any) -> str:
    """Return the name of a file from a text, a path, or a vector of one text.

    Raises
    ------
    InvalidArgument
        If the value is no text, or several.

    Examples
    --------
    >>> single_path(["a.csv"])
    'a.csv'
    """
    if isinstance(file, str | os.PathLike):
        return os.fspath(file)
    vector = read(file)
    if vector.kind != CHARACTER or len(vector) != 1 or vector.missing.any():
        raise InvalidArgument("The name of a file must be one text.")
    return str(vector.data[0])
