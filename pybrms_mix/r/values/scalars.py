"""Python scalars as elements of R vectors."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd


def is_missing(value: Any) -> bool:
    """Return whether a scalar stands for NA."""
    if isinstance(value, (np.datetime64, datetime.date)):
        return bool(np.isnat(np.datetime64(value)))
    return value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value))


def is_r_list(values: Sequence[Any]) -> bool:
    """Return whether a Python list of scalars holds what only a list of R can hold.

    These are scalars of several types, and NULL, which is None. NA is never None in a Python list,
    and strings with NA are an array if they are a vector.
    """
    kinds = {str if isinstance(v, str) else bool if isinstance(v, (bool, np.bool_)) else float
             for v in values if not is_missing(v)}  # fmt: skip
    missing_text = kinds == {str} and any(map(is_missing, values))
    return len(kinds) > 1 or missing_text or any(v is None for v in values)


def is_list_of_numbers(x: Any) -> bool:
    """Return whether ``x`` is a list of R that holds numbers or logical values alone.

    Vectors of numbers are arrays. A Python list of strings may be a vector or a list of R.
    """
    return isinstance(x, list) and bool(x) and not any(isinstance(v, str) for v in x)


def is_empty_list(x: Any) -> bool:
    """Return whether ``x`` is the value of ``vector("list", n)``: a list of NULL."""
    return isinstance(x, list) and bool(x) and all(v is None for v in x)


def are_whole(numbers: np.ndarray) -> bool:
    """Return whether all numbers are whole or missing, so that they may be integers of R.

    NumPy has no missing integer, and vectors that are filled later are floats, so the type of the
    array does not tell.
    """
    present = numbers[~np.isnan(numbers)]
    return bool(np.all(np.isfinite(present) & (present % 1 == 0)))
