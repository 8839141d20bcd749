"""Row names of data frames: the names, or the numbers that rows keep when rows are selected.

R keeps the numbers of selected rows: ``rownames(d[-1, ])`` starts with "2". A data frame here
counts its rows from 0 again, and holds R's numbers in ``attrs``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pybrms_mix.base.lazy import pandas as pd

_NUMBERS = "row_numbers"
# A mark of data frames whose rows have names; R's columns of such data frames have no names.
NAMED_ROWS = "row_names"
# A mark of tibbles (pybrms_mix/r/values/tibbles.py), whose rows are always counted from 1.
TIBBLE = "tibble"


def row_names(frame: pd.DataFrame) -> list[str]:
    """Return R's row names.

    Examples
    --------
    >>> row_names(pd.DataFrame({"x": [1, 2, 3]}).tail(2))
    ['2', '3']
    """
    if frame.attrs.get(TIBBLE):
        return [str(n + 1) for n in range(len(frame))]
    if not pd.api.types.is_integer_dtype(frame.index):
        return list(map(str, frame.index))
    at = np.asarray(frame.index)
    stored_names = frame.attrs.get(_NUMBERS)
    if stored_names is not None and len(at) and at.min() >= 0 and at.max() < len(stored_names):
        return [stored_names[n] for n in at]
    return [str(n + 1) for n in at]


def are_automatic(frame: pd.DataFrame) -> bool:
    """Return whether R only counts the rows, so that ``as.matrix()`` gives them no names.

    Rows that were selected have their numbers as names, even if these are 1, 2, ....
    """
    return _NUMBERS not in frame.attrs and not are_kept(frame)


def is_column(series: pd.Series) -> bool:
    """Return whether a Series is a column of a data frame whose rows have names.

    R's columns have no names.
    """
    return series.name is not None and bool(series.attrs.get(NAMED_ROWS))


def are_kept(frame: pd.DataFrame) -> bool:
    """Return whether a data frame has row names, or numbers that differ from 1, 2, ...."""
    return row_names(frame) != [str(n + 1) for n in range(len(frame))]


def without_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """Remove the numbers of rows, since the rows are counted from 1 again."""
    frame.attrs.pop(_NUMBERS, None)
    return frame


def with_numbers(frame: pd.DataFrame, names: Sequence[str], ending: str = ".") -> pd.DataFrame:
    """Store R's row names of a data frame that counts its rows from 0.

    A name that occurs before gets an ending: "1.1", or "11" from ``rbind()``.
    """
    frame.attrs[_NUMBERS] = _distinct(names, ending)
    return frame


def _distinct(names: Sequence[str], ending: str = ".") -> list[str]:
    """Return names of which those that occur before have an ending."""
    distinct_names: list[str] = []
    times: dict[str, int] = {}
    all_names, used_names = set(names), set[str]()
    for name in names:
        candidate = name
        while candidate in used_names or (candidate != name and candidate in all_names):
            times[name] = times.get(name, 0) + 1
            candidate = f"{name}{ending}{times[name]}"
        used_names.add(candidate)
        distinct_names.append(candidate)
    return distinct_names


def bound_numbers(
    made: pd.DataFrame,
    given: Sequence[pd.DataFrame],
    labels: Sequence[str | None] | None = None,
    vectors: Sequence[bool] | None = None,
) -> pd.DataFrame:
    """Return bound data frames with the row names that ``rbind()`` gives them.

    Parameters
    ----------
    made : DataFrame
        The rows of all data frames.
    given : sequence of DataFrame
        The data frames.
    labels : sequence of str or None, optional
        A name for each data frame, which becomes a part of the names of its rows; None for one
        without a name.
    vectors : sequence of bool, optional
        Whether each row was a vector. R drops the names of vectors where the rows of all data
        frames are numbered.

    Returns
    -------
    DataFrame
        The bound rows.

    Examples
    --------
    >>> d = pd.DataFrame({"x": [1, 2]})
    >>> row_names(bound_numbers(pd.concat([d, d.tail(1)], ignore_index=True), [d, d.tail(1)]))
    ['1', '2', '21']
    >>> row_names(bound_numbers(pd.DataFrame({"x": [1, 2, 1]}), [d, d.head(1)], [None, "first"]))
    ['1', '2', 'first']
    """
    labels = labels or [None] * len(given)
    vectors = vectors or [False] * len(given)
    tables = [(f, n) for f, n, of_vector in zip(given, labels, vectors, strict=True)
              if not of_vector]  # fmt: skip
    if not any(n is not None or are_kept(f) for f, n in tables):
        return made
    names: list[str] = []
    are_counted = True
    for frame, label, of_vector in zip(given, labels, vectors, strict=True):
        own_names = row_names(frame)
        is_counted = label is None and (of_vector or (are_counted and not are_kept(frame)))
        are_counted &= is_counted
        if is_counted:
            own_names = [str(len(names) + n + 1) for n in range(len(own_names))]
        elif label is not None:
            own_names = [label] if len(own_names) == 1 else [f"{label}.{n}" for n in own_names]
        names += own_names
    return with_numbers(made, names, ending="")


def kept_numbers(made: pd.DataFrame, frame: pd.DataFrame, at: np.ndarray) -> pd.DataFrame:
    """Return selected rows with the numbers that they have in the data frame they come from.

    Parameters
    ----------
    made : DataFrame
        The selected rows.
    frame : DataFrame
        All rows.
    at : ndarray
        The positions of the selected rows, counted from 0; NaN for a row of NA.

    Returns
    -------
    DataFrame
        The selected rows.

    Examples
    --------
    >>> d = pd.DataFrame({"x": [1, 2, 3]})
    >>> row_names(kept_numbers(d.iloc[[2]].reset_index(drop=True), d, np.array([2.0])))
    ['3']
    """
    if not pd.api.types.is_integer_dtype(made.index):
        if made.index.is_unique:
            return made
        return made.set_axis(pd.Index(_distinct(list(map(str, made.index))), dtype=object), axis=0)
    if not are_kept(frame) and np.array_equal(at, np.arange(len(at))):
        return with_numbers(made, [str(n + 1) for n in range(len(at))])
    frame_names = row_names(frame)
    names = ["NA" if np.isnan(p) or p >= len(frame_names) else frame_names[int(p)] for p in at]
    return with_numbers(made, names)
