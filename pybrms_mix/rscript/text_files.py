"""Read tables from text files, with the types and missing values of R's readers."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pybrms_mix.base.file_errors import reading
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r import as_date
from pybrms_mix.r.labelled import syntactic
from pybrms_mix.r.r_vectors import characters, to_python, truths
from pybrms_mix.r.spelt_numbers import parsed
from pybrms_mix.r.tibbles import tibble_of

_TRUTHS = frozenset({"T", "F", "TRUE", "FALSE", "true", "false"})
_DAY = re.compile(r"\d{4}([-/])\d{1,2}\1\d{1,2}")


def read_csv(
    file: str | Path, sep: str = ",", *, readr: bool = False, fread: bool = False,
    na_values: str | Sequence[str] = "NA",
) -> pd.DataFrame:  # fmt: skip
    """Return the table in a text file, as ``read.csv()`` or readr's ``read_csv()`` reads it.

    Parameters
    ----------
    file : str or Path
        The file. Its first line has the names of the columns.
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

    Returns
    -------
    DataFrame
        The table, a tibble with ``readr``. A column is logical or numeric if all its cells are.

    Raises
    ------
    InvalidFile
        If the file is no such table.
    """
    with reading(file, "table"):
        if sep == "auto":
            sep = _found(file)
        cells = pd.read_csv(file, sep=sep, header=None, dtype=str, na_filter=False,
                            encoding="utf-8-sig")  # fmt: skip
    names = list(map(str, cells.iloc[0]))
    na_texts = {na_values} if isinstance(na_values, str) else set(na_values)
    columns = [_column(cells.iloc[1:, n].reset_index(drop=True), na_texts, readr=readr, fread=fread)
               for n in range(cells.shape[1])]  # fmt: skip
    table: pd.DataFrame = pd.concat(columns, axis=1)
    table.columns = pd.Index(_unlike(names) if readr else names if fread else syntactic(names))
    return tibble_of(table) if readr else table


def _unlike(names: list[str]) -> list[str]:
    """Return names as readr repairs them: equal and empty names get their places."""
    return [f"{n}...{k + 1}" if not n or names.count(n) > 1 else n for k, n in enumerate(names)]


def _is_hexadecimal(text: str) -> bool:
    """Return whether a number is written as 0x1A, which ``read.csv()`` reads and readr does not."""
    return text.lower().startswith(("0x", "-0x"))


def _is_number(text: str) -> bool:
    return text.lower() == "nan" or not math.isnan(parsed(text))


def _found(file: str | Path) -> str:
    """Return the separator that occurs most often in the first line of a file."""
    with Path(file).open(encoding="utf-8-sig") as opened:
        head = opened.readline()
    return max((",", "\t", "|", ";", ":"), key=head.count) if head.strip() else ","


def _column(cells: Any, na_texts: set[str], *, readr: bool, fread: bool = False) -> Any:
    stripped = cells.str.strip()
    blank = stripped.isin([*na_texts, ""])
    present = list(stripped[~blank])
    texts = stripped if readr or fread else cells
    missing = blank if readr else stripped.isin(na_texts)
    if set(present) <= _TRUTHS and (present or len(cells)):
        return pd.Series(to_python(truths(characters(stripped.where(~blank, "NA")))))
    if all(_is_number(v) for v in present) and not (readr and any(map(_is_hexadecimal, present))):
        numbers = stripped.mask(blank)
        decimal = not any(map(_is_hexadecimal, present))
        return pd.to_numeric(numbers) if decimal else numbers.map(parsed, na_action="ignore")
    if (readr or (fread and present)) and all(map(_DAY.fullmatch, present)):
        return pd.Series(as_date([None if b else v for v, b in zip(stripped, blank, strict=True)]))
    return texts.mask(missing)
