"""Convert cells of a text file to the types that a script names: readr's ``col_types``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r import as_date, factor, parse_number
from pybrms_mix.r.values.spelt_numbers import parsed

# The truth values that readr reads.
_TRUTHS = {"T": True, "TRUE": True, "true": True, "True": True, "1": True,
           "F": False, "FALSE": False, "false": False, "False": False, "0": False}  # fmt: skip
SKIPPED = frozenset({"-", "_", "NULL"})
# Classes of R that ``read.csv(colClasses = )`` takes, with the letters of readr.
CLASSES = {"character": "c", "numeric": "d", "double": "d", "integer": "i", "logical": "l",
           "factor": "f", "Date": "D"}  # fmt: skip


def settled_types(types: Any, default: str, labels: Sequence[str]) -> list[Any]:
    """Return the type of each column of a file.

    Parameters
    ----------
    types : str, list, dict or None
        One letter for each column, classes of R, or the types of columns by their names.
    default : str
        The type of the other columns: "?" is guessed.
    labels : sequence of str
        The names of the columns.

    Returns
    -------
    list
        A letter for each column, or a dict with its arguments.

    Raises
    ------
    InvalidArgument
        If the letters do not fit the number of columns, or a letter is unknown.

    Examples
    --------
    >>> settled_types({"b": "c"}, "?", ["a", "b"])
    ['?', 'c']
    """
    if isinstance(types, list):  # R's colClasses, which are recycled
        return [types[n % len(types)] for n in range(len(labels))]
    if isinstance(types, str):
        if len(types) != len(labels):
            raise InvalidArgument(
                f"The file has {len(labels)} columns, but col_types has {len(types)} letters."
            )
        return list(types)
    by_name: Mapping[str, Any] = types or {}
    return [by_name.get(label, default) for label in labels]


def typed(cells: Any, blank: Any, type_: Any) -> Any:
    """Return the cells of a column as values of a type.

    Parameters
    ----------
    cells : Series
        The texts.
    blank : Series
        Whether cells are missing.
    type_ : str or dict
        readr's letter of the type, or the letter ``type`` with further arguments: ``levels`` of a
        factor, the ``format`` of dates.

    Returns
    -------
    Series
        The values. A cell that is no value of the type is missing.

    Raises
    ------
    InvalidArgument
        If the type is unknown.

    Examples
    --------
    >>> typed(pd.Series(["1", "x"]), pd.Series([False, False]), "d").tolist()
    [1.0, nan]
    """
    options = dict(type_) if isinstance(type_, Mapping) else {"type": type_}
    letter = options.pop("type")
    texts = cells.mask(blank)
    if letter == "c":
        return texts
    if letter == "l":
        return texts.map(_TRUTHS)
    if letter == "f":
        levels = options.get("levels")
        levels = list(dict.fromkeys(texts.dropna())) if levels is None else levels
        return pd.Series(factor(texts, levels, ordered=options.get("ordered", False)))
    if letter == "D":
        form = options.get("format")
        values = [None if pd.isna(t) else t for t in texts]
        return pd.Series(as_date(values) if form is None else as_date(values, form))
    if letter == "n":
        return pd.Series(np.asarray(parse_number(texts), dtype=float))
    if letter in ("d", "i"):
        numbers = texts.map(parsed, na_action="ignore").astype(float)
        return numbers.where(numbers % 1 == 0) if letter == "i" else numbers
    raise InvalidArgument(f"Columns of the type '{letter}' cannot be read here.")


def of_class(cells: Any, na_texts: Collection[str], class_name: str) -> Any:
    """Return the cells of a column as values of a class of R, as ``read.csv(colClasses = )``.

    Parameters
    ----------
    cells : Series
        The texts.
    na_texts : collection of str
        The texts of missing cells.
    class_name : str
        The class, such as "character" or "Date".

    Returns
    -------
    Series
        The values.

    Raises
    ------
    InvalidData
        If a cell is no value of the class.

    Examples
    --------
    >>> of_class(pd.Series(["007", "NA"]), {"NA"}, "character").tolist()
    ['007', nan]
    """
    missing = cells.str.strip().isin(na_texts)
    if class_name in ("character", "factor"):
        texts = cells.mask(missing)
        return texts if class_name == "character" else pd.Series(factor(texts))
    blank = missing | (cells.str.strip() == "")
    values = typed(cells.str.strip(), blank, CLASSES[class_name])
    if bool((pd.isna(values) & ~blank & ~cells.str.strip().isin(["NaN"])).any()):
        raise InvalidData(f"A column of colClasses '{class_name}' has cells of another type.")
    return values
