"""The names that rows get from the vectors and data frames that are bound side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.name_repair import repaired
from pybrms_mix.r.values.named_matrix import axes_of, is_frame, is_matrix
from pybrms_mix.r.values.r_vectors import read
from pybrms_mix.r.values.row_names import (
    NAMED_ROWS,
    are_kept,
    row_names,
    with_numbers,
    without_numbers,
)
from pybrms_mix.r.values.tibbles import is_tibble


def vector_labels(parts: Iterable[Any], size: int) -> list[str] | None:
    """Return the names of the rows that ``cbind()`` takes from matrices and vectors.

    Parameters
    ----------
    parts : iterable
        The columns, as matrices and vectors.
    size : int
        The number of rows.

    Returns
    -------
    list of str or None
        The row names of the first matrix that has some, or the names of the first vector with as
        many elements as there are rows; None if there are no names.

    Examples
    --------
    >>> vector_labels([[1, 2], pd.Series([3, 4], index=["u", "v"])], 2)
    ['u', 'v']
    """
    for part in parts:
        part_names = axes_of(part)[0] if is_matrix(part) else read(part).names
        if part_names is not None and len(part_names) == size:
            return list(part_names)
    return None


def labelled_rows(made: pd.DataFrame, parts: Iterable[Any]) -> pd.DataFrame:
    """Return columns of a new data frame with the row names that ``data.frame()`` gives them.

    They are those of the first part that has row names, numbers of selected rows, or names of as
    many elements as there are rows. Names that occur twice are not taken.

    Examples
    --------
    >>> labelled_rows(pd.DataFrame({"x": [1, 2]}), [pd.Series([1, 2], index=["u", "v"])])
       x
    u  1
    v  2
    """
    plain = without_numbers(made.reset_index(drop=True))
    for part in parts:
        if is_frame(part) and pd.api.types.is_integer_dtype(part.index):
            if are_kept(part) and len(part) == len(plain):
                return with_numbers(plain, row_names(part))
            continue
        part_names = vector_labels([part], len(plain)) if not is_frame(part) else row_names(part)
        if (
            part_names is not None
            and len(part_names) == len(plain)
            and len(set(part_names)) == len(part_names)
        ):
            named_frame = plain.set_axis(pd.Index(part_names, dtype=object), axis=0)
            named_frame.attrs[NAMED_ROWS] = True
            return named_frame
    return plain


def named_rows_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a data frame with R's numbers of its rows as names.

    Examples
    --------
    >>> named_rows_of(with_numbers(pd.DataFrame({"x": [1, 2]}), ["a", "b"])).index.tolist()
    ['a', 'b']
    """
    result = frame.set_axis(pd.Index(row_names(frame), dtype=object), axis=0)
    without_numbers(result).attrs[NAMED_ROWS] = True
    return result


def named_like_parts(frame: pd.DataFrame, parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return bound data frames with the row names that ``bind_rows()`` gives them.

    A row without a name, and a name that occurs twice, gets the number of the row: "b...2".

    Examples
    --------
    >>> d = pd.DataFrame({"x": [1]}, index=["a"])
    >>> named_like_parts(pd.DataFrame({"x": [1, 2]}), [d, pd.DataFrame({"x": [2]})]).index.tolist()
    ['a', '...2']
    """
    if all(is_tibble(p) or pd.api.types.is_integer_dtype(p.index) for p in parts):
        return frame
    names = [name for part in parts for name in _own_names(part)]
    result = frame.set_axis(pd.Index(repaired(names, "unique"), dtype=object), axis=0)
    result.attrs[NAMED_ROWS] = True
    return result


def _own_names(part: pd.DataFrame) -> list[str]:
    """Return the names of rows; "" for rows that are only counted."""
    is_counted = is_tibble(part) or pd.api.types.is_integer_dtype(part.index)
    return [""] * len(part) if is_counted else list(map(str, part.index))


def repeated(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that a verb of dplyr repeats, with distinct names: "b...1", "b...2".

    Examples
    --------
    >>> repeated(pd.DataFrame({"x": [1, 1]}, index=["b", "b"])).index.tolist()
    ['b...1', 'b...2']
    """
    return named_like_parts(frame, [frame])


def named_like_first(frame: pd.DataFrame, parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return columns bound side by side with the names of the rows of the first named part.

    Examples
    --------
    >>> d = pd.DataFrame({"x": [1]}, index=["a"])
    >>> named_like_first(pd.DataFrame({"x": [1], "y": [2]}), [d]).index.tolist()
    ['a']
    """
    for part in parts:
        if not is_tibble(part) and not pd.api.types.is_integer_dtype(part.index):
            return named_like_parts(frame, [part])
    return frame
