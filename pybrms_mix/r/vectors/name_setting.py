"""R's replacement functions for names: names(x) <-, colnames(x) <-, rownames(x) <-."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.named_matrix import (
    NamedMatrix,
    axes_of,
    distinct_columns,
    is_frame,
    matrix_of,
)
from pybrms_mix.r.values.own_attributes import carrying
from pybrms_mix.r.values.r_vectors import read, text, to_python
from pybrms_mix.r.values.row_names import NAMED_ROWS, without_numbers
from pybrms_mix.r.values.scalars import is_empty_list
from pybrms_mix.r.vectors.vectors import named, named_list

__all__ = ["with_row_names", "without_names"]


@carrying
def with_names(x: Any, value: Any, *, of_list: bool = False) -> Any:
    """Return ``x`` after ``names(x) <- value``, with new names of elements or columns.

    With ``of_list`` a list is one in R, whose elements keep their own types.
    """
    new_names = text(read(value)).data
    if isinstance(x, pd.DataFrame):
        if len(new_names) > x.shape[1]:
            raise InvalidData("more column names than columns")
        return distinct_columns(
            x.set_axis([*new_names, *map(str, x.columns[len(new_names) :])], axis=1)
        )
    vector = read(x)
    if value is None:
        return to_python(vector.plain())
    if len(new_names) > len(vector):
        raise InvalidData(
            f"'names' attribute [{len(new_names)}] must be the same length as the vector "
            f"[{len(vector)}]"
        )
    full = [*new_names, *[None] * (len(vector) - len(new_names))]
    if is_empty_list(x) or (of_list and isinstance(x, list)):
        return named_list(x, ["<NA>" if v is None else v for v in full])
    names = tuple("<NA>" if v is None else v for v in full)
    return to_python(replace(vector, names=names, dim=None, single=False))


def with_column_names(x: Any, value: Any) -> Any:
    """Return ``x`` after ``colnames(x) <- value``."""
    if value is None and isinstance(x, NamedMatrix):
        return matrix_of(x.to_numpy(), axes_of(x)[0])
    if isinstance(x, np.ndarray) and x.ndim == 2:
        return matrix_of(x, None, None if value is None else list(text(read(value)).data))
    return with_names(x, value)


def with_row_names(x: Any, value: Any) -> Any:
    """Return ``x`` after ``rownames(x) <- value``."""
    frame = x if isinstance(x, pd.DataFrame) else NamedMatrix(np.asarray(x))
    if value is None:
        return without_numbers(frame.reset_index(drop=True))
    result = frame.set_axis(list(text(read(value)).data), axis=0)
    if is_frame(result):
        result.attrs[NAMED_ROWS] = True
    return result


def without_names(x: Any) -> Any:
    """Return ``unname(x)``: a vector without names, or a matrix without names of rows and columns.

    Raises
    ------
    InvalidData
        If ``x`` is a data frame, whose columns have names here.

    Examples
    --------
    >>> without_names(named([3, 4], ["a", "b"])).tolist()
    [3, 4]
    """
    if isinstance(x, NamedMatrix):
        return np.asarray(x)
    if isinstance(x, pd.DataFrame):
        if pd.api.types.is_integer_dtype(x.index):
            raise InvalidData("The result of unname() of a data frame has columns without names.")
        return x.to_numpy()
    return x if isinstance(x, np.ndarray) and x.ndim > 1 else named(x, None)
