"""Tables as text in files: R's ``write.table()``, readr's ``write_csv()``, ``fwrite()``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.rvalues import number_text
from pybrms_mix.r import Grouped, as_character, as_frame
from pybrms_mix.r.values.r_vectors import CHARACTER, FACTOR, LOGICAL, NUMBER, Vector, read, text
from pybrms_mix.r.values.row_names import row_names as names_of_rows
from pybrms_mix.rscript.data_files.plain_texts import store_text

__all__ = ["store_delimited", "store_table"]


def store_table(
    x: Any, file: str | Path, sep: str = " ", *, quote: bool = True, row_names: Any = True,
    col_names: Any = True, na: str = "NA", corner: bool = False, escape: str = "\\",
    append: bool = False,
) -> None:  # fmt: skip
    r"""Write a table to a file as ``write.table()`` does.

    Parameters
    ----------
    x : DataFrame, matrix or vector
        The table. A vector is the column "x".
    file : str or Path
        The file. A missing folder is made.
    sep : str, default " "
        The text between two cells.
    quote : bool, default True
        Whether texts, the names of columns and the names of rows stand in quotation marks.
    row_names : bool or sequence of str, default True
        Whether the first column has the names of the rows, or these names.
    col_names : bool or sequence of str, default True
        Whether the first line has the names of the columns, or these names.
    na : str, default "NA"
        The text of a missing value.
    corner : bool, default False
        Whether the column of row names has an empty name in the first line, as ``write.csv()``.
    escape : str, default a backslash
        The character before a quotation mark within a text.
    append : bool, default False
        Whether the lines come after those that the file holds.

    Raises
    ------
    InvalidData
        If a column is a list.
    InvalidFile
        If the path is a folder, or if its folder cannot be made.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "d.csv")
    ...     store_table(pd.DataFrame({"g": ["a", "b"]}), path, ",", corner=True)
    ...     path.read_text()
    '"","g"\n"1","a"\n"2","b"\n'
    """
    frame = _framed(x)

    def quoted(label: str) -> str:
        return '"' + label.replace('"', escape + '"') + '"' if quote else label

    columns = [_cells(read(frame.iloc[:, n]), na, quoted) for n in range(frame.shape[1])]
    heads = [quoted(str(n)) for n in (frame.columns if _is_flag(col_names) else col_names)]
    if not _is_flag(row_names) or row_names:
        labels = names_of_rows(frame) if _is_flag(row_names) else as_character(row_names)
        columns.insert(0, [quoted(str(label)) for label in labels])
        heads = [quoted(""), *heads] if corner else heads
    has_heads = not _is_flag(col_names) or bool(col_names)
    _store(columns, heads if has_heads else None, sep, file, append)


def store_delimited(
    x: Any, file: str | Path, sep: str = ",", *, na: str = "NA", col_names: bool | None = None,
    append: bool = False, fwrite: bool = False,
) -> Any:  # fmt: skip
    r"""Write a data frame to a file as readr's ``write_delim()`` does, and return it.

    Parameters
    ----------
    x : DataFrame
        The table.
    file : str or Path
        The file. A missing folder is made.
    sep : str, default ","
        The text between two cells.
    na : str, default "NA"
        The text of a missing value.
    col_names : bool, optional
        Whether the first line has the names of the columns: yes, unless lines are appended.
    append : bool, default False
        Whether the lines come after those that the file holds.
    fwrite : bool, default False
        Whether numbers have up to 15 digits and empty texts quotation marks, as data.table does.

    Returns
    -------
    DataFrame
        The table ``x``.

    Raises
    ------
    InvalidData
        If a column is a list.
    InvalidFile
        If the path is a folder, or if its folder cannot be made.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "d.csv")
    ...     d = store_delimited(pd.DataFrame({"g": ["a", "b, c"], "x": [0.5, 2]}), path)
    ...     path.read_text()
    'g,x\na,0.5\n"b, c",2\n'
    """
    frame = _framed(x)

    def quoted(label: str) -> str:
        special = any(mark in label for mark in (sep, '"', "\n", "\r")) or label == na != ""
        return '"' + label.replace('"', '""') + '"' if special or (fwrite and not label) else label

    numbered = number_text if fwrite else _shortest
    columns = [
        _cells(read(frame.iloc[:, n]), na, quoted, numbered, clock="{}T{}Z")
        for n in range(frame.shape[1])
    ]
    has_heads = not append if col_names is None else col_names
    _store(columns, [quoted(str(n)) for n in frame.columns] if has_heads else None,
           sep, file, append)  # fmt: skip
    return x


def _framed(x: Any) -> pd.DataFrame:
    """Return a table as a data frame, and a vector as the column "x"."""
    x = x.frame if isinstance(x, Grouped) else x
    if isinstance(x, pd.Series):
        return pd.DataFrame({"x": x})
    return as_frame(x)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool | np.bool_)


def _cells(
    vector: Vector, na: str, quoted: Callable[[str], str],
    numbered: Callable[[float], str] = number_text, clock: str = "{} {}",
) -> list[str]:  # fmt: skip
    """Return the cells of a column as text."""
    if vector.kind == NUMBER and not vector.date:
        numbers = (int(v) if vector.whole and np.isfinite(v) else float(v) for v in vector.data)
        return [na if np.isnan(v) else number_text(v) if isinstance(v, int) else numbered(v)
                for v in numbers]  # fmt: skip
    labels = text(vector).data
    if vector.kind in (CHARACTER, FACTOR):
        return [na if v is None else quoted(str(v)) for v in labels]
    if vector.clock:
        return [na if v is None else clock.format(*v.split(" ")) if " " in v else v for v in labels]
    if vector.kind == LOGICAL or vector.date:
        return [na if v is None else str(v) for v in labels]
    return [quoted(str(v)) for v in labels]


def _shortest(value: float) -> str:
    """Return the shortest text that is read as this number, in readr's notation."""
    if not np.isfinite(value):
        return "Inf" if value > 0 else "-Inf"
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    mantissa, _, exponent = f"{value!r}".partition("e")
    if 1e-3 <= abs(value) < 1e15:
        return np.format_float_positional(value, trim="-")
    mantissa, exponent = np.format_float_scientific(value, trim="-").split("e")
    if abs(value) < 1:
        return f"{mantissa}e{int(exponent)}"
    digits = mantissa.replace(".", "")
    power = int(exponent) + 1 - len(digits.lstrip("-"))
    return digits + "0" * power if power <= 2 else f"{digits}e{power}"


def _store(
    columns: Sequence[Iterable[str]], heads: list[str] | None, sep: str, file: str | Path,
    append: bool,
) -> None:  # fmt: skip
    """Write the lines of a table."""
    rows = [] if heads is None else [heads]
    rows += [list(cells) for cells in zip(*columns, strict=True)]
    store_text("".join(sep.join(cells) + "\n" for cells in rows), file, append=append)
