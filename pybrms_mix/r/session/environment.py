"""Environment variables of a ported script: the variables of the process and of the script."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from pybrms_mix.r.values.r_vectors import CHARACTER, characters, read, text, to_python

__all__ = ["environment", "set_environment"]

# Variables that ``Sys.setenv()`` has set. The environment of the process does not change.
_SET: dict[str, str] = {}


def set_environment(**values: Any) -> Any:
    """Set environment variables for later calls of ``environment()``, as ``Sys.setenv()``.

    The value is true for each variable.

    Parameters
    ----------
    **values
        The values by the names of the variables.

    Examples
    --------
    >>> set_environment(MODELS="fits")
    True
    >>> environment("MODELS")
    'fits'
    """
    for name, value in values.items():
        _SET[name] = str(text(read(value)).data[0])
    return [True] * len(values) if len(values) > 1 else True


def environment(x: Any, unset: Any = "") -> Any:
    """Return the values of environment variables, as ``Sys.getenv(x, unset)``.

    Parameters
    ----------
    x : str or sequence of str
        The names of the variables.
    unset : str, default ""
        The value for a variable that does not exist; NA and None give a missing value.

    Returns
    -------
    str or ndarray
        One value for each name.

    Examples
    --------
    >>> environment("NO_SUCH_VARIABLE", "none")
    'none'
    """
    names = read(x)
    unset_vector = read(unset)
    default = unset_vector.data[0] if unset_vector.kind == CHARACTER else None
    values = [_SET.get(n, os.environ.get(n, default)) for n in names.data]
    single_value = np.nan if values[0] is None else values[0]
    return single_value if names.single else to_python(characters(values))
