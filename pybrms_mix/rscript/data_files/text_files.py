"""Read tables from text files, with the types and missing values of R's readers."""

from __future__ import annotations

import csv
import io
import itertools
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from pybrms_mix.base.file_errors import reading
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r import as_date, column_to_rownames
from pybrms_mix.r.values.labelled import syntactic
from pybrms_mix.r.values.r_vectors import characters, to_python, truths
from pybrms_mix.r.values.single_paths import single_path
from pybrms_mix.r.values.spelt_numbers import parsed
from pybrms_mix.r.values.tibbles import tibble_of
from pybrms_mix.rscript.data_files.column_types import (
    CLASSES,
    SKIPPED,
    of_class,
    settled_types,
    typed,
)

_TRUTHS = frozenset({"T", "F", "TRUE", "FALSE", "true", "false"})
# A number in which points stand between groups of digits, as readr guesses it.
_GROUPED = re.compile(r"-?(?!0\d)\d[\d.]*(,\d*)?")
_DAY = re.compile(r"\d{4}([-/])\d{1,2}\1\d{1,2}")


def table_of_text(text: str, sep: str = ",", **options: Any) -> pd.DataFrame:
    r"""Return the table in a text, as R's functions for reading tables read it.

    Parameters
    ----------
    text : str
        The lines of the table. Blank lines are left out.
    sep : str, default ","
        What separates the columns.
    **options
        Further arguments of `read_csv`.

    Returns
    -------
    DataFrame
        The table.

    Raises
    ------
    InvalidFile
        If the text is no such table.

    Examples
    --------
    >>> table_of_text("a,day\n1,2024-05-01", readr=True)["day"].dt.year.tolist()
    [2024]
    """
    lines = (line for line in text.splitlines() if line.strip())
    return read_csv(io.StringIO("\n".join(lines)), sep, **options)


def read_csv(
    file: str | Path | io.StringIO, sep: str = ",", *, readr: bool = False, fread: bool = False,
    na_values: str | Sequence[str] = "NA", header: bool | None = True,
    names: Sequence[str] | None = None, skip: int = 0, rows: int | None = None,
    row_names: int | str | bool | None = None, decimal: str = ".", types: Any = None,
    default_type: Any = "?", strip: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """Return the table in a text file, as ``read.csv()`` or readr's ``read_csv()`` reads it.

    Parameters
    ----------
    file : str, Path or StringIO
        The file. Its first line has the names of the columns. With ``readr`` or ``fread``, a string
        with a line break is the table itself.
    sep : str, default ","
        What separates the columns, a regular expression if it is longer than one character. With
        "auto" it is the separator that occurs most often in the first line.
    readr : bool, default False
        Whether the table is read as readr does: empty cells of text are missing, columns of days
        become dates, and names of columns stay as they are.
    fread : bool, default False
        Whether the table is read as data.table does: columns of days become dates, names of
        columns stay as they are, and empty cells of text stay empty.
    na_values : str or sequence of str, default "NA"
        The texts of missing cells.
    header : bool or None, default True
        Whether the first line has the names of the columns. None decides as ``read.table()``: the
        first line is a header if it has one cell less than the second line.
    names : sequence of str, optional
        The names of the columns. Columns without names are "V1", "V2", ..., with ``readr`` "X1",
        "X2", ....
    skip : int, default 0
        The number of lines before the table.
    rows : int, optional
        The largest number of rows; all rows by default.
    row_names : int, str or False, optional
        The column of the names of rows, by its position from 0 or by its name. A header that has
        one cell less than the rows makes the first column the names of rows, unless this is False:
        then it is the column "row.names".
    decimal : str, default "."
        The decimal separator of numbers.
    types : str, list or dict, optional
        readr's letters of the types of all columns, R's classes of the columns, or the types of
        columns by their names.
    default_type : str, default "?"
        The type of columns that ``types`` does not name: "?" is guessed, "-" left out.
    strip : bool, default False
        Whether texts lose the white space at their ends, as they do with ``readr`` and ``fread``.

    Returns
    -------
    DataFrame
        The table, a tibble with ``readr``. A column is logical or numeric if all its cells are.

    Raises
    ------
    InvalidFile
        If the file is no such table.
    """
    file = file if isinstance(file, io.StringIO) else single_path(file)
    if isinstance(file, str) and "\n" in file and (readr or fread):
        file = io.StringIO("\n".join(line for line in file.splitlines() if line.strip()))
    with reading("text" if isinstance(file, io.StringIO) else file, "table"):
        if sep == "auto":
            sep = _found(file)
        head, first = _widths(file, sep, skip)
        short = head + 1 == first and not readr and header is not False
        labels = [] if not short else _fields(file, sep, skip)[0]
        cells = pd.read_csv(_opened(file), sep=sep, header=None, dtype=str, na_filter=False,
                            encoding="utf-8-sig", skiprows=skip + short)  # fmt: skip
    if not short and header:
        labels, cells = [str(label).strip() for label in cells.iloc[0]], cells.iloc[1:]
    elif not short:
        labels = [f"{'X' if readr else 'V'}{k + 1}" for k in range(cells.shape[1])]
    else:
        labels = ["row.names", *labels]
        row_names = 0 if row_names is None else row_names
    labels = list(map(str, names)) if names is not None else labels
    cells = cells if rows is None else cells.iloc[: int(rows)]
    na_texts = {na_values} if isinstance(na_values, str) else set(na_values)
    column_types = settled_types(types, default_type, labels)
    places = [n for n, t in enumerate(column_types) if not (isinstance(t, str) and t in SKIPPED)]
    labels = [labels[n] for n in places]
    columns = [_column(cells.iloc[:, n].reset_index(drop=True), na_texts, decimal, readr=readr,
                       fread=fread, strip=strip, type_=column_types[n])
               for n in places]  # fmt: skip
    if short and row_names is False:  # R leaves the labels of rows as text
        columns[0] = cells.iloc[:, 0].reset_index(drop=True)
    table: pd.DataFrame = pd.concat(columns, axis=1)
    table.columns = pd.Index(_unlike(labels) if readr else labels if fread else syntactic(labels))
    if row_names is not None and row_names is not False:
        label = row_names if isinstance(row_names, str) else str(table.columns[int(row_names)])
        return column_to_rownames(table, label)
    return tibble_of(table) if readr else table


def _opened(file: str | Path | io.StringIO) -> TextIO:
    """Open a file, or return the lines of a text."""
    if isinstance(file, io.StringIO):
        return io.StringIO(file.getvalue())
    return Path(file).open(encoding="utf-8-sig", newline="")


def _fields(file: str | Path | io.StringIO, sep: str, skip: int) -> list[list[str]]:
    """Return the cells of the first two lines of a table."""
    with _opened(file) as opened:
        lines = [line for line in itertools.islice(opened, skip, skip + 2) if line.strip()]
    separator = sep if len(sep) == 1 else " "
    plain = lines if len(sep) == 1 else [" ".join(line.split()) for line in lines]
    return list(csv.reader(plain, delimiter=separator))


def _widths(file: str | Path | io.StringIO, sep: str, skip: int) -> tuple[int, int]:
    """Return the numbers of cells in the first two lines of a table."""
    widths = [len(cells) for cells in _fields(file, sep, skip)]
    return (widths[0], widths[1]) if len(widths) == 2 else (0, 0)


def _unlike(names: list[str]) -> list[str]:
    """Return names as readr repairs them: equal and empty names get their places."""
    return [f"{n}...{k + 1}" if not n or names.count(n) > 1 else n for k, n in enumerate(names)]


def _is_hexadecimal(text: str) -> bool:
    """Return whether a number is written as 0x1A, which ``read.csv()`` reads and readr does not."""
    return text.lower().startswith(("0x", "-0x"))


def _is_number(text: str) -> bool:
    return text.lower() == "nan" or not math.isnan(parsed(text))


def _found(file: str | Path | io.StringIO) -> str:
    """Return the separator that occurs most often in the first line of a file."""
    with _opened(file) as opened:
        head = opened.readline()
    return max((",", "\t", "|", ";", ":"), key=head.count) if head.strip() else ","


def _column(
    cells: Any,
    na_texts: set[str],
    decimal: str,
    *,
    readr: bool,
    fread: bool,
    strip: bool,
    type_: Any,
) -> Any:
    stripped = cells.str.strip()
    blank = stripped.isin([*na_texts, ""])
    if isinstance(type_, str) and type_ in CLASSES:
        return of_class(cells, na_texts, type_)
    if type_ != "?":
        return typed(stripped, blank, type_)
    present = list(stripped[~blank])
    texts = stripped if readr or fread or strip else cells
    missing = blank if readr else stripped.isin(na_texts)
    if set(present) <= _TRUTHS and (present or len(cells)):
        return pd.Series(to_python(truths(characters(stripped.where(~blank, "NA")))))
    # Where the decimal separator is a comma, a number has no point.
    texts_of_numbers = [v if decimal == "." else v.replace(".", "?").replace(decimal, ".")
                        for v in present]  # fmt: skip
    hexadecimal = any(map(_is_hexadecimal, present))
    if all(map(_is_number, texts_of_numbers)) and not (readr and hexadecimal):
        numbers = stripped.mask(blank).str.replace(decimal, ".", regex=False)
        return numbers.map(parsed, na_action="ignore") if hexadecimal else pd.to_numeric(numbers)
    if readr and decimal == "," and present and all(map(_GROUPED.fullmatch, present)):
        bare = stripped.mask(blank).str.replace(".", "", regex=False)
        return pd.to_numeric(bare.str.replace(",", ".", regex=False))
    if (readr or (fread and present)) and all(map(_DAY.fullmatch, present)):
        return pd.Series(as_date([None if b else v for v, b in zip(stripped, blank, strict=True)]))
    return texts.mask(missing)
