"""R's ``storage.mode(x) <- "double"`` and ``mode(x) <- "numeric"``: other types, same shape."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.values.named_matrix import is_frame
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    LOGICAL,
    NUMBER,
    as_kind,
    read,
    to_python,
)

__all__ = ["with_mode"]

_KINDS = {"double": NUMBER, "numeric": NUMBER, "integer": NUMBER, "character": CHARACTER,
          "logical": LOGICAL, "list": LIST}  # fmt: skip


def with_mode(x: Any, to: str) -> Any:
    """Return a vector or a matrix after ``storage.mode(x) <- to``.

    Parameters
    ----------
    x : array_like
        A vector or a matrix.
    to : {"double", "numeric", "integer", "character", "logical", "list"}
        The type. Integers are doubles without their decimals.

    Returns
    -------
    array_like
        The elements as values of this type, with their names and dimensions.

    Raises
    ------
    InvalidData
        If the type is another one, or ``x`` is a factor or a data frame.

    Examples
    --------
    >>> with_mode(["1", "2.5"], "numeric")
    array([1. , 2.5])
    """
    if to not in _KINDS:
        raise InvalidData(f"The type '{to}' of a value is not available here.")
    vector = None if is_frame(x) else read(x)
    if vector is None or vector.kind == FACTOR or vector.date:
        raise InvalidData("invalid to change the storage mode of a factor")
    shaped = replace(
        as_kind(vector, _KINDS[to]), names=vector.names, dim=vector.dim, axes=vector.axes
    )
    if to == "integer":
        shaped = replace(shaped, data=np.trunc(shaped.data), whole=True)
    elif _KINDS[to] == NUMBER:
        shaped = replace(shaped, whole=False)
    return to_python(shaped)
